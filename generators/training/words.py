"""Train the text encoder alone: whatever words a performer uses, the denoiser should read what it knows already.

The denoiser stays as it is, and so needs no sound. For each plain caption its own cross-attentions ask their questions
on the way from noise; what they read in the caption by the encoder so far is what another wording should give.
"""

from __future__ import annotations

import math
import os
import re
import time
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import torch
from rich.console import Console
from torch import Tensor, nn
from torch.nn.functional import normalize, scaled_dot_product_attention

from generators.base import ClipRequest
from generators.bundled_model import BundledModel
from generators.column_transformer import ColumnTransformer
from generators.training.phrasing import Pair, Phrasing
from generators.training.train import in_step, rank, share_gradients

BATCH = 24  # of each process
PARTS = 2  # of a batch, by length: short captions do not wait for long ones
LEARNING_RATE = 2.5e-4
FROZEN_LAYERS = 2  # the first ones, after the embeddings
END_RATE = 0.02
WARM_UP = 60  # steps
SAVE_EVERY = 120  # seconds
WALKS = 1  # from noise, for each plain caption, at different tempi
ASKED = 6  # tokens of the picture whose questions are kept, of each step of a walk
SUMMARY_SHARE = 0.25  # of the loss


class Reader:
    """What a denoiser reads in token states: in every block's cross-attention, and in their mean."""

    def __init__(self, transformer: ColumnTransformer) -> None:
        self.transformer = transformer
        self.blocks: list[Any] = list(transformer.blocks)

    def read(self, states: Tensor, mask: Tensor, questions: Tensor) -> Tensor:
        """States (batch, words, text width), questions (batch, blocks, asked, width) → answers of that shape."""
        words = self.transformer.text_embed(self.transformer.text_norm(states))
        used, answers = mask.bool()[:, None, None], []
        for block, asked in zip(self.blocks, questions.unbind(1), strict=True):
            k, v = block.text_kv(words).chunk(2, dim=-1)
            heard = scaled_dot_product_attention(block.split(asked), block.split(k), block.split(v), attn_mask=used)
            answers.append(block.text_out(heard.transpose(1, 2).flatten(2)))
        return torch.stack(answers, dim=1)

    def summary(self, states: Tensor, mask: Tensor) -> Tensor:
        """(batch, width), as in `ColumnTransformer.condition`."""
        used = mask[..., None]
        mean = normalize((states * used).sum(1) / used.sum(1), dim=1) * math.sqrt(states.shape[-1])
        summed: Tensor = self.transformer.summary_embed(mean)
        return summed


def questions_for(model: BundledModel, caption: str, rng: Random) -> Tensor:
    """What the cross-attentions ask on the way to a caption's picture: (blocks, asked, width)."""
    asked: list[list[Tensor]] = [[] for _ in model.transformer.blocks]
    hooks = [
        block.text_q.register_forward_hook(lambda _m, _i, out, kept=kept: kept.append(out[0].float()))
        for block, kept in zip(model.transformer.blocks, asked, strict=True)
    ]
    prompt, empty = model.embed(caption), model.embed("")
    for _ in range(WALKS):
        request = ClipRequest(caption, caption, bars=1, tempo=rng.uniform(70, 170), steps=4, guidance=2.0)
        columns = round(request.seconds / model.fmt.hop_s / model.multiple) * model.multiple
        noise = model.noise(rng.getrandbits(30), columns)
        model.denoise(noise, None, prompt, empty, request, lambda: False)
    for hook in hooks:
        hook.remove()
    places = [rng.sample(range(len(step)), ASKED) for step in asked[0]]
    return torch.stack(
        [torch.cat([step[at] for step, at in zip(steps, places, strict=True)]) for steps in asked]
    ).clone()


def all_questions(model: BundledModel, captions: list[str], path: Path, seed: int) -> dict[str, Tensor]:
    """Those for every caption; kept in the file `path`."""
    if not path.exists():
        rng = Random(seed)
        partial = path.with_suffix(f".{os.getpid()}")
        torch.save({caption: questions_for(model, caption, rng) for caption in captions}, partial)
        partial.rename(path)
    questions: dict[str, Tensor] = torch.load(path)
    return questions


class Lesson:
    """Losses of pairs: 0 = understood, 1 = as far off as another plain caption. Used by one thread."""

    def __init__(self, model: BundledModel, questions: dict[str, Tensor]) -> None:
        self.model, self.reader = model, Reader(model.transformer.eval().requires_grad_(False))
        self.teacher = model.text_encoder.eval().requires_grad_(False)
        self.student = deepcopy(model.text_encoder).requires_grad_(True)
        student: Any = self.student
        for part in (student.embeddings, *student.encoder.layer[:FROZEN_LAYERS]):
            part.requires_grad_(False)  # words never met keep their places among the others
        self.questions = questions
        self.known = lru_cache(20_000)(self._known)
        self.scale = torch.ones(1 + len(self.reader.blocks))
        self.scale = self._apart(list(questions))

    def _known(self, caption: str) -> Tensor:
        """The teacher's states (words in use, width)."""
        return self.states(self.teacher, [caption])[0][0].detach()

    def states(self, encoder: nn.Module, texts: list[str]) -> tuple[Tensor, Tensor]:
        encodings = self.model.tokenizer.encode_batch(texts)
        words = max(sum(encoding.attention_mask) for encoding in encodings)
        ids = torch.tensor([encoding.ids[:words] for encoding in encodings])
        mask = torch.tensor([encoding.attention_mask[:words] for encoding in encodings])
        return encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float(), mask.float()

    def meant(self, captions: list[str]) -> tuple[Tensor, Tensor]:
        states = [self.known(caption) for caption in captions]
        lengths = torch.tensor([len(state) for state in states])
        text = nn.utils.rnn.pad_sequence(states, batch_first=True)
        return text, (torch.arange(text.shape[1]) < lengths[:, None]).float()

    def distances(self, one: tuple[Tensor, Tensor], other: tuple[Tensor, Tensor], questions: Tensor) -> Tensor:
        """Of every pair (batch, 1 + blocks): in the mean of all words, and in what each block reads."""
        mean = (self.reader.summary(*one) - self.reader.summary(*other)).square().mean(-1)
        answers = self.reader.read(*one, questions) - self.reader.read(*other, questions)
        return torch.cat([mean[:, None], answers.square().mean((2, 3))], dim=1) / self.scale

    def losses(self, pairs: list[Pair]) -> Tensor:
        """(batch,)"""
        questions = torch.stack([self.questions[pair.about] for pair in pairs])
        with torch.autocast("cpu", torch.bfloat16, enabled=self.model.brief):
            said = self.states(self.student, [pair.said for pair in pairs])
        apart = self.distances(said, self.meant([pair.meant for pair in pairs]), questions)
        return SUMMARY_SHARE * apart[:, 0] + (1 - SUMMARY_SHARE) * apart[:, 1:].mean(1)

    @torch.no_grad()
    def _apart(self, captions: list[str]) -> Tensor:
        """Mean distances between plain captions (1 + blocks,)."""
        others = Random(0).sample(captions, len(captions))
        questions = torch.stack([self.questions[caption] for caption in captions])
        return self.distances(self.meant(captions), self.meant(others), questions).mean(0).clamp(min=1e-8)

    @torch.no_grad()
    def understood(self, pairs: list[Pair]) -> float:
        """Mean loss of pairs, without learning from them."""
        self.student.eval()
        parts = [self.losses(pairs[at : at + BATCH]) for at in range(0, len(pairs), BATCH)]
        return float(torch.cat(parts).mean())


@dataclass(frozen=True)
class Job:
    """State in `folder`, for `minutes` in all."""

    folder: Path
    minutes: float
    seed: int = 0


def rate(step: int, progress: float) -> float:
    decayed = END_RATE + (1 - END_RATE) * 0.5 * (1 + math.cos(math.pi * min(progress, 1)))
    return min(1.0, (step + 1) / WARM_UP) * decayed


@dataclass
class Run:
    """Everything that a resumed training needs."""

    lesson: Lesson
    optimiser: torch.optim.Optimizer
    step: int = 0
    seconds: float = 0.0
    loss: float = math.nan

    @classmethod
    def start(cls, path: Path, lesson: Lesson) -> Run:
        parameters = [p for p in lesson.student.parameters() if p.requires_grad]
        run = cls(lesson, torch.optim.AdamW(parameters, lr=LEARNING_RATE, betas=(0.9, 0.98), weight_decay=0.01))
        if path.exists():
            state = torch.load(path)
            lesson.student.load_state_dict(state["student"])
            run.optimiser.load_state_dict(state["optimiser"])
            run.step, run.seconds, run.loss = state["counters"]
        return run

    def save(self, path: Path) -> None:
        counters = self.step, self.seconds, self.loss
        state = {"student": self.lesson.student.state_dict(), "optimiser": self.optimiser.state_dict()}
        partial = path.with_suffix(".partial")
        torch.save({**state, "counters": counters}, partial)
        partial.rename(path)

    def advance(self, pairs: list[Pair], progress: float) -> None:
        self.lesson.student.train()
        for group in self.optimiser.param_groups:
            group["lr"] = LEARNING_RATE * rate(self.step, progress)
        self.optimiser.zero_grad()
        ordered, size = sorted(pairs, key=lambda pair: len(pair.said)), math.ceil(len(pairs) / PARTS)
        loss = torch.zeros(())
        for at in range(0, len(pairs), size):
            part = self.lesson.losses(ordered[at : at + size]).sum() / len(pairs)
            torch.autograd.backward(part)
            loss += part.detach()
        share_gradients(self.lesson.student)
        nn.utils.clip_grad_norm_(self.lesson.student.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        self.loss = loss.item() if math.isnan(self.loss) else 0.98 * self.loss + 0.02 * loss.item()


def say(run: Run, unheard: list[Pair]) -> None:
    if run.step % 50 == 0:
        aside = run.lesson.understood(unheard)
        text = f"step {run.step}  {run.seconds:.0f} s  loss {run.loss:.3f}  phrases kept aside {aside:.3f}"
        Console().print(text, highlight=False)


def train_words(job: Job, model: BundledModel) -> Run:
    """Train a copy of `model`'s text encoder (`Run.lesson.student`), counting the minutes before an interruption;
    every process calls this."""
    job.folder.mkdir(parents=True, exist_ok=True)
    phrasing = Phrasing(word for word in model.tokenizer.get_vocab() if re.fullmatch("[a-z]+", word))
    captions = [subject.plain for kind in phrasing.subjects.values() for subject in kind]
    questions = all_questions(model, captions, job.folder / "questions.pt", job.seed)
    path, lesson = job.folder / "state.pt", Lesson(model, questions)
    run, unheard = Run.start(path, lesson), phrasing.unheard()
    rng = Random(f"{job.seed} {run.step} {rank()}")
    torch.manual_seed(rng.getrandbits(30))
    started, saved = time.monotonic() - run.seconds, run.seconds
    while run.seconds < 60 * job.minutes:
        run.advance([phrasing.pair(rng) for _ in range(BATCH)], run.seconds / (60 * job.minutes))
        run.seconds = in_step(time.monotonic() - started)
        if rank() == 0:
            say(run, unheard)
        if rank() == 0 and run.seconds - saved > SAVE_EVERY:
            saved = run.seconds
            run.save(path)
    if rank() == 0:
        run.save(path)
    return run
