"""What can be measured on a spectrogram image: metre, seam, and how evenly pictures change.

Images are those of one loop, (bands, columns), 0 = loud.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from generators.base import Image
from generators.heard_tempo import TEMPOS
from generators.metre import COMMON, REPEATS
from generators.musical_key import WHITE_KEYS, note_of

Floats = NDArray[np.float64]
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


def tempo_found(image: Image, seconds: float, metre: str = COMMON) -> float:
    """The tempo in BPM at whose pulse, and groups of them, the onsets repeat best."""
    onsets = np.tile(onset_strength(image), int(np.ceil(12 / seconds)))
    column = seconds / image.shape[1]
    spectrum = np.abs(np.fft.rfft(onsets, 2 * len(onsets))) ** 2
    repeats = np.fft.irfft(spectrum)[: len(onsets)]
    scores = [np.mean([repeats[round(60 / tempo / column * beats)] for beats in REPEATS[metre]]) for tempo in TEMPOS]
    return float(TEMPOS[int(np.argmax(scores))])


def tempo_right(image: Image, seconds: float, tempo: float, metre: str = COMMON) -> bool:
    """Within TOLERANCE of the tempo, or of an octave of it."""
    octaves = math.log2(tempo_found(image, seconds, metre) / tempo)
    return abs(octaves - round(octaves)) < math.log2(1 + TOLERANCE)


def bar_lines(image: Image, bars: int) -> Floats:
    """The largest change near each bar line of a loop, the first being where it closes: (bars,)."""
    amount = np.abs(change(image)).mean(axis=0)
    lines = np.round(np.arange(bars) * len(amount) / bars).astype(int)
    return np.array([amount[np.arange(line - 2, line + 3) % len(amount)].max() for line in lines])


def seam_ratio(image: Image, bars: int) -> float:
    """Change where a loop of two or more bars closes over the mean change at its other bar lines."""
    seam, *others = bar_lines(image, bars)
    return float(seam / max(np.mean(others), 1e-9))


def repeats_best(image: Image, beats: int, bars: list[int]) -> int:
    """Which of `bars`, lengths in beats, the onsets of a loop of `beats` come again after most exactly."""
    onsets = onset_strength(image)
    moved = [np.roll(onsets, round(bar * len(onsets) / beats)) for bar in bars]
    return bars[int(np.argmax([onsets @ other for other in moved]))]


def in_key(sound: NDArray[np.float32], rate: int, key: int) -> bool:
    """Whether no scale has much more of the partials between 60 and 600 Hz than that of the key, in semitones above the
    white keys. It is so of nine in ten rendered loops, and of a quarter of the keys that a loop is not in, which have
    most of its notes, too."""
    power, hertz = np.abs(np.fft.rfft(sound)) ** 2, np.fft.rfftfreq(len(sound), 1 / rate)
    peaks = (power > np.roll(power, 1)) & (power >= np.roll(power, -1)) & (hertz > 60) & (hertz < 600)
    pitch = note_of(hertz[peaks])
    chroma = np.bincount(np.round(pitch).astype(int) % 12, power[peaks] * (np.abs(pitch - np.round(pitch)) < 0.3), 12)
    scales = [chroma[[(other + step) % 12 for step in WHITE_KEYS]].sum() for other in range(12)]
    return bool(scales[key % 12] >= 0.97 * max(scales))


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
