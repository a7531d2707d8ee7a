"""Stable Diffusion 1.5 in its full size with random weights, for speed and memory: it cannot paint anything."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from generators.checkpoint import SD1, Checkpoint
from generators.samplers import load_scheduler


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
