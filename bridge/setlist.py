"""The setlist: scenes in the order of the show, in a TOML file that may be edited while it plays.

    [[step]]
    scene = 3                  # number or name of a scene
    morph = 8                  # bars to get there; at once if left out, or 0
    note = "wait for the bass"

Whatever is wrong with it is told at once, and the steps stay as they were.
"""

from __future__ import annotations

import errno
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridge import toml_lines
from bridge.params import MAX_TEXT, ParamError, Spec, shown, unknown
from bridge.scene_file import LAST_SCENE
from bridge.scenes import Scenes
from bridge.toml_lines import TomlError

_NUMBER = Spec("scene", int, 1, "", "paint", 1, LAST_SCENE)
_NAME = Spec("scene", str, "", "", "paint")
_MORPH = Spec("morph", float, 0.0, "", "morph", 0, 256, unit="bars")
_NOTE = Spec("note", str, "", "", "mix")
KEYS = ("scene", "morph", "note")
MOST_BYTES = 64_000  # of the file: some 1000 steps


@dataclass(frozen=True)
class Step:
    """A scene, by number or name; the bars it takes to get there, 0 = at once; what to remember."""

    scene: int | str
    morph: float = 0.0
    note: str = ""


class Setlist:
    """Steps, and the place among them: 0 before the first. Belongs to the control thread."""

    def __init__(self, path: Path | None, on_error: Callable[[str], None]) -> None:
        """`on_error` gets each mistake in the file, all of them whenever it is read."""
        self.steps: tuple[Step, ...] = ()
        self.position = 0
        self._path = path
        self._on_error = on_error
        self._read_at: tuple[int, int] | None = None

    @property
    def step(self) -> Step | None:
        """Where the show is."""
        return self.steps[self.position - 1] if 0 < self.position <= len(self.steps) else None

    @property
    def following(self) -> Step | None:
        """What comes next, if anything does."""
        return self.steps[self.position] if self.position < len(self.steps) else None

    def go(self, position: int) -> Step:
        """Move to a step, from 1, and return it. Raises ParamError naming those there are."""
        step = self.at(position)
        self.position = position
        return step

    def at(self, position: int) -> Step:
        """The step at a place, from 1. Raises ParamError."""
        if not self.steps:
            raise ParamError(f"the setlist is empty; it is read from {self._path}")
        if not 1 <= position <= len(self.steps):
            raise ParamError(f"{position} is not a step from 1 to {len(self.steps)}")
        return self.steps[position - 1]

    def refresh(self, scenes: Scenes) -> None:
        """Read the file if it has changed; with mistakes in it, the steps stay as they were. A step may name a
        scene that is still to be stored, but that is said."""
        if self._path is None or (stamp := _stamp(self._path)) == self._read_at:
            return
        self._read_at = stamp
        try:
            steps, mistakes = parse(_read(self._path) if stamp else b"")
        except OSError as error:
            steps, mistakes = (), [f"cannot be read: {error.strerror}"]
        if not mistakes:
            self.steps = steps
            self.position = min(self.position, len(steps))
            mistakes = _not_stored(steps, scenes)
        for mistake in mistakes:
            self._on_error(f"{self._path}: {mistake}")


def _stamp(path: Path) -> tuple[int, int] | None:
    """Changes when the file does; None without a file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _read(path: Path) -> bytes:
    """Raises OSError, also for what would hold up the sound: a pipe, or more than can be read at once."""
    status = path.stat()
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise OSError(errno.EINVAL, "it is no file")
    if status.st_size > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {MOST_BYTES // 1000} kB")
    return path.read_bytes()


def _not_stored(steps: tuple[Step, ...], scenes: Scenes) -> list[str]:
    mistakes = []
    for place, step in enumerate(steps, 1):
        try:
            scenes.find(step.scene)
        except ParamError as error:
            mistakes.append(f"step {place}: {error}")
    return mistakes


def parse(source: bytes) -> tuple[tuple[Step, ...], list[str]]:
    """The steps of a setlist, and every mistake in it."""
    try:
        data, _ = toml_lines.parse(source)
    except TomlError as error:
        return (), [f"line {error.line}: {error}"]
    entries = data.get("step", [])
    mistakes = [f"{unknown(key, ['step'])}; a setlist has only [[step]]" for key in data if key != "step"]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return (), [*mistakes, "step: each is a table of its own, [[step]]"]
    steps = [_step(place, entry, mistakes) for place, entry in enumerate(entries, 1)]
    return tuple(steps), mistakes


def _step(place: int, entry: dict[str, Any], mistakes: list[str]) -> Step:
    """One table; what is wrong with it is added to the mistakes."""

    def checked(key: str, check: Callable[[object], Any], otherwise: object) -> Any:
        try:
            return check(entry[key]) if key in entry else otherwise
        except ParamError as error:
            mistakes.append(f"step {place}: {key}: {error}")
            return otherwise

    mistakes += [
        f"step {place}: {unknown(key, KEYS)} (the options are {', '.join(KEYS)})" for key in entry if key not in KEYS
    ]
    if "scene" not in entry:
        mistakes.append(f"step {place}: scene is missing: {_SCENE_ALLOWED}")
    return Step(checked("scene", _scene, 1), checked("morph", _MORPH.check, 0.0), checked("note", _NOTE.check, ""))


_SCENE_ALLOWED = f"the number of a scene, 1 to {LAST_SCENE}, or its name"


def _scene(value: object) -> int | str:
    """Raises ParamError."""
    if isinstance(value, str) and 0 < len(value) <= MAX_TEXT:
        return str(_NAME.check(value))
    try:
        return int(_NUMBER.check(value))
    except ParamError:
        raise ParamError(f"{shown(value)} is not {_SCENE_ALLOWED}") from None
