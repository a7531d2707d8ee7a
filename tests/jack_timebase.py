"""A timebase master that listens to a MIDI clock: python jack_timebase.py TEMPO METRE FILE.npz

Its port `midi` records. It obeys lines of standard input: `tempo BPM`, or `tempo BPM BEAT` for when it comes there,
`metre M`, `start`, `stop`, `locate FRAME`, `freewheel`; `until BEAT` is answered by a line when it is there. At
the end of the input it writes, in frames since it began: `cycles` (start, rolling, transport frame, beat, tempo), the
beat and tempo exact; `states` (start, rolling, transport frame, BBT valid, bar, beat, tick, ticks per beat, beats per
bar, beat type, BPM) as JACK tells them; and `midi_frames`, `midi_messages` (hex).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

import jack
import numpy as np

TICKS = 1920.0


class Timebase:
    """Beats of a transport whose tempo may change at any cycle."""

    def __init__(self, rate: int, tempo: float, metre: str) -> None:
        self._minute = 60 * rate
        self.count(metre)
        self._frame, self._beat, self.tempo, self._next, self._when = 0, 0.0, tempo, tempo, 0.0

    def change(self, tempo: str, when: str = "0") -> None:
        """In the first cycle from beat `when` on."""
        self._when, self._next = float(when), float(tempo)

    def count(self, metre: str) -> None:
        self.beats_per_bar, self.beat_type = map(int, metre.split("/"))

    def beat_at(self, frame: int) -> float:
        if self._next != self.tempo and self._at(frame) >= self._when:
            self._frame, self._beat, self.tempo = frame, self._at(frame), self._next
        elif frame < self._frame:
            self._frame, self._beat = 0, 0.0
        return self._at(frame)

    def _at(self, frame: int) -> float:
        return self._beat + (frame - self._frame) * self.tempo / self._minute


def main(tempo: float, metre: str, path: str) -> None:
    client = jack.Client("timebase", no_start_server=True)
    midi = client.midi_inports.register("midi")
    timebase = Timebase(client.samplerate, tempo, metre)
    events: list[tuple[int, str]] = []
    cycles: list[tuple[float, ...]] = []
    states: list[tuple[float, ...]] = []
    position = 0

    def process(block: int) -> None:
        nonlocal position
        events.extend((position + offset, bytes(message).hex()) for offset, message in midi.incoming_midi_events())
        state, at = client.transport_query_struct()
        rolling = state == jack.ROLLING
        valid = bool(at.valid & jack._lib.JackPositionBBT)
        bbt = (at.bar, at.beat, at.tick, at.ticks_per_beat, at.beats_per_bar, at.beat_type)
        states.append((position, rolling, at.frame, valid, *bbt, at.beats_per_minute))
        cycles.append((position, rolling, at.frame, timebase.beat_at(at.frame), timebase.tempo))
        position += block

    def bbt(state: object, block: int, at: object, new: bool) -> None:  # noqa: ARG001
        beats_per_bar, beat_type = timebase.beats_per_bar, timebase.beat_type
        beats = timebase.beat_at(at.frame) * beat_type / 4  # type: ignore[attr-defined]
        bar, beat = divmod(int(beats), beats_per_bar)
        for name, value in {
            "valid": jack._lib.JackPositionBBT,
            "bar": bar + 1,
            "beat": beat + 1,
            "tick": int((beats - int(beats)) * TICKS),
            "bar_start_tick": bar * beats_per_bar * TICKS,
            "beats_per_bar": beats_per_bar,
            "beat_type": beat_type,
            "ticks_per_beat": TICKS,
            "beats_per_minute": timebase.tempo * beat_type / 4,
        }.items():
            setattr(at, name, value)

    client.set_process_callback(process)
    client.set_timebase_callback(bbt)
    client.activate()
    client.transport_stop()
    client.transport_locate(0)
    print("ready", flush=True)

    def until(beat: str) -> None:
        while not cycles or cycles[-1][3] < float(beat):
            time.sleep(0.01)
        print("there", flush=True)

    orders: dict[str, Callable[..., object]] = {
        "tempo": timebase.change,
        "metre": timebase.count,
        "start": client.transport_start,
        "stop": client.transport_stop,
        "locate": lambda frame: client.transport_locate(int(frame)),
        "freewheel": lambda: client.set_freewheel(True),
        "until": until,
    }
    for line in sys.stdin:
        word, *numbers = line.split()
        orders[word](*numbers)
    np.savez(
        path,
        cycles=np.array(cycles),
        states=np.array(states),
        midi_frames=np.array([frame for frame, _ in events], np.int64),
        midi_messages=np.array([message for _, message in events], str),
    )
    os._exit(0)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], sys.argv[3])
