"""What is likely to be wanted next, to be painted while nothing else is. Pure."""

from __future__ import annotations

from dataclasses import replace

from bridge.params import LAST_SEED, DeckState, ParamError, State, table
from bridge.scenes import Scenes, known
from bridge.setlist import Setlist


def likely_next(state: State, scenes: Scenes, setlist: Setlist) -> tuple[DeckState, ...]:
    """Each deck as it may soon be: as in the setlist's next step, or else the scene after the last recalled,
    or else with the next seeds."""
    number = _next_scene(scenes, setlist)
    if number is not None:
        try:
            return _as_in(state, scenes, number).decks
        except ParamError:  # edited by hand to what is not allowed: recalling it will say so
            pass
    return tuple(_next_seed(deck) for deck in state.decks)


def _next_scene(scenes: Scenes, setlist: Setlist) -> int | None:
    if setlist.following:
        try:
            return scenes.find(setlist.following.scene)
        except ParamError:  # not stored yet: going there will say so
            pass
    return next((number for number in scenes.numbers if number > scenes.now), None)


def _as_in(state: State, scenes: Scenes, number: int) -> State:
    slots = table(len(state.decks))
    for address, value in known(scenes.recall(number), slots).items():
        state = slots[address].put(state, value)
    return state


def _next_seed(deck: DeckState) -> DeckState:
    return replace(deck, seed_a=_after(deck.seed_a), seed_b=_after(deck.seed_b))


def _after(seed: int) -> int:
    return (seed + 1) % (LAST_SEED + 1)
