"""The words stage: what is known of how people put it, as the text encoder hears it (`generators.understanding`)."""

from __future__ import annotations

from pathlib import Path

import torch
from rich.progress import track
from torch import Tensor

from generators.prompt_reader import PromptReader
from generators.training.judge import family
from generators.training.phrasing import TONES, Subject, learned_phrases, subjects
from generators.understanding import FOLDER, Understanding, sentence

BATCH = 64


def heard(reader: PromptReader, phrases: list[str]) -> Tensor:
    """Sentence embeddings (phrases, width)."""
    batches = [phrases[at : at + BATCH] for at in range(0, len(phrases), BATCH)]
    return torch.cat([sentence(*reader.embed_all(batch, padded=False)) for batch in track(batches, "phrases")])


def understand(reader: PromptReader, about: list[Subject]) -> Understanding:
    phrases = [(phrase, number) for number, subject in enumerate(about) for phrase in subject.phrases]
    return Understanding(
        heard(reader, [phrase for phrase, _ in phrases]), torch.tensor([number for _, number in phrases]),
        tuple(subject.plain for subject in about), frozenset(learned_phrases()), TONES,
    )  # fmt: skip


def understood(understanding: Understanding, reader: PromptReader, about: list[Subject]) -> tuple[float, float]:
    """Of the phrases kept aside, the shares that are taken for their own caption, and for one of its family."""
    known = {subject.plain: family(subject.facts) for subject in about}
    aside = [(phrase, subject.plain) for subject in about for phrase in subject.aside]
    found = [understanding.nearest(embedding) for embedding in heard(reader, [phrase for phrase, _ in aside])]
    right = sum(got == meant for got, (_, meant) in zip(found, aside, strict=True))
    akin = sum(known[got] == known[meant] for got, (_, meant) in zip(found, aside, strict=True))
    return right / len(aside), akin / len(aside)


def add_words(checkpoint: Path) -> tuple[float, float]:
    """Give a checkpoint its phrases; returns how well those kept aside are `understood`."""
    reader, about = PromptReader.load(checkpoint), subjects()
    made = understand(reader, about)
    made.save(checkpoint / FOLDER)
    return understood(Understanding.load(checkpoint / FOLDER), reader, about)
