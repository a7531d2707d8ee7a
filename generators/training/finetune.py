"""Fine-tune the bundled model on a performer's own sounds: `riffbridge train --data FOLDER`."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from generators.bundled_model import VOCODER, BundledModel
from generators.column_transformer import ColumnTransformer
from generators.devices import pick_device
from generators.metre import METRES
from generators.training.encoded import HELD_OUT_SHARDS, Encoded, write_shard
from generators.training.export import export_transformer
from generators.training.own_sounds import clips, sources
from generators.training.train import Job, Run, train

ENOUGH_CLIPS, ENOUGH_SECONDS = 100, 600
PEAK = 0.15  # of the learning rates that a model starts from nothing with


def finetune(data: Path, out: Path, base: Path, minutes: float, device: str = "cpu") -> int:
    """Fine-tune the checkpoint `base` on the sounds under `data`; writes one to `out`, and to `out`/training what
    it takes to go on from there. Raises ValueError for sounds that cannot be used, and for a device that is not there.
    """
    console = Console(stderr=True)
    work, model = out / "training", BundledModel.load(base, pick_device(device))
    found = [clip for source in sources(data) for clip in clips(source, model)]
    if not found:
        raise ValueError(f"--data {data}: the sounds in it are silent")
    if warning := too_little(found):
        console.print(f"riffbridge: {warning}", soft_wrap=True)
    (work / "shards").mkdir(parents=True, exist_ok=True)
    write_shard(work / "shards" / f"{HELD_OUT_SHARDS:04d}.npz", found)
    model.transformer = undistilled(model.transformer)
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=console) as progress:
        bar = progress.add_task("training", total=60 * minutes)

        def report(run: Run) -> None:
            text = f"step {run.step}, loss {run.loss:.3f}"
            progress.update(bar, completed=min(run.seconds, 60 * minutes), description=text)

        run = train(Job(work / "shards", work, minutes, PEAK), model, report=report)
    _write(run.average, base, out)
    print(f"{out}: {len(found)} clips, {run.step} steps; play it with: riffbridge run --model {out}")
    return 0


def too_little(found: list[Encoded]) -> str:
    """What to say of too few clips, "" if there are enough."""
    seconds = sum(clip.bars * METRES[clip.facts.metre].beats * 60 / clip.facts.tempo for clip in found)
    if len(found) >= ENOUGH_CLIPS and seconds >= ENOUGH_SECONDS:
        return ""
    return (
        f"only {len(found)} clips, {seconds / 60:.1f} minutes: the model will learn them by heart. "
        f"{ENOUGH_CLIPS} clips and {ENOUGH_SECONDS // 60} minutes or more would let it vary them"
    )


def undistilled(transformer: ColumnTransformer) -> ColumnTransformer:
    """The transformer without what distillation added: its steps are no longer what they were once trained on."""
    if not transformer.config.distilled:
        return transformer
    config = {name: value for name, value in transformer.config.items() if not name.startswith("_")}
    plain: ColumnTransformer = ColumnTransformer(**{**config, "distilled": False}).to(transformer.device)
    plain.load_state_dict({n: v for n, v in transformer.state_dict().items() if not n.startswith("walk_embed")})
    return plain


def _write(transformer: ColumnTransformer, base: Path, out: Path) -> None:
    for name in ("text_encoder", "tokenizer", "codec", VOCODER):
        if (base / name).is_dir():
            shutil.copytree(base / name, out / name, dirs_exist_ok=True)
    shutil.copyfile(base / "model_index.json", out / "model_index.json")
    if (base / "LICENSES.md").is_file():
        shutil.copyfile(base / "LICENSES.md", out / "LICENSES.md")
    export_transformer(transformer, out)


def run(data: Path, out: Path, base: Path, minutes: float, device: str = "cpu") -> int:
    """`finetune` on a GPU or one thread; what cannot be used is said, with exit status 1."""
    torch.set_num_threads(1)
    try:
        return finetune(data, out, base, minutes, device)
    except ValueError as error:
        Console(stderr=True).print(f"riffbridge: {error}", markup=False, soft_wrap=True)
        return 1
