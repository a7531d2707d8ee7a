"""Which part of a clip is painted and which is kept. NumPy only.

A mask (bands, columns) is laid out as an image is, low frequencies in the last row; true = painted.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generators.base import ClipRequest
from generators.spectrogram import SpectrogramFormat

Mask = NDArray[np.bool_]
OVERLAP_BEATS = 1.0  # that a clip which goes on from another has in common with it


def requested(request: ClipRequest, fmt: SpectrogramFormat, columns: int) -> Mask:
    """What a request wants repainted of its init clip; a span that ends before it begins goes round."""
    beats = np.arange(columns) / columns * request.beats
    after, before = beats >= request.mask_from, beats < request.mask_to
    span = after & before if request.mask_from <= request.mask_to else after | before
    hz = fmt.band_hz
    band: Mask = np.asarray((hz >= request.mask_low) & (hz <= request.mask_high))
    return np.flip(band)[:, None] & span


def overlap(request: ClipRequest, columns: int) -> int:
    """How many of a clip's last columns are those of the clip it goes on from."""
    return round(columns * min(OVERLAP_BEATS / (request.beats), 0.25))


def of_latents(mask: Mask, rows: int, columns: int) -> NDArray[np.float32]:
    """The mask (1, 1, rows, columns) of latents: 1 where any pixel is painted."""
    bands, width = mask.shape
    cells = mask.reshape(1, 1, rows, bands // rows, columns, width // columns)
    painted: NDArray[np.float32] = np.any(cells, axis=(3, 5)).astype(np.float32)
    return painted
