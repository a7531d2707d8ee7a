"""A morph: the way from how things are to a scene, by beats. Pure: nothing here knows clock, sound or network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bridge.crossing import Crossing, Part, Pictures, Tick, Values, come_in, cross, leave, same_path
from bridge.glide import Glide
from bridge.params import Slot, State, Value, put

GLIDING = {"mix", "morph", "bend"}  # latency classes whose numbers glide; all else changes at the end
AT_THE_END = {"drift"}  # a number, but what lies halfway means nothing
WAIT_BARS = 4  # at least, for what is not painted when the morph should be over


class Morph:
    """From the state `now` to the values of a scene, in `bars` of the bars of now. Belongs to the control thread.

    `advance` gives what is to be set at a beat. Numbers glide; switches, texts and what has to be painted
    anew change at the end; pictures are crossed as `crossing` says. What `touch` names is left alone from then on.
    """

    def __init__(self, number: int, bars: float, now: State, target: Mapping[str, Value], slots: Mapping[str, Slot]):
        """`target` is checked, and its addresses are all among `slots`; `bars` is above 0."""
        self.number = number
        self._bar = now.bar_beats
        self.length = bars * self._bar
        self._elapsed = 0.0
        self._beat: float | None = None
        self._left = dict(target)  # what arrives in the end
        goal = put(now, slots, target)
        self._parts = list(self._decks(now, goal))
        taken = frozenset[str]().union(*(part.takes for part in self._parts))
        self._glides = {
            address: Glide(slots[address].spec, slots[address].get(now), slots[address].get(goal))
            for address in target
            if address not in taken and _glides(slots[address]) and slots[address].get(now) != slots[address].get(goal)
        }

    def _decks(self, now: State, goal: State) -> Iterator[Part]:
        """What each deck does whose picture or presence changes."""
        for deck, (before, after) in enumerate(zip(now.decks, goal.decks, strict=True)):
            way = Crossing(deck, before, after, self.length, self._bar)
            if before.mute and not after.mute:
                yield come_in(way)
            elif after.mute and not before.mute:
                yield leave(way)
            elif not after.mute and (not same_path(before, after) or before.drift != after.drift):
                yield cross(way)

    @property
    def progress(self) -> float:
        """0 to 1, by beats alone."""
        return min(self._elapsed / self.length, 1.0)

    @property
    def done(self) -> bool:
        """True once the scene has arrived: nothing is left to set."""
        return not self._left

    @property
    def tempo(self) -> float | None:
        """The tempo (BPM) that it leads to, if it moves it."""
        glide = self._glides.get("/tempo")
        return float(glide.end) if glide else None

    def touch(self, address: str) -> None:
        """A performer has taken over this parameter, and with it the part of its deck, if it ends that."""
        self._left.pop(address, None)
        self._glides.pop(address, None)
        self._parts = [part for part in self._parts if address not in part.ends_with]

    def advance(self, beat: float, pictures: Pictures) -> Values:
        """What is to be set now. `pictures(deck, alpha)` is what that deck plays at alpha 0 or 1.

        A clock that jumps does not take the morph with it.
        """
        moved = 0.0 if self._beat is None else beat - self._beat
        self._beat = beat
        if 0 <= moved <= self._bar:
            self._elapsed += moved
        values = {address: glide.at(self.progress) for address, glide in self._glides.items()}
        for part in self._parts:
            values |= part.advance(Tick(self._elapsed, pictures))
        values = {address: value for address, value in values.items() if address in self._left}
        if self._arrives():
            values, self._left = self._left, {}
        return values

    def _arrives(self) -> bool:
        if self._elapsed < self.length:
            return False
        waited = self._elapsed - self.length
        return all(part.done for part in self._parts) or waited >= max(self.length, WAIT_BARS * self._bar)


def _glides(slot: Slot) -> bool:
    number = slot.spec.type in (int, float) and not slot.spec.choices
    return number and slot.spec.latency in GLIDING and slot.name not in AT_THE_END
