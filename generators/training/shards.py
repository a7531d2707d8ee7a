"""Render loops into shards, in parallel; they can be trained on while more are made."""

from __future__ import annotations

import multiprocessing
from itertools import count, islice
from pathlib import Path

import torch
from rich.progress import track

from generators.base import Image
from generators.patch_codec import PatchCodec
from generators.spectrogram import BUNDLED, analyse
from generators.training.encoded import (
    COLUMNS_PER_TOKEN,
    HELD_OUT_SHARDS,
    LOOPS_PER_SHARD,
    Encoded,
    signal,
    write_shard,
)
from generators.training.render import SECONDS_PER_TOKEN, Loop, render
from generators.training.synths import RATE

CODEC_LOOPS = 1500


def image_of(loop: Loop) -> Image:
    """A whole number of tokens spread evenly over the loop: (bands, columns)."""
    tokens = max(1, round(len(loop.sound) / RATE / SECONDS_PER_TOKEN))
    image: Image = analyse(loop.sound[None], BUNDLED, RATE, COLUMNS_PER_TOKEN * tokens, loop=True)[0]
    return image


def fit_codec(folder: Path, loops: int = CODEC_LOOPS) -> PatchCodec:
    """Fit the codec to rendered loops that come after the held-out ones."""
    codec: PatchCodec = PatchCodec(patch_bands=256, coefficients=256)
    seeds = islice(count(HELD_OUT_SHARDS * LOOPS_PER_SHARD), loops)
    codec.fit([signal(image_of(render(seed))) for seed in seeds])
    codec.save_pretrained(folder)
    return codec


def make_shard(job: tuple[Path, Path, int]) -> None:
    folder, codec_folder, index = job
    path = folder / f"{index:04d}.npz"
    if path.exists():
        return
    torch.set_num_threads(1)
    codec: PatchCodec = PatchCodec.from_pretrained(codec_folder)
    loops = [render(seed) for seed in range(index * LOOPS_PER_SHARD, (index + 1) * LOOPS_PER_SHARD)]
    write_shard(path, [Encoded.of(image_of(loop), codec, loop.facts, loop.bars) for loop in loops])


def render_all(folder: Path, codec: Path, shards: range, processes: int) -> None:
    """Render what is missing of `shards`."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(folder, codec, index) for index in shards]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for _ in track(pool.imap_unordered(make_shard, jobs), "rendering", len(jobs)):
            pass
