"""What the audience hears when a process stops or dies: the loop, and afterwards the journal tells it all again."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import numpy as np
import soundfile
from daemon import daemon
from jackd import jackd
from test_live import MIX, deviation, record, rendered
from test_recorder import takes

from bridge.planner import KEYFRAMES
from bridge.session import read

RATE = 48000


def test_while_the_painter_stands_still_the_loop_is_heard_sample_for_sample(tmp_path: Path) -> None:
    """On the beat, without silence or a click: each lap is as the one before."""
    with (
        jackd(RATE, 1024, synchronous=True) as server,
        daemon(tmp_path, "--tempo", "240", "--set", "/deck/1/bars=1", output="jack", env=server.env) as instrument,
    ):
        painter = instrument.children()["generators.painter"]
        os.kill(painter, signal.SIGSTOP)
        instrument.tell("/deck/1/prompt/a", "330 hz")
        sound = record(server, MIX, 4, tmp_path, [])
        assert instrument.ask("/deck/1/late")[0] >= 2
        assert instrument.ask("/underruns") == [0]
        os.kill(painter, signal.SIGCONT)
        instrument.wait_until("/deck/1/playing", "330 hz")
    sound = sound[:, RATE // 10 :]
    assert sound.shape[1] > 3 * RATE
    assert np.sqrt(np.mean(sound**2)) > 0.05
    np.testing.assert_allclose(sound[:, RATE:], sound[:, :-RATE], atol=1e-6)


def test_the_journal_of_a_killed_daemon_gives_its_last_second_too(tmp_path: Path) -> None:
    """Nothing was touched in the last seconds, and the kill is the end."""
    with daemon(tmp_path, "--set", "/tempo=140") as instrument:
        instrument.tell("/record", 1)
        instrument.wait_until("/record", 1)
        time.sleep(0.5)
        instrument.tell("/deck/1/prompt/a", "330 hz")
        instrument.wait_until("/deck/1/playing", "330 hz")
        instrument.wait_until("/deck/1/painted", KEYFRAMES)
        time.sleep(4)
        instrument.stop(signal.SIGKILL)
    [take] = takes(tmp_path / "state" / "riffbridge")
    mix = soundfile.read(take / "mix.flac", dtype="float32")[0].T
    again = rendered(instrument)
    middle = mix[:, RATE // 2 : -RATE]
    assert middle.shape[1] > 2 * RATE
    assert deviation(middle, again).max() < 1e-4
    events = read(instrument.journal).events
    assert not any(event.values or event.clips or event.clock for event in events[-2:])
    assert np.diff([event.at for event in events]).max() < 1.5 * RATE
