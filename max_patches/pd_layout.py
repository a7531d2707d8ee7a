"""What one sees of the Pd patch: a strip for the whole instrument, and a panel for each deck."""

from __future__ import annotations

from bridge.scene_file import LAST_SCENE
from max_patches.pd_canvas import Canvas, heard, sent
from max_patches.pd_patch import entry, logic
from max_patches.surface import (
    DAEMON_PORT,
    DECKS,
    HOST,
    Control,
    Display,
    deck_controls,
    deck_displays,
    global_controls,
    global_displays,
    of_kind,
)

PANEL = 450
TOP = 304
HEIGHT = 786
COLUMN, STRIP_ROOM = 88, 200  # pixels, for a label in a panel and in the strip
CHARACTER = 6.2  # pixels, of a label
STRIP, DECK_COLOURS = "#e4e4e0", ("#f3e7d8", "#dde9ee", "#e6ecdc", "#ece1ec")


def pd_patch(port: int = DAEMON_PORT, host: str = HOST) -> str:
    """The file riffbridge.pd, for a daemon that listens at that port of that host."""
    canvas = Canvas(DECKS * (PANEL + 10) + 10, TOP + HEIGHT + 44)
    _strip(canvas)
    for deck in range(1, DECKS + 1):
        _deck(canvas, deck, 10 + (deck - 1) * (PANEL + 10))
    for index, each in enumerate(logic(port, host)):
        canvas.sub(10 + 110 * index, TOP + HEIGHT + 14, each)
    return canvas.text()


def _strip(canvas: Canvas) -> None:
    width = DECKS * (PANEL + 10) - 10
    canvas.panel(10, 8, width, TOP - 16, STRIP, "riffbridge", 20, offset=(10, 20))
    canvas.label(170, 30, "no daemon heard", 12, heard("/connected"))
    x, y, height = 20, 58, 0
    for control in global_controls():
        width = max(_width(control), round(CHARACTER * len(_label(control, STRIP_ROOM))))
        if x + width > 545:
            x, y, height = 20, y + height, 0
        canvas.label(x, y, _label(control, STRIP_ROOM))
        _control(canvas, control, x, y + 12)
        x, height = x + width + 24, max(height, _height(control))
    _scenes(canvas, 560, 58)
    _command(canvas, 760, 58, "launch all", sent("/launch"), 30)
    _command(canvas, 850, 58, "PANIC", sent("/panic"), 30, "#e05040")
    x, y = 560, 112
    for display in (each for each in global_displays() if each.shown == "numbers"):
        if x > 820:
            x, y = 560, y + 36
        x = _display(canvas, display, x, y)
    for index, display in enumerate(each for each in global_displays() if each.shown == "text"):
        canvas.label(560, y + 40 + 16 * index, f"{display.label}:")
        canvas.label(630, y + 40 + 16 * index, "", receive=heard(display.address))
    canvas.label(20, TOP - 22, "error:", colour="#c02020")
    canvas.label(74, TOP - 22, "", receive=heard("/error"), colour="#c02020")


def _scenes(canvas: Canvas, x: int, y: int) -> None:
    canvas.label(x, y, "scene")
    canvas.number(x, y + 12, 4, 1, LAST_SCENE, sent("/scene"), heard("/scene"))
    _command(canvas, x + 60, y, "store", sent("/scene/store"), 24)
    _command(canvas, x + 120, y, "recall", sent("/scene/recall"), 24)


def _command(canvas: Canvas, x: int, y: int, label: str, name: str, size: int, colour: str = "#ffffff") -> None:
    canvas.label(x, y, label)
    canvas.button(x, y + 12, size, name, colour)


def _deck(canvas: Canvas, deck: int, x: int) -> None:
    colour = DECK_COLOURS[(deck - 1) % len(DECK_COLOURS)]
    canvas.panel(x, TOP, PANEL, HEIGHT, colour, f"deck {deck}", 18, offset=(10, 18))
    playing, read, *numbers = deck_displays(deck)
    canvas.label(x + 100, TOP + 18, "", 12, heard(playing.address), "#205080")
    canvas.label(x + 10, TOP + 40, f"{read.label}:")
    canvas.label(x + 100, TOP + 40, "", receive=heard(read.address))
    place, y = x + 10, TOP + 62
    for display in numbers:
        if place > x + PANEL - 120:
            place, y = x + 10, y + 36
        place = _display(canvas, display, place, y)
    _command(canvas, x + PANEL - 80, y, "launch", sent(f"/launch/{deck}"), 24)
    controls = deck_controls(deck)
    y += 48
    for control in of_kind(controls, "text"):
        _text(canvas, control, x + 10, y)
        y += 42
    y += 8
    for control in of_kind(controls, "slider"):
        canvas.label(x + 10, y + 8, _label(control))
        big = control.spec.latency == "morph"
        _slider(canvas, control, x + 90, y, 260, 30 if big else 16)
        y += 40 if big else 26
    y += 10
    place = x + 10
    for control in of_kind(controls, "number", "switch"):
        if place + COLUMN > x + PANEL:
            place, y = x + 10, y + 44
        canvas.label(place, y, _label(control))
        _control(canvas, control, place, y + 10)
        place += COLUMN
    place, y = x + 10, y + 44
    for control in of_kind(controls, "choice"):
        if place + _width(control) > x + PANEL:
            place, y = x + 10, y + 64
        canvas.label(place, y, _label(control))
        _control(canvas, control, place, y + 10)
        place += _width(control) + 60


def _label(control: Control, room: float = COLUMN) -> str:
    """Its name, with the unit where there is room."""
    full = f"{control.label} ({control.spec.unit})"
    is_told = control.spec.unit not in {"", control.label}
    return full if is_told and CHARACTER * len(full) < room else control.label


def _width(control: Control) -> int:
    if control.kind == "choice":
        return _cell(control) * len(control.spec.choices)
    return {"slider": 200, "switch": 20}.get(control.kind, 70)


def _height(control: Control) -> int:
    """Of the control with its label, and a gap."""
    return 70 if control.kind == "choice" else 46


def _control(canvas: Canvas, control: Control, x: int, y: int) -> None:
    if control.kind == "slider":
        _slider(canvas, control, x, y, _width(control) - 60, 18)
    elif control.kind == "switch":
        canvas.toggle(x, y, 20, control.address)
    elif control.kind == "choice":
        _choice(canvas, control, x, y)
    else:
        low, high = control.spec.low, control.spec.high
        canvas.number(x, y, 9, low, high, sent(control.address), heard(control.address))


def _slider(canvas: Canvas, control: Control, x: int, y: int, width: int, height: int) -> None:
    low, high = control.spec.low, control.spec.high
    canvas.slider(x, y, width, height, low, high, control.address)
    canvas.number(x + width + 12, y, 6, low, high, sent(control.address), heard(control.address))


def _cell(control: Control) -> int:
    """How wide one field of a choice is."""
    return 18 if max(len(str(choice)) for choice in control.spec.choices) == 1 else 28


def _choice(canvas: Canvas, control: Control, x: int, y: int) -> None:
    """Every other name stands lower where they are wider than their fields."""
    choices, size = [str(choice) for choice in control.spec.choices], _cell(control)
    step = 10 if any(5 * len(choice) > size for choice in choices) else 0
    canvas.radio(x, y, size, len(choices), control.address)
    for index, choice in enumerate(choices):
        left = x + size * index + max(0, (size - 5 * len(choice)) // 2)
        canvas.label(left, y + size + 7 + step * (index % 2), choice, 8)


def _text(canvas: Canvas, control: Control, x: int, y: int) -> None:
    """What holds, and below it where to type."""
    canvas.label(x, y, control.label)
    canvas.label(x + 92, y, "", 12, heard(control.address), "#205080")
    canvas.entry(x + 92, y + 8, 46, sent(control.address), entry(control.address))


def _display(canvas: Canvas, display: Display, x: int, y: int) -> int:
    canvas.label(x, y, display.label)
    for index in range(display.count):
        canvas.number(x, y + 10, 5, 0, 0, "-", f"{heard(display.address)}/{index + 1}")
        x += 48
    return x + 24 if display.count > 1 else x + 36
