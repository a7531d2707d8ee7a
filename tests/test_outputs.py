"""The audio process and its outputs, against real JACK servers; the sound is recorded and measured."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from jackd import jackd

from bridge import shared
from bridge.audio import AudioProcess, OutputError
from bridge.mixer import GATE_S, GLIDE_S

ROOT = Path(__file__).parent.parent
DECKS, KEYFRAMES = 2, 3
LANES = DECKS * KEYFRAMES * 2


@pytest.fixture(autouse=True)
def no_server_and_an_empty_home(monkeypatch, tmp_path):
    monkeypatch.setenv("JACK_DEFAULT_SERVER", f"rbtest-none-{os.getpid()}")
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


@pytest.fixture
def play(monkeypatch):
    """Start an audio process, on the given server if any; all are stopped in the end and leave nothing."""
    started = []

    def start(output="jack", server=None, **more):
        if server:
            for key, value in server.env.items():
                monkeypatch.setenv(key, value)
        audio = AudioProcess(output, DECKS, KEYFRAMES, **more)
        started.append(audio)
        audio.start()
        return audio

    yield start
    for audio in started:
        audio.stop()
    assert not list(shared.DIRECTORY.glob(f"riffbridge-{os.getpid()}-*"))


def until(condition, timeout=10.0):
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def counted(frames):
    """(LANES, frames), each sample telling its frame and lane, exactly."""
    return ((np.arange(1, frames + 1) * 16 + np.arange(LANES)[:, None]) / 2**23).astype(np.float32)


def write(audio, sound):
    """Write in parts, as the ring takes them."""
    while sound.shape[1]:
        frames = min(audio.ring.space, sound.shape[1])
        audio.ring.write(sound[:, :frames])
        sound = sound[:, frames:]
        time.sleep(0.005)


def first_of(sound):
    return int(np.argmax(sound != 0))


@pytest.mark.parametrize(("rate", "period"), [(44100, 64), (48000, 256), (96000, 2048), (48000, 1024)])
def test_ports_carry_exactly_what_was_written(play, tmp_path, rate, period):
    with jackd(rate, period, synchronous=True) as server:
        connect = ["rec:in_[12]", "deck1:rec:in_[34]", r"deck2:^rec:in_(5|6)$"]
        with server.recording(6, 2 * rate, tmp_path / "rec.npz") as recording:
            audio = play(server=server, connect=connect)
            assert (audio.status().rate, audio.status().blocksize) == (rate, period)
            audio.controls.weights[:] = [[0, 1, 0], [0, 0, 1]]
            until(lambda: server.connected("riffbridge:deck2_R") == ["rec:in_6"])
            sound = counted(rate // 2)
            write(audio, sound)
            recording.wait()
        status = audio.status()
        assert (status.underruns, status.alive, status.error) == (1, True, "")  # it ends with one
        audio.stop()
    start, gate = first_of(recording.sound[2]), round(GATE_S * rate)
    body = slice(start + gate, start + rate // 2 - gate)
    deck1, deck2 = sound[2:4, gate:-gate], sound[10:12, gate:-gate]
    np.testing.assert_array_equal(recording.sound[2:4, body], deck1)
    np.testing.assert_array_equal(recording.sound[4:6, body], deck2)
    np.testing.assert_array_equal(recording.sound[0:2, body], deck1 + deck2)
    assert not recording.sound[:, body.stop + 2 * gate :].any()


def test_a_gain_change_is_heard_at_once_and_without_a_click(play, tmp_path):
    rate, period = 48000, 128
    with jackd(rate, period, synchronous=True) as server, server.recording(2, 2 * rate, tmp_path / "r.npz") as rec:
        audio = play(server=server, connect=["rec:in_"])
        until(lambda: server.connected("riffbridge:mix_R"))
        write(audio, np.ones((LANES, 24000), np.float32))
        until(lambda: audio.ring.position > 4800)
        position = audio.ring.position
        audio.controls.gains[:] = 0.25
        rec.wait()
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
    with jackd(rate, 128, synchronous=True) as server, server.recording(2, 2 * rate, tmp_path / "r.npz") as rec:
        audio = play(server=server, connect=["rec:in_"])
        until(lambda: server.connected("riffbridge:mix_R"))
        tone = np.tile(0.4 * np.cos(np.arange(40001) * 2 * np.pi * 200 / rate), (LANES, 1)).astype(np.float32)
        write(audio, tone[:, :10001])
        until(lambda: audio.status().underruns)
        position = audio.ring.position
        time.sleep(0.1)
        assert audio.ring.position == position == 10001
        write(audio, tone[:, 10001:20000])
        rec.wait()
        assert audio.status().underruns == 2
        assert audio.status().missing > 0.1 * rate
    assert np.abs(np.diff(rec.sound[0])).max() < 0.8 * (2 * np.pi * 200 / rate + 1 / (GATE_S * rate))
    assert np.abs(rec.sound[0]).max() == pytest.approx(0.8, rel=0.01)


def test_midi_events_carry_the_frame_that_sounds_with_them(play, tmp_path):
    rate, period = 48000, 512
    with jackd(rate, period, synchronous=True) as server, server.recording(2, 2 * rate, tmp_path / "r.npz") as rec:
        audio = play(server=server, connect=["deck1:rec:in_"])
        sequence = ["jack_midiseq", "seq", "7001", "0", "60", "2000", "3333", "72", "2000"]
        peer = subprocess.Popen(sequence, env=os.environ | server.env, stdout=subprocess.DEVNULL)
        server.wait_for("seq:out")
        server.run("jack_connect", "seq:out", "riffbridge:control_in")
        server.run("jack_connect", "seq:out", "rec:midi")
        until(lambda: server.connected("riffbridge:deck1_R"))
        audio.midi_events()
        write(audio, counted(24000))
        rec.wait()
        events = [event for event in audio.midi_events() if 1000 < event.frame < 23000]
        peer.kill()
        peer.wait()
    assert len(events) >= 8
    heard = dict.fromkeys(m for _, m in rec.midi)
    recorded = {round(float(rec.sound[0, frame]) * 2**23 / 16) - 1: message for frame, message in rec.midi}
    for event in events:
        assert recorded[event.frame] == event.message
    assert {bytes([0x90, 60, 64]), bytes([0x80, 72, 64])} <= set(heard)


def test_connections_are_made_remembered_and_restored(play, tmp_path):
    memory = tmp_path / "riffbridge" / "connections.json"

    def remembered():
        return json.loads(memory.read_text())["riffbridge"] if memory.exists() else []

    with jackd(period=1024) as server:
        first = play(server=server)
        until(lambda: server.connected("riffbridge:mix_R") == ["system:playback_2"])  # the sound card, at first
        server.run("jack_connect", "riffbridge:deck1_L", "system:playback_1")
        server.run("jack_disconnect", "riffbridge:mix_L", "system:playback_1")
        expected = [["deck1_L", "system:playback_1"], ["mix_R", "system:playback_2"]]
        until(lambda: remembered() == expected)
        first.stop()
        until(lambda: "riffbridge:mix_L" not in server.run("jack_lsp"))
        assert remembered() == expected
        memory.write_text(json.dumps({"riffbridge": [*expected, ["mix_L", "rec:in_1"]]}))
        play(server=server)
        until(lambda: server.connected("riffbridge:deck1_L") == ["system:playback_1"])
        assert server.connected("riffbridge:mix_L") == []
        with server.recording(1, 10**6, tmp_path / "r.npz"):  # a port that comes later
            until(lambda: server.connected("riffbridge:mix_L") == ["rec:in_1"])
        with server.recording(1, 10**6, tmp_path / "r.npz"):  # and comes back
            until(lambda: server.connected("riffbridge:mix_L") == ["rec:in_1"])
        assert ["mix_L", "rec:in_1"] in remembered()


def test_a_second_instance_gets_a_name_of_its_own(play):
    with jackd(period=1024) as server:
        play(server=server)
        play(server=server)
        assert {"riffbridge:mix_L", "riffbridge-01:mix_L"} <= set(server.run("jack_lsp").splitlines())


def test_server_death_is_reported_and_recovered(play):
    with jackd(period=1024) as server:
        audio = play(server=server, connect=["system:playback_[34]", "deck2:system:playback_[12]"])
        until(lambda: server.connected("riffbridge:deck2_L"))
        write(audio, counted(4096))
        server.kill()
        until(lambda: not audio.status().alive)
        until(lambda: "the JACK server has gone" in audio.status().error or "no JACK" in audio.status().error)
        time.sleep(1.5)
        position = audio.ring.position
        server.start()
        until(lambda: audio.status().alive)
        assert audio.status().error == ""
        until(lambda: server.connected("riffbridge:deck2_L") == ["system:playback_1"])
        write(audio, counted(4096))
        until(lambda: audio.ring.position >= position + 4096)


def test_another_rate_after_server_death_is_an_error(play):
    with jackd(period=1024) as server:
        audio = play(server=server)
        server.kill()
        server.rate = 44100
        server.start()
        until(lambda: "the rate is now 44100 Hz, but what is painted is for 48000 Hz" in audio.status().error)
        assert not audio.status().alive


def test_block_size_may_change(play, tmp_path):
    with jackd(48000, 1024) as server, server.recording(2, 96000, tmp_path / "r.npz"):
        audio = play(server=server, connect=["rec:in_"])
        for period in (128, 2048):
            server.run("jack_bufsize", str(period))
            until(lambda period=period: audio.status().blocksize == period)
            position = audio.ring.position
            write(audio, counted(9600))
            until(lambda position=position: audio.ring.position == position + 9600)
        assert audio.status().error == ""
        assert audio.status().alive


def test_stop_fades_and_leaves_the_server_in_less_than_half_a_second(play, tmp_path):
    rate = 48000
    with jackd(rate, 256, synchronous=True) as server, server.recording(2, rate, tmp_path / "r.npz") as rec:
        audio = play(server=server, connect=["rec:in_"])
        until(lambda: server.connected("riffbridge:mix_R"))
        write(audio, np.full((LANES, 32768), 0.25, np.float32))
        start = time.monotonic()
        audio.stop()
        assert time.monotonic() - start < 0.5
        rec.wait()
        until(lambda: "riffbridge" not in server.run("jack_lsp"))
    mix = rec.sound[0]
    assert mix.max() == 0.5
    assert np.abs(np.diff(mix)).max() < 0.5 / (GATE_S * rate) * 1.1
    assert mix[-1] == 0


PARENT = """
import sys, time
from bridge.audio import AudioProcess
audio = AudioProcess(sys.argv[1], 2, 3)
audio.start()
print(audio._child._process.pid, flush=True)
time.sleep(60)
"""


def parent(output):
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT, output], cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    return process, int(process.stdout.readline())


def exists(pid):
    return Path(f"/proc/{pid}/stat").exists() and ") Z " not in Path(f"/proc/{pid}/stat").read_text()


def segments(pid):
    return list(shared.DIRECTORY.glob(f"riffbridge-{pid}-*"))


@pytest.mark.parametrize("output", ["null", "jack"])
def test_audio_process_dies_with_its_parent_and_leaves_nothing(monkeypatch, output):
    with jackd(period=1024) as server:
        for key, value in server.env.items():
            monkeypatch.setenv(key, value)
        process, child = parent(output)
        assert len(segments(process.pid)) == 3
        process.kill()
        process.communicate()
        until(lambda: not exists(child), 3)
        assert not segments(process.pid)
        until(lambda: "riffbridge" not in server.run("jack_lsp"))


def test_ctrl_c_does_not_reach_the_audio_process(play):
    audio = play("null")
    os.kill(audio._child._process.pid, signal.SIGINT)
    os.kill(audio._child._process.pid, signal.SIGTERM)
    time.sleep(0.2)
    assert audio.status().alive


def test_what_two_killed_processes_leave_is_gone_after_the_next_start(play):
    process, child = parent("null")
    os.kill(child, signal.SIGSTOP)
    process.kill()
    process.communicate()
    os.kill(child, signal.SIGKILL)
    assert len(segments(process.pid)) == 3
    play("null")
    assert not segments(process.pid)


def test_audio_process_that_is_killed_is_started_again(play):
    audio = play("null")
    os.kill(audio._child._process.pid, signal.SIGKILL)
    until(lambda: "the audio process ended with -9" in audio.status().error)
    until(lambda: audio.status().alive)
    assert audio.status().error == ""


def test_audio_process_that_hangs_is_reported(play):
    audio = play("null")
    os.kill(audio._child._process.pid, signal.SIGSTOP)
    until(lambda: not audio.status().alive, 3)
    assert audio.status().error == "the audio output has stopped"
    os.kill(audio._child._process.pid, signal.SIGCONT)
    until(lambda: audio.status().alive, 3)


def test_an_error_in_the_callback_is_reported_and_the_output_lives_on(play):
    audio = play("null")
    weights = audio.controls._block.array(np.int64, (2,))
    audio.ring.write(counted(1024))
    audio.ring._header[16] = -(10**6)  # a position that no mixer can work with
    until(lambda: "Error" in audio.status().error)
    assert audio.status().alive
    assert weights.tolist() == [DECKS, KEYFRAMES]


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
    assert (audio.ring.position - position) / elapsed == pytest.approx(44100, rel=0.03)
    assert audio.status().underruns == 0


@pytest.mark.parametrize("suffix", ["wav", "flac"])
def test_file_holds_what_was_written(play, tmp_path, suffix):
    path = tmp_path / f"take.{suffix}"
    audio = play(f"file:{path}", rate=44100)
    audio.controls.gains[1] = 0
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
    os.kill(audio._child._process.pid, signal.SIGKILL)
    until(lambda: not audio.status().alive)
    with path.open("rb") as file:
        header = file.read(4096)
    size = int.from_bytes(header[header.index(b"data") + 4 :][:4], "little")
    assert size >= 48000 * 8
    assert soundfile.read(path)[0].max() == 0.5
    time.sleep(1.2)
    assert "-9" in audio.status().error  # and it is not started again, over what was recorded


def test_auto_takes_a_running_jack_server(play):
    with jackd(period=1024) as server:
        audio = play("auto", server)
        assert audio.status().output == "jack"


def test_auto_without_server_or_device_plays_to_nobody_and_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    audio = AudioProcess("auto", DECKS, KEYFRAMES)
    info = audio.start()
    audio.stop()
    assert info.output == "null"
    assert "no JACK server is running" in info.detail
    assert "no output device" in info.detail
    assert "file:PATH.wav" in info.detail


def test_default_device_of_portaudio_plays(play, monkeypatch, tmp_path):
    (tmp_path / ".asoundrc").write_text("pcm.!default { type null }\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    audio = play("auto", period=512)
    assert audio.status().output == "portaudio"
    audio.ring.write(counted(20000))
    until(lambda: audio.ring.position == 20000)
    assert audio.status().alive


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("jack", "no JACK server is running"),
        ("portaudio:Nonesuch", "PortAudio device 'Nonesuch': No output device matching"),
        ("file:/nonesuch/take.wav", "there is no folder /nonesuch"),
        ("file:take.mp3", "must end in .wav or .flac"),
        ("pulse", "'pulse' is no output; there are auto, jack"),
    ],
)
def test_what_cannot_be_opened_is_an_error_that_leaves_nothing(output, message):
    with pytest.raises(OutputError, match=message):
        AudioProcess(output, DECKS, KEYFRAMES).start()
    assert not segments(os.getpid())


def test_no_room_for_the_ring_is_an_error_that_leaves_nothing():
    with pytest.raises(OutputError, match="no room"):
        AudioProcess("null", DECKS, KEYFRAMES, capacity=2**57)
    assert not segments(os.getpid())
