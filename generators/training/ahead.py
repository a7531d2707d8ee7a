"""Batches drawn while a GPU trains on those before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol

import torch

from generators.training.dataset import Batch

Draw = Callable[[], list[Batch]]


class Source(Protocol):
    """The batches of one step after the other, in the order in which they are drawn."""

    def next(self) -> list[Batch]: ...

    def between(self, change: Callable[[], object]) -> None:
        """Change what is drawn from while nothing is drawn."""
        ...


class AtOnce:
    """Drawn when they are asked for: on a CPU, whose cores train."""

    def __init__(self, draw: Draw) -> None:
        self.next = draw

    def between(self, change: Callable[[], object]) -> None:
        change()


class Ahead:
    """One step's batches ahead, in pinned memory, by a thread that alone draws. Nothing else may draw from the same
    numbers."""

    def __init__(self, draw: Draw, thread: ThreadPoolExecutor) -> None:
        self._draw, self._thread = draw, thread
        self._coming = self._ask()

    def _ask(self) -> Future[list[Batch]]:
        return self._thread.submit(lambda: [batch.pinned() for batch in self._draw()])

    def next(self) -> list[Batch]:
        batches = self._coming.result()
        self._coming = self._ask()
        return batches

    def between(self, change: Callable[[], object]) -> None:
        self._thread.submit(change).result()


@contextmanager
def drawn(draw: Draw, device: torch.device) -> Iterator[Source]:
    """Batches for training on a device."""
    if device.type != "cuda":
        yield AtOnce(draw)
        return
    with ThreadPoolExecutor(1, "drawing", _begin, (torch.get_num_threads(), device)) as thread:
        yield Ahead(draw, thread)


def _begin(threads: int, device: torch.device) -> None:
    """In the drawing thread: captions are read on a stream of its own, or each would wait for the steps under way."""
    torch.set_num_threads(threads)
    torch.cuda.set_stream(torch.cuda.Stream(device))  # type: ignore[no-untyped-call]
