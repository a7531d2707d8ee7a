"""Ableton Link: tempo, beat and phase shared with other programs on the network.

Through LinkPython-extern, an optional part (`.venv/bin/pip install -e '.[link]'`). It is under the Unlicense, but
contains Ableton's Link library, which is under the GPL 2 or later: who hands on riffbridge together with it does so
under the GPL.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from bridge.sync.reading import Reading

_TEMPO_SPAN_S = 1.0
_LEAST_CHANGE = 0.005  # BPM
_JOINING_S = 2.0  # in which the peers that were there before us are found
_LEAD_IN_S = 0.03  # before bar 1: what fades in is there on the downbeat
_JUST_MISSED = 0.01  # beats: a start so little after a boundary was meant for it

SecondsAt = Callable[[float], float | None]


class LinkUnavailable(RuntimeError):
    """The optional part is not installed."""


class LinkClock:
    """A peer of the Link session. Belongs to the control thread; Link has a thread of its own.

    The tempo is in beats per minute of our frames, so that it holds where the sound card's clock is not quite the
    computer's.
    """

    has_bars = takes_tempo = True

    def __init__(self, rate: int, tempo: float, seconds_at: SecondsAt, quantum: int = 4) -> None:
        """Join the session, or found one at `tempo` (BPM). `seconds_at` gives the time (time.monotonic) at which a
        playback frame leaves the port, None while it is not known; of `quantum`, which may be set, see there. Raises
        LinkUnavailable."""
        self.quantum = quantum  # beats that are in phase among all peers that count so: a bar
        self._rate = rate
        self._seconds_at = seconds_at
        self._started: tuple[int, int] | None = None  # Link's time at which the session started playing, and quantum
        self._bar_one = 0.0  # the session's beat with which our bar 1 begins since then
        self._plays = self._halted = False  # what the session's transport did last, and whether that silences us
        self._link: Any = _library().Link(tempo)
        self._link.enabled = True
        self._joined = time.monotonic()

    @property
    def peers(self) -> int:
        """How many others there are."""
        return int(self._link.numPeers())

    @property
    def tempo(self) -> float:
        """The session's tempo in BPM."""
        return float(self._link.captureSessionState().tempo())

    @tempo.setter
    def tempo(self, tempo: float) -> None:
        """Change the tempo of the whole session, now."""
        state = self._link.captureSessionState()
        if abs(state.tempo() - tempo) > _LEAST_CHANGE:
            state.setTempo(tempo, self._link.clock().micros())
            self._link.commitSessionState(state)

    @property
    def start_stop(self) -> bool:
        """Are start and stop shared with the peers that want that, too?"""
        return bool(self._link.startStopSyncEnabled)

    @start_stop.setter
    def start_stop(self, shared: bool) -> None:
        if shared != self.start_stop:
            self._link.startStopSyncEnabled = shared
            self._join(self._link.captureSessionState().isPlaying())

    def read(self, frame: int) -> Reading | None:
        """Where the session is when that frame leaves the port; None while nobody knows when that is.

        Where start and stop are shared, it runs from a peer's start to a peer's stop, whoever leaves; before the first
        of them, if nobody was there before us. Beats count from bar 1 then: the first boundary of the quantum after
        the start.
        """
        seconds, later_seconds = self._seconds_at(frame), self._seconds_at(frame + _TEMPO_SPAN_S * self._rate)
        if seconds is None or later_seconds is None:
            return None
        state = self._link.captureSessionState()
        beat = state.beatAtTime(self._micros(seconds), self.quantum)
        later = state.beatAtTime(self._micros(later_seconds), self.quantum)
        tempo = (later - beat) * 60 / _TEMPO_SPAN_S
        if not self.start_stop:
            return Reading(frame, beat, tempo, True)
        self._heed(state.isPlaying())
        if self._plays:
            beat -= self._first_beat(state)
            return Reading(frame, beat, tempo, beat >= -_LEAD_IN_S * tempo / 60)
        return Reading(frame, beat, tempo, not self._halted)

    def close(self) -> None:
        """Leave the session."""
        self._link.enabled = False

    def _heed(self, plays: bool) -> None:
        """Take in what the session's transport does. A peer that only comes or goes changes nothing."""
        if time.monotonic() - self._joined < _JOINING_S:
            self._join(plays)
        elif plays != self._plays:
            self._plays, self._halted = plays, not plays

    def _join(self, plays: bool) -> None:
        self._plays, self._halted = plays, bool(self.peers) and not plays

    def _first_beat(self, state: Any) -> float:
        """The beat of the session that is our first; it stays that one when the tempo changes."""
        started, quantum = now = int(state.timeForIsPlaying()), self.quantum
        if now != self._started:
            self._started = now
            bars = (state.beatAtTime(started, quantum) - _JUST_MISSED) / quantum
            self._bar_one = float(math.ceil(bars) * quantum)
        return self._bar_one

    def _micros(self, seconds: float) -> int:
        """Link's time (CLOCK_MONOTONIC_RAW on Linux: not that of time.monotonic)."""
        return round(seconds * 1e6 + self._offset())

    def _offset(self) -> float:
        """Link's clock less ours, in microseconds; the reading that was disturbed least counts."""
        clock = self._link.clock()
        tries: list[tuple[int, float]] = []
        for _ in range(3):
            before = time.monotonic_ns()
            link = clock.micros()
            after = time.monotonic_ns()
            tries.append((after - before, link - (before + after) / 2000))
        return min(tries)[1]


def _library() -> Any:
    try:
        return import_module("link")
    except ImportError:
        raise LinkUnavailable(
            "Ableton Link needs LinkPython-extern; in riffbridge's folder type: .venv/bin/pip install -e '.[link]'"
        ) from None
