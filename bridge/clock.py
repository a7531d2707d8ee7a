"""The one clock: where the beat is at every frame of the playhead."""

from __future__ import annotations

import math
from dataclasses import dataclass

from generators.base import BEATS_PER_BAR

GRID_BEATS = {"beat": 1, "bar": BEATS_PER_BAR}
REMEMBERED_S = 5.0  # of the past: the playhead is never that far behind what is committed


@dataclass(frozen=True)
class Stretch:
    """From `beat`, at `frame`, on, the tempo (BPM) holds."""

    frame: float
    beat: float
    tempo: float


class Clock:
    """Beats over frames, at `rate` frames per second. Belongs to the control thread.

    Frames are whole only where they leave: positions are kept exact, so nothing adds up.
    """

    def __init__(self, rate: int, tempo: float) -> None:
        self.rate = rate
        self.started = False
        self._stretches = [Stretch(0, 0, tempo)]

    @property
    def tempo(self) -> float:
        """The latest tempo; it may begin a little ahead of the playhead."""
        return self._stretches[-1].tempo

    @property
    def latest(self) -> Stretch:
        return self._stretches[-1]

    def tempo_at(self, frame: float) -> float:
        return self._stretch_at(frame).tempo

    def beat_at(self, frame: float) -> float:
        """Beats since the first downbeat."""
        stretch = self._stretch_at(frame)
        return stretch.beat + (frame - stretch.frame) * stretch.tempo / (60 * self.rate)

    def frame_at(self, beat: float) -> float:
        """The exact frame of a beat; round it to place a sample."""
        stretch = next((s for s in reversed(self._stretches) if s.beat <= beat), self._stretches[0])
        return stretch.frame + (beat - stretch.beat) * 60 * self.rate / stretch.tempo

    def next_on_grid(self, frame: float, beats: int, downbeat: float = 0) -> float:
        """The first beat at or after `frame` that is a multiple of `beats` away from `downbeat`."""
        return math.ceil((self.beat_at(frame) - downbeat) / beats - 1e-9) * float(beats) + downbeat

    def locate(self, frame: float, beat: float, tempo: float) -> Stretch:
        """Be at `beat` at `frame`, which lies ahead of all that is committed, and go on at `tempo`."""
        self.started = True
        oldest = frame - REMEMBERED_S * self.rate
        before = [stretch for stretch in self._stretches if stretch.frame < frame]
        recent = [stretch for stretch in before if stretch.frame > oldest]
        self._stretches = [*(before[-len(recent) - 1 :]), Stretch(frame, beat, tempo)]
        return self._stretches[-1]

    def change_tempo(self, frame: float, tempo: float) -> Stretch:
        """Another tempo from `frame` on; the beat goes on as it is there."""
        return self.locate(frame, self.beat_at(frame), tempo)

    def position(self, frame: float) -> tuple[int, float]:
        """Bar and beat as musicians count them, both from 1."""
        bar, beat = divmod(max(self.beat_at(frame), 0), BEATS_PER_BAR)
        return int(bar) + 1, beat + 1

    def _stretch_at(self, frame: float) -> Stretch:
        return next((s for s in reversed(self._stretches) if s.frame <= frame), self._stretches[0])
