"""What `riffbridge train` says of the sounds it has read, before it trains on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generators.musical_key import key_name, key_of
from generators.training.own_sounds import Taken

SHOWN = 20  # lines of each list


def listing(folder: Path, taken: list[Taken], left_out: list[tuple[Path, str]]) -> Iterator[str]:
    """A line for each file that clips came of, then one for each that is skipped."""
    used = [f"{_shown(one.source.path, folder)}: {_taken_as(one)}" for one in taken if one.clips]
    without = [(one.source.path, one.skipped) for one in taken if one.skipped] + left_out
    skipped = [f"{_shown(path, folder)}: {why}" for path, why in without]
    for title, lines in (("reads", used), ("skips", skipped)):
        if lines:
            yield f"{title} {_counted(len(lines), 'file')} of {folder}:"
            yield from (f"  {line}" for line in shortened(lines))


def shortened(lines: list[str]) -> list[str]:
    """No more than `SHOWN` lines, and how many more there are."""
    if len(lines) <= SHOWN:
        return lines
    return [*lines[: SHOWN - 1], f"… and {len(lines) - SHOWN + 1} more"]


def _taken_as(one: Taken) -> str:
    """How a file's clips are told to the model, whose tempo may be off what was said by what makes it a loop."""
    facts, key = one.clips[0].facts, key_of(one.source.caption)
    told = f'"{facts.said}"' + (f" in {key_name(*key)}" if key else "")
    found = "" if one.source.tempo else " by ear" if one.by_ear else " as one loop"
    return f"{told}, {facts.tempo:.4g} BPM{found}, {facts.metre}, {_counted(len(one.clips), 'clip')}"


def _shown(path: Path, folder: Path) -> Path:
    return path.relative_to(folder) if path.is_relative_to(folder) else path


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
