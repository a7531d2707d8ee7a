"""The Pd patch: vanilla objects only (Pd 0.53 or newer).

What one sees is the first canvas, and no cord crosses it: controls and logic meet by name (`sent`, `heard`).
A control moves silently when the daemon tells its value, with `set`, so nothing is sent back.
"""

from __future__ import annotations

from collections.abc import Iterable

from max_patches.pd_canvas import Canvas, heard, sent
from max_patches.pd_wire import ERRORS, SEND, STATE, Port, join_words, wire
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
)


def logic(port: int = DAEMON_PORT, host: str = HOST) -> list[Canvas]:
    """The subpatches: the wire to the daemon, what comes in, and each deck's controls."""
    return [wire(host, port), _incoming(), *(_deck_logic(deck) for deck in range(1, DECKS + 1)), _global_logic()]


def _incoming() -> Canvas:
    """Sorts what the daemon tells: errors, decks, the rest. The parts of an address arrive as symbols."""
    canvas = Canvas(560, 360, "incoming")
    sort = canvas.obj(20, 50, "route deck error")
    canvas.chain(canvas.obj(20, 20, "r riffbridge-in"), sort)
    canvas.connect(sort, 2, canvas.obj(400, 80, "s riffbridge-in-0"))
    canvas.connect(sort, 1, canvas.obj(200, 110, f"print {ERRORS}"))
    canvas.connect(sort, 1, canvas.obj(200, 140, f"s {ERRORS}"))
    join = canvas.sub(200, 170, join_words())
    canvas.connect(sort, 1, join)
    _show_text(canvas, (join, 0), 200, 200, heard("/error"), 110)
    number = canvas.obj(20, 80, "list split 1")
    codes = [ord(str(deck)) for deck in range(1, DECKS + 1)]
    which = canvas.obj(20, 140, "sel " + " ".join(map(str, codes)))
    canvas.connect(sort, 0, number)
    canvas.chain(number, canvas.obj(20, 110, "list fromsymbol"), which)
    for outlet in range(DECKS):
        rest = canvas.obj(20 + 80 * outlet, 200, "list append")
        canvas.connect(number, 1, rest, 1)
        canvas.connect(which, outlet, rest)
        trim = canvas.obj(20 + 80 * outlet, 230 + 30 * outlet, "list trim")
        canvas.chain(rest, trim, canvas.obj(20 + 80 * outlet, 290 + 30 * outlet, f"s riffbridge-in-{outlet + 1}"))
    return canvas


def _deck_logic(deck: int) -> Canvas:
    canvas = Canvas(1300, 900, f"deck-{deck}")
    _rows(canvas, f"riffbridge-in-{deck}", f"/deck/{deck}/", deck_controls(deck), deck_displays(deck))
    return canvas


def _global_logic() -> Canvas:
    canvas = Canvas(1300, 700, "global")
    _rows(canvas, "riffbridge-in-0", "/", global_controls(), global_displays())
    x = 900
    scene = canvas.obj(x, 20, f"r {sent('/scene')}")
    bus = canvas.obj(x, 170, f"s {SEND}")
    for offset, command in ((0, "store"), (180, "recall")):
        number = canvas.obj(x + offset, 80, "f 1")
        canvas.connect(canvas.obj(x + offset, 50, f"r {sent(f'/scene/{command}')}"), 0, number)
        canvas.connect(scene, 0, number, 1)
        prepend = canvas.obj(x + offset, 110, f"list prepend /scene/{command}")
        canvas.chain(number, prepend, canvas.obj(x + offset, 140, "list trim"), bus)
    first = canvas.message(x + 100, 20, "set 1")
    canvas.chain(canvas.obj(x + 100, 0, "loadbang"), first, canvas.obj(x + 160, 20, f"s {heard('/scene')}"))
    for index, command in enumerate(["/panic", "/launch", *(f"/launch {deck}" for deck in range(1, DECKS + 1))]):
        pressed = canvas.obj(x, 220 + 60 * index, f"r {sent(command.replace(' ', '/'))}")
        canvas.chain(pressed, canvas.message(x, 250 + 60 * index, f"\\; {SEND} {command}"))
    return canvas


def _rows(canvas: Canvas, source: str, prefix: str, controls: list[Control], displays: list[Display]) -> None:
    """A row for each address: from the daemon to the screen on the left, from the hand to the bus on the right."""
    addresses = [*(each.address for each in controls), *(each.address for each in displays)]
    start = canvas.obj(20, 20, f"r {source}")
    ports = _routes(canvas, (start, 0), prefix, addresses)
    y = 20
    for control in controls:
        _tell(canvas, ports[control.address], 420, y, control.address)
        _show(canvas, ports[control.address], 600, y, control)
        y = _obey(canvas, 1000, y, control)
    for display in displays:
        _tell(canvas, ports[display.address], 420, y, display.address)
        if display.shown == "text":
            _show_text(canvas, ports[display.address], 600, y, heard(display.address), 46)
        else:
            _show_numbers(canvas, ports[display.address], 600, y, display)
        y += 40


def _routes(canvas: Canvas, source: Port, prefix: str, addresses: Iterable[str]) -> dict[str, Port]:
    """Where each address comes out of a tree of routes, one level for each part of the addresses."""
    branches: dict[str, list[str]] = {}
    for address in addresses:
        branches.setdefault(address.removeprefix(prefix).split("/")[0], []).append(address)
    depth = prefix.count("/")
    route = canvas.obj(20 + 90 * depth, 50 + 40 * len(branches), "route " + " ".join(branches))
    canvas.connect(*source, route)
    ports: dict[str, Port] = {}
    for outlet, (part, below) in enumerate(branches.items()):
        if (whole := prefix + part) in below:
            ports[whole] = (route, outlet)
        if deeper := [address for address in below if address != whole]:
            ports |= _routes(canvas, (route, outlet), f"{whole}/", deeper)
    return ports


def _tell(canvas: Canvas, source: Port, x: int, y: int, address: str) -> None:
    """Pass what the daemon says on to other patches."""
    prepend = canvas.obj(x, y, f"list prepend {address}")
    canvas.connect(*source, prepend)
    canvas.chain(prepend, canvas.obj(x + 10, y + 20, "list trim"), canvas.obj(x + 80, y + 20, f"s {STATE}"))


def _show(canvas: Canvas, source: Port, x: int, y: int, control: Control) -> None:
    if control.kind == "text":
        _show_text(canvas, source, x, y, heard(control.address), 46)
    elif control.kind == "choice":
        choices = control.spec.choices
        route = canvas.obj(x, y, "route " + " ".join(map(str, choices)))
        canvas.connect(*source, route)
        target = canvas.obj(x + 200, y + 20, f"s {heard(control.address)}")
        for index in range(len(choices)):
            message = canvas.message(x + 45 * index, y + 20, f"set {index}")
            canvas.connect(route, index, message)
            canvas.connect(message, 0, target)
    else:
        _show_number(canvas, source, x, y, heard(control.address))


def _show_number(canvas: Canvas, source: Port, x: int, y: int, name: str) -> None:
    prepend = canvas.obj(x, y, "list prepend set")
    canvas.connect(*source, prepend)
    canvas.chain(prepend, canvas.obj(x + 120, y, "list trim"), canvas.obj(x + 200, y, f"s {name}"))


def _show_numbers(canvas: Canvas, source: Port, x: int, y: int, display: Display) -> None:
    unpack = canvas.obj(x - 80, y, "unpack" + " f" * display.count)
    canvas.connect(*source, unpack)
    for index in range(display.count):
        _show_number(canvas, (unpack, index), x, y + 20 * index, f"{heard(display.address)}/{index + 1}")


def _show_text(canvas: Canvas, source: Port, x: int, y: int, name: str, width: int) -> None:
    """At most `width` bytes of it, so that it stays inside its panel."""
    symbol = canvas.obj(x, y, "symbol")
    canvas.connect(*source, symbol)
    split = canvas.obj(x + 160, y, f"list split {width}")
    canvas.chain(symbol, canvas.obj(x + 50, y, "list fromsymbol"), split)
    to_symbol = canvas.obj(x, y + 20, "list tosymbol")
    canvas.connect(split, 0, to_symbol)
    canvas.connect(split, 2, to_symbol)
    canvas.chain(
        to_symbol, canvas.obj(x + 100, y + 20, "list prepend label"), canvas.obj(x + 220, y + 20, "list trim"),
        canvas.obj(x + 290, y + 20, f"s {name}"),
    )  # fmt: skip


def _obey(canvas: Canvas, x: int, y: int, control: Control) -> int:
    """What the hand does goes to the bus. Returns the y of the next row."""
    receive = canvas.obj(x, y, f"r {sent(control.address)}")
    if control.kind == "choice":
        choose = canvas.obj(x, y + 20, "sel " + " ".join(map(str, range(len(control.spec.choices)))))
        canvas.connect(receive, 0, choose)
        for index, choice in enumerate(control.spec.choices):
            message = canvas.message(x, y + 40 + 20 * index, f"\\; {SEND} {control.address} {choice}")
            canvas.connect(choose, index, message)
        return y + 60 + 20 * len(control.spec.choices)
    first = receive
    prepend = canvas.obj(x, y + 20, f"list prepend {control.address}")
    if control.kind == "text":
        first = canvas.obj(x + 220, y, "t b s")
        canvas.connect(receive, 0, first)
        _empty(canvas, (first, 0), x + 220, y + 20, entry(control.address))
    canvas.connect(first, 1 if control.kind == "text" else 0, prepend)
    canvas.chain(prepend, canvas.obj(x + 10, y + 40, "list trim"), canvas.obj(x + 90, y + 40, f"s {SEND}"))
    return y + 70


def _empty(canvas: Canvas, bang: Port, x: int, y: int, name: str) -> None:
    """Empty the box that was typed into: what holds now is shown beside it."""
    nothing = canvas.obj(x, y, "list tosymbol")
    canvas.connect(*bang, nothing)
    canvas.chain(
        nothing, canvas.obj(x, y + 20, "list prepend set"), canvas.obj(x + 120, y + 20, "list trim"),
        canvas.obj(x + 120, y, f"s {name}"),
    )  # fmt: skip


def entry(address: str) -> str:
    """Name of the box in which a text is typed."""
    return f"riffbridge-type{address}"
