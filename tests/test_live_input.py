"""What comes in becomes an init clip, in time: its own output, led back into it through JACK."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import soundfile
from daemon import daemon, tool
from hearing import loudest_hz
from jackd import jackd

RATE = 48000


def test_what_was_played_becomes_the_init_clip(tmp_path: Path) -> None:
    with (
        jackd(RATE, 1024) as server,
        daemon(tmp_path, "--prompt", "steady 440 hz", "--set", "/tempo=240", output="jack", env=server.env) as player,
    ):
        for side in "LR":
            tool("jack_connect", f"riffbridge:mix_{side}", f"riffbridge:in_{side}", env=server.env)
        time.sleep(2.5)  # the length of a clip, and more
        tool("oscsend", "localhost", str(player.port), "/deck/2/capture")
        deadline = time.monotonic() + 10
        while not (path := player.ask("/deck/2/init")[0]) and time.monotonic() < deadline:
            time.sleep(0.1)
        sound, rate = soundfile.read(path)
        assert rate == RATE
        assert len(sound) == 2 * RATE, "two bars at 240 BPM"
        assert loudest_hz(sound[:, 0], RATE) == pytest.approx(440, abs=1)
        tool("oscsend", "localhost", str(player.port), "/deck/1/listen", "i", "1")
        tool("oscsend", "localhost", str(player.port), "/deck/1/denoising", "f", "0.4")
        deadline = time.monotonic() + 15
        while len(list(Path(path).parent.glob("*deck1*"))) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(list(Path(path).parent.glob("*deck1*"))) >= 2, "again and again"
        assert player.ask("/underruns") == [0]


def test_without_inputs_it_says_so(tmp_path: Path) -> None:
    with daemon(tmp_path, "--set", "/tempo=240") as player:
        time.sleep(2.5)  # the length of a clip, and more
        tool("oscsend", "localhost", str(player.port), "/deck/1/capture")
        deadline = time.monotonic() + 5
        while "has no inputs" not in player.log and time.monotonic() < deadline:
            time.sleep(0.1)
        assert "has no inputs" in player.log
        assert player.ask("/deck/1/init") == [""]
