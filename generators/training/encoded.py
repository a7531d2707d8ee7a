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
from generators.patch_codec import PatchCodec
from generators.training.captions import Facts

COLUMNS_PER_TOKEN = 8
LOOPS_PER_SHARD = 100
HELD_OUT_SHARDS = 3  # the first ones: never trained on


@dataclass(frozen=True)
class Encoded:
    """A loop of `bars` bars as latents (tokens, width), 16-bit floats, and what is known of it."""

    latents: Tensor
    facts: Facts
    bars: int

    @property
    def tokens(self) -> int:
        return len(self.latents)


def signal(image: Image) -> Tensor:
    """Pixels → −1 = silent … 1 = loud."""
    return 1 - torch.from_numpy(image).float() / 127.5


def encode(image: Image, codec: PatchCodec) -> Tensor:
    """Latents (tokens, width) of an image (bands, columns)."""
    return codec.encode(signal(image)[None])[0].flatten(0, 1).T.half()


def write_shard(path: Path, loops: list[Encoded]) -> None:
    facts = [{"tokens": loop.tokens, "bars": loop.bars, "facts": asdict(loop.facts)} for loop in loops]
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, latents=torch.cat([loop.latents for loop in loops]).numpy(), facts=json.dumps(facts))
    partial.rename(path)


def read_shard(path: Path) -> Iterator[Encoded]:
    """Every loop of a shard, in the order they were written in."""
    with np.load(path) as shard:
        latents, facts = torch.from_numpy(shard["latents"]), json.loads(str(shard["facts"]))
    for piece, fact in zip(torch.split(latents, [fact["tokens"] for fact in facts]), facts, strict=True):
        yield Encoded(piece, facts_from(fact["facts"]), fact["bars"])


def facts_from(data: dict[str, Any]) -> Facts:
    """JSON knows no tuples, only lists."""
    fields: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in data.items()}
    return Facts(**fields)


def training_shards(folder: Path) -> list[Path]:
    """The shards of a folder that may be trained on, in order."""
    shards = sorted(folder.glob("[0-9][0-9][0-9][0-9].npz"))
    return [path for path in shards if int(path.stem) >= HELD_OUT_SHARDS]
