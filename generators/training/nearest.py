"""How near a painted loop comes to any loop of the training set: far nearer than a held-out one = learned by heart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import interpolate

from generators.base import Image
from generators.bundled_model import BundledModel
from generators.training.encoded import encode, read_shard, training_shards

WIDTH, TOKENS = 64, 48  # what is compared: the first coefficients, at so many places of the loop


def outline(latents: Tensor) -> Tensor:
    """(tokens, width) → (WIDTH × TOKENS,)."""
    first = latents[:, :WIDTH].T.float()[None]
    return interpolate(first, TOKENS, mode="linear").flatten()


def measure(model: BundledModel, images: list[Image], shards: Path) -> dict[str, float]:
    """Median over `images` of the mean squared distance to the nearest training loop; nothing without shards."""
    known = [outline(loop.latents) for path in training_shards(shards) for loop in read_shard(path)]
    if not known:
        return {}
    own = torch.stack([outline(encode(image, model.codec)) for image in images])
    distances = torch.cdist(own, torch.stack(known)).min(dim=1).values ** 2 / own.shape[1]
    return {"nearest": float(np.median(distances.numpy()))}
