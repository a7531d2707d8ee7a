"""A prompt → words that the denoiser has learned: which of the ways of `generators.understanding` and
`generators.prompt_parts`."""

from __future__ import annotations

import re

from generators.bands import MACHINE
from generators.negation import plain_no, without_no_drums, without_unwanted
from generators.prompt_parts import CLEAR, SAME, Meant, combined, names_sounds, with_moods
from generators.understanding import Understanding, words_of

APART = re.compile(  # tempo, which is a condition, and effects that the denoiser does not know
    r"(\bat\b|@)\s*(?=\d[\d.]*\s*bpm\b)|\s+(with|mit|avec) (chorus|vibrato|leslie|wah|flanger|phaser)\b", re.IGNORECASE
)
BARE_MACHINE = re.compile(
    rf"\b(?<!bass )(?<!sub ){MACHINE}(?=\s*(?:$|[,;/+&]|\b(?:and|with|over|under|plus|but|in|at)\b))", re.IGNORECASE
)
SIGNS = re.compile(r"(?<=[^\W\d_]{2})\s*[&+]\s*(?=[^\W\d_]{2})")  # that stand for "and", but in r&b


def in_learned_words(known: Understanding, prompt: str, meant: Meant) -> str:
    """A prompt as the denoiser shall be told it. It stands if it is put together from learned phrases, but for other
    words for a name. One that has more stands but for words of mood, pace and effect where these alone are new, or for
    parts that are; else it is the caption nearest to it."""
    prompt = _cleaned(prompt)
    if not names_sounds(prompt):
        return prompt
    if known.is_new(prompt):
        prompt = SIGNS.sub(" and ", without_unwanted(prompt))
    return _in_new_words(known, prompt, meant) if known.is_new(prompt) else known.plainly(prompt)


def _cleaned(prompt: str) -> str:
    """Without what is told to the denoiser by itself, or not at all; a machine's number is its drums."""
    prompt = plain_no(APART.sub("", prompt).strip() or prompt)
    is_machine = not words_of(BARE_MACHINE.sub("", prompt))
    return prompt if is_machine else BARE_MACHINE.sub(r"\1 drums", prompt)


def _in_new_words(known: Understanding, prompt: str, meant: Meant) -> str:
    embedding = meant(prompt)
    likeness = known.likeness(embedding)
    if likeness >= SAME:
        return known.reworded(prompt, embedding)
    toned = known.toned(prompt)
    if known.names(toned):
        return known.plainly(toned)
    if text := combined(known, toned, meant):
        return text
    instrument = known.instrument_in(toned)
    if instrument and likeness < CLEAR and known.nearest(embedding) not in known.instruments:
        return with_moods(known, toned, instrument)
    bare = without_no_drums(prompt)
    return known.reworded(bare, embedding if bare == prompt else meant(bare))
