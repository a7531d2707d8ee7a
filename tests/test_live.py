"""The whole instrument from outside: real peers send, the JACK port is recorded, the sound is measured."""

from __future__ import annotations

import itertools
import os
import random
import shlex
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile
from daemon import START_S, Daemon, daemon, free_port, tool
from hearing import level_db
from jackd import Jackd, jackd
from numpy.typing import NDArray
from scipy.signal import fftconvolve
from waiting import until

from bridge import shared
from bridge.canvas import FADE_S
from bridge.session import read
from generators.base import Sound

MIX = ("riffbridge:mix_L", "riffbridge:mix_R")


def record(
    server: Jackd, ports: tuple[str, ...], seconds: float, folder: Path, during: list[object], name: str = "rec"
) -> Sound:
    """Record ports; `during` is (seconds, function) pairs, called on the way."""
    with server.recording(len(ports), folder, name) as recording:
        for number, port in enumerate(ports, 1):
            server.run("jack_connect", port, f"{name}:in_{number}")
        started = time.monotonic()
        for at, action in [*during, (seconds, recording.stop)]:  # type: ignore[misc]
            time.sleep(max(0, started + at - time.monotonic()))
            action()
    sound: Sound = recording.sound
    first = max(int(np.argmax(channel != 0)) for channel in sound)  # until the last port was connected
    return sound[:, first:]


def rendered(instrument: Daemon) -> Sound:
    """The journal, rendered."""
    out = instrument.folder / "again.flac"
    tool(sys.executable, "-m", "bridge.cli", "render", str(instrument.journal), "-o", str(out))
    sound: Sound = soundfile.read(out, dtype="float32", always_2d=True)[0].T
    return sound


def deviation(recording: Sound, whole: Sound) -> Sound:
    """The difference (frames,) between a recording and that part of the whole it fits best."""
    fit = fftconvolve(whole[0], recording[0, ::-1], mode="valid")
    energy = np.cumsum(np.insert(whole[0].astype(np.float64) ** 2, 0, 0))
    length = recording.shape[1]
    start = int(np.argmin(energy[length:] - energy[:-length] - 2 * fit))  # least squares: loud is not alike
    apart: Sound = np.abs(whole[:, start : start + recording.shape[1]] - recording).max(axis=0)
    return apart


def spectrum(sound: Sound) -> NDArray[np.floating]:
    """Mean magnitude spectrum, of unit length."""
    blocks = sound[0, : sound.shape[1] // 8192 * 8192].reshape(-1, 8192)
    mean = np.abs(np.fft.rfft(blocks * np.hanning(8192))).mean(axis=0)
    return mean / np.linalg.norm(mean)


@pytest.mark.parametrize(("rate", "period"), [(44100, 256), (96000, 2048)])
def test_from_osc_to_the_jack_port_and_again_from_the_journal(tmp_path: Path, rate: int, period: int) -> None:
    """What leaves the port is what `render` gives of the journal, sample for sample, through changes."""
    with (
        jackd(rate, period, synchronous=True) as server,
        daemon(tmp_path, "--set", "/tempo=140", "--ahead-ms", "500", output="jack", env=server.env) as instrument,
    ):
        steps = [
            (0.5, lambda: tool("oscsend", "localhost", str(instrument.port), "/deck/1/prompt/a", "s", "330 hz")),
            (2.5, lambda: tool("oscsend", "localhost", str(instrument.port), "/deck/1/prompt/b", "s", "660 hz")),
            (3.0, lambda: tool("oscsend", "localhost", str(instrument.port), "/deck/1/alpha", "f", "0.6")),
            *((3.5 + 0.05 * n, partial(instrument.tell, "/deck/1/gain", -6.0 + 0.1 * n)) for n in range(40)),
        ]
        recording = record(server, MIX, 6, tmp_path, steps)
        assert instrument.ask("/underruns") == [0]
        assert instrument.ask("/deck/1/playing")[0] in {"330 hz", "660 hz"}
        code, seconds = instrument.stop()
        assert code == 0
        assert seconds < 2
    assert recording.shape[1] > 4 * rate
    assert -30 < level_db(recording) < -6
    assert np.abs(recording.mean(axis=1)).max() < 1e-3
    early, late = recording[:, : rate // 2], recording[:, -rate:]
    assert float(spectrum(early) @ spectrum(late)) < 0.8
    whole = rendered(instrument)  # from the first downbeat on, which a fade-in may precede in the recording
    recording = recording[:, round(FADE_S * rate) :]
    assert deviation(recording, whole).max() < 1e-6


def test_bends_and_tempi_that_are_set_at_once_come_again_from_the_journal(tmp_path: Path) -> None:
    """A bend begins where the deck has got to, by the clock as it was when it was set."""
    played = tmp_path / "played.wav"
    with daemon(tmp_path, "--prompt", "440 hz", output=f"file:{played}") as instrument:
        for number in range(80):
            instrument.tell("/deck/1/loop", 1.0 + number % 3 / 4)
            instrument.tell("/deck/1/speed", 0.5 + number % 4 / 4)
            instrument.tell("/tempo", 100.0 + 7 * (number % 9))
            time.sleep(0.05)
        assert instrument.ask("/underruns") == [0]
        instrument.stop()
    recording: Sound = soundfile.read(played, dtype="float32", always_2d=True)[0].T
    first = int(np.argmax(recording[0] != 0)) + 48000
    assert deviation(recording[:, first:-48000], rendered(instrument)).max() < 1e-6


def test_a_midi_controller_turns_the_gain(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[[midi.cc]]\ncontroller = 7\nparameter = "/deck/1/gain"\nrange = [-60, 0]\n')
    sender = str(Path(__file__).with_name("jack_midi_sender.py"))
    with (
        jackd(period=1024) as server,
        daemon(
            tmp_path, "--config", str(config), "--prompt", "steady 440 hz", output="jack", env=server.env
        ) as instrument,
    ):
        environment = os.environ | server.env

        def turn(value: int) -> None:
            command = [sys.executable, sender, "riffbridge:control_in", f"b0 07 {value:02x}"]
            subprocess.run(command, env=environment, timeout=20, check=True)

        before = record(server, MIX, 1.5, tmp_path, [])
        turn(64)
        assert instrument.ask("/deck/1/gain")[0] == pytest.approx(-60 + 60 * 64 / 127, abs=0.01)
        after = record(server, MIX, 1.5, tmp_path, [], "again")  # "rec" would be connected by itself
    change = level_db(after) - level_db(before)
    assert change == pytest.approx(-60 + 60 * 64 / 127, abs=1.5)


def test_state_and_errors_come_back_and_bad_input_changes_nothing(tmp_path: Path) -> None:
    with daemon(tmp_path) as instrument:
        before = {address: instrument.ask(address) for address in ("/deck/1/alpha", "/tempo", "/deck/1/prompt/a")}
        for address, values in [
            ("/deck/1/alpha", ["no number"]),
            ("/tempo", [5000.0]),
            ("/deck/9/alpha", [0.5]),
            ("/nonsense", [1]),
        ]:
            instrument.tell(address, *values)
            answer = instrument.hear(5)
            assert answer is not None
            assert answer[0] == "/error"
            assert answer[1][0] == address
        chaos = random.Random(1)
        for size in (0, 1, 7, 64, 1000, 60_000):
            instrument.peer.sendto(chaos.randbytes(size), ("127.0.0.1", instrument.port))
        nested = b"/tempo\0\0,f\0\0\x43\x00\x00\x00"
        for _ in range(1000):
            nested = b"#bundle\0" + bytes(7) + b"\1" + len(nested).to_bytes(4) + nested
        instrument.peer.sendto(nested, ("127.0.0.1", instrument.port))
        year_ahead = (int(time.time()) + 2_208_988_800 + 31_536_000).to_bytes(4) + bytes(4)
        later = b"#bundle\0" + year_ahead + (16).to_bytes(4) + b"/tempo\0\0,f\0\0\x43\x00\x00\x00"
        instrument.peer.sendto(later, ("127.0.0.1", instrument.port))
        while instrument.hear(0.5):
            pass
        errors = [values for address, values in instrument.heard if address == "/error"]
        assert len(errors) >= 4 + 6
        assert {address: instrument.ask(address) for address in before} == before
        assert instrument.ask("/underruns") == [0]


def test_oscdump_follows_the_state(tmp_path: Path) -> None:
    port = free_port()
    with subprocess.Popen(["oscdump", "-L", str(port)], stdout=subprocess.PIPE, text=True) as dump:
        try:
            with daemon(tmp_path) as instrument:
                instrument.tell("/subscribe", port)
                instrument.tell("/deck/1/prompt/a", "solo piano")
                assert dump.stdout
                lines = itertools.takewhile(lambda line: "solo piano" not in line, dump.stdout)
                assert any("/tempo" in line for line in lines)
        finally:
            dump.kill()


def test_what_a_prompt_is_taken_to_mean_is_told(tmp_path: Path) -> None:
    with daemon(tmp_path, "--prompt", "piano", "--to", "piano", model="bundled") as instrument:
        instrument.wait_until("/deck/1/read", "piano")
        instrument.tell("/deck/1/prompt/a", "jazz piano trio")
        instrument.wait_until("/deck/1/playing", "jazz piano trio")
        assert instrument.ask("/deck/1/read") == ["jazz"]
        until(lambda: '"jazz piano trio" is read as "jazz"' in instrument.log)


def test_a_stopped_or_killed_painter_never_stops_the_sound(tmp_path: Path) -> None:
    """The loop goes round on the beat, late clips are counted, and fresh material enters afterwards."""
    with daemon(tmp_path, "--set", "/tempo=240", "--set", "/deck/1/bars=1") as instrument:
        painter = instrument.children()["generators.painter"]
        os.kill(painter, signal.SIGSTOP)
        instrument.tell("/deck/1/prompt/a", "330 hz")
        time.sleep(4)
        assert instrument.ask("/deck/1/late")[0] >= 2
        assert instrument.ask("/deck/1/playing") == ["techno drum loop"]
        os.kill(painter, signal.SIGCONT)
        instrument.wait_until("/deck/1/playing", "330 hz")
        os.kill(painter, signal.SIGKILL)
        instrument.tell("/deck/1/prompt/a", "550 hz")
        instrument.wait_until("/deck/1/playing", "550 hz")
        assert instrument.ask("/underruns") == [0]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's scheduler")
def test_only_the_control_thread_goes_before_what_is_not_real_time(tmp_path: Path) -> None:
    permitted = subprocess.run(["chrt", "--rr", "1", "true"], capture_output=True, check=False).returncode == 0
    with daemon(tmp_path) as instrument:
        painter = instrument.children()["generators.painter"]
        os.kill(painter, signal.SIGKILL)  # the next is started by the control thread
        instrument.tell("/deck/1/prompt/a", "330 hz")
        instrument.wait_until("/deck/1/playing", "330 hz")
        usual = [os.sched_getscheduler(pid) for pid in instrument.children().values()]
        assert usual == [os.SCHED_OTHER] * 2
        control, *threads = sorted(int(path.name) for path in Path(f"/proc/{instrument.process.pid}/task").iterdir())
        assert os.sched_getscheduler(control) == (os.SCHED_RR | os.SCHED_RESET_ON_FORK if permitted else 0)
        assert {os.sched_getscheduler(thread) for thread in threads} == {os.SCHED_OTHER}


def test_a_knob_that_never_rests_is_heard(tmp_path: Path) -> None:
    """Painting takes 0.3 s, and what is wanted changes every 0.05 s."""
    with daemon(tmp_path, "--set", "/quantise=off", model="tone:0.3") as instrument:
        for seed in range(100, 180):
            instrument.tell("/deck/1/seed/a", seed)
            time.sleep(0.05)
        deadline = time.monotonic() + START_S
        while 179 not in entered(instrument.journal) and time.monotonic() < deadline:
            time.sleep(0.1)
        seeds = entered(instrument.journal)
    assert len(seeds & set(range(100, 179))) >= 2
    assert 179 in seeds


def entered(journal: Path) -> set[int]:
    """Seeds A of the clips that have entered on the first deck."""
    return {event.clips[0][1].seed_a for event in read(journal).events if 0 in event.clips}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_fades_out_and_leaves_nothing(tmp_path: Path, number: int) -> None:
    with jackd() as server, daemon(tmp_path, output="jack", env=server.env) as instrument:
        recording = record(server, MIX, 3, tmp_path, [(1, lambda: instrument.process.send_signal(number))])
        code, _ = instrument.stop(number)
        assert code == 0
        heard = np.flatnonzero(np.abs(recording[0]) > 1e-4)
        assert heard[-1] < 48000 * 1.9
        assert np.abs(np.diff(recording[:, heard[-1] - 4800 :])).max() < 0.1
    assert not list(shared.DIRECTORY.glob(f"riffbridge-{instrument.process.pid}-*"))
    assert all(not _alive(pid) for pid in instrument.children().values())


def test_a_flood_is_taken_in_by_the_handful(tmp_path: Path) -> None:
    """What is set goes to the mix at most every 2 ms, and the last value is the one that stays."""
    with daemon(tmp_path) as instrument:
        for number in range(2000):
            instrument.tell("/deck/1/gain", -number / 100)
            if number % 200 == 199:  # no more than a socket holds
                instrument.ask("/deck/1/gain", timeout=20)
        assert instrument.ask("/deck/1/gain", timeout=20) == [pytest.approx(-19.99)]
        instrument.stop(signal.SIGINT)
    journal = instrument.journal
    assert 1 <= journal.read_text().count('"/deck/1/gain": ') <= 1000


def test_the_end_says_how_to_hear_it_again(tmp_path: Path) -> None:
    """In one line, to be copied, however long the path is."""
    folder = tmp_path / "a folder's name"
    folder.mkdir()
    with daemon(folder) as instrument:
        instrument.wait_until("/deck/1/arrived", 1)
        instrument.stop(signal.SIGINT)
    told = instrument.log.partition("riffbridge render ")[2].partition("\n")[0]
    journal, flag, out = shlex.split(told)
    tool(sys.executable, "-m", "bridge.cli", "render", journal, flag, str(tmp_path / out))
    assert soundfile.info(tmp_path / out).frames > 0


def test_a_killed_daemon_leaves_nothing_after_the_next_start(tmp_path: Path) -> None:
    with daemon(tmp_path) as instrument:
        children = instrument.children()
        instrument.stop(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while any(_alive(pid) for pid in children.values()):
        assert time.monotonic() < deadline, "children outlive their parent"
        time.sleep(0.1)
    with daemon(tmp_path):
        assert not list(shared.DIRECTORY.glob(f"riffbridge-{instrument.process.pid}-*"))


def _alive(pid: int) -> bool:
    """Not a zombie either: where nobody reaps orphans, they stay."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "bridge.cli", "run", "--model", "tone", "--output", "null", "--osc-port", port]
        environment = os.environ | {"XDG_STATE_HOME": str(tmp_path)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert port in done.stderr
    assert len(done.stderr.split("riffbridge cannot start")[0].splitlines()) <= 1  # before anything else began
    assert not list(tmp_path.rglob("*"))
    assert "Traceback" not in done.stderr
