"""What is due later, in order of time."""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import Callable
from itertools import count

Action = Callable[[], None]


class Schedule:
    """A bounded number of actions, each called in the control thread's loop when it is due.

    Times are `time.time()`, as OSC's time tags are. Actions due at the same time keep their order.
    """

    def __init__(self, limit: int = 1024) -> None:
        self._limit = limit
        self._waiting: list[tuple[float, int, Action]] = []
        self._order = count()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def space(self) -> int:
        """How many more actions may wait."""
        return self._limit - len(self._waiting)

    def add(self, due: float, action: Action) -> None:
        """Raises OverflowError if too many wait already."""
        if not self.space:
            raise OverflowError(f"{self._limit} actions wait already")
        heapq.heappush(self._waiting, (due, next(self._order), action))
        self._arm()

    def clear(self) -> None:
        """Forget what is waiting."""
        self._waiting.clear()
        self._arm()

    def _arm(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = None
        if self._waiting:
            delay = self._waiting[0][0] - time.time()
            self._timer = asyncio.get_running_loop().call_later(max(0.0, delay), self._run_due)

    def _run_due(self) -> None:
        try:
            while self._waiting and self._waiting[0][0] <= time.time():
                heapq.heappop(self._waiting)[2]()
        finally:
            self._arm()
