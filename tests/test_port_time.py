"""Time at the JACK port: onsets in the recorded mix against the clock that is followed, and against the grid."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from benchmarks.drift import drift, laps
from benchmarks.followed import RATE, against_link, against_midi
from benchmarks.onsets import accents, onsets
from benchmarks.tempo import LIMIT_MS
from generators.base import ClipRequest
from generators.tone import Tone

pytestmark = pytest.mark.alone


def test_onsets_are_found_where_they_are() -> None:
    request = ClipRequest("880 hz", "880 hz", seed_a=0, seed_b=0, bars=2, tempo=97.0, rate=RATE)
    sound = np.roll(np.tile(Tone().paint(request, None, lambda: False).sound, 3), 137, axis=1)
    beats = np.arange(1, 20) * 60 * RATE / 97
    assert onsets(sound, beats, RATE) == pytest.approx(beats + 137, abs=5)
    loud = accents(sound, beats + 137, RATE)
    assert loud[3::4].min() > 1.4 * np.delete(loud, np.s_[3::4]).max()


def test_laps_that_drift_are_found() -> None:
    lap = np.random.default_rng(1).standard_normal(9000).astype(np.float32)
    starts = [round(k * 9000.37) for k in range(40)]
    exact = np.concatenate([np.resize(lap, b - a) for a, b in pairwise(starts)])
    count, moved, apart = laps(exact, 9000.37)
    assert (count > 30, apart) == (True, 0)
    assert abs(moved) < 1
    _, moved, _ = laps(np.tile(lap, 40), 9000.05)
    assert moved < -1


def test_midi_clock_is_followed_at_the_port() -> None:
    """jack_midi_clock at 174 BPM, its tempo changed in mid-bar, while the server freewheels."""
    followed = against_midi(174, 1024, live=False, changes=((6.4, 1.0), (50.3, 1.1)))
    assert followed.changes
    errors = followed.errors_ms[followed.settled & ~np.isnan(followed.errors_ms)]
    assert len(errors) > 10
    assert np.percentile(errors, 95) <= LIMIT_MS


def test_a_hundred_laps_do_not_drift() -> None:
    """A loop that is no whole number of frames long, as it leaves the port: each lap is where the grid has it, and the
    same sample by sample."""
    count, moved, apart = drift(100 * 4 / 233 + 0.2, 233)
    assert count >= 100
    assert abs(moved) < 1
    assert apart == 0


def test_bar_1_is_on_the_boundary_of_links_quantum_when_the_session_starts() -> None:
    """A peer starts in mid-bar; nothing is heard until its next bar begins, and then ours does."""
    followed = against_link(174, 512, changes=((10.0, 1.0),))
    assert followed.bar_one is not None
    assert abs(followed.bar_one) < 30
