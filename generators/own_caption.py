"""What of a performer's own caption is text, and what is told to the denoiser by itself."""

from __future__ import annotations

import re
import unicodedata

from generators.musical_key import in_english, without_key

TEMPO = re.compile(r"[\s,;]*(?:\bat\b|\bbei\b|@)?\s*\b\d{2,3}(?:\.\d+)?\s*bpm\b", re.IGNORECASE)
ENDS = " ,;"
NOTE = re.compile(r"\b[a-g][#♯b♭]?m?7?(?![\w#♯♭])", re.IGNORECASE)


def text_of(caption: str) -> str:
    """A caption, or a prompt, without its tempo and its key; the key in English if there is nothing else in it.

    >>> text_of("Rhodes Loop 90bpm Cm"), text_of("pad, in D minor, wide"), text_of("Am")
    ('Rhodes Loop', 'pad, wide', 'in a minor')
    """
    composed = unicodedata.normalize("NFC", caption)  # names of files on a Mac are not
    untimed = TEMPO.sub("", composed).strip(ENDS) or composed
    text = re.sub(r"\s+(?=[,;]|$)", "", without_key(untimed).strip(ENDS))
    return " ".join((text or in_english(untimed)).split())


def with_capital_notes(prompt: str) -> str:
    """A prompt whose words that may be notes or chords are written as such: "rhodes loop cm" → "rhodes loop Cm"."""
    return NOTE.sub(lambda found: found[0].capitalize(), prompt)
