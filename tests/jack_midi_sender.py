"""Sends MIDI messages to a JACK port: python jack_midi_sender.py PORT HEX [HEX ...]"""

from __future__ import annotations

import os
import sys
import threading
import time

import jack


def main(port: str, messages: list[bytes]) -> None:
    client = jack.Client("sender", no_start_server=True)
    out = client.midi_outports.register("out")
    connected, done = threading.Event(), threading.Event()

    def process(_: int) -> None:
        out.clear_buffer()
        if connected.is_set() and not done.is_set():
            for offset, message in enumerate(messages):
                out.write_midi_event(offset, message)
            done.set()

    client.set_process_callback(process)
    client.activate()
    client.connect(out, port)
    connected.set()
    done.wait(10)
    time.sleep(0.2)  # until it has been heard
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], [bytes.fromhex(text) for text in sys.argv[2:]])
