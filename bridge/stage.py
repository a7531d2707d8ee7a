"""The stage: clock and decks, written into the ring ahead of the playhead, weighed by the controls."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from copy import copy

import numpy as np

from bridge.canvas import Gains
from bridge.clock import Clock, Stretch
from bridge.controls import Controls, Floats
from bridge.decks import Deck, Keyframe
from bridge.levels import amplitude, deck_gains
from bridge.motion import Bend
from bridge.params import State, deck_address
from bridge.planner import STEMS
from bridge.ring import Ring
from bridge.sign import Sign
from generators.base import Sound

BLOCK = 1024  # frames written at a time


class Stage:
    """Everything that sounds. The live player and the replay of a journal drive it alike.

    Belongs to the control thread; the audio process reads the other ends of `ring` and `controls`.
    """

    def __init__(self, ring: Ring, controls: Controls, decks: int, rate: int, tempo: float) -> None:
        self.clock = Clock(rate, tempo)
        self.decks = [Deck(self.clock) for _ in range(decks)]
        self.held = False  # silent, as the transport that is followed stands still
        self._resumes = 0  # the frame from which on it is no longer
        self._start = 0.0, tempo, Sign.NONE  # see `stand`
        self._ring = ring
        self._controls = controls

    @property
    def playhead(self) -> int:
        """The frame that leaves the ring next."""
        return self._ring.position

    @property
    def head(self) -> int:
        """The first frame not committed yet."""
        return self._ring.written

    @property
    def soonest(self) -> int:
        """The first frame at which a change can be wholly there."""
        return max(deck.canvas.head + deck.canvas.fade for deck in self.decks)

    def enter(
        self, deck: int, keyframes: Mapping[int, Keyframe], frame: int, downbeat: float, whole: bool, turned: bool
    ) -> None:  # fmt: skip
        """See `Deck.enter`; decks count from 0."""
        self.decks[deck].enter(keyframes, frame, downbeat, whole, turned)

    def locate(self, frame: float, beat: float, tempo: float) -> Stretch:
        """Put the clock so, see `Clock.locate`. What waits to enter on a beat still enters on it, or, if the clock is
        put elsewhere, with the next bar there."""
        before, soonest, elsewhere = copy(self.clock), self.soonest, self.clock.elsewhere(frame, beat)
        stretch = self.clock.locate(frame, beat, tempo)

        def moved(entry: int) -> int:
            if entry <= soonest:
                return entry
            beat = self.clock.bar_line(soonest) if elsewhere else before.beat_at(entry)
            return max(round(self.clock.frame_at(beat)), soonest)

        for deck in self.decks:
            deck.move(moved)
        return stretch

    def change_tempo(self, frame: float, tempo: float) -> Stretch:
        """Another tempo from `frame` on; the beat goes on as it is there."""
        return self.locate(frame, self.clock.beat_at(frame), tempo)

    def hold(self, held: bool) -> None:
        """Be silent at once; or no longer, from where the clock was located last: what lies before is not heard."""
        self.held, self._resumes = held, 0 if held else round(self.clock.latest.frame)

    def stand(self, beat: float, tempo: float, sign: Sign) -> Stretch:
        """Be silent at once, and stand at that beat, its sound at hand, until the sign is seen, or `go`.

        What jumps there does so before it, and then what enters there fades in."""
        self._start, head = (beat, tempo, sign), self.head
        begin = self.soonest + max(deck.canvas.fade for deck in self.decks)
        stretch = self.locate(head, beat - (begin - head) * tempo / (60 * self.clock.rate), tempo)
        self._controls.mute()
        self._controls.wait(begin, sign)
        self._resumes = begin
        return stretch

    def stand_again(self) -> Stretch | None:
        """Where it stands: ahead of all that is committed again, so that what enters now enters before the start."""
        return self.stand(*self._start) if self.standing and not self._controls.told_to_go else None

    def go(self) -> None:
        """Stand no longer."""
        self._controls.go()

    @property
    def standing(self) -> bool:
        """Does it stand, or is it about to?"""
        return self._controls.waits is not None

    @property
    def waited(self) -> int:
        """How far the port clock is ahead of the frames here, which stand with it."""
        return self._ring.waited

    @property
    def port_head(self) -> int:
        """The head by the port clock: when it leaves the port, if what stands begins at once."""
        return self.head - self._left_out + self.waited

    @property
    def _left_out(self) -> int:
        """Frames from what is heard to where it stands."""
        wait = self._controls.waits
        return max(0, wait[0] - self.playhead) if wait else 0

    def bend(self, state: State, changes: Container[str] = ()) -> None:
        """Bend time as the state says, from the head on; `changes` are the addresses that were set, perhaps again."""
        for index, (deck, wanted) in enumerate(zip(self.decks, state.decks, strict=True)):
            deck.bend(Bend.of(wanted), deck_address(index, "scrub") in changes)

    def weights(self, deck: int, alpha: float) -> Gains:
        """Gain of each stem of a deck at an alpha, as things are at the playhead."""
        return self.decks[deck].weights(alpha, self.playhead)

    def weigh(self, state: State, frame: int = 0) -> None:
        """Put gains and weights where the audio process sees them: heard within one of its periods, or
        from `frame` of the playback clock on if that is later."""
        weights = np.array([self.weights(index, deck.alpha) for index, deck in enumerate(state.decks)])
        master = 0.0 if self.held else amplitude(state.master_gain)
        if self._resumes <= self.playhead:
            self._resumes = 0
        self._controls.set(deck_gains(state), weights, master, max(frame, self._resumes))

    def obeyed(self) -> Iterator[tuple[int, Floats]]:
        """Rows of controls that the mixer has turned to since this was last asked: see `Controls.obeyed`."""
        return self._controls.obeyed()

    def fill_ahead(self, lead: int) -> None:
        """Commit sound `lead` frames ahead of what is heard, or will be at the start, as far as the ring has room."""
        self.fill(self.playhead + self._left_out + lead)

    def fill(self, until: int) -> None:
        """Commit sound up to the frame `until`, as far as the ring has room.

        A deck that fails is silent for that block, and all go on in step; then what the first of them raised is raised.
        """
        for deck in self.decks:
            deck.forget(self.playhead)
        room, failures = min(until - self.head, self._ring.space), list[Exception]()
        while room > 0:
            frames = min(room, BLOCK)
            self._ring.write(np.concatenate([self._read(deck, frames, failures) for deck in self.decks]))
            room -= frames
        if failures:
            raise failures[0]

    def _read(self, deck: Deck, frames: int, failures: list[Exception]) -> Sound:
        try:
            return deck.read(frames)
        except Exception as error:
            failures.append(error)
            deck.canvas.head = self.head + frames
            return np.zeros((2 * STEMS, frames), np.float32)
