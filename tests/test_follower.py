"""What the follower decides, against clocks that are exact."""

from __future__ import annotations

import random

import pytest
from following import RATE, TURN, Followed

from bridge.sync.follower import MAX_PULL, Follower, Hold, Locate, Steer
from bridge.sync.reading import Reading


def exact(frame: int, tempo: float, beat: float = 0.0, running: bool = True) -> Reading:
    return Reading(frame, beat + frame * tempo / (60 * RATE), tempo, running)


def following(tempo: float = 120, late_ms: float = 0, seconds: float = 1) -> Followed:
    """Has followed a source from its start, then that source slipped."""
    followed = Followed(Follower(RATE, tempo), beat=0.1, tempo=tempo)
    followed.follow(lambda frame: exact(frame, tempo), RATE)
    beats = late_ms * tempo / 60000
    followed.follow(lambda frame: exact(frame, tempo, beats), round((1 + seconds) * RATE))
    return followed


@pytest.mark.parametrize("tempo", [97, 120, 174])
@pytest.mark.parametrize("late_ms", [-80, -20, 3, 20, 80])
def test_an_error_is_pulled_in_within_two_bars_and_gently(tempo: float, late_ms: float) -> None:
    followed = following(tempo, late_ms, seconds=8 * 60 / tempo)
    assert abs(followed.follower.error_s or 1) < 1e-3
    steered = [action.tempo for frame, action in followed.actions if frame > RATE and isinstance(action, Steer)]
    assert steered
    assert all(abs(t / tempo - 1) <= MAX_PULL + 1e-9 for t in steered)
    assert steered[-1] == pytest.approx(tempo, rel=3e-3)


def test_a_start_and_what_is_far_off_are_jumped_to() -> None:
    assert isinstance(following().actions[0][1], Locate)
    jumps = [action for _, action in following(late_ms=200).actions[1:]]
    assert [type(jump) for jump in jumps] == [Locate]
    assert following(late_ms=200).follower.error_s == pytest.approx(0, abs=1e-6)


def test_jitter_within_the_dead_band_steers_nothing() -> None:
    rng, followed = random.Random(1), following()
    count = len(followed.actions)
    followed.follow(lambda frame: exact(frame, 120, rng.uniform(-1, 1) * 120 / 60000), 30 * RATE)
    assert len(followed.actions) == count


def test_a_source_slightly_off_our_tempo_does_not_run_away() -> None:
    followed = following()
    followed.follow(lambda frame: exact(frame, 120.05, -0.05 * 2 / 60), 60 * RATE)
    assert abs(followed.follower.error_s or 1) < 1.6e-3


def test_stop_holds_once_or_is_ignored() -> None:
    for stops, expected in ((True, [Hold()]), (False, [])):
        followed = following()
        followed.stops, count = stops, len(followed.actions)
        followed.follow(lambda frame: exact(frame, 120, running=False), 3 * RATE)
        assert [action for _, action in followed.actions[count:]] == expected
        followed.follow(lambda frame: exact(frame, 120, beat=-4), 4 * RATE)
        assert isinstance(followed.actions[-1][1], Locate)


def test_lost_while_being_pulled_it_goes_on_at_the_tempo_of_the_source() -> None:
    followed = following(late_ms=50, seconds=0.3)
    assert followed.tempo > 120
    followed.follow(lambda _: None, 2 * RATE)
    assert followed.tempo == 120
    assert followed.follower.error_s is None


def test_the_painted_tempo_changes_for_a_change_that_lasts_a_beat() -> None:
    follower = Follower(RATE, 120)
    beat = 0.0
    for turn in range(4000):
        frame = turn * TURN
        tempo = 121.236 if frame > 10 * RATE else 120 + 0.2 * (turn % 2)
        beat += TURN * tempo / (60 * RATE)
        follower.turn(frame, beat, Reading(frame, beat, tempo, True))
        if frame < 10.4 * RATE:
            assert follower.painted == 120
    assert follower.painted == 121.24
