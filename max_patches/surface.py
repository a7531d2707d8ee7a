"""What a patch shows, whichever program it is for: the parameter table as controls, and the daemon's readouts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bridge.params import DECK_SPECS, GLOBAL_SPECS, Spec

DECKS = 2
HOST = "127.0.0.1"
DAEMON_PORT = 9000  # where the daemon listens
MAX_PORT = 9001  # where Max listens: it cannot hear answers on the port it sends from
SILENCE_MS = 2000  # without a word from the daemon for so long: subscribe again

Kind = Literal["text", "choice", "switch", "slider", "number"]
Shown = Literal["text", "numbers"]


@dataclass(frozen=True)
class Control:
    """One parameter of the table as something to touch."""

    address: str
    spec: Spec

    @property
    def label(self) -> str:
        return self.spec.path.replace("/", " ")

    @property
    def kind(self) -> Kind:
        if self.spec.choices:
            return "choice"
        if self.spec.type is bool:
            return "switch"
        if self.spec.type is str:
            return "text"
        return "slider" if self.spec.latency in {"mix", "morph"} and self.spec.path != "drift" else "number"


@dataclass(frozen=True)
class Readout:
    """A value that the daemon tells and nobody sets: a text, or `count` numbers."""

    address: str
    label: str
    count: int = 0

    @property
    def shown(self) -> Shown:
        return "numbers" if self.count else "text"


def deck_controls(deck: int) -> list[Control]:
    """The controls of deck `deck`, from 1, in the table's order."""
    return _controls(DECK_SPECS, f"/deck/{deck}")


def global_controls() -> list[Control]:
    return _controls(GLOBAL_SPECS, "")


def _controls(specs: Mapping[str, Spec], prefix: str) -> list[Control]:
    return [Control(f"{prefix}/{spec.path}", spec) for spec in specs.values()]


def deck_readouts(deck: int) -> list[Readout]:
    return [
        Readout(f"/deck/{deck}/playing", "playing"),
        Readout(f"/deck/{deck}/read", "read as"),
        Readout(f"/deck/{deck}/painted", "painted", 2),
        Readout(f"/deck/{deck}/waiting", "waiting", 1),
        Readout(f"/deck/{deck}/late", "late", 1),
        Readout(f"/deck/{deck}/eta", "heard in", 3),
        Readout(f"/deck/{deck}/arrived", "heard at", 2),
    ]


def global_readouts() -> list[Readout]:
    return [
        Readout("/position", "bar, beat", 2),
        Readout("/playing/tempo", "BPM now", 1),
        Readout("/playing/metre", "metre now"),
        Readout("/underruns", "underruns", 1),
        Readout("/xruns", "xruns", 1),
        Readout("/peak", "peak dB", 1),
        Readout("/scene/now", "scene", 1),
        Readout("/scene/morphing", "morph to", 2),
        Readout("/setlist", "setlist", 2),
        Readout("/clock/error", "off ms", 1),
        Readout("/clock/peers", "peers", 1),
        Readout("/clock/state", "clock"),
        Readout("/generator", "generator"),
        Readout("/output", "output"),
    ]


def of_kind(controls: list[Control], *kinds: Kind) -> list[Control]:
    return [control for control in controls if control.kind in kinds]
