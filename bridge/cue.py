"""A cue: what one deck plays, what it waits for, and what it will want next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from bridge.clock import Bars
from bridge.extras import Extras
from bridge.params import DECK_SPECS, DeckState, Value
from bridge.planner import Path, plan
from generators.base import ClipRequest

_NOT_PAINTED: dict[str, Any] = {
    name: spec.default for name, spec in DECK_SPECS.items() if spec.latency != "paint" or name == "prompt_next"
}

Wanted = tuple[DeckState, float, str]  # a picture, a tempo and a metre


@dataclass
class Cue:
    """Belongs to the control thread: the player writes it, others read."""

    wanted: Wanted | None = None  # what `waiting`, or else `on_stage`, was planned for
    waiting: Path | None = None
    since: int = 0  # the head from which it has been waiting ...
    missing: int = 0  # ... for so many clips that are heard of it
    given_up: int = 0  # paths before it that were never heard
    on_stage: Path | None = None
    heard: Path | None = None  # what was on stage when an entry was heard last ...
    arrived: tuple[int, float] | None = None  # ... at this bar and beat, as they were counted then
    stems: frozenset[int] = frozenset()  # those whose keyframe has entered
    extras: Extras = field(default_factory=Extras)
    ahead: Path | None = None  # where the drift leads next
    ahead_for: Mapping[str, Value] | None = None
    held: bool = False  # the drift has come to B, and what is ahead is not painted
    likely: tuple[ClipRequest, ...] = ()  # what may be asked for next, in order of need
    likely_for: tuple[Wanted, int, Path] | None = None
    downbeat: float = 0.0  # laps are counted from this beat ...
    bars: Bars | None = None  # ... which is one of these bars, unless the performer launched the deck elsewhere
    lap: int = 0
    late: int = 0

    @property
    def beats(self) -> int:
        """Length of the loop on stage; 0 before the first."""
        return self.on_stage.requests[0].beats if self.on_stage else 0

    @property
    def changes_metre(self) -> bool:
        """Are the bars of what is waiting others than those on stage?"""
        return bool(self.waiting and self.on_stage and self.waiting.metre != self.on_stage.metre)

    @property
    def paths(self) -> list[Path]:
        """Those that are played, or will be; what is heard may not be what is on stage yet."""
        return [path for path in (self.heard, self.on_stage, self.waiting, self.ahead) if path]

    def expect(self, deck: DeckState, tempo: float, metre: str, rate: int) -> None:
        """Plan what is likely next as if it were asked for now, so that it is the same when it is."""
        if not self.on_stage or self.waiting:
            return
        likely_for = (picture(deck), tempo, metre), self.on_stage.nearest(deck.alpha), self.on_stage
        if likely_for != self.likely_for:
            self.likely_for = likely_for
            self.likely = tuple(plan(deck, tempo, rate, self.on_stage, metre=metre).by_need(deck.alpha))

    def begin_with(self, bars: Bars) -> bool:
        """Let bar 1 lie on these bars' first, if they are others than it lies on; returns whether they are."""
        anew = bars != self.bars
        if anew:
            self.bars, self.downbeat = bars, bars.beat
        return anew

    def count_lap(self, beat: float, late: bool) -> None:
        """Each time the loop goes round while something fresher was due, a clip is late."""
        lap = int((beat - self.downbeat) // self.beats)
        self.late += lap != self.lap and late
        self.lap = lap


@lru_cache(maxsize=64)  # asked for every few ms
def picture(deck: DeckState) -> DeckState:
    """The deck's state without what does not change the clips."""
    return replace(deck, **_NOT_PAINTED)
