"""The player: from what the parameters ask for to clips on stage, turn by turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from bridge.clock import GRID_BEATS
from bridge.params import DECK_SPECS, DeckState, Params, State, Value
from bridge.planner import KEYFRAMES, Need, Path, plan, traverse
from bridge.requests import Painter, Requests
from bridge.stage import Stage
from generators.base import BEATS_PER_BAR, Clip

PATIENCE = 2  # paths, or tempi, in a row that may be given up before they are heard
DRIFT_S = 0.03  # between two steps of a drifting alpha
JUST_AFTER = 1e-3  # an alpha that needs the first two keyframes


class Log(Protocol):
    """Who is told what the player did; see `session.Journal`."""

    def entered(self, deck: int, clips: Mapping[int, Clip], frame: int, origin: float, flipped: bool) -> None: ...
    def tempo_changed(self, frame: int, tempo: float) -> None: ...


@dataclass
class Cue:
    """What one deck plays, waits for and will want next."""

    wanted: tuple[DeckState, float] | None = None  # what `waiting`, or else `on_stage`, was planned for
    waiting: Path | None = None
    since: int = 0  # the frame from which it has been waiting
    given_up: int = 0  # paths before it that were never heard
    on_stage: Path | None = None
    entry: int = 0  # the frame at which it entered, or will
    stems: frozenset[int] = frozenset()  # those that have their own keyframe, not a neighbour's
    ahead: Path | None = None  # where the drift leads next
    ahead_for: Mapping[str, Value] | None = None
    held: bool = False  # the drift has come to B, and what is ahead is not painted
    downbeat: float = 0.0  # laps are counted from this beat
    lap: int = 0
    late: int = 0


class Player:
    """Plans, requests, cues and drifts. Belongs to the control thread, which calls `turn` every few ms.

    All decks are planned for one tempo. Where that is not the clock's, the clock changes once each of
    them has its clips, and they all enter then.
    """

    def __init__(
        self, params: Params, stage: Stage, painter: Painter, log: Log, on_error: Callable[[str], None]
    ) -> None:
        """`on_error` gets the reason of each clip that could not be painted."""
        self.cues = [Cue() for _ in stage.decks]
        self.requests = Requests(painter, on_error)
        self._params = params
        self._stage = stage
        self._log = log
        self._tempo = params.snapshot().tempo
        self._tempi_given_up = 0
        self._drifted = 0

    def turn(self, lead: int) -> None:
        """Take in what was painted and what is asked for; place clips; commit sound `lead` frames ahead."""
        self.requests.collect()
        state = self._params.snapshot()
        self._head_for(state.tempo)
        for cue, deck in zip(self.cues, state.decks, strict=True):
            self._follow(cue, deck)
        self._enter_waiting(state)
        self._enter_late_stems(state)
        self._drift(state)
        self._count_laps(state)
        self._request()
        self._stage.weigh(self._params.snapshot())
        self._stage.fill(self._stage.playhead + lead)

    def launch(self, index: int) -> None:
        """Start a deck's loop from its beginning at the next boundary."""
        cue, state = self.cues[index], self._params.snapshot()
        if cue.on_stage:
            frame = self._boundary(cue, state.quantise)
            cue.downbeat = self._stage.clock.beat_at(frame)
            clips = {stem: clip for stem, clip in enumerate(self._stage.decks[index].clips) if clip}
            self._enter(index, clips, frame)

    @property
    def _tempo_is_changing(self) -> bool:
        return self._tempo != self._stage.clock.tempo

    def _head_for(self, tempo: float) -> None:
        """Plan for another tempo; but while a fader sweeps, one of those it passes is painted to the end."""
        if tempo == self._tempo or (self._tempo_is_changing and self._tempi_given_up >= PATIENCE):
            return
        self._tempi_given_up = self._tempi_given_up + 1 if self._tempo_is_changing else 0
        self._tempo = tempo

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
        if cue.waiting is None or cue.waiting.tempo != self._tempo or cue.given_up < PATIENCE:
            return False
        return not self.requests.hopeless(cue.waiting, alpha)

    def _enter_waiting(self, state: State) -> None:
        """Let in the paths whose audible keyframes are painted; a new tempo waits until every deck that
        can be painted can follow."""
        waiting = [(i, cue.waiting, state.decks[i].alpha) for i, cue in enumerate(self.cues) if cue.waiting]
        ready = [(i, path) for i, path, alpha in waiting if self.requests.ready(path, alpha)]
        if self._stage.silent and ready:
            self._stage.clock.start(self._stage.soonest, self._tempo)
            self._log.tempo_changed(self._stage.soonest, self._tempo)
        elif self._tempo_is_changing:
            stuck = [i for i, path, alpha in waiting if self.requests.hopeless(path, alpha)]
            if len(ready) + len(stuck) < len(waiting):
                return
            frame = max(self._boundary(cue, state.quantise) for cue in self.cues)
            self._stage.clock.change_tempo(frame, self._tempo)
            self._log.tempo_changed(frame, self._tempo)
        for i, path in ready:
            self._enter_path(i, path, self._boundary(self.cues[i], state.quantise))

    def _enter_path(self, index: int, path: Path, frame: int) -> None:
        """Put a path on stage; a stem not painted yet borrows its nearest neighbour's keyframe."""
        cue, painted = self.cues[index], self.requests.painted(path)
        nearest = {stem: min(painted, key=lambda other: abs(other - stem)) for stem in range(KEYFRAMES)}
        self._stage.decks[index].flipped = path.flipped
        self._enter(index, {stem: self.requests.clip(path.requests[own]) for stem, own in nearest.items()}, frame)
        cue.on_stage, cue.entry, cue.stems, cue.waiting = path, frame, painted, None

    def _enter_late_stems(self, state: State) -> None:
        """Let in the keyframes painted since their path entered: unheard at once, else on the boundary."""
        for index, (cue, deck) in enumerate(zip(self.cues, state.decks, strict=True)):
            if not cue.on_stage:
                continue
            fresh = self.requests.painted(cue.on_stage) - cue.stems
            if not fresh:
                continue
            heard = self._stage.weights(index, deck.alpha)[list(fresh)].any()
            frame = max(cue.entry, self._boundary(cue, state.quantise if heard else "off"))
            self._enter(index, {stem: self.requests.clip(cue.on_stage.requests[stem]) for stem in fresh}, frame)
            cue.stems |= fresh

    def _enter(self, index: int, clips: Mapping[int, Clip], frame: int) -> None:
        origin = self._stage.origin(frame, next(iter(clips.values())), self.cues[index].downbeat)
        self._stage.enter(index, clips, frame, origin)
        self._log.entered(index, clips, frame, origin, self._stage.decks[index].flipped)

    def _boundary(self, cue: Cue, quantise: str) -> int:
        """The first frame at which `quantise` lets a change in, not before the tempo is settled."""
        clock = self._stage.clock
        soonest = max(self._stage.soonest, round(clock.settled))
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
        if not cue.ahead or not cue.ahead_for or self._tempo_is_changing or cue.entry > self._stage.playhead:
            return False
        if not self.requests.ready(cue.ahead, JUST_AFTER):
            return False
        fields = {**cue.ahead_for, "alpha": min(alpha, 1.0)}
        self._params.update({_address(index, name): value for name, value in fields.items()})
        cue.wanted = (_picture(self._params.snapshot().decks[index]), self._tempo)
        self._enter_path(index, cue.ahead, self._stage.soonest)
        cue.ahead = None
        return True

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
        """Muted decks can wait, but for a tempo that the others wait for, too."""
        state = self._params.snapshot()
        needs = [
            Need(path, deck.alpha, cue.on_stage is None, deck.mute and not self._tempo_is_changing, cue.ahead)
            for cue, deck in zip(self.cues, state.decks, strict=True)
            if (path := cue.waiting or cue.on_stage)
        ]
        paths = (path for cue in self.cues for path in (cue.on_stage, cue.waiting, cue.ahead) if path)
        self.requests.ask(needs, paths)


def _picture(deck: DeckState) -> DeckState:
    """The deck's state without what does not change the clips."""
    return replace(deck, alpha=0.0, drift=0.0, gain=0.0, mute=False, pan=0.0, side="through", prompt_next="")


def _beats(path: Path) -> int:
    return path.requests[0].bars * BEATS_PER_BAR


def _address(index: int, name: str) -> str:
    return f"/deck/{index + 1}/{DECK_SPECS[name].path}"
