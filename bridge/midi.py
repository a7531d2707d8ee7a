"""The `midi` tables of the config: which MIDI messages set which parameters and send which commands. From which inputs
they come is another matter: see `config.Config.midi_inputs`.

    [[midi.cc]]                        # a knob or fader
    controller = 1                     # 0 to 127
    parameter = "/deck/1/alpha"
    channel = 1                        # 1 to 16; any if left out
    range = [0.0, 1.0]                 # the values at both ends; all the parameter allows if left out
    curve = "linear"                   # or exponential, logarithmic
    fine = false                       # true: 14 bit, controller 0 to 31 with its fine half on controller + 32

    [[midi.note]]                      # a pad or key
    note = 36                          # 0 to 127
    command = "/scene/recall"          # any command or parameter
    args = [1]
    channel = 10

    [[midi.program]]                   # a program change
    program = 1                        # 1 to 128; any if left out: program N then sends N, and needs no args
    command = "/scene/recall"

With the knob at x, 0 to 1, `exponential` gives low·(high/low)^x, equal ratios, for ends above 0; `logarithmic` gives
low + (high−low)·log10(1+9x), quick at first, for levels in dB. Whole numbers are rounded. Parameters with choices and
switches take neither range nor curve: the knob steps through the choices, and a switch is on from 64.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bridge.commands import Command, commands
from bridge.dispatch import Message
from bridge.midi_map import CURVES, FINE, Knob, MidiMap, Trigger
from bridge.params import MAX_DECKS, ParamError, Slot, Spec, Value, table, unknown

__all__ = ["MidiMap", "parse_midi"]

_Item = TypeVar("_Item", Knob, Trigger)

_CHANNEL = Spec("channel", int, 1, "", "mix", 1, 16)
_NUMBER = Spec("number", int, 0, "", "mix", 0, 127)
_COARSE = Spec("controller", int, 0, "", "mix", 0, FINE - 1)
_PROGRAM = Spec("program", int, 1, "", "mix", 1, 128)
_TEXT = Spec("address", str, "", "", "mix")
_FINE = Spec("fine", bool, False, "", "mix")
_CURVE = Spec("curve", str, "linear", "", "mix", choices=tuple(CURVES))


def parse_midi(config: Mapping[str, Any], decks: int = MAX_DECKS) -> tuple[MidiMap, list[str]]:
    """The map that the config's `midi` table asks for, and each mistake in it, as "midi.cc[0].range: REASON"."""
    slots, known = table(decks), commands(decks)
    mistakes: list[str] = []
    knobs = _parsed(config, "cc", lambda entry: _knob(entry, slots), mistakes)
    notes = _parsed(config, "note", lambda entry: _trigger(entry, "note", _NUMBER, slots, known), mistakes)
    programs = _parsed(config, "program", lambda entry: _trigger(entry, "program", _PROGRAM, slots, known), mistakes)
    known_keys = ("inputs", "cc", "note", "program")
    mistakes += [
        f"midi.{key}: {unknown(key, known_keys)} (the options of [midi] are {', '.join(known_keys)})"
        for key in config
        if key not in known_keys
    ]
    return MidiMap(tuple(knobs), tuple(notes), tuple(programs)), mistakes


@dataclass
class _Entry:
    """One table of the config. A mistake is noted, and None stands for the value."""

    name: str
    values: Mapping[str, Any]
    mistakes: list[str]
    keys: list[str] = field(default_factory=list)

    def note(self, key: str, reason: str) -> None:
        self.mistakes.append(f"{self.name}.{key}: {reason}")

    def raw(self, key: str) -> Any:
        self.keys.append(key)
        return self.values.get(key)

    def get(self, key: str, spec: Spec, needed: bool = False) -> Any:
        """The key's value, as `spec` has it; None if it is not there."""
        value = self.raw(key)
        if value is None:
            if needed:
                self.note(key, f"is missing: {spec.allowed}")
            return None
        try:
            return spec.check(value)
        except ParamError as error:
            self.note(key, str(error))
            return None

    def note_unknown_keys(self) -> None:
        table = self.name.partition("[")[0]
        for key in self.values:
            if key not in self.keys:
                self.note(key, f"{unknown(key, self.keys)} (the options of [[{table}]] are {', '.join(self.keys)})")


def _parsed(
    config: Mapping[str, Any], kind: str, read: Callable[[_Entry], _Item | None], mistakes: list[str]
) -> list[_Item]:
    entries = config.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(values, dict) for values in entries):
        mistakes.append(f"midi.{kind}: each is a table of its own, [[midi.{kind}]]")
        return []
    found = []
    for number, values in enumerate(entries):
        entry = _Entry(f"midi.{kind}[{number}]", values, mistakes)
        before = len(mistakes)
        item = read(entry)
        entry.note_unknown_keys()
        if item is not None and len(mistakes) == before:
            found.append(item)
    return found


def _knob(entry: _Entry, slots: Mapping[str, Slot]) -> Knob | None:
    fine = bool(entry.get("fine", _FINE))
    controller = entry.get("controller", _COARSE if fine else _NUMBER, needed=True)
    address = entry.get("parameter", _TEXT, needed=True)
    channel = entry.get("channel", _CHANNEL)
    curve = entry.get("curve", _CURVE)
    wanted = entry.raw("range")
    if address is None or not (spec := _turnable(entry, address, slots)):
        return None
    if spec.choices or spec.type is bool:
        for key in ("range", "curve"):
            if key in entry.values:
                entry.note(key, f"{address} is {spec.allowed}: the knob steps through them, without a {key}")
        return Knob(controller, address, spec, 0, 1, fine=fine, channel=channel)
    low, high = _range(entry, wanted, spec)
    if curve == "exponential" and not (low > 0 and high > 0):
        entry.note("curve", f"exponential needs a range above 0, not {low:g} to {high:g}; see logarithmic")
    return Knob(controller, address, spec, low, high, curve or "linear", fine, channel)


def _turnable(entry: _Entry, address: str, slots: Mapping[str, Slot]) -> Spec | None:
    if address not in slots:
        entry.note("parameter", unknown(address, slots))
        return None
    spec = slots[address].spec
    if spec.type is str and not spec.choices:
        entry.note("parameter", f"{address} is a text, which no knob can set; recall it with a scene")
        return None
    return spec


def _range(entry: _Entry, wanted: object, spec: Spec) -> tuple[float, float]:
    if wanted is None:
        return spec.low, spec.high
    if not isinstance(wanted, list) or len(wanted) != 2:
        entry.note("range", "is two numbers, as [0, 1]: the values at both ends")
        return spec.low, spec.high
    try:
        low, high = (float(spec.check(value)) for value in wanted)
    except ParamError as error:
        entry.note("range", str(error))
        return spec.low, spec.high
    return low, high


def _trigger(
    entry: _Entry, kind: str, number: Spec, slots: Mapping[str, Slot], known: Mapping[str, Command]
) -> Trigger | None:  # fmt: skip
    needed = kind == "note"
    which = entry.get(kind, number, needed)
    channel = entry.get("channel", _CHANNEL)
    address = entry.get("command", _TEXT, needed=True)
    given = entry.raw("args")
    if given is not None and not isinstance(given, list):
        entry.note("args", "is a list, as [1]")
    if address is None or not isinstance(given, list | None):
        return None
    args = tuple(given or ())
    any_number = which is None and not needed and kind not in entry.values
    if any_number and args:
        entry.note("args", f"are not needed for any {kind}: its number is sent")
    try:
        _check(address, (1,) if any_number else args, slots, known)
    except ParamError as error:
        entry.note("args" if address in known or address in slots else "command", str(error))
    return Trigger(which, Message(address, args), channel)


def _check(address: str, args: tuple[Value, ...], slots: Mapping[str, Slot], known: Mapping[str, Command]) -> None:
    """Raises ParamError for a message that would be refused."""
    if address in known:
        known[address].check(args)
    elif address not in slots:
        raise ParamError(unknown(address, [*known, *slots]))
    elif len(args) != 1:
        raise ParamError(f"{address} takes one: {slots[address].spec.allowed}")
    else:
        slots[address].spec.check(args[0])
