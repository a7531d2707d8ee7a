"""The audio process: reads the ring, plays, and imports little enough to start in under a second.

    python -m bridge.audio_child JOB

JOB is JSON, see `Job`. Standard output carries one JSON object per line to the main process; standard input
carries commands, a word a line. Its end asks for a fade-out and exit, and comes by itself when the main process dies.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import select
import signal
import sys
import threading
import time
import traceback
from typing import Any, NoReturn

from bridge.audio_state import AudioState
from bridge.capture import CAPTURE_S, Capture
from bridge.connections import Links, links_of
from bridge.feed import Feed
from bridge.mixer import Controls, Mixer
from bridge.outputs import Opened, Output, OutputError, Setup, open_output
from bridge.ring import Ring
from bridge.shared import DIRECTORY, remove

EXIT_REFUSED = 64  # the output cannot be opened; the reason was told
EXIT_LOST = 65  # the output has gone; the reason is in the state
CAPTURE, RECORDING = "capture", "recording"  # names of segments, after the prefix
RECORDING_S = 4.0  # how long the disk may be busy before something is lost
_FADE_LIMIT_S = 0.3


@dataclasses.dataclass(frozen=True)
class Job:
    """What the main process asks for.

    `prefix` is that of the segments' names; a rate other than `required_rate` is refused (0 = any).
    """

    output: str
    prefix: str
    decks: int
    client_name: str = "riffbridge"
    rate: int | None = None
    period: int | None = None
    required_rate: int = 0
    connect: tuple[str, ...] = ()
    remembered: Links | None = None

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Job:
        data = json.loads(text)
        data["connect"] = tuple(data["connect"])
        if data["remembered"] is not None:
            data["remembered"] = links_of(data["remembered"])
        return cls(**data)


class Child:
    """Opens the output, plays until the main process has had enough or is dead, leaves nothing behind."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._parent = os.getppid()
        self._messages = os.fdopen(os.dup(1), "w", buffering=1)
        os.dup2(2, 1)  # so that what libraries print is not taken for a message
        self._telling = threading.Lock()
        self._ring = Ring.attach(job.prefix + "ring")
        self._controls = Controls.attach(job.prefix + "controls")
        self._state = AudioState.attach(job.prefix + "state")

    def run(self) -> None:
        """Play until told to stop; ends the process."""
        try:
            output = self._start()
        except OutputError as error:
            self.refuse(str(error))
        except Exception as error:  # of an audio library: its text is all that the performer will know
            traceback.print_exc()
            self.refuse(f"the output {self._job.output} cannot start: {error!r}")
        self._wait(output)
        self._fade()
        if self._orphan:
            remove(self._job.prefix)
        output.close()
        os._exit(0)  # whatever threads of the audio libraries may still hold

    def refuse(self, reason: str) -> NoReturn:
        self.tell({"error": reason})
        os._exit(EXIT_REFUSED)

    def tell(self, message: dict[str, object]) -> None:
        """Send a message to the main process; from any thread but the callback's."""
        with self._telling:
            try:
                self._messages.write(json.dumps(message) + "\n")
            except BrokenPipeError:
                return  # the main process is dead, which `_wait` sees

    def lost(self, reason: str) -> None:
        """The output has gone: end the process, so that the main process starts a fresh one."""
        self._state.error = reason
        os._exit(EXIT_LOST)

    def _start(self) -> Output:
        job = self._job
        setup = Setup(
            job.decks, job.client_name, job.rate, job.period, job.connect, job.remembered, self.tell, self.lost
        )
        output, opened = open_output(job.output, setup)
        if job.required_rate not in {0, opened.rate}:
            raise OutputError(
                f"the rate is now {opened.rate} Hz, but what is painted is for {job.required_rate} Hz: "
                f"go back to {job.required_rate} Hz, or start riffbridge anew"
            )
        self._state.set("rate", opened.rate)
        self._state.set("blocksize", opened.blocksize)
        self._state.set("freewheeling", 0)  # a process before this one may have died in the midst of it
        self._feed = self._fed_by(opened)
        gc.collect()
        gc.freeze()
        gc.disable()
        sys.setswitchinterval(1e-4)  # how long a Python callback may have to wait for our other threads
        output.start(self._feed)
        self._state.error = ""
        self.tell({"ready": dataclasses.asdict(opened)})
        return output

    def _fed_by(self, opened: Opened) -> Feed:
        """The feed, with segments of our own for what depends on the rate. Raises OutputError without room."""
        prefix, rate = self._job.prefix, opened.rate
        mixer = Mixer(self._ring, self._controls, rate, opened.blocksize)
        try:
            for name in (RECORDING, CAPTURE):  # of a process before this one
                (DIRECTORY / (prefix + name)).unlink(missing_ok=True)
            recording = Ring.create(prefix + RECORDING, (self._job.decks + 1) * 2, round(RECORDING_S * rate))
            capture = (
                Capture.create(prefix + CAPTURE, round(CAPTURE_S * rate), self._ring.position)
                if opened.inputs
                else None
            )
        except OSError as error:
            raise OutputError(f"no room in {DIRECTORY} for what comes in: {error}") from None
        return Feed(mixer, self._state, self._controls, rate, capture, recording)

    @property
    def _orphan(self) -> bool:
        return os.getppid() != self._parent

    def _wait(self, output: Output) -> None:
        """Obey commands until standard input ends, or the parent is another (a process it forked may keep the
        pipe open)."""
        unread = b""
        while not self._orphan:
            if not select.select([0], [], [], 0.5)[0]:
                continue
            if not (data := os.read(0, 4096)):
                return
            *lines, unread = (unread + data).split(b"\n")
            for line in lines:
                output.obey(line.decode())

    def _fade(self) -> None:
        self._controls.running = False
        deadline = time.monotonic() + _FADE_LIMIT_S
        while not self._feed.silent and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(min(0.1, 2 * self._state.get("blocksize") / self._state.get("rate")))


def main(arguments: Any = None) -> None:
    # All of us may get them, and the main process lets us fade; or stopped, for what we write to a terminal.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGTTOU):
        signal.signal(number, signal.SIG_IGN)
    Child(Job.from_json((arguments or sys.argv[1:])[0])).run()


if __name__ == "__main__":
    main()
