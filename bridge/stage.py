"""The stage: clock and decks, written into the ring ahead of the playhead, weighed by the controls."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from bridge.canvas import Gains
from bridge.clock import Clock
from bridge.decks import Deck
from bridge.levels import amplitude, deck_gains
from bridge.mixer import Controls
from bridge.params import State
from bridge.ring import Ring
from generators.base import BEATS_PER_BAR, Clip

BLOCK = 1024  # frames written at a time


class Stage:
    """Everything that sounds. The live player and the replay of a journal drive it alike.

    Belongs to the control thread; the audio process reads the other ends of `ring` and `controls`.
    """

    def __init__(self, ring: Ring, controls: Controls, decks: int, rate: int, tempo: float) -> None:
        self.clock = Clock(rate, tempo)
        self.decks = [Deck(rate) for _ in range(decks)]
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
        canvases = [canvas for deck in self.decks for canvas in deck.canvases]
        return max(canvas.head for canvas in canvases) + canvases[0].fade

    @property
    def silent(self) -> bool:
        """True until the first clip of any deck has entered."""
        return all(deck.silent for deck in self.decks)

    def origin(self, frame: int, clip: Clip, downbeat: float = 0) -> float:
        """Where bar 1 of a clip lies so that it is at its musical position at `frame`, when laps are
        counted from the beat `downbeat`."""
        beats = clip.request.bars * BEATS_PER_BAR
        beat = self.clock.beat_at(frame)
        into = (beat - downbeat + 1e-9) % beats
        return frame - into * 60 * self.clock.rate / clip.request.tempo

    def enter(self, deck: int, clips: Mapping[int, Clip], frame: int, origin: float) -> None:
        """Let clips into stems of a deck (from 0) at `frame`."""
        self.decks[deck].enter(clips, frame, origin)

    def weights(self, deck: int, alpha: float) -> Gains:
        """Gain of each stem of a deck at an alpha, as things are at the playhead."""
        return self.decks[deck].weights(alpha, self.playhead)

    def weigh(self, state: State, frame: int = 0) -> None:
        """Put gains and weights where the audio process sees them: heard within one of its periods, or
        from `frame` of the playback clock on if that is later."""
        weights = np.array([self.weights(index, deck.alpha) for index, deck in enumerate(state.decks)])
        self._controls.set(deck_gains(state), weights, amplitude(state.master_gain), frame)

    def fill(self, until: int) -> None:
        """Commit sound up to the frame `until`, as far as the ring has room."""
        room = min(until - self.head, self._ring.space)
        while room > 0:
            frames = min(room, BLOCK)
            self._ring.write(np.concatenate([deck.read(frames) for deck in self.decks]))
            room -= frames
