"""A small trained vocoder: where to begin the search for phases. NumPy and SciPy only.

Phases themselves depend on when a sound began; how they go on does not. So a network looks at the levels around a bin
and says how far its phase is ahead of the column before and of the bin below, each with how sure it is (the
concentration of a von Mises distribution). Column by column, phases are then those that agree best with both: Masuyama
et al., "Online phase reconstruction via DNN-based phase differences estimation", 2022,
https://arxiv.org/abs/2211.08246. It is causal, but for the AHEAD columns that are looked at.

`python -m generators.training vocoder` trains it; `decoder` goes on from what it finds, or without it from noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from safetensors.numpy import load_file
from scipy.linalg import lapack

from generators.spectrogram import BUNDLED, Floats, SpectrogramFormat

if TYPE_CHECKING:
    from generators.decoder import Grid

Spectrum = NDArray[np.complex64]  # (columns, bins)

WEIGHTS = "model.safetensors"
OVERLAP = 5  # hops in a block of the grid that it was trained for: bins are 20 Hz apart
BLOCK, SIDE = 32, 8  # bins that are told of at once, and how many on either side are looked at besides
PAST, AHEAD = 2, 2  # columns that are looked at besides
RUN = 1024  # columns that are told of at once: so much memory is enough
INPUTS = (PAST + 1 + AHEAD) * (BLOCK + 2 * SIDE)
SLOPE_COUNTS = 10.0  # times as much as the advance, whose errors add up from column to column
LEAST = np.float32(1e-9)  # of what may be divided by


def levels(magnitude: Floats) -> Floats:
    """Magnitudes as pixels have them, but 0 = silent … 1 = loud."""
    level: Floats = (magnitude / np.float32(BUNDLED.max_value)) ** np.float32(BUNDLED.power)
    return level


def patches(level: Floats, blocks: int) -> Floats:
    """What the network sees of levels (PAST + columns + AHEAD, bins) around each block of bins at each column but those
    at the ends: (blocks, columns, INPUTS). Above the highest bin there is silence.
    """
    level = level[:, : blocks * BLOCK]
    level = np.pad(level, ((0, 0), (SIDE, SIDE + blocks * BLOCK - level.shape[1])))
    windows = sliding_window_view(level, (PAST + 1 + AHEAD, BLOCK + 2 * SIDE))[:, ::BLOCK]
    seen: Floats = windows.swapaxes(0, 1).reshape(blocks, -1, INPUTS)
    return seen


@dataclass(frozen=True)
class Vocoder:
    """A network of three layers, whose every block of bins has weights of its own. Never changes; any thread may call.

    Weights (blocks, inputs, outputs) and biases (blocks, 1, outputs), the last with 4 × BLOCK outputs: cosine and sine
    of the advance, then of the slope, each times its concentration.
    """

    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats
    last: Floats
    last_bias: Floats

    @classmethod
    def load(cls, folder: Path) -> Vocoder:
        """One that `generators.training.vocoder` has written."""
        return cls(**{name: value.astype(np.float32) for name, value in load_file(folder / WEIGHTS).items()})

    def fits(self, fmt: SpectrogramFormat, grid: Grid) -> bool:
        """Whether it was trained for such pictures, and for a grid with bins as far apart."""
        return fmt == BUNDLED and grid.overlap == OVERLAP and grid.fft_length == grid.block

    def signal(self, grid: Grid, magnitude: Floats) -> Floats:
        """A signal (columns, hop) of magnitudes (columns, bins), to begin a search with."""
        return grid.istft(follow(magnitude, *self.differences(magnitude)) * magnitude)

    def differences(self, magnitude: Floats) -> tuple[Spectrum, Spectrum]:
        """Advance and slope of the phase at each bin: how far it is ahead of the column before, and of the bin below;
        the larger the surer."""
        columns, bins = magnitude.shape
        level = levels(magnitude)[np.arange(-PAST, columns + AHEAD) % columns]  # time goes round
        runs = [level[begin : begin + RUN + PAST + AHEAD] for begin in range(0, columns, RUN)]
        told = np.concatenate([self._told(run) for run in runs], axis=1)[..., :bins]
        told = np.pad(told, ((0, 0), (0, 0), (0, bins - told.shape[2])))
        return told[0] + 1j * told[1], told[2] + 1j * told[3]

    def _told(self, level: Floats) -> Floats:
        """Of levels as `patches` takes them: (4, columns, bins of all blocks)."""
        blocks = len(self.first)
        hidden = np.maximum(patches(level, blocks) @ self.first + self.first_bias, 0)
        hidden += np.maximum(hidden @ self.second + self.second_bias, 0)
        told: Floats = (hidden @ self.last + self.last_bias).reshape(blocks, -1, 4, BLOCK)
        return told.transpose(2, 1, 0, 3).reshape(4, -1, blocks * BLOCK)


def follow(magnitude: Floats, advance: Spectrum, slope: Spectrum) -> Spectrum:
    """Phases, as a spectrum of ones, that agree best with advance and slope where it is loud and they are sure.

    They are found round the loop, from where least goes on from one column to the next. Least squares over a column is
    a Hermitian system of equations with three diagonals: each bin knows the one before it, and the one below.
    """
    columns, bins = magnitude.shape
    before = np.roll(magnitude, 1, axis=0)
    first = int(np.minimum(magnitude, before).sum(axis=1).argmin())
    loud = magnitude / (magnitude.max() + LEAST)
    hops = np.exp(2j * np.pi * np.arange(bins) / OVERLAP).astype(np.complex64)  # what a bin's own frequency advances
    along = advance * hops * np.sqrt(loud * np.roll(loud, 1, axis=0))
    up = np.zeros_like(slope)
    up[:, 1:] = np.float32(SLOPE_COUNTS) * slope[:, 1:] * np.sqrt(loud[:, 1:] * loud[:, :-1])
    weight = np.abs(up)
    weight[:, :-1] += weight[:, 1:]
    weight = np.float32(1.0001) * (weight + np.abs(along)) + LEAST
    phases = np.empty_like(slope)
    known = np.zeros(bins, np.complex64)
    for column in np.roll(np.arange(columns), -first):
        *_, solved, _ = lapack.cptsv(weight[column], -up[column, 1:], along[column] * known + LEAST)
        known = phases[column] = solved.ravel() / (np.abs(solved.ravel()) + LEAST**2)
    return phases
