"""JACK's transport, as the callback of the audio process sees it and answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

TICKS_PER_BEAT = 1920.0
State = Literal["stopped", "rolling", "looping", "starting"]
STATES: tuple[State, ...] = get_args(State)  # by JACK's own numbers
TRANSPORT = np.dtype([
    ("frame", "<i8"), ("state", "<i8"), ("transport_frame", "<i8"), ("valid", "<i8"), ("bar", "<i8"), ("beat", "<i8"),
    ("tick", "<i8"), ("ticks_per_beat", "<f8"), ("beats_per_bar", "<f8"), ("tempo", "<f8"),
])  # fmt: skip
TIMEBASE = np.dtype([("frame", "<f8"), ("beat", "<f8"), ("tempo", "<f8"), ("beats_per_bar", "<f8")])


@dataclass(frozen=True)
class Bbt:
    """Bar and beat (from 1) and tick (from 0), as the timebase master gives them; tempo in BPM."""

    bar: int
    beat: int
    tick: int
    ticks_per_beat: float
    beats_per_bar: float
    tempo: float

    @classmethod
    def at(cls, beats: float, beats_per_bar: float, tempo: float) -> Bbt:
        """Of so many beats since the first downbeat (a count before it is taken as that)."""
        ticks = max(0, round(beats * TICKS_PER_BEAT))
        whole, tick = divmod(ticks, int(TICKS_PER_BEAT))
        bar, beat = divmod(whole, int(beats_per_bar))
        return cls(bar + 1, beat + 1, tick, TICKS_PER_BEAT, beats_per_bar, tempo)

    @property
    def beats(self) -> float:
        """Beats since the first downbeat, if the metre has not changed since."""
        return (self.bar - 1) * self.beats_per_bar + self.beat - 1 + self.tick / self.ticks_per_beat


@dataclass(frozen=True)
class Transport:
    """The transport at the first frame of a block: `frame` of the playback clock, `transport_frame` of its own.

    `bbt` is None where there is no timebase master, or none whose tempo and ticks are above 0.
    """

    frame: int
    state: State
    transport_frame: int
    bbt: Bbt | None = None

    @classmethod
    def of(cls, record: tuple[float, ...]) -> Transport:
        """From the fields of TRANSPORT."""
        frame, state, transport_frame, valid, bar, beat, tick, *rest = record
        bbt = Bbt(int(bar), int(beat), int(tick), *rest)
        usable = valid and bbt.tempo > 0 and bbt.ticks_per_beat > 0
        return cls(int(frame), STATES[min(int(state), 3)], int(transport_frame), bbt if usable else None)
