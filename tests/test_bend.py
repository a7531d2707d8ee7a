"""Bent time, measured on the sound: the pitch stays, the level stays, nothing clicks, the beat is kept."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from bridge.changes import Changes
from bridge.clock import Clock
from bridge.decks import Deck, Keyframe
from bridge.journal import Journal
from bridge.motion import Bend
from bridge.params import DeckState, Params
from bridge.planner import KEYFRAMES
from bridge.render import Offline
from generators.base import Clip, ClipRequest, Sound

RATE = 48000
BAR = 96_000  # frames at 120 BPM
HZ = 220.0


def deck_with(sound: Sound, tempo: float = 120.0, downbeat: float = 0) -> tuple[Deck, Clock]:
    """A deck that plays one bar of sound (channels, BAR) in all stems from frame 0 on; it begins on `downbeat`."""
    clock = Clock(RATE, tempo)
    clock.locate(0, 0, tempo)
    deck = Deck(clock)
    clip = Clip(ClipRequest("", "", bars=1, rate=RATE), np.zeros((1, 1, 1), np.uint8), sound.astype(np.float32))
    deck.enter({stem: Keyframe(stem / 4, clip) for stem in range(KEYFRAMES)}, 0, downbeat, whole=True)
    return deck, clock


def sine() -> Sound:
    return (0.2 * np.sin(2 * np.pi * HZ * np.arange(BAR) / RATE))[None]


def clicks() -> Sound:
    """A short burst on each beat, another on the downbeat."""
    sound = np.zeros((1, BAR))
    burst = 0.5 * np.hanning(96) * np.sin(2 * np.pi * 2000 * np.arange(96) / RATE)
    for beat in range(4):
        sound[0, beat * BAR // 4 : beat * BAR // 4 + 96] = burst * (1.6 if beat == 0 else 1)
    return sound


def music() -> Sound:
    """Chords of unlike partials, and hiss: something without one period."""
    time = np.arange(BAR) / RATE
    rng = np.random.default_rng(3)
    chord = sum(np.sin(2 * np.pi * hz * time + rng.uniform(0, 6)) for hz in (110, 164.5, 220.5, 277, 329.5, 554, 880.5))
    return (0.04 * chord + 0.02 * rng.standard_normal(BAR))[None]


def heard(deck: Deck, seconds: float) -> Sound:
    """The left channel of the first stem, read in blocks as the stage does."""
    blocks = [deck.read(1024)[0] for _ in range(round(seconds * RATE / 1024))]
    return np.concatenate(blocks)


def pitch(sound: Sound) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 20))
    return float(np.argmax(spectrum)) * RATE / (1 << 20)


def levels(sound: Sound, window: int = 2400) -> Sound:
    whole = sound[: len(sound) // window * window].reshape(-1, window)
    return 20 * np.log10(np.sqrt(np.mean(whole**2, axis=1)) + 1e-9)


BENDS = [
    Bend(speed=0.5), Bend(speed=2.0), Bend(speed=0.8), Bend(speed=1.03), Bend(speed=4.0), Bend(reverse=True),
    Bend(reverse=True, speed=0.5), Bend(freeze=True), Bend(loop=1.0), Bend(loop=0.25, speed=0.5),
]  # fmt: skip


@pytest.mark.parametrize("bend", BENDS, ids=str)
def test_no_bend_changes_the_pitch_or_clicks(bend: Bend) -> None:
    deck, _ = deck_with(sine())
    heard(deck, 1)
    deck.bend(bend)
    sound = heard(deck, 3)
    assert pitch(sound) == pytest.approx(HZ, rel=0.01)
    assert np.abs(np.diff(sound)).max() < 1.5 * 0.2 * 2 * np.pi * HZ / RATE


@pytest.mark.parametrize("bend", BENDS, ids=str)
def test_the_level_is_steady_while_time_is_bent(bend: Bend) -> None:
    deck, _ = deck_with(music())
    before = heard(deck, 2)
    deck.bend(bend)
    bent = heard(deck, 3)
    assert np.mean(levels(bent)) == pytest.approx(np.mean(levels(before)), abs=0.7)
    steps, own = np.abs(np.diff(levels(bent))), np.abs(np.diff(levels(before)))
    assert np.percentile(steps, 95) < max(np.percentile(own, 95) + 1.5, 2)


@pytest.mark.parametrize("tempo", [72.0, 90.0, 118.0, 120.06, 121.0, 150.0, 174.0, 192.0])
def test_beats_come_at_the_new_tempo_where_the_clock_has_them(tempo: float) -> None:
    deck, clock = deck_with(clicks())
    heard(deck, 2)
    clock.locate(deck.canvas.head, clock.beat_at(deck.canvas.head), tempo)
    start = deck.canvas.head
    sound = heard(deck, 8)
    found = onsets(sound) + start
    beats = np.array([clock.beat_at(frame) for frame in found])
    errors = np.abs(beats - np.round(beats)) * 60 / tempo
    assert len(found) >= 7 * tempo / 60
    assert errors.max() < 0.003


def onsets(sound: Sound) -> np.ndarray:
    """Frames at which a burst begins, after silence."""
    loud = np.flatnonzero(np.abs(sound) > 0.1)
    return loud[np.flatnonzero(np.diff(loud, prepend=-RATE) > RATE // 10)]


@pytest.mark.parametrize("bend", BENDS, ids=str)
def test_let_go_it_is_back_on_the_beat_sample_for_sample(bend: Bend) -> None:
    straight, _ = deck_with(music())
    deck, _ = deck_with(music())
    for each in (straight, deck):
        heard(each, 1)
    deck.bend(bend)
    heard(straight, 1.7), heard(deck, 1.7)
    deck.bend(Bend())
    expected, sound = heard(straight, 1), heard(deck, 1)
    joint = round(0.02 * RATE)
    np.testing.assert_allclose(sound[joint:], expected[joint:], atol=1e-6)


@pytest.mark.parametrize("grains_s", [1.70, 1.71, 1.72, 1.73, 1.74])
def test_back_at_the_clips_own_tempo_it_is_at_its_place_with_one_jump(grains_s: float) -> None:
    (straight, _), (deck, clock) = deck_with(music()), deck_with(music())
    clock.locate(0, clock.beat_at(0), 90.0)
    read = len(heard(deck, grains_s))
    head = deck.canvas.head  # a joint that is begun goes on until there
    clock.locate(head, clock.beat_at(head), 120.0)
    start = head + round(0.02 * RATE)
    place = round(clock.beat_at(start) * BAR / 4)
    expected, sound = heard(straight, 5), heard(deck, 0.5)[start - read :]
    np.testing.assert_allclose(sound, expected[place : place + len(sound)], atol=1e-6)


@pytest.mark.parametrize("length", [4.0, 5.0, 16.0])
def test_a_loop_as_long_as_the_clip_is_on_the_beat_after_a_shorter_one(length: float) -> None:
    straight, deck = deck_with(music())[0], deck_with(music())[0]
    for each in (straight, deck):
        heard(each, 1)
    deck.bend(Bend(loop=0.375))
    heard(straight, 1.2), heard(deck, 1.2)
    deck.bend(Bend(loop=length))
    expected, sound = heard(straight, 0.2), heard(deck, 0.2)
    joint = round(0.02 * RATE)
    np.testing.assert_allclose(sound[joint:], expected[joint:], atol=1e-6)


def test_a_change_is_heard_at_once() -> None:
    """Whole within 40 ms of the head, whatever it is."""
    for bend in (Bend(reverse=True), Bend(freeze=True, scrub=0.5), Bend(loop=0.25)):
        deck, _ = deck_with(music())
        heard(deck, 1.3)
        deck.bend(bend)
        head = deck.canvas.head
        heard(deck, 0.04)
        line = deck.canvas._line
        assert line
        assert abs(line.error(deck.canvas._where(head + 1920).beat, head + 1920)) < 0.05 * RATE


def test_block_sizes_do_not_matter_to_bent_time() -> None:
    whole, pieces = deck_with(music())[0], deck_with(music())[0]
    for deck in (whole, pieces):
        deck.read(5000)
        deck.bend(Bend(speed=1.3, loop=1.0))
    sizes = [1, 64, 777, 1024, 4096, 30_000, 164_038]
    parts = np.concatenate([pieces.read(size) for size in sizes], axis=1)
    np.testing.assert_array_equal(whole.read(sum(sizes)), parts)


def test_a_loop_of_a_beat_repeats_that_beat() -> None:
    deck, _ = deck_with(music())
    heard(deck, 1.1)
    deck.bend(Bend(loop=1.0))
    heard(deck, 1)
    sound = heard(deck, 2)
    beat, slack = BAR // 4, 2000
    same = np.corrcoef(sound[: beat - slack], sound[beat : 2 * beat - slack])[0, 1]
    assert same > 0.9


def test_scrub_moves_only_a_frozen_playhead() -> None:
    assert Bend.of(DeckState(scrub=0.5)) == Bend()
    deck, _ = deck_with(clicks())
    heard(deck, 0.25)
    deck.bend(Bend(freeze=True))
    heard(deck, 0.3)
    assert np.abs(heard(deck, 0.3)).max() < 0.01, "between two beats"
    deck.bend(Bend(freeze=True, scrub=0.5))
    heard(deck, 0.3)
    assert np.abs(heard(deck, 0.3)).max() > 0.3, "on the third"


def test_a_scrub_acts_each_time_it_is_set_whatever_it_was() -> None:
    """As from a pad that freezes and sends 0 each time; where it is there already nothing moves."""
    (deck, _), (other, _) = deck_with(tones()), deck_with(tones())
    for each in (deck, other):
        heard(each, 0.8)
        each.bend(Bend(freeze=True))
        assert pitch(heard(each, 0.3)) == pytest.approx(400, abs=10)
        each.bend(Bend(freeze=True), scrub=True)
        heard(each, 0.1)
    still = heard(other, 0.5)
    for part in still[: 20 * 1024].reshape(20, 1024):
        deck.bend(Bend(freeze=True), scrub=True)
        np.testing.assert_array_equal(heard(deck, 1024 / RATE), part)
    assert pitch(still) == pytest.approx(300, abs=10)
    deck.bend(Bend())
    heard(deck, 0.3)
    deck.bend(Bend(freeze=True), scrub=True)  # both at once
    heard(deck, 0.1)
    assert pitch(heard(deck, 0.3)) == pytest.approx(300, abs=10)


def test_a_parameter_that_is_set_to_what_it_was_is_a_scrub_too() -> None:
    async def inside() -> None:
        params = Params(2, {"/deck/1/freeze": True, "/deck/2/freeze": True})
        stage = Offline(params, RATE).stage
        stage.locate(0, 2.5, 120.0)
        changes = Changes(params, stage, Journal(None, {}, stage), None, None)  # type: ignore[arg-type]
        changes.listen()
        stage.bend(params.snapshot())
        params.set("/deck/1/scrub", 0.0)
        changes.apply()
        assert [deck.motion.at(9) for deck in stage.decks] == [0.0, 2.5]

    asyncio.run(inside())


DOWNBEATS = [0.0, 1.0, 3.0, 6.4]


def tones() -> Sound:
    """Another pitch in each beat: 300, 400, 500 and 600 Hz."""
    hz = np.repeat([300, 400, 500, 600], BAR // 4)
    return (0.2 * np.sin(2 * np.pi * np.cumsum(hz) / RATE))[None]


@pytest.mark.parametrize("downbeat", DOWNBEATS)
def test_scrub_counts_from_the_clips_start_wherever_that_lies(downbeat: float) -> None:
    deck, _ = deck_with(tones(), downbeat=downbeat)
    heard(deck, 0.3)
    deck.bend(Bend(freeze=True, loop=1.0))
    for place, hz in ((0.375, 400), (0.875, 600), (0.125, 300), (0.625, 500)):
        deck.bend(Bend(freeze=True, loop=1.0, scrub=place))
        heard(deck, 0.1)
        assert pitch(heard(deck, 0.3)) == pytest.approx(hz, abs=10)


@pytest.mark.parametrize("downbeat", DOWNBEATS)
@pytest.mark.parametrize("tempo", [120.0, 97.0])
def test_scrubbed_to_its_end_a_clip_does_not_begin_again(downbeat: float, tempo: float) -> None:
    sound = np.zeros((1, BAR))
    sound[0, : BAR // 4], sound[0, BAR - RATE // 10 :] = sine()[0, : BAR // 4], 0.5 * tones()[0, -RATE // 10 :]
    deck, _ = deck_with(sound, tempo, downbeat)
    heard(deck, 0.3)
    deck.bend(Bend(freeze=True))
    deck.bend(Bend(freeze=True, scrub=0.5))
    heard(deck, 0.3)
    deck.bend(Bend(freeze=True, scrub=1.0))
    end = heard(deck, 0.8)
    assert 0.05 < np.abs(end).max() < 0.11
    assert np.abs(np.fft.rfft(end * np.hanning(len(end))))[round(HZ * len(end) / RATE)] < 30, "the tone of the start"


@pytest.mark.parametrize("downbeat", [0.0, 0.5, 2.3])
def test_a_loop_of_a_beat_is_one_of_the_clips_beats(downbeat: float) -> None:
    deck, _ = deck_with(tones(), downbeat=downbeat)
    heard(deck, 1.1)
    deck.bend(Bend(loop=1.0))
    heard(deck, 1)
    sound = heard(deck, 2)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    there = [spectrum[round(hz * len(sound) / RATE) - 20 :][:40].max() for hz in (300, 400, 500, 600)]
    assert np.sum(np.array(there) > 0.2 * max(there)) == 1
