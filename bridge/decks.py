"""Decks: the clips on stage, keyframe by keyframe, how they are played, and the weights that make them one sound."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bridge.canvas import Canvas, blend_gains
from bridge.clock import Clock
from bridge.likeness import Likeness
from bridge.line import Loop, Place
from bridge.motion import Bend, Motion
from bridge.planner import STEMS
from generators.base import Clip, Sound


class Keyframe(NamedTuple):
    """A clip and the alpha it is for."""

    alpha: float
    clip: Clip


@dataclass(frozen=True)
class Shown:
    """From `frame` on: the stems that can be heard and the alphas they lie at, in order of alpha, and how alike
    neighbours are."""

    frame: int = 0
    stems: tuple[int, ...] = (0,)
    alphas: tuple[float, ...] = (0.0,)
    likeness: tuple[float, ...] = ()

    def mirrored(self) -> Shown:
        """The same seen from B."""
        alphas = tuple(1 - alpha for alpha in reversed(self.alphas))
        return replace(self, stems=self.stems[::-1], alphas=alphas, likeness=self.likeness[::-1])

    def gains(self, alpha: float) -> dict[int, float]:
        """Gain of each stem that is heard at an alpha: a cross-fade of the two it lies between."""
        upper = bisect(self.alphas, alpha)
        if upper in {0, len(self.alphas)}:
            return {self.stems[max(upper - 1, 0)]: 1.0}
        low, high = self.alphas[upper - 1 : upper + 1]
        x = np.array([(alpha - low) / (high - low)], np.float32)
        g, h = blend_gains(x, self.likeness[upper - 1])
        return {self.stems[upper - 1]: float(g[0]), self.stems[upper]: float(h[0])}


class Deck:
    """A canvas with a stem for each keyframe, and their weights at an alpha. Belongs to the control thread."""

    def __init__(self, clock: Clock) -> None:
        self.canvas = Canvas(clock.rate, STEMS, self._where)
        self.motion = Motion()
        self.entry = 0  # the frame at which the path on stage entered, or will
        self._clock = clock
        self._likeness = Likeness()
        self._shown: list[Shown] = []  # what is shown now, or first, and later

    @property
    def clips(self) -> list[Clip | None]:
        """The clip of each stem, entered or about to enter."""
        return self.canvas.clips

    @property
    def shown(self) -> Shown:
        """What can be heard once all has entered."""
        return self._shown[-1] if self._shown else Shown()

    def enter(
        self, keyframes: Mapping[int, Keyframe], frame: int, downbeat: float, whole: bool, turned: bool = False
    ) -> None:
        """Let keyframes into their stems at `frame`; their bar 1 lies on the beat `downbeat`.

        With `whole` they are a new path. The other stems then borrow the nearest keyframe: one of them may be
        heard until the weights have glided away. `turned`: alpha has just gone from 1 to 0, as the new path begins
        where this one ends; until it enters, this one's alphas count from B.
        """
        if turned:
            self._shown = [shown.mirrored() for shown in self._shown]
        before = dict(zip(self.shown.stems, self.shown.alphas, strict=True))
        clips = {stem: keyframe.clip for stem, keyframe in keyframes.items()}
        if whole:
            clips = {stem: _nearest(before.get(stem, 0.0), keyframes) for stem in range(STEMS)} | clips
        self.canvas.enter(clips, frame, downbeat)
        self.entry = frame if whole else self.entry
        kept = {} if whole else before
        alphas = kept | {stem: keyframe.alpha for stem, keyframe in keyframes.items()}
        stems = sorted(alphas, key=lambda stem: alphas[stem])
        there = self.clips
        likeness = self._likeness.of_neighbours([clip for stem in stems if (clip := there[stem])])
        shown = Shown(frame, tuple(stems), tuple(alphas[stem] for stem in stems), likeness)
        self._shown = [*(known for known in self._shown if known.frame < frame), shown]

    def move(self, moved: Callable[[int], int]) -> None:
        """What waits to enter at a frame enters at `moved(frame)` instead, in the same order."""
        self.canvas.move(moved)
        self.entry = moved(self.entry)
        self._shown = [replace(shown, frame=moved(shown.frame)) for shown in self._shown]

    def bend(self, bend: Bend, scrub: bool = False) -> None:
        """Run over the clips as `bend` says, from the end of what is committed; `scrub` as `Motion.change` has it."""
        if bend != self.motion.bend or (scrub and bend.freeze):
            head = self.canvas.head
            loop = self.canvas.loop or Loop(0.0, self._clock.bars_at(head).beats)
            self.motion.change(bend, self._clock.beat_at(head), loop, scrub)

    def _where(self, frame: float) -> Place:
        beats_per_frame = self._clock.tempo_at(frame) / (60 * self._clock.rate)
        return Place(self.motion.at(self._clock.beat_at(frame)), self.motion.rate * beats_per_frame)

    def weights(self, alpha: float, playhead: int) -> NDArray[np.float32]:
        """Gain of each stem at an interpolation position, as things are at the playhead."""
        weights = np.zeros(STEMS, np.float32)
        self.forget(playhead)
        now = self._shown[0] if self._shown else Shown()
        for stem, gain in now.gains(alpha).items():
            weights[stem] = gain
        return weights

    def forget(self, playhead: int) -> None:
        """Drop what is no longer shown at the playhead."""
        while len(self._shown) > 1 and self._shown[1].frame <= playhead:
            self._shown.pop(0)

    def read(self, frames: int) -> Sound:
        """The next (2 · STEMS, frames): left and right of each stem in turn."""
        return self.canvas.read(frames).reshape(-1, frames)


def _nearest(alpha: float, keyframes: Mapping[int, Keyframe]) -> Clip:
    return min(keyframes.values(), key=lambda keyframe: abs(keyframe.alpha - alpha)).clip
