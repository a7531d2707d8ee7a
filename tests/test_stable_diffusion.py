import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from diffusers import DDIMScheduler, EulerAncestralDiscreteScheduler, PNDMScheduler
from tiny_checkpoint import LENGTH, write_checkpoint
from torch import Tensor

from generators.base import Cancelled, ClipRequest, Image
from generators.stable_diffusion import StableDiffusion

pytestmark = pytest.mark.offline

COLUMNS = 32
REQUEST = ClipRequest("piano", "drums", steps=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("checkpoint"))


@pytest.fixture(scope="module")
def model(folder: Path) -> StableDiffusion:
    torch.set_num_threads(1)
    return StableDiffusion.load(folder)


@pytest.fixture
def calls(model: StableDiffusion) -> Iterator[list[int]]:
    """The batch size of every call of the UNet."""
    sizes: list[int] = []
    hook = model.unet.register_forward_pre_hook(lambda _, inputs: sizes.append(len(inputs[0])))
    yield sizes
    hook.remove()


def denoise(
    model: StableDiffusion,
    request: ClipRequest = REQUEST,
    init: Tensor | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Tensor:
    return model.denoise(
        model.noise(request.seed_a, COLUMNS),
        init,
        model.embed(request.prompt_a),
        model.embed(request.negative),
        request,
        cancelled,
    )


def picture(channels: int = 1) -> Image:
    """Slanted stripes, other ones in each channel."""
    rows, columns = np.mgrid[:512, :COLUMNS]
    stripes = [128 + 100 * np.sin((rows / (channel + 3) + columns) / 4) for channel in range(channels)]
    return np.stack(stripes).astype(np.uint8)


def test_prompts_are_embedded_as_all_their_tokens(model: StableDiffusion) -> None:
    piano, drums, nothing = (model.embed(prompt) for prompt in ("piano", "drums", ""))
    assert piano.tokens.shape == (LENGTH, 32)
    assert torch.equal(piano.tokens, model.embed("piano").tokens)
    assert (piano.tokens - drums.tokens).std() > 0.1
    assert (piano.tokens - nothing.tokens).std() > 0.1


def test_noise_is_a_function_of_the_seed(model: StableDiffusion) -> None:
    noise = model.noise(7, COLUMNS)
    assert noise.shape == (1, 4, 512 // 8, COLUMNS // 8)
    assert torch.equal(noise, model.noise(7, COLUMNS))
    assert not torch.equal(noise, model.noise(8, COLUMNS))
    assert float(noise.std()) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("guidance", [1, 7])
def test_same_request_same_bits(model: StableDiffusion, guidance: float) -> None:
    request = replace(REQUEST, guidance=guidance)
    assert torch.equal(denoise(model, request), denoise(model, request))


@pytest.mark.parametrize("scheduler", [PNDMScheduler, DDIMScheduler, EulerAncestralDiscreteScheduler])
def test_the_checkpoints_noise_schedule_is_used_and_draws_no_noise(
    folder: Path, tmp_path: Path, scheduler: type
) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    theirs = scheduler(beta_start=0.002, beta_end=0.02, beta_schedule="linear")
    theirs.save_pretrained(copy / "scheduler")
    model = StableDiffusion.load(copy)
    assert torch.allclose(model.scheduler.alphas_cumprod, theirs.alphas_cumprod)
    assert torch.equal(denoise(model), denoise(model))


def test_the_negative_prompt_matters_only_with_guidance(model: StableDiffusion) -> None:
    for guidance, matters in ((1, False), (3, True)):
        request = replace(REQUEST, guidance=guidance)
        same = torch.equal(denoise(model, request), denoise(model, replace(request, negative="drums")))
        assert same is not matters


def test_guidance_goes_away_from_the_negative_prompt(model: StableDiffusion) -> None:
    noise, piano, drums = model.noise(1, COLUMNS), model.embed("piano"), model.embed("drums")
    time = torch.tensor(500)
    with torch.inference_mode():
        guided = model._predict(noise, time, piano, drums, 3)
        wanted = model.unet(noise, time, encoder_hidden_states=piano.tokens[None]).sample
        unwanted = model.unet(noise, time, encoder_hidden_states=drums.tokens[None]).sample
    assert torch.allclose(guided, wanted + 2 * (wanted - unwanted), atol=1e-4)
    assert not torch.allclose(guided, wanted, atol=1e-4)


@pytest.mark.parametrize("guidance", [1, 2])
@pytest.mark.parametrize(
    ("steps", "denoising", "count"), [(4, 1, 4), (1, 1, 1), (4, 0.75, 3), (50, 0.75, 37), (10, np.float32(0.7), 7)]
)
def test_one_unet_call_for_each_step_that_is_needed(
    model: StableDiffusion, calls: list[int], steps: int, denoising: float, count: int, guidance: int
) -> None:
    request = replace(REQUEST, steps=steps, denoising=float(denoising), guidance=guidance)
    denoise(model, request, init=model.encode(picture()))
    assert calls == [guidance] * count


def test_denoising_0_is_the_init_clip_through_the_vae(model: StableDiffusion, calls: list[int]) -> None:
    init = model.encode(picture())
    assert torch.equal(denoise(model, replace(REQUEST, denoising=0), init), init)
    assert not calls


def test_denoising_1_ignores_the_init_clip(model: StableDiffusion) -> None:
    assert torch.equal(denoise(model, REQUEST, model.encode(picture())), denoise(model))


def test_more_denoising_is_further_from_the_init_clip(model: StableDiffusion) -> None:
    init = model.encode(picture())
    distances = [
        float(torch.dist(denoise(model, replace(REQUEST, steps=8, denoising=eighths / 8), init), init))
        for eighths in range(8)
    ]
    assert distances == sorted(distances)
    assert distances[0] == 0
    assert min(np.diff(distances)) > 0


def test_prompt_and_seed_matter(model: StableDiffusion) -> None:
    plain = denoise(model)
    assert not torch.equal(plain, denoise(model, replace(REQUEST, prompt_a="drums")))
    assert not torch.equal(plain, denoise(model, replace(REQUEST, seed_a=1)))


def test_it_stops_between_steps(model: StableDiffusion, calls: list[int]) -> None:
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        denoise(model, cancelled=lambda: next(answers))
    assert len(calls) == 2


@pytest.mark.parametrize("stereo", [False, True])
def test_channels_go_into_the_vae_as_riffusion_has_them(
    folder: Path, stereo: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = StableDiffusion.load(folder, stereo=stereo)
    seen: list[Tensor] = []
    encode = model.vae.encode
    monkeypatch.setattr(model.vae, "encode", lambda pixels: seen.append(pixels) or encode(pixels))
    image = picture(2 if stereo else 1)
    latents = model.encode(image)
    red, green, blue = ((seen[0][0] + 1) * 127.5).round().to(torch.uint8).numpy()
    assert np.array_equal(red, np.zeros_like(red) if stereo else image[0])
    assert np.array_equal(green, image[0])
    assert np.array_equal(blue, image[-1])
    assert latents.shape == (1, 4, 64, COLUMNS // 8)
    assert torch.equal(latents, encode(seen[0]).latent_dist.mode() * 0.18215)


@pytest.mark.parametrize("stereo", [False, True])
def test_channels_come_out_of_the_vae_as_riffusion_has_them(
    folder: Path, stereo: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = StableDiffusion.load(folder, stereo=stereo)
    assert model.channels == 1 + stereo
    rgb = torch.tensor([-3.0, 0.2, 3.0]).reshape(1, 3, 1, 1).expand(1, 3, 512, COLUMNS)
    monkeypatch.setattr(model.vae, "decode", lambda _: SimpleNamespace(sample=rgb))
    image = model.decode(torch.zeros(1, 4, 64, COLUMNS // 8))
    assert image.dtype == np.uint8
    assert image[:, 0, 0].tolist() == ([153, 255] if stereo else [136])


def test_images_go_through_the_vae_and_back_in_their_own_shape(folder: Path) -> None:
    model = StableDiffusion.load(folder, stereo=True)
    image = model.decode(model.encode(picture(2)))
    assert image.shape == (2, 512, COLUMNS)


@pytest.mark.parametrize("name", ["tokenizer", "text_encoder", "unet", "vae", "scheduler"])
def test_a_missing_component_is_named(folder: Path, tmp_path: Path, name: str) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    shutil.rmtree(copy / name)
    with pytest.raises(ValueError, match=f"lacks {name}/"):
        StableDiffusion.load(copy)


def test_pickled_weights_are_not_read(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    (copy / "unet" / "diffusion_pytorch_model.safetensors").rename(copy / "unet" / "diffusion_pytorch_model.bin")
    with pytest.raises(ValueError, match=r"lacks unet/\*\.safetensors\..*pickled"):
        StableDiffusion.load(copy)


@pytest.mark.parametrize("harm", ["cut", "config"])
def test_an_unreadable_component_is_named(folder: Path, tmp_path: Path, harm: str) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    if harm == "cut":
        weights = copy / "vae" / "diffusion_pytorch_model.safetensors"
        weights.write_bytes(weights.read_bytes()[:-100])
    else:
        (copy / "vae" / "config.json").write_text("{")
    with pytest.raises(ValueError, match="vae cannot be loaded: "):
        StableDiffusion.load(copy)


def test_an_inpainting_checkpoint_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="takes 9 channels, not the 4"):
        StableDiffusion.load(write_checkpoint(tmp_path / "inpainting", in_channels=9))


def test_half_precision_files_are_found(folder: Path, tmp_path: Path, model: StableDiffusion) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    for weights in copy.glob("*/*.safetensors"):
        weights.rename(weights.with_suffix(".fp16.safetensors"))
    assert json.loads((copy / "unet" / "config.json").read_text())
    assert torch.equal(denoise(StableDiffusion.load(copy)), denoise(model))
