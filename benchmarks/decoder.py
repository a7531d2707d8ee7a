"""Quality, level, seam, coherence and cost of the decoder: `python -m benchmarks.decoder`.

Plays General MIDI instruments where FluidSynth and its soundfont are installed, else the sounds of NumPy.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks import sounds
from benchmarks.sounds import blend, convergence, correlation, level_db, log_mel_error
from generators import decoder
from generators.base import Image, Sound
from generators.decoder import decode
from generators.spectrogram import BUNDLED, RIFFUSION, SpectrogramFormat, analyse, stft

RATE = 44100
SECONDS = 4.0
FRAMES = round(SECONDS * RATE)
FORMATS = {"bundled": BUNDLED, "riffusion": RIFFUSION}
PROGRAMS = {"piano": 0, "kit": -1, "bells": 14, "choir": 52, "sax": 65, "warm pad": 89}


def material(seed: int) -> dict[str, Sound]:
    """Named sounds (1, FRAMES)."""
    played = {make.__name__: make(seed, SECONDS, RATE) for make in (sounds.piano, sounds.drums, sounds.pad)}
    if importlib.util.find_spec("fluidsynth") and Path(sounds.SOUNDFONT).exists():
        midi = {name: sounds.midi(program, seed, SECONDS, RATE) for name, program in PROGRAMS.items()}
        played = {f"{name} (NumPy)": sound for name, sound in played.items()} | midi
    return played


def quality(fmt: SpectrogramFormat) -> None:
    """Iterations against plain Griffin-Lim, averaged over the material."""
    heard = material(seed=1)
    images = {name: analyse(sound, fmt, RATE, loop=True) for name, sound in heard.items()}
    print(f"{'':24}{'SC':>7}{'log-mel dB':>12}{'level dB':>10}{'× real time':>13}")
    for momentum, iterations in ((0.0, 32), (0.99, 8), (0.99, 16), (0.99, 32), (0.99, 64)):
        rows = []
        for name, sound in heard.items():
            with _search(momentum, iterations):
                decoded, seconds = timed(images[name], fmt, FRAMES, RATE)
            change = level_db(decoded, RATE) - level_db(sound, RATE, fmt.max_hz)
            error = log_mel_error(sound, decoded, RATE, fmt.max_hz)
            rows.append((convergence(decoded, images[name], fmt, RATE), error, change, seconds / SECONDS))
        mean = np.mean(rows, axis=0)
        kind = "fast" if momentum else "plain"
        print(f"{f'{kind} Griffin-Lim {iterations}':24}{mean[0]:7.3f}{mean[1]:12.2f}{mean[2]:+10.2f}{mean[3]:13.3f}")


@contextmanager
def _search(momentum: float, iterations: int) -> Iterator[None]:
    """Decode with these instead of the decoder's own."""
    before = decoder.MOMENTUM, decoder.ITERATIONS
    decoder.MOMENTUM, decoder.ITERATIONS = momentum, iterations
    try:
        yield
    finally:
        decoder.MOMENTUM, decoder.ITERATIONS = before


def each(fmt: SpectrogramFormat) -> None:
    """Sound by sound, with the seam: jump and flux at the wrap as percentiles of those inside the clip."""
    print(f"{'':24}{'SC':>7}{'log-mel dB':>12}{'level dB':>10}{'jump %':>9}{'flux %':>8}")
    for name, sound in material(seed=1).items():
        late = np.roll(sound, round(0.19 * RATE), axis=1)  # else an attack lies on the wrap
        image = analyse(late, fmt, RATE, loop=True)
        decoded = decode(image, fmt, FRAMES, RATE)
        change = level_db(decoded, RATE) - level_db(late, RATE, fmt.max_hz)
        error = log_mel_error(late, decoded, RATE, fmt.max_hz)
        jump, flux = seam(decoded, fmt)
        score = convergence(decoded, image, fmt, RATE)
        print(f"{name:24}{score:7.3f}{error:12.2f}{change:+10.2f}{jump:9.0f}{flux:8.0f}")


def seam(sound: Sound, fmt: SpectrogramFormat) -> tuple[float, float]:
    """Percentile of the sample jump and of the spectral flux at the wrap among all of the clip's."""
    jumps = np.abs(sound[0] - np.roll(sound[0], 1))
    columns = round(SECONDS / fmt.hop_s)
    spectrum = np.abs(stft(sound, fmt, RATE, columns, sound.shape[1] / columns, loop=True))[0]
    flux = np.linalg.norm(spectrum - np.roll(spectrum, 1, axis=1), axis=0)
    return float((jumps < jumps[0]).mean() * 100), float((flux < flux[0]).mean() * 100)


def coherence(fmt: SpectrogramFormat) -> None:
    """Keyframes ¼ and ½ between two sounds: their correlation, and their half-way cross-fade against the
    spectrogram half-way between them."""
    one, two = material(seed=1), material(seed=2)
    first, second, third = list(one)[-6:][:3] if len(one) > 3 else list(one)
    last = list(one)[-1]
    pairs = {
        f"{first} – {second}": (one[first], one[second]),
        f"{third} – {last}": (one[third], one[last]),
        f"{first}, two seeds": (one[first], two[first]),
        f"{second}, two seeds": (one[second], two[second]),
        f"{last}, two seeds": (one[last], two[last]),
    }
    starts = {"other noise": _noise(), "common noise": None, "chained": "neighbour"}
    print(f"{'':24}" + "".join(f"{name:>24}" for name in starts) + f"{'':>4}(correlation / level dB / SC)")
    for name, (a, b) in pairs.items():
        from_a, from_b = (analyse(sound, fmt, RATE, loop=True) for sound in (a, b))
        images = [blend(from_a, from_b, alpha) for alpha in (0.25, 0.375, 0.5)]
        left = decode(images[0], fmt, FRAMES, RATE)
        cells = []
        for start in starts.values():
            right = decode(images[2], fmt, FRAMES, RATE, left if isinstance(start, str) else start)
            cells.append(_crossfade(left, right, images[1], fmt))
        print(f"{name:24}" + "".join(f"{cell:>24}" for cell in cells))


def _noise() -> Sound:
    return np.random.default_rng(9).standard_normal((1, FRAMES)).astype(np.float32)


def _crossfade(left: Sound, right: Sound, middle: Image, fmt: SpectrogramFormat) -> str:
    half: Sound = (left + right) / np.float32(2)
    level = level_db(half, RATE) - (level_db(left, RATE) + level_db(right, RATE)) / 2
    return f"{correlation(left, right):.2f} / {level:+.1f} / {convergence(half, middle, fmt, RATE):.2f}"


def cost(fmt: SpectrogramFormat) -> None:
    """CPU time of one channel, from noise and chained, at three rates and at an awkward length."""
    for rate, frames in ((44100, FRAMES), (48000, 192000), (96000, 384000), (48000, 186_709)):
        image = analyse(sounds.drums(0, frames / rate, rate), fmt, rate, loop=True)
        decode(image, fmt, frames, rate)
        fresh, alone = timed(image, fmt, frames, rate)
        _, chained = timed(image, fmt, frames, rate, fresh)
        alone, chained = alone * rate / frames, chained * rate / frames
        print(f"{rate} Hz, {frames} frames: {alone:.3f}, chained {chained:.3f} × real time")


def timed(
    image: Image, fmt: SpectrogramFormat, frames: int, rate: int, start: Sound | None = None
) -> tuple[Sound, float]:
    """Decoded sound and the CPU seconds it took."""
    before = time.process_time()
    sound = decode(image, fmt, frames, rate, start)
    return sound, time.process_time() - before


def main() -> None:
    for name, fmt in FORMATS.items():
        for table in (quality, each, coherence, cost):
            print(f"\n{name}: {table.__name__}")
            table(fmt)


if __name__ == "__main__":
    main()
