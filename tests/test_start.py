"""A start of what is followed: its first beat is at hand, heard at once and whole; until then all stands."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from daemon import daemon
from following import OneTransport
from jackd import jackd
from waiting import until

from bridge.audio_state import CLOCK_IN, AudioState
from bridge.capture import Capture
from bridge.controls import Controls
from bridge.feed import Cycle, Feed
from bridge.journal import Journal
from bridge.mixer import GATE_S, Mixer
from bridge.params import Params
from bridge.planner import STEMS
from bridge.ring import Ring
from bridge.sign import Sign
from bridge.stage import Stage
from bridge.sync.follower import Follower, Go, Hold
from bridge.sync.reading import Reading
from bridge.timekeeper import Timekeeper
from bridge.transport import Transport

pytestmark = pytest.mark.alone

RATE, BLOCK = 48000, 100
GATE = round(GATE_S * RATE)
START, TICK, CONTINUE, STOP = b"\xfa", b"\xf8", b"\xfb", b"\xfc"


class Bench:
    """A feed that has played 1000 frames of a ramp, in which frame f is 1 + f / 10000; in the input it is -f."""

    def __init__(self) -> None:
        self.ring, self.controls = Ring.create(None, 2, 10000), Controls.create(None, 1, 1)
        self.state, self.capture = AudioState.create(None), Capture.create(None, 20000, 0)
        mixer = Mixer(self.ring, self.controls, RATE, BLOCK)
        self.feed = Feed(mixer, self.state, self.controls, RATE, self.capture)
        self.ring.write(np.tile(1 + np.arange(8000, dtype=np.float32) / 10000, (2, 1)))
        self.play(10)

    def play(self, blocks: int) -> np.ndarray:
        """What the deck plays, which is what the mix does."""
        played = []
        for _ in range(blocks):
            passed = np.tile(-np.arange(self.feed.passed, self.feed.passed + BLOCK, dtype=np.float32), (2, 1))
            self.feed.process(BLOCK, Cycle(0, inputs=list(passed)))
            played.append(self.feed.decks[0, 0, :BLOCK].copy())
        assert not self.state.error
        return np.concatenate(played)

    def hear(self, message: bytes, offset: int = 0) -> None:
        self.feed.midi(CLOCK_IN, offset, message)


def test_what_waits_fades_out_and_begins_with_the_very_frame_of_the_first_tick_after_start() -> None:
    bench = Bench()
    bench.controls.wait(3000, Sign.START)
    fading = bench.play(4)
    assert abs(np.diff(fading)).max() < 2 / GATE  # no click
    assert not fading[-BLOCK:].any()
    for message in (TICK, CONTINUE, TICK, START, STOP, TICK, START, b"\xf2\x00\x00", TICK, *[STOP] * 15, START):
        bench.hear(message)
        assert not bench.play(1).any()
    assert (bench.ring.position, bench.feed.passed) == (3000, 3900)
    bench.hear(TICK, offset=37)
    begun = bench.play(5)
    assert bench.state.take_midi()[-1].frame == 3937
    assert begun[37 + GATE :] == pytest.approx(1 + (3000 + np.arange(GATE, 500 - 37)) / 10000)
    assert begun[37] == pytest.approx(1.3 / GATE, rel=0.01)
    assert not begun[:37].any()
    assert bench.controls.waits is None
    assert bench.feed.passed - bench.ring.position == 3937 - 3000
    heard = bench.capture.read(3000, 463)
    assert (heard[0] == -np.arange(3937, 4400)).all()
    with pytest.raises(ValueError, match="not kept"):
        bench.capture.read(2999, 100)
    assert bench.state.get("underruns") == 0


def test_what_waits_begins_late_when_told_and_another_wait_goes_on() -> None:
    bench = Bench()
    bench.controls.wait(3000, Sign.ROLLING)
    bench.play(4)
    bench.controls.wait(9000, Sign.ROLLING)  # not written yet
    bench.feed.see(Sign.ROLLING)
    assert not bench.play(2).any()
    bench.ring.write(np.ones((2, 2000), np.float32))  # which is all that there is room for
    assert not bench.play(1).any()
    bench.controls.go()
    assert bench.play(4)[-1] == 1
    assert bench.ring.position == 9400


def test_a_long_block_fades_out_before_what_is_waited_for() -> None:
    bench = Bench()
    bench.controls.wait(1500, Sign.START)
    for position in (1000 + GATE, 1500):
        bench.feed.process(2000, Cycle(0, inputs=list(np.zeros((2, 2000), np.float32))))
        assert bench.ring.position == position


def stage_of(params: Params) -> tuple[Stage, Controls]:
    controls = Controls.create(None, 1, STEMS)
    return Stage(Ring.create(None, 2 * STEMS, 20000), controls, 1, RATE, params.snapshot().tempo), controls


def test_who_was_told_to_go_does_not_stand_again() -> None:
    stage, controls = stage_of(Params(1))
    stage.stand(0, 120, Sign.START)
    assert stage.stand_again()
    stage.go()
    assert stage.standing  # until the mixer is there
    assert stage.stand_again() is None
    assert controls.told_to_go


def test_a_start_that_the_callback_saw_before_we_heard_of_it_is_not_taken_back() -> None:
    """The transport is told as stopped, and begins before the turn is over."""
    params = Params(1, {"/clock/source": "jack", "/clock/startstop": True})
    stage, controls = stage_of(params)
    audio = OneTransport()
    keeper = Timekeeper(stage, Journal(None, {}, stage), audio, params, 0, lambda *_: None)  # type: ignore[arg-type]
    audio.now = Transport.of((0.0,) * 11)
    for _ in range(3):
        keeper.turn(params.snapshot())
    wait = controls.waits
    assert wait
    controls.gone(*wait)
    stage.fill(2000)
    keeper.turn(params.snapshot())
    assert not stage.standing


def standing(beat: float, sign: Sign = Sign.START) -> Reading:
    return Reading(0, beat, 120, False, sign=sign)


def test_a_stop_is_stood_through_where_the_start_is_expected() -> None:
    follower = Follower(RATE, 120)
    assert follower.turn(0, 3, standing(0), stops=True) == Hold(0, 120, Sign.START)
    for beat, expected in ((0, None), (4, Hold(4, 120, Sign.CONTINUE)), (4.0001, None)):
        sign = Sign.CONTINUE if beat else Sign.START
        assert follower.turn(0, 3, standing(beat, sign), stops=True, standing=True) == expected
    elsewhere = Reading(0, 8.03, 120, True)
    assert follower.turn(0, 4, elsewhere, stops=True, standing=True) == Hold(8, 120, Sign.TOLD)
    assert follower.turn(0, 8, elsewhere, stops=True, standing=True) == Go()
    assert follower.turn(0, 8, standing(4, Sign.CONTINUE), stops=True) == Hold(4, 120, Sign.CONTINUE)
    running = Reading(0, 4.02, 120, True)
    assert follower.turn(0, 4, running, stops=True, standing=True) == Go()  # the sign was missed
    assert follower.turn(0, 4, running, stops=True) is None  # 10 ms late: pulled in
    assert follower.turn(0, 4, standing(0), stops=True) == Hold(0, 120, Sign.START)
    assert follower.turn(0, 4, standing(0), stops=True) == Hold(0, 120, Sign.START)  # it has begun all the same
    assert follower.turn(0, 4, standing(0), stops=False, standing=True) == Go()


def test_a_jack_transport_starts_with_the_downbeat_of_what_was_asked_for_while_it_stood(tmp_path: Path) -> None:
    flags = ["--decks", "1", "--prompt", "880 hz", "--to", "880 hz", "--set", "/deck/1/bars=1", "--ahead-ms", "200"]
    flags += ["--set", "/clock/source=jack", "--set", "/clock/startstop=1", "--set", "/tempo=240"]
    with (
        jackd(RATE, 256, synchronous=True) as server,
        daemon(tmp_path, *flags, output="jack", env=server.env) as player,
        server.client() as client,
    ):
        player.wait_until("/clock/state", "waiting")
        client.transport_frame = 4 * RATE
        player.ask("/scene/store", 1)
        player.ask("/scene/morph", 1, 1)
        for end in "ab":
            player.tell(f"/deck/1/prompt/{end}", "440 hz")
        player.wait_until("/deck/1/waiting", 0)
        time.sleep(0.3)
        assert player.ask("/position") == [5, 1.0]
        assert player.ask("/scene/morphing") == [1, 0.0]
        with server.recording(4, tmp_path) as heard:
            for n, port in enumerate(("deck1_L", "deck1_R", "mix_L", "mix_R")):
                server.run("jack_connect", f"riffbridge:{port}", f"rec:in_{n + 1}")
            time.sleep(0.3)
            client.transport_start()
            player.wait_until("/clock/state", "following")
            until(lambda: client.transport_frame > 5.5 * RATE)
            assert abs(player.ask("/clock/error")[0]) < 5
            heard.stop()
    sound = heard.sound
    first = int(np.argmax(sound.any(axis=0)))
    assert first > 0.1 * RATE
    assert np.array_equal(sound[:2], sound[2:])
    downbeat, later = (sound[0, at : at + RATE // 10] for at in (first + GATE, first + GATE + RATE))
    level = float(np.abs(later).max())
    assert np.abs(downbeat - later).max() < 0.05 * level
    assert np.abs(sound[0, first : first + RATE // 50]).max() > 0.95 * np.abs(sound[0]).max()
    assert np.argmax(np.abs(np.fft.rfft(downbeat))) * 10 == pytest.approx(440, abs=10)
