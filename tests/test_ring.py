"""Ring, and the shared memory below it."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bridge import shared
from bridge.ring import Ring

ROOT = Path(__file__).parent.parent


def ramp(start: int, frames: int, lanes: int = 3) -> np.ndarray:
    """(lanes, frames) that tell every frame and lane apart."""
    return (np.arange(start, start + frames) + 0.125 * np.arange(lanes)[:, None]).astype(np.float32)


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.fixture
def name():
    name = shared.unique_prefix() + "ring"
    yield name
    (shared.DIRECTORY / name).unlink(missing_ok=True)


def read(ring: Ring, frames: int) -> np.ndarray:
    views = ring.peek(frames)
    sound = np.concatenate([np.zeros((ring.lanes, 0), np.float32), *views], axis=1)
    ring.advance(sound.shape[1])
    return sound


@pytest.mark.parametrize("shared_memory", [True, False])
def test_what_is_written_is_read_across_the_end_of_the_buffer(name, shared_memory):
    ring = Ring.create(name if shared_memory else None, 3, 100)
    written = position = 0
    for frames in (60, 40, 1, 99, 70, 30, 100):
        ring.write(ramp(written, frames))
        written += frames
        assert ring.space == 100 - ring.available
        while ring.available > 20:
            count = min(37, ring.available)
            np.testing.assert_array_equal(read(ring, count), ramp(position, count))
            position += count
            assert ring.position == position
        np.testing.assert_array_equal(read(ring, 1000), ramp(position, written - position))
        position = written
    ring.close()


def test_peek_gives_two_views_at_the_wrap_and_no_copy():
    ring = Ring.create(None, 3, 100)
    ring.write(ramp(0, 80))
    ring.advance(80)
    ring.write(ramp(80, 50))
    first, second = ring.peek(50)
    assert (first.shape, second.shape) == ((3, 20), (3, 30))
    assert not first.flags.owndata
    assert ring.available == 50
    assert ring.peek(10)[0].shape == (3, 10)


def test_empty_ring_has_nothing_to_peek_at():
    assert Ring.create(None, 2, 10).peek(5) == ()


def test_write_of_more_than_the_space_is_refused_and_changes_nothing():
    ring = Ring.create(None, 3, 100)
    ring.write(ramp(0, 90))
    with pytest.raises(ValueError, match="11 frames do not fit in a space of 10"):
        ring.write(ramp(90, 11))
    np.testing.assert_array_equal(read(ring, 100), ramp(0, 90))


def test_attached_ring_is_the_same_ring(name):
    ring = Ring.create(name, 3, 100)
    other = Ring.attach(name)
    assert (other.lanes, other.capacity) == (3, 100)
    ring.write(ramp(0, 10))
    np.testing.assert_array_equal(read(other, 10), ramp(0, 10))
    assert ring.position == 10


READER = """
import sys, time
import numpy as np
from bridge.ring import Ring
ring = Ring.attach(sys.argv[1])
print("ready", flush=True)
position = 0
while position < int(sys.argv[2]):
    frames = min(ring.available, 64)
    for view in ring.peek(frames):
        expected = np.arange(position, position + view.shape[1])
        assert (view == expected).all(), (position, view[0], expected)
        position += view.shape[1]
    ring.advance(frames)
    if not frames:
        time.sleep(0)
print("same", flush=True)
"""


def test_another_process_reads_every_frame_right_while_this_one_writes(name):
    ring = Ring.create(name, 4, 777)
    total = 400_000
    reader = child(READER, name, str(total))
    assert reader.stdout.readline() == "ready\n"
    written = 0
    while written < total and reader.poll() is None:
        frames = min(ring.space, 100, total - written)
        if frames:
            ring.write(np.tile(np.arange(written, written + frames, dtype=np.float32), (4, 1)))
            written += frames
        else:
            time.sleep(0)
    out, err = reader.communicate(timeout=20)
    assert (out, err) == ("same\n", "")
    assert (shared.DIRECTORY / name).exists()  # a reader that leaves takes nothing with it
    ring.close()


CREATOR = """
import time
from bridge import shared
from bridge.ring import Ring
name = shared.unique_prefix() + "ring"
ring = Ring.create(name, 2, 100)
print(name, flush=True)
time.sleep(60)
"""


def test_segments_of_the_dead_are_removed_and_those_of_the_living_are_not(name):
    mine = Ring.create(name, 2, 100)
    creator = child(CREATOR)
    other = creator.stdout.readline().strip()
    assert other.startswith(f"riffbridge-{creator.pid}-")
    assert other not in shared.remove_stale()
    assert (shared.DIRECTORY / other).exists()
    os.kill(creator.pid, signal.SIGKILL)
    creator.communicate()
    assert (shared.DIRECTORY / other).exists()
    assert other in shared.remove_stale()
    assert not (shared.DIRECTORY / other).exists()
    assert (shared.DIRECTORY / name).exists()
    mine.close()


def test_a_segment_that_was_taken_for_stale_before_it_was_locked_is_made_again(name, monkeypatch):
    flock, unlink, created, found = fcntl.flock, Path.unlink, threading.Event(), threading.Event()

    def late(descriptor, operation):
        if operation == fcntl.LOCK_EX:  # the creator's
            created.set()
            found.wait(10)
        flock(descriptor, operation)

    def slow(path, **more):
        found.set()
        time.sleep(0.1)  # for the creator, who would have the lock by now if it had been given up
        unlink(path, **more)

    with ThreadPoolExecutor() as pool, monkeypatch.context() as interleaved:
        interleaved.setattr(fcntl, "flock", late)
        interleaved.setattr(Path, "unlink", slow)
        creator = pool.submit(Ring.create, name, 2, 100)
        assert created.wait(10)
        assert name in shared.remove_stale()
        ring = creator.result(10)
    assert Ring.attach(name).capacity == ring.capacity


def test_no_room_is_an_error_that_leaves_nothing(name):
    with pytest.raises(OSError, match=r"large|space"):
        Ring.create(name, 2, 2**59)
    assert not (shared.DIRECTORY / name).exists()


def test_unknown_name_is_an_error(name):
    with pytest.raises(FileNotFoundError):
        Ring.attach(name)
