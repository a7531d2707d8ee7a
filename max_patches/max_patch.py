"""The Max patch and the Max for Live device: one logic, two layouts of what is shown.

A wire to the daemon, a row for each parameter and readout, errors, and commands.
"""

from __future__ import annotations

from collections.abc import Sequence

from bridge.scene_file import LAST_SCENE
from max_patches.max_controls import TEXT_SIZE, add_comment, add_control, add_display
from max_patches.max_patcher import Patcher
from max_patches.max_rows import Layout, Rows
from max_patches.surface import (
    DAEMON_PORT,
    DECKS,
    HOST,
    MAX_PORT,
    SILENCE_MS,
    Control,
    Display,
    deck_controls,
    deck_displays,
    global_controls,
    global_displays,
)

_RED = [0.75, 0.15, 0.1, 1.0]
_GREY, _WHITE = [0.35, 0.35, 0.35, 1.0], [1.0, 1.0, 1.0, 1.0]


def build(
    patcher: Patcher, layout: Layout, starter: str, port: int = DAEMON_PORT, own_port: int = MAX_PORT, host: str = HOST
) -> None:
    """Fill the patcher. `starter` is the object that says when all is loaded."""
    rows = Rows(patcher, layout)
    source = _wire(rows, starter, host, port, own_port)
    _sort(rows, source, global_controls(), global_displays())
    for deck in range(1, DECKS + 1):
        _sort(rows, source, deck_controls(deck), deck_displays(deck))
    _errors(rows, source)
    _commands(rows)


def _wire(rows: Rows, starter: str, host: str, port: int, own_port: int) -> int:
    """The ports, and the watch: silence means that the daemon does not know us. Returns what hears the daemon."""
    patcher = rows.patcher
    receive, heard = patcher.obj(20, 20, f"udpreceive {own_port}"), patcher.obj(20, 50, "t l b")
    send, start = patcher.obj(900, 140, f"udpsend {host} {port}"), patcher.obj(400, 20, starter)
    silence, act = patcher.obj(400, 110, f"delay {SILENCE_MS}"), patcher.obj(400, 140, "t b b 0")
    ready, alive = patcher.obj(560, 50, "t b 1"), patcher.obj(240, 80, "t b 1")
    light = patcher.control("toggle", 400, 230, rows.places.get("connected"), ignoreclick=1)
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
    patcher.connect(ready, 1, rows.gate, 0)
    patcher.chain(patcher.obj(700, 20, "closebang"), leave, send)
    patcher.chain(rows.gate, send)
    patcher.chain(subscribe, send)
    return heard


def _sort(rows: Rows, source: int, controls: Sequence[Control], displays: Sequence[Display]) -> None:
    """A route for those addresses, and a row for each."""
    addresses = [*(each.address for each in controls), *(each.address for each in displays)]
    rows.row()
    route = rows.obj("route " + " ".join(addresses))
    rows.patcher.connect(source, 0, route)
    for outlet, control in enumerate(controls):
        rows.row()
        add_control(rows, control, (route, outlet))
    for outlet, display in enumerate(displays, start=len(controls)):
        rows.row()
        add_display(rows, display, (route, outlet))


def _errors(rows: Rows, source: int) -> None:
    """In view, and in the Max console. `source` is what hears the daemon."""
    rows.row()
    route, one = rows.obj("route /error"), rows.obj("tosymbol")
    rows.patcher.chain(source, route, one)
    rows.patcher.chain(route, rows.obj("print riffbridge-error"))
    add_comment(rows, (one, 0), "/error", _RED)


def _commands(rows: Rows) -> None:
    rows.row()
    start = rows.obj("loadmess set 1")
    scene = rows.control("number", rows.places.get("scene"), minimum=1, maximum=LAST_SCENE)
    rows.patcher.chain(start, scene)
    for command in ("/scene/store", "/scene/recall"):
        button = _button(rows, command, command.rpartition("/")[2])
        number, prepend = rows.obj("i 1"), rows.obj(f"prepend {command}")
        rows.patcher.connect(scene, 0, number, 1)
        rows.patcher.chain(button, number, prepend)
        rows.patcher.connect(prepend, 0, rows.gate, 1)
    for command in ("/panic", "/launch", *(f"/launch {deck}" for deck in range(1, DECKS + 1))):
        button = _button(rows, command, "PANIC" if command == "/panic" else "launch")
        message = rows.control("message", text=command)
        rows.patcher.chain(button, message)
        rows.patcher.connect(message, 0, rows.gate, 1)


def _button(rows: Rows, command: str, text: str) -> int:
    rows.row()
    return rows.control(
        "textbutton", rows.places.get(command), text=text, mode=0, fontsize=TEXT_SIZE, parameter_enable=0,
        bgcolor=_RED if text == "PANIC" else _GREY, textcolor=_WHITE,
    )  # fmt: skip
