"""A folder that is written anew beside what it was, and takes its place as a whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def recover(folder: Path) -> None:
    """Put back what a replacement was about to put away when it was cut off."""
    if not folder.exists() and _beside(folder, "old").is_dir():
        _beside(folder, "old").rename(folder)


@contextmanager
def replaced(folder: Path, kept: str) -> Iterator[Path]:
    """An empty folder to write to. At the end it gets what `folder` has under `kept`, and is `folder`; until then, and
    if anything goes wrong, that is as it was. Raises OSError."""
    folder = folder.resolve()  # not a link to it, which may lead to another disk
    new, old = _beside(folder, "new"), _beside(folder, "old")
    for left_over in (new, old):
        if left_over.exists():
            shutil.rmtree(left_over)
    new.mkdir()
    try:
        yield new
        shutil.copytree(folder / kept, new / kept, copy_function=_linked)
        folder.rename(old)
        new.rename(folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        recover(folder)
        raise
    shutil.rmtree(old)


def _beside(folder: Path, what: str) -> Path:
    folder = folder.resolve()
    return folder.with_name(f".{folder.name}.{what}")


def _linked(source: str, target: str) -> None:
    """Another name for a file, or a copy where the disk knows none."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
