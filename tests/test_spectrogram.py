"""The image format: levels, bands, columns, and Riffusion's own numbers."""

from __future__ import annotations

import numpy as np
import pytest

from generators.base import Sound
from generators.spectrogram import BUNDLED, RIFFUSION, SpectrogramFormat, analyse, filterbank, magnitudes, stft

RATES = [44100, 48000, 96000]
FORMATS = pytest.mark.parametrize("fmt", [BUNDLED, RIFFUSION], ids=["bundled", "riffusion"])


def sine(hz: float, rate: int, seconds: float = 1.0, amplitude: float = 1.0) -> Sound:
    return (amplitude * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate))[None].astype(np.float32)


def centres(fmt: SpectrogramFormat) -> np.ndarray:
    """Centre of each band in Hz, lowest first."""
    scale = np.linspace(np.log1p(fmt.min_hz / fmt.break_hz), np.log1p(fmt.max_hz / fmt.break_hz), fmt.bands + 2)
    return fmt.break_hz * np.expm1(scale[1:-1])


@FORMATS
@pytest.mark.parametrize("rate", RATES)
def test_full_scale_sine_reads_one_half_at_every_rate(fmt: SpectrogramFormat, rate: int) -> None:
    bin_hz = rate / fmt.fft_length(rate)
    spectrum = np.abs(stft(sine(40 * bin_hz, rate), fmt, rate, 50, rate / 50, loop=False))
    assert spectrum[0, 40, 10:40] == pytest.approx(0.5, abs=2e-3)


@FORMATS
def test_every_pixel_survives_decoding_and_encoding(fmt: SpectrogramFormat) -> None:
    image = np.resize(np.arange(256, dtype=np.uint8), (2, fmt.bands, 7))
    assert (fmt.encode(fmt.decode(image)) == image).all()


@FORMATS
def test_white_is_silent_black_is_loudest_and_louder_is_clipped(fmt: SpectrogramFormat) -> None:
    bands = np.zeros((1, fmt.bands, 3), np.float32)
    bands[0, 0] = [fmt.max_value, 10 * fmt.max_value, 0]
    image = fmt.encode(bands)
    assert image[0, -1].tolist() == [0, 0, 255]  # the lowest band is the last row
    assert (image[0, :-1] == 255).all()
    assert (fmt.decode(image)[0, 1:] == 0).all()


def test_riffusion_pixels_are_those_of_its_code() -> None:
    """|STFT| of 16-bit steps, window not normalised, HTK mel, no norm, 255 − 255 · (S / 30e6) ** 0.25."""
    rate, hz = 44100, 1000.0
    steps = 32768 * sine(hz, rate, amplitude=0.1)[0].astype(np.float64)
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(4410) / 4410)
    bins = np.abs(np.fft.rfft(np.pad(steps[20 * 441 - 2205 : 20 * 441 + 2205] * hann, 6615)))
    mel = np.linspace(0, 2595 * np.log10(1 + 10_000 / 700), 514)
    edges = 700 * (10 ** (mel / 2595) - 1)
    at = np.arange(8821) * 2.5
    bands = [
        bins @ np.clip(np.minimum((at - low) / (mid - low), (high - at) / (high - mid)), 0, None)
        for low, mid, high in zip(edges[:-2], edges[1:-1], edges[2:], strict=True)
    ]
    expected = 255 - 255 * (np.array(bands[::-1]) / 30e6) ** 0.25
    column = analyse(sine(hz, rate, amplitude=0.1), RIFFUSION, rate)[0, :, 20]
    seen = expected < 240  # fainter ones are single precision's rounding errors
    assert seen.sum() > 20
    assert np.abs(column - expected)[seen].max() <= 1


@FORMATS
@pytest.mark.parametrize("rate", RATES)
def test_every_band_has_bins_and_bundled_bands_are_means(fmt: SpectrogramFormat, rate: int) -> None:
    weights = np.asarray(filterbank(fmt, rate).sum(axis=1)).ravel()
    assert (weights > 0).all()
    if fmt.unit_area:
        assert weights == pytest.approx(1, abs=1e-5)


@FORMATS
@pytest.mark.parametrize("rate", [8000, 24000])
def test_bands_above_half_a_low_rate_are_silent(fmt: SpectrogramFormat, rate: int) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, (1, rate)).astype(np.float32)
    [bands] = magnitudes(noise, fmt, rate, 100)
    heard = bands.mean(axis=1) > 0
    assert heard[fmt.band_hz < 0.49 * rate].all()
    assert not bands[fmt.band_hz > 0.51 * rate].any()


@FORMATS
@pytest.mark.parametrize("hz", [110.0, 1000.0, 7000.0])
def test_sine_lights_the_row_of_its_band_at_every_rate(fmt: SpectrogramFormat, hz: float) -> None:
    row = fmt.bands - 1 - np.abs(centres(fmt) - hz).argmin()
    columns = [analyse(sine(hz, rate), fmt, rate)[0, :, 50] for rate in RATES]
    for column in columns:
        assert abs(int(column.argmin()) - row) <= max(1, round(10 / np.gradient(centres(fmt))[-1 - row]))
        assert abs(int(column[row]) - int(columns[0][row])) <= 2  # the rates agree


def test_columns_spread_over_the_whole_sound_at_a_fractional_hop() -> None:
    rate, columns = 48000, 37
    hop = 20_011 / columns
    for column in (0, 5, 36):
        sound = np.zeros((1, 20_011), np.float32)
        sound[0, round(column * hop)] = 1
        spectrum = np.abs(stft(sound, BUNDLED, rate, columns, hop, loop=True))[0]
        assert spectrum.sum(axis=0).argmax() == column
        flat = BUNDLED.window(rate).max()  # the click lies under the window's peak
        assert spectrum[:, column] == pytest.approx(flat, rel=1e-3)


@FORMATS
def test_rolling_a_loop_by_a_column_rolls_its_image(fmt: SpectrogramFormat) -> None:
    sound = np.random.default_rng(1).normal(0, 0.1, (1, 44100)).astype(np.float32)
    image = analyse(sound, fmt, 44100, loop=True)
    rolled = analyse(np.roll(sound, 441, axis=1), fmt, 44100, loop=True)
    assert np.abs(np.roll(image, 1, axis=2).astype(int) - rolled).max() <= 1


def test_silence_surrounds_what_does_not_loop() -> None:
    constant = np.ones((1, 44100), np.float32)
    line = np.abs(stft(constant, BUNDLED, 44100, 100, 441, loop=False))[0, 0]
    assert line[50] == pytest.approx(1, abs=1e-3)
    assert line[0] == pytest.approx(0.5, abs=1e-3)  # half the block is silent


def test_channels_are_kept_apart() -> None:
    left, right = sine(440, 44100), sine(3000, 44100, amplitude=0.1)
    both = analyse(np.concatenate([left, right]), BUNDLED, 44100)
    assert both.shape == (2, 256, 100)
    assert (both[0] == analyse(left, BUNDLED, 44100)[0]).all()
    assert (both[1] == analyse(right, BUNDLED, 44100)[0]).all()
