"""Shards → batches for the denoiser: equally long loops, each with a caption made up for the occasion."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from generators.bundled_model import BundledModel, stress_bars
from generators.column_transformer import clock
from generators.frames import frames
from generators.prompt_reader import one_hot_key
from generators.training.captions import caption
from generators.training.encoded import Encoded, read_shard, training_shards

UNPROMPTED = 0.1  # share of samples trained with the empty prompt, for guidance
CONTINUED, MASKED = 0.15, 0.12  # of the samples that go on from another, and of the others
TOLD = 0.25  # share of the samples whose loudness is given
REMEMBERED = 20_000  # captions whose text states are kept


@dataclass(frozen=True)
class Batch:
    """Arguments of the denoiser, but for noise and time. `latents` (batch, coefficients, rows, tokens). `stressed` is
    the clock as it is told when the model paints."""

    latents: Tensor
    text: Tensor
    text_mask: Tensor
    clock: Tensor
    tempo: Tensor
    key: Tensor
    frames: Tensor
    stressed: Tensor

    @property
    def conditions(self) -> tuple[Tensor, ...]:
        """All but text, in the order of the denoiser's arguments."""
        return self.clock, self.tempo, self.key, self.frames

    def __len__(self) -> int:
        return len(self.tempo)

    def to(self, device: torch.device) -> Batch:
        """Without waiting for what a GPU is at, if it is pinned."""
        quick = device.type == "cuda"
        return Batch(*(getattr(self, field.name).to(device, non_blocking=quick) for field in fields(self)))

    def pinned(self) -> Batch:
        return Batch(*(getattr(self, field.name).pin_memory() for field in fields(self)))


def sent(values: Tensor, like: Tensor) -> Tensor:
    """Values (on the CPU) to where `like` is, of its kind, without waiting for what a GPU is at."""
    if like.device.type == "cuda":
        return values.pin_memory().to(like, non_blocking=True)
    return values.to(like)


class Captioner:
    """Text states of captions, as the shipped text encoder gives them, to 16 bits, on the CPU. Used by one thread."""

    def __init__(self, model: BundledModel) -> None:
        self.model = model
        self.states: dict[str, Tensor] = {}  # (tokens in use, width)

    def _read(self, texts: list[str]) -> None:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.model.brief):
            tokens, masks = self.model.reader.embed_all(texts, padded=False)
        for text, states, mask in zip(texts, tokens.cpu(), masks.cpu(), strict=True):
            self.states[text] = states[: int(mask.sum())].half()

    def __call__(self, texts: list[str]) -> tuple[Tensor, Tensor]:
        """States (batch, words, width), padded to the longest, and their mask."""
        if len(self.states) > REMEMBERED:
            self.states.clear()
        if new := [text for text in dict.fromkeys(texts) if text not in self.states]:
            self._read(new)
        states = [self.states[text] for text in texts]
        text = torch.nn.utils.rnn.pad_sequence(states, batch_first=True).float()
        lengths = torch.tensor([len(state) for state in states])
        return text, (torch.arange(text.shape[1]) < lengths[:, None]).float()


class LoopSet:
    """All loops of a folder in memory, ordered by length."""

    def __init__(self, folder: Path, captioner: Captioner, shape: tuple[int, int]) -> None:
        self.folder, self.captioner = folder, captioner
        self.shape = shape  # of one token: coefficients, rows
        self.read: set[Path] = set()
        self.by_length: dict[int, list[Encoded]] = {}
        self.refresh()
        if not self.by_length:
            raise ValueError(f"{folder} holds no shards to train on: render some first")

    def refresh(self) -> None:
        """Read the shards that have been rendered since."""
        for path in training_shards(self.folder):
            if path not in self.read:
                for loop in read_shard(path):
                    self.by_length.setdefault(loop.tokens, []).append(loop)
                self.read.add(path)

    def draw(self, tokens_per_batch: int, rng: Random) -> Batch:
        """A batch of equally long loops; every token of the set is as likely as any other."""
        lengths = list(self.by_length)
        weights = [length * len(self.by_length[length]) for length in lengths]
        length = rng.choices(lengths, weights)[0]
        return self.batch(rng.choices(self.by_length[length], k=max(1, tokens_per_batch // length)), rng)

    def batch(self, loops: list[Encoded], rng: Random) -> Batch:
        length = loops[0].tokens
        texts = ["" if rng.random() < UNPROMPTED else caption(loop.facts, rng) for loop in loops]
        flat = torch.stack([loop.latents.float() for loop in loops]).transpose(1, 2)
        latents = flat.reshape(len(loops), *self.shape, length)
        kept = torch.stack([draw_kept(length, rng) for _ in loops])
        clocks, stressed = zip(*(told_clocks(loop.bars, loop.facts.metre, length) for loop in loops), strict=True)
        return Batch(
            latents,
            *self.captioner(texts),
            torch.stack(clocks),
            torch.tensor([loop.facts.tempo for loop in loops]),
            torch.stack([one_hot_key(loop.facts.key) for loop in loops]),
            frames(latents, kept, torch.stack([draw_loudness(loop, rng) for loop in loops])),
            torch.stack(stressed),
        )


@lru_cache(maxsize=4096)
def told_clocks(bars: int, metre: str, tokens: int) -> tuple[Tensor, Tensor]:
    """The clock, and as it is told when the model paints; not to be written to."""
    told = clock(bars, metre, tokens)
    return told, stress_bars(told, metre)


def draw_kept(tokens: int, rng: Random) -> Tensor:
    """Which tokens are known, 1 = known: mostly none; else the end of a loop, to go on from, or any span, to paint
    round or within."""
    kept = torch.zeros(tokens)
    if rng.random() < CONTINUED:
        kept[tokens - max(1, round(rng.uniform(0.04, 0.3) * tokens)) :] = 1
    elif rng.random() < MASKED:
        kept[: round(rng.uniform(0.1, 0.9) * tokens)] = 1
        kept = kept.roll(rng.randrange(tokens))
    return kept


def draw_loudness(loop: Encoded, rng: Random) -> Tensor:
    """(tokens,), not a number if nothing is asked for. A loudness that nobody would expect is always told."""
    told = loop.facts.swelling or rng.random() < TOLD
    return loop.loudness.float() if told else torch.full((loop.tokens,), torch.nan)
