"""What to paint, in order of need. Pure functions: nothing here remembers or waits."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from operator import itemgetter

from bridge.params import DeckState, Value, seed_after
from generators.base import ClipRequest
from generators.metre import COMMON

KEYFRAMES = 5  # alpha 0, ¼, ½, ¾ and 1
EXTRAS = 4  # more of them, wherever they are needed
STEMS = KEYFRAMES + EXTRAS


@dataclass(frozen=True)
class Path:
    """The way from A to B as keyframes, one for each stem of a deck.

    A path is walked from the first stem to the last, or, when `flipped`, from the last to the first: so
    the next traverse of a drift begins on the stem where this one ended.
    """

    requests: tuple[ClipRequest, ...]
    flipped: bool = False

    @property
    def tempo(self) -> float:
        return self.requests[0].tempo

    @property
    def metre(self) -> str:
        return self.requests[0].metre

    def alpha(self, stem: int) -> float:
        """Where a keyframe lies."""
        return _alpha(stem, self.flipped)

    def nearest(self, alpha: float) -> int:
        """The stem whose keyframe lies nearest."""
        return round(position(alpha, self.flipped))

    def by_need(self, alpha: float) -> list[ClipRequest]:
        """The requests, the nearest to `alpha` first, each once."""
        at = position(alpha, self.flipped)
        order = sorted(range(KEYFRAMES), key=lambda stem: abs(stem - at))
        return list(dict.fromkeys(self.requests[stem] for stem in order))

    def heard(self, alpha: float) -> list[ClipRequest]:
        """The one or two requests that `alpha` lies at or between."""
        at = position(alpha, self.flipped)
        return [request for stem, request in enumerate(self.requests) if abs(stem - at) < 1]


def position(alpha: float, flipped: bool) -> float:
    """Where on the stems, from 0 to KEYFRAMES − 1, `alpha` lies."""
    return (1 - alpha if flipped else alpha) * (KEYFRAMES - 1)


def plan(
    deck: DeckState, tempo: float, rate: int, on_stage: Path | None = None, flipped: bool | None = None,
    metre: str = COMMON,
) -> Path:  # fmt: skip
    """The path a deck's state asks for, chained for phase coherence.

    The keyframe nearest to alpha follows the clip now heard, and each other its neighbour. A keyframe
    that is on stage already is kept, so that only what changed is painted.
    """
    flipped = (on_stage.flipped if on_stage else False) if flipped is None else flipped
    wanted = [request_at(deck, _alpha(stem, flipped), tempo, rate, metre) for stem in range(KEYFRAMES)]
    first = round(position(deck.alpha, flipped))
    known = list(on_stage.requests) if on_stage else []
    chained: dict[int, ClipRequest] = {}
    for stem in sorted(range(KEYFRAMES), key=lambda stem: abs(stem - first)):
        before = on_stage.requests[first] if on_stage else None
        if stem != first:
            before = chained[stem - 1 if stem > first else stem + 1]
        kept = next((request for request in known if request.same_picture(wanted[stem])), None)
        chained[stem] = kept or wanted[stem].following(before)
        known.append(chained[stem])
    return Path(tuple(chained[stem] for stem in range(KEYFRAMES)), flipped)


def between(deck: DeckState, alpha: float, path: Path) -> ClipRequest:
    """A keyframe of the path at any alpha, phase-coherent with its nearest neighbour."""
    nearest = path.by_need(alpha)[0]
    return request_at(deck, alpha, path.tempo, nearest.rate, path.metre).following(nearest)


def _alpha(stem: int, flipped: bool) -> float:
    alpha = stem / (KEYFRAMES - 1)
    return 1 - alpha if flipped else alpha


def request_at(deck: DeckState, alpha: float, tempo: float, rate: int, metre: str = COMMON) -> ClipRequest:
    """The clip that a deck's state asks for at one place on the way from A to B."""
    guidance = _interpolated(deck.guidance, deck.to_guidance if deck.to_guidance >= 1 else deck.guidance, alpha)
    denoising = _interpolated(deck.denoising, deck.to_denoising if deck.to_denoising >= 0 else deck.denoising, alpha)
    request = ClipRequest(
        prompt_a=deck.prompt_a,
        prompt_b=deck.prompt_b,
        negative=deck.negative if guidance > 1 else "",
        seed_a=deck.seed_a,
        seed_b=deck.seed_b,
        alpha=alpha,
        guidance=guidance,
        steps=deck.steps,
        denoising=denoising if deck.init else 1.0,
        init=deck.init,
        bars=deck.bars,
        metre=metre,
        tempo=tempo,
        rate=rate,
        join=deck.clip_join,
        dynamics=deck.clip_dynamics,
        mask_from=deck.mask_from,
        mask_to=deck.mask_to,
        mask_low=deck.mask_low,
        mask_high=deck.mask_high,
    )
    return (request if request.heeds_init else replace(request, init="")).canonical()


def _interpolated(a: float, b: float, alpha: float) -> float:
    """The point `alpha` of the way from `a` to `b`, exactly either at its end."""
    return a if a == b else (1 - alpha) * a + alpha * b


def traverse(deck: DeckState) -> dict[str, Value]:
    """The fields that change when a drift has reached B: B becomes A, and what is queued, or else the
    next seed, becomes B (Riffusion's endless interpolation)."""
    ahead: dict[str, Value] = {"prompt_a": deck.prompt_b, "seed_a": deck.seed_b, "alpha": 0.0}
    if deck.to_guidance >= 1:
        ahead["guidance"] = deck.to_guidance
    if deck.to_denoising >= 0:
        ahead["denoising"] = deck.to_denoising
    if deck.prompt_next:
        return ahead | {"prompt_b": deck.prompt_next, "prompt_next": ""}
    return ahead | {"seed_b": seed_after(deck.seed_b)}


class Group(IntEnum):
    """What is painted first, and what last."""

    HEARD = 0
    MUTED = 1
    LIKELY = 2


class Kind(IntEnum):
    """What a deck needs a clip for, the most urgent first; for each kind, decks take turns."""

    ENDS_SILENCE = 0
    HEARD = 1
    REST_OF_SILENT = 2
    REST = 3
    AHEAD = 4
    EXTRA = 5
    LIKELY = 6


Rank = tuple[Group, Kind, int]  # the number is the turn within the kind


@dataclass(frozen=True)
class Need:
    """One deck's view of what is to be painted: the path it waits for or plays, where a drift leads next,
    keyframes that make the path finer, and what is likely to be asked for next."""

    path: Path
    alpha: float
    silent: bool = False
    muted: bool = False
    ahead: Path | None = None
    extras: tuple[ClipRequest, ...] = ()
    likely: tuple[ClipRequest, ...] = ()

    def heard(self) -> list[ClipRequest]:
        """What is heard of the path, if the deck is."""
        return [] if self.muted else self.path.heard(self.alpha)

    def ranked(self) -> Iterator[tuple[Rank, ClipRequest]]:
        """Each request with its rank; the lower, the more urgent."""
        heard, group = self.path.heard(self.alpha), Group.MUTED if self.muted else Group.HEARD
        near, far = (Kind.ENDS_SILENCE, Kind.REST_OF_SILENT) if self.silent else (Kind.HEARD, Kind.REST)
        for turn, request in enumerate(self.path.by_need(self.alpha)):
            yield (group, near if request in heard else far, turn), request
        for turn, request in enumerate(self.ahead.by_need(0) if self.ahead else []):
            yield (group, Kind.AHEAD, turn), request
        for turn, request in enumerate(self.extras):
            yield (group, Kind.EXTRA, turn), request
        for turn, request in enumerate(self.likely):
            yield (Group.LIKELY, Kind.LIKELY, turn), request


def in_order_of_need(needs: Iterable[Need], painted: Container[str]) -> list[ClipRequest]:
    """What is still to be painted: first what silence waits for, then what is heard at the playhead,
    then the rest of each path from alpha outwards, then what the drift comes to, then extras; decks take turns, muted
    ones last. After all that comes what is likely to be asked for."""
    missing = [each for need in needs for each in need.ranked() if each[1].key not in painted]
    return list(dict.fromkeys(request for _, request in sorted(missing, key=itemgetter(0))))
