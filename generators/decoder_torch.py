"""The decoder of `decoder.py`, step for step, in torch: for a GPU, beside the network that paints.

The grid, with its windows and bands, is the NumPy one's; only where its numbers lie is different. Bands over bins are
a sparse matrix there and a dense one here, which a GPU multiplies faster.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from generators.base import Image, Sound
from generators.decoder import CHAINED_ITERATIONS, FAINT, ITERATIONS, MOMENTUM, SILENCE, Grid, checked_grid
from generators.hold import MOST_GAIN, NOTHING, Hold
from generators.spectrogram import Floats, SpectrogramFormat


class TorchGrid:
    """A `decoder.Grid` on a device. Signals are (channels, columns, hop), spectra (channels, columns, bins), bands
    (channels, bands, columns); float32 throughout."""

    def __init__(self, grid: Grid, device: torch.device) -> None:
        self.grid = grid
        self.device = device
        self.window, self.dual = self._held(grid.window), self._held(grid.dual)
        self.bank, self.spread = self._held(grid.bank.toarray()), self._held(grid.spread.toarray())
        self.gain = self._held(grid.gain)
        columns = torch.arange(grid.columns + grid.overlap - 1, device=device)
        self.round_trip = columns % grid.columns
        self.noise = self._held(grid.noise())

    def _held(self, values: Floats) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(values, np.float32)).to(self.device)

    def stft(self, signal: Tensor) -> Tensor:
        frames = signal[:, self.round_trip].flatten(1)
        blocks = frames.unfold(1, self.grid.block, self.grid.hop)
        spectrum: Tensor = torch.fft.rfft(blocks * self.window, self.grid.fft_length, dim=2)
        return spectrum

    def istft(self, spectrum: Tensor) -> Tensor:
        grid = self.grid
        blocks = torch.fft.irfft(spectrum, grid.fft_length, dim=2)[..., : grid.block] * self.dual
        parts = blocks.reshape(len(blocks), grid.columns, grid.overlap, grid.hop)
        signal: Tensor = parts[:, :, 0]
        for step in range(1, grid.overlap):
            signal = signal + parts[:, :, step].roll(step, 1)
        return signal

    def magnitude(self, target: Tensor) -> Tensor:
        magnitude = (self.spread @ (target / self.gain)).transpose(1, 2)
        for _ in range(2):
            magnitude = self.correct(magnitude, target)
        return magnitude

    def correct(self, magnitude: Tensor, target: Tensor) -> Tensor:
        short = target / (self.bank @ magnitude.transpose(1, 2) + float(SILENCE))
        return magnitude * (self.spread @ short).transpose(1, 2)

    def split(self, sound: Tensor) -> Tensor:
        signal = _resample(sound, self.grid.columns * self.grid.hop).roll(self.grid.block // 2, 1)
        return signal.reshape(len(sound), self.grid.columns, self.grid.hop)

    def join(self, signal: Tensor, frames: int) -> Tensor:
        return _resample(signal.flatten(1).roll(-(self.grid.block // 2), 1), frames)


class TorchDecoder:
    """`decoder.decode` on one device; used by one thread."""

    def __init__(self, device: torch.device) -> None:
        self.device = device
        self._grid = lru_cache(maxsize=16)(lambda grid: TorchGrid(grid, device))

    @torch.inference_mode()
    def decode(
        self, image: Image, fmt: SpectrogramFormat, frames: int, rate: int, start: Sound | None = None, kept: int = 0
    ) -> Sound:  # fmt: skip
        """As `decoder.decode` without a vocoder, to within rounding; the same bits again on one machine."""
        grid = self._grid(checked_grid(image, fmt, frames, rate, start))
        target = torch.from_numpy(fmt.decode(image)).to(self.device)
        noise = grid.noise.expand(len(target), -1, -1)
        if start is None:
            signal = griffin_lim(grid, target, noise, ITERATIONS)
        else:
            begin = grid.split(torch.from_numpy(np.ascontiguousarray(start)).to(self.device))
            held = TorchHold(grid, begin, kept / frames) if kept else None
            target = held.level(grid, target) * target if held else target
            signal = griffin_lim(grid, target, begin + float(FAINT) * noise, CHAINED_ITERATIONS, held)
        decoded: Sound = grid.join(signal, frames).cpu().numpy()
        return decoded


class TorchHold:
    """A `hold.Hold` of all channels of `signal` (channels, columns, hop)."""

    def __init__(self, grid: TorchGrid, signal: Tensor, share: float) -> None:
        weights = Hold.end_of(grid.grid, np.zeros(signal.shape[1:], np.float32), share)
        self.signal, self.turn = signal, weights.turn
        self.kept, self.after = (torch.from_numpy(weight).to(signal) for weight in (weights.kept, weights.after))

    def put_back(self, signal: Tensor) -> Tensor:
        change = self.kept * (self.signal - signal)
        mirrored = change.flatten(1).flip(1).roll(self.turn, 1).reshape(change.shape)
        return signal + change + self.after * mirrored

    def level(self, grid: TorchGrid, target: Tensor) -> Tensor:
        """(channels, 1, 1)"""
        columns = self.kept.amin(dim=1) == 1
        bands = grid.bank @ grid.stft(self.signal)[:, columns].abs().transpose(1, 2)
        heard, wanted = (torch.linalg.vector_norm(each, dim=(1, 2)) for each in (bands, target[..., columns]))
        louder = torch.where(wanted > NOTHING, heard / wanted.clamp(min=NOTHING), 1.0)
        return louder.clamp(1 / MOST_GAIN, MOST_GAIN)[:, None, None]


def griffin_lim(
    grid: TorchGrid, target: Tensor, seed: Tensor, iterations: int, held: TorchHold | None = None
) -> Tensor:  # fmt: skip
    """As `decoder.griffin_lim`, all channels at once."""
    magnitude = grid.magnitude(target)
    spectrum, previous = grid.stft(seed), None
    for _ in range(iterations):
        signal = grid.istft(_scaled(spectrum, magnitude))
        consistent = grid.stft(held.put_back(signal) if held else signal)
        spectrum = consistent if previous is None else consistent + MOMENTUM * (consistent - previous)
        magnitude = grid.correct(consistent.abs(), target)
        previous = consistent
    signal = grid.istft(_scaled(spectrum, magnitude))
    return held.put_back(signal) if held else signal


def _scaled(spectrum: Tensor, magnitude: Tensor) -> Tensor:
    return spectrum * (magnitude / (spectrum.abs() + float(SILENCE)))


def _resample(period: Tensor, frames: int) -> Tensor:
    """One period of periodic signals (channels, frames before) with `frames` frames."""
    spectrum = torch.fft.rfft(period)
    shared = min(spectrum.shape[1], frames // 2 + 1)
    resampled: Tensor = torch.fft.irfft(spectrum[:, :shared], frames) * (frames / period.shape[1])
    return resampled
