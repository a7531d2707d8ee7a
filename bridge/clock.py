"""The one clock: where the beat is at every frame of the playhead, and where the bars begin."""

from __future__ import annotations

import math
from dataclasses import dataclass

from generators.metre import COMMON, METRES

REMEMBERED_S = 5.0  # of the past: the playhead is never that far behind what is committed
A_JUMP = 0.9  # beats: who puts the clock so far off means another place, not a better one


@dataclass(frozen=True)
class Stretch:
    """From `beat`, at `frame`, on, the tempo (BPM) holds."""

    frame: float
    beat: float
    tempo: float


@dataclass(frozen=True)
class Bars:
    """From `beat` on, with which bar `number` (from 0) begins, bars are counted in `metre`, one of METRES."""

    beat: float = 0.0
    metre: str = COMMON
    number: int = 0

    @property
    def beats(self) -> int:
        """Quarter notes to the bar."""
        return METRES[self.metre].beats

    def place(self, beat: float) -> tuple[int, float]:
        """The bar, from 0, in which a beat lies, and how many beats after its bar line."""
        bar, since = divmod(beat - self.beat, self.beats)
        return self.number + int(bar), since


class Clock:
    """Beats over frames, at `rate` frames per second, and bars over beats. Belongs to the control thread.

    Frames are whole only where they leave: positions are kept exact, so nothing adds up.
    """

    def __init__(self, rate: int, tempo: float) -> None:
        self.rate = rate
        self.started = False
        self.first = 0.0  # the beat with which it began where it was located, or put elsewhere, the last time
        self._stretches = [Stretch(0, 0, tempo)]
        self._bars = [Bars()]

    @property
    def tempo(self) -> float:
        """The latest tempo; it may begin a little ahead of the playhead."""
        return self._stretches[-1].tempo

    @property
    def latest(self) -> Stretch:
        return self._stretches[-1]

    @property
    def bars(self) -> Bars:
        """How bars are counted once the bar that is played is over."""
        return self._bars[-1]

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

    def passed(self, beat: float, frame: float) -> float:
        """The exact frame at which a beat was passed last by `frame`; where it was left out, that of the correction."""
        latest = frame
        for stretch in reversed(self._stretches):
            if stretch.frame > frame:
                continue
            if stretch.beat <= beat:
                break
            latest = stretch.frame
        return min(latest, stretch.frame + (beat - stretch.beat) * 60 * self.rate / stretch.tempo)

    def next_on_grid(self, frame: float, beats: int, downbeat: float = 0) -> float:
        """The first beat at or after `frame` that is a multiple of `beats` away from `downbeat`."""
        return math.ceil((self.beat_at(frame) - downbeat) / beats - 1e-9) * float(beats) + downbeat

    def bars_at(self, frame: float) -> Bars:
        """How bars are counted at a frame."""
        beat = self._begun(frame)
        return next((bars for bars in reversed(self._bars) if bars.beat <= beat), self._bars[0])

    def bar_line(self, frame: float) -> float:
        """The first beat at or after `frame` with which a bar begins."""
        bars = self.bars_at(frame)
        return self.next_on_grid(frame, bars.beats, bars.beat)

    def bar_begins(self, number: int) -> float:
        """The beat with which a bar, from 0, begins."""
        bars = next((bars for bars in reversed(self._bars) if bars.number <= number), self._bars[0])
        return bars.beat + (number - bars.number) * bars.beats

    def elsewhere(self, frame: float, beat: float) -> bool:
        """Is it put elsewhere, not only corrected, if it is to be at `beat` at `frame`?"""
        return not self.started or abs(beat - self.beat_at(frame)) >= A_JUMP

    def locate(self, frame: float, beat: float, tempo: float) -> Stretch:
        """Be at `beat` at `frame`, which lies ahead of all that is committed, and go on at `tempo`.

        Elsewhere, bars are counted from beat 0 again.
        """
        if self.elsewhere(frame, beat):
            self.count(Bars(0.0, self.bars.metre))
            self.first = beat
        self.started = True
        oldest = frame - REMEMBERED_S * self.rate
        before = [stretch for stretch in self._stretches if stretch.frame < frame]
        recent = [stretch for stretch in before if stretch.frame > oldest]
        self._stretches = [*(before[-len(recent) - 1 :]), Stretch(frame, beat, tempo)]
        return self._stretches[-1]

    def change_metre(self, frame: float, metre: str) -> Bars:
        """Another metre from the first bar line at or after `frame` on; the bar before is finished."""
        now, line = self.bars_at(frame), self.bar_line(frame)
        return self.count(now if metre == now.metre else Bars(line, metre, now.place(line)[0]))

    def count(self, bars: Bars) -> Bars:
        """Count bars so from their beat on, whatever was to be counted later."""
        self._bars = [*(before for before in self._bars if before.beat < bars.beat), bars]
        return bars

    def position(self, frame: float) -> tuple[int, float]:
        """Bar and beat as musicians count them, both from 1."""
        bar, beat = self.bars_at(frame).place(max(self._begun(frame), 0))
        return bar + 1, beat + 1

    def _begun(self, frame: float) -> float:
        """The beat at a frame; one that begins within half a frame has begun."""
        return max(self.beat_at(frame), math.floor(self.beat_at(frame + 0.5)))

    def _stretch_at(self, frame: float) -> Stretch:
        return next((s for s in reversed(self._stretches) if s.frame <= frame), self._stretches[0])
