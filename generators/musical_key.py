"""Keys in words. The bundled model plays on the white keys (C major, A minor) unless the prompt names another key."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

TONICS = ("c", "db", "d", "eb", "e", "f", "gb", "g", "ab", "a", "bb", "b")
SPELLINGS = (*TONICS[:6], "f#", *TONICS[7:])  # as captions spell them
MODES = ("major", "minor")
WHITE_KEYS = (0, 2, 4, 5, 7, 9, 11)
LETTERS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
SIGNS = {"": 0, "#": 1, "♯": 1, "sharp": 1, "b": -1, "♭": -1, "flat": -1}
RELATIVE = 3  # semitones from a minor key up to the major key with the same notes
NAMED = re.compile(r"\b(?P<letter>[a-g])[ -]?(?P<sign>#|♯|b|♭|sharp|flat|)[ -]?(?P<mode>major|minor|maj|min)\b", re.I)


class Key(NamedTuple):
    """Semitones that it lies above the white keys, −5 … 6, and its mode, one of MODES."""

    above: int
    mode: str


def key_of(prompt: str) -> Key | None:
    """The first key that a prompt names; None when it names none.

    >>> key_of("slow piano in D minor"), key_of("techno")
    (Key(above=5, mode='minor'), None)
    """
    if not (found := NAMED.search(prompt)):
        return None
    tonic = LETTERS[found["letter"].lower()] + SIGNS[found["sign"].lower()]
    mode = "minor" if found["mode"].lower().startswith("min") else "major"
    major = tonic + RELATIVE if mode == "minor" else tonic
    return Key((major + 5) % 12 - 5, mode)


def note_of(hertz: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Pitch as MIDI numbers notes, with fractions: 69 = A at 440 Hz."""
    note: NDArray[np.floating[Any]] = 69 + 12 * np.log2(hertz / 440)
    return note


def key_name(key: int, mode: str) -> str:
    """The key's name, in major or, for any other mode, as its relative minor: (−3, "minor") → "f# minor"."""
    tonic = key - RELATIVE if mode == "minor" else key
    return f"{SPELLINGS[tonic % 12]} {'minor' if mode == 'minor' else 'major'}"
