"""JACK's transport: watched, and led as timebase master."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from bridge.feed import Feed
from bridge.sign import Sign
from bridge.transport import STATES, TICKS_PER_BEAT, Bbt

_BBT = 0x10  # JackPositionBBT
_ROLLING = STATES.index("rolling")
_LOST_S = 0.25  # who is not asked, or not repeated, for so long leads no more


class JackTimebase:
    """`watch`, `look` and `_answer` belong to the process callback, the rest to the main thread of the audio process.

    There is one master, and JACK does not tell the one before: it only asks no more, and what stands is another's.
    """

    def __init__(self, client: Any, feed: Feed, tell: Callable[[dict[str, object]], None]) -> None:
        from jack import JackError

        self._error = JackError
        self._client = client
        self._feed = feed
        self._tell = tell
        self._patience = round(_LOST_S * client.samplerate)
        self._leads = self._asked = False
        self._said = 0.0, 0.0  # the tempos that we said last: an asynchronous server may repeat the one before
        self._overruled = 0  # for how many frames

    def obey(self, command: str) -> None:
        """`lead`, whoever leads now, or `release`."""
        if command == "lead":
            self._lead()
        else:
            self._leads = False
            with suppress(self._error):  # another leads: there is nothing to release
                self._client.release_timebase()

    def _lead(self) -> None:
        try:
            self._client.set_timebase_callback(self._answer)
        except self._error as error:
            self._tell({"warning": f"the JACK transport cannot be led: {error}"})
        else:
            self._overruled, self._leads = 0, True

    def watch(self) -> None:
        """Publish where the transport is as this cycle begins."""
        state, at = self._client.transport_query_struct()
        values = at.bar, at.beat, at.tick, at.ticks_per_beat, at.beats_per_bar, at.beat_type, at.beats_per_minute
        self._feed.state.transport.publish(self._feed.passed, state, at.frame, bool(at.valid & _BBT), *values)
        if state == _ROLLING:
            self._feed.see(Sign.ROLLING)

    def look(self, frames: int) -> None:
        """Notice, in each cycle, that another leads now."""
        if not self._leads:
            return
        state, at = self._client.transport_query_struct()
        unasked, self._asked = state == _ROLLING and not self._asked, False
        if unasked or (at.valid & _BBT and self._said[0] and at.beats_per_minute not in self._said):
            self._overruled += frames
        else:
            self._overruled = 0
        if self._overruled > max(self._patience, 3 * frames):
            self._leads = False
            self._feed.state.add("leads_lost")

    def _answer(self, _state: int, _frames: int, at: Any, _new: bool) -> None:
        """Say which beat the next cycle begins on; what is played then is what the clock of the decks has there."""
        self._asked = True
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
        self._said = bbt.bpm, self._said[0]
