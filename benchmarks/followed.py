"""A clock in a process of its own, the daemon that follows it, and how far its onsets at the JACK port are from it.

A JACK server (dummy driver; for MIDI clock synchronous, so that no tick is lost where a busy machine is late; for Link
asynchronous, and real-time where that is allowed), the daemon with the generator `tone`, and `jack_midi_clock` under a
timebase master, or a Link peer. The tempo changes twice in mid-bar. The recorder hears the port and the clock's ticks
in one timeline; of Link the peer tells the beat at a time of the monotonic clock, and the recorder when each period
began.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.onsets import Wave, onsets
from benchmarks.peers import freewheeling, jack_server, let_pass, probe
from generators.base import BEATS_PER_BAR
from tests.daemon import Daemon, daemon
from tests.jackd import jackd
from tests.peer import Peer, peer

RATE, PPQN = 48000, 24
CHANGES = ((22.4, 1.0), (26.3, 1.1), (26.3, 0.85))  # beats at that factor of the tempo
TONE = ("--prompt", "880 hz", "--to", "880 hz", "--set", "/deck/1/seed/a=0", "--set", "/deck/1/seed/b=0")


@dataclass(frozen=True)
class Followed:
    """Frames of the clock's beats (n,) and of their onsets, NaN where there is none; the beats at which the tempo
    changed; how many periods JACK missed; by how many ms bar 1 missed the boundary of Link's quantum."""

    beats: Wave
    onsets: Wave
    changes: list[float]
    missed: int = 0
    bar_one: float | None = None

    @property
    def errors_ms(self) -> Wave:
        return np.abs(self.onsets - self.beats) * 1000 / RATE

    @property
    def settled(self) -> NDArray[np.bool_]:
        """Which beats are two bars or more after the start and each change."""
        number = np.arange(len(self.beats))
        far = [(number < at) | (number >= at + 2 * BEATS_PER_BAR) for at in (0.0, *self.changes)]
        settled: NDArray[np.bool_] = np.array(far).min(axis=0)
        return settled


def against_midi(
    tempo: float, period: int, live: bool = True, changes: Sequence[tuple[float, float]] = CHANGES
) -> Followed:
    """Follow `jack_midi_clock`; if not `live` while the server freewheels."""
    with tempfile.TemporaryDirectory() as name, jackd(RATE, period, synchronous=live) as server:
        folder, env = Path(name), os.environ | server.env
        flags = (*TONE, "--decks", "1", "--set", "/clock/source=midi", "--connect", "clock_in:jack_midi_clock:mclk_out")
        with (
            peer("jack_timebase.py", str(tempo), "4/4", str(folder / "unused.npz"), env=env) as master,
            subprocess.Popen(["jack_midi_clock"], env=env, stdout=subprocess.DEVNULL) as clock,
            daemon(folder, *flags, output="jack", env=server.env) as instrument,
            server.recording(2, folder) as recorded,
        ):
            for number, side in enumerate("LR", 1):
                server.run("jack_connect", f"riffbridge:mix_{side}", f"rec:in_{number}")
            server.run("jack_connect", "jack_midi_clock:mclk_out", "rec:midi")
            with nullcontext() if live else freewheeling(server):
                master.tell("start")
                instrument.wait_until("/clock/state", "following")
                for count, factor in changes:
                    if factor != 1:
                        master.tell(f"tempo {tempo * factor}")
                    let_pass(instrument, count)
            missed = int(instrument.ask("/xruns")[0]) if live else 0
            recorded.stop()
            clock.terminate()
            clock.wait(5)
    ticks = np.array([frame for frame, message in recorded.midi if message == b"\xf8"], float)
    beats = ticks[::PPQN]
    return Followed(beats, onsets(recorded.sound, beats, RATE), kinks(np.diff(ticks), PPQN), missed)


def kinks(gaps: NDArray[np.floating], per_beat: int) -> list[float]:
    """The beats at which the gaps between ticks change by more than 3 % for good."""
    usual = [float(np.median(gaps[max(i - per_beat, 0) : i + 1])) for i in range(len(gaps))]
    later = [float(np.median(gaps[i + 1 : i + per_beat + 2])) for i in range(len(gaps) - per_beat)]
    found: list[float] = []
    for index, after in enumerate(later):
        if abs(after / usual[index] - 1) > 0.03 and (not found or index / per_beat - found[-1] > BEATS_PER_BAR):
            found.append(index / per_beat)
    return found


def against_link(tempo: float, period: int, changes: Sequence[tuple[float, float]] = CHANGES) -> Followed:
    """Follow a Link peer that starts in mid-bar."""
    with tempfile.TemporaryDirectory() as name, jack_server(period) as server:
        flags = (*TONE, "--decks", "1", "--set", "/clock/source=link", "--set", "/clock/startstop=1")
        with (
            peer("link_peer.py", str(tempo)) as other,
            daemon(Path(name), *flags, output="jack", env=server.env) as instrument,
        ):
            wait_for_peer(instrument)
            with probe(server, Path(name)) as ears:
                known, kinked = _play_link(other, tempo, changes)
                missed = int(instrument.ask("/xruns")[0])
            recording = ears.recording
    times, at = np.array(known).T
    heard = np.flatnonzero(np.hypot(*np.nan_to_num(recording.sound)) > 1e-3)
    first = float(np.interp(np.interp(heard[0], recording.starts, recording.times), times, at))
    began = np.ceil(first - 0.2)
    count = np.arange(began, np.floor(at[-1]) - 1)
    beats = np.interp(np.interp(count, at, times), recording.times, recording.starts)
    found = onsets(np.nan_to_num(recording.sound), beats, RATE)
    phase_ms = float((began + 2) % BEATS_PER_BAR - 2) * 60000 / tempo
    bar_one = phase_ms + (found[0] - beats[0]) * 1000 / RATE
    return Followed(beats, found, [beat - began for beat in kinked], missed, bar_one)


def wait_for_peer(instrument: Daemon) -> None:
    deadline = time.monotonic() + 20
    while instrument.ask("/clock/peers") != [1]:
        if time.monotonic() > deadline:
            raise RuntimeError("no Link peer")
        time.sleep(0.1)
    time.sleep(0.5)


def _play_link(
    other: Peer, tempo: float, changes: Sequence[tuple[float, float]]
) -> tuple[list[tuple[float, float]], list[float]]:
    """Start in mid-bar and go through the changes; the peer's beat at many times, and where the tempo changed."""
    known: list[tuple[float, float]] = []

    def note() -> float:
        now = time.monotonic_ns()
        known.append((now / 1e9, float(other.ask(f"at {now}").split()[0])))
        return known[-1][1]

    changed: list[float] = []
    while not 1.2 < note() % BEATS_PER_BAR < 1.8:
        time.sleep(0.02)
    other.ask("play")
    for beats, factor in changes:
        if factor != 1:
            changed.append(note())
            other.ask(f"tempo {tempo * factor}")
        until = note() + beats
        while note() < until:
            time.sleep(0.02)
    return known, changed
