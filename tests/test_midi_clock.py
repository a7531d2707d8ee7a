"""MIDI clock: with ticks made up, and those of the real jack_midi_clock."""

from __future__ import annotations

import os
import random
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
from following import LEAD, RATE, Followed, jittered, ticks
from jackd import jackd
from peer import peer

from bridge.sign import Sign
from bridge.sync.follower import Follower, Hold, Locate, Steer
from bridge.sync.midi_clock import FASTEST, SLOWEST, MidiClock

pytestmark = pytest.mark.alone

START, TICK, CONTINUE, STOP = b"\xfa", b"\xf8", b"\xfb", b"\xfc"
TEMPI = (97, 120, 174)


def fed(frames: list[int], begin: bytes = START) -> MidiClock:
    clock = MidiClock(RATE)
    clock.feed(frames[0] - 1, begin)
    for frame in frames:
        clock.feed(frame, TICK)
    return clock


def beat(clock: MidiClock, frame: float) -> float:
    reading = clock.read(round(frame))
    assert reading
    assert reading.running
    return reading.beat


def follow(events: list[tuple[int, bytes]], until: int, tempo: float) -> Followed:
    clock, waiting = MidiClock(RATE, LEAD), list(reversed(events))

    def hear(now: int) -> None:
        while waiting and waiting[-1][0] < now:
            clock.feed(*waiting.pop())

    followed = Followed(Follower(RATE, tempo))
    followed.follow(clock.read, until, hear)
    return followed


@pytest.mark.parametrize("tempo", TEMPI)
@pytest.mark.parametrize("jitter", [0, 1, 5])
@pytest.mark.parametrize("change", [-0.2, -0.05, 0.01, 0.1])
def test_downbeats_are_on_the_clock_two_bars_after_a_change_in_mid_bar(tempo: int, jitter: int, change: float) -> None:
    new = tempo * (1 + change)
    frames = ticks([(0, tempo), (18.5, new)], 40)
    events = [(0, START), *((frame, TICK) for frame in jittered(frames, jitter))]
    followed = follow(events, round(frames[-1]), tempo + 3)
    exact = np.array(frames)

    def truth(frame: int) -> float:
        return float(np.interp(frame, exact, np.arange(len(frames)) / 24))

    before = followed.errors_ms(truth, tempo, round(frames[8 * 24]), round(frames[18 * 24]))
    after = followed.errors_ms(truth, new, round(frames[round(26.5 * 24)]), round(frames[-1]))
    assert max(map(abs, before + after)) < 5
    assert followed.follower.painted == pytest.approx(new, rel=0.003)


@pytest.mark.parametrize("jitter", [0, 5])
@pytest.mark.parametrize(("before", "after"), [(60, 120), (120, 75), (150, 100), (174, 139)])
def test_beats_are_right_again_with_the_third_after_a_step_of_the_tempo(before: int, after: int, jitter: int) -> None:
    frames = ticks([(0, before), (16.5, after)], 24)
    events = [(0, START), *((frame, TICK) for frame in jittered(frames, jitter))]
    followed = follow(events, round(frames[-1]), before)
    heads, beats = np.array(followed.track).T
    late = np.interp(np.array(frames[19 * 24 :: 24]), heads, beats) - np.arange(19, 24)
    assert np.abs(late).max() * 60000 / after < 12


@pytest.mark.parametrize("tempo", TEMPI)
def test_the_tempo_of_a_jittery_clock_is_steady(tempo: int) -> None:
    frames = ticks([(0, tempo)], 60)
    events = [(0, START), *((frame, TICK) for frame in jittered(frames, 5))]
    followed = follow(events, round(frames[-1]), tempo + 3)
    tempi = [a.tempo for head, a in followed.actions if head > frames[8 * 24] and isinstance(a, Steer | Locate)]
    assert max(abs(each / tempo - 1) for each in tempi) < 0.01


@pytest.mark.parametrize("change", [-0.1, 0.1, 0.2, 0.5])
def test_no_tick_is_miscounted_while_a_jittery_clock_changes_its_tempo(change: float) -> None:
    frames = ticks([(0, 174), (18.5, 174 * (1 + change))], 40)
    for seed in range(8):
        assert beat(fed(jittered(frames, 5, seed)), frames[-1]) == pytest.approx((len(frames) - 1) / 24, abs=0.6 / 24)


def test_a_new_tempo_is_known_within_a_beat() -> None:
    frames = [round(f) for f in ticks([(0, 120), (8, 132)], 9)]
    reading = fed(frames).read(frames[-1])
    assert reading
    assert reading.tempo == pytest.approx(132, rel=0.003)


def test_dropped_ticks_are_counted() -> None:
    frames = jittered(ticks([(0, 120)], 12), 1)
    there = [frame for index, frame in enumerate(frames) if index not in {60, 100, 101}]
    assert beat(fed(there), frames[-1]) == pytest.approx((len(frames) - 1) / 24, abs=0.005)


def test_doubled_ticks_are_not() -> None:
    frames = jittered(ticks([(0, 120)], 12), 1)
    doubled = sorted([*frames, frames[60] + 40, frames[100] + 300, frames[101] + 40])
    assert beat(fed(doubled), frames[-1]) == pytest.approx((len(frames) - 1) / 24, abs=0.005)


def held_up(frames: list[int], first: int, count: int, apart: int = 0) -> list[int]:
    """The same, with so many ticks that come only when the last of them is due."""
    late = [frames[first + count - 1] + apart * number for number in range(count)]
    return sorted([*frames[:first], *late, *frames[first + count :]])


@pytest.mark.parametrize("apart", [0, 30])
@pytest.mark.parametrize("count", [2, 5, 6, 12, 40])
@pytest.mark.parametrize("tempo", TEMPI)
def test_ticks_that_were_held_up_count_and_tell_no_tempo(tempo: int, count: int, apart: int) -> None:
    frames = [round(f) for f in ticks([(0, tempo)], 12)]
    events = [(0, START), *((frame, TICK) for frame in held_up(frames, 120, count, apart))]
    assert beat(fed(held_up(frames, 120, count, apart)), frames[-1]) == pytest.approx((len(frames) - 1) / 24, abs=0.005)
    followed = follow(events, frames[-1], tempo)
    assert all(abs(a.tempo / tempo - 1) < 0.05 for _, a in followed.actions if isinstance(a, Steer | Locate))


@pytest.mark.parametrize("count", [2, 4, 6])
@pytest.mark.parametrize("first", [0, 1, 3])
def test_ticks_held_up_at_the_very_beginning_count(first: int, count: int) -> None:
    frames = [round(f) for f in ticks([(0, 120)], 8)]
    assert beat(fed(held_up(frames, first, count)), frames[-1]) == pytest.approx((len(frames) - 1) / 24, abs=0.005)


def test_a_tempo_that_changes_while_ticks_are_held_up_loses_none() -> None:
    frames = [round(f) for f in ticks([(0, 120), (4.5, 144)], 12)]
    clock = fed(held_up(frames, 105, 6))
    assert beat(clock, frames[-1]) == pytest.approx((len(frames) - 1) / 24, abs=0.005)


@pytest.mark.parametrize("count", [3, 8, 13, 24])
def test_ticks_of_a_jittery_clock_that_were_held_up_count(count: int) -> None:
    frames = held_up(jittered(ticks([(0, 120)], 16), 5), 200, count)
    clock = MidiClock(RATE)
    for number, frame in enumerate(frames):
        clock.feed(frame, TICK)
        reading = clock.read(frame)
        assert number < 200 or (reading and reading.tempo == pytest.approx(120, rel=0.05))
    assert beat(clock, frames[-1]) == pytest.approx((len(frames) - 1) / 24, abs=0.5 / 24)


def in_packets(frames: list[float], size: int, apart: int = 0) -> list[int]:
    """Each when the packet that it is in begins, and what lies between the ticks of one."""
    packets = [int(frame // size) * size for frame in frames]
    return [packet + apart * (number - packets.index(packet)) for number, packet in enumerate(packets)]


# Periods of a JACK client that sends at their beginning, in frames, and connection intervals of BLE (30, 37.5 ms).
PACKETS = [(2048, 120), (2048, 140), (4096, 90), (4096, 300), (1024, 140), (1024, 300), (960, 128)]
PACKETS += [(1440, 174), (1800, 128), (1800, 140)]


@pytest.mark.parametrize("apart", [0, 2, 30])
@pytest.mark.parametrize(("size", "tempo"), PACKETS)
def test_a_clock_that_comes_in_packets_is_followed_at_its_tempo(size: int, tempo: int, apart: int) -> None:
    frames = ticks([(0, tempo)], 24)
    clock = fed(in_packets(frames, size, apart))
    reading = clock.read(round(frames[-1]))
    assert reading
    assert reading.tempo == pytest.approx(tempo, rel=0.02)
    assert reading.beat == pytest.approx((len(frames) - 1) / 24, abs=size * tempo / (60 * RATE))


@pytest.mark.parametrize("late", [0, 1, 48, 200])
@pytest.mark.parametrize("since", [0, 100])
def test_a_clock_that_comes_twice_goes_at_double_its_tempo(since: int, late: int) -> None:
    frames = jittered(ticks([(0, 120)], 16), 1)
    twice = sorted([*frames, *(frame + late for frame in frames[since:])])
    clock = fed(twice[:-96])
    for frame in twice[-96:]:
        clock.feed(frame, TICK)
        reading = clock.read(frame)
        assert reading
        assert reading.tempo == pytest.approx(240, rel=0.02)
    assert beat(clock, twice[-1]) == pytest.approx((len(twice) - 1) / 24, abs=1 / 24)


@pytest.mark.parametrize("tempo", [5, 700, 60 * RATE / 24])
def test_what_is_no_tempo_is_not_known(tempo: float) -> None:
    clock, frames = MidiClock(RATE), ticks([(0, tempo)], 12)
    for frame in frames:
        clock.feed(round(frame), TICK)
        assert clock.read(round(frame)) is None
    later = [round(f) for f in ticks([(0, 120)], 4, first=frames[-1] + 1000)]
    for frame in later:
        clock.feed(frame, TICK)
    reading = clock.read(later[-1])
    assert reading
    assert reading.tempo == pytest.approx(120, rel=0.01)


def test_whatever_comes_no_tempo_is_beyond_what_a_clock_can_be() -> None:
    chance = random.Random(4)
    messages = [TICK] * 30 + [START, CONTINUE, STOP, b"\xf2\x08\x00"]
    clock, frame = MidiClock(RATE), 0
    for _ in range(20_000):
        frame += chance.choice((0, 0, 3, 100, 190, 500, 1000, 1000, 1003, 6000, 20_000))
        clock.feed(frame, chance.choice(messages))
        reading = clock.read(frame)
        assert reading is None or SLOWEST <= reading.tempo <= FASTEST


@pytest.mark.parametrize(("before", "after"), [(60, 174), (174, 60), (90, 180), (180, 90)])
def test_another_tempo_altogether_loses_no_tick(before: int, after: int) -> None:
    frames = [round(f) for f in ticks([(0, before), (4, after)], 8)]
    assert beat(fed(frames), frames[-1]) == pytest.approx((len(frames) - 1) / 24, abs=0.005)


def test_nothing_is_known_before_a_few_ticks_and_after_a_silence() -> None:
    frames = [round(f) for f in ticks([(0, 120)], 8)]
    assert MidiClock(RATE).read(0) is None
    assert fed(frames[:3]).read(frames[3]) is None
    clock = fed(frames)
    assert clock.read(frames[-1] + RATE * 45 // 100)
    assert clock.read(frames[-1] + RATE * 55 // 100) is None


def test_stop_continue_and_song_position() -> None:
    frames = [round(f) for f in ticks([(0, 120)], 8)]
    clock = fed(frames)
    clock.feed(frames[-1] + 10, STOP)
    later = frames[-1] + 10 * RATE

    def stands() -> tuple[bool, float, Sign]:
        reading = clock.read(later)
        assert reading
        return reading.running, reading.beat, reading.sign

    assert stands() == (False, 0, Sign.START)  # as the last time
    clock.feed(later - 100, b"\xf2\x67\x00")  # sixteenth 103
    assert stands() == (False, 25.75, Sign.CONTINUE)
    clock.feed(later - 90, START)
    assert stands() == (False, 0, Sign.START)
    clock.feed(later - 80, b"\xf2\x67\x00")
    clock.feed(later - 50, CONTINUE)
    assert stands() == (False, 25.75, Sign.CONTINUE)
    clock.feed(later, TICK)
    assert beat(clock, later) == pytest.approx(25.75, abs=0.005)


@pytest.mark.parametrize("message", [START, b"\xf2\x08\x00"])
def test_where_a_stop_silences_us_a_start_while_it_runs_does_not(message: bytes) -> None:
    clock, followed = MidiClock(RATE, LEAD), Followed(Follower(RATE, 120), stops=True)
    frames = [round(f) for f in ticks([(0, 120)], 12)]
    events = [(frames[0] - 1, START), *((frame, TICK) for frame in frames)]
    waiting = sorted([*events, (frames[24 * 6] - 1, message), (frames[24 * 10] - 1, STOP)], reverse=True)

    def hear(now: int) -> None:
        while waiting and waiting[-1][0] < now:
            clock.feed(*waiting.pop())

    followed.follow(clock.read, frames[-1], hear)
    begun = next(n for n, (_, action) in enumerate(followed.actions) if isinstance(action, Locate))
    done = [action for _, action in followed.actions[begun:]]
    assert [type(action) for action in done if not isinstance(action, Steer)] == [Locate, Locate, Hold]


def test_what_is_not_of_the_clock_is_ignored() -> None:
    frames = [round(f) for f in ticks([(0, 120)], 2)]
    clock = fed(frames)
    before = clock.read(frames[-1])
    for message in (b"", b"\xfe", b"\x90\x40\x7f", b"\xf2\x01"):
        clock.feed(frames[-1] + 5, message)
    assert clock.read(frames[-1]) == before


@pytest.mark.parametrize("tempo", TEMPI)
def test_the_real_clock_of_jack(tempo: int, tmp_path: Path) -> None:
    """Followed to the tick, through a change in mid-bar, though the clock itself slips against the transport there.

    The server freewheels, so that no tick is lost where the machine is busy.
    """
    path = tmp_path / "clock.npz"
    with jackd(RATE, 256) as server, peer("jack_timebase.py", str(tempo), "4/4", str(path), env=server.env) as master:
        command = ["jack_midi_clock", "timebase:midi"]
        clock = subprocess.Popen(command, env=os.environ | server.env, stdout=subprocess.DEVNULL)
        server.wait_for("jack_midi_clock:mclk_out")
        time.sleep(0.3)
        for line in (f"tempo {tempo * 1.1} 10.4", "freewheel", "start"):
            master.tell(line)
        assert master.ask("until 22.4") == "there"
        clock.terminate()
        clock.wait(5)
    with np.load(path) as data:
        events = list(zip(data["midi_frames"].tolist(), map(bytes.fromhex, data["midi_messages"]), strict=True))
    beats = np.array([frame for frame, message in events if message == TICK])
    assert [message for _, message in events[:2]] == [START, TICK]
    followed = follow([event for event in events if event[1] in {START, TICK}], int(beats[-1]), tempo)

    def truth(frame: int) -> float:
        return float(np.interp(frame, beats, np.arange(len(beats)) / 24))

    errors = followed.errors_ms(truth, tempo, int(beats[8 * 24]), int(beats[10 * 24]))
    errors += followed.errors_ms(truth, tempo * 1.1, int(beats[20 * 24]), int(beats[-1]))
    assert max(map(abs, errors)) < 5
    assert followed.follower.painted == pytest.approx(tempo * 1.1, rel=2e-3)
