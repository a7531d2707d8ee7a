"""The main process's handle on the audio process."""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bridge import connections
from bridge.audio_child import CAPTURE, EXIT_LOST, RECORDING, Job
from bridge.audio_state import PEAK_STEPS, AudioState, MidiEvent
from bridge.audio_status import AudioStatus
from bridge.capture import Capture
from bridge.child_process import ChildProcess
from bridge.mixer import Controls
from bridge.options import OUTPUT, xdg
from bridge.outputs import Opened, OutputError
from bridge.outputs.patchbay import split
from bridge.pulse import Pulse
from bridge.ring import Ring
from bridge.shared import DIRECTORY, remove, remove_stale, unique_prefix
from bridge.timing import Timing
from bridge.transport import Transport
from generators.base import Sound

__all__ = ["AudioProcess", "AudioStatus", "MidiEvent", "OutputError"]

DEFAULT_CAPACITY = 32768  # frames: a third of a second even at 96 kHz
_RETRY_S = 1.0
_LIVED_S = 1.0  # a process that died after so long is started again without a pause
_POLL_S = 0.2

_log = logging.getLogger(__name__)


class AudioProcess:
    """Starts the audio process, starts it anew when its output has gone, and stops it.

    `info` is what plays, once started. `start` and `stop` belong to one thread, `midi_events` to one, `ring`
    to the player; of `controls` the control thread puts rows and the recorder's sets `recording`; `status` may be used
    by any. A thread of this class watches the process.
    After the loss of its output the ring's position stands still until it is back.
    """

    def __init__(
        self,
        output: str,
        decks: int,
        keyframes: int,
        client_name: str = "riffbridge",
        connect: Sequence[str] = (),
        rate: int | None = None,
        period: int | None = None,
        capacity: int = DEFAULT_CAPACITY,
        memory: Path | None = None,
    ) -> None:
        """`output` as in `options.OUTPUT`, `connect` as in `patchbay.split`.

        `rate` (frames per second) is for the outputs file and null, `period` (frames) for those and PortAudio; others
        bring theirs. `memory` is the file that keeps JACK connections (None = the usual one). Raises OutputError for
        texts that make no sense, or without room for the ring (`capacity` frames).
        """
        try:
            output = OUTPUT.check(output)
        except ValueError as error:
            raise OutputError(str(error)) from None
        for pattern in connect:
            split(pattern, decks)
        remove_stale()
        self._prefix = prefix = unique_prefix()
        try:
            self.ring = Ring.create(prefix + "ring", decks * keyframes * 2, capacity)
            self.controls = Controls.create(prefix + "controls", decks, keyframes)
            self._state = AudioState.create(prefix + "state")
        except OSError as error:
            remove(prefix)
            raise OutputError(f"no room in {DIRECTORY} for a ring of {capacity} frames: {error}") from None
        self._job = Job(output, prefix, decks, client_name, rate, period, connect=tuple(connect))
        self.info = Opened(output, 0, 0, "not started")
        self._memory = memory or xdg("XDG_STATE_HOME", ".local/state", "connections.json")
        self._child: ChildProcess | None = None
        self._capture: Capture | None = None
        self.recording: Ring | None = None
        self._leads, self._leading = False, threading.Lock()  # as a new process is told, too, by the watcher
        self._leads_lost = 0
        self._trouble = ""
        self._pulse = Pulse(self._state, self.ring)
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="audio watcher", daemon=True)

    def start(self, timeout: float = 10.0) -> Opened:
        """Start the process and wait until it plays. Raises OutputError; everything is then cleaned up."""
        try:
            self._launch(timeout)
        except OutputError:
            self.stop()
            raise
        if self._job.output == "auto":
            self._job = dataclasses.replace(self._job, output=self.info.output)
        self._job = dataclasses.replace(self._job, required_rate=self.info.rate)
        self._watcher.start()
        return self.info

    def status(self) -> AudioStatus:
        get, info = self._state.get, self.info
        alive = not self._trouble and not self._pulse.silent
        stopped = "" if alive else "the audio output has stopped"
        error = self._trouble or stopped or self._pulse.failing or self._pulse.hunger
        counts = get("xruns"), get("underruns"), get("missing"), get("midi_dropped")
        return AudioStatus(
            info.output, get("rate"), get("blocksize"), *counts, alive, error, bool(get("freewheeling")),
            get("peak") / PEAK_STEPS if alive else 0.0, get("overs"),
            tuple(get("connected") >> side & 1 for side in (0, 1)),
        )  # fmt: skip

    def midi_events(self) -> list[MidiEvent]:
        """MIDI that came in through JACK since the last call, oldest first."""
        return self._state.take_midi()

    @property
    def unrecorded(self) -> int:
        """Frames for which there was no room in the recording ring, since the start."""
        return self._state.get("unrecorded")

    def timing(self) -> Timing | None:
        """When which frame is heard, as of the last block; None before the first."""
        record = self._state.timing.read()
        return Timing(int(record[0]), record[1], *map(int, record[2:])) if record else None

    def captured(self, start: int, frames: int) -> Sound:
        """What came in (2, frames) from frame `start` of the playback clock on, as in `Capture`.

        Raises ValueError, saying why, if it is not there: no longer, not yet, or never.
        """
        if self._capture is None:
            raise ValueError(f"the output {self.info.output} has no inputs")
        return self._capture.read(start, frames)

    def watch_transport(self, watch: bool) -> None:
        """Begin or end to follow JACK's transport; it costs the callback a little."""
        self.controls.watching = watch

    def transport(self) -> Transport | None:
        """JACK's transport at the start of the last block; None if it is not watched, or not known."""
        record = self._state.transport.read() if self.controls.watching else None
        return Transport.of(record) if record else None

    def lead_transport(self, lead: bool) -> None:
        """Be JACK's timebase master, or be it no more: `controls.timebase` says the beat."""
        with self._leading:
            self._leads, self._leads_lost = lead, self._state.get("leads_lost")
            if self._child:
                self._child.command("lead" if lead else "release")

    def lost_lead(self) -> bool:
        """Has another become JACK's timebase master, since this was last asked? Then we are it no more."""
        if self._state.get("leads_lost") == self._leads_lost:
            return False
        with self._leading:
            self._leads, self._leads_lost = False, self._state.get("leads_lost")
        return True

    def stop(self) -> None:
        """Fade to silence, end the process and free everything, within a second."""
        self._stopping.set()
        self._stop_child()
        if self._watcher.is_alive():
            self._watcher.join()
            self._stop_child()  # if the watcher has just started another
        for segment in (self.ring, self.controls, self._state):
            segment.close()
        remove(self._prefix)

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
            self._capture = Capture.attach(self._prefix + CAPTURE) if self.info.inputs else None
            self.recording = Ring.attach(self._prefix + RECORDING)
            with self._leading:
                if self._leads and self._child:
                    self._child.command("lead")
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
