"""Train the denoiser: rectified flow (Liu et al., 2022) on one CPU core, for a given number of minutes."""

from __future__ import annotations

import math
import time
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from torch import Tensor

from generators.column_transformer import ColumnTransformer
from generators.patch_codec import PatchCodec
from generators.training.dataset import Batch, LoopSet

TOKENS_PER_STEP = 2048
LENGTHS_PER_STEP = 2  # batches, each of loops of one length, whose gradients are added
LEARNING_RATE = 8e-4
MATRIX_RATE = 3e-3  # Muon's; its steps have a fifth of the size that AdamW's can have
DECAY_FROM = 0.55  # of the time; then linearly down to END_RATE
END_RATE = 0.02
WARM_UP = 100  # steps
SAVE_EVERY = 120  # seconds


def loss_weights(codec: PatchCodec) -> Tensor:
    """Whitening makes faint coefficients as large as loud ones; this gives back part of the difference.

    (coefficients, rows, 1), mean 1.
    """
    weights: Tensor = (codec.deviation.T / codec.deviation.mean())[..., None]
    return weights


def spread_times(count: int, rng: torch.Generator) -> Tensor:
    """Noise times (count,): logit-normal (Esser et al., 2024), one from each of `count` equal shares.

    Mostly noisy: neighbouring tokens repeat each other, so much can be told through much noise.
    """
    share = (torch.arange(count) + torch.rand(count, generator=rng)) / count
    normal = torch.special.ndtri(share.clamp(1e-4, 1 - 1e-4))
    return torch.sigmoid(0.7 + 1.2 * normal)


def flow_loss(transformer: ColumnTransformer, batch: Batch, weights: Tensor, rng: torch.Generator) -> Tensor:
    times = spread_times(len(batch.tempo), rng)
    noise = torch.randn(batch.latents.shape, generator=rng)
    t = times[:, None, None, None]
    noisy = (1 - t) * batch.latents + t * noise
    with torch.autocast("cpu", torch.bfloat16):
        velocity = transformer(noisy, times, batch.text, batch.text_mask, batch.clock, batch.tempo)
    loss: Tensor = ((velocity - (noise - batch.latents)) ** 2 * weights).mean()
    return loss


def optimisers(transformer: ColumnTransformer) -> list[torch.optim.Optimizer]:
    """Muon (K. Jordan, 2024) for the matrices inside the blocks, AdamW for the rest."""
    inner = [
        p for name, p in transformer.named_parameters() if p.ndim == 2 and "blocks" in name and "modulation" not in name
    ]
    chosen = {id(p) for p in inner}
    rest = [p for p in transformer.parameters() if id(p) not in chosen]
    return [
        torch.optim.Muon(inner, lr=MATRIX_RATE, weight_decay=0.02, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(rest, lr=LEARNING_RATE, betas=(0.9, 0.98), weight_decay=0.02),
    ]


def rate(step: int, progress: float) -> float:
    """Share of the learning rate at a step, `progress` of the time gone."""
    late = 1 - (1 - END_RATE) * max(0.0, progress - DECAY_FROM) / (1 - DECAY_FROM)
    return min(1.0, (step + 1) / WARM_UP) * late


@dataclass
class Run:
    """Everything that a resumed training needs."""

    transformer: ColumnTransformer
    average: ColumnTransformer  # of the weights; this is what is exported
    optimisers: list[torch.optim.Optimizer]
    step: int = 0
    samples: int = 0
    seconds: float = 0.0
    loss: float = math.nan

    @classmethod
    def start(cls, path: Path, transformer: ColumnTransformer) -> Run:
        """Resume from `path`, or begin with `transformer`."""
        run = cls(transformer, deepcopy(transformer), optimisers(transformer))
        if path.exists():
            state = torch.load(path)
            run.transformer.load_state_dict(state["transformer"])
            run.average.load_state_dict(state["average"])
            for optimiser, saved in zip(run.optimisers, state["optimisers"], strict=True):
                optimiser.load_state_dict(saved)
            run.step, run.samples, run.seconds, run.loss = state["counters"]
        return run

    def save(self, path: Path) -> None:
        state = {
            "transformer": self.transformer.state_dict(),
            "average": self.average.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "counters": (self.step, self.samples, self.seconds, self.loss),
        }
        partial = path.with_suffix(".partial")
        torch.save(state, partial)
        partial.rename(path)

    def advance(self, batches: list[Batch], weights: Tensor, rng: torch.Generator, progress: float) -> None:
        """One step of the optimisers."""
        losses = [flow_loss(self.transformer, batch, weights, rng) for batch in batches]
        for optimiser in self.optimisers:
            optimiser.zero_grad()
        torch.autograd.backward(torch.stack(losses).mean())
        torch.nn.utils.clip_grad_norm_(self.transformer.parameters(), 1.0)
        for optimiser, highest in zip(self.optimisers, (MATRIX_RATE, LEARNING_RATE), strict=True):
            for group in optimiser.param_groups:
                group["lr"] = highest * rate(self.step, progress)
            optimiser.step()
        self.step += 1
        self.samples += sum(len(batch.tempo) for batch in batches)
        loss = sum(loss.item() for loss in losses) / len(losses)
        self.loss = loss if math.isnan(self.loss) else 0.98 * self.loss + 0.02 * loss
        if self.step % 4 == 0:
            self.follow(min(0.99, self.step / (self.step + 40)))

    @torch.no_grad()
    def follow(self, keep: float) -> None:
        """Move the averaged weights towards the trained ones."""
        for mean, new in zip(self.average.parameters(), self.transformer.parameters(), strict=True):
            mean.lerp_(new, 1 - keep)


def train(data: Path, codec: PatchCodec, folder: Path, minutes: float) -> None:
    """Train for `minutes` in all, counting those before an interruption."""
    torch.manual_seed(1)
    folder.mkdir(parents=True, exist_ok=True)
    loops, weights, console = LoopSet(data), loss_weights(codec), Console()
    run = Run.start(folder / "state.pt", ColumnTransformer())
    draws, rng = np.random.default_rng(run.step), torch.Generator().manual_seed(run.step)
    started, saved = time.monotonic() - run.seconds, run.seconds
    while run.seconds < 60 * minutes:
        batches = [loops.draw(TOKENS_PER_STEP // LENGTHS_PER_STEP, draws) for _ in range(LENGTHS_PER_STEP)]
        run.advance(batches, weights, rng, run.seconds / (60 * minutes))
        run.seconds = time.monotonic() - started
        if run.step % 50 == 0:
            console.print(f"step {run.step}  {run.seconds:.0f} s  {run.samples} samples  loss {run.loss:.4f}")
        if run.seconds - saved > SAVE_EVERY:
            run.save(folder / "state.pt")
            saved = run.seconds
    run.save(folder / "state.pt")
