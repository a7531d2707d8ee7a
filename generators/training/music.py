"""Notes: a small composer of loops. Everything is in the white keys (C major, A minor), so any two loops agree."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

BEATS = 4  # per bar
WHITE_KEYS = (0, 2, 4, 5, 7, 9, 11)
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
    """What a part must fit: the register, and the chord (a degree) of every half bar of the loop."""

    low: int
    high: int
    chords: tuple[int, ...]

    @property
    def bars(self) -> int:
        return len(self.chords) // 2

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

    def degree_at(self, beat: float) -> int:
        return self.chords[int(beat // 2) % len(self.chords)]


def harmony(mode: str, bars: int, rng: Random) -> tuple[int, ...]:
    """One chord for every half bar."""
    degrees = rng.choice(PROGRESSIONS[mode])
    if bars == 1:
        return (degrees[0], degrees[0]) if rng.random() < 0.6 else (degrees[0], degrees[1])
    if bars == 2:
        return degrees if rng.random() < 0.4 else (degrees[0], degrees[0], degrees[3], degrees[3])
    return tuple(degrees[bar % 4] for bar in range(bars) for _ in range(2))


def lengths(starts: list[float], end: float) -> list[float]:
    return [after - start for start, after in zip(starts, [*starts[1:], end], strict=True)]


def drum_part(pattern: dict[int, str], swing: float, bars: int, rng: Random) -> list[Note]:
    """One-bar patterns of 16 steps, `x` = hit, `o` = soft, `?` = perhaps, by General MIDI drum note.

    `swing` delays every second eighth (positive) or sixteenth (negative) by that part of a beat. A longer loop
    may end in a fill.
    """
    fill = bars > 1 and rng.random() < 0.25
    notes = []
    for bar in range(bars):
        for drum, steps in pattern.items():
            for step, mark in enumerate(steps):
                if mark == "." or (mark == "?" and rng.random() < 0.5) or (fill and bar == bars - 1 and step >= 12):
                    continue
                late = swing if swing > 0 and step % 4 == 2 else -swing if swing < 0 and step % 2 else 0.0
                velocity = (
                    rng.randint(50, 65)
                    if mark == "o"
                    else rng.randint(88, 118)
                    if step % 4 == 0
                    else rng.randint(72, 102)
                )
                notes.append(Note(BEATS * bar + step / 4 + late, 0.2, drum, velocity))
    if fill:
        drums = rng.choice(((38, 38, 38, 38), (50, 47, 45, 43), (38, 47, 38, 43)))
        notes += [Note(BEATS * bars - 1 + i / 4, 0.2, drum, 85 + 8 * i) for i, drum in enumerate(drums)]
    return notes
