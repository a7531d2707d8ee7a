"""Records two JACK ports and plays MIDI: python jack_probe.py LEFT RIGHT MIDI_DESTINATION FILE.npz

Prints "ready" when it records. Each line of standard input is a MIDI message in hex, sent at once; at the end of
input the file gets `blocks` (periods, 2, frames), `frames` (periods,), JACK's count at the start of each period,
`times` (periods,), the monotonic clock then, in seconds, `midi_times` (messages,) and `rate`.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections import deque

import jack
import numpy as np


def connect(client: jack.Client, source: str | jack.Port, destination: str | jack.Port) -> None:
    """The instrument may have done so already: it remembers its connections."""
    try:
        client.connect(source, destination)
    except jack.JackErrorCode as error:
        if error.code != errno.EEXIST:
            raise


class Ears:
    """Records. `_process` runs in JACK's thread; the lists may be read once `left` is set."""

    def __init__(self, sources: tuple[str, str]) -> None:
        self.blocks: list[np.ndarray] = []
        self.frames: list[int] = []
        self.times: list[float] = []
        self.leaving, self.left = threading.Event(), threading.Event()
        self.client = client = jack.Client("probe", no_start_server=True)
        self._ports = [client.inports.register(name) for name in ("left", "right")]
        client.set_process_callback(self._process)
        client.activate()
        for source, port in zip(sources, self._ports, strict=True):
            connect(client, source, port)

    def _process(self, _: int) -> None:
        if self.leaving.is_set():
            self.left.set()
            raise jack.CallbackExit
        self.times.append(time.monotonic() - self.client.frames_since_cycle_start / self.client.samplerate)
        self.frames.append(self.client.last_frame_time)
        self.blocks.append(np.array([port.get_array() for port in self._ports]))


class Hands:
    """Plays: a client of its own, since one that hears what it causes would be a loop in JACK's graph, which costs
    a period. `_process` runs in JACK's thread; `waiting` may be appended to from any."""

    def __init__(self, destination: str) -> None:
        self.waiting: deque[bytes] = deque()
        self.times: list[float] = []
        self.leaving, self.left = threading.Event(), threading.Event()
        self.client = client = jack.Client("probe-hands", no_start_server=True)
        self._out = client.midi_outports.register("out")
        client.set_process_callback(self._process)
        client.activate()
        connect(client, self._out, destination)

    def _process(self, _: int) -> None:
        self._out.clear_buffer()
        if self.leaving.is_set():
            self.left.set()
            raise jack.CallbackExit
        if self.waiting:
            self.times.append(time.monotonic())
            self._out.write_midi_event(0, self.waiting.popleft())


def main(left: str, right: str, destination: str, path: str) -> None:
    sys.setswitchinterval(1e-4)  # how long a callback may have to wait for another thread
    ears, hands = Ears((left, right)), Hands(destination)
    print("ready", flush=True)
    for line in sys.stdin:
        hands.waiting.append(bytes.fromhex(line))
    for one in (ears, hands):
        one.leaving.set()
        one.left.wait(5)
    rate = ears.client.samplerate
    blocks, frames, times = np.array(ears.blocks), np.array(ears.frames, np.int64), np.array(ears.times)
    np.savez(path, blocks=blocks, frames=frames, times=times, midi_times=np.array(hands.times), rate=rate)
    time.sleep(0.25)  # a server may hang when a client leaves while its graph changes
    for one in (ears, hands):
        one.client.close()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
