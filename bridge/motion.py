"""Bends: how a deck runs over its clips while the clock goes on."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.line import Loop
from bridge.params import DeckState

SHORTEST_LOOP = 1 / 16  # beats


@dataclass(frozen=True)
class Bend:
    """The bend controls of a deck; the defaults are no bend. `loop` is in beats, 0 = the whole clip."""

    freeze: bool = False
    reverse: bool = False
    speed: float = 1.0
    loop: float = 0.0
    scrub: float = 0.0

    @classmethod
    def of(cls, deck: DeckState) -> Bend:
        loop = max(deck.loop, SHORTEST_LOOP) if deck.loop else 0.0
        return cls(deck.freeze, deck.reverse, deck.speed, loop, deck.scrub if deck.freeze else 0.0)

    @property
    def rate(self) -> float:
        """Beats of the clip for each beat of the clock."""
        return 0.0 if self.freeze else -self.speed if self.reverse else self.speed


NO_BEND = Bend()


class Motion:
    """A deck's place on its clips, in beats, as a function of the clock's beat. Belongs to the control thread.

    Without a bend the two are the same. A bend begins where the deck is; when it is let go, the deck is
    where the clock has gone meanwhile, as if it had never been bent: on the beat. So it is when a short loop becomes
    one that is as long as the clip.
    """

    def __init__(self) -> None:
        self.bend = NO_BEND
        self._beat = 0.0  # of the clock, from which on ...
        self._place = 0.0  # ... the deck goes on from here
        self._fold: float | None = None  # where the short loop begins

    @property
    def rate(self) -> float:
        return self.bend.rate

    def at(self, beat: float) -> float:
        """The place, in beats, when the clock is at `beat`."""
        if self.bend == NO_BEND:
            return beat
        place = self._place + (beat - self._beat) * self.rate
        if self._fold is None:
            return place
        return self._fold + (place - self._fold) % self.bend.loop

    def change(self, bend: Bend, beat: float, loop: Loop, scrub: bool = False) -> None:
        """From the clock's `beat` on, run over `loop` as `bend` says; `scrub`: it was set, perhaps again."""
        place, before = self.at(beat), self.bend
        whole = bend.loop >= loop.beats  # all of the clip is heard, which can be on the beat
        released = bend.rate == 1 and (before.rate != 1 or whole)
        scrubbed = bend.freeze and (scrub or (before.freeze and bend.scrub != before.scrub))
        if scrubbed:
            place += min(bend.scrub * loop.beats, loop.beats - loop.tail) - (place - loop.downbeat) % loop.beats
        elif released:
            place = beat
        self._beat, self._place = beat, place
        if not bend.loop:
            self._fold = None
        elif self._fold is None or bend.loop != before.loop or released or scrubbed:
            self._fold = place - (place - loop.downbeat) % bend.loop
        self.bend = bend
