"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE_S = 0.5


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file to write beside `path`, of the same kind, that takes its place in the end; if anything fails before, it
    is deleted, and what was there stays. Raises OSError."""
    part = path.with_name(f".{path.stem}.part{path.suffix}")
    try:
        part.touch()  # libsndfile would not say what is wrong
        yield part
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """No other daemon reads and writes here meanwhile, where the file system knows locks. Raises OSError, also where
    another one does for long: it may have been stopped while it did."""
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
