"""The way from noise to latents in few steps, with diffusers' schedulers and no noise of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from diffusers import DDIMScheduler, DPMSolverMultistepScheduler, EulerDiscreteScheduler, LCMScheduler
from torch import Tensor

ROUNDING = 1e-4  # 0.7 as a 32-bit float, OSC's, is a little less; of 10 steps it still makes 7
MOVE = (1, 23, 11)  # by how many channels, rows and columns noise is moved to be as good as new

# DPM-Solver++: Lu et al., 2022, https://arxiv.org/abs/2211.01095. DDIM: Song et al., 2020,
# https://arxiv.org/abs/2010.02502. Euler: Karras et al., 2022, https://arxiv.org/abs/2206.00364.
# LCM: Luo et al., 2023, https://arxiv.org/abs/2310.04378.
KINDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "dpm": (
        DPMSolverMultistepScheduler,
        {"algorithm_type": "dpmsolver++", "timestep_spacing": "trailing", "final_sigmas_type": "zero"},
    ),
    "euler": (EulerDiscreteScheduler, {"timestep_spacing": "trailing"}),
    "ddim": (DDIMScheduler, {"timestep_spacing": "trailing", "clip_sample": False}),
    "lcm": (LCMScheduler, {"clip_sample": False}),
}


def load_scheduler(name: str, folder: Path) -> Any:
    """A sampler with the noise schedule of a checkpoint. Raises ValueError if that cannot be read."""
    kind, options = KINDS[name or "dpm"]
    try:
        return kind.from_pretrained(folder, local_files_only=True, **options)
    except Exception as error:  # the loaders raise many kinds
        raise ValueError(f"{folder} cannot be loaded: {error}") from error


class Walk:
    """One walk of `scheduler` from noise to latents, `begin` of its `steps` left out.

    Every random number comes from `noise`, so that equal noise gives equal latents, and close noise close ones.
    """

    def __init__(self, scheduler: Any, steps: int, begin: int, noise: Tensor) -> None:
        self.scheduler = scheduler
        self.noise = noise
        if isinstance(scheduler, LCMScheduler):  # it picks its steps from so many
            full = max(steps, scheduler.config.original_inference_steps)
            scheduler.set_timesteps(steps, device=noise.device, original_inference_steps=full)
        else:
            scheduler.set_timesteps(steps, device=noise.device)
        if hasattr(scheduler, "set_begin_index"):
            scheduler.set_begin_index(begin)
        self.timesteps: Tensor = scheduler.timesteps[begin:]

    def start(self, init: Tensor | None) -> Tensor:
        """Latents to begin with: noise, or `init` with as much noise as belongs there."""
        if init is None:
            return self.noise * float(self.scheduler.init_noise_sigma)
        return self.noised(init, 0)

    def noised(self, latents: Tensor, step: int) -> Tensor:
        """Latents as they are before step number `step`; themselves after the last."""
        if step == len(self.timesteps):
            return latents
        noised: Tensor = self.scheduler.add_noise(latents, self.noise, self.timesteps[step : step + 1])
        return noised

    def scaled(self, latents: Tensor, step: int) -> Tensor:
        """What the network is shown."""
        scaled: Tensor = self.scheduler.scale_model_input(latents, self.timesteps[step])
        return scaled

    def step(self, output: Tensor, step: int, latents: Tensor) -> Tensor:
        """Latents after a step, from the network's output before it."""
        timestep = self.timesteps[step]
        if not isinstance(self.scheduler, LCMScheduler):
            after: Tensor = self.scheduler.step(output, timestep, latents).prev_sample
            return after
        unused = torch.Generator().manual_seed(0)  # it would draw from everybody's
        clean: Tensor = self.scheduler.step(output, timestep, latents, generator=unused).denoised
        self.noise = self.noise.roll(MOVE, (1, 2, 3))
        return self.noised(clean, step + 1)


def first_step(steps: int, denoising: float) -> int:
    """How many of so many steps are left out where that much is to be painted over."""
    return steps - int(steps * denoising + ROUNDING)
