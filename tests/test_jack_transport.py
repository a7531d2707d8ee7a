"""The JACK transport as a clock: made up, and of a real server with a timebase master."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from jackd import jackd
from peer import peer

from bridge.sign import Sign
from bridge.sync.jack_transport import JackTransport
from bridge.sync.reading import Reading
from bridge.transport import TICKS_PER_BEAT, Bbt, State, Transport

pytestmark = pytest.mark.alone

RATE = 48000


def test_bars_beats_and_ticks() -> None:
    source = JackTransport(RATE, lambda: 120)
    assert source.read(0) is None
    source.update(Transport(1000, "rolling", 0, Bbt(3, 2, 960, TICKS_PER_BEAT, 4, 4, 90)))
    reading = source.read(1000 + RATE)
    assert reading is None  # silent for too long
    reading = source.read(1000 + 400)
    assert reading == Reading(1400, pytest.approx(9.5 + 400 * 90 / 60 / RATE), 90, True)


def test_without_a_master_the_tempo_is_ours_and_may_change_in_mid_roll() -> None:
    tempo = [120.0]
    source = JackTransport(RATE, lambda: tempo[0])
    source.update(Transport(5000, "rolling", 2 * RATE))
    first = source.read(5000)
    assert first
    assert first.beat == 4
    tempo[0] = 60
    source.update(Transport(5256, "rolling", 2 * RATE + 256))
    assert source.read(5256) == Reading(5256, pytest.approx(4 + 256 * 2 / RATE), 60, True)
    source.update(Transport(5512, "rolling", 2 * RATE + 1024))  # a period was missed
    assert source.read(5512) == Reading(5512, pytest.approx(4 + 256 * 2 / RATE + 768 / RATE), 60, True)
    source.update(Transport(5768, "rolling", RATE))  # located
    assert source.read(5768) == Reading(5768, 1, 60, True)


def test_where_the_master_goes_its_tempo_and_beat_go_on_until_ours_is_set() -> None:
    tempo = [120.0]
    source = JackTransport(RATE, lambda: tempo[0])
    source.update(Transport(1000, "rolling", 0, Bbt(3, 2, 960, TICKS_PER_BEAT, 4, 4, 90)))
    assert not source.takes_tempo
    source.update(Transport(1512, "rolling", 512))
    assert source.read(1512) == Reading(1512, pytest.approx(9.5 + 512 * 1.5 / RATE), 90, True)
    tempo[0] = 60
    source.update(Transport(2024, "rolling", 1024))
    assert source.read(2024) == Reading(2024, pytest.approx(9.5 + 1024 * 1.5 / RATE), 60, True)
    assert source.takes_tempo


def test_where_the_master_dies_the_beat_goes_on_while_the_server_starts_anew() -> None:
    """As JACK2 tells it: three periods with the master's last place, and then from a period before."""
    source, last = JackTransport(RATE, lambda: 120), Bbt(3, 2, 960, TICKS_PER_BEAT, 4, 4, 90)
    source.update(Transport(488, "rolling", 95232, Bbt(3, 2, 930, TICKS_PER_BEAT, 4, 4, 90)))
    for frame, state, at, bbt in (
        (1000, "rolling", 95744, last),
        (1512, "rolling", 96256, last),
        (2024, "rolling", 96768, last),
        (2536, "starting", 96256, None),
        (3048, "rolling", 96256, None),
        (3560, "rolling", 96768, None),
    ):
        source.update(Transport(frame, state, at, bbt))  # type: ignore[arg-type]
        assert source.read(frame) == Reading(frame, pytest.approx(9.5 + (frame - 1000) * 1.5 / RATE), 90, True)
    source.update(Transport(4072, "rolling", RATE))
    assert source.read(4072) == Reading(4072, 1.5, 90, True)


@pytest.mark.parametrize("state", ["stopped", "starting"])
def test_it_waits_where_it_stands(state: State) -> None:
    source = JackTransport(RATE, lambda: 120)
    source.update(Transport(0, state, RATE))
    assert source.read(4800) == Reading(4800, 2, 120, False, sign=Sign.ROLLING)


def test_a_master_without_tempo_or_ticks_is_none() -> None:
    told = (1000, 1, 0, 1, 3, 2, 960, TICKS_PER_BEAT, 4.0, 4.0, 90.0)
    assert Transport.of(told) == Transport(1000, "rolling", 0, Bbt(3, 2, 960, TICKS_PER_BEAT, 4, 4, 90))
    assert Transport.of((*told[:-1], 0.0)).bbt is None
    assert Transport.of((*told[:7], 0.0, *told[8:])).bbt is None
    assert Transport.of((*told[:3], 0, *told[4:])).bbt is None


@pytest.mark.parametrize(
    ("metre", "place", "quarters"),
    [
        ((4, 4), (3, 2, 960), 9.5),
        ((3, 4), (3, 2, 960), 7.5),
        ((6, 8), (3, 2, 960), 6.75),
        ((4, 0.1), (3, 2, 960), 9.5),
    ],
)
def test_beats_of_any_metre_in_quarter_notes(
    metre: tuple[int, float], place: tuple[int, int, int], quarters: float
) -> None:
    bbt = Bbt(*place, TICKS_PER_BEAT, *metre, 180)
    assert bbt.beats == quarters
    assert bbt.tempo == (90 if metre == (6, 8) else 180)
    assert bbt.metre == ("4/4" if metre == (4, 0.1) else f"{metre[0]}/{metre[1]}")


def test_bar_and_beat_of_any_metre_from_quarter_notes() -> None:
    bbt = Bbt.at(7.75, 120, 2, 6, 8)
    assert (bbt.bar, bbt.beat, bbt.tick) == (5, 4, 960)
    assert (bbt.bpm, bbt.tempo) == (240, 120)
    assert Bbt.at(-1, 120, 2, 3, 4) == Bbt(3, 1, 0, TICKS_PER_BEAT, 3, 4, 120)
    assert Bbt.at(9.5, 97).beats == 9.5


@pytest.mark.parametrize("metre", ["4/4", "6/8"])
def test_a_real_transport_with_a_master_in_another_process(tmp_path: Path, metre: str) -> None:
    path = tmp_path / "transport.npz"
    with jackd(RATE, 256) as server, peer("jack_timebase.py", "97", metre, str(path), env=server.env) as master:
        for line in ("start", "tempo 174", "locate 480000", "stop"):
            master.tell(line)
            time.sleep(0.7)
    with np.load(path) as data:
        states, cycles = data["states"], data["cycles"]
    source, checked = JackTransport(RATE, lambda: 1), 0
    for at, (*_, exact, tempo) in zip(states, cycles, strict=True):
        start, rolling, valid = at[0], at[1], at[3]
        source.update(Transport.of(tuple(at)))
        reading = source.read(int(start))
        assert reading
        assert reading.running == bool(rolling)
        if rolling and valid and reading.tempo == tempo:
            checked += abs(reading.beat - exact) < 1.5 / 1920
    assert checked > 0.9 * states[:, 1].sum() > 100
