"""Loops as the denoiser learns them: latents and facts, and their shards on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from generators.base import Image
from generators.frames import loudness
from generators.patch_codec import PatchCodec
from generators.spectrogram import BUNDLED
from generators.training.captions import Facts

COLUMNS_PER_TOKEN = 8
LOOPS_PER_SHARD = 100
HELD_OUT_SHARDS = 3  # the first ones: never trained on


@dataclass(frozen=True)
class Encoded:
    """A loop of `bars` bars: latents (tokens, width) and loudness (tokens,), 16-bit floats, and what is known of it."""

    latents: Tensor
    loudness: Tensor
    facts: Facts
    bars: int

    @classmethod
    def of(cls, image: Image, codec: PatchCodec, facts: Facts, bars: int) -> Encoded:
        """An image (bands, columns) as a denoiser with this codec learns it."""
        return cls(encode(image, codec), loudness(image[None], BUNDLED, COLUMNS_PER_TOKEN).half(), facts, bars)

    @property
    def tokens(self) -> int:
        return len(self.latents)


def signal(image: Image) -> Tensor:
    """Pixels → −1 = silent … 1 = loud."""
    return 1 - torch.from_numpy(image).float() / 127.5


def encode(image: Image, codec: PatchCodec) -> Tensor:
    """Latents (tokens, width) of an image (bands, columns), on the CPU."""
    return codec.encode(signal(image)[None].to(codec.mean))[0].flatten(0, 1).T.half().cpu()


def write_shard(path: Path, loops: list[Encoded]) -> None:
    facts = [{"tokens": loop.tokens, "bars": loop.bars, "facts": asdict(loop.facts)} for loop in loops]
    latents, loud = (torch.cat([getattr(loop, name) for loop in loops]).numpy() for name in ("latents", "loudness"))
    np.savez(path, latents=latents, loudness=loud, facts=json.dumps(facts))


def read_shard(path: Path) -> Iterator[Encoded]:
    """Every loop of a shard, in the order they were written in."""
    with np.load(path) as shard:
        latents, loud = (torch.from_numpy(shard[name]) for name in ("latents", "loudness"))
        facts = json.loads(str(shard["facts"]))
    lengths = [fact["tokens"] for fact in facts]
    for piece, level, fact in zip(torch.split(latents, lengths), torch.split(loud, lengths), facts, strict=True):
        yield Encoded(piece, level, facts_from(fact["facts"]), fact["bars"])


def facts_from(data: dict[str, Any]) -> Facts:
    """JSON knows no tuples, only lists."""
    fields: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in data.items()}
    return Facts(**fields)


def training_shards(folder: Path) -> list[Path]:
    """The shards of a folder that may be trained on, in order."""
    shards = sorted(folder.glob("[0-9][0-9][0-9][0-9].npz"))
    return [path for path in shards if int(path.stem) >= HELD_OUT_SHARDS]
