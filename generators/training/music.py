"""Notes: a small composer of loops. Everything is in the white keys (C major, A minor), so any two loops agree."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from generators.metre import COMMON, METRES
from generators.musical_key import WHITE_KEYS

PROGRESSIONS = {  # degrees of C major: 0 = C … 5 = A minor
    "major": ((0, 4, 5, 3), (0, 5, 3, 4), (0, 3, 0, 4), (0, 3, 4, 0), (3, 0, 4, 5), (0, 0, 3, 3)),
    "minor": ((5, 3, 0, 4), (5, 1, 5, 2), (5, 5, 3, 4), (5, 4, 3, 4), (5, 3, 1, 2), (5, 5, 5, 5)),
    "jazz": ((1, 4, 0, 5), (0, 5, 1, 4), (5, 1, 4, 0), (1, 4, 1, 4)),
}


@dataclass(frozen=True)
class Note:
    """Start and length in beats, MIDI pitch and velocity (1–127)."""

    start: float
    length: float
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Place:
    """What a part must fit: the register, the chord (a degree) of every half bar of the loop, and the metre."""

    low: int
    high: int
    chords: tuple[int, ...]
    metre: str = COMMON

    @property
    def bars(self) -> int:
        return len(self.chords) // 2

    @property
    def bar(self) -> int:
        """Beats (quarter notes) of a bar."""
        return METRES[self.metre].beats

    @property
    def beats(self) -> int:
        return self.bar * self.bars

    @property
    def pulse(self) -> float:
        """Beats from one pulse to the next."""
        return self.bar / METRES[self.metre].pulses

    def fit(self, degree: int) -> int:
        """The pitch of a degree (0 = C), moved by octaves into the register."""
        pitch = 12 * (degree // 7) + WHITE_KEYS[degree % 7] + 60
        while pitch > self.high:
            pitch -= 12
        while pitch < self.low:
            pitch += 12
        return pitch

    def chord(self, half_bar: int, size: int = 3) -> list[int]:
        low = Place(self.low, self.low + 14, self.chords)
        return sorted(low.fit(self.chords[half_bar] + 2 * third) for third in range(size))

    def half_bar(self, beat: float) -> int:
        return int(2 * beat // self.bar) % len(self.chords)

    def degree_at(self, beat: float) -> int:
        return self.chords[self.half_bar(beat)]


def harmony(mode: str, bars: int, metre: str, rng: Random) -> tuple[int, ...]:
    """One chord for every half bar; they change within a bar only where it has halves."""
    degrees = rng.choice(PROGRESSIONS[mode])
    if metre == "3/4":
        return tuple(degrees[bar * (4 // min(bars, 4)) % 4] for bar in range(bars) for _ in range(2))
    if bars == 1:
        return (degrees[0], degrees[0]) if rng.random() < 0.6 else (degrees[0], degrees[1])
    if bars == 2:
        return degrees if rng.random() < 0.4 else (degrees[0], degrees[0], degrees[3], degrees[3])
    return tuple(degrees[bar % 4] for bar in range(bars) for _ in range(2))


def lengths(starts: list[float], end: float) -> list[float]:
    return [after - start for start, after in zip(starts, [*starts[1:], end], strict=True)]


THREE = {  # drums of a bar of 12 steps, by General MIDI note; what a groove has for other drums is cut short
    "3/4": {
        36: ("x...........", "x...........", "x.........x.", "x.....x....."),
        38: ("....x...x...", "........x...", "....x...x..."),
        42: ("x.x.x.x.x.x.", "x...x...x...", "..x...x...x."),
    },
    "6/8": {
        36: ("x...........", "x.....x.....", "x...x.......", "x.........x."),
        38: ("......x.....", "......x.....", "......x...o."),
        42: ("x.x.x.x.x.x.", "xoxoxoxoxoxo", "x...x.x...x."),
    },
}
LIKE = {35: 36, 41: 36, 37: 38, 39: 38, 51: 42, 70: 42, 44: 38}  # drums with the same task


def pattern_of(drums: dict[int, tuple[str, ...]], metre: str, rng: Random) -> dict[int, str]:
    """One of a groove's patterns for each of its drums, 16 steps to a bar of 4/4 and 12 to others."""
    chosen = {drum: rng.choice(choices) for drum, choices in drums.items()}
    if metre == COMMON:
        return chosen
    own = rng.random() < 0.35 and metre == "3/4"  # the groove as it is, a beat short
    tasks = {drum: LIKE.get(drum, drum) for drum in drums}
    return {
        drum: steps[:12] if own or tasks[drum] not in THREE[metre] else rng.choice(THREE[metre][tasks[drum]])
        for drum, steps in chosen.items()
    }


def drum_part(pattern: dict[int, str], swing: float, bars: int, rng: Random) -> list[Note]:
    """One-bar patterns of sixteenths, `x` = hit, `o` = soft, `?` = perhaps, by General MIDI drum note.

    `swing` delays every second eighth (positive) or sixteenth (negative) by that part of a beat. A longer loop
    may end in a fill.
    """
    steps_per_bar = max(len(steps) for steps in pattern.values())
    fill = bars > 1 and rng.random() < 0.25
    notes = []
    for bar in range(bars):
        for drum, steps in pattern.items():
            for step, mark in enumerate(steps):
                filled = fill and bar == bars - 1 and step >= steps_per_bar - 4
                if mark == "." or (mark == "?" and rng.random() < 0.5) or filled:
                    continue
                late = swing if swing > 0 and step % 4 == 2 else -swing if swing < 0 and step % 2 else 0.0
                notes.append(Note((steps_per_bar * bar + step) / 4 + late, 0.2, drum, struck_at(mark, step, rng)))
    if fill:
        drums = rng.choice(((38, 38, 38, 38), (50, 47, 45, 43), (38, 47, 38, 43)))
        end = steps_per_bar * bars / 4
        notes += [Note(end - 1 + i / 4, 0.2, drum, 85 + 8 * i) for i, drum in enumerate(drums)]
    return notes


def struck_at(mark: str, step: int, rng: Random) -> int:
    """A hit's velocity."""
    if mark == "o":
        return rng.randint(50, 65)
    return rng.randint(88, 118) if step % 4 == 0 else rng.randint(72, 102)
