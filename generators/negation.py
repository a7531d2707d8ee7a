"""What a prompt shall be without, and how it says so."""

from __future__ import annotations

import re

NOTS = "no|not|nicht|keine?"  # before one word
WITHOUTS = "without|ohne|sans|senza"  # before all that follows
DEGREES = "too|very|so|really|zu|sehr"  # of that word: "not too fast"
DRUMS = "beat|drums|schlagzeug|batterie|batteria|batería"

ORDERS = re.compile(  # but not of how to play
    r"\b(?:don['’]?t|do not|never) (?:play|use|add) (?:any |the |an? |some )?(?!(?:fast|slow|loud|hard)\b)(?=\w)",
    re.IGNORECASE,
)
NO = re.compile(rf"\b(?:{NOTS})\s+(?:(?:{DEGREES})\s+)?\w+", re.IGNORECASE)
WITHOUT = re.compile(rf"\b({WITHOUTS})\b.*?(?=$|[,;.\n]|\b(with|in|mit|avec)\b)", re.IGNORECASE)
UNWANTED = re.compile(  # all of a part, but for the learned "no drums"
    rf"(?:^|[\s,;]+)(?:(?:with no|w/o|(?:and |but )?(?:{NOTS})|minus)\s+(?!drums\s*(?:$|[,;.]))"
    rf"(?:(?:{DEGREES}) )?\w+|(?:pas de|{WITHOUTS.partition('|')[2]})\s+\w+)"
    rf"(?:\s+(?:please|pls|at all))?\s*(?=$|[,;.])|\s+(?:{WITHOUTS}|sin) (?:a |any )?(?:{DRUMS})\b",
    re.IGNORECASE,
)


def plain_no(text: str) -> str:
    """Orders in the words that the denoiser has heard: "piano, don't play any drums" → "piano, no drums"."""
    return ORDERS.sub("no ", text)


def without_unwanted(text: str) -> str:
    """A text without what it shall be without, where that is all of a part of it."""
    return UNWANTED.sub("", text).strip(" ,;.") or text


def wanted(text: str) -> str:
    """A text without all that follows "without"."""
    return WITHOUT.sub("", text)


def said(text: str) -> str:
    """The same, and without each word that "no" or "not too" stands before."""
    return NO.sub("", wanted(text))
