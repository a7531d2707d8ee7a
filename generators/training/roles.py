"""What a part can do in a loop: each role writes the notes of one instrument, over the harmony of its Place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from generators.training.music import Note, Place, lengths

Rhythm = list[float]
Rhythms = dict[str, tuple[Rhythm, ...]]  # by metre: beats of the bar at which something begins
COMPING: Rhythms = {
    "4/4": ([0.0, 1.0, 2.0, 3.0], [0.0, 2.0], [0.0, 1.5, 2.5], [0.0, 1.5, 3.0], [0.0, 0.75, 1.5, 2.0, 2.75, 3.5]),
    "3/4": ([0.0, 1.0, 2.0], [0.0], [1.0, 2.0], [0.0, 1.5, 2.0], [0.0, 2.0]),
    "6/8": ([0.0, 1.5], [0.0, 1.0, 1.5, 2.5], [0.0, 0.5, 1.0, 1.5, 2.0, 2.5], [0.0]),
}
STABS: Rhythms = {
    "4/4": ([0.0, 1.5], [0.0, 0.75, 2.5], [0.5, 1.5, 2.75, 3.5], [0.0, 1.5, 2.25, 3.0], [1.5, 3.25]),
    "3/4": ([0.0, 1.0], [0.0, 1.5, 2.5], [0.5, 1.5, 2.5], [1.0, 2.0]),
    "6/8": ([0.0, 1.0], [0.0, 1.0, 1.5], [0.5, 2.0], [1.0, 1.5, 2.5]),
}
OFFBEATS: Rhythms = {
    "4/4": ([0.5, 1.5, 2.5, 3.5], [1.0, 3.0]),
    "3/4": ([1.0, 2.0], [0.5, 1.5, 2.5]),
    "6/8": ([0.5, 1.0, 2.0, 2.5], [1.0, 2.5]),
}
ROOTS: Rhythms = {
    "4/4": ([0.0], [0.0, 2.5], [0.0, 1.5], [0.0, 2.0]),
    "3/4": ([0.0], [0.0, 2.0]),
    "6/8": ([0.0], [0.0, 1.5], [0.0, 2.5]),
}
POWER: Rhythms = {
    "4/4": ([i / 2 for i in range(8)], [0.0, 0.75, 1.5, 2.0, 2.75, 3.5], [0.0, 2.0], [0.0, 0.5, 1.5, 2.0, 3.0]),
    "3/4": ([i / 2 for i in range(6)], [0.0], [0.0, 1.0, 2.0], [0.0, 0.5, 1.5, 2.0]),
    "6/8": ([i / 2 for i in range(6)], [0.0, 1.5], [0.0, 1.0, 1.5, 2.5]),
}
WALKING: Rhythms = {"4/4": ([0.0, 1.0, 2.0, 3.0],), "3/4": ([0.0, 1.0, 2.0],), "6/8": ([0.0, 1.0, 1.5, 2.5],)}
PULSES: Rhythms = {  # after each pulse
    "4/4": ([0.5], [0.25, 0.5, 0.75], [0.0, 0.5], [0.0, 0.25, 0.5, 0.75]),
    "3/4": ([0.5], [0.25, 0.5, 0.75], [0.0, 0.5], [0.0, 0.25, 0.5, 0.75]),
    "6/8": ([0.5, 1.0], [0.0, 0.5, 1.0], [0.0, 1.0]),
}


def struck(place: Place, rng: Random, starts: list[float], hold: float, size: int, loud: int) -> list[Note]:
    """Chords at the same beats of every bar, held for `hold` of the time to the next."""
    return [
        Note(place.bar * bar + start, length * hold, pitch, loud + rng.randint(-10, 10))
        for bar in range(place.bars)
        for start, length in zip(starts, lengths(starts, place.bar), strict=True)
        for pitch in place.chord(place.half_bar(place.bar * bar + start), size)
    ]


def chords(place: Place, rng: Random) -> list[Note]:
    return struck(place, rng, rng.choice(COMPING[place.metre]), 0.9, rng.choice((3, 3, 4)), 85)


def stabs(place: Place, rng: Random) -> list[Note]:
    return struck(place, rng, rng.choice(STABS[place.metre]), 0.25, rng.choice((3, 4)), 105)


def offbeats(place: Place, rng: Random) -> list[Note]:
    return struck(place, rng, rng.choice(OFFBEATS[place.metre]), 0.3, 3, 90)


def pads(place: Place, rng: Random) -> list[Note]:
    """Chords held until the harmony moves."""
    changes = [i for i in range(len(place.chords)) if i == 0 or place.chords[i] != place.chords[i - 1]]
    ends = [*changes[1:], len(place.chords)]
    size, half = rng.choice((3, 4)), place.bar / 2
    return [
        Note(half * first, half * (end - first), pitch, rng.randint(70, 90))
        for first, end in zip(changes, ends, strict=True)
        for pitch in place.chord(first, size)
    ]


def drone(place: Place, rng: Random) -> list[Note]:
    root = place.chords[0]
    return [Note(0, place.beats, place.fit(root + step), 80) for step in rng.choice(((0, 4), (0, 4, 7), (0, 2, 4)))]


def arpeggio(place: Place, rng: Random) -> list[Note]:
    step = rng.choice((0.25, 0.5, 0.5))
    order = rng.choice(((0, 1, 2, 3), (0, 2, 1, 3), (3, 2, 1, 0), (0, 1, 2, 3, 2, 1), (0, 2, 3, 2)))
    notes = []
    for index in range(int(place.beats / step)):
        start = index * step
        tones = place.chord(place.half_bar(start))
        tones.append(tones[0] + 12)
        accent = 12 if start % place.pulse == 0 else 0
        pitch = min(tones[order[index % len(order)]], place.high)
        notes.append(Note(start, step * 1.1, pitch, rng.randint(78, 95) + accent))
    return notes


def melody(place: Place, rng: Random) -> list[Note]:
    """A one-bar motif that follows the harmony, answered by a variation in every second bar."""
    motif, answer = (_motif(place.bar, rng) for _ in range(2))
    middle = replace(place, low=(place.low + place.high) // 2 - 8, high=(place.low + place.high) // 2 + 9)
    return [
        Note(
            place.bar * bar + start,
            length * 0.95,
            middle.fit(middle.degree_at(place.bar * bar) + step),
            rng.randint(85, 112),
        )
        for bar in range(place.bars)
        for start, length, step in (answer if bar % 2 else motif)
    ]


def _motif(bar: int, rng: Random) -> list[tuple[float, float, int]]:
    """Start, length, degree above the chord's root."""
    notes, start, step = [], 0.0, rng.choice((0, 2, 4))
    while start < bar:
        length = min(rng.choice((0.5, 0.5, 1.0, 1.0, 1.5, 2.0)), bar - start)
        if rng.random() > 0.12:
            notes.append((start, length, step))
        start += length
        step = max(-3, min(9, step + rng.choice((-2, -1, -1, 1, 1, 2))))
    return notes


def riff(place: Place, rng: Random) -> list[Note]:
    """A one-bar line of eighths and sixteenths round the root."""
    grid = rng.choice((0.25, 0.5))
    starts = [i * grid for i in range(int(place.bar / grid)) if i == 0 or rng.random() < 0.6]
    steps = [0, *(rng.choice((0, 0, 0, 4, 7, 2, 6)) for _ in starts[1:])]
    return [
        Note(
            place.bar * bar + start,
            min(length, 1) * 0.85,
            place.fit(place.degree_at(place.bar * bar + start) + step),
            rng.randint(90, 115),
        )
        for bar in range(place.bars)
        for start, length, step in zip(starts, lengths(starts, place.bar), steps, strict=True)
    ]


def acid(place: Place, rng: Random) -> list[Note]:
    """Sixteenths on one root with octave jumps, accents (velocity 120) and slides (long notes)."""
    root, steps = place.chords[0], [i for i in range(4 * place.bar) if i == 0 or rng.random() < 0.78]
    pattern = [(i / 4, rng.choice((0, 0, 0, 7, 7, 2, 4, -7)), rng.random() < 0.35, rng.random() < 0.25) for i in steps]
    return [
        Note(
            place.bar * bar + start,
            0.3 if slide else 0.17,
            place.fit(root) + 12 * (step // 7) if step % 7 == 0 else place.fit(root + step),
            120 if accent else 85,
        )
        for bar in range(place.bars)
        for start, step, accent, slide in pattern
    ]


def pulse(place: Place, rng: Random) -> list[Note]:
    """Roots between the beats: the bass of dance music."""
    offsets, pulses = rng.choice(PULSES[place.metre]), int(place.beats / place.pulse)
    length = 0.25 if len(offsets) > 2 else 0.45
    return [
        Note(beat + offset, length, place.fit(place.degree_at(beat)), rng.randint(90, 110))
        for beat in (place.pulse * pulse for pulse in range(pulses))
        for offset in offsets
    ]


def roots(place: Place, rng: Random) -> list[Note]:
    """Long low notes, one or two to the bar."""
    starts = rng.choice(ROOTS[place.metre])
    beats = [
        (place.bar * bar + start, length)
        for bar in range(place.bars)
        for start, length in zip(starts, lengths(starts, place.bar), strict=True)
    ]
    return [Note(beat, length * 0.92, place.fit(place.degree_at(beat)), rng.randint(95, 112)) for beat, length in beats]


def walking(place: Place, rng: Random) -> list[Note]:
    starts = WALKING[place.metre][0]
    notes = []
    for bar in range(place.bars):
        for number, (start, length) in enumerate(zip(starts, lengths(starts, place.bar), strict=True)):
            step, beat = 0 if number % 2 == 0 else rng.choice((2, 4, 1, 6)), place.bar * bar + start
            notes.append(Note(beat, 0.9 * length, place.fit(place.degree_at(beat) + step), rng.randint(85, 105)))
    return notes


def power_chords(place: Place, rng: Random) -> list[Note]:
    starts = rng.choice(POWER[place.metre])
    return [
        Note(
            place.bar * bar + start,
            length * 0.9,
            place.fit(place.degree_at(place.bar * bar + start)) + fifth,
            rng.randint(95, 120),
        )
        for bar in range(place.bars)
        for start, length in zip(starts, lengths(starts, place.bar), strict=True)
        for fifth in (0, 7, 12)
    ]


RINGING = (0.0, 1.0, 1.5, 2.0, 3.0)


def ringing(place: Place, rng: Random) -> list[Note]:
    """Single tones left to ring, as bells do."""
    starts = sorted(rng.sample(RINGING[: -1 if place.bar == 3 else None], rng.choice((1, 2, 3))))
    steps = [rng.choice((0, 2, 4, 7)) for _ in starts]
    return [
        Note(place.bar * bar + start, 3.5, place.fit(place.degree_at(place.bar * bar) + step), rng.randint(88, 115))
        for bar in range(place.bars)
        for start, step in zip(starts, steps, strict=True)
    ]


ROLES: dict[str, Callable[[Place, Random], list[Note]]] = {
    "chords": chords, "stabs": stabs, "offbeats": offbeats, "pad": pads, "drone": drone, "arpeggio": arpeggio,
    "melody": melody, "riff": riff, "acid": acid, "pulse": pulse, "roots": roots, "walking": walking,
    "power chords": power_chords, "ringing": ringing,
}  # fmt: skip
