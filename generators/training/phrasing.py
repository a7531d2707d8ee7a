"""All that may be played, each with its phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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
    GROOVE_PHRASES,
    INSTRUMENT_PHRASES,
    PERCUSSION_PHRASES,
    STYLE_PHRASES,
    TONE_PHRASES,
)
from generators.training.vocabulary import GROOVE_WORDS, INSTRUMENT_WORDS, STYLE_WORDS, Words
from generators.understanding import words_of

SMALL_WORDS: Words = ("a", "an", "and", "bpm", "in", "of", "on", "the", "with")
TONES: Words = (*(word for words in (*MOODS.values(), *EFFECT_WORDS.values()) for word in words), *SLOW, *FAST)


@dataclass(frozen=True)
class Subject:
    """What a prompt may be about, and the phrases for it."""

    facts: Facts
    phrases: Words

    @property
    def plain(self) -> str:
        return plain(self.facts)


def _subject(kind: str, name: str, phrases: Iterable[str]) -> Subject:
    return Subject(Facts(kind, name, 120.0, ""), tuple(dict.fromkeys(phrases)))


def subjects() -> list[Subject]:
    solo = [_subject("solo", name, (*INSTRUMENT_WORDS[name], *INSTRUMENT_PHRASES[name])) for name in INSTRUMENTS]
    drums = []
    for name in GROOVES:
        words = (*GROOVE_WORDS[name], *GROOVE_PHRASES[name])
        phrases = [f"{word} {noun}" for number, word in enumerate(words) for noun in _nouns(number)]
        drums.append(_subject("drums", name, (*phrases, *PERCUSSION_PHRASES[name])))
    mix = [_subject("mix", name, (*STYLE_WORDS[name], *STYLE_PHRASES[name])) for name in STYLES]
    return [*solo, *drums, *mix]


def _nouns(number: int) -> Words:
    """Some of the nouns, others for every word."""
    return tuple(DRUM_NOUNS[(number * 5 + step * 3) % len(DRUM_NOUNS)] for step in range(4))


def learned_phrases() -> dict[str, str]:
    """What the captions that the denoiser is trained on are put together from, in words, each with its `_plain_name`,
    or nothing where it is no name. Metre is a condition of its own."""
    names: dict[str, set[str]] = {}
    for table in (INSTRUMENT_WORDS, STYLE_WORDS, GROOVE_WORDS):
        for plain_name, *others in table.values():
            for phrase in (plain_name, *others):
                name = _plain_name(phrase, plain_name if table is not GROOVE_WORDS else phrase)
                names.setdefault(" ".join(words_of(phrase)), set()).add(name)
    said = [phrase for words in ROLE_WORDS.values() for phrase in words]
    said += [*TONES, *DRUM_NOUNS, *MIX_NOUNS, *MACHINES, *KITS, *ALONE, *SMALL_WORDS]
    said += [key_name(key, mode) for key in range(-5, 7) for mode in ("major", "minor")]
    said += [part for frame in FRAMES for part in frame.split("{}")]
    learned = {" ".join(words_of(phrase)): "" for phrase in said}
    learned |= {phrase: found.pop() if len(found) == 1 else phrase for phrase, found in names.items()}
    return {phrase: name for phrase, name in learned.items() if phrase}


def _plain_name(phrase: str, plain_name: str) -> str:
    """The plain name for what a phrase means. One that shares a word with it ("jazz trumpet"), or tells a mood, says
    more than the name does, and one with a number is not known by its words alone: these stand."""
    words = " ".join(words_of(phrase))
    shared = set(words_of(phrase)) & set(words_of(plain_name))
    toned = any(f" {tone} " in f" {words} " for tone in TONES)
    return words if shared or toned or any(sign.isdigit() for sign in phrase) else plain_name


def instruments() -> frozenset[str]:
    """The learned phrases that name an instrument and nothing else, and the captions that do."""
    named, *others = (
        {" ".join(words_of(phrase)) for words in table.values() for phrase in words}
        for table in (INSTRUMENT_WORDS, STYLE_WORDS, GROOVE_WORDS)
    )
    return frozenset({words[0] for words in INSTRUMENT_WORDS.values()} | named.difference(*others))


def drums() -> frozenset[str]:
    """The learned words for drums of whatever kind, but for those that say what an instrument plays, too."""
    return frozenset({*DRUM_NOUNS, *KITS, "drum machine", "electronic drums", "electronic kit"} - {"groove", "rhythm"})


def tones() -> dict[str, str]:
    """Words of mood, pace and effect, each with the learned one for the same."""
    others = {" ".join(words_of(phrase)): tone for tone, phrases in TONE_PHRASES.items() for phrase in phrases}
    return {tone: tone for tone in TONES} | others


def every_word(phrases: Iterable[str]) -> set[str]:
    return {word for phrase in phrases for word in re.findall(r"\w+", phrase.lower())}
