"""JACK's transport, as the callback of the audio process sees it and answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

TICKS_PER_BEAT = 1920.0
NOTE_VALUES = (1, 2, 4, 8, 16, 32)
State = Literal["stopped", "rolling", "looping", "starting"]
STATES: tuple[State, ...] = get_args(State)  # by JACK's own numbers
TRANSPORT = np.dtype([
    ("frame", "<i8"), ("state", "<i8"), ("transport_frame", "<i8"), ("valid", "<i8"), ("bar", "<i8"), ("beat", "<i8"),
    ("tick", "<i8"), ("ticks_per_beat", "<f8"), ("beats_per_bar", "<f8"), ("beat_type", "<f8"), ("tempo", "<f8"),
])  # fmt: skip
TIMEBASE = np.dtype([
    ("frame", "<f8"), ("beat", "<f8"), ("tempo", "<f8"), ("bar", "<f8"), ("beats_per_bar", "<f8"), ("beat_type", "<f8"),
])  # fmt: skip


@dataclass(frozen=True)
class Bbt:
    """Bar and beat (from 1) and tick (from 0), as the timebase master gives them, and its BPM.

    All beats are those of the metre, as in JACK's own example of a master: in 6/8 eighths, six to the bar, and as many
    of them to the minute.
    """

    bar: int
    beat: int
    tick: int
    ticks_per_beat: float
    beats_per_bar: float
    beat_type: float
    bpm: float

    @classmethod
    def at(
        cls, quarters: float, tempo: float, bar: int = 0, beats_per_bar: float = 4.0, beat_type: float = 4.0
    ) -> Bbt:  # fmt: skip
        """Of so many quarter notes since the downbeat of a bar, from 0 (a count before it is taken as that), at as many
        to the minute."""
        scale = beat_type / 4
        ticks = max(0, round(quarters * scale * TICKS_PER_BEAT))
        whole, tick = divmod(ticks, int(TICKS_PER_BEAT))
        bars, beat = divmod(whole, int(beats_per_bar))
        return cls(bar + bars + 1, beat + 1, tick, TICKS_PER_BEAT, beats_per_bar, beat_type, tempo * scale)

    @property
    def metre(self) -> str:
        """As in "6/8"."""
        return f"{self.beats_per_bar:g}/{4 / self._quarters:g}"

    @property
    def beats(self) -> float:
        """Quarter notes since the first downbeat, if the metre has not changed since."""
        beats = (self.bar - 1) * self.beats_per_bar + self.beat - 1 + self.tick / self.ticks_per_beat
        return beats * self._quarters

    @property
    def tempo(self) -> float:
        """Quarter notes per minute."""
        return self.bpm * self._quarters

    @property
    def _quarters(self) -> float:
        """To a beat; where the master has not filled in a note value, a beat is one."""
        return 4 / self.beat_type if self.beat_type in NOTE_VALUES else 1.0


@dataclass(frozen=True)
class Transport:
    """The transport at the first frame of a block: `frame` of the port clock, `transport_frame` of its own.

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
        usable = valid and bbt.bpm > 0 and bbt.ticks_per_beat > 0
        return cls(int(frame), STATES[min(int(state), 3)], int(transport_frame), bbt if usable else None)
