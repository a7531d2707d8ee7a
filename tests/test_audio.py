"""The audio process: whoever dies, the others know, and nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jackd import jackd
from playing import child_of, counted, playing, segments, write
from waiting import until

ROOT = Path(__file__).parent.parent


@pytest.fixture
def play(monkeypatch, tmp_path):
    with playing(monkeypatch, tmp_path) as start:
        yield start


PARENT = """
import sys, time
from bridge.audio import AudioProcess
audio = AudioProcess(sys.argv[1], 2, 3)
audio.start()
print(audio._keeper._child._process.pid, flush=True)
time.sleep(60)
"""


def parent(output):
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT, output], cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    return process, int(process.stdout.readline())


def exists(pid):
    """Is any of its threads not a zombie? The locks go with the last."""
    threads = Path(f"/proc/{pid}/task").glob("*/stat")
    return any(") Z " not in text for text in map(read, threads))


def read(path):
    try:
        return path.read_text()
    except OSError:
        return ") Z "


@pytest.mark.parametrize("output", ["null", "jack"])
def test_audio_process_dies_with_its_parent_and_leaves_nothing(monkeypatch, output):
    with jackd(period=1024) as server:
        for key, value in server.env.items():
            monkeypatch.setenv(key, value)
        process, child = parent(output)
        assert len(segments(process.pid)) == (5 if output == "jack" else 4)
        process.kill()
        process.communicate()
        until(lambda: not exists(child), seconds=3)
        assert not segments(process.pid)
        until(lambda: "riffbridge" not in server.run("jack_lsp"))


def test_ctrl_c_does_not_reach_the_audio_process(play):
    audio = play("null")
    os.kill(child_of(audio), signal.SIGINT)
    os.kill(child_of(audio), signal.SIGTERM)
    time.sleep(0.2)
    assert audio.status().alive


def test_what_two_killed_processes_leave_is_gone_after_the_next_start(play):
    process, child = parent("null")
    os.kill(child, signal.SIGSTOP)
    process.kill()
    process.communicate()
    os.kill(child, signal.SIGKILL)
    until(lambda: not exists(child))
    assert len(segments(process.pid)) == 4
    play("null")
    assert not segments(process.pid)


def test_audio_process_that_is_killed_is_started_again(play):
    audio = play("null")
    audio._state.set("freewheeling", True)  # JACK would tell the next process only of changes
    os.kill(child_of(audio), signal.SIGKILL)
    until(lambda: "the audio process ended with -9" in audio.status().error)
    until(lambda: audio.status().alive)
    assert audio.status().error == ""
    assert not audio.status().freewheeling


def test_audio_process_that_dies_is_back_without_a_pause(monkeypatch, play):
    monkeypatch.setattr("bridge.audio_keeper._RETRY_S", 60.0)
    with jackd(period=1024) as server:
        audio = play(server=server)
        time.sleep(1.1)
        os.kill(child_of(audio), signal.SIGKILL)
        until(lambda: not audio.status().alive)
        until(lambda: audio.status().alive, seconds=20)
        assert audio.info.detail.startswith("JACK client riffbridge,")


def test_audio_process_that_hangs_is_reported(play):
    audio = play("null")
    os.kill(child_of(audio), signal.SIGSTOP)
    until(lambda: not audio.status().alive, seconds=3)
    assert audio.status().error == "the audio output has stopped"
    os.kill(child_of(audio), signal.SIGCONT)
    until(lambda: audio.status().alive, seconds=3)


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
        assert "go back to 48000 Hz, or start riffbridge anew; trying again" in audio.status().error
        assert not audio.status().alive


def test_an_output_that_wants_more_than_there_is_says_so_and_plays_once_it_is_there(play):
    with jackd(period=256) as server:
        audio = play(server=server)
        server.run("jack_bufsize", "4096")
        until(lambda: audio.status().blocksize == 4096)
        write(audio, counted(100))
        until(lambda: audio.ring.available == 0)  # it has run dry, and waits for a whole block
        write(audio, counted(3000))
        until(lambda: "wants 4096 frames at a time, and 3000 are there" in audio.status().error)
        assert audio.status().alive
        write(audio, counted(1096))
        until(lambda: audio.status().error == "")
