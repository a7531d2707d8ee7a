"""Processes of one thread each that share work out among them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import Self, TypeVar

import torch
from rich.progress import track

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """`count` processes; one is this process."""

    def __init__(self, count: int) -> None:
        self._pool = get_context("spawn").Pool(count, torch.set_num_threads, (1,)) if count > 1 else None

    def each(self, work: Callable[[Item], Result], items: Sequence[Item], title: str) -> list[Result]:
        """The results of `work`, which must be picklable, in order."""
        results = self._pool.imap(work, items) if self._pool else map(work, items)
        return list(track(results, title, len(items)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.terminate()
