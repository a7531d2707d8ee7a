"""Files and folders named after when they were made, each nobody else's."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path


def new_file(path: Path) -> None:
    """An empty one. Raises FileExistsError and other OSError."""
    path.touch(exist_ok=False)


def stamped(folder: Path, ending: str, make: Callable[[Path], None]) -> Path:
    """`make` a new file or folder, such as 2026-11-29-201500 and `ending`, where that is not there yet, else with -2
    and so on: two that are made in one second, by two processes even, have names of their own. `make` raises
    FileExistsError for one that is there. Raises what else `make` raises, and OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    for number in itertools.count(1):
        path = folder / f"{stamp}{f'-{number}' if number > 1 else ''}{ending}"
        try:
            make(path)
        except FileExistsError:
            continue
        return path
    raise AssertionError
