"""Networks as a checkpoint keeps them: a config, and weights as safetensors, the large matrices as 8-bit rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

WEIGHTS = "model.safetensors"
SCALE = ".row_scale"
CLASS = "_class_name"  # in a config, as diffusers has it


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


def read_weights(folder: Path) -> dict[str, Tensor]:
    """As float32."""
    return dequantise(load_file(folder / WEIGHTS))


def read_config(folder: Path) -> dict[str, Any]:
    config: dict[str, Any] = json.loads((folder / "config.json").read_text())
    return config


def write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n")


@contextmanager
def named(folder: Path) -> Iterator[None]:
    """What is damaged in a folder, or does not fit, becomes a ValueError of one line that names it."""
    try:
        yield
    except (AttributeError, KeyError, RuntimeError, SafetensorError, TypeError, ValueError) as error:
        why = shorten(str(error), 200, placeholder=" ...")  # torch lists every weight
        raise ValueError(f"{folder}: it is damaged, or no such part of a model: {why}") from error


C = TypeVar("C", bound="DataclassInstance")


class Part(nn.Module, Generic[C]):
    """A network of a checkpoint, made from a config: a dataclass, `Config`, whose defaults its file may leave out."""

    Config: ClassVar[type[Any]]

    def __init__(self, config: C) -> None:
        super().__init__()
        self.config = config

    @classmethod
    def load(cls, folder: Path) -> Self:
        """One that `store` has written; it is not to be trained as it is. Raises ValueError and OSError."""
        with named(folder):
            config = {name: value for name, value in read_config(folder).items() if not name.startswith("_")}
            part = cls(cls.Config(**config))
            part.load_state_dict(read_weights(folder))
        return part.eval().requires_grad_(False)

    def store(self, folder: Path, weights: dict[str, Tensor] | None = None) -> None:
        """Write it to a folder, with its weights in the form given, else as they are."""
        folder.mkdir(parents=True, exist_ok=True)
        write_json(folder / "config.json", {CLASS: type(self).__name__, **asdict(self.config)})
        (folder / WEIGHTS).write_bytes(save(self.state_dict() if weights is None else weights))
