"""The JACK transport as a clock: bar, beat and tick of its timebase master, or its frames at our tempo."""

from __future__ import annotations

from collections.abc import Callable

from bridge.sync.reading import LOST_S, Reading
from bridge.transport import Transport


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
        running = now.state == "rolling"
        if bbt := now.bbt:
            self._left = bbt.tempo, self._tempo()
            return Reading(now.frame, bbt.beats, bbt.tempo, running)
        tempo, before = self._own_tempo(), self._reading
        beat = now.transport_frame * tempo / (60 * self._rate)
        if before and before.running and running and self._goes_on(now):
            beat = self._on(before, now.frame - before.frame)
        return Reading(now.frame, beat, tempo, running)

    def _own_tempo(self) -> float:
        ours = self._tempo()
        if self._left and ours != self._left[1]:
            self._left = None
        return self._left[0] if self._left else ours

    def _goes_on(self, now: Transport) -> bool:
        """True if it has rolled on since the latest state, without a jump."""
        before = self._latest
        return before is not None and now.transport_frame - before.transport_frame == now.frame - before.frame

    def _on(self, reading: Reading, frames: float) -> float:
        return reading.beat + frames * reading.tempo / (60 * self._rate)
