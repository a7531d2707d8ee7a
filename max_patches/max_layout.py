"""What one sees of the Max patch and of the Max for Live device, in presentation mode."""

from __future__ import annotations

from max_patches.max_patch import build
from max_patches.max_patcher import Patcher, Rect, device
from max_patches.max_rows import Layout
from max_patches.surface import (
    DAEMON_PORT,
    DECKS,
    HOST,
    MAX_PORT,
    Control,
    deck_controls,
    deck_displays,
    global_controls,
    global_displays,
    of_kind,
)

PANEL, TOP, HEIGHT = 450, 250, 744
LABEL = 76  # pixels that a name takes, at least
LIVE_HEIGHT = 169  # pixels that Live gives a device
_STRIP = [0.89, 0.89, 0.88, 1.0]
_DECKS = ([0.95, 0.91, 0.85, 1.0], [0.87, 0.91, 0.93, 1.0], [0.9, 0.93, 0.86, 1.0], [0.93, 0.88, 0.93, 1.0])


def max_patch(port: int = DAEMON_PORT, own_port: int = MAX_PORT, host: str = HOST) -> str:
    """The file riffbridge.maxpat, for a daemon that listens at that port of that host."""
    layout = _full()
    patcher = Patcher(*layout.size)
    build(patcher, layout, "loadbang", port, own_port, host)
    return patcher.text()


def live_device(port: int = DAEMON_PORT, own_port: int = MAX_PORT, host: str = HOST) -> bytes:
    """The file riffbridge.amxd: an audio effect that lets the sound pass and holds the controls one plays most."""
    layout = _compact()
    patcher = Patcher(*layout.size, devicewidth=float(layout.size[0]))
    build(patcher, layout, "live.thisdevice", port, own_port, host)
    left, right = patcher.obj(1100, 20, "plugin~"), patcher.obj(1100, 60, "plugout~")
    patcher.connect(left, 0, right, 0)
    patcher.connect(left, 1, right, 1)
    return device(patcher.text())


def _full() -> Layout:
    width = DECKS * (PANEL + 10) - 10
    layout = Layout((width + 20, TOP + HEIGHT + 10), {})
    layout.panels.append(((10, 8, width, TOP - 16), _STRIP))
    layout.labels.append(((16, 12, 120, 28), "riffbridge", 20.0))
    layout.places["connected"] = (136, 18, 16, 16)
    layout.labels.append(((154, 16, 100, 20), "connected", 11.0))
    x, y = 20.0, 44.0
    for control in global_controls():
        if x + max(_width(control), LABEL) > 470:
            x, y = 20.0, y + 56
        _labelled(layout, control, x, y)
        x += max(_width(control), LABEL) + 14
    _commands(layout, 480)
    x, y = 480.0, 84.0
    for display in (each for each in global_displays() if each.count):
        if x + 50 * display.count > 910:
            x, y = 480.0, y + 42
        layout.labels.append(((x, y, 64, 18), display.label, 10.0))
        layout.places[display.address] = (x, y + 18, 46, 20)
        x += max(50 * display.count, 64) + 10
    y += 44
    for display in (each for each in global_displays() if not each.count):
        layout.labels.append(((480, y, 64, 18), display.label, 10.0))
        layout.places[display.address] = (544, y, 376, 18)
        y += 18
    layout.labels.append(((20, TOP - 34, 50, 18), "error", 10.0))
    layout.places["/error"] = (70, TOP - 36, 390, 26)
    for deck in range(1, DECKS + 1):
        _deck(layout, deck, 10 + (deck - 1) * (PANEL + 10))
    return layout


def _commands(layout: Layout, x: float) -> None:
    layout.labels.append(((x, 26, 50, 18), "scene", 10.0))
    layout.places["scene"] = (x, 44, 50, 22)
    for index, command in enumerate(("/scene/store", "/scene/recall", "/launch", "/panic")):
        layout.places[command] = (x + 60 + 84 * index, 40, 76, 30)


def _deck(layout: Layout, deck: int, x: float) -> None:
    layout.panels.append(((x, TOP, PANEL, HEIGHT), _DECKS[(deck - 1) % len(_DECKS)]))
    layout.labels.append(((x + 6, TOP + 4, 82, 26), f"deck {deck}", 18.0))
    layout.places[f"/launch {deck}"] = (x + 364, TOP + 6, 76, 24)
    playing, read, *numbers = deck_displays(deck)
    layout.places[playing.address] = (x + 92, TOP + 10, 266, 20)
    layout.labels.append(((x + 10, TOP + 36, 54, 18), read.label, 10.0))
    layout.places[read.address] = (x + 92, TOP + 34, 346, 20)
    place, y = x + 10, TOP + 60.0
    for display in numbers:
        if place + 56 + 38 * display.count > x + PANEL:
            place, y = x + 10, y + 24
        layout.labels.append(((place, y, 54, 18), display.label, 10.0))
        layout.places[display.address] = (place + 56, y, 34, 20)
        place += 64 + 38 * display.count + 20
    controls = deck_controls(deck)
    y += 32
    for control in of_kind(controls, "text"):
        layout.labels.append(((x + 10, y, 90, 20), control.label, 11.0))
        layout.places[control.address] = (x + 100, y, PANEL - 112, 22)
        y += 30
    big, *small = sorted(of_kind(controls, "slider"), key=lambda each: each.spec.latency != "morph")
    layout.labels.append(((x + 10, y + 16, 60, 20), big.label, 12.0))
    layout.places[big.address] = (x + 70, y + 4, PANEL - 82, 40)
    y += 54
    place = x + 10
    for control in (*small, *of_kind(controls, "switch", "choice", "number")):
        if place + max(_width(control), LABEL) > x + PANEL:
            place, y = x + 10, y + 62
        _labelled(layout, control, place, y)
        place += max(_width(control) + 14, LABEL)


def _width(control: Control) -> float:
    return {"choice": 140.0, "switch": 20.0, "slider": 54.0}.get(control.kind, 64.0 if control.spec.unit else 84.0)


def _labelled(layout: Layout, control: Control, x: float, y: float) -> None:
    """A control at x, below its name; dials bring names of their own."""
    width = _width(control)
    if control.kind == "slider":
        layout.places[control.address] = (x, y, width, 48)
        return
    layout.labels.append(((x - 2, y - 2, max(width, LABEL), 18), control.label, 10.0))
    layout.places[control.address] = (x, y + 18, width, 20)


def _compact() -> Layout:
    column = 250
    layout = Layout((DECKS * column + 120, LIVE_HEIGHT), {})
    for deck in range(1, DECKS + 1):
        x = 4.0 + (deck - 1) * column
        layout.labels.append(((x, 2, 50, 18), f"deck {deck}", 10.0))
        layout.places[f"/deck/{deck}/playing"] = (x + 50, 2, 190, 18)
        rows: dict[str, Rect] = {
            "prompt/a": (x + 16, 22, 224, 20), "prompt/b": (x + 16, 46, 224, 20), "alpha": (x, 70, 240, 32),
            "gain": (x, 108, 48, 48), "drift": (x + 60, 128, 50, 18), "mute": (x + 124, 128, 18, 18),
        }  # fmt: skip
        for path, place in rows.items():
            layout.places[f"/deck/{deck}/{path}"] = place
        layout.places[f"/launch {deck}"] = (x + 160, 126, 80, 22)
        layout.labels.extend([((x, 22, 16, 18), "A", 10.0), ((x, 46, 16, 18), "B", 10.0)])
        layout.labels.extend([((x + 58, 108, 56, 18), "drift", 10.0), ((x + 116, 108, 44, 18), "mute", 10.0)])
    x = 4.0 + DECKS * column
    layout.places.update({
        "connected": (x, 4, 14, 14), "scene": (x, 22, 40, 20), "/scene/store": (x + 44, 22, 34, 20),
        "/scene/recall": (x + 80, 22, 34, 20), "/tempo": (x + 44, 48, 60, 18), "/panic": (x, 72, 110, 28),
        "/error": (x, 104, 112, 60),
    })  # fmt: skip
    layout.labels.extend([((x + 16, 2, 90, 18), "riffbridge", 10.0), ((x, 48, 44, 18), "tempo", 10.0)])
    return layout
