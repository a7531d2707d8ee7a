"""Prompts put otherwise than the denoiser has learned: read as the plain caption whose known phrases are nearest.

Nearness is that of MiniLM's sentence embeddings (Reimers & Gurevych, 2019, https://arxiv.org/abs/1908.10084).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save
from torch import Tensor
from torch.nn.functional import normalize

NEAR = 0.05  # cosine by which a phrase must be nearer to count e times as much
STEP = 127  # of 8-bit embeddings; phrases have unit length
FOLDER = "phrases"


def sentence(states: Tensor, mask: Tensor) -> Tensor:
    """Unit-length means (prompts, width) of token states (prompts, words, width) with their masks (prompts, words)."""
    used = mask[..., None]
    return normalize((states * used).sum(1) / used.sum(1).clamp(min=1), dim=1)


def words_of(text: str) -> list[str]:
    """Its words in lower case; numbers are none."""
    return re.findall(r"[^\W\d_]+", text.lower())


@dataclass(frozen=True)
class Understanding:
    """`phrases` (phrases, width) are sentence embeddings, `subjects` (phrases,) say which of `captions` each means.

    `learned` are the phrases of the captions that the denoiser was trained on, `tones` the words of mood, pace and
    effect. Immutable.
    """

    phrases: Tensor
    subjects: Tensor
    captions: tuple[str, ...]
    learned: frozenset[str]
    tones: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path) -> Understanding:
        stored = load_file(folder / "model.safetensors")
        config = json.loads((folder / "config.json").read_text())
        return cls(
            stored["phrases"].float() / STEP, stored["subjects"].long(), tuple(config["captions"]),
            frozenset(config["learned"]), tuple(config["tones"]),
        )  # fmt: skip

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        stored = {"phrases": (self.phrases * STEP).round().to(torch.int8), "subjects": self.subjects.to(torch.int16)}
        (folder / "model.safetensors").write_bytes(save(stored))
        config = {"captions": self.captions, "learned": sorted(self.learned), "tones": self.tones}
        (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")

    def is_new(self, prompt: str) -> bool:
        """Whether a prompt is not put together from phrases that the denoiser was trained on."""
        words = words_of(prompt)
        reached = {0}  # so many of its words can be
        for end in range(1, len(words) + 1):
            if any(" ".join(words[start:end]) in self.learned for start in reached):
                reached.add(end)
        return len(words) not in reached

    def nearest(self, embedding: Tensor) -> str:
        """The caption whose phrases are nearest to a sentence embedding (width,), all of them heard."""
        nearness = torch.softmax(self.phrases @ embedding / NEAR, dim=0)
        votes = torch.zeros(len(self.captions)).index_add_(0, self.subjects, nearness)
        return self.captions[int(votes.argmax())]

    def reworded(self, prompt: str, embedding: Tensor) -> str:
        """The nearest caption, with what the prompt says of mood, pace and effect."""
        caption, said = self.nearest(embedding), f" {' '.join(words_of(prompt))} "
        kept = [tone for tone in self.tones if f" {tone} " in said and tone not in caption]
        return " ".join([*kept, caption])
