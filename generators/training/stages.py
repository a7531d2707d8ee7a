"""`python -m generators.training STAGE`: each stage picks up where it was interrupted."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch

from generators.bundled_model import VOCODER, BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.column_transformer import ColumnTransformer, TransformerConfig
from generators.devices import pick_device
from generators.folder_lock import alone_in
from generators.patch_codec import PatchCodec
from generators.training import evaluate, phases, vocoder, words
from generators.training.crew import cores
from generators.training.dataset import Captioner
from generators.training.distil import Distillation
from generators.training.encoded import HELD_OUT_SHARDS
from generators.training.export import export, text_model, write_index
from generators.training.shards import fit_codec, render_all
from generators.training.side_by_side import side_by_side
from generators.training.train import Job, Run, grown, train, undistilled

WARM_PEAK = 0.7  # of the learning rates, for weights that are trained already
DISTIL_PEAK = 0.3
MOST_TRAINERS = 4  # each of them holds all loops, and makes a step larger, not shorter
STEPS = {"train": 12_000, "distil": 2_000, "vocoder": 12_000}  # about as many as the checkpoint that ships has had
MAKER = {"run": "train", "student": "distil"}  # which stage saves a state
CONDITIONS = {"keyed": True, "framed": True}


class MissingWork(ValueError):
    """What a stage goes on from is missing, or does not belong to the rest."""


def equal(codec: Path, other: Path) -> bool:
    """Whether two codecs have the same weights."""
    weights, others = (PatchCodec.load(folder).state_dict() for folder in (codec, other))
    return weights.keys() == others.keys() and all(torch.equal(weights[name], others[name]) for name in weights)


@dataclass(frozen=True)
class Folders:
    """Where the stages find each other's work, under one working folder."""

    data: Path
    start: Path | None  # a checkpoint whose weights and codec to go on from
    device: str = "cpu"

    @property
    def codec(self) -> Path:
        return self.data / "codec"

    @property
    def shards(self) -> Path:
        return self.data / "shards"

    def model(self) -> BundledModel:
        """The text side and codec as they ship, and the transformer to begin with."""
        if self.start:
            model = BundledModel.load(self.start, self.device)
            model.transformer = grown(undistilled(model.transformer), **CONDITIONS)
            return model
        codec = PatchCodec.load(self.codec)
        return text_model(self.data / "text", codec, ColumnTransformer(TransformerConfig(**CONDITIONS)), self.device)

    def processes(self, wanted: int) -> int:
        """How many train side by side: on a GPU one fills it."""
        return min(wanted, MOST_TRAINERS) if self.device == "cpu" else 1

    def state(self, name: str) -> Path:
        return self.data / name / "state.pt"

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """No other process trains that one meanwhile. Raises BlockingIOError if one does."""
        folder = self.state(name).parent
        folder.mkdir(parents=True, exist_ok=True)
        with alone_in(folder):
            yield

    def trained(self, name: str, transformer: ColumnTransformer) -> Run:
        """Raises MissingWork if nothing was."""
        self.check_state(name)
        return Run.start(self.state(name), transformer)

    def check_state(self, name: str) -> None:
        """Raises MissingWork for a training that was never saved."""
        if not self.state(name).exists():
            raise MissingWork(f"{self.state(name)} is not there: the stage {MAKER[name]} makes it")

    def check_codec(self) -> None:
        """Raises MissingWork if what is rendered was encoded by another codec than the checkpoint to start from has."""
        if self.start and self.codec.exists() and not equal(self.codec, self.start / "codec"):
            raise MissingWork(
                f"the codec in {self.codec} is not the one in {self.start / 'codec'}: start from a checkpoint with it, "
                "or render for that one, with another --data"
            )


def codec_stage(options: argparse.Namespace, folders: Folders) -> None:
    """Fit the codec once, or take over the one of the checkpoint to start from. Raises MissingWork if there is another
    already."""
    folders.check_codec()
    if folders.codec.exists():
        return
    if folders.start:
        PatchCodec.load(folders.start / "codec").store(folders.codec)
    else:
        fit_codec(folders.codec, options.processes)


def render_stage(options: argparse.Namespace, folders: Folders) -> None:
    codec_stage(options, folders)  # what is rendered is kept as it sees it
    render_all(folders.shards, folders.codec, range(options.shards), options.processes)


def train_stage(options: argparse.Namespace, folders: Folders) -> None:
    folders.check_codec()
    peak = (WARM_PEAK if folders.start else 1.0) if options.peak is None else options.peak
    job = Job(folders.shards, folders.data / "run", options.minutes, peak, options.effort * STEPS["train"])
    with folders.alone("run"):
        side_by_side(partial(_train, job, folders), folders.processes(options.processes))


def _train(job: Job, folders: Folders) -> None:
    train(job, folders.model())


def distil_stage(options: argparse.Namespace, folders: Folders) -> None:
    folders.check_codec()
    folders.check_state("run")  # before there are processes that would each say so
    steps = options.effort * STEPS["distil"]
    job = Job(folders.shards, folders.data / "student", options.distil_minutes, DISTIL_PEAK, steps)
    with folders.alone("student"):
        side_by_side(partial(_distil, job, folders), folders.processes(options.processes))


def _distil(job: Job, folders: Folders) -> None:
    model = folders.model()
    teacher = folders.trained("run", model.transformer).average.eval().requires_grad_(False)
    model.transformer = grown(teacher, distilled=True)
    train(job, model, Distillation(teacher, Captioner(model)([""])))


def vocoder_stage(options: argparse.Namespace, folders: Folders) -> None:
    """Trained by itself, and written to the checkpoint."""
    shards = range(HELD_OUT_SHARDS, HELD_OUT_SHARDS + options.vocoder_shards)
    loops = phases.make_all(folders.data / "phases", folders.codec, shards, options.processes)
    with folders.alone(VOCODER):
        steps = options.effort * STEPS["vocoder"]
        run = vocoder.train(loops, folders.state(VOCODER), options.vocoder_minutes, folders.device, steps)
    vocoder.export(run.network, options.out / VOCODER)
    write_index(options.out)


def export_stage(options: argparse.Namespace, folders: Folders) -> None:
    """The student, where there is one, else what it would have learned from."""
    folders.check_codec()
    folders.check_state("run")
    model = folders.model()
    run = folders.trained("run", model.transformer)
    if options.distil_minutes and folders.state("student").exists():
        run = folders.trained("student", grown(model.transformer, distilled=True))
    export(blend(folders.model().transformer, run.average, options.blend), model.codec, options.out)
    print(f"{options.out}: step {run.step}, {run.samples} samples, loss {run.loss:.4f}")


def blend(start: ColumnTransformer, trained: ColumnTransformer, share: float) -> ColumnTransformer:
    """Weights `share` of the way from those at the start (Wortsman et al., 2022, https://arxiv.org/abs/2109.01903);
    those it did not have are taken as trained."""
    before = start.state_dict()
    after = trained.state_dict()
    trained.load_state_dict(after | {name: torch.lerp(before[name], after[name], share) for name in before})
    return trained


def words_stage(options: argparse.Namespace, _: Folders) -> None:
    """Teach the exported checkpoint more words than its denoiser was trained on."""
    right, akin = words.add_words(options.out)
    write_index(options.out)
    print(f"{options.out}: of phrases left out {right:.0%} are understood, {akin:.0%} nearly")


def evaluate_stage(options: argparse.Namespace, folders: Folders) -> None:
    given = ["--data", str(folders.data), "--checkpoint", str(options.out), "--out", str(folders.data / "evaluation")]
    given += ["--processes", str(options.processes)]
    evaluate.evaluate(evaluate.parser().parse_args(given))


STAGES: dict[str, Callable[[argparse.Namespace, Folders], None]] = {
    "codec": codec_stage,
    "render": render_stage,
    "train": train_stage,
    "distil": distil_stage,
    "export": export_stage,
    "vocoder": vocoder_stage,
    "words": words_stage,
    "evaluate": evaluate_stage,
}


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m generators.training", description=__doc__)
    add = made.add_argument
    add("stage", choices=["all", *STAGES])
    add("--data", type=Path, default=Path("training-data"), help="working folder (default: %(default)s)")
    add("--start", type=Path, help="checkpoint to go on from (else from nothing)")
    add("--out", type=Path, default=BUNDLED_FOLDER, help="for the checkpoint (default: %(default)s)")
    add("--shards", type=int, default=120, help="of 100 loops each (default: %(default)s)")
    add("--processes", type=int, default=cores(), help="that do the work (default: one a core)")
    add("--device", default="auto", help="to train on: cpu, cuda or auto, a GPU where there is one")
    add("--effort", type=float, default=1.0, help="steps beside those of the checkpoint that ships (default: as many)")
    add("--minutes", type=float, default=math.inf, help="of training, at most (default: no limit)")
    add(
        "--peak", type=float, help=f"share of the learning rates to begin with (default: 1, with --start {WARM_PEAK:g})"
    )
    add("--blend", type=float, default=1.0, help="share of what training changed to export (default: all)")
    add("--distil-minutes", type=float, default=math.inf, help="of it, at most; 0 = leave it out")
    add("--vocoder-shards", type=int, default=32, help="that it learns from (default: %(default)s)")
    add("--vocoder-minutes", type=float, default=math.inf, help="of training it, at most")
    return made


def main() -> None:
    made = parser()
    options = made.parse_args()
    if options.shards <= HELD_OUT_SHARDS:
        made.error(f"--shards {options.shards}: the first {HELD_OUT_SHARDS} are kept aside, so more than that")
    for name in ("effort", "processes"):
        if not getattr(options, name) > 0:
            made.error(f"--{name} {getattr(options, name):g} is not above 0")
    try:
        folders = Folders(options.data, options.start, pick_device(options.device))
    except ValueError as error:
        made.error(f"--device: {error}")
    torch.set_num_threads(1)
    for stage in STAGES if options.stage == "all" else [options.stage]:
        if stage != "distil" or options.distil_minutes:
            try:
                STAGES[stage](options, folders)
            except BlockingIOError:
                made.exit(1, f"{made.prog} {stage}: another process is at it in {options.data}\n")
            except MissingWork as error:
                made.exit(1, f"{made.prog} {stage}: {error}\n")
            except KeyboardInterrupt:
                made.exit(130, f"{made.prog} {stage}: stopped; the same command goes on from what was saved\n")
