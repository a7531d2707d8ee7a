"""How alike neighbours are: right, cheap whatever a clip's length is, and looked at once."""

from __future__ import annotations

import numpy as np
import pytest

from bridge.canvas import correlation
from bridge.clock import Clock
from bridge.decks import Deck, Keyframe
from bridge.likeness import LOOKED_AT, Likeness, thinned
from generators.base import Clip, ClipRequest

pytestmark = pytest.mark.offline

RATE = 48000


def clip(seed: int, shared: float = 0.0, bars: int = 1) -> Clip:
    """Strokes with tails, of noise, so much of which all clips have in common."""
    request = ClipRequest("", "", bars=bars, rate=RATE)
    own, common = (np.random.default_rng(number).standard_normal((2, request.frames)) for number in (seed, 0))
    decay = np.exp(-(np.arange(request.frames) % (RATE // 4)) / 3000)
    return Clip(request, np.zeros((1, 1, 1), np.uint8), ((shared * common + own) * decay).astype(np.float32))


@pytest.mark.parametrize(("shared", "bars"), [(0.0, 2), (1.0, 1), (1.0, 8), (3.0, 4)])
def test_what_is_looked_at_tells_how_alike_the_whole_is(shared: float, bars: int) -> None:
    one, other = clip(1, shared, bars), clip(2, shared, bars)
    assert Likeness().of_neighbours([one, other])[0] == pytest.approx(correlation(one.sound, other.sound), abs=0.02)


@pytest.mark.parametrize("hz", [375, 1000, 1500, 3000, 6000])
def test_a_tone_a_quarter_of_a_period_late_is_unlike(hz: int) -> None:
    request = ClipRequest("", "", bars=8, rate=RATE)
    phases = 2 * np.pi * hz / RATE * np.arange(request.frames) + 0.3
    tones = [np.tile(tone, (2, 1)).astype(np.float32) for tone in (np.sin(phases), np.cos(phases))]
    clips = [Clip(request, np.zeros((1, 1, 1), np.uint8), tone) for tone in tones]
    assert Likeness().of_neighbours(clips)[0] == pytest.approx(0, abs=0.02)


def test_a_long_clip_costs_what_a_short_one_does() -> None:
    for frames in (LOOKED_AT // 2, 4 * LOOKED_AT, 100 * LOOKED_AT):
        assert thinned(np.zeros((2, frames), np.float32)).shape[1] <= 1.2 * LOOKED_AT


def test_the_same_and_the_silent_and_the_longer() -> None:
    one, silent = clip(1), Clip(clip(2).request, clip(2).image, np.zeros_like(clip(2).sound))
    assert Likeness().of_neighbours([one, one, silent, silent, clip(3, bars=2)]) == (1, 0, 1, 0)
    assert Likeness().of_neighbours([one]) == ()


def test_an_entry_looks_only_at_what_is_new() -> None:
    deck, clips = Deck(Clock(RATE, 120)), [clip(seed, 1.0, bars=4) for seed in range(5)]
    deck.enter({stem: Keyframe(stem / 4, clips[stem]) for stem in range(5)}, 0, 0, whole=True)
    before = deck.shown.likeness
    for known in clips:
        known.sound[:] = np.nan
    deck.enter({5: Keyframe(1 / 8, clip(6, 1.0, bars=4))}, 100, 0, whole=False)
    assert deck.shown.likeness[2:] == before[1:]
    assert np.isfinite(deck.shown.likeness[:2]).all()


def test_the_way_there_does_not_matter() -> None:
    clips = [clip(seed, 1.0) for seed in range(6)]
    grown = Likeness()
    for number in range(1, 7):
        grown.of_neighbours(clips[:number])
    assert grown.of_neighbours(clips) == Likeness().of_neighbours(clips)
