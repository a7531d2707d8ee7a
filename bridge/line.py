"""A line: one pass through a loop, forwards or backwards, and which of its frames are heard when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generators.base import ClipRequest, Sound


class Place(NamedTuple):
    """Where on its clips a deck should be: `beat`, and how many of them go by in a frame."""

    beat: float
    pace: float


class Loop(NamedTuple):
    """What a deck runs over, in beats: `downbeat` is one at which it begins. A place in its last `tail` cannot be
    held without its start being heard."""

    downbeat: float
    beats: float
    tail: float = 0.0


Where = Callable[[float], Place]  # of a frame


@dataclass(frozen=True)
class Line:
    """One pass through a loop of `beats` in `length` frames (exact; `size` is that, rounded).

    Forwards, `origin` is the frame of the playhead at which the loop began or would have; backwards the one at which
    it arrives at the loop's start. `downbeat` is a beat with which the loop begins; `since` is the frame from
    which on the line is heard.
    """

    origin: float
    length: float
    beats: float
    downbeat: float
    backwards: bool = False
    lap: int = 0
    since: int = 0

    @classmethod
    def at(cls, place: Place, frame: int, request: ClipRequest, downbeat: float) -> Line:
        """The line that is at the right place at `frame`."""
        loop = cls(0, request.seconds * request.rate, request.beats, downbeat)
        return loop.moved(loop.source(place.beat), frame, place.pace < 0)

    @property
    def size(self) -> int:
        return round(self.length)

    @property
    def frames_per_beat(self) -> float:
        return self.length / self.beats

    @property
    def next_lap(self) -> int | None:
        """The frame at which the loop begins again; None backwards, where it just wraps."""
        return None if self.backwards else self.lap_start(self.lap + 1)

    def lap_start(self, lap: int) -> int:
        """First frame of a lap: exact, then rounded, so that no error adds up."""
        return round(self.origin + lap * self.length)

    def source(self, beat: float) -> float:
        """Frame of the loop, 0 to `length`, at a beat; one short of it by a rounding error counts as reached."""
        return max((beat - self.downbeat + 1e-9) % self.beats - 1e-9, 0) * self.frames_per_beat

    def moved(self, source: float, frame: int, backwards: bool) -> Line:
        """The line that is at the loop's frame `source` at `frame`."""
        origin = frame + source if backwards else frame - source
        return replace(self, origin=origin, backwards=backwards, lap=0, since=frame)

    def following_lap(self) -> Line:
        return replace(self, lap=self.lap + 1)

    def same_loop(self, other: Line) -> bool:
        return (self.length, self.beats, self.downbeat) == (other.length, other.beats, other.downbeat)

    def index(self, frame: int, frames: int) -> NDArray[np.int64]:
        """Which of the loop's frames are heard from `frame` on; outside its lap it goes round."""
        steps = np.arange(frames)
        index = round(self.origin) - frame - steps if self.backwards else frame - self.lap_start(self.lap) + steps
        wrapped: NDArray[np.int64] = index % self.size
        return wrapped

    @staticmethod
    def take(sound: Sound, index: NDArray[np.int64]) -> Sound:
        """Those frames of a sound; a slice where they lie in a row, which costs a tenth."""
        if index[-1] - index[0] == len(index) - 1:
            return sound[:, index[0] : index[-1] + 1]
        return sound[:, index]

    def error(self, beat: float, frame: float) -> float:
        """How many frames of the loop the line is ahead of the place it should be at, the short way round."""
        actual = self.origin - frame if self.backwards else frame - self.origin
        return (actual - self.source(beat) + self.length / 2) % self.length - self.length / 2
