"""All that may be played, each with its phrases; a few of them are kept aside, to see how others are understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from generators.musical_key import key_name
from generators.training.captions import (
    ALONE,
    DRUM_NOUNS,
    EFFECT_WORDS,
    FAST,
    FRAMES,
    KITS,
    MACHINES,
    MIX_NOUNS,
    MOODS,
    ROLE_WORDS,
    SLOW,
    Facts,
    plain,
)
from generators.training.catalogue import GROOVES, INSTRUMENTS, STYLES
from generators.training.lexicon import (
    DRUM_PHRASES,
    GENERIC_GROOVE,
    GROOVE_PHRASES,
    INSTRUMENT_PHRASES,
    STYLE_PHRASES,
)
from generators.training.vocabulary import GROOVE_WORDS, INSTRUMENT_WORDS, STYLE_WORDS, Words
from generators.understanding import words_of

KEPT_ASIDE = 20  # one phrase in so many
SMALL_WORDS: Words = ("a", "an", "and", "bpm", "in", "of", "on", "the", "with")
TONES: Words = (*(word for words in (*MOODS.values(), *EFFECT_WORDS.values()) for word in words), *SLOW, *FAST)


@dataclass(frozen=True)
class Subject:
    """What a prompt may be about, the phrases for it, and some more that are kept aside."""

    facts: Facts
    phrases: Words
    aside: Words

    @property
    def plain(self) -> str:
        return plain(self.facts)


def _subject(kind: str, name: str, phrases: Iterable[str]) -> Subject:
    every = tuple(dict.fromkeys(phrases))
    aside = tuple(phrase for phrase in every[1:] if crc32(phrase.encode()) % KEPT_ASIDE == 0)
    return Subject(Facts(kind, name, 120.0, ""), tuple(p for p in every if p not in aside), aside)


def subjects() -> list[Subject]:
    solo = [_subject("solo", name, (*INSTRUMENT_WORDS[name], *INSTRUMENT_PHRASES[name])) for name in INSTRUMENTS]
    drums = []
    for name in GROOVES:
        words = (*GROOVE_WORDS[name], *GROOVE_PHRASES[name])
        phrases = [f"{word} {noun}" for number, word in enumerate(words) for noun in _nouns(number)]
        drums.append(_subject("drums", name, (*phrases, *(DRUM_PHRASES if name == GENERIC_GROOVE else ()))))
    mix = [_subject("mix", name, (*STYLE_WORDS[name], *STYLE_PHRASES[name])) for name in STYLES]
    return [*solo, *drums, *mix]


def _nouns(number: int) -> Words:
    """Some of the nouns, others for every word."""
    return tuple(DRUM_NOUNS[(number * 5 + step * 3) % len(DRUM_NOUNS)] for step in range(4))


def learned_phrases() -> set[str]:
    """What the captions that the denoiser is trained on are put together from; metre is a condition of its own."""
    tables = (INSTRUMENT_WORDS, GROOVE_WORDS, STYLE_WORDS, ROLE_WORDS)
    phrases = [phrase for table in tables for words in table.values() for phrase in words]
    phrases += [*TONES, *DRUM_NOUNS, *MIX_NOUNS, *MACHINES, *KITS, *ALONE, *SMALL_WORDS]
    phrases += [key_name(key, mode) for key in range(-5, 7) for mode in ("major", "minor")]
    phrases += [part for frame in FRAMES for part in frame.split("{}")]
    return {" ".join(words_of(phrase)) for phrase in phrases if words_of(phrase)}


def every_word(phrases: Iterable[str]) -> set[str]:
    return {word for phrase in phrases for word in re.findall(r"\w+", phrase.lower())}
