"""Shared-memory queue of decoded audio between the player and the audio process."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bridge.shared import Block, fence

Lanes = NDArray[np.float32]  # (lanes, frames)

_LANES, _CAPACITY, _WRITTEN, _READ, _WAITED = 0, 1, 8, 16, 17  # what each side counts on a cache line of its own
_HEADER = 24
_HEADER_BYTES = 4096


class Ring:
    """Lock-free queue of float32 frames, planar (lanes, frames), for one writer and one reader.

    `space` and `write` belong to the writer's thread (the player); `available`, `peek`, `advance`, `wait` and `skip`
    to the reader's (the audio callback); the counters may be read by anyone. Neither side ever waits for the other.

    Store order: `write` stores the data, then the written counter; `advance` is called when the reader
    has done with the data, and only then stores the read counter. Each counter is one aligned 64-bit
    word with one writer, and a fence stands between data and counter on both sides, so what a counter
    promises is there.
    """

    def __init__(self, block: Block) -> None:
        self._block = block
        self._header = block.array(np.int64, (_HEADER,))
        self.lanes = int(self._header[_LANES])
        self.capacity = int(self._header[_CAPACITY])
        self._data: Lanes = block.array(np.float32, (self.lanes, self.capacity), _HEADER_BYTES)

    @classmethod
    def create(cls, name: str | None, lanes: int, capacity: int) -> Ring:
        """A new ring in shared memory, or with no name in this process's own. Raises OSError."""
        block = Block(name, _HEADER_BYTES + 4 * lanes * capacity)
        block.array(np.int64, (_HEADER,))[[_LANES, _CAPACITY]] = lanes, capacity
        return cls(block)

    @classmethod
    def attach(cls, name: str) -> Ring:
        """The ring of that name. Raises FileNotFoundError."""
        return cls(Block.attach(name))

    @property
    def written(self) -> int:
        """Frames ever written."""
        return int(self._header[_WRITTEN])

    @property
    def position(self) -> int:
        """Frames ever read: the playback clock. It stands still in an underrun, and while the reader waits."""
        return int(self._header[_READ])

    @property
    def waited(self) -> int:
        """How far the port clock, which goes on while the reader waits, is ahead of the playback clock; less if frames
        were left out."""
        return int(self._header[_WAITED])

    @property
    def available(self) -> int:
        """Frames that can be read now."""
        return self.written - self.position

    @property
    def space(self) -> int:
        """Frames that can be written now."""
        return self.capacity - self.available

    def write(self, block: Lanes) -> None:
        """Append (lanes, frames). Raises ValueError when there is not the space."""
        frames = block.shape[1]
        if frames > self.space:
            raise ValueError(f"{frames} frames do not fit in a space of {self.space}")
        fence()
        written = self.written
        start = written % self.capacity
        first = min(frames, self.capacity - start)
        self._data[:, start : start + first] = block[:, :first]
        self._data[:, : frames - first] = block[:, first:]
        fence()
        self._header[_WRITTEN] = written + frames

    def peek(self, frames: int) -> tuple[Lanes, ...]:
        """The next frames (at most those available) as up to two (lanes, m) views, valid until `advance`."""
        frames = min(frames, self.available)
        fence()
        start = self.position % self.capacity
        first = min(frames, self.capacity - start)
        views = self._data[:, start : start + first], self._data[:, : frames - first]
        return tuple(view for view in views if view.shape[1])

    def advance(self, frames: int) -> None:
        """Give frames that were peeked at back to the writer."""
        fence()
        self._header[_READ] += frames

    def wait(self, frames: int) -> None:
        """Let so many frames pass by the port clock alone."""
        self._header[_WAITED] += frames

    def skip(self, frames: int) -> None:
        """Leave so many frames out; the port clock does not notice."""
        self._header[_WAITED] -= frames
        self.advance(frames)

    def close(self) -> None:
        self._block.close()
