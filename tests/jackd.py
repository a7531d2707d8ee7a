"""A real JACK server without a sound card, for tests."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

_LEAVE_S = 0.3
_serial = itertools.count(1)


@dataclass
class Recording:
    """What a recorder hears; `sound` (inputs, frames) and `midi` (frame, message) once it is stopped."""

    path: Path
    process: subprocess.Popen[str]

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        assert self.process.wait(20) in {0, -signal.SIGALRM}
        with np.load(self.path) as data:
            self.sound = data["sound"]
            self.midi = list(zip(data["midi_frames"].tolist(), map(bytes.fromhex, data["midi_messages"]), strict=True))


@dataclass
class Jackd:
    """A running server. `env` is for the processes that are to be its clients."""

    name: str
    rate: int
    period: int
    synchronous: bool
    env: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        mode = ["-S"] if self.synchronous else []
        command = ["jackd", "-n", self.name, "-r", *mode, "-d", "dummy", "-r", str(self.rate), "-p", str(self.period)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        environment, deadline = os.environ | self.env, time.monotonic() + 20
        while subprocess.run(["jack_lsp"], env=environment, capture_output=True, check=False, timeout=20).returncode:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"no server: {' '.join(command)}")
            time.sleep(0.05)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """End the server as it should be: it hangs, or dies of a broken pipe, if a client is just leaving, and then
        keeps one of the eight places for servers until another of the same name has ended well."""
        time.sleep(_LEAVE_S)
        for _ in range(3):
            if self._terminated():
                break
            self.start()
        else:
            raise RuntimeError(f"the server {self.name} does not end")
        for kind in ("jack_sem.*", "jack"):
            for path in Path("/dev/shm").glob(f"{kind}_{self.name}_*"):
                path.unlink(missing_ok=True)

    def _terminated(self) -> bool:
        if self.process is None:
            return False
        self.process.terminate()
        try:
            return self.process.wait(1.5) == 0
        except subprocess.TimeoutExpired:
            self.kill()
            return False

    @contextmanager
    def recording(self, inputs: int, folder: Path, name: str = "rec", linger: float = 0) -> Iterator[Recording]:
        """Record inputs NAME:in_1 ... and NAME:midi until the recording is stopped, or the block ends.

        The recorder's ports stay for `linger` seconds after they have been disconnected.
        """
        path = folder / f"{name}.npz"
        script = str(Path(__file__).with_name("jack_recorder.py"))
        command = [sys.executable, script, name, str(inputs), str(path), str(linger)]
        process = subprocess.Popen(
            command, env=os.environ | self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        recording = Recording(path, process)
        try:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            yield recording
        finally:
            if process.poll() is None:
                recording.stop()

    @contextmanager
    def client(self) -> Iterator[Any]:
        """A client in this process, active: a `jack.Client`."""
        import jack

        before = dict(os.environ)
        os.environ.update(self.env)
        try:
            client = jack.Client("second", no_start_server=True)
        finally:
            os.environ.clear()
            os.environ.update(before)
        client.activate()
        try:
            yield client
        finally:
            client.deactivate()
            client.close()

    def run(self, *command: str) -> str:
        """Run one of JACK's own tools against this server; its output."""
        done = subprocess.run(
            command, env=os.environ | self.env, capture_output=True, text=True, timeout=20, check=True
        )
        return done.stdout

    def connected(self, port: str) -> list[str]:
        """What that port is connected to."""
        lines = iter(self.run("jack_lsp", "-c", port).splitlines())
        return [line.strip() for line in lines if line.startswith(" ")]

    def wait_for(self, port: str, timeout: float = 10) -> None:
        deadline = time.monotonic() + timeout
        while port not in self.run("jack_lsp").splitlines():
            if time.monotonic() > deadline:
                raise TimeoutError(f"no port {port}")
            time.sleep(0.05)


@contextmanager
def jackd(rate: int = 48000, period: int = 512, synchronous: bool = False) -> Iterator[Jackd]:
    """A server of its own, by a unique name. Synchronous: no frame is ever lost, however slow a client."""
    name = f"rbtest-{os.getpid()}-{next(_serial)}"
    server = Jackd(name, rate, period, synchronous, {"JACK_DEFAULT_SERVER": name, "JACK_NO_START_SERVER": "1"})
    try:
        server.start()
        yield server
    finally:
        server.stop()
