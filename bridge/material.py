"""What joints are chosen by: the sound of all stems as one, and where its attacks are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generators.base import Sound

Mono = NDArray[np.float32]


class Material:
    """Of the clips on a canvas, equally long: `mono` is their mean, `attacks` are frames of the loop."""

    def __init__(self, sounds: Sequence[Sound], rate: int) -> None:
        self.mono: Mono = np.zeros(sounds[0].shape[1], np.float32)
        for channel in (channel for sound in sounds for channel in sound):
            self.mono += channel  # in place: a turn may not take long, and np.mean takes six times as long
        self.mono /= sum(map(len, sounds))
        self.attacks = attacks(self.mono, rate)


def attacks(mono: Mono, rate: int) -> NDArray[np.int64]:
    """Frames of a loop at which its high-frequency energy rises steeply."""
    hop = max(1, rate // 400)
    blocks = np.diff(mono, append=mono[:1])[: len(mono) // hop * hop].reshape(-1, hop)
    energy = np.square(blocks).sum(axis=1)
    before = np.stack([np.roll(energy, late) for late in range(1, 9)]).mean(axis=0)
    return np.flatnonzero((energy > 4 * before) & (energy > 0.02 * energy.max())) * hop
