"""OSC address patterns: `*`, `?`, `[a-z]`, `[!a-z]` and `{one,two}` within one part of an address.

Open Sound Control 1.0, "OSC Message Dispatching and Pattern Matching". Matching follows the set of places
reached so far, so that its time is bounded: a pattern like `*a*a*a*a*` cannot stall the control thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, reduce
from operator import contains, or_

MAX_PATTERN = 200  # characters

_TOKEN = re.compile(r"(?P<any>\*+)|(?P<one>\?)|\[(?P<set>[^][]+)\]|\{(?P<words>[^{}]+)\}|(?P<word>[^][{}*?]+)")

Places = int  # in a text: bit n is that before its n-th character
Step = Callable[[str, Places], Places]  # the places in a text that a token reaches from those given


class PatternError(ValueError):
    """A pattern that is not well formed."""


def is_pattern(address: str) -> bool:
    return any(character in address for character in "*?[]{}")


@lru_cache(maxsize=256)
def matching(pattern: str, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses that a pattern matches, in their order. Raises PatternError."""
    if len(pattern) > MAX_PATTERN:
        raise PatternError(f"a pattern has at most {MAX_PATTERN} characters")
    parts = [_compiled(part) for part in pattern.split("/")]
    rows, columns = _split(addresses, len(parts))
    fitting: list[set[str]] = []
    for steps, texts in zip(parts, columns, strict=False):
        fitting.append({text for text in texts if _part_matches(steps, text)})
        if not fitting[-1]:
            return ()
    return tuple("/".join(row) for row in rows if all(map(contains, fitting, row)))


@lru_cache(maxsize=64)
def _split(addresses: tuple[str, ...], count: int) -> tuple[list[list[str]], list[set[str]]]:
    """Those of so many parts, as their parts, and what there is at each place: few, as decks have the same names."""
    rows = [parts for address in addresses if len(parts := address.split("/")) == count]
    return rows, [set(column) for column in zip(*rows, strict=True)]


@lru_cache(maxsize=256)
def _compiled(part: str) -> tuple[Step, ...]:
    return tuple(_steps(part))


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
        return lambda text, places: _all(text) & -(places & -places)  # from the lowest on
    if token["one"]:
        return lambda text, places: _all(text) & places << 1
    if inside := token["set"]:
        return lambda text, places: (places & _in_set(inside, text)) << 1
    words = token["words"].split(",") if token["words"] else [token["word"]]
    return lambda text, places: reduce(or_, ((places & _where(word, text)) << len(word) for word in words))


def _all(text: str) -> Places:
    return (2 << len(text)) - 1


@lru_cache(maxsize=4096)
def _where(word: str, text: str) -> Places:
    """Where the word begins."""
    places, place = 0, text.find(word)
    while place >= 0:
        places |= 1 << place
        place = text.find(word, place + 1)
    return places


@lru_cache(maxsize=4096)
def _in_set(inside: str, text: str) -> Places:
    """Where the characters of a set stand, or with `!` all others."""
    negated = inside.startswith("!")
    ranges = [(m[1], m[2] or m[1]) for m in re.finditer(r"(.)(?:-(.))?", inside[negated:])]
    fits = (negated != any(low <= character <= high for low, high in ranges) for character in text)
    return sum(1 << place for place, fit in enumerate(fits) if fit)


def _part_matches(steps: tuple[Step, ...], text: str) -> bool:
    places: Places = 1
    for step in steps:
        places = step(text, places)
        if not places:
            return False
    return bool(places >> len(text))
