"""The patches: Pd's run in a real Pd without a window, against the real daemon and against one that only listens."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from daemon import free_port
from pythonosc.osc_message import OscMessage
from waiting import until

from bridge.osc import encode
from bridge.params import Params, Value
from max_patches.build import main, patches
from max_patches.max_patcher import Rect
from max_patches.pd_canvas import heard
from max_patches.surface import DECKS, deck_displays, global_displays

ROOT = Path(__file__).parents[1]
# Prints the state and passes on what comes over UDP as "NAME MESSAGE;".
DRIVER = """#N canvas 0 0 300 300 12;
#X obj 10 10 netreceive -u {port};
#X obj 10 40 list split 1;
#X obj 10 70 t b s;
#X obj 100 100 list append;
#X obj 100 130 list trim;
#X obj 10 160 send;
#X obj 200 10 r riffbridge-state;
#X obj 200 40 print state;
#X connect 0 0 1 0;
#X connect 1 0 2 0;
#X connect 1 1 3 1;
#X connect 2 0 3 0;
#X connect 2 1 5 1;
#X connect 3 0 4 0;
#X connect 4 0 5 0;
#X connect 6 0 7 0;
"""
TROUBLE = re.compile(r"couldn't create|connection failed|error: (?!\S*/)|no method|stack overflow")


class Peer:
    """An OSC peer on a port of its own."""

    def __init__(self, port: int = 0) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", port))
        self.port: int = self.socket.getsockname()[1]
        self.partner = ("127.0.0.1", 0)

    def send(self, address: str, *values: Value) -> None:
        self.socket.sendto(encode(address, *values), self.partner)

    def receive(self, seconds: float) -> tuple[Any, ...] | None:
        """The next message as (address, values...), from whom the partner is from now on; None if none comes."""
        self.socket.settimeout(seconds)
        try:
            packet, self.partner = self.socket.recvfrom(65536)
        except TimeoutError:
            return None
        message = OscMessage(packet)
        return (message.address, *message.params)

    def all(self, seconds: float = 0.4) -> list[tuple[Any, ...]]:
        """Everything until nothing has come for so long."""
        return list(iter(lambda: self.receive(seconds), None))

    def ask(self, address: str) -> Value:
        self.send(address)
        while message := self.receive(5):
            if message[0] == address:
                value: Value = message[1]
                return value
        raise AssertionError(f"no answer to {address}")


@dataclass
class Patch:
    """A running Pd with the patch and the driver."""

    printed: Path
    driver: tuple[str, int]

    def text(self) -> str:
        return self.printed.read_text(encoding="utf-8")

    def says(self, part: str) -> bool:
        return part in self.text()

    def has(self, line: str) -> Callable[[], bool]:
        return lambda: line in self.text().splitlines()

    def tell(self, message: str) -> None:
        """Send "NAME MESSAGE", as Pd writes messages."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(f"{message};\n".encode(), self.driver)


@pytest.fixture
def open_patch(tmp_path: Path) -> Iterator[Callable[[int], Patch]]:
    """Opens the patch for a daemon at a port. Pd must have had nothing to complain about by the end."""
    running: list[subprocess.Popen[bytes]] = []
    printed = tmp_path / "printed"

    def start(port: int) -> Patch:
        main(["--port", str(port), "--folder", str(tmp_path)])
        driver = free_port()
        (tmp_path / "driver.pd").write_text(DRIVER.format(port=driver))
        command = ["pd", "-nogui", "-noaudio", "-nomidi", "-stderr", "-open", "driver.pd", "-open", "riffbridge.pd"]
        with printed.open("wb") as out:
            running.append(subprocess.Popen(command, cwd=tmp_path, stdout=out, stderr=out, stdin=subprocess.DEVNULL))
        return Patch(printed, ("127.0.0.1", driver))

    yield start
    for process in running:
        process.terminate()
        process.wait(10)
    assert not TROUBLE.search(text := printed.read_text(encoding="utf-8")), text


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """The real daemon, as a peer that talks to it."""
    folder, port, target = tmp_path_factory.mktemp("daemon"), free_port(), free_port()
    environment = os.environ | {"XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder), "HOME": str(folder)}
    command = [sys.executable, "-m", "bridge.cli", "run", "--model", "tone", "--output", "null"]
    command += ["--osc-port", str(port), "--osc-target", f"127.0.0.1:{target}"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    peer = Peer()
    peer.partner = ("127.0.0.1", port)

    def alive() -> bool:
        peer.send("/ping")
        return peer.receive(0.3) == ("/pong",)

    try:
        until(alive, "the daemon", 30)
        yield peer
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def test_shipped_files_are_those_the_tables_give() -> None:
    for name, content in patches().items():
        assert (ROOT / "max_patches" / name).read_bytes() == content, "type: python -m max_patches.build"


# Pd


def test_pd_gets_the_whole_state_on_opening(daemon: Peer, open_patch: Callable[[int], Patch]) -> None:
    patch = open_patch(daemon.partner[1])
    for address in Params(decks=DECKS).values():
        until(partial(patch.says, f"state: {address} "), address)
    until(patch.has("state: /deck/1/prompt/b warm\\ synth\\ pad"), "a prompt")
    until(lambda: patch.says("state: /position "), "the position")


def test_every_readout_of_the_daemon_is_shown(daemon: Peer) -> None:
    daemon.all(0.05)
    daemon.send("/status")
    told = {message[0] for message in daemon.all()}
    shown = {each.address for each in (*global_displays(), *deck_displays(1), *deck_displays(2))}
    assert told == shown


def test_pd_sets_texts_and_numbers(daemon: Peer, open_patch: Callable[[int], Patch]) -> None:
    patch = open_patch(daemon.partner[1])
    until(lambda: patch.says("state: /quantise"), "the state")
    for message in ("/deck/1/prompt/a solo piano", "/deck/1/prompt/b 808", "/deck/2/negative hiss\\, 50 Hz hum \\$5",
                    "/deck/2/seed/b 16777216", "/deck/2/mute 0", "/quantise beat"):  # fmt: skip
        patch.tell(f"riffbridge-send {message}")
    until(patch.has("state: /quantise beat"), "the last change")
    until(patch.has("state: /deck/1/prompt/a solo\\ piano"), "the change of prompt")
    expected = {
        "/deck/1/prompt/a": "solo piano", "/deck/1/prompt/b": "808", "/deck/2/negative": "hiss, 50 Hz hum $5",
        "/deck/2/seed/b": 16777216, "/deck/2/mute": 0,
    }  # fmt: skip
    assert {address: daemon.ask(address) for address in expected} == expected


def test_pd_shows_what_was_refused(daemon: Peer, open_patch: Callable[[int], Patch]) -> None:
    patch = open_patch(daemon.partner[1])
    until(lambda: patch.says("state: /quantise"), "the state")
    before = daemon.ask("/deck/1/alpha")
    patch.tell("riffbridge-send /deck/1/alpha 2")
    until(lambda: "riffbridge-error: /deck/1/alpha 2.0\\ is\\ not" in patch.text(), "the error")
    assert daemon.ask("/deck/1/alpha") == before


def test_pd_follows_another_peer_and_recalls_scenes(daemon: Peer, open_patch: Callable[[int], Patch]) -> None:
    patch = open_patch(daemon.partner[1])
    until(lambda: patch.says("state: /quantise"), "the state")
    daemon.send("/deck/1/alpha", 0.25)
    until(patch.has("state: /deck/1/alpha 0.25"), "the change")
    patch.tell("riffbridge/scene 7")
    patch.tell("riffbridge/scene/store bang")
    patch.tell("riffbridge/deck/1/alpha 0.75")
    until(patch.has("state: /deck/1/alpha 0.75"), "the patch's own change")
    patch.tell("riffbridge/scene/recall bang")
    until(lambda: patch.text().count("state: /deck/1/alpha 0.25") == 2, "the scene")


def moved(address: str, value: Value) -> Value:
    """Another allowed value for a parameter, exact as a 32-bit float."""
    spec = Params(decks=DECKS).slot(address).spec
    if spec.choices:
        return spec.choices[-1]
    if isinstance(value, str):
        return "rain, on 2 roofs"
    if isinstance(value, bool):
        return int(not value)
    return 3 if spec.type is int else 0.75 if spec.high == 1 else 21.5 if spec.low == 20 else 1.5


def test_pd_controls_follow_silently(open_patch: Callable[[int], Patch]) -> None:
    """All that is told moves the controls and is not sent back; touched, they send just that."""
    peer = Peer()
    patch = open_patch(peer.port)
    assert peer.receive(15) == ("/subscribe",)
    values = {address: moved(address, value) for address, value in Params(decks=DECKS).values().items()}
    values = {address: value for address, value in values.items() if not address.endswith("init")}
    for address, value in values.items():
        peer.send(address, value)
    last = list(values)[-1]
    until(patch.has(f"state: {last} {values[last]}"), "the last value")
    assert peer.all() == []
    touched = [address for address in values if address == "/quantise" or not isinstance(values[address], str)]
    for address in touched:
        patch.tell(f"{heard(address)} bang")
    sent = {message[0]: message[1] for message in peer.all()}
    for address in touched:
        value = values[address]
        if Params(decks=DECKS).slot(address).spec.type is bool:
            assert sent[address] == 1 - int(value)  # a bang turns a switch over
        else:
            assert sent[address] == (value if isinstance(value, str) else pytest.approx(float(value), abs=0.02))


def test_pd_sends_what_is_typed(open_patch: Callable[[int], Patch]) -> None:
    peer = Peer()
    patch = open_patch(peer.port)
    assert peer.receive(15) == ("/subscribe",)
    patch.tell("riffbridge-type/deck/2/prompt/next symbol church\\ bells\\,\\ 3\\ o'clock")
    assert peer.receive(5) == ("/deck/2/prompt/next", "church bells, 3 o'clock")
    patch.tell("riffbridge-type/deck/2/prompt/next bang")  # it is empty again
    assert peer.receive(5) == ("/deck/2/prompt/next", "")
    patch.tell("riffbridge-send " + "/deck/1/prompt/a" + " la" * 300)
    assert peer.receive(5) == ("/deck/1/prompt/a", " ".join(["la"] * 300))
    patch.tell("riffbridge/panic bang")
    patch.tell("riffbridge/launch/2 bang")
    assert [peer.receive(5), peer.receive(5)] == [("/panic",), ("/launch", 2.0)]


def test_pd_subscribes_again_after_silence(open_patch: Callable[[int], Patch]) -> None:
    peer = Peer()
    patch = open_patch(peer.port)
    assert peer.receive(15) == ("/subscribe",)
    end = time.monotonic() + 3
    while time.monotonic() < end:  # a daemon that speaks is left alone
        peer.send("/position", 1, 1.5)
        assert peer.receive(0.3) is None
    assert peer.receive(5) == ("/subscribe",)
    assert patch.has("state: /position 1 1.5")()


def seen_in_pd() -> tuple[list[Rect], list[tuple[Rect, str]]]:
    """Panels, and what lies on them, of the window of the Pd patch; as large as Pd draws them, or a little larger."""
    panels, things, depth = list[Rect](), list[tuple[Rect, str]](), 0
    for line in (ROOT / "max_patches" / "riffbridge.pd").read_text().splitlines():
        words = [word.replace("\\ ", " ") for word in re.split(r"(?<!\\) ", line.rstrip(";"))]
        depth += (words[:2] == ["#N", "canvas"]) - (words[1] == "restore")
        if depth != 1 or words[1] not in {"obj", "floatatom", "symbolatom"}:
            continue
        x, y, kind = int(words[2]), int(words[3]), words[4]
        if words[1] != "obj":
            things.append(((x, y, 7.2 * int(kind) + 4, 20), line))
        elif kind == "cnv" and words[6] != "1":
            panels.append((x, y, int(words[6]), int(words[7])))
            left, middle, size, text = int(words[11]), int(words[12]), int(words[14]), words[10]
            things.append(((x + left, y + middle - size / 2, 0.6 * size * len(text), size), line))
        elif kind == "cnv" and words[10] != "empty":
            size = int(words[14])
            things.append(((x, y - size / 2, 0.6 * size * len(words[10]), size), line))
        elif kind in {"hsl", "tgl", "bng", "hradio"}:
            size = int(words[5])
            across = size * int(words[8]) if kind == "hradio" else size
            things.append(((x, y, across, int(words[6]) if kind == "hsl" else size), line))
    return panels, things


def test_nothing_covers_another_in_pd_and_all_is_inside_a_panel() -> None:
    panels, things = seen_in_pd()
    assert len(panels) == 3
    assert len(things) > 100
    for index, (rect, line) in enumerate(things):
        assert any(within(rect, panel) for panel in panels), line
        for other, its_line in things[index + 1 :]:
            assert apart(rect, other), (line, its_line)


# Max: there is no Max here to run them in, so their structure is checked


def within(rect: Rect, outer: Rect) -> bool:
    return (
        outer[0] <= rect[0] and outer[1] <= rect[1]
        and rect[0] + rect[2] <= outer[0] + outer[2] and rect[1] + rect[3] <= outer[1] + outer[3]
    )  # fmt: skip


def apart(rect: Rect, other: Rect) -> bool:
    beside = other[0] >= rect[0] + rect[2] or rect[0] >= other[0] + other[2]
    return beside or other[1] >= rect[1] + rect[3] or rect[1] >= other[1] + other[3]


def patcher_of(name: str) -> dict[str, Any]:
    content = (ROOT / "max_patches" / name).read_bytes()
    text = content if name.endswith("maxpat") else chunks(content)[b"ptch"].rstrip(b"\0")
    patcher: dict[str, Any] = json.loads(text)["patcher"]
    return patcher


def chunks(content: bytes) -> dict[bytes, bytes]:
    found, place = {}, 0
    while place < len(content):
        name, size = struct.unpack_from("<4sI", content, place)
        found[name] = content[place + 8 : place + 8 + size]
        assert len(found[name]) == size
        place += 8 + size
    return found


@dataclass
class Graph:
    boxes: dict[str, dict[str, Any]]
    cords: list[tuple[str, int, str, int]]

    def text(self, box: str) -> str:
        return str(self.boxes[box].get("text", ""))

    def into(self, box: str) -> set[str]:
        return {source for source, _, target, _ in self.cords if target == box}


@pytest.fixture(params=["riffbridge.maxpat", "riffbridge.amxd"])
def graph(request: pytest.FixtureRequest) -> Graph:
    patcher = patcher_of(request.param)
    boxes = {each["box"]["id"]: each["box"] for each in patcher["boxes"]}
    lines = [each["patchline"] for each in patcher["lines"]]
    return Graph(boxes, [(*line["source"], *line["destination"]) for line in lines])


def test_max_cords_join_ports_that_are_there(graph: Graph) -> None:
    assert len(graph.cords) == len(set(graph.cords))
    for source, outlet, target, inlet in graph.cords:
        assert 0 <= outlet < graph.boxes[source]["numoutlets"]
        assert 0 <= inlet < graph.boxes[target]["numinlets"]
    for box in graph.boxes.values():
        assert len(box.get("outlettype", [])) == box["numoutlets"]


def test_max_reaches_every_parameter_both_ways(graph: Graph) -> None:
    texts = [box.get("text", "") for box in graph.boxes.values()]
    routed = {word for text in texts if text.startswith("route /") for word in text.split()[1:]}
    readouts = {each.address for each in (*global_displays(), *deck_displays(1), *deck_displays(2))}
    addresses = set(Params(decks=DECKS).values())
    assert routed == addresses | readouts | {"/error"}
    assert {text.removeprefix("prepend ") for text in texts if text.startswith("prepend /")} == addresses | {
        "/scene/store", "/scene/recall",
    }  # fmt: skip
    assert {"/panic", "/launch", "/subscribe 9001", "udpreceive 9001", "udpsend 127.0.0.1 9000"} <= set(texts)


def test_max_controls_are_moved_silently(graph: Graph) -> None:
    """What the daemon says reaches a control only as `set` (or, for a text, `clear`), which it does not send on."""
    names = {"textedit", "number", "live.dial", "live.numbox", "live.slider", "live.tab", "live.toggle"}
    controls = [box for box, each in graph.boxes.items() if each["maxclass"] in names]
    assert len(controls) == len(Params(decks=DECKS).values()) + 1  # and the scene's number
    for control in controls:
        sources = {graph.text(box) for box in graph.into(control)}
        assert sources
        assert all(re.fullmatch(r"prepend set|set \d+|t l clear|loadmess set 1", text) for text in sources), sources


def test_max_parameters_of_live_are_named_once(graph: Graph) -> None:
    names = [box["varname"] for box in graph.boxes.values() if box.get("parameter_enable")]
    assert len(names) == len(set(names)) > 10


def test_nothing_covers_another_in_presentation(graph: Graph) -> None:
    shown = [box["presentation_rect"] for box in graph.boxes.values()
             if box.get("presentation") and box["maxclass"] != "panel"]  # fmt: skip
    for index, rect in enumerate(shown):
        for other in shown[index + 1 :]:
            assert apart(rect, other), (rect, other)


@pytest.mark.parametrize("name", ["riffbridge.maxpat", "riffbridge.amxd"])
def test_all_is_inside_the_window_and_inside_a_panel(name: str) -> None:
    patcher = patcher_of(name)
    boxes = [each["box"] for each in patcher["boxes"] if each["box"].get("presentation")]
    panels = [box["presentation_rect"] for box in boxes if box["maxclass"] == "panel"]
    window = (0.0, 0.0, patcher["rect"][2], patcher["rect"][3])
    for box in boxes:
        rect = box["presentation_rect"]
        assert within(rect, window), box
        assert box["maxclass"] == "panel" or not panels or any(within(rect, panel) for panel in panels), box


def test_live_device_is_an_audio_effect_that_lets_the_sound_pass() -> None:
    content = (ROOT / "max_patches" / "riffbridge.amxd").read_bytes()
    found = chunks(content)
    assert (found[b"ampf"], found[b"meta"]) == (b"aaaa", b"\0\0\0\0")
    assert found[b"ptch"].endswith(b"}\n\0")
    patcher = patcher_of("riffbridge.amxd")
    names = {each["box"].get("text"): each["box"]["id"] for each in patcher["boxes"]}
    lines = [each["patchline"] for each in patcher["lines"]]
    for channel in (0, 1):
        assert {"source": [names["plugin~"], channel], "destination": [names["plugout~"], channel]} in lines
    assert "live.thisdevice" in names
    assert "loadbang" not in names
