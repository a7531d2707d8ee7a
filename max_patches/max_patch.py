"""The Max patch and the Max for Live device: one logic, two layouts of what is shown.

A control moves silently when the daemon tells its value, with `set`, so nothing is sent back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bridge.scenes import LAST_SCENE
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
_RED, _BLUE = [0.75, 0.15, 0.1, 1.0], [0.1, 0.3, 0.5, 1.0]
_GREY, _WHITE = [0.35, 0.35, 0.35, 1.0], [1.0, 1.0, 1.0, 1.0]

Port = tuple[int, int]  # (box, outlet)


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

    def sort(self, source: int, controls: Sequence[Control], readouts: Sequence[Readout]) -> None:
        """A route for those addresses, and a row for each."""
        addresses = [*(each.address for each in controls), *(each.address for each in readouts)]
        self.row()
        route = self.obj("route " + " ".join(addresses))
        self.patcher.connect(source, 0, route)
        for outlet, control in enumerate(controls):
            self.row()
            self._control(control, (route, outlet))
        for outlet, readout in enumerate(readouts, start=len(controls)):
            self.row()
            self._readout(readout, (route, outlet))

    # Controls

    def _control(self, control: Control, source: Port) -> None:
        if control.kind == "text":
            hand = self._entry(control, source)
        elif control.kind == "choice":
            hand = self._choice(control, source)
        else:
            hand = self._number(control, source)
        prepend = self.obj(f"prepend {control.address}")
        self.patcher.chain(hand, prepend)
        self.patcher.connect(prepend, 0, self.gate, 1)

    def _number(self, control: Control, source: Port) -> int:
        prepend, number = self.obj("prepend set"), self._face(control)
        self.patcher.connect(*source, prepend)
        self.patcher.chain(prepend, number)
        return number

    def _face(self, control: Control) -> int:
        spec = control.spec
        if spec.type is int and spec.high - spec.low > _LARGEST_LIVE_INT:
            limits = {"minimum": int(spec.low), "maximum": int(spec.high)}
            return self.control("number", self.places.get(control.address), **limits)
        if control.kind == "switch":
            return self._parameter("live.toggle", control, _enum(["off", "on"]))
        valueof = {
            "parameter_type": _INT if spec.type is int else _FLOAT,
            "parameter_mmin": spec.low,
            "parameter_mmax": spec.high,
            "parameter_unitstyle": _UNIT_DB if spec.unit == "dB" else _UNIT_INT if spec.type is int else _UNIT_FLOAT,
        }
        if control.kind == "number":
            return self._parameter("live.numbox", control, valueof)
        if spec.latency == "morph":
            return self._parameter("live.slider", control, valueof, orientation=1)
        return self._parameter("live.dial", control, valueof)

    def _choice(self, control: Control, source: Port) -> int:
        """A tab speaks of places, the daemon of values."""
        choices = [str(choice) for choice in control.spec.choices]
        heard = self.obj("route " + " ".join(choices))
        places = [self.control("message", text=f"set {index}") for index in range(len(choices))]
        tab = self._parameter("live.tab", control, _enum(choices), num_lines_presentation=1)
        chosen = self.obj("sel " + " ".join(str(index) for index in range(len(choices))))
        values = [self.control("message", text=choice) for choice in choices]
        out = self.obj("t l")
        self.patcher.connect(*source, heard)
        self.patcher.chain(tab, chosen)
        for index, (place, value) in enumerate(zip(places, values, strict=True)):
            self.patcher.connect(heard, index, place)
            self.patcher.connect(chosen, index, value)
            self.patcher.chain(place, tab)
            self.patcher.chain(value, out)
        return out

    def _entry(self, control: Control, source: Port) -> int:
        words, first = self._words(source, "clear")
        edit = self.control(
            "textedit", self.places.get(control.address), keymode=1, lines=1, outputmode=1, wordwrap=0,
            fontsize=_TEXT_SIZE, parameter_enable=0,
        )  # fmt: skip
        self._fill(words, first, edit)
        symbol = self.obj("tosymbol")
        self.patcher.chain(edit, self.obj("route text"), symbol)
        return symbol

    def _parameter(self, maxclass: str, control: Control, valueof: dict[str, Any], **attributes: Any) -> int:
        name, shown = control.address.strip("/").replace("/", " "), self.places.get(control.address)
        return self._placed(
            lambda: self.patcher.parameter(
                maxclass, self._x, self._y, shown, name, control.label, valueof, **attributes
            )
        )  # fmt: skip

    # Readouts, errors, commands

    def _words(self, source: Port, empty: str) -> tuple[int, int]:
        """Boxes that empty a text, then set it word by word: one symbol with blanks would be shown in quotes."""
        first, words, filled = self.obj(f"t l {empty}"), self.obj("fromsymbol"), self.obj("route bang")
        prepend = self.obj("prepend set")
        self.patcher.connect(*source, first)
        self.patcher.chain(first, words, filled)
        self.patcher.connect(filled, 1, prepend)
        return prepend, first

    def _fill(self, words: int, first: int, target: int) -> None:
        self.patcher.connect(first, 1, target)
        self.patcher.chain(words, target)

    def _comment(self, source: Port, address: str, colour: list[float]) -> None:
        words, first = self._words(source, "set")
        shown = self.places.get(address)
        self._fill(words, first, self.control("comment", shown, text="", fontsize=_TEXT_SIZE, textcolor=colour))

    def _readout(self, readout: Readout, source: Port) -> None:
        if readout.shown == "text":
            self._comment(source, readout.address, _BLUE)
            return
        shown = self.places.get(readout.address)
        unpack = self.obj("unpack" + " f" * readout.count)
        self.patcher.connect(*source, unpack)
        for index in range(readout.count):
            place = (shown[0] + index * (shown[2] + 4), *shown[1:]) if shown else None
            decimals = 2 if readout.address == "/position" and index else 0
            number = self.control(
                "flonum", place, ignoreclick=1, triangle=0, fontsize=_TEXT_SIZE, numdecimalplaces=decimals
            )
            self.patcher.connect(unpack, index, number)

    def errors(self, source: int) -> None:
        """In view, and in the Max console. `source` is what hears the daemon."""
        self.row()
        route, one = self.obj("route /error"), self.obj("tosymbol")
        self.patcher.chain(source, route, one)
        self.patcher.chain(route, self.obj("print riffbridge-error"))
        self._comment((one, 0), "/error", _RED)

    def commands(self) -> None:
        self.row()
        start = self.obj("loadmess set 1")
        scene = self.control("number", self.places.get("scene"), minimum=1, maximum=LAST_SCENE)
        self.patcher.chain(start, scene)
        for command in ("/scene/store", "/scene/recall"):
            button = self._button(command, command.rpartition("/")[2])
            number, prepend = self.obj("i 1"), self.obj(f"prepend {command}")
            self.patcher.connect(scene, 0, number, 1)
            self.patcher.chain(button, number, prepend)
            self.patcher.connect(prepend, 0, self.gate, 1)
        for command in ("/panic", "/launch", *(f"/launch {deck}" for deck in range(1, DECKS + 1))):
            button = self._button(command, "PANIC" if command == "/panic" else "launch")
            message = self.control("message", text=command)
            self.patcher.chain(button, message)
            self.patcher.connect(message, 0, self.gate, 1)

    def _button(self, command: str, text: str) -> int:
        self.row()
        return self.control(
            "textbutton", self.places.get(command), text=text, mode=0, fontsize=_TEXT_SIZE, parameter_enable=0,
            bgcolor=_RED if text == "PANIC" else _GREY, textcolor=_WHITE,
        )  # fmt: skip


def _enum(choices: list[str]) -> dict[str, Any]:
    return {"parameter_type": _ENUM, "parameter_enum": choices, "parameter_mmax": len(choices) - 1}


def build(
    patcher: Patcher, layout: Layout, starter: str, port: int = DAEMON_PORT, own_port: int = MAX_PORT, host: str = HOST
) -> None:
    """Fill the patcher. `starter` is the object that says when all is loaded."""
    builder = _Builder(patcher, layout)
    source = builder.wire(starter, host, port, own_port)
    builder.sort(source, global_controls(), global_readouts())
    for deck in range(1, DECKS + 1):
        builder.sort(source, deck_controls(deck), deck_readouts(deck))
    builder.errors(source)
    builder.commands()
