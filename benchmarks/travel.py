"""A daemon whose controls travel, recorded at its JACK port."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.onsets import Wave
from benchmarks.smoothness import RATE
from bridge.planner import KEYFRAMES
from generators.base import Sound
from tests.daemon import Daemon, daemon
from tests.jackd import Jackd, jackd

PERIOD = 512


@dataclass
class Stand:
    """A daemon in front of a recorder."""

    server: Jackd
    instrument: Daemon
    folder: Path
    count: int = field(default=0)

    def hear(self, act: Callable[[], None], after_s: float = 0.3) -> Sound:
        """Record the mix while something is done."""
        self.count += 1
        name = f"ears{self.count}"
        with self.server.recording(2, self.folder, name) as recorded:
            for number, side in enumerate("LR", 1):
                self.server.run("jack_connect", f"riffbridge:mix_{side}", f"{name}:in_{number}")
            time.sleep(0.2)
            act()
            time.sleep(after_s)
        connected = max(int(np.argmax(channel != 0)) for channel in recorded.sound)
        sound: Sound = recorded.sound[:, connected:]
        return sound

    def rest(self) -> None:
        """Until all keyframes are painted, and have entered."""
        self.instrument.wait_until("/deck/1/painted", KEYFRAMES)
        time.sleep(2.5)

    def travel(self, address: str, values: Sequence[float] | Wave, seconds: float) -> None:
        """Send values one after the other, evenly."""
        began = time.monotonic()
        for number, value in enumerate(values):
            time.sleep(max(0.0, began + number * seconds / len(values) - time.monotonic()))
            self.instrument.tell(address, float(value))


@contextmanager
def stand_of(model: str, *flags: str) -> Iterator[Stand]:
    """It plays that model at 120 BPM, clips of two bars, into a synchronous JACK server."""
    with tempfile.TemporaryDirectory() as name, jackd(RATE, PERIOD, synchronous=True) as server:
        given = ("--set", "/tempo=120", "--set", "/deck/1/bars=2", *flags)
        with daemon(Path(name), *given, model=model, output="jack", env=server.env) as instrument:
            yield Stand(server, instrument, Path(name))
