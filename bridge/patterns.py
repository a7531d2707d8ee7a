"""OSC address patterns: `*`, `?`, `[a-z]`, `[!a-z]` and `{one,two}` within one part of an address.

Open Sound Control 1.0, "OSC Message Dispatching and Pattern Matching". Matching follows the set of places
reached so far, so that its time is bounded: a pattern like `*a*a*a*a*` cannot stall the control thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

MAX_PATTERN = 200  # characters

_TOKEN = re.compile(r"(?P<any>\*+)|(?P<one>\?)|\[(?P<set>[^][]+)\]|\{(?P<words>[^{}]+)\}|(?P<char>[^][{}])")

Places = frozenset[int]
Step = Callable[[str, Places], Places]  # the places in a text that a token reaches from those given


class PatternError(ValueError):
    """A pattern that is not well formed."""


def is_pattern(address: str) -> bool:
    return any(character in address for character in "*?[]{}")


@lru_cache(maxsize=256)
def matching(pattern: str, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses that a pattern matches, in their order. Raises PatternError."""
    steps, matches = _compiled(pattern), cache(_part_matches)  # most parts come again and again
    parts = [(address, address.split("/")) for address in addresses]
    return tuple(address for address, texts in parts if len(texts) == len(steps) and all(map(matches, steps, texts)))


def _compiled(pattern: str) -> tuple[tuple[Step, ...], ...]:
    if len(pattern) > MAX_PATTERN:
        raise PatternError(f"a pattern has at most {MAX_PATTERN} characters")
    return tuple(tuple(_steps(part)) for part in pattern.split("/"))


def _steps(part: str) -> Iterable[Step]:
    place = 0
    while place < len(part):
        token = _TOKEN.match(part, place)
        if token is None:
            raise PatternError(f"{part[place]!r} is not closed or not opened in the pattern")
        yield _step(token)
        place = token.end()


def _step(token: re.Match[str]) -> Step:
    if token["any"]:
        return lambda text, places: frozenset(range(min(places), len(text) + 1))
    if token["words"]:
        words = token["words"].split(",")
        return lambda text, places: frozenset(
            place + len(word) for place in places for word in words if text.startswith(word, place)
        )
    fits = _class(token["set"]) if token["set"] else (lambda character: token["char"] in {None, character})
    return lambda text, places: frozenset(p + 1 for p in places if p < len(text) and fits(text[p]))


def _class(inside: str) -> Callable[[str], bool]:
    negated = inside.startswith("!")
    ranges = [(m[1], m[2] or m[1]) for m in re.finditer(r"(.)(?:-(.))?", inside[negated:])]
    return lambda character: negated != any(low <= character <= high for low, high in ranges)


def _part_matches(steps: tuple[Step, ...], text: str) -> bool:
    places: Places = frozenset({0})
    for step in steps:
        places = step(text, places)
        if not places:
            return False
    return len(text) in places
