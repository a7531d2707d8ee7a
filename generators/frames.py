"""What the denoiser is told of every frame besides the beat: what is known there already, and how loud it is."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from generators.base import Image
from generators.spectrogram import SpectrogramFormat

QUIETEST, LOUDEST = -40.0, 12.0  # dB against the loop's mean
DB_PER_UNIT = 20.0
NUDGE = 12.0  # dB


def loudness(image: Image, fmt: SpectrogramFormat, columns: int) -> Tensor:
    """How loud every `columns` columns of an image (channels, bands, …) are, against the whole of it: (frames,) in
    units of DB_PER_UNIT."""
    power = np.square(fmt.decode(image)).mean(axis=(0, 1)).reshape(-1, columns).mean(axis=1)
    level = 10 * np.log10(power / max(float(power.mean()), 1e-12) + 1e-12)
    return torch.from_numpy(np.clip(level, QUIETEST, LOUDEST) / DB_PER_UNIT).float()


def frame_width(token_width: int) -> int:
    return token_width + 3


def frames(known: Tensor, kept: Tensor, loud: Tensor | None) -> Tensor:
    """Conditions (batch, tokens, frame_width) from latents (batch, channels, height, tokens) of which `kept`
    (batch, tokens), 1 = known, counts, and loudness (batch, tokens), not a number where any will do."""
    given = torch.zeros_like(kept) if loud is None else torch.isfinite(loud).float()
    level = torch.zeros_like(kept) if loud is None else loud.nan_to_num(0)
    flat = known.flatten(1, 2).transpose(1, 2)
    return torch.cat([flat * kept[..., None], kept[..., None], level[..., None], given[..., None]], dim=-1)


def kept_of(told: Tensor) -> Tensor:
    """What of such conditions is known: (batch, tokens), 1 = known."""
    return told[..., -3]


def swelled(image: Image, fmt: SpectrogramFormat, wanted: Tensor) -> Image:
    """The image, as loud from frame to frame as `wanted` (frames,), where that takes no more than NUDGE."""
    columns = image.shape[-1] // len(wanted)
    missing = DB_PER_UNIT * (wanted - loudness(image, fmt, columns)).clamp(-NUDGE / DB_PER_UNIT, NUDGE / DB_PER_UNIT)
    middles = (np.arange(len(wanted)) + 0.5) * columns
    gain = np.interp(np.arange(image.shape[-1]) + 0.5, middles, missing.cpu().numpy(), period=image.shape[-1])
    return fmt.encode((fmt.decode(image) * 10 ** (gain / 20)).astype(np.float32))
