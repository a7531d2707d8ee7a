"""Scenes: stored sets of parameter values, kept in a JSON file that a person can read and edit."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from bridge.params import ParamError, Value

log = logging.getLogger(__name__)

LAST_SCENE = 128

Scene = Mapping[str, Value]


class Scenes:
    """Scenes 1 to 128, in memory and, if there is one, in a file. Belongs to the control thread.

    A thread of its own writes the file, since a disk may take its time.
    """

    def __init__(self, path: Path | None = None) -> None:
        """A file that cannot be understood is set aside as `NAME.bad`, and logged; the scenes are then empty."""
        self._path = path
        self._scenes = _read(path) if path else {}
        self._writer = ThreadPoolExecutor(1, "scenes")
        self._writes: list[Future[None]] = []

    @property
    def numbers(self) -> list[int]:
        """The numbers of the stored scenes, in order."""
        return sorted(self._scenes)

    def store(self, number: int, values: Scene) -> None:
        """Raises ParamError for a number that no scene can have. Whether the file could be written, `trouble` says."""
        if not 1 <= number <= LAST_SCENE:
            raise ParamError(f"{number} is not a whole number from 1 to {LAST_SCENE}")
        self._scenes[number] = dict(values)
        if self._path:
            self._writes = [write for write in self._writes if not write.cancel()]  # this one writes them all
            self._writes.append(self._writer.submit(_write, self._path, dict(self._scenes)))

    def recall(self, number: int) -> dict[str, Value]:
        """Raises ParamError naming the scenes there are."""
        try:
            return dict(self._scenes[number])
        except KeyError:
            there = ", ".join(map(str, self.numbers)) or "none"
            raise ParamError(f"scene {number} is not stored; stored: {there}") from None

    def trouble(self) -> str:
        """Why the file could not be written, if that has happened since the last call; else empty."""
        done = [write for write in self._writes if write.done()]
        self._writes = [write for write in self._writes if write not in done]
        try:
            if done:
                done[-1].result()
        except OSError as error:
            return f"new scenes will be lost at the end: {_reason(self._path, error)}"
        return ""

    def close(self) -> None:
        """Wait until the last scene is written."""
        self._writer.shutdown()
        if trouble := self.trouble():
            log.error("%s", trouble)


def _read(path: Path) -> dict[int, Scene]:
    try:
        return _parsed(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        log.error("scenes: %s", _reason(path, error))
    except (ValueError, RecursionError) as error:
        log.error("scenes: %s is damaged (%s); %s", path, error, _set_aside(path))
    return {}


def _set_aside(path: Path) -> str:
    bad = path.with_name(path.name + ".bad")
    try:
        path.replace(bad)
    except OSError as error:
        return f"it cannot be kept: {_reason(bad, error)}"
    return f"kept as {bad.name}, starting with none"


def _reason(path: Path | None, error: OSError) -> str:
    return f"{path}: {error.strerror or error}"


def _parsed(text: bytes) -> dict[int, Scene]:
    """Raises ValueError for what is not {"1": {ADDRESS: VALUE, ...}, ...}."""
    scenes = json.loads(text.decode())
    if not isinstance(scenes, dict):
        raise ValueError("scenes are not a table")
    return {_number(name): _scene(name, values) for name, values in scenes.items()}


def _number(name: str) -> int:
    if not (name.isascii() and name.isdecimal() and len(name) <= 3 and 1 <= int(name) <= LAST_SCENE):
        raise ValueError(f"scene {name!r} is not a number from 1 to {LAST_SCENE}")
    return int(name)


def _scene(name: str, values: object) -> Scene:
    if not isinstance(values, dict):
        raise ValueError(f"scene {name} is not a table of values")
    for address, value in values.items():
        if not isinstance(value, bool | int | float | str):
            raise ValueError(f"scene {name}: {address} is not a value")
    return values


def _write(path: Path, scenes: Mapping[int, Scene]) -> None:
    """All or nothing, even if the power fails: a new file takes the old one's place once it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({str(number): dict(scenes[number]) for number in sorted(scenes)}, indent=2, ensure_ascii=False)
    file, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(file, "w", encoding="utf-8", errors="backslashreplace") as new:
            new.write(text + "\n")
            new.flush()
            os.fsync(new.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
