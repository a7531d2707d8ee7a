"""The clock: beats and frames, tempo changes, no drift."""

import pytest

from bridge.clock import Clock


def test_beats_and_frames_are_inverse() -> None:
    clock = Clock(48000, 97)
    clock.locate(1234.5, 0, 97)
    for beat in (0, 1, 7.25, 100_000):
        assert clock.beat_at(clock.frame_at(beat)) == pytest.approx(beat, abs=1e-9)


def test_a_million_beats_later_the_grid_is_still_exact() -> None:
    clock = Clock(44100, 97)
    assert clock.frame_at(1_000_000) == pytest.approx(1_000_000 * 60 * 44100 / 97, abs=1e-3)


def test_tempo_changes_where_it_is_told_and_not_before() -> None:
    clock = Clock(48000, 120)
    clock.locate(clock.frame_at(4), clock.beat_at(clock.frame_at(4)), 60)
    assert clock.frame_at(4) == 96000
    assert clock.frame_at(3) == 72000
    assert clock.frame_at(5) == 144000
    assert clock.beat_at(120000) == 4.5


def test_a_sooner_change_replaces_a_later_one() -> None:
    clock = Clock(48000, 120)
    clock.locate(clock.frame_at(8), clock.beat_at(clock.frame_at(8)), 60)
    clock.locate(clock.frame_at(4), clock.beat_at(clock.frame_at(4)), 240)
    assert clock.tempo == 240
    assert clock.frame_at(8) == 96000 + 4 * 12000


def test_the_grid() -> None:
    clock = Clock(48000, 120)
    assert clock.next_on_grid(0, 4) == 0
    assert clock.next_on_grid(1, 4) == 4
    assert clock.next_on_grid(clock.frame_at(4), 4) == 4
    assert clock.next_on_grid(clock.frame_at(4.5), 8, downbeat=1) == 9


def test_position_counts_from_one() -> None:
    clock = Clock(48000, 120)
    assert clock.position(0) == (1, 1)
    assert clock.position(clock.frame_at(5.5)) == (2, 2.5)


def test_a_beat_that_comes_twice_or_not_at_all_was_passed_where_it_was() -> None:
    clock = Clock(48000, 120)
    clock.locate(0, 0, 120)
    clock.locate(clock.frame_at(8.2), 7.8, 120)  # too far: 8 comes again
    assert clock.passed(8, 8.1 * 24000) == pytest.approx(8 * 24000)
    assert clock.passed(8, 8.5 * 24000) == pytest.approx(8.4 * 24000)
    assert clock.passed(4, 8.5 * 24000) == pytest.approx(4 * 24000)
    clock.locate(clock.frame_at(11.9), 12.1, 120)  # behind: 12 is left out
    assert clock.passed(12, 13 * 24000) == pytest.approx(12.3 * 24000)
    assert clock.passed(11, 13 * 24000) == pytest.approx(11.4 * 24000)
