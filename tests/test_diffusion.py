from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from hearing import loudest_hz
from tiny_checkpoint import write_checkpoint

from generators import painter
from generators.base import Cancelled, Clip, ClipRequest
from generators.cache import ClipCache
from generators.devices import pick_device
from generators.diffusion import Diffusion
from generators.slerp import slerp
from generators.sounds import levelled, load_sound
from generators.spectrogram import RIFFUSION, magnitudes
from generators.stable_diffusion import StableDiffusion

pytestmark = pytest.mark.offline

REQUEST = ClipRequest("piano", "drums", seed_a=1, seed_b=2, steps=2, bars=1, tempo=300, rate=44100)  # 0.8 s


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("checkpoint"))


@pytest.fixture(scope="module")
def generator(folder: Path) -> Diffusion:
    torch.set_num_threads(1)
    return Diffusion(StableDiffusion.load(folder), "tiny")


def paint(generator: Diffusion, request: ClipRequest, after: Clip | None = None) -> Clip:
    return generator.paint(request, after, lambda: False)


def same(a: Clip, b: Clip) -> bool:
    return np.array_equal(a.image, b.image) and np.array_equal(a.sound, b.sound)


def difference(a: Clip, b: Clip) -> float:
    return float(np.abs(a.image.astype(float) - b.image).mean())


def write_sine(path: Path, hz: float, rate: int, seconds: float, channels: int = 1) -> str:
    time = np.arange(round(seconds * rate)) / rate
    sines = [0.5 * np.sin(2 * np.pi * hz * (channel + 1) * time) for channel in range(channels)]
    soundfile.write(path, np.stack(sines, axis=1), rate, subtype="FLOAT")
    return str(path)


@pytest.mark.parametrize(("bars", "tempo", "columns"), [(1, 300, 80), (2, 120, 400), (2, 125, 384), (1, 299, 80)])
def test_an_image_is_as_wide_as_the_clip_is_long(generator: Diffusion, bars: int, tempo: float, columns: int) -> None:
    assert generator.columns(replace(REQUEST, bars=bars, tempo=tempo)) == columns


@pytest.mark.parametrize("rate", [44100, 48000, 96000])
def test_a_clip_has_exactly_the_frames_asked_for(generator: Diffusion, rate: int) -> None:
    clip = paint(generator, replace(REQUEST, rate=rate, tempo=301))
    assert clip.sound.shape == (1, clip.request.frames)
    assert clip.image.shape == (1, 512, 80)
    assert clip.sound.std() > 1e-4


def test_a_stereo_checkpoint_paints_stereo(folder: Path, tmp_path: Path) -> None:
    generator = Diffusion(StableDiffusion.load(folder, stereo=True), "stereo")
    init = write_sine(tmp_path / "init.wav", 500, 44100, 0.8, channels=2)
    clip = paint(generator, replace(REQUEST, init=init, denoising=0.5))
    assert generator.channels == 2
    assert clip.sound.shape == (2, clip.request.frames)
    assert not np.array_equal(clip.sound[0], clip.sound[1])


def test_same_request_same_bits(generator: Diffusion) -> None:
    assert same(paint(generator, REQUEST), paint(generator, REQUEST))


def test_alpha_0_and_1_are_exactly_the_ends(generator: Diffusion) -> None:
    at_a, at_b = paint(generator, REQUEST), paint(generator, replace(REQUEST, alpha=1.0))
    assert same(at_a, paint(generator, replace(REQUEST, prompt_b="bells", seed_b=9)))
    assert same(at_b, paint(generator, replace(REQUEST, prompt_a="drums", seed_a=2)))
    middle = paint(generator, replace(REQUEST, alpha=0.5))
    assert min(difference(middle, at_a), difference(middle, at_b)) > 0.5


def test_only_the_seeds_may_be_interpolated(generator: Diffusion) -> None:
    ends = replace(REQUEST, prompt_b="piano")
    walk = [paint(generator, replace(ends, alpha=alpha)) for alpha in (0, 0.25, 0.5, 0.75, 1)]
    from_a = [difference(clip, walk[0]) for clip in walk]
    assert from_a == sorted(from_a)
    assert from_a[1] > 0
    assert same(paint(generator, replace(ends, seed_b=1, alpha=0.3)), walk[0])


def test_a_clip_is_decoded_from_the_phases_of_the_one_before(generator: Diffusion) -> None:
    before = paint(generator, REQUEST)
    request = replace(REQUEST, alpha=0.1)
    alone, following = paint(generator, request), paint(generator, request.following(REQUEST), before)
    assert np.array_equal(alone.image, following.image)
    unlike = [1 - float(np.corrcoef(before.sound[0], clip.sound[0])[0, 1]) for clip in (alone, following)]
    assert unlike[1] < 0.6 * unlike[0]


@pytest.mark.parametrize("join", ["loop", "continue"])
def test_a_clip_is_painted_though_the_init_clip_of_an_ancestor_is_gone(
    generator: Diffusion, tmp_path: Path, join: str, caplog: pytest.LogCaptureFixture
) -> None:
    """From the ancestor where that is still held, else without it, which is told once."""
    init = write_sine(tmp_path / "init.wav", 500, 44100, 0.8)
    first = replace(REQUEST, init=init, denoising=0.5)
    second = replace(REQUEST, seed_a=3, join=join).following(first)
    third = replace(second, seed_a=4).following(second)
    held = ClipCache()
    as_it_was = [painter.paint(generator, held, request, lambda: False)[0] for request in (first, second)]
    Path(init).unlink()
    clip, painted = painter.paint(generator, held, third, lambda: False)
    assert painted == [clip]
    assert same(clip, paint(generator, third, as_it_was[1]))
    lost = ClipCache()
    clip, painted = painter.paint(generator, lost, third, lambda: False)
    assert [each.request for each in painted] == [second, third]
    assert same(clip, paint(generator, third, paint(generator, second)))
    painter.paint(generator, lost, replace(third, seed_a=5).following(third), lambda: False)
    assert caplog.text.count("cannot be read") == 1
    with pytest.raises(ValueError, match="cannot be read"):
        painter.paint(generator, lost, first, lambda: False)


def test_a_clip_of_another_length_lends_no_phases(generator: Diffusion) -> None:
    other = paint(generator, replace(REQUEST, tempo=290))
    assert same(paint(generator, REQUEST, other), paint(generator, REQUEST))


def test_it_stops_wherever_it_is_cancelled(generator: Diffusion) -> None:
    asked = count()
    paint_asking = generator.paint(REQUEST, None, lambda: next(asked) < 0)
    assert paint_asking.request == REQUEST
    times = next(asked)
    assert times >= 2 + REQUEST.steps
    for stop in range(times):
        answers: Iterator[bool] = (number == stop for number in count())
        with pytest.raises(Cancelled):
            generator.paint(REQUEST, None, lambda answers=answers: next(answers))


def test_prompts_are_embedded_once(generator: Diffusion, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded: list[str] = []
    embed = generator.model.embed
    monkeypatch.setattr(generator.model, "embed", lambda prompt: embedded.append(prompt) or embed(prompt))
    fresh = Diffusion(generator.model, "fresh")
    for alpha in (0.0, 0.3, 0.6):
        paint(fresh, replace(REQUEST, alpha=alpha))
    assert sorted(embedded) == ["", "drums", "piano"]


def test_an_init_clip_is_painted_over_by_denoising(generator: Diffusion, tmp_path: Path) -> None:
    init = write_sine(tmp_path / "init.wav", 1000, 44100, 0.8)
    request = replace(REQUEST, init=init, steps=4)
    sound = load_sound(Path(init), request.frames, request.rate, 1)
    bands = magnitudes(sound, RIFFUSION, request.rate, 80, loop=True)
    sine = RIFFUSION.encode(bands / np.float32(bands.max() / RIFFUSION.max_value))
    untouched = generator.model.decode(generator.model.encode(sine))
    walk = [paint(generator, replace(request, denoising=quarters / 4)) for quarters in range(5)]
    distances = [float(np.abs(clip.image.astype(float) - untouched).mean()) for clip in walk]
    assert distances[0] == 0
    assert distances[0] < distances[1] < distances[2]
    assert same(walk[4], paint(generator, replace(REQUEST, steps=4)))
    assert not any(same(clip, walk[4]) for clip in walk[:4])


def test_an_init_clip_that_changes_is_read_again(generator: Diffusion, tmp_path: Path) -> None:
    request = replace(REQUEST, init=write_sine(tmp_path / "init.wav", 300, 44100, 0.8), denoising=0.0)
    low = paint(generator, request)
    write_sine(tmp_path / "init.wav", 3000, 44100, 0.8)
    assert difference(paint(generator, request), low) > 0


def test_an_init_clip_that_is_not_needed_is_not_read(generator: Diffusion) -> None:
    request = replace(REQUEST, init="/nowhere.wav", denoising=1.0)
    assert same(paint(generator, request), paint(generator, REQUEST))


@pytest.mark.parametrize("content", [None, b"", b"RIFF is not enough", "empty", "nan"])
def test_an_init_clip_without_sound_is_refused(
    generator: Diffusion, tmp_path: Path, content: bytes | str | None
) -> None:
    path = tmp_path / "init.wav"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        soundfile.write(path, np.full(0 if content == "empty" else 100, np.nan), 44100, subtype="FLOAT")
    with pytest.raises(ValueError, match=r"init clip .*init\.wav"):
        paint(generator, replace(REQUEST, init=str(path), denoising=0.5))


@pytest.mark.parametrize("file_rate", [8000, 44100, 48000, 96000])
@pytest.mark.parametrize("rate", [44100, 48000])
def test_a_sound_is_resampled(tmp_path: Path, file_rate: int, rate: int) -> None:
    path = Path(write_sine(tmp_path / "a.wav", 1000, file_rate, 1.5))
    sound = load_sound(path, rate, rate, 1)
    assert sound.shape == (1, rate)
    assert sound.dtype == np.float32
    assert loudest_hz(sound[0], rate) == pytest.approx(1000, abs=1)
    assert np.sqrt(np.mean(sound[0, 1000:-1000] ** 2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.01)


def test_a_short_sound_goes_round_and_a_long_one_is_cut(tmp_path: Path) -> None:
    short = load_sound(Path(write_sine(tmp_path / "a.wav", 1000, 48000, 0.1)), 48000, 48000, 1)
    assert np.array_equal(short[:, :4800], short[:, 4800:9600])
    assert np.array_equal(short[:, :4800], short[:, -4800:])
    long = load_sound(Path(write_sine(tmp_path / "b.wav", 1000, 48000, 2)), 48000, 48000, 1)
    assert long.shape == (1, 48000)


@pytest.mark.parametrize(("there", "wanted", "pitches"), [(1, 2, [500, 500]), (2, 2, [500, 1000]), (3, 2, [500, 1000])])
def test_channels_are_mapped(tmp_path: Path, there: int, wanted: int, pitches: list[float]) -> None:
    sound = load_sound(Path(write_sine(tmp_path / "a.wav", 500, 48000, 1, there)), 48000, 48000, wanted)
    assert [loudest_hz(channel, 48000) for channel in sound] == pytest.approx(pitches, abs=1)


def test_stereo_becomes_mono_as_the_mean(tmp_path: Path) -> None:
    path = Path(write_sine(tmp_path / "a.wav", 500, 48000, 1, 2))
    both, mono = load_sound(path, 48000, 48000, 2), load_sound(path, 48000, 48000, 1)
    assert np.allclose(mono[0], both.mean(axis=0), atol=1e-6)


def test_slerp_keeps_the_norm_and_its_ends_exactly() -> None:
    a, b = (torch.randn(1, 4, 64, 10, generator=torch.Generator().manual_seed(seed)) for seed in (1, 2))
    assert torch.equal(slerp(a, b, 0), a)
    assert torch.equal(slerp(a, b, 1), b)
    for alpha in (0.1, 0.5, 0.9):
        straight = (1 - alpha) * a.norm() + alpha * b.norm()
        assert float(slerp(a, b, alpha).norm()) == pytest.approx(float(straight), rel=0.01)
    assert torch.lerp(a, b, 0.5).norm() < 0.8 * a.norm()  # what it is for


def test_slerp_keeps_the_norm_of_long_noise_in_half_precision() -> None:
    a, c = (torch.randn(1, 4, 64, 512, generator=torch.Generator().manual_seed(seed)) for seed in (1, 2))
    half = slerp(a.half(), (0.5 * a + 0.75**0.5 * c).half(), 0.5)
    assert half.dtype == torch.float16
    assert float(half.float().norm()) == pytest.approx(float(a.norm()), rel=0.01)


def test_slerp_turns_at_an_even_pace() -> None:
    a, b = torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0])
    assert torch.allclose(slerp(a, b, 1 / 3), torch.tensor([np.cos(np.pi / 6), np.sin(np.pi / 6)], dtype=torch.float32))


@pytest.mark.parametrize("b", [[1.0, 2.0], [1.0, 2.000001], [0.0, 0.0], [-1.0, -2.0]])
def test_slerp_of_parallel_noise_is_a_straight_line(b: list[float]) -> None:
    a = torch.tensor([1.0, 2.0])
    assert torch.allclose(slerp(a, torch.tensor(b), 0.25), 0.75 * a + 0.25 * torch.tensor(b))


def test_the_device_is_there_or_it_says_which_are() -> None:
    assert pick_device("cpu") == "cpu"
    assert pick_device("auto") in ("cuda", "mps", "cpu")
    with pytest.raises(ValueError, match=r"this machine has .*cpu"):
        pick_device("abacus")


def test_level_is_put_right_within_its_reach_and_silence_is_left_alone() -> None:
    noise = np.sign(np.random.default_rng(1).standard_normal((1, 48000))).astype(np.float32)
    for rms, wanted in [(0.06, 0.1), (0.1, 0.1), (0.19, 0.1), (0.01, 0.04), (0.9, 0.1)]:
        assert levelled(noise * rms, 0.1, 48000).std() == pytest.approx(wanted, rel=0.02)
    assert levelled(noise, None, 48000) is noise
    assert not levelled(np.zeros((1, 9), np.float32), 0.1, 48000).any()


def test_single_peaks_do_not_hold_down_the_level() -> None:
    """A stroke above full scale goes down, with 20 ms about it; the rest is as loud as ever."""
    tone = 0.14 * np.sin(2 * np.pi * 440 * np.arange(48000, dtype=np.float32) / 48000)[None]
    struck = tone.copy()
    struck[:, 0:30] = 1.5  # on the downbeat: the end of the loop goes down, too
    gain = levelled(struck, 0.1, 48000)[0, 7::109] / struck[0, 7::109]
    sound = levelled(struck, 0.1, 48000)
    assert np.abs(sound).max() == pytest.approx(0.95, rel=1e-4)
    assert sound[0, 1000:47000] == pytest.approx(tone[0, 1000:47000] * gain[200], abs=1e-6)
    assert gain[200] > 0.9
    assert np.abs(np.diff(gain, append=gain[:1])).max() < 0.2, "it glides"
    very = tone.copy()
    very[:, 24000] = 9
    assert np.abs(levelled(very, 0.1, 48000)[0, :20000]).max() == pytest.approx(0.14 * 2 * 0.95 / 9, rel=0.01)


def test_what_is_kept_stays_where_peaks_are_held_down() -> None:
    sound = 0.1 * np.random.default_rng(0).standard_normal((2, 48000)).astype(np.float32)
    sound[:, :1] = sound[:, 100:200] = 1.4
    held = levelled(sound, 0.1, 48000, 12000)
    assert np.array_equal(held[:, -12000:], sound[:, -12000:])
    assert np.abs(held).max() <= 0.95 + 1e-6
    assert np.abs(np.diff(held[0, 1:] / sound[0, 1:], append=1)).max() < 0.1, "no jump where it begins"
