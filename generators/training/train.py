"""Train the denoiser: rectified flow (Liu et al., 2022), for a given number of steps, or of minutes.

On a CUDA GPU by one process; on a CPU by several, each with batches of its own. Batches and noise are drawn on the CPU,
so that a seed means the same everywhere.
"""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import torch
from rich.console import Console
from torch import Tensor, nn

from generators.bundled_model import BundledModel
from generators.column_transformer import ColumnTransformer
from generators.devices import is_quick_in_bfloat16
from generators.training.ahead import drawn
from generators.training.dataset import Batch, Captioner, LoopSet
from generators.training.flow import Loss, flow_loss, loss_weights
from generators.training.side_by_side import in_step, processes, rank, share_gradients

TOKENS_PER_STEP = 1536  # of each process
GPU_TOKENS_PER_STEP = 12_288
LENGTHS_PER_STEP = 2  # batches, each of loops of one length, whose gradients are added
LEARNING_RATE = 8e-4
MATRIX_RATE = 3e-3  # Muon's; its steps have a fifth of the size that AdamW's can have
END_RATE = 0.02
WARM_UP = 100  # steps
SAVE_EVERY = 120  # seconds
KEPT = 0.98  # of the averaged weights, every fourth step
READ_EVERY = 5  # steps on a GPU between two looks at the loss, each of which waits for it


def optimisers(transformer: ColumnTransformer) -> list[torch.optim.Optimizer]:
    """Muon (K. Jordan, 2024) for the matrices inside the blocks, AdamW for the rest; and for all of them where there
    are no instructions for the 16 bits that Muon counts in, which would take six times as long as all else."""
    inner = [
        p for name, p in transformer.named_parameters() if p.ndim == 2 and "blocks" in name and "modulation" not in name
    ]
    chosen = {id(p) for p in inner}
    rest = [p for p in transformer.parameters() if id(p) not in chosen]
    if is_quick_in_bfloat16(transformer.device):
        matrices: torch.optim.Optimizer = torch.optim.Muon(inner, weight_decay=0.02, adjust_lr_fn="match_rms_adamw")
    else:
        matrices = adam(inner)
    return [matrices, adam(rest)]


def adam(parameters: list[nn.Parameter]) -> torch.optim.Optimizer:
    return torch.optim.AdamW(parameters, betas=(0.9, 0.98), weight_decay=0.02)


def rate(step: int, progress: float) -> float:
    """Share of the learning rate at a step, `progress` of the time gone: a short rise, then half a cosine."""
    decayed = END_RATE + (1 - END_RATE) * 0.5 * (1 + math.cos(math.pi * min(progress, 1)))
    return min(1.0, (step + 1) / WARM_UP) * decayed


def grown(transformer: ColumnTransformer, **conditions: bool) -> ColumnTransformer:
    """A copy that takes more conditions, which do nothing yet: the same pictures to begin with."""
    larger = ColumnTransformer(replace(transformer.config, **conditions)).to(transformer.device)
    missing, unexpected = larger.load_state_dict(transformer.state_dict(), strict=False)
    if unexpected or not all(name.startswith(("key_embed", "frame_embed", "walk_embed")) for name in missing):
        raise ValueError(f"cannot grow into a transformer with {conditions}: {missing + unexpected} do not fit")
    return larger


def undistilled(transformer: ColumnTransformer) -> ColumnTransformer:
    """A transformer that is not asked for steps, to train on: what a distilled one learned of them no longer holds once
    it changes. The same one, if it is not distilled."""
    if not transformer.config.distilled:
        return transformer
    plain = ColumnTransformer(replace(transformer.config, distilled=False)).to(transformer.device)
    plain.load_state_dict({n: v for n, v in transformer.state_dict().items() if not n.startswith("walk_embed")})
    return plain


@dataclass
class Run:
    """Everything that a resumed training needs."""

    transformer: ColumnTransformer
    average: ColumnTransformer  # of the weights; this is what is exported
    optimisers: list[torch.optim.Optimizer]
    peak: float = 1.0  # share of the learning rates to begin with; less for weights that know much already
    step: int = 0
    samples: int = 0
    seconds: float = 0.0
    loss: float = math.nan
    risen: list[int] = field(default_factory=lambda: [0, 0])  # the step from which each optimiser's rate rises
    unread: list[Tensor] = field(default_factory=list)  # losses (batches,) of the last steps, where they were computed

    @classmethod
    def start(cls, path: Path, transformer: ColumnTransformer, peak: float = 1.0) -> Run:
        """Resume from `path`, or begin with `transformer`. Where another kind of optimiser is the quicker one now, that
        one knows nothing yet, and begins with small steps."""
        run = cls(transformer, deepcopy(transformer), optimisers(transformer), peak)
        if path.exists():
            state = torch.load(path, map_location="cpu")  # a GPU's optimisers count their steps there, too
            run.transformer.load_state_dict(state["transformer"])
            run.average.load_state_dict(state["average"])
            kinds = state.get("kinds", ("Muon", "AdamW"))
            run.step, run.samples, run.seconds, run.loss = state["counters"]
            run.risen = list(state.get("risen", run.risen))
            for place, (optimiser, saved) in enumerate(zip(run.optimisers, state["optimisers"], strict=True)):
                if kinds[place] == type(optimiser).__name__:
                    optimiser.load_state_dict(saved)
                else:  # another machine's
                    run.risen[place] = run.step
        return run

    def save(self, path: Path) -> None:
        """Raises OSError, and leaves what was saved before, if there is no room."""
        self.read_losses()
        state = {
            "transformer": self.transformer.state_dict(),
            "average": self.average.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "kinds": [type(optimiser).__name__ for optimiser in self.optimisers],
            "risen": self.risen,
            "counters": (self.step, self.samples, self.seconds, self.loss),
        }
        partial = path.with_suffix(".partial")
        try:
            torch.save(state, partial)
        except RuntimeError as error:  # as torch calls whatever the disk refuses
            raise OSError(
                f"{path} cannot be written: {shutil.disk_usage(path.parent).free / 1e6:.0f} MB are free"
            ) from error
        else:
            partial.rename(path)
        finally:
            partial.unlink(missing_ok=True)

    def advance(
        self, batches: list[Batch], weights: Tensor, rng: torch.Generator, progress: float, objective: Loss = flow_loss
    ) -> None:
        """One step of the optimisers, on the gradients of all processes."""
        losses = [objective(self.transformer, batch, weights, rng) for batch in batches]
        for optimiser in self.optimisers:
            optimiser.zero_grad()
        torch.autograd.backward(torch.stack(losses).mean())
        share_gradients(self.transformer)
        torch.nn.utils.clip_grad_norm_(self.transformer.parameters(), 1.0)
        for optimiser, begun in zip(self.optimisers, self.risen, strict=True):
            highest = MATRIX_RATE if isinstance(optimiser, torch.optim.Muon) else LEARNING_RATE
            for group in optimiser.param_groups:
                group["lr"] = highest * self.peak * rate(self.step - begun, progress)
            optimiser.step()
        self.step += 1
        self.samples += sum(len(batch) for batch in batches) * processes()
        self.unread.append(torch.stack(losses).detach())
        if self.transformer.device.type == "cpu" or self.step % READ_EVERY == 0:
            self.read_losses()
        if self.step % 4 == 0:
            self.follow(min(KEPT, self.step / (self.step + 40)))

    def read_losses(self) -> None:
        """Bring the mean loss up to date."""
        for losses in [losses.tolist() for losses in self.unread]:
            loss = sum(losses) / len(losses)
            self.loss = loss if math.isnan(self.loss) else 0.98 * self.loss + 0.02 * loss
        self.unread.clear()

    @torch.no_grad()
    def follow(self, keep: float) -> None:
        """Move the averaged weights towards the trained ones."""
        for mean, new in zip(self.average.parameters(), self.transformer.parameters(), strict=True):
            mean.lerp_(new, 1 - keep)


@dataclass(frozen=True)
class Job:
    """A training: shards under `data`, state in `folder`, for `minutes` or `steps` in all, whichever are over first."""

    data: Path
    folder: Path
    minutes: float = math.inf
    peak: float = 1.0
    steps: float = math.inf

    def progress(self, run: Run) -> float:
        """How far it has come: it ends at 1."""
        return max(run.seconds / (60 * self.minutes), run.step / self.steps) if self.minutes else 1.0


def so_far(step: int, seconds: float, loss: float, done: float) -> str:
    """How a training goes on, a share `done` of which has taken so many seconds."""
    hours, minutes = divmod(round(seconds * (1 - done) / done / 60), 60)
    left = f"{hours} h {minutes} min" if hours else f"{minutes} min"
    return f"step {step}  loss {loss:.4f}  {seconds / 60:.0f} min, {done:.0%} done, some {left} left"


def say(run: Run, done: float) -> None:
    if run.step % 25 == 0:
        Console().print(so_far(run.step, run.seconds, run.loss, done))


def tell_of_change(run: Run) -> None:
    new = [type(one).__name__ for one, begun in zip(run.optimisers, run.risen, strict=True) if begun == run.step > 0]
    for name in new:
        text = f"step {run.step}: {name}, which is the quicker one on this device, begins anew, with small steps"
        Console(stderr=True).print(text)


def train(
    job: Job,
    model: BundledModel,
    objective: Loss = flow_loss,
    report: Callable[[Run, float], None] = say,
    stopped: Callable[[], bool] = lambda: False,
) -> Run:
    """Train `model`'s transformer, counting what was done before an interruption; every process calls this. The first
    one tells how far it is after each step, 0 to 1. One that trains alone may be `stopped` after any step: its state is
    saved as at the end."""
    job.folder.mkdir(parents=True, exist_ok=True)
    state, codec = job.folder / "state.pt", model.codec
    run = Run.start(state, model.transformer.train().requires_grad_(True), job.peak)
    if rank() == 0:
        tell_of_change(run)
    loops = LoopSet(job.data, Captioner(model), (codec.config.coefficients, codec.rows))
    seed = 1000 * run.step + rank()
    draws, rng, weights = Random(seed), torch.Generator().manual_seed(seed), loss_weights(codec)
    tokens = (TOKENS_PER_STEP if model.device.type == "cpu" else GPU_TOKENS_PER_STEP) // LENGTHS_PER_STEP
    started, saved = time.monotonic() - run.seconds, run.seconds
    with drawn(lambda: [loops.draw(tokens, draws) for _ in range(LENGTHS_PER_STEP)], model.device) as source:
        while (progress := job.progress(run)) < 1 and not stopped():
            batches = [batch.to(model.device) for batch in source.next()]
            run.advance(batches, weights, rng, progress, objective)
            run.seconds = in_step(time.monotonic() - started)
            if rank() == 0:
                report(run, min(job.progress(run), 1))
            if run.seconds - saved > SAVE_EVERY:
                saved = run.seconds
                source.between(loops.refresh)
                if rank() == 0:
                    run.save(state)
    if rank() == 0:
        run.save(state)
    return run
