"""The file of scenes: JSON that a person can read and edit, changed at once and as a whole."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from bridge.params import Value
from bridge.whole_file import whole_file
from generators.folder_lock import alone_in

log = logging.getLogger(__name__)

LAST_SCENE = 128

Scene = Mapping[str, Value]
Known = Mapping[int, Scene]


class SceneFile:
    """Scenes 1 to 128 on disk. Belongs to the control thread.

    A thread of its own writes, since a disk may take its time. It writes what was changed here over what the file
    has by then: another daemon, or a person, may have changed the rest.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = ThreadPoolExecutor(1, "scenes")
        self._writes: list[Future[None]] = []
        self._changes: dict[int, Scene | None] = {}  # not on the disk yet, None = deleted; behind the lock
        self._lock = Lock()

    def read(self) -> dict[int, Scene]:
        """What there is. A file that cannot be understood is set aside as `NAME.bad`, and logged."""
        try:
            return _read(self.path) or {}
        except OSError as error:
            log.error("scenes: %s", _reason(self.path, error))
        return {}

    def change(self, number: int, known: Known) -> None:
        """Write a scene as it is among those that are `known`; the others only if the file is gone or damaged."""
        with self._lock:
            self._changes[number] = known.get(number)
        self._writes.append(self._writer.submit(self._write, dict(known)))

    def trouble(self) -> str:
        """Why the file could not be written, if that has happened since the last call; else empty."""
        done = [write for write in self._writes if write.done()]
        self._writes = [write for write in self._writes if write not in done]
        try:
            if done:
                done[-1].result()
        except OSError as error:
            return f"new scenes will be lost at the end: {_reason(self.path, error)}"
        return ""

    def close(self) -> None:
        """Wait until all is written."""
        self._writer.shutdown()
        if trouble := self.trouble():
            log.error("%s", trouble)

    def _write(self, known: Known) -> None:
        with self._lock:
            changes, self._changes = self._changes, {}
        if not changes:  # an earlier write had them
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with alone_in(self.path.parent):
                there = _read(self.path)
                _replace(self.path, changed(known if there is None else there, changes))
        except OSError:
            with self._lock:
                self._changes = changes | self._changes
            raise


def changed(scenes: Known, changes: Mapping[int, Scene | None]) -> dict[int, Scene]:
    """The scenes with those changes made."""
    return {number: scene for number, scene in {**scenes, **changes}.items() if scene is not None}


def _read(path: Path) -> dict[int, Scene] | None:
    """None if there are none, or none that can be understood. Raises OSError."""
    try:
        return _parsed(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError) as error:
        log.error("scenes: %s is damaged (%s); %s", path, error, _set_aside(path))
    return None


def _set_aside(path: Path) -> str:
    bad = path.with_name(path.name + ".bad")
    try:
        path.replace(bad)
    except OSError as error:
        return f"it cannot be kept: {_reason(bad, error)}"
    return f"kept as {bad.name}"


def _reason(path: Path, error: OSError) -> str:
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


def _replace(path: Path, scenes: Known) -> None:
    """All or nothing, even if the power fails: a new file takes the old one's place once it is on the disk."""
    text = json.dumps({str(number): dict(scenes[number]) for number in sorted(scenes)}, indent=2, ensure_ascii=False)
    with whole_file(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace") as new:
        new.write(text + "\n")
        new.flush()
        os.fsync(new.fileno())
