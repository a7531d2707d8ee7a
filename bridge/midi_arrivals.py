"""When the messages of a MIDI port came, though Python is told late."""

from __future__ import annotations

from collections import deque

_MEMORY_S = 2.0  # in which the two clocks drift apart by less than matters
_LATEST_S = 0.5  # Python is not told later, stalls included: beyond, the driver's clock has jumped


class Arrivals:
    """Joins the driver's time between messages with ours. Belongs to the thread that calls it.

    A message is told when the interpreter is free, which may be some ms after it came; the driver saw it come. The one
    that was told with the least delay of late says how the two clocks stand to each other.
    """

    def __init__(self) -> None:
        self._driver = 0.0  # seconds, by the driver's clock
        self._delays: deque[tuple[float, float]] = deque()  # at which of them, and ours less it: the least come first

    def came(self, now: float, since: float) -> float:
        """The time.monotonic at which a message came that is told now, by the driver so many seconds after the one
        before; 0 = it does not say, as of the first."""
        self._driver += since
        if since <= 0:
            return now
        delay = now - self._driver
        while self._delays and self._delays[0][0] < self._driver - _MEMORY_S:
            self._delays.popleft()
        while self._delays and self._delays[-1][1] >= delay:
            self._delays.pop()
        self._delays.append((self._driver, delay))
        late = delay - self._delays[0][1]
        if late <= _LATEST_S:
            return now - late
        self._delays.clear()
        return now
