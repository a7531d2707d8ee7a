"""What is read from another process is whole: snapshots and the buffer of the inputs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from bridge.capture import Capture
from bridge.shared import Block, remove, unique_prefix
from bridge.snapshots import Snapshot
from bridge.timing import TIMING, Timing
from bridge.transport import Bbt

ROOT = Path(__file__).parent.parent

PUBLISH = """
import sys
from bridge.shared import Block
from bridge.snapshots import Snapshot
from bridge.timing import TIMING
snapshot, number = Snapshot(Block.attach(sys.argv[1]), TIMING, 0), 0
while True:
    number += 1
    snapshot.publish(*[number] * 5)
"""
CAPTURE = """
import sys
import numpy as np
from bridge.capture import Capture
capture, done = Capture.attach(sys.argv[1]), 0
while True:
    block = (done + np.arange(64)).astype(np.float32)
    capture.write((block, -block), 64)
    done += 64
"""


@contextmanager
def writing(script: str, name: str) -> Iterator[None]:
    """A process that never rests."""
    writer = subprocess.Popen([sys.executable, "-c", script, name], cwd=ROOT, env=os.environ)
    try:
        yield
    finally:
        writer.kill()
        writer.wait()


@pytest.fixture
def name():
    prefix = unique_prefix()
    yield prefix + "test"
    remove(prefix)


def test_nothing_is_read_before_it_is_published():
    snapshot = Snapshot(Block(None, Snapshot.size(TIMING)), TIMING, 0)
    assert snapshot.read() is None
    for number in range(10):
        snapshot.publish(*[number] * 5)
        assert snapshot.read() == (number,) * 5


def test_a_snapshot_is_whole_while_another_process_writes(name):
    snapshot = Snapshot(Block(name, Snapshot.size(TIMING)), TIMING, 0)
    seen = set()
    with writing(PUBLISH, name):
        end = time.monotonic() + 30
        while len(seen) <= 1000 and time.monotonic() < end:
            if record := snapshot.read():
                assert len(set(record)) == 1
                seen.add(record[0])
    assert len(seen) > 1000


def test_a_writer_that_stops_in_the_midst_leaves_the_record_before():
    snapshot = Snapshot(Block(None, Snapshot.size(TIMING)), TIMING, 0)
    snapshot.publish(*[1] * 5)
    snapshot._slots[2]["frame"] = 99  # it never came to count it
    assert snapshot.read() == (1,) * 5


def test_a_captured_sound_is_whole_or_refused_while_another_process_writes(name):
    capture = Capture.create(name, 2048, 0)
    whole = refused = 0
    with writing(CAPTURE, name):
        end = time.monotonic() + 30
        while time.monotonic() < end and not (whole > 200 and refused > 20):
            start = max(0, int(capture._header[3]) - 1900)
            try:
                sound = capture.read(start, 1900 if whole % 2 else 500)
            except ValueError as error:
                refused += "is not kept" in str(error)
                continue
            whole += 1
            frames = start + np.arange(sound.shape[1])
            np.testing.assert_array_equal(sound, [frames, -frames])
            if start > 2**24 - 10_000:  # beyond that float32 no longer counts
                break
    assert whole > 100
    assert refused > 0


def test_capture_says_what_is_there():
    capture = Capture.create(None, 1000, 500)
    for start in range(500, 2900, 300):
        block = np.arange(start, start + 512, dtype=np.float32)
        capture.write((block, block), 300)
    np.testing.assert_array_equal(capture.read(1900, 1000)[1], np.arange(1900, 2900))
    with pytest.raises(ValueError, match="frame 1899 is not kept; the oldest is 1900"):
        capture.read(1899, 10)
    with pytest.raises(ValueError, match="frame 2900 has not come in yet; the last is 2899"):
        capture.read(2000, 901)
    with pytest.raises(ValueError, match="1001 frames are more than the 1000"):
        capture.read(1899, 1001)
    fresh = Capture.create(None, 1000, 500)
    fresh.write((block, block), 10)
    with pytest.raises(ValueError, match="frame 499 is not kept; the oldest is 500"):
        fresh.read(499, 5)


def test_timing_says_when_a_frame_is_heard():
    timing = Timing(48000, 10.0, 48000, 480, 0)
    assert timing.seconds_at(48000) == pytest.approx(10.01)
    assert timing.frame_at(10.01) == pytest.approx(48000)
    assert timing.frame_at(timing.seconds_at(123456.5)) == pytest.approx(123456.5)


@pytest.mark.parametrize(("beats", "expected"), [(0, (1, 1, 0)), (3.5, (1, 4, 960)), (8, (3, 1, 0)), (-1, (1, 1, 0))])
def test_bar_beat_and_tick(beats, expected):
    bbt = Bbt.at(beats, 120.0)
    assert (bbt.bar, bbt.beat, bbt.tick) == expected
    assert bbt.beats == max(beats, 0)
    assert Bbt.at(11.99999, 120.0).bar == 4  # never tick 1920 of a beat


def test_six_eight_is_told_in_eighths():
    bbt = Bbt.at(4.25, 120.0, 2, 6, 8)  # since the downbeat of the third bar
    assert (bbt.bar, bbt.beat, bbt.tick, bbt.bpm) == (4, 3, 960, 240.0)
    assert (bbt.metre, bbt.tempo) == ("6/8", 120.0)
