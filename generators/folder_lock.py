"""Folders that one program at a time works in."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_S = 0.5


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """No other of our programs reads and writes here meanwhile, where the file system knows locks. Raises OSError, a
    BlockingIOError where another one does for long: it may have been stopped while it did."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not _locked(descriptor):
            if time.monotonic() > deadline:
                raise OSError(errno.EAGAIN, "another program has locked its folder")
            time.sleep(0.01)
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    """Is it ours now? As good as that where there are no locks."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
