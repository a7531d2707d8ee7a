"""Starting the audio process, listening to it and ending it."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from bridge.audio_child import Job

_STOP_S = 0.8  # it may take 0.3 for the fade, 0.1 until that is heard and 0.25 for the output to close


class ChildProcess:
    """The audio process as the main process sees it. `messages` belongs to one thread at a time."""

    def __init__(self, job: Job) -> None:
        """Raises OSError if no process can be started."""
        root = str(Path(__file__).resolve().parent.parent)
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-P", "-m", "bridge.audio_child", job.to_json()]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, bufsize=0,
            process_group=0,  # out of reach of the terminal's Ctrl-C, at which the main process lets it fade
        )  # fmt: skip
        self._unread = b""
        self.ended = False

    @property
    def code(self) -> int:
        """Exit status, negative for a signal."""
        return self._process.wait()

    def messages(self, timeout: float) -> list[dict[str, Any]]:
        """What it told since the last call, waiting for something at most `timeout` seconds."""
        pipe = self._process.stdout
        assert pipe
        if self.ended or not select.select([pipe], [], [], timeout)[0]:
            return []
        data = os.read(pipe.fileno(), 65536)
        if not data:
            self.ended = True
            pipe.close()
        *lines, self._unread = (self._unread + data).split(b"\n")
        return [json.loads(line) for line in lines]

    def command(self, word: str) -> None:
        """Send a command; lost if it has just died. From one thread at a time."""
        assert self._process.stdin
        with suppress(BrokenPipeError, ValueError):  # ValueError: closed
            self._process.stdin.write(word.encode() + b"\n")

    def stop(self) -> None:
        """Ask it to fade and exit, and see to it that it does."""
        assert self._process.stdin
        self._process.stdin.close()
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
