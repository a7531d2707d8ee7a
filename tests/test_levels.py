"""Pan, crossfader and levels, measured on the sound."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from test_mixer import GLIDE, RATE, Bench, noise

from bridge.levels import amplitude, decibels, deck_gains
from bridge.params import DeckState, State


def test_decibels_and_gains() -> None:
    assert [decibels(gain) for gain in (1, 2, 0.5, 1e-9, 0)] == [0, 6, -6, -90, -90]
    assert [decibels(amplitude(db)) for db in (6, -12.5, -89, -90)] == [6, -12.5, -89, -90]


def state(*decks: DeckState, **more: float) -> State:
    return State(decks=decks, **more)  # type: ignore[arg-type]


def power(sound: np.ndarray) -> float:
    return float(np.mean(sound.astype(np.float64) ** 2))


def played(wanted: State) -> np.ndarray:
    """(decks + 1, 2, frames): independent noise on every lane, as that state plays it."""
    bench = Bench(decks=len(wanted.decks), keyframes=1)
    bench.controls.set(deck_gains(wanted), np.ones((len(wanted.decks), 1)), 1)
    bench.play(GLIDE)
    bench.write(noise(bench.ring.lanes, 48000))
    return bench.play(48000)[:, :, GLIDE:]


def test_in_the_middle_stereo_is_untouched():
    sound = noise(2, 48000)
    np.testing.assert_array_equal(played(state(DeckState()))[0], sound[:, GLIDE:])


@pytest.mark.parametrize("pan", [-1, -0.7, -0.3, 0.4, 1])
def test_pan_lowers_one_side_and_never_raises_the_other(pan):
    left, right = (power(channel) * 3 for channel in played(state(DeckState(pan=pan)))[0])
    near, far = (right, left) if pan > 0 else (left, right)
    assert near == pytest.approx(1, rel=0.02)
    assert far == pytest.approx(np.cos(np.pi / 2 * abs(pan)) ** 2, abs=0.02)
    if abs(pan) == 1:
        assert far == 0


@pytest.mark.parametrize("position", np.linspace(0, 1, 9))
def test_the_crossfader_keeps_the_power_and_leaves_the_others_alone(position):
    decks = DeckState(side="a"), DeckState(side="b"), DeckState()
    out = played(state(*decks, crossfade=position))
    assert power(out[0] + out[1]) * 3 == pytest.approx(1, rel=0.03)
    assert power(out[2]) * 3 == pytest.approx(1, rel=0.02)
    assert (power(out[1]) == 0) == (position == 0)
    assert (power(out[0]) == 0) == (position == 1)


def test_a_sweep_of_all_faders_of_the_mix_does_not_click():
    bench = Bench(decks=2, keyframes=1, block=128)
    tone = 0.5 * np.sin(2 * np.pi * 220 / RATE * np.arange(100_000))
    bench.write(tone)
    before = bench.play(4800)
    random, blocks = np.random.default_rng(1), []
    for _ in range(300):
        deck = DeckState(pan=random.uniform(-1, 1), side=random.choice(["a", "b", "through"]))
        wanted = state(deck, replace(deck, side="b"), crossfade=random.uniform(0, 1))
        bench.controls.set(deck_gains(wanted), np.ones((2, 1)), 1)
        blocks.append(bench.play(128))
    sound = np.concatenate(blocks, axis=2)
    slope = np.abs(np.diff(before[:, :, 480:])).max(axis=-1, keepdims=True)
    limit = slope + np.array([0.5, 0.5, 1.0])[:, None, None] / GLIDE * 1.05
    assert (np.abs(np.diff(sound)) <= limit).all()
    assert sound[2].max() > 0.5
