"""A number on its way to another."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.params import SILENCE_DB, Spec, Value

FLOOR_DB = -60.0  # where a fade from or to silence begins or ends: below, nobody hears it move


@dataclass(frozen=True)
class Glide:
    """From one value of a numeric parameter to another: in dB where it is a level, straight otherwise."""

    spec: Spec
    start: Value
    end: Value

    def at(self, x: float) -> Value:
        """The value at x, 0 to 1; both ends are exact."""
        if x <= 0 or x >= 1 or self.start == self.end:
            return self.start if x <= 0 else self.end
        low, high = self._heard(self.start, self.end), self._heard(self.end, self.start)
        value = low + (high - low) * x
        return round(value) if self.spec.type is int else value

    def _heard(self, value: Value, other: Value) -> float:
        """A level of silence stands for the floor, or for the other end if that is lower still."""
        number = float(value)
        if self.spec.unit == "dB" and number <= SILENCE_DB:
            return max(number, min(FLOOR_DB, float(other)))
        return number
