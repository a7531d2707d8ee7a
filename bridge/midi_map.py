"""What MIDI does: knobs that set parameters, notes and program changes that send messages."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import mido

from bridge.dispatch import Message
from bridge.params import Spec, Value

FINE = 32  # a fine half's controller number, less that of its coarse half: MIDI 1.0, "Control Change"

CURVES: Mapping[str, Callable[[float, float, float], float]] = {
    "linear": lambda x, low, high: low + (high - low) * x,
    "exponential": lambda x, low, high: low * (high / low) ** x,
    "logarithmic": lambda x, low, high: low + (high - low) * math.log10(1 + 9 * x),
}


@dataclass(frozen=True)
class Knob:
    """A control change that sets a parameter. `channel` is from 1; None = any."""

    controller: int
    parameter: str
    spec: Spec
    low: float
    high: float
    curve: str = "linear"
    fine: bool = False
    channel: int | None = None

    def value(self, position: float) -> Value:
        """The parameter's value for a position from 0 to 1."""
        choices = self.spec.choices
        if choices:
            return choices[min(int(position * len(choices)), len(choices) - 1)]
        if self.spec.type is bool:
            return position > 0.5
        value = CURVES[self.curve](position, self.low, self.high)
        low, high = sorted((self.low, self.high))
        value = min(max(value, low), high)  # powers may end a rounding error outside
        return round(value) if self.spec.type is int else value


@dataclass(frozen=True)
class Trigger:
    """A note or a program change that sends a message. `channel` is from 1; None = any.

    `number` None = any: the message then carries the number, a program's from 1.
    """

    number: int | None
    message: Message
    channel: int | None = None

    def messages(self, channel: int, number: int) -> Iterator[Message]:
        if self.channel in {None, channel} and self.number in {None, number}:
            yield self.message if self.number is not None else Message(self.message.address, (number,))


@dataclass
class MidiMap:
    """Belongs to the control thread: it remembers the coarse halves of 14-bit controls."""

    knobs: tuple[Knob, ...] = ()
    notes: tuple[Trigger, ...] = ()
    programs: tuple[Trigger, ...] = ()
    _coarse: dict[tuple[int, int], int] = field(default_factory=dict)

    def handle(self, data: bytes) -> list[Message]:
        """What one complete message (no running status) asks for: nothing if it is not mapped, or not MIDI."""
        try:
            midi = mido.Message.from_bytes(data)
        except (ValueError, TypeError, LookupError):
            return []
        if midi.type == "control_change":
            return list(self._turned(midi.channel + 1, midi.control, midi.value))
        if midi.type == "note_on" and midi.velocity:
            return [message for note in self.notes for message in note.messages(midi.channel + 1, midi.note)]
        if midi.type == "program_change":
            return [m for program in self.programs for m in program.messages(midi.channel + 1, midi.program + 1)]
        return []

    def _turned(self, channel: int, controller: int, value: int) -> Iterator[Message]:
        self._coarse[channel, controller] = value
        for knob in self.knobs:
            position = self._position(knob, channel, controller, value)
            if position is not None:
                yield Message(knob.parameter, (knob.value(position),))

    def _position(self, knob: Knob, channel: int, controller: int, value: int) -> float | None:
        """Where the knob now stands, 0 to 1; None if another moved.

        A coarse half sets the fine one to 0, as MIDI 1.0 has it; a fine half alone is a small adjustment.
        """
        if knob.channel not in {None, channel}:
            return None
        if controller == knob.controller:
            return (value << 7) / 16383 if knob.fine else value / 127
        if knob.fine and controller == knob.controller + FINE:
            return (self._coarse.get((channel, knob.controller), 0) << 7 | value) / 16383
        return None
