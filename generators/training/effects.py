"""Effects on a loop; each goes round, so what it returns loops as well as what it was given."""

from __future__ import annotations

from random import Random

import numpy as np
import scipy.fft

from generators.training.synths import RATE, Wave, add_round, low_pass

LEVEL = 0.1  # RMS of every loop: the live path does not normalise
CEILING = 0.95


def convolve_round(loop: Wave, response: Wave) -> Wave:
    folded = np.zeros_like(loop)
    add_round(folded, response, 0)
    product: Wave = scipy.fft.irfft(scipy.fft.rfft(loop) * scipy.fft.rfft(folded), len(loop))
    return product


def reverb(loop: Wave, seconds: float, amount: float, seed: int) -> Wave:
    """Exponentially decaying noise, darker than white; `amount` of it against the dry sound."""
    time = np.arange(int(1.3 * seconds * RATE)) / RATE
    noise = np.random.default_rng(seed).standard_normal(len(time)) * np.exp(-time * 6.9 / seconds)
    response = low_pass(noise, 5000)
    wet = convolve_round(loop, response / np.sqrt((response**2).sum()))
    return loop + amount * wet


def echo(loop: Wave, delay: float, feedback: float) -> Wave:
    """Repeats every `delay` seconds, each darker and `feedback` times as loud."""
    response = np.zeros(int(6 * delay * RATE) + 1, np.float32)
    for repeat in range(1, 6):
        response[int(repeat * delay * RATE)] = feedback**repeat
    return loop + low_pass(convolve_round(loop, response), 3500)


def pump(loop: Wave, beat: float, depth: float) -> Wave:
    """Side-chain: duck on every beat (`beat` seconds) and come back within half of it."""
    since = (np.arange(len(loop)) / RATE) % beat
    gain: Wave = 1 - depth * np.exp(-since / (0.25 * beat))
    return (loop * gain).astype(np.float32)


def swell(loop: Wave, bars: int, rng: Random) -> Wave:
    """A loudness of its own: up to 30 dB down and up again, smoothly or in steps, some times round the loop."""
    points = rng.choice((2, 3, 4, 8)) * (bars if rng.random() < 0.5 else 1)
    levels = np.array([rng.uniform(-30, 0) for _ in range(points)])
    place = np.arange(len(loop)) / len(loop) * points
    here, after = levels[place.astype(int)], levels[(place.astype(int) + 1) % points]
    ramp = rng.choice((1.0, 1.0, 0.1))  # share of the way to the next point in which the loudness changes
    way = np.clip((place % 1 - 1) / ramp + 1, 0, 1)
    gain: Wave = 10 ** ((here + (after - here) * way) / 20)
    return (loop * gain).astype(np.float32)


def vinyl(loop: Wave, seed: int) -> Wave:
    """Hiss and crackle of an old record."""
    rng = np.random.default_rng(seed)
    hiss = low_pass(rng.standard_normal(len(loop)).astype(np.float32), 6000)
    clicks = (rng.random(len(loop)) < 8 / RATE) * rng.uniform(-1, 1, len(loop)) * 3
    level = float(np.sqrt((loop**2).mean()))
    return (loop + 0.03 * level * hiss + level * clicks).astype(np.float32)


def normalise(loop: Wave) -> Wave:
    """RMS to LEVEL; peaks are bent, not the level."""
    scaled = loop * (LEVEL / max(float(np.sqrt((loop**2).mean())), 1e-6))
    bent: Wave = (np.tanh(scaled / CEILING) * CEILING).astype(np.float32)
    return bent
