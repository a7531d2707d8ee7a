"""Our own synthesisers and drum machine, in NumPy. Sounds are mono float32 at RATE, and go round the loop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from generators.training.music import Note

RATE = 44100
CONTROL = 64  # frames between two values of the filter's cutoff
Wave = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Patch:
    """A subtractive or FM voice. Times in seconds, cutoff in Hz, sweep in octaves, detune in semitones."""

    wave: str = "saw"
    voices: int = 1
    detune: float = 0.0
    attack: float = 0.005
    decay: float = 10.0
    release: float = 0.05
    cutoff: float = 8000.0
    sweep: float = 0.0
    sweep_decay: float = 0.2
    resonance: float = 0.7
    wobble: float = 0.0  # octaves of cutoff, once every `wobble_beats`
    wobble_beats: float = 0.5
    drive: float = 1.0


PATCHES = {
    "acid": Patch(cutoff=350, sweep=3.2, sweep_decay=0.13, resonance=7, drive=2.5, release=0.02),
    "bass": Patch(voices=2, detune=0.08, cutoff=300, sweep=2, sweep_decay=0.15, resonance=1.5),
    "sub": Patch(wave="sine", drive=1.6, attack=0.01),
    "reese": Patch(voices=3, detune=0.25, cutoff=500, wobble=2.2, resonance=2.5, drive=2),
    "supersaw": Patch(voices=6, detune=0.22, cutoff=7000, release=0.15),
    "lead": Patch(wave="square", voices=2, detune=0.1, cutoff=5000, release=0.1),
    "pluck": Patch(voices=2, detune=0.1, cutoff=600, sweep=3.5, sweep_decay=0.12, decay=0.3, release=0.15),
    "pad": Patch(voices=4, detune=0.15, attack=0.6, release=0.9, cutoff=1500, wobble=0.8, wobble_beats=8),
    "dub": Patch(voices=2, detune=0.08, cutoff=500, sweep=2.2, sweep_decay=0.12, resonance=2, decay=0.25),
    "bell": Patch(wave="fm", decay=0.9, release=0.6, cutoff=16000),
    "fm bass": Patch(wave="fm bass", decay=0.5, drive=1.8, release=0.03),
    "chip": Patch(wave="square", cutoff=12000, decay=0.8, release=0.02),
    "string machine": Patch(voices=5, detune=0.18, attack=0.15, release=0.4, cutoff=3500),
    "synth brass": Patch(voices=3, detune=0.12, attack=0.03, cutoff=700, sweep=2.4, sweep_decay=0.5, release=0.1),
    "glass": Patch(wave="glass", attack=0.4, release=1.0, cutoff=16000),
    "drone": Patch(voices=5, detune=0.2, attack=0.5, release=0.8, cutoff=700, wobble=1.2, wobble_beats=16, drive=1.5),
    "noise": Patch(wave="noise", attack=0.3, release=0.5, cutoff=2500, wobble=1.5, wobble_beats=8),
    "wind": Patch(wave="noise", attack=0.8, release=0.8, cutoff=700, wobble=1.0, wobble_beats=4, resonance=3),
    "noise hit": Patch(wave="noise", decay=0.06, release=0.03, cutoff=4000, sweep=1.0, resonance=2),
}
FILTERED = ("saw", "square", "noise")


def vary(patch: Patch, rng: Random) -> Patch:
    """A sibling of the patch, so that no two loops have exactly the same sound."""
    return replace(
        patch,
        wave="square" if patch.wave == "saw" and patch.voices == 1 and rng.random() < 0.4 else patch.wave,
        detune=patch.detune * rng.uniform(0.6, 1.5),
        cutoff=patch.cutoff * 2 ** rng.uniform(-0.8, 0.8),
        sweep=patch.sweep * rng.uniform(0.7, 1.15),
        sweep_decay=patch.sweep_decay * rng.uniform(0.7, 1.6),
        resonance=patch.resonance * rng.uniform(0.7, 1.3),
        wobble_beats=rng.choice((0.5, 1.0, 0.25)) if patch.wobble_beats < 4 else patch.wobble_beats,
        drive=patch.drive * rng.uniform(0.8, 1.5),
    )


def add_round(loop: Wave, sound: Wave, start: int) -> None:
    """Mix `sound` into `loop` at frame `start`; what runs over the end comes in at the beginning."""
    done = 0
    while done < len(sound):
        at = (start + done) % len(loop)
        count = min(len(loop) - at, len(sound) - done)
        loop[at : at + count] += sound[done : done + count]
        done += count


def sawtooth(phase: Wave, step: float) -> Wave:
    """Band-limited sawtooth of a phase in cycles (PolyBLEP: Välimäki & Huovilainen, 2007)."""
    phase = phase % 1
    wave = 2 * phase - 1
    low, high = phase < step, phase > 1 - step
    wave[low] -= -((phase[low] / step - 1) ** 2)
    wave[high] -= ((phase[high] - 1) / step + 1) ** 2
    return wave


def oscillate(patch: Patch, hertz: float, frames: int, rng: Random) -> Wave:
    time = np.arange(frames) / RATE
    if patch.wave == "sine":
        sine: Wave = np.sin(2 * np.pi * hertz * time)
        return sine
    if patch.wave == "fm":
        index = 3 * np.exp(-time / 0.4)
        bell: Wave = np.sin(2 * np.pi * hertz * time + index * np.sin(2 * np.pi * 3.5 * hertz * time))
        return bell
    if patch.wave == "fm bass":
        depth = 2.5 * np.exp(-time / 0.12) + 0.6
        bass: Wave = np.sin(2 * np.pi * hertz * time + depth * np.sin(2 * np.pi * hertz * time))
        return bass
    if patch.wave == "glass":
        partials = ((1, 1.0), (2.76, 0.35), (5.4, 0.12))
        glass: Wave = np.sum([gain * np.sin(2 * np.pi * ratio * hertz * time) for ratio, gain in partials], axis=0)
        return glass
    if patch.wave == "noise":
        return np.random.default_rng(rng.getrandbits(32)).standard_normal(frames)
    total: Wave = np.zeros(frames)
    for voice in range(patch.voices):
        spread = 2 * voice / max(patch.voices - 1, 1) - 1 if patch.voices > 1 else 0
        step = hertz * 2 ** (patch.detune * spread / 12) / RATE
        phase = rng.random() + np.arange(frames) * step
        total += sawtooth(phase, step) - (sawtooth(phase + 0.5, step) if patch.wave == "square" else 0)
    total /= np.sqrt(patch.voices)
    return total


def envelope(patch: Patch, held: int, frames: int) -> Wave:
    """Attack, exponential decay, and a release that starts after `held` frames."""
    time = np.arange(frames) / RATE
    level: Wave = np.minimum(time / patch.attack, 1) * np.exp(-time / patch.decay)
    level *= np.minimum(1, np.exp(-(time - held / RATE) / patch.release * 3))
    return level


def cutoff_curve(patch: Patch, notes: list[Note], beat: float, frames: int) -> Wave:
    """Cutoff in Hz at control rate: each note starts the sweep again, loud ones sweep further."""
    time = np.arange(0, frames, CONTROL) / RATE
    starts = np.array([note.start * beat for note in notes])
    accents = np.array([note.velocity / 100 for note in notes])
    order = np.argsort(starts)
    latest = order[np.searchsorted(starts[order], time, "right") - 1]
    since = (time - starts[latest]) % (frames / RATE)
    octaves = patch.sweep * accents[latest] * np.exp(-since / patch.sweep_decay)
    octaves += patch.wobble * np.sin(2 * np.pi * time / beat / patch.wobble_beats - np.pi / 2)
    cutoff: Wave = np.clip(patch.cutoff * 2**octaves, 60, 14000)
    return cutoff


def sweep_filter(sound: Wave, cutoff: Wave, resonance: float) -> Wave:
    """Resonant low-pass whose cutoff moves: cross-fades between fixed filters an octave apart."""
    octave = np.log2(np.repeat(cutoff, CONTROL)[: len(sound)] / 60)
    warm_up = min(len(sound), 4096)
    total = np.zeros(len(sound))
    for index in range(int(octave.min()), int(octave.max()) + 2):
        weight = np.maximum(0, 1 - np.abs(octave - index))
        filtered = low_pass(np.concatenate([sound[-warm_up:], sound]), min(60 * 2.0**index, 18000), resonance)
        total += weight * filtered[warm_up:]
    return total.astype(np.float32)


def low_pass(sound: Wave, cutoff: float, resonance: float = 0.7) -> Wave:
    """Second-order low-pass (R. Bristow-Johnson, Audio EQ Cookbook)."""
    omega = 2 * np.pi * cutoff / RATE
    alpha, cosine = np.sin(omega) / (2 * resonance), np.cos(omega)
    feed = np.array([(1 - cosine) / 2, 1 - cosine, (1 - cosine) / 2])
    filtered: Wave = lfilter(feed / (1 + alpha), [1, -2 * cosine / (1 + alpha), (1 - alpha) / (1 + alpha)], sound)
    return filtered


def play(patch: Patch, notes: list[Note], beat: float, frames: int, rng: Random) -> Wave:
    """Render a part round a loop of `frames`; `beat` is in seconds."""
    loop = np.zeros(frames, np.float32)
    for note in notes:
        held = int(note.length * beat * RATE)
        length = held + int(patch.release * RATE * 1.5)
        hertz = 440 * 2 ** ((note.pitch - 69) / 12)
        sound = oscillate(patch, hertz, length, rng) * envelope(patch, held, length) * (note.velocity / 127)
        add_round(loop, sound, int(note.start * beat * RATE))
    if patch.wave in FILTERED:
        loop = sweep_filter(loop, cutoff_curve(patch, notes, beat, frames), patch.resonance)
    loop *= 0.3 / max(float(np.sqrt((loop**2).mean())), 1e-6)
    driven: Wave = np.tanh(patch.drive * loop) / patch.drive
    return driven


def drum_machine(rng: Random) -> dict[int, Wave]:
    """A synthetic kit by General MIDI drum note: kick, snare, clap, closed and open hat, rim, shaker, cowbell."""
    noise = np.random.default_rng(rng.getrandbits(32)).standard_normal(RATE).astype(np.float32)
    time = np.arange(RATE) / RATE
    bright = noise - low_pass(noise, rng.uniform(5000, 8000))

    def decaying(sound: Wave, seconds: float) -> Wave:
        faded: Wave = sound * np.exp(-time / seconds)
        return faded[: int(min(seconds * 7, 1) * RATE)]

    pitch = rng.uniform(42, 58) * (1 + rng.uniform(2, 6) * np.exp(-time / rng.uniform(0.015, 0.04)))
    kick = np.tanh(rng.uniform(1, 3) * np.sin(2 * np.pi * np.cumsum(pitch) / RATE))
    tone = np.sin(2 * np.pi * rng.uniform(170, 230) * time)
    clap = 0.5 * np.sum([np.roll(bright + 0.3 * noise, shift) for shift in (0, 400, 900)], axis=0)
    metal = np.sign(np.sin(2 * np.pi * 560 * time)) + np.sign(np.sin(2 * np.pi * 845 * time))
    toms = {
        note: decaying(np.sin(2 * np.pi * hertz * time), 0.15)
        for note, hertz in ((43, 90), (45, 120), (47, 150), (50, 190))
    }
    return toms | {
        36: decaying(kick, rng.uniform(0.08, 0.3)),
        38: decaying(0.5 * tone + 0.5 * noise, rng.uniform(0.05, 0.1)),
        39: decaying(clap, rng.uniform(0.05, 0.09)),
        42: 0.5 * decaying(bright, rng.uniform(0.012, 0.03)),
        46: 0.5 * decaying(bright, rng.uniform(0.08, 0.18)),
        37: decaying(np.sin(2 * np.pi * 1700 * time), 0.012),
        70: 0.35 * decaying(bright, 0.025),
        56: 0.3 * decaying(metal, 0.06),
        63: decaying(np.sin(2 * np.pi * rng.uniform(280, 360) * time), 0.07),
        49: 0.5 * decaying(bright, 0.5),
        51: 0.3 * decaying(bright, 0.12),
    }
