"""A Link peer of its own: python link_peer.py TEMPO

Lines of standard input: `tempo BPM`, `play`, `stop`, `at NANOSECONDS QUANTUM` (time.monotonic_ns; the quantum is 4 if
left out): each is answered by a line, the last by the beat then, the tempo and the number of peers.
"""

from __future__ import annotations

import sys
import time

import link


def main(tempo: float) -> None:
    peer = link.Link(tempo)
    peer.startStopSyncEnabled = True
    peer.enabled = True
    print("ready", flush=True)
    for line in sys.stdin:
        word, *number = line.split()
        state, now = peer.captureSessionState(), peer.clock().micros()
        if word == "at":
            raw = time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW) - time.monotonic_ns() + int(number[0])
            quantum = float(number[1]) if len(number) > 1 else 4
            print(state.beatAtTime(raw // 1000, quantum), state.tempo(), peer.numPeers(), flush=True)
            continue
        if word == "tempo":
            state.setTempo(float(number[0]), now)
        else:
            state.setIsPlaying(word == "play", now)
        peer.commitSessionState(state)
        print("done", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]))
