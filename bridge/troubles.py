"""What is wrong just now: each is told once while it lasts."""

from __future__ import annotations

import time
from collections.abc import Callable

LASTS_S = 1.0  # what fails now and then is one trouble until it has not for so long


class Troubles:
    """By the address that each is told under. Belongs to the control thread."""

    def __init__(self, report: Callable[[str, str], None]) -> None:
        """`report(address, text)` tells everybody."""
        self._report = report
        self._known: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._failures: dict[tuple[str, str], float] = {}  # when each was seen last

    def note(self, address: str, text: str) -> bool:
        """What is wrong there, nothing if empty. Reports what is new; returns whether it is."""
        new = bool(text) and text != self._known.get(address)
        if new:
            self._report(address, text)
        self._known[address] = text
        return new

    def failed(self, address: str, text: str) -> bool:
        """The same of what failed at this instant, beside what else fails there; `forget` ends it."""
        new = (address, text) not in self._failures
        if new:
            self._report(address, text)
        self._failures[address, text] = time.monotonic()
        return new

    def counted(self, address: str, count: int, text: str) -> None:
        """The same of what is counted, where there is more of it than when this was called last."""
        if count > self._counts.get(address, 0):
            self.failed(address, text)
        self._counts[address] = count

    def forget(self) -> None:
        """What has not failed for a while is over: it is told again if it comes again."""
        now = time.monotonic()
        self._failures = {failure: last for failure, last in self._failures.items() if now - last <= LASTS_S}
