"""The end of a loop that stays as it was while the rest of it is decoded. NumPy only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generators.spectrogram import Floats

if TYPE_CHECKING:
    from generators.decoder import Grid

TAPER_S = 0.03  # before what is kept, to fade to it, and after it, for its trace to fade
MOST_GAIN = 2.0  # by which an image is decoded louder or quieter than it is, to fit what is kept
NOTHING = 1e-12


@dataclass(frozen=True)
class Hold:
    """What a search may not change: the part of `signal` that `kept` weighs. All are (columns, hop).

    What would be changed at the very end is changed behind the seam instead, mirrored and fading with `after`: else
    there would be a step. The mirror, whose middle the seam is, turns frame 0 into frame `turn` − 1.
    """

    signal: Floats
    kept: Floats
    after: Floats
    turn: int

    @classmethod
    def end_of(cls, grid: Grid, signal: Floats, share: float) -> Hold:
        """That share of a loop, at its end, which a signal of the grid holds; it is faded to before it begins."""
        place, shift = np.arange(signal.size), grid.block // 2
        taper = TAPER_S * grid.rate
        kept, after = _rise((place - (1 - share) * signal.size) / taper + 1), _rise(1 - place / taper)
        turned = (np.roll(weight, shift).reshape(signal.shape) for weight in (kept, after))
        return cls(signal, next(turned), next(turned), 2 * shift)

    def put_back(self, signal: Floats) -> Floats:
        """A signal with what is kept in it."""
        change = self.kept * (self.signal - signal)
        mirrored = np.roll(change.ravel()[::-1], self.turn).reshape(change.shape)
        held: Floats = signal + change + self.after * mirrored
        return held

    def level(self, grid: Grid, target: Floats) -> np.float32:
        """How much louder than `target` (bands, columns) is what is kept, as far as MOST_GAIN allows."""
        columns = self.kept.min(axis=1) == 1
        heard = np.linalg.norm(grid.bank @ np.abs(grid.stft(self.signal)[columns]).T)
        wanted = np.linalg.norm(target[:, columns])
        return np.float32(np.clip(heard / wanted, 1 / MOST_GAIN, MOST_GAIN) if wanted > NOTHING else 1)


def _rise(place: NDArray[np.float64]) -> Floats:
    """From 0 (place 0) to 1 (place 1), flat at both ends."""
    return (np.sin(np.pi / 2 * place.clip(0, 1)) ** 2).astype(np.float32)
