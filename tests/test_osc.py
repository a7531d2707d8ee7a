"""OSC over real UDP sockets, liblo's oscsend and oscdump among the peers."""

from __future__ import annotations

import asyncio
import logging
import random
import re
import socket
import struct
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import soundfile
from pythonosc.osc_message import OscMessage

from bridge.commands import COMMANDS
from bridge.dispatch import TOLD, Dispatcher, Handler, Message
from bridge.error_log import ErrorLog
from bridge.osc import PacketError, decode, encode
from bridge.osc_audience import MAX_SUBSCRIBERS
from bridge.osc_server import OscServer
from bridge.osc_socket import OscServerError, listen
from bridge.params import Params
from bridge.patterns import PatternError, matching
from bridge.performance import Performance
from bridge.scenes import Scenes
from bridge.setlist import Setlist

NOW = b"\0\0\0\0\0\0\0\1"


def stamp(seconds: float) -> bytes:
    """The NTP time tag of a moment, in seconds since 1970."""
    return struct.pack(">Q", int((seconds + 2_208_988_800) * 2**32))


def bundle(tag: bytes, *elements: bytes) -> bytes:
    return b"#bundle\0" + tag + b"".join(struct.pack(">i", len(element)) + element for element in elements)


class Client:
    """A peer with a socket of its own."""

    def __init__(self, port: int) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.port: int = self.socket.getsockname()[1]
        self._server = ("127.0.0.1", port)

    def send(self, address: str, *values: object) -> None:
        self.send_bytes(encode(address, *values))

    def send_bytes(self, packet: bytes) -> None:
        self.socket.sendto(packet, self._server)

    async def receive(self, seconds: float = 5.0) -> tuple[Any, ...]:
        """The next message, as (address, values...)."""
        packet = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(self.socket, 65536), seconds)
        message = OscMessage(packet)
        return (message.address, *message.params)

    async def receive_all(self, seconds: float = 0.3) -> list[tuple[Any, ...]]:
        """Everything that comes, until nothing has come for a while."""
        got = []
        try:
            while True:
                got.append(await self.receive(seconds))
        except TimeoutError:
            return got


class Rig:
    """A running server and what is behind it."""

    def __init__(self, listening: socket.socket, **options: Any) -> None:
        self.params = Params(decks=2)
        self.readouts: dict[str, tuple[Any, ...]] = {"/underruns": (3,), "/deck/1/arrived": (2, 1.5)}
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        performance = Performance(self.params, Scenes(), Setlist(None, print))
        actions: dict[str, Handler] = {"/panic": lambda args, _: self.calls.append(("/panic", args))}
        self.dispatcher = Dispatcher(self.params, lambda: self.readouts, performance.handlers | actions)
        self.server = OscServer(self.dispatcher, listening, **options)


@asynccontextmanager
async def running(**options: Any) -> AsyncIterator[tuple[Rig, Client]]:
    rig = Rig(await listen("127.0.0.1", 0), **options)
    await rig.server.start()
    client = Client(rig.server.port)
    try:
        yield rig, client
    finally:
        client.socket.close()
        rig.server.close()


def with_server(test: Callable[[Rig, Client], Awaitable[None]]) -> Callable[[], None]:
    """A test of a server and a client, in a loop of its own."""

    def run() -> None:
        async def inside() -> None:
            async with running() as (rig, client):
                await test(rig, client)

        asyncio.run(inside())

    run.__name__ = getattr(test, "__name__", "run")
    run.__doc__ = test.__doc__
    return run


@contextmanager
def unchanged(rig: Rig) -> Iterator[None]:
    before = rig.params.snapshot()
    yield
    assert rig.params.snapshot() == before


async def until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.005)


# Messages


@with_server
async def test_a_message_sets_and_without_an_argument_asks(rig: Rig, client: Client) -> None:
    client.send("/deck/2/prompt/a", "solo piano – ümläut")
    client.send("/deck/2/prompt/a")
    assert await client.receive() == ("/deck/2/prompt/a", "solo piano – ümläut")
    client.send("/deck/1/gain", -6)
    client.send("/deck/1/gain")
    assert await client.receive() == ("/deck/1/gain", -6.0)
    assert rig.params.get("/deck/1/gain") == -6.0


@with_server
async def test_types_that_peers_mix_up_are_converted(rig: Rig, client: Client) -> None:
    for address, packet_value, stored in (
        ("/deck/1/steps", 8.0, 8),
        ("/deck/1/mute", 1, True),
        ("/deck/1/mute", 0.0, False),
        ("/tempo", 90, 90.0),
    ):
        client.send(address, packet_value)
        client.send(address)
        await client.receive()
        value = rig.params.get(address)
        assert (value, type(value)) == (stored, type(stored))
    client.send_bytes(b"/deck/1/mute\0\0\0\0,T\0\0")
    client.send_bytes(b"/deck/1/prompt/b\0\0\0\0,S\0\0" + b"symbol\0\0")
    client.send("/ping")
    await client.receive()
    assert rig.params.get("/deck/1/mute") is True
    assert rig.params.get("/deck/1/prompt/b") == "symbol"


@pytest.mark.parametrize(
    ("address", "values", "reason"),
    [
        ("/deck/1/gain", (7.0,), "from -90 to 6 dB"),
        ("/deck/1/gain", (float("nan"),), "from -90 to 6 dB"),
        ("/deck/1/gain", (float("-inf"),), "from -90 to 6 dB"),
        ("/deck/1/gain", ("loud",), "a number from -90"),
        ("/deck/1/gain", (b"blob",), "a number from -90"),
        ("/deck/1/gain", (None,), "a number from -90"),
        ("/deck/1/gain", ([0.0],), "a number from -90"),
        ("/deck/1/gain", (0.0, 0.0), "one argument, not 2"),
        ("/deck/1/steps", (3.5,), "a whole number from 1 to 100"),
        ("/deck/1/mute", (2,), "0 or 1"),
        ("/deck/1/bars", (3,), "one of 1, 2, 4, 8"),
        ("/deck/1/prompt/a", (1,), "a text"),
        ("/deck/1/prompt/a", ("x" * 1001,), "at most 1000 characters"),
        ("/deck/1/init", ("/no/such/file.wav",), "a sound file"),
        ("/quantise", ("baar",), "one of off, beat, bar, clip"),
        ("/deck/1/gian", (0.0,), "did you mean /deck/1/gain?"),
        ("/deck/3/gain", (0.0,), "there are 2 decks"),
        ("/deck/0/gain", (0.0,), "there are 2 decks"),
        ("/deck/9/late", (), "there are 2 decks"),
        ("/deck/2/gian", (0.0,), "did you mean /deck/2/gain?"),
        ("/underruns", (1,), "can be read, not set"),
        ("/scene/recall", (9,), "stored: none"),
        ("/scene/recall", (0,), "from 1 to 128"),
        ("/scene/store", (), "usage: /scene/store SCENE"),
        ("/scene/store", (1, 2), "usage: /scene/store SCENE"),
        ("/launch", (), "not to be had here"),
        ("/deck/*/gian", (0.0,), "matches no parameter"),
        ("/deck/[1/gain", (0.0,), "not closed"),
        ("/deck/1/*", (0.0,), "/deck/1/negative: 0.0 is not a text"),
    ],
)
def test_what_is_not_allowed_is_refused_with_the_reason(address: str, values: tuple[Any, ...], reason: str) -> None:
    async def inside() -> None:
        async with running() as (rig, client):
            with unchanged(rig):
                client.send(address, *values)
                kind, about, text = await client.receive()
                assert (kind, about) == ("/error", address)
                assert reason in text

    asyncio.run(inside())


@with_server
async def test_patterns_set_all_or_nothing_and_ask_for_all(rig: Rig, client: Client) -> None:
    client.send("/deck/*/gain", -12.0)
    client.send("/deck/{1,2}/gain")
    assert [await client.receive(), await client.receive()] == [("/deck/1/gain", -12.0), ("/deck/2/gain", -12.0)]
    with unchanged(rig):
        client.send("/deck/1/?ain", 40.0)
        assert (await client.receive())[0] == "/error"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("/a/b", ["/a/b"]),
        ("/*/b", ["/a/b", "/cat/b"]),
        ("/?/b", ["/a/b"]),
        ("/[a-c]*/b", ["/a/b", "/cat/b"]),
        ("/[!a]*/b", ["/cat/b"]),
        ("/[b-]/b", []),
        ("/{cat,a}/b", ["/a/b", "/cat/b"]),
        ("/{c,ca}t/b", ["/cat/b"]),
        ("/*", ["/z"]),
        ("/*/*/*", []),
        ("/c*t*/b*", ["/cat/b"]),
    ],
)
def test_patterns_match_as_osc_has_it(pattern: str, found: list[str]) -> None:
    assert list(matching(pattern, ("/a/b", "/cat/b", "/z"))) == found


def test_no_pattern_takes_long() -> None:
    start = time.process_time()
    assert matching("/" + "*a" * 90, tuple("/" + "a" * 80 + str(number) for number in range(100))) == ()
    assert time.process_time() - start < 1
    with pytest.raises(PatternError):
        matching("/" + "*a" * 1000, ("/a",))


@with_server
async def test_patterns_reach_commands_and_readouts(rig: Rig, client: Client) -> None:
    rig.dispatcher.bind("/deck/1/capture", lambda _, reply: reply("/deck/1/capture"))
    rig.dispatcher.bind("/deck/2/capture", lambda _, reply: reply("/deck/2/capture"))
    client.send("/deck/*/capture")
    assert await client.receive_all() == [("/deck/1/capture",), ("/deck/2/capture",)]
    client.send("/pan?c")
    client.send("/*/recall", 9)
    assert await client.receive() == ("/error", "/*/recall", "/scene/recall: scene 9 is not stored; stored: none")
    assert rig.calls == [("/panic", ())]
    client.send("/deck/*/[an]*")
    told = await client.receive_all()
    assert told[:3] == [("/deck/1/negative", ""), ("/deck/1/alpha", 0.0), ("/deck/2/negative", "")]
    assert told[4] == ("/deck/1/arrived", 2, 1.5)


@with_server
async def test_a_pattern_gives_no_two_commands(rig: Rig, client: Client) -> None:
    """One with a number would store a scene, recall it and delete it."""
    rig.params.set("/tempo", 99)
    client.send("/scene/store", 3)
    assert await client.receive() == ("/scene/store", 3)
    with unchanged(rig):
        client.send("/scene/*", 3)
        (kind, address, text), *more = await client.receive_all()
        assert (kind, address, more) == ("/error", "/scene/*", [])
        assert "several commands" in text
    client.send("/scene/list")
    assert await client.receive() == ("/scene/list", 3)


@with_server
async def test_whatever_a_pattern_matches_it_is_refused_with_one_error(rig: Rig, client: Client) -> None:
    for deck in (1, 2):
        rig.dispatcher.bind(f"/deck/{deck}/capture", lambda *_: None)
    for pattern, reason in (
        ("/under*", "/underruns: can be read, not set"),
        ("/deck/*/eta", "/deck/1/eta: can be read, not set"),
        ("/deck/*/capture", "/deck/1/capture: 1 argument given; usage: /deck/1/capture"),
    ):
        client.send(pattern, "now")
        assert await client.receive_all(0.1) == [("/error", pattern, reason)]


@with_server
async def test_who_asks_for_all_gives_no_command(rig: Rig, client: Client) -> None:
    client.send("/*")
    answers = await client.receive_all()
    assert {("/tempo", 120.0), ("/underruns", 3)} <= set(answers)
    assert rig.calls == []


def test_what_cannot_be_set_any_more_is_told_under_its_own_address_and_stops_nothing(tmp_path: Path) -> None:
    """A file that goes between the check and the end of the bundle."""
    path, params = tmp_path / "clip.wav", Params(2)
    soundfile.write(path, [0.0] * 100, 44100)
    told: list[tuple[Any, ...]] = []
    panics: list[object] = []

    def reply(*message: object) -> None:
        told.append(message)
        path.unlink(missing_ok=True)

    dispatcher = Dispatcher(params, actions={"/panic": lambda *_: panics.append(params.get("/deck/2/gain"))})
    sets = [("/deck/1/init", str(path)), ("/deck/1/gain", 99.0), ("/deck/2/gain", -3.0)]
    dispatcher.run([*(Message(address, (value,)) for address, value in sets), Message("/panic")], reply)
    assert [message[:2] for message in told] == [("/error", "/deck/1/gain"), ("/error", "/deck/1/init")]
    assert told[1][2].endswith("No such file or directory")
    assert panics == [-3.0]


def test_a_flood_of_unknown_addresses_is_not_searched_for_near_names() -> None:
    """A search takes as long as a turn, and 80 ms are committed."""
    told: list[str] = []
    dispatcher = Dispatcher(Params(8))
    messages = [Message(f"/deck/{number % 8 + 1}/gian{number}", (0.0,)) for number in range(200)]
    dispatcher.run(messages, lambda *message: told.append(message[2]))
    assert "did you mean" in told[0]
    assert sum("did you mean" in text for text in told) < 20
    assert told[-1] == "'/deck/8/gian199' is unknown"


def test_a_flood_of_patterns_is_cheap() -> None:
    """Counted in calls, which a busy machine does not change; what matching takes, no two patterns share here."""
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    dispatcher = Dispatcher(Params(8))
    messages = [Message(f"/deck/*/{'*[a-z]' * 20}{number}", (0.0,)) for number in range(100)]
    sys.setprofile(count)
    try:
        dispatcher.run(messages)
    finally:
        sys.setprofile(None)
    assert calls < 1000 * len(messages)


def test_an_error_that_cannot_be_told_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    told: list[str] = []
    dispatcher = Dispatcher(Params(1))
    dispatcher.listen_errors(fail)
    dispatcher.listen_errors(lambda address, text, _: told.append(f"{address}: {text}"))
    dispatcher.report("/player", "broken", fail)
    assert told == ["/player: broken"]
    failed = "an error could not be told: ZeroDivisionError()"
    assert [record.getMessage() for record in caplog.records] == [failed, "/player: broken", failed]


@with_server
async def test_commands(rig: Rig, client: Client) -> None:
    client.send("/ping")
    assert await client.receive() == ("/pong",)
    client.send("/panic")
    client.send("/scene/store", 5)
    assert await client.receive() == ("/scene/store", 5)
    assert rig.calls == [("/panic", ())]
    stored = rig.params.snapshot()
    client.send("/deck/*/gain", -20.0)
    client.send("/deck/1/prompt/a", "something else")
    client.send("/scene/recall", 5.0)
    assert await client.receive() == ("/scene/recall", 5)
    assert rig.params.snapshot() == stored
    client.send("/scene/list")
    assert await client.receive() == ("/scene/list", 5)
    client.send("/status")
    assert await client.receive_all() == [("/underruns", 3), ("/deck/1/arrived", 2, 1.5)]
    client.send("/underruns")
    assert await client.receive() == ("/underruns", 3)
    client.send("/params")
    listed = await client.receive_all()
    assert {address for _, address, _, _ in listed} == set(rig.params.slots)
    assert ("/params", "/deck/1/mute", "0 or 1", "silences the deck") in listed


@with_server
async def test_a_button_that_sends_a_value_acts_when_it_is_pressed(rig: Rig, client: Client) -> None:
    """Not when it is let go; silence is not refused whatever comes with it."""
    for deck in (1, 2):
        rig.dispatcher.bind(f"/deck/{deck}/capture", lambda args, _: rig.calls.append(("/capture", args)))
    rig.dispatcher.bind("/setlist/next", lambda args, _: rig.calls.append(("/setlist/next", args)))
    for address in ("/panic", "/setlist/next", "/deck/*/capture"):
        for value in (1.0, 0.0, 127, 0, True, False, -0.5):
            client.send(address, value)
    assert await client.receive_all(0.1) == []
    both = [("/capture", ())] * 2
    assert rig.calls == 4 * [("/panic", ())] + 4 * [("/setlist/next", ())] + 4 * both
    rig.calls.clear()
    for values in (("now",), (0.0, 0.0), (None,)):
        client.send("/panic", *values)
        client.send("/setlist/next", *values)
        kind, address, text = await client.receive()
        assert (kind, address) == ("/error", "/setlist/next")
        assert "given; usage: /setlist/next" in text
    assert rig.calls == 3 * [("/panic", ())]
    assert await client.receive_all(0.1) == []


def test_every_command_says_how_it_is_used() -> None:
    assert COMMANDS["/subscribe"].usage == "/subscribe [PORT]"
    assert all(command.doc and command.usage.startswith(address) for address, command in COMMANDS.items())


def test_no_two_commands_have_the_same_last_part() -> None:
    """By which patterns tell them."""
    assert len({address.rpartition("/")[2] for address in COMMANDS}) == len(COMMANDS)


# Who is told


@with_server
async def test_a_subscriber_gets_the_state_then_each_change(rig: Rig, client: Client) -> None:
    client.send("/subscribe")
    state = await client.receive_all()
    assert state[0] == ("/subscribe", client.port)
    assert {message[0] for message in state[1:]} == rig.params.slots.keys() | rig.readouts.keys()
    assert ("/tempo", 120.0) in state
    rig.params.set("/tempo", 99)
    assert await client.receive() == ("/tempo", 99.0)
    client.send("/deck/1/mute", 1)
    assert await client.receive() == ("/deck/1/mute", 1)
    client.send("/deck/1/mute", 2)
    assert [message[:2] for message in await client.receive_all()] == [("/error", "/deck/1/mute")]
    client.send("/unsubscribe")
    assert await client.receive() == ("/unsubscribe", client.port)
    rig.params.set("/tempo", 98)
    assert await client.receive_all() == []


@with_server
async def test_a_subscriber_need_not_hold_the_whole_state_at_once(rig: Rig, client: Client) -> None:
    """As Pd, which takes a packet from its socket every millisecond and a half."""
    rig.readouts = {f"/readout/{number}": (number,) for number in range(300)}
    client.send("/subscribe")
    assert await client.receive() == ("/subscribe", client.port)
    rig.params.set("/deck/2/side", "b")
    heard: dict[str, tuple[Any, ...]] = {}
    while not {"/tempo", "/readout/299"} <= heard.keys():
        address, *values = await client.receive(1)
        assert heard.setdefault(address, values) == values, "what is told later is told as it is by then"
        await asyncio.sleep(0.001)
    assert heard.keys() >= rig.params.slots.keys() | rig.readouts.keys()


@with_server
async def test_a_subscriber_may_name_another_port(rig: Rig, client: Client) -> None:
    listener = Client(rig.server.port)
    client.send("/subscribe", listener.port)
    assert await client.receive_all() == [("/subscribe", listener.port)]
    assert len(await listener.receive_all()) > len(rig.params.slots)
    client.send("/deck/1/gain", 9)
    assert await listener.receive() == await client.receive()
    client.send("/unsubscribe", listener.port)
    await client.receive()
    rig.params.set("/tempo", 98)
    assert await listener.receive_all() == []
    listener.socket.close()


@with_server
async def test_what_a_peer_sends_back_is_not_sent_again(rig: Rig, client: Client) -> None:
    client.send("/subscribe")
    await client.receive_all()
    rig.params.set("/deck/1/alpha", 0.1)  # not a float32
    echoes = 0
    while messages := await client.receive_all(0.2):
        for address, *values in messages:
            client.send(address, *values)
            echoes += 1
        assert echoes < 5
    assert rig.params.get("/deck/1/alpha") == pytest.approx(0.1)


@with_server
async def test_readouts_are_published_when_they_change(rig: Rig, client: Client) -> None:
    client.send("/subscribe")
    await client.receive_all()
    rig.server.publish({"/underruns": (4,), "/late": (0,)})
    assert await client.receive_all() == [("/underruns", 4), ("/late", 0)]
    rig.server.publish({"/underruns": (5,), "/late": (0,)})
    assert await client.receive_all() == [("/underruns", 5)]


@with_server
async def test_subscribers_are_bounded_and_need_not_be_there(rig: Rig, client: Client) -> None:
    gone = Client(rig.server.port)
    gone.send("/subscribe")
    gone.socket.close()
    client.send("/subscribe")
    client.send("/subscribe", 1)
    assert len(await client.receive_all()) > len(rig.params.slots)
    for _ in range(3):
        rig.params.set("/tempo", random.uniform(60, 90))
        assert (await client.receive())[0] == "/tempo"
    client.send("/unsubscribe", 1)
    assert (await client.receive())[0] == "/unsubscribe"
    for port in range(20001, 20001 + MAX_SUBSCRIBERS):
        client.send("/subscribe", port)
    await client.receive_all()
    rig.params.set("/tempo", 100)
    assert await client.receive_all() == []  # the oldest gave way


def test_oscsend_changes_the_state_and_oscdump_shows_it() -> None:
    async def inside() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
            free.bind(("", 0))
            port = free.getsockname()[1]
        dump = await asyncio.create_subprocess_exec("oscdump", "-L", str(port), stdout=subprocess.PIPE)
        try:
            async with running(targets=[("localhost", port)]) as (rig, _):
                await _lines_until(dump, "/ready", lambda: Client(port).send("/ready"))
                send = ("oscsend", "localhost", str(rig.server.port))
                await _call(*send, "/deck/1/prompt/a", "s", "solo piano")
                lines = await _lines_until(dump, "/deck/1/prompt/a")
                assert '/deck/1/prompt/a s "solo piano"' in lines[-1]
                await _call(*send, "/deck/1/gain", "f", "12")
                lines = await _lines_until(dump, "/error")
                assert '"/deck/1/gain" "12.0 is not a number from -90 to 6 dB"' in lines[-1]
                assert rig.params.get("/deck/1/prompt/a") == "solo piano"
        finally:
            dump.kill()
            await dump.wait()

    asyncio.run(inside())


async def _call(*command: str) -> None:
    process = await asyncio.create_subprocess_exec(*command)
    assert await process.wait() == 0


async def _lines_until(
    process: asyncio.subprocess.Process, word: str, prompt: Callable[[], None] | None = None
) -> list[str]:
    """Lines that the process prints, up to one with the word; `prompt` is called every 0.1 s until then."""
    assert process.stdout
    lines: list[str] = []
    reading = asyncio.ensure_future(process.stdout.readline())
    deadline = time.monotonic() + 10
    while not lines or word not in lines[-1]:
        assert time.monotonic() < deadline, f"no {word} in {lines}"
        if prompt:
            prompt()
        await asyncio.wait([reading], timeout=0.1)
        if reading.done():
            lines.append(reading.result().decode())
            reading = asyncio.ensure_future(process.stdout.readline())
    reading.cancel()
    return lines


# Bundles


@with_server
async def test_a_bundle_takes_effect_at_one_instant(rig: Rig, client: Client) -> None:
    states = []
    rig.params.listen(lambda *_: states.append(rig.params.snapshot()))
    client.send_bytes(
        bundle(
            NOW,
            encode("/tempo", 90.0),
            bundle(stamp(time.time() - 100), encode("/deck/1/gain", 7.0), encode("/deck/1/gain", -3.0)),
            encode("/deck/2/gain", -4.0),
            encode("/tempo"),
        )
    )
    assert (await client.receive())[:2] == ("/error", "/deck/1/gain")
    assert await client.receive() == ("/tempo", 90.0)
    assert len(states) == 3
    assert len(set(states)) == 1


@with_server
async def test_bundles_are_obeyed_when_they_are_due_and_nothing_waits_for_them(rig: Rig, client: Client) -> None:
    start = time.time()
    due = start + 0.4
    changes: list[tuple[float, object]] = []
    rig.params.listen(lambda _, value: changes.append((time.time() - start, value)))
    client.send_bytes(bundle(stamp(due), encode("/tempo", 70.0)))
    client.send_bytes(bundle(stamp(due), encode("/tempo", 80.0)))
    client.send_bytes(bundle(NOW, encode("/tempo", 40.0), bundle(stamp(start + 0.2), encode("/tempo", 60.0))))
    client.send("/ping")
    assert await client.receive() == ("/pong",)
    assert [value for _, value in changes] == [40.0]
    await until(lambda: len(changes) == 4)
    assert [value for _, value in changes] == [40.0, 60.0, 70.0, 80.0]
    for (at, _), wanted in zip(changes[1:], (0.2, 0.4, 0.4), strict=True):
        assert wanted <= at < wanted + 0.15


@with_server
async def test_a_bundle_stamped_a_year_ahead_is_refused_whole(rig: Rig, client: Client) -> None:
    with unchanged(rig):
        far = bundle(stamp(time.time() + 365 * 86400), encode("/tempo", 70.0))
        for packet in (far, bundle(NOW, encode("/tempo", 80.0), far)):
            client.send_bytes(packet)
            kind, address, text = await client.receive()
            assert (kind, address) == ("/error", "/tempo")
            assert "at most 60 s" in text


@with_server
async def test_the_schedule_is_bounded_and_forgotten_at_the_end(rig: Rig, client: Client) -> None:
    soon = time.time() + 1.5
    for number in range(1030):
        client.send_bytes(bundle(stamp(soon), encode("/deck/1/seed/a", number)))
        if number % 50 == 0:
            await asyncio.sleep(0.01)
    errors = await client.receive_all()
    assert [error[:2] for error in errors] == [("/error", "/deck/1/seed/a")] * 6
    await until(lambda: rig.params.get("/deck/1/seed/a") == 1023)
    client.send_bytes(bundle(stamp(time.time() + 0.3), encode("/tempo", 70.0)))
    client.send("/ping")
    await client.receive()
    rig.server.close()
    with unchanged(rig):
        await asyncio.sleep(0.5)


# Junk


def nested(depth: int) -> bytes:
    packet = encode("/tempo", 70.0)
    for _ in range(depth):
        packet = bundle(NOW, packet)
    return packet


def _noise(size: int, start: bytes = b"") -> bytes:
    return start + random.Random(7).randbytes(size - len(start))


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"\0",
        b"/",
        b"/temp",
        b"/tem",
        b"tempo\0\0\0,f\0\0" + struct.pack(">f", 70),
        _noise(65504),
        _noise(65504, b"/tempo\0\0,"),
        _noise(65504, b"#bundle\0" + NOW),
        b"/" * 65504,
        b"/tempo\0\0,f\0\0",  # no float: python-osc would read 0
        b"/tempo\0\0,f\0\0" + b"B",
        b"/tempo\0\0,f\0\0" + struct.pack(">ff", 70, 70),
        b"/tempo\0\0,zf\0" + struct.pack(">ff", 70, 70),  # unknown type tag: python-osc would take its payload
        b"/tempo\0\0,If\0" + struct.pack(">f", 70),
        b"/tempo\0\0,f]\0" + struct.pack(">f", 70),
        b"/tempo\0\0f\0\0\0" + struct.pack(">f", 70),
        b"/tempo\0\0,b\0\0" + struct.pack(">i", -4),
        b"/tempo\0\0,b\0\0" + struct.pack(">i", 2**31 - 1),
        b"/tempo\0\0," + b"i" * 16000 + bytes(3 + 4 * 12000),
        b"/temp\xff\0\0,f\0\0" + struct.pack(">f", 70),
        b"/deck/1/prompt/a\0\0\0\0,s\0\0\xff\xfe\xfd\0",
        b"/deck/1/prompt/a\0\0\0\0,s\0\0abcd",
        b"#bundle\0",
        b"#bundle\0" + NOW + struct.pack(">i", -4),  # python-osc would go round for ever
        bundle(NOW, encode("/tempo", 70.0)) + struct.pack(">i", 64),
        bundle(NOW, encode("/tempo", 70.0), b"abcd"),
        nested(17),
        nested(1000),
    ],
    ids=range(29),
)
def test_junk_is_refused_with_one_error_and_changes_nothing(packet: bytes) -> None:
    async def inside() -> None:
        async with running() as (rig, client):
            with unchanged(rig):
                client.send_bytes(packet)
                client.send("/ping")
                (kind, _, text), pong = await client.receive(), await client.receive()
                assert kind == "/error"
                assert 0 < len(text) < 200
                assert pong == ("/pong",)
                assert await client.receive_all(0.05) == []

    asyncio.run(inside())


def test_no_bytes_upset_the_decoder() -> None:
    chance = random.Random(1)
    whole = [
        encode("/deck/1/gain", -6.0),
        encode("/x", 1, "text", b"blob", [1, 2.5], None, 2**40),
        bundle(NOW, encode("/tempo", 70.0), nested(3), encode("/deck/1/prompt/a", "x" * 40)),
    ]
    for _ in range(20_000):
        packet = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(4)):
            packet[chance.randrange(len(packet))] = chance.choice((0, 1, 4, 255, 47, 44, chance.randrange(256)))
        cut = packet[: chance.randrange(len(packet) + 1)] if chance.random() < 0.3 else packet
        with suppress(PacketError):
            for decoded in decode(bytes(cut), 0.0):
                assert all(message.address.startswith("/") for message in decoded.messages)
    assert decode(nested(16), 0.0)[0].messages == [Message("/tempo", (70.0,))]


@with_server
async def test_an_error_of_a_path_that_is_no_text_is_told(rig: Rig, client: Client) -> None:
    client.send("/subscribe")
    await client.receive_all()
    rig.dispatcher.report("/setlist", "/shows/\udcff.toml: step: each is a table of its own")
    assert await client.receive() == ("/error", "/setlist", r"/shows/\udcff.toml: step: each is a table of its own")


@with_server
async def test_errors_do_not_go_in_circles(rig: Rig, client: Client) -> None:
    with unchanged(rig):
        client.send("/error", "/tempo", "is not what I sent")
        assert await client.receive_all() == []


# Load


@with_server
async def test_a_flood_does_not_lose_the_last_value(rig: Rig, client: Client) -> None:
    packets = [encode("/deck/1/alpha", number / 9999) for number in range(10_000)]
    start = time.monotonic()

    def flood() -> None:
        for number, packet in enumerate(packets):
            client.send_bytes(packet)
            if number % 50 == 0:
                time.sleep(max(0.0, start + number / 5000 - time.monotonic()))

    received = 0

    def count(*_: object) -> None:
        nonlocal received
        received += 1

    rig.params.listen(count)
    await asyncio.to_thread(flood)
    await until(lambda: rig.params.get("/deck/1/alpha") == pytest.approx(1.0))
    assert received > 5000


@with_server
async def test_a_flood_of_errors_cannot_fill_the_log(rig: Rig, client: Client) -> None:
    messages: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("bridge").addHandler(handler)
    try:
        for number in range(150):
            client.send(f"/nonsense/{number % 3}", 1)
        assert {(await client.receive())[0] for _ in range(150)} == {"/error"}
        await asyncio.sleep(1.1)
        rig.server.publish({})
    finally:
        logging.getLogger("bridge").removeHandler(handler)
    assert 2 <= len(messages) <= 25
    assert messages[-1].endswith("more errors")


@with_server
async def test_who_listens_on_another_port_hears_of_many_errors_and_how_many_more(rig: Rig, client: Client) -> None:
    """Who sent them is answered each time; the others are spared a flood."""
    other = Client(rig.server.port)
    client.send("/subscribe", other.port)
    await other.receive_all()
    await client.receive_all()
    for number in range(60):
        client.send(f"/nonsense/{number % 3}", 1)
    for listener in (other, client):
        assert [error[0] for error in await listener.receive_all()] == ["/error"] * 60
    for _ in range(10 * TOLD):
        rig.dispatcher.handle("/nonsense", (1,))
    await asyncio.sleep(1.1)
    rig.server.publish({})
    told = await other.receive_all()
    assert len(told) < 10 * TOLD
    assert told[-1][:2] == ("/error", "/osc")
    assert told[-1][2].endswith(" more errors")
    other.socket.close()


def test_the_error_log_counts_what_it_does_not_log(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    errors = ErrorLog(limit=2, window=1.0, now=lambda: now)
    for number in range(5):
        errors.log(f"error {number}")
    now = 1.5
    errors.log("another")
    assert [record.message for record in caplog.records] == ["error 0", "error 1", "3 more errors", "another"]


# Start and end


def test_a_port_in_use_is_named_with_its_option() -> None:
    async def inside() -> None:
        async with running() as (rig, _):
            with pytest.raises(OscServerError, match=rf"UDP port {rig.server.port} is in use.*--osc-port"):
                await listen("127.0.0.1", rig.server.port)

    asyncio.run(inside())


def test_a_host_that_is_not_this_machine_is_named_with_its_option() -> None:
    for host in ("192.0.2.1", "no-such-host.invalid"):
        with pytest.raises(OscServerError, match=rf"cannot listen on {host}.*\[osc\]"):
            asyncio.run(listen(host, 0))


def has_ipv6() -> bool:
    """Asked of the system, not of what is tested."""
    with suppress(OSError), socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
        probe.bind(("::1", 0))
        return True
    return False


@pytest.mark.skipif(not has_ipv6(), reason="the system has no IPv6")
def test_who_listens_on_all_of_ipv6_reaches_a_target_of_ipv4_and_is_reached_from_there() -> None:
    async def inside() -> None:
        listening = await listen("::", 0)
        target = Client(1)
        rig = Rig(listening, targets=[("127.0.0.1", target.port)])
        await rig.server.start()
        client = Client(rig.server.port)
        try:
            assert await target.receive() == ("/tempo", 120.0)
            client.send("/ping")
            assert await client.receive() == ("/pong",)
        finally:
            rig.server.close()
            client.socket.close()
            target.socket.close()

    asyncio.run(inside())


def test_a_name_that_has_both_is_taken_as_ipv4(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the default target is, and most peers are."""
    both = [(socket.AF_INET6, ("::1", 0, 0, 0)), (socket.AF_INET, ("127.0.0.1", 0))]
    named = [(family, socket.SOCK_DGRAM, 17, "", address) for family, address in both]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: named)
    with asyncio.run(listen("localhost", 0)) as listening:
        assert listening.family == socket.AF_INET


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 64])
def test_a_target_that_cannot_be_found_is_told_to_the_others(host: str) -> None:
    async def inside() -> None:
        other = Client(1)
        async with running(targets=[(host, 9001), ("localhost", other.port)]) as (rig, _):
            while (error := await other.receive(10))[0] != "/error":
                pass
            rig.params.set("/tempo", 99.0)
            while await other.receive(10) != ("/tempo", 99.0):
                pass
        assert error[1] == "/osc"
        assert re.search(rf"target {host}:9001: .*targets in \[osc\]", error[2])
        other.socket.close()

    asyncio.run(inside())
