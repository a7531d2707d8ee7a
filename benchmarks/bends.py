"""Finds in a recording when a bend was heard first, and when it was complete.

However time is bent, what is heard are pieces of the loop as it is, joined by short cross-fades. So each moment
between two joints has a place in the loop, which a search finds: the loop must be rich enough that no other place
sounds the same. A bend is there at the first piece that comes from where the bent time should be, and not from where
the loop would have gone on to; and only if that is still so at the end of the trial. Bent time is kept to within
`NEAR_S`, and that a frozen loop was at to within as much again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.changes import Change, Disturbed, Floats, Recording, Trial

PIECE_S = 0.008  # heard without a joint, to know its place
STEP_S = 0.004  # the shortest pieces, of a short loop, are longer than both
COPY = 1e-3  # of its level: what differs by less is the same
NEAR_S = 0.08  # half a grain of a frozen loop, its joint, and what it may land off its place for a better one
WITHIN_S = 0.05  # a piece comes by, however many joints there are
APART_S = 0.002  # from where the loop would have gone on to


class Place(NamedTuple):
    """The loop's frame that is heard first, and whether it goes forwards (1) or backwards (-1) from there."""

    frame: int
    way: int


@dataclass(frozen=True)
class Course:
    """How the loop runs after a trial's message: `pace` frames of it a frame, or, frozen before and after, `leap` loops
    from where it was. A trial is `straight` where all is as if nothing had ever been bent."""

    pace: float
    leap: float = 0.0

    @property
    def straight(self) -> bool:
        return self.pace == 1


@dataclass(frozen=True)
class Loop:
    """One time round the loop, unbent: (channels, frames)."""

    sound: Floats
    rate: int

    @classmethod
    def before(cls, recording: Recording, time: float, seconds: float) -> Loop:
        """The last that was heard without a gap. Raises Disturbed."""
        size, last = (round(recording.rate * seconds), int(recording.frame_at(time)))
        for stop in range(last, size, -round(PIECE_S * recording.rate)):
            sound = recording.sound[:, stop - size : stop].astype(np.float64)
            if not np.isnan(sound).any():
                return cls(sound, recording.rate)
        raise Disturbed

    @property
    def size(self) -> int:
        return int(self.sound.shape[1])

    @property
    def level(self) -> float:
        """RMS of all channels together."""
        return float(np.sqrt((self.sound**2).sum(axis=0).mean())) or 1.0

    @cached_property
    def _spectrum(self) -> NDArray[np.complexfloating[Any]]:
        return np.fft.rfft(self.sound)

    @cached_property
    def _power_before(self) -> Floats:
        power = (self.sound**2).sum(axis=0)
        return np.concatenate([[0], np.cumsum(np.concatenate([power, power]))])

    def heard(self, place: Place, frames: int) -> Floats:
        """What the loop is from a place on."""
        steps = np.arange(frames)
        return self.sound[:, (place.frame + place.way * steps) % self.size]

    def moved(self, place: Place, frames: int) -> Place:
        return Place((place.frame + place.way * frames) % self.size, place.way)

    def distance(self, frame: float, other: float) -> float:
        """In frames, the short way round."""
        return abs((frame - other + self.size / 2) % self.size - self.size / 2)

    def place(self, piece: Floats, way: int = 1) -> Place | None:
        """Where that piece (channels, frames) comes from, if it goes that way; None if it is no copy."""
        frames = piece.shape[1]
        first = self._nearest(piece[:, ::way])
        place = Place(first if way > 0 else (first + frames - 1) % self.size, way)
        return place if self.is_copy(piece, place) else None

    def is_copy(self, piece: Floats, place: Place) -> bool:
        error = np.square(piece - self.heard(place, piece.shape[1])).sum()
        return bool(error <= COPY**2 * np.square(piece).sum() and piece.any())

    def _nearest(self, piece: Floats) -> int:
        frames = piece.shape[1]
        likeness = np.fft.irfft((self._spectrum * np.fft.rfft(piece, self.size).conj()).sum(axis=0), self.size)
        power = self._power_before[frames : frames + self.size] - self._power_before[: self.size]
        return int(np.argmin(power - 2 * likeness))


def departures(recording: Recording, trial: Trial, loop: Loop) -> tuple[Floats, Place]:
    """How far each frame is from how the loop would have gone on, relative to its level; and its place when the
    message was sent. Raises Disturbed."""
    start, sound = _heard(recording, trial)
    size = round(PIECE_S * loop.rate)
    place = loop.place(recording.sound[:, start - size : start].astype(np.float64))
    if place is None:
        raise Disturbed
    place = loop.moved(place, size)
    return _distances(sound, loop.heard(place, sound.shape[1]), loop), place


def departure(recording: Recording, trial: Trial, loop: Loop) -> float:
    """The largest departure in a trial. Raises Disturbed."""
    return float(departures(recording, trial, loop)[0].max())


def find_bend(recording: Recording, trial: Trial, loop: Loop, course: Course, threshold: float) -> Change | None:
    """When the loop took that course; None if it did not. `first` is NaN where it was bent before already.
    Raises Disturbed."""
    start, sound = _heard(recording, trial)
    first = np.nan
    if course.straight:
        fully = _straight_from(sound, loop, threshold)
    elif course.leap:
        place = loop.moved(_frozen_at(recording, start, loop), round(course.leap * loop.size))
        fully = _on_course_from(sound, loop, place, course.pace)
    else:
        away, place = departures(recording, trial, loop)
        if away.max() <= threshold:
            return None
        first = int(np.argmax(away > threshold))
        fully = _on_course_from(sound, loop, loop.moved(place, int(first)), course.pace, int(first), unbent=place)
    if not fully:
        return None
    late, ms = start - recording.frame_at(trial.sent), 1000 / recording.rate
    return Change((first + late) * ms, (fully + late) * ms)


def _heard(recording: Recording, trial: Trial) -> tuple[int, Floats]:
    """The frame at which the message was sent, and the sound from there until the trial ends."""
    start, stop = (int(recording.frame_at(time)) for time in (trial.sent, trial.settled))
    sound = recording.sound[:, start:stop].astype(np.float64)
    if start < PIECE_S * recording.rate or np.isnan(sound).any():
        raise Disturbed
    return start, sound


def _frozen_at(recording: Recording, start: int, loop: Loop) -> Place:
    """A place heard just before `start`. Raises Disturbed."""
    size, step = round(PIECE_S * loop.rate), round(STEP_S * loop.rate)
    for frame in range(start - size, start - size - round(WITHIN_S * loop.rate), -step):
        if place := loop.place(recording.sound[:, frame : frame + size].astype(np.float64)):
            return place
    raise Disturbed


def _distances(one: Floats, other: Floats, loop: Loop) -> Floats:
    distances: Floats = np.sqrt(np.square(one - other).sum(axis=0)) / loop.level
    return distances


def _straight_from(sound: Floats, loop: Loop, threshold: float) -> int | None:
    """The frame from which on the loop runs as it is, until the end; None if it does not, or always did."""
    size = round(PIECE_S * loop.rate)
    place = loop.place(sound[:, -size:])
    if place is None:
        return None
    whole = loop.heard(loop.moved(place, size - sound.shape[1]), sound.shape[1])
    away = _distances(sound, whole, loop) > threshold
    return sound.shape[1] - int(np.argmax(away[::-1])) if away.any() else None


def _on_course_from(
    sound: Floats, loop: Loop, place: Place, pace: float, first: int = 0, unbent: Place | None = None
) -> int | None:
    """The frame of the first piece that is on a course from `place` at frame `first` on, and not where it would have
    been from `unbent` on; None if there is none, or the sound is elsewhere in the end."""
    size, step = round(PIECE_S * loop.rate), round(STEP_S * loop.rate)
    near = (NEAR_S if unbent else 2 * NEAR_S) * loop.rate

    def on_course(frame: int) -> Place | None:
        found = loop.place(sound[:, frame : frame + size], -1 if pace < 0 else 1)
        if found is None or loop.distance(found.frame, place.frame + pace * (frame - first)) > near:
            return None
        if unbent and found.way > 0:
            apart = loop.distance(found.frame, loop.moved(unbent, frame).frame) > APART_S * loop.rate
            return found if apart else None
        return found

    ending = range(sound.shape[1] - size, sound.shape[1] - size - round(WITHIN_S * loop.rate), -step)
    if not any(map(on_course, ending)):
        return None
    for frame in range(first, sound.shape[1] - size, step):
        if found := on_course(frame):
            return max(first, _beginning(sound, loop, found, frame))
    return None


def _beginning(sound: Floats, loop: Loop, place: Place, frame: int) -> int:
    """The first frame of the piece that is at a place at `frame`."""
    before = loop.heard(loop.moved(place, -frame), frame)
    away = np.abs(sound[:, :frame] - before).max(axis=0) > COPY * loop.level
    return frame - int(np.argmax(away[::-1])) if away.any() else 0
