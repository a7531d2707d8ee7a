"""A generator without a network, for soundchecks and tests. NumPy and SciPy only."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from generators.base import Cancelled, Clip, ClipRequest, Sound
from generators.metre import METRES
from generators.spectrogram import BUNDLED, analyse

RMS = 0.1  # -20 dBFS
ACCENT, BEAT, FLOOR = 1.0, 0.5, 0.25  # peak on a bar's first beat and on the others, and what never falls silent
ATTACK_S, DECAY_S = 0.004, 0.15
PENTATONIC = (0, 2, 4, 7, 9)  # semitones above 220 Hz
HERTZ = re.compile(r"(\d+(?:\.\d+)?)\s*hz\b", re.IGNORECASE)
STEADY = re.compile(r"\bsteady\b", re.IGNORECASE)

Wave = NDArray[np.float64]


class Tone:
    """Paints a tone that pulses on every beat that is felt (two to the bar in 6/8), louder on the first of each bar.

    - Pitch: "440 Hz" in a prompt, moved to the nearest whole number of cycles per clip so that clips join
      with their phases continuous; other prompts name a note of a pentatonic scale on 220 Hz by their hash,
      in the octave `seed % 3`.
    - Timbre: the seed sets three weak overtones; seed 0 has none and is a sine.
    - "steady" in the prompt leaves the pulses out.
    - Alpha cross-fades A and B. The level is -20 dBFS RMS, whatever the request.
    - The right channel is a quarter of a cycle ahead of the left.

    Everything else in the request is ignored, but `steps` divides `delay`, the seconds a clip takes.
    """

    def __init__(self, channels: int = 2, delay: float = 0.0) -> None:
        self.name = "tone"
        self.channels = channels
        self.delay = delay

    def paint(
        self, request: ClipRequest, after: Clip | None, cancelled: Callable[[], bool],  # noqa: ARG002
        company: Sequence[ClipRequest] = (),  # noqa: ARG002
    ) -> Clip:  # fmt: skip
        for _ in range(request.steps):
            if cancelled():
                raise Cancelled
            time.sleep(self.delay / request.steps)
        sound = self._sound(request.canonical())
        return Clip(request, analyse(sound, BUNDLED, request.rate, loop=True), sound)

    def _sound(self, request: ClipRequest) -> Sound:
        wave = voice(request, request.prompt_a, request.seed_a, self.channels)
        if request.alpha:
            other = voice(request, request.prompt_b, request.seed_b, self.channels)
            wave = wave + request.alpha * (other - wave)
        return levelled(wave).astype(np.float32)


def voice(request: ClipRequest, prompt: str, seed: int, channels: int) -> Wave:
    """One end of the path: (channels, frames) at -20 dBFS RMS.

    Raises ValueError for a pitch that the sample rate cannot carry.
    """
    cycles = max(1, round(pitch(prompt, seed) * request.seconds))
    if cycles >= request.frames / 2:
        raise ValueError(f"{prompt!r} asks for more than {request.rate / 2:g} Hz, half the sample rate")
    turns = cycles * np.arange(request.frames) / request.frames + np.arange(channels)[:, None] / 4
    wave = np.zeros_like(turns)
    for harmonic, level in enumerate(overtones(seed), start=1):
        if harmonic * cycles < request.frames / 2:
            wave += level * np.sin(2 * np.pi * harmonic * turns)
    if not STEADY.search(prompt):
        wave *= pulses(request)
    return levelled(wave)


def levelled(wave: Wave) -> Wave:
    scaled: Wave = wave * (RMS / np.sqrt(np.mean(wave**2)))
    return scaled


def pitch(prompt: str, seed: int) -> float:
    """The prompt's pitch in Hz."""
    if named := HERTZ.search(prompt):
        return float(named[1])
    semitones = PENTATONIC[_hash(prompt) % len(PENTATONIC)] + 12 * (seed % 3)
    return float(220 * 2 ** (semitones / 12))


def overtones(seed: int) -> list[float]:
    """Levels of the first four harmonics; the first is 1, the others at most 0.25."""
    digest = _hash(str(seed)) if seed else 0
    return [1.0, *((digest >> shift) % 256 / 1020 for shift in (0, 8, 16))]


def pulses(request: ClipRequest) -> Wave:
    """Envelope (frames,): each beat rises over 4 ms from where the one before had decayed to."""
    bar = METRES[request.metre].pulses
    beats = request.bars * bar
    position = np.arange(request.frames) * beats / request.frames
    since = position % 1 * request.seconds / beats
    peak = np.where(position % bar < 1, ACCENT, BEAT)
    before = np.where((position - 1) % bar < 1, ACCENT, BEAT)
    rise = 0.5 - 0.5 * np.cos(np.pi * np.minimum(since / ATTACK_S, 1))
    left = before * np.exp(-(since + request.seconds / beats) / DECAY_S)
    envelope: Wave = FLOOR + left + rise * (peak * np.exp(-since / DECAY_S) - left)
    return envelope


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "little")
