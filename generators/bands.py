"""Instruments with drums → bands, in which alone the denoiser has heard them together."""

from __future__ import annotations

import re
from itertools import pairwise

from generators.understanding import ARTICLES, WORD, Understanding, words_of

SECTIONS = re.compile(r"[^,;/]+")
SMALL = (*ARTICLES, "and", "in", "of", "on", "with")  # learned words that go with what follows
BAND = "pop"  # whose drums they are, where a prompt does not say
MACHINES = {"808": "trap", "909": "house", "707": "house", "606": "house"}  # drum machines, and bands that have them
MACHINE = rf"(?:tr\W?)?({'|'.join(MACHINES)})s?"


def banded(known: Understanding, text: str) -> str:
    """Learned words that name instruments and drums, as a band's: "strings and rock drums" → "strings and rock", "rock
    guitar and drums" → "rock with guitar", "808 drums and organ" → "trap and organ". Of drums with instruments the
    denoiser, which heard them together in bands only, paints the drums alone."""
    sections = [section for section in SECTIONS.finditer(text) if words_of(section[0])]
    if any(known.is_new(section[0]) for section in sections):
        return text
    spans = [span for section in sections for span in _spans(known, section[0], section.start())]
    phrases = [" ".join(words_of(text[start:end])) for start, end in spans]
    drums = [place for place, phrase in enumerate(phrases) if phrase in known.drums]
    bands = {phrase for phrase in phrases if known.learned[phrase]} - known.instruments
    if not drums or not known.instruments.intersection(phrases):
        return text
    if (styled := _machines(known).sub(lambda found: MACHINES[found[1] or found[2]], text)) != text:
        return banded(known, styled)
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


def _spans(known: Understanding, section: str, at: int) -> list[tuple[int, int]]:
    """Where each of the learned phrases lies that a section, which begins `at`, is put together from: drums apart from
    the band that has them."""
    found, words = list(WORD.finditer(section)), words_of(section)
    parts = [part for whole in known.parts(words) or [] for part in _drums_apart(known, words, *whole)]
    return [(at + found[start].start(), at + found[end - 1].end()) for start, end in parts]


def _drums_apart(known: Understanding, words: list[str], start: int, end: int) -> list[tuple[int, int]]:
    """A learned phrase for a band's drums as the band and what else it is put together from: "hip hop beat"."""
    for cut in range(start + 1, end):
        rest = [(cut + first, cut + last) for first, last in known.parts(words[cut:end]) or []]
        if known.learned.get(" ".join(words[start:cut])) and any(" ".join(words[a:b]) in known.drums for a, b in rest):
            return [(start, cut), *rest]
    return [(start, end)]


def _machines(known: Understanding) -> re.Pattern[str]:
    """Drums of a machine that is known by its number: "a TR-808 drum machine"."""
    article, drums = f"(?:(?:{'|'.join(ARTICLES)})\\s+)?", f"(?:{'|'.join(sorted(known.drums, key=len, reverse=True))})"
    return re.compile(rf"\b{article}{MACHINE}\s+{drums}\b|\b{drums}\W+{MACHINE}\b", re.IGNORECASE)
