"""Parts of a folder that are written beside those that are there, and take their places together."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WRITING, WRITTEN, BEFORE = ".writing", ".written", ".before"  # folders in the folder, which may be a disk of its own


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """An empty folder to write to. At the end what is in it takes the places of what has the same names in `folder`;
    until then, and if anything goes wrong, that is as it was. Raises OSError."""
    new = folder / WRITING
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    try:
        yield new
        new.rename(folder / WRITTEN)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    recover(folder)


def recover(folder: Path) -> None:
    """Put what is all written in its place, also where that was cut off. Raises OSError."""
    written, before = folder / WRITTEN, folder / BEFORE
    if not written.is_dir():
        return
    before.mkdir(exist_ok=True)
    for part in list(written.iterdir()):
        if (place := folder / part.name).exists():
            place.rename(before / part.name)
        part.rename(place)
    written.rmdir()
    shutil.rmtree(before)
