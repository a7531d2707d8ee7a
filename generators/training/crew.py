"""Processes of one thread each that share work out among them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import active_children, get_context
from threading import Thread
from typing import Self, TypeVar

import torch
from rich.progress import track

from generators.painting_process import KEEP_MEMORY
from generators.training.side_by_side import end_with_parent

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """`count` processes; one is this process."""

    def __init__(self, count: int) -> None:
        if count > 1:
            os.environ |= KEEP_MEMORY | os.environ  # they begin with it: of `evaluate` a third was clearing memory
        self._pool = ProcessPoolExecutor(count, get_context("spawn"), _begin) if count > 1 else None

    def each(self, work: Callable[[Item], Result], items: Sequence[Item], title: str) -> list[Result]:
        """The results of `work`, which must be picklable, in order. Raises what it does, and BrokenProcessPool if a
        process dies."""
        results = self._pool.map(work, items) if self._pool else map(work, items)
        return list(track(results, title, len(items)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        if not self._pool:
            return
        if failed:  # what they are at is for nobody
            for process in active_children():
                process.terminate()
        self._pool.shutdown(cancel_futures=True)


def _begin() -> None:
    Thread(target=end_with_parent, daemon=True).start()
    torch.set_num_threads(1)
