"""The player: from what the parameters ask for to clips on stage, turn by turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from bridge.boundary import Boundaries, quantised
from bridge.clock import Bars, Stretch
from bridge.controls import Floats
from bridge.cue import Cue, picture
from bridge.decks import Keyframe
from bridge.drift import Drift
from bridge.params import DeckState, Params, State
from bridge.planner import KEYFRAMES, Need, Path, plan
from bridge.requests import Painter, Requests
from bridge.stage import Stage

GIVE_UPS = 2  # paths in a row that may be given up before they are heard


class Time(Protocol):
    """Who moves the clock; see `timekeeper`."""

    def turn(self, state: State) -> float:
        """Set the clock at the head; returns the tempo (BPM) to paint for."""
        ...


class Logbook(Protocol):
    """Who is told what the player did; see `journal.Journal`."""

    def entered(
        self, deck: int, keyframes: Mapping[int, Keyframe], frame: int, downbeat: float, whole: bool, turned: bool
    ) -> None: ...
    def located(self, stretch: Stretch) -> None: ...
    def counted(self, bars: Bars) -> None: ...
    def mixed(self, frame: int, row: Floats) -> None: ...


class Player:
    """Plans, requests, cues and drifts. Belongs to the control thread, which calls `turn` every few ms.

    A tempo is heard at once: the clips on stage are bent to it, until those painted for it enter.
    """

    def __init__(
        self, params: Params, stage: Stage, painter: Painter, log: Logbook, on_error: Callable[[str], None], time: Time
    ) -> None:
        """`on_error` gets each reason why clips could not be painted; see `Requests`."""
        self.cues = [Cue() for _ in stage.decks]
        self.requests = Requests(painter, on_error)
        self._params = params
        self._stage = stage
        self._boundaries = Boundaries(stage)
        self._log = log
        self._time = time
        self._tempo = params.snapshot().tempo
        self._drift = Drift(params, stage, self.requests, self.cues, self._enter_path)
        self._likely: State | None = None

    def turn(self, lead: int, tempo_ahead: float | None = None) -> None:
        """Take in what was painted and what is asked for; place clips; commit sound `lead` frames ahead.

        `tempo_ahead` (BPM) is where the tempo is on its way to: unless a clock is followed, only it is painted for.
        """
        self.requests.collect()
        state = self._params.snapshot()
        self._tempo = self._time.turn(state)
        if tempo_ahead and state.clock_source == "internal":
            self._tempo = tempo_ahead
        self._stage.bend(state)
        for cue, deck in zip(self.cues, state.decks, strict=True):
            self._follow(cue, deck, state.clock_metre)
        self._keep_to_the_bars()
        self._enter_waiting(state)
        self._enter_late_stems()
        self._drift.turn(state, self._tempo)
        self._count_laps(state)
        self._note_arrivals()
        self._request()
        self._stage.weigh(self._params.snapshot())
        for frame, row in self._stage.obeyed():
            self._log.mixed(frame, row)
        self._stage.fill_ahead(lead)

    def expect(self, likely: State) -> None:
        """Paint for this state, too, when there is nothing else to paint: see `foresight`."""
        self._likely = likely

    def launch(self, index: int) -> None:
        """Start a deck's loop from its beginning at the next boundary, not before its clips have entered."""
        cue, state = self.cues[index], self._params.snapshot()
        if cue.on_stage:
            entry = self._stage.decks[index].entry
            frame = max(self._boundaries.first(cue, state.quantise, entry - 0.5), entry)  # only the entry is rounded
            cue.downbeat = self._stage.clock.beat_at(frame)
            self._enter_again(index, frame)

    def eta(self, index: int, paint_s: float) -> int | None:
        """The frame at which a deck's change will be heard if a clip takes so long; None if nothing is to come, or
        cannot be painted."""
        cue, state, playhead = self.cues[index], self._params.snapshot(), self._stage.playhead
        alpha = state.decks[index].alpha
        if cue.waiting and not self.requests.hopeless(cue.waiting, alpha):
            missing = max(cue.missing, self.requests.missing(cue.waiting, alpha))
            heads = cue.since + round(missing * paint_s * self._stage.clock.rate)  # where the head will be by then
            return self._boundary(index, state, heads + self._stage.soonest - self._stage.head)
        entry = self._stage.decks[index].entry
        return entry if entry > playhead else None

    def _follow(self, cue: Cue, deck: DeckState, metre: str) -> None:
        """Plan a new path if what is to be painted has changed."""
        wanted = (picture(deck), self._tempo, metre)
        if wanted == cue.wanted or self._hold_on(cue, deck.alpha):
            return
        cue.given_up = cue.given_up + 1 if cue.waiting else 0
        path = plan(deck, self._tempo, self._stage.clock.rate, cue.on_stage, metre=metre)
        cue.wanted, cue.since, cue.ahead = wanted, self._stage.head, None
        cue.waiting = None if cue.on_stage and path.requests == cue.on_stage.requests else path
        cue.missing = self.requests.missing(path, deck.alpha)

    def _hold_on(self, cue: Cue, alpha: float) -> bool:
        """Should what is waiting be painted to the end, though something else is wanted by now?
        Otherwise a knob that is turned all the time would never be heard."""
        if cue.waiting is None or cue.given_up < GIVE_UPS:
            return False
        return not self.requests.hopeless(cue.waiting, alpha)

    def _keep_to_the_bars(self) -> None:
        """When bars are counted anew, align what is on stage in their metre with them."""
        bars = self._stage.clock.bars
        for index, cue in enumerate(self.cues):
            if cue.on_stage and cue.on_stage.metre == bars.metre and cue.begin_with(bars):
                frame = max(
                    self._stage.decks[index].entry, self._stage.soonest, self._boundaries.metre_begins(bars.metre)
                )
                self._enter_again(index, round(frame))

    def _enter_again(self, index: int, frame: int) -> None:
        """Let what is on stage enter again, aligned with the cue's downbeat as it is by now."""
        deck = self._stage.decks[index]
        shown, clips = deck.shown, deck.clips
        on_stage = {
            stem: Keyframe(alpha, clip)
            for stem, alpha in zip(shown.stems, shown.alphas, strict=True) if (clip := clips[stem])
        }  # fmt: skip
        self._enter(index, on_stage, frame)

    def _enter_waiting(self, state: State) -> None:
        """Let in the paths whose audible keyframes are painted."""
        for index, (cue, deck) in enumerate(zip(self.cues, state.decks, strict=True)):
            if not cue.waiting or not self.requests.ready(cue.waiting, deck.alpha):
                continue
            if not self._stage.clock.started:
                self._log.located(self._stage.locate(self._stage.soonest, 0, self._tempo))
            elif again := self._stage.stand_again():  # what enters is there when it starts
                self._log.located(again)
            self._enter_path(index, cue.waiting, self._boundary(index, state))

    def _enter_path(self, index: int, path: Path, frame: int, turned: bool = False) -> None:
        """Put a path on stage, as far as it is painted."""
        cue, bars = self.cues[index], self._stage.clock.bars_at(frame)
        if path.metre == bars.metre:
            cue.begin_with(bars)
        cue.on_stage, cue.stems, cue.waiting = path, self.requests.painted(path), None
        cue.extras.clear()
        self._enter(index, self._keyframes(path, cue.stems), frame, whole=True, turned=turned)
        if turned:  # its beginning, the end of the path before, is heard already
            self._arrive(cue, frame)

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
                self._enter(index, keyframes, max(self._stage.decks[index].entry, self._stage.soonest))
                cue.stems |= fresh
                cue.extras.entered |= keyframes.keys() - fresh

    def _enter(
        self, index: int, keyframes: Mapping[int, Keyframe], frame: int, whole: bool = False, turned: bool = False
    ) -> None:
        downbeat = self.cues[index].downbeat
        self._stage.enter(index, keyframes, frame, downbeat, whole, turned)
        self._log.entered(index, keyframes, frame, downbeat, whole, turned)

    def _boundary(self, index: int, state: State, soonest: float = 0) -> int:
        """The first frame, not before `soonest`, at which what a deck waits for may enter."""
        cue, deck = self.cues[index], self._stage.decks[index]
        return self._boundaries.first(cue, quantised(cue, deck, state.decks[index].alpha, state.quantise), soonest)

    def _note_arrivals(self) -> None:
        for cue, deck in zip(self.cues, self._stage.decks, strict=True):
            if deck.entry <= self._stage.playhead:
                self._arrive(cue, deck.entry)

    def _arrive(self, cue: Cue, frame: int) -> None:
        """What is on stage is heard from this frame on."""
        if cue.heard is not cue.on_stage:
            cue.heard, cue.arrived = cue.on_stage, self._stage.clock.position(frame)

    def _count_laps(self, state: State) -> None:
        beat = self._stage.clock.beat_at(self._stage.head)
        for cue, deck in zip(self.cues, state.decks, strict=True):
            if cue.on_stage:
                cue.count_lap(beat, late=cue.held or self._overdue(cue, deck.alpha, beat))

    def _overdue(self, cue: Cue, alpha: float, beat: float) -> bool:
        """Has a path that can be painted been waiting for a bar?"""
        if cue.waiting is None or self.requests.hopeless(cue.waiting, alpha):
            return False
        return self._stage.clock.beat_at(cue.since) < beat - self._stage.clock.bars_at(self._stage.head).beats

    def _request(self) -> None:
        """Keep the worker busy with what is needed; muted decks can wait."""
        state = self._params.snapshot()
        self._look_ahead(state)
        for index, (cue, deck) in enumerate(zip(self.cues, state.decks, strict=True)):
            self._refine(index, cue, deck)
        needs = [
            Need(path, deck.alpha, cue.on_stage is None, deck.mute, cue.ahead, cue.extras.missing, cue.likely)
            for cue, deck in zip(self.cues, state.decks, strict=True)
            if (path := cue.waiting or cue.on_stage)
        ]
        self.requests.ask(needs, [path for cue in self.cues for path in cue.paths])

    def _look_ahead(self, state: State) -> None:
        if self._likely is None:
            return
        tempo = self._tempo if self._likely.tempo == state.tempo else self._likely.tempo
        for cue, deck in zip(self.cues, self._likely.decks, strict=True):
            cue.expect(deck, tempo, self._likely.clock_metre, self._stage.clock.rate)

    def _refine(self, index: int, cue: Cue, deck: DeckState) -> None:
        """Once all of a path is on stage, want what makes it finer."""
        if not cue.on_stage or cue.waiting or len(cue.stems) < KEYFRAMES:
            return
        stage = self._stage
        cue.extras.give_up(self.requests.failed)
        cue.extras.plan(deck, cue.on_stage, stage.decks[index].shown, stage.head, stage.clock.rate)
