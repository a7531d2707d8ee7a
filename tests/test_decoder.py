"""Decoded sounds are what their images say: spectrum, level, length, loop, and phases that agree."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from benchmarks.sounds import blend, convergence, correlation, drums, level_db, log_mel_error, pad, piano
from generators.base import Image, Sound
from generators.decoder import decode
from generators.spectrogram import BUNDLED, RIFFUSION, SpectrogramFormat, analyse, stft

pytestmark = pytest.mark.offline

RATE = 44100
FRAMES = 2 * RATE
FORMATS = pytest.mark.parametrize("fmt", [BUNDLED, RIFFUSION], ids=["bundled", "riffusion"])
SOUNDS = pytest.mark.parametrize("make", [piano, drums, pad])


@cache
def original(make: Callable[[int, float, int], Sound], seed: int = 1, rate: int = RATE) -> Sound:
    """Two seconds that begin in the middle of a note, so that the wrap falls where nothing else happens."""
    return np.roll(make(seed, 2.0, rate), round(0.19 * rate), axis=1)


@cache
def picture(make: Callable[[int, float, int], Sound], fmt: SpectrogramFormat, seed: int = 1) -> Image:
    return analyse(original(make, seed), fmt, RATE, loop=True)


@cache
def decoded(make: Callable[[int, float, int], Sound], fmt: SpectrogramFormat) -> Sound:
    return decode(picture(make, fmt), fmt, FRAMES, RATE)


@pytest.mark.parametrize(
    ("make", "fmt", "error_db"),
    [
        (piano, BUNDLED, 0.72),
        (drums, BUNDLED, 1.15),
        (pad, BUNDLED, 1.04),
        (piano, RIFFUSION, 1.16),
        (drums, RIFFUSION, 1.98),
        (pad, RIFFUSION, 1.75),
    ],
)
def test_round_trip(make: Callable[[int, float, int], Sound], fmt: SpectrogramFormat, error_db: float) -> None:
    """A tenth above what is measured; half the iterations, no momentum or magnitudes held fixed are worse."""
    sound = decoded(make, fmt)
    assert sound.dtype == np.float32
    assert convergence(sound, picture(make, fmt), fmt, RATE) < 0.125
    assert log_mel_error(original(make), sound, RATE, fmt.max_hz) < error_db


@FORMATS
@SOUNDS
@pytest.mark.parametrize("rate", [44100, 48000, 96000])
def test_level_is_the_original_s(make: Callable[[int, float, int], Sound], fmt: SpectrogramFormat, rate: int) -> None:
    sound = decode(picture(make, fmt), fmt, 2 * rate, rate)
    assert level_db(sound, rate) == pytest.approx(level_db(original(make), RATE, fmt.max_hz), abs=0.5)


@FORMATS
def test_quiet_pictures_give_quiet_sounds(fmt: SpectrogramFormat) -> None:
    """No clip is made louder or softer than it was painted."""
    quiet = decode(analyse(original(piano) / np.float32(10), fmt, RATE, loop=True), fmt, FRAMES, RATE)
    assert level_db(quiet, RATE) == pytest.approx(level_db(decoded(piano, fmt), RATE) - 20, abs=0.5)


@FORMATS
@pytest.mark.parametrize("rate", [22050, 48000, 96000])
def test_same_sound_at_every_rate_and_silence_above_max_hz(fmt: SpectrogramFormat, rate: int) -> None:
    sound = decode(picture(drums, fmt), fmt, 2 * rate, rate)
    spectrum, reference = (np.fft.rfft(each[0]) / each.shape[1] for each in (sound, decoded(drums, fmt)))
    shared = round(0.9 * 2 * min(fmt.max_hz, rate / 2))  # bins are half a hertz apart
    error = np.linalg.norm(spectrum[:shared] - reference[:shared]) / np.linalg.norm(reference[:shared])
    assert error < 1e-3
    above = spectrum[round(2.02 * fmt.max_hz) :]
    assert np.abs(above).max(initial=0) < 1e-5 * np.abs(spectrum).max()


@FORMATS
@pytest.mark.parametrize(("rate", "frames"), [(48000, 93_313), (44100, 80_003), (44100, 97_001)])
def test_columns_lie_a_fractional_hop_apart(fmt: SpectrogramFormat, rate: int, frames: int) -> None:
    """Exact bars: a clip painted at 10 ms a column, decoded at another tempo and another rate, primes both."""
    for make in (piano, drums):
        sound = decode(picture(make, fmt), fmt, frames, rate)
        assert sound.shape == (1, frames)
        assert convergence(sound, picture(make, fmt), fmt, rate) < 0.2


@pytest.mark.parametrize("column", [1, 33, 66, 98])
def test_attack_is_heard_where_it_was_painted(column: int) -> None:
    """To half a column, at a hop that is not whole."""
    frames, hop = 47_123, 471.23
    image = np.full((1, BUNDLED.bands, 100), 255, np.uint8)
    image[:, :, column] = 60
    power = decode(image, BUNDLED, frames, 48000)[0].astype(np.float64) ** 2
    turn = np.angle(power @ np.exp(2j * np.pi * np.arange(frames) / frames)) / (2 * np.pi)  # centre of gravity
    assert turn % 1 * frames == pytest.approx(column * hop, abs=hop / 2)


@FORMATS
@SOUNDS
def test_loop_has_no_seam(make: Callable[[int, float, int], Sound], fmt: SpectrogramFormat) -> None:
    sound = decoded(make, fmt)
    jumps = np.abs(np.diff(sound[0], append=sound[0, :1]))
    assert jumps[-1] <= np.percentile(jumps[:-1], 95)
    spectrum = np.abs(stft(sound, fmt, RATE, 200, FRAMES / 200, loop=True))[0]
    flux = np.linalg.norm(spectrum - np.roll(spectrum, 1, axis=1), axis=0)
    assert flux[0] <= np.percentile(flux[1:], 95)


@FORMATS
@SOUNDS
def test_no_click_at_the_wrap(make: Callable[[int, float, int], Sound], fmt: SpectrogramFormat) -> None:
    """A click would be the only thing above `max_hz` when the clip is played twice."""
    once = decode(picture(make, fmt), fmt, 2 * 96000, 96000)[0].astype(np.float64)
    twice = np.concatenate([once, once])
    spectrum = np.fft.rfft(twice)
    spectrum[: round(1.1 * fmt.max_hz * len(twice) / 96000)] = 0
    high = np.abs(np.fft.irfft(spectrum, len(twice)))
    assert high[len(once) - 500 : len(once) + 500].max() < 1e-5


@FORMATS
def test_same_arguments_same_bits_in_any_process(fmt: SpectrogramFormat) -> None:
    program = (
        "import sys, numpy, hashlib; from generators import spectrogram; from generators.decoder import decode;"
        "image = numpy.frombuffer(sys.stdin.buffer.read(), numpy.uint8).reshape(1, -1, 200);"
        f"sound = decode(image, spectrogram.{'BUNDLED' if fmt is BUNDLED else 'RIFFUSION'}, {FRAMES}, {RATE});"
        "print(hashlib.sha256(sound.tobytes()).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        input=picture(piano, fmt).tobytes(),
        capture_output=True,
        cwd=Path(__file__).parents[1],
    )
    again = decode(picture(piano, fmt), fmt, FRAMES, RATE)
    assert (again == decoded(piano, fmt)).all()
    assert done.stdout.decode().strip() == hashlib.sha256(again.tobytes()).hexdigest()


COHERENT = pytest.mark.parametrize(("a", "b", "seed"), [(piano, drums, 1), (drums, pad, 1), (piano, piano, 2)])


@FORMATS
@COHERENT
def test_neighbours_cross_fade_as_one_sound(
    a: Callable[[int, float, int], Sound], b: Callable[[int, float, int], Sound], seed: int, fmt: SpectrogramFormat
) -> None:
    """A keyframe decoded from its neighbour's phases keeps the cross-fade's level and spectrum; one from noise
    of its own does not, and one from the common noise is between."""
    left_image, middle, right_image = (
        blend(picture(a, fmt), picture(b, fmt, seed), alpha) for alpha in (0.25, 0.375, 0.5)
    )
    left = decode(left_image, fmt, FRAMES, RATE)
    noise = np.random.default_rng(3).normal(0, 0.1, (1, FRAMES)).astype(np.float32)
    chained, common, alone = (decode(right_image, fmt, FRAMES, RATE, start) for start in (left, None, noise))

    assert correlation(left, chained) > 0.65
    assert correlation(left, chained) > correlation(left, common) > correlation(left, alone) + 0.1
    assert correlation(left, alone) < 0.3
    half = (left + chained) / np.float32(2)
    assert level_db(half, RATE) > (level_db(left, RATE) + level_db(chained, RATE)) / 2 - 0.8
    assert convergence(half, middle, fmt, RATE) < 0.2
    assert convergence((left + alone) / np.float32(2), middle, fmt, RATE) > 0.25
    assert convergence(chained, right_image, fmt, RATE) < 0.18  # not at the price of the clip itself


def test_a_long_chain_stays_true_to_its_images() -> None:
    sound = decoded(piano, BUNDLED)
    for make, alpha in [(drums, 0.5), (drums, 1), (pad, 0.5), (pad, 1), (piano, 0.5), (piano, 1)] * 2:
        image = blend(picture(piano, BUNDLED), picture(make, BUNDLED), alpha)
        sound = decode(image, BUNDLED, FRAMES, RATE, sound)
        assert convergence(sound, image, BUNDLED, RATE) < 0.25
    assert level_db(sound, RATE) == pytest.approx(level_db(original(piano), RATE, BUNDLED.max_hz), abs=0.5)


def test_silence_is_silent_and_a_clip_can_follow_it() -> None:
    white = np.full((1, BUNDLED.bands, 200), 255, np.uint8)
    silence = decode(white, BUNDLED, FRAMES, RATE)
    assert not silence.any()
    after = decode(picture(piano, BUNDLED), BUNDLED, FRAMES, RATE, silence)
    assert convergence(after, picture(piano, BUNDLED), BUNDLED, RATE) < 0.2
    assert not decode(white, BUNDLED, FRAMES, RATE, after).any()


def test_stereo_channels_decode_as_they_would_alone_and_share_phases() -> None:
    image = np.concatenate([picture(piano, BUNDLED), blend(picture(piano, BUNDLED), picture(pad, BUNDLED), 0.1)])
    sound = decode(image, BUNDLED, FRAMES, RATE)
    assert (sound[0] == decoded(piano, BUNDLED)[0]).all()
    assert convergence(sound[1:], image[1:], BUNDLED, RATE) < 0.14
    same = decode(np.repeat(picture(piano, BUNDLED), 2, axis=0), BUNDLED, FRAMES, RATE)
    assert (same[0] == same[1]).all()  # what is painted in the middle is heard in the middle
    chained = decode(image, BUNDLED, FRAMES, RATE, sound[::-1].copy())
    swapped = decode(image[::-1], BUNDLED, FRAMES, RATE, sound)
    assert (chained == swapped[::-1]).all()  # each channel starts from its own


@FORMATS
@pytest.mark.parametrize(
    ("columns", "frames", "rate"), [(4, 1764, 44100), (5, 2399, 48000), (7, 7, 44100), (4, 88_200, 44100)]
)
def test_any_size_decodes(fmt: SpectrogramFormat, columns: int, frames: int, rate: int) -> None:
    image = np.random.default_rng(2).integers(100, 255, (2, fmt.bands, columns)).astype(np.uint8)
    sound = decode(image, fmt, frames, rate)
    assert sound.shape == (2, frames)
    assert np.isfinite(sound).all()
    assert np.isfinite(decode(image, fmt, frames, rate, sound)).all()
    assert np.isfinite(decode(np.zeros_like(image), fmt, frames, rate)).all()  # all black: as loud as can be


def test_what_does_not_fit_is_refused() -> None:
    image = picture(piano, BUNDLED)
    with pytest.raises(ValueError, match="256 bands"):
        decode(image, RIFFUSION, FRAMES, RATE)
    with pytest.raises(ValueError, match="3 columns"):
        decode(image[:, :, :3], BUNDLED, FRAMES, RATE)
    with pytest.raises(ValueError, match="199 frames"):
        decode(image, BUNDLED, 199, RATE)
    with pytest.raises(ValueError, match="start must be"):
        decode(image, BUNDLED, FRAMES, RATE, decoded(piano, BUNDLED)[:, 1:])
