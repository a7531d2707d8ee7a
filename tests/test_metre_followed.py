"""Metres between clocks: whose bars are whose, with a real JACK server, real MIDI clock and a real Link peer."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import jack
import numpy as np
import pytest
import soundfile
from daemon import Daemon, daemon, tool
from following import OneTransport
from jackd import Jackd, jackd
from peer import Peer, peer
from waiting import until as until_in_time

from bridge.journal import Journal
from bridge.params import Params
from bridge.render import Offline
from bridge.sync.conductor import Conductor
from bridge.sync.link import LinkClock
from bridge.timekeeper import Timekeeper
from bridge.transport import Transport

pytestmark = pytest.mark.alone

RATE = 48000
until = partial(until_in_time, seconds=60)  # a synchronous server waits for its clients, but it is slow if they are
FLAGS = ("--prompt", "880 hz", "--to", "880 hz")


def timebase(server: Jackd, tempo: int, metre: str, folder: Path) -> AbstractContextManager[Peer]:
    """A timebase master that obeys lines."""
    return peer("jack_timebase.py", str(tempo), metre, str(folder / "unused.npz"), env=server.env)


def apart(player: Daemon, client: jack.Client, beats: int) -> float:
    """Quarter notes from the transport's place to ours, in bars of so many."""
    bar, beat = player.ask("/position")
    at: dict[str, Any] = client.transport_query()[1]
    theirs = (at["bar"] - 1) * at["beats_per_bar"] + at["beat"] - 1 + at["tick"] / at["ticks_per_beat"]
    return (bar - 1) * beats + beat - 1 - float(theirs) * 4 / float(at["beat_type"])


def test_jacks_timebase_master_says_the_metre(tmp_path: Path) -> None:
    with (
        jackd(RATE, 1024, synchronous=True) as server,
        timebase(server, 120, "3/4", tmp_path) as master,
        daemon(tmp_path, *FLAGS, "--set", "/clock/source=jack", output="jack", env=server.env) as player,
        server.client() as client,
    ):
        master.tell("start")
        player.wait_until("/playing/metre", "3/4")
        assert player.ask("/clock/metre") == ["3/4"]
        player.wait_until("/clock/state", "following")
        until(lambda: abs(apart(player, client, 3)) < 0.5)
        master.tell("metre 5/4")
        told = "counts bars of 5/4, not one of 4/4, 3/4, 6/8; bars stay 3/4"
        until(lambda: told in " ".join(player.log.split()))
        master.tell("metre 6/8")
        player.wait_until("/playing/metre", "6/8")
        assert player.ask("/playing/tempo")[0] == pytest.approx(120, rel=0.05)
        time.sleep(0.5)
        until(lambda: abs(apart(player, client, 3)) < 0.5)
        assert player.ask("/clock/metre") == ["6/8"]
        assert " ".join(player.log.split()).count("counts bars of") == 1
        player.tell("/clock/metre", "4/4")
        player.wait_until("/playing/metre", "4/4")
        assert "the tempo is that of JACK's timebase master" in player.ask("/tempo", 90.0)[1]
        player.stop()


@pytest.mark.parametrize(("metre", "beats_per_bar", "beat_type"), [("3/4", 3, 4), ("6/8", 6, 8)])
def test_as_timebase_master_it_says_the_metre(tmp_path: Path, metre: str, beats_per_bar: int, beat_type: int) -> None:
    with (
        jackd(RATE, 1024, synchronous=True) as server,
        daemon(tmp_path, *FLAGS, "--set", "/clock/lead=1", output="jack", env=server.env) as player,
        server.client() as client,
    ):
        client.transport_start()
        until(lambda: client.transport_query()[1].get("beats_per_bar") == 4)
        player.tell("/clock/metre", metre)
        player.wait_until("/playing/metre", metre)
        until(lambda: client.transport_query()[1]["beats_per_bar"] == beats_per_bar)
        at = client.transport_query()[1]
        assert (at["beat_type"], at["beats_per_minute"]) == (beat_type, 120 * beat_type / 4)
        seen = set[int]()
        until(lambda: seen.add(client.transport_query()[1]["beat"]) or len(seen) == beats_per_bar)
        assert seen == set(range(1, beats_per_bar + 1))
        for _ in range(3):
            until(lambda: abs(apart(player, client, 3)) < 0.5)
        player.stop()


def choose_midi_later(player: Daemon, master: Peer, client: jack.Client) -> None:
    """While it runs, twice, our clock having gone elsewhere; and while it stands."""
    assert master.ask("until 3.4") == "there"
    for _ in range(2):
        player.tell("/clock/source", "midi")
        player.wait_until("/clock/state", "following")
        time.sleep(0.3)  # until what was followed is heard
        until_in_time(lambda: abs(apart(player, client, 4)) < 0.3)
        player.tell("/clock/source", "internal")
        player.wait_until("/clock/state", "internal")
        player.tell("/tempo", 200.0)
        time.sleep(0.4)
    master.tell("stop")
    time.sleep(0.3)
    player.tell("/clock/startstop", 1)
    player.tell("/clock/source", "midi")
    player.wait_until("/clock/state", "waiting")
    time.sleep(0.3)
    place = player.ask("/position")
    until_in_time(lambda: abs(apart(player, client, 4)) < 0.3)
    assert player.ask("/position") == place
    assert "no start heard" not in player.log
    player.tell("/clock/startstop", 0)


def test_bars_of_a_midi_clock_begin_with_its_start_and_song_position(tmp_path: Path) -> None:
    """Whenever it was chosen. Asked for on the way, the metre begins at a bar line of ours; a start or a song position
    puts it right."""
    flags = (*FLAGS, "--set", "/tempo=97", "--connect", "clock_in:jack_midi_clock:mclk_out")
    with (
        jackd(RATE, 1024, synchronous=True) as server,
        timebase(server, 120, "4/4", tmp_path) as master,
        daemon(tmp_path, *flags, output="jack", env=server.env) as player,
        server.client() as client,
    ):
        command = ["jack_midi_clock", "-d", "0"]
        clock = subprocess.Popen(command, env=os.environ | server.env, stdout=subprocess.DEVNULL)
        try:
            until(lambda: server.connected("riffbridge:clock_in"))
            master.tell("start")
            choose_midi_later(player, master, client)
            master.tell("start")
            player.wait_until("/clock/state", "following")
            until(lambda: abs(apart(player, client, 4)) < 0.3)
            player.tell("/clock/metre", "3/4")
            player.wait_until("/playing/metre", "3/4")
            bar, _ = player.ask("/position")
            assert bar > 1
            for place in (0, 24 * RATE // 2):
                master.tell("stop")
                time.sleep(0.3)
                master.tell(f"locate {place}")
                time.sleep(0.3)
                master.tell("start")
                until(lambda: abs(apart(player, client, 3)) < 0.3)
        finally:
            player.stop()
            clock.terminate()
            clock.wait(5)


def test_bars_of_a_source_that_has_them_are_ours_even_where_no_beat_moves() -> None:
    """Beat 13 is 4.2 in 4/4 and 5.2 in 3/4."""
    params, audio, errors = Params(1, {"/clock/source": "jack"}), OneTransport(), list[tuple[str, ...]]()
    stage = Offline(params, RATE).stage
    journal = Journal(None, {}, stage)
    keeper = Timekeeper(stage, journal, audio, params, 0, lambda *error: errors.append(error))  # type: ignore[arg-type]

    def turn(*bbt: float) -> tuple[int, float]:
        audio.now = Transport.of((stage.head, 1, 0, 1, *bbt))
        keeper.turn(params.snapshot())
        keeper.turn(params.snapshot())
        return stage.clock.position(stage.head)

    assert turn(4, 2, 0, 1920.0, 4.0, 4.0, 120.0) == (4, 2)
    assert turn(5, 2, 0, 1920.0, 3.0, 4.0, 120.0) == (5, 2)
    assert turn(5, 3, 0, 1920.0, 6.0, 8.0, 240.0) == (5, 2)
    assert params.get("/clock/metre") == "6/8"
    assert turn(4, 1, 0, 1920.0, 7.0, 8.0, 240.0)[1] == pytest.approx(2.5)
    assert len(errors) == 1
    assert keeper.readouts()["/clock/state"] == ("following",)
    audio.alive = False
    assert keeper.readouts()["/clock/state"] == ("lost",)


def test_a_timebase_master_that_goes_leaves_its_tempo() -> None:
    params, audio, errors = Params(1, {"/clock/source": "jack"}), OneTransport(), list[tuple[str, ...]]()
    stage = Offline(params, RATE).stage
    keeper = Timekeeper(stage, Journal(None, {}, stage), audio, params, 0, lambda *error: errors.append(error))  # type: ignore[arg-type]
    for valid in (1, 0):
        audio.now = Transport.of((stage.head, 1, 0, valid, 2, 1, 0, 1920.0, 4.0, 4.0, 140.0))
        for _ in range(2):
            keeper.turn(params.snapshot())
        assert bool(keeper.tempo_remark()) == valid
    assert params.get("/tempo") == 140
    assert (stage.clock.tempo, stage.clock.beat_at(stage.head)) == (140, 4)
    assert errors == [("/clock", "JACK's timebase master has gone; the tempo stays 140 BPM")]


def test_a_lead_that_is_lost_can_be_taken_back() -> None:
    params, audio, errors = Params(1, {"/clock/lead": True}), OneTransport(), list[tuple[str, ...]]()
    stage = Offline(params, RATE).stage
    audio.controls = stage._controls  # type: ignore[attr-defined]
    keeper = Timekeeper(stage, Journal(None, {}, stage), audio, params, 0, lambda *error: errors.append(error))  # type: ignore[arg-type]
    for audio.lost in (False, True, True):
        keeper.turn(params.snapshot())
    assert params.get("/clock/lead") is False
    assert errors == [("/clock/lead", "another program leads the JACK transport now; 1 takes it back")]
    audio.lost = False
    params.set("/clock/lead", True)
    keeper.turn(params.snapshot())
    assert (audio.led, params.get("/clock/lead")) == ([True, True], True)


def test_without_a_jack_transport_it_is_neither_followed_nor_led() -> None:
    params, errors = Params(1, {"/clock/source": "jack", "/clock/lead": True}), list[tuple[str, ...]]()
    stage = Offline(params, RATE).stage
    audio = OneTransport("null")
    keeper = Timekeeper(stage, Journal(None, {}, stage), audio, params, 0, lambda *error: errors.append(error))  # type: ignore[arg-type]
    for _ in range(2):
        keeper.turn(params.snapshot())
    assert errors == [
        ("/clock/source", "there is no JACK transport to follow: the output is null"),
        ("/clock/lead", "there is no JACK transport to lead: the output is null"),
    ]
    assert params.get("/clock/lead") is False


def test_our_bar_is_links_quantum() -> None:
    params = Params(1, {"/clock/source": "link", "/clock/metre": "3/4"})
    conducting = Conductor(RATE, 4800, lambda frame: 1000 + frame / RATE, pytest.fail)
    try:
        conducting.turn(0, 0, params.snapshot())
        link = conducting._source
        assert isinstance(link, LinkClock)
        assert (link.quantum, conducting.has_bars) == (3, True)
        params.set("/clock/metre", "4/4")
        conducting.turn(240, 0, params.snapshot())
        assert link.quantum == 4
    finally:
        conducting.close()


def test_bars_are_those_of_the_link_session(tmp_path: Path) -> None:
    """Changed on the way, and never the wrong bar: a peer that counts in three is at the same beat of the bar."""
    with peer("link_peer.py", "120") as session:
        time.sleep(1)
        with daemon(tmp_path, *FLAGS, "--set", "/clock/source=link") as player:
            player.wait_until("/clock/peers", 1)
            player.wait_until("/clock/state", "following")
            for metre, quantum in (("3/4", 3), ("4/4", 4), ("6/8", 3)):
                player.tell("/clock/metre", metre)
                player.wait_until("/playing/metre", metre)
                until(lambda quantum=quantum: abs(off_link(player, session, quantum)) < 0.2)


def off_link(player: Daemon, session: Peer, quantum: int) -> float:
    """Beats from the session's place in the bar to ours, the short way round."""
    _, beat = player.ask("/position")
    theirs = float(session.ask(f"at {time.monotonic_ns()} {quantum}").split()[0])
    return (beat - 1 - theirs + quantum / 2) % quantum - quantum / 2


def test_a_capture_is_as_many_bars_of_the_metre_as_the_clip(tmp_path: Path) -> None:
    """Its own pulses come in again: bar 1 is where the loop's is."""
    with (
        jackd(RATE, 1024, synchronous=True) as server,
        daemon(tmp_path, *FLAGS, "--set", "/tempo=240", output="jack", env=server.env) as player,
    ):
        for side in "LR":
            tool("jack_connect", f"riffbridge:mix_{side}", f"riffbridge:in_{side}", env=server.env)
        player.tell("/clock/metre", "3/4")
        player.wait_until("/playing/metre", "3/4")
        player.wait_until("/deck/1/waiting", 0)
        bar, _ = player.ask("/position")
        until(lambda: player.ask("/position")[0] >= bar + 5)
        player.tell("/deck/2/capture")
        until(lambda: player.ask("/deck/2/init")[0])
        sound, _ = soundfile.read(player.ask("/deck/2/init")[0], always_2d=True)
        player.stop()
    beat = RATE // 4
    assert len(sound) == 6 * beat, "two bars"
    peaks = np.abs(sound[:, 0]).reshape(6, beat).max(axis=1)
    assert peaks[[0, 3]].min() > 1.3 * peaks[[1, 2, 4, 5]].max()
