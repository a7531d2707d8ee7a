"""Rendered loops on disk: spectrogram images and captions, in shards that are made in parallel."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.progress import track

from generators.base import Image
from generators.spectrogram import BUNDLED, analyse
from generators.training.render import SECONDS_PER_TOKEN, Loop, render
from generators.training.synths import RATE

COLUMNS_PER_TOKEN = 8
LOOPS_PER_SHARD = 250


@dataclass(frozen=True)
class Painted:
    """A rendered loop as an image (bands, columns), and what is known of it."""

    image: Image
    captions: list[str]
    bars: int
    tempo: float
    kind: str
    name: str


def image_of(loop: Loop) -> Image:
    """A whole number of tokens spread evenly over the loop: (bands, columns)."""
    tokens = round(len(loop.sound) / RATE / SECONDS_PER_TOKEN)
    image: Image = analyse(loop.sound[None], BUNDLED, RATE, COLUMNS_PER_TOKEN * tokens, loop=True)[0]
    return image


def make_shard(job: tuple[Path, int]) -> None:
    folder, index = job
    path = folder / f"{index:04d}.npz"
    if path.exists():
        return
    loops = [render(seed) for seed in range(index * LOOPS_PER_SHARD, (index + 1) * LOOPS_PER_SHARD)]
    images = [image_of(loop) for loop in loops]
    facts = [_facts(loop, image.shape[1]) for loop, image in zip(loops, images, strict=True)]
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, images=np.concatenate(images, axis=1), facts=json.dumps(facts))
    partial.rename(path)


def _facts(loop: Loop, columns: int) -> dict[str, Any]:
    return {
        "columns": columns, "captions": loop.captions, "bars": loop.bars, "tempo": loop.tempo,
        "kind": loop.facts.kind, "name": loop.facts.name,
    }  # fmt: skip


def render_all(folder: Path, shards: int, processes: int) -> None:
    """Render what is missing of the first `shards` shards."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(folder, index) for index in range(shards)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for _ in track(pool.imap_unordered(make_shard, jobs), "rendering", len(jobs)):
            pass


def read_all(folder: Path) -> Iterator[Painted]:
    """Every loop rendered so far, in the order of the seeds."""
    for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].npz")):
        with np.load(path) as shard:
            images, facts = shard["images"], json.loads(str(shard["facts"]))
        start = 0
        for fact in facts:
            columns = fact.pop("columns")
            yield Painted(images[:, start : start + columns], **fact)
            start += columns
