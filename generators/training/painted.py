"""A checkpoint's clips, painted and listened to in whichever process is asked."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from generators.base import Clip, ClipRequest
from generators.bundled_model import BundledModel
from generators.diffusion import Diffusion
from generators.training.musicnn import Heard, listen
from generators.training.samples import Sample
from generators.training.synths import RATE


@lru_cache(maxsize=1)
def opened(checkpoint: Path) -> tuple[BundledModel, Diffusion]:
    model = BundledModel.load(checkpoint, "cpu")
    return model, Diffusion(model, "evaluated")


def paint(checkpoint: Path, request: ClipRequest, after: Clip | None = None) -> Clip:
    _, painter = opened(checkpoint)
    return painter.paint(request, after, lambda: False)


def hear(checkpoint: Path, request: ClipRequest) -> Heard:
    """What musicnn hears in the clip."""
    return listen(paint(checkpoint, request).sound[0], RATE)


def hear_sample(sample: Sample) -> Heard:
    return listen(sample.sound, RATE)


def like(checkpoint: Path, asked: tuple[Sample, ClipRequest]) -> Sample:
    """A rendered loop as the checkpoint paints it when asked so."""
    sample, request = asked
    clip = paint(checkpoint, request)
    return replace(sample, image=clip.image[0], sound=clip.sound[0])


def through_codec(checkpoint: Path, sample: Sample) -> Sample:
    """What the codec leaves of a rendered loop."""
    model, painter = opened(checkpoint)
    image = model.decode(model.encode(sample.image[None]))
    return replace(sample, image=image[0], sound=painter.decode(image, model.fmt, len(sample.sound), RATE)[0])
