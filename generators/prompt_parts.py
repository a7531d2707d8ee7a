"""A prompt that names several things → what each of its parts means, in learned words, and these together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import NamedTuple

from torch import Tensor

from generators.bands import SECTIONS
from generators.function_words import ANDS, ANY, ANY_FOREIGN, JOINTS
from generators.understanding import ARTICLES, Understanding, words_of

SAME = 0.98  # cosine of a phrase that is heard again; 8 bits leave that much
CLEAR = 0.65  # cosine of a phrase from which on a part of a prompt is taken for what that means
CLEAR_DRUMS = 0.7  # the same of drums
AGREED = 0.72  # mean of the cosines of such parts, where there is nothing else to go by
COMPARED = re.compile(rf"(?:{ANY.likes})\s", re.IGNORECASE)
ARTICLE = re.compile(rf"^(?:{'|'.join(ARTICLES)})\s+", re.IGNORECASE)
FOREIGN_ARTICLE = re.compile(rf"^(?:(?:{ANY_FOREIGN.articles})\s+|l')", re.IGNORECASE)
DRUM_CAPTION = re.compile(r"(drum loop|percussion|drums)$")

Meant = Callable[[str], Tensor]  # text → its sentence embedding (width,)


class Heard(NamedTuple):
    """What a part in new words means: a `sound` in learned words, "" if none, and how clearly (cosine)."""

    sound: str = ""
    clarity: float = 0.0


def combined(known: Understanding, prompt: str, meant: Meant) -> str:
    """Several parts of which one names something in learned words, or is a phrase for an instrument, or two of which
    together clearly mean an instrument and something else: these, in learned words ("rock with a hurdy-gurdy" → "rock
    with accordion"). "" if there are no such parts."""
    parts = parts_of(known, prompt)
    if len(parts) == 1:
        return ""
    named = _named(known, parts)
    told = [part for part in parts if part not in named and not known.is_new(part)]
    new = [part for part in parts if part not in named and known.is_new(part)]
    need_drums = all(map(known.is_played, named.values()))  # a band has its own
    joined = _joined(known, prompt)
    heard = {part: _heard(known, part, meant, need_drums, part in joined) for part in new}
    drummed = any(" ".join(words_of(part)) in known.drums for part in told)
    if not named and not _are_clear(known, [*heard.values(), *[Heard(clarity=SAME)] * drummed]):
        return ""
    sounds = [*named.values(), *(each.sound for each in heard.values() if each.sound)]
    moods = [mood for part, each in heard.items() if not each.sound for mood in known.moods(part)]
    first, *others = sorted(dict.fromkeys(sounds), key=known.is_played)
    return ", ".join([f"{first} with {' and '.join(others)}" if others else first, *told, *dict.fromkeys(moods)])


def parts_of(known: Understanding, prompt: str) -> list[str]:
    """Those that have words and are not compared, where it can be cut without cutting a learned phrase."""
    parts = [part for whole in JOINTS.split(prompt) for part in (ANDS.split(whole) if known.is_new(whole) else [whole])]
    return [FOREIGN_ARTICLE.sub("", part) for part in parts if words_of(part) and not COMPARED.match(part)]


def names_sounds(text: str) -> bool:
    """Is it more than a Latin letter, which is a note, or a part of a song, at most?"""
    words = [word for word in words_of(text) if word not in ARTICLES]
    return len(words) > 1 or any(len(word) > 1 or not word.isascii() for word in words)


def with_moods(known: Understanding, text: str, instrument: str) -> str:
    """An instrument with what a text in new words says of mood, pace and effect."""
    return " ".join([*(mood for mood in known.moods(text) if mood not in instrument), instrument])


def _named(known: Understanding, parts: Sequence[str]) -> dict[str, str]:
    """Parts that name something in learned words, in plain ones; beside such, what others end with if it is a band."""
    named = {part: known.plainly(part) for part in parts if known.names(part)}
    ends = {part: known.band_at_end(part) for part in parts if known.is_new(part)} if named else {}
    return named | {part: band for part, band in ends.items() if band}


def _joined(known: Understanding, prompt: str) -> set[str]:
    """Parts that no comma parts from another."""
    sections = [parts_of(known, section) for section in SECTIONS.findall(prompt)]
    return {part for parts in sections if len(parts) > 1 for part in parts}


def _heard(known: Understanding, part: str, meant: Meant, drums: bool, band: bool) -> Heard:
    """A part in new words as the caption for an instrument, for `drums`, or for a `band`, that it clearly means or
    names. What sounds like a band is mostly a mood, and always where commas part it from the rest: it makes nothing
    clear."""
    if not names_sounds(part):
        return Heard()
    embedding = meant(ARTICLE.sub("", part))
    caption, likeness = known.nearest(embedding), known.likeness(embedding)
    instrument = known.instrument_in(part)
    if likeness >= CLEAR and caption in known.instruments:
        return Heard(known.reworded(part, embedding), SAME if instrument else likeness)
    if likeness >= CLEAR_DRUMS and drums and DRUM_CAPTION.search(caption):
        return Heard(caption, likeness)
    if likeness >= SAME and band and not DRUM_CAPTION.search(caption):
        return Heard(caption)
    return Heard(with_moods(known, part, instrument), AGREED) if instrument else Heard()


def _are_clear(known: Understanding, heard: Sequence[Heard]) -> bool:
    """Can a prompt be told by these parts alone?"""
    clarities = [each.clarity for each in heard if each.clarity]
    played = [each.clarity for each in heard if each.sound and known.is_played(each.sound)]
    return max(played, default=0.0) >= SAME or (bool(played) and len(clarities) > 1 and fmean(clarities) >= AGREED)
