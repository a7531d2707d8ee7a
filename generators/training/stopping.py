"""What Ctrl-C and `kill` do while something is under way."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
STATUS = 130  # of a process that was stopped


@contextmanager
def stopped_at_once() -> Iterator[None]:
    """Either signal raises KeyboardInterrupt within. In the main thread only."""
    with _handled(signal.default_int_handler):
        yield


@contextmanager
def stopped_when_fit() -> Iterator[Callable[[], bool]]:
    """Either signal is only noted within; the function it gives says whether one has come. In the main thread only."""
    told = Event()
    with _handled(lambda *_: told.set()):
        yield told.is_set


@contextmanager
def _handled(handler: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    before = {number: signal.signal(number, handler) for number in SIGNALS}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)
