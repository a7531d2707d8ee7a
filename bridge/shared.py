"""Named shared memory: created by the main process, attached by the audio process, never left behind.

A segment is a mapped file in memory, locked by its creator for as long as that lives; so whoever gets
the lock knows that the segment is stale. (`multiprocessing.shared_memory` would have each process's
resource tracker unlink segments that others still use.)
"""

from __future__ import annotations

import fcntl
import itertools
import mmap
import os
import tempfile
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

_MEMORY = Path("/dev/shm")
DIRECTORY = _MEMORY if _MEMORY.is_dir() else Path(tempfile.gettempdir())
PREFIX = "riffbridge-"

_serial = itertools.count(1)
_gate = threading.Lock()


def unique_prefix() -> str:
    """`riffbridge-PID-N-`: what the names of one instrument's segments begin with."""
    return f"{PREFIX}{os.getpid()}-{next(_serial)}-"


def remove_stale() -> list[str]:
    """Unlink segments whose creator is dead; return their names."""
    return [path.name for path in DIRECTORY.glob(PREFIX + "*") if _removed(path)]


def remove(prefix: str) -> None:
    """Unlink every segment whose name begins so."""
    for path in DIRECTORY.glob(prefix + "*"):
        path.unlink(missing_ok=True)


def fence() -> None:
    """Order memory accesses: what comes before is visible to other processors before what comes after.

    An uncontended lock is the one full barrier Python offers.
    """
    with _gate:
        pass
    with _gate:
        pass


class Block:
    """Bytes shared under a name, or with no name plain memory of this process; zero at first."""

    def __init__(self, name: str | None, size: int) -> None:
        """Create. Raises OSError when there is no room."""
        self.name = name
        self._lock = -1
        self._memory: mmap.mmap | bytearray
        if name is None:
            self._memory = bytearray(size)
        else:
            self._lock = _locked(DIRECTORY / name)
            try:
                _reserve(self._lock, size)
            except OSError:
                self.unlink()
                self.close()
                raise
            self._memory = _mapped(self._lock)

    @classmethod
    def attach(cls, name: str) -> Block:
        """Raises FileNotFoundError when no segment has that name."""
        block = cls.__new__(cls)
        block.name, block._lock = name, -1
        descriptor = os.open(DIRECTORY / name, os.O_RDWR)
        block._memory = _mapped(descriptor)
        os.close(descriptor)
        return block

    def array(self, dtype: DTypeLike, shape: tuple[int, ...], offset: int = 0) -> NDArray[Any]:
        """A view of the bytes from `offset`; it stays valid after `close`."""
        count = int(np.prod(shape, dtype=np.int64))
        return np.frombuffer(self._memory, dtype, count, offset).reshape(shape)

    def close(self) -> None:
        """Give the lock up; the memory goes with its last view."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def unlink(self) -> None:
        """Remove the name; those who are attached keep the memory."""
        if self.name is not None:
            (DIRECTORY / self.name).unlink(missing_ok=True)


def _locked(path: Path) -> int:
    """A new file with its creator's lock. Another's `remove_stale` may take it before it is locked: again."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)


def _reserve(descriptor: int, size: int) -> None:
    """Make the file that large, and sure of its memory: without it a write to the map would kill the process."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, size)
    else:
        os.ftruncate(descriptor, size)


def _mapped(descriptor: int) -> mmap.mmap:
    """All of the file, in memory now: a page fault would cost a callback its deadline."""
    return mmap.mmap(descriptor, 0, mmap.MAP_SHARED | getattr(mmap, "MAP_POPULATE", 0))


def _removed(path: Path) -> bool:
    """Unlink a stale segment, with its lock held: a creator who waits for that then sees that the name is gone."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:  # gone meanwhile, or another user's
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.fstat(descriptor).st_nlink:  # another took it first, and the name may be a new segment's
            return False
        path.unlink(missing_ok=True)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
