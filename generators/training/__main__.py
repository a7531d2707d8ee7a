"""`python -m generators.training STAGE`: each stage picks up where it was interrupted."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import torch

from generators.column_transformer import ColumnTransformer
from generators.patch_codec import PatchCodec
from generators.training.dataset import fit_codec, prepare
from generators.training.evaluate import evaluate
from generators.training.export import export, text_model
from generators.training.shards import render_all
from generators.training.train import Run, train

BUNDLED = Path(__file__).parent.parent / "bundled"


def render_stage(options: argparse.Namespace) -> None:
    render_all(options.data / "loops", options.shards, options.processes)


def codec_stage(options: argparse.Namespace) -> None:
    """Fit the codec once; encode whatever has been rendered since."""
    folder = options.data / "codec"
    codec = PatchCodec.from_pretrained(folder) if folder.exists() else fit_codec(options.data / "loops", folder)
    prepare(options.data / "loops", codec, text_model(options.data / "text"), options.data / "set")


def train_stage(options: argparse.Namespace) -> None:
    codec = PatchCodec.from_pretrained(options.data / "codec")
    train(options.data / "set", codec, options.data / "run", options.minutes)


def export_stage(options: argparse.Namespace) -> None:
    run = Run.start(options.data / "run" / "state.pt", ColumnTransformer())
    export(run.average, PatchCodec.from_pretrained(options.data / "codec"), options.out)
    print(f"{options.out}: step {run.step}, {run.samples} samples, loss {run.loss:.4f}")


def evaluate_stage(options: argparse.Namespace) -> None:
    evaluate(options.out, options.data / "loops", options.data / "prompts.png", options.count)


STAGES: dict[str, Callable[[argparse.Namespace], None]] = {
    "render": render_stage,
    "codec": codec_stage,
    "train": train_stage,
    "export": export_stage,
    "evaluate": evaluate_stage,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m generators.training", description=__doc__)
    parser.add_argument("stage", choices=["all", *STAGES])
    parser.add_argument(
        "--data", type=Path, default=Path("training-data"), help="working folder (default: %(default)s)"
    )
    parser.add_argument("--out", type=Path, default=BUNDLED, help="where the checkpoint goes (default: %(default)s)")
    parser.add_argument("--shards", type=int, default=44, help="of 250 loops each (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=2, help="that render (default: %(default)s)")
    parser.add_argument("--minutes", type=float, default=74, help="of training on one core (default: %(default)s)")
    parser.add_argument("--count", type=int, default=120, help="loops to evaluate on (default: %(default)s)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    for stage in STAGES if options.stage == "all" else [options.stage]:
        STAGES[stage](options)


if __name__ == "__main__":
    main()
