"""What phases of rendered loops do: what the vocoder learns from, kept in a folder of shards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from generators.decoder import make_grid
from generators.patch_codec import PatchCodec
from generators.spectrogram import BUNDLED, Floats
from generators.training.encoded import signal
from generators.training.render import Loop, render
from generators.training.shards import image_of, make_files, seeds_of
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


def example(loop: Loop, codec: PatchCodec | None = None) -> Example:
    """What its picture tells of it, as the codec leaves that, where one is given."""
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


def make_shard(codec_folder: Path, path: Path) -> None:
    """Every other loop as the codec leaves it."""
    codec = PatchCodec.load(codec_folder)
    made = [example(render(seed), codec if seed % 2 else None) for seed in seeds_of(path)]
    torch.save([vars(one) for one in made], path)


def make_all(folder: Path, codec: Path, shards: range, processes: int) -> list[Example]:
    """Make what is missing of `shards`, and read them all."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{index:04d}.pt" for index in shards]
    make_files(paths, partial(make_shard, codec), processes, "phases of rendered loops")
    return [Example(**parts) for path in paths for parts in torch.load(path)]
