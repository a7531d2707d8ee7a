"""Boxes in rows: how a Max patcher is filled, and where in presentation mode its controls are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from max_patches.max_patcher import Patcher, Rect


@dataclass(frozen=True)
class Layout:
    """Where things are in presentation mode: by address, or "deck/1", "scene" and so on; what is absent is hidden."""

    size: tuple[int, int]
    places: dict[str, Rect]
    labels: list[tuple[Rect, str, float]] = field(default_factory=list)
    panels: list[tuple[Rect, list[float]]] = field(default_factory=list)


class Rows:
    """Adds boxes to a patcher, row by row; all that goes to the daemon goes through `gate`, open once all is loaded."""

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

    def parameter(
        self, maxclass: str, name: str, label: str, valueof: dict[str, Any], shown: Rect | None, **attributes: Any
    ) -> int:
        """A control that Live knows by that name."""
        add = self.patcher.parameter
        return self._placed(lambda: add(maxclass, self._x, self._y, shown, name, label, valueof, **attributes))

    def _placed(self, add: Callable[[], int]) -> int:
        box = add()
        self._x += self.patcher.width(box) + 16
        return box
