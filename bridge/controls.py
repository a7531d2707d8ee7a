"""What the audio process obeys within one period, or from a given frame on: gains, keyframe weights, play or fade."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bridge.shared import Block, fence
from bridge.snapshots import Snapshot
from bridge.transport import TIMEBASE

CHANGES = 256  # how many may wait for their frame

_HEADER_BYTES = 64
_DECKS, _KEYFRAMES, _RUNNING, _PUT, _TAKEN, _RECORDING, _WATCHING = range(7)

Floats = NDArray[np.float32]


class Controls:
    """Targets that the mixer glides to. One thread of the main process sets them, at any time.

    `gains` (decks, 2: left, right), `weights` (decks, keyframes) and `master` (the mix) are linear factors, the
    latest, in shared memory: their elements may be set, too. At first all are 1 but the weights, where only the first
    keyframe is.

    A change for a later frame is put into a queue. It takes effect at that frame, and so, no sooner, does
    whatever is set after it: changes are obeyed in the order in which they were made.

    `timebase` (TIMEBASE) is what the audio process answers as JACK's timebase master: the beat at a frame of the
    playback clock, and the tempo from there.
    """

    def __init__(self, block: Block) -> None:
        self._block = block
        self._header = block.array(np.int64, (_HEADER_BYTES // 8,))
        self.decks, self.keyframes = int(self._header[_DECKS]), int(self._header[_KEYFRAMES])
        size = _size(self.decks, self.keyframes)
        self.latest = block.array(np.float32, (size,), _HEADER_BYTES)
        _, self.gains, self.weights = self.parts(self.latest)
        start = _HEADER_BYTES + -(-4 * size // 8) * 8
        self._frames = block.array(np.int64, (CHANGES,), start)
        start += self._frames.nbytes
        self.timebase = Snapshot(block, TIMEBASE, start)
        self._changes = block.array(np.float32, (CHANGES, size), start + Snapshot.size(TIMEBASE))

    @classmethod
    def create(cls, name: str | None, decks: int, keyframes: int) -> Controls:
        """New controls in shared memory, or with no name in this process's own. Raises OSError."""
        size = _size(decks, keyframes)
        block = Block(name, _HEADER_BYTES + 4 * size + 8 + CHANGES * (8 + 4 * size) + Snapshot.size(TIMEBASE))
        block.array(np.int64, (2,))[:] = decks, keyframes
        controls = cls(block)
        controls._header[_RUNNING] = True
        controls.set(np.ones((decks, 2)), np.eye(1, keyframes).repeat(decks, axis=0), 1)
        return controls

    @classmethod
    def attach(cls, name: str) -> Controls:
        """The controls of that name. Raises FileNotFoundError."""
        return cls(Block.attach(name))

    def parts(self, values: Floats) -> tuple[Floats, Floats, Floats]:
        """Views of such a row of values: master (1,), gains (decks, 2), weights (decks, keyframes)."""
        weights = 1 + 2 * self.decks
        return values[:1], values[1:weights].reshape(-1, 2), values[weights:].reshape(self.decks, self.keyframes)

    def set(self, gains: ArrayLike, weights: ArrayLike, master: float, frame: int = 0) -> None:
        """Set all targets: at once, or when the playback clock comes to `frame`."""
        row = np.concatenate([[master], np.ravel(gains), np.ravel(weights)]).astype(np.float32)
        put = int(self._header[_PUT])
        if frame and put - self._header[_TAKEN] < CHANGES:  # else nothing plays; what is latest will do
            self._frames[put % CHANGES], self._changes[put % CHANGES] = frame, row
            fence()
            self._header[_PUT] = put + 1
            fence()
        self.latest[:] = row

    def next_change(self) -> tuple[int, Floats] | None:
        """The frame and values of the change that is waiting in front. Belongs to the mixer, as does `take_change`."""
        taken = int(self._header[_TAKEN])
        if taken == self._header[_PUT]:
            return None
        fence()
        return int(self._frames[taken % CHANGES]), self._changes[taken % CHANGES]

    def take_change(self) -> None:
        """Be done with the change in front."""
        fence()
        self._header[_TAKEN] += 1

    @property
    def master(self) -> float:
        """Linear gain of the mix."""
        return float(self.latest[0])

    @master.setter
    def master(self, gain: float) -> None:
        self.latest[0] = gain

    @property
    def running(self) -> bool:
        """True to play, False to fade to silence and pause there: the ring is then left as it is."""
        return bool(self._header[_RUNNING])

    @running.setter
    def running(self, running: bool) -> None:
        self._header[_RUNNING] = running

    @property
    def recording(self) -> bool:
        """True while what is played shall go into the recording ring."""
        return bool(self._header[_RECORDING])

    @recording.setter
    def recording(self, recording: bool) -> None:
        self._header[_RECORDING] = recording

    @property
    def watching(self) -> bool:
        """True while the audio process shall publish JACK's transport."""
        return bool(self._header[_WATCHING])

    @watching.setter
    def watching(self, watching: bool) -> None:
        self._header[_WATCHING] = watching

    def close(self) -> None:
        self._block.close()


class Targets:
    """The controls as the mixer has to obey them now. Belongs to the thread of the mixer."""

    def __init__(self, controls: Controls) -> None:
        self._controls = controls
        self._row = controls.latest.copy()

    @property
    def master(self) -> Floats:
        """Gain (1,) of the mix."""
        return self._controls.parts(self._row)[0]

    @property
    def stem_gains(self) -> Floats:
        """Gain (decks, keyframes, 2) of each channel of each stem."""
        _, gains, weights = self._controls.parts(self._row)
        return gains[:, None] * weights[..., None]

    def advance(self, frame: int, frames: int) -> int:
        """Take what is due at `frame`; for how many of the next frames it then holds."""
        while change := self._controls.next_change():
            due, row = change
            if due > frame:
                return min(frames, due - frame)
            self._row[:] = row
            self._controls.take_change()
        self._row[:] = self._controls.latest
        return frames


def _size(decks: int, keyframes: int) -> int:
    return 1 + decks * (2 + keyframes)
