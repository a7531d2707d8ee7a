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
def replaced(folder: Path) -> Iterator[Path]:
    """An empty folder to write to. At the end it gets whatever else is in `folder`, and is `folder`; until then, and if
    anything goes wrong, that is as it was. Raises OSError."""
    folder = folder.resolve()  # not a link to it, which may lead to another disk
    new, old = _beside(folder, "new"), _beside(folder, "old")
    for left_over in (new, old):
        if left_over.exists():
            shutil.rmtree(left_over)
    new.mkdir()
    try:
        yield new
        for kept in folder.iterdir():
            if not (new / kept.name).exists():
                _keep(kept, new / kept.name)
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


def _keep(path: Path, target: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, target, symlinks=True, copy_function=_linked)
    else:
        _linked(path, target)


def _linked(source: str | Path, target: str | Path) -> None:
    """Another name for a file, or a copy where the disk knows none."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
