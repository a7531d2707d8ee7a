"""What the engine is compared with: 50 steps with guidance of diffusers' plain pipeline, or of another network, then 32
iterations of fast Griffin-Lim from random phases in an FFT of 400 ms, on the device that paints.

Inverting the bands costs one multiplication by a pseudo-inverse made beforehand: less than it does in Riffusion.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from torch import Tensor

from generators.base import ClipRequest, Image, Sound
from generators.catalogue import find_checkpoint
from generators.checkpoint import load_checkpoint
from generators.diffusion import Diffusion
from generators.spec import Spec
from generators.spectrogram import SpectrogramFormat, filterbank
from generators.stable_diffusion import StableDiffusion

STEPS, GUIDANCE = 50, 7.0
ITERATIONS, MOMENTUM = 32, 0.99
PADDED_S = 0.4


def pipeline(generator: Diffusion) -> Callable[[ClipRequest], Any] | None:
    """diffusers' own pipeline with the same weights; time does not go round in it. None for another network."""
    model = generator.model
    if not isinstance(model, StableDiffusion):
        return None
    from diffusers import PNDMScheduler, StableDiffusionPipeline

    from benchmarks.full_size import build

    device, dtype, name = str(model.device), model.dtype, generator.name
    if name == "full-size":
        parts = build(device, dtype)
    else:
        parts = load_checkpoint(find_checkpoint(name), Spec.parse(name), device, dtype)
    pipe = StableDiffusionPipeline(
        vae=parts.vae, text_encoder=parts.text_encoder, tokenizer=parts.tokenizer, unet=parts.unet,
        scheduler=PNDMScheduler.from_config(parts.scheduler.config), safety_checker=None, feature_extractor=None,
        requires_safety_checker=False,
    )  # fmt: skip
    pipe.set_progress_bar_config(disable=True)

    def image(request: ClipRequest) -> Any:
        rgb = pipe(
            request.prompt_a, height=512, width=generator.columns(request), num_inference_steps=request.steps,
            guidance_scale=request.guidance, generator=torch.Generator().manual_seed(0), output_type="np",
        ).images[0]  # fmt: skip
        return (255 * np.nan_to_num(rgb)).astype(np.uint8).transpose(2, 0, 1)[:1]

    return image


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
