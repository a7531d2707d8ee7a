"""Prompts put otherwise than the denoiser knows best: read as plain captions, those whose known phrases are nearest.

Nearness is that of MiniLM's sentence embeddings (Reimers & Gurevych, 2019, https://arxiv.org/abs/1908.10084).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save
from torch import Tensor
from torch.nn.functional import normalize

from generators.stored import WEIGHTS, named, read_config

NEAR = 0.05  # cosine by which a phrase must be nearer to count e times as much
STEP = 127  # of 8-bit embeddings; phrases have unit length
FOLDER = "phrases"
WORD = re.compile(r"[^\W\d_]+")


def sentence(states: Tensor, mask: Tensor) -> Tensor:
    """Unit-length means (prompts, width) of token states (prompts, words, width) with their masks (prompts, words)."""
    used = mask[..., None]
    return normalize((states * used).sum(1) / used.sum(1).clamp(min=1), dim=1)


def words_of(text: str) -> list[str]:
    """Its words in lower case; numbers are none."""
    return [word.lower() for word in WORD.findall(text)]


@dataclass(frozen=True)
class Understanding:
    """`phrases` (phrases, width) are sentence embeddings, `subjects` (phrases,) say which of `captions` each means.

    `learned` has the phrases of the captions that the denoiser was trained on, in words (`words_of`), each with the
    plain name for the same, which it heard most; itself if it is to stand, empty if it names nothing. `tones` are the
    words of mood, pace and effect. Immutable.
    """

    phrases: Tensor
    subjects: Tensor
    captions: tuple[str, ...]
    learned: Mapping[str, str]
    tones: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path) -> Understanding:
        """One that `save` has written. Raises ValueError and OSError."""
        with named(folder):
            stored, config = load_file(folder / WEIGHTS), read_config(folder)
            return cls(
                stored["phrases"].float() / STEP, stored["subjects"].long(), tuple(config["captions"]),
                config["learned"], tuple(config["tones"]),
            )  # fmt: skip

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        stored = {"phrases": (self.phrases * STEP).round().to(torch.int8), "subjects": self.subjects.to(torch.int16)}
        (folder / WEIGHTS).write_bytes(save(stored))
        config = {"captions": self.captions, "learned": self.learned, "tones": self.tones}
        (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")

    def is_new(self, prompt: str) -> bool:
        """Whether a prompt is not put together from phrases that the denoiser was trained on."""
        return self._parts(words_of(prompt)) is None

    def plainly(self, prompt: str) -> str:
        """A prompt of learned phrases, one of which names something: with the plain name in its place."""
        found = list(WORD.finditer(prompt))
        words = words_of(prompt)
        parts = self._parts(words) or []
        names = [(start, end) for start, end in parts if self.learned[" ".join(words[start:end])]]
        if len(names) != 1:
            return prompt
        [(start, end)] = names
        phrase = " ".join(words[start:end])
        if self.learned[phrase] == phrase:
            return prompt
        return prompt[: found[start].start()] + self.learned[phrase] + prompt[found[end - 1].end() :]

    def _parts(self, words: list[str]) -> list[tuple[int, int]] | None:
        """Where each learned phrase begins and ends, of as few as possible, that the words are put
        together from; None if they are not."""
        best: list[list[tuple[int, int]] | None] = [[]]
        for end in range(1, len(words) + 1):
            ways = [
                [*before, (start, end)]
                for start, before in enumerate(best)
                if before is not None and " ".join(words[start:end]) in self.learned
            ]
            best.append(min(ways, key=len, default=None))
        return best[-1]

    def nearest(self, embedding: Tensor, but: int | None = None) -> str:
        """The caption whose phrases are nearest to a sentence embedding (width,), all of them heard `but` one."""
        likeness = self.phrases @ embedding
        if but is not None:
            likeness[but] = -1
        nearness = torch.softmax(likeness / NEAR, dim=0)
        votes = torch.zeros(len(self.captions)).index_add_(0, self.subjects, nearness)
        return self.captions[int(votes.argmax())]

    def reworded(self, prompt: str, embedding: Tensor) -> str:
        """The nearest caption, with what the prompt says of mood, pace and effect."""
        caption, said = self.nearest(embedding), f" {' '.join(words_of(prompt))} "
        kept = [tone for tone in self.tones if f" {tone} " in said and tone not in caption]
        return " ".join([*kept, caption])
