"""What a patch shows, whichever program it is for: the parameter table as controls, and its readouts as displays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bridge.params import DECK_SPECS, GLOBAL_SPECS, Spec
from bridge.readouts import addresses

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
class Display:
    """A value that the daemon tells and nobody sets, as it is shown: a text, or its first `count` numbers."""

    address: str
    label: str
    count: int

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


DECK_LABELS = {
    "playing": "playing", "read": "read as", "painted": "painted", "waiting": "waiting", "late": "late",
    "eta": "heard in", "arrived": "heard at",
}  # fmt: skip
LABELS = {
    "/position": "bar, beat", "/playing/tempo": "BPM now", "/playing/metre": "metre now", "/underruns": "underruns",
    "/xruns": "xruns", "/peak": "peak dB", "/scene/now": "scene", "/scene/morphing": "morph to", "/setlist": "setlist",
    "/clock/error": "off ms", "/clock/peers": "peers", "/clock/state": "clock", "/generator": "generator",
    "/output": "output",
}  # fmt: skip


def deck_displays(deck: int) -> list[Display]:
    return [_display(f"/deck/{deck}/{name}", label, deck) for name, label in DECK_LABELS.items()]


def global_displays() -> list[Display]:
    return [_display(address, label) for address, label in LABELS.items()]


def _display(address: str, label: str, decks: int = 1) -> Display:
    types = addresses(decks)[address].types
    return Display(address, label, len(types) - len(types.lstrip("if")))


def of_kind(controls: list[Control], *kinds: Kind) -> list[Control]:
    return [control for control in controls if control.kind in kinds]
