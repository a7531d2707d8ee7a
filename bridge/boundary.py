"""Boundaries: where `/quantise` lets a change in."""

from __future__ import annotations

from bridge.cue import Cue
from bridge.decks import Deck
from bridge.stage import Stage


class Boundaries:
    """When changes may enter a stage. Belongs to the control thread."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def first(self, cue: Cue, quantise: str, soonest: float = 0) -> int:
        """The first frame, not before `soonest`, at which `quantise` lets a change in."""
        soonest = max(soonest, self._stage.soonest)
        if cue.waiting:
            soonest = max(soonest, self.metre_begins(cue.waiting.metre))
        if quantise == "off" or not cue.on_stage:
            return round(soonest)
        return round(self._stage.clock.frame_at(self._next_place(cue, quantise, soonest)))

    def metre_begins(self, metre: str) -> float:
        """The exact frame from which on the clock has this metre; 0 if it has it now, or no change to it is planned."""
        clock = self._stage.clock
        to_come = clock.bars.metre == metre and clock.bars != clock.bars_at(self._stage.soonest)
        return clock.frame_at(clock.bars.beat) if to_come else 0

    def _next_place(self, cue: Cue, quantise: str, frame: float) -> float:
        """The first beat from a frame on at which `quantise` lets a change in; for another metre, "clip" is "bar"."""
        clock = self._stage.clock
        if quantise == "beat":
            return clock.next_on_grid(frame, 1)
        if quantise == "clip" and not cue.changes_metre:
            return clock.next_on_grid(frame, cue.beats, cue.downbeat)
        return clock.bar_line(frame)


def quantised(cue: Cue, deck: Deck, alpha: float, quantise: str) -> str:
    """`quantise`, or "off" if what is waiting changes nothing that is heard: then it may enter at once."""
    if cue.waiting and cue.on_stage and deck.entry <= cue.since:
        heard = cue.waiting.heard(alpha)
        if len(heard) == 1 and heard == cue.on_stage.heard(alpha):
            return "off"
    return quantise
