"""Spectrogram image → sound that loops: phase recovery by fast Griffin-Lim, from where a trained vocoder leads. NumPy
and SciPy only.

An image says nothing about phase, and nothing above `max_hz`. So phases are sought on a grid of our own,
whatever the rate of the result: the lowest sample rate that holds `max_hz`, a whole, FFT-friendly number of
frames between columns, and a block just longer than the window. There the whole clip is one period of a
periodic signal; the FFT of that period, padded or cut, is then the clip at any rate and of any length,
without error and without a seam.

Griffin & Lim, "Signal estimation from modified short-time Fourier transform", 1984;
Perraudin, Balazs & Søndergaard, "A fast Griffin-Lim algorithm", 2013.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import Protocol

import numpy as np
import scipy.fft
import scipy.sparse
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from generators.base import Image, Sound
from generators.hold import Hold
from generators.spectrogram import Floats, SpectrogramFormat, filterbank
from generators.vocoder import Vocoder

Spectrum = NDArray[np.complex64]  # (columns, bins)

ITERATIONS = 32
VOCODED_ITERATIONS = 12  # from where a vocoder leads: as near as the others from noise, or nearer, for a third less
CHAINED_ITERATIONS = 16  # more would leave the start's phases: a cross-fade with it is cleanest here
VOCODED_CHAINED_ITERATIONS = 6  # leave them less, and a vocoder has found what the start does not know
LED = np.float32(0.3)  # share of the vocoder's signal where a start has nothing in common with the image ...
ABOUT_S = 0.25  # ... nearby: the quiet before a stroke goes with the stroke
MOMENTUM = 0.99
FAINT = np.float32(1e-5)  # of noise in a start, whose silence has no phases to begin with
SILENCE = np.float32(1e-12)  # keeps 0 / 0 away; far below any pixel's magnitude and any rounding error


class Decode(Protocol):
    """What decodes as `decode` does."""

    def __call__(
        self, image: Image, fmt: SpectrogramFormat, frames: int, rate: int, start: Sound | None = None, kept: int = 0
    ) -> Sound: ...


def decode(
    image: Image, fmt: SpectrogramFormat, frames: int, rate: int, start: Sound | None = None, kept: int = 0,
    vocoder: Vocoder | None = None,
) -> Sound:  # fmt: skip
    """Sound (channels, frames) of an image (channels, bands, columns), looping on itself.

    Columns lie `frames / columns` frames apart, whole or not. Phases are sought from those of `start`, a
    sound of the same shape with which the result is to cross-fade; without one, from those that `vocoder` finds,
    if it is for such an image, or from a fixed noise. The last `kept` frames are those of the start, at its level,
    and the rest is sought to go on from them. Same arguments, same bits on one machine; any thread may call.

    Raises ValueError when an image or a start does not have the shape it must have.
    """
    grid = checked_grid(image, fmt, frames, rate, start)
    sound = np.empty((len(image), frames), np.float32)
    guide = vocoder if vocoder and vocoder.fits(fmt, grid) else None
    for channel, target in enumerate(fmt.decode(image)):
        if start is not None:
            signal = _chained(grid, target, grid.split(start[channel]), kept / frames, guide)
        elif guide:
            signal = griffin_lim(grid, target, guide.signal(grid, grid.magnitude(target)), VOCODED_ITERATIONS)
        else:
            signal = griffin_lim(grid, target, grid.noise(), ITERATIONS)
        sound[channel] = grid.join(signal, frames)
    return sound


def _chained(grid: Grid, target: Floats, begin: Floats, kept: float, guide: Vocoder | None) -> Floats:
    """From the phases of the signal `begin`, the last share `kept` of which stays; the less alike it is, the more from
    those of the vocoder."""
    held = Hold.end_of(grid, begin, kept) if kept else None
    target = held.level(grid, target) * target if held else target
    if guide is None:
        return griffin_lim(grid, target, begin + FAINT * grid.noise(), CHAINED_ITERATIONS, held=held)
    led = LED * _unlikeness(grid, target, begin) * guide.signal(grid, grid.magnitude(target))
    return griffin_lim(grid, target, begin + led, VOCODED_CHAINED_ITERATIONS, held=held)


def _unlikeness(grid: Grid, target: Floats, signal: Floats) -> Floats:
    """How much of the power about each column (columns, 1) the bands of a signal are off those of `target`: 0 to 1."""
    heard = grid.bank @ np.abs(grid.stft(signal)).T
    about = min(ceil(ABOUT_S * grid.rate / grid.hop), grid.columns)
    off, power = (
        uniform_filter1d((bands**2).sum(axis=0), about, mode="wrap").clip(0) for bands in (heard - target, target)
    )
    share: Floats = np.minimum(off / (power + SILENCE), 1)[:, None]
    return share


def checked_grid(image: Image, fmt: SpectrogramFormat, frames: int, rate: int, start: Sound | None) -> Grid:
    """The grid that an image is decoded on. Raises ValueError when it or its start does not have the right shape."""
    channels, bands, columns = image.shape
    if bands != fmt.bands or columns < 4 or frames < columns:
        raise ValueError(f"cannot decode {bands} bands × {columns} columns into {frames} frames with {fmt}")
    if start is not None and start.shape != (channels, frames):
        raise ValueError(f"start must be (channels, frames) = {(channels, frames)}, not {start.shape}")
    return make_grid(fmt, columns, frames / rate / columns)


def griffin_lim(
    grid: Grid, target: Floats, seed: Floats, iterations: int, correct_every: int = 1, held: Hold | None = None
) -> Floats:
    """Signal (columns, hop) whose bands come as near `target` (bands, columns) as the iterations allow,
    starting from the phases of `seed` (columns, hop); what is `held` of it stays.

    Only bands are known, so a bin's magnitude is not fixed: each time round, or less often, it is what the
    last signal has there, times what its bands lack.
    """
    magnitude = grid.magnitude(target)
    spectrum, previous = grid.stft(seed), None
    for iteration in range(iterations):
        signal = grid.istft(_scaled(spectrum, magnitude))
        consistent = grid.stft(held.put_back(signal) if held else signal)
        # The seed is no earlier signal of this search: momentum away from it would leave its phases.
        spectrum = consistent if previous is None else consistent + MOMENTUM * (consistent - previous)
        if iteration % correct_every == 0:
            magnitude = grid.correct(np.abs(consistent), target)
        previous = consistent
    signal = grid.istft(_scaled(spectrum, magnitude))
    return held.put_back(signal) if held else signal


def _scaled(spectrum: Spectrum, magnitude: Floats) -> Spectrum:
    """The phases of `spectrum` with `magnitude`."""
    scaled: Spectrum = spectrum * (magnitude / (np.abs(spectrum) + SILENCE))
    return scaled


@lru_cache(maxsize=16)
def make_grid(fmt: SpectrogramFormat, columns: int, hop_s: float, padding: int = 1) -> Grid:
    """A grid, made once."""
    return Grid(fmt, columns, hop_s, padding)


class Grid:
    """Circular STFT of `columns` × `hop` frames, and the bands of `fmt` over its bins; never changes.

    Signals are (columns, hop), so that frames in time order are the rows one after the other. With
    `padding` the FFT is so many times longer than a block, and its bins lie closer together.
    """

    def __init__(self, fmt: SpectrogramFormat, columns: int, hop_s: float, padding: int = 1) -> None:
        self.columns = columns
        self.hop = 2 * scipy.fft.next_fast_len(int(np.ceil(fmt.max_hz * hop_s - 1e-6)), real=True)
        self.rate = rate = self.hop / hop_s
        length = round(fmt.window_s * rate)
        self.overlap = -(-length // self.hop)
        self.block = self.overlap * self.hop
        self.window, self.dual = _windows(length, self.overlap, self.hop)
        self.fft_length = padding * self.block
        self.bank = _bank(fmt, rate / self.fft_length, self.fft_length // 2 + 1)
        weight = self.bank.sum(axis=1)[:, None]
        self.gain = np.where(weight > 0, weight, 1)  # a band narrower than a bin may have none
        share = self.bank / self.gain
        total = share.sum(axis=0)
        self.spread = (share / np.where(total > 0, total, 1)).T.tocsr()

    def noise(self) -> Floats:
        """The signal every decoding without a start begins with."""
        return np.random.default_rng(0).standard_normal((self.columns, self.hop), dtype=np.float32)

    def stft(self, signal: Floats) -> Spectrum:
        round_trip = signal[np.arange(self.columns + self.overlap - 1) % self.columns]
        blocks = as_strided(round_trip, (self.columns, self.block), round_trip.strides)
        spectrum: Spectrum = scipy.fft.rfft(blocks * self.window, self.fft_length, axis=1, workers=1)
        return spectrum

    def istft(self, spectrum: Spectrum) -> Floats:
        blocks: Floats = scipy.fft.irfft(spectrum, self.fft_length, axis=1, workers=1)[:, : self.block]
        blocks *= self.dual
        parts = blocks.reshape(self.columns, self.overlap, self.hop)
        signal = parts[:, 0].copy()
        for step in range(1, self.overlap):
            late = step % self.columns
            signal[late:] += parts[: self.columns - late, step]
            signal[:late] += parts[self.columns - late :, step]
        return signal

    def magnitude(self, target: Floats) -> Floats:
        """A first guess (columns, bins): bands spread over their bins, sharpened until they fit."""
        magnitude: Floats = (self.spread @ (target / self.gain)).T
        for _ in range(2):
            magnitude = self.correct(magnitude, target)
        return magnitude

    def correct(self, magnitude: Floats, target: Floats) -> Floats:
        """Magnitudes (columns, bins) times the gain by which their bands fall short of `target`."""
        short = target / (self.bank @ magnitude.T + SILENCE)
        corrected: Floats = magnitude * (self.spread @ short).T
        return corrected

    def split(self, sound: Floats) -> Floats:
        """A sound (frames,) of any length as a signal of this grid; a block begins half its length early."""
        signal: Floats = np.roll(_resample(sound, self.columns * self.hop), self.block // 2)
        return signal.reshape(self.columns, self.hop)

    def join(self, signal: Floats, frames: int) -> Floats:
        """The inverse of `split`."""
        return _resample(np.roll(signal.ravel(), -(self.block // 2)), frames)


def _windows(length: int, overlap: int, hop: int) -> tuple[Floats, Floats]:
    """Periodic Hann window (sum 1) of `length` in a block of `overlap` hops, and its dual for synthesis."""
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length)
    before = (overlap * hop - length) // 2
    window = np.pad(hann / hann.sum(), (before, overlap * hop - length - before))
    power = (window.reshape(overlap, hop) ** 2).sum(axis=0)
    dual = window / np.tile(np.maximum(power, 1e-3 * power.max()), overlap)
    return window.astype(np.float32), dual.astype(np.float32)


@lru_cache(maxsize=8)
def _bank(fmt: SpectrogramFormat, bin_hz: float, bins: int) -> scipy.sparse.csr_array:
    """The bands of `fmt` (bands, bins) over bins `bin_hz` apart, read between them in straight lines.

    The bins of an analysis are equally far apart at every rate, so any that holds `max_hz` will do.
    """
    rate = max(44100, 2 * ceil(fmt.max_hz))
    bank = filterbank(fmt, rate)
    fine = np.arange(bank.shape[1])
    place = fine * (rate / fmt.fft_length(rate) / bin_hz)
    low = np.minimum(place.astype(int), bins - 2)
    weight = place - low
    inside = place < bins
    values = np.concatenate([(1 - weight) * inside, weight * inside])
    lines = scipy.sparse.csr_array((values, (np.tile(fine, 2), np.concatenate([low, low + 1]))), (len(fine), bins))
    read: scipy.sparse.csr_array = (bank @ lines).tocsr().astype(np.float32)
    return read


def _resample(period: Floats, frames: int) -> Floats:
    """One period of a periodic signal (frames before,) with `frames` frames: exact below either's Nyquist."""
    spectrum = scipy.fft.rfft(period, workers=1)
    padded = np.zeros(frames // 2 + 1, np.complex64)
    shared = min(len(spectrum), len(padded))
    padded[:shared] = spectrum[:shared]
    resampled: Floats = scipy.fft.irfft(padded, frames, workers=1)
    return resampled * np.float32(frames / len(period))
