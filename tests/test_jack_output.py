"""The JACK client, on real servers; its sound is recorded and measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import jack
import numpy as np
import pytest
from controls import change
from jackd import jackd
from playing import DECKS, KEYFRAMES, constant, counted, first_of, frame_of, job_of, playing, write
from waiting import until

from bridge.audio import AudioProcess
from bridge.audio_state import AudioState
from bridge.mixer import GATE_S, GLIDE_S
from bridge.outputs import Setup
from bridge.outputs.jack import _fill, _heard
from bridge.outputs.patchbay import Patchbay


@pytest.fixture
def play(monkeypatch, tmp_path):
    with playing(monkeypatch, tmp_path) as start:
        yield start


@pytest.mark.parametrize(("rate", "period"), [(44100, 64), (48000, 256), (96000, 2048), (48000, 1024)])
def test_ports_carry_exactly_what_was_written(play, tmp_path, rate, period):
    with jackd(rate, period, synchronous=True) as server:
        connect = ["rec:in_[12]", "deck1:rec:in_[34]", r"deck2:^rec:in_(5|6)$"]
        with server.recording(6, tmp_path) as recording:
            audio = play(server=server, connect=connect)
            assert (audio.status().rate, audio.status().blocksize) == (rate, period)
            change(audio.controls, weights=[[0, 1, 0], [0, 0, 1]])
            until(lambda: server.connected("riffbridge:deck2_R") == ["rec:in_6"])
            sound = counted(rate // 4)
            write(audio, sound)
            until(lambda: audio.status().underruns)  # it ends with one
            time.sleep(0.1)
            status = audio.status()
            recording.stop()
        assert (status.underruns, status.alive, status.error) == (1, True, "")
        audio.stop()
    start, gate = first_of(recording.sound[2]), round(GATE_S * rate)
    body = slice(start + gate, start + rate // 4 - gate)
    deck1, deck2 = sound[2:4, gate:-gate], sound[10:12, gate:-gate]
    np.testing.assert_array_equal(recording.sound[2:4, body], deck1)
    np.testing.assert_array_equal(recording.sound[4:6, body], deck2)
    np.testing.assert_array_equal(recording.sound[0:2, body], deck1 + deck2)
    assert not recording.sound[:, body.stop + 2 * gate :].any()


def test_a_gain_change_is_heard_at_once_and_without_a_click(play, tmp_path):
    rate, period = 48000, 128
    with jackd(rate, period, synchronous=True) as server, server.recording(2, tmp_path) as rec:
        audio = play(server=server, connect=["rec:in_"])
        until(lambda: server.connected("riffbridge:mix_R"))
        write(audio, constant(1, 24000))
        until(lambda: audio.ring.position > 4800)
        position = audio.ring.position
        change(audio.controls, gains=0.25)
        until(lambda: audio.ring.position > position + 4800)
        rec.stop()
    mix = rec.sound[0]
    start = first_of(mix)
    changed = start + 4800 + int(np.argmax(mix[start + 4800 :] < 2)) - start
    assert changed - position < 3 * period + rate // 50  # this test's own thread may be late
    assert np.abs(np.diff(mix)).max() <= 2 / (GATE_S * rate) * 1.01
    glide = mix[start + changed : start + changed + round(GLIDE_S * rate) + 2]
    assert np.abs(np.diff(glide)).max() <= 2 * 0.75 / (GLIDE_S * rate) * 1.01
    assert glide[-1] == 0.5


def test_an_underrun_is_counted_and_does_not_click(play, tmp_path):
    rate = 48000
    with jackd(rate, 128, synchronous=True) as server, server.recording(2, tmp_path) as rec:
        audio = play(server=server, connect=["rec:in_"])
        until(lambda: server.connected("riffbridge:mix_R"))
        tone = np.tile(0.4 * np.cos(np.arange(40001) * 2 * np.pi * 200 / rate), (len(constant(0, 1)), 1)).astype(
            np.float32
        )
        write(audio, tone[:, :10001])
        until(lambda: audio.status().underruns)
        position = audio.ring.position
        time.sleep(0.1)
        assert audio.ring.position == position == 10001
        write(audio, tone[:, 10001:20000])
        until(lambda: audio.status().underruns == 2)
        time.sleep(0.1)
        rec.stop()
        assert audio.status().missing > 0.1 * rate
    assert np.abs(np.diff(rec.sound[0])).max() < 0.8 * (2 * np.pi * 200 / rate + 1 / (GATE_S * rate))
    assert np.abs(rec.sound[0]).max() == pytest.approx(0.8, rel=0.01)


def test_midi_events_carry_the_frame_that_sounds_with_them(play, tmp_path):
    rate, period = 48000, 512
    with jackd(rate, period, synchronous=True) as server, server.recording(2, tmp_path) as rec:
        audio = play(server=server, connect=["deck1:rec:in_"])
        sequence = ["jack_midiseq", "seq", "7001", "0", "60", "2000", "3333", "72", "2000"]
        peer = subprocess.Popen(sequence, env=os.environ | server.env, stdout=subprocess.DEVNULL)
        server.wait_for("seq:out")
        server.run("jack_connect", "seq:out", "riffbridge:control_in")
        server.run("jack_connect", "seq:out", "rec:midi")
        until(lambda: server.connected("riffbridge:deck1_R"))
        audio.midi_events()
        write(audio, counted(24000))
        until(lambda: audio.status().underruns)
        rec.stop()
        events = [event for event in audio.midi_events() if 1000 < event.frame < 23000]
        peer.kill()
        peer.wait()
    assert len(events) >= 8
    heard = dict.fromkeys(m for _, m in rec.midi)
    recorded = {frame_of(rec.sound[0, frame]): message for frame, message in rec.midi}
    for event in events:
        assert recorded[event.frame] == event.message
    assert {bytes([0x90, 60, 64]), bytes([0x80, 72, 64])} <= set(heard)


@pytest.mark.parametrize("session", [None, "session"])
def test_connections_are_made_remembered_and_restored(play, tmp_path, session):
    memory = tmp_path / (session or "riffbridge") / "connections.json"
    keep = {"memory": memory if session else None}

    def remembered():
        return json.loads(memory.read_text())["riffbridge"] if memory.exists() else []

    with jackd(period=1024) as server:
        first = play(server=server, **keep)
        until(lambda: server.connected("riffbridge:mix_R") == ["system:playback_2"])  # the sound card, at first
        server.run("jack_connect", "riffbridge:deck1_L", "system:playback_1")
        server.run("jack_disconnect", "riffbridge:mix_L", "system:playback_1")
        expected = [["deck1_L", "system:playback_1"], ["mix_R", "system:playback_2"]]
        until(lambda: remembered() == expected)
        first.stop()
        until(lambda: "riffbridge:mix_L" not in server.run("jack_lsp"))
        assert remembered() == expected
        absent = ["deck7_L", "system:playback_1"]  # of a session with more decks
        memory.write_text(json.dumps({"riffbridge": [*expected, ["mix_L", "rec:in_1"], absent]}))
        play(server=server, **keep)
        until(lambda: server.connected("riffbridge:deck1_L") == ["system:playback_1"])
        assert server.connected("riffbridge:mix_L") == []
        with server.recording(1, tmp_path, linger=0.3):  # a port that comes later
            until(lambda: server.connected("riffbridge:mix_L") == ["rec:in_1"])
        with server.recording(1, tmp_path, linger=0.3):  # and comes back
            until(lambda: server.connected("riffbridge:mix_L") == ["rec:in_1"])
            time.sleep(0.2)
        time.sleep(1.5)  # longer than it takes to believe that somebody has undone it
        assert ["mix_L", "rec:in_1"] in remembered()  # nobody did: its port went
        assert absent in remembered()


def test_a_port_that_is_not_there_is_told_and_waited_for(play, tmp_path, caplog):
    with jackd(period=1024) as server:
        play(server=server, connect=["deck1:rec:in_", "system:playback_[12]"])
        until(lambda: "no port is like 'rec:in_' yet: deck1 is connected to it as soon as one is" in caplog.text)
        until(lambda: server.connected("riffbridge:mix_R") == ["system:playback_2"])
        with server.recording(2, tmp_path):
            until(lambda: server.connected("riffbridge:deck1_R") == ["rec:in_2"])
    assert caplog.text.count("no port is like") == 1


def test_a_link_that_somebody_else_makes_first_is_no_failure():
    """A session manager that restores the same, such as aj-snapshot; what cannot be connected is told."""
    told = []
    setup = Setup(1, "second", None, None, ("system:playback_[12]",), None, told.append, told.append)
    with jackd(period=1024) as server, server.client() as client:
        client.deactivate()
        patchbay, connect = Patchbay(client, setup, AudioState.create(None)), client.connect
        client.connect = lambda *ports: (connect(*ports), connect(*ports))
        for side in "LR":
            client.outports.register(f"mix_{side}")
        client.activate()
        patchbay.start()
        until(lambda: told)
        patchbay.stop()
    assert told == [{"connections": [("mix_L", "system:playback_1"), ("mix_R", "system:playback_2")]}]


def test_a_port_whose_name_cannot_be_read_is_told_once_and_waited_out():
    told = []
    setup = Setup(1, "second", None, None, ("system:playback_[12]",), None, told.append, told.append)
    with jackd(period=1024) as server, server.client() as client:
        client.deactivate()
        patchbay = Patchbay(client, setup, AudioState.create(None))
        for side in "LR":
            client.outports.register(f"mix_{side}")
        client.activate()
        audio = b"32 bit float mono audio"
        odd = jack._lib.jack_port_register(client._ptr, "café".encode("latin-1"), audio, jack._lib.JackPortIsInput, 0)
        patchbay.start()
        until(lambda: told)
        client.inports.register("another")
        time.sleep(0.4)
        reason = r"none is made while there is a port whose name is not UTF-8: b'second:caf\xe9'"
        assert told == [{"warning": f"JACK connections: {reason}"}]
        jack._lib.jack_port_unregister(client._ptr, odd)
        until(lambda: len(told) == 2)
        patchbay.stop()
    assert told[1] == {"connections": [("mix_L", "system:playback_1"), ("mix_R", "system:playback_2")]}


def test_it_knows_which_inputs_have_links(play):
    with jackd(period=1024) as server:
        audio = play(server=server)
        assert audio.status().connected == (0, 0)
        server.run("jack_connect", "system:capture_1", "riffbridge:in_R")
        until(lambda: audio.status().connected == (0, 1))
        server.run("jack_disconnect", "system:capture_1", "riffbridge:in_R")
        until(lambda: audio.status().connected == (0, 0))


def test_a_second_instance_gets_a_name_of_its_own(play):
    with jackd(period=1024) as server:
        play(server=server)
        play(server=server)
        assert {"riffbridge:mix_L", "riffbridge-01:mix_L"} <= set(server.run("jack_lsp").splitlines())


def test_block_size_may_change(play, tmp_path):
    with jackd(48000, 1024) as server, server.recording(2, tmp_path):
        audio = play(server=server, connect=["rec:in_"])
        for period in (128, 2048):
            server.run("jack_bufsize", str(period))
            until(lambda period=period: audio.status().blocksize == period)
            position = audio.ring.position
            write(audio, counted(9600))
            until(lambda position=position: audio.ring.position == position + 9600)
        assert audio.status().error == ""
        assert audio.status().alive


@pytest.mark.parametrize("shown", [2, 8])
def test_a_block_that_is_shown_in_another_size_is_filled_and_heard_as_far_as_it_goes(shown):
    block, sound = np.zeros(shown, np.float32), np.arange(1, 5, dtype=np.float32)
    _fill(block, sound)
    assert block.tolist() == [1, 2, 3, 4, 0, 0, 0, 0][:shown]
    assert len(_heard(block, 4)) >= 4


FAILING = """
from bridge.audio_child import main
from bridge.outputs.jack import JackOutput
listen = JackOutput._listen
JackOutput._listen = lambda self, feed: 1 / 0 if feed.position > 9600 else listen(self, feed)
main()
"""


def test_what_fails_before_a_block_is_mixed_leaves_silence_in_the_ports(tmp_path):
    with jackd(48000, 256, synchronous=True) as server, server.recording(2, tmp_path) as rec:
        audio = AudioProcess("jack", DECKS, KEYFRAMES, connect=["rec:in_"])
        command = [sys.executable, "-c", FAILING, job_of(audio).to_json()]
        with subprocess.Popen(command, env=os.environ | server.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE):
            server.wait_for("riffbridge:mix_R")
            until(lambda: server.connected("riffbridge:mix_R"))
            write(audio, constant(0.25, 12000))
            until(lambda: "ZeroDivisionError" in audio._state.error)
            time.sleep(0.1)
            rec.stop()
        audio.stop()
    assert rec.sound.max() == 0.5
    assert not rec.sound[:, -2000:].any()


def test_stop_fades_and_leaves_the_server_in_less_than_half_a_second(play, tmp_path):
    rate = 48000
    with jackd(rate, 256, synchronous=True) as server, server.recording(2, tmp_path) as rec:
        audio = play(server=server, connect=["rec:in_"])
        until(lambda: server.connected("riffbridge:mix_R"))
        write(audio, constant(0.25, 32768))
        time.sleep(0.1)
        start = time.monotonic()
        audio.stop()
        assert time.monotonic() - start < 0.5
        time.sleep(0.1)
        rec.stop()
        until(lambda: "riffbridge" not in server.run("jack_lsp"))
    mix = rec.sound[0]
    assert 0.4 < mix.max() <= 0.5
    assert np.abs(np.diff(mix)).max() < 0.5 / (GATE_S * rate) * 1.1
    assert mix[-1] == 0
