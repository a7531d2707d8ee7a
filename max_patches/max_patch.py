"""The Max patch and the Max for Live device: one logic, two layouts of what is shown.

A control moves silently when the daemon tells its value, with `set`, so nothing is sent back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from max_patches.max_patcher import Patcher, Rect
from max_patches.surface import (
    DAEMON_PORT,
    DECKS,
    HOST,
    MAX_PORT,
    SILENCE_MS,
    Control,
    Readout,
    deck_controls,
    deck_readouts,
    global_controls,
    global_readouts,
)

_FLOAT, _INT, _ENUM = 0, 1, 2  # parameter_type
_UNIT_INT, _UNIT_FLOAT, _UNIT_DB = 0, 1, 4  # parameter_unitstyle
_LARGEST_LIVE_INT = 255  # whole-number parameters of Live hold no more than 256 values
_TEXT_SIZE = 11.0


@dataclass(frozen=True)
class Layout:
    """Where things are in presentation mode: by address, or "deck/1", "scene" and so on; what is absent is hidden."""

    size: tuple[int, int]
    places: dict[str, Rect]
    labels: list[tuple[Rect, str, float]] = field(default_factory=list)
    panels: list[tuple[Rect, list[float]]] = field(default_factory=list)


class _Builder:
    """Adds rows of boxes to a patcher; everything for the daemon goes through one gate, open once all is loaded."""

    def __init__(self, patcher: Patcher, layout: Layout) -> None:
        self.patcher = patcher
        self.places = layout.places
        self._x, self._y = 20.0, 240.0
        for rect, colour in layout.panels:
            patcher.control("panel", rect[0], 3000, rect, bgcolor=colour, mode=0, rounded=8, background=1)
        for rect, text, size in layout.labels:
            patcher.control("comment", rect[0], 2900, rect, text=text, fontsize=size, fontface=1)
        self.gate = patcher.obj(900, 60, "gate")

    def row(self) -> None:
        """Begin the next row of boxes."""
        self._x, self._y = 20.0, self._y + 52

    def obj(self, text: str) -> int:
        """An object at the right of the row."""
        return self._placed(lambda: self.patcher.obj(self._x, self._y, text))

    def control(self, maxclass: str, shown: Rect | None = None, **attributes: Any) -> int:
        return self._placed(lambda: self.patcher.control(maxclass, self._x, self._y, shown, **attributes))

    def _placed(self, add: Callable[[], int]) -> int:
        box = add()
        self._x += self.patcher.width(box) + 16
        return box

    # The wire

    def wire(self, starter: str, host: str, port: int, own_port: int) -> int:
        """The ports, and the watch: silence means that the daemon does not know us. Returns what hears the daemon."""
        patcher = self.patcher
        receive, heard = patcher.obj(20, 20, f"udpreceive {own_port}"), patcher.obj(20, 50, "t l b")
        send, start = patcher.obj(900, 140, f"udpsend {host} {port}"), patcher.obj(400, 20, starter)
        silence, act = patcher.obj(400, 110, f"delay {SILENCE_MS}"), patcher.obj(400, 140, "t b b 0")
        ready, alive = patcher.obj(560, 50, "t b 1"), patcher.obj(240, 80, "t b 1")
        light = patcher.control("toggle", 400, 230, self.places.get("connected"), ignoreclick=1)
        lit = patcher.control("message", 300, 200, text="set $1")
        subscribe = patcher.control("message", 560, 200, text=f"/subscribe {own_port}")
        leave = patcher.control("message", 700, 200, text=f"/unsubscribe {own_port}")
        patcher.chain(receive, heard)
        patcher.connect(heard, 1, alive)
        patcher.chain(alive, silence, act, silence)
        patcher.connect(alive, 1, lit)
        patcher.connect(act, 2, lit)
        patcher.chain(lit, light)
        patcher.connect(act, 1, subscribe)
        patcher.chain(start, ready, act)
        patcher.connect(ready, 1, self.gate, 0)
        patcher.chain(patcher.obj(700, 20, "closebang"), leave, send)
        patcher.chain(self.gate, send)
        patcher.chain(subscribe, send)
        return heard

    def sort(self, source: int, controls: Sequence[Control], readouts: Sequence[Readout]) -> int:
        """A route for those addresses, and their rows. Returns the route, whose last outlet has the rest."""
        addresses = [*(each.address for each in controls), *(each.address for each in readouts)]
        route = self.obj("route " + " ".join(addresses))
        self.patcher.connect(source, 0, route)
        for outlet, control in enumerate(controls):
            self._control(control, route, outlet)
        for outlet, readout in enumerate(readouts, start=len(controls)):
            self._readout(readout, route, outlet)
        return route

    # Controls

    def _control(self, control: Control, route: int, outlet: int) -> None:
        add: dict[str, Callable[[Control, int, int, float], tuple[int, int]]] = {
            "text": self._entry,
            "choice": self._choice,
            "switch": self._number,
            "slider": self._number,
            "number": self._number,
        }
        y = self.row()
        source, port = add[control.kind](control, route, outlet, y)
        prepend = self.obj(f"prepend {control.address}")
        self.patcher.connect(source, port, prepend)
        self.patcher.connect(prepend, 0, self.gate, 1)

    def _number(self, control: Control, route: int, outlet: int, y: float) -> tuple[int, int]:
        prepend = self.obj("prepend set")
        self.patcher.connect(route, outlet, prepend)
        number = self._face(control, y)
        self.patcher.connect(prepend, 0, number)
        return number, 0

    def _face(self, control: Control, y: float) -> int:
        spec, shown = control.spec, self.places.get(control.address)
        if spec.type is int and spec.high - spec.low > _LARGEST_LIVE_INT:
            return self.patcher.control("number", 320, y, shown, minimum=int(spec.low), maximum=int(spec.high))
        if control.kind == "switch":
            enum = {"parameter_type": _ENUM, "parameter_enum": ["off", "on"], "parameter_mmax": 1}
            return self._parameter("live.toggle", control, y, enum)
        unit = _UNIT_DB if spec.unit == "dB" else _UNIT_INT if spec.type is int else _UNIT_FLOAT
        limits = {
            "parameter_type": _INT if spec.type is int else _FLOAT,
            "parameter_mmin": spec.low, "parameter_mmax": spec.high, "parameter_unitstyle": unit,
        }  # fmt: skip
        if control.kind == "number":
            return self._parameter("live.numbox", control, y, limits)
        if spec.latency == "morph":
            return self._parameter("live.slider", control, y, limits, orientation=1)
        return self._parameter("live.dial", control, y, limits)

    def _choice(self, control: Control, route: int, outlet: int, y: float) -> tuple[int, int]:
        """A tab speaks of places, the daemon of values."""
        choices = [str(choice) for choice in control.spec.choices]
        enum = {"parameter_type": _ENUM, "parameter_enum": choices, "parameter_mmax": len(choices) - 1}
        tab = self._parameter("live.tab", control, y, enum, num_lines_patching=1, num_lines_presentation=1)
        heard = self.obj("route " + " ".join(choices))
        self.patcher.connect(route, outlet, heard)
        chosen = self.obj("sel " + " ".join(str(index) for index in range(len(choices))))
        self.patcher.chain(tab, chosen)
        out = self.obj("t l")
        for index, choice in enumerate(choices):
            place = self.control("message", text=f"set {index}")
            value = self.control("message", text=choice)
            self.patcher.connect(heard, index, place)
            self.patcher.connect(place, 0, tab)
            self.patcher.connect(chosen, index, value)
            self.patcher.connect(value, 0, out)
        return out, 0

    def _entry(self, control: Control, route: int, outlet: int, y: float) -> tuple[int, int]:
        shown = self.places.get(control.address)
        edit = self.patcher.control(
            "textedit", 320, y, shown, keymode=1, lines=1, outputmode=1, wordwrap=0, autoscroll=1,
            fontsize=_TEXT_SIZE, parameter_enable=0,
        )  # fmt: skip
        self._words(route, outlet, edit, 100, y, clear="clear")
        words, symbol = self.obj("route text"), self.obj("tosymbol")
        self.patcher.chain(edit, words, symbol)
        return symbol, 0

    def _words(self, source: int, outlet: int, target: int, x: float, y: float, clear: str = "set") -> None:
        """Show a text: emptied, then set word by word, for one symbol with blanks would be shown in quotes."""
        first, words = self.obj(f"t l {clear}"), self.obj("fromsymbol")
        self.patcher.connect(source, outlet, first)
        self.patcher.connect(first, 1, target)
        filled = self.obj("route bang")
        prepend = self.obj("prepend set")
        self.patcher.chain(first, words, filled)
        self.patcher.connect(filled, 1, prepend)
        self.patcher.chain(prepend, target)

    def _parameter(self, maxclass: str, control: Control, y: float, valueof: dict[str, Any], **more: Any) -> int:
        name = control.address.strip("/").replace("/", " ")
        return self.patcher.parameter(
            maxclass, 320, y, self.places.get(control.address), name, control.label, valueof, **more
        )  # fmt: skip

    # Readouts, errors, commands

    def _readout(self, readout: Readout, route: int, outlet: int) -> None:
        y, shown = self.row(), self.places.get(readout.address)
        if readout.shown == "text":
            self._words(route, outlet, self._comment(y, shown), 100, y)
            return
        unpack = self.obj("unpack" + " f" * readout.count)
        self.patcher.connect(route, outlet, unpack)
        for index in range(readout.count):
            place = (shown[0] + index * (shown[2] + 4), *shown[1:]) if shown else None
            number = self.patcher.control(
                "flonum", 320 + 70 * index, y, place, ignoreclick=1, triangle=0, fontsize=_TEXT_SIZE,
                numdecimalplaces=2 if readout.address == "/position" and index else 0,
            )  # fmt: skip
            self.patcher.connect(unpack, index, number)

    def _comment(self, y: float, shown: Rect | None, colour: Sequence[float] = (0.1, 0.3, 0.5, 1.0)) -> int:
        return self.patcher.control("comment", 320, y, shown, text="", fontsize=_TEXT_SIZE, textcolor=list(colour))

    def errors(self, source: int, outlet: int) -> None:
        """In view, and in the Max console. `source` is what hears the daemon's other messages."""
        y = self.row()
        route, one = self.obj("route /error"), self.obj("tosymbol")
        self.patcher.connect(source, outlet, route)
        self.patcher.chain(route, self.obj("print riffbridge-error"))
        self.patcher.chain(route, one)
        self._words(one, 0, self._comment(y, self.places.get("/error"), (0.75, 0.1, 0.1, 1.0)), 120, y)

    def commands(self) -> None:
        scene = self.patcher.control("number", 20, self.row(), self.places.get("scene"), minimum=1, maximum=999)
        self.patcher.chain(self.obj("loadmess set 1"), scene)
        for command in ("/scene/store", "/scene/recall"):
            button, y = self._button(command, command.split("/")[-1])
            number, prepend = self.obj("i 1"), self.obj(f"prepend {command}")
            self.patcher.connect(scene, 0, number, 1)
            self.patcher.chain(button, number, prepend)
            self.patcher.connect(prepend, 0, self.gate, 1)
        for command in ("/panic", "/launch", *(f"/launch {deck}" for deck in range(1, DECKS + 1))):
            button, y = self._button(command, "PANIC" if command == "/panic" else "launch")
            message = self.control("message", text=command)
            self.patcher.chain(button, message)
            self.patcher.connect(message, 0, self.gate, 1)

    def _button(self, command: str, text: str) -> tuple[int, float]:
        """Returns the button and its y."""
        y, colour = self.row(), [0.85, 0.25, 0.2, 1.0] if text == "PANIC" else [0.35, 0.35, 0.35, 1.0]
        button = self.patcher.control(
            "textbutton", 20, y, self.places.get(command), text=text, mode=0, bgcolor=colour, fontsize=_TEXT_SIZE,
            textcolor=[1.0, 1.0, 1.0, 1.0], parameter_enable=0,
        )  # fmt: skip
        return button, y


def build(
    patcher: Patcher, layout: Layout, starter: str, port: int = DAEMON_PORT, own_port: int = MAX_PORT, host: str = HOST
) -> None:
    """Fill the patcher. `starter` is the object that says when all is loaded."""
    builder = _Builder(patcher, layout)
    source, outlet = builder.wire(starter, host, port, own_port), 0
    groups: list[tuple[list[Control], list[Readout]]] = [(global_controls(), global_readouts())]
    groups += [(deck_controls(deck), deck_readouts(deck)) for deck in range(1, DECKS + 1)]
    for controls, readouts in groups:
        builder.sort(source, controls, readouts)
    builder.errors(source, outlet)
    builder.commands()
