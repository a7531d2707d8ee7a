"""What Stable Diffusion checkpoints may be and how they may be used: one file, parts in place of others, samplers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import AutoencoderTiny, UNet2DConditionModel
from diffusers.models.downsampling import Downsample2D
from original_layout import write_original
from safetensors.torch import save_file
from tiny_checkpoint import LENGTH, write_checkpoint
from torch import Tensor

from benchmarks.full_size import build, megabytes
from generators.base import ClipRequest
from generators.catalogue import open_generator
from generators.circular import CircularConv2d, make_circular
from generators.diffusion import Diffusion
from generators.identity import identity
from generators.samplers import Walk
from generators.spec import SAMPLERS, Spec
from generators.stable_diffusion import StableDiffusion

pytestmark = pytest.mark.offline

COLUMNS = 64
REQUEST = ClipRequest("piano", "drums", steps=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.set_num_threads(1)
    return write_checkpoint(tmp_path_factory.mktemp("checkpoint"))


@pytest.fixture(scope="module")
def model(folder: Path) -> StableDiffusion:
    return StableDiffusion.load(folder)


def denoise(model: StableDiffusion, request: ClipRequest = REQUEST, noise: Tensor | None = None) -> Tensor:
    noise = model.noise(request.seed_a, COLUMNS) if noise is None else noise
    prompts = model.embed(request.prompt_a), model.embed(request.negative)
    return model.denoise(noise, None, *prompts, request, lambda: False)


def load(folder: Path, options: str) -> StableDiffusion:
    return StableDiffusion.load(folder, options=Spec.parse(f"{folder}:{options}"))


# --- one file


def test_a_file_in_the_original_layout_is_the_same_checkpoint(
    folder: Path, model: StableDiffusion, tmp_path: Path
) -> None:
    file = write_original(folder, tmp_path / "model.safetensors")
    single = StableDiffusion.load(file, configs=folder)
    for one, other in ((single.unet, model.unet), (single.vae, model.vae), (single.text_encoder, model.text_encoder)):
        expected = other.state_dict()
        assert {name: torch.equal(value, expected[name]) for name, value in one.state_dict().items()} == dict.fromkeys(
            expected, True
        )
    assert torch.allclose(denoise(single), denoise(model), atol=1e-4)


def test_the_vocabulary_that_comes_along_is_clips() -> None:
    from transformers import CLIPTokenizer

    from generators.checkpoint import SD1

    tokenizer = CLIPTokenizer.from_pretrained(SD1 / "tokenizer", local_files_only=True)
    assert tokenizer("a photo of a cat").input_ids == [49406, 320, 1125, 539, 320, 2368, 49407]
    assert len(tokenizer) == 49408


@pytest.mark.parametrize(
    ("keep", "words"),
    [("model.", "no text encoder of Stable Diffusion 1.x"), ("cond_stage_model.", "no unet in the layout")],
)
def test_a_file_that_lacks_a_part_is_refused(folder: Path, tmp_path: Path, keep: str, words: str) -> None:
    from safetensors.torch import load_file

    whole = load_file(write_original(folder, tmp_path / "whole.safetensors"))
    save_file({name: value for name, value in whole.items() if name.startswith(keep)}, tmp_path / "part.safetensors")
    with pytest.raises(ValueError, match=words):
        StableDiffusion.load(tmp_path / "part.safetensors", configs=folder)


@pytest.mark.parametrize("name", ["model.ckpt", "model.bin"])
def test_pickled_files_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x80\x02")
    with pytest.raises(ValueError, match="pickled"):
        open_generator(str(tmp_path / name))


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"\x80\x02")
    with pytest.raises(ValueError, match="cannot be read as safetensors"):
        open_generator(str(tmp_path / "model.safetensors"))


# --- options


def test_options_stand_at_the_end_of_a_spec() -> None:
    spec = Spec.parse("owner/name:sampler=lcm:stereo:lora=~/a b.safetensors")
    assert spec == Spec("owner/name", stereo=True, sampler="lcm", lora="~/a b.safetensors")
    assert Spec.parse("/a:b/c") == Spec("/a:b/c")


@pytest.mark.parametrize("spec", ["x:sampler=fast", "x:vae=", "x:stereo=1", "x:precision=int8", "x:graphs=yes"])
def test_options_that_are_not_allowed_are_refused(spec: str) -> None:
    with pytest.raises(ValueError, match=r"option .* of a generator"):
        Spec.parse(spec)


@pytest.mark.parametrize("spec", ["bundled:sampler=lcm", "{}:vae=/nowhere", "{}:lora=/nowhere"])
def test_what_options_name_must_be_there(folder: Path, spec: str) -> None:
    with pytest.raises(ValueError, match=r"no options|no file or folder"):
        open_generator(spec.format(folder), "cpu")


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_sampler_is_a_function_of_its_noise(folder: Path, sampler: str) -> None:
    model = load(folder, f"sampler={sampler}")
    torch.manual_seed(1)
    once = denoise(model)
    torch.manual_seed(2)
    assert torch.equal(denoise(model), once)
    assert once.isfinite().all()
    near = denoise(model, noise=model.noise(0, COLUMNS) * 0.999 + model.noise(5, COLUMNS) * 0.001)
    assert 0 < (near - once).std() < 0.05 * once.std()


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_every_sampler_finds_what_the_noise_is_added_to(folder: Path, sampler: str) -> None:
    """With a network that knows the answer, any number of steps leads there."""
    scheduler = load(folder, f"sampler={sampler}").scheduler
    noise, clean = (torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(seed)) for seed in (1, 2))
    for steps, begin in ((1, 0), (4, 0), (8, 3)):
        walk = Walk(scheduler, steps, begin, noise)
        latents = walk.start(clean)
        for step, timestep in enumerate(walk.timesteps):
            share = scheduler.alphas_cumprod[int(timestep)]
            shown = walk.scaled(latents, step)
            latents = walk.step((shown - share.sqrt() * clean) / (1 - share).sqrt(), step, latents)
        assert (latents - clean).abs().max() < 0.15, (sampler, steps)


def test_a_tiny_vae_takes_the_place_of_the_other(folder: Path, tmp_path: Path) -> None:
    tiny = {"encoder_block_out_channels": (8,) * 4, "decoder_block_out_channels": (8,) * 4}
    AutoencoderTiny(**tiny, num_encoder_blocks=(1, 1, 1, 1), num_decoder_blocks=(1, 1, 1, 1)).save_pretrained(tmp_path)
    model = load(folder, f"vae={tmp_path}")
    assert isinstance(model.vae, AutoencoderTiny)
    latents = model.noise(1, COLUMNS)
    image = model.decode(latents)
    assert image.shape == (1, 512, COLUMNS)
    assert model.encode(image).shape == latents.shape


def test_a_unet_taught_its_guidance_is_asked_once(folder: Path, tmp_path: Path) -> None:
    config = dict(UNet2DConditionModel.load_config(folder / "unet"))
    UNet2DConditionModel.from_config(config | {"time_cond_proj_dim": 16}).save_pretrained(tmp_path)
    model = load(folder, f"unet={tmp_path}")
    sizes: list[int] = []
    model.unet.register_forward_pre_hook(lambda _, inputs: sizes.append(len(inputs[0])))
    weak, strong = (denoise(model, replace(REQUEST, guidance=guidance)) for guidance in (1.0, 7.0))
    assert sizes == [1] * 8
    assert not torch.equal(weak, strong)


@pytest.mark.parametrize("style", ["kohya", "peft", "diffusers"])
def test_a_lora_is_added_to_the_weights(folder: Path, tmp_path: Path, style: str) -> None:
    model = load(folder, "sampler=lcm")
    names = ["conv_in", "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q"]
    tensors, change = {}, {}
    for name in names:
        weight = model.unet.get_submodule(name).weight
        out, into = weight.shape[0], weight[0].numel()
        up, down = torch.randn(out, 2), torch.randn(2, into)
        change[name] = (up @ down).reshape(weight.shape)
        down = down.reshape(2, *weight.shape[1:])
        up = up.reshape(out, 2, *[1] * (weight.ndim - 2))
        if style == "kohya":
            key = f"lora_unet_{name.replace('.', '_')}."
            tensors |= {key + "lora_down.weight": down, key + "lora_up.weight": up, key + "alpha": torch.tensor(1.0)}
            change[name] *= 0.5
        else:
            pair = ("lora_A", "lora_B") if style == "peft" else ("lora.down", "lora.up")
            tensors |= {f"unet.{name}.{pair[0]}.weight": down, f"unet.{name}.{pair[1]}.weight": up}
    save_file({name: value.contiguous() for name, value in tensors.items()}, tmp_path / "lora.safetensors")
    changed = load(folder, f"lora={tmp_path / 'lora.safetensors'}")
    for name, parameter in model.unet.named_parameters():
        expected = parameter + change.get(name.removesuffix(".weight"), 0) if name.endswith(".weight") else parameter
        assert torch.allclose(changed.unet.get_parameter(name), expected, atol=1e-5), name


def test_a_lora_of_another_unet_is_refused(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "lora.safetensors"
    for name in ("conv_in", "nowhere"):
        factors = {f"unet.{name}.lora_A.weight": torch.ones(2, 3), f"unet.{name}.lora_B.weight": torch.ones(5, 2)}
        save_file(factors, file)
        with pytest.raises(ValueError, match="of another UNet"):
            load(folder, f"lora={file}")


def test_the_identity_is_that_of_the_parts_too(folder: Path, tmp_path: Path) -> None:
    save_file({"unet.a.lora_A.weight": torch.ones(1)}, tmp_path / "lora.safetensors")
    spec = f"{folder}:lora={tmp_path / 'lora.safetensors'}"
    before = identity(spec, "cpu")
    save_file({"unet.a.lora_A.weight": torch.zeros(1)}, tmp_path / "lora.safetensors")
    assert identity(spec, "cpu") != before


def test_half_the_precision_half_the_memory(folder: Path) -> None:
    assert load(folder, "precision=bfloat16").dtype == torch.bfloat16
    assert load(folder, "precision=bfloat16").decode(torch.zeros(1, 4, 64, 8)).shape == (1, 512, 64)


def test_what_leaves_the_range_of_its_precision_is_not_played(folder: Path) -> None:
    with pytest.raises(FloatingPointError, match=r"float16.*precision=bfloat16"):
        load(folder, "precision=float16").decode(torch.full((1, 4, 64, 8), 6e4))


def test_the_full_size_in_half_precision_fits_a_gpu_of_6_gb() -> None:
    parts = build("meta", torch.float16)
    assert 2000 < megabytes(parts) < 2200
    assert sum(weight.numel() for weight in parts.unet.parameters()) == 859_520_964


# --- prompts


def test_long_prompts_are_read_to_their_end(model: StableDiffusion) -> None:
    words = "piano " * (LENGTH - 2)
    assert model.embed(words).tokens.shape == (LENGTH, 32)
    long = model.embed(words + "drums")
    assert long.tokens.shape == (2 * LENGTH, 32)
    assert torch.allclose(long.tokens[:LENGTH], model.embed(words).tokens, atol=1e-5)
    assert torch.allclose(long.tokens[LENGTH:], model.embed("drums").tokens, atol=1e-5)


def test_a_weight_makes_its_words_count_more(model: StableDiffusion) -> None:
    plain, weighted = (model.embed(prompt).tokens for prompt in ("piano drums", "piano (drums:1.5)"))
    ratio = weighted.norm(dim=1) / plain.norm(dim=1)
    assert ratio[2] / ratio[1] == pytest.approx(1.5, abs=1e-3)
    assert weighted.norm() == pytest.approx(plain.norm().item(), rel=1e-5)
    assert torch.equal(model.embed("(piano:1) drums").tokens, plain)


def test_prompts_of_different_lengths_and_weights_are_interpolated(folder: Path) -> None:
    generator = Diffusion(StableDiffusion.load(folder), "tiny")
    request = ClipRequest("piano", "(drums:1.3) " * 20, steps=2, bars=1, tempo=300, rate=44100, negative="bells " * 40)
    images = [
        generator.paint(replace(request, alpha=alpha, guidance=2), None, lambda: False).image.astype(float)
        for alpha in (0, 0.001, 0.5, 0.999, 1)
    ]
    near, middle = abs(images[0] - images[1]).mean(), abs(images[0] - images[2]).mean()
    assert near < 0.2 * middle
    assert abs(images[3] - images[4]).mean() < 0.2 * middle


# --- loops


def test_time_goes_round_in_every_network(model: StableDiffusion) -> None:
    """What is moved along the loop, by as much as the networks' deepest layers see, is painted moved, and the same."""
    assert any(isinstance(module, CircularConv2d) for module in model.unet.modules())
    columns = 8 * COLUMNS
    noise, prompt, move = model.noise(1, columns), model.embed("piano"), 16
    painted, moved = (
        model.denoise(one, None, prompt, prompt, REQUEST, lambda: False) for one in (noise, noise.roll(move, -1))
    )
    assert torch.allclose(painted.roll(move, -1), moved, atol=1e-4)
    image = model.decode(painted)
    turned = torch.from_numpy(image).roll(8 * move, -1).numpy()
    assert abs(turned.astype(int) - model.decode(moved)).max() <= 1
    assert torch.allclose(model.encode(image).roll(move, -1), model.encode(turned), atol=1e-4)


@pytest.mark.parametrize("kind", ["kernel 3", "stride 2", "VAE encoder"])
def test_going_round_changes_only_the_edges(kind: str) -> None:
    module: torch.nn.Module = torch.nn.Conv2d(3, 3, 3, stride=2 if kind == "stride 2" else 1, padding=1)
    if kind == "VAE encoder":
        module = Downsample2D(3, use_conv=True, padding=0)
    image = torch.randn(1, 3, 16, 16)
    with torch.inference_mode():
        plain = module(image)
        make_circular(module)
        turned = module(image)
    assert turned.shape == plain.shape
    assert torch.allclose(turned[..., 1:-1], plain[..., 1:-1], atol=1e-6)
    assert not torch.allclose(turned, plain, atol=1e-3)


# --- several in one pass


def keyframes(alphas: Sequence[float], **changes: Any) -> list[ClipRequest]:
    """A path of chained keyframes."""
    path: list[ClipRequest] = []
    for alpha in alphas:
        request = ClipRequest("solo piano", "drums", seed_a=1, seed_b=2, steps=2, bars=1, tempo=200, rate=44100)
        path.append(replace(request, alpha=alpha, **changes).following(path[-1] if path else None))
    return path


@pytest.fixture(scope="module", params=["bundled", "tiny"])
def in_company(request: pytest.FixtureRequest, folder: Path) -> Diffusion:
    torch.set_num_threads(1)
    opened = open_generator(f"{folder if request.param == 'tiny' else 'bundled'}:batch=3", "cpu")
    assert isinstance(opened, Diffusion)
    return opened


@pytest.mark.parametrize("guidance", [1.0, 3.0])
def test_keyframes_are_painted_in_one_pass(
    in_company: Diffusion, guidance: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keyframes([0.25, 0.5, 0.75], guidance=guidance)
    alone = [in_company.paint(each, None, lambda: False) for each in path]
    passes: list[int] = []
    denoise = in_company.model.denoise

    def counted(noise: Tensor, *rest: Any) -> Tensor:
        passes.append(len(noise))
        return denoise(noise, *rest)

    monkeypatch.setattr(in_company.model, "denoise", counted)
    stranger = replace(path[0], steps=3)
    together = [in_company.paint(path[0], None, lambda: False, [stranger, *path[1:]])]
    together += [in_company.paint(each, None, lambda: False) for each in path[1:]]
    assert passes == [3]
    for one, other in zip(alone, together, strict=True):
        assert np.abs(one.image.astype(int) - other.image).max() <= 2
    assert np.abs(together[0].image.astype(int) - together[2].image).mean() > 1


def test_too_little_company_is_none(in_company: Diffusion) -> None:
    first, second, third = keyframes([0.1, 0.2, 0.3], seed_a=5)
    unlike = replace(third, tempo=190)
    in_company.paint(first, None, lambda: False, [second, unlike])
    assert second not in in_company._ahead
    assert unlike not in in_company._ahead
