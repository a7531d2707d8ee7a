"""Whether the output lives: it asks for sound, and takes what there is."""

from __future__ import annotations

import time

from bridge.audio_state import AudioState
from bridge.ring import Ring

_SILENT_S = 1.0  # without a callback for so long the output is not alive ...
_STUCK_S = 6.0  # ... and for so long it is to be started anew
_FAILING_S = 1.0  # so long is told of a block that failed
_HUNGRY_S = 1.0  # without taking any of the sound there is for so long it does not play


class Pulse:
    """What is seen of the callback from outside. `begin` and `look` belong to one thread at a time, the rest to any."""

    def __init__(self, state: AudioState, ring: Ring) -> None:
        self._state = state
        self._ring = ring
        self._heartbeat, self._beaten = 0, 0.0  # the last one, and when it was seen
        self._position, self._fed = 0, 0.0  # when the output last took sound, or there was none to take
        self._failures, self._failed = 0, float("-inf")  # how many, and when the last one was seen

    def begin(self) -> None:
        """A process has just begun to play."""
        self._heartbeat, self._position = self._state.get("heartbeat"), self._passed
        self._beaten = self._fed = time.monotonic()

    def look(self) -> None:
        """To be called several times a second."""
        now, before, self._position = time.monotonic(), self._position, self._passed
        if self._position != before or not self._ring.available:
            self._fed = now
        if (failures := self._state.get("failures")) != self._failures:
            self._failures, self._failed = failures, now
        if (beat := self._state.get("heartbeat")) != self._heartbeat:
            self._heartbeat, self._beaten = beat, now

    @property
    def _passed(self) -> int:
        """Frames that have passed, waiting included: an output that waits is still alive."""
        return self._ring.position + self._ring.waited

    @property
    def silent(self) -> bool:
        return time.monotonic() - self._beaten >= _SILENT_S

    @property
    def stuck(self) -> bool:
        return time.monotonic() - self._beaten > _STUCK_S

    @property
    def failing(self) -> str:
        """What the callback failed of lately; empty if it did not."""
        return self._state.error if time.monotonic() - self._failed < _FAILING_S else ""

    @property
    def hunger(self) -> str:
        """What to say while the output takes none of the sound there is, as with a JACK period that is too large."""
        there = self._ring.available
        if not there or time.monotonic() - self._fed < _HUNGRY_S:
            return ""
        return f"no sound: the output wants {self._state.get('blocksize')} frames at a time, and {there} are there"
