"""From one noise to another."""

from __future__ import annotations

import math

import torch
from torch import Tensor

NEARLY_PARALLEL = 0.9995  # cosine above which a great circle is not well defined


def slerp(a: Tensor, b: Tensor, alpha: float) -> Tensor:
    """The point `alpha` of the way from `a` to `b` along a great circle (Shoemake, 1985), so that noise
    keeps its norm; a straight line where the two are nearly parallel. Exactly `a` at 0 and `b` at 1."""
    if alpha in (0, 1):
        return b if alpha else a
    one, other = a.float(), b.float()  # in float16, a long clip's norms multiply to infinity
    cosine = float(torch.sum(one * other) / (torch.linalg.vector_norm(one) * torch.linalg.vector_norm(other)))
    if abs(cosine) > NEARLY_PARALLEL or not math.isfinite(cosine):
        return torch.lerp(a, b, alpha)
    angle = math.acos(cosine)
    return ((math.sin((1 - alpha) * angle) * one + math.sin(alpha * angle) * other) / math.sin(angle)).to(a)
