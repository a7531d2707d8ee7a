"""A peer of the daemon: a script of this folder in a process of its own, which says ready and obeys lines."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Peer:
    """The process, while it runs."""

    process: subprocess.Popen[str]

    def tell(self, line: str) -> None:
        assert self.process.stdin
        print(line, file=self.process.stdin, flush=True)

    def hear(self) -> str:
        """The next line that it says."""
        assert self.process.stdout
        return self.process.stdout.readline().rstrip("\n")

    def ask(self, line: str) -> str:
        """What it answers."""
        self.tell(line)
        return self.hear()


@contextmanager
def peer(script: str, *arguments: str, env: Mapping[str, str] | None = None) -> Iterator[Peer]:
    """Run it until the block ends; its input then ends, and so does it, having written what it has to write."""
    command = [sys.executable, str(Path(__file__).with_name(script)), *arguments]
    process = subprocess.Popen(
        command, env={**os.environ, **(env or {})}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    running = Peer(process)
    try:
        if running.hear() != "ready":
            raise RuntimeError(f"{script} does not start")
        yield running
        process.communicate(timeout=20)
    finally:
        process.kill()
        process.wait()
