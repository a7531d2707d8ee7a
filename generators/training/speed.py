"""How fast a checkpoint paints and decodes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count, islice
from multiprocessing import get_context

import torch

from generators.base import Clip, ClipRequest

REPEATS = 5
_seeds = count(1)  # always others: what has been painted lately is partly remembered


def measure(paint: Callable[[ClipRequest], Clip], ask: ClipRequest) -> dict[str, float]:
    """Seconds of sound painted and decoded in a second, with one thread and two, and with something else busy."""
    before = torch.get_num_threads()
    found = {f"× real time, {threads} thread(s)": pace(paint, ask, threads) for threads in (1, 2)}
    with other_work():
        found["× real time, 1 thread, one core busy elsewhere"] = pace(paint, ask, 1)
    torch.set_num_threads(before)
    return found


def pace(paint: Callable[[ClipRequest], Clip], ask: ClipRequest, threads: int) -> float:
    torch.set_num_threads(threads)
    paint(ask)
    started = time.perf_counter()
    for seed in islice(_seeds, REPEATS):
        paint(replace(ask, seed_a=seed, seed_b=seed))
    return REPEATS * ask.seconds / (time.perf_counter() - started)


@contextmanager
def other_work() -> Iterator[None]:
    """A process that keeps one core busy."""
    process = get_context("spawn").Process(target=_turn, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


def _turn() -> None:
    while True:
        pass
