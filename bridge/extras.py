"""Keyframes between the five: where neighbours are too unlike for a cross-fade, and where alpha rests."""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise

from bridge.decks import Shown
from bridge.params import DeckState
from bridge.planner import EXTRAS, KEYFRAMES, Path, between
from generators.base import ClipRequest

REST_S = 0.4  # an alpha that has not moved for so long rests
UNLIKE = 0.6  # neighbours whose waveforms correlate less are worth a keyframe between them ...
CLOSEST = 1 / 16  # ... unless they are that close in alpha already
EXACT, *FINER = range(KEYFRAMES, KEYFRAMES + EXTRAS)


class Extras:
    """What one deck wants painted beside its path. Belongs to the control thread.

    One stem is for the alpha that rests; the others make the path finer where it is least alike, one
    after the other, as the machine has time: all that matters more is painted first.
    """

    def __init__(self) -> None:
        self.wanted: dict[int, tuple[float, ClipRequest]] = {}  # by stem: alpha and request
        self.entered: set[int] = set()
        self._alpha, self._since = -1.0, 0

    def clear(self) -> None:
        """There is another path."""
        self.wanted.clear()
        self.entered.clear()

    @property
    def missing(self) -> tuple[ClipRequest, ...]:
        """What is wanted and has not entered, in order of need."""
        return tuple(self.wanted[stem][1] for stem in sorted(self.wanted) if stem not in self.entered)

    def plan(self, deck: DeckState, path: Path, shown: Shown, frame: int, rate: int) -> None:
        """Want what `path`, as it is shown, lacks at `frame`."""
        if path.requests[0].key == path.requests[-1].key:
            return  # one picture all the way
        if deck.alpha != self._alpha:
            self._alpha, self._since = deck.alpha, frame
            self._drop(EXACT)
        elif not deck.drift and frame - self._since >= REST_S * rate and deck.alpha not in shown.alphas:
            self._want(EXACT, deck, deck.alpha, path)
        free = [stem for stem in FINER if stem not in self.wanted]
        if free and not self.missing and (alpha := _widest(shown)) is not None:
            self._want(free[0], deck, alpha, path)

    def give_up(self, hopeless: Container[str]) -> None:
        """Forget what cannot be painted; its stem is not used again for this path."""
        self.entered |= {stem for stem, (_, request) in self.wanted.items() if request.key in hopeless}

    def _want(self, stem: int, deck: DeckState, alpha: float, path: Path) -> None:
        if stem not in self.wanted or self.wanted[stem][0] != alpha:
            self.wanted[stem] = alpha, between(deck, alpha, path)
            self.entered.discard(stem)

    def _drop(self, stem: int) -> None:
        """Not to be painted any more, if it has not been."""
        if stem not in self.entered:
            self.wanted.pop(stem, None)


def _widest(shown: Shown) -> float | None:
    """The middle of the two neighbours that are least alike; None if all are alike enough, or close."""
    gaps = [
        (likeness, (low + high) / 2)
        for (low, high), likeness in zip(pairwise(shown.alphas), shown.likeness, strict=True)
        if likeness < UNLIKE and high - low > CLOSEST
    ]
    return min(gaps)[1] if gaps else None
