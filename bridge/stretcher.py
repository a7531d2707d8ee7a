"""When to leave a line through a loop for another, and where to: time bent without bending the pitch.

A line runs through the loop's sound at its own pace. Where the deck should run at another, it leaves the line, now
and then, for a parallel one where the sound goes on as alike as possible. That is waveform-similarity overlap-add
(Verhelst & Roelands, 1993), with grains as long as they can be: a tempo a little off costs a joint every second. One
line serves all stems, so their coherence survives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bridge.line import Line, Where
from generators.base import Sound

FADE_S = 0.03  # of what follows what in a canvas, lap after lap
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

Mono = NDArray[np.float32]


@dataclass(frozen=True)
class Jump:
    """To leave a line within `frames`, landing within `search` frames of the place, or `aim` frames after it."""

    frames: int
    search: int = 0
    grain: int = 0
    aim: float = 0.0


class Material:
    """What joints are chosen by: all stems' sound as one, and where its attacks are."""

    def __init__(self, sounds: Sequence[Sound], rate: int) -> None:
        self.mono: Mono = np.zeros(sounds[0].shape[1], np.float32)
        for channel in (channel for sound in sounds for channel in sound):
            self.mono += channel  # in place: a turn may not take long, and np.mean takes six times as long
        self.mono /= sum(map(len, sounds))
        self.attacks = attacks(self.mono, rate)


def attacks(mono: Mono, rate: int) -> NDArray[np.int64]:
    """Frames of a loop at which its high-frequency energy rises steeply."""
    hop = max(1, rate // 400)
    blocks = np.diff(mono, append=mono[:1])[: len(mono) // hop * hop].reshape(-1, hop)
    energy = np.square(blocks).sum(axis=1)
    before = np.stack([np.roll(energy, late) for late in range(1, 9)]).mean(axis=0)
    return np.flatnonzero((energy > 4 * before) & (energy > 0.02 * energy.max())) * hop


class Stretcher:
    """Decides when a line is left, and where to. Belongs to the control thread; remembers nothing."""

    def __init__(self, rate: int) -> None:
        self._rate = rate

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
            low, high = skip - jump.search, skip + jump.search
            if abs(speed) >= SLOW:
                low, high = self._between_attacks(material, leaving, way, low, high)
            source = leaving + way * self._best(line, jump, material.mono, head, leaving, way, low, high)
        return line.moved(source, arrival, way < 0)

    def _between_attacks(
        self, material: Material, leaving: int, way: int, low: float, high: float
    ) -> tuple[float, float]:
        """How far a jump from `leaving` may go, between `low` and `high`, without leaving out an attack that
        is to come, or playing one twice."""
        size = len(material.mono)
        ahead = (way * (material.attacks - leaving) + size / 2) % size - size / 2
        if high > 0:
            due = ahead[(ahead >= 0) & (ahead <= high)] - GUARD_S * self._rate
            high = max(0.0, due.min()) if due.size else high
        if low < 0:
            past = ahead[(ahead < 0) & (ahead >= low - ATTACK_S * self._rate)] + ATTACK_S * self._rate
            low = min(0.0, past.max()) if past.size else low
        return min(low, high), max(low, high) if low <= high else high

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
        if not (slow or line.backwards):
            soon, jump = self._before_attack(line, beat, error, speed, joint, material().attacks)
            if soon:
                return jump
        grain = round((SLOW_GRAIN_S if slow else GRAIN_S) * self._rate)
        if frame - line.since < grain or abs(error) <= TOLERANCE_S * self._rate:
            return None
        search = SEARCH_S if abs(speed - 1) < 0.1 else FAR_SEARCH_S
        return Jump(joint, round(search * self._rate), grain if abs(speed - 1) >= 0.1 else 0)

    def _before_attack(
        self, line: Line, beat: float, error: float, speed: float, joint: int, attacks: NDArray[np.int64]
    ) -> tuple[bool, Jump | None]:
        """Does an attack come so soon after `joint` that no other jump fits in? And the last jump that makes
        it punctual, if it is time for it: the attack covers the joint."""
        if not attacks.size:
            return False, None
        distances = (attacks - line.source(beat)) % line.size
        nearest = int(distances.argmin())
        away = float(distances[nearest])
        first = min(away / speed, away - error)  # whether the place or the line comes to it first
        at_seam = min(attacks[nearest], line.size - attacks[nearest]) < FADE_S * self._rate
        guard, late = (GUARD_S + at_seam * FADE_S) * self._rate, error + away / speed - away
        latest = guard + 3 * GRID
        if not 0 <= first < latest + joint + FAR_SEARCH_S * self._rate:
            return False, None
        due = guard <= first < latest and abs(late) > PUNCTUAL_S * self._rate
        return True, Jump(joint, aim=away - away / speed) if due else None

    def _best(
        self, line: Line, jump: Jump, mono: Mono, head: int, leaving: int, way: int, low: float, high: float
    ) -> int:
        """How far to jump, from `low` to `high`, for the sound to be most like what it would have been."""
        step = max(1, self._rate // 16000)
        before = mono[line.index(head, jump.frames)[::step]]
        offsets = np.arange(round(low), max(round(high), round(low)) + 1, step)
        reach = np.arange(len(offsets) + len(before) - 1) * step + offsets[0] - jump.frames
        after = mono[(leaving + way * reach) % line.size]
        likeness = np.correlate(after, before)
        power = np.convolve(after**2, np.ones(len(before), np.float32), "valid")
        return int(offsets[np.argmax(likeness / np.sqrt(power + 1e-12))])
