"""What the audio process obeys within one period: gains, keyframe weights, play or fade."""

from __future__ import annotations

import numpy as np

from bridge.shared import Block

_DECKS, _KEYFRAMES = 0, 1
_HEADER_BYTES = 16
_MASTER, _RUNNING, _ARRAYS = 0, 1, 2


class Controls:
    """Targets that the mixer glides to. Any thread of the main process may set them at any time.

    `gains` (decks,) and `weights` (decks, keyframes) are linear factors, views of the shared memory:
    set their elements. At first everything is 1 but the weights, where only the first keyframe is.
    """

    def __init__(self, block: Block) -> None:
        self._block = block
        self.decks, self.keyframes = (int(n) for n in block.array(np.int64, (2,)))
        values = block.array(np.float32, (_ARRAYS + self.decks * (1 + self.keyframes),), _HEADER_BYTES)
        self._values = values
        self.gains = values[_ARRAYS : _ARRAYS + self.decks]
        self.weights = values[_ARRAYS + self.decks :].reshape(self.decks, self.keyframes)

    @classmethod
    def create(cls, name: str | None, decks: int, keyframes: int) -> Controls:
        """New controls in shared memory, or with no name in this process's own. Raises OSError."""
        block = Block(name, _HEADER_BYTES + 4 * (_ARRAYS + decks * (1 + keyframes)))
        block.array(np.int64, (2,))[:] = decks, keyframes
        controls = cls(block)
        controls._values[: _ARRAYS + decks] = 1
        controls.weights[:, 0] = 1
        return controls

    @classmethod
    def attach(cls, name: str) -> Controls:
        """The controls of that name. Raises FileNotFoundError."""
        return cls(Block.attach(name))

    @property
    def master(self) -> float:
        """Linear gain of the mix."""
        return float(self._values[_MASTER])

    @master.setter
    def master(self, gain: float) -> None:
        self._values[_MASTER] = gain

    @property
    def running(self) -> bool:
        """True to play, False to fade to silence and pause there: the ring is then left as it is."""
        return bool(self._values[_RUNNING])

    @running.setter
    def running(self, running: bool) -> None:
        self._values[_RUNNING] = running

    def close(self) -> None:
        self._block.close()
