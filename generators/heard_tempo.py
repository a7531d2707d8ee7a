"""The tempo of a recording, where it has a clear one. NumPy only, beyond what makes its picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generators.base import Sound
from generators.image_file import paint
from generators.image_tags import Tags
from generators.metre import COMMON, REPEATS
from generators.onsets import CLEAR, pulse, strength

Floats = NDArray[np.float64]

SHORTEST_S = 4.0
TEMPOS = np.arange(58, 200, 0.5)
USUAL, SPREAD = 120.0, 1.0  # BPM and octaves: the nearer, the likelier, where two tempos would do
REPEATED = 0.2  # how alike onsets are to those some beats later: beats 0.25 and more, noise, chords and rubato 0.1
NEAR = 0.01  # how far the best of TEMPOS may be off
FINE = 2**20  # points of the spectrum: 0.006 BPM apart


def heard_tempo(sound: Sound, metre: str = COMMON) -> float | None:
    """The tempo in BPM of a sound (channels, frames) at 44.1 kHz; None if it has no clear one, does not keep
    to it, or is too short.

    Onsets are compared with those some beats later (autocorrelation, likelier where it is nearer to 120 BPM: Ellis,
    "Beat Tracking by Dynamic Programming", 2007), and the best tempo is made exact by their spectrum.
    """
    if sound.shape[1] < SHORTEST_S * Tags.sample_rate:
        return None
    image = paint(sound)
    hop_s, onsets = image.tags.hop / Tags.sample_rate, strength(image.pixels, image.tags.format)
    rises = np.maximum(onsets - np.convolve(onsets, np.full(51, 1 / 51), "same"), 0)
    tempo, alike = _repeating(rises, hop_s, metre)
    if alike < REPEATED:
        return None
    tempo = _exact(rises, hop_s, tempo)
    return tempo if _clarity(onsets, hop_s, tempo) >= CLEAR else None


def _repeating(rises: Floats, hop_s: float, metre: str) -> tuple[float, float]:
    """The tempo at which onsets repeat best, and how well: 1 = exactly."""
    apart = rises - rises.mean()
    repeats = np.fft.irfft(np.abs(np.fft.rfft(apart, 2 * apart.size)) ** 2)[: apart.size]
    repeats /= max(repeats[0], 1e-12)
    lags = np.multiply.outer(60 / TEMPOS / hop_s, REPEATS[metre])
    alike = np.interp(lags, np.arange(repeats.size), repeats, right=0).mean(axis=1)
    best = int(np.argmax(alike * np.exp(-0.5 * (np.log2(TEMPOS / USUAL) / SPREAD) ** 2)))
    return float(TEMPOS[best]), float(alike[best])


def _exact(rises: Floats, hop_s: float, near: float) -> float:
    """The tempo near that one at which beats, eighths and sixteenths are strongest."""
    spectrum = np.abs(np.fft.rfft((rises - rises.mean()) * np.hanning(rises.size), FINE)) ** 2
    point = 60 / (FINE * hop_s)  # BPM
    places = np.arange(round(near * (1 - NEAR) / point), round(near * (1 + NEAR) / point) + 1)
    best = places[np.argmax(spectrum[places] + spectrum[2 * places] + spectrum[4 * places])]
    return round(float(best) * point, 2)


def _clarity(onsets: Floats, hop_s: float, tempo: float) -> float:
    """How much stronger onsets are on the beats, or eighths, than at any time."""
    beats = int(onsets.size * hop_s * tempo / 60)
    whole = onsets[: round(beats * 60 / tempo / hop_s)]
    return max(pulse(whole, beats * division, hop_s)[1] for division in (1, 2)) if beats else 0.0
