"""MIDI clock: 24 ticks per quarter note, start, stop, continue, song position (MIDI 1.0, system messages)."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

from bridge.sync.reading import LOST_S, Reading
from bridge.sync.tick_filter import SHORTEST_MEMORY, TickFilter

PPQN = 24
TICKS_PER_POSITION = 6  # song position counts sixteenth notes

_OUTLIER, _JITTER = 0.5, 2.0  # a tick so many periods off, plus so much of the usual jitter: dropped ones, or none
_WINDOW, _VERDICT = 12, 6  # ticks after an outlier that are looked at, at most and at least
_ANOTHER, _UNEVEN = 0.15, 0.1  # of a period: what makes another tempo; and, beside jitter, what makes none
_SLOWEST, _FASTEST = 15.0, 400.0  # BPM that are believed


class MidiClock:
    """Follows a MIDI clock. Belongs to the control thread.

    The first tick after start is beat 0, after continue that of the song position; without either, the first tick
    that comes is. A clock that stops coming is lost.
    """

    def __init__(self, rate: int, lead: int = 0) -> None:
        """`rate` in frames per second; `lead`: how many frames ahead of now `read` is asked for."""
        self._rate = rate
        self._lead = lead
        self._filter: TickFilter | None = None
        self._count = 0  # of the latest tick, from beat 0
        self._next: int | None = 0  # the number of the next tick, if something has set it
        self._stopped = False
        self._recent: deque[tuple[int, int, float | None]] = deque(
            maxlen=_WINDOW
        )  # frame, count before, period if outlier

    def feed(self, frame: int, message: bytes) -> None:
        """Take in a message heard at a playback frame; what is not of the clock is ignored."""
        match message[:1]:
            case b"\xf8":  # clock
                self._tick(frame)
            case b"\xfa":  # start
                self._next, self._stopped = 0, False
            case b"\xfb":  # continue
                self._stopped = False
            case b"\xfc":  # stop
                self._next, self._stopped = self._count + 1 if self._next is None else self._next, True
            case b"\xf2" if len(message) == 3:  # song position
                self._next = (message[1] | message[2] << 7) * TICKS_PER_POSITION

    def read(self, frame: int) -> Reading | None:
        """Where the clock is at that frame; None before its tempo is known and once it is lost."""
        ticks = self._filter
        if ticks is None or not self._known(ticks):
            return None
        tempo = 60 * self._rate / (PPQN * ticks.period)
        if self._stopped or self._next is not None:  # the next tick begins it
            beat = (self._count if self._next is None else self._next) / PPQN
            return Reading(frame, beat, tempo, False)
        if frame - ticks.frame > LOST_S * self._rate + self._lead:
            return None
        return Reading(frame, (self._count + (frame - ticks.frame) / ticks.period) / PPQN, tempo, True)

    def _known(self, ticks: TickFilter) -> bool:
        return ticks.memory >= SHORTEST_MEMORY

    def _tick(self, frame: int) -> None:
        if self._filter is None or frame - self._filter.frame > LOST_S * self._rate:
            self._begin(frame)
        else:
            self._follow(self._filter, frame)
        if not self._stopped and self._next is not None:
            self._count, self._next = self._next, None
            self._recent.clear()

    def _begin(self, frame: int) -> None:
        """The first tick, or the first after a silence: the tempo before it is the first guess."""
        before = self._filter
        self._filter = TickFilter(frame, before.period if before else self._rate / 48)
        if before and self._known(before):
            self._filter.memory = SHORTEST_MEMORY
            self._count += round((frame - before.frame) / before.period)  # it may have gone on, unheard
        self._recent.clear()

    def _follow(self, ticks: TickFilter, frame: int) -> None:
        error = ticks.error(frame)
        outlier = self._known(ticks) and abs(error) > _OUTLIER + _JITTER * ticks.noise / ticks.period
        self._recent.append((frame, self._count, ticks.period if outlier else None))
        if not outlier or error > 0:
            missing = max(round(error), 1) if outlier else 0
            ticks.tick(frame, missing)
            self._count += 1 + missing
        self._check_outliers(ticks)

    def _check_outliers(self, ticks: TickFilter) -> None:
        """Were those ticks a faster or slower clock, rather than dropped or doubled? Then each of them is one,
        whatever it was taken for."""
        first = next((index for index, (_, _, period) in enumerate(self._recent) if period), None)
        if first is None or len(self._recent) - first <= _VERDICT:
            return
        _, count, period = self._recent[first]
        frames = [frame for frame, _, _ in list(self._recent)[first:]]
        if period and self._is_another_tempo(frames, period, ticks.noise):
            self._filter = TickFilter(frames[0], (frames[-1] - frames[0]) / (len(frames) - 1))
            for frame in frames[1:]:
                self._filter.tick(frame)
            self._count = count + len(frames)
            self._recent.clear()

    def _is_another_tempo(self, frames: list[int], before: float, noise: float) -> bool:
        """True if those ticks are evenly spaced, but not by the period before them."""
        gaps = [later - earlier for earlier, later in pairwise(frames)]
        usual = sum(gaps) / len(gaps)
        uneven = sum(abs(gap - usual) for gap in gaps) / len(gaps)
        possible = _SLOWEST < 60 * self._rate / (PPQN * max(usual, 1)) < _FASTEST
        return possible and uneven < _UNEVEN * usual + noise and abs(usual / before - 1) > _ANOTHER
