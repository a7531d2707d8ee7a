"""Riffusion's image format, there and back: how close, and how dear: `python -m benchmarks.image_format`.

Spectral convergence is between magnitudes of an STFT of 2048 frames, hop 512, of the original and of the decoded
sound, gains matched; 0 = the same, 1 = silence. "above 10 kHz" is what the format itself leaves out. "Riffusion's way"
is 32 iterations of fast Griffin-Lim from random phases on magnitudes by the pseudo-inverse of the mel bands, in its
FFT of 17640, but in NumPy, with the pseudo-inverse not counted: less than it costs as shipped.

Plays General MIDI instruments where FluidSynth and its soundfont are installed, else the sounds of NumPy.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from benchmarks import sounds
from generators.base import Sound
from generators.image_file import SpectrogramImage, paint
from generators.spectrogram import Floats, filterbank

RATE, FRAMES = 44100, 225_351  # 512 columns
PROGRAMS = {"piano": 0, "guitar": 25, "bass": 33, "strings": 48, "choir": 52, "sax": 65, "kit": -1}
BANDS = {"piano + sax + bass + kit": ("piano", "sax", "bass", "kit"), "strings + guitar": ("strings", "guitar")}


def material() -> dict[str, Sound]:
    """Named sounds (1, FRAMES), and some of them together."""
    seconds = FRAMES / RATE + 0.1
    played = {make.__name__: make(1, seconds, RATE) for make in (sounds.piano, sounds.drums, sounds.pad)}
    if importlib.util.find_spec("fluidsynth") and Path(sounds.SOUNDFONT).exists():
        played = {name: sounds.midi(program, 4, seconds, RATE) for name, program in PROGRAMS.items()}
        played |= {name: np.sum([played[one] for one in parts], axis=0) / 2 for name, parts in BANDS.items()}
    return {name: sound[:, :FRAMES] for name, sound in played.items()}


def spectral_convergence(original: Floats, decoded: Floats) -> float:
    """Of two sounds (frames,), the shorter one's length."""
    frames = min(len(original), len(decoded))
    one, other = (_magnitudes(sound[:frames]) for sound in (original, decoded))
    gain = (one * other).sum() / (other**2).sum()
    return float(np.linalg.norm(one - gain * other) / np.linalg.norm(one))


def _magnitudes(sound: Floats) -> Floats:
    blocks = np.lib.stride_tricks.sliding_window_view(np.pad(sound, 1024, mode="reflect"), 2048)[::512]
    magnitudes: Floats = np.abs(scipy.fft.rfft(blocks * np.hanning(2049)[:-1].astype(np.float32), axis=1))
    return magnitudes


def below_10_khz(sound: Floats) -> Floats:
    """What the format can hold of a sound (..., frames)."""
    spectrum = scipy.fft.rfft(sound)
    spectrum[..., round(10_000 * sound.shape[-1] / RATE) :] = 0
    low: Floats = scipy.fft.irfft(spectrum, sound.shape[-1])
    return low


def riffusions_way(image: SpectrogramImage) -> Floats:
    """Sound (frames,) of a mono image."""
    bands = image.tags.format.decode(image.pixels)[0]
    magnitude = np.maximum(_inverse_bank() @ bands, 0).T
    rng = np.random.default_rng(0)
    phases = (rng.random(magnitude.shape, np.float32) + 1j * rng.random(magnitude.shape, np.float32)).astype(
        np.complex64
    )
    before = np.zeros_like(phases)
    for _ in range(32):
        rebuilt = _stft(_istft(magnitude * phases))
        phases = rebuilt - np.float32(0.99 / 1.99) * before
        phases /= np.abs(phases) + np.float32(1e-16)
        before = rebuilt
    return _istft(magnitude * phases)


@lru_cache(maxsize=1)
def _inverse_bank() -> Floats:
    bank = filterbank(paint(np.zeros((1, RATE), np.float32)).tags.format, RATE).toarray().astype(np.float64)
    inverse: Floats = (bank.T @ np.linalg.pinv(bank @ bank.T)).astype(np.float32)
    return inverse


def _window() -> Floats:
    return np.pad(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(4410) / 4410), 6615).astype(np.float32)


def _stft(sound: Floats) -> NDArray[np.complex64]:
    blocks = np.lib.stride_tricks.sliding_window_view(np.pad(sound, 8820, mode="reflect"), 17640)[::441]
    spectrum: NDArray[np.complex64] = scipy.fft.rfft(blocks * _window(), axis=1)
    return spectrum


def _istft(spectrum: NDArray[np.complex64]) -> Floats:
    window, columns = _window(), len(spectrum)
    total = np.zeros(17640 + 441 * (columns - 1), np.float32)
    weight = np.full_like(total, 1e-8)
    for column in range(columns):
        at = slice(441 * column, 441 * column + 17640)
        total[at] += scipy.fft.irfft(spectrum[column], 17640) * window
        weight[at] += window**2
    return (total / weight)[8820:-8820]


def main() -> None:
    print(f"{'':26}{'above 10 kHz':>14}{'SC here':>9}{'CPU s':>7}{'Riffusion SC':>14}{'CPU s':>7}")
    rows = []
    _inverse_bank()
    for name, sound in material().items():
        image = paint(sound)
        (here, here_s), (there, there_s) = timed(lambda: image.sound()[0]), timed(lambda: riffusions_way(image))  # noqa: B023
        lost = spectral_convergence(sound[0], below_10_khz(sound[0]))
        rows.append(
            (lost, spectral_convergence(sound[0], here), here_s, spectral_convergence(sound[0], there), there_s)
        )
        print(_row(name, rows[-1]), flush=True)
    print(_row("mean", np.mean(rows, axis=0)))


def timed(decode: Callable[[], Floats]) -> tuple[Floats, float]:
    """Sound, and the CPU seconds it took."""
    before = time.process_time()
    return decode(), time.process_time() - before


def _row(name: str, row: Sequence[float]) -> str:
    return "{:26}{:14.3f}{:9.3f}{:7.2f}{:14.3f}{:7.2f}".format(name, *row)


if __name__ == "__main__":
    main()
