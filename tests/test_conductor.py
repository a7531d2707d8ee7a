"""Which clock is followed, and what is said of it."""

from __future__ import annotations

import logging
import sys

import pytest
from following import LEAD, RATE, TURN, OneTransport, ticks

from bridge.journal import Journal
from bridge.params import Params, Value
from bridge.render import Offline
from bridge.sync.conductor import Conductor
from bridge.sync.follower import Action, Hold, Locate
from bridge.timekeeper import Timekeeper
from bridge.transport import Transport


def conductor(errors: list[str] | None = None) -> Conductor:
    return Conductor(RATE, LEAD, lambda frame: 1000 + frame / RATE, (errors if errors is not None else []).append)


def state_of(conducting: Conductor) -> Value:
    return conducting.readouts()["/clock/state"][0]


def test_the_internal_clock_is_left_alone() -> None:
    conducting, params = conductor(), Params(1, {"/tempo": 99})
    assert conducting.turn(0, 0, params.snapshot()) is None
    assert conducting.tempo(params.snapshot()) == 99
    assert state_of(conducting) == "internal"


def test_midi_is_waited_for_followed_and_lost() -> None:
    conducting, params = conductor(), Params(1, {"/clock/source": "midi"})
    assert conducting.turn(0, 0.3, params.snapshot()) is None
    assert state_of(conducting) == "waiting"
    frames = [round(f) for f in ticks([(0, 120)], 4, first=0)]
    conducting.midi([(0, b"\xfa"), *((frame, b"\xf8") for frame in frames)])
    head = frames[-1] + LEAD
    action = conducting.turn(head, 0.3, params.snapshot())
    assert isinstance(action, Locate)
    assert action.beat == pytest.approx(head / RATE * 2, abs=0.001)
    assert state_of(conducting) == "following"
    conducting.turn(head + RATE, 6, params.snapshot())
    assert state_of(conducting) == "lost"
    params.set("/clock/source", "internal")
    conducting.turn(head + RATE + TURN, 6, params.snapshot())
    assert state_of(conducting) == "internal"


def chosen(params: Params, conducting: Conductor, frame: int) -> Action | None:
    """What is done as midi is chosen; nobody follows it before."""
    params.set("/clock/source", "internal")
    conducting.turn(frame - TURN, 50, params.snapshot())
    params.set("/clock/source", "midi")
    return conducting.turn(frame, 50, params.snapshot())


def test_what_a_midi_clock_told_before_it_was_chosen_is_known(caplog: pytest.LogCaptureFixture) -> None:
    conducting, params = conductor(), Params(1, {"/clock/startstop": True})
    frames = [round(f) for f in ticks([(0, 126)], 8, first=0)]
    events = [(0, b"\xfa"), *((frame, b"\xf8") for frame in frames)]
    for part in (events[:100], events[100:]):
        conducting.midi(part)
        action = chosen(params, conducting, part[-1][0])
        assert isinstance(action, Locate)
        assert action.beat == pytest.approx(part[-1][0] / RATE * 2.1, abs=0.01)
    conducting.midi([(frames[-1] + 1, b"\xfc")])
    assert isinstance(chosen(params, conducting, frames[-1] + RATE), Hold)
    assert not caplog.messages


def test_a_midi_clock_that_was_not_heard_to_start_begins_where_it_is_chosen(caplog: pytest.LogCaptureFixture) -> None:
    conducting, params = conductor(), Params(1)
    frames = [round(f) for f in ticks([(0, 126)], 12, first=0)]
    with caplog.at_level(logging.INFO):
        for first in (100, 200):
            conducting.midi([(frame, b"\xf8") for frame in frames[first - 100 : first]])
            assert chosen(params, conducting, frames[first - 1]) is None
            conducting.midi([(frames[first], b"\xf8")])
            action = conducting.turn(frames[first], 50, params.snapshot())
            assert isinstance(action, Locate)
            assert action.beat == pytest.approx(0, abs=0.01)
    assert caplog.messages == ["no start heard: where the beat of the MIDI clock is, is not known"]


def test_back_on_our_own_the_tempo_that_stays_is_told(caplog: pytest.LogCaptureFixture) -> None:
    """Also where the MIDI clock has long ended; what is as it was set is no news."""
    params, audio = Params(1, {"/clock/source": "midi"}), OneTransport()
    stage = Offline(params, RATE).stage
    stage.clock.locate(0, 0, 120.0)
    keeper = Timekeeper(stage, Journal(None, {}, stage), audio, params, 0, lambda *_: None)  # type: ignore[arg-type]
    with caplog.at_level(logging.INFO):
        for tempo in (97.0, 97.0):
            params.set("/clock/source", "midi")
            keeper.turn(params.snapshot())
            stage.change_tempo(0, tempo)  # as the clock is followed
            params.set("/clock/source", "internal")
            keeper.turn(params.snapshot())
            assert (params.get("/tempo"), stage.clock.tempo) == (97, 97)
    assert caplog.messages == ["the tempo stays 97 BPM, that of the clock that was followed, not 120"]


def test_of_two_midi_clocks_one_is_followed_until_it_is_silent() -> None:
    conducting, params = conductor(), Params(1, {"/clock/source": "midi"})
    conducting.turn(0, 0, params.snapshot())
    first, second = (
        [round(f) for f in ticks([(0, tempo)], beats, first=at)] for tempo, beats, at in ((110, 8, 0), (90, 10, 48))
    )
    for frame, port in sorted([*((f, "clock_in") for f in first), *((f, "drum machine") for f in second)]):
        conducting.midi([(frame, b"\xf8")], port)
        if frame == first[-1]:
            followed = conducting.turn(frame, 0, params.snapshot())
            assert isinstance(followed, Locate)
            assert followed.tempo == pytest.approx(110, rel=1e-3)
    assert second[-1] > first[-1] + RATE
    conducting.turn(second[-1], 0, params.snapshot())
    action = conducting.turn(second[-1] + TURN, 0, params.snapshot())
    assert state_of(conducting) == "following"
    assert isinstance(action, Locate)
    assert action.tempo == pytest.approx(90, rel=5e-3)


@pytest.mark.parametrize("offset_ms", [-100, 0, 100])
def test_a_positive_offset_makes_us_later(offset_ms: float) -> None:
    params = Params(1, {"/clock/source": "jack", "/clock/offset": offset_ms, "/tempo": 120})
    conducting = conductor()
    conducting.turn(0, 0, params.snapshot())
    conducting.transport(Transport(10 * RATE, "rolling", 10 * RATE))
    action = conducting.turn(10 * RATE, 0, params.snapshot())
    assert isinstance(action, Locate)
    assert action.beat == pytest.approx(20 - offset_ms / 500)


def test_link_shares_the_tempo_that_the_performer_sets() -> None:
    params, conducting = Params(1, {"/clock/source": "link", "/tempo": 110}), conductor()
    conducting.turn(0, 0, params.snapshot())
    params.set("/tempo", 140)
    heads = range(TURN, 8 * RATE, TURN)
    beat = 0.0
    for head in heads:
        action = conducting.turn(head, beat, params.snapshot())
        beat = action.beat if isinstance(action, Locate) else beat + TURN * 140 / 60 / RATE
    conducting.close()
    assert conducting.tempo(params.snapshot()) == 140


def test_link_is_waited_for_while_nobody_knows_when_a_frame_is_heard() -> None:
    params, audio = Params(1, {"/clock/source": "link", "/tempo": 110}), OneTransport()
    stage = Offline(params, RATE).stage
    keeper = Timekeeper(stage, Journal(None, {}, stage), audio, params, 0, lambda *_: None)  # type: ignore[arg-type]
    try:
        for _ in range(3):
            assert keeper.turn(params.snapshot()) == 110
        assert keeper.readouts()["/clock/state"] == ("waiting",)
        assert stage.clock.tempo == 110
    finally:
        keeper.close()


def test_without_link_it_says_so_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "link", None)
    errors: list[str] = []
    conducting, params = conductor(errors), Params(1, {"/clock/source": "link"})
    for head in (0, TURN):
        assert conducting.turn(head, 0, params.snapshot()) is None
    assert len(errors) == 1
    assert ".venv/bin/pip install -e '.[link]'" in errors[0]
