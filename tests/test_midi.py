"""MIDI: the map in the config, messages through it, and inputs that come and go on a real JACK server."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import rtmidi
from jackd import Jackd, jackd

from bridge.config import load
from bridge.dispatch import Dispatcher, Message
from bridge.instrument import Instrument
from bridge.midi import MidiMap, parse_midi
from bridge.midi_arrivals import Arrivals
from bridge.midi_hardware import HardwareMidi
from bridge.params import Params
from bridge.performance import Performance
from bridge.reporter import LOST_MIDI
from bridge.scenes import Scenes
from bridge.setlist import Setlist


def parsed(toml: str) -> MidiMap:
    """The map of a config's text, which has no mistakes."""
    midi_map, mistakes = parse_midi(tomllib.loads(toml).get("midi", {}))
    assert mistakes == []
    return midi_map


def cc(values: str) -> MidiMap:
    return parsed(f"[[midi.cc]]\n{values}")


def turned(midi_map: MidiMap, value: int, controller: int = 1, channel: int = 1) -> Any:
    """The one value that a control change asks for."""
    [message] = midi_map.handle(bytes([0xB0 + channel - 1, controller, value]))
    return message.args[0]


# Knobs


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ('parameter = "/deck/1/alpha"', {0: 0.0, 64: 64 / 127, 127: 1.0}),
        ('parameter = "/deck/2/gain"', {0: -90.0, 127: 6.0}),
        ('parameter = "/deck/2/gain"\nrange = [-60, 0]', {0: -60.0, 127: 0.0}),
        ('parameter = "/deck/1/alpha"\nrange = [1, 0]', {0: 1.0, 127: 0.0}),
        ('parameter = "/tempo"\nrange = [60, 240]\ncurve = "exponential"', {0: 60.0, 127: 240.0}),
        ('parameter = "/master/gain"\ncurve = "logarithmic"', {0: -90.0, 127: 6.0}),
        ('parameter = "/deck/1/steps"\nrange = [1, 8]', {0: 1, 9: 1, 10: 2, 64: 5, 127: 8}),
        ('parameter = "/deck/1/bars"', {0: 1, 31: 1, 32: 2, 64: 4, 127: 8}),
        ('parameter = "/quantise"', {0: "off", 40: "beat", 80: "bar", 127: "clip"}),
        ('parameter = "/deck/1/mute"', {0: False, 63: False, 64: True, 127: True}),
    ],
)
def test_a_knob_gives_values_that_the_parameter_takes(values: str, expected: dict[int, Any]) -> None:
    midi_map = cc(f"controller = 1\n{values}")
    for position, value in expected.items():
        result = turned(midi_map, position)
        assert result == pytest.approx(value) if isinstance(value, float) else result == value
        assert type(result) is type(value)
    params = Params(2)
    for position in range(128):
        [message] = midi_map.handle(bytes([0xB0, 1, position]))
        params.set(message.address, message.args[0])  # never refused


def test_curves() -> None:
    equal_ratios = cc('controller = 1\nparameter = "/tempo"\nrange = [40, 160]\ncurve = "exponential"\nfine = true')
    quick_first = cc('controller = 1\nparameter = "/deck/1/alpha"\ncurve = "logarithmic"')
    assert turned(equal_ratios, 64) == pytest.approx(80, rel=1e-3)
    levels = [turned(quick_first, position) for position in range(128)]
    assert levels == sorted(levels)
    assert levels[32] > 0.45
    steps = [b - a for a, b in pairwise(levels)]
    assert steps == sorted(steps, reverse=True)


def test_14_bit() -> None:
    midi_map = cc('controller = 7\nparameter = "/deck/1/alpha"\nfine = true\nchannel = 2')
    assert turned(midi_map, 127, 7, 2) == pytest.approx(16256 / 16383)
    assert turned(midi_map, 127, 39, 2) == 1.0
    assert turned(midi_map, 0, 39, 2) == pytest.approx(16256 / 16383)
    assert turned(midi_map, 64, 7, 2) == pytest.approx(8192 / 16383)
    assert turned(midi_map, 1, 39, 2) == pytest.approx(8193 / 16383)
    assert midi_map.handle(b"\xb0\x27\x01") == []  # another channel


def test_channels() -> None:
    anywhere = cc('controller = 1\nparameter = "/deck/1/alpha"')
    third = cc('controller = 1\nparameter = "/deck/1/alpha"\nchannel = 3')
    for channel in range(16):
        message = bytes([0xB0 + channel, 1, 127])
        assert anywhere.handle(message) == [Message("/deck/1/alpha", (1.0,))]
        assert third.handle(message) == ([Message("/deck/1/alpha", (1.0,))] if channel == 2 else [])


def test_one_knob_may_turn_several_parameters() -> None:
    midi_map = parsed(
        '[[midi.cc]]\ncontroller = 1\nparameter = "/deck/1/alpha"\n'
        '[[midi.cc]]\ncontroller = 1\nparameter = "/deck/2/alpha"\nrange = [1, 0]'
    )
    assert midi_map.handle(b"\xb0\x01\x7f") == [Message("/deck/1/alpha", (1.0,)), Message("/deck/2/alpha", (0.0,))]


# Notes and programs


def test_notes_and_programs_send_what_they_are_mapped_to() -> None:
    midi_map = parsed("""
        [[midi.note]]
        note = 36
        command = "/scene/recall"
        args = [3]
        [[midi.note]]
        note = 37
        command = "/launch"
        channel = 10
        [[midi.note]]
        note = 38
        command = "/deck/1/prompt/a"
        args = ["church bells"]
        [[midi.program]]
        command = "/scene/recall"
        [[midi.program]]
        program = 128
        command = "/panic"
    """)
    assert midi_map.handle(b"\x94\x24\x40") == [Message("/scene/recall", (3,))]
    assert midi_map.handle(b"\x99\x25\x01") == [Message("/launch")]
    assert midi_map.handle(b"\x90\x25\x01") == []
    assert midi_map.handle(b"\x90\x26\x01") == [Message("/deck/1/prompt/a", ("church bells",))]
    assert midi_map.handle(b"\x94\x24\x00") == []  # velocity 0 is a note off
    assert midi_map.handle(b"\x84\x24\x40") == []
    assert midi_map.handle(b"\xc0\x00") == [Message("/scene/recall", (1,))]
    assert midi_map.handle(b"\xcf\x7f") == [Message("/scene/recall", (128,)), Message("/panic")]


def test_a_note_recalls_a_scene() -> None:
    params, scenes = Params(1), Scenes()
    scenes.store(2, {"/tempo": 77.0})
    midi_map = parsed('[[midi.note]]\nnote = 60\ncommand = "/scene/recall"\nargs = [2]')
    performance = Performance(params, scenes, Setlist(None, print))
    Dispatcher(params, actions=performance.handlers).run(midi_map.handle(b"\x90\x3c\x64"))
    assert params.get("/tempo") == 77.0


# What goes wrong


def test_a_message_that_fails_and_one_that_is_lost_are_told_and_the_others_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The one beside the other in a batch, as the callback queues them; hardware inputs are those of the config."""
    handle, fails = MidiMap.handle, b"\xb0\x02\x00"

    def broken(midi_map: MidiMap, data: bytes) -> list[Message]:
        if data == fails:
            raise ZeroDivisionError
        return handle(midi_map, data)

    monkeypatch.setattr(MidiMap, "handle", broken)
    monkeypatch.setattr("bridge.instrument.import_module", str)  # what init files need, which takes seconds
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = tmp_path / "config.toml"
    path.write_text('[midi]\ninputs = ["none*"]\n[[midi.cc]]\ncontroller = 1\nparameter = "/deck/1/alpha"\n')
    inputs: list[Any] = []

    def hardware(*args: Any, **options: Any) -> HardwareMidi:
        inputs.append(options["only"])
        return HardwareMidi(*args, **options)

    monkeypatch.setattr("bridge.instrument.HardwareMidi", hardware)
    options = {"output.kind": "null", "generator.model": "tone", "osc.port": 0, "osc.targets": []}

    async def inside() -> None:
        async with AsyncExitStack() as stack:
            instrument = await Instrument.start(load(path, options), stack)
            for _ in range(3):
                for message in (fails, fails, b"\xf0" + bytes(60) + b"\xf7", b"\xb0\x01\x7f"):
                    instrument._audio._state.put_midi(0, message)
                instrument._turn()
                instrument._reporter.report(instrument.osc.publish, lambda _: None)
            assert instrument.params.get("/deck/1/alpha") == 1

    asyncio.run(inside())
    assert inputs == [("none*",)]
    told = [text for record in caplog.records if (text := record.getMessage()).startswith(("/midi", "/player"))]
    assert told == ["/midi: ZeroDivisionError()", f"/midi: {LOST_MIDI}"]


# Junk


def test_junk_is_ignored() -> None:
    midi_map = cc('controller = 1\nparameter = "/deck/1/alpha"')
    junk = [b"", b"\x01", b"\xb0", b"\xb0\x01", b"\xb0\x01\x80", b"\xb0\x01\x01\x01", b"\x01\x01", b"\xf0\x01", b"\xf4"]
    for data in (*junk, b"\xf8", b"\xfe", b"\xf0\x7e\x01\xf7", b"\xe0\x00\x40", b"\xb0\x02\x7f"):
        assert midi_map.handle(data) == []


def test_no_bytes_upset_the_map() -> None:
    chance = random.Random(3)
    midi_map = parsed(
        '[[midi.cc]]\ncontroller = 1\nparameter = "/tempo"\nfine = true\n[[midi.program]]\ncommand = "/scene/recall"'
    )
    params = Params(1)
    for _ in range(20_000):
        status = chance.choice((0xB0, 0xB0, 0xC0, chance.randrange(256)))
        for message in midi_map.handle(bytes([status]) + chance.randbytes(chance.randrange(4))):
            assert message.address == "/scene/recall" or params.set(message.address, message.args[0])


# Mistakes


@pytest.mark.parametrize(
    ("toml", "mistake"),
    [
        ("[midi.cc]", "midi.cc: each is a table of its own, [[midi.cc]]"),
        ("[midi]\ncc = [1]", "midi.cc: each is a table of its own"),
        ("[[midi.ccs]]", "midi.ccs: 'ccs' is unknown; did you mean cc? (the options of [midi] are inputs, cc, note,"),
        ("[[midi.cc]]\ncontroller = 1", "midi.cc[0].parameter: is missing"),
        (
            '[[midi.note]]\nnote = 1\ncommand = "/panic"\nx = 1',
            "midi.note[0].x: 'x' is unknown (the options of [[midi.note]] are note, channel, command, args)",
        ),
        ('[[midi.cc]]\nparameter = "/tempo"', "midi.cc[0].controller: is missing: a whole number from 0 to 127"),
        ('[[midi.cc]]\ncontroller = 128\nparameter = "/tempo"', "midi.cc[0].controller: 128 is not a whole number"),
        (
            '[[midi.cc]]\ncontroller = 1\nparameter = "/tempi"',
            "midi.cc[0].parameter: '/tempi' is unknown; did you mean",
        ),
        ('[[midi.cc]]\ncontroller = 1\nparameter = "/deck/1/init"', "midi.cc[0].parameter: /deck/1/init is a text"),
        ('[[midi.cc]]\ncontroller = 1\nparameter = "/tempo"\nchannel = 0', "midi.cc[0].channel: 0 is not"),
        (
            '[[midi.cc]]\ncontroller = 1\nparameter = "/tempo"\nchanel = 1',
            "midi.cc[0].chanel: 'chanel' is unknown; did",
        ),
        ('[[midi.cc]]\ncontroller = 1\nparameter = "/tempo"\nrange = 5', "midi.cc[0].range: is two numbers"),
        ('[[midi.cc]]\ncontroller = 1\nparameter = "/tempo"\nrange = [0, 90]', "midi.cc[0].range: 0 is not a number"),
        ('[[midi.cc]]\ncontroller = 1\nparameter = "/tempo"\nrange = ["a", 90]', "midi.cc[0].range: 'a' is not"),
        ('[[midi.cc]]\ncontroller = 1\nparameter = "/tempo"\ncurve = "log"', "midi.cc[0].curve: 'log' is not one of"),
        (
            '[[midi.cc]]\ncontroller = 1\nparameter = "/deck/1/gain"\ncurve = "exponential"',
            "midi.cc[0].curve: exponential needs a range above 0, not -90 to 6; see logarithmic",
        ),
        ('[[midi.cc]]\ncontroller = 32\nparameter = "/tempo"\nfine = true', "midi.cc[0].controller: 32 is not a whole"),
        ('[[midi.cc]]\ncontroller = 1\nparameter = "/tempo"\nfine = 3', "midi.cc[0].fine: 3 is not 0 or 1"),
        (
            '[[midi.cc]]\ncontroller = 1\nparameter = "/deck/1/bars"\nrange = [1, 2]',
            "midi.cc[0].range: /deck/1/bars is",
        ),
        ('[[midi.cc]]\ncontroller = 1\nparameter = "/deck/1/mute"\ncurve = "linear"', "midi.cc[0].curve: /deck/1/mute"),
        ('[[midi.note]]\ncommand = "/panic"', "midi.note[0].note: is missing"),
        ("[[midi.note]]\nnote = 1", "midi.note[0].command: is missing"),
        (
            '[[midi.note]]\nnote = 1\ncommand = "/scene/recal"\nargs = [1]',
            "midi.note[0].command: '/scene/recal' is unk",
        ),
        (
            '[[midi.note]]\nnote = 1\ncommand = "/scene/recall"',
            "midi.note[0].args: no arguments given; usage: /scene/rec",
        ),
        (
            '[[midi.note]]\nnote = 1\ncommand = "/scene/recall"\nargs = [0]',
            "midi.note[0].args: 0 is not a whole number",
        ),
        ('[[midi.note]]\nnote = 1\ncommand = "/scene/recall"\nargs = 1', "midi.note[0].args: is a list"),
        ('[[midi.note]]\nnote = 1\ncommand = "/tempo"\nargs = [999]', "midi.note[0].args: 999 is not a number from 20"),
        (
            '[[midi.program]]\nprogram = 0\ncommand = "/panic"',
            "midi.program[0].program: 0 is not a whole number from 1",
        ),
        ('[[midi.program]]\ncommand = "/panic"', "midi.program[0].args: 1 argument given; usage: /panic"),
        ('[[midi.program]]\ncommand = "/scene/recall"\nargs = [1]', "midi.program[0].args: are not needed"),
    ],
)
def test_each_mistake_is_named_with_its_key_and_what_is_allowed(toml: str, mistake: str) -> None:
    midi_map, mistakes = parse_midi(tomllib.loads(toml)["midi"])
    assert len(mistakes) == 1, mistakes
    assert mistakes[0].startswith(mistake)
    assert midi_map == MidiMap()


def test_all_mistakes_are_reported_and_the_rest_is_kept() -> None:
    good = '[[midi.cc]]\ncontroller = 1\nparameter = "/tempo"\n'
    bad = '[[midi.cc]]\ncontroller = -1\nparameter = "/temp"\nx = 1\n[[midi.note]]\n'
    midi_map, mistakes = parse_midi(tomllib.loads(good + bad)["midi"])
    assert [mistake.split(":")[0] for mistake in mistakes] == [
        "midi.cc[1].controller",
        "midi.cc[1].parameter",
        "midi.cc[1].x",
        "midi.note[0].note",
        "midi.note[0].command",
    ]
    assert [knob.parameter for knob in midi_map.knobs] == ["/tempo"]


def test_a_deck_that_is_not_there_is_a_mistake() -> None:
    config = tomllib.loads('[[midi.cc]]\ncontroller = 1\nparameter = "/deck/3/alpha"')["midi"]
    assert parse_midi(config)[1] == []
    assert len(parse_midi(config, decks=2)[1]) == 1


@pytest.mark.parametrize("command", ['"/deck/5/capture"', '"/launch"\nargs = [7]', '"/deck/5/mute"\nargs = [1]'])
def test_a_command_for_a_deck_that_is_not_there_is_a_mistake(command: str) -> None:
    config = tomllib.loads(f"[[midi.note]]\nnote = 36\ncommand = {command}")["midi"]
    assert parse_midi(config)[1] == []
    assert len(parse_midi(config, decks=2)[1]) == 1


# Hardware inputs. JACK stands in for ALSA: rtmidi drives both alike, and a test machine need not have ALSA.


def test_a_machine_without_midi_is_mentioned_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridge.midi_hardware.POLL", 0.05)
    monkeypatch.setattr("bridge.midi_hardware._open_client", _no_midi)

    async def inside() -> None:
        hardware = HardwareMidi(asyncio.get_running_loop(), lambda _: None)
        hardware.start()
        await asyncio.sleep(0.5)
        assert hardware.ports == []
        hardware.stop()

    with caplog.at_level(logging.INFO):
        asyncio.run(inside())
    assert caplog.text.count("no hardware MIDI on this machine") == 1


def test_midi_that_fails_for_a_while_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """rtmidi's errors are OSErrors in part only."""
    monkeypatch.setattr("bridge.midi_hardware.POLL", 0.02)
    monkeypatch.setattr("bridge.midi_hardware._ALSA_SEQUENCER", Path("/"))  # which is there
    opening = [None, OSError("gone"), None, rtmidi.RtMidiError("busy"), rtmidi.SystemError("no"), None]
    listing = [rtmidi.RtMidiError("lost")]

    class Client:
        def __init__(self, **_: Any) -> None:
            if opening and (error := opening.pop()):
                raise error

        def get_ports(self) -> list[str]:
            if listing:
                raise listing.pop()
            return ["pad"]

        def __getattr__(self, _: str) -> Any:
            return lambda *_, **__: None

    monkeypatch.setattr("rtmidi.MidiIn", Client)

    async def inside() -> None:
        hardware = HardwareMidi(asyncio.get_running_loop(), lambda _: None, api=rtmidi.API_LINUX_ALSA)
        hardware.start()
        deadline = time.monotonic() + 10
        while hardware.ports != ["pad"] and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        assert hardware.ports == ["pad"]
        assert opening == listing == []
        hardware.stop()

    asyncio.run(inside())


def _no_midi(_: int, name: str) -> Any:
    raise OSError(f"{name}: no sequencer")


def test_inputs_are_opened_by_name_or_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        "Launch Control:Launch Control MIDI 1 24:0",
        "nano [pads]",
        "Bus 1",
        "Midi Through:Midi Through Port-0 14:0",
    ]

    def opened(*only: str) -> list[str]:
        connected: list[str] = []
        monkeypatch.setattr(HardwareMidi, "_connect", lambda _, __, name: connected.append(name))
        HardwareMidi(loop, lambda _: None, only)._follow(names)
        return connected

    loop = asyncio.new_event_loop()
    loop.close()
    assert opened("*") == names[:3]
    assert opened("Launch Control", "nano [pads]") == names[:2]
    assert opened("Launch*24:0", "bus 1") == names[:1]
    assert opened(names[0], "Bus ?", "gone") == [names[0], names[2]]
    assert opened() == []


def test_a_tick_is_of_when_the_driver_saw_it_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told up to 20 ms late; the first says nothing of when, a pause and a jump of the driver's clock begin anew."""
    period, chance = 60 / 120 / 24, random.Random(2)
    drift, offset, now, times = 1 + 1e-4, 1000.0, 0.0, list[float]()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    loop, arrivals = asyncio.new_event_loop(), Arrivals()
    hardware = HardwareMidi(loop, print, clock=lambda _, __, seconds: times.append(seconds))
    came = [offset + period * number + (30 if number > 600 else 0) for number in range(1000)]
    for number, true in enumerate(came):
        now = true + chance.choice((0, 0.001, 0.02))
        since = (true - came[number - 1]) * drift if number else 0.0
        since += 3.0 * (number == 300) - 3.0 * (number == 400)
        hardware._received("pad", arrivals, ([0xF8], since), None)
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()
    late = [seconds - true for seconds, true in zip(times, came, strict=True)]
    assert all(-1e-3 < each < 0.0201 for each in late)
    settled = [each for begin, end in ((20, 300), (320, 400), (420, 601), (621, 1000)) for each in late[begin:end]]
    assert all(abs(each) < 1e-3 for each in settled)


def test_ticks_that_wait_for_a_stalled_python_are_of_when_they_came() -> None:
    arrivals, period, stall = Arrivals(), 60 / 120 / 24, (100.0, 100.4)
    came = [99 + period * number for number in range(100)]
    told = [max(true, stall[1]) if true > stall[0] else true for true in came]
    heard = [arrivals.came(now, period if number else 0.0) for number, now in enumerate(told)]
    assert heard == pytest.approx(came, abs=1e-6)


def test_where_the_driver_does_not_say_a_tick_is_of_when_it_is_told() -> None:
    arrivals = Arrivals()
    assert [arrivals.came(seconds, 0.0) for seconds in (1.0, 2.0, 2.5)] == [1.0, 2.0, 2.5]


LISTENER = """
import asyncio, logging, sys, time
import bridge.midi_hardware, rtmidi
bridge.midi_hardware.POLL = 0.2
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")

async def main():
    loop = asyncio.get_running_loop()
    hardware = bridge.midi_hardware.HardwareMidi(
        loop, lambda data: print("received", data.hex(), flush=True), ["*pad*"], rtmidi.API_UNIX_JACK,
        lambda port, data, at: print("clock", port, data.hex(), time.monotonic() - at < 0.1, flush=True),
    )
    hardware.start()
    print("started", flush=True)
    await loop.run_in_executor(None, sys.stdin.readline)
    hardware.stop()
    print("stopped", hardware.ports, flush=True)

asyncio.run(main())
"""

CONTROLLER = """
import os, sys, rtmidi
out = rtmidi.MidiOut(rtapi=rtmidi.API_UNIX_JACK, name=sys.argv[1])
out.open_virtual_port("out")
print("open", flush=True)
for line in sys.stdin:
    out.send_message(list(bytes.fromhex(line)))
os._exit(0)
"""


class Script:
    """A Python program that runs beside the test: what it prints, and lines for it to read."""

    def __init__(self, text: str, server: Jackd, *args: str) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", text, *args],
            env=os.environ | server.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def write(self, line: str = "") -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def until(self, text: str, times: int = 1, prompt: Callable[[], None] | None = None) -> None:
        """Wait until it has printed that so many times; call `prompt` every 0.2 s until then."""
        deadline = time.monotonic() + 12
        while sum(text in line for line in self.lines) < times:
            assert time.monotonic() < deadline, f"no {text!r} in {self.lines}"
            if prompt:
                prompt()
            time.sleep(0.2)

    def __enter__(self) -> Script:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()


def test_inputs_come_and_go_without_a_restart() -> None:
    with jackd() as server, Script(LISTENER, server) as listener:
        listener.until("started")
        for turn in (1, 2):  # plugged in, and once more
            note = f"903c{turn:02x}"
            with Script(CONTROLLER, server, "keys") as keys, Script(CONTROLLER, server, "pad") as pad:
                keys.until("open")
                listener.until("MIDI: pad", turn)
                keys.write("b00102")  # not wanted
                listener.until(f"received {note}", prompt=lambda note=note, pad=pad: pad.write(note))  # type: ignore[misc]
                for message in ("fa", "f8", "f20700"):
                    pad.write(message)
                    listener.until(f"clock pad:out {message} True", turn)
            listener.until("is gone", turn)
        listener.write()
        listener.until("stopped []")
        assert "received b00102\n" not in listener.lines


def test_a_mistaken_command_is_told_though_its_note_is_missing() -> None:
    _, mistakes = parse_midi({"note": [{"command": "/scene/recal"}]})
    assert [mistake.partition(": ")[0] for mistake in mistakes] == ["midi.note[0].note", "midi.note[0].command"]
    assert "did you mean /scene/recall?" in mistakes[1]
