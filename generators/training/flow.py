"""What the denoiser learns: rectified flow (Liu et al., 2022). Noise is drawn on the CPU, so that a seed means the same
everywhere."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from generators.column_transformer import ColumnTransformer
from generators.devices import is_quick_in_bfloat16
from generators.patch_codec import PatchCodec
from generators.training.dataset import Batch, sent

Loss = Callable[[ColumnTransformer, Batch, Tensor, torch.Generator], Tensor]


def loss_weights(codec: PatchCodec) -> Tensor:
    """Whitening makes faint coefficients as large as loud ones; this gives back part of the difference.

    (coefficients, rows, 1), mean 1.
    """
    weights: Tensor = (codec.deviation.T / codec.deviation.mean())[..., None]
    return weights


def spread_times(count: int, rng: torch.Generator) -> Tensor:
    """Noise times (count,): logit-normal (Esser et al., 2024), one from each of `count` equal shares.

    Mostly noisy: neighbouring tokens repeat each other, so much can be told through much noise.
    """
    share = (torch.arange(count) + torch.rand(count, generator=rng)) / count
    normal = torch.special.ndtri(share.clamp(1e-4, 1 - 1e-4))
    return torch.sigmoid(0.7 + 1.2 * normal)


def noised(latents: Tensor, times: Tensor, rng: torch.Generator) -> tuple[Tensor, Tensor]:
    """Latents at `times` (batch,) on the way to a noise, and that noise."""
    noise = sent(torch.randn(latents.shape, generator=rng), latents)
    t = times[:, None, None, None]
    return (1 - t) * latents + t * noise, noise


def brief(device: torch.device) -> torch.autocast:
    """Networks take 16 bits within it, where that is quicker."""
    return torch.autocast(device.type, torch.bfloat16, enabled=is_quick_in_bfloat16(device))


def flow_loss(transformer: ColumnTransformer, batch: Batch, weights: Tensor, rng: torch.Generator) -> Tensor:
    times = sent(spread_times(len(batch), rng), batch.latents)
    noisy, noise = noised(batch.latents, times, rng)
    with brief(noisy.device):
        velocity = transformer(noisy, times, batch.text, batch.text_mask, *batch.conditions)
    loss: Tensor = ((velocity - (noise - batch.latents)) ** 2 * weights).mean()
    return loss
