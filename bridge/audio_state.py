"""What the audio process tells the main process without waiting: counters, errors, MIDI events."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bridge.shared import Block, fence
from bridge.snapshots import Snapshot
from bridge.timing import TIMING
from bridge.transport import TRANSPORT

MIDI_EVENTS = 1024  # how many the queue holds
MIDI_PORTS = CONTROL_IN, CLOCK_IN = "control_in", "clock_in"
MIDI_BYTES = 52  # the longest event that it takes

_COUNTERS = (
    "heartbeat", "xruns", "underruns", "missing", "rate", "blocksize",
    "midi_written", "midi_read", "midi_dropped", "text_length", "freewheeling", "unrecorded",
    "peak", "overs", "failures", "connected", "leads_lost",
)  # fmt: skip
PEAK_STEPS = 1_000_000  # `peak` counts such parts of full scale
_TEXT_BYTES = 1024
_RECORD = np.dtype([("frame", "<i8"), ("port", "<u2"), ("size", "<u2"), ("data", "u1", (MIDI_BYTES,))])


class MidiEvent(NamedTuple):
    """A raw MIDI message, when it came, in frames of the port clock (`Ring.waited`), and to which port."""

    frame: int
    message: bytes
    port: str = MIDI_PORTS[0]


class AudioState:
    """Shared block of 64-bit counters, one error text, a queue of MIDI events, and snapshots of output timing (TIMING)
    and JACK transport (TRANSPORT).

    The audio process writes; the main process reads, and takes events from one thread. A counter is one
    aligned word, so no reader sees half of it.
    """

    def __init__(self, block: Block) -> None:
        self._block = block
        self._counters = block.array(np.int64, (len(_COUNTERS),))
        start = self._counters.nbytes
        self._text = block.array(np.uint8, (_TEXT_BYTES,), start)
        start += _TEXT_BYTES
        self.timing = Snapshot(block, TIMING, start)
        start += Snapshot.size(TIMING)
        self.transport = Snapshot(block, TRANSPORT, start)
        self._events = block.array(_RECORD, (MIDI_EVENTS,), start + Snapshot.size(TRANSPORT))

    @classmethod
    def create(cls, name: str | None) -> AudioState:
        """A new block in shared memory, or with no name in this process's own. Raises OSError."""
        snapshots = Snapshot.size(TIMING) + Snapshot.size(TRANSPORT)
        return cls(Block(name, 8 * len(_COUNTERS) + _TEXT_BYTES + snapshots + MIDI_EVENTS * _RECORD.itemsize))

    @classmethod
    def attach(cls, name: str) -> AudioState:
        """The block of that name. Raises FileNotFoundError."""
        return cls(Block.attach(name))

    def get(self, counter: str) -> int:
        return int(self._counters[_COUNTERS.index(counter)])

    def set(self, counter: str, value: int) -> None:
        self._counters[_COUNTERS.index(counter)] = value

    def add(self, counter: str, value: int = 1) -> None:
        self._counters[_COUNTERS.index(counter)] += value

    @property
    def error(self) -> str:
        """The last error; empty if none."""
        length = self.get("text_length")
        fence()
        return self._text[:length].tobytes().decode(errors="replace")

    @error.setter
    def error(self, text: str) -> None:
        encoded = text.encode()[:_TEXT_BYTES]
        self.set("text_length", 0)
        fence()
        self._text[: len(encoded)] = np.frombuffer(encoded, np.uint8)
        fence()
        self.set("text_length", len(encoded))

    def put_midi(self, frame: int, message: bytes, port: str = MIDI_PORTS[0]) -> None:
        """Queue an event; one that is too long, or finds the queue full, is dropped and counted."""
        written = self.get("midi_written")
        if len(message) > MIDI_BYTES or written - self.get("midi_read") >= MIDI_EVENTS:
            self.add("midi_dropped")
            return
        record = self._events[written % MIDI_EVENTS]
        record["frame"], record["port"], record["size"] = frame, MIDI_PORTS.index(port), len(message)
        record["data"][: len(message)] = np.frombuffer(message, np.uint8)
        fence()
        self.set("midi_written", written + 1)

    def take_midi(self) -> list[MidiEvent]:
        """All events that have come since the last call, oldest first."""
        read, written = self.get("midi_read"), self.get("midi_written")
        fence()
        records = [self._events[index % MIDI_EVENTS] for index in range(read, written)]
        events = [MidiEvent(int(r["frame"]), r["data"][: r["size"]].tobytes(), MIDI_PORTS[r["port"]]) for r in records]
        fence()
        self.set("midi_read", written)
        return events

    def close(self) -> None:
        self._block.close()
