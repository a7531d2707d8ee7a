"""Weights as a checkpoint keeps them: safetensors, the large matrices as 8-bit rows; and configs beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WEIGHTS = "model.safetensors"
SCALE = ".row_scale"


def dequantise(stored: dict[str, Tensor]) -> dict[str, Tensor]:
    """Undo `quantise`: every tensor as float32."""
    scales = {name: value for name, value in stored.items() if name.endswith(SCALE)}
    plain = {name: value.float() for name, value in stored.items() if name not in scales}
    return {name: value * scales[name + SCALE] if name + SCALE in scales else value for name, value in plain.items()}


def quantise(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Matrices as int8 rows, each with its own scale (rows, 1); everything else as it is."""
    stored = {}
    for name, value in weights.items():
        if value.ndim != 2:
            stored[name] = value.contiguous()
            continue
        scale = value.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        stored[name] = (value / scale).round().to(torch.int8)
        stored[name + SCALE] = scale
    return stored


def load_weights(module: nn.Module, folder: Path) -> nn.Module:
    module.load_state_dict(dequantise(load_file(folder / WEIGHTS)))
    return module.eval().requires_grad_(False)


def read_config(folder: Path) -> dict[str, Any]:
    config: dict[str, Any] = json.loads((folder / "config.json").read_text())
    return config
