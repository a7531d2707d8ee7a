"""A prompt → words that the denoiser has learned: which of the ways of `generators.understanding`, and what becomes of
prompts that name several things."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from torch import Tensor

from generators.understanding import WORD, Understanding, words_of

SAME = 0.98  # cosine of a phrase that is heard again; 8 bits leave that much
CLEAR = 0.65  # cosine of a phrase from which on a part of a prompt is taken for what that means
JOINTS = re.compile(r"\s*[,;/]\s*|\s+(?:with|plus|over|under|against|mit|avec|con)\s+", re.IGNORECASE)
ANDS = re.compile(r"\s+(?:and|&|\+|und|et|y)\s+", re.IGNORECASE)  # which are in names, too
UNWANTED = re.compile(r"(no|not|kein|keine|pas|senza)\b", re.IGNORECASE)  # what a part begins with that says what not
AT = re.compile(r"(\bat\b|@)\s*(?=\d[\d.]*\s*bpm\b)", re.IGNORECASE)
DRUM_CAPTION = re.compile(r"(drum loop|percussion|drums)$")
ARTICLES = ("a", "an", "some", "the")
SMALL = (*ARTICLES, "and", "in", "of", "on", "with")  # learned words that go with what follows
BAND = "pop"  # whose drums they are, where a prompt does not say
MACHINE_BEFORE, MACHINE_AFTER = re.compile(r"(808|909|707|606)s?\W*$"), re.compile(r"\W*(808|909|707|606)")

Meant = Callable[[str], Tensor]  # text → its sentence embedding (width,)


def in_learned_words(known: Understanding, prompt: str, meant: Meant) -> str:
    """A prompt as the denoiser shall be told it. It stands if it is put together from learned phrases, but for other
    words for a name. One that has more stands but for words of mood, pace and effect where these alone are new, or for
    parts that are; else it is the caption nearest to it."""
    prompt = AT.sub("", prompt)
    if not known.is_new(prompt):
        return known.plainly(prompt)
    toned, embedding = known.toned(prompt), meant(prompt)
    if known.likeness(embedding) < SAME:
        if known.names(toned):
            return known.plainly(toned)
        if text := combined(known, toned, meant):
            return text
    return known.reworded(prompt, embedding)


def combined(known: Understanding, prompt: str, meant: Meant) -> str:
    """Several parts of which one names something in learned words: that, with the nearest caption for each other part
    that clearly means an instrument ("rock with a hurdy-gurdy" → "rock with accordion"), or drums, which a band has
    already. What sounds like a band is mostly a mood. "" if no part is learned."""
    parts = _parts(known, prompt)
    names = {part: known.plainly(part) for part in parts if known.names(part)}
    if len(parts) == 1 or not names:
        return ""
    played, moods = all(map(known.is_played, names)), list[str]()
    for part in parts:
        if not known.is_new(part) or UNWANTED.match(part):
            continue
        caption = known.nearest(embedding := meant(part))
        clear = known.likeness(embedding) >= CLEAR
        if clear and caption in known.instruments:
            names[part] = known.reworded(part, embedding)
        elif clear and played and DRUM_CAPTION.search(caption):
            names[part] = caption if known.likeness(embedding) >= SAME else "drums"
        else:
            moods += known.moods(part)
    first, *others = sorted(dict.fromkeys(names.values()), key=known.is_played)
    told = [part for part in parts if part not in names and not known.is_new(part)]
    return ", ".join([f"{first} with {' and '.join(others)}" if others else first, *told, *dict.fromkeys(moods)])


def _parts(known: Understanding, prompt: str) -> list[str]:
    """Those that have words, where it can be cut without cutting a learned phrase."""
    parts = [part for whole in JOINTS.split(prompt) for part in (ANDS.split(whole) if known.is_new(whole) else [whole])]
    return [part for part in parts if words_of(part)]


def banded(known: Understanding, text: str) -> str:
    """Learned words that name instruments and drums, as a band's: "strings and rock drums" → "strings and rock", "rock
    guitar and drums" → "rock with guitar". Of drums with instruments the denoiser, which heard them together in bands
    only, paints the drums alone."""
    words, found = words_of(text), list(WORD.finditer(text))
    spans = [(found[start].start(), found[end - 1].end()) for start, end in known.parts(words) or []]
    phrases = [" ".join(words_of(text[start:end])) for start, end in spans]
    drums = [place for place, phrase in enumerate(phrases) if phrase in known.drums]
    bands = {phrase for phrase in phrases if known.learned[phrase]} - known.instruments
    if not drums or not known.instruments.intersection(phrases) or any(_is_machine(text, *spans[at]) for at in drums):
        return text
    gaps = [text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *spans])]
    told = [text[start:end] for start, end in spans]
    for place in drums:
        told[place] = "" if bands else BAND
        first = place
        while first and phrases[first - 1] in (SMALL if bands else ARTICLES):
            first -= 1
        gaps[first + 1 : place + 1] = told[first:place] = [""] * (place - first)
        if bands:
            gaps[first] = ""
        bands = bands or {BAND}
    for place, (one, other) in enumerate(pairwise(phrases), 1):
        if one in bands and other in known.instruments and not gaps[place].strip():
            gaps[place] = " with "
    return "".join(part for pair in zip(gaps, told, strict=True) for part in pair).strip(" ,;") + text[spans[-1][1] :]


def _is_machine(text: str, start: int, end: int) -> bool:
    """Are the drums from `start` to `end` those of a machine that is known by its number?"""
    return bool(MACHINE_BEFORE.search(text[:start]) or MACHINE_AFTER.match(text[end:]))
