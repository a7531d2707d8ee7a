"""How it goes: readouts for OSC and one line for the terminal."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, Literal

from bridge.audio import AudioStatus
from bridge.cue import Cue
from bridge.levels import decibels
from bridge.params import Params, Value
from bridge.planner import KEYFRAMES
from bridge.player import Player
from bridge.stage import Stage
from generators.metre import COMMON

State = Literal["silent", "painting", "ready", "failed"]


@dataclass(frozen=True)
class DeckStatus:
    """One deck: the prompt it plays, how many of its keyframes are painted, how it stands with what is wanted now,
    how many clips came late, what that prompt was read as, whether the deck is muted, in how many seconds and at which
    bar and beat a change will be heard (0 = none is to come), and the bar and beat at which the last one was."""

    prompt: str
    painted: int
    state: State
    late: int
    read: str = ""
    muted: bool = False
    eta: tuple[float, int, float] = (0.0, 0, 0.0)
    arrived: tuple[int, float] = (0, 0.0)

    @property
    def words(self) -> str:
        """How it stands, for the terminal: a muted deck is not heard, however ready it is."""
        if not self.muted:
            return self.state
        return f"muted, {self.state}" if self.state in {"painting", "failed"} else "muted"


@dataclass(frozen=True)
class Status:
    """Everything at one instant. `generator` is "ready", or what it is doing, or what is wrong with it."""

    decks: tuple[DeckStatus, ...]
    bar: int
    beat: float
    tempo: float
    generator: str
    audio: AudioStatus
    metre: str = COMMON

    def readouts(self) -> dict[str, tuple[Value, ...]]:
        """What /status lists: addresses with their values."""
        readouts: dict[str, tuple[Value, ...]] = {
            "/position": (self.bar, _down(self.beat, 2)),
            "/playing/tempo": (self.tempo,),
            "/playing/metre": (self.metre,),
            "/generator": (self.generator,),
            "/output": (self.audio.error or self.audio.output,),
            "/underruns": (self.audio.underruns,),
            "/xruns": (self.audio.xruns,),
            "/peak": (decibels(self.audio.peak),),
        }
        for number, deck in enumerate(self.decks, start=1):
            readouts[f"/deck/{number}/playing"] = (deck.prompt,)
            readouts[f"/deck/{number}/read"] = (deck.read,)
            readouts[f"/deck/{number}/painted"] = (deck.painted, KEYFRAMES)
            readouts[f"/deck/{number}/waiting"] = (int(deck.state != "ready"),)
            readouts[f"/deck/{number}/late"] = (deck.late,)
            readouts[f"/deck/{number}/eta"] = deck.eta
            readouts[f"/deck/{number}/arrived"] = deck.arrived
        return readouts

    def line(self) -> str:
        """For the terminal."""
        decks = (
            f"{number} {deck.prompt or '-':.24} {deck.words} {deck.painted}/{KEYFRAMES} late {deck.late}"
            for number, deck in enumerate(self.decks, start=1)
        )
        trouble = self.audio.error or (self.generator if self.generator != "ready" else "")
        counts = f"underruns {self.audio.underruns} xruns {self.audio.xruns}"
        time = f"{self.bar}.{_down(self.beat, 1):.1f} {self.metre} {self.tempo:g} BPM"
        parts = [time, trouble, counts, *decks]  # the end may be cut off
        return " | ".join(part for part in parts if part)


def status(
    params: Params, stage: Stage, player: Player, generator: str, audio: AudioStatus, paint_s: float | None = None
) -> Status:
    """The status now; belongs to the control thread. `paint_s` is how long a clip takes to paint, if known."""
    bar, beat = stage.clock.position(stage.playhead)
    decks = tuple(
        replace(
            _deck(player, player.cues[index], deck.alpha),
            muted=deck.mute,
            **_times(stage, player, index, paint_s or 0.0),
        )
        for index, deck in enumerate(params.snapshot().decks)
    )
    metre = stage.clock.bars_at(stage.playhead).metre
    return Status(decks, bar, beat, stage.clock.tempo, generator, audio, metre)


def reading(prompt: str, read: str) -> str:
    """What a model took a prompt to mean, for people to read."""
    return f'"{prompt}" is read as "{read}"'


def _times(stage: Stage, player: Player, index: int, paint_s: float) -> dict[str, Any]:
    """`eta` and `arrived`."""
    times: dict[str, Any] = {}
    if (frame := player.eta(index, paint_s)) is not None:
        seconds = max(0, frame - stage.playhead) / stage.clock.rate
        times["eta"] = (round(seconds, 1), *_shown(stage.clock.position(frame)))
    if (arrived := player.cues[index].arrived) is not None:
        times["arrived"] = _shown(arrived)
    return times


def _shown(position: tuple[int, float]) -> tuple[int, float]:
    bar, beat = position
    return bar, _down(beat, 2)


def _down(beat: float, digits: int) -> float:
    """To so many digits, but never up: 4.999 in a bar of four beats is not 5."""
    scale = 10.0**digits
    return math.floor(beat * scale + 1e-6) / scale


def _deck(player: Player, cue: Cue, alpha: float) -> DeckStatus:
    path = cue.waiting or cue.on_stage
    if path is None:
        return DeckStatus("", 0, "silent", cue.late)
    prompt = read = ""
    if cue.heard:
        heard = cue.heard.by_need(alpha)[0]
        prompt = heard.prompt_a if heard.alpha < 0.5 else heard.prompt_b
        read = player.requests.read_as(cue.heard, prompt)
    failed = player.requests.hopeless(path, alpha)
    state: State = "failed" if failed else "painting" if cue.waiting else "ready"
    return DeckStatus(prompt, len(player.requests.painted(path)), state, cue.late, read)
