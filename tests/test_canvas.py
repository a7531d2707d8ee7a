"""The canvas: loops, joints and levels, measured on the sound."""

from __future__ import annotations

import numpy as np
import pytest
from hearing import level_db

from bridge.canvas import Canvas, blend_gains, correlation
from bridge.line import Place
from generators.base import Clip, ClipRequest, Sound

pytestmark = pytest.mark.offline

RATE = 48000


class Track:
    """A canvas of one stem, at the tempo of the clips that enter it; (2, frames) are read."""

    def __init__(self) -> None:
        self.tempo, self.start = 120.0, 0
        self.canvas = Canvas(RATE, 1, lambda frame: Place((frame - self.start) * self.pace, self.pace))
        self.fade = self.canvas.fade

    @property
    def pace(self) -> float:
        return self.tempo / (60 * RATE)

    def enter(self, clip: Clip, origin: int, frame: int) -> None:
        self.tempo, self.start = clip.request.tempo, origin
        self.canvas.enter({0: clip}, frame, 0.0)

    def read(self, frames: int) -> Sound:
        return self.canvas.read(frames)[0]


def clip(sound: Sound, tempo: float = 120, bars: int = 1) -> Clip:
    request = ClipRequest("", "", tempo=tempo, rate=RATE, bars=bars)
    assert sound.shape[1] == request.frames
    return Clip(request, np.zeros((1, 1, 1), np.uint8), sound.astype(np.float32))


def sine(cycles: int, tempo: float = 120) -> Clip:
    """A whole number of cycles per clip: it loops on itself."""
    frames = ClipRequest("", "", tempo=tempo, rate=RATE, bars=1).frames
    return clip(0.1 * np.sin(2 * np.pi * cycles * np.arange(frames) / frames)[None], tempo)


def noise(seed: int, tempo: float = 120) -> Clip:
    frames = ClipRequest("", "", tempo=tempo, rate=RATE, bars=1).frames
    return clip(0.1 * np.random.default_rng(seed).standard_normal((2, frames)), tempo)


def test_silence_before_the_first_clip_and_no_click_into_it() -> None:
    canvas = Track()
    canvas.enter(sine(880), 4800, 4800)
    sound = canvas.read(9600)
    assert not sound[:, : 4800 - canvas.fade].any()
    assert np.abs(np.diff(sound)).max() < 1.05 * 0.1 * 2 * np.pi * 440 / RATE
    expected = sine(880).sound[:, :4800]
    np.testing.assert_allclose(sound[:, 4800:], np.broadcast_to(expected, (2, 4800)), atol=1e-6)


def test_block_sizes_do_not_matter() -> None:
    whole, pieces = Track(), Track()
    for canvas in (whole, pieces):
        canvas.enter(noise(1), 3000, 3000)
        canvas.enter(noise(2), 3000, 50_000)
    sizes = [1, 64, 777, 1024, 4096, 30_000, 64_038]
    np.testing.assert_array_equal(whole.read(sum(sizes)), np.concatenate([pieces.read(n) for n in sizes], axis=1))


@pytest.mark.parametrize("tempo", [97.0, 120.0, 174.3])
def test_a_hundred_laps_stay_on_the_beat_and_never_jump(tempo: float) -> None:
    """97 BPM is no whole number of frames a bar: each lap begins at most half a frame off, and never more."""
    cycles = 400
    canvas = Track()
    loop = sine(cycles, tempo)
    length = loop.request.seconds * RATE
    canvas.enter(loop, 2000, 2000)
    sound = canvas.read(2000 + round(100 * length))[0]
    frame = np.arange(sound.size)
    true = 0.1 * np.sin(2 * np.pi * cycles * (frame - 2000) / length)
    step = 2 * np.pi * cycles / length * 0.1
    assert np.abs(sound[2000:] - true[2000:]).max() < 1.6 * step
    assert np.abs(np.diff(sound[2000:])).max() < 1.1 * step


def test_the_attack_at_the_start_of_a_clip_stays_whole() -> None:
    frames = ClipRequest("", "", rate=RATE, bars=1).frames
    kick = np.zeros((1, frames), np.float32)
    kick[0, 0] = 1.0
    canvas = Track()
    canvas.enter(sine(440), 2000, 2000)
    canvas.enter(clip(kick), 2000, 2000 + frames)
    assert canvas.read(2001 + frames)[0, 2000 + frames] == 1.0


def test_the_level_is_steady_through_a_change() -> None:
    """Unlike sounds cross at equal power, like sounds linearly: neither dips nor bumps."""
    for a, b in ((noise(1), noise(2)), (noise(1), noise(1))):
        canvas = Track()
        canvas.enter(a, 2000, 2000)
        canvas.enter(b, 2000, 48_000)
        sound = canvas.read(96_000)
        middle = sound[:, 48_000 - canvas.fade : 48_000]
        assert level_db(middle) == pytest.approx(-20, abs=0.5)


def test_an_entry_can_be_replaced_until_its_fade_begins() -> None:
    canvas = Track()
    canvas.enter(sine(100), 2000, 2000)
    canvas.read(10_000)
    canvas.enter(sine(200), 2000, 48_000)
    second = sine(300)
    canvas.enter(second, 2000, 24_000)
    canvas.read(50_000)
    assert canvas.canvas.clips == [second]


def test_a_late_entry_is_quick_but_does_not_click() -> None:
    canvas = Track()
    canvas.enter(sine(100), 2000, 2000)
    canvas.read(20_000)
    canvas.enter(sine(50), 2000, 20_000)
    assert np.abs(np.diff(canvas.read(4800))).max() < 0.002


def test_blend_gains_keep_the_power() -> None:
    x = np.linspace(0, 1, 11, dtype=np.float32)
    for likeness in (-0.5, 0.0, 0.7, 1.0):
        g, h = blend_gains(x, likeness)
        power = g**2 + h**2 + 2 * max(likeness, 0) * g * h
        np.testing.assert_allclose(power, 1, rtol=1e-5)
        assert (g[0], h[0], g[-1], h[-1]) == (1, 0, 0, 1)


def test_correlation_of_silence_is_zero() -> None:
    assert correlation(np.zeros((1, 9), np.float32), np.ones((1, 9), np.float32)) == 0
