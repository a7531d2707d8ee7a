"""Max's file format: a patcher of boxes and cords as JSON, and the container of a Max for Live device."""

from __future__ import annotations

import json
import struct
from itertools import pairwise
from typing import Any

Rect = tuple[float, float, float, float]  # x, y, width, height in pixels

# Inlets, and the types of what the outlets send, as Max saves them ("" = anything).
_OBJECTS: dict[str, tuple[int, list[str]]] = {
    "closebang": (1, ["bang"]),
    "delay": (2, ["bang"]),
    "fromsymbol": (1, [""]),
    "gate": (2, [""]),
    "i": (2, ["int"]),
    "live.thisdevice": (1, ["bang", "int", "int"]),
    "loadbang": (1, ["bang"]),
    "loadmess": (1, [""]),
    "plugin~": (2, ["signal", "signal"]),
    "plugout~": (2, ["signal", "signal"]),
    "prepend": (1, [""]),
    "print": (1, []),
    "tosymbol": (1, [""]),
    "udpreceive": (1, [""]),
    "udpsend": (1, []),
}
_CONTROLS: dict[str, tuple[int, list[str]]] = {
    "comment": (1, []),
    "flonum": (1, ["", "bang"]),
    "live.dial": (1, ["", "float"]),
    "live.numbox": (1, ["", "float"]),
    "live.slider": (1, ["", "float"]),
    "live.tab": (1, ["", "", "float"]),
    "live.toggle": (1, [""]),
    "message": (2, [""]),
    "number": (1, ["", "bang"]),
    "panel": (1, []),
    "textbutton": (1, ["", "", "int"]),
    "textedit": (1, ["", "int", "", ""]),
    "toggle": (1, ["int"]),
}
_TRIGGERS = {"b": "bang", "i": "int", "f": "float", "1": "int", "0": "int"}
_AUDIO_DEVICE = b"aaaa"


def ports(text: str) -> tuple[int, list[str]]:
    """Inlets and outlet types of an object, from its text. Raises KeyError for one not known here."""
    name, *arguments = text.split()
    if name in {"t", "trigger"}:
        return 1, [_TRIGGERS.get(argument, "") for argument in arguments]
    if name == "unpack":
        return 1, [_TRIGGERS[argument] for argument in arguments]
    if name == "route":
        return len(arguments) + 1, [""] * (len(arguments) + 1)
    if name == "sel":
        return len(arguments) + 1, [*["bang"] * len(arguments), ""]
    return _OBJECTS[name]


class Patcher:
    """A patch. Boxes are numbered from 1; every method that adds one returns its number, for `connect`."""

    def __init__(self, width: int, height: int, **attributes: Any) -> None:
        """Size of the window in pixels."""
        self._boxes: list[dict[str, Any]] = []
        self._lines: list[dict[str, Any]] = []
        self._parameters: dict[str, Any] = {}
        self._attributes = {"rect": [60.0, 100.0, float(width), float(height)], **attributes}

    def obj(self, x: float, y: float, text: str) -> int:
        inlets, outlets = ports(text)
        return self._add("newobj", inlets, outlets, (x, y, 14 + 6.4 * len(text), 22), text=text)

    def control(self, maxclass: str, x: float, y: float, shown: Rect | None = None, **attributes: Any) -> int:
        """A box with a face; `shown` is its place in presentation mode, if it is to be seen there."""
        inlets, outlets = _CONTROLS[maxclass]
        width, height = shown[2:] if shown else (60.0, 22.0)
        if shown:
            attributes |= {"presentation": 1, "presentation_rect": [float(value) for value in shown]}
        return self._add(maxclass, inlets, outlets, (x, y, width, height), **attributes)

    def parameter(
        self, maxclass: str, x: float, y: float, shown: Rect | None, name: str, short: str, valueof: dict[str, Any],
        **attributes: Any,
    ) -> int:  # fmt: skip
        """A live.* control, which Live can automate under `name`; `short` is what its face says."""
        full = {"parameter_longname": name, "parameter_shortname": short, **valueof}
        number = self.control(
            maxclass, x, y, shown, parameter_enable=1, varname=name,
            saved_attribute_attributes={"valueof": full}, **attributes,
        )  # fmt: skip
        self._parameters[f"obj-{number}"] = [name, short, 0]
        return number

    def width(self, box: int) -> float:
        """How wide a box is while patching, in pixels."""
        width: float = self._boxes[box - 1]["box"]["patching_rect"][2]
        return width

    def connect(self, source: int, outlet: int, target: int, inlet: int = 0) -> None:
        """Raises ValueError if there is no such outlet or inlet."""
        start, end = self._boxes[source - 1]["box"], self._boxes[target - 1]["box"]
        if outlet >= start["numoutlets"] or inlet >= end["numinlets"]:
            raise ValueError(f"no cord from {start} outlet {outlet} to {end} inlet {inlet}")
        line = {"source": [f"obj-{source}", outlet], "destination": [f"obj-{target}", inlet]}
        self._lines.append({"patchline": line})

    def chain(self, *boxes: int) -> None:
        """Connect first outlets to first inlets, down the row."""
        for source, target in pairwise(boxes):
            self.connect(source, 0, target)

    def text(self) -> str:
        """The file riffbridge.maxpat."""
        patcher = {
            "fileversion": 1,
            "appversion": {"major": 8, "minor": 6, "revision": 0, "architecture": "x64", "modernui": 1},
            "classnamespace": "box",
            "openinpresentation": 1,
            "default_fontsize": 12.0,
            "default_fontname": "Arial",
            **self._attributes,
            "boxes": self._boxes,
            "lines": self._lines,
            "parameters": {**self._parameters, "inherited_shortname": 1},
        }
        return json.dumps({"patcher": patcher}, indent="\t", ensure_ascii=False) + "\n"

    def _add(self, maxclass: str, inlets: int, outlets: list[str], place: Rect, **attributes: Any) -> int:
        number = len(self._boxes) + 1
        box: dict[str, Any] = {"id": f"obj-{number}", "maxclass": maxclass, "numinlets": inlets}
        box |= {"numoutlets": len(outlets), "patching_rect": [float(value) for value in place]}
        if outlets:
            box["outlettype"] = outlets
        self._boxes.append({"box": box | attributes})
        return number


def device(patch: str) -> bytes:
    """A Max for Live audio effect (.amxd) that holds the patch."""
    content = patch.encode() + b"\0"
    return b"".join((_chunk(b"ampf", _AUDIO_DEVICE), _chunk(b"meta", struct.pack("<I", 0)), _chunk(b"ptch", content)))


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content
