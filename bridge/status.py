"""How it goes: readouts for OSC and one line for the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bridge.audio import AudioStatus
from bridge.params import Params, Value
from bridge.planner import KEYFRAMES
from bridge.player import Cue, Player
from bridge.stage import Stage

State = Literal["silent", "painting", "ready", "failed"]


@dataclass(frozen=True)
class DeckStatus:
    """One deck: the prompt it plays, how many of its keyframes are painted, how it stands with what is
    wanted now, and how many clips came late."""

    prompt: str
    painted: int
    state: State
    late: int


@dataclass(frozen=True)
class Status:
    """Everything at one instant. `generator` is "ready", or what it is doing, or what is wrong with it."""

    decks: tuple[DeckStatus, ...]
    bar: int
    beat: float
    tempo: float
    generator: str
    audio: AudioStatus

    def readouts(self) -> dict[str, tuple[Value, ...]]:
        """What /status lists: addresses with their values."""
        readouts: dict[str, tuple[Value, ...]] = {
            "/position": (self.bar, round(self.beat, 2)),
            "/playing/tempo": (self.tempo,),
            "/generator": (self.generator,),
            "/output": (self.audio.error or self.audio.output,),
            "/underruns": (self.audio.underruns,),
            "/xruns": (self.audio.xruns,),
        }
        for number, deck in enumerate(self.decks, start=1):
            readouts[f"/deck/{number}/playing"] = (deck.prompt,)
            readouts[f"/deck/{number}/painted"] = (deck.painted, KEYFRAMES)
            readouts[f"/deck/{number}/waiting"] = (int(deck.state != "ready"),)
            readouts[f"/deck/{number}/late"] = (deck.late,)
        return readouts

    def line(self) -> str:
        """For the terminal."""
        decks = (
            f"{number} {deck.prompt or '-':.24} {deck.state} {deck.painted}/{KEYFRAMES} late {deck.late}"
            for number, deck in enumerate(self.decks, start=1)
        )
        trouble = self.audio.error or (self.generator if self.generator != "ready" else "")
        counts = f"underruns {self.audio.underruns} xruns {self.audio.xruns}"
        parts = [f"{self.bar}.{self.beat:.1f} {self.tempo:g} BPM", trouble, counts, *decks]  # the end may be cut off
        return " | ".join(part for part in parts if part)


def status(params: Params, stage: Stage, player: Player, generator: str, audio: AudioStatus) -> Status:
    """The status now; belongs to the control thread."""
    bar, beat = stage.clock.position(stage.playhead)
    alphas = (deck.alpha for deck in params.snapshot().decks)
    decks = tuple(_deck(player, cue, alpha) for cue, alpha in zip(player.cues, alphas, strict=True))
    return Status(decks, bar, beat, stage.clock.tempo, generator, audio)


def _deck(player: Player, cue: Cue, alpha: float) -> DeckStatus:
    path = cue.waiting or cue.on_stage
    if path is None:
        return DeckStatus("", 0, "silent", cue.late)
    heard = cue.on_stage.by_need(alpha)[0] if cue.on_stage else None
    prompt = "" if heard is None else heard.prompt_a if heard.alpha < 0.5 else heard.prompt_b
    failed = player.requests.hopeless(path, alpha)
    state: State = "failed" if failed else "painting" if cue.waiting else "ready"
    return DeckStatus(prompt, len(player.requests.painted(path)), state, cue.late)
