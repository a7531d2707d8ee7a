"""A prompt → words that the denoiser has learned: which of the ways of `generators.understanding`, and what becomes of
prompts that name several things."""

from __future__ import annotations

import re
from collections.abc import Callable

from torch import Tensor

from generators.understanding import WORD, Understanding, words_of

SAME = 0.98  # cosine of a phrase that is heard again; 8 bits leave that much
CLEAR = 0.65  # cosine of a phrase from which on a part of a prompt is taken for what that means
JOINTS = re.compile(r"\s*[,;/]\s*|\s+(?:with|plus|over|under|against|mit|avec|con)\s+", re.IGNORECASE)
ANDS = re.compile(r"\s+(?:and|&|\+|und|et|y)\s+", re.IGNORECASE)  # which are in names, too
LOOSE = re.compile(r"\s*\b(with|and)\s*(?=,|$)|\s*,\s*(?=,|$)", re.IGNORECASE)  # what joins nothing any more
DRUM_CAPTION = re.compile(r"(drum loop|percussion|drums)$")
BEAT = frozenset(
    {"drum loop", "drums", "beat", "drum beat", "drum pattern", "drum groove", "drum kit", "drumming", "drumset"}
)  # learned words for drums of whatever kind
BAND = "pop"  # whose drums they are, where a prompt does not say
MACHINE = re.compile(r"\d\w*\s+drum", re.IGNORECASE)  # as in "808 drums"; there is no band that has them

Meant = Callable[[str], Tensor]  # text → its sentence embedding (width,)


def read(known: Understanding, prompt: str, meant: Meant) -> str:
    """A prompt as the denoiser shall be told it. It stands if it is put together from learned phrases, but for other
    words for a name, and for drums with instruments. One that has more stands but for words of mood, pace and effect
    where these alone are new, or for parts that are; else it is the caption nearest to it."""
    return banded(known, _in_learned_words(known, prompt, meant))


def _in_learned_words(known: Understanding, prompt: str, meant: Meant) -> str:
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
    for part in filter(known.is_new, parts):
        if known.likeness(embedding := meant(part)) >= CLEAR:
            caption = known.nearest(embedding)
            if caption in known.instruments or (DRUM_CAPTION.search(caption) and all(map(known.is_played, names))):
                names[part] = caption
    first, *others = sorted(dict.fromkeys(names.values()), key=known.is_played)
    told = [part for part in parts if part not in names and not known.is_new(part)]
    return ", ".join([f"{first} with {' and '.join(others)}" if others else first, *told])


def _parts(known: Understanding, prompt: str) -> list[str]:
    """Those that have words, where it can be cut without cutting a learned phrase."""
    parts = [part for whole in JOINTS.split(prompt) for part in (ANDS.split(whole) if known.is_new(whole) else [whole])]
    return [part for part in parts if words_of(part)]


def banded(known: Understanding, text: str) -> str:
    """Learned words that name instruments and drums, as a band's: "strings and rock drums" → "strings and rock". Of
    drums with instruments the denoiser, which heard them together in bands only, paints the drums alone."""
    words, found = words_of(text), list(WORD.finditer(text))
    phrases = {span: " ".join(words[slice(*span)]) for span in known.parts(words) or []}
    drums = [span for span, phrase in phrases.items() if phrase in BEAT]
    names = {phrase for phrase in phrases.values() if known.learned[phrase]}
    if not drums or not names & known.instruments or MACHINE.search(text):
        return text
    for start, end in reversed(drums):
        band = "" if names - known.instruments or start > drums[0][0] else BAND
        text = text[: found[start].start()] + band + text[found[end - 1].end() :]
    return " ".join(LOOSE.sub("", text).split()).replace(" ,", ",")
