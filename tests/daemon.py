"""The daemon as a process, and its peers: oscsend, a UDP socket, JACK's recorder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pythonosc.osc_message import OscMessage

from bridge.osc import encode

START_S = 60


def free_port() -> int:
    """A UDP port nobody uses."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Daemon:
    """A running riffbridge; `ask` and `tell` are an OSC peer of it."""

    process: subprocess.Popen[bytes]
    folder: Path
    port: int
    peer: socket.socket
    heard: list[tuple[str, list[Any]]] = field(default_factory=list)

    def tell(self, address: str, *values: object) -> None:
        self.peer.sendto(encode(address, *values), ("127.0.0.1", self.port))

    def hear(self, timeout: float) -> tuple[str, list[Any]] | None:
        """The next message sent to this peer, None if there is none in time."""
        self.peer.settimeout(timeout)
        try:
            message = OscMessage(self.peer.recv(65536))
        except (TimeoutError, ConnectionRefusedError):
            return None
        self.heard.append((message.address, list(message.params)))
        return self.heard[-1]

    def ask(self, address: str, *values: object, timeout: float = 5) -> list[Any]:
        """The values that come back under the address, or under /error."""
        self.tell(address, *values)
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if (answer := self.hear(timeout)) and answer[0] in {address, "/error"}:
                return answer[1]
        raise TimeoutError(f"no answer to {address}")

    def wait_until(self, address: str, wanted: Any, timeout: float = START_S) -> None:
        """Ask until the first value is the wanted one."""
        deadline = time.monotonic() + timeout
        answer: list[Any] = []
        while time.monotonic() < deadline:
            try:
                answer = self.ask(address, timeout=1)
            except TimeoutError:
                assert self.process.poll() is None, self.log
            if answer and answer[0] == wanted:
                return
            time.sleep(0.05)
        raise TimeoutError(f"{address} is {answer}, not {wanted}: {self.log}")

    @property
    def journal(self) -> Path:
        return next((self.folder / "state" / "riffbridge" / "journals").iterdir())

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def children(self) -> dict[str, int]:
        """Process ids by module."""
        listing = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in listing.splitlines()]
        return {
            args.split("-m ")[1].split()[0]: int(pid)
            for pid, parent, args in rows
            if int(parent) == self.process.pid and "-m " in args
        }

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Exit code, and the seconds it took."""
        started = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(10), time.monotonic() - started


@contextmanager
def daemon(
    folder: Path, *flags: str, model: str = "tone", output: str = "null", env: Mapping[str, str] | None = None
) -> Iterator[Daemon]:
    """A daemon with a home of its own, playing: its first clip has entered."""
    port = free_port()
    homes = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("STATE", "CACHE", "CONFIG")}
    command = [sys.executable, "-m", "bridge.cli", "run", "--model", model, "--output", output]
    command += ["--osc-port", str(port), *flags]
    with (folder / "log").open("wb") as log, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
        process = subprocess.Popen(command, env={**os.environ, **homes, **(env or {})}, stdout=log, stderr=log)
        peer.bind(("127.0.0.1", 0))
        running = Daemon(process, folder, port, peer)
        try:
            running.wait_until("/deck/1/painted", 5)
            yield running
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


def tool(*command: str, env: Mapping[str, str] | None = None) -> Sequence[str]:
    """Run a peer to its end; its output in lines."""
    done = subprocess.run(
        command, env={**os.environ, **(env or {})}, capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout.splitlines()
