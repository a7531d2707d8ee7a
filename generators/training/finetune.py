"""Fine-tune the bundled model on a performer's own sounds: `riffbridge train --data FOLDER`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn, track

from generators.bundled_model import BundledModel
from generators.column_transformer import ColumnTransformer
from generators.devices import pick_device
from generators.folder_lock import alone_in
from generators.metre import METRES
from generators.training.encoded import HELD_OUT_SHARDS, Encoded, write_shard
from generators.training.export import PARTS, export_transformer, write_index
from generators.training.own_files import Source, left_out, sources
from generators.training.own_listing import listing
from generators.training.own_sounds import take
from generators.training.passes import Passes, counted
from generators.training.replacing import recover, replaced
from generators.training.stopping import STATUS, stopped_at_once, stopped_when_fit
from generators.training.train import WARM_UP, Job, Run, train, undistilled
from generators.understanding import FOLDER

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
    takes to go on from there. Returns the exit status. Raises ValueError where other clips than before would not be
    learned from."""
    work, passes = out / "training", Passes(len(clips), minutes)
    shard = work / "shards" / f"{HELD_OUT_SHARDS:04d}.npz"
    before = shard.read_bytes() if shard.exists() else b""
    write_shard(shard, clips)
    model.transformer = undistilled(model.transformer)
    with stopped_when_fit() as stopped:  # to the end: what remains after the last step takes seconds
        run, begun = _train(Job(work / "shards", work, minutes), model, passes, stopped)
        through = passes.share(run.step, run.samples) >= 1
        if run.seconds < 60 * minutes and not through:
            say(
                f"riffbridge: stopped at step {run.step}, saved: the same command goes on from there and "
                "writes the model to play at its end, which --minutes puts sooner"
            )
            return STATUS
        if not begun and before and shard.read_bytes() != before:
            shard.write_bytes(before)
            raise ValueError(
                f"-o {out} was trained for {run.seconds / 60:.3g} minutes on other sounds, and learned nothing of "
                "these: --minutes says how long in all, more to go on with these; another -o begins anew"
            )
        _write(run.average, model, clips, base, out)
    if not begun:
        say(f"riffbridge: {out} had its {'passes' if through else f'{minutes:g} minutes'} before: it is as it was")
    if through:
        say(f"riffbridge: after {run.seconds / 60:.3g} of {minutes:g} minutes, {passes.ended(run.samples)}")
    elif begun and run.step < WARM_UP:
        say(f"riffbridge: {run.step} steps are few, it has hardly begun to learn: more --minutes go on from there")
    print(f"{out}: {len(clips)} clips, {run.step} steps; play it with: riffbridge run --model {out}")
    return 0


def _train(job: Job, model: BundledModel, passes: Passes, stopped: Callable[[], bool]) -> tuple[Run, bool]:
    """What came of it, and whether there was time for a step. Learning rates fall as its time goes by or its passes
    are made, whichever is sooner."""
    step, samples, seconds = counted(job.folder / "state.pt")
    share = passes.share(step, samples)
    job = replace(job, peak=PEAK * passes.damping(share, seconds))
    columns = TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()
    with Progress(*columns, console=CONSOLE) as progress:
        bar = progress.add_task("training", total=1)

        def report(run: Run, gone: float) -> None:
            nonlocal share
            if not progress.tasks[bar].completed:
                say(f"training goes on from step {run.step - 1}" if run.step > 1 else "training begins")
            text = f"step {run.step}, loss {run.loss:.3f}"
            if not CONSOLE.is_terminal and run.step % 25 == 0:  # where there is no bar to be seen
                say(f"{text}, {run.seconds / 60:.1f} of {job.minutes:g} minutes")
            share = passes.share(run.step, run.samples)
            run.peak = PEAK * passes.damping(share, run.seconds)
            progress.update(bar, completed=min(max(gone, share), 1), description=text)

        run = train(job, model, report=report, stopped=lambda: stopped() or share >= 1)
        return run, bool(progress.tasks[bar].completed)


def _make_room(out: Path, base: Path, model: BundledModel) -> None:
    """A folder for the model and its training state, which is written anew beside the last. Raises ValueError."""
    try:
        (out / "training" / "shards").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(f"-o {out} cannot be made: {error.strerror}") from error
    weights = sum(parameter.nbytes for parameter in model.transformer.parameters())
    states = 1 if (out / "training" / "state.pt").exists() else 2
    needed = states * 4 * weights + sum(path.stat().st_size for path in base.rglob("*") if path.is_file())
    if (free := shutil.disk_usage(out).free) < needed:
        raise ValueError(f"-o {out}: {needed / 1e6:.0f} MB are needed there, and {free / 1e6:.0f} are free")


def too_little(found: list[Encoded]) -> str:
    """What to say of too few clips, "" if there are enough."""
    seconds = sum(clip.bars * METRES[clip.facts.metre].beats * 60 / clip.facts.tempo for clip in found)
    if len(found) >= ENOUGH_CLIPS and seconds >= ENOUGH_SECONDS:
        return ""
    return (
        f"only {len(found)} clips, {seconds / 60:.1f} minutes: the model will learn them by heart. "
        f"{ENOUGH_CLIPS} clips and {ENOUGH_SECONDS // 60} minutes or more would let it vary them"
    )


def _write(transformer: ColumnTransformer, model: BundledModel, clips: list[Encoded], base: Path, out: Path) -> None:
    """The checkpoint `base` with this transformer, that knows the clips' captions."""
    known = model.reader.understanding
    with replaced(out) as new:
        for name in PARTS:
            if (base / name).is_dir():
                shutil.copytree(base / name, new / name)
        if (base / "LICENSES.md").is_file():
            shutil.copyfile(base / "LICENSES.md", new / "LICENSES.md")
        if known:
            captions = list(dict.fromkeys(clip.facts.said for clip in clips))
            known.taught(captions, model.reader.meant).save(new / FOLDER)
        export_transformer(transformer, new)
        write_index(new)


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
            recover(out)
            _make_room(out, base, model)
            clips = read(data, model, found)
        with alone_in(out):
            return learn(clips, model, base, out, minutes)
    except BlockingIOError:
        say(f"riffbridge: -o {out}: another training is at it; wait for its end, or stop it, to go on from there")
        return 1
    except (OSError, ValueError) as error:
        for line in str(error).splitlines():
            say(f"riffbridge: {line}")
        return 1
    except KeyboardInterrupt:
        say("riffbridge: stopped while it read the sounds, before it trained: there was nothing to save")
        return STATUS
