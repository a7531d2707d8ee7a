"""The performance: scenes recalled, morphed to and named, in the order of the setlist."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from bridge.commands import MORPH_BARS
from bridge.crossing import Pictures
from bridge.cue import Cue
from bridge.dispatch import ErrorListener, Handler, Reply, silent
from bridge.foresight import likely_next
from bridge.morph import Morph
from bridge.params import ParamError, Params, State, Value
from bridge.planner import position
from bridge.scenes import Scenes, usable
from bridge.setlist import Setlist, Step
from generators.base import ClipRequest

log = logging.getLogger(__name__)

STEP_BEATS = 1 / 32  # between two steps of a morph


def _logged(address: str, text: str, _: Reply) -> None:
    log.error("%s: %s", address, text)


class Performance:
    """The commands of scenes and setlist, and the morph that is under way. Belongs to the control thread, which
    calls `advance` with the beat that is heard."""

    def __init__(
        self, params: Params, scenes: Scenes, setlist: Setlist, on_error: ErrorListener = _logged
    ) -> None:  # fmt: skip
        """`on_error` is told which file of a scene is not to be had: its deck keeps the one it has, the rest is set."""
        self.scenes = scenes
        self.setlist = setlist
        self._params = params
        self._on_error = on_error
        self._morph: Morph | None = None
        self._beat = 0.0
        self._setting = False
        params.listen(self._touched)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What each command does; for `Dispatcher`."""
        return {
            "/scene/store": self._store,
            "/scene/recall": self._recall_scene,
            "/scene/list": lambda _, reply: reply("/scene/list", *self.scenes.numbers),
            "/scene/name": self._name,
            "/scene/delete": self._delete,
            "/scene/morph": self._morph_scene,
            "/scene/morph/stop": lambda _, __: self.stop(),
            "/setlist/next": lambda _, reply: self._go(self.setlist.position + 1, reply),
            "/setlist/previous": lambda _, reply: self._go(self.setlist.position - 1, reply),
            "/setlist/go": lambda args, reply: self._go(int(args[0]), reply),
        }

    def readouts(self) -> dict[str, tuple[Value, ...]]:
        """For `/status` and subscribers. `/setlist` is place, count, scene and note."""
        step = self.setlist.step or Step("")
        morphing = (self._morph.number, round(self._morph.progress, 3)) if self._morph else (0, 0.0)
        now = self.scenes.now
        return {
            "/scene/now": (now, self.scenes.name(now) if now else ""),
            "/scene/morphing": morphing,
            "/setlist": (self.setlist.position, len(self.setlist.steps), str(step.scene), step.note),
        }

    def likely_next(self) -> State:
        """The state that may be asked for next; see `foresight`."""
        state = self._params.snapshot()
        state = replace(state, tempo=self.tempo_ahead or state.tempo)
        return likely_next(state, self.scenes, self.setlist, self._params.slots)

    @property
    def tempo_ahead(self) -> float | None:
        """The tempo (BPM) that a morph is on its way to."""
        return self._morph.tempo if self._morph else None

    def recall(self, number: int, reply: Reply = silent) -> None:
        """A scene at once. Raises ParamError."""
        values = usable(self.scenes, number, self._params.slots)
        self.stop()
        self._set(values, reply)
        self.scenes.recalled(number)

    def morph(self, number: int, bars: float, reply: Reply = silent) -> None:
        """A scene in so many bars, from where things are; 0 = at once. Raises ParamError."""
        if bars:
            target = self._to_be_had(usable(self.scenes, number, self._params.slots), reply)
            self._morph = Morph(number, bars, self._params.snapshot(), target, self._params.slots)
            self._beat = float("-inf")
        else:
            self.recall(number, reply)

    def stop(self) -> None:
        """End a morph where things are."""
        self._morph = None

    def advance(self, beat: float, pictures: Pictures) -> None:
        """Set what a morph moves by the beat that is heard; `pictures` as `Morph.advance` has it."""
        if self._morph is None or 0 <= beat - self._beat < STEP_BEATS:
            return
        self._beat = beat
        self._set(self._morph.advance(beat, pictures))
        if self._morph.done:
            self.scenes.recalled(self._morph.number)
            self._morph = None

    def _set(self, values: Mapping[str, Value], reply: Reply = silent) -> None:
        """But no bend that is so already: a scrub that is set again moves a frozen deck, which no scene shall."""
        values = {address: value for address, value in values.items() if not self._is_bent_so(address, value)}
        self._setting = True
        try:
            self._params.update(values)
        except ParamError:  # a file has gone since it was stored, or the morph began: all the rest is set
            self._params.update(self._to_be_had(values, reply))
        finally:
            self._setting = False

    def _is_bent_so(self, address: str, value: Value) -> bool:
        return self._params.slot(address).spec.latency == "bend" and self._params.get(address) == value

    def _to_be_had(self, values: Mapping[str, Value], reply: Reply) -> dict[str, Value]:
        """The values without the files that are not there any more, which are told."""
        there = dict(values)
        for address, value in values.items():
            try:
                self._params.slot(address).spec.check(value)
            except ParamError as error:
                del there[address]
                self._on_error(address, f"{error}; it stays as it was, all else of the scene is set", reply)
        return there

    def _touched(self, address: str, _: Value) -> None:
        if self._morph and not self._setting:
            self._morph.touch(address)

    def _store(self, args: tuple[Value, ...], reply: Reply) -> None:
        slots = self._params.slots
        values = {address: value for address, value in self._params.values().items() if slots[address].spec.kept}
        self.scenes.store(int(args[0]), values)
        reply("/scene/store", args[0])

    def _stored(self, args: tuple[Value, ...]) -> int:
        """The number of the scene that a command names. Raises ParamError."""
        scene = args[0]
        return self.scenes.find(scene if isinstance(scene, str) else int(scene))

    def _recall_scene(self, args: tuple[Value, ...], reply: Reply) -> None:
        number = self._stored(args)
        self.recall(number, reply)
        reply("/scene/recall", number)

    def _morph_scene(self, args: tuple[Value, ...], reply: Reply) -> None:
        number, bars = self._stored(args), float(args[1]) if len(args) > 1 else MORPH_BARS
        self.morph(number, bars, reply)
        reply("/scene/morph", number, bars)

    def _name(self, args: tuple[Value, ...], reply: Reply) -> None:
        number = self._stored(args)
        if len(args) > 1:
            self.scenes.rename(number, str(args[1]))
        reply("/scene/name", number, self.scenes.name(number))

    def _delete(self, args: tuple[Value, ...], reply: Reply) -> None:
        number = self._stored(args)
        self.scenes.delete(number)
        if self._morph and self._morph.number == number:
            self.stop()
        reply("/scene/delete", number)

    def _go(self, position: int, reply: Reply) -> None:
        step = self.setlist.at(position)
        self.morph(self.scenes.find(step.scene), step.morph, reply)
        self.setlist.go(position)
        reply("/setlist", *self.readouts()["/setlist"])


def keyframe(cue: Cue, entered: bool, alpha: int) -> ClipRequest | None:
    """The keyframe of its own that a deck plays at alpha 0 or 1; None while it waits for it, or to enter."""
    if cue.on_stage is None or not entered:
        return None
    stem = round(position(alpha, cue.on_stage.flipped))
    return cue.on_stage.requests[stem] if stem in cue.stems else None
