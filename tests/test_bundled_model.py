"""The checkpoint that ships: it loads, and it paints the same again at any width."""

import re
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

import generators
from generators import bundled_model
from generators.base import Cancelled, ClipRequest
from generators.bundled_model import BundledModel
from generators.column_transformer import circular_rotation, clock
from generators.metre import COMMON
from generators.model import DiffusionModel
from generators.patch_codec import CodecConfig, PatchCodec
from generators.stored import dequantise, quantise, read_config, write_json
from generators.training.train import undistilled
from generators.walk import Walks, schedule

pytestmark = pytest.mark.offline

FOLDER = Path(generators.__file__).parent / "bundled"
REQUEST = ClipRequest("techno drum loop", "techno drum loop", guidance=2.0, steps=2, bars=1, tempo=120)


def go_on() -> bool:
    return False


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is painted again is walked again, too."""
    monkeypatch.setattr(Walks, "remembered", lambda _, walk, *__: walk())


@pytest.fixture(scope="module")
def model() -> DiffusionModel:
    torch.set_num_threads(1)
    return BundledModel.load(FOLDER, "cpu")


def paint(
    model: DiffusionModel, columns: int = 200, init: torch.Tensor | None = None, **changes: float
) -> torch.Tensor:
    request = ClipRequest(**{**REQUEST.to_json(), **changes})
    prompts = model.embed(request.prompt_a), model.embed(request.negative)
    return model.denoise(model.noise(request.seed_a, columns), init, *prompts, request, go_on)


def test_same_request_same_picture(model: DiffusionModel) -> None:
    assert torch.equal(paint(model), paint(model))
    assert not torch.equal(paint(model), paint(model, seed_a=1))


@pytest.mark.parametrize("columns", [96, 200, 1600])
def test_any_width(model: DiffusionModel, columns: int) -> None:
    image = model.decode(paint(model, columns, steps=1))
    assert image.shape == (model.channels, model.fmt.bands, columns)
    assert image.dtype == np.uint8


def test_denoising_0_keeps_init_and_1_ignores_it(model: DiffusionModel) -> None:
    init = paint(model, seed_a=5)
    assert torch.equal(paint(model, init=init, denoising=0.0), init)
    assert torch.equal(paint(model, init=init, denoising=1.0), paint(model))
    distances = [(paint(model, init=init, denoising=amount, steps=4) - init).norm() for amount in (0.25, 0.75)]
    assert 0 < distances[0] < distances[1]


def test_steps_follow_a_velocity_that_changes(model: DiffusionModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a velocity that grows evenly they miss less than Euler's steps do. A distilled one's is of the whole step."""
    assert isinstance(model, BundledModel)
    monkeypatch.setattr(model, "transformer", undistilled(model.transformer))
    monkeypatch.setattr(model, "velocity", lambda _, latents, time, *__: torch.full_like(latents, 2 * time))
    noise, prompt = model.noise(0, 96), model.embed("")
    request = replace(REQUEST, steps=4)
    walked = noise - model.denoise(noise, None, prompt, prompt, request, go_on)
    euler = sum(2 * time * (time - after) for time, after in pairwise(schedule(1.0, 4)))
    assert 1 < walked.mean() < 0.75 * (euler - 1) + 1


def test_guidance_1_does_not_ask_for_the_negative(model: DiffusionModel) -> None:
    assert torch.equal(paint(model, guidance=1.0), paint(model, guidance=1.0, negative="piano"))
    assert not torch.equal(paint(model, negative="vocals"), paint(model, negative="piano"))


def test_guidance_that_was_learned_takes_one_evaluation(model: DiffusionModel, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(model, BundledModel)
    pictures: list[int] = []
    forward = model.transformer.forward
    monkeypatch.setattr(model.transformer, "forward", lambda *a: (pictures.append(len(a[0])), forward(*a))[1])
    assert not torch.equal(paint(model, guidance=1.0), paint(model, guidance=3.0))
    assert torch.equal(paint(model, guidance=5.0), paint(model, guidance=20.0))  # as far as it goes
    assert pictures == [1] * 8
    paint(model, negative="piano")
    assert pictures[8:] == [2] * 2


def test_more_guidance_leads_further(model: DiffusionModel) -> None:
    """By any strength, of which the most that was learned is 5."""
    none, *led = (paint(model, steps=1, guidance=1 + strength / 2) for strength in range(9))
    most = led[-1] - none
    shares = [0.0, *(float(((latents - none) * most).sum() / most.square().sum()) for latents in led)]
    assert all(before < after < before + 0.3 for before, after in pairwise(shares))


def test_guidance_leads_to_the_beat_and_to_the_key(model: DiffusionModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where both prompts are the same it leads to nothing else; to the beat not before the second step."""

    def led(**changes: int) -> float:
        guided, plain = (paint(model, negative=REQUEST.prompt_a, guidance=guidance, **changes) for guidance in (3.0, 1))
        return float((guided - plain).norm() / plain.norm())

    both, at_once = led(), led(steps=1)
    with monkeypatch.context() as without_beat:
        without_beat.setattr(bundled_model, "FAINT", 1.0)
        key_alone = led()
        assert led(steps=1) == at_once
    monkeypatch.setattr(bundled_model, "keyless", lambda key: key)
    beat_alone = led()
    assert led(steps=1) < 0.02 < min(beat_alone, key_alone)
    assert max(beat_alone, key_alone) < both
    monkeypatch.setattr(bundled_model, "FAINT", 1.0)
    assert led() < 0.02


def test_bars_of_three_are_told_more_strongly() -> None:
    """Where they begin and where within them a column lies; not the beats."""
    for metre, strength in (("4/4", 1), ("3/4", 2), ("6/8", 1)):
        told = clock(2, metre, 48)
        bars = 2 * np.pi * 2 * (np.arange(48) + 0.5) / 48
        stressed = bundled_model.stress_bars(told, metre).numpy()
        np.testing.assert_allclose(stressed[:, 1], strength * np.sin(bars), atol=1e-5)
        np.testing.assert_allclose(stressed[:, 7], strength * np.cos(bars), atol=1e-5)
        others = [column for column in range(12) if column not in (1, 7)]
        np.testing.assert_array_equal(stressed[:, others], told[:, others])


def test_cancelled_between_steps(model: DiffusionModel) -> None:
    answers = iter([False, True])
    prompt = model.embed("piano")
    with pytest.raises(Cancelled):
        model.denoise(model.noise(0, 96), None, prompt, prompt, REQUEST, lambda: next(answers))


def test_what_the_codec_painted_it_reads_back(model: DiffusionModel) -> None:
    image = model.decode(paint(model))
    again = model.decode(model.encode(image))
    assert np.abs(image.astype(int) - again).mean() < 1


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_of_numbers_is_not_played(model: DiffusionModel, value: float) -> None:
    latents = model.noise(0, 96)
    latents[0, 3, 0, 5] = value
    with pytest.raises(FloatingPointError, match=r"left the range of torch\.float32$"):
        model.decode(latents)


def test_tempo_and_prompt_change_the_picture(model: DiffusionModel) -> None:
    assert not torch.equal(paint(model), paint(model, tempo=90))
    assert not torch.equal(model.embed("piano").tokens, model.embed("drums").tokens)
    assert model.embed("").mask.sum() > 0
    assert model.embed("piano " * 100).mask.sum() == 100 + 2 * 4  # in four pieces, each with its begin and end


def test_time_goes_round(model: DiffusionModel) -> None:
    """Rolling noise and clock round the loop rolls the picture and changes nothing else."""
    assert isinstance(model, BundledModel)
    noise, prompt, tempo = model.noise(0, 320), model.embed("techno"), torch.tensor([120.0])
    arguments = torch.ones(1), prompt.tokens[None], prompt.mask[None]
    beat = clock(1, COMMON, 40)[None]
    here = model.transformer(noise, *arguments, beat, tempo)
    there = model.transformer(noise.roll(7, -1), *arguments, beat.roll(7, 1), tempo)
    torch.testing.assert_close(there, here.roll(7, -1), atol=1e-3, rtol=1e-3)


def test_rotation_closes_on_itself() -> None:
    cos, sin = circular_rotation(50, 32)
    step = torch.complex(cos[1], sin[1])
    torch.testing.assert_close(step**50, torch.ones_like(step), atol=1e-4, rtol=0)


def test_quantised_rows_are_within_half_a_step() -> None:
    weights = {"matrix": torch.randn(8, 100), "bias": torch.randn(8)}
    stored = quantise(weights)
    assert stored["matrix"].dtype == torch.int8
    restored = dequantise(stored)
    step = weights["matrix"].abs().amax(dim=1, keepdim=True) / 127
    assert ((restored["matrix"] - weights["matrix"]).abs() <= 0.51 * step).all()
    assert torch.equal(restored["bias"], weights["bias"])
    assert set(restored) == set(weights)


def test_a_part_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    codec = PatchCodec(CodecConfig(bands=32, coefficients=4))
    torch.nn.init.normal_(codec.mean)
    codec.store(tmp_path)
    back = PatchCodec.load(tmp_path)
    assert back.config == codec.config
    assert all(torch.equal(value, codec.state_dict()[name]) for name, value in back.state_dict().items())
    write_json(tmp_path / "config.json", read_config(tmp_path) | {"colour": 1})
    with pytest.raises(ValueError, match=re.escape(f"{tmp_path}: ") + ".*'colour'"):
        PatchCodec.load(tmp_path)
    write_json(tmp_path / "config.json", {"bands": 64})
    with pytest.raises(ValueError, match="size mismatch"):
        PatchCodec.load(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"none")
    with pytest.raises(ValueError, match=re.escape(f"{tmp_path}: ")):
        PatchCodec.load(tmp_path)


@pytest.mark.parametrize("part", ["codec", "phrases", "text_encoder", "tokenizer", "transformer", "vocoder"])
def test_a_part_that_is_damaged_or_missing_is_named_in_one_line(tmp_path: Path, part: str) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    harmed = next(path for path in sorted((tmp_path / part).iterdir()) if path.suffix in (".safetensors", ".json"))
    harmed.write_bytes(harmed.read_bytes()[:100])
    with pytest.raises(ValueError, match=re.escape(f"{tmp_path / part}: it is damaged")) as damaged:
        BundledModel.load(tmp_path, "cpu")
    assert "\n" not in str(damaged.value)
    shutil.rmtree(tmp_path / part)
    with pytest.raises(ValueError, match=rf"lacks .*: {part}"):
        BundledModel.load(tmp_path, "cpu")


def test_another_pipeline_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')
    with pytest.raises(ValueError, match="StableDiffusionPipeline"):
        BundledModel.load(tmp_path, "cpu")
