"""The decoder in torch is the one in NumPy."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from generators import decoder, decoder_torch
from generators.base import Image, Sound
from generators.decoder import decode
from generators.decoder_torch import TorchDecoder
from generators.spectrogram import BUNDLED, RIFFUSION, SpectrogramFormat, analyse

pytestmark = pytest.mark.offline

CPU = torch.device("cpu")


def chords(seconds: float, rate: int, channels: int = 1) -> Sound:
    time = np.arange(round(seconds * rate)) / rate
    tones = [np.sin(2 * np.pi * hz * time) * np.exp(-3 * (time % 0.25)) for hz in (220, 330, 1760)]
    return np.stack([sum(tones[channel:]) / 5 for channel in range(channels)]).astype(np.float32)


def image_of(sound: Sound, fmt: SpectrogramFormat, rate: int) -> Image:
    return analyse(sound, fmt, rate, loop=True)


def error(one: Sound, other: Sound) -> float:
    return float(np.linalg.norm(one - other) / np.linalg.norm(other))


@pytest.mark.parametrize("fmt", [BUNDLED, RIFFUSION], ids=["bundled", "riffusion"])
@pytest.mark.parametrize(("rate", "frames"), [(44100, 44100), (48000, 47777)])
@pytest.mark.parametrize(("chained", "kept"), [(False, 0), (True, 0), (True, 10_000)])
def test_it_is_the_same_to_within_rounding(
    fmt: SpectrogramFormat, rate: int, frames: int, chained: bool, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For as many iterations as rounding has not yet grown in."""
    for module in (decoder, decoder_torch):
        monkeypatch.setattr(module, "ITERATIONS", 3)
        monkeypatch.setattr(module, "CHAINED_ITERATIONS", 3)
    sound = chords(frames / rate, rate, channels=2)
    image = image_of(sound, fmt, rate)
    start = 1.5 * np.roll(sound, 1000, axis=1) if chained else None
    there, here = (each(image, fmt, frames, rate, start, kept) for each in (decode, TorchDecoder(CPU).decode))
    assert here.shape == there.shape
    assert here.dtype == np.float32
    assert error(here, there) < 2e-3


def test_after_all_iterations_it_is_as_good() -> None:
    sound = chords(1, 44100)
    image = image_of(sound, BUNDLED, 44100)
    decoded = decode(image, BUNDLED, 44100, 44100), TorchDecoder(CPU).decode(image, BUNDLED, 44100, 44100)
    errors = [abs(image_of(one, BUNDLED, 44100).astype(float) - image).mean() for one in decoded]
    assert errors[1] == pytest.approx(errors[0], rel=0.05)


def test_same_image_same_bits() -> None:
    image = image_of(chords(0.5, 44100), BUNDLED, 44100)
    one, other = (TorchDecoder(CPU).decode(image, BUNDLED, 22050, 44100) for _ in range(2))
    assert np.array_equal(one, other)


def test_silence_stays_silent() -> None:
    sound = TorchDecoder(CPU).decode(np.full((1, 256, 50), 255, np.uint8), BUNDLED, 22050, 44100)
    assert abs(sound).max() < 1e-6


def test_a_wrong_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot decode"):
        TorchDecoder(CPU).decode(np.zeros((1, 256, 2), np.uint8), BUNDLED, 22050, 44100)
