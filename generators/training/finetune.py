"""Fine-tune the bundled model on a performer's own sounds: `riffbridge train --data FOLDER`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn, track

from generators.bundled_model import VOCODER, BundledModel
from generators.column_transformer import ColumnTransformer
from generators.devices import pick_device
from generators.metre import METRES
from generators.training.encoded import HELD_OUT_SHARDS, Encoded, write_shard
from generators.training.export import export_transformer, write_index
from generators.training.own_files import Source, left_out, sources
from generators.training.own_listing import listing
from generators.training.own_sounds import take
from generators.training.stopping import STATUS, stopped_at_once, stopped_when_fit
from generators.training.train import Job, Run, train, undistilled

ENOUGH_CLIPS, ENOUGH_SECONDS = 100, 600
CONSOLE = Console(stderr=True, highlight=False)
PEAK = 0.15  # of the learning rates that a model starts from nothing with


def read(data: Path, model: BundledModel, found: list[Source]) -> list[Encoded]:
    """The clips of the sounds found under `data`; says what each is taken for. Raises ValueError if there are none."""
    taken = [take(source, model) for source in track(found, "reading", console=CONSOLE, transient=True)]
    for line in listing(data, taken, left_out(data, found)):
        say(line)
    clips = [clip for one in taken for clip in one.clips]
    if not clips:
        raise ValueError(f"--data {data}: there is nothing to learn in it")
    if warning := too_little(clips):
        say(f"riffbridge: {warning}")
    return clips


def learn(clips: list[Encoded], model: BundledModel, base: Path, out: Path, minutes: float) -> int:
    """Fine-tune the model, which is the checkpoint `base`, on clips; writes one to `out`, and to `out`/training what it
    takes to go on from there. Returns the exit status."""
    work = out / "training"
    (work / "shards").mkdir(parents=True, exist_ok=True)
    write_shard(work / "shards" / f"{HELD_OUT_SHARDS:04d}.npz", clips)
    model.transformer = undistilled(model.transformer)
    with stopped_when_fit() as stopped:  # to the end: what remains after the last step takes seconds
        run = _train(Job(work / "shards", work, minutes, PEAK), model, stopped)
        if run.seconds < 60 * minutes:
            say(
                f"riffbridge: stopped at step {run.step}, saved: the same command goes on from there and "
                "writes the model to play at its end, which --minutes puts sooner"
            )
            return STATUS
        _write(run.average, base, out)
    print(f"{out}: {len(clips)} clips, {run.step} steps; play it with: riffbridge run --model {out}")
    return 0


def _train(job: Job, model: BundledModel, stopped: Callable[[], bool]) -> Run:
    columns = TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()
    with Progress(*columns, console=CONSOLE) as progress:
        bar = progress.add_task("training", total=60 * job.minutes)

        def report(run: Run) -> None:
            if not progress.tasks[bar].completed:
                say(f"training goes on from step {run.step - 1}" if run.step > 1 else "training begins")
            text = f"step {run.step}, loss {run.loss:.3f}"
            progress.update(bar, completed=min(run.seconds, 60 * job.minutes), description=text)

        return train(job, model, report=report, stopped=stopped)


def too_little(found: list[Encoded]) -> str:
    """What to say of too few clips, "" if there are enough."""
    seconds = sum(clip.bars * METRES[clip.facts.metre].beats * 60 / clip.facts.tempo for clip in found)
    if len(found) >= ENOUGH_CLIPS and seconds >= ENOUGH_SECONDS:
        return ""
    return (
        f"only {len(found)} clips, {seconds / 60:.1f} minutes: the model will learn them by heart. "
        f"{ENOUGH_CLIPS} clips and {ENOUGH_SECONDS // 60} minutes or more would let it vary them"
    )


def _write(transformer: ColumnTransformer, base: Path, out: Path) -> None:
    for name in ("text_encoder", "tokenizer", "codec", VOCODER):
        if (base / name).is_dir():
            shutil.copytree(base / name, out / name, dirs_exist_ok=True)
    if (base / "LICENSES.md").is_file():
        shutil.copyfile(base / "LICENSES.md", out / "LICENSES.md")
    export_transformer(transformer, out)
    write_index(out)


def say(text: str) -> None:
    CONSOLE.print(text, markup=False, soft_wrap=True)


def run(data: Path, out: Path, base: Path, minutes: float, device: str = "cpu") -> int:
    """Fine-tune the checkpoint `base` on the sounds under `data`, on a GPU or one thread, and write one to `out`.
    Returns the exit status: 1 if something cannot be used, which is said; 130 if it was stopped, which loses nothing.
    """
    torch.set_num_threads(1)
    try:
        with stopped_at_once():
            found = sources(data)
            model = BundledModel.load(base, pick_device(device))
            clips = read(data, model, found)
        return learn(clips, model, base, out, minutes)
    except (OSError, ValueError) as error:
        for line in str(error).splitlines():
            say(f"riffbridge: {line}")
        return 1
    except KeyboardInterrupt:
        say("riffbridge: stopped while it read the sounds, before it trained: there was nothing to save")
        return STATUS
