"""The bundled model with a transformer that is small and has random weights: what trains it takes seconds less."""

import shutil
from dataclasses import replace
from pathlib import Path

import torch

from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.column_transformer import ColumnTransformer
from generators.training.export import export_transformer


def write_small_model(folder: Path) -> Path:
    """Write the checkpoint; but for its size, the transformer is configured as the one that ships."""
    shutil.copytree(BUNDLED_FOLDER, folder)
    config = BundledModel.load(BUNDLED_FOLDER, "cpu").transformer.config
    with torch.random.fork_rng():
        torch.manual_seed(0)
        export_transformer(ColumnTransformer(replace(config, width=32, layers=1, heads=2, hidden=32)), folder)
    return folder
