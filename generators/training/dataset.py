"""Shards → what the denoiser is trained on: codec, latents, text states, and batches of equally long loops."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from rich.progress import track
from torch import Tensor

from generators.bundled_model import BundledModel
from generators.column_transformer import clock
from generators.patch_codec import PatchCodec
from generators.training.music import BEATS
from generators.training.shards import Painted, read_all

HELD_OUT = 200  # loops, the first ones, never trained on
CODEC_LOOPS = 1500
SOLO_REPEATS = 2  # pitch is learned more slowly than rhythm
UNPROMPTED = 0.1  # share of samples trained with the empty prompt, for guidance


def signal(image: np.ndarray) -> Tensor:
    """Pixels → −1 = silent … 1 = loud."""
    return 1 - torch.from_numpy(image).float() / 127.5


def fit_codec(loops: Path, folder: Path) -> PatchCodec:
    """Fit the codec to the first loops after the held-out ones."""
    codec: PatchCodec = PatchCodec(patch_bands=256, coefficients=256)
    codec.fit([signal(loop.image) for loop in islice(read_all(loops), HELD_OUT, HELD_OUT + CODEC_LOOPS)])
    codec.save_pretrained(folder)
    return codec


@dataclass(frozen=True)
class Batch:
    """Arguments of the denoiser, but for noise and time. `latents` (batch, coefficients, rows, tokens)."""

    latents: Tensor
    text: Tensor
    text_mask: Tensor
    clock: Tensor
    tempo: Tensor


class LoopSet:
    """All latents and text states in memory, as 16-bit floats."""

    def __init__(self, folder: Path) -> None:
        facts = json.loads((folder / "facts.json").read_text())
        self.tokens: list[int] = facts["tokens"]
        self.bars: list[int] = facts["bars"]
        self.tempos: list[float] = facts["tempos"]
        self.captions: list[list[int]] = facts["captions"]  # indices of `words`
        self.names: list[str] = facts["names"]
        self.texts: list[str] = facts["texts"]
        self.latents = torch.split(torch.from_numpy(np.load(folder / "latents.npy")), self.tokens)
        self.words = torch.split(torch.from_numpy(np.load(folder / "words.npy")), facts["word_counts"])
        self.shape: list[int] = facts["shape"]  # of one token: coefficients, rows
        self.by_length: dict[int, list[int]] = {}
        for index in range(HELD_OUT, len(self.tokens)):
            repeats = SOLO_REPEATS if self.names[index].startswith("solo") else 1
            self.by_length.setdefault(self.tokens[index], []).extend([index] * repeats)

    def draw(self, tokens_per_batch: int, rng: np.random.Generator) -> Batch:
        """A batch of equally long loops, drawn as often as they are listed."""
        lengths = list(self.by_length)
        weights = np.array([length * len(self.by_length[length]) for length in lengths], float)
        length = int(rng.choice(lengths, p=weights / weights.sum()))
        among = self.by_length[length]
        chosen = rng.choice(among, max(1, tokens_per_batch // length), replace=tokens_per_batch // length > len(among))
        captions = [0 if rng.random() < UNPROMPTED else int(rng.choice(self.captions[index])) for index in chosen]
        return self.batch([int(index) for index in chosen], captions)

    def batch(self, chosen: list[int], captions: list[int]) -> Batch:
        length = self.tokens[chosen[0]]
        latents = torch.stack([self.latents[index] for index in chosen]).float()
        text, mask = self.pad([self.words[caption] for caption in captions])
        return Batch(
            latents.transpose(1, 2).reshape(len(chosen), *self.shape, length),
            text,
            mask,
            torch.stack([clock(self.bars[index] * BEATS, length) for index in chosen]),
            torch.tensor([self.tempos[index] for index in chosen]),
        )

    def pad(self, states: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Token states as (batch, words, width), and their mask."""
        text = torch.nn.utils.rnn.pad_sequence(list(states), batch_first=True).float()
        lengths = torch.tensor([len(state) for state in states])
        return text, (torch.arange(text.shape[1]) < lengths[:, None]).float()


def prepare(loops: Path, codec: PatchCodec, text_model: BundledModel, folder: Path) -> None:
    """Encode every loop and every caption rendered so far; caption 0 is the empty one."""
    folder.mkdir(parents=True, exist_ok=True)
    index: dict[str, int] = {"": 0}
    latents: list[np.ndarray] = []
    painted: list[Painted] = []
    captions: list[list[int]] = []
    for loop in track(read_all(loops), "encoding loops"):
        latent = codec.encode(signal(loop.image)[None])[0]
        latents.append(latent.flatten(0, 1).T.half().numpy())
        captions.append([index.setdefault(caption, len(index)) for caption in loop.captions])
        painted.append(Painted(loop.image[:0], loop.captions, loop.bars, loop.tempo, loop.kind, loop.name))
    np.save(folder / "latents.npy", np.concatenate(latents))
    words = embed_all(list(index), text_model, _known(folder))
    np.save(folder / "words.npy", np.concatenate(words))
    facts = {
        "tokens": [len(latent) for latent in latents],
        "shape": list(latent.shape[:2]),
        "bars": [loop.bars for loop in painted],
        "tempos": [loop.tempo for loop in painted],
        "names": [f"{loop.kind}: {loop.name}" for loop in painted],
        "captions": captions,
        "texts": list(index),
        "word_counts": [len(states) for states in words],
    }
    (folder / "facts.json").write_text(json.dumps(facts))


def _known(folder: Path) -> dict[str, np.ndarray]:
    """Text states that an earlier call left in `folder`."""
    if not (folder / "facts.json").exists():
        return {}
    facts = json.loads((folder / "facts.json").read_text())
    ends = np.cumsum(facts["word_counts"])[:-1]
    return dict(zip(facts["texts"], np.split(np.load(folder / "words.npy"), ends), strict=True))


def embed_all(
    texts: list[str], text_model: BundledModel, known: dict[str, np.ndarray], size: int = 64
) -> list[np.ndarray]:
    """States of the tokens in use, (tokens, width), for every text; the shortest first, as it saves padding."""
    states = dict(known)
    missing = sorted((text for text in texts if text not in known), key=len)
    for start in track(range(0, len(missing), size), "encoding captions"):
        chosen = missing[start : start + size]
        tokens, masks = text_model.embed_all(chosen)
        for text, state, mask in zip(chosen, tokens, masks, strict=True):
            states[text] = state[: int(mask.sum())].half().numpy()
    return [states[text] for text in texts]
