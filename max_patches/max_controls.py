"""Controls and readouts of the Max patch, each a few boxes in a row.

A control moves silently when the daemon tells its value, with `set`, so nothing is sent back.
"""

from __future__ import annotations

from typing import Any

from max_patches.max_rows import Rows
from max_patches.surface import Control, Display

_FLOAT, _INT, _ENUM = 0, 1, 2  # parameter_type
_UNIT_INT, _UNIT_FLOAT, _UNIT_DB = 0, 1, 4  # parameter_unitstyle
_LARGEST_LIVE_INT = 255  # whole-number parameters of Live hold no more than 256 values
TEXT_SIZE = 11.0
_BLUE = [0.1, 0.3, 0.5, 1.0]

Port = tuple[int, int]  # (box, outlet)


def add_control(rows: Rows, control: Control, source: Port) -> None:
    """What shows a parameter that `source` tells, and sends it when it is touched."""
    if control.kind == "text":
        hand = _entry(rows, control, source)
    elif control.kind == "choice":
        hand = _choice(rows, control, source)
    else:
        hand = _number(rows, control, source)
    prepend = rows.obj(f"prepend {control.address}")
    rows.patcher.chain(hand, prepend)
    rows.patcher.connect(prepend, 0, rows.gate, 1)


def _number(rows: Rows, control: Control, source: Port) -> int:
    prepend, number = rows.obj("prepend set"), _face(rows, control)
    rows.patcher.connect(*source, prepend)
    rows.patcher.chain(prepend, number)
    return number


def _face(rows: Rows, control: Control) -> int:
    spec = control.spec
    if spec.type is int and spec.high - spec.low > _LARGEST_LIVE_INT:
        limits = {"minimum": int(spec.low), "maximum": int(spec.high)}
        return rows.control("number", rows.places.get(control.address), **limits)
    if control.kind == "switch":
        return _parameter(rows, "live.toggle", control, _enum(["off", "on"]))
    valueof = {
        "parameter_type": _INT if spec.type is int else _FLOAT,
        "parameter_mmin": spec.low,
        "parameter_mmax": spec.high,
        "parameter_unitstyle": _UNIT_DB if spec.unit == "dB" else _UNIT_INT if spec.type is int else _UNIT_FLOAT,
    }
    if control.kind == "number":
        return _parameter(rows, "live.numbox", control, valueof)
    if spec.latency == "morph":
        return _parameter(rows, "live.slider", control, valueof, orientation=1)
    return _parameter(rows, "live.dial", control, valueof)


def _choice(rows: Rows, control: Control, source: Port) -> int:
    """A tab speaks of places, the daemon of values."""
    choices = [str(choice) for choice in control.spec.choices]
    heard = rows.obj("route " + " ".join(choices))
    places = [rows.control("message", text=f"set {index}") for index in range(len(choices))]
    tab = _parameter(rows, "live.tab", control, _enum(choices), num_lines_presentation=1)
    chosen = rows.obj("sel " + " ".join(str(index) for index in range(len(choices))))
    values = [rows.control("message", text=choice) for choice in choices]
    out = rows.obj("t l")
    rows.patcher.connect(*source, heard)
    rows.patcher.chain(tab, chosen)
    for index, (place, value) in enumerate(zip(places, values, strict=True)):
        rows.patcher.connect(heard, index, place)
        rows.patcher.connect(chosen, index, value)
        rows.patcher.chain(place, tab)
        rows.patcher.chain(value, out)
    return out


def _entry(rows: Rows, control: Control, source: Port) -> int:
    words, first = _words(rows, source, "clear")
    edit = rows.control(
        "textedit", rows.places.get(control.address), keymode=1, lines=1, outputmode=1, wordwrap=0,
        fontsize=TEXT_SIZE, parameter_enable=0,
    )  # fmt: skip
    _fill(rows, words, first, edit)
    symbol = rows.obj("tosymbol")
    rows.patcher.chain(edit, rows.obj("route text"), symbol)
    return symbol


def _parameter(rows: Rows, maxclass: str, control: Control, valueof: dict[str, Any], **attributes: Any) -> int:
    name = control.address.strip("/").replace("/", " ")
    return rows.parameter(maxclass, name, control.label, valueof, rows.places.get(control.address), **attributes)


def _enum(choices: list[str]) -> dict[str, Any]:
    return {"parameter_type": _ENUM, "parameter_enum": choices, "parameter_mmax": len(choices) - 1}


def _words(rows: Rows, source: Port, empty: str) -> tuple[int, int]:
    """Boxes that empty a text, then set it word by word: one symbol with blanks would be shown in quotes."""
    first, words, filled = rows.obj(f"t l {empty}"), rows.obj("fromsymbol"), rows.obj("route bang")
    prepend = rows.obj("prepend set")
    rows.patcher.connect(*source, first)
    rows.patcher.chain(first, words, filled)
    rows.patcher.connect(filled, 1, prepend)
    return prepend, first


def _fill(rows: Rows, words: int, first: int, target: int) -> None:
    rows.patcher.connect(first, 1, target)
    rows.patcher.chain(words, target)


def add_comment(rows: Rows, source: Port, address: str, colour: list[float]) -> None:
    """A text that `source` tells."""
    words, first = _words(rows, source, "set")
    shown = rows.places.get(address)
    _fill(rows, words, first, rows.control("comment", shown, text="", fontsize=TEXT_SIZE, textcolor=colour))


def add_display(rows: Rows, display: Display, source: Port) -> None:
    """What shows a readout that `source` tells."""
    if display.shown == "text":
        add_comment(rows, source, display.address, _BLUE)
        return
    shown = rows.places.get(display.address)
    unpack = rows.obj("unpack" + " f" * display.count)
    rows.patcher.connect(*source, unpack)
    for index in range(display.count):
        place = (shown[0] + index * (shown[2] + 4), *shown[1:]) if shown else None
        decimals = 2 if display.address == "/position" and index else 0
        number = rows.control("flonum", place, ignoreclick=1, triangle=0, fontsize=TEXT_SIZE, numdecimalplaces=decimals)
        rows.patcher.connect(unpack, index, number)
