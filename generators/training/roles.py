"""What a part can do in a loop: each role writes the notes of one instrument, over the harmony of its Place."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from generators.training.music import BEATS, Note, Place, lengths


def struck(place: Place, rng: Random, starts: list[float], hold: float, size: int, loud: int) -> list[Note]:
    """Chords at the same beats of every bar, held for `hold` of the time to the next."""
    return [
        Note(BEATS * bar + start, length * hold, pitch, loud + rng.randint(-10, 10))
        for bar in range(place.bars)
        for start, length in zip(starts, lengths(starts, BEATS), strict=True)
        for pitch in place.chord(2 * bar + int(start >= 2), size)
    ]


COMPING = ([0.0, 1.0, 2.0, 3.0], [0.0, 2.0], [0.0, 1.5, 2.5], [0.0, 1.5, 3.0], [0.0, 0.75, 1.5, 2.0, 2.75, 3.5])


def chords(place: Place, rng: Random) -> list[Note]:
    return struck(place, rng, rng.choice(COMPING), 0.9, rng.choice((3, 3, 4)), 85)


def stabs(place: Place, rng: Random) -> list[Note]:
    starts = rng.choice(([0.0, 1.5], [0.0, 0.75, 2.5], [0.5, 1.5, 2.75, 3.5], [0.0, 1.5, 2.25, 3.0], [1.5, 3.25]))
    return struck(place, rng, starts, 0.25, rng.choice((3, 4)), 105)


def offbeats(place: Place, rng: Random) -> list[Note]:
    starts = rng.choice(([0.5, 1.5, 2.5, 3.5], [1.0, 3.0]))
    return struck(place, rng, starts, 0.3, 3, 90)


def pads(place: Place, rng: Random) -> list[Note]:
    """Chords held until the harmony moves."""
    changes = [i for i in range(len(place.chords)) if i == 0 or place.chords[i] != place.chords[i - 1]]
    ends = [*changes[1:], len(place.chords)]
    size = rng.choice((3, 4))
    return [
        Note(2 * first, 2 * (end - first), pitch, rng.randint(70, 90))
        for first, end in zip(changes, ends, strict=True)
        for pitch in place.chord(first, size)
    ]


def drone(place: Place, rng: Random) -> list[Note]:
    root = place.chords[0]
    return [
        Note(0, BEATS * place.bars, place.fit(root + step), 80) for step in rng.choice(((0, 4), (0, 4, 7), (0, 2, 4)))
    ]


def arpeggio(place: Place, rng: Random) -> list[Note]:
    step = rng.choice((0.25, 0.5, 0.5))
    order = rng.choice(((0, 1, 2, 3), (0, 2, 1, 3), (3, 2, 1, 0), (0, 1, 2, 3, 2, 1), (0, 2, 3, 2)))
    notes = []
    for index in range(int(BEATS * place.bars / step)):
        start = index * step
        tones = place.chord(int(start // 2))
        tones.append(tones[0] + 12)
        accent = 12 if start % 1 == 0 else 0
        pitch = min(tones[order[index % len(order)]], place.high)
        notes.append(Note(start, step * 1.1, pitch, rng.randint(78, 95) + accent))
    return notes


def melody(place: Place, rng: Random) -> list[Note]:
    """A one-bar motif that follows the harmony, answered by a variation in every second bar."""
    motif, answer = (_motif(rng) for _ in range(2))
    middle = Place((place.low + place.high) // 2 - 8, (place.low + place.high) // 2 + 9, place.chords)
    return [
        Note(BEATS * bar + start, length * 0.95, middle.fit(middle.degree_at(BEATS * bar) + step), rng.randint(85, 112))
        for bar in range(place.bars)
        for start, length, step in (answer if bar % 2 else motif)
    ]


def _motif(rng: Random) -> list[tuple[float, float, int]]:
    """Start, length, degree above the chord's root."""
    notes, start, step = [], 0.0, rng.choice((0, 2, 4))
    while start < BEATS:
        length = min(rng.choice((0.5, 0.5, 1.0, 1.0, 1.5, 2.0)), BEATS - start)
        if rng.random() > 0.12:
            notes.append((start, length, step))
        start += length
        step = max(-3, min(9, step + rng.choice((-2, -1, -1, 1, 1, 2))))
    return notes


def riff(place: Place, rng: Random) -> list[Note]:
    """A one-bar line of eighths and sixteenths round the root."""
    grid = rng.choice((0.25, 0.5))
    starts = [i * grid for i in range(int(BEATS / grid)) if i == 0 or rng.random() < 0.6]
    steps = [0, *(rng.choice((0, 0, 0, 4, 7, 2, 6)) for _ in starts[1:])]
    return [
        Note(
            BEATS * bar + start,
            min(length, 1) * 0.85,
            place.fit(place.degree_at(BEATS * bar + start) + step),
            rng.randint(90, 115),
        )
        for bar in range(place.bars)
        for start, length, step in zip(starts, lengths(starts, BEATS), steps, strict=True)
    ]


def acid(place: Place, rng: Random) -> list[Note]:
    """Sixteenths on one root with octave jumps, accents (velocity 120) and slides (long notes)."""
    root, steps = place.chords[0], [i for i in range(16) if i == 0 or rng.random() < 0.78]
    pattern = [(i / 4, rng.choice((0, 0, 0, 7, 7, 2, 4, -7)), rng.random() < 0.35, rng.random() < 0.25) for i in steps]
    return [
        Note(
            BEATS * bar + start,
            0.3 if slide else 0.17,
            place.fit(root) + 12 * (step // 7) if step % 7 == 0 else place.fit(root + step),
            120 if accent else 85,
        )
        for bar in range(place.bars)
        for start, step, accent, slide in pattern
    ]


def pulse(place: Place, rng: Random) -> list[Note]:
    """Roots between the beats: the bass of dance music."""
    offsets = rng.choice(((0.5,), (0.25, 0.5, 0.75), (0.0, 0.5), (0.0, 0.25, 0.5, 0.75)))
    return [
        Note(beat + offset, 0.25 if len(offsets) > 2 else 0.45, place.fit(place.degree_at(beat)), rng.randint(90, 110))
        for beat in range(BEATS * place.bars)
        for offset in offsets
    ]


def roots(place: Place, rng: Random) -> list[Note]:
    """Long low notes, one or two to the bar."""
    starts = rng.choice(([0.0], [0.0, 2.5], [0.0, 1.5], [0.0, 2.0]))
    return [
        Note(BEATS * bar + start, length * 0.92, place.fit(place.degree_at(BEATS * bar + start)), rng.randint(95, 112))
        for bar in range(place.bars)
        for start, length in zip(starts, lengths(starts, BEATS), strict=True)
    ]


def walking(place: Place, rng: Random) -> list[Note]:
    notes = []
    for beat in range(BEATS * place.bars):
        step = 0 if beat % 2 == 0 else rng.choice((2, 4, 1, 6))
        notes.append(Note(beat, 0.9, place.fit(place.degree_at(beat) + step), rng.randint(85, 105)))
    return notes


def power_chords(place: Place, rng: Random) -> list[Note]:
    starts = rng.choice(
        ([i / 2 for i in range(8)], [0.0, 0.75, 1.5, 2.0, 2.75, 3.5], [0.0, 2.0], [0.0, 0.5, 1.5, 2.0, 3.0])
    )
    return [
        Note(
            BEATS * bar + start,
            length * 0.9,
            place.fit(place.degree_at(BEATS * bar + start)) + fifth,
            rng.randint(95, 120),
        )
        for bar in range(place.bars)
        for start, length in zip(starts, lengths(starts, BEATS), strict=True)
        for fifth in (0, 7, 12)
    ]


def ringing(place: Place, rng: Random) -> list[Note]:
    """Single tones left to ring, as bells do."""
    starts = sorted(rng.sample((0.0, 1.0, 1.5, 2.0, 3.0), rng.choice((1, 2, 3))))
    steps = [rng.choice((0, 2, 4, 7)) for _ in starts]
    return [
        Note(BEATS * bar + start, 3.5, place.fit(place.degree_at(BEATS * bar) + step), rng.randint(88, 115))
        for bar in range(place.bars)
        for start, step in zip(starts, steps, strict=True)
    ]


ROLES: dict[str, Callable[[Place, Random], list[Note]]] = {
    "chords": chords, "stabs": stabs, "offbeats": offbeats, "pad": pads, "drone": drone, "arpeggio": arpeggio,
    "melody": melody, "riff": riff, "acid": acid, "pulse": pulse, "roots": roots, "walking": walking,
    "power chords": power_chords, "ringing": ringing,
}  # fmt: skip
