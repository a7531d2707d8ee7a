"""Words that nobody knows, mistyped perhaps → learned ones that are spelt nearly alike; and names written short."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from difflib import SequenceMatcher

SHORTEST = 4  # letters of a word that may be mistyped; shorter ones are near too many
ALIKE = 0.85  # share of the letters of both that two words have in common, in order: one wrong letter of seven
ENDING = re.compile("e?s|e?d|e?y|ie|ish|ing|er|ly|ful|fully|like|ness|ic|ism|ist")  # "bassy" is no mistake for "brassy"
SHORT = {  # as on the tracks of a desk or a DAW
    "bd": "bass drum", "bs": "bass", "bsn": "bassoon", "elec": "electric", "gtr": "guitar", "gtrs": "guitars",
    "hh": "hi-hat", "hrn": "horn", "kik": "kick", "perc": "percussion", "pno": "piano", "rhds": "rhodes",
    "sn": "snare", "tbn": "trombone", "tpt": "trumpet", "vc": "cello", "vla": "viola", "vlc": "cello",
    "vln": "violin", "vlns": "violins",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")


def spelt(text: str, learned: Collection[str], is_known: Callable[[str], bool]) -> str:
    """`text` with the nearest of the words in `learned` for each that is not known, and short names in full. What is
    mistyped has its first letter, as few err there (Yannakoudakis & Fawthrop, "The rules of spelling errors", 1983)."""

    def right(found: re.Match[str]) -> str:
        word = found[0].lower()
        if word in SHORT and word not in learned:  # as a caption that was taught may have it
            return SHORT[word]
        if len(word) < SHORTEST or is_known(word):
            return found[0]
        likely = [other for other in learned if other[0] == word[0] and len(other) >= SHORTEST]
        likeness, nearest = max(((_likeness(word, other), other) for other in likely), default=(0.0, ""))
        return nearest if likeness >= ALIKE and not _derived(word, likely) else found[0]

    return WORD.sub(right, text)


def _derived(word: str, learned: list[str]) -> bool:
    """Is it one of these with an ending?"""
    return any(word.startswith(other) and ENDING.fullmatch(word, len(other)) for other in learned)


def _likeness(word: str, other: str) -> float:
    """1 for the same letters in another order, too."""
    return 1.0 if sorted(word) == sorted(other) else SequenceMatcher(None, word, other).ratio()
