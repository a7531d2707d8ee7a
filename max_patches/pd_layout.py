"""What one sees of the Pd patch: a strip for the whole instrument, and a panel for each deck."""

from __future__ import annotations

from bridge.scenes import LAST_SCENE
from max_patches.pd_canvas import Canvas, heard, sent
from max_patches.pd_patch import entry, logic
from max_patches.surface import (
    DAEMON_PORT,
    DECKS,
    HOST,
    Control,
    Readout,
    deck_controls,
    deck_readouts,
    global_controls,
    global_readouts,
    of_kind,
)

PANEL = 450
TOP = 186
HEIGHT = 486
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
    canvas.panel(10, 8, width, 170, STRIP, "riffbridge", 20, offset=(10, 20))
    canvas.label(170, 30, "no daemon heard", 12, heard("/connected"))
    x = 20
    for control in global_controls():
        canvas.label(x, 58, _label(control))
        x += _control(canvas, control, x, 70, 200, control.address) + 24
    _scenes(canvas, 560, 58)
    _command(canvas, 760, 58, "launch all", sent("/launch"), 30)
    _command(canvas, 850, 58, "PANIC", sent("/panic"), 30, "#e05040")
    x = 20
    for readout in (each for each in global_readouts() if each.shown == "numbers"):
        x = _readout(canvas, readout, x, 124)
    for index, readout in enumerate(each for each in global_readouts() if each.shown == "text"):
        canvas.label(724, 118 + 16 * index, f"{readout.label}:")
        canvas.label(794, 118 + 16 * index, "", receive=heard(readout.address))
    canvas.label(20, 164, "error:", colour="#c02020")
    canvas.label(74, 164, "", receive=heard("/error"), colour="#c02020")


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
    _command(canvas, x + 380, TOP + 14, "launch", sent(f"/launch/{deck}"), 24)
    playing, *numbers = deck_readouts(deck)
    canvas.label(x + 100, TOP + 18, "", 12, heard(playing.address), "#205080")
    place = x + 10
    for readout in numbers:
        place = _readout(canvas, readout, place, TOP + 46)
    controls = deck_controls(deck)
    y = TOP + 94
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
    for control in of_kind(controls, "number", "choice", "switch"):
        width = 88 if control.kind != "choice" else 100
        if place + width > x + PANEL:
            place, y = x + 10, y + 44
        canvas.label(place, y, _label(control))
        _control(canvas, control, place, y + 10, 0, control.address)
        place += width


def _label(control: Control) -> str:
    unit = f" ({control.spec.unit})" if control.spec.unit not in {"", control.label} else ""
    return control.label + unit


def _control(canvas: Canvas, control: Control, x: int, y: int, width: int, address: str) -> int:
    """Returns its width."""
    if control.kind == "slider":
        _slider(canvas, control, x, y, width - 60, 18)
        return width
    if control.kind == "switch":
        canvas.toggle(x, y, 20, address)
        return 20
    if control.kind == "choice":
        return _choice(canvas, control, x, y)
    canvas.number(x, y, 9, control.spec.low, control.spec.high, sent(address), heard(address))
    return 70


def _slider(canvas: Canvas, control: Control, x: int, y: int, width: int, height: int) -> None:
    low, high = control.spec.low, control.spec.high
    canvas.slider(x, y, width, height, low, high, control.address)
    canvas.number(x + width + 12, y, 6, low, high, sent(control.address), heard(control.address))


def _choice(canvas: Canvas, control: Control, x: int, y: int) -> int:
    choices = [str(choice) for choice in control.spec.choices]
    size = 18 if max(map(len, choices)) == 1 else 28
    canvas.radio(x, y, size, len(choices), control.address)
    for index, choice in enumerate(choices):
        canvas.label(x + size * index + (size - 5 * len(choice)) // 2, y + size + 7, choice, 8)
    return size * len(choices)


def _text(canvas: Canvas, control: Control, x: int, y: int) -> None:
    """What holds, and below it where to type."""
    canvas.label(x, y, control.label)
    canvas.label(x + 92, y, "", 12, heard(control.address), "#205080")
    canvas.entry(x + 92, y + 8, 46, sent(control.address), entry(control.address))


def _readout(canvas: Canvas, readout: Readout, x: int, y: int) -> int:
    canvas.label(x, y, readout.label)
    for index in range(readout.count):
        canvas.number(x, y + 10, 5, 0, 0, "-", f"{heard(readout.address)}/{index + 1}")
        x += 48
    return x + 24 if readout.count > 1 else x + 36
