"""A JACK client that plays numbers: python jack_player.py

Its outputs `out_1 out_2` give, at sample n since its
start, n / 2^23 and -n / 2^23, exactly for 2^23 samples.
"""

from __future__ import annotations

import os
import sys

import jack
import numpy as np


def main() -> None:
    client = jack.Client("player", no_start_server=True)
    outs = [client.outports.register(f"out_{n + 1}") for n in range(2)]
    position = 0

    def process(block: int) -> None:
        nonlocal position
        ramp = ((position + np.arange(block)) / 2**23).astype(np.float32)
        outs[0].get_array()[:] = ramp
        outs[1].get_array()[:] = -ramp
        position += block

    client.set_process_callback(process)
    client.activate()
    print("ready", flush=True)
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
