"""What the audio process knows of JACK: time, inputs, transport, freewheeling; on real servers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import jack
import numpy as np
import pytest
from daemon import daemon
from jackd import Jackd, jackd
from peer import peer
from playing import constant, counted, first_of, frame_of, playing, write
from waiting import until

from bridge.mixer import GATE_S

pytestmark = pytest.mark.alone

RATE = 48000


@pytest.fixture
def play(monkeypatch, tmp_path):
    with playing(monkeypatch, tmp_path) as start:
        yield start


def keep_full(audio, seconds, level=0.25):
    """Write a constant for so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        audio.ring.write(constant(level, audio.ring.space))
        time.sleep(0.005)


def test_timing_follows_the_server_and_knows_its_latency(play):
    with jackd(RATE, 256) as server:
        audio = play(server=server, connect=["system:playback_[12]"])
        until(lambda: server.connected("riffbridge:mix_R"))
        seen = {}
        end = time.monotonic() + 2
        while time.monotonic() < end:
            audio.ring.write(constant(0.1, audio.ring.space))
            before, timing, after = time.monotonic(), audio.timing(), time.monotonic()
            if timing.frame:
                seen[timing.frame] = timing.seconds
                assert before - 0.1 < timing.seconds < after + 0.001
            time.sleep(0.003)
        frames, seconds = np.array(sorted(seen.items())).T
        deviation = seconds - np.polyval(np.polyfit(frames, seconds, 1), frames)
        assert len(seen) > 100
        assert abs(1 / np.polyfit(frames, seconds, 1)[0] / RATE - 1) < 0.01
        assert np.median(np.abs(deviation)) < 0.001
        assert timing.latency == int(latency(server)) > 0
        assert timing.seconds_at(timing.frame) == pytest.approx(timing.seconds + timing.latency / RATE)
        assert timing.frame_at(timing.seconds_at(12345)) == pytest.approx(12345)


def latency(server: Jackd) -> str:
    """Playback latency of the mix, as JACK's own tool prints it."""
    lines = server.run("jack_lsp", "-l", "riffbridge:mix_L").splitlines()
    line = next(line for line in lines if "playback latency" in line)
    return line.split("[")[1].split()[1]


def test_timing_of_other_outputs_is_that_of_their_clock(play):
    audio = play("null", rate=44100, period=441)
    keep_full(audio, 0.5)
    first = audio.timing()
    keep_full(audio, 1)
    last = audio.timing()
    assert (last.latency, last.rate) == (0, 44100)
    assert (last.frame - first.frame) / (last.seconds - first.seconds) == pytest.approx(44100, rel=0.02)


def test_inputs_are_kept_by_frames_of_the_playback_clock(play, tmp_path):
    with jackd(RATE, 256, synchronous=True) as server, peer("jack_player.py", env=server.env):
        with server.recording(4, tmp_path) as rec:
            connect = ["deck1:rec:in_[12]", "in:player:out_*"]
            audio = play(server=server, connect=connect)
            until(lambda: server.connected("riffbridge:in_R") == ["player:out_2"])
            until(lambda: server.connected("riffbridge:deck1_R"))
            for number in (1, 2):
                server.run("jack_connect", f"player:out_{number}", f"rec:in_{number + 2}")
            with pytest.raises(ValueError, match="frame 99 has not come in yet; the last is -1"):
                audio.captured(0, 100)
            write(audio, counted(24000))
            until(lambda: audio.status().underruns)
            time.sleep(0.1)
            rec.stop()
        sound = audio.captured(0, 24000)
        start = first_of(rec.sound[0])
        at = start + 4000
        offset = at - frame_of(rec.sound[0, at])  # recorder's frame of playback frame 0
        np.testing.assert_array_equal(sound, rec.sound[2:, offset : offset + 24000])
        assert (np.diff(sound[0].astype(np.float64)) * 2**23 == 1).all()
        with pytest.raises(ValueError, match="has not come in yet; the last is 23999"):
            audio.captured(100, 24000)


def test_other_outputs_have_no_inputs(play):
    with pytest.raises(ValueError, match="the output null has no inputs"):
        play("null").captured(0, 10)


def test_both_midi_ports_say_which_they_are(play):
    with jackd(RATE, 1024) as server:
        audio = play(server=server, connect=["mix:nothing"])
        sender = str(Path(__file__).with_name("jack_midi_sender.py"))
        for port, message in [("clock_in", "f8"), ("control_in", "b0 07 40")]:
            subprocess.run(
                [sys.executable, sender, f"riffbridge:{port}", message], env=os.environ | server.env, check=True
            )
        events = []

        def both():
            events.extend((event.port, event.message.hex(" ")) for event in audio.midi_events())
            return len(events) == 2

        until(both)
        assert events == [("clock_in", "f8"), ("control_in", "b0 07 40")]


def test_transport_is_watched(play):
    with jackd(RATE, 1024) as server:
        audio = play(server=server)
        assert audio.transport() is None
        audio.watch_transport(True)
        until(audio.transport)
        assert (audio.transport().state, audio.transport().bbt) == ("stopped", None)
        with server.client() as other:
            other.transport_locate(48000)
            until(lambda: audio.transport().transport_frame == 48000)
            other.transport_start()
            until(lambda: audio.transport().state == "rolling")
            until(lambda: audio.transport().transport_frame > 60000)
            assert other.transport_state == jack.ROLLING
            assert abs(audio.transport().transport_frame - other.transport_frame) < 3 * 1024
            other.transport_stop()
            until(lambda: audio.transport().state == "stopped")

            def answer(_state, _frames, pos, _new):
                pos.valid = 0x10
                pos.bar, pos.beat, pos.tick, pos.beats_per_bar, pos.ticks_per_beat = 3, 2, 480, 4, 960
                pos.beats_per_minute = 97

            other.set_timebase_callback(answer)
            other.transport_frame = 0
            until(lambda: audio.transport().bbt)
            assert (audio.transport().bbt.beats, audio.transport().bbt.tempo) == (9.5, 97)


def test_as_timebase_master_it_says_the_beat_of_the_playback_clock(play):
    with jackd(RATE, 1024) as server:
        audio = play(server=server)
        audio.controls.timebase.publish(1000.0, 7.0, 120.0, 0, 4, 4)
        audio.watch_transport(True)
        audio.lead_transport(True)
        with server.client() as other:
            other.transport_start()
            keep_full(audio, 1)
            keep_full(audio, 0.5)
            seen = [other.transport_query()[1]]
            keep_full(audio, 0.2)
            transport = audio.transport()
            assert seen[0]["beats_per_minute"] == 120
            assert transport.state == "rolling"
            beats = 7 + (transport.frame - 1000) / RATE * 2
            assert transport.bbt.beats == pytest.approx(beats, abs=0.001)
            audio.lead_transport(False)
            keep_full(audio, 0.3)
            assert audio.transport().bbt is None


@pytest.mark.parametrize("rolling", [False, True])
def test_another_timebase_master_is_noticed_and_the_lead_can_be_taken_back(play, tmp_path, caplog, rolling):
    with jackd(RATE, 1024) as server:
        audio = play(server=server)
        audio.controls.timebase.publish(1000.0, 7.0, 120.0, 0, 4, 4)
        audio.watch_transport(True)

        def lead():
            audio.lead_transport(True)
            until(lambda: audio.transport() and audio.transport().bbt and audio.transport().bbt.tempo == 120)

        lead()
        with peer("jack_timebase.py", "97", "4/4", str(tmp_path / "unused.npz"), env=server.env) as other:
            if rolling:
                other.tell("start")
            until(audio.lost_lead)
            assert not audio.lost_lead()
            audio.lead_transport(False)
            lead()
            assert not audio.lost_lead()
    assert "timebase" not in caplog.text


def test_freewheeling_waits_for_the_player_and_loses_nothing(play, tmp_path):
    with jackd(RATE, 1024) as server, server.recording(2, tmp_path) as rec:
        audio = play(server=server, connect=["deck1:rec:in_"])
        until(lambda: server.connected("riffbridge:deck1_R"))
        sound = counted(5 * RATE)
        with server.client() as other:
            audio.ring.write(sound[:, :20000])
            other.set_freewheel(True)
            until(lambda: audio.status().freewheeling)
            done, began = 20000, time.monotonic()
            while done < sound.shape[1]:
                frames = min(audio.ring.space, 1500, sound.shape[1] - done)
                audio.ring.write(sound[:, done : done + frames])
                done += frames
                time.sleep(0.003)
            until(lambda: audio.ring.available < 1024)
            elapsed, underruns = time.monotonic() - began, audio.status().underruns
            audio.controls.running = False  # or it would wait for more
            other.set_freewheel(False)
            until(lambda: not audio.status().freewheeling)
        rec.stop()
    assert underruns == 0
    assert elapsed < 5  # faster than the sound lasts
    start = first_of(rec.sound[0])
    first = frame_of(rec.sound[0, start + 2000]) - 2000
    played = rec.sound[:, start + 2000 :][:, : sound.shape[1] - first - 2000 - 1024 - round(GATE_S * RATE)]
    np.testing.assert_array_equal(played, sound[:2, first + 2000 :][:, : played.shape[1]])
    assert played.shape[1] > 4 * RATE


def test_the_instrument_keeps_up_with_a_freewheeling_server(tmp_path):
    with jackd(RATE, 1024) as server, daemon(tmp_path, output="jack", env=server.env) as instrument:
        began, before = time.monotonic(), instrument.ask("/position")
        with server.client() as other:
            other.set_freewheel(True)
            time.sleep(3)
            other.set_freewheel(False)
        time.sleep(0.2)
        bars = instrument.ask("/position")[0] - before[0]
        assert instrument.ask("/underruns") == [0]
        assert bars * 2 > 2 * (time.monotonic() - began)  # bars of two seconds
