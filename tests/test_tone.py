import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hearing import loudest_hz

from generators.base import Cancelled, Clip, ClipRequest
from generators.spectrogram import BUNDLED
from generators.tone import Tone, pitch

pytestmark = pytest.mark.offline

REQUEST = ClipRequest("440 Hz", "660 Hz", bars=2, tempo=120)


def paint(request: ClipRequest, channels: int = 2) -> Clip:
    return Tone(channels).paint(request, None, lambda: False)


@pytest.mark.parametrize("rate", [44100, 48000, 96000])
@pytest.mark.parametrize("tempo", [97.3, 120, 174])
def test_clip_has_exactly_the_frames_asked_for(rate: int, tempo: float) -> None:
    clip = paint(replace(REQUEST, rate=rate, tempo=tempo))
    assert clip.sound.shape == (2, clip.request.frames)
    assert clip.sound.dtype == np.float32
    assert clip.image.shape == (2, BUNDLED.bands, round(clip.request.frames / rate / BUNDLED.hop_s))


@pytest.mark.parametrize("channels", [1, 2])
def test_channels(channels: int) -> None:
    clip = paint(REQUEST, channels)
    assert clip.sound.shape[0] == clip.image.shape[0] == channels


def test_same_request_same_bits() -> None:
    assert paint(REQUEST).sound.tobytes() == paint(REQUEST).sound.tobytes()


@pytest.mark.parametrize("alpha", [0, 0.25, 0.5, 1])
@pytest.mark.parametrize("prompts", [("440 Hz", "660 Hz"), ("church bells", "techno"), ("steady 100 hz", "rain")])
def test_level_is_minus_20_dbfs(alpha: float, prompts: tuple[str, str]) -> None:
    clip = paint(ClipRequest(*prompts, alpha=alpha, seed_a=3))
    assert np.sqrt(np.mean(clip.sound.astype(np.float64) ** 2)) == pytest.approx(0.1, rel=1e-4)
    assert np.abs(clip.sound).max() < 0.7


def test_the_prompt_sets_the_pitch() -> None:
    assert loudest_hz(paint(REQUEST).sound[0], REQUEST.rate) == pytest.approx(440, abs=0.25)
    assert loudest_hz(paint(replace(REQUEST, alpha=1)).sound[0], REQUEST.rate) == pytest.approx(660, abs=0.25)
    bells = paint(ClipRequest("church bells", "", seed_a=0))
    assert loudest_hz(bells.sound[0], REQUEST.rate) == pytest.approx(pitch("church bells", 0), abs=0.25)


def test_pitches_of_words_differ_and_seeds_move_them_by_octaves() -> None:
    words = ["bells", "techno", "rain", "piano", "organ", "choir", "flute", "drums"]
    assert len({pitch(word, 0) for word in words}) > 2
    assert pitch("rain", 1) == pytest.approx(2 * pitch("rain", 0))


def test_alpha_0_and_1_are_exactly_the_ends() -> None:
    ends = ClipRequest("440 Hz", "techno", seed_a=1, seed_b=2)
    assert np.array_equal(paint(ends).sound, paint(replace(ends, prompt_b="rain", seed_b=9)).sound)
    assert np.array_equal(paint(replace(ends, alpha=1.0)).sound, paint(ClipRequest("techno", "x", seed_a=2)).sound)


def test_alpha_between_holds_both_pitches() -> None:
    spectrum = np.abs(np.fft.rfft(paint(replace(REQUEST, alpha=0.5)).sound[0]))
    bin_440, bin_660 = round(440 * REQUEST.seconds), round(660 * REQUEST.seconds)
    assert spectrum[bin_440] == pytest.approx(spectrum[bin_660], rel=0.05)
    assert spectrum[bin_440] > 20 * np.median(spectrum)


def test_seed_changes_the_timbre_but_seed_0_is_a_sine() -> None:
    harmonics = np.arange(1, 5) * round(440 * REQUEST.seconds)
    sine, rich = (
        np.abs(np.fft.rfft(paint(replace(REQUEST, prompt_a="steady 440 Hz", seed_a=seed)).sound[0]))[harmonics]
        for seed in (0, 5)
    )
    assert sine[1:].max() < 1e-4 * sine[0]
    assert rich[1:].max() > 0.02 * rich[0]


def test_it_loops_without_a_seam() -> None:
    sound = paint(replace(REQUEST, prompt_a="steady 440 Hz", rate=44100, tempo=97.3)).sound.astype(np.float64)
    twice = np.tile(sound, 2)
    jumps = np.abs(np.diff(twice, n=2))
    seam = sound.shape[1]
    assert jumps[:, seam - 3 : seam + 1].max() <= jumps[:, : seam - 3].max() * 1.001


def test_beats_and_downbeats_can_be_found() -> None:
    clip = paint(replace(REQUEST, tempo=120, rate=48000))
    envelope = np.abs(clip.sound[0]).reshape(-1, 480).max(axis=1)  # 10 ms
    beats = envelope.reshape(8, 50)
    assert (beats.argmax(axis=1) <= 1).all()
    assert beats.max(axis=1)[[0, 4]].min() > 1.4 * beats.max(axis=1)[[1, 2, 3, 5, 6, 7]].max()


def test_too_high_a_pitch_is_refused() -> None:
    with pytest.raises(ValueError, match="24000 Hz"):
        paint(ClipRequest("30000 hz", ""))


def test_a_slow_tone_can_be_cancelled() -> None:
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        Tone(delay=0.01).paint(REQUEST, None, lambda: next(answers))


def test_opening_a_tone_imports_no_torch() -> None:
    code = (
        "import sys; from generators.catalogue import *; from generators.identity import *; "
        "open_generator('tone'); identity('tone'); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"torch", "diffusers", "transformers"} & set(done.stdout.split())
