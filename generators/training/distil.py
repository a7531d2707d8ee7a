"""Distil the denoiser: few steps, and guidance in one evaluation, after Meng et al., 2023
(https://arxiv.org/abs/2210.03142).

The student learns the mean velocity over one step of a walk from what the teacher, guided, does in several: from loops
made noisy, and from where its own steps have brought it, so that it makes up for what they missed (Ross et al., 2011,
https://arxiv.org/abs/1011.0686).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

import torch
from torch import Tensor

from generators.bundled_model import FAINT, MOST_GUIDANCE, faint, keyless, stress
from generators.column_transformer import ColumnTransformer
from generators.frames import kept_of
from generators.training.dataset import Batch, sent
from generators.training.flow import brief, noised, spread_times
from generators.walk import begin, schedule

WALKS = {4: 0.6, 8: 0.2, 2: 0.15, 1: 0.05}  # steps of a walk: share of the samples
TEACHER_STEPS = {8: 1, 4: 1, 2: 2, 1: 4}  # of the teacher, each with a look at its middle, in one of the student's
UNWALKED = 0.2  # share of the samples where no step is asked for: the student remains what can be trained on
UNGUIDED = 0.1  # share of the others
SHORTER = 0.2  # share of the walks that begin with an init clip
OWN = 0.5  # share of the steps that begin where the student's own have brought it


@dataclass(frozen=True)
class Distillation:
    """The objective of a student; `empty` are the text states and mask of the empty prompt. A `train.Loss`."""

    teacher: ColumnTransformer
    empty: tuple[Tensor, Tensor]

    def __call__(self, student: ColumnTransformer, batch: Batch, weights: Tensor, rng: torch.Generator) -> Tensor:
        of = self.unwalked if torch.rand(1, generator=rng) < UNWALKED else self.step
        velocity, wanted = of(student, batch, rng)
        loss: Tensor = ((velocity - wanted) ** 2 * weights).mean()
        return loss

    def unwalked(self, student: ColumnTransformer, batch: Batch, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        """The student's velocity where no step is asked for, and its teacher's: told as in training, or as either side
        of guidance is."""
        batch = draw([batch, stressed(batch), self.unwanted(batch, FAINT)], None, rng)
        times = sent(spread_times(len(batch), rng), batch.latents)
        noisy, _ = noised(batch.latents, times, rng)
        given = noisy, times, batch.text, batch.text_mask, *batch.conditions
        with brief(noisy.device):
            with torch.no_grad():
                wanted = self.teacher(*given)
            return student(*given), wanted

    def step(self, student: ColumnTransformer, batch: Batch, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        """The student's mean velocity over one step of a walk, and what its teacher makes of it."""
        steps = draw(list(WALKS), list(WALKS.values()), rng)
        guidance = sent(draw_guidance(len(batch), rng), batch.latents)
        shorter, own = (torch.rand(2, generator=rng) < torch.tensor([SHORTER, OWN])).tolist()
        walk = schedule(begin(float(torch.rand(1, generator=rng))) if shorter else 1.0, steps)
        step = int(torch.randint(len(walk) - 1, (1,), generator=rng))
        begun = walk[0] if own else walk[step]
        noisy, noise = noised(batch.latents, batch.latents.new_full((len(batch),), begun), rng)
        with brief(noisy.device):  # by itself: older torch would go on with these weights, without gradients
            if own:
                noisy = self.walked(student, noisy, noise, walk[: step + 1], guidance, batch)
        with brief(noisy.device):
            wanted = self.taught(noisy, walk[step], walk[step + 1], TEACHER_STEPS[steps], guidance, batch)
            return learned(student, noisy, walk[step], walk[step + 1], guidance, batch), wanted

    @torch.no_grad()
    def walked(
        self,
        student: ColumnTransformer,
        noisy: Tensor,
        noise: Tensor,
        walk: list[float],
        guidance: Tensor,
        batch: Batch,
    ) -> Tensor:
        """Where the student's own steps lead from `noisy`, along the times of a walk."""
        free = 1 - kept_of(batch.frames)[:, None, None]
        for time, after in pairwise(walk):
            velocity = learned(student, noisy, time, after, guidance, batch)
            known = after * noise + (1 - after) * batch.latents
            noisy = torch.lerp(known, noisy - (time - after) * velocity, free)
        return noisy

    @torch.no_grad()
    def taught(self, noisy: Tensor, start: float, end: float, steps: int, guidance: Tensor, batch: Batch) -> Tensor:
        """Mean velocity of the guided teacher from `start` to `end` in `steps` steps, each with the velocity of its
        middle."""
        latents, stride = noisy, (start - end) / steps
        for time in (start - step * stride for step in range(steps)):
            half_way = latents - stride / 2 * self.guided(latents, time, guidance, batch)
            latents = latents - stride * self.guided(half_way, time - stride / 2, guidance, batch)
        return (noisy - latents) / (start - end)

    def guided(self, latents: Tensor, time: float, guidance: Tensor, batch: Batch) -> Tensor:
        """The teacher's velocity, led by `guidance` (batch,)."""
        times = torch.full((len(batch),), time, device=latents.device)
        wanted: Tensor = self.teacher(latents, times, batch.text, batch.text_mask, *stressed(batch).conditions)
        away = self.unwanted(batch, faint(time))
        unwanted: Tensor = self.teacher(latents, times, away.text, away.text_mask, *away.conditions)
        return unwanted + guidance[:, None, None, None] * (wanted - unwanted)

    def unwanted(self, batch: Batch, share: float) -> Batch:
        """What guidance leads away from: no prompt, no key, and a `share` of the clock."""
        text, mask = (sent(part, batch.latents).expand(len(batch), *part.shape[1:]) for part in self.empty)
        return replace(batch, text=text, text_mask=mask, clock=share * batch.clock, key=keyless(batch.key))


def learned(
    student: ColumnTransformer, noisy: Tensor, time: float, after: float, guidance: Tensor, batch: Batch
) -> Tensor:
    """The student's velocity for a step from `time` to `after`."""
    times = torch.full((len(batch),), time, device=noisy.device)
    asked = torch.stack([torch.full_like(guidance, time - after), guidance], dim=1)
    velocity: Tensor = student(noisy, times, batch.text, batch.text_mask, *stressed(batch).conditions, asked)
    return velocity


def stressed(batch: Batch) -> Batch:
    """With key and bars told as they are when the model paints."""
    return replace(batch, clock=batch.stressed, key=stress(batch.key))


def draw_guidance(count: int, rng: torch.Generator) -> Tensor:
    """(count,), 1 to MOST_GUIDANCE, less rather than more: what lies between the ends of a path asks for any."""
    strength = (torch.rand(count, generator=rng) - UNGUIDED).clamp(min=0) / (1 - UNGUIDED)
    return 1 + (MOST_GUIDANCE - 1) * strength**1.3


T = TypeVar("T")


def draw(among: list[T], weights: list[float] | None, rng: torch.Generator) -> T:
    """One of several, all as likely as each other without `weights`."""
    return among[int(torch.multinomial(torch.tensor(weights or [1.0] * len(among)), 1, generator=rng))]
