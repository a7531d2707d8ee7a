"""The words stage: what is known of how people put it, as the text encoder hears it (`generators.understanding`)."""

from __future__ import annotations

from pathlib import Path

import torch
from rich.progress import track
from torch import Tensor

from generators.prompt_reader import TOGETHER, PromptReader
from generators.training.judge import family
from generators.training.phrasing import Subject, drums, instruments, learned_phrases, subjects, tones
from generators.understanding import FOLDER, Understanding, words_of

LEFT_OUT = 20  # one phrase in so many, to see how others are understood


def heard(reader: PromptReader, phrases: list[str]) -> Tensor:
    """Sentence embeddings (phrases, width)."""
    batches = [phrases[at : at + TOGETHER] for at in range(0, len(phrases), TOGETHER)]
    return torch.cat([reader.meant(batch) for batch in track(batches, "phrases")])


def understand(reader: PromptReader, about: list[Subject]) -> Understanding:
    phrases = [(phrase, number) for number, subject in enumerate(about) for phrase in subject.phrases]
    return Understanding(
        heard(reader, [phrase for phrase, _ in phrases]), torch.tensor([number for _, number in phrases]),
        tuple(subject.plain for subject in about), learned_phrases(), tones(), instruments(), drums(),
        frozenset(word for phrase, _ in phrases for word in words_of(phrase) if not reader.is_token(word)),
    )  # fmt: skip


def understood(understanding: Understanding, about: list[Subject]) -> tuple[float, float]:
    """Of one phrase in so many, as if it were not known: the shares that are taken for their own caption, and for one
    of its family."""
    families = {subject.plain: family(subject.facts) for subject in about}
    left_out = range(0, len(understanding.phrases), LEFT_OUT)
    found = [understanding.nearest(understanding.phrases[number], but=number) for number in left_out]
    meant = [understanding.captions[understanding.subjects[number]] for number in left_out]
    right = sum(got == wanted for got, wanted in zip(found, meant, strict=True))
    akin = sum(families[got] == families[wanted] for got, wanted in zip(found, meant, strict=True))
    return right / len(meant), akin / len(meant)


def add_words(checkpoint: Path) -> tuple[float, float]:
    """Give a checkpoint its phrases; returns how well they are `understood`."""
    about = subjects()
    understand(PromptReader.load(checkpoint), about).save(checkpoint / FOLDER)
    return understood(Understanding.load(checkpoint / FOLDER), about)
