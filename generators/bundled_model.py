"""The checkpoint that ships with riffbridge: MiniLM words, a column transformer, a patch codec, a vocoder.

Its folder has the layout of a diffusers pipeline. Weights are safetensors; the large ones are kept as 8-bit rows.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor

from generators.base import Cancelled, ClipRequest, Image
from generators.column_transformer import KEYS, ColumnTransformer, clock
from generators.devices import is_quick_in_bfloat16
from generators.frames import frames
from generators.key_guidance import FREE, towards
from generators.model import Embedding, finite
from generators.patch_codec import PatchCodec
from generators.prompt_reader import PromptReader, one_hot_key
from generators.spectrogram import BUNDLED
from generators.stored import load_weights, read_config
from generators.vocoder import Vocoder

PIPELINE = "RiffbridgePipeline"
VOCODER = "vocoder"  # folder of it in a checkpoint that has one
BEND = 0.5  # share of a path's bend that a step foresees: more softens the beat, less blurs the sound
FAINT = 0.4  # share of the clock that is told, and no key, where guidance leads away from: it leads to both, too
STRESS = 2.0  # how strongly the key is told: 1 as in training
MOST_GUIDANCE = 4.0  # that a distilled transformer has learned
SHIFT = 3.0  # how much finer the walk from noise is at its beginning than evenly


def schedule(start: float, steps: int) -> list[float]:
    """`steps` + 1 times from `start` to 0, the shorter steps first, where the noise is: what is decided
    there, harmony and metre, is decided for good (Esser et al., 2024, https://arxiv.org/abs/2403.03206)."""
    first = start / (SHIFT - (SHIFT - 1) * start)
    evenly = [first * (1 - step / max(steps, 1)) for step in range(steps + 1)]
    return [SHIFT * time / (1 + (SHIFT - 1) * time) for time in evenly]


def keyless(key: Tensor) -> Tensor:
    """As little as can be said in the form of `key` (…, KEYS): any is as likely as any other."""
    return torch.full_like(key, 1 / KEYS)


def whole(key: Tensor) -> Tensor:
    """The white keys for what is not named."""
    return key + (1 - key.sum(-1, keepdim=True)) * one_hot_key(0).to(key)


def stress(key: Tensor) -> Tensor:
    """The same key, said more strongly than in training, where it is learned slowly."""
    return torch.lerp(keyless(key), key, STRESS)


class BundledModel:
    """A `generators.model.DiffusionModel`; mono. Bit-reproducible for a given number of threads."""

    fmt = BUNDLED
    channels = 1
    level: float | None = 0.1
    timed = True

    def __init__(
        self, reader: PromptReader, transformer: ColumnTransformer, codec: PatchCodec, device: str = "cpu",
        together: int = 1, vocoder: Vocoder | None = None,
    ) -> None:  # fmt: skip
        self.together, self.vocoder = together, vocoder
        self.device = torch.device(device)
        self.reader = reader.to(self.device)
        self.transformer = transformer.to(self.device)
        self.codec = codec.to(self.device)
        self.multiple: int = codec.patch_columns
        # Half the time at the same picture.
        self.brief = self.device.type == "cpu" and is_quick_in_bfloat16(self.device)

    @classmethod
    def load(cls, folder: Path, device: str, together: int = 1) -> BundledModel:
        """Read a checkpoint written by `generators.training.export`."""
        index = json.loads((folder / "model_index.json").read_text())
        if index["_class_name"] != PIPELINE:
            raise ValueError(f"{folder} holds a {index['_class_name']}, not a {PIPELINE}")
        transformer = ColumnTransformer.from_config(read_config(folder / "transformer"))
        codec = PatchCodec.from_config(read_config(folder / "codec"))
        load_weights(transformer, folder / "transformer")
        load_weights(codec, folder / "codec")
        vocoder = Vocoder.load(folder / VOCODER) if (folder / VOCODER).is_dir() else None
        return cls(PromptReader.load(folder), transformer, codec, device, together, vocoder)

    def embed(self, prompt: str) -> Embedding:
        return self.reader.embed(prompt)

    def noise(self, seed: int, columns: int) -> Tensor:
        """Always drawn on the CPU, so a seed means the same everywhere."""
        shape = (1, self.codec.config.coefficients, self.codec.rows, columns // self.multiple)
        return torch.randn(shape, generator=torch.Generator().manual_seed(seed)).to(self.device)

    def encode(self, image: Image) -> Tensor:
        pixels = torch.from_numpy(image).to(self.device)
        latents: Tensor = self.codec.encode(1 - pixels.float() / 127.5)
        return latents

    def decode(self, latents: Tensor) -> Image:
        level = self.codec.decode(finite(latents, latents.dtype))
        image: Image = (127.5 - 127.5 * level).round().to("cpu", torch.uint8).numpy()
        return image

    @torch.inference_mode()
    def denoise(
        self, noise: Tensor, init: Tensor | None, prompt: Embedding, negative: Embedding, request: ClipRequest,
        cancelled: Callable[[], bool], repaint: Tensor | None = None, loudness: Tensor | None = None,
    ) -> Tensor:  # fmt: skip
        """Walk along the rectified flow (Liu et al., 2022, https://arxiv.org/abs/2209.03003) in Adams–Bashforth steps.

        `denoising` is the time the walk starts from; a shorter walk takes proportionally fewer steps.
        """
        start = 1.0 if init is None else request.denoising
        latents = noise if init is None or start == 1 else start * noise + (1 - start) * init
        told = self.told(latents, init, repaint, loudness)
        before: tuple[Tensor, float] | None = None
        for time, after in pairwise(schedule(start, math.ceil(request.steps * start))):
            if cancelled():
                raise Cancelled
            velocity = self.velocity(latents, time, after, prompt, negative, request, told)
            if after >= FREE and prompt.key is not None and prompt.key.any():
                velocity = self.led_to_key(velocity, latents, time, prompt.key)
            latents = latents - (time - after) * self.bent(velocity, time - after, before)
            if init is not None and repaint is not None:
                latents = torch.lerp(after * noise + (1 - after) * init, latents, repaint)
            before = velocity, time - after
        return latents.clone()

    def told(self, latents: Tensor, init: Tensor | None, repaint: Tensor | None, loudness: Tensor | None) -> Tensor:
        """What the transformer is told of every frame: see `generators.frames`."""
        pictures, tokens = len(latents), latents.shape[-1]
        kept = torch.zeros(1, tokens, device=self.device) if repaint is None else 1 - repaint[0].amax(1)
        known = torch.zeros_like(latents[:1]) if init is None else init
        loud = None if loudness is None else loudness.to(self.device)[None]
        return frames(known, kept, loud).expand(pictures, -1, -1)

    def bent(self, velocity: Tensor, stride: float, before: tuple[Tensor, float] | None) -> Tensor:
        """Mean velocity over a step, should it go on changing as since the step `before` (velocity and stride).

        A two-step formula of Adams and Bashforth's, damped: it costs nothing. What a distilled transformer
        gives is the mean already.
        """
        if before is None or self.transformer.config.distilled:
            return velocity
        last, last_stride = before
        return velocity + BEND * 0.5 * stride / last_stride * (velocity - last)

    def led_to_key(self, velocity: Tensor, latents: Tensor, time: float, key: Tensor) -> Tensor:
        """A velocity that leads nearer to the key: see `generators.key_guidance`."""
        estimate = self.codec.decode(latents - time * velocity)
        change = towards(key.expand(len(latents), -1), estimate, self.fmt)
        led: Tensor = velocity - self.codec.encode_change(change) / time
        return led

    def velocity(
        self, latents: Tensor, time: float, after: float, prompt: Embedding, negative: Embedding, request: ClipRequest,
        told: Tensor,
    ) -> Tensor:  # fmt: skip
        """Velocity at `time` on the way to `after`, led away from `negative` (Ho & Salimans, 2022) in a faint
        beat and no key.

        A distilled transformer knows guidance away from nothing by itself, in one evaluation.
        """
        built_in = self.transformer.config.distilled and not request.negative
        embeddings = [prompt] if request.guidance == 1 or built_in else [prompt, negative]
        pictures = len(latents)
        count = len(embeddings) * pictures
        beat = clock(request.bars, request.metre, latents.shape[-1]).to(self.device).expand(pictures, -1, -1)
        walk = (time - after, min(request.guidance, MOST_GUIDANCE) if built_in else 1.0)
        assert prompt.key is not None
        key = whole(prompt.key).expand(pictures, -1)
        arguments = (
            latents.repeat(len(embeddings), 1, 1, 1),
            torch.full((count,), time, device=self.device),
            torch.cat([embedding.tokens.expand(pictures, -1, -1) for embedding in embeddings]),
            torch.cat([embedding.mask.expand(pictures, -1) for embedding in embeddings]),
            torch.cat([beat, FAINT * beat])[:count],
            torch.full((count,), request.tempo, device=self.device),
            torch.cat([stress(key), keyless(key)])[:count],
            told.repeat(len(embeddings), 1, 1),
            torch.tensor(walk, device=self.device).expand(count, -1),
        )
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.brief):
            velocities = self.transformer(*arguments)
        wanted, unwanted = velocities[:pictures], velocities[-pictures:]
        guided: Tensor = wanted if count == pictures else unwanted + request.guidance * (wanted - unwanted)
        return guided
