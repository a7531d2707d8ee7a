"""What the engine is compared with: 50 steps with guidance of diffusers' plain pipeline, or of another network, then 32
iterations of fast Griffin-Lim from random phases in an FFT of 400 ms, on the device that paints.

Inverting the bands costs one multiplication by a pseudo-inverse made beforehand: less than it does in Riffusion.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from generators.base import Image, Sound
from generators.spectrogram import SpectrogramFormat, filterbank

STEPS, GUIDANCE = 50, 7.0
ITERATIONS, MOMENTUM = 32, 0.99
PADDED_S = 0.4


def griffin_lim(image: Image, fmt: SpectrogramFormat, rate: int, device: torch.device) -> Sound:
    """Sound (channels, frames) of an image."""
    inverse, window = _inverse_bank(fmt, rate, device), _window(fmt, rate, device)
    n_fft, hop = round(PADDED_S * rate), round(fmt.hop_s * rate)
    magnitude = (inverse @ torch.from_numpy(fmt.decode(image)).to(device)).clamp(min=0)
    shape = {"n_fft": n_fft, "hop_length": hop, "win_length": len(window), "window": window}
    rng = torch.Generator().manual_seed(0)
    phases = torch.randn(magnitude.shape, dtype=torch.complex64, generator=rng).to(device)
    before = torch.zeros_like(phases)
    for _ in range(ITERATIONS):
        rebuilt: Tensor = torch.stft(torch.istft(magnitude * phases, **shape), return_complex=True, **shape)  # type: ignore[arg-type]
        phases = rebuilt - MOMENTUM / (1 + MOMENTUM) * before
        phases = phases / (phases.abs() + 1e-16)
        before = rebuilt
    sound: Sound = torch.istft(magnitude * phases, **shape).cpu().numpy()  # type: ignore[arg-type]
    return sound


def prepare(fmt: SpectrogramFormat, rate: int, device: torch.device) -> None:
    """Make beforehand what does not depend on the image."""
    _inverse_bank(fmt, rate, device)
    _window(fmt, rate, device)


@lru_cache(maxsize=2)
def _inverse_bank(fmt: SpectrogramFormat, rate: int, device: torch.device) -> Tensor:
    bank = filterbank(replace(fmt, padded_s=PADDED_S), rate).toarray().astype(np.float64)
    inverse = bank.T @ np.linalg.pinv(bank @ bank.T)
    return torch.from_numpy(inverse.astype(np.float32)).to(device)


@lru_cache(maxsize=2)
def _window(fmt: SpectrogramFormat, rate: int, device: torch.device) -> Tensor:
    return torch.hann_window(round(fmt.window_s * rate), device=device)
