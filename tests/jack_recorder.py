"""A JACK client that records, sample for sample: python jack_recorder.py NAME INPUTS FILE.npz LINGER

It has inputs `in_1 ...` and `midi`, prints "ready" when the recording begins, and at the end of standard
input writes `sound` (inputs, frames), `midi_frames` and `midi_messages` (hex). Then it stays for LINGER seconds,
inactive: its ports are there, but no longer connected.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import jack
import numpy as np


def main(name: str, inputs: int, path: str, linger: float) -> None:
    client = jack.Client(name, no_start_server=True)
    ports = [client.inports.register(f"in_{n + 1}") for n in range(inputs)]
    midi = client.midi_inports.register("midi")
    blocks: list[np.ndarray] = [np.zeros((inputs, 0), np.float32)]
    events: list[tuple[int, str]] = []
    ending = threading.Event()
    position = 0

    def process(block: int) -> None:
        nonlocal position
        if ending.is_set():
            return
        blocks.append(np.array([port.get_array() for port in ports]))
        events.extend((position + offset, bytes(message).hex()) for offset, message in midi.incoming_midi_events())
        position += block

    client.set_process_callback(process)
    client.activate()
    print("ready", flush=True)
    sys.stdin.read()
    ending.set()
    np.savez(
        path,
        sound=np.concatenate(blocks, axis=1),
        midi_frames=np.array([frame for frame, _ in events], np.int64),
        midi_messages=np.array([message for _, message in events], str),
    )
    signal.setitimer(signal.ITIMER_REAL, linger + 1)  # should JACK cancel a thread that holds Python's lock
    client.deactivate()
    time.sleep(linger)
    client.close()  # a synchronous server would stall over a client that dies
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4]))
