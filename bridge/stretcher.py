"""When to leave a line through a loop for another, and where to: time bent without bending the pitch.

A line runs through the loop's sound at its own pace. Where the deck should run at another, it leaves the line, now
and then, for a parallel one where the sound goes on as alike as possible. That is waveform-similarity overlap-add
(Verhelst & Roelands, 1993), with grains as long as they can be: a tempo a little off costs a joint every second. One
line serves all stems, so their coherence survives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bridge.line import Line, Where
from bridge.material import Material, Mono

GRID = 64  # frames: how finely jumps are placed
EXACT = 0.01  # frames
TOLERANCE_S = 0.004  # how far from its place a deck may be before it jumps
SEARCH_S = 0.004  # how far from its place it may land, for the sake of a better joint ...
FAR_SEARCH_S = 0.012  # ... and when grains are short and many
GRAIN_S, SLOW_GRAIN_S = 0.045, 0.09  # the least between two jumps
JOINT_S, SLOW_JOINT_S = 0.012, 0.03
SLOW = 0.4  # the pace below which grains would buzz if they were short
LEAP_S = 0.15  # farther than this (at pace 1) is not a stretch but a leap: it lands exactly
GUARD_S, ATTACK_S = 0.003, 0.012  # before and after an attack, where no joint may cut it
PUNCTUAL_S = 0.001  # how far from its place an attack may come


@dataclass(frozen=True)
class Jump:
    """To another line in a cross-fade of `frames`, landing `aim` frames after the place, within `search` frames.
    The place is to be in the middle of the `grain` frames that follow."""

    frames: int
    search: int = 0
    grain: int = 0
    aim: float = 0.0


@dataclass(frozen=True)
class Attack:
    """The next attack, seen from where a jump would land; all in frames."""

    away: float  # of the loop, from the place to it
    speed: float  # of the place, which comes to it after away / speed
    error: float  # of the line, which comes to it after away - error
    guard: float  # before it, in which no joint may lie

    @property
    def first(self) -> float:
        """When the place or the line, whichever is sooner, comes to it."""
        return min(self.away / self.speed, self.away - self.error)

    @property
    def latest(self) -> float:
        """So long before it, at most, the last jump lands."""
        return self.guard + 3 * GRID

    def soon(self, joint: int, search: float) -> bool:
        """Is there no time for another jump before the last?"""
        return 0 <= self.first < self.latest + joint + search

    def last_jump(self, joint: int, tolerance: float) -> Jump | None:
        """The one that makes it punctual, if it is late or early and it is time for it: the attack covers the joint."""
        late = self.error + self.away / self.speed - self.away
        due = self.guard <= self.first < self.latest and abs(late) > tolerance
        return Jump(joint, aim=self.away - self.away / self.speed) if due else None


@dataclass(frozen=True)
class Landing:
    """Where a jump may land: from `low` to `high` frames, the way the deck runs (1 or −1), after the frame `leaving`
    of the loop, where the sound would have gone on."""

    leaving: int
    way: int
    low: float
    high: float


class Stretcher:
    """Decides when a line is left, and where to. Belongs to the control thread; remembers nothing."""

    def __init__(self, rate: int, fade_s: float) -> None:
        """`fade_s`: of the cross-fade before a lap, in seconds."""
        self._rate = rate
        self._fade_s = fade_s
        self.held = round((SLOW_GRAIN_S + SLOW_JOINT_S) * rate) + GRID  # frames heard, at most, after a place held

    def look(
        self, line: Line, where: Where, head: int, limit: int, material: Callable[[], Material]
    ) -> tuple[Jump | None, int]:
        """A jump that is due at `head`, or how many frames, up to `limit`, are steady before the next may be."""
        if self._rests(line, where, head) and self._rests(line, where, head + limit + round(JOINT_S * self._rate)):
            return None, limit
        for frame in range(head + -head % GRID, head + limit, GRID):
            if jump := self._due(line, where, frame, material):
                return (jump, 0) if frame == head else (None, frame - head)
        return None, limit

    def leap(self, line: Line, jump: Jump, where: Where, head: int, material: Material) -> Line:
        """The line to be on when the jump is over, where the sound goes on most as it would have."""
        arrival = head + jump.frames
        beat, pace = where(arrival)
        way = -1 if pace < 0 else 1
        speed = pace * line.frames_per_beat
        source = line.source(beat) + jump.aim
        if jump.search:
            source += (speed - way) * jump.grain / 2  # the place is in the middle of the grain
            leaving = int(line.index(arrival, 1)[0])
            skip = (way * (source - leaving) + line.size / 2) % line.size - line.size / 2
            landing = Landing(leaving, way, skip - jump.search, skip + jump.search)
            if abs(speed) >= SLOW:
                landing = self._between_attacks(landing, material)
            source = leaving + way * self._best(landing, line.index(head, jump.frames), material.mono)
        return line.moved(source, arrival, way < 0)

    def _between_attacks(self, landing: Landing, material: Material) -> Landing:
        """What is left of it without leaving out an attack that is to come, or playing one twice."""
        low, high, size = landing.low, landing.high, len(material.mono)
        ahead = (landing.way * (material.attacks - landing.leaving) + size / 2) % size - size / 2
        if high > 0:
            due = ahead[(ahead >= 0) & (ahead <= high)] - GUARD_S * self._rate
            high = max(0.0, due.min()) if due.size else high
        if low < 0:
            past = ahead[(ahead < 0) & (ahead >= low - ATTACK_S * self._rate)] + ATTACK_S * self._rate
            low = min(0.0, past.max()) if past.size else low
        return replace(landing, low=min(low, high), high=high)

    def _rests(self, line: Line, where: Where, frame: int) -> bool:
        """Is the line at its place, and does it stay there?"""
        beat, pace = where(frame)
        straight = abs(pace * line.frames_per_beat - (-1 if line.backwards else 1)) < 1e-9
        return straight and abs(line.error(beat, frame)) < EXACT

    def _due(self, line: Line, where: Where, frame: int, material: Callable[[], Material]) -> Jump | None:
        pace = where(frame).pace
        speed = abs(pace) * line.frames_per_beat
        slow = speed < SLOW
        joint = round((SLOW_JOINT_S if slow else JOINT_S) * self._rate)
        beat = where(frame + joint).beat
        error = line.error(beat, frame + joint)
        turned = pace != 0 and (pace < 0) != line.backwards
        if turned or abs(error) > LEAP_S * self._rate * max(speed, 1):
            return Jump(round(JOINT_S * self._rate))  # there is nothing to be smooth with: the sooner the better
        if abs(speed - 1) < 1e-9:  # one jump, and it is at its place
            return Jump(joint) if abs(error) > EXACT else None
        if not (slow or line.backwards) and (attacks := material().attacks).size:
            attack = self._next_attack(attacks, line, beat, speed, error)
            if attack.soon(joint, FAR_SEARCH_S * self._rate):
                return attack.last_jump(joint, PUNCTUAL_S * self._rate)
        grain = round((SLOW_GRAIN_S if slow else GRAIN_S) * self._rate)
        if frame - line.since < grain or abs(error) <= TOLERANCE_S * self._rate:
            return None
        search = SEARCH_S if abs(speed - 1) < 0.1 else FAR_SEARCH_S
        return Jump(joint, round(search * self._rate), grain if abs(speed - 1) >= 0.1 else 0)

    def _next_attack(
        self, attacks: NDArray[np.int64], line: Line, beat: float, speed: float, error: float
    ) -> Attack:  # fmt: skip
        distances = (attacks - line.source(beat)) % line.size
        nearest = int(distances.argmin())
        at_seam = min(attacks[nearest], line.size - attacks[nearest]) < self._fade_s * self._rate
        guard = (GUARD_S + at_seam * self._fade_s) * self._rate
        return Attack(float(distances[nearest]), speed, error, guard)

    def _best(self, landing: Landing, joint: NDArray[np.int64], mono: Mono) -> int:
        """How far to jump for the sound to be most like what it would have been in the frames `joint`."""
        step = max(1, self._rate // 16000)
        before = mono[joint[::step]]
        offsets = np.arange(round(landing.low), max(round(landing.high), round(landing.low)) + 1, step)
        reach = np.arange(len(offsets) + len(before) - 1) * step + offsets[0] - len(joint)
        after = mono[(landing.leaving + landing.way * reach) % len(mono)]
        likeness = np.correlate(after, before)
        power = np.convolve(after**2, np.ones(len(before), np.float32), "valid")
        return int(offsets[np.argmax(likeness / np.sqrt(power + 1e-12))])
