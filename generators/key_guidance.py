"""Lead what the bundled model paints to the key that its prompt names.

A step of the walk from noise estimates the picture it will end at. Partials that stand out in it are made louder where
they belong to the key and softer where they do not, and the walk goes on towards that: guidance by a measure of the
estimate, after Bansal et al., "Universal Guidance for Diffusion Models", 2023, https://arxiv.org/abs/2302.07121. Only
while there is much noise: what is left of the walk is the model's own, and makes one sound of it again. Low partials
alone: others follow them, and above HIGHEST_HZ bands are wider than semitones.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import avg_pool1d, relu

from generators.column_transformer import KEYS
from generators.musical_key import MODES, WHITE_KEYS, note_of
from generators.spectrogram import SpectrogramFormat

STRENGTH = 2.0  # 3 is nearer to the key and further from the instrument
TONIC, CHORD, SCALE, OUTSIDE = 2.0, 1.0, 0.6, -1.4  # how much the tonic is wanted, the rest of its chord, of the scale
FREE = 0.5  # times before this are the model's own: with 2 steps too much of the walk to be in key
REACH = 6  # bands on either side that a partial stands out from
LOWEST_HZ, HIGHEST_HZ = 40.0, 1000.0
TRIADS = {"major": (0, 4, 7), "minor": (9, 0, 4)}  # of the tonic, which comes first, on the white keys


def wanted(mode: str) -> NDArray[np.float64]:
    """How much each of the twelve notes from the C of the white keys on is wanted in C major, or in A minor."""
    tonic, *others = TRIADS[mode]
    notes = np.full(12, OUTSIDE)
    notes[list(WHITE_KEYS)] = SCALE
    notes[others] = CHORD
    notes[tonic] = TONIC
    return notes


@lru_cache(maxsize=2)
def membership(fmt: SpectrogramFormat) -> Tensor:
    """How much each band is wanted in each key, (2 × KEYS, bands): the major ones, then the minor ones, the first of
    them that of the white keys, each further one a semitone higher; the highest band comes first, as in an image."""
    hz = fmt.band_hz[::-1]
    around = np.linspace(-1, 1, 41)[1:-1]
    inside = hz[:, None] + np.abs(np.gradient(hz))[:, None] * around
    weight = (1 - np.abs(around)) / (1 - np.abs(around)).sum() * (inside > LOWEST_HZ) * (hz < HIGHEST_HZ)[:, None]
    note = np.round(note_of(np.maximum(inside, LOWEST_HZ))).astype(int)
    step = (note - np.arange(KEYS)[:, None, None]) % 12
    return torch.from_numpy(np.concatenate([(wanted(mode)[step] * weight).sum(axis=2) for mode in MODES])).float()


def towards(key: Tensor, signal: Tensor, fmt: SpectrogramFormat) -> Tensor:
    """Change that leads a `signal` (pictures, bands, columns), −1 = silent … 1 = loud, to the keys with the weights
    `key` (pictures, 2 × KEYS); none where they are 0. Nothing becomes louder than the loudest band of its column: clips
    would be up to 17 dB too loud, and their pictures white at the top."""
    around = avg_pool1d(signal.transpose(1, 2), 2 * REACH + 1, 1, REACH, count_include_pad=False).transpose(1, 2)
    led = key @ membership(fmt).to(key)
    change = STRENGTH * led[..., None] * relu(signal - around)
    return torch.minimum(change, signal.amax(dim=1, keepdim=True) - signal)
