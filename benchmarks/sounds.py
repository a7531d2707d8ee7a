"""Looping sounds to decode, and how a decoded sound is compared with its original."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from generators.base import Image, Sound
from generators.spectrogram import SpectrogramFormat, filterbank, stft

Wave = NDArray[np.floating[Any]]  # (frames,)
BEAT_S = 0.5
LEVEL = 0.1  # RMS of every sound here
SOUNDFONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"  # Debian's fluid-soundfont-gm


def piano(seed: int, seconds: float, rate: int) -> Sound:
    """Struck strings: a decaying chord of ten partials each beat."""
    rng = np.random.default_rng(seed)
    t = np.arange(round(2.5 * rate)) / rate
    decays = [np.exp(-t * (1.5 + n)) / n for n in range(1, 11)]
    sound = np.zeros(round(seconds * rate))
    for beat in np.arange(0, seconds, BEAT_S):
        for key in 48 + rng.choice([0, 3, 5, 7, 10, 12, 15, 19], 3, replace=False):
            pitch = 440 * 2 ** ((key - 69) / 12)
            partials = [np.sin(2 * np.pi * pitch * n * t) * decay for n, decay in enumerate(decays, 1)]
            _add(sound, beat, rate, np.sum(partials, axis=0) * np.minimum(t * 500, 1) * rng.uniform(0.5, 1))
    return _levelled(sound)


def drums(seed: int, seconds: float, rate: int) -> Sound:
    """Kick, snare and hi-hat in sixteenths."""
    rng = np.random.default_rng(seed)
    t = np.arange(round(0.3 * rate)) / rate
    sound = np.zeros(round(seconds * rate))
    for step, start in enumerate(np.arange(0, seconds, BEAT_S / 4)):
        if step % 4 == 0 or rng.random() < 0.1:
            _add(sound, start, rate, np.sin(2 * np.pi * (50 * t + 6 * (1 - np.exp(-40 * t)))) * np.exp(-9 * t))
        if step % 8 == 4:
            _add(sound, start, rate, 0.5 * rng.standard_normal(len(t)) * np.exp(-18 * t))
        if step % 2 == 1 or rng.random() < 0.3:
            _add(sound, start, rate, 0.3 * np.diff(rng.standard_normal(len(t)), prepend=0) * np.exp(-60 * t))
    return _levelled(sound)


def pad(seed: int, seconds: float, rate: int) -> Sound:
    """A held chord of detuned voices, each with a whole number of cycles to the loop."""
    rng = np.random.default_rng(seed)
    frames, partials = round(seconds * rate), np.arange(1, 16)
    spectrum = np.zeros(frames // 2 + 1, complex)
    for key in rng.choice([45, 52, 57, 60, 64, 69], 4, replace=False):
        for detune in (-0.08, 0, 0.08):
            cycles = round(440 * 2 ** ((key + detune - 69) / 12) * seconds)
            phases = rng.uniform(0, 2 * np.pi, 16)[partials] - np.pi / 2  # of sines
            spectrum[cycles * partials] += np.exp(1j * phases) / partials**1.3
    return _levelled(np.fft.irfft(spectrum, frames))


def midi(program: int, seed: int, seconds: float, rate: int) -> Sound:
    """Chords on a General MIDI program, or bank 128's kit for −1, through FluidSynth; mono.

    Needs pyfluidsynth (the extra `train`) and SOUNDFONT.
    """
    import fluidsynth

    rng = np.random.default_rng(seed)
    synth = fluidsynth.Synth(samplerate=float(rate))
    font = synth.sfload(SOUNDFONT)
    channel, bank = (9, 128) if program < 0 else (0, 0)
    synth.program_select(channel, font, bank, max(program, 0))
    sound: list[Wave] = []
    rhythm = [[(36, 42), (42,), (38, 42), (42,)], [(36,), (36, 42), (38, 46), (42,)]][seed % 2]
    beats = [rhythm[i % 4] if program < 0 else _chord(rng) for i in range(round(seconds / BEAT_S))]
    for keys in beats + beats:  # the second round holds the tails of the first
        for key in keys:
            synth.noteon(channel, key, int(rng.integers(80, 120)))
        sound.append(synth.get_samples(round(BEAT_S * rate)))
        for key in keys:
            synth.noteoff(channel, key)
    synth.delete()
    stereo = np.concatenate(sound).reshape(-1, 2)[-round(seconds * rate) :].astype(np.float64)
    return _levelled(_without_dc(stereo.mean(axis=1), seconds))


def convergence(sound: Sound, image: Image, fmt: SpectrogramFormat, rate: int) -> float:
    """Spectral convergence of the bands of a looping sound against its image's: 0 = the same, 1 = silence."""
    columns = image.shape[2]
    spectrum = np.abs(stft(sound, fmt, rate, columns, sound.shape[1] / columns, loop=True))
    bands = np.stack([filterbank(fmt, rate) @ channel for channel in spectrum])
    target = fmt.decode(image)
    return float(np.linalg.norm(bands - target) / np.linalg.norm(target))


def log_mel_error(a: Sound, b: Sound, rate: int, max_hz: float) -> float:
    """Mean difference in dB of 80 mel bands, window 23 ms, over the 80 dB below full scale."""
    fine = SpectrogramFormat(80, 0, max_hz, 700, 0.0058, 1024 / 44100, 1024 / 44100, 0.5, unit_area=True)
    columns = round(a.shape[1] / rate / fine.hop_s)

    def levels(sound: Sound) -> NDArray[np.floating[Any]]:
        spectrum = np.abs(stft(sound, fine, rate, columns, sound.shape[1] / columns, loop=True))
        bands = np.stack([filterbank(fine, rate) @ channel for channel in spectrum])
        level: NDArray[np.floating[Any]] = 20 * np.log10(np.maximum(2 * bands, 1e-4))
        return level

    return float(np.abs(levels(a) - levels(b)).mean())


def spectral_error(a: Sound, b: Sound, rate: int, window: int, max_hz: float) -> float:
    """Mean difference in dB of the bins of two looping sounds, in blocks of `window` frames, over the 80 dB below the
    loudest. Short blocks hear attacks, long ones the purity of tones; neither is what an image was made with."""
    even = SpectrogramFormat(1, 0, max_hz, 700, window / 4 / rate, window / rate, window / rate, 0.5)
    columns = round(a.shape[1] / (window / 4))
    one, other = (np.abs(stft(sound, even, rate, columns, sound.shape[1] / columns, loop=True)) for sound in (a, b))
    below = round(max_hz * window / rate)
    floor = one.max() * 1e-4
    ratio = (one[:, :below] + floor) / (other[:, :below] + floor)
    return float(np.abs(20 * np.log10(ratio)).mean())


def level_db(sound: Sound, rate: int, max_hz: float = np.inf) -> float:
    """RMS below `max_hz` in dB relative to 1."""
    spectrum = np.abs(np.fft.rfft(sound.astype(np.float64))) ** 2
    spectrum[:, np.arange(spectrum.shape[1]) * rate / sound.shape[1] > max_hz] = 0
    return float(10 * np.log10(2 * spectrum.sum() / sound.size / sound.shape[1] + 1e-20))


def correlation(a: Sound, b: Sound) -> float:
    """Of two waveforms, sample by sample, −1 to 1."""
    return float((a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum()))


def blend(a: Image, b: Image, alpha: float) -> Image:
    """Pixels `alpha` of the way from one image to another."""
    return np.round(a * (1 - alpha) + b * alpha).astype(np.uint8)


def _add(sound: Wave, start_s: float, rate: int, note: Wave) -> None:
    """Add a note that goes round the end of the loop."""
    np.add.at(sound, (round(start_s * rate) + np.arange(len(note))) % len(sound), note)


def _chord(rng: np.random.Generator) -> tuple[int, ...]:
    return tuple(int(key) for key in 48 + rng.choice([0, 3, 5, 7, 10, 12, 15, 19], 3, replace=False))


def _levelled(sound: Wave) -> Sound:
    levelled: Sound = (sound / np.sqrt((sound**2).mean()) * LEVEL)[None].astype(np.float32)
    return levelled


def _without_dc(sound: Wave, seconds: float) -> Wave:
    """Some instruments of the soundfont carry more DC than sound; an image holds nothing below its lowest band."""
    spectrum = np.fft.rfft(sound)
    spectrum[: round(25 * seconds)] = 0
    high: Wave = np.fft.irfft(spectrum, len(sound))
    return high
