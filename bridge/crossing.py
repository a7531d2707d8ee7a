"""What one deck does in a morph: cross to another picture, come in, leave. Each is a generator of what to set.

A picture that is not painted cannot be heard, so each waits until the deck plays the keyframe it needs. No
crossing jumps: alpha moves only between keyframes that are on stage, and a picture changes only at the end
of the path that is not heard.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace

from bridge.glide import Glide
from bridge.params import DECK_SPECS, SILENCE_DB, DeckState, Value, deck_address
from generators.base import ClipRequest

Values = dict[str, Value]
Pictures = Callable[[int, int], ClipRequest | None]  # (deck from 0, alpha 0 or 1) → the keyframe it plays there

TO_THE_END = 0.25  # of a morph, for alpha to come to the nearer end first, and to leave it last


@dataclass(frozen=True)
class Tick:
    """An instant: beats since the morph began, and what the decks play."""

    elapsed: float
    pictures: Pictures


Steps = Generator[Values, Tick, Tick]


@dataclass
class Part:
    """The steps of one deck; `takes` are the addresses it moves, `ends_with` those whose touch ends it."""

    takes: frozenset[str]
    ends_with: frozenset[str]
    steps: Steps
    done: bool = field(default=False, init=False)
    _begun: bool = field(default=False, init=False)

    def advance(self, tick: Tick) -> Values:
        """What is to be set now."""
        if self.done:
            return {}
        try:
            if not self._begun:
                self._begun = True
                next(self.steps)  # to the first `yield {}`, which waits for a tick
            return self.steps.send(tick)
        except StopIteration:
            self.done = True
            return {}


@dataclass(frozen=True)
class Crossing:
    """A deck (from 0) on its way between two states in `length` beats; a bar has `bar` of them."""

    deck: int
    before: DeckState
    after: DeckState
    length: float
    bar: float

    def addresses(self, *names: str) -> frozenset[str]:
        return frozenset(map(self.address, names))

    def address(self, name: str) -> str:
        return deck_address(self.deck, name)

    def values(self, **fields: Value) -> Values:
        return {self.address(name): value for name, value in fields.items()}

    def end(self, alpha: int) -> Values:
        """Puts the scene's picture at that end of the path."""
        prompt, seed = _picture(self.after, _nearer(self.after))
        return self.values(**_at_end(alpha, prompt, seed))

    def plays(self, tick: Tick, deck: DeckState, alpha: int) -> bool:
        """True once the deck plays, at that end, the picture which `deck` has there."""
        request = tick.pictures(self.deck, alpha)
        return request is not None and (request.prompt_a, request.seed_a) == _picture(deck, alpha)

    def glide(self, name: str, start: float, end: float, length: float, tick: Tick) -> Steps:
        """Move a number in so many beats, or, if they are over, in a bar for the whole of alpha's way."""
        glide, begun = Glide(DECK_SPECS[name], start, end), tick.elapsed
        length = max(length, min(self.length, self.bar) * min(abs(end - start), 1))
        while (x := (tick.elapsed - begun) / length) < 1:
            tick = yield self.values(**{name: glide.at(x)})
        return (yield self.values(**{name: end}))

    def rest(self, tick: Tick) -> float:
        """Beats until the morph should be over."""
        return self.length - tick.elapsed

    def wait(self, tick: Tick, deck: DeckState, *alphas: int) -> Steps:
        """Until the deck plays what `deck` has at those ends."""
        while not all(self.plays(tick, deck, alpha) for alpha in alphas):
            tick = yield {}
        return tick


def cross(way: Crossing) -> Part:
    """From one picture to another while the deck is heard."""
    moved = way.addresses("prompt_a", "prompt_b", "seed_a", "seed_b", "alpha", "drift")
    return Part(moved, moved, _cross(way))


def _cross(way: Crossing) -> Steps:
    before, after = way.before, way.after
    near, goal = _nearer(before), _nearer(after)
    far = 1 - near
    tick = yield {}
    tick = yield way.values(drift=0.0)
    if before.alpha != near:
        tick = yield from way.glide("alpha", before.alpha, near, way.length * TO_THE_END, tick)
    if _picture(before, near) != _picture(after, goal):
        tick = yield way.end(far)
        turned = _with_picture(before, after, far)
        tick = yield from way.wait(tick, turned, far)
        last = 0.0 if after.alpha == goal else way.length * TO_THE_END
        tick = yield from way.glide("alpha", near, far, way.rest(tick) - last, tick)
    else:  # what is heard is the scene's picture already
        far, turned = near, before
    if far != goal:  # the same picture at both ends: then alpha may change ends unheard
        tick = yield way.end(goal)
        turned = _with_picture(turned, after, goal)
        tick = yield from way.wait(tick, turned, goal)
        tick = yield way.values(alpha=float(goal))
    if after.alpha != goal:
        other = 1 - goal
        tick = yield way.values(**_at_end(other, *_picture(after, other)))
        tick = yield from way.wait(tick, after, other)
        tick = yield from way.glide("alpha", float(goal), after.alpha, way.rest(tick), tick)
    return tick


def come_in(way: Crossing) -> Part:
    """From silence: everything is as in the scene at once, the gain follows when that is painted."""
    return Part(way.addresses(*DECK_SPECS), way.addresses("gain", "mute"), _come_in(way))


def _come_in(way: Crossing) -> Steps:
    fields = {name: getattr(way.after, name) for name in DECK_SPECS}
    tick = yield {}
    tick = yield way.values(**{**fields, "gain": SILENCE_DB})
    tick = yield from way.wait(tick, way.after, _nearer(way.after))
    return (yield from way.glide("gain", SILENCE_DB, way.after.gain, way.rest(tick), tick))


def leave(way: Crossing) -> Part:
    """Into silence; the deck is muted, and its gain as in the scene, when the morph is over."""
    return Part(way.addresses("gain", "alpha"), way.addresses("gain", "mute"), _leave(way))


def _leave(way: Crossing) -> Steps:
    tick = yield {}
    return (yield from way.glide("gain", way.before.gain, SILENCE_DB, way.rest(tick), tick))


def same_path(one: DeckState, other: DeckState) -> bool:
    """True if both have the same picture at either end."""
    return all(_picture(one, alpha) == _picture(other, alpha) for alpha in (0, 1))


def _picture(deck: DeckState, alpha: int) -> tuple[str, int]:
    """Prompt and seed at that end of the path."""
    return (deck.prompt_b, deck.seed_b) if alpha else (deck.prompt_a, deck.seed_a)


def _at_end(alpha: int, prompt: str, seed: int) -> Values:
    """Fields that put a picture at that end of the path."""
    return {f"prompt_{'ab'[alpha]}": prompt, f"seed_{'ab'[alpha]}": seed}


def _with_picture(deck: DeckState, other: DeckState, alpha: int) -> DeckState:
    """A deck that has, at that end, what the other has at its nearer end."""
    prompt, seed = _picture(other, _nearer(other))
    return replace(deck, **_at_end(alpha, prompt, seed))  # type: ignore[arg-type]


def _nearer(deck: DeckState) -> int:
    return int(deck.alpha >= 0.5)
