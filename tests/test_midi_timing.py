"""A knob at a JACK MIDI port is heard a constant time after it was turned, at the port of the running instrument."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from daemon import daemon
from jackd import jackd

pytestmark = pytest.mark.alone

RATE = 48000
PERIOD_OF_TONE = 1200  # 11 waves of 440 Hz


def onsets(sound: np.ndarray, events: list[int]) -> np.ndarray:
    """Frames from each event until the tone (frames,) is no longer what it was a while ago."""
    change = np.abs(sound[PERIOD_OF_TONE:] - sound[:-PERIOD_OF_TONE])
    threshold = 0.004 * np.abs(sound).max()
    return np.array([int(np.argmax(change[at - PERIOD_OF_TONE :][:2400] > threshold)) for at in events])


@pytest.mark.parametrize("period", [128, 256])
def test_a_knob_is_heard_after_a_constant_time(tmp_path: Path, period: int) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[[midi.cc]]\ncontroller = 7\nparameter = "/deck/1/gain"\nrange = [-12, 0]\n')
    flags = "--config", str(config), "--prompt", "steady 440 hz"
    with (
        jackd(RATE, period, synchronous=True) as server,
        daemon(tmp_path, *flags, output="jack", env=server.env) as instrument,
        server.recording(2, tmp_path) as rec,
    ):
        for number, port in enumerate(("riffbridge:mix_L", "riffbridge:mix_R"), 1):
            server.run("jack_connect", port, f"rec:in_{number}")
        script = str(Path(__file__).with_name("jack_midi_knob.py"))
        subprocess.run(
            [sys.executable, script, "riffbridge:control_in,rec:midi", "31"],
            env=os.environ | server.env, check=True, timeout=60,
        )  # fmt: skip
        assert instrument.ask("/underruns") == [0]
        rec.stop()
    events = [frame for frame, _ in rec.midi][1:]
    late = onsets(rec.sound[0], events)
    assert len(late) == 30
    constant = round(0.0065 * RATE) + period
    assert constant <= np.median(late) <= constant + 40
    assert (
        np.mean(np.abs(late - np.median(late)) <= 40) >= 0.9
    )  # where in a wave it begins takes up to 40 frames to see
