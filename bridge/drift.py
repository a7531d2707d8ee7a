"""Drift: alpha moved by the beat, from A to B and on to what follows (Riffusion's endless interpolation)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bridge.cue import Cue, picture
from bridge.params import DeckState, Params, State, deck_address
from bridge.planner import Path, plan, traverse
from bridge.requests import Requests
from bridge.stage import Stage

STEP_S = 0.03  # between two steps of alpha
JUST_AFTER = 1e-3  # an alpha that needs the first two keyframes

EnterPath = Callable[[int, Path, int, bool], None]  # deck, path, frame, turned: see `Player`


class Drift:
    """Moves the alphas of decks that drift. Belongs to the control thread."""

    def __init__(
        self, params: Params, stage: Stage, requests: Requests, cues: Sequence[Cue], enter: EnterPath
    ) -> None:  # fmt: skip
        """`enter` puts the path ahead on stage."""
        self._params = params
        self._stage = stage
        self._requests = requests
        self._cues = cues
        self._enter = enter
        self._moved = 0

    def turn(self, state: State, tempo: float) -> None:
        """Move alpha by the beats that have been heard; at B, go on to what follows, painted for `tempo`.

        A clock that is put elsewhere does not carry alpha along; one that is corrected does, back to 0 at most.
        """
        clock, playhead = self._stage.clock, self._stage.playhead
        if playhead - self._moved < STEP_S * clock.rate:
            return
        beats, bar = clock.beat_at(playhead) - clock.beat_at(self._moved), clock.bars_at(playhead).beats
        beats = beats if abs(beats) <= bar else 0.0
        self._moved = playhead
        for index, (cue, deck) in enumerate(zip(self._cues, state.decks, strict=True)):
            if not deck.drift or not cue.on_stage:
                cue.held, cue.ahead = False, None
                continue
            self._look_ahead(cue, cue.on_stage, deck, tempo, state.clock_metre)
            alpha = max(deck.alpha + beats / (deck.drift * bar), 0.0)
            cue.held = alpha >= 1 and not self._go_on(index, alpha - 1, tempo, state.clock_metre)
            if (alpha < 1 or cue.held) and min(alpha, 1.0) != deck.alpha:
                self._params.set(deck_address(index, "alpha"), min(alpha, 1.0))

    def _look_ahead(self, cue: Cue, on_stage: Path, deck: DeckState, tempo: float, metre: str) -> None:
        ahead_for = traverse(deck)
        if cue.waiting or (cue.ahead and ahead_for == cue.ahead_for):
            return
        after = replace(deck, **ahead_for)  # type: ignore[arg-type]
        cue.ahead = plan(after, tempo, self._stage.clock.rate, on_stage, not on_stage.flipped, metre)
        cue.ahead_for = ahead_for

    def _go_on(self, index: int, alpha: float, tempo: float, metre: str) -> bool:
        """Turn round onto the path ahead, if it is painted as far as it will be heard at once, and what
        is on stage has been entered."""
        cue = self._cues[index]
        if not cue.ahead or not cue.ahead_for or self._stage.decks[index].entry > self._stage.playhead:
            return False
        if not self._requests.ready(cue.ahead, JUST_AFTER):
            return False
        fields = {**cue.ahead_for, "alpha": min(alpha, 1.0)}
        self._params.update({deck_address(index, name): value for name, value in fields.items()})
        cue.wanted = picture(self._params.snapshot().decks[index]), tempo, metre
        self._enter(index, cue.ahead, self._stage.soonest, True)
        cue.ahead = None
        return True
