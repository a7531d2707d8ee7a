"""How smoothly a recorded sweep goes, against the material that it goes through.

Clips of two bars at 120 BPM go round in a whole number of frames, LAP, so each recorded moment is laid on the same
moment of the material: laps (channels, LAP) of what lies on the path, each recorded at rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.signal import fftconvolve

from benchmarks.onsets import Wave
from generators.base import Sound

RATE, LAP = 48000, 192_000
LEVEL = 960  # frames of a level
ALIGNED = LEVEL // 8  # between the places at which the levels of material are begun that is heard in another time
FLOOR_DB, NEAR = -60.0, 3  # levels below are not compared; levels that count as the same place
QUIET_DB = -55.0  # where two sounds may cancel unheard


def levels(sound: Sound, window: int = LEVEL) -> Wave:
    """Level in dB (n,) of every `window` frames, the channels' mean power."""
    whole = sound[:, : sound.shape[1] // window * window].astype(np.float64)
    power = (whole.reshape(len(sound), -1, window) ** 2).mean(axis=(0, 2))
    decibel: Wave = 10 * np.log10(power + 10 ** (FLOOR_DB / 10))
    return decibel


def dip_db(one: Sound, other: Sound) -> float:
    """How far the mean of two sounds is below their mean power, in those levels in a hundred where it is furthest:
    0 where they are the same, −3 where they have nothing in common, less where they cancel."""
    powers = (10 ** (levels(one) / 10) + 10 ** (levels(other) / 10)) / 2
    power = 10 * np.log10(powers)
    mixed = levels((one + other) / np.float32(2))
    return float(np.percentile((mixed - power)[power > QUIET_DB], 1))


def place(sound: Sound, first: Sound) -> int:
    """Where in its lap the first keyframe is as the sound begins; nothing has been moved yet for 0.1 s."""
    part, loop = sound[0, :4800], np.tile(first[0], 2)
    energy = np.cumsum(np.insert(loop.astype(np.float64) ** 2, 0, 0))
    fit = fftconvolve(loop, part[::-1], mode="valid")[:LAP]
    return int(np.argmin(energy[len(part) :][:LAP] - energy[:LAP] - 2 * fit))


def jumps(sound: Sound) -> tuple[float, float]:
    """The largest difference of neighbouring samples, and the 99.9th percentile."""
    steps = np.abs(np.diff(sound))
    return float(steps.max()), float(np.percentile(steps, 99.9))


def _steps(sound: Sound) -> Wave:
    """By how many dB each level differs from the one before."""
    steps: Wave = np.abs(np.diff(levels(sound)))
    return steps


def step_db(sound: Sound, material: Sequence[Sound], start: int | None) -> float:
    """By how much the level's largest step is above what the material does there.

    If `start` is None, above what it does anywhere, wherever its levels begin: an attack is a larger step where it
    begins a level than where it lies in the middle of one, and bent time moves it from there to here.
    """
    own = _steps(sound)
    if start is None:
        laps = (np.tile(lap, 2) for lap in material)
        steepest = max(_steps(lap[:, begin:]).max() for lap in laps for begin in range(0, LEVEL, ALIGNED))
        return float(own.max() - steepest)
    steps = [_steps(tiled(lap, start, sound.shape[1])) for lap in material]
    there = np.max(steps, axis=0)
    near = np.max([np.roll(there, shift) for shift in range(-NEAR, NEAR + 1)], axis=0)
    return float((own - near[: len(own)]).max())


def against(sound: Sound, material: Sequence[Sound], start: int | None) -> tuple[float, float, float]:
    """What `step_db` says, and the sound's `jumps` in the largest of the material."""
    largest, high = np.array(jumps(sound)) / np.max([jumps(lap) for lap in material], axis=0)
    return step_db(sound, material, start), float(largest), float(high)


def half_way_db(
    sound: Sound, keyframes: Sequence[Sound], start: int, alpha: Callable[[float], float]
) -> tuple[float, float]:
    """How much louder it is half-way between keyframes than they are, on the whole, and the 95th percentile of the
    deviation in 100 ms; `alpha` at seconds of the sound."""
    window = 5 * LEVEL
    own = 10 ** (levels(sound, window) / 10)
    each = np.array([10 ** (levels(tiled(lap, start, sound.shape[1]), window) / 10) for lap in keyframes])
    found = list[tuple[float, float]]()
    for index, level in enumerate(own):
        at = alpha((index + 0.5) * window / RATE) * (len(keyframes) - 1)
        low = min(int(at), len(keyframes) - 2)
        if abs(at - low - 0.5) < 0.2:
            found.append((level, each[low, index] * (low + 1 - at) + each[low + 1, index] * (at - low)))
    powers = np.array(found)
    apart = np.abs(10 * np.log10(powers[:, 0] / powers[:, 1]))
    return float(10 * np.log10(np.divide(*powers.mean(axis=0)))), float(np.percentile(apart, 95))


def tiled(lap: Sound, start: int, frames: int) -> Sound:
    return lap[:, (start + np.arange(frames)) % LAP]


def begins(sound: Sound, keyframes: Sequence[Sound]) -> float:
    """Seconds at which the sound leaves the first keyframe."""
    apart = np.abs(sound - tiled(keyframes[0], place(sound, keyframes[0]), sound.shape[1])).max(axis=0)
    return float(np.argmax(apart > 0.02 * np.abs(sound).max())) / RATE
