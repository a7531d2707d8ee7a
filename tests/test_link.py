"""Ableton Link against a real peer in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from waiting import until

from bridge.sync.link import LinkClock, LinkUnavailable

RATE = 48000


@dataclass
class Peer:
    process: subprocess.Popen[str]

    def ask(self, line: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        print(line, file=self.process.stdin, flush=True)
        return self.process.stdout.readline()

    def at(self, seconds: float, quantum: int = 4) -> tuple[float, float]:
        beat, tempo, _ = self.ask(f"at {round(seconds * 1e9)} {quantum}").split()
        return float(beat), float(tempo)


@contextmanager
def peer(tempo: float) -> Iterator[Peer]:
    command = [sys.executable, str(Path(__file__).with_name("link_peer.py")), str(tempo)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield Peer(process)
    finally:
        process.kill()
        process.wait()


@contextmanager
def clock(tempo: float) -> Iterator[LinkClock]:
    ours = LinkClock(RATE, tempo, lambda frame: frame / RATE)
    try:
        yield ours
    finally:
        ours.close()


def frame_now() -> int:
    return round(time.monotonic() * RATE)


def test_tempo_and_phase_are_those_of_the_session() -> None:
    with peer(97) as other:
        time.sleep(1)
        with clock(120) as ours:
            until(lambda: ours.peers == 1)
            until(lambda: abs(ours.tempo - 97) < 0.01)
            time.sleep(0.5)
            for quantum in (4, 3):
                ours.quantum = quantum
                frame = frame_now()
                reading = ours.read(frame)
                beat, _ = other.at(frame / RATE, quantum)
                apart = (reading.beat - beat + quantum / 2) % quantum - quantum / 2
                assert abs(apart) * 60 / 97 < 0.002
                assert reading.tempo == pytest.approx(97, rel=5e-4)


def test_either_changes_the_tempo_of_both() -> None:
    with peer(120) as other, clock(120) as ours:
        until(lambda: ours.peers == 1)
        ours.tempo = 133
        until(lambda: abs(other.at(time.monotonic())[1] - 133) < 0.01)
        other.ask("tempo 88")
        until(lambda: abs(ours.tempo - 88) < 0.01)


def test_start_and_stop_are_followed_only_if_asked_for() -> None:
    with peer(120) as other, clock(120) as ours:
        until(lambda: ours.peers == 1)
        assert ours.read(frame_now()).running
        ours.start_stop = True
        other.ask("play")
        until(lambda: ours.read(frame_now()).running)
        other.ask("stop")
        until(lambda: not ours.read(frame_now()).running)
        ours.start_stop = False
        assert ours.read(frame_now()).running


def test_alone_it_runs_at_our_tempo() -> None:
    with clock(111) as ours:
        ours.start_stop = True
        first, later = ours.read(frame_now()), ours.read(frame_now() + RATE)
        assert first.running
        assert later.beat - first.beat == pytest.approx(111 / 60, abs=0.01)


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "link", None)
    with pytest.raises(LinkUnavailable, match=r"riffbridge\[link\]"):
        LinkClock(RATE, 120, float)
