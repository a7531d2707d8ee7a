"""No sound, at the right pace."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from bridge.feed import Feed
from bridge.outputs import Opened, Setup

DEFAULT_RATE = 48000
DEFAULT_PERIOD = 512
_CATCH_UP_S = 0.25


class Pacer:
    """A thread that calls `tick` once per period, by the monotonic clock.

    Deadlines are absolute, so it does not drift; what it has missed it makes up for, up to a quarter of
    a second, after which time is taken as lost and counted by `late`.
    """

    def __init__(self, period_s: float, tick: Callable[[], None], late: Callable[[], None]) -> None:
        self._period = period_s
        self._tick = tick
        self._late = late
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pacer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        deadline = time.monotonic() + self._period
        while not self._stop.wait(max(0.0, deadline - time.monotonic())):
            if time.monotonic() - deadline > _CATCH_UP_S:
                self._late()
                deadline = time.monotonic()
            self._tick()
            deadline += self._period


class NullOutput:
    """Plays to nobody, `period` frames at a time."""

    def __init__(self, setup: Setup) -> None:
        self._rate = setup.rate or DEFAULT_RATE
        self._period = setup.period or DEFAULT_PERIOD
        self._pacer: Pacer | None = None

    def open(self) -> Opened:
        return Opened("null", self._rate, self._period, "no sound, at the right pace")

    def start(self, feed: Feed) -> None:
        self._pacer = Pacer(self._period / self._rate, lambda: feed.process(self._period), feed.xrun)
        self._pacer.start()

    def obey(self, command: str) -> None:
        """There is nothing to command."""

    def close(self) -> None:
        if self._pacer:
            self._pacer.stop()
