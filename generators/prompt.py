"""What a prompt says about itself: `(x:1.2)` weighs x by 1.2, `(x)` by 1.1, `[x]` by 1 / 1.1; `\\(` is a bracket.

Brackets nest, and their weights multiply. One without a partner is read as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

EMPHASIS = 1.1  # of one pair of brackets
PARTNERS = {")": "(", "]": "["}
_WEIGHT = re.compile(r":\s*(\d+\.?\d*|\.\d+)\s*$")


@dataclass(frozen=True)
class Fragment:
    """A part of a prompt with one weight, 1 = as usual."""

    text: str
    weight: float = 1.0


def parse(prompt: str) -> list[Fragment]:
    """The fragments of a prompt in order; neighbours have different weights, none is empty."""
    ends = _pairs(prompt)
    starts = {end: start for start, end in ends.items()}
    fragments: list[Fragment] = []
    weights, place, until = [1.0], 0, dict[int, int]()
    while place < len(prompt):
        place = until.get(place, place)  # over a weight
        if prompt[place] == "\\" and prompt[place + 1 : place + 2] in {*"()[]\\"}:
            _append(fragments, prompt[place + 1], weights[-1])
            place += 2
        elif place in ends:
            factor, stop = _factor(prompt, place, ends[place])
            until[stop] = ends[place]
            weights.append(weights[-1] * factor)
            place += 1
        elif place in starts:
            weights.pop()
            place += 1
        else:
            _append(fragments, prompt[place], weights[-1])
            place += 1
    return fragments


def _pairs(prompt: str) -> dict[int, int]:
    """Where each opening bracket that has a partner finds it."""
    open_brackets: list[int] = []
    pairs = {}
    for place in _brackets(prompt):
        if prompt[place] not in PARTNERS:
            open_brackets.append(place)
        elif open_brackets and prompt[open_brackets[-1]] == PARTNERS[prompt[place]]:
            pairs[open_brackets.pop()] = place
    return pairs


def _brackets(prompt: str) -> list[int]:
    """Where brackets stand that no backslash makes plain."""
    return [match.start() for match in re.finditer(r"\\[()\[\]\\]|[()\[\]]", prompt) if len(match[0]) == 1]


def _factor(prompt: str, start: int, end: int) -> tuple[float, int]:
    """By how much a pair of brackets weighs, and where its text ends."""
    if prompt[start] == "[":
        return 1 / EMPHASIS, end
    if weight := _WEIGHT.search(prompt, start + 1, end):
        return float(weight[1]), weight.start()
    return EMPHASIS, end


def _append(fragments: list[Fragment], character: str, weight: float) -> None:
    if fragments and fragments[-1].weight == weight:
        fragments[-1] = Fragment(fragments[-1].text + character, weight)
    else:
        fragments.append(Fragment(character, weight))
