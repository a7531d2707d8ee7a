"""Decks: the clips on stage, keyframe by keyframe, and the weights that make them one sound."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bridge.canvas import Canvas, Voice, blend_gains, correlation
from bridge.params import SILENCE_DB, DeckState
from bridge.planner import KEYFRAMES, position
from generators.base import Clip, Sound


def amplitude(db: float) -> float:
    """Linear gain of a level in dB; `SILENCE_DB` and below is silence."""
    return 0.0 if db <= SILENCE_DB else 10 ** (db / 20)


class Deck:
    """One independent voice: a canvas for each keyframe. Belongs to the control thread."""

    def __init__(self, rate: int) -> None:
        self.canvases = [Canvas(rate) for _ in range(KEYFRAMES)]
        self.flipped = False
        self._likeness = [1.0] * (KEYFRAMES - 1)

    @property
    def silent(self) -> bool:
        """True until the first clip has entered."""
        return self.canvases[0].voice is None

    @property
    def clips(self) -> list[Clip | None]:
        """The clip of each stem."""
        return [canvas.voice.clip if canvas.voice else None for canvas in self.canvases]

    def enter(self, clips: Mapping[int, Clip], frame: int, origin: float) -> None:
        """Let clips into their stems at `frame`; bar 1 of each lies at `origin` or whole lengths from it."""
        for stem, clip in clips.items():
            self.canvases[stem].enter(Voice(clip, origin), frame)
        for stem in range(KEYFRAMES - 1):
            if stem in clips or stem + 1 in clips:
                self._likeness[stem] = self._correlation(stem)

    def _correlation(self, stem: int) -> float:
        a, b = self.clips[stem], self.clips[stem + 1]
        alike = a is not None and b is not None and a.sound.shape == b.sound.shape
        return correlation(a.sound, b.sound) if alike and a and b else 0.0

    def weights(self, alpha: float) -> NDArray[np.float32]:
        """Gain of each stem at an interpolation position: a cross-fade of the two it lies between."""
        weights = np.zeros(KEYFRAMES, np.float32)
        at = position(alpha, self.flipped)
        stem = min(int(at), KEYFRAMES - 2)
        weights[stem : stem + 2] = np.concatenate(blend_gains(np.array([at - stem], np.float32), self._likeness[stem]))
        return weights

    def read(self, frames: int) -> Sound:
        """The next (2 · KEYFRAMES, frames): left and right of each stem in turn."""
        return np.concatenate([canvas.read(frames) for canvas in self.canvases])


def deck_gain(deck: DeckState) -> float:
    """Linear gain of a deck, mute included."""
    return 0.0 if deck.mute else amplitude(deck.gain)
