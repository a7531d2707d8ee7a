"""From what the performer sets, in dB and positions of faders, to the linear gains of the mixer, and back to dB."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from bridge.params import SILENCE_DB, DeckState, State


def amplitude(db: float) -> float:
    """Linear gain of a level in dB; `SILENCE_DB` and below is silence."""
    return 0.0 if db <= SILENCE_DB else 10 ** (db / 20)


def decibels(gain: float) -> float:
    """Level in dB of a linear gain, to tenths; `SILENCE_DB` for silence."""
    return max(round(20 * math.log10(gain), 1), SILENCE_DB) if gain > 0 else SILENCE_DB


def balance(pan: float) -> tuple[float, float]:
    """Gains of left and right at a pan of -1 to 1.

    One side stays at 1 while the other falls along a cosine: at 0 the stereo picture is as painted, nothing
    ever gets louder, and both channels keep their sign, so that a mono sum loses no more than that side.
    """
    return math.cos(math.pi / 2 * max(0.0, pan)), math.cos(math.pi / 2 * max(0.0, -pan))


def crossfader(side: str, position: float) -> float:
    """Gain of a deck on a side ("through", "a" or "b") of the crossfader: a² + b² is always 1."""
    angle = math.pi / 2 * position
    return {"through": 1.0, "a": math.cos(angle), "b": math.sin(angle)}[side]


def deck_gains(state: State) -> NDArray[np.float32]:
    """Linear gains (decks, 2) of left and right of each deck: level, mute, pan and crossfader."""
    gains = np.array([_gains(deck, state.crossfade) for deck in state.decks], np.float32)
    gains[gains < 1e-9] = 0  # what rounding leaves of a cosine at its end
    return gains


def _gains(deck: DeckState, crossfade: float) -> tuple[float, float]:
    level = 0.0 if deck.mute else amplitude(deck.gain) * crossfader(deck.side, crossfade)
    left, right = balance(deck.pan)
    return level * left, level * right
