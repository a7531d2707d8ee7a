"""Distil the denoiser: few steps, and guidance in one evaluation, after Meng et al., 2023
(https://arxiv.org/abs/2210.03142).

The student learns the mean velocity over one step of a walk from what the teacher, guided, does in several.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import torch
from torch import Tensor

from generators.bundled_model import faint, keyless, stress
from generators.column_transformer import ColumnTransformer
from generators.training.dataset import Batch
from generators.training.train import brief, noised
from generators.walk import schedule

WALKS = {4: 0.6, 8: 0.25, 2: 0.15}  # steps of a walk: share of the samples
TEACHER_STEPS = {8: 2, 4: 3, 2: 5}  # of the teacher in one of the student's
GUIDANCE = (1.0, 2.0, 2.0, 3.0, 4.0)


@dataclass(frozen=True)
class Distillation:
    """The objective of a student; `empty` are the text states and mask of the empty prompt. A `train.Loss`."""

    teacher: ColumnTransformer
    empty: tuple[Tensor, Tensor]

    def __call__(self, student: ColumnTransformer, batch: Batch, weights: Tensor, rng: torch.Generator) -> Tensor:
        steps = draw(list(WALKS), list(WALKS.values()), rng)
        walk = schedule(1.0, steps)
        step = int(torch.randint(steps, (1,), generator=rng))
        guidance = draw(list(GUIDANCE), [1.0] * len(GUIDANCE), rng)
        start, end = walk[step], walk[step + 1]
        device = batch.latents.device
        times = torch.full((len(batch),), start, device=device)
        noisy, _ = noised(batch.latents, times, rng)
        with brief(device):
            wanted = self.teach(noisy, start, end, TEACHER_STEPS[steps], guidance, batch)
            asked = torch.tensor([start - end, guidance], device=device).expand(len(batch), -1)
            velocity = student(noisy, times, batch.text, batch.text_mask, *stressed(batch).conditions, asked)
        loss: Tensor = ((velocity - wanted) ** 2 * weights).mean()
        return loss

    @torch.no_grad()
    def teach(self, noisy: Tensor, start: float, end: float, steps: int, guidance: float, batch: Batch) -> Tensor:
        """Mean velocity of the guided teacher from `start` to `end` in `steps` Euler steps."""
        latents, stride = noisy, (start - end) / steps
        for step in range(steps):
            latents = latents - stride * self.guided(latents, start - step * stride, guidance, batch)
        return (noisy - latents) / (start - end)

    def guided(self, latents: Tensor, time: float, guidance: float, batch: Batch) -> Tensor:
        times = torch.full((len(batch),), time, device=latents.device)
        wanted: Tensor = self.teacher(latents, times, batch.text, batch.text_mask, *stressed(batch).conditions)
        if guidance == 1:
            return wanted
        text, mask = (part.to(latents).expand(len(batch), *part.shape[1:]) for part in self.empty)
        told = replace(batch, clock=faint(time) * batch.clock, key=keyless(batch.key)).conditions
        unwanted: Tensor = self.teacher(latents, times, text, mask, *told)
        return unwanted + guidance * (wanted - unwanted)


def stressed(batch: Batch) -> Batch:
    """With key and bars told as they are when the model paints."""
    return replace(batch, clock=batch.stressed, key=stress(batch.key))


T = TypeVar("T")


def draw(among: list[T], weights: list[float], rng: torch.Generator) -> T:
    return among[int(torch.multinomial(torch.tensor(weights), 1, generator=rng))]
