"""Spectrogram image → sound that does not loop, of any length; `decoder` makes loops. NumPy and SciPy only.

Riffusion's frames are centred and its sound is reflected at both ends, so that the columns before the first
mirror those after it. A sound decoded with them, as a loop, has its seam out there, where it is cut off.

Phases begin where a phase vocoder would put them, which saves the search most of its iterations. It looks at every
second column first, or fewer: a Hann window needs no more than five to each of its lengths.

Průša & Søndergaard, "Real-time spectrogram inversion using phase gradient heap integration", 2016;
Beauregard, Harish & Wyse, "Single pass spectrogram inversion", 2015.
"""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

from generators.base import Image, Sound
from generators.decoder import Grid, griffin_lim, make_grid
from generators.spectrogram import Floats, SpectrogramFormat

THINNED_ITERATIONS, ITERATIONS = 60, 6  # with some of the columns, then with all
CORRECT_EVERY = 4  # iterations; oftener costs a tenth more and brings nothing
OVERLAP = 5  # columns to a window that the first of these keep
PADDING = 2  # the lowest bands of Riffusion's format are narrower than the bins of an unpadded FFT
UNSEEN = np.float32(1e-3)  # of the first phases, for what stands only in columns that the search left out
SECTION = 1000  # columns decoded at once, so that a long image needs no more memory
HANN_GAUSS = 0.25645  # a Hann window of length L is near the Gaussian exp(−π t² / (0.25645 L²))
LASTING = 0.75  # a partial with less than this share of its magnitude one column before has just begun

Phases = NDArray[np.float32]  # (bins,) radians


def decode_once(image: Image, fmt: SpectrogramFormat, rate: int) -> Sound:
    """Sound (channels, frames) of an image (channels, bands, columns): its first frame is the centre of the first
    column, its end that of the last, so `columns − 1` hops long.

    Same arguments, same bits on one machine; any thread may call. Raises ValueError for a wrong shape.
    """
    _, bands, columns = image.shape
    if bands != fmt.bands or columns < 2:
        raise ValueError(f"cannot decode {bands} bands × {columns} columns with {fmt}")
    thin = max(1, int(fmt.window_s / fmt.hop_s / OVERLAP))
    edge = thin * ceil(fmt.window_s / fmt.hop_s / thin)
    margins = (0, 0), (0, 0), (edge, edge - columns % -thin)
    targets = np.pad(fmt.decode(image), margins, mode="reflect")
    first, frames = round(edge * fmt.hop_s * rate), round((columns - 1) * fmt.hop_s * rate)
    sounds = [_decode_channel(target, fmt, rate, thin, edge) for target in targets]
    return np.stack(sounds)[:, first : first + frames]


def _decode_channel(target: Floats, fmt: SpectrogramFormat, rate: int, thin: int, edge: int) -> Floats:
    """Sound (frames,) of `target` (bands, columns), right but for `edge` columns at either end.

    Each section begins three edges before the last one's end, from its phases; between the two edges that
    are wrong of either, they are cross-faded.
    """
    hop, columns = fmt.hop_s * rate, target.shape[1]
    margin = round(edge * hop)  # the first column's block goes round
    length = thin * max(SECTION // thin, 6 * edge // thin)
    sound = np.zeros(round(columns * hop), np.float32)
    start, end = 0, min(length, columns)
    while True:
        at, until = round(start * hop), round(end * hop)
        before = np.concatenate([sound[at : until - margin], sound[at - margin : at]]) if start else None
        section = _decode_section(target[:, start:end], fmt, until - at, rate, thin, before)
        first, last = (round((start + edges * edge) * hop) for edges in ((1, 2) if start else (0, 0)))
        rise = np.linspace(0, 1, last - first, dtype=np.float32)
        sound[first:last] += rise * (section[first - at : last - at] - sound[first:last])
        sound[last:until] = section[last - at :]
        if end == columns:
            return sound
        start, end = end - 3 * edge, min(end - 3 * edge + length, columns)


def _decode_section(
    target: Floats, fmt: SpectrogramFormat, frames: int, rate: int, thin: int, before: Floats | None
) -> Floats:
    """Sound (frames,) of `target`, looping; its first phases are those of `before` (frames,), where there is any."""
    columns = target.shape[1]
    hop_s = frames / rate / columns
    fine = make_grid(fmt, columns, hop_s, PADDING)
    begin = None if before is None else np.angle(fine.stft(fine.split(before))[0])
    seed = fine.join(_vocoder(fine, fine.magnitude(target), begin), frames)
    coarse = make_grid(fmt, columns // thin, thin * hop_s, PADDING)
    rough = griffin_lim(coarse, target[:, ::thin], coarse.split(seed), THINNED_ITERATIONS, CORRECT_EVERY)
    whole = fine.split(coarse.join(rough, frames) + UNSEEN * seed)
    return fine.join(griffin_lim(fine, target, whole, ITERATIONS, CORRECT_EVERY), frames)


def _vocoder(grid: Grid, magnitude: Floats, begin: Phases | None) -> Floats:
    """Signal (columns, hop) of magnitudes (columns, bins) with a phase vocoder's phases, from those of `begin`.

    A peak that lasts turns by its frequency from column to column; what lies about it, or has just begun, takes
    its phase from the nearest such peak and how fast magnitudes grow: for an attack, that is when it comes.
    """
    columns, bins = magnitude.shape
    log = np.log(magnitude + 1e-9 * max(magnitude.max(), 1e-9))
    nearest = _nearest(_lasting_peaks(magnitude))
    turn = 2 * np.pi / grid.fft_length * (np.arange(bins, dtype=np.float32) + _peak_offsets(log)) * grid.hop
    slope = np.cumsum(_delays(grid, log), axis=1) * np.float32(-2 * np.pi / grid.fft_length)
    advance = np.take_along_axis(turn - slope, nearest, axis=1) + slope
    phases = np.empty_like(magnitude)
    # A block begins half its length before its centre, where phases are those of a partial.
    centre: Phases = (np.pi * np.arange(bins) * grid.block / grid.fft_length).astype(np.float32)
    phases[0] = centre + (2 * np.pi * np.random.default_rng(0).random(bins) if begin is None else begin)
    for column in range(1, columns):
        phases[column] = np.mod(phases[column - 1, nearest[column]] + advance[column], 2 * np.pi)
    return grid.istft((magnitude * np.exp(1j * (phases - centre))).astype(np.complex64))


def _lasting_peaks(magnitude: Floats) -> NDArray[np.bool_]:
    """Which bins (columns, bins) are higher than their neighbours, and were there one column before."""
    peaks = np.zeros(magnitude.shape, bool)
    middle = magnitude[:, 1:-1]
    peaks[:, 1:-1] = (middle >= magnitude[:, :-2]) & (middle > magnitude[:, 2:])
    around = np.maximum(np.maximum(magnitude[:, :-2], middle), magnitude[:, 2:])
    peaks[1:, 1:-1] &= around[:-1] > LASTING * middle[1:]
    return peaks


def _nearest(marked: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Of each bin the nearest one marked in its column; bin 0 where none is."""
    bins = np.arange(marked.shape[1], dtype=np.int32)
    far = np.int32(4 * len(bins))
    below = np.maximum.accumulate(np.where(marked, bins, -far), axis=1)
    above = np.minimum.accumulate(np.where(marked, bins, far)[:, ::-1], axis=1)[:, ::-1]
    nearest: NDArray[np.int32] = np.where(bins - below <= above - bins, below, above)
    nearest[(nearest < 0) | (nearest >= len(bins))] = 0
    return nearest


def _peak_offsets(log: Floats) -> Floats:
    """How far, in bins, the top of a parabola through three bins (columns, bins) lies from the middle one."""
    offsets = np.zeros_like(log)
    low, middle, high = log[:, :-2], log[:, 1:-1], log[:, 2:]
    offsets[:, 1:-1] = (0.5 * (low - high) / np.minimum(low - 2 * middle + high, -1e-6)).clip(-0.5, 0.5)
    return offsets


def _delays(grid: Grid, log: Floats) -> Floats:
    """By how many frames the energy of a bin (columns, bins) comes later than the centre of its column."""
    growth = (np.roll(log, -1, axis=0) - np.roll(log, 1, axis=0)) / (2 * grid.hop)
    delays: Floats = growth * np.float32(HANN_GAUSS * grid.block**2 / (2 * np.pi))
    return delays.clip(-grid.block / 2, grid.block / 2)
