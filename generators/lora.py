"""Adds a low-rank change of weights to a UNet, once, when it is loaded (LoRA: Hu et al., 2021,
https://arxiv.org/abs/2106.09685)."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

# What the two factors are called after the module's name, by those who write such files.
NAMES = (
    ("lora_down.weight", "lora_up.weight"),
    ("lora_A.weight", "lora_B.weight"),
    ("lora.down.weight", "lora.up.weight"),
)


@torch.no_grad()
def add_lora(unet: nn.Module, file: Path) -> int:
    """Add each of the file's products to the weight it belongs to; returns how many there were.

    Modules are named as in diffusers ("unet.down_blocks.0…") or with underscores ("lora_unet_down_blocks_0_…").
    What is for the text encoder is left out. Raises ValueError for a file that does not fit the UNet.
    """
    try:
        tensors = load_file(file)
    except (OSError, SafetensorError) as error:
        raise ValueError(f"LoRA {file} cannot be read as safetensors: {error}") from error
    added = 0
    for name, module in unet.named_modules():
        weight = getattr(module, "weight", None)
        for prefix in (f"unet.{name}.", f"{name}.", f"lora_unet_{name.replace('.', '_')}."):
            for down, up in NAMES:
                if prefix + down in tensors and isinstance(weight, Tensor):
                    change = _product(tensors[prefix + down], tensors[prefix + up], tensors.get(prefix + "alpha"))
                    if change.numel() != weight.numel():
                        raise ValueError(f"LoRA {file} is of another UNet: {name} has the shape {tuple(weight.shape)}")
                    weight += change.reshape(weight.shape).to(weight)
                    added += 1
    pairs = sum(
        name.endswith(tuple(down for down, _ in NAMES)) for name in tensors if "text" not in name and "_te" not in name
    )
    if not added or added < pairs:
        raise ValueError(f"LoRA {file} is of another UNet: {added} of its {pairs} changes have a place in this one")
    return added


def _product(down: Tensor, up: Tensor, alpha: Tensor | None) -> Tensor:
    """Of both factors (rank, …) and (out, rank, …), in float32."""
    rank = down.shape[0]
    scale = 1.0 if alpha is None else float(alpha) / rank
    return scale * (up.float().flatten(1) @ down.float().flatten(1))
