"""What a prompt shall be without, and how it says so."""

from __future__ import annotations

import re

from generators.function_words import ANY, ANY_FOREIGN

DEGREE = rf"(?:(?:{ANY.degrees})\s+)?"  # "not too fast"
ORDERS = re.compile(  # but not of how to play
    r"\b(?:don['’]?t|do not|never) (?:play|use|add) (?:any |the |an? |some )?(?!(?:fast|slow|loud|hard)\b)(?=\w)",
    re.IGNORECASE,
)
NO = re.compile(rf"\b(?:{ANY.nots})\s+{DEGREE}\w+", re.IGNORECASE)
WITHOUT = re.compile(rf"\b({ANY.withouts})\b.*?(?=$|[,;.\n]|\b(with|in|mit|avec)\b)", re.IGNORECASE)
UNWANTED = re.compile(  # all of a part, but for the learned "no drums"
    rf"(?:^|[\s,;]+)(?:(?:with no|w/o|(?:and |but )?(?:{ANY.nots})|minus)\s+(?!drums\s*(?:$|[,;.])){DEGREE}\w+|"
    rf"(?:pas de|{ANY_FOREIGN.withouts})\s+\w+)(?:\s+(?:please|pls|at all))?\s*(?=$|[,;.])|"
    rf"\s+(?:{ANY.withouts}|sin) (?:a |any )?(?:{ANY.drums})\b",
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
