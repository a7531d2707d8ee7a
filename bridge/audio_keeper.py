"""Keeps the audio process alive: starts it, starts it anew when its output has gone, and stops it."""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bridge import connections
from bridge.audio_child import EXIT_LOST, Job
from bridge.audio_state import AudioState
from bridge.child_process import ChildProcess
from bridge.outputs import Opened, OutputError
from bridge.pulse import Pulse
from bridge.ring import Ring

_RETRY_S = 1.0
_LIVED_S = 1.0  # a process that died after so long is started again without a pause
_POLL_S = 0.2

_log = logging.getLogger(__name__)


class AudioKeeper:
    """One audio process after another, all for the same job. `info` is what plays, once started.

    `start` and `stop` belong to one thread, `command` to one at a time; `info` and `health` may be asked by any.
    Once started, a thread of this class, the watcher, follows the process: it takes its messages, and starts the next.
    """

    def __init__(
        self, job: Job, state: AudioState, ring: Ring, memory: Path, on_ready: Callable[[Opened], None]
    ) -> None:  # fmt: skip
        """`memory` is the file that keeps JACK connections. `on_ready` is called each time that a process has begun to
        play: in `start`, and later in the watcher."""
        self._job = job
        self._state = state
        self._memory = memory
        self._on_ready = on_ready
        self.info = Opened(job.output, 0, 0, "not started")
        self._child: ChildProcess | None = None
        self._trouble = ""
        self._pulse = Pulse(state, ring)
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="audio watcher", daemon=True)

    def start(self, timeout: float) -> Opened:
        """Start the process and wait until it plays. Raises OutputError; `stop` is then still to be called."""
        self._launch(timeout)
        output = self.info.output if self._job.output == "auto" else self._job.output
        self._job = dataclasses.replace(self._job, output=output, required_rate=self.info.rate)
        self._watcher.start()
        return self.info

    def stop(self) -> None:
        """Let the process fade to silence, and see to it that it ends, within a second."""
        self._stopping.set()
        self._stop_child()
        if self._watcher.is_alive():
            self._watcher.join()
            self._stop_child()  # if the watcher has just started another

    def command(self, word: str) -> None:
        """Send a command to the process; lost if there is none."""
        if self._child:
            self._child.command(word)

    def health(self) -> tuple[bool, str]:
        """Whether the output is alive, and what is wrong with it; empty if nothing is."""
        alive = not self._trouble and not self._pulse.silent
        stopped = "" if alive else "the audio output has stopped"
        return alive, self._trouble or stopped or self._pulse.failing or self._pulse.hunger

    def _stop_child(self) -> None:
        if self._child:
            self._child.stop()

    def _launch(self, timeout: float) -> None:
        """One attempt to start the process. Raises OutputError."""
        try:
            self._start_child(timeout)
        except OSError as error:  # no process, file or segment to be had
            if self._child:
                self._child.kill()
            raise OutputError(f"the audio process cannot be started: {error}") from None

    def _start_child(self, timeout: float) -> None:
        remembered = connections.load(self._memory, self._job.client_name)
        child = self._child = ChildProcess(dataclasses.replace(self._job, remembered=remembered))
        deadline = time.monotonic() + timeout
        while (left := deadline - time.monotonic()) > 0 and not self._stopping.is_set():
            for message in child.messages(min(left, _POLL_S)):
                self._handle(message)
                if "error" in message:
                    child.stop()
                    raise OutputError(message["error"])
                if "ready" in message:
                    self._pulse.begin()
                    return
            if child.ended:
                raise OutputError(
                    f"the audio process ended with {child.code}: {self._state.error or 'no reason known'}"
                )
        child.kill()
        raise OutputError(f"the audio output did not start in {timeout:g} s")

    def _handle(self, message: dict[str, Any]) -> None:
        if "ready" in message:
            self.info = Opened(**message["ready"])
            self._on_ready(self.info)
        if "connections" in message:
            connections.save(self._memory, self._job.client_name, connections.links_of(message["connections"]))
        if "warning" in message:
            _log.warning("%s", message["warning"])

    def _watch(self) -> None:
        """Follow the process; when it ended, start it at once, and when its output has gone, try once a second."""
        while not self._stopping.is_set():
            started = time.monotonic()
            reason, died = self._follow()
            if self._stopping.is_set():
                return
            if self._job.output.startswith("file:"):  # starting again would overwrite what is recorded
                self._trouble = reason
                return
            _log.warning("%s", reason)
            self._trouble = f"{reason}; trying again every second"
            pause = 0.0 if died and time.monotonic() - started > _LIVED_S else _RETRY_S
            while self._trouble and not self._stopping.wait(pause):
                self._retry()
                pause = _RETRY_S

    def _retry(self) -> None:
        try:
            self._launch(timeout=10)
        except OutputError as error:
            self._trouble = f"{error}; trying again every second"
        else:
            self._trouble = ""
            _log.warning("the audio output is back: %s", self.info.detail)

    def _follow(self) -> tuple[str, bool]:
        """Returns when the process has ended or is stuck: why, and whether it was not for the loss of its output."""
        child = self._child
        assert child
        while not child.ended:
            for message in child.messages(_POLL_S):
                self._handle(message)
            self._pulse.look()
            if self._pulse.stuck and not self._stopping.is_set():
                child.kill()
                return "the audio output has stopped asking for sound", False
        lost = child.code == EXIT_LOST
        return (self._state.error if lost else f"the audio process ended with {child.code}"), not lost
