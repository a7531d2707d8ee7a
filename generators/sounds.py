"""Sounds: read from files, in so many channels, at a level."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from scipy.signal import resample_poly

from generators.base import Sound
from generators.init_file import excerpt

REACH = 2.0  # 6 dB: what is softer than that is meant to be soft, or hardly anything
PEAK = 0.95


def load_sound(path: Path, frames: int, rate: int, channels: int, begin: float = 0.0) -> Sound:
    """`frames` of an init clip at `rate` from `begin` seconds on, repeated if there are fewer: (channels, frames).

    Raises ValueError if there is no sound in it.
    """
    try:
        samples, file_rate = excerpt(path, begin, frames / rate)
    except ValueError as error:
        raise ValueError(f"init clip {path} cannot be read: {error}") from error
    sound = mapped(samples, channels)
    if file_rate != rate:
        divisor = math.gcd(file_rate, rate)
        sound = resample_poly(sound, rate // divisor, file_rate // divisor, axis=1)
    repeats = math.ceil(frames / sound.shape[1])
    whole: Sound = np.tile(sound, repeats)[:, :frames].astype(np.float32)
    return whole


def mapped(samples: Sound, channels: int) -> Sound:
    """Any number of channels → `channels`: the first ones where there are enough, their mean for mono, and
    mono copied to all."""
    if channels == 1 or samples.shape[0] < channels:
        return np.repeat(samples.mean(axis=0, keepdims=True), channels, axis=0)
    return samples[:channels]


def rms(sound: Sound) -> float:
    return float(np.sqrt(np.mean(np.square(sound))))


def held_below(sound: Sound, peak: float) -> Sound:
    """Turned down as far as it goes above `peak`."""
    return sound * np.float32(min(1.0, peak / max(float(np.abs(sound).max()), peak)))


def levelled(sound: Sound, level: float | None, kept: int = 0) -> Sound:
    """At the RMS it should have, such as that of all a model has learned from: where a clip misses it, that is an
    error of its painting, and put right, upwards as far as `REACH` and full scale allow. Silence stays silent. The last
    `kept` frames stay as they are; from them and to them the level glides in as many."""
    there, peak = rms(sound), float(np.abs(sound).max())
    if level is None or there == 0 or peak == 0:
        return sound
    gain = np.float32(min(level / there, REACH, PEAK / peak))
    if not kept:
        return sound * gain
    frames = sound.shape[1]
    place = np.arange(frames, dtype=np.float32) / kept
    apart = np.minimum(place, frames / kept - 1 - place).clip(0, 1)  # from what is kept, in its lengths
    glided: Sound = sound * (1 + (gain - 1) * np.sin(np.pi / 2 * apart) ** 2)
    return glided
