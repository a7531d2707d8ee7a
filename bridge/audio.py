"""The main process's handle on the audio process."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from bridge.audio_child import CAPTURE, RECORDING, Job
from bridge.audio_keeper import AudioKeeper
from bridge.audio_state import PEAK_STEPS, AudioState, MidiEvent
from bridge.audio_status import AudioStatus
from bridge.capture import Capture
from bridge.mixer import Controls
from bridge.options import OUTPUT, xdg
from bridge.outputs import Opened, OutputError
from bridge.outputs.patchbay import split
from bridge.ring import Ring
from bridge.shared import DIRECTORY, remove, remove_stale, unique_prefix
from bridge.timing import Timing
from bridge.transport import Transport
from generators.base import Sound

__all__ = ["AudioProcess", "AudioStatus", "MidiEvent", "OutputError"]

DEFAULT_CAPACITY = 32768  # frames: a third of a second even at 96 kHz


class AudioProcess:
    """The segments that both processes share, and what goes to and fro in them. An `AudioKeeper` keeps the other alive.

    `start` and `stop` belong to one thread, `midi_events` to one, `ring` to the player, JACK's transport to the control
    thread; of `controls` that thread puts rows; the recorder's sets `controls.recording` and reads `recording`; the
    rest may be used by any. When a process begins to play anew, the keeper's watcher attaches to what is its own:
    `recording`, and what `captured` reads.
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
        job = Job(output, prefix, decks, client_name, rate, period, connect=tuple(connect))
        memory = memory or xdg("XDG_STATE_HOME", ".local/state", "connections.json")
        self._keeper = AudioKeeper(job, self._state, self.ring, memory, self._attach)
        self._capture: Capture | None = None
        self.recording: Ring | None = None
        self._leads, self._leading = False, threading.Lock()  # as a new process is told, too, by the watcher
        self._leads_lost = 0

    def start(self, timeout: float = 10.0) -> Opened:
        """Start the process and wait until it plays. Raises OutputError; everything is then cleaned up."""
        try:
            return self._keeper.start(timeout)
        except OutputError:
            self.stop()
            raise

    @property
    def info(self) -> Opened:
        """What plays, once started."""
        return self._keeper.info

    def status(self) -> AudioStatus:
        get, info = self._state.get, self.info
        alive, error = self._keeper.health()
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
            self._keeper.command("lead" if lead else "release")

    def lost_lead(self) -> bool:
        """Has another become JACK's timebase master, since this was last asked? Then we are it no more."""
        if self._state.get("leads_lost") == self._leads_lost:
            return False
        with self._leading:
            self._leads, self._leads_lost = False, self._state.get("leads_lost")
        return True

    def stop(self) -> None:
        """Fade to silence, end the process and free everything, within a second."""
        self._keeper.stop()
        for segment in (self.ring, self.controls, self._state):
            segment.close()
        remove(self._prefix)

    def _attach(self, info: Opened) -> None:
        """To the segments of a process that has just begun to play; it is told, too, if it leads the transport."""
        self._capture = Capture.attach(self._prefix + CAPTURE) if info.inputs else None
        self.recording = Ring.attach(self._prefix + RECORDING)
        with self._leading:
            if self._leads:
                self._keeper.command("lead")
