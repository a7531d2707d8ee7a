"""How bars are counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Metre:
    """A bar has `beats` quarter notes, by which tempo and MIDI clock count, and as many `pulses` as are felt."""

    beats: int
    pulses: int


METRES = {"4/4": Metre(4, 4), "3/4": Metre(3, 3), "6/8": Metre(3, 2)}
COMMON = "4/4"
REPEATS = {"4/4": (1, 2, 4), "3/4": (1, 3, 6), "6/8": (1.5, 3, 6)}  # beats after which onsets come again
