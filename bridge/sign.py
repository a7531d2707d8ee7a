"""By what it is known that the source which is followed has started."""

from __future__ import annotations

from enum import IntEnum

_TICK, _STOP, _POSITION = b"\xf8", b"\xfc", b"\xf2"  # of MIDI 1.0
_MOVED_S = 0.03  # so long after a song position it may not be at hand yet


class Sign(IntEnum):
    """What the audio process sees in the very block in which it is due; the main process hears of it later."""

    NONE = 0  # nothing is waited for
    TOLD = 1  # only the main process knows
    ROLLING = 2  # the JACK transport rolls
    START = 0xFA  # the first tick of a MIDI clock after start ...
    CONTINUE = 0xFB  # ... and after continue


_TOLD = {bytes([sign]): sign for sign in (Sign.START, Sign.CONTINUE)}


class ClockSigns:
    """Looks for signs in the messages of a MIDI clock. Belongs to the callback."""

    def __init__(self, rate: int) -> None:
        self._told = Sign.NONE
        self._settled = 0  # from which frame on what is at hand is what was asked for
        self._moved = round(_MOVED_S * rate)

    def hear(self, frame: int, message: bytes) -> Sign:
        """The sign that this message, heard at a frame of the port clock, is; NONE if it is none."""
        seen = Sign.NONE
        if message == _TICK:
            seen, self._told = self._told, seen
            seen = seen if frame >= self._settled else Sign.NONE
        elif message[:1] == _POSITION:
            self._settled = frame + self._moved
        elif message == _STOP:
            self._told = seen
        else:
            self._told = _TOLD.get(message, self._told)
        return seen
