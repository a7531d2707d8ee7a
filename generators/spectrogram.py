"""Audio ↔ spectrogram image. NumPy and SciPy only.

An image column is one hop; its centre is at `column × hop`. Pixels hold
`255 − 255 · (magnitude / max_value) ** power`: 0 is loud, 255 silent, the lowest band is the last row
(Riffusion's convention, https://github.com/riffusion/riffusion-hobby).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from generators.base import Image, Sound

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class SpectrogramFormat:
    """How sound is written into an image.

    Band edges are evenly spaced on the scale log(1 + f / break_hz): 700 Hz is the HTK mel scale.
    `window_s` is the Hann window, zero-padded to `padded_s` for the FFT. With `unit_area` a band is
    the weighted mean of its bins, else their weighted sum. `max_value` is the magnitude of a black pixel.
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

    def window(self, rate: int) -> Floats:
        """Periodic Hann window, (frames,), centred in the padded FFT block."""
        length, padded = round(self.window_s * rate), self.fft_length(rate)
        window = np.zeros(padded, np.float32)
        start = (padded - length) // 2
        window[start : start + length] = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length)
        return window

    def fft_length(self, rate: int) -> int:
        return round(self.padded_s * rate)


RIFFUSION = SpectrogramFormat(
    bands=512, min_hz=0, max_hz=10_000, break_hz=700, hop_s=0.01, window_s=0.1, padded_s=0.4, max_value=30e6
)
