"""Quality, level, seam, coherence and cost of the decoder: `riffbridge bench decoder`.

Plays General MIDI instruments where FluidSynth and its soundfont are installed, else the sounds of NumPy.
SC is spectral convergence: 0 = the image's, 1 = silence. "3 ms" and "186 ms" are errors in dB of spectra in blocks as
long, of attacks and of tones. Cost is CPU seconds for a second of one channel.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks import sounds
from benchmarks.report import Table, parsed, parser, publish
from benchmarks.smoothness import dip_db
from benchmarks.sounds import blend, convergence, correlation, level_db, log_mel_error, spectral_error
from generators import decoder
from generators.base import Image, Sound
from generators.bundled_model import VOCODER
from generators.catalogue import BUNDLED_FOLDER
from generators.decoder import decode
from generators.spectrogram import BUNDLED, RIFFUSION, SpectrogramFormat, analyse, stft
from generators.vocoder import Vocoder

RATE = 44100
SECONDS = 4.0
FORMATS = {"bundled": BUNDLED, "riffusion": RIFFUSION}
PROGRAMS = {"piano": 0, "kit": -1, "bells": 14, "choir": 52, "sax": 65, "warm pad": 89}


def material(seed: int, seconds: float) -> dict[str, Sound]:
    """Named sounds (1, frames)."""
    played = {make.__name__: make(seed, seconds, RATE) for make in (sounds.piano, sounds.drums, sounds.pad)}
    if importlib.util.find_spec("fluidsynth") and Path(sounds.SOUNDFONT).exists():
        midi = {name: sounds.midi(program, seed, seconds, RATE) for name, program in PROGRAMS.items()}
        played = {f"{name} (NumPy)": sound for name, sound in played.items()} | midi
    return played


def quality(fmt: SpectrogramFormat, seconds: float) -> Table:
    """Iterations from noise against plain Griffin-Lim, and from where the vocoder leads, averaged over the material."""
    table = Table("quality", ("search", "SC", "log-mel dB", "3 ms dB", "186 ms dB", "level dB", "cost"))
    heard = material(1, seconds)
    images = {name: analyse(sound, fmt, RATE, loop=True) for name, sound in heard.items()}
    for momentum, iterations, vocoder in searches(fmt):
        rows = []
        for name, sound in heard.items():
            with _search(momentum, iterations):
                decoded, taken = timed(images[name], fmt, sound.shape[1], RATE, vocoder=vocoder)
            change = level_db(decoded, RATE) - level_db(sound, RATE, fmt.max_hz)
            errors = [spectral_error(sound, decoded, RATE, window, fmt.max_hz) for window in (128, 8192)]
            errors.insert(0, log_mel_error(sound, decoded, RATE, fmt.max_hz))
            rows.append((convergence(decoded, images[name], fmt, RATE), *errors, change, taken / seconds))
        kind = "vocoder, fast" if vocoder else "fast" if momentum else "plain"
        table.add(f"{kind} Griffin-Lim {iterations}", *np.mean(rows, axis=0).tolist())
    return table


def searches(fmt: SpectrogramFormat) -> Iterator[tuple[float, int, Vocoder | None]]:
    """Momentum, iterations and what leads them, each to be measured."""
    yield 0.0, 32, None
    for iterations in (8, 16, 32, 64):
        yield decoder.MOMENTUM, iterations, None
    if fmt == BUNDLED:
        for iterations in (0, 8, 12, 20, 32):
            yield decoder.MOMENTUM, iterations, Vocoder.load(BUNDLED_FOLDER / VOCODER)


@contextmanager
def _search(momentum: float, iterations: int) -> Iterator[None]:
    """Decode with these instead of the decoder's own."""
    before = decoder.MOMENTUM, decoder.ITERATIONS, decoder.VOCODED_ITERATIONS
    decoder.MOMENTUM, decoder.ITERATIONS, decoder.VOCODED_ITERATIONS = momentum, iterations, iterations
    try:
        yield
    finally:
        decoder.MOMENTUM, decoder.ITERATIONS, decoder.VOCODED_ITERATIONS = before


def each(fmt: SpectrogramFormat, seconds: float) -> Table:
    """Sound by sound, with the seam: jump and flux at the wrap as percentiles of those inside the clip."""
    table = Table("each", ("sound", "SC", "log-mel dB", "level dB", "jump %", "flux %"))
    for name, sound in material(1, seconds).items():
        late = np.roll(sound, round(0.19 * RATE), axis=1)  # else an attack lies on the wrap
        image = analyse(late, fmt, RATE, loop=True)
        decoded = decode(image, fmt, late.shape[1], RATE)
        change = level_db(decoded, RATE) - level_db(late, RATE, fmt.max_hz)
        error = log_mel_error(late, decoded, RATE, fmt.max_hz)
        table.add(name, convergence(decoded, image, fmt, RATE), error, change, *seam(decoded, fmt))
    return table


def seam(sound: Sound, fmt: SpectrogramFormat) -> tuple[float, float]:
    """Percentile of the sample jump and of the spectral flux at the wrap among all of the clip's."""
    jumps = np.abs(sound[0] - np.roll(sound[0], 1))
    columns = round(sound.shape[1] / RATE / fmt.hop_s)
    spectrum = np.abs(stft(sound, fmt, RATE, columns, sound.shape[1] / columns, loop=True))[0]
    flux = np.linalg.norm(spectrum - np.roll(spectrum, 1, axis=1), axis=0)
    return float((jumps < jumps[0]).mean() * 100), float((flux < flux[0]).mean() * 100)


def coherence(fmt: SpectrogramFormat, seconds: float) -> Table:
    """Keyframes ¼ and ½ between two sounds: their correlation; their half-way cross-fade against the spectrogram
    half-way between them, and, in 20 ms, against their power; and how near the second is to its own image."""
    one, two = material(1, seconds), material(2, seconds)
    first, second, third = list(one)[-6:][:3] if len(one) > 3 else list(one)
    last = list(one)[-1]
    pairs = {
        f"{first} – {second}": (one[first], one[second]),
        f"{third} – {last}": (one[third], one[last]),
        f"{first}, two seeds": (one[first], two[first]),
        f"{second}, two seeds": (one[second], two[second]),
        f"{last}, two seeds": (one[last], two[last]),
    }
    starts: dict[str, tuple[Sound | str | None, Vocoder | None]] = {
        "other noise": (_noise(one[first].shape), None),
        "common noise": (None, None),
        "chained": ("neighbour", None),
    }
    if fmt == BUNDLED:
        starts["chained, vocoder"] = ("neighbour", Vocoder.load(BUNDLED_FOLDER / VOCODER))
    table = Table("coherence", ("pair", "phases from", "correlation", "level dB", "dip dB", "SC", "own SC"))
    for name, (a, b) in pairs.items():
        from_a, from_b = (analyse(sound, fmt, RATE, loop=True) for sound in (a, b))
        images = [blend(from_a, from_b, alpha) for alpha in (0.25, 0.375, 0.5)]
        left = decode(images[0], fmt, a.shape[1], RATE)
        for origin, (start, vocoder) in starts.items():
            begin = left if isinstance(start, str) else start
            right = decode(images[2], fmt, a.shape[1], RATE, begin, vocoder=vocoder)
            own = convergence(right, images[2], fmt, RATE)
            table.add(name, origin, *_crossfade(left, right, images[1], fmt), own)
    return table


def _noise(shape: tuple[int, ...]) -> Sound:
    return np.random.default_rng(9).standard_normal(shape).astype(np.float32)


def _crossfade(left: Sound, right: Sound, middle: Image, fmt: SpectrogramFormat) -> tuple[float, float, float, float]:
    half: Sound = (left + right) / np.float32(2)
    level = level_db(half, RATE) - (level_db(left, RATE) + level_db(right, RATE)) / 2
    return correlation(left, right), level, dip_db(left, right), convergence(half, middle, fmt, RATE)


def cost(fmt: SpectrogramFormat, seconds: float) -> Table:
    """CPU time of one channel, from noise and chained, at three rates and at an awkward length."""
    table = Table("cost", ("rate", "frames", "from noise", "chained"))
    whole = [(rate, round(seconds * rate)) for rate in (44100, 48000, 96000)]
    for rate, frames in (*whole, (48000, round(0.97244 * seconds * 48000))):
        image = analyse(sounds.drums(0, frames / rate, rate), fmt, rate, loop=True)
        decode(image, fmt, frames, rate)
        fresh, alone = timed(image, fmt, frames, rate)
        _, chained = timed(image, fmt, frames, rate, fresh)
        table.add(rate, frames, alone * rate / frames, chained * rate / frames)
    return table


def timed(
    image: Image, fmt: SpectrogramFormat, frames: int, rate: int, start: Sound | None = None,
    vocoder: Vocoder | None = None,
) -> tuple[Sound, float]:  # fmt: skip
    """Decoded sound and the CPU seconds it took."""
    before = time.process_time()
    sound = decode(image, fmt, frames, rate, start, vocoder=vocoder)
    return sound, time.process_time() - before


TABLES: dict[str, Callable[[SpectrogramFormat, float], Table]] = {
    make.__name__: make for make in (quality, each, coherence, cost)
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns the exit status."""
    made = parser("decoder", "quality, level, seam, coherence and cost of the decoder")
    made.add_argument("--format", choices=FORMATS, action="append", dest="formats", help="else all; may be repeated")
    made.add_argument("--table", choices=TABLES, action="append", dest="tables", help="else all; may be repeated")
    made.add_argument("--seconds", type=float, default=SECONDS, metavar="X", help="length of each sound")
    args = parsed(made, arguments)
    if not 0.5 <= args.seconds <= 60:
        made.error("--seconds: from 0.5 to 60")
    publish(_tables(args), args)
    return 0


def _tables(args: Namespace) -> Iterator[Table]:
    for name in args.formats or FORMATS:
        for make in args.tables or TABLES:
            table = TABLES[make](FORMATS[name], args.seconds)
            table.title, table.common = f"{name}: {make}", {"format": name}
            yield table


if __name__ == "__main__":
    sys.exit(main())
