"""When which frame of the port clock is heard."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

TIMING = np.dtype([("frame", "<i8"), ("seconds", "<f8"), ("rate", "<i8"), ("latency", "<i8"), ("input_latency", "<i8")])
_PULL = 0.05  # of the deviation that is believed at each block
_LOST_S = 0.05  # a deviation that is not jitter


@dataclass(frozen=True)
class Timing:
    """The block that began last: `frame` of the port clock (`Ring.waited`) left it at `seconds` of `time.monotonic`.

    `latency` (frames) is how much later it is heard, as far as the audio server knows; what comes in with it was
    `input_latency` frames on its way. A time that has not come yet is reckoned at the nominal rate.
    """

    frame: int
    seconds: float
    rate: int
    latency: int
    input_latency: int

    def frame_at(self, seconds: float) -> float:
        """The frame that is heard at a time."""
        return self.frame - self.latency + (seconds - self.seconds) * self.rate

    def seconds_at(self, frame: float) -> float:
        """When a frame is heard."""
        return self.seconds + (frame - self.frame + self.latency) / self.rate


class Pace:
    """Smooths the times at which an output asks for blocks. Belongs to its callback."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._next = 0.0

    def start(self, frames: int) -> float:
        """When, by `time.monotonic`, the block of so many frames begins that is asked for now."""
        now = time.monotonic()
        late = now - self._next
        start = now if abs(late) > _LOST_S else self._next + _PULL * late
        self._next = start + frames / self._rate
        return start
