"""Instruments with drums → bands, in which alone the denoiser has heard them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from generators.understanding import ARTICLES, WORD, Understanding, words_of

SECTIONS = re.compile(r"[^,;/]+")
SMALL = (*ARTICLES, "and", "in", "of", "on", "with")  # learned words that go with what follows
BAND = "pop"  # whose drums they are, where a prompt does not say
MACHINES = {"808": "trap", "909": "house", "707": "house", "606": "house"}  # drum machines, and bands that have them
MACHINE = rf"(?:tr\W?)?({'|'.join(MACHINES)})s?"


@dataclass(frozen=True)
class _Piece:
    """A learned phrase as a text has it, and what stands between it and the one before."""

    gap: str
    text: str

    @property
    def phrase(self) -> str:
        return " ".join(words_of(self.text))


def banded(known: Understanding, text: str) -> str:
    """Learned words that name instruments and drums, as a band's: "strings and rock drums" → "strings and rock", "rock
    guitar and drums" → "rock with guitar", "808 drums and organ" → "trap and organ". Of drums with instruments the
    denoiser, which heard them together in bands only, paints the drums alone."""
    pieces = list(_pieces(known, text))
    phrases = {piece.phrase for piece in pieces}
    if phrases.isdisjoint(known.drums) or phrases.isdisjoint(known.instruments):
        return text
    if (styled := _machines(known).sub(lambda found: MACHINES[found[1] or found[2]], text)) != text:
        return banded(known, styled)
    bands = {phrase for phrase in phrases if known.learned[phrase]} - known.instruments
    kept = _with_instruments(known, _without_drums(known, pieces, bands), bands or {BAND})
    end = text[sum(len(piece.gap + piece.text) for piece in pieces) :]
    return "".join(piece.gap + piece.text for piece in kept).strip(" ,;") + end


def _pieces(known: Understanding, text: str) -> Iterator[_Piece]:
    """The learned phrases that a text is put together from, a band's drums apart from the band; none if it is not."""
    sections = [section for section in SECTIONS.finditer(text) if words_of(section[0])]
    if any(known.is_new(section[0]) for section in sections):
        return
    at = 0
    for section in sections:
        found, words = list(WORD.finditer(text, *section.span())), words_of(section[0])
        for whole in known.parts(words) or []:
            for first, last in _drums_apart(known, words, *whole):
                start, end = found[first].start(), found[last - 1].end()
                yield _Piece(text[at:start], text[start:end])
                at = end


def _drums_apart(known: Understanding, words: list[str], start: int, end: int) -> list[tuple[int, int]]:
    """A learned phrase for a band's drums as the band and what else it is put together from: "hip hop beat"."""
    for cut in range(start + 1, end):
        rest = [(cut + first, cut + last) for first, last in known.parts(words[cut:end]) or []]
        if known.learned.get(" ".join(words[start:cut])) and any(" ".join(words[a:b]) in known.drums for a, b in rest):
            return [(start, cut), *rest]
    return [(start, end)]


def _without_drums(known: Understanding, pieces: list[_Piece], bands: set[str]) -> list[_Piece]:
    """The bands have them; where there are none, the first drums become one."""
    kept: list[_Piece] = []
    has_band = bool(bands)
    for piece in pieces:
        if piece.phrase not in known.drums:
            kept.append(piece)
            continue
        first = piece
        while kept and kept[-1].phrase in (SMALL if has_band else ARTICLES):
            first = kept.pop()
        kept += [] if has_band else [replace(first, text=BAND)]
        has_band = True
    return kept


def _with_instruments(known: Understanding, pieces: list[_Piece], bands: set[str]) -> list[_Piece]:
    """A band's name is no word of what follows it: "rock guitar" is rock with a guitar."""
    told = pieces[:1]
    for one, other in pairwise(pieces):
        follows = one.phrase in bands and other.phrase in known.instruments and not other.gap.strip()
        told.append(replace(other, gap=" with ") if follows else other)
    return told


def _machines(known: Understanding) -> re.Pattern[str]:
    """Drums of a machine that is known by its number: "a TR-808 drum machine"."""
    article, drums = f"(?:(?:{'|'.join(ARTICLES)})\\s+)?", f"(?:{'|'.join(sorted(known.drums, key=len, reverse=True))})"
    return re.compile(rf"\b{article}{MACHINE}\s+{drums}\b|\b{drums}\W+{MACHINE}\b", re.IGNORECASE)
