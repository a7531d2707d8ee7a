"""The sounds in a performer's folder, and what they are: from `captions.csv` (file, caption, tempo, metre), or from the
names of the files.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generators.init_file import excerpt, seconds
from generators.metre import COMMON, METRES

SUFFIXES = {".wav", ".flac", ".ogg", ".mp3", ".aif", ".aiff"}
TABLE, COLUMNS, NEEDED = "captions.csv", ("file", "caption", "tempo", "metre"), ("file", "caption")
SLOWEST, FASTEST = 20.0, 200.0
NAMED_TEMPO = re.compile(r"(?:(?<![^\W_])at[\W_]+)?(\d{2,3}(?:\.\d+)?)[\s_-]*bpm", re.I)

NOTE = re.compile(r"[A-G][#♯b♭]?(?:m7?)?|[A-Ga-g][#♯](?:m|min|maj|minor|major)?7?")
TELLING = re.compile(r"[1-9]0[1-9]s?|\d+[^\W\d_]+|[a-uw-z]{2}\d{1,3}", re.I)  # drum machines, decades, other machines


@dataclass(frozen=True)
class Source:
    """A sound file, what it is called in prompts, its tempo in BPM (quarter notes) if that is known, and its metre."""

    path: Path
    caption: str
    tempo: float | None
    metre: str = COMMON

    @property
    def beats(self) -> int:
        """Quarter notes to a bar."""
        return METRES[self.metre].beats


def sources(folder: Path) -> list[Source]:
    """The sounds of a folder and those below it. Raises ValueError if there are none; and for lines of its captions.csv
    that are not as they should be and files that cannot be read, a line for each of them."""
    if not folder.is_dir():
        raise ValueError(f"--data {folder}: there is no such folder")
    table = folder / TABLE
    if table.is_file():
        found, wrong = _listed(table)
    else:
        found = [_named(path) for path in _files(folder) if _is_sound(path)]
        wrong = [f"{source.path} {why}" for source in found if (why := _unreadable(source.path))]
    if wrong:
        raise ValueError("\n".join(wrong))
    if not found and table.is_file():
        raise ValueError(f"{table} lists no sounds")
    if not found:
        raise ValueError(f"--data {folder} holds no sound files ({', '.join(sorted(SUFFIXES))})")
    return found


def left_out(folder: Path, found: list[Source]) -> list[tuple[Path, str]]:
    """The files of a folder that are none of its sources, and why."""
    taken = {folder / TABLE, *(source.path for source in found)}
    others = [path for path in _files(folder) if path not in taken]
    return [(path, f"not in {TABLE}" if _is_sound(path) else "not a sound file") for path in others]


def _files(folder: Path) -> list[Path]:
    """In order, without hidden ones: macOS leaves some that are named as sounds and are none."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _is_sound(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _unreadable(path: Path) -> str:
    """What is wrong with a file, "" if nothing is. It is read to its end, so that this is said before anything that
    takes long."""
    try:
        excerpt(path, 0.0, seconds(path))
    except ValueError as error:
        return f"cannot be read as sound: {error}"
    return ""


def _named(path: Path) -> Source:
    """`deep-dub_chords 122bpm (3).wav` → "deep dub chords", 122."""
    named = NAMED_TEMPO.search(path.stem)
    rest = re.sub(r"\(.*?\)", " ", NAMED_TEMPO.sub(" ", path.stem))
    words = [word for part in re.split(r"[^\w#♯♭]+|_+", rest) if (word := _word(part))]
    tempo = float(named[1]) if named and SLOWEST <= float(named[1]) <= FASTEST else None
    return Source(path, " ".join(words) or path.parent.name.lower(), tempo)


def _word(part: str) -> str:
    """A word of a file's name as one of a caption: without the numbers that count takes, with those that say something
    ("808", "80s", "dx7"); a note with a capital, since "F#m" and "Am" are chords."""
    if NOTE.fullmatch(part):
        return part.capitalize()
    telling = TELLING.fullmatch(part)
    return part.lower() if telling else re.sub(r"[\d#♯♭]+", "", part).lower()


def _listed(table: Path) -> tuple[list[Source], list[str]]:
    """The sounds of a table, and what is wrong with it, by line. Raises ValueError for a table that cannot be read."""
    found, wrong = [], []
    for line, row in _rows(table):
        values = [(row.get(column) or "").strip() for column in COLUMNS]
        faults = [*_faults(table.parent, *values), *_overlong(row)]
        if faults:
            wrong.append(f"{table}, line {line}: {'; '.join(faults)}")
            continue
        name, caption, tempo, metre = values
        found.append(Source(table.parent / name, caption, float(tempo) if tempo else None, metre or COMMON))
    return found, wrong


def _rows(table: Path) -> list[tuple[int, dict[Any, Any]]]:
    """Each row by the names of its columns, and the line it ends in."""
    rows: list[tuple[int, dict[Any, Any]]] = []
    header: list[str] = []
    try:
        with table.open(newline="", encoding="utf-8-sig") as file:  # as spreadsheets write it
            reader = csv.DictReader(file, strict=True)  # else a quote that is not closed takes all that follows
            header = list(reader.fieldnames or ())
            reader.fieldnames = [name.strip().lower() for name in header]
            _check_header(table, reader.fieldnames, ",".join(header))
            rows.extend((reader.line_num, row) for row in reader)
    except UnicodeDecodeError as error:
        raise ValueError(f"{table} must be text in UTF-8") from error
    except csv.Error as error:
        line = rows[-1][0] + 1 if rows else 2 if header else 1
        raise ValueError(f"{table}, from line {line}: a quote is not closed, or more follows it: {error}") from error
    except OSError as error:
        raise ValueError(f"{table} cannot be read: {error}") from error
    return rows


def _check_header(table: Path, names: list[str], written: str) -> None:
    """A column by another name would be overlooked; one without a name is what spreadsheets add."""
    if set(NEEDED) <= set(names) <= {*COLUMNS, ""}:
        return
    optional = " and ".join(column for column in COLUMNS if column not in NEEDED)
    raise ValueError(
        f"{table}: the header must be {','.join(COLUMNS)} ({optional} may be left out), not {written or 'empty'}"
    )


def _faults(folder: Path, name: str, caption: str, tempo: str, metre: str) -> Iterator[str]:
    """What is wrong with the values of a row."""
    path = folder / name
    if not path.is_file():
        yield f"there is no file {name!r}" if name else "file is empty"
    elif not _is_sound(path):
        yield f"file must end in {', '.join(sorted(SUFFIXES))}, not {name!r}"
    elif why := _unreadable(path):
        yield f"{name} {why}"
    if not caption:
        yield "caption is empty"
    if tempo and not SLOWEST <= _number(tempo) <= FASTEST:
        yield f"tempo must be {SLOWEST:g} to {FASTEST:g} BPM, not {tempo!r}"
    if metre and metre not in METRES:
        yield f"metre must be {', '.join(METRES)} or empty, not {metre!r}"


def _overlong(row: dict[Any, Any]) -> Iterator[str]:
    """More values than columns, which the csv module keeps under None; empty ones are what spreadsheets add."""
    if any(value.strip() for value in row.get(None, ())):
        yield 'it has more values than the header has columns (a caption with a comma goes in "quotes")'


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
