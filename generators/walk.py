"""Walks of the bundled model from noise to a picture, and the one between two of them.

A blended prompt by itself is painted as either of the two: somewhere on the way the picture changes all at once. So
each end is walked by itself while there is much noise, their pictures so far are mixed, and what is left of the walk,
with the blended prompt, makes one sound of them.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from generators.base import ClipRequest
from generators.model import Embedding
from generators.slerp import slerp

JOINED = 0.5  # the time at which two walks become one, or else before the last step
SHIFT = 3.0  # how much finer the walk from noise is at its beginning than evenly
REPAINT = 5.0  # the same of what is painted over with `denoising`
ROUNDING = 1e-6  # a whole walk is no step more than whole
MIDDLE = 0.6  # how fast a path goes by its middle, where pictures change fastest, beside a straight line
REMEMBERED = 8  # a path between two prompts has many clips and two ends


def schedule(start: float, steps: int) -> list[float]:
    """Times from the time `start` to 0: of the `steps` of a whole walk as many as are left, rounded up, the shorter
    ones first, where the noise is: what is decided there, harmony and metre, is decided for good (Esser et al., 2024,
    https://arxiv.org/abs/2403.03206)."""
    first = start / (SHIFT - (SHIFT - 1) * start)
    count = max(math.ceil(steps * first - ROUNDING), 1 if start else 0)
    return [_late(first * (1 - step / max(count, 1)), SHIFT) for step in range(count + 1)]


def begin(denoising: float) -> float:
    """The time at which a walk begins that paints over so much of an init clip: half of it changes the picture by
    half. From the time 0.5 it would by a fifth, and nearly all between 0.8 and 0.95."""
    return _late(denoising, REPAINT)


def _late(share: float, shift: float) -> float:
    return shift * share / (1 + (shift - 1) * share)


@dataclass(frozen=True)
class Painting:
    """What the walks to one picture, or to several, have in common."""

    noise: Tensor
    init: Tensor | None
    repaint: Tensor | None
    told: Tensor
    negative: Embedding
    request: ClipRequest
    cancelled: Callable[[], bool]

    @property
    def settings(self) -> tuple[object, ...]:
        """All that a walk depends on, but for its prompt and where it begins."""
        asked, away = self.request, self.negative
        place = asked.bars, asked.metre, asked.tempo, asked.steps, asked.guidance, asked.denoising, asked.negative
        return self.noise, self.init, self.repaint, self.told, away.tokens, away.mask, place

    def masked(self, latents: Tensor, time: float) -> Tensor:
        """Latents at `time`, with what is kept of the init clip put back."""
        if self.init is None or self.repaint is None:
            return latents
        return torch.lerp(time * self.noise + (1 - time) * self.init, latents, self.repaint)


@dataclass(frozen=True)
class State:
    """How far a walk is: its latents, and after a step the time, and the step's velocity and stride."""

    latents: Tensor
    time: float = 1.0
    last: tuple[Tensor, float] | None = None


def joined(ends: list[State], alpha: Tensor, painting: Painting) -> State:
    """The state between two that come from the same noise, `alpha` (pictures,) of the way from one to the other."""
    one, other = ends
    assert one.last
    assert other.last
    noise, time, shares = painting.noise, one.time, alpha.expand(len(painting.noise))
    seen = [(state.latents - time * noise) / (1 - time) for state in ends]
    pictures = torch.cat([slerp(a[None], b[None], share) for a, b, share in zip(*seen, shares.tolist(), strict=True)])
    velocity = torch.lerp(one.last[0], other.last[0], shares[:, None, None, None].to(noise))
    latents = painting.masked((1 - time) * pictures + time * noise, time)
    return State(latents, time, (velocity, one.last[1]))


def evened(alpha: Tensor) -> Tensor:
    """How much of the other end to mix at `alpha` (0 to 1), so that pictures go from one to the other more evenly."""
    way = 2 * alpha - 1
    return 0.5 + 0.5 * way * (MIDDLE + (1 - MIDDLE) * way.abs() ** 5)


def softened(guidance: Tensor, alpha: Tensor) -> Tensor:
    """Guidance (pictures,) where two walks have become one: none half-way, where it would lead back to either end."""
    return 1 + (guidance - 1) * (2 * alpha.to(guidance) - 1) ** 2


class Walks:
    """The last walks, so that the ends of a path are walked once. Used by one thread."""

    def __init__(self) -> None:
        self._known: deque[tuple[tuple[object, ...], State]] = deque(maxlen=REMEMBERED)

    def remembered(self, walk: Callable[[], State], *given: object) -> State:
        """What `walk` leads to, given tensors and other things: walked if that has not been so before."""
        found = (place for place, (known, _) in enumerate(self._known) if all(map(_same, known, given)))
        place = next(found, None)
        if place is None:
            state = walk()
        else:
            state = self._known[place][1]
            del self._known[place]
        self._known.append((given, state))
        return state


def _same(one: object, other: object) -> bool:
    if isinstance(one, Tensor) and isinstance(other, Tensor):
        return torch.equal(one, other)
    return not isinstance(one, Tensor) and not isinstance(other, Tensor) and one == other
