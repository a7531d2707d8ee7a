"""MIDI clock: 24 ticks per quarter note, start, stop, continue, song position (MIDI 1.0, system messages)."""

from __future__ import annotations

from collections import deque
from statistics import median

from bridge.sync.reading import LOST_S, Reading
from bridge.sync.tick_filter import SHORTEST_MEMORY, TickFilter

PPQN = 24
TICKS_PER_POSITION = 6  # song position counts sixteenth notes

_OUTLIER = 0.6  # periods off: a tick was dropped, or is none
_WINDOW = 12  # ticks that are looked at for another tempo altogether
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
        self._recent: deque[tuple[float, int, bool]] = deque(maxlen=_WINDOW)  # frame, count, outlier

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
        outlier = abs(error) > _OUTLIER and self._known(ticks)
        self._recent.append((frame, self._count, outlier))
        if outlier and self._is_another_tempo():
            self._begin_again()
        elif not outlier or error > 0:
            missing = round(error) if outlier else 0
            ticks.tick(frame, missing)
            self._count += 1 + missing

    def _is_another_tempo(self) -> bool:
        """True if outliers are no accident: many, and the ticks since the first of them evenly spaced."""
        gaps = self._gaps(self._since_outlier())
        if len(gaps) < 4 or sum(outlier for _, _, outlier in self._recent) < 3:
            return False
        usual = median(gaps)
        tempo = 60 * self._rate / (PPQN * usual) if usual else 0
        return _SLOWEST < tempo < _FASTEST and all(abs(gap - usual) < 0.5 * usual for gap in gaps)

    def _begin_again(self) -> None:
        """Count every tick since the first outlier as one, whatever it was taken for."""
        frames = self._since_outlier()
        count = next(count for _, count, outlier in self._recent if outlier)
        ticks = TickFilter(frames[0], median(self._gaps(frames)))
        for frame in frames[1:]:
            ticks.tick(frame)
        self._filter, self._count = ticks, count + len(frames)
        self._recent.clear()

    def _since_outlier(self) -> list[float]:
        outliers = [index for index, (_, _, outlier) in enumerate(self._recent) if outlier]
        return [frame for frame, _, _ in list(self._recent)[outliers[0] :]]

    @staticmethod
    def _gaps(frames: list[float]) -> list[float]:
        return [later - earlier for earlier, later in zip(frames, frames[1:], strict=False)]
