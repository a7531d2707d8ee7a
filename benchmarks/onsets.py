"""Where the beats of the generator `tone` are in a recording."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generators.base import Sound
from generators.tone import ATTACK_S

Wave = NDArray[np.float64]


def envelope(sound: Sound) -> Wave:
    """Level (frames,) of a sine (seed 0) whose right channel is a quarter of a cycle ahead: exact at each frame."""
    wave: Wave = np.hypot(*sound.astype(np.float64))
    return wave


def onsets(sound: Sound, beats: NDArray[np.floating], rate: int) -> Wave:
    """For each of the frames `beats` the nearest frame at which a beat begins to rise, NaN outside the recording.

    That is where the level gains most within the rise of 4 ms; it is looked for half a beat before and after.
    """
    attack = round(ATTACK_S * rate)
    level = envelope(sound)
    gain = level[attack:] - level[:-attack]
    half = int(np.diff(beats).min() / 2)
    found = np.full(len(beats), np.nan)
    for number, beat in enumerate(np.round(beats).astype(int)):
        if half <= beat < len(gain) - half:
            found[number] = beat - half + int(np.argmax(gain[beat - half : beat + half]))
    return found


def accents(sound: Sound, starts: NDArray[np.floating], rate: int) -> Wave:
    """The level (n,) at the top of each of those onsets."""
    level, attack = envelope(sound), round(ATTACK_S * rate)
    return np.array([level[int(start) + attack :][: 2 * attack].max() for start in starts])
