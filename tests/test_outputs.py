"""Outputs other than JACK, and the choice between them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import soundfile
from controls import change
from jackd import jackd
from playing import LANES, child_of, counted, first_of, job_of, playing, segments, write
from waiting import until

from bridge.audio import OutputError
from bridge.audio_child import EXIT_REFUSED
from bridge.audio_state import AudioState
from bridge.feed import Feed
from bridge.mixer import GATE_S, Controls, Mixer
from bridge.outputs import Setup, file
from bridge.pulse import Pulse
from bridge.ring import Ring


@pytest.fixture
def play(monkeypatch, tmp_path):
    with playing(monkeypatch, tmp_path) as start:
        yield start


def test_null_keeps_the_pace_of_the_clock(play):
    audio = play("null", rate=44100, period=100)
    assert (audio.status().rate, audio.status().blocksize) == (44100, 100)
    start, begun = time.monotonic(), False
    while time.monotonic() - start < 1.5:
        if audio.ring.space > 4000:
            audio.ring.write(counted(4000))
        if not begun and audio.ring.position > 0:
            start, begun, position = time.monotonic(), True, audio.ring.position
        time.sleep(0.005)
    elapsed = time.monotonic() - start
    assert audio.status().error == ""
    assert (audio.ring.position - position) / elapsed == pytest.approx(44100, rel=0.03)
    assert audio.status().underruns == 0


@pytest.mark.parametrize("suffix", ["wav", "flac"])
def test_file_holds_what_was_written(play, tmp_path, suffix):
    path = tmp_path / f"take.{suffix}"
    audio = play(f"file:{path}", rate=44100)
    change(audio.controls, gains=[[1], [0]])
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, (LANES, 22050)).astype(np.float32)
    write(audio, sound)
    until(lambda: audio.ring.available == 0)
    audio.stop()
    heard, rate = soundfile.read(path, dtype="float32")
    gate = round(GATE_S * 44100)
    start = first_of(heard[:, 0])
    assert rate == 44100
    body = heard.T[:, start + 3 * gate : start + 22050 - gate]
    np.testing.assert_allclose(body, sound[:2, 3 * gate : -gate], atol=0 if suffix == "wav" else 2**-23)


def test_wav_of_a_killed_process_can_be_read(play, tmp_path):
    path = tmp_path / "take.wav"
    audio = play(f"file:{path}")
    write(audio, np.full((LANES, 4 * 48000 // 2), 0.25, np.float32))
    os.kill(child_of(audio), signal.SIGKILL)
    until(lambda: not audio.status().alive)
    with path.open("rb") as file:
        header = file.read(4096)
    size = int.from_bytes(header[header.index(b"data") + 4 :][:4], "little")
    assert size >= 48000 * 8
    assert soundfile.read(path)[0].max() == 0.5
    time.sleep(1.2)
    assert "-9" in audio.status().error  # and it is not started again, over what was recorded


def test_a_full_wav_goes_on_in_another_without_a_gap(monkeypatch, tmp_path):
    monkeypatch.setattr("bridge.sound_writer._FULL_BYTES", 30_000)
    monkeypatch.setattr("bridge.sound_writer.SAVE_EVERY_S", 0.01)
    (tmp_path / "take-2.wav").write_bytes(b"another take")
    told, lost = [], []
    output = file.FileOutput(Setup(1, "", 48000, 256, (), None, told.append, lost.append), str(tmp_path / "take.wav"))
    output.open()
    ring = Ring.create(None, 2, 9000)
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, (2, 9000)).astype(np.float32)
    ring.write(sound)
    controls = Controls.create(None, 1, 1)
    output.start(Feed(Mixer(ring, controls, 48000, 256), AudioState.create(None), controls, 48000))
    until(lambda: ring.available == 0)
    output.close()
    paths = [tmp_path / "take.wav", *(tmp_path / f"take-{part}.wav" for part in range(3, 9))]
    parts = [soundfile.read(path, dtype="float32")[0] for path in paths if path.exists()]
    heard, gate = np.concatenate(parts).T, round(GATE_S * 48000)
    np.testing.assert_array_equal(heard[:, gate : 9000 - gate], sound[:, gate:-gate])
    assert all(29_000 < 8 * len(part) < 40_000 for part in parts[:2])
    assert told[0] == {"warning": f"{tmp_path}/take.wav is full: going on in {tmp_path}/take-3.wav"}
    assert (tmp_path / "take-2.wav").read_bytes() == b"another take"
    assert not lost


def test_auto_takes_a_running_jack_server(play):
    with jackd(period=1024) as server:
        audio = play("auto", server)
        assert audio.status().output == "jack"


def test_auto_without_server_or_device_plays_to_nobody_and_says_so(play):
    info = play("auto").info
    assert info.output == "null"
    assert "no JACK server is running" in info.detail
    assert "no output device" in info.detail
    assert "file:PATH.wav" in info.detail


def test_default_device_of_portaudio_plays(play, tmp_path):
    (tmp_path / ".asoundrc").write_text("pcm.!default { type null }\n")
    audio = play("auto", rate=32000)  # the rate is for file and null: the device brings its own
    assert (audio.status().output, audio.status().rate) == ("portaudio", 44100)
    audio.ring.write(counted(20000))
    until(lambda: audio.ring.position == 20000)
    assert audio.status().alive
    assert audio.status().blocksize < 4096  # what it asks for, not the most that it might


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("jack", "no JACK server is running"),
        ("portaudio:Nonesuch", "PortAudio device 'Nonesuch': No output device matching"),
        ("file:/nonesuch/take.wav", "there is no folder '/nonesuch'"),
        ("file:take.mp3", "not the name of a .wav or .flac file"),
        ("pulse", "'pulse' is not auto, jack"),
    ],
)
def test_what_cannot_be_opened_is_an_error_that_leaves_nothing(play, output, message):
    with pytest.raises(OutputError, match=message):
        play(output)
    assert not segments(os.getpid())


STARTER = """
import bridge.outputs.null
from bridge.audio_child import main
bridge.outputs.null.NullOutput.start = lambda *_: 1 / 0
main()
"""


def test_what_an_output_fails_of_when_it_starts_is_told(play):
    """Of an audio library, say, that has errors of its own."""
    job = job_of(play("null"))
    done = subprocess.run([sys.executable, "-c", STARTER, job.to_json()], capture_output=True, text=True, check=False)
    assert done.returncode == EXIT_REFUSED
    assert "the output null cannot start: ZeroDivisionError" in json.loads(done.stdout)["error"]


def test_the_audio_process_is_out_of_reach_of_ctrl_c(play):
    """From its first moment, and not only once it can ignore it."""
    assert os.getpgid(child_of(play("null"))) != os.getpgrp()


def test_no_room_for_the_ring_is_an_error_that_leaves_nothing(play):
    with pytest.raises(OutputError, match="no room"):
        play("null", capacity=2**57)
    assert not segments(os.getpid())


def test_an_error_in_the_callback_is_told_and_the_next_block_plays(monkeypatch):
    ring, state = Ring.create(None, 2, 1000), AudioState.create(None)
    controls = Controls.create(None, 1, 1)
    feed = Feed(Mixer(ring, controls, 48000, 100), state, controls, 48000)
    pulse = Pulse(state, ring)
    pulse.begin()
    ring.write(np.ones((2, 1000), np.float32))
    for _ in range(4):
        feed.process(100)
    pulse.look()
    assert pulse.failing == ""
    with monkeypatch.context() as broken:
        broken.setattr(ring, "peek", lambda _frames: 1 / 0)
        feed.process(100)
    assert "failed: ZeroDivisionError('division by zero') in test_outputs.py:" in state.error
    pulse.look()
    assert pulse.failing == state.error
    assert not feed.mix.any()
    feed.process(100)
    assert (feed.mix == 1).all()
    assert state.get("heartbeat") == 6
    monkeypatch.setattr(time, "monotonic", lambda: 1e9)  # long after
    pulse.look()
    assert pulse.failing == ""


def test_a_block_larger_than_was_said_plays():
    ring, state = Ring.create(None, 2, 1000), AudioState.create(None)
    controls = Controls.create(None, 1, 1)
    feed = Feed(Mixer(ring, controls, 48000, 100), state, controls, 48000)
    ring.write(np.ones((2, 1000), np.float32))
    feed.process(700)
    assert (feed.mix[:, 300:] == 1).all()
    assert state.get("blocksize") == 700


def test_midi_queue_drops_and_counts_what_does_not_fit():
    state = AudioState.create(None)
    state.put_midi(5, bytes(52))
    state.put_midi(6, bytes(53))
    assert state.take_midi() == [(5, bytes(52), "control_in")]
    assert state.get("midi_dropped") == 1
    for frame in range(1030):
        state.put_midi(frame, b"\xf8")
    assert [event.frame for event in state.take_midi()] == list(range(1024))
    assert state.get("midi_dropped") == 7
    state.put_midi(2000, b"\xfa", "clock_in")
    assert state.take_midi() == [(2000, b"\xfa", "clock_in")]
