"""The words stage: what is known of how people put it, as the text encoder hears it (`generators.understanding`)."""

from __future__ import annotations

from pathlib import Path

import torch
from rich.progress import track
from torch import Tensor

from generators.bundled_model import BundledModel
from generators.training.judge import family
from generators.training.phrasing import TONES, Subject, learned_phrases, subjects
from generators.understanding import FOLDER, Understanding, sentence

BATCH = 64


def heard(model: BundledModel, phrases: list[str]) -> Tensor:
    """Sentence embeddings (phrases, width)."""
    batches = [phrases[at : at + BATCH] for at in range(0, len(phrases), BATCH)]
    return torch.cat([sentence(*model.embed_all(batch, padded=False)) for batch in track(batches, "phrases")])


def understand(model: BundledModel, about: list[Subject]) -> Understanding:
    phrases = [(phrase, number) for number, subject in enumerate(about) for phrase in subject.phrases]
    return Understanding(
        heard(model, [phrase for phrase, _ in phrases]), torch.tensor([number for _, number in phrases]),
        tuple(subject.plain for subject in about), frozenset(learned_phrases()), TONES,
    )  # fmt: skip


def understood(understanding: Understanding, model: BundledModel, about: list[Subject]) -> tuple[float, float]:
    """Of the phrases kept aside, the shares that are taken for their own caption, and for one of its family."""
    known = {subject.plain: family(subject.facts) for subject in about}
    aside = [(phrase, subject.plain) for subject in about for phrase in subject.aside]
    found = [understanding.nearest(embedding) for embedding in heard(model, [phrase for phrase, _ in aside])]
    right = sum(got == meant for got, (_, meant) in zip(found, aside, strict=True))
    akin = sum(known[got] == known[meant] for got, (_, meant) in zip(found, aside, strict=True))
    return right / len(aside), akin / len(aside)


def add_words(checkpoint: Path) -> tuple[float, float]:
    """Give a checkpoint its phrases; returns how well those kept aside are `understood`."""
    model, about = BundledModel.load(checkpoint, "cpu"), subjects()
    made = understand(model, about)
    made.save(checkpoint / FOLDER)
    return understood(Understanding.load(checkpoint / FOLDER), model, about)
