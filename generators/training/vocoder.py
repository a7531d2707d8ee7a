"""Train the vocoder on what phases of rendered loops do: `python -m generators.training vocoder`.

It learns the distribution of the phase's advance and slope (`generators.vocoder`) by likelihood, from what pictures of
loops say, every other one after the codec. All blocks of bins share their weights for the first part of the time: what
is so everywhere is learned from every bin.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from rich.console import Console
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn.functional import relu

from generators.training.phases import BINS, BLOCKS, Example
from generators.training.train import so_far
from generators.vocoder import AHEAD, BLOCK, INPUTS, OVERLAP, PAST, WEIGHTS, patches

HIDDEN = 160
RUN, LOOPS_PER_STEP = 64, 3  # columns of a loop, and loops
SHARED = 0.2  # share of the time
RATES = (2e-3, 7e-4)  # learning rates to begin with: shared and not
END_RATE = 0.02
SAVE_EVERY = 60  # seconds


def weights(blocks: int, inputs: int, outputs: int) -> nn.Parameter:
    return nn.Parameter(torch.randn(blocks, inputs, outputs) * math.sqrt(2 / inputs))


def bias(outputs: int) -> nn.Parameter:
    return nn.Parameter(torch.zeros(BLOCKS, 1, outputs))


class Network(nn.Module):
    """The network of `generators.vocoder.Vocoder`, with its names, weights of all blocks or shared by them."""

    def __init__(self, shared: bool) -> None:
        super().__init__()
        blocks = 1 if shared else BLOCKS
        self.first, self.first_bias = weights(blocks, INPUTS, HIDDEN), bias(HIDDEN)
        self.second, self.second_bias = weights(blocks, HIDDEN, HIDDEN), bias(HIDDEN)
        self.last, self.last_bias = weights(blocks, HIDDEN, 4 * BLOCK), bias(4 * BLOCK)

    def forward(self, seen: Tensor) -> Tensor:
        """(4, columns, BINS): cosine and sine of advance and slope, times their concentrations."""
        hidden = relu(seen @ self.first + self.first_bias)
        hidden = hidden + relu(hidden @ self.second + self.second_bias)
        told: Tensor = hidden @ self.last + self.last_bias
        return told.view(BLOCKS, -1, 4, BLOCK).permute(2, 1, 0, 3).flatten(2)

    def of_every_block(self) -> Network:
        """The same, no longer sharing weights."""
        network = Network(shared=False)
        mine = self.state_dict()
        network.load_state_dict({name: mine[name].expand_as(value) for name, value in network.state_dict().items()})
        return network


def unlikelihood(told: Tensor, angle: Tensor, weight: Tensor) -> Tensor:
    """Of angles, by von Mises distributions `told` (2, …): weighted mean, but for a constant."""
    cosine, sine = told
    sureness = (cosine**2 + sine**2 + 1e-6).sqrt()
    partition = torch.special.i0e(sureness).log() + sureness
    lost: Tensor = partition - cosine * angle.cos() - sine * angle.sin()
    return (lost * weight).sum() / weight.sum()


def loss(network: Network, runs: list[tuple[Example, int]], device: str) -> Tensor:
    """Of RUN columns of each loop from where it is said, by those before and after that the network looks at. What is
    loud counts for more, within a loop and among them."""
    seen = np.concatenate([patches(part(one.told, start).numpy(), BLOCKS) for one, start in runs], axis=1)
    told = network(torch.from_numpy(seen).to(device))
    phases = torch.stack([part(one.phase, start) for one, start in runs]).to(device)
    levels = torch.stack([part(one.level, start) for one, start in runs]).to(device)
    inner = slice(PAST, PAST + RUN)
    expected = 2 * math.pi * torch.arange(BINS, device=device) / OVERLAP
    advance = phases[:, inner] - phases[:, PAST - 1 : PAST + RUN - 1] - expected
    slope = (phases - phases.roll(1, dims=2))[:, inner]
    weight = levels[:, inner].square().flatten(0, 1)
    pairs = (told[:2], advance.flatten(0, 1)), (told[2:], slope.flatten(0, 1))
    return torch.stack([unlikelihood(each, angle, weight) for each, angle in pairs]).sum()


def part(values: Tensor, start: int) -> Tensor:
    return values[start - PAST : start + RUN + AHEAD].float()


@dataclass
class Run:
    """Everything that a resumed training needs."""

    network: Network
    optimiser: torch.optim.Optimizer
    step: int = 0
    seconds: float = 0.0
    loss: float = math.nan

    @classmethod
    def of(cls, network: Network, step: int = 0, seconds: float = 0.0, loss: float = math.nan) -> Run:
        optimiser = torch.optim.AdamW(network.parameters(), betas=(0.9, 0.98), weight_decay=1e-4)
        return cls(network, optimiser, step, seconds, loss)

    @classmethod
    def start(cls, path: Path, device: str) -> Run:
        if not path.exists():
            return cls.of(Network(shared=True).to(device))
        state = torch.load(path, map_location="cpu")
        run = cls.of(Network(state["shared"]).to(device), **state["counters"])
        run.network.load_state_dict(state["network"])
        run.optimiser.load_state_dict(state["optimiser"])
        return run

    @property
    def shared(self) -> bool:
        return len(self.network.first) == 1

    def save(self, path: Path) -> None:
        counters = {"step": self.step, "seconds": self.seconds, "loss": self.loss}
        networks = {"network": self.network.state_dict(), "optimiser": self.optimiser.state_dict()}
        torch.save({"shared": self.shared, "counters": counters, **networks}, path.with_suffix(".partial"))
        path.with_suffix(".partial").rename(path)

    def advance(self, lost: Tensor, progress: float) -> None:
        """One step; `progress` of the time is gone."""
        begun, length = (0, SHARED) if self.shared else (SHARED, 1 - SHARED)
        decayed = END_RATE + (1 - END_RATE) * 0.5 * (1 + math.cos(math.pi * min(1, (progress - begun) / length)))
        for group in self.optimiser.param_groups:
            group["lr"] = RATES[not self.shared] * decayed
        self.optimiser.zero_grad()
        torch.autograd.backward(lost)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        value = float(lost.detach())
        self.loss = value if math.isnan(self.loss) else 0.98 * self.loss + 0.02 * value


def train(loops: list[Example], state: Path, minutes: float, device: str, steps: float = math.inf) -> Run:
    """Train for `minutes` or `steps` in all, whichever are over first, counting those before an interruption."""
    torch.manual_seed(0)
    state.parent.mkdir(parents=True, exist_ok=True)
    run, loops = Run.start(state, device), [loop for loop in loops if len(loop.phase) >= PAST + RUN + AHEAD]
    rng, saved = Random(run.step), run.seconds
    began = time.monotonic() - run.seconds
    while minutes and (progress := max(run.seconds / (60 * minutes), run.step / steps)) < 1:
        if run.shared and progress > SHARED:
            run = Run.of(run.network.of_every_block().to(device), step=run.step, seconds=run.seconds)
        drawn = rng.choices(loops, k=LOOPS_PER_STEP)
        runs = [(one, rng.randint(PAST, len(one.phase) - RUN - AHEAD)) for one in drawn]
        run.advance(loss(run.network, runs, device), progress)
        run.seconds = time.monotonic() - began
        if run.step % 200 == 0:
            Console().print(so_far(run.step, run.seconds, run.loss, progress))
        if run.seconds - saved > SAVE_EVERY:
            saved = run.seconds
            run.save(state)
    run.save(state)
    return run


def export(network: Network, folder: Path) -> None:
    """Write what `Vocoder.load` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = network.of_every_block().state_dict()
    save_file({name: value.half().contiguous().cpu() for name, value in whole.items()}, folder / WEIGHTS)
