"""Files that are there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


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
