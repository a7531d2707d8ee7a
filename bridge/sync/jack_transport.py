"""The JACK transport as a clock: bar, beat and tick of its timebase master, or its frames at our tempo."""

from __future__ import annotations

import math
from collections.abc import Callable

from bridge.sign import Sign
from bridge.sync.reading import LOST_S, Reading
from bridge.transport import Transport

_RESTART_S = 0.1  # where a master dies, the server starts the transport anew so soon, so little off


class JackTransport:
    """Follows the JACK transport. Belongs to the control thread.

    Without a timebase master the tempo is ours, and beat 0 is the transport's frame 0; a change of our tempo while it
    rolls counts from there. Where a master has gone, its tempo stays until ours is set, and its beat goes on.
    """

    def __init__(self, rate: int, tempo: Callable[[], float], lead: int = 0) -> None:
        """`tempo` gives ours; `lead`: how many frames ahead of now `read` is asked for."""
        self._rate = rate
        self._tempo = tempo
        self._lead = lead
        self._latest: Transport | None = None
        self._reading: Reading | None = None
        self._left: tuple[float, float] | None = None  # the tempo of the latest master, and what ours was under it
        self._mastered = -math.inf  # the frame at which there was one

    @property
    def has_bars(self) -> bool:
        return self._latest is not None and self._latest.bbt is not None

    @property
    def takes_tempo(self) -> bool:
        return not self.has_bars

    def update(self, transport: Transport) -> None:
        """Take in the state of a later period."""
        self._reading = self._read(transport)
        self._latest = transport

    def read(self, frame: int) -> Reading | None:
        """Where the transport is at that frame; None before the first state and once they stop coming."""
        latest = self._reading
        if latest is None or frame - latest.frame > LOST_S * self._rate + self._lead:
            return None
        if not latest.running:
            return latest._replace(frame=frame)
        return latest._replace(frame=frame, beat=self._on(latest, frame - latest.frame))

    def _read(self, now: Transport) -> Reading:
        before, latest = self._reading, self._latest
        rolled = self._rolled(now) if before and before.running else None
        running = now.state == "rolling" or (now.state == "starting" and rolled is not None)
        sign = Sign.NONE if running else Sign.ROLLING
        if bbt := now.bbt:
            self._left, self._mastered = (bbt.tempo, self._tempo()), now.frame
            if rolled is None or not latest or latest.bbt != bbt:  # one that has died repeats itself
                return Reading(now.frame, bbt.beats, bbt.tempo, running, sign=sign)
        tempo = self._own_tempo()
        beat = now.transport_frame * tempo / (60 * self._rate)
        if before and running and rolled is not None:
            beat = self._on(before, rolled)
        return Reading(now.frame, beat, tempo, running, sign=sign)

    def _own_tempo(self) -> float:
        ours = self._tempo()
        if self._left and ours != self._left[1]:
            self._left = None
        return self._left[0] if self._left else ours

    def _rolled(self, now: Transport) -> int | None:
        """By how many frames it has rolled on since the latest state; None if it was put elsewhere."""
        if self._latest is None:
            return None
        moved, passed = now.transport_frame - self._latest.transport_frame, now.frame - self._latest.frame
        restart = _RESTART_S * self._rate
        if not now.bbt and now.frame - self._mastered < restart and abs(moved - passed) < restart:
            return passed
        return moved if 0 <= moved < LOST_S * self._rate else None

    def _on(self, reading: Reading, frames: float) -> float:
        return reading.beat + frames * reading.tempo / (60 * self._rate)
