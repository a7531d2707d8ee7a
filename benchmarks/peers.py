"""What the daemon is measured with: a real-time JACK server, one that freewheels, a probe at its ports,
painters that load the machine."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.changes import Recording
from generators.base import BEATS_PER_BAR, Clip, ClipRequest
from generators.cache import CacheSettings
from generators.worker import Worker
from tests.daemon import Daemon
from tests.jackd import Jackd

PROBE = Path(__file__).with_name("jack_probe.py")
LOADING_S = 120
NO_CACHE = CacheSettings(memory_bytes=0)

_serial = itertools.count(1)


class RealtimeJackd(Jackd):
    """A server like that of a stage: asynchronous, and real-time if this machine lets it."""

    realtime = True

    def start(self) -> None:
        for self.realtime in (True, False):
            mode = ["-R", "-P", "70"] if self.realtime else ["-r"]
            command = ["jackd", "-n", self.name, *mode, "-d", "dummy", "-r", str(self.rate), "-p", str(self.period)]
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            ready = ["jack_wait", "-s", self.name, "-w", "-t", "10"]
            if subprocess.run(ready, capture_output=True, check=False).returncode == 0 and self.process.poll() is None:
                return
            self.kill()
        raise RuntimeError(f"no server: {' '.join(command)}")


@contextmanager
def jack_server(period: int) -> Iterator[RealtimeJackd]:
    name = f"rbbench-{os.getpid()}-{next(_serial)}"
    env = {"JACK_DEFAULT_SERVER": name, "JACK_NO_START_SERVER": "1"}
    server = RealtimeJackd(name, 48000, period, synchronous=False, env=env)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@dataclass
class Probe:
    """`recording` is there once it is stopped."""

    process: subprocess.Popen[str]
    path: Path

    def play(self, message: str) -> None:
        """Send a MIDI message, in hex; the recording says when it left."""
        assert self.process.stdin
        self.process.stdin.write(message + "\n")
        self.process.stdin.flush()

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        if status := self.process.wait(30):
            raise RuntimeError(f"the probe ended with {status}")
        self.recording = Recording.load(self.path)


@contextmanager
def probe(server: Jackd, folder: Path) -> Iterator[Probe]:
    """Record the instrument's mix until the block ends."""
    path = folder / f"probe-{next(_serial)}.npz"
    ports = ["riffbridge:mix_L", "riffbridge:mix_R", "riffbridge:control_in"]
    with subprocess.Popen(
        [sys.executable, PROBE, *ports, path], env=os.environ | server.env, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout
            if process.stdout.readline() != "ready\n":
                raise RuntimeError("the probe does not reach the instrument's ports")
            running = Probe(process, path)
            yield running
            running.stop()
        finally:
            process.kill()
            path.unlink(missing_ok=True)


@contextmanager
def painters(model: str, count: int) -> Iterator[list[Worker]]:
    """Painting processes of `riffbridge run`'s kind, which keep nothing that they have painted.

    Raises RuntimeError.
    """
    with ExitStack() as stack:
        workers = [Worker(model, cache=NO_CACHE) for _ in range(count)]
        for worker in workers:
            worker.start()
            stack.callback(worker.close)
        for worker in workers:
            if not worker.wait_ready(LOADING_S):
                raise RuntimeError(f"{model}: {worker.error or worker.progress}")
        yield workers


@contextmanager
def load(count: int) -> Iterator[None]:
    """Keep `count` painters of the bundled model busy until the block ends."""
    with painters("bundled", count) as workers:
        for worker in workers:
            _keep_busy(worker, ClipRequest("techno drum loop", "warm synth pad", guidance=3.0))
        yield


def _keep_busy(worker: Worker, request: ClipRequest) -> None:
    """Paint seed after seed; ends when the worker is closed, or fails."""

    def painted(future: Future[Clip]) -> None:
        if not future.cancelled() and not future.exception():
            _keep_busy(worker, replace(request, seed_a=request.seed_a + 1))

    worker.submit(request).add_done_callback(painted)


@contextmanager
def freewheeling(server: Jackd) -> Iterator[None]:
    """Let the server run as fast as its clients can."""
    with server.client() as client:
        client.set_freewheel(True)
        try:
            yield
        finally:
            client.set_freewheel(False)
            time.sleep(0.2)


def let_pass(instrument: Daemon, beats: float) -> None:
    """Wait for so many beats of the instrument."""
    begin = _beat(instrument)
    while _beat(instrument) < begin + beats:
        time.sleep(0.02)


def _beat(instrument: Daemon) -> float:
    bar, beat = instrument.ask("/position")
    return float((bar - 1) * BEATS_PER_BAR + beat - 1)
