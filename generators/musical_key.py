"""Keys in words. The bundled model plays on the white keys (C major, A minor) unless the prompt names another key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

TONICS = ("c", "db", "d", "eb", "e", "f", "gb", "g", "ab", "a", "bb", "b")
SPELLINGS = (*TONICS[:6], "f#", *TONICS[7:])  # as captions spell them
MODES = ("major", "minor")
WHITE_KEYS = (0, 2, 4, 5, 7, 9, 11)
RELATIVE = 3  # semitones from a minor key up to the major key with the same notes


class Notation(NamedTuple):
    """How keys are written: names of notes, what raises or lowers them, in semitones, and names of modes; and what may
    stand between, before and after them."""

    notes: Mapping[str, int]
    signs: Mapping[str, int]
    modes: Mapping[str, str]
    flags: re.RegexFlag = re.IGNORECASE
    between: str = r"[ -]?"
    before: str = r"\b"
    after: str = r"7?\b"

    @property
    def pattern(self) -> re.Pattern[str]:
        note, sign, mode = ("|".join(map(re.escape, names)) for names in (self.notes, self.signs, self.modes))
        return re.compile(rf"{self.before}({note}){self.between}({sign}){self.between}({mode}){self.after}", self.flags)


ENGLISH = Notation(
    {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11},
    {"sharp": 1, "#": 1, "♯": 1, "flat": -1, "b": -1, "♭": -1, "": 0},
    {"major": "major", "minor": "minor", "maj": "major", "min": "minor"},
)
CHORDS = Notation(
    {note.upper(): step for note, step in ENGLISH.notes.items()}, ENGLISH.signs, {"m": "minor"}, re.NOFLAG,
    between="", before=r"\b(?!Am [A-ZÄÖÜ])",  # as in "Am Klavier"
)  # fmt: skip
SIGNS_IN_WORDS = {f"{gap}{word}": step for word, step in (("sharp", 1), ("flat", -1), ("Flat", -1)) for gap in " -"}
NOTES = Notation(  # a key without its mode, as musicians say it: "in E" is E major
    CHORDS.notes, {**SIGNS_IN_WORDS, **ENGLISH.signs}, {"": "major"}, re.NOFLAG,
    between="", before=r"\b(?:[Ii]n|[Kk]ey of) ", after=r"(?=\s*(?:$|[,;.)]|(?:and|with|plus|over|at|&|\+|@)\s))",
)  # fmt: skip
GERMAN = Notation(
    {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 10, "h": 11},
    {"is": 1, "es": -1, "s": -1, "": 0},
    {"dur": "major", "moll": "minor"},
)
ROMANCE = Notation(
    {"do": 0, "ré": 2, "re": 2, "mi": 4, "fa": 5, "sol": 7, "la": 9, "si": 11},
    {"dièse": 1, "diese": 1, "diesis": 1, "sostenido": 1, "bémol": -1, "bemolle": -1, "bemol": -1, **ENGLISH.signs},
    {"majeur": "major", "maggiore": "major", "mayor": "major", "mineur": "minor", "minore": "minor", "menor": "minor"},
)
PREPOSITION = re.compile(r"\s*\b(in|en)?\s*$", re.IGNORECASE)
LEADING = re.compile(r"[\s,;]*(?:\b(?:in|en)\s+)?(?:\bthe\s+)?(?:\bkey of\s+)?$", re.IGNORECASE)  # what leads to a key
PATTERNS = [(notation.pattern, notation) for notation in (ENGLISH, CHORDS, NOTES, GERMAN, ROMANCE)]


class Key(NamedTuple):
    """Semitones that it lies above the white keys, −5 … 6, and its mode, one of MODES."""

    above: int
    mode: str


def key_of(prompt: str) -> Key | None:
    """The first key that a prompt names, in English, German, French, Italian or Spanish, as a minor chord, or by its
    note alone ("in E"); None when it names none.

    >>> key_of("slow piano in D minor"), key_of("F#m piano"), key_of("techno")
    (Key(above=5, mode='minor'), Key(above=-3, mode='minor'), None)
    """
    if not (found := _first(prompt)):
        return None
    match, notation = found
    note, sign, name = (text.lower() if notation.flags else text for text in match.groups())
    tonic, mode = notation.notes[note] + notation.signs[sign], notation.modes[name]
    major = tonic + RELATIVE if mode == "minor" else tonic
    return Key((major + 5) % 12 - 5, mode)


def in_english(prompt: str) -> str:
    """A prompt whose key is spelled as in English: "piano en la mineur" → "piano in a minor"."""
    found, key = _first(prompt), key_of(prompt)
    if not found or not key or (found[1] is ENGLISH and len(found[0][2]) < 2):  # "sharp" and "flat" are words
        return prompt
    before, after = prompt[: found[0].start()], prompt[found[0].end() :]
    return f"{PREPOSITION.sub('', before)} in {key_name(*key)}{after}".strip()


def without_key(prompt: str) -> str:
    """A prompt without the key that `key_of` finds in it, and what leads to it: "harp, in the key of E, slow" → "harp,
    slow"."""
    if not (found := _first(prompt)):
        return prompt
    match, _ = found
    return f"{LEADING.sub('', prompt[: match.start()])} {prompt[match.end() :]}".strip()


def _first(prompt: str) -> tuple[re.Match[str], Notation] | None:
    found = [(match, notation) for pattern, notation in PATTERNS if (match := pattern.search(prompt))]
    return min(found, key=lambda each: each[0].start(), default=None)


def note_of(hertz: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Pitch as MIDI numbers notes, with fractions: 69 = A at 440 Hz."""
    note: NDArray[np.floating[Any]] = 69 + 12 * np.log2(hertz / 440)
    return note


def key_name(key: int, mode: str) -> str:
    """The key's name, in major or, for any other mode, as its relative minor: (−3, "minor") → "f# minor"."""
    tonic = key - RELATIVE if mode == "minor" else key
    return f"{SPELLINGS[tonic % 12]} {'minor' if mode == 'minor' else 'major'}"
