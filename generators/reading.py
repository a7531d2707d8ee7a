"""A prompt → words that the denoiser has learned: which of the ways of `generators.understanding`, and what becomes of
prompts that name several things."""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import fmean

from torch import Tensor

from generators.bands import MACHINE, SECTIONS
from generators.negation import plain_no, without_unwanted
from generators.understanding import ARTICLES, Understanding, words_of

SAME = 0.98  # cosine of a phrase that is heard again; 8 bits leave that much
CLEAR = 0.65  # cosine of a phrase from which on a part of a prompt is taken for what that means
CLEAR_DRUMS = 0.7  # the same of drums
AGREED = 0.72  # mean of the cosines of such parts, where there is nothing else to go by
JOINTS = re.compile(
    r"\s*(?:[,;]|:\s|(?<!w)/)\s*|\s+(?:with|w/?|along with|together with|alongside|featuring|feat\.?|ft\.?|"
    r"accompanied by|backed by|plus|over|under|on top of|above|beneath|against|meets|versus|vs\.?|but|mit|met|über|"
    r"aber|avec|sur|mais|con|sobre|pero)\s+",
    re.IGNORECASE,
)
ANDS = re.compile(r"\s+(?:and|n|'n'|x|&|\+|und|et|y)\s+", re.IGNORECASE)  # which are in names, too
SIGNS = re.compile(r"(?<=[^\W\d_]{2})\s*[&+]\s*(?=[^\W\d_]{2})")  # that stand for "and", but in r&b
APART = re.compile(  # tempo, which is a condition, and effects that the denoiser does not know
    r"(\bat\b|@)\s*(?=\d[\d.]*\s*bpm\b)|\s+(with|mit|avec) (chorus|vibrato|leslie|wah|flanger|phaser)\b", re.IGNORECASE
)
COMPARED = re.compile(r"(like|as if|as though|wie|comme|como)\s", re.IGNORECASE)  # what begins so is no sound
DRUM_CAPTION = re.compile(r"(drum loop|percussion|drums)$")
ARTICLE = re.compile(rf"^({'|'.join(ARTICLES)})\s+", re.IGNORECASE)
FOREIGN_ARTICLE = re.compile(r"^(?:(?:une?|des|les?|la|eine?[mnr]?|der|die|das|una|el|los|las)\s+|l')", re.IGNORECASE)
BARE_MACHINE = re.compile(
    rf"\b(?<!bass )(?<!sub ){MACHINE}(?=\s*(?:$|[,;/+&]|\b(?:and|with|over|under|plus|but|in|at)\b))", re.IGNORECASE
)

Meant = Callable[[str], Tensor]  # text → its sentence embedding (width,)


def in_learned_words(known: Understanding, prompt: str, meant: Meant) -> str:
    """A prompt as the denoiser shall be told it. It stands if it is put together from learned phrases, but for other
    words for a name. One that has more stands but for words of mood, pace and effect where these alone are new, or for
    parts that are; else it is the caption nearest to it."""
    prompt = plain_no(APART.sub("", prompt).strip() or prompt)
    if words_of(BARE_MACHINE.sub("", prompt)):
        prompt = BARE_MACHINE.sub(r"\1 drums", prompt)
    if not _names_sounds(prompt):
        return prompt
    if known.is_new(prompt):
        prompt = SIGNS.sub(" and ", without_unwanted(prompt))
    if not known.is_new(prompt):
        return known.plainly(prompt)
    toned, embedding = known.toned(prompt), meant(prompt)
    if known.likeness(embedding) < SAME:
        if known.names(toned):
            return known.plainly(toned)
        if text := combined(known, toned, meant):
            return text
    unclear = known.likeness(embedding) < CLEAR and known.nearest(embedding) not in known.instruments
    if unclear and (instrument := known.instrument_in(toned)):
        return _with_moods(known, toned, instrument)
    return known.reworded(prompt, embedding)


def combined(known: Understanding, prompt: str, meant: Meant) -> str:
    """Several parts of which one names something in learned words, or is a phrase for an instrument, or two of which
    together clearly mean an instrument and something else: these, in learned words ("rock with a hurdy-gurdy" → "rock
    with accordion"). "" if there are no such parts."""
    parts = _parts(known, prompt)
    if len(parts) == 1:
        return ""
    names = {part: known.plainly(part) for part in parts if known.names(part)}
    if names:
        names |= {part: band for part in parts if known.is_new(part) and (band := known.band_at_end(part))}
    new = [part for part in parts if known.is_new(part) and part not in names]
    told = [part for part in parts if part not in names and part not in new]
    drums = all(map(known.is_played, names.values()))  # a band has its own
    joined = {part for section in SECTIONS.findall(prompt) if len(own := _parts(known, section)) > 1 for part in own}
    heard = {part: _heard(known, part, meant, drums, part in joined) for part in new}
    drummed = any(" ".join(words_of(part)) in known.drums for part in told)
    if not names and not _are_clear(known, [*heard.values(), *[("", SAME)] * drummed]):
        return ""
    names |= {part: text for part, (text, _) in heard.items() if text}
    first, *others = sorted(dict.fromkeys(names.values()), key=known.is_played)
    moods = [mood for part in new if part not in names for mood in known.moods(part)]
    return ", ".join([f"{first} with {' and '.join(others)}" if others else first, *told, *dict.fromkeys(moods)])


def _heard(known: Understanding, part: str, meant: Meant, drums: bool, band: bool) -> tuple[str, float]:
    """A part in new words as the caption for an instrument, for `drums`, or for a `band`, that it clearly means or
    names, and how clearly (cosine); "" and 0 if none. What sounds like a band is mostly a mood, and always where
    commas part it from the rest: it makes nothing clear."""
    if not _names_sounds(part):
        return "", 0.0
    embedding = meant(ARTICLE.sub("", part))
    caption, likeness = known.nearest(embedding), known.likeness(embedding)
    instrument = known.instrument_in(part)
    if likeness >= CLEAR and caption in known.instruments:
        return known.reworded(part, embedding), SAME if instrument else likeness
    if likeness >= CLEAR_DRUMS and drums and DRUM_CAPTION.search(caption):
        return caption, likeness
    if likeness >= SAME and band and not DRUM_CAPTION.search(caption):
        return caption, 0.0
    return (_with_moods(known, part, instrument), AGREED) if instrument else ("", 0.0)


def _are_clear(known: Understanding, heard: list[tuple[str, float]]) -> bool:
    """Can a prompt be told by these parts alone?"""
    likenesses = [likeness for _, likeness in heard if likeness]
    played = [likeness for text, likeness in heard if text and known.is_played(text)]
    return max(played, default=0.0) >= SAME or (bool(played) and len(likenesses) > 1 and fmean(likenesses) >= AGREED)


def _names_sounds(text: str) -> bool:
    """Is it more than a Latin letter, which is a note, or a part of a song, at most?"""
    words = [word for word in words_of(text) if word not in ARTICLES]
    return len(words) > 1 or any(len(word) > 1 or not word.isascii() for word in words)


def _with_moods(known: Understanding, text: str, instrument: str) -> str:
    return " ".join([*(mood for mood in known.moods(text) if mood not in instrument), instrument])


def _parts(known: Understanding, prompt: str) -> list[str]:
    """Those that have words, where it can be cut without cutting a learned phrase."""
    parts = [part for whole in JOINTS.split(prompt) for part in (ANDS.split(whole) if known.is_new(whole) else [whole])]
    return [FOREIGN_ARTICLE.sub("", part) for part in parts if words_of(part) and not COMPARED.match(part)]
