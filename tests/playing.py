"""Audio processes for tests, and material whose every sample tells where it belongs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jackd import Jackd

from bridge import shared
from bridge.audio import AudioProcess
from bridge.audio_child import Job

DECKS, KEYFRAMES = 2, 3
LANES = DECKS * KEYFRAMES * 2

Start = Callable[..., AudioProcess]


@contextmanager
def playing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Start]:
    """A function that starts an audio process, on the given server if any, else there is none.

    All are stopped in the end, and leave nothing.
    """
    started = []
    monkeypatch.setenv("JACK_DEFAULT_SERVER", f"rbtest-none-{os.getpid()}")
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setenv("HOME", str(folder))

    def start(output: str = "jack", server: Jackd | None = None, **more: Any) -> AudioProcess:
        for key, value in (server.env if server else {}).items():
            monkeypatch.setenv(key, value)
        audio = AudioProcess(output, DECKS, KEYFRAMES, **more)
        started.append(audio)
        audio.start()
        return audio

    yield start
    for audio in started:
        audio.stop()
    assert not segments(os.getpid())


def segments(pid: int) -> list[Path]:
    """What that process has in shared memory."""
    return list(shared.DIRECTORY.glob(f"riffbridge-{pid}-*"))


def child_of(audio: AudioProcess) -> int:
    """Process id of the audio process."""
    assert audio._keeper._child
    return audio._keeper._child._process.pid


def job_of(audio: AudioProcess) -> Job:
    """What the audio process is asked for."""
    return audio._keeper._job


def counted(frames: int) -> np.ndarray:
    """(LANES, frames), each sample telling its frame and lane, exactly; see `frame_of`."""
    return ((np.arange(1, frames + 1) * 16 + np.arange(LANES)[:, None]) / 2**23).astype(np.float32)


def frame_of(sample: float) -> int:
    """The frame of a sample of lane 0 of `counted`."""
    return round(sample * 2**23 / 16) - 1


def constant(level: float, frames: int) -> np.ndarray:
    return np.full((LANES, frames), level, np.float32)


def write(audio: AudioProcess, sound: np.ndarray) -> None:
    """Write in parts, as the ring takes them."""
    while sound.shape[1]:
        frames = min(audio.ring.space, sound.shape[1])
        audio.ring.write(sound[:, :frames])
        sound = sound[:, frames:]
        time.sleep(0.005)


def first_of(sound: np.ndarray) -> int:
    """Index of the first frame that is not silent."""
    return int(np.argmax(sound != 0))
