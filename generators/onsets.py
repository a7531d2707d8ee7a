"""Onsets in an image, and an image turned round so that they lie on the beat. NumPy only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generators.base import Image
from generators.spectrogram import SpectrogramFormat

SPREAD_S = 0.02  # onsets so close together are heard as one
CLEAR = 1.6  # times the mean strength of onsets: a pulse; noise and chords have 1.3 at most
AS_CLEAR = 0.9
BASS_HZ = 200.0  # below, a beat counts in full: a kick makes it, not the hi-hats between
DIVISIONS = (4, 2, 1)  # of a beat: if sixteenths are all alike, any of them may be the beat
EARLY = 0.2  # of a window: how much before an attack that dies away the rise of its columns is steepest


def strength(image: Image, fmt: SpectrogramFormat) -> NDArray[np.float64]:
    """How much begins in each column (columns,), round the loop: half-wave rectified spectral flux
    (Bello et al., "A Tutorial on Onset Detection in Music Signals", 2005), that of the bass above all."""
    magnitudes = fmt.decode(image)
    rise = np.roll(magnitudes, -1, axis=2) - np.roll(magnitudes, 1, axis=2)
    weights = 1 / (1 + fmt.band_hz / BASS_HZ)
    onsets: NDArray[np.float64] = weights @ np.maximum(rise, 0).sum(axis=0)
    return onsets


def pulse(onsets: NDArray[np.float64], pulses: int, hop_s: float) -> tuple[float, float]:
    """Where between two of so many even pulses the onsets lie, from −½ to ½, and how clearly: how many times as
    strong as at any time. Columns are `hop_s` apart."""
    period = onsets.size / pulses
    phase = np.arange(onsets.size) / period
    places = np.linspace(-0.5, 0.5, 2 * round(period), endpoint=False)
    apart = (places[:, None] - phase + 0.5) % 1 - 0.5
    near = np.exp(-0.5 * (apart * period * hop_s / SPREAD_S) ** 2)
    density = near @ onsets / near.sum(axis=1)
    best = int(density.argmax())
    return float(places[best]), float(density[best] / max(onsets.mean(), 1e-12))


def late(image: Image, beats: int, fmt: SpectrogramFormat) -> float:
    """How far behind the nearest of its beats the onsets of an image lie, in columns; 0 if it has no clear beat."""
    onsets = strength(image, fmt)
    _, whole = pulse(onsets, beats, fmt.hop_s)
    for division in DIVISIONS:
        phase, clarity = pulse(onsets, beats * division, fmt.hop_s)
        if clarity >= max(CLEAR, AS_CLEAR * whole):
            period = onsets.size / (beats * division)
            columns = phase * period + EARLY * fmt.window_s / fmt.hop_s
            return (columns + period / 2) % period - period / 2
    return 0.0


def on_the_beat(image: Image, beats: int, fmt: SpectrogramFormat) -> Image:
    """The image turned round so that its onsets lie on its beats, to the nearest column."""
    return np.roll(image, -round(late(image, beats, fmt)), axis=2)
