"""MIDI clock: 24 ticks per quarter note, start, stop, continue, song position (MIDI 1.0, system messages)."""

from __future__ import annotations

from itertools import pairwise, takewhile
from statistics import median

from bridge.sign import Sign
from bridge.sync.reading import LOST_S, Reading
from bridge.sync.tick_filter import SHORTEST_MEMORY, TickFilter

PPQN = 24
TICKS_PER_POSITION = 6  # song position counts sixteenth notes
SLOWEST, FASTEST = 10, 600  # BPM: beyond, it is no tempo

_OUTLIER, _JITTER = 0.5, 2.0  # a tick so many periods off, plus so much of the usual jitter, is doubtful
_VERDICT, _LONG_VERDICT, _NOISY = 6, 12, 0.05  # doubtful ticks that are judged together; more if jitter is more periods
_STEADY, _NEAR = 0.15, 0.3  # periods: how far ticks of the old tempo may stray, and lie beside a whole number of ticks
_UNEVEN = 0.1  # of a period, beside jitter: what makes neither the old tempo nor another
_AT_ONCE_S = 2e-3  # a doubtful tick so soon before the next was held up ...
_LATE = 1.9  # ... where the first is so many times as late as makes it doubtful, or they would be judged together
_LONGEST_BURST = 240  # ticks


class MidiClock:
    """Follows a MIDI clock. Belongs to the control thread.

    The first tick after start is beat 0, after continue that of the song position; while it has told neither, the first
    tick that comes, or comes after `choose`, is. A clock that stops coming is lost. Until it says, one that is stopped
    is taken to be started as it was the last time, after a song position continued.

    Every tick counts as one. Ticks that come far from where they should are put aside until there are enough to tell
    whether some were dropped or doubled, which only shows where they go on at the old tempo, or the tempo is another.
    Those among them that were held up, and come at once, tell no time. A clock that always comes in packets is learned
    as it is; one that comes twice, as through two cables, goes at double its tempo.
    """

    has_bars = False  # it counts ticks
    takes_tempo = False

    def __init__(self, rate: int, lead: int = 0) -> None:
        """`rate` in frames per second; `lead`: how many frames ahead of now `read` is asked for."""
        self.placed = False  # has a start or a song position told where its beat is?
        self._rate = rate
        self._lead = lead
        self._shortest = 60 * rate / (PPQN * FASTEST)  # period, in frames
        self._filter: TickFilter | None = None
        self._count = 0  # of the latest tick, from beat 0
        self._next: int | None = 0  # the number of the next tick, if something has set it
        self._stopped = False
        self._starts = Sign.START  # ... or CONTINUE: what has begun it last, or will
        self._standing = True  # not begun, or stopped, and no tick since
        self._last = 0  # frame of the latest tick
        self._doubtful: list[int] = []  # frames of ticks that are not in `_filter` and `_count` yet

    def choose(self) -> None:
        """Follow it from now on; it may have been counted before."""
        if not self.placed:
            self._next = 0

    def feed(self, frame: int, message: bytes) -> None:
        """Take in a message heard at a playback frame; what is not of the clock is ignored."""
        match message[:1]:
            case b"\xf8":  # clock
                self._tick(frame)
            case b"\xfa":  # start
                self._next, self._stopped, self._starts, self.placed = 0, False, Sign.START, True
            case b"\xfb":  # continue
                self._stopped, self._starts = False, Sign.CONTINUE
            case b"\xfc":  # stop
                heard = self._count + len(self._doubtful)
                self._next, self._stopped = heard + 1 if self._next is None else self._next, True
                self._standing = True
            case b"\xf2" if len(message) == 3:  # song position
                self._next = (message[1] | message[2] << 7) * TICKS_PER_POSITION
                self._starts, self.placed = Sign.CONTINUE, True

    def read(self, frame: int) -> Reading | None:
        """Where the clock is at that frame; None before its tempo is known, if it is too slow, and once it is lost."""
        ticks = self._filter
        if ticks is None or not self._known(ticks):
            return None
        tempo = 60 * self._rate / (PPQN * ticks.period)
        if tempo < SLOWEST:
            return None
        if self._stopped or self._next is not None:  # the next tick begins it
            beat = (self._count if self._next is None else self._next) / PPQN
            beat = 0.0 if self._stopped and self._starts is Sign.START else beat
            return Reading(frame, beat, tempo, False, not self._standing, self._starts)
        if frame - self._last > LOST_S * self._rate + self._lead:
            return None
        return Reading(frame, (self._count + (frame - ticks.frame) / ticks.period) / PPQN, tempo, True)

    def _known(self, ticks: TickFilter) -> bool:
        return ticks.memory >= SHORTEST_MEMORY

    def _tick(self, frame: int) -> None:
        if self._filter is None or frame - self._last > LOST_S * self._rate:
            self._begin(frame)
        else:
            self._follow(self._filter, frame)
        self._last = frame
        if not self._stopped and self._next is not None:
            self._count, self._next, self._standing = self._next - len(self._doubtful), None, False

    def _begin(self, frame: int) -> None:
        """The first tick, or the first after a silence: the tempo before it is the first guess."""
        before = self._filter
        self._filter = TickFilter(frame, before.period if before else self._rate / 48, self._shortest)
        if before and self._known(before):
            self._filter.memory = SHORTEST_MEMORY
            self._count += round((frame - before.frame) / before.period)  # it may have gone on, unheard
        self._doubtful.clear()

    def _follow(self, ticks: TickFilter, frame: int) -> None:
        if self._doubtful or (self._known(ticks) and abs(ticks.error(frame)) > self._far(ticks)):
            self._doubtful.append(frame)
            noisy = ticks.noise / ticks.period > _NOISY
            self._judge(ticks, self._doubtful, _LONG_VERDICT if noisy else _VERDICT)
        else:
            ticks.tick(frame)
            self._count += 1

    def _far(self, ticks: TickFilter) -> float:
        """How many periods from its place a tick is doubtful."""
        return _OUTLIER + _JITTER * ticks.noise / ticks.period

    def _judge(self, ticks: TickFilter, frames: list[int], least: int) -> None:
        """Take in the doubtful ticks as soon as it is clear what they are."""
        held_up = self._held_up(ticks, frames, least)
        timely = frames[held_up:]
        if len(timely) < least:
            return
        strayed = self._strayed(ticks, frames, least)
        if strayed is not None and -len(frames) < strayed:
            self._go_on(ticks, frames, strayed, held_up)
        elif len(timely) >= 2 * least or self._even(timely, ticks.noise):
            self._begin_anew(timely)
            self._count += held_up

    def _held_up(self, ticks: TickFilter, frames: list[int], least: int) -> int:
        """How many of the first were held up: came at once with the next, many together or too late for jitter."""
        gaps = (later - earlier for earlier, later in pairwise(frames[:_LONGEST_BURST]))
        count = sum(1 for _ in takewhile(lambda gap: gap < _AT_ONCE_S * self._rate, gaps))
        return count if count + 1 >= least or ticks.error(frames[0]) > _LATE * self._far(ticks) else 0

    def _strayed(self, ticks: TickFilter, frames: list[int], least: int) -> int | None:
        """How many ticks were dropped before the latest, below 0 if doubled; None if they do not keep the old tempo."""
        periods = [(frame - ticks.frame) / ticks.period - count for count, frame in enumerate(frames, 1)][-least:]
        off, later, earlier = median(periods), median(periods[least // 2 :]), median(periods[: least // 2])
        steady = abs(later - earlier) < _STEADY + ticks.noise / ticks.period
        return round(off) if steady and abs(off - round(off)) < _NEAR else None

    def _even(self, frames: list[int], noise: float) -> bool:
        """Are they evenly spaced, as those of another tempo are?"""
        gaps = [later - earlier for earlier, later in pairwise(frames)]
        usual = sum(gaps) / len(gaps)
        return sum(abs(gap - usual) for gap in gaps) / len(gaps) < _UNEVEN * usual + noise

    def _go_on(self, ticks: TickFilter, frames: list[int], strayed: int, held_up: int) -> None:
        """The old tempo, with so many ticks dropped, or doubled if below 0; the first so many only count."""
        untimely = max(-strayed, held_up)
        first, *others = frames[untimely:]
        ticks.tick(first, untimely + strayed)
        for frame in others:
            ticks.tick(frame)
        self._count += len(frames) + strayed
        self._doubtful = []

    def _begin_anew(self, frames: list[int]) -> None:
        """Another tempo: each of them is a tick."""
        self._filter = TickFilter(frames[0], (frames[-1] - frames[0]) / (len(frames) - 1), self._shortest)
        for frame in frames[1:]:
            self._filter.tick(frame)
        self._count += len(frames)
        self._doubtful = []
