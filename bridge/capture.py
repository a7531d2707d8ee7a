"""The last half minute of what came in, in shared memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bridge.shared import Block, fence
from generators.base import Sound

CAPTURE_S = 34.0  # eight bars at 60 BPM, and what comes in while they are read

_SIZE, _FIRST, _BEGUN, _DONE = range(4)
_HEADER_BYTES = 4096


class Capture:
    """A rolling buffer (2, frames) of the inputs, by frames of the playback clock (`Ring.position`): frame f came in
    with the block in which frame f was played. While that clock stands still nothing is kept; where it
    leaves frames out, `skip` does.

    `write` belongs to the audio callback; `read` may be called by any thread. No one waits: a reader that was
    overtaken by the writer is told so, and never gets a torn sound.
    """

    def __init__(self, block: Block) -> None:
        self._block = block
        self._header = block.array(np.int64, (_HEADER_BYTES // 8,))
        self.size = int(self._header[_SIZE])
        self._data: Sound = block.array(np.float32, (2, self.size), _HEADER_BYTES)

    @classmethod
    def create(cls, name: str | None, frames: int, first: int) -> Capture:
        """A buffer for so many frames from `first` on. Raises OSError."""
        block = Block(name, _HEADER_BYTES + 8 * frames)
        block.array(np.int64, (4,))[:] = frames, first, first, first
        return cls(block)

    @classmethod
    def attach(cls, name: str) -> Capture:
        """The buffer of that name. Raises FileNotFoundError."""
        return cls(Block.attach(name))

    def write(self, channels: Sequence[Sound], frames: int) -> None:
        """Append the first frames of both channels, at most `size` of them."""
        done = int(self._header[_DONE])
        self._header[_BEGUN] = done + frames
        fence()
        start = done % self.size
        first = min(frames, self.size - start)
        for lane, sound in zip(self._data, channels, strict=True):
            lane[start : start + first] = sound[:first]
            lane[: frames - first] = sound[first:frames]
        fence()
        self._header[_DONE] = done + frames

    def skip(self, frames: int) -> None:
        """Leave so many frames out; what came before them is no longer kept."""
        first = int(self._header[_DONE]) + frames
        for counter in (_FIRST, _BEGUN, _DONE):
            self._header[counter] = first
            fence()

    def read(self, start: int, frames: int) -> Sound:
        """A copy (2, frames) from frame `start` on. Raises ValueError if not all of it is there, saying why."""
        if frames > self.size:
            raise ValueError(f"{frames} frames are more than the {self.size} that are kept")
        if start + frames > (done := int(self._header[_DONE])):
            raise ValueError(f"frame {start + frames - 1} has not come in yet; the last is {done - 1}")
        fence()
        begin = start % self.size
        first = min(frames, self.size - begin)
        sound = np.concatenate([self._data[:, begin : begin + first], self._data[:, : frames - first]], axis=1)
        fence()
        oldest = max(int(self._header[_FIRST]), int(self._header[_BEGUN]) - self.size)
        if start < oldest:
            raise ValueError(f"frame {start} is not kept; the oldest is {oldest}")
        return sound

    def close(self) -> None:
        self._block.close()
