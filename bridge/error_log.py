"""Errors at a rate that a terminal, a network and their readers can bear."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

log = logging.getLogger(__name__)


class Bound:
    """Lets through at most `limit` in `window` seconds; of the others it tells the number, once the window is over."""

    def __init__(
        self, limit: int, more: Callable[[int], None], window: float = 1.0, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit = limit
        self._more = more
        self._window = window
        self._now = now
        self._start = -window
        self._count = 0

    def lets_through(self) -> bool:
        """Count one more: True if it is within the limit."""
        self.flush()
        self._count += 1
        return self._count <= self._limit

    def flush(self) -> None:
        """Begin a new window if the last is over; call it now and then, so that the number is told."""
        if self._now() - self._start < self._window:
            return
        if self._count > self._limit:
            self._more(self._count - self._limit)
        self._start, self._count = self._now(), 0


class ErrorLog:
    """Logs errors, at most `limit` in `window` seconds; the others are counted and logged as "N more"."""

    def __init__(self, limit: int = 10, window: float = 1.0, now: Callable[[], float] = time.monotonic) -> None:
        self._bound = Bound(limit, lambda more: log.warning("%d more errors", more), window, now)
        self.flush = self._bound.flush

    def log(self, text: str) -> None:
        """Log it, or count it only."""
        if self._bound.lets_through():
            log.warning("%s", text)
