"""JACK's transport: watched, and led as timebase master."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bridge.feed import Feed
from bridge.transport import TICKS_PER_BEAT, Bbt

_BBT = 0x10  # JackPositionBBT


class JackTimebase:
    """`watch` and `_answer` belong to the process callback, the rest to the main thread of the audio process."""

    def __init__(self, client: Any, feed: Feed, tell: Callable[[dict[str, object]], None]) -> None:
        from jack import JackError

        self._error = JackError
        self._client = client
        self._feed = feed
        self._tell = tell

    def obey(self, command: str) -> None:
        """`lead`, whoever leads now, or `release`."""
        try:
            if command == "lead":
                self._client.set_timebase_callback(self._answer)
            else:
                self._client.release_timebase()
        except self._error as error:
            self._tell({"warning": f"JACK transport: {command}: {error}"})

    def watch(self) -> None:
        """Publish where the transport is as this cycle begins."""
        state, at = self._client.transport_query_struct()
        values = at.bar, at.beat, at.tick, at.ticks_per_beat, at.beats_per_bar, at.beat_type, at.beats_per_minute
        self._feed.state.transport.publish(self._feed.position, state, at.frame, bool(at.valid & _BBT), *values)

    def _answer(self, _state: int, _frames: int, at: Any, _new: bool) -> None:
        """Say which beat the next cycle begins on; what is played then is what the clock of the decks has there."""
        record = self._feed.controls.timebase.read()
        if record is None:
            return
        frame, beat, tempo, bar, beats_per_bar, beat_type = record
        quarters = beat + (self._feed.position - frame) * tempo / (60 * at.frame_rate)
        bbt = Bbt.at(quarters, tempo, int(bar), beats_per_bar, beat_type)
        at.valid = _BBT
        at.bar, at.beat, at.tick = bbt.bar, bbt.beat, bbt.tick
        at.bar_start_tick = (bbt.bar - 1) * beats_per_bar * TICKS_PER_BEAT
        at.beats_per_bar, at.beat_type = beats_per_bar, beat_type
        at.ticks_per_beat, at.beats_per_minute = TICKS_PER_BEAT, bbt.bpm
