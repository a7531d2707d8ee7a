"""Two loops at once, for what lies between two prompts: as much of each as the blended prompt has of its words.

After mixup (Zhang et al., 2018, https://arxiv.org/abs/1710.09412), but sounds are mixed, not pictures. Without them a
blended prompt is either of the two: the picture changes all at once somewhere on the way.
"""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

import numpy as np
import torch

from generators.patch_codec import PatchCodec
from generators.spectrogram import BUNDLED, Floats
from generators.training.encoded import Encoded

FADE = 1.5  # gains are cosine and sine to this power: of 1 to 3, the one by which pictures change most evenly
Company = tuple[int, int, str]


def company(loop: Encoded) -> Company:
    """What loops that can sound together have in common: tokens, bars, metre, and so nearly the tempo."""
    return loop.tokens, loop.bars, loop.facts.metre


def partner(loop: Encoded, others: list[Encoded], rng: Random) -> Encoded | None:
    """One of `others` in the same company that may be mixed with the loop, if there is any: drums have no key."""

    def fits(other: Encoded) -> bool:
        unpitched = "drums" in (loop.facts.kind, other.facts.kind)
        return other is not loop and not other.facts.swelling and (unpitched or other.facts.key == loop.facts.key)

    fitting = [] if loop.facts.swelling else [other for other in others if fits(other)]
    return rng.choice(fitting) if fitting else None


def mixture(one: Encoded, other: Encoded, alpha: float, codec: PatchCodec) -> Encoded:
    """Two loops of the same company, equally loud at `alpha` 0.5, together as loud as one; the tempo is the first's."""
    gains = np.array([math.cos(math.pi / 2 * alpha), math.sin(math.pi / 2 * alpha)], np.float32) ** FADE
    gains /= np.linalg.norm(gains)
    bands: Floats = np.hypot(gains[0] * _bands(one, codec), gains[1] * _bands(other, codec))
    pitched = other if one.facts.kind == "drums" else one
    return Encoded.of(BUNDLED.encode(bands)[0], codec, replace(one.facts, key=pitched.facts.key), one.bars)


def _bands(loop: Encoded, codec: PatchCodec) -> Floats:
    """Magnitudes (1, bands, columns), lowest first."""
    flat = loop.latents.float().T.reshape(1, codec.config.coefficients, codec.rows, loop.tokens)
    signal = codec.decode(flat.to(codec.mean))
    return BUNDLED.decode((127.5 - 127.5 * signal).round().to("cpu", torch.uint8).numpy())
