"""Decks: the clips on stage, keyframe by keyframe, and the weights that make them one sound."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bridge.canvas import Canvas, Loop, blend_gains, correlation
from bridge.planner import KEYFRAMES, position
from generators.base import Clip, Sound


class Deck:
    """A canvas for each keyframe, and what they are worth at an alpha. Belongs to the control thread."""

    def __init__(self, rate: int) -> None:
        self.canvases = [Canvas(rate) for _ in range(KEYFRAMES)]
        self.flipped = False
        self._likeness = [(0, [0.0] * (KEYFRAMES - 1))]  # of neighbours, and from which frame on

    @property
    def silent(self) -> bool:
        """True until the first clip has entered."""
        return self.canvases[0].loop is None

    @property
    def clips(self) -> list[Clip | None]:
        """The clip of each stem, entered or about to."""
        return [canvas.loop.clip if canvas.loop else None for canvas in self.canvases]

    def enter(self, clips: Mapping[int, Clip], frame: int, origin: float) -> None:
        """Let clips into their stems at `frame`; bar 1 of each lies at `origin` or whole lengths from it."""
        for stem, clip in clips.items():
            self.canvases[stem].enter(Loop(clip, origin), frame)
        likeness = [self._correlation(stem) for stem in range(KEYFRAMES - 1)]
        self._likeness = [*(known for known in self._likeness if known[0] < frame), (frame, likeness)]

    def _correlation(self, stem: int) -> float:
        a, b = self.clips[stem : stem + 2]
        if a is None or b is None or a.sound.shape != b.sound.shape:
            return 0.0
        return 1.0 if a is b else correlation(a.sound, b.sound)

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
        return np.concatenate([canvas.read(frames) for canvas in self.canvases])
