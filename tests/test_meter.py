"""How loud the mix is said to be: the meter by itself, and that of a running instrument."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from daemon import Daemon, daemon

from bridge.meter import OVER, QUIET_S, Meter, Overs

RATE = 48000


def test_it_rises_at_once_and_falls_by_20_db_in_1_7_seconds() -> None:
    meter = Meter(RATE)
    block = np.zeros((2, 480), np.float32)
    block[1, 7] = -0.5
    meter.hear(block)
    assert meter.peak == 0.5
    for _ in range(170):
        meter.hear(np.zeros((2, 480), np.float32))
    assert meter.peak == pytest.approx(0.05, rel=1e-6)


def test_going_over_is_news_once_until_it_has_been_well_for_a_while() -> None:
    overs = Overs()
    assert overs.trouble(0, 0) == ""
    assert overs.trouble(2, 1) == OVER
    assert overs.trouble(2, QUIET_S) == OVER
    assert overs.trouble(2, QUIET_S + 1) == ""
    assert overs.trouble(3, 60) == OVER


def test_every_block_over_full_scale_counts_and_what_is_no_number_stops_nothing() -> None:
    meter = Meter(RATE)
    for level in (1.0, -1.01, np.nan, np.inf, 0.5):
        meter.hear(np.full((2, 64), level, np.float32))
    assert meter.overs == 2
    for _ in range(1000):
        meter.hear(np.full((2, 480), 0.25, np.float32))
    assert meter.peak == 0.25


def loudest(instrument: Daemon) -> float:
    """Of two bars, and so of two accents, each of which is seen a little after it was loudest."""
    peaks, end = list[float](), time.monotonic() + 4.5
    while time.monotonic() < end:
        peaks += instrument.ask("/peak")
        time.sleep(0.01)
    return max(peaks)


def test_the_instrument_tells_its_peak_and_when_it_is_too_much(tmp_path: Path) -> None:
    with daemon(tmp_path, "--decks", "2") as instrument:
        before = loudest(instrument)
        assert "full scale" not in instrument.log
        instrument.tell("/subscribe", instrument.peer.getsockname()[1])
        instrument.tell("/master/gain", 6)
        instrument.tell("/deck/1/gain", 6)
        while message := instrument.hear(10):
            if message[0] == "/error":
                break
        assert message, instrument.log
        assert message[1][-1] == OVER
        assert 0 < loudest(instrument) == pytest.approx(before + 12, abs=1.5)
        assert " ".join(instrument.log.split()).count(OVER) == 1
