"""Sounds: read from files, in so many channels, at a level."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

from generators.base import Sound
from generators.init_file import excerpt

REACH = 4.0  # 12 dB
HELD = 2.0  # 6 dB: how far peaks are held down for the level's sake; strokes lose more of their attack with more
PEAK = 0.95
LOOK_S = 0.01  # about a peak that is held down
EDGE_S = 0.001  # the same, right after what must stay as it is


def load_sound(path: Path, frames: int, rate: int, channels: int, begin: float = 0.0) -> Sound:
    """`frames` of an init clip at `rate` from `begin` seconds on, repeated if there are fewer: (channels, frames).

    Raises ValueError if there is no sound in it.
    """
    try:
        samples, file_rate = excerpt(path, begin, frames / rate)
    except ValueError as error:
        raise ValueError(f"init clip {path} cannot be read: {error}") from error
    sound = mapped(samples, channels)
    sound = resampled(sound, file_rate, rate)
    repeats = math.ceil(frames / sound.shape[1])
    whole: Sound = np.tile(sound, repeats)[:, :frames].astype(np.float32)
    return whole


def resampled(sound: Sound, rate: int, wanted: int) -> Sound:
    """Sound (channels, frames) at `rate`, as it is at the rate that is wanted."""
    if rate == wanted or not sound.size:
        return sound
    shared = math.gcd(rate, wanted)
    found: Sound = resample_poly(sound, wanted // shared, rate // shared, axis=1).astype(np.float32)
    return found


def mapped(samples: Sound, channels: int) -> Sound:
    """Any number of channels → `channels`: the first ones where there are enough, their mean for mono, and
    mono copied to all."""
    if channels == 1 or samples.shape[0] < channels:
        return np.repeat(samples.mean(axis=0, keepdims=True), channels, axis=0)
    return samples[:channels]


def rms(sound: Sound) -> float:
    return float(np.sqrt(np.mean(np.square(sound))))


def levelled(sound: Sound, level: float | None, rate: int, kept: int = 0) -> Sound:
    """At the RMS it should have, such as that of all a model has learned from: where a clip misses it, that is an
    error of its painting, and put right, upwards by `REACH`, and as far as peaks may be held down for it. Silence stays
    silent. The last `kept` frames stay as they are; from them and to them the level glides in as many."""
    there, peak = rms(sound), float(np.abs(sound).max())
    if level is None or there == 0 or peak == 0:
        return sound
    gain = np.float32(min(level / there, REACH, HELD * PEAK / peak))
    if kept:
        gain = 1 + (gain - 1) * np.sin(np.pi / 2 * apart(sound.shape[1], kept, kept)) ** 2
    return limited(sound * gain, PEAK, rate, kept)


def apart(frames: int, kept: int, glide: int) -> Sound:
    """How far each frame of a loop is from its last `kept` ones, in lengths of `glide`, at most 1: (frames,)."""
    place = np.arange(frames, dtype=np.float32)
    distance: Sound = (np.minimum(place + 1, frames - kept - place) / glide).clip(0, 1)
    return distance


def limited(sound: Sound, peak: float, rate: int, kept: int = 0) -> Sound:
    """A loop none of whose samples is above `peak`: what is within `LOOK_S` of one that is goes down with it, gently.
    The last `kept` frames stay as they are."""
    wanted = peak / np.maximum(np.abs(sound).max(axis=0), peak)
    if wanted.min() == 1:
        return sound
    look = round(LOOK_S * rate)
    gain = minimum_filter1d(wanted, 2 * look + 1, mode="wrap")
    for _ in range(2):
        gain = uniform_filter1d(gain, look + 1, mode="wrap")
    if kept:
        free = apart(sound.shape[1], kept, round(EDGE_S * rate))
        gain, wanted = 1 - (1 - gain) * free, np.where(free > 0, wanted, 1)
    held: Sound = sound * np.minimum(gain, wanted).astype(np.float32)
    return held
