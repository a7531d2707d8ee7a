"""What is likely to be wanted next, to be painted while nothing else is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bridge.params import DeckState, ParamError, Slot, State, put, seed_after
from bridge.scenes import Scenes, known
from bridge.setlist import Setlist


def likely_next(state: State, scenes: Scenes, setlist: Setlist, slots: Mapping[str, Slot]) -> State:
    """The state as it may soon be: as in the setlist's next step, or else the scene after the last recalled,
    or else with the next seeds. `slots` are those of the parameters. Its files are not looked at: the painter does."""
    number = _next_scene(scenes, setlist)
    if number is not None:
        try:
            return put(state, slots, known(scenes.recall(number), slots))
        except ParamError:  # edited by hand to what is not allowed: recalling it will say so
            pass
    return replace(state, decks=tuple(_next_seed(deck) for deck in state.decks))


def _next_scene(scenes: Scenes, setlist: Setlist) -> int | None:
    if setlist.following:
        try:
            return scenes.find(setlist.following.scene)
        except ParamError:  # not stored yet: going there will say so
            pass
    return next((number for number in scenes.numbers if number > scenes.now), None)


def _next_seed(deck: DeckState) -> DeckState:
    """A deck that drifts gets to its next seeds by itself."""
    if deck.drift:
        return deck
    return replace(deck, seed_a=seed_after(deck.seed_a), seed_b=seed_after(deck.seed_b))
