"""Errors in the log, at a rate that a terminal and its reader can bear."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

log = logging.getLogger(__name__)


class ErrorLog:
    """Logs errors, at most `limit` in `window` seconds; the others are counted and logged as "N more"."""

    def __init__(self, limit: int = 10, window: float = 1.0, now: Callable[[], float] = time.monotonic) -> None:
        self.total = 0
        self._limit = limit
        self._window = window
        self._now = now
        self._start = -window
        self._count = 0

    def log(self, text: str) -> bool:
        """True if the error was logged, False if it was only counted."""
        self.flush()
        self._count += 1
        self.total += 1
        if self._count > self._limit:
            return False
        log.warning("%s", text)
        return True

    def flush(self) -> None:
        """Begin a new window if the last is over; call it now and then, so that the count is logged."""
        if self._now() - self._start < self._window:
            return
        if self._count > self._limit:
            log.warning("%d more errors", self._count - self._limit)
        self._start, self._count = self._now(), 0
