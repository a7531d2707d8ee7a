"""What a prompt shall be without, and how it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generators.function_words import ANDS, ANY, ANY_FOREIGN, JOINTS

NOTS = rf"(?:{ANY.nots})\s+"  # before one word
DEGREE = rf"(?:(?:{ANY.degrees})\s+)?"  # of it: "not too fast"
ARTICLE = rf"(?:(?:{ANY.articles})\s+)?"
PLEASE = r"(?:\s+(?:please|pls|at all))?\s*"
LEARNED = r"no drums\s*(?:$|[,;.])"  # the denoiser has heard it
ORDERS = re.compile(  # but not of how to play
    r"\b(?:(?:don['’]?t|do not|never) (?:play|use|add)|(?:anything|everything|all) (?:but|except)) "
    r"(?:any |the |an? |some )?(?!(?:fast|slow|loud|hard)\b)(?=\w)",
    re.IGNORECASE,
)
NO_DRUMS = re.compile(r"(?<=\w)[\s,]+(?:with )?no drums\s*(?=$|[,;.])", re.IGNORECASE)
NO = re.compile(rf"\b{NOTS}{DEGREE}\w+", re.IGNORECASE)
WITHOUT = re.compile(rf"\b({ANY.withouts})\b.*?(?=$|[,;.\n]|\b(with|in|mit|avec)\b)", re.IGNORECASE)
UNWANTED = re.compile(  # to the end of a part
    rf"(?:^|[\s,;]+)(?!(?:(?:with|and|but) )?{LEARNED})"
    rf"(?:(?:with no\s+|w/o\s+|minus\s+|(?:and |but )?{NOTS}){ARTICLE}{DEGREE}\w+|"
    rf"(?:pas de|{ANY_FOREIGN.withouts})\s+{ARTICLE}\w+){PLEASE}(?=$|[,;.:])|"
    rf"\s+(?:{ANY.withouts}) (?:a |any )?(?:{ANY.drums})\b",
    re.IGNORECASE,
)
EXCLUDED = re.compile(  # of a part that begins so: all, or what "and" joins to more; but "not too loud piano" is wanted
    rf"^(?:(?!no drums\s*$|{NOTS}(?:{ANY.degrees})\s){NOTS}.*?(?:$|{ANDS.pattern}))+", re.IGNORECASE
)


def plain_no(text: str) -> str:
    """Orders in the words that the denoiser has heard: "piano, don't play any drums" → "piano, no drums"."""
    return ORDERS.sub("no ", text)


def without_unwanted(text: str) -> str:
    """A text without what it shall be without, where that is all of a part of it, or else without that word: "jungle
    but no bass yet" → "jungle", "not distorted guitar" → "guitar"."""
    kept, joint = "", ""
    for part, next_joint in _parts(NO_DRUMS.sub(", no drums", UNWANTED.sub("", text).strip(" ,;.:"))):
        if stays := EXCLUDED.sub("", part):
            kept += (joint if kept else "") + stays
        joint = next_joint
    return kept or NO.sub("", text).strip() or text


def without_no_drums(text: str) -> str:
    """A text without these words, which the denoiser knows, and which in new ones sound like drums."""
    return NO_DRUMS.sub("", text)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Its parts, each with what joins it to the next one."""
    start = 0
    for joint in JOINTS.finditer(text):
        yield text[start : joint.start()], joint[0]
        start = joint.end()
    yield text[start:], ""


def wanted(text: str) -> str:
    """A text without all that follows "without"."""
    return WITHOUT.sub("", text)


def said(text: str) -> str:
    """The same, and without each word that "no" or "not too" stands before."""
    return NO.sub("", wanted(text))
