"""Audio → spectrogram image, and back to magnitudes; `decoder` makes them sound. NumPy and SciPy only.

A column's centre is at `column × hop`. Pixels hold `255 − 255 · (magnitude / max_value) ** power`:
0 is loud, 255 silent, the lowest band is the last row (Riffusion's convention,
https://github.com/riffusion/riffusion-hobby). A magnitude is |STFT| over the sum of the window, so a
full-scale sine reads 0.5 at every sample rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.fft
import scipy.sparse
from numpy.typing import NDArray

from generators.base import Image, Sound

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class SpectrogramFormat:
    """How sound is written into an image.

    Band edges are evenly spaced on the scale log(1 + f / break_hz); 700 Hz makes it HTK's mel scale.
    `window_s` is the Hann window, zero-padded to `padded_s` for the FFT. With `unit_area` a band is the
    weighted mean of its bins, else their weighted sum. `max_value` is the magnitude of a black pixel.
    """

    bands: int
    min_hz: float
    max_hz: float
    break_hz: float
    hop_s: float
    window_s: float
    padded_s: float
    max_value: float
    power: float = 0.25
    unit_area: bool = False

    def fft_length(self, rate: int) -> int:
        """Frames of one FFT block; always even."""
        return 2 * round(self.padded_s * rate / 2)

    def window(self, rate: int) -> Floats:
        """Periodic Hann window, (fft_length,), centred in its padding, with a sum of 1."""
        padded = self.fft_length(rate)
        length = min(round(self.window_s * rate), padded)
        hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length)
        start = (padded - length) // 2
        return np.pad(hann / hann.sum(), (start, padded - length - start)).astype(np.float32)

    @property
    def band_hz(self) -> NDArray[np.float64]:
        """The frequency in the middle of each band, lowest first."""
        return _edges(self)[1:-1]

    def encode(self, bands: Floats) -> Image:
        """Band magnitudes (channels, bands, columns), lowest first → pixels, lowest last."""
        level = np.minimum(bands / self.max_value, 1) ** self.power
        pixels: Image = np.round(255 - 255 * level[:, ::-1]).astype(np.uint8)
        return pixels

    def decode(self, image: Image) -> Floats:
        """Pixels → band magnitudes; the inverse of `encode` to within a pixel."""
        level = (255 - image[:, ::-1].astype(np.float32)) / 255
        return (self.max_value * level ** (1 / self.power)).astype(np.float32)


# |STFT| in Riffusion counts 16-bit steps and is not divided by the sum of its window (2205).
RIFFUSION = SpectrogramFormat(
    bands=512, min_hz=0, max_hz=10_000, break_hz=700, hop_s=0.01, window_s=0.1, padded_s=0.4,
    max_value=30e6 / 32768 / 2205,
)  # fmt: skip
BUNDLED = SpectrogramFormat(
    bands=256, min_hz=20, max_hz=16_000, break_hz=2000, hop_s=0.01, window_s=2048 / 44100,
    padded_s=2048 / 44100, max_value=0.5, unit_area=True,
)  # fmt: skip


@lru_cache(maxsize=8)
def filterbank(fmt: SpectrogramFormat, rate: int) -> scipy.sparse.csr_array:
    """Triangular bands over FFT bins, (bands, bins), lowest band first."""
    edges = _edges(fmt)
    bins = np.arange(fmt.fft_length(rate) // 2 + 1) * rate / fmt.fft_length(rate)
    rising = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
    weights = np.maximum(np.minimum(rising, falling), 0)
    if fmt.unit_area:
        weights /= np.maximum(weights.sum(axis=1, keepdims=True), np.finfo(float).tiny)  # 0 above half the rate
    return scipy.sparse.csr_array(weights.astype(np.float32))


def _edges(fmt: SpectrogramFormat) -> NDArray[np.float64]:
    """Where bands begin, are highest and end, in Hz: (bands + 2,)."""
    low, high = np.log1p(np.array([fmt.min_hz, fmt.max_hz]) / fmt.break_hz)
    edges: NDArray[np.float64] = fmt.break_hz * np.expm1(np.linspace(low, high, fmt.bands + 2))
    return edges


def column_starts(fmt: SpectrogramFormat, rate: int, columns: int, hop: float) -> NDArray[np.int64]:
    """First frame of each column's FFT block: its centre lies at round(column × hop)."""
    return np.round(np.arange(columns) * hop).astype(np.int64) - fmt.fft_length(rate) // 2


def stft(
    sound: Sound, fmt: SpectrogramFormat, rate: int, columns: int, hop: float, loop: bool
) -> NDArray[np.complex64]:
    """Complex spectrum (channels, bins, columns) with `hop` frames, whole or not, between columns.

    With `loop` the sound goes round; otherwise silence surrounds it.
    """
    index = column_starts(fmt, rate, columns, hop)[:, None] + np.arange(fmt.fft_length(rate))
    if loop:
        blocks = sound[:, index % sound.shape[1]]
    else:
        inside = (index >= 0) & (index < sound.shape[1])
        blocks = np.where(inside, sound[:, index.clip(0, sound.shape[1] - 1)], 0)
    spectrum = scipy.fft.rfft(blocks.astype(np.float32) * fmt.window(rate), axis=-1)
    return np.ascontiguousarray(spectrum.swapaxes(1, 2))


def magnitudes(sound: Sound, fmt: SpectrogramFormat, rate: int, columns: int, loop: bool = False) -> Floats:
    """Band magnitudes (channels, bands, columns) of a sound, the columns spread over its whole length."""
    spectrum = np.abs(stft(sound, fmt, rate, columns, sound.shape[1] / columns, loop))
    bank = filterbank(fmt, rate)
    return np.stack([bank @ channel for channel in spectrum])


def analyse(sound: Sound, fmt: SpectrogramFormat, rate: int, columns: int | None = None, loop: bool = False) -> Image:
    """Image of a sound: `columns` of them spread over its whole length (default: one every hop_s)."""
    columns = columns or round(sound.shape[1] / (fmt.hop_s * rate))
    return fmt.encode(magnitudes(sound, fmt, rate, columns, loop))
