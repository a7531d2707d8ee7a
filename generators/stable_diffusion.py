"""Stable Diffusion 1.x checkpoints that paint spectrograms, Riffusion's above all, with diffusers' networks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from diffusers.models.embeddings import get_timestep_embedding
from torch import Tensor

from generators.base import Cancelled, ClipRequest, Image
from generators.captured import Captured, GraphMemory
from generators.checkpoint import SD1, Checkpoint, load_checkpoint
from generators.circular import make_circular
from generators.clip_text import embed
from generators.model import Embedding, finite
from generators.samplers import Walk, first_step
from generators.spec import Spec
from generators.spectrogram import RIFFUSION
from generators.vocoder import Vocoder

log = logging.getLogger(__name__)

PREPARED = (128, 192, 256, 320, 384, 448, 512, 768)  # columns: 1 to 4 bars at most tempi


class StableDiffusion:
    """A `generators.model.DiffusionModel`. An image is RGB to the network: mono in all three channels;
    stereo with the left in green, the right in blue and no red, as Riffusion has them. Time goes round in it.
    `timed`: leave the beat as it is painted."""

    fmt = RIFFUSION
    level: float | None = None

    def __init__(self, parts: Checkpoint, stereo: bool = False, timed: bool = False, together: int = 1) -> None:
        self.tokenizer, self.text_encoder = parts.tokenizer, parts.text_encoder
        self.unet, self.vae, self.scheduler = parts.unet, parts.vae, parts.scheduler
        make_circular(self.unet)
        make_circular(self.vae)
        self.channels = 2 if stereo else 1
        self.timed, self.together = timed, together
        self.vocoder: Vocoder | None = None
        self.cell: int = 2 ** (len(self.vae.config.block_out_channels) - 1)  # columns and bands to a latent
        # Every layer of the UNet then has whole columns, or its deeper ones would not close the loop evenly.
        self.multiple: int = self.cell * 2 ** (len(self.unet.config.block_out_channels) - 1)
        self.device: torch.device = self.unet.device
        self.dtype: torch.dtype = self.unet.dtype
        # A UNet distilled with its guidance as an input is asked once, whatever the guidance.
        self.guidance_width: int = self.unet.config.time_cond_proj_dim or 0
        self._without_graphs()

    @classmethod
    def load(
        cls, path: Path, device: str = "cpu", dtype: torch.dtype | None = None, stereo: bool = False,
        options: Spec | None = None, configs: Path = SD1,
    ) -> StableDiffusion:  # fmt: skip
        """Read a checkpoint as `dtype` (default: float16 on CUDA, else float32), used as `options` say.

        Raises ValueError naming what is missing or unreadable.
        """
        options = options or Spec(str(path))
        named = getattr(torch, options.precision) if options.precision else None
        usual = torch.float16 if device.startswith("cuda") else torch.float32
        parts = load_checkpoint(path, options, device, dtype or named or usual, configs)
        return cls.ready(parts, replace(options, stereo=stereo or options.stereo))

    @classmethod
    def ready(cls, parts: Checkpoint, options: Spec) -> StableDiffusion:
        """Parts that are loaded, made as fast as their device allows."""
        model = cls(parts, options.stereo, options.beat == "free", int(options.batch or 1))
        if model.device.type == "cuda":
            torch.cuda.set_device(model.device)
            torch.backends.cudnn.deterministic = True
            layout = torch.contiguous_format if options.layout == "plain" else torch.channels_last
            model.unet.to(memory_format=layout)
            model.vae.to(memory_format=layout)
            if options.graphs != "off":
                model.prepare(*PREPARED)
        return model

    def plain(self) -> StableDiffusion:
        """The same networks, called as they are."""
        parts = Checkpoint(self.tokenizer, self.text_encoder, self.unet, self.vae, self.scheduler)
        return StableDiffusion(parts, self.channels == 2, self.timed, self.together)

    def _without_graphs(self) -> None:
        """Let all graphs go, if there are any: one alone would take with it what the others need."""
        memory = GraphMemory(self.device) if self.device.type == "cuda" else None
        self._unet, self._pixels = Captured(self._run_unet, memory), Captured(self._run_vae, memory)

    @torch.inference_mode()
    def prepare(self, *widths: int) -> None:
        """Make the CUDA graphs for clips so many columns wide, with and without guidance; elsewhere nothing.

        Where one of them cannot be made, that is reported, and the networks are called as they are.
        """
        tokens, timestep = self.embed("").tokens, torch.tensor(1.0, device=self.device)
        try:
            for columns in sorted(widths, reverse=True):
                latents = self.noise(0, columns - columns % self.multiple)
                self._pixels.prepare(latents)
                counts = {asked * pictures for asked in self._asked for pictures in (1, self.together)}
                for count in sorted(counts, reverse=True):
                    self._unet.prepare(*self._inputs(latents, timestep, tokens.expand(count, -1, -1), 1.0))
        except RuntimeError as error:
            self._without_graphs()
            log.warning("painting goes on without CUDA graphs: %s", error)

    @property
    def _asked(self) -> tuple[int, ...]:
        """How often the UNet may be asked for one picture: once, and again for guidance it was not taught."""
        return (1,) if self.guidance_width else (1, 2)

    @torch.inference_mode()
    def embed(self, prompt: str) -> Embedding:
        """The last hidden states of all tokens, with the weights that the prompt gives them."""
        return embed(prompt, self.tokenizer, self.text_encoder)

    def noise(self, seed: int, columns: int) -> Tensor:
        """Always drawn on the CPU in float32, so that a seed means the same everywhere."""
        shape = (1, self.unet.config.in_channels, self.fmt.bands // self.cell, columns // self.cell)
        return torch.randn(shape, generator=torch.Generator().manual_seed(seed)).to(self.device, self.dtype)

    @torch.inference_mode()
    def encode(self, image: Image) -> Tensor:
        """The mean of the VAE's latents, scaled to about unit variance."""
        pixels = torch.from_numpy(image).to(self.device, self.dtype)
        rgb = pixels.expand(3, -1, -1) if self.channels == 1 else torch.cat([torch.zeros_like(pixels[:1]), pixels])
        encoded = self.vae.encode(rgb[None] / 127.5 - 1)
        latents: Tensor = encoded.latent_dist.mode() if hasattr(encoded, "latent_dist") else encoded.latents
        return latents * float(self.vae.config.scaling_factor)

    @torch.inference_mode()
    def decode(self, latents: Tensor) -> Image:
        rgb = finite(self._pixels(latents)[0].float(), self.dtype)
        channels = rgb.mean(dim=0, keepdim=True) if self.channels == 1 else rgb[1:]
        image: Image = (127.5 + 127.5 * channels).clamp(0, 255).round().to("cpu", torch.uint8).numpy()
        return image

    @torch.inference_mode()
    def denoise(
        self, noise: Tensor, init: Tensor | None, prompt: Embedding, negative: Embedding, request: ClipRequest,
        cancelled: Callable[[], bool], repaint: Tensor | None = None,
        loudness: Tensor | None = None,  # noqa: ARG002
    ) -> Tensor:  # fmt: skip
        """The last `int(steps × denoising)` of `steps` steps, from `init` with as much noise as belongs
        there; all of them, from noise alone, without `init` or with a denoising of 1."""
        begin = 0 if init is None else first_step(request.steps, request.denoising)
        if init is not None and begin == request.steps:
            return init
        walk = Walk(self.scheduler, request.steps, begin, noise)
        latents = walk.start(None if begin == 0 else init)
        for step, timestep in enumerate(walk.timesteps):
            if cancelled():
                raise Cancelled
            if init is not None and repaint is not None:
                latents = torch.lerp(walk.noised(init, step), latents, repaint)
            output = self._predict(walk.scaled(latents, step), timestep, prompt, negative, request.guidance)
            latents = walk.step(output, step, latents)
            if self.device.type == "cuda":
                torch.cuda.synchronize(self.device)  # or all steps would be under way before one could be cancelled
        return latents if init is None or repaint is None else torch.lerp(init, latents, repaint)

    def _predict(
        self, latents: Tensor, timestep: Tensor, prompt: Embedding, negative: Embedding, guidance: float
    ) -> Tensor:
        """The UNet's output, away from `negative` by classifier-free guidance (Ho & Salimans, 2022,
        https://arxiv.org/abs/2207.12598); a guidance of 1, and one that the UNet was taught, asks it once."""
        once = guidance == 1 or self.guidance_width
        pictures = len(latents)
        embeddings = [prompt] if once else [negative, prompt]
        tokens = torch.cat([embedding.tokens.expand(pictures, -1, -1) for embedding in embeddings])
        output = self._unet(*self._inputs(latents, timestep, tokens, guidance))
        unwanted, wanted = output[:pictures], output[-pictures:]
        return wanted if once else unwanted + guidance * (wanted - unwanted)

    def _inputs(self, latents: Tensor, timestep: Tensor, tokens: Tensor, guidance: float) -> tuple[Tensor, ...]:
        batch = latents.to(self.dtype).repeat(len(tokens) // len(latents), 1, 1, 1)
        inputs = batch, timestep.float(), tokens.to(self.dtype)
        if not self.guidance_width:
            return inputs
        strength = torch.full((1,), 1000 * (guidance - 1), device=self.device)
        width = get_timestep_embedding(strength, self.guidance_width, downscale_freq_shift=1)
        return *inputs, width.to(self.dtype)

    def _run_unet(self, latents: Tensor, timestep: Tensor, tokens: Tensor, strength: Tensor | None = None) -> Tensor:
        extra: dict[str, Any] = {} if strength is None else {"timestep_cond": strength}
        output: Tensor = self.unet(latents, timestep, encoder_hidden_states=tokens, **extra).sample
        return output

    def _run_vae(self, latents: Tensor) -> Tensor:
        rgb: Tensor = self.vae.decode(latents.to(self.dtype) / self.vae.config.scaling_factor).sample
        return rgb
