"""What the audio process obeys within one period, or from a given frame on: gains, keyframe weights, play or fade."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bridge.shared import Block, fence
from bridge.sign import Sign
from bridge.snapshots import Snapshot
from bridge.transport import TIMEBASE

CHANGES = 256  # how many may wait for their frame

_HEADER_BYTES = 128
_DECKS, _KEYFRAMES, _RUNNING, _PUT, _TAKEN, _RECORDING, _WATCHING, _WAIT, _GO, _GONE = range(10)
_SIGN_BITS = 8

Floats = NDArray[np.float32]


class Controls:
    """Targets that the mixer glides to. One thread of the main process sets them, at any time; `recording` is the
    recorder's, `running` the audio process's own.

    A row of them is master (the mix), gains (decks, 2: left, right) and weights (decks, keyframes), linear factors. At
    first all are 1 but the weights, where only the first keyframe is.

    Each row is put into a queue, to be obeyed at a frame of the playback clock or at once, and no sooner than the one
    before it. The mixer writes down at which frame it did so: `obeyed`.

    A wait is one word, so that no one sees half of it: a frame, and the sign that ends it. It lasts until the mixer has
    gone on from that very one.

    `timebase` (TIMEBASE) is what the audio process answers as JACK's timebase master: the beat at a frame of the
    playback clock, and the tempo from there.
    """

    def __init__(self, block: Block) -> None:
        self._block = block
        self._header = block.array(np.int64, (_HEADER_BYTES // 8,))
        self.decks, self.keyframes = int(self._header[_DECKS]), int(self._header[_KEYFRAMES])
        self._frames = block.array(np.int64, (CHANGES,), _HEADER_BYTES)
        start = _HEADER_BYTES + self._frames.nbytes
        self.timebase = Snapshot(block, TIMEBASE, start)
        size = _size(self.decks, self.keyframes)
        self._rows = block.array(np.float32, (CHANGES, size), start + Snapshot.size(TIMEBASE))
        self.row = np.full(size, np.nan, np.float32)  # put last, by this side
        self._told = 0

    @classmethod
    def create(cls, name: str | None, decks: int, keyframes: int) -> Controls:
        """New controls in shared memory, or with no name in this process's own. Raises OSError."""
        rows = CHANGES * 4 * _size(decks, keyframes)
        block = Block(name, _HEADER_BYTES + CHANGES * 8 + Snapshot.size(TIMEBASE) + rows)
        block.array(np.int64, (2,))[:] = decks, keyframes
        controls = cls(block)
        controls._header[_RUNNING] = True
        controls.set(np.ones((decks, 2)), np.eye(1, keyframes).repeat(decks, axis=0), 1)
        return controls

    @classmethod
    def attach(cls, name: str) -> Controls:
        """The controls of that name. Raises FileNotFoundError."""
        return cls(Block.attach(name))

    def parts(self, row: Floats) -> tuple[Floats, Floats, Floats]:
        """Views of a row: master (1,), gains (decks, 2), weights (decks, keyframes)."""
        weights = 1 + 2 * self.decks
        return row[:1], row[1:weights].reshape(-1, 2), row[weights:].reshape(self.decks, self.keyframes)

    def set(self, gains: ArrayLike, weights: ArrayLike, master: float, frame: int = 0) -> None:
        """Set all targets: at once, or when the playback clock comes to `frame`. See `put`."""
        self.put(np.concatenate([[master], np.ravel(gains), np.ravel(weights)]).astype(np.float32), frame)

    def put(self, row: Floats, frame: int = 0) -> None:
        """Queue a row unless it equals the last one queued. If the queue is full, because nothing plays, the row is
        dropped; the caller queues it again later."""
        put = int(self._header[_PUT])
        if np.array_equal(row, self.row) or put - self._header[_TAKEN] >= CHANGES:
            return
        self._frames[put % CHANGES], self._rows[put % CHANGES] = frame, row
        fence()
        self._header[_PUT] = put + 1
        fence()
        self.row = row

    def mute(self) -> None:
        """Put the master at 0, and leave all else as it is."""
        row = self.row.copy()
        self.parts(row)[0][:] = 0
        self.put(row)

    def wait(self, frame: int, sign: Sign) -> None:
        """Fade out, leave out what lies before `frame`, and go on from there at that sign, or when told to."""
        self._header[_WAIT] = frame << _SIGN_BITS | sign

    def go(self) -> None:
        """Wait no longer."""
        self._header[_GO] = self._header[_WAIT]

    @property
    def waits(self) -> tuple[int, Sign] | None:
        """For which frame and sign the mixer waits; None if it does not."""
        wait = int(self._header[_WAIT])
        return None if wait == self._header[_GONE] else (wait >> _SIGN_BITS, Sign(wait & (1 << _SIGN_BITS) - 1))

    def gone(self, frame: int, sign: Sign) -> None:
        """The mixer goes on from there."""
        self._header[_GONE] = frame << _SIGN_BITS | sign

    @property
    def told_to_go(self) -> bool:
        return bool(self._header[_GO] == self._header[_WAIT])

    def obeyed(self) -> Iterator[tuple[int, Floats]]:
        """Rows that the mixer has turned to since this was last asked, the last CHANGES at most, and the frame from
        which on it obeyed each. Belongs to the thread that sets."""
        taken = int(self._header[_TAKEN])
        fence()
        for number in range(max(self._told, int(self._header[_PUT]) - CHANGES), taken):
            yield int(self._frames[number % CHANGES]), self._rows[number % CHANGES].copy()
        self._told = taken

    def next_change(self) -> tuple[int, Floats] | None:
        """The frame and row of the change that is waiting in front. Belongs to the mixer, as do `take_change` and
        `taken_last`."""
        taken = int(self._header[_TAKEN])
        if taken == self._header[_PUT]:
            return None
        fence()
        return int(self._frames[taken % CHANGES]), self._rows[taken % CHANGES]

    def take_change(self, frame: int) -> None:
        """Be done with the change in front, obeyed from `frame` on."""
        self._frames[self._header[_TAKEN] % CHANGES] = frame
        fence()
        self._header[_TAKEN] += 1

    def taken_last(self) -> Floats:
        """The row that is obeyed now; at first the one in front."""
        row: Floats = self._rows[max(0, int(self._header[_TAKEN]) - 1) % CHANGES]
        return row.copy()

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

    def __init__(self, controls: Controls, frame: int) -> None:
        """`frame`: where the playback clock is."""
        self._controls = controls
        self._row = controls.taken_last()
        self.advance(frame, 1)

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
            self._controls.take_change(frame)
        return frames


def _size(decks: int, keyframes: int) -> int:
    return 1 + decks * (2 + keyframes)
