"""What can be measured on a spectrogram image: metre, seam, and how evenly pictures change.

Images are those of one loop, (bands, columns), 0 = loud.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from generators.base import Image

Floats = NDArray[np.float64]
TEMPOS = np.arange(58, 200, 0.5)
TOLERANCE = 0.04


def change(image: Image) -> Floats:
    """Level change (bands, columns) from each column to the next, round the loop, in shares of full scale."""
    level = 1 - image.astype(np.float64) / 255
    rise: Floats = level - np.roll(level, 1, axis=1)
    return rise


def onset_strength(image: Image) -> Floats:
    """Rise in level at each column, above its average over half a second, (columns,)."""
    rise = np.maximum(change(image), 0).mean(axis=0)
    around = np.convolve(np.tile(rise, 3), np.full(51, 1 / 51), "same")[len(rise) : 2 * len(rise)]
    onsets: Floats = np.maximum(rise - around, 0)
    return onsets


def beat_concentration(image: Image, beats: float) -> float:
    """How far onsets fall on the eighths of a loop of `beats`: 0 = anywhere, 1 = all on one place of the grid."""
    onsets = onset_strength(image)
    angle = 2 * np.pi * 2 * beats * np.arange(len(onsets)) / len(onsets)
    return float(abs((onsets * np.exp(1j * angle)).sum()) / max(onsets.sum(), 1e-9))


def tempo_found(image: Image, seconds: float) -> float:
    """The tempo in BPM whose beat, half bar and bar the onsets repeat best at."""
    onsets = np.tile(onset_strength(image), int(np.ceil(12 / seconds)))
    column = seconds / image.shape[1]
    spectrum = np.abs(np.fft.rfft(onsets, 2 * len(onsets))) ** 2
    repeats = np.fft.irfft(spectrum)[: len(onsets)]
    scores = [np.mean([repeats[round(60 / tempo / column * times)] for times in (1, 2, 4)]) for tempo in TEMPOS]
    return float(TEMPOS[int(np.argmax(scores))])


def tempo_right(image: Image, seconds: float, tempo: float) -> bool:
    """Within TOLERANCE of the tempo, its half or its double."""
    found = tempo_found(image, seconds)
    return min(abs(found * factor / tempo - 1) for factor in (0.5, 1, 2)) < TOLERANCE


def seam_ratio(image: Image, bars: int) -> float:
    """Change where a loop of two or more bars closes over the mean change at its other bar lines."""
    amount = np.abs(change(image)).mean(axis=0)
    lines = np.round(np.arange(bars) * len(amount) / bars).astype(int)
    near = [amount[np.arange(line - 2, line + 3) % len(amount)].max() for line in lines]
    return float(near[0] / max(np.mean(near[1:]), 1e-9))


def grid_error(image: Image, beats: float, seconds: float) -> float:
    """Median distance of onsets, in ms, from the nearest sixteenth of a loop of `beats`; NaN if it has none."""
    onsets = onset_strength(image)
    peaks = (onsets > np.roll(onsets, 1)) & (onsets >= np.roll(onsets, -1)) & (onsets > onsets.mean() + onsets.std())
    places = 4 * beats * np.flatnonzero(peaks) / len(onsets)
    sixteenth = seconds / (4 * beats)
    return float(1000 * sixteenth * np.median(np.abs(places - np.round(places)))) if len(places) else math.nan


def rising(values: list[float]) -> float:
    """Share of the pairs that are in rising order: 1 = monotone, 0.5 = any order."""
    pairs = [b > a for i, a in enumerate(values) for b in values[i + 1 :]]
    return sum(pairs) / len(pairs)


def evenness(steps: list[float]) -> float:
    """The largest of the steps along a path over their mean: 1 = even."""
    return max(steps) / (sum(steps) / len(steps))
