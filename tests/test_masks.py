"""Repainting a part of a clip, and clips that go on from others, with the model that comes along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from hearing import step
from tiny_checkpoint import write_checkpoint

from benchmarks.going_round import moved
from generators.base import HIGHEST_HZ, LAST_BEAT, Clip, ClipRequest, Sound
from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.diffusion import Diffusion
from generators.masks import of_latents, overlap, requested
from generators.sounds import load_sound, rms
from generators.spectrogram import BUNDLED, RIFFUSION, analyse, magnitudes, stft
from generators.stable_diffusion import StableDiffusion
from generators.walk import Walks

pytestmark = pytest.mark.offline

REQUEST = ClipRequest("techno drum loop", "solo piano", seed_a=1, seed_b=2, steps=4, bars=1, tempo=120, rate=44100)


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is painted again is walked again, too."""
    monkeypatch.setattr(Walks, "remembered", lambda _, walk, *__: walk())


@pytest.fixture(scope="module")
def generator() -> Diffusion:
    torch.set_num_threads(1)
    return Diffusion(BundledModel.load(BUNDLED_FOLDER, "cpu"), "bundled")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Diffusion:
    return Diffusion(StableDiffusion.load(write_checkpoint(tmp_path_factory.mktemp("checkpoint"))), "tiny")


@pytest.fixture(scope="module")
def init(generator: Diffusion, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("init") / "init.wav"
    soundfile.write(path, paint(generator, REQUEST).sound.T, REQUEST.rate, subtype="FLOAT")
    return str(path)


def paint(generator: Diffusion, request: ClipRequest, after: Clip | None = None) -> Clip:
    return generator.paint(request, after, lambda: False)


@pytest.mark.parametrize(("begin", "end", "painted"), [(1, 3, [1, 2]), (3, 1, [0, 3]), (2, 32, [2, 3]), (2, 2, [])])
def test_a_span_is_counted_in_beats_and_goes_round(begin: float, end: float, painted: list[int]) -> None:
    mask = requested(replace(REQUEST, init="x", mask_from=begin, mask_to=end), BUNDLED, 200)
    assert [beat for beat in range(4) if mask[:, 50 * beat : 50 * beat + 50].all()] == painted
    assert mask.sum() == 50 * 256 * len(painted)


def test_a_band_is_counted_in_hertz_with_low_ones_below() -> None:
    mask = requested(replace(REQUEST, init="x", mask_low=1000, mask_high=2000), RIFFUSION, 8)
    rows = 511 - np.flatnonzero(mask[:, 0])
    assert 1000 <= RIFFUSION.band_hz[rows].min() < 1020
    assert 1980 < RIFFUSION.band_hz[rows].max() <= 2000
    assert not mask[-1].any()


def test_latents_are_painted_where_any_of_their_pixels_is() -> None:
    mask = np.zeros((16, 32), bool)
    mask[3, 9] = mask[15, 31] = True
    cells = of_latents(mask, 2, 4)
    assert cells.shape == (1, 1, 2, 4)
    assert cells[0, 0].tolist() == [[0, 1, 0, 0], [0, 0, 0, 1]]


@pytest.mark.parametrize("denoising", [0.6, 1.0])
@pytest.mark.parametrize(
    "mask", [{"mask_from": 1.0, "mask_to": 2.5}, {"mask_from": 3.0, "mask_to": 1.0}, {"mask_low": 800.0}]
)
def test_only_what_lies_in_the_mask_is_painted(
    generator: Diffusion, init: str, denoising: float, mask: dict[str, float]
) -> None:
    request = replace(REQUEST, prompt_a="solo piano", init=init, denoising=denoising, seed_a=9, **mask)  # type: ignore[arg-type]
    sound = load_sound(Path(init), request.frames, request.rate, 1)
    before = analyse(sound, BUNDLED, request.rate, 200, loop=True).astype(float)
    inside = requested(request, BUNDLED, 200)
    change = abs(paint(generator, request).image - before)[0]
    assert change[~inside].max() <= 1  # the init clip is brought to the model's level: what lies half-way may round up
    assert change[inside].mean() > 2
    free = abs(paint(generator, replace(request, mask_from=0, mask_to=LAST_BEAT, mask_low=0)).image - before)[0]
    assert free[~inside].mean() > 2


def test_a_stable_diffusion_model_keeps_what_lies_outside(tiny: Diffusion, init: str) -> None:
    request = replace(REQUEST, init=init, denoising=1.0, mask_from=1.0, mask_to=2.0)
    columns = tiny.columns(request)
    sound = load_sound(Path(init), request.frames, request.rate, 1)
    bands = magnitudes(sound, RIFFUSION, request.rate, columns, loop=True)
    before = RIFFUSION.encode(bands / np.float32(bands.max() / RIFFUSION.max_value))
    inside = requested(request, RIFFUSION, columns)
    image = paint(tiny, request).image
    assert np.array_equal(image[0][~inside], before[0][~inside])
    assert not np.array_equal(image[0][inside], before[0][inside])


def test_denoising_is_monotone_from_the_init_clip_to_none_of_it(generator: Diffusion, init: str) -> None:
    request = replace(REQUEST, prompt_a="solo piano", seed_a=9, init=init, steps=8)
    clips = [paint(generator, replace(request, denoising=quarters / 4)) for quarters in range(5)]
    images = [clip.image.astype(float) for clip in clips]
    sound = load_sound(Path(init), request.frames, request.rate, 1)
    codec = generator.model
    through = codec.decode(codec.encode(analyse(sound, BUNDLED, request.rate, 200, loop=True)))
    assert np.abs(images[0] - through).max() <= 1
    distances = [abs(image - images[0]).mean() for image in images]
    assert distances == sorted(distances)
    assert min(np.diff(distances)) > 0
    assert np.array_equal(images[4], paint(generator, replace(request, init="", denoising=1.0)).image)


def test_half_of_denoising_is_about_half_the_way(generator: Diffusion, tmp_path: Path) -> None:
    ways = []
    for below, prompt in (("solo piano", "church bells"), ("techno drum loop", "solo piano"), ("bass", "flute")):
        first = paint(generator, replace(REQUEST, prompt_a=below))
        soundfile.write(tmp_path / "init.wav", first.sound.T, REQUEST.rate, subtype="FLOAT")
        request = replace(REQUEST, prompt_a=prompt, seed_a=9, init=str(tmp_path / "init.wav"))
        images = [paint(generator, replace(request, denoising=part)).image.astype(float) for part in (0, 0.5, 1)]
        ways.append(abs(images[1] - images[0]).mean() / abs(images[2] - images[0]).mean())
    assert 0.3 < np.mean(ways) < 0.7


def test_the_same_request_is_the_same_clip_with_a_mask_too(generator: Diffusion, init: str) -> None:
    request = replace(REQUEST, init=init, mask_from=2.0)
    assert np.array_equal(paint(generator, request).sound, paint(generator, request).sound)


@pytest.mark.parametrize("gain", [1.0, 0.1, 0.001])
def test_riffusion_s_pictures_use_the_whole_range_whatever_the_level(
    tiny: Diffusion, gain: float, tmp_path: Path
) -> None:
    """As those it was trained on do. What is kept of an init clip is as loud as it was."""
    time = np.arange(44100) / 44100
    chord = sum(0.2 * np.sin(2 * np.pi * hz * time) for hz in (330, 440, 550)) * gain
    soundfile.write(tmp_path / "init.wav", chord, 44100, subtype="FLOAT")
    kept = paint(tiny, replace(REQUEST, init=str(tmp_path / "init.wav"), mask_from=2, mask_to=2))
    assert kept.image.min() == 0
    assert rms(kept.sound) == pytest.approx(np.std(chord), rel=0.1)


def joint(before: Sound, after: Sound) -> tuple[float, float]:
    """Percentile of the sample jump and of the spectral flux between two sounds among those inside them."""
    sound = np.concatenate([before, after], axis=1)
    frames, columns = before.shape[1], round(sound.shape[1] / 441)
    jumps = np.abs(np.diff(sound[0]))
    spectrum = np.abs(stft(sound, BUNDLED, 44100, columns, sound.shape[1] / columns, loop=True))[0]
    flux = np.linalg.norm(np.diff(spectrum, axis=1), axis=0)
    middle = round(frames / sound.shape[1] * columns)
    jump, change = jumps[frames - 1], flux[middle - 1 : middle + 1].min()
    return float((jumps < jump).mean() * 100), float((flux < change).mean() * 100)


def test_level_goes_from_the_init_clip_s_to_the_model_s(generator: Diffusion, tmp_path: Path) -> None:
    """As evenly as what is heard: in decibels."""
    noise = 0.01 * np.random.default_rng(1).standard_normal(88200)
    soundfile.write(tmp_path / "quiet.wav", noise, 44100, subtype="FLOAT")
    request = replace(REQUEST, prompt_a="warm synth pad", prompt_b="warm synth pad", init=str(tmp_path / "quiet.wav"))
    levels = [
        20 * np.log10(rms(paint(generator, replace(request, denoising=part)).sound)) for part in (0, 0.25, 0.5, 0.75, 1)
    ]
    assert levels == pytest.approx([-40, -35, -30, -25, -20], abs=1)


@pytest.mark.parametrize("prompt", ["warm synth pad", "techno drum loop", "solo piano"])
def test_a_loop_has_no_seam(generator: Diffusion, prompt: str) -> None:
    """On the downbeat, beside an attack, no step is larger than those about it; where the seam lies off the beat it is
    no more than what is within the clip, of three clips in two at least: one place in twenty is among the largest."""
    request = replace(REQUEST, prompt_a=prompt, prompt_b=prompt, guidance=3)
    found = []
    for seed in range(3):
        clip = paint(generator, replace(request, seed_a=seed, seed_b=seed))
        assert step(clip.sound[0], clip.sound[0]) < 1
        with moved(generator.model, 0.4):
            clip = paint(generator, replace(request, seed_a=seed, seed_b=seed))
        found.append(joint(clip.sound, clip.sound))
    jump, flux = np.median(found, axis=0)
    assert jump <= 95
    assert flux <= 95


def test_a_clip_goes_on_from_the_one_before(generator: Diffusion) -> None:
    pad = replace(REQUEST, prompt_a="warm synth pad", prompt_b="warm synth pad", guidance=2.0, seed_a=2, seed_b=2)
    first = paint(generator, pad)
    request = replace(pad, prompt_a="church bells", prompt_b="church bells", seed_a=7, seed_b=7)
    fresh = paint(generator, request.following(pad), first)
    going_on = paint(generator, replace(request, join="continue").following(pad), first)
    tail = overlap(request, 200)
    assert tail == 50
    assert np.array_equal(going_on.image[..., -tail:], first.image[..., -tail:])
    assert abs(going_on.image[..., :-tail].astype(float) - first.image[..., :-tail]).mean() > 5
    joined = np.abs(first.sound[0, -2000:] - going_on.sound[0, -2000:]).mean()
    assert joined < 0.75 * np.abs(first.sound[0, -2000:] - fresh.sound[0, -2000:]).mean()
    # the beginning fits the first clip's end better than that of a clip that knows nothing of it
    step = [abs(first.image[0, :, -1].astype(float) - clip.image[0, :, 0]).mean() for clip in (going_on, fresh)]
    assert step[0] < step[1]
    assert joint(first.sound, going_on.sound)[0] <= 99


def test_with_nothing_before_it_a_clip_is_a_loop(generator: Diffusion) -> None:
    going_on = paint(generator, replace(REQUEST, join="continue"))
    assert np.array_equal(going_on.sound, paint(generator, REQUEST).sound)


def test_requests_survive_json_and_old_ones_are_read() -> None:
    request = replace(REQUEST, join="continue", mask_high=500.0).following(REQUEST)
    assert ClipRequest.from_json(request.to_json()) == request
    old = {name: value for name, value in REQUEST.to_json().items() if not name.startswith(("mask", "join"))}
    assert ClipRequest.from_json(old) == REQUEST
    assert REQUEST.mask_high == HIGHEST_HZ


@pytest.mark.parametrize("denoising", [0.5, 1.0])
@pytest.mark.parametrize("alpha", [0, 0.5])
def test_latents_outside_the_mask_stay_in_every_step(
    generator: Diffusion, tiny: Diffusion, denoising: float, alpha: float
) -> None:
    """What is painted inside sees them: kept or not, the rest of the picture turns out otherwise."""
    for each in (generator, tiny):
        model, request = each.model, replace(REQUEST, denoising=denoising)
        noise, init, prompt = model.noise(1, 192), 0.5 * model.noise(2, 192), model.embed("solo piano")
        blend = prompt.lerp(model.embed("techno drum loop"), alpha)
        repaint = torch.zeros(1, 1, *noise.shape[2:])
        repaint[..., :12] = 1
        kept, free = (
            model.denoise(noise, init, blend, prompt, request, lambda: False, mask) for mask in (repaint, None)
        )
        assert torch.equal(kept[..., 12:], init[..., 12:])
        assert not torch.allclose(kept[..., :12], free[..., :12], atol=1e-3)


def test_what_is_kept_of_an_init_clip_keeps_its_phases(generator: Diffusion, init: str) -> None:
    request = replace(REQUEST, init=init, denoising=1.0, mask_from=2.0)
    sound = load_sound(Path(init), request.frames, request.rate, 1)[0]
    painted = paint(generator, request).sound[0]
    kept = slice(request.frames // 16, 7 * request.frames // 16)
    assert np.corrcoef(painted[kept], sound[kept])[0, 1] > 0.85
