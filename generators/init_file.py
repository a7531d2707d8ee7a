"""What an init clip may be: a sound file, or a spectrogram image in Riffusion's format. No torch."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from generators.base import Sound
from generators.image_file import IMAGES, measured, read


def seconds(path: Path) -> float:
    """How long an init clip is, from what its file says of itself. Raises ValueError saying why it can be none."""
    with _readable():
        if _is_image(path):
            tags, columns = measured(path)
            return (columns - 1) * tags.hop / tags.sample_rate
        length: float = soundfile.info(path).duration
    if not length:
        raise ValueError("it is empty")
    return length


def excerpt(path: Path, begin: float, length: float) -> tuple[Sound, int]:
    """`length` seconds of an init clip from `begin` seconds on, or what there is of them and a little more:
    (channels, frames), and its rate. Raises ValueError saying why it can be none."""
    if path.exists() and not path.is_file():
        raise ValueError("it is not a file")  # a pipe would be waited for
    with _readable():
        samples, rate = (_painted if _is_image(path) else _recorded)(path, begin, length)
    if not samples.size:
        raise ValueError("it is empty")
    if not np.isfinite(samples).all():
        raise ValueError("it holds samples that are not numbers")
    return samples, rate


def peak(path: Path, begin: float, length: float) -> float:
    """The loudest sample of an excerpt, 1 = full scale; 0 of an image. Raises ValueError as `excerpt` does."""
    return 0.0 if _is_image(path) else float(np.abs(excerpt(path, begin, length)[0]).max())


def _is_image(path: Path) -> bool:
    return path.suffix.lower() in IMAGES


def _recorded(path: Path, begin: float, length: float) -> tuple[Sound, int]:
    with soundfile.SoundFile(path) as file:
        rate: int = file.samplerate
        file.seek(min(round(begin * rate), file.frames))
        return file.read(math.ceil(length * rate) + 1, dtype="float32", always_2d=True).T, rate


def _painted(path: Path, begin: float, length: float) -> tuple[Sound, int]:
    """No more columns of the image are decoded than are asked for."""
    image = read(path)
    hop = image.tags.hop / image.tags.sample_rate
    first = min(round(begin / hop), image.pixels.shape[2] - 2)
    pixels = image.pixels[..., first : first + math.ceil(length / hop) + 2]
    return replace(image, pixels=pixels).sound(), image.tags.sample_rate


@contextmanager
def _readable() -> Iterator[None]:
    """What is wrong with a file, as a ValueError that says so."""
    try:
        yield
    except soundfile.LibsndfileError as error:
        raise ValueError(str(error.error_string).rstrip(".")) from error
    except TypeError as error:  # samples without a header
        raise ValueError("it does not say what is in it") from error
    except OSError as error:
        raise ValueError(error.strerror or str(error)) from error
