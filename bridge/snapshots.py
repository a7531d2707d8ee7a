"""Numbers that belong together, published by one thread and read whole by any other, in shared memory."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bridge.shared import Block, fence

_SLOTS = 4


class Snapshot:
    """The latest of a record that one thread publishes again and again. Nobody ever waits.

    Publishing number n writes slot n mod 4, and then counts. A reader copies the latest slot; should the
    count have moved so far meanwhile that this slot is being written again, the copy is thrown away. A writer that
    dies, or is stopped, in the midst of it leaves the record before.
    """

    def __init__(self, block: Block, fields: np.dtype[np.void], offset: int) -> None:
        """A view of `size(fields)` bytes of the block, which are zero at first; `offset` is a multiple of 8."""
        self._count = block.array(np.int64, (1,), offset)
        self._slots: NDArray[np.void] = block.array(fields, (_SLOTS,), offset + 8)

    @staticmethod
    def size(fields: np.dtype[np.void]) -> int:
        """Bytes that it takes, a multiple of 8."""
        return 8 + -(-_SLOTS * fields.itemsize // 8) * 8

    def publish(self, *values: float) -> None:
        """Belongs to the one writer."""
        count = int(self._count[0]) + 1
        self._slots[count % _SLOTS] = values
        fence()
        self._count[0] = count

    def read(self) -> tuple[float, ...] | None:
        """The fields in order; None before the first is published."""
        while count := int(self._count[0]):
            fence()
            record: tuple[float, ...] = self._slots[count % _SLOTS].item()
            fence()
            if self._count[0] < count + _SLOTS - 1:
                return record
        return None
