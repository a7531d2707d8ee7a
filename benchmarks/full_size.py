"""Stable Diffusion 1.5 in its full size with random weights, for speed and memory: it cannot paint anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from generators.base import ClipRequest
from generators.checkpoint import SD1, Checkpoint
from generators.diffusion import Diffusion
from generators.samplers import load_scheduler
from generators.spec import Spec
from generators.stable_diffusion import StableDiffusion

Opener = Callable[[], Diffusion]
Settings = dict[str, Opener]


def build(device: str, dtype: torch.dtype, sampler: str = "") -> Checkpoint:
    """All parts of the published configuration, made where they are used, in `dtype`."""
    torch.manual_seed(0)
    with torch.device(device):
        unet = made(UNet2DConditionModel, "unet", dtype)
        vae = made(AutoencoderKL, "vae", dtype)
        text_encoder = CLIPTextModel(CLIPTextConfig.from_pretrained(SD1 / "text_encoder")).to(dtype)
    tokenizer = CLIPTokenizer.from_pretrained(SD1 / "tokenizer", local_files_only=True)
    for part in (unet, vae, text_encoder):
        part.eval().requires_grad_(False)
    return Checkpoint(tokenizer, text_encoder, unet, vae, load_scheduler(sampler, SD1 / "scheduler"))


def tiny_vae(device: str, dtype: torch.dtype) -> AutoencoderTiny:
    """A tiny autoencoder of the usual size, 2.4 M parameters."""
    with torch.device(device):
        return AutoencoderTiny().to(dtype).eval().requires_grad_(False)


def settings(device: str, requests: Sequence[ClipRequest], together: int) -> tuple[Opener, Settings]:
    """The model as it is made, and in every setting that the device has, with graphs for clips as long as these.

    All have the same weights: use one at a time, since another's layout moves them away from under its graphs.
    """
    dtype = torch.float16 if device.startswith("cuda") else torch.bfloat16
    parts = build(device, dtype)
    lcm = replace(parts, scheduler=load_scheduler("lcm", SD1 / "scheduler"))
    tiny = replace(lcm, vae=tiny_vae(device, dtype))
    named = {
        "dpm": (parts, ""), "lcm": (lcm, ""), "lcm, tiny VAE": (tiny, ""),
        f"lcm, tiny VAE, batch {together}": (tiny, f":batch={together}"),
        "lcm, no graphs": (lcm, ":graphs=off"), "lcm, plain layout, no graphs": (lcm, ":graphs=off:layout=plain"),
    }  # fmt: skip
    openers: Settings = {name: partial(_ready, *setting, requests) for name, setting in named.items()}
    plain = partial(Diffusion, StableDiffusion(parts), "full-size")
    return plain, openers if device != "cpu" else {"dpm": openers["dpm"]}


def _ready(parts: Checkpoint, options: str, requests: Sequence[ClipRequest]) -> Diffusion:
    model = StableDiffusion.ready(parts, Spec.parse(f"full-size{options}"))
    generator = Diffusion(model, "full-size")
    if ":graphs=off" not in options:
        model.prepare(*map(generator.columns, requests))
    return generator


def made(kind: Any, name: str, dtype: torch.dtype) -> Any:
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        return kind.from_config(kind.load_config(SD1 / name))
    finally:
        torch.set_default_dtype(before)


def megabytes(parts: Checkpoint) -> float:
    """What the weights take, in 10^6 bytes."""
    networks = (parts.unet, parts.vae, parts.text_encoder)
    return float(sum(weight.nbytes for network in networks for weight in network.parameters())) / 1e6
