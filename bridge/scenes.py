"""Scenes: stored sets of parameter values, kept in a JSON file that a person can read and edit."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from bridge.params import ParamError, Slot, Value, shown

log = logging.getLogger(__name__)

LAST_SCENE = 128
NAME = "name"  # stands among the addresses, which begin with a slash

Scene = Mapping[str, Value]


class Scenes:
    """Scenes 1 to 128, in memory and, if there is one, in a file. Belongs to the control thread.

    A thread of its own writes the file, since a disk may take its time.
    """

    def __init__(self, path: Path | None = None) -> None:
        """A file that cannot be understood is set aside as `NAME.bad`, and logged; the scenes are then empty."""
        self._path = path
        self._scenes = _read(path) if path else {}
        self.now = 0  # the scene that was recalled last; 0 = none
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
        name = self._scenes.get(number, {}).get(NAME)
        self._scenes[number] = {**({} if name is None else {NAME: name}), **values}
        self._save()
        self._say("stored in", number)

    def _save(self) -> None:
        if self._path:
            self._writes = [write for write in self._writes if not write.cancel()]  # this one writes them all
            self._writes.append(self._writer.submit(_write, self._path, dict(self._scenes)))

    def recall(self, number: int) -> dict[str, Value]:
        """Raises ParamError naming the scenes there are."""
        return {address: value for address, value in self._stored(number).items() if address != NAME}

    def recalled(self, number: int) -> None:
        """Take note that this scene is the one that plays now."""
        self.now = number
        self._say("recalled from", number)

    def _say(self, what: str, number: int) -> None:
        name = self.name(number)
        log.info("scene %d%s %s %s", number, f" {shown(name)}" if name else "", what, self._path or "memory")

    def name(self, number: int) -> str:
        """Empty if it has none. Raises ParamError."""
        return str(self._stored(number).get(NAME, ""))

    def rename(self, number: int, name: str) -> None:
        """Empty = no name. Raises ParamError, also for a name that another scene has."""
        scene = {address: value for address, value in self._stored(number).items() if address != NAME}
        if name and (other := self._named(name)) not in {None, number}:
            raise ParamError(f"{shown(name)} is scene {other} already")
        self._scenes[number] = {NAME: name, **scene} if name else scene
        self._save()

    def delete(self, number: int) -> None:
        """Raises ParamError naming the scenes there are."""
        self._stored(number)
        del self._scenes[number]
        self.now = 0 if self.now == number else self.now
        self._save()

    def find(self, scene: int | str) -> int:
        """The number of a stored scene, given by number or name. Raises ParamError naming the scenes there are."""
        if isinstance(scene, int):
            self._stored(scene)
            return scene
        if (number := self._named(scene)) is None:
            raise ParamError(f"no scene is named {shown(scene)}; stored: {self._there()}")
        return number

    def _named(self, name: str) -> int | None:
        return next((number for number in self.numbers if self._scenes[number].get(NAME) == name), None)

    def _stored(self, number: int) -> Scene:
        try:
            return self._scenes[number]
        except KeyError:
            raise ParamError(f"scene {number} is not stored; stored: {self._there()}") from None

    def _there(self) -> str:
        names = ((number, self.name(number)) for number in self.numbers)
        return ", ".join(f"{number} {shown(name)}" if name else str(number) for number, name in names) or "none"

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


def usable(scenes: Scenes, number: int, slots: Mapping[str, Slot]) -> dict[str, Value]:
    """The values of a scene for the parameters there are, checked. Raises ParamError; logs what is not to be had."""
    stored = scenes.recall(number)
    if absent := [address for address in stored if address not in slots]:
        log.warning("scene %s: no %s here, ignored", number, ", ".join(absent))
    return known(stored, slots)


def known(stored: Scene, slots: Mapping[str, Slot]) -> dict[str, Value]:
    """Those values that there are parameters for, checked. Raises ParamError."""
    return {address: _checked(slots[address], address, value) for address, value in stored.items() if address in slots}


def _checked(slot: Slot, address: str, value: Value) -> Value:
    try:
        return slot.spec.check(value)
    except ParamError as error:
        raise ParamError(f"{address}: {error}") from None


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
