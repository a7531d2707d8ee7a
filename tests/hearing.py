"""What one hears of a sound, as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Heard = NDArray[np.floating[Any]]


def level_db(sound: Heard) -> float:
    """RMS in dB relative to 1, of any shape; -240 of silence."""
    return float(20 * np.log10(np.sqrt(np.mean(sound**2)) + 1e-12))


def loudest_hz(wave: Heard, rate: int) -> float:
    """The strongest frequency of a wave (frames,), to the width of a bin."""
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(wave.size)))
    return float(spectrum.argmax() * rate / wave.size)


def step(wave: Heard, following: Heard) -> float:
    """How large the step from one wave (frames,) to the next is, beside the largest within 100 frames of it."""
    jumps = abs(np.diff(np.concatenate([wave[-100:], following[:100]])))
    return float(jumps[99] / np.delete(jumps, 99).max())
