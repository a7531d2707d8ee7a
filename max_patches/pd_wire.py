"""The Pd patch's wire to the daemon: UDP, the watch over it, and the bus that other patches may use."""

from __future__ import annotations

from max_patches.pd_canvas import Canvas, heard
from max_patches.surface import DECKS, SILENCE_MS, Control, deck_controls, global_controls

SEND = "riffbridge-send"  # what is sent here goes to the daemon: an address, then a value
STATE = "riffbridge-state"  # what the daemon tells arrives here the same way
ERRORS = "riffbridge-error"

Port = tuple[int, int]  # (box, outlet)


def wire(host: str, port: int) -> Canvas:
    """UDP both ways over one socket: the daemon answers, and tells its subscribers, where the question came from."""
    canvas = Canvas(620, 560, "daemon")
    loaded = canvas.obj(20, 20, "loadbang")
    first = canvas.obj(20, 50, "t b b")
    connect = canvas.message(120, 300, f"connect {host} {port}")
    net = canvas.obj(20, 400, "netsend -u -b")
    lost = canvas.obj(20, 430, "sel 0")
    again = canvas.obj(20, 460, f"delay {SILENCE_MS}")
    heard_it = canvas.obj(120, 430, "t b b l")
    parse = canvas.obj(180, 460, "oscparse")
    arrived = canvas.obj(180, 520, "s riffbridge-in")
    canvas.chain(loaded, first)
    canvas.connect(first, 1, connect)
    canvas.chain(connect, net, lost, again, connect)
    canvas.connect(net, 1, heard_it)
    canvas.connect(heard_it, 2, parse)
    canvas.chain(parse, canvas.obj(180, 490, "list trim"), arrived)
    _watch(canvas, (first, 0), heard_it)
    _outgoing(canvas, net)
    return canvas


def _watch(canvas: Canvas, start: Port, heard_it: int) -> None:
    """Silence means that the daemon does not know us: subscribe, now and until it speaks."""
    canvas.comment(20, 80, f"{SILENCE_MS / 1000:g} s of silence: subscribe, again and again")
    silence = canvas.obj(20, 140, f"delay {SILENCE_MS}")
    act = canvas.obj(20, 170, "t b b b")
    canvas.connect(*start, act)
    canvas.chain(silence, act, silence)
    canvas.connect(act, 1, canvas.message(80, 200, f"\\; {SEND} /subscribe"))
    on, off = canvas.message(220, 170, "1"), canvas.message(180, 170, "0")
    canvas.connect(act, 2, off)
    canvas.connect(heard_it, 0, silence)
    canvas.connect(heard_it, 1, on)
    change = canvas.obj(200, 200, "change -1")
    canvas.connect(on, 0, change)
    which = canvas.obj(200, 230, "sel 0 1")
    canvas.chain(off, change, which)
    target = canvas.obj(200, 300, f"s {heard('/connected')}")
    for outlet, text in enumerate(("no\\ daemon\\ heard", "connected")):
        message = canvas.message(200 + 190 * outlet, 260, f"label {text}")
        canvas.connect(which, outlet, message)
        canvas.connect(message, 0, target)


def _outgoing(canvas: Canvas, net: int) -> None:
    """From the bus to a packet. The words of a text become one argument; nothing after the address: a query."""
    texts = " ".join(control.address for control in _all_controls() if control.spec.type is str)
    bus = canvas.obj(320, 80, f"r {SEND}")
    split = canvas.obj(320, 110, "list split 1")
    address = canvas.obj(320, 140, "t b s s")
    rest = canvas.obj(320, 330, "list append")
    empty = canvas.obj(320, 360, "route bang")
    is_text = canvas.obj(380, 170, f"sel {texts}")
    other = canvas.message(560, 200, "1")
    text = canvas.message(380, 200, "0")
    numbers, words = canvas.obj(420, 400, "spigot 1"), canvas.obj(340, 400, "spigot 0")
    invert = canvas.obj(470, 260, "== 0")
    join = canvas.sub(340, 430, join_words())
    osc = canvas.obj(340, 480, "oscformat")
    canvas.chain(bus, split, address, rest, empty, osc)
    canvas.connect(split, 1, rest, 1)
    canvas.connect(address, 1, is_text)
    canvas.connect(address, 2, set_ := canvas.obj(470, 140, "list prepend set"))
    canvas.chain(set_, canvas.obj(470, 170, "list trim"), osc)
    count = len(texts.split())
    for outlet in range(count):
        canvas.connect(is_text, outlet, text)
    canvas.connect(is_text, count, other)
    for message in (text, other):
        canvas.connect(message, 0, numbers, 1)
        canvas.connect(message, 0, invert)
    canvas.connect(invert, 0, words, 1)
    canvas.connect(empty, 1, numbers)
    canvas.connect(empty, 1, words)
    canvas.chain(words, join, osc)
    canvas.chain(numbers, osc, canvas.obj(340, 510, "list prepend send"), canvas.obj(340, 535, "list trim"), net)


def join_words() -> Canvas:
    """A subpatch: a list of words and numbers in, one symbol with blanks between them out."""
    canvas = Canvas(420, 460, "join")
    start = canvas.obj(20, 50, "t b b l b")
    rest = canvas.obj(120, 140, "list append")
    loop = canvas.obj(60, 110, "until")
    split = canvas.obj(120, 170, "list split 1")
    kind = canvas.obj(120, 200, "route float symbol")
    codes = canvas.obj(120, 260, "list fromsymbol")
    more = canvas.obj(120, 320, "list prepend")
    keep = canvas.obj(120, 350, "t l l")
    done = canvas.obj(20, 380, "list append")
    as_list = canvas.obj(80, 20, "list append")  # a message becomes a list: trigger takes no other
    canvas.chain(canvas.obj(20, 20, "inlet"), as_list, start, done)
    canvas.connect(start, 3, more, 1)
    canvas.connect(start, 3, done, 1)
    canvas.connect(start, 2, rest, 1)
    canvas.connect(start, 1, loop)
    canvas.chain(loop, rest, split, kind, canvas.obj(120, 230, "makefilename %g"), codes)
    canvas.connect(split, 1, rest, 1)
    canvas.connect(split, 2, loop, 1)
    canvas.connect(kind, 1, codes)
    canvas.chain(codes, canvas.obj(120, 290, "list prepend 32"), more, keep)
    canvas.connect(keep, 0, done, 1)
    canvas.connect(keep, 1, more, 1)
    without_first = canvas.obj(20, 405, "list split 1")
    canvas.connect(done, 0, without_first)
    to_symbol = canvas.obj(120, 405, "list tosymbol")
    canvas.connect(without_first, 1, to_symbol)
    canvas.connect(to_symbol, 0, canvas.obj(120, 430, "outlet"))
    return canvas


def _all_controls() -> list[Control]:
    decks = (control for deck in range(1, DECKS + 1) for control in deck_controls(deck))
    return [*decks, *global_controls()]
