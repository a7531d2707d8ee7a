"""A canvas: clips under a playhead, as one unbroken sound."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generators.base import Clip, Sound

FADE_S = 0.03

Gains = NDArray[np.float32]


def blend_gains(x: Gains, correlation: float) -> tuple[Gains, Gains]:
    """Gains from one sound (position x = 0) to another (1) that keep their common level.

    Two sounds with correlation r add up to g² + h² + 2ghr times the power of one; the gains make that 1,
    so like sounds are blended linearly and unlike ones with equal power.
    """
    level: Gains = np.sqrt((1 - x) ** 2 + x**2 + 2 * np.float32(max(correlation, 0)) * x * (1 - x))
    return (1 - x) / level, x / level


def correlation(a: Sound, b: Sound) -> float:
    """Normalised correlation of two sounds of equal shape, −1 to 1; 0 where one is silent."""
    power = float(np.vdot(a, a)) * float(np.vdot(b, b))
    return float(np.vdot(a, b)) / power**0.5 if power > 0 else 0.0


@dataclass(frozen=True)
class Loop:
    """A clip going round: frame `origin` of the playhead, and every whole length from it, is its start."""

    clip: Clip
    origin: float

    @property
    def length(self) -> float:
        """Exact length of one lap in frames; the clip's sound is this, rounded."""
        return self.clip.request.seconds * self.clip.request.rate

    def lap_at(self, frame: int) -> int:
        """Which lap `frame` lies in, counted from `origin`."""
        return math.floor((frame - self.origin) / self.length + 1e-9)

    def lap_start(self, lap: int) -> int:
        """First frame of a lap: exact, then rounded, so that no error adds up."""
        return round(self.origin + lap * self.length)

    def sound(self, lap: int, start: int, frames: int) -> Sound:
        """Stereo (2, frames) from frame `start` on, as part of `lap`, before and after which it loops."""
        index = np.arange(frames) + (start - self.lap_start(lap))
        return np.broadcast_to(self.clip.sound.take(index, axis=1, mode="wrap"), (2, frames))


class Canvas:
    """An endless stereo sound, read block by block. Belongs to the control thread.

    What follows what, loop after loop and lap after lap, is cross-faded in the `FADE_S` *before* it
    begins: a loop's end runs into the start of the next, so that an attack on the beat stays whole.
    """

    def __init__(self, rate: int) -> None:
        self.head = 0
        self.fade = round(FADE_S * rate)
        self._loop: Loop | None = None
        self._lap = 0
        self._queue: list[tuple[int, Loop]] = []
        self._ready: Sound = np.zeros((2, 0), np.float32)

    @property
    def loop(self) -> Loop | None:
        """The last that has entered, if only as a promise."""
        return self._queue[-1][1] if self._queue else self._loop

    def enter(self, loop: Loop, frame: int) -> None:
        """Be wholly in `loop` from `frame` on; whatever was to enter there or later no longer does."""
        self._queue = [(at, queued) for at, queued in self._queue if at < frame]
        self._queue.append((frame, loop))

    def read(self, frames: int) -> Sound:
        """The next (2, frames)."""
        parts = []
        while frames:
            if not self._ready.shape[1]:
                self._ready = self._next(frames)
            part, self._ready = self._ready[:, :frames], self._ready[:, frames:]
            parts.append(part)
            frames -= part.shape[1]
        return np.concatenate(parts, axis=1)

    def _next(self, limit: int) -> Sound:
        """What follows at `head`: some steady sound, or one whole cross-fade."""
        change = self._next_change()
        if change is None or self.head < change - self.fade:
            frames = limit if change is None else min(limit, change - self.fade - self.head)
            sound = self._steady(frames)
        else:
            sound = self._cross_fade(max(change - self.head, self.fade // 4))
        self.head += sound.shape[1]
        return sound

    def _next_change(self) -> int | None:
        """The frame at which the next loop or lap begins."""
        changes = [frame for frame, _ in self._queue[:1]]
        if self._loop:
            changes.append(self._loop.lap_start(self._lap + 1))
        return min(changes, default=None)

    def _steady(self, frames: int) -> Sound:
        if self._loop is None:
            return np.zeros((2, frames), np.float32)
        return self._loop.sound(self._lap, self.head, frames)

    def _cross_fade(self, frames: int) -> Sound:
        """Go on to the queued loop if it is due, else to the next lap, in so many frames."""
        before = self._steady(frames)
        if self._queue and self._queue[0][0] <= self.head + frames:
            _, self._loop = self._queue.pop(0)
            self._lap = self._loop.lap_at(self.head + frames)
        else:
            self._lap += 1
        after = self._steady(frames)
        if np.array_equal(before, after):
            return after
        x = np.sin(np.linspace(0, np.pi / 2, frames, dtype=np.float32)) ** 2
        old, new = blend_gains(x, correlation(before, after))
        return before * old + after * new
