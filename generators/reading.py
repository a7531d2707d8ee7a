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
JOINTS = re.compile(
    r"\s*(?:[,;]|(?<!w)/)\s*|\s+(?:with|w/|along with|together with|alongside|featuring|feat\.?|ft\.?|accompanied by|"
    r"backed by|plus|over|under|on top of|above|beneath|against|meets|versus|vs\.?|mit|über|avec|sur|con|sobre)\s+",
    re.IGNORECASE,
)
ANDS = re.compile(r"\s+(?:and|n|'n'|x|&|\+|und|et|y)\s+", re.IGNORECASE)  # which are in names, too
SIGNS = re.compile(r"(?<=[^\W\d_]{2})\s*[&+]\s*(?=[^\W\d_]{2})")  # that stand for "and", but in r&b
UNWANTED = re.compile(
    r"(?:^|[\s,;]+)(?:with no|w/o|no|not|and not|kein|keine|minus)\s+(?!drums\b)\w+(?:\s+please)?\s*(?=$|[,;.])"
    r"|\s+(?:without|ohne|sans|senza|sin) (?:a |any )?(?:beat|drums|schlagzeug|batterie|batteria|batería)\b",
    re.IGNORECASE,
)
APART = re.compile(  # tempo and key, which are conditions; a key without its mode is none
    r"(?i:(\bat\b|@)\s*(?=\d[\d.]*\s*bpm\b))|\s*\b[Ii]n [A-G][#b♯♭]?(?=\s*($|[,;]|(and|with|plus|over|&|\+)\s))"
    r"|(?i:\s+(with|mit|avec) (chorus|vibrato|leslie|wah|flanger|phaser)\b)"  # and effects that it does not know
)
SECTIONS = re.compile(r"[^,;/]+")
DRUM_CAPTION = re.compile(r"(drum loop|percussion|drums)$")
ARTICLES = ("a", "an", "some", "the")
ARTICLE = re.compile(rf"^({'|'.join(ARTICLES)})\s+", re.IGNORECASE)
SMALL = (*ARTICLES, "and", "in", "of", "on", "with")  # learned words that go with what follows
BAND = "pop"  # whose drums they are, where a prompt does not say
MACHINES = {"808": "trap", "909": "house", "707": "house", "606": "house"}  # drum machines, and bands that have them

Meant = Callable[[str], Tensor]  # text → its sentence embedding (width,)


def in_learned_words(known: Understanding, prompt: str, meant: Meant) -> str:
    """A prompt as the denoiser shall be told it. It stands if it is put together from learned phrases, but for other
    words for a name. One that has more stands but for words of mood, pace and effect where these alone are new, or for
    parts that are; else it is the caption nearest to it."""
    prompt = APART.sub("", prompt).strip() or prompt
    if known.is_new(prompt):
        prompt = SIGNS.sub(" and ", UNWANTED.sub("", prompt).strip(" ,;.") or prompt)
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
    """Several parts of which one names something in learned words, or is a phrase for an instrument: that, with the
    nearest caption for each other part that clearly means an instrument ("rock with a hurdy-gurdy" → "rock with
    accordion"), or drums, which a band has already. What sounds like a band is mostly a mood. "" if there is no such
    part."""
    parts = _parts(known, prompt)
    if len(parts) == 1:
        return ""
    names = {part: known.plainly(part) for part in parts if known.names(part)}
    if names:
        names |= {part: band for part in parts if known.is_new(part) and (band := known.band_at_end(part))}
    new = {part: meant(ARTICLE.sub("", part)) for part in parts if known.is_new(part) and part not in names}
    played, moods, sure = all(map(known.is_played, names.values())), list[str](), bool(names)
    for part, embedding in new.items():
        caption, likeness = known.nearest(embedding), known.likeness(embedding)
        if likeness >= CLEAR and caption in known.instruments:
            names[part] = known.reworded(part, embedding)
            sure = sure or likeness >= SAME
        elif likeness >= CLEAR and played and DRUM_CAPTION.search(caption):
            names[part] = caption if likeness >= SAME else "drums"
        else:
            moods += known.moods(part)
    if not sure:
        return ""
    first, *others = sorted(dict.fromkeys(names.values()), key=known.is_played)
    told = [part for part in parts if part not in names and not known.is_new(part)]
    return ", ".join([f"{first} with {' and '.join(others)}" if others else first, *told, *dict.fromkeys(moods)])


def _parts(known: Understanding, prompt: str) -> list[str]:
    """Those that have words, where it can be cut without cutting a learned phrase."""
    parts = [part for whole in JOINTS.split(prompt) for part in (ANDS.split(whole) if known.is_new(whole) else [whole])]
    return [part for part in parts if words_of(part)]


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
    number = rf"\b{article}(?:tr\W?)?({'|'.join(MACHINES)})s?"
    return re.compile(rf"{number}\s+{drums}\b|\b{drums}\W+{number}\b", re.IGNORECASE)
