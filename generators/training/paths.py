"""How evenly a checkpoint's pictures change from prompt to prompt, from seed to seed, and as more is painted over.

`ask` is what the requests have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile

from generators.base import ClipRequest, Image
from generators.training.conditions import Paint, Row, prompted
from generators.training.measures import evenness, rising

PAIRS = (("solo piano", "techno drum loop"), ("ambient pad", "rock drums"), ("church bells", "string orchestra"))
ALPHAS = tuple(step / 5 for step in range(6))
AMOUNTS = (0.2, 0.4, 0.6, 0.8, 1.0)  # of an init clip that are painted over


def prompts(paint: Paint, ask: ClipRequest) -> Row:
    """From the first of each pair to the second."""
    ways = [[prompted(ask, a, 0, prompt_b=b, alpha=alpha) for alpha in ALPHAS] for a, b in PAIRS]
    return _along("prompt", [[paint(request, None).image for request in way] for way in ways])


def seeds(paint: Paint, ask: ClipRequest) -> Row:
    """From one seed to another, for the first of each pair."""
    ways = [[prompted(ask, prompt, 0, seed_b=9, alpha=alpha) for alpha in ALPHAS] for prompt, _ in PAIRS]
    return _along("seed", [[paint(request, None).image for request in way] for way in ways])


def inits(paint: Paint, ask: ClipRequest) -> Row:
    """Away from an init clip of the first of each pair, to the second."""
    found = []
    for first, second in PAIRS:
        clip = paint(prompted(ask, first, 0), None)
        with TemporaryDirectory() as folder:
            init = Path(folder) / "init.wav"
            soundfile.write(init, clip.sound.T, ask.rate)
            over = [prompted(ask, second, 0, init=str(init), denoising=amount) for amount in AMOUNTS]
            found.append(rising(_away([paint(request, None).image for request in over], clip.image)))
    return {"init rises": float(np.mean(found))}


def _along(name: str, ways: Sequence[Sequence[Image]]) -> Row:
    steps = [[float(np.abs(b.astype(float) - a).mean()) for a, b in pairwise(way)] for way in ways]
    return {
        f"{name} path rises": float(np.mean([rising(_away(way, way[0])) for way in ways])),
        f"{name} path, largest step": float(np.mean([evenness(each) for each in steps])),
    }


def _away(images: Sequence[Image], start: Image) -> list[float]:
    """Distances of pictures from one."""
    return [float(np.abs(image.astype(float) - start).mean()) for image in images]
