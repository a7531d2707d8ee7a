"""Decks: the clips on stage, keyframe by keyframe, how they are run over, and the weights that make them one sound."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bridge.canvas import Canvas, Place, blend_gains, correlation
from bridge.clock import Clock
from bridge.motion import Bend, Motion
from bridge.params import SILENCE_DB, DeckState
from bridge.planner import KEYFRAMES, position
from generators.base import BEATS_PER_BAR, Clip, Sound


def amplitude(db: float) -> float:
    """Linear gain of a level in dB; `SILENCE_DB` and below is silence."""
    return 0.0 if db <= SILENCE_DB else 10 ** (db / 20)


class Deck:
    """A canvas with a stem for each keyframe, and what they are worth at an alpha. Belongs to the control thread."""

    def __init__(self, clock: Clock) -> None:
        self.canvas = Canvas(clock.rate, KEYFRAMES, self._where)
        self.motion = Motion()
        self.flipped = False
        self._clock = clock
        self._likeness = [(0, [0.0] * (KEYFRAMES - 1))]  # of neighbours, and from which frame on

    @property
    def silent(self) -> bool:
        """True until the first clip has entered."""
        return self.clips[0] is None

    @property
    def clips(self) -> list[Clip | None]:
        """The clip of each stem, entered or about to."""
        return self.canvas.clips

    def enter(self, clips: Mapping[int, Clip], frame: int, downbeat: float) -> None:
        """Let clips into their stems at `frame`; their bar 1 lies on the beat `downbeat`."""
        self.canvas.enter(clips, frame, downbeat)
        there = self.clips
        likeness = [_likeness(a, b) for a, b in pairwise(there)]
        self._likeness = [*(known for known in self._likeness if known[0] < frame), (frame, likeness)]

    def bend(self, bend: Bend) -> None:
        """Run over the clips as `bend` says from all that is committed on."""
        if bend != self.motion.bend:
            self.motion.change(bend, self._clock.beat_at(self.canvas.head), self.canvas.beats or BEATS_PER_BAR)

    def _where(self, frame: float) -> Place:
        beats_per_frame = self._clock.tempo_at(frame) / (60 * self._clock.rate)
        return Place(self.motion.at(self._clock.beat_at(frame)), self.motion.rate * beats_per_frame)

    def weights(self, alpha: float, playhead: int) -> NDArray[np.float32]:
        """Gain of each stem at an interpolation position: a cross-fade of the two it lies between, as
        alike as they are at the playhead."""
        while len(self._likeness) > 1 and self._likeness[1][0] <= playhead:
            self._likeness.pop(0)
        weights = np.zeros(KEYFRAMES, np.float32)
        at = position(alpha, self.flipped)
        stem = min(int(at), KEYFRAMES - 2)
        gains = blend_gains(np.array([at - stem], np.float32), self._likeness[0][1][stem])
        weights[stem : stem + 2] = np.concatenate(gains)
        return weights

    def read(self, frames: int) -> Sound:
        """The next (2 · KEYFRAMES, frames): left and right of each stem in turn."""
        return self.canvas.read(frames).reshape(-1, frames)


def _likeness(a: Clip | None, b: Clip | None) -> float:
    if a is None or b is None or a.sound.shape != b.sound.shape:
        return 0.0
    return 1.0 if a is b else correlation(a.sound, b.sound)


def deck_gain(deck: DeckState) -> float:
    """Linear gain of a deck, mute included."""
    return 0.0 if deck.mute else amplitude(deck.gain)
