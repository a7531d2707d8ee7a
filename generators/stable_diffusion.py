"""Stable Diffusion 1.x checkpoints that paint spectrograms, Riffusion's above all.

Runs diffusers' own components, from a folder as `StableDiffusionPipeline.save_pretrained` writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers
from diffusers import AutoencoderKL, DPMSolverMultistepScheduler, UNet2DConditionModel
from torch import Tensor
from transformers import CLIPTextModel, CLIPTokenizer

from generators.base import Cancelled, ClipRequest, Image
from generators.model import Embedding
from generators.spectrogram import RIFFUSION

ROUNDING = 1e-4  # 0.7 as a 32-bit float, OSC's, is a little less; of 10 steps it still makes 7

# What each folder of a checkpoint must hold: files, any one of each tuple.
COMPONENTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "tokenizer": (("tokenizer.json", "vocab.json"), ("tokenizer.json", "merges.txt")),
    "text_encoder": (("config.json",), ("*.safetensors",)),
    "unet": (("config.json",), ("*.safetensors",)),
    "vae": (("config.json",), ("*.safetensors",)),
    "scheduler": (("scheduler_config.json",),),
}


class StableDiffusion:
    """A `generators.model.DiffusionModel`. An image is RGB to the network: mono in all three channels;
    stereo with the left in green, the right in blue and no red, as Riffusion has them."""

    fmt = RIFFUSION
    level: float | None = None

    def __init__(
        self,
        tokenizer: CLIPTokenizer,
        text_encoder: CLIPTextModel,
        unet: UNet2DConditionModel,
        vae: AutoencoderKL,
        scheduler: DPMSolverMultistepScheduler,
        stereo: bool = False,
    ) -> None:
        self.tokenizer = tokenizer
        self.text_encoder = text_encoder
        self.unet = unet
        self.vae = vae
        self.scheduler = scheduler
        self.channels = 2 if stereo else 1
        self.multiple: int = 2 ** (len(vae.config.block_out_channels) - 1)
        self.device: torch.device = unet.device
        self.dtype: torch.dtype = unet.dtype

    @classmethod
    def load(
        cls, folder: Path, device: str = "cpu", dtype: torch.dtype | None = None, stereo: bool = False
    ) -> StableDiffusion:
        """Read a checkpoint, safetensors only and without a network, as `dtype` (default: float16 on
        CUDA, else float32).

        The sampler is DPM-Solver++ (Lu et al., 2022, https://arxiv.org/abs/2211.01095), which needs few
        steps and draws no noise of its own, with the noise schedule of the checkpoint.
        Raises ValueError naming what is missing or unreadable.
        """
        check_components(folder)
        if device.startswith("cuda"):
            torch.backends.cudnn.deterministic = True
        kinds = {"text_encoder": CLIPTextModel, "unet": UNet2DConditionModel, "vae": AutoencoderKL}
        options = {"torch_dtype": dtype or (torch.float16 if device.startswith("cuda") else torch.float32)}
        with _quietly():
            models = [
                _component(kind, folder / name, **options).to(device).eval().requires_grad_(False)
                for name, kind in kinds.items()
            ]
            scheduler = _component(
                DPMSolverMultistepScheduler, folder / "scheduler",
                algorithm_type="dpmsolver++", timestep_spacing="trailing", final_sigmas_type="zero",
            )  # fmt: skip
            tokenizer = _component(CLIPTokenizer, folder / "tokenizer")
        text_encoder, unet, vae = models
        if unet.config.in_channels != vae.config.latent_channels:
            raise ValueError(
                f"{folder}/unet takes {unet.config.in_channels} channels, not the {vae.config.latent_channels} of a "
                "text-to-image checkpoint's latents"
            )
        return cls(tokenizer, text_encoder, unet, vae, scheduler, stereo)

    @torch.inference_mode()
    def embed(self, prompt: str) -> Embedding:
        """The last hidden states of all tokens; what a prompt has beyond them is not read."""
        length = self.text_encoder.config.max_position_embeddings
        words = self.tokenizer(prompt, padding="max_length", max_length=length, truncation=True, return_tensors="pt")
        states = self.text_encoder(words.input_ids.to(self.device)).last_hidden_state
        return Embedding(states[0], torch.ones(length, device=self.device))

    def noise(self, seed: int, columns: int) -> Tensor:
        """Always drawn on the CPU in float32, so that a seed means the same everywhere."""
        shape = (1, self.unet.config.in_channels, self.fmt.bands // self.multiple, columns // self.multiple)
        return torch.randn(shape, generator=torch.Generator().manual_seed(seed)).to(self.device, self.dtype)

    @torch.inference_mode()
    def encode(self, image: Image) -> Tensor:
        """The mean of the VAE's latents, scaled to about unit variance."""
        pixels = torch.from_numpy(image).to(self.device, self.dtype)
        rgb = pixels.expand(3, -1, -1) if self.channels == 1 else torch.cat([torch.zeros_like(pixels[:1]), pixels])
        latents: Tensor = self.vae.encode(rgb[None] / 127.5 - 1).latent_dist.mode()
        scaled: Tensor = latents * self.vae.config.scaling_factor
        return scaled

    @torch.inference_mode()
    def decode(self, latents: Tensor) -> Image:
        rgb = self.vae.decode(latents / self.vae.config.scaling_factor).sample[0].float()
        channels = rgb.mean(dim=0, keepdim=True) if self.channels == 1 else rgb[1:]
        image: Image = (127.5 + 127.5 * channels).clamp(0, 255).round().to("cpu", torch.uint8).numpy()
        return image

    @torch.inference_mode()
    def denoise(
        self, noise: Tensor, init: Tensor | None, prompt: Embedding, negative: Embedding, request: ClipRequest,
        cancelled: Callable[[], bool],
    ) -> Tensor:  # fmt: skip
        """The last `int(steps × denoising)` of `steps` steps, from `init` with as much noise as belongs
        there; all of them, from noise alone, without `init` or with a denoising of 1."""
        begin = 0 if init is None else request.steps - int(request.steps * request.denoising + ROUNDING)
        if init is not None and begin == request.steps:
            return init
        self.scheduler.set_timesteps(request.steps, device=self.device)
        self.scheduler.set_begin_index(begin)
        timesteps = self.scheduler.timesteps[begin:]
        latents: Tensor
        if init is None or begin == 0:
            latents = noise * self.scheduler.init_noise_sigma
        else:
            latents = self.scheduler.add_noise(init, noise, timesteps[:1])
        for timestep in timesteps:
            if cancelled():
                raise Cancelled
            output = self._predict(latents, timestep, prompt, negative, request.guidance)
            latents = self.scheduler.step(output, timestep, latents).prev_sample
        return latents

    def _predict(
        self, latents: Tensor, timestep: Tensor, prompt: Embedding, negative: Embedding, guidance: float
    ) -> Tensor:
        """The UNet's output, away from `negative` by classifier-free guidance (Ho & Salimans, 2022,
        https://arxiv.org/abs/2207.12598); a guidance of 1 asks it once."""
        tokens = [prompt.tokens] if guidance == 1 else [negative.tokens, prompt.tokens]
        batch = latents.expand(len(tokens), -1, -1, -1)
        output: Tensor = self.unet(batch, timestep, encoder_hidden_states=torch.stack(tokens)).sample
        unwanted, wanted = output[:1], output[-1:]
        return wanted if guidance == 1 else unwanted + guidance * (wanted - unwanted)


def check_components(folder: Path) -> None:
    """Raises ValueError naming everything that a checkpoint lacks."""
    missing = [
        f"{name}/{' or '.join(names)}"
        for name, needs in COMPONENTS.items()
        for names in needs
        if not any(any((folder / name).glob(pattern)) for pattern in names)
    ]
    if missing:
        raise ValueError(
            f"{folder} lacks {', '.join(missing)}. A checkpoint has the folders {', '.join(COMPONENTS)}, "
            "with weights as safetensors (pickled ones, .bin or .ckpt, are not read)"
        )


def _component(kind: Any, folder: Path, **options: Any) -> Any:
    """Load one part. Raises ValueError with the loader's own words."""
    weights = [path.name for path in folder.glob("*.safetensors")]
    if weights:
        options["use_safetensors"] = True
        if all(".fp16." in name for name in weights):
            options["variant"] = "fp16"
    try:
        return kind.from_pretrained(folder, local_files_only=True, **options)
    except Exception as error:  # the loaders raise many kinds, for bad JSON, bad weights, wrong shapes
        raise ValueError(f"{folder} cannot be loaded: {error}") from error


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the loaders' progress bars and advice; the worker reports progress itself."""
    libraries = (diffusers.utils.logging, transformers.utils.logging)
    before = [library.get_verbosity() for library in libraries]
    for library in libraries:
        library.set_verbosity_error()
        library.disable_progress_bar()
    try:
        yield
    finally:
        for library, level in zip(libraries, before, strict=True):
            library.set_verbosity(level)
            library.enable_progress_bar()
