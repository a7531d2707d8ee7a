"""How many operations a clip takes, and how many a second the device can do."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import torch
from torch.utils.flop_counter import FlopCounterMode

from generators.base import ClipRequest
from generators.devices import is_quick_in_bfloat16
from generators.diffusion import Diffusion
from generators.stable_diffusion import StableDiffusion


def flops(generator: Diffusion, request: ClipRequest) -> float:
    """Operations of a clip's networks, as torch counts them: called as they are, since it sees none in a CUDA graph."""
    model = generator.model
    plain = Diffusion(model.plain(), generator.name) if isinstance(model, StableDiffusion) else generator
    once, twice = (_counted(plain, replace(request, steps=steps)) for steps in (1, 2))
    return once + (request.steps - 1) * (twice - once)


def _counted(generator: Diffusion, request: ClipRequest) -> float:
    counter: Any = FlopCounterMode(display=False)
    with counter:
        generator.paint(request, None, lambda: False)
    return float(counter.get_total_flops())


def matmul_peak(device: torch.device) -> tuple[float, int]:
    """Operations per second of a large multiplication, in the fastest precision there, and its size."""
    cuda = device.type == "cuda"
    size, precisions = 8192 if cuda else 1024, [torch.float16 if cuda else torch.float32]
    if is_quick_in_bfloat16(device):
        precisions.append(torch.bfloat16)
    return max(_matmul(device, size, dtype) for dtype in precisions), size


def _matmul(device: torch.device, size: int, dtype: torch.dtype, seconds: float = 0.3) -> float:
    a = torch.randn(size, size, device=device).to(dtype)
    a @ a
    best, until = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < until:
        _synchronise(device)
        started = time.perf_counter()
        a @ a
        _synchronise(device)
        best = min(best, time.perf_counter() - started)
    return 2 * size**3 / best


def _synchronise(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
