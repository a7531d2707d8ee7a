"""Mixer: what is heard is what was asked for, and nothing clicks."""

from __future__ import annotations

import time

import numpy as np
import pytest
from controls import change

from bridge.controls import CHANGES
from bridge.mixer import FADE_S, GATE_S, GLIDE_S, Controls, Mixer
from bridge.ring import Ring

RATE = 48000
GATE = round(GATE_S * RATE)
GLIDE = round(GLIDE_S * RATE)
FADE = round(FADE_S * RATE)


class Bench:
    """A mixer with a ring of its own; `play` gives what it plays over any number of blocks."""

    def __init__(self, decks=2, keyframes=3, block=128, capacity=200_000):
        self.ring = Ring.create(None, decks * keyframes * 2, capacity)
        self.controls = Controls.create(None, decks, keyframes)
        self.mixer = Mixer(self.ring, self.controls, RATE, block)
        self.block = block

    def set(self, **parts):
        change(self.controls, **parts)

    def write(self, sound):
        """Write (lanes, frames), or the same (frames,) to every lane."""
        sound = np.asarray(sound, np.float32)
        self.ring.write(np.broadcast_to(sound, (self.ring.lanes, sound.shape[-1])))

    def play(self, frames):
        """(decks + 1, 2, frames): the decks and the mix."""
        blocks = []
        while frames > 0:
            count = min(frames, self.block)
            self.mixer.process(count)
            blocks.append(np.concatenate([self.mixer.decks[:, :, :count], self.mixer.mix[None, :, :count]]).copy())
            frames -= count
        return np.concatenate(blocks, axis=2)


def noise(lanes, frames, seed=1):
    return np.random.default_rng(seed).uniform(-1, 1, (lanes, frames)).astype(np.float32)


def sine(frames, frequency=440.0, amplitude=0.5):
    return (amplitude * np.sin(2 * np.pi * frequency / RATE * np.arange(frames))).astype(np.float32)


def jump(sound):
    return float(np.abs(np.diff(sound, axis=-1)).max())


@pytest.mark.parametrize("block", [1, 64, 128, 1000, 2048])
def test_mix_is_the_weighted_sum_of_the_stems(block):
    bench = Bench(block=block)
    bench.set(gains=[[0.5], [2.0]], weights=[[0.25, 0, 0.75], [0, 1, 0]], master=0.125)
    bench.play(GLIDE)
    sound = noise(12, 4000)
    bench.write(sound)
    out = bench.play(4000)[:, :, GATE:]
    stems = sound.reshape(2, 3, 2, 4000)[..., GATE:].astype(np.float64)
    first = 0.5 * (0.25 * stems[0, 0] + 0.75 * stems[0, 2])
    second = 2 * stems[1, 1]
    np.testing.assert_allclose(out, [first, second, 0.125 * (first + second)], atol=1e-6)
    assert (bench.mixer.underruns, bench.mixer.missing) == (0, 0)
    assert bench.mixer.position == 4000


def test_one_stem_alone_comes_through_bit_for_bit_across_the_wrap_of_the_ring():
    bench = Bench(capacity=700)
    bench.set(gains=[[1], [0]])
    bench.play(GLIDE)
    for seed in range(5):
        sound = noise(12, 500, seed)
        bench.write(sound)
        out = bench.play(500)[:, :, GATE if seed == 0 else 0 :]
        np.testing.assert_array_equal(out[2], sound[:2, -out.shape[2] :])


def test_stems_that_are_not_heard_are_not_read():
    bench = Bench()
    sound = noise(12, 1000)
    sound.reshape(2, 3, 2, -1)[:, 1:] = np.nan
    bench.write(sound)
    assert np.isfinite(bench.play(1000)).all()


@pytest.mark.parametrize("block", [64, 128, 2048])
@pytest.mark.parametrize("control", ["gains", "weights", "master"])
def test_a_control_glides_to_its_target_in_ten_milliseconds(block, control):
    bench = Bench(decks=1, block=block)
    bench.write(np.ones(30000))
    bench.play(2048)
    target = 0.25
    bench.set(**{control: [[target, 0, 0]] if control == "weights" else target})
    mix = bench.play(4096)[-1]
    np.testing.assert_array_equal(mix[:, GLIDE + 1 :], target)
    assert mix[0, 0] < 1
    assert jump(mix) <= (1 - target) / GLIDE * 1.01
    assert (np.diff(mix) <= 0).all()


def test_a_control_that_never_rests_never_clicks():
    bench = Bench(decks=2, block=64)
    bench.write(np.ones(100_000))
    bench.play(1024)
    random = np.random.default_rng(3)
    blocks = []
    for _ in range(500):
        bench.set(gains=random.uniform(0, 2, (2, 2)), weights=random.uniform(0, 1, (2, 3)))
        blocks.append(bench.play(64))
    out = np.concatenate(blocks, axis=2)
    assert jump(out[0]) <= 3 * 2 / GLIDE * 1.01  # three keyframes that change by up to 2
    assert jump(out[0]) > 0


def test_a_morph_between_equal_stems_is_not_heard():
    bench = Bench(decks=1, block=128)
    tone = sine(10000)
    bench.write(tone)
    bench.play(1024)
    bench.set(weights=[0, 0, 1])
    np.testing.assert_allclose(bench.play(2048)[-1, 0], tone[1024:3072], atol=1e-6)


def test_silence_before_the_first_write_is_no_underrun():
    bench = Bench()
    assert not bench.play(10_000).any()
    assert (bench.mixer.underruns, bench.mixer.missing, bench.mixer.position) == (0, 0, 0)


def test_a_first_write_in_the_midst_of_a_block_is_no_underrun(monkeypatch):
    bench = Bench()

    def none_yet(_):
        monkeypatch.undo()
        bench.write(sine(1000))
        return 0

    monkeypatch.setattr(Ring, "available", property(none_yet))
    bench.play(1000)
    assert (bench.mixer.underruns, bench.mixer.missing) == (0, 0)


def test_material_after_silence_fades_in():
    bench = Bench(decks=1)
    bench.write(np.ones(1000))
    mix = bench.play(1000)[-1, 0]
    assert jump(np.concatenate([[0], mix])) <= 1 / GATE * 1.01
    assert (mix[GATE:] == 1).all()


@pytest.mark.parametrize("block", [64, 128, 512, 2048])
@pytest.mark.parametrize("left", [0, 1, 30, 63, 200, 511])
def test_an_underrun_fades_out_and_in_without_a_click_and_is_counted_once(block, left):
    bench = Bench(decks=1, block=block)
    tone = sine(30 * 2048)
    slope = jump(tone)
    played = 4096 + left
    bench.write(tone[:played])
    first = bench.play(4096 + 4096)[-1]
    assert (bench.mixer.underruns, bench.mixer.missing, bench.mixer.position) == (1, 4096 - left, played)
    np.testing.assert_array_equal(first[0, GATE : played - GATE], tone[GATE : played - GATE])
    assert not first[:, played + GATE :].any()
    bench.write(tone[played:])
    second = bench.play(20_000)[-1]
    limit = slope + 0.5 / GATE * 1.01
    assert jump(np.concatenate([first, second], axis=1)) <= limit
    np.testing.assert_array_equal(second[0, GATE:], tone[played + GATE : played + 20_000])
    assert bench.mixer.underruns == 1


def test_material_that_trickles_in_does_not_rattle():
    bench = Bench(decks=1, block=128)
    bench.write(np.ones(1280))
    bench.play(1408)
    for _ in range(7):  # too little for a while yet
        bench.write(np.ones(64))
        assert not bench.play(128)[:, :, GATE:].any()
    assert bench.mixer.underruns == 1
    assert bench.mixer.position == 1280
    bench.write(np.ones(5000))
    assert bench.play(1000)[-1, 0, -1] == 1


def test_fade_to_silence_and_back():
    bench = Bench(decks=1)
    bench.write(np.ones(100_000))
    bench.play(1280)
    bench.controls.running = False
    out = bench.play(FADE + 256)[-1]
    assert bench.mixer.silent
    assert jump(out) <= 1 / FADE * 1.01
    assert not out[:, FADE + 1 :].any()
    position = bench.mixer.position
    assert not bench.play(20_000).any()
    assert bench.mixer.position == position  # a pause, not a mute
    bench.controls.running = True
    out = bench.play(FADE + 256)[-1]
    assert jump(np.concatenate([[0], out[0]])) <= 2 / FADE * 1.01  # the gate opens too
    assert out[0, -1] == 1
    assert bench.mixer.underruns == 0


def test_ring_that_runs_dry_in_a_fade_out_is_no_underrun():
    bench = Bench(decks=1)
    bench.write(sine(2000))
    bench.play(1000)
    bench.controls.running = False
    assert jump(bench.play(FADE)[-1]) <= jump(sine(2000)) + 0.5 / GATE
    assert bench.mixer.underruns == 0


def test_ring_and_controls_of_different_shapes_are_refused():
    with pytest.raises(ValueError, match="12 lanes are not 2 decks x 5 keyframes x 2"):
        Mixer(Ring.create(None, 12, 100), Controls.create(None, 2, 5), RATE, 128)


def test_eight_decks_of_five_moving_keyframes_take_a_fraction_of_a_period():
    bench = Bench(decks=8, keyframes=5, block=128, capacity=4096)
    random = np.random.default_rng(4)
    times = []
    for _ in range(300):
        bench.write(np.ones(128))
        bench.set(weights=random.uniform(0, 1, (8, 5)))
        start = time.perf_counter()
        bench.mixer.process(128)
        times.append(time.perf_counter() - start)
    assert np.median(times) < 0.001


def test_each_channel_has_a_gain_of_its_own():
    bench = Bench(decks=2)
    bench.set(gains=[[1, 0.25], [0, 0.5]])
    bench.play(GLIDE)
    bench.write(np.ones(2000))
    out = bench.play(2000)[:, :, GATE:]
    np.testing.assert_array_equal(out[:, :, -1], [[1, 0.25], [0, 0.5], [1, 0.75]])


@pytest.mark.parametrize("block", [64, 128, 1000, 2048])
def test_a_change_takes_effect_at_the_very_frame(block):
    bench = Bench(decks=1, block=block)
    bench.write(np.ones(20000))
    bench.play(2048)
    for frame, gain in [(3001, 0.5), (3100, 0.9375), (5000, 0.25)]:
        bench.controls.set([[gain, 1]], [[1, 0, 0]], 1, frame)
    left, right = bench.play(6000)[-1]
    np.testing.assert_array_equal(left[: 3001 - 2048], 1)
    assert left[3001 - 2048] < 1  # a line that begins at that frame
    assert left[3099 - 2048] == pytest.approx(1 - 0.5 * 99 / GLIDE, abs=1e-5)
    assert left[3100 - 2048] > left[3099 - 2048]
    np.testing.assert_array_equal(left[3100 - 2048 + GLIDE : 5000 - 2048], 0.9375)
    assert left[5000 - 2048] < 0.9375
    np.testing.assert_array_equal(left[5000 - 2048 + GLIDE :], 0.25)
    np.testing.assert_array_equal(right, 1)
    assert jump(left) <= 0.75 / GLIDE * 1.01


def test_what_is_set_after_a_change_for_later_does_not_overtake_it():
    bench = Bench(decks=1)
    bench.write(np.ones(9000))
    bench.play(1024)
    bench.controls.set([[0.5, 0.5]], [[1, 0, 0]], 1, 2000)
    bench.controls.set([[0.25, 0.25]], [[1, 0, 0]], 1)
    mix = bench.play(4096)[-1, 0]
    np.testing.assert_array_equal(mix[: 2000 - 1024], 1)
    np.testing.assert_array_equal(mix[2000 - 1024 + GLIDE :], 0.25)


def test_what_finds_no_room_can_be_set_again():
    bench = Bench(decks=1)
    bench.write(np.ones(9000))
    for number in range(1000):
        bench.set(gains=number / 1000, frame=2000)
    mix = bench.play(4096)[-1, 0]
    assert (mix[GATE:2000] == 1).all()
    assert mix[-1] == np.float32((CHANGES - 1) / 1000)
    bench.set(gains=0.999)
    assert bench.play(GLIDE + 128)[-1, 0, -1] == np.float32(0.999)


def test_the_mixer_tells_from_which_frame_on_it_obeys():
    """A change at once from the next block on, one for later at its frame; none that is still waiting, none twice."""
    bench = Bench(decks=1, block=100)
    bench.write(np.ones(9000))
    bench.play(1000)
    bench.set(gains=0.5)
    bench.set(gains=0.5)
    bench.set(gains=0.25, frame=1150)
    bench.set(master=0.5, frame=1350)
    assert [frame for frame, _ in bench.controls.obeyed()] == [0]
    bench.play(300)
    assert [(frame, *row[:2]) for frame, row in bench.controls.obeyed()] == [(1000, 1, 0.5), (1150, 1, 0.25)]
    bench.play(100)
    assert [(frame, *row[:2]) for frame, row in bench.controls.obeyed()] == [(1350, 0.5, 0.25)]
    assert list(bench.controls.obeyed()) == []


def test_a_mixer_that_takes_over_obeys_what_the_one_before_did():
    bench = Bench(decks=1)
    bench.write(np.ones(9000))
    bench.set(gains=0.5)
    bench.play(2000)
    list(bench.controls.obeyed())
    bench.mixer = Mixer(bench.ring, bench.controls, RATE, bench.block)
    assert (bench.play(2000)[-1, 0, GATE:] == 0.5).all()
    bench.set(gains=1.5)
    bench.mixer = Mixer(bench.ring, bench.controls, RATE, bench.block)
    assert (bench.play(2000)[-1, 0, GATE:] == 1.5).all()
    assert [frame for frame, _ in bench.controls.obeyed()] == [4000]
