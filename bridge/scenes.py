"""Scenes: stored sets of parameter values, with numbers and names."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from bridge.params import ParamError, Slot, Value, shown
from bridge.scene_file import LAST_SCENE, Scene, SceneFile
from bridge.spec import is_text

log = logging.getLogger(__name__)

NAME = "name"  # stands among the addresses, which begin with a slash


class Scenes:
    """Scenes 1 to 128, in memory and, if there is one, in a file. Belongs to the control thread."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = SceneFile(path) if path else None
        self._scenes = self._file.read() if self._file else {}
        self.now = 0  # the scene that was recalled last; 0 = none

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
        self._save(number)
        self._say("stored", number)

    def _save(self, number: int) -> None:
        if self._file:
            self._file.change(number, self._scenes)

    def recall(self, number: int) -> dict[str, Value]:
        """Raises ParamError naming the scenes there are."""
        return {address: value for address, value in self._stored(number).items() if address != NAME}

    def recalled(self, number: int) -> None:
        """Take note that this scene is the one that plays now."""
        self.now = number
        self._say("recalled", number)

    def _say(self, what: str, number: int) -> None:
        name = self.name(number)
        log.info("scene %d%s %s", number, f" {shown(name)}" if name else "", what)

    def name(self, number: int) -> str:
        """Empty if it has none, or, edited by hand, one that cannot be sent. Raises ParamError."""
        name = str(self._stored(number).get(NAME, ""))
        return name if is_text(name) else ""

    def rename(self, number: int, name: str) -> None:
        """Empty = no name. Raises ParamError, also for a name that another scene has."""
        scene = {address: value for address, value in self._stored(number).items() if address != NAME}
        if name and (other := self._named(name)) not in {None, number}:
            raise ParamError(f"{shown(name)} is scene {other} already")
        self._scenes[number] = {NAME: name, **scene} if name else scene
        self._save(number)

    def delete(self, number: int) -> None:
        """Raises ParamError naming the scenes there are."""
        self._stored(number)
        del self._scenes[number]
        self.now = 0 if self.now == number else self.now
        self._save(number)

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
        return self._file.trouble() if self._file else ""

    def close(self) -> None:
        """Wait until the last scene is written."""
        if self._file:
            self._file.close()


def usable(scenes: Scenes, number: int, slots: Mapping[str, Slot]) -> dict[str, Value]:
    """The values of a scene for the parameters there are, checked but for whether files are there. Raises ParamError;
    logs what is not to be had."""
    stored = scenes.recall(number)
    if absent := [address for address in stored if address not in slots]:
        log.warning("scene %s: no %s here, ignored", number, ", ".join(absent))
    return known(stored, slots)


def known(stored: Scene, slots: Mapping[str, Slot]) -> dict[str, Value]:
    """Those values that there are parameters for, checked but for files, which may lie on a disk that hangs. Raises
    ParamError."""

    def checked(address: str, value: Value) -> Value:
        try:
            return slots[address].spec.check_unopened(value)
        except ParamError as error:
            raise ParamError(f"{address}: {error}") from None

    return {address: checked(address, value) for address, value in stored.items() if address in slots}
