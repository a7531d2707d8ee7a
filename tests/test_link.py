"""Ableton Link against a real peer in a process of its own."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from peer import Peer, peer
from waiting import until

from bridge.sync.link import _JOINING_S, LinkClock, LinkUnavailable
from bridge.sync.reading import Reading

pytestmark = pytest.mark.alone

RATE = 48000


def at(other: Peer, seconds: float, quantum: int = 4) -> tuple[float, float]:
    """The session's beat and tempo, as the peer has them."""
    beat, tempo, _ = other.ask(f"at {round(seconds * 1e9)} {quantum}").split()
    return float(beat), float(tempo)


@contextmanager
def clock(tempo: float) -> Iterator[LinkClock]:
    ours = LinkClock(RATE, tempo, lambda frame: frame / RATE)
    try:
        yield ours
    finally:
        ours.close()


def frame_now() -> int:
    return round(time.monotonic() * RATE)


def read(ours: LinkClock, frame: int) -> Reading:
    reading = ours.read(frame)
    assert reading
    return reading


def now(ours: LinkClock) -> Reading:
    return read(ours, frame_now())


def test_tempo_and_phase_are_those_of_the_session() -> None:
    with peer("link_peer.py", "97") as other:
        time.sleep(1)
        with clock(120) as ours:
            until(lambda: ours.peers == 1)
            until(lambda: abs(ours.tempo - 97) < 0.01)
            time.sleep(0.5)
            for quantum in (4, 3):
                ours.quantum = quantum
                frame = frame_now()
                reading = read(ours, frame)
                beat, _ = at(other, frame / RATE, quantum)
                apart = (reading.beat - beat + quantum / 2) % quantum - quantum / 2
                assert abs(apart) * 60 / 97 < 0.002
                assert reading.tempo == pytest.approx(97, rel=5e-4)


def test_either_changes_the_tempo_of_both() -> None:
    with peer("link_peer.py", "120") as other, clock(120) as ours:
        until(lambda: ours.peers == 1)
        ours.tempo = 133
        until(lambda: abs(at(other, time.monotonic())[1] - 133) < 0.01)
        other.ask("tempo 88")
        until(lambda: abs(ours.tempo - 88) < 0.01)


def test_start_and_stop_are_followed_only_if_asked_for() -> None:
    with peer("link_peer.py", "120") as other, clock(120) as ours:
        until(lambda: ours.peers == 1)
        assert now(ours).running
        ours.start_stop = True
        other.ask("play")
        until(lambda: now(ours).running)
        other.ask("stop")
        until(lambda: not now(ours).running)
        ours.start_stop = False
        assert now(ours).running


def test_who_comes_or_goes_starts_and_stops_nothing() -> None:
    with clock(120) as ours:
        ours.start_stop = True
        time.sleep(_JOINING_S)
        with peer("link_peer.py", "120") as other:
            until(lambda: ours.peers == 1)
            assert now(ours).running
            other.ask("play")
            until(lambda: now(ours).beat < 4)
            other.ask("stop")
            until(lambda: not now(ours).running)
        until(lambda: ours.peers == 0)
        assert not now(ours).running
        ours.start_stop = False
        assert now(ours).running


def test_alone_it_runs_at_our_tempo() -> None:
    with clock(111) as ours:
        ours.start_stop = True
        first, later = now(ours), read(ours, frame_now() + RATE)
        assert first.running
        assert later.beat - first.beat == pytest.approx(111 / 60, abs=0.01)


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "link", None)
    with pytest.raises(LinkUnavailable, match=r"pip install -e '\.\[link\]'"):
        LinkClock(RATE, 120, float)
