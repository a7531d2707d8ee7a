"""The one clock: where the beat is at every frame of the playhead."""

from __future__ import annotations

import math
from dataclasses import dataclass

from generators.base import BEATS_PER_BAR

GRID_BEATS = {"beat": 1, "bar": BEATS_PER_BAR}


@dataclass(frozen=True)
class Stretch:
    """From `beat`, at `frame`, on, the tempo (BPM) holds."""

    frame: float
    beat: float
    tempo: float


class Clock:
    """Internal clock at `rate` frames per second. Belongs to the control thread.

    Frames are whole only where they leave: positions are kept exact, so nothing adds up.
    """

    def __init__(self, rate: int, tempo: float) -> None:
        self.rate = rate
        self._stretches = [Stretch(0, 0, tempo)]

    @property
    def tempo(self) -> float:
        """The latest tempo; it may begin a little ahead of the playhead."""
        return self._stretches[-1].tempo

    @property
    def settled(self) -> float:
        """The frame from which that tempo holds."""
        return self._stretches[-1].frame

    def beat_at(self, frame: float) -> float:
        """Beats since the first downbeat."""
        stretch = next((s for s in reversed(self._stretches) if s.frame <= frame), self._stretches[0])
        return stretch.beat + (frame - stretch.frame) * stretch.tempo / (60 * self.rate)

    def frame_at(self, beat: float) -> float:
        """The exact frame of a beat; round it to place a sample."""
        stretch = next((s for s in reversed(self._stretches) if s.beat <= beat), self._stretches[0])
        return stretch.frame + (beat - stretch.beat) * 60 * self.rate / stretch.tempo

    def next_on_grid(self, frame: float, beats: int, downbeat: float = 0) -> float:
        """The first beat at or after `frame` that is a multiple of `beats` away from `downbeat`."""
        return math.ceil((self.beat_at(frame) - downbeat) / beats - 1e-9) * float(beats) + downbeat

    def start(self, frame: float, tempo: float) -> None:
        """Put the first downbeat at `frame`."""
        self._stretches = [Stretch(frame, 0, tempo)]

    def change_tempo(self, frame: float, tempo: float) -> None:
        """Another tempo from `frame` on, which lies ahead of all that is committed; it replaces any
        change that was to come later."""
        before = [stretch for stretch in self._stretches if stretch.frame < frame] or self._stretches[:1]
        self._stretches = [*before[-3:], Stretch(frame, self.beat_at(frame), tempo)]

    def position(self, frame: float) -> tuple[int, float]:
        """Bar and beat as musicians count them, both from 1."""
        bar, beat = divmod(max(self.beat_at(frame), 0), BEATS_PER_BAR)
        return int(bar) + 1, beat + 1
