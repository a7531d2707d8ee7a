"""The player: from what the parameters ask for to clips on stage, turn by turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from bridge.clock import GRID_BEATS, Stretch
from bridge.decks import Keyframe
from bridge.extras import Extras
from bridge.params import DECK_SPECS, DeckState, Params, State, Value
from bridge.planner import KEYFRAMES, Need, Path, plan, traverse
from bridge.requests import Painter, Requests
from bridge.stage import Stage
from generators.base import BEATS_PER_BAR

PATIENCE = 2  # paths in a row that may be given up before they are heard
DRIFT_S = 0.03  # between two steps of a drifting alpha
JUST_AFTER = 1e-3  # an alpha that needs the first two keyframes

_NOT_PAINTED: dict[str, Any] = {
    name: spec.default for name, spec in DECK_SPECS.items() if spec.latency != "paint" or name == "prompt_next"
}


class Time(Protocol):
    """Who moves the clock; see `timekeeper`."""

    def turn(self, state: State) -> float:
        """Set the clock at the head; returns the tempo (BPM) to paint for."""
        ...


class Log(Protocol):
    """Who is told what the player did; see `session.Journal`."""

    def entered(
        self, deck: int, keyframes: Mapping[int, Keyframe], frame: int, downbeat: float, whole: bool, turned: bool
    ) -> None: ...
    def located(self, stretch: Stretch) -> None: ...


@dataclass
class Cue:
    """What one deck plays, waits for and will want next."""

    wanted: tuple[DeckState, float] | None = None  # what `waiting`, or else `on_stage`, was planned for
    waiting: Path | None = None
    since: int = 0  # the frame from which it has been waiting
    given_up: int = 0  # paths before it that were never heard
    on_stage: Path | None = None
    entry: int = 0  # the frame at which it entered, or will
    arrived: int | None = None  # the last such frame that has been heard
    stems: frozenset[int] = frozenset()  # those whose keyframe has entered
    extras: Extras = field(default_factory=Extras)
    ahead: Path | None = None  # where the drift leads next
    ahead_for: Mapping[str, Value] | None = None
    held: bool = False  # the drift has come to B, and what is ahead is not painted
    downbeat: float = 0.0  # laps are counted from this beat
    lap: int = 0
    late: int = 0


class Player:
    """Plans, requests, cues and drifts. Belongs to the control thread, which calls `turn` every few ms.

    A tempo is heard at once: the clips on stage are bent to it, until those painted for it enter.
    """

    def __init__(
        self, params: Params, stage: Stage, painter: Painter, log: Log, on_error: Callable[[str], None], time: Time
    ) -> None:
        """`on_error` gets the reason of each clip that could not be painted."""
        self.cues = [Cue() for _ in stage.decks]
        self.requests = Requests(painter, on_error)
        self._params = params
        self._stage = stage
        self._log = log
        self._time = time
        self._tempo = params.snapshot().tempo
        self._drifted = 0

    def turn(self, lead: int) -> None:
        """Take in what was painted and what is asked for; place clips; commit sound `lead` frames ahead."""
        self.requests.collect()
        state = self._params.snapshot()
        self._tempo = self._time.turn(state)
        self._stage.bend(state)
        for cue, deck in zip(self.cues, state.decks, strict=True):
            self._follow(cue, deck)
        self._enter_waiting(state)
        self._enter_late_stems()
        self._drift(state)
        self._count_laps(state)
        self._note_arrivals()
        self._request()
        self._stage.weigh(self._params.snapshot())
        self._stage.fill(self._stage.playhead + lead)

    def launch(self, index: int) -> None:
        """Start a deck's loop from its beginning at the next boundary."""
        cue, state = self.cues[index], self._params.snapshot()
        if cue.on_stage:
            frame = self._boundary(cue, state.quantise)
            cue.downbeat = self._stage.clock.beat_at(frame)
            deck = self._stage.decks[index]
            shown, clips = deck.shown, deck.clips
            on_stage = {
                stem: Keyframe(alpha, clip)
                for stem, alpha in zip(shown.stems, shown.alphas, strict=True) if (clip := clips[stem])
            }  # fmt: skip
            self._enter(index, on_stage, frame)

    def eta(self, index: int, paint_s: float) -> int | None:
        """The frame at which a deck's change will be heard if a clip takes so long; None if nothing is to come."""
        cue, state, playhead = self.cues[index], self._params.snapshot(), self._stage.playhead
        if cue.waiting:
            missing = self.requests.missing(cue.waiting, state.decks[index].alpha)
            painted = playhead + round(missing * paint_s * self._stage.clock.rate)
            return self._boundary(cue, _quantise(cue, state, state.decks[index].alpha), painted)
        return cue.entry if cue.entry > playhead else None

    def _follow(self, cue: Cue, deck: DeckState) -> None:
        """Plan a new path if what is to be painted has changed."""
        wanted = (_picture(deck), self._tempo)
        if wanted == cue.wanted or self._hold_on(cue, deck.alpha):
            return
        cue.given_up = cue.given_up + 1 if cue.waiting else 0
        path = plan(deck, self._tempo, self._stage.clock.rate, cue.on_stage)
        cue.wanted, cue.since, cue.ahead = wanted, self._stage.head, None
        cue.waiting = None if cue.on_stage and path.requests == cue.on_stage.requests else path

    def _hold_on(self, cue: Cue, alpha: float) -> bool:
        """Should what is waiting be painted to the end, though something else is wanted by now? Or a knob
        that is turned all the time would never be heard."""
        if cue.waiting is None or cue.given_up < PATIENCE:
            return False
        return not self.requests.hopeless(cue.waiting, alpha)

    def _enter_waiting(self, state: State) -> None:
        """Let in the paths whose audible keyframes are painted."""
        for index, (cue, deck) in enumerate(zip(self.cues, state.decks, strict=True)):
            if not cue.waiting or not self.requests.ready(cue.waiting, deck.alpha):
                continue
            if not self._stage.clock.started:
                self._log.located(self._stage.clock.locate(self._stage.soonest, 0, self._tempo))
            self._enter_path(index, cue.waiting, self._boundary(cue, _quantise(cue, state, deck.alpha)))

    def _enter_path(self, index: int, path: Path, frame: int, turned: bool = False) -> None:
        """Put a path on stage, as far as it is painted."""
        cue = self.cues[index]
        cue.on_stage, cue.entry, cue.stems, cue.waiting = path, frame, self.requests.painted(path), None
        cue.extras.clear()
        self._enter(index, self._keyframes(path, cue.stems), frame, whole=True, turned=turned)

    def _keyframes(self, path: Path, stems: Iterable[int]) -> dict[int, Keyframe]:
        return {stem: Keyframe(path.alpha(stem), self.requests.clip(path.requests[stem])) for stem in stems}

    def _enter_late_stems(self) -> None:
        """Let in, at once, the keyframes painted since their path entered, and those between them."""
        for index, cue in enumerate(self.cues):
            if not cue.on_stage:
                continue
            fresh = self.requests.painted(cue.on_stage) - cue.stems
            keyframes = self._keyframes(cue.on_stage, fresh)
            for stem, (alpha, request) in cue.extras.wanted.items():
                if stem not in cue.extras.entered and self.requests.has(request):
                    keyframes[stem] = Keyframe(alpha, self.requests.clip(request))
            if keyframes:
                self._enter(index, keyframes, max(cue.entry, self._stage.soonest))
                cue.stems |= fresh
                cue.extras.entered |= keyframes.keys() - fresh

    def _enter(
        self, index: int, keyframes: Mapping[int, Keyframe], frame: int, whole: bool = False, turned: bool = False
    ) -> None:
        downbeat = self.cues[index].downbeat
        self._stage.enter(index, keyframes, frame, downbeat, whole, turned)
        self._log.entered(index, keyframes, frame, downbeat, whole, turned)

    def _boundary(self, cue: Cue, quantise: str, soonest: int = 0) -> int:
        """The first frame, not before `soonest`, at which `quantise` lets a change in."""
        clock, soonest = self._stage.clock, max(soonest, self._stage.soonest)
        if quantise == "off" or not cue.on_stage:
            return soonest
        beats, downbeat = GRID_BEATS.get(quantise, 0), 0.0
        if quantise == "clip":
            beats, downbeat = _beats(cue.on_stage), cue.downbeat
        return round(clock.frame_at(clock.next_on_grid(soonest, beats, downbeat)))

    def _drift(self, state: State) -> None:
        """Move alpha by the beats that have been heard; at B, go on to what follows."""
        clock, playhead = self._stage.clock, self._stage.playhead
        if playhead - self._drifted < DRIFT_S * clock.rate:
            return
        beats = clock.beat_at(playhead) - clock.beat_at(self._drifted)
        self._drifted = playhead
        for index, (cue, deck) in enumerate(zip(self.cues, state.decks, strict=True)):
            if not deck.drift or not cue.on_stage:
                cue.held, cue.ahead = False, None
                continue
            self._look_ahead(cue, cue.on_stage, deck)
            alpha = deck.alpha + beats / (deck.drift * BEATS_PER_BAR)
            cue.held = alpha >= 1 and not self._go_on(index, alpha - 1)
            if (alpha < 1 or cue.held) and min(alpha, 1.0) != deck.alpha:
                self._params.set(_address(index, "alpha"), min(alpha, 1.0))

    def _look_ahead(self, cue: Cue, on_stage: Path, deck: DeckState) -> None:
        ahead_for = traverse(deck)
        if cue.waiting or (cue.ahead and ahead_for == cue.ahead_for):
            return
        after = replace(deck, **ahead_for)  # type: ignore[arg-type]
        cue.ahead = plan(after, self._tempo, self._stage.clock.rate, on_stage, not on_stage.flipped)
        cue.ahead_for = ahead_for

    def _go_on(self, index: int, alpha: float) -> bool:
        """Turn round onto the path ahead, if it is painted as far as it will be heard at once, and what
        is on stage has been entered."""
        cue = self.cues[index]
        if not cue.ahead or not cue.ahead_for or cue.entry > self._stage.playhead:
            return False
        if not self.requests.ready(cue.ahead, JUST_AFTER):
            return False
        fields = {**cue.ahead_for, "alpha": min(alpha, 1.0)}
        self._params.update({_address(index, name): value for name, value in fields.items()})
        cue.wanted = (_picture(self._params.snapshot().decks[index]), self._tempo)
        self._enter_path(index, cue.ahead, self._stage.soonest, turned=True)
        cue.ahead = None
        return True

    def _note_arrivals(self) -> None:
        for cue in self.cues:
            if cue.on_stage and cue.entry <= self._stage.playhead:
                cue.arrived = cue.entry

    def _count_laps(self, state: State) -> None:
        """Each time a loop goes round while something fresher was due, a clip is late."""
        beat = self._stage.clock.beat_at(self._stage.head)
        for cue, deck in zip(self.cues, state.decks, strict=True):
            if not cue.on_stage:
                continue
            lap = int((beat - cue.downbeat) // _beats(cue.on_stage))
            cue.late += lap != cue.lap and (cue.held or self._overdue(cue, deck.alpha, beat))
            cue.lap = lap

    def _overdue(self, cue: Cue, alpha: float, beat: float) -> bool:
        """Has a path that can be painted been waiting for a bar?"""
        if cue.waiting is None or self.requests.hopeless(cue.waiting, alpha):
            return False
        return self._stage.clock.beat_at(cue.since) < beat - BEATS_PER_BAR

    def _request(self) -> None:
        """Keep the worker at what is needed; muted decks can wait."""
        state = self._params.snapshot()
        for index, (cue, deck) in enumerate(zip(self.cues, state.decks, strict=True)):
            self._refine(index, cue, deck)
        needs = [
            Need(path, deck.alpha, cue.on_stage is None, deck.mute, cue.ahead, cue.extras.missing)
            for cue, deck in zip(self.cues, state.decks, strict=True)
            if (path := cue.waiting or cue.on_stage)
        ]
        paths = (path for cue in self.cues for path in (cue.on_stage, cue.waiting, cue.ahead) if path)
        self.requests.ask(needs, paths)

    def _refine(self, index: int, cue: Cue, deck: DeckState) -> None:
        """Once all of a path is on stage, want what makes it finer."""
        if not cue.on_stage or cue.waiting or len(cue.stems) < KEYFRAMES:
            return
        stage = self._stage
        cue.extras.give_up(self.requests.failed)
        cue.extras.plan(deck, cue.on_stage, stage.decks[index].shown, stage.head, stage.clock.rate)


def _picture(deck: DeckState) -> DeckState:
    """The deck's state without what does not change the clips."""
    return replace(deck, **_NOT_PAINTED)


def _quantise(cue: Cue, state: State, alpha: float) -> str:
    """When what is waiting may enter: at once if it changes nothing that is heard."""
    if cue.waiting and cue.on_stage and cue.entry <= cue.since:
        heard = cue.waiting.heard(alpha)
        if len(heard) == 1 and heard == cue.on_stage.heard(alpha):
            return "off"
    return state.quantise


def _beats(path: Path) -> int:
    return path.requests[0].bars * BEATS_PER_BAR


def _address(index: int, name: str) -> str:
    return f"/deck/{index + 1}/{DECK_SPECS[name].path}"
