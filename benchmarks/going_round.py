"""Does time go round in a network? What it makes of everything moved must be what it made, moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from benchmarks.report import Table
from generators import bundled_model
from generators.base import ClipRequest, Image
from generators.circular import CircularConv2d
from generators.column_transformer import clock
from generators.stable_diffusion import StableDiffusion

WIDTH = 128  # columns that the networks are shown
NOTE = "How far what is made half a loop earlier is from the same, moved; of convolutions, also with zeros at the ends."


@contextmanager
def moved(model: Any, share: float) -> Iterator[None]:
    """Paint everything earlier by that share of the loop, round it: noise and clock begin with another column."""

    def rolled(make: Any, dim: int, *arguments: int) -> Tensor:
        made: Tensor = make(*arguments)
        return made.roll(-round(share * made.shape[dim]), dim)

    beside = patch.object(bundled_model, "clock", partial(rolled, clock, 0))
    with patch.object(model, "noise", partial(rolled, model.noise, -1)), beside:
        yield


def stages(model: Any) -> Table:
    """What each network makes half a loop earlier, against the same moved; and with zeros beyond the seam."""
    table = Table("going round", ("stage", "moved dB", "with zeros dB"), note=NOTE)
    if isinstance(model, StableDiffusion):
        model = model.plain()  # CUDA graphs would run the convolutions they were made with
    errors = _moved_errors(model)
    with plain(model):
        zeros = _moved_errors(model)
    for stage, error in errors.items():
        table.add(stage, error, zeros[stage] if isinstance(model, StableDiffusion) else None)
    return table


def _moved_errors(model: Any) -> dict[str, float]:
    image = np.random.default_rng(0).integers(0, 256, (model.channels, model.fmt.bands, WIDTH), np.uint8)
    here = _made(model, image)
    with moved(model, 0.5):
        there = _made(model, np.roll(image, WIDTH // 2, axis=2))
    return {name: _error_db(np.roll(there[name], made.shape[-1] // 2, axis=-1), made) for name, made in here.items()}


def _made(model: Any, image: Image) -> dict[str, NDArray[np.float32]]:
    noise, prompt, request = model.noise(1, WIDTH), model.embed("piano"), ClipRequest("", "", steps=2, bars=1)
    made = {
        "noise to latents": model.denoise(noise, None, prompt, prompt, request, lambda: False),
        "latents to image": torch.from_numpy(model.decode(noise)),
        "image to latents": model.encode(image),
    }
    return {name: value.float().numpy(force=True) for name, value in made.items()}


@contextmanager
def plain(model: Any) -> Iterator[None]:
    """With the padding that a network's convolutions had before they were made to go round; not in a VAE's encoder."""
    networks = (model.unet, model.vae) if isinstance(model, StableDiffusion) else ()
    turned = [each for network in networks for each in network.modules() if isinstance(each, CircularConv2d)]
    turned = [each for each in turned if each.before == each.after]
    for each in turned:
        each.__class__ = nn.Conv2d  # type: ignore[assignment]
    try:
        yield
    finally:
        for each in turned:
            each.__class__ = CircularConv2d


def _error_db(made: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(20 * np.log10(np.linalg.norm(made - other) / np.linalg.norm(other) + 1e-9))
