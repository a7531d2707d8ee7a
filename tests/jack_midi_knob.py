"""Turns a knob: python jack_midi_knob.py PORT,PORT COUNT

Controller 7 goes to 64 and 127 in turn, COUNT times, from 5000 to 6000 frames apart, at any frame of a period.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time

import jack


def main(ports: list[str], count: int) -> None:
    client = jack.Client("knob", no_start_server=True)
    out = client.midi_outports.register("out")
    chance, done, connected = random.Random(1), threading.Event(), threading.Event()
    left, sent = 9000, 0

    def process(block: int) -> None:
        nonlocal left, sent
        out.clear_buffer()
        if not connected.is_set() or done.is_set():
            return
        if left < block:
            out.write_midi_event(left, bytes([0xB0, 7, 64 if sent % 2 == 0 else 127]))
            left, sent = left + chance.randint(5000, 6000), sent + 1
            if sent == count:
                done.set()
        left -= block

    client.set_process_callback(process)
    client.activate()
    for port in ports:
        client.connect(out, port)
    connected.set()
    done.wait(60)
    time.sleep(0.5)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1].split(","), int(sys.argv[2]))
