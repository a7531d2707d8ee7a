"""How loud the mix is: what a meter shows, and what is said when it goes over full scale."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

FALL_DB_S = 20 / 1.7  # that of a digital peak meter (IEC 60268-18)
LIMIT = 1e3  # what is no number, or beyond all bounds, stops no meter
QUIET_S = 10.0  # after so long below full scale it is news again
OVER = "the mix goes over full scale, which a sound card clips: lower /master/gain or the gain of a deck, see /peak"


class Meter:
    """The peak of what it hears, which rises at once and falls slowly, and how many blocks went over full scale. One
    thread (the audio callback) owns it."""

    def __init__(self, rate: int) -> None:
        self.peak = 0.0
        self.overs = 0
        self._fall = 10 ** (-FALL_DB_S / 20 / rate)

    def hear(self, sound: NDArray[np.float32]) -> None:
        """The next frames, shape (channels, n), n > 0."""
        loudest = max(float(sound.max()), -float(sound.min()))
        self.peak = max(self.peak * self._fall ** sound.shape[1], min(loudest, LIMIT))
        self.overs += loudest > 1


class Overs:
    """When to speak of a mix over full scale: once, and again after it has been well for a while. One thread's."""

    def __init__(self) -> None:
        self._count = 0
        self._last = -math.inf

    def trouble(self, count: int, seconds: float) -> str:
        """What to say at a time, in seconds, when so many blocks have gone over; empty while all is well."""
        if count != self._count:
            self._count, self._last = count, seconds
        return OVER if seconds - self._last < QUIET_S else ""
