"""Whether a loop that is no whole number of frames long drifts at the JACK port, lap after lap."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.followed import RATE, TONE
from benchmarks.peers import freewheeling, let_pass
from generators.base import BEATS_PER_BAR, Sound
from tests.daemon import daemon
from tests.jackd import jackd


def drift(minutes: float, tempo: float) -> tuple[int, float, float]:
    """What `laps` says of a loop of a bar, played so long while JACK freewheels."""
    with tempfile.TemporaryDirectory() as name, jackd(RATE, 4096) as server:
        flags = (*TONE, "--decks", "1", "--set", f"/tempo={tempo}", "--set", "/deck/1/bars=1")
        with (
            daemon(Path(name), *flags, output="jack", env=server.env) as instrument,
            server.recording(1, Path(name)) as recorded,
        ):
            time.sleep(1)
            server.run("jack_connect", "riffbridge:mix_L", "rec:in_1")
            with freewheeling(server):
                let_pass(instrument, minutes * tempo)
            recorded.stop()
    return laps(recorded.sound[0], BEATS_PER_BAR * 60 * RATE / tempo)


def laps(sound: Sound, length: float, window: int = 4096) -> tuple[int, float, float]:
    """Compare each lap of `length` frames (exact) with the third: how many there are, how far, in frames, the last
    ten have moved against the first ten, and the largest difference of a sample once they are laid on each other."""
    begin = int(np.flatnonzero(sound)[0] + 2.1 * length)
    pattern, moved, apart = sound[begin : begin + window], list[float](), 0.0
    for lap in range(1, int((len(sound) - begin - window) // length)):
        place = begin + lap * length
        near = [round(place) + off for off in range(-3, 4)]
        differences = [float(np.abs(sound[at : at + window] - pattern).max()) for at in near]
        best = int(np.argmin(differences))
        moved.append(near[best] - place)
        apart = max(apart, differences[best])
    return len(moved), float(np.mean(moved[-10:]) - np.mean(moved[:10])), apart
