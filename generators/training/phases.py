"""What phases of rendered loops do: what the vocoder learns from, kept in a folder of shards."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.progress import track
from torch import Tensor

from generators.decoder import make_grid
from generators.patch_codec import PatchCodec
from generators.spectrogram import BUNDLED, Floats
from generators.training.encoded import LOOPS_PER_SHARD, signal
from generators.training.render import render
from generators.training.shards import image_of
from generators.training.synths import RATE
from generators.vocoder import BLOCK, levels

BLOCKS = 27  # of bins: the highest are at 17 kHz, above any picture
BINS = BLOCKS * BLOCK
COLUMNS = 400  # at most of a loop


@dataclass(frozen=True)
class Example:
    """A loop, 16-bit floats (columns, BINS): levels as its picture tells them, its own, and its phases."""

    told: Tensor
    level: Tensor
    phase: Tensor


def examples(seeds: range, codec: PatchCodec) -> list[Example]:
    """Every other one as the codec leaves it."""
    return [example(seed, codec if seed % 2 else None) for seed in seeds]


def example(seed: int, codec: PatchCodec | None) -> Example:
    loop = render(seed)
    image = image_of(loop)
    if codec:
        painted = codec.decode(codec.encode(signal(image)[None]))[0]
        image = (127.5 - 127.5 * painted).round().to(torch.uint8).numpy()
    columns = image.shape[1]
    grid = make_grid(BUNDLED, columns, len(loop.sound) / RATE / columns)
    spectrum = grid.stft(grid.split(loop.sound.astype(np.float32)))
    told = levels(grid.magnitude(BUNDLED.decode(image[None])[0]))
    return Example(*(_kept(part) for part in (told, levels(np.abs(spectrum)), np.angle(spectrum))))


def _kept(part: Floats) -> Tensor:
    part = part[:COLUMNS, :BINS]
    return torch.from_numpy(np.pad(part, ((0, 0), (0, BINS - part.shape[1])))).half()


def make_shard(job: tuple[Path, Path, int]) -> None:
    folder, codec_folder, index = job
    path = folder / f"{index:04d}.pt"
    if path.exists():
        return
    torch.set_num_threads(1)
    codec: PatchCodec = PatchCodec.from_pretrained(codec_folder)
    made = examples(range(index * LOOPS_PER_SHARD, (index + 1) * LOOPS_PER_SHARD), codec)
    torch.save([vars(one) for one in made], path.with_suffix(".partial"))
    path.with_suffix(".partial").rename(path)


def make_all(folder: Path, codec: Path, shards: range, processes: int) -> list[Example]:
    """Make what is missing of `shards`, and read them all."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(folder, codec, index) for index in shards]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for _ in track(pool.imap_unordered(make_shard, jobs), "phases of rendered loops", len(jobs)):
            pass
    return [Example(**parts) for index in shards for parts in torch.load(folder / f"{index:04d}.pt")]
