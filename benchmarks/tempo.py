"""Downbeats at the JACK port against the clock that is followed: `riffbridge bench tempo`.

A JACK server (dummy driver; for MIDI clock synchronous, so that no tick is lost where a busy machine is late; for Link
asynchronous, and real-time where that is allowed), the daemon with the generator `tone`, and a clock in a process of
its own: `jack_midi_clock` under a timebase master, or a Link peer. The tempo changes twice in
mid-bar. An error is the distance of an onset in the recorded mix from the clock's beat: the recorder hears the port
and the clock's ticks in one timeline; of Link the peer tells the beat at a time of the monotonic clock, and the
recorder when each period began. Nothing is compensated. After two bars: from two bars after the start or a change on.

- bar 1: how far the first onset after the start lies from the peer's beat, start and stop being shared, and
  the phase of that beat in Link's quantum. Of MIDI clock the first ticks are over before their tempo is known.
- drift: the server freewheels for --minutes; each lap of the loop is compared with the third, sample by sample,
  at the frame where the grid has it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.onsets import Wave, onsets
from benchmarks.peers import jack_server, probe
from benchmarks.report import Table, need, parsed, parser, published
from generators.base import BEATS_PER_BAR, Sound
from tests.daemon import Daemon, daemon
from tests.jackd import Jackd, jackd

RATE, PPQN, LIMIT_MS = 48000, 24, 5.0
TEMPI = (97.0, 120.0, 174.0)
CHANGES = ((22.4, 1.0), (26.3, 1.1), (26.3, 0.85))  # beats at that factor of the tempo
TONE = ("--prompt", "880 hz", "--to", "880 hz", "--set", "/deck/1/seed/a=0", "--set", "/deck/1/seed/b=0")
TESTS = Path(__file__).parents[1] / "tests"
COLUMNS = (
    "clock", "tempo", "beats", "p50", "p95", "max", "downbeats p95", "within two bars", "bar 1", "within", "xruns",
)  # fmt: skip
NOTE = "In milliseconds, but tempo, beats and xruns. within: p95 of beats and downbeats after two bars ≤ 5 ms."


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


@contextmanager
def script(name: str, *arguments: str, env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """One of the tests' peers, which reads lines and says ready."""
    command = [sys.executable, str(TESTS / name), *arguments]
    with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
        assert peer.stdout
        try:
            if peer.stdout.readline() != "ready\n":
                raise RuntimeError(f"{name} does not start")
            yield peer
        finally:
            peer.kill()


def tell(peer: subprocess.Popen[str], line: str) -> None:
    assert peer.stdin
    print(line, file=peer.stdin, flush=True)


def ask(peer: subprocess.Popen[str], line: str) -> str:
    tell(peer, line)
    assert peer.stdout
    return peer.stdout.readline()


def against_midi(
    tempo: float, period: int, live: bool = True, changes: Sequence[tuple[float, float]] = CHANGES
) -> Followed:
    """Follow `jack_midi_clock`; if not `live` while the server freewheels."""
    with tempfile.TemporaryDirectory() as name, jackd(RATE, period, synchronous=live) as server:
        folder, env = Path(name), os.environ | server.env
        flags = (*TONE, "--decks", "1", "--set", "/clock/source=midi", "--connect", "clock_in:jack_midi_clock:mclk_out")
        with (
            script("jack_timebase.py", str(tempo), "4/4", str(folder / "unused.npz"), env=env) as master,
            subprocess.Popen(["jack_midi_clock"], env=env, stdout=subprocess.DEVNULL) as clock,
            daemon(folder, *flags, output="jack", env=server.env) as instrument,
            server.recording(2, folder) as recorded,
        ):
            for number, side in enumerate("LR", 1):
                server.run("jack_connect", f"riffbridge:mix_{side}", f"rec:in_{number}")
            server.run("jack_connect", "jack_midi_clock:mclk_out", "rec:midi")
            with nullcontext() if live else freewheeling(server):
                tell(master, "start")
                instrument.wait_until("/clock/state", "following")
                for count, factor in changes:
                    if factor != 1:
                        tell(master, f"tempo {tempo * factor}")
                    let_pass(instrument, count)
            missed = int(instrument.ask("/xruns")[0]) if live else 0
            recorded.stop()
            clock.terminate()
            clock.wait(5)
    ticks = np.array([frame for frame, message in recorded.midi if message == b"\xf8"], float)
    beats = ticks[::PPQN]
    return Followed(beats, onsets(recorded.sound, beats, RATE), kinks(np.diff(ticks), PPQN), missed)


def let_pass(instrument: Daemon, beats: float) -> None:
    """Wait for so many beats of the instrument."""
    begin = _beat(instrument)
    while _beat(instrument) < begin + beats:
        time.sleep(0.02)


def _beat(instrument: Daemon) -> float:
    bar, beat = instrument.ask("/position")
    return float((bar - 1) * BEATS_PER_BAR + beat - 1)


@contextmanager
def freewheeling(server: Jackd) -> Iterator[None]:
    """Let the server run as fast as its clients can."""
    import jack

    with _environment(server.env):
        client = jack.Client("second", no_start_server=True)
    client.activate()
    client.set_freewheel(True)
    try:
        yield
    finally:
        client.set_freewheel(False)
        time.sleep(0.2)
        client.deactivate()
        client.close()


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


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
            script("link_peer.py", str(tempo), env=dict(os.environ)) as peer,
            daemon(Path(name), *flags, output="jack", env=server.env) as instrument,
        ):
            wait_for_peer(instrument)
            with probe(server, Path(name)) as ears:
                known, kinked = _play_link(peer, tempo, changes)
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
    peer: subprocess.Popen[str], tempo: float, changes: Sequence[tuple[float, float]]
) -> tuple[list[tuple[float, float]], list[float]]:
    """Start in mid-bar and go through the changes; the peer's beat at many times, and where the tempo changed."""
    known: list[tuple[float, float]] = []

    def note() -> float:
        now = time.monotonic_ns()
        known.append((now / 1e9, float(ask(peer, f"at {now}").split()[0])))
        return known[-1][1]

    changed: list[float] = []
    while not 1.2 < note() % BEATS_PER_BAR < 1.8:
        time.sleep(0.02)
    ask(peer, "play")
    for beats, factor in changes:
        if factor != 1:
            changed.append(note())
            ask(peer, f"tempo {tempo * factor}")
        until = note() + beats
        while note() < until:
            time.sleep(0.02)
    return known, changed


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


def row(clock: str, tempo: float, followed: Followed) -> tuple[object, ...]:
    errors, known = followed.errors_ms, ~np.isnan(followed.errors_ms)
    settled, downbeats = known & followed.settled, np.arange(len(errors)) % BEATS_PER_BAR == 0
    p50, p95, most = (float(np.percentile(errors[settled], part)) for part in (50, 95, 100))
    downbeat = float(np.percentile(errors[settled & downbeats], 95))
    sooner = float(errors[known & ~followed.settled].max())
    within = max(p95, downbeat) <= LIMIT_MS
    return clock, tempo, int(settled.sum()), p50, p95, most, downbeat, sooner, followed.bar_one, within, followed.missed


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns the exit status."""
    made = parser("tempo", "downbeats at the JACK port against the clock that is followed")
    made.add_argument("--tempo", type=float, action="append", metavar="BPM", help=f"else {TEMPI}; may be repeated")
    made.add_argument("--period", type=int, default=256, metavar="N")
    made.add_argument("--minutes", type=float, default=30.0, metavar="N", help="of the freewheeled run")
    made.add_argument("--freewheel", action="store_true", help="MIDI clock as fast as the machine can, not live")
    made.add_argument("--clock", choices=("midi", "link", "drift"), action="append", help="else all; may be repeated")
    args = parsed(made, arguments)
    need(made, "jackd", "jack_wait", "jack_midi_clock")
    return published("tempo", _tables(args), args)


def _tables(args: Namespace) -> Iterator[Table]:
    clocks = args.clock or ("midi", "link", "drift")
    followed = Table(f"following a clock, period {args.period}", COLUMNS, {"period": args.period}, note=NOTE)
    for tempo in args.tempo or TEMPI:
        if "midi" in clocks:
            live = not args.freewheel
            followed.add(*row("MIDI", tempo, against_midi(tempo, args.period, live)))
        if "link" in clocks:
            followed.add(*row("Link", tempo, against_link(tempo, args.period)))
    if followed.rows:
        yield followed
    if "drift" in clocks:
        table = Table("drift", ("minutes", "tempo", "laps", "frames off at the end", "largest difference"))
        for tempo in args.tempo or TEMPI:
            table.add(args.minutes, tempo, *drift(args.minutes, tempo))
        yield table


if __name__ == "__main__":
    sys.exit(main())
