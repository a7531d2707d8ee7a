"""Function words of prompts in the languages that these come in: what joins, compares and excludes the things named."""

from __future__ import annotations

import re
from typing import NamedTuple


class FunctionWords(NamedTuple):
    """Those of one language, each kind as alternatives of a regular expression."""

    articles: str = ""
    joints: str = ""  # of a prompt's parts
    ands: str = ""  # which are in names, too
    likes: str = ""  # what begins with one is compared, and no sound
    nots: str = ""  # before one word
    withouts: str = ""  # before all that follows
    degrees: str = ""  # of that word: "not too fast"
    drums: str = ""  # what one is often without


ENGLISH = FunctionWords(
    articles="a|an|some|the",
    joints=r"with|w[/.]?|along with|together with|alongside|featuring|feat\.?|ft\.?|accompanied by|backed by|plus|over|"
    r"under|on top of|above|beneath|against|meets|versus|vs\.?|but",
    ands=r"and|n|'n'|x|&|\+",
    likes="like|as if|as though",
    nots=r"no(?! wave\b)|not",
    withouts="without",
    degrees="too|very|so|really",
    drums="beat|drums",
)
FOREIGN = (
    FunctionWords(  # German
        articles="eine?[mnr]?|der|die|das",
        joints="mit|über|aber|sondern",
        ands="und",
        likes="wie",
        nots="nicht|keine?",
        withouts="ohne",
        degrees="zu|sehr",
        drums="schlagzeug",
    ),
    FunctionWords(  # French
        articles="une?|des|les?|la",
        joints="avec|sur|mais",
        ands="et",
        likes="comme",
        withouts="sans",
        drums="batterie",
    ),
    FunctionWords(  # Spanish
        articles="una|el|los|las",
        joints="con|sobre|pero",
        ands="y",
        likes="como",
        withouts=r"(?<!of )sin(?! (?:waves?|tones?|osc\w*|bass|sub|synth|pad|lead|drone|pluck|sweep|saw|\d+)\b)",
        drums="batería",
    ),
    FunctionWords(withouts="senza", drums="batteria"),  # Italian
    FunctionWords(joints="met", nots="geen", withouts="zonder"),  # Dutch
)


def _all(*languages: FunctionWords) -> FunctionWords:
    kinds = zip(*languages, strict=True)
    return FunctionWords(*("|".join(filter(None, kind)) for kind in kinds))


ANY = _all(ENGLISH, *FOREIGN)
ANY_FOREIGN = _all(*FOREIGN)
JOINTS = re.compile(rf"(?:\s*(?:[,;]|:\s|(?<!w)/)\s*|\s+(?:{ANY.joints})\s+)", re.IGNORECASE)
ANDS = re.compile(rf"\s+(?:{ANY.ands})\s+", re.IGNORECASE)
