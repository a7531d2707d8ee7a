"""Pd's file format: canvases of boxes and cords as text."""

from __future__ import annotations

import re
from itertools import pairwise

_SPECIAL = re.compile(r"([ ,;\\$])")


def symbol(text: str) -> str:
    """One atom, whatever the text: blanks, commas and so on escaped."""
    return _SPECIAL.sub(r"\\\1", text) or "empty"


class Canvas:
    """A window of boxes. Every method that adds a box returns its number, for `connect`.

    Coordinates are in pixels, from the top left; `send` and `receive` are the names a control sends to and
    obeys. Formats as Pd 0.53 writes them (its doc/6.externs and g_*.c are what there is of a specification).
    """

    def __init__(self, width: int, height: int, name: str = "") -> None:
        self._extent = width, height
        self._name = name
        self._boxes: list[str] = []
        self._cords: list[str] = []
        self._background = "#fcfcfc"

    def obj(self, x: int, y: int, text: str) -> int:
        """An object, its text as in a file: commas and dollars of its own escaped."""
        return self._add(f"#X obj {x} {y} {text};")

    def message(self, x: int, y: int, text: str) -> int:
        return self._add(f"#X msg {x} {y} {text};")

    def comment(self, x: int, y: int, text: str) -> int:
        escaped = re.sub(r"([,;$])", r" \\\1", text)
        return self._add(f"#X text {x} {y} {escaped};")

    def label(self, x: int, y: int, text: str, size: int = 10, receive: str = "empty", colour: str = "#303030") -> int:
        """Text that the message `label` replaces; y is its middle."""
        return self.panel(x, y, 1, 1, self._background, text, size, receive, colour, (0, 0))

    def panel(
        self, x: int, y: int, width: int, height: int, background: str, text: str = "", size: int = 12,
        receive: str = "empty", colour: str = "#303030", offset: tuple[int, int] = (8, 12),
    ) -> int:  # fmt: skip
        """A coloured rectangle, which what is added later lies on."""
        self._background = background
        return self.obj(
            x, y, f"cnv 1 {width} {height} empty {receive} {symbol(text)} {offset[0]} {offset[1]} 0 {size} "
            f"{background} {colour} 0",
        )  # fmt: skip

    def slider(self, x: int, y: int, width: int, height: int, low: float, high: float, name: str) -> int:
        face = "empty -2 -8 0 10 #ffffff #d0602b #000000 0 1"
        return self.obj(x, y, f"hsl {width} {height} {low:g} {high:g} 0 0 {_names(name)} {face}")

    def toggle(self, x: int, y: int, size: int, name: str) -> int:
        return self.obj(x, y, f"tgl {size} 0 {_names(name)} empty 17 7 0 10 #ffffff #d0602b #000000 0 1")

    def button(self, x: int, y: int, size: int, send: str, colour: str = "#ffffff") -> int:
        return self.obj(x, y, f"bng {size} 200 50 0 {send} empty empty 17 7 0 10 {colour} #303030 #000000")

    def radio(self, x: int, y: int, size: int, count: int, name: str) -> int:
        return self.obj(x, y, f"hradio {size} 1 0 {count} {_names(name)} empty 0 -8 0 10 #ffffff #d0602b #000000 0")

    def number(self, x: int, y: int, width: int, low: float, high: float, send: str, receive: str) -> int:
        """A number box, `width` in characters, dragged between low and high (both 0: no limits)."""
        return self._add(f"#X floatatom {x} {y} {width} {low:g} {high:g} 0 - {receive} {send} 12;")

    def entry(self, x: int, y: int, width: int, send: str, receive: str) -> int:
        """A box for typing a text, blanks and commas included; Enter sends it."""
        return self._add(f"#X symbolatom {x} {y} {width} 0 0 0 - {receive} {send} 12;")

    def sub(self, x: int, y: int, canvas: Canvas) -> int:
        """A subpatch, shown as a box."""
        return self._add(f"{canvas.text(closed=True)}#X restore {x} {y} pd {canvas._name};")

    def connect(self, source: int, outlet: int, target: int, inlet: int = 0) -> None:
        self._cords.append(f"#X connect {source} {outlet} {target} {inlet};")

    def chain(self, *boxes: int) -> int:
        """Connect first outlets to first inlets, down the row. Returns the last."""
        for source, target in pairwise(boxes):
            self.connect(source, 0, target)
        return boxes[-1]

    def text(self, closed: bool = False) -> str:
        """The file, or the part of it that stands for a subpatch."""
        width, height = self._extent
        head = f"#N canvas 60 60 {width} {height} {f'{self._name} 0' if closed else '12'};"
        return "\n".join([head, *self._boxes, *self._cords]) + "\n"

    def _add(self, line: str) -> int:
        self._boxes.append(line)
        return len(self._boxes) - 1


def _names(name: str) -> str:
    """A control's send and receive names: see `pd_patch`."""
    return f"{sent(name)} {heard(name)}"


def sent(address: str) -> str:
    """Name that the control of an address sends to."""
    return f"riffbridge{address}"


def heard(address: str) -> str:
    """Name under which the control of an address is moved, with `set`, or its text shown, with `label`."""
    return f"riffbridge-show{address}"
