"""The checkpoint that ships with riffbridge: MiniLM words, a column transformer, a patch codec, a vocoder.

Its folder has the layout of a diffusers pipeline. Weights are safetensors; the large ones are kept as 8-bit rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor

from generators.base import Cancelled, ClipRequest, Image
from generators.column_transformer import BARS, KEYS, ColumnTransformer, clock
from generators.devices import is_quick_in_bfloat16
from generators.frames import frames
from generators.key_guidance import FREE, towards
from generators.model import Embedding, finite
from generators.patch_codec import PatchCodec
from generators.prompt_reader import PromptReader, one_hot_key, without_mode
from generators.spectrogram import BUNDLED
from generators.stored import CLASS, named
from generators.vocoder import Vocoder
from generators.walk import JOINED, Painting, State, Walks, begin, evened, joined, schedule, softened

PIPELINE = "RiffbridgePipeline"
VOCODER = "vocoder"  # folder of it in a checkpoint that has one
BEND = 0.5  # share of a path's bend that a step foresees: more softens the beat, less blurs the sound
LEAD = 0.5  # share of the guidance asked for, beyond 1: with more, instruments sound less like themselves
LEARNED_LEAD = 0.75  # the same, of guidance that a distilled transformer has learned
FAINT = 0.2  # share of the clock that is told, and no key, where guidance leads away from: it leads to both, too
NO_BEAT_YET = 0.95  # steps that begin above this time, with hardly anything but noise, are not led to the beat
STRESS = 2.0  # how strongly the key is told: 1 as in training
BAR_STRESS = {"3/4": 2.0}  # how strongly bars are told that would else be painted as those of 4/4, or as none
MOST_GUIDANCE = 4.0  # that a distilled transformer has learned


def keyless(key: Tensor) -> Tensor:
    """As little as can be said in the form of `key` (…, KEYS): any is as likely as any other."""
    return torch.full_like(key, 1 / KEYS)


def whole(key: Tensor) -> Tensor:
    """The white keys for what is not named."""
    return key + (1 - key.sum(-1, keepdim=True)) * one_hot_key(0).to(key)


def stress(key: Tensor) -> Tensor:
    """The same key, said more strongly than in training, where it is learned slowly."""
    return torch.lerp(keyless(key), key, STRESS)


def faint(time: float) -> float:
    """Share of the clock that is told at a time of the walk where guidance leads away from."""
    return FAINT if time < NO_BEAT_YET else 1.0


def stress_bars(told: Tensor, metre: str) -> Tensor:
    """A clock (tokens, CLOCK_WIDTH), with its bars said more strongly where the metre needs it."""
    stressed = told.clone()
    stressed[:, BARS] *= BAR_STRESS.get(metre, 1.0)
    return stressed


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
        self._walks = Walks()
        self.device = torch.device(device)
        self.reader = reader.to(self.device)
        self.transformer = transformer.to(self.device)
        self.codec = codec.to(self.device)
        self.multiple: int = codec.patch_columns
        # Half the time at the same picture.
        self.brief = self.device.type == "cpu" and is_quick_in_bfloat16(self.device)

    @classmethod
    def load(cls, folder: Path, device: str, together: int = 1) -> BundledModel:
        """Read a checkpoint written by `generators.training.export`. Raises ValueError and OSError."""
        with named(folder):
            index = dict(json.loads((folder / "model_index.json").read_text()))
        if index.get(CLASS) != PIPELINE:
            raise ValueError(f"{folder} holds a {index.get(CLASS)}, not a {PIPELINE}")
        if lacking := [name for name in index if name[0] != "_" and not (folder / name).is_dir()]:
            raise ValueError(f"{folder} lacks what its model_index.json names: {', '.join(lacking)}")
        transformer, codec = ColumnTransformer.load(folder / "transformer"), PatchCodec.load(folder / "codec")
        with named(folder / VOCODER):
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
        """Walk along the rectified flow (Liu et al., 2022, https://arxiv.org/abs/2209.03003): see `bent` for its steps.

        With `denoising` it begins later, and takes fewer steps. Between two prompts it begins with a walk to either:
        see `generators.walk`.
        """
        start = 1.0 if init is None else begin(request.denoising)
        latents = noise if init is None or start == 1 else start * noise + (1 - start) * init
        painting = Painting(
            noise, init, repaint, self.told(latents, init, repaint, loudness), negative, request, cancelled
        )
        steps = list(pairwise(schedule(start, request.steps)))
        noisy = [step for step in steps[:-1] if step[0] > JOINED]
        guidance = torch.full((len(latents),), self.lead(request), device=self.device)

        def walked(end: Embedding) -> State:
            given = end.tokens, end.mask, end.key, latents, *painting.settings
            return self._walks.remembered(lambda: self.walk(painting, State(latents), noisy, end, guidance), *given)

        if prompt.ends is None or prompt.alpha is None or not noisy:
            state = walked(prompt)
        else:
            share = evened(prompt.alpha)
            state = joined([walked(end) for end in prompt.ends], share, painting)
            guidance = softened(guidance, share)
        return self.walk(painting, state, steps[len(noisy) :], prompt, guidance).latents.clone()

    def knows_guidance(self, request: ClipRequest) -> bool:
        """Whether it is guided in one evaluation: a distilled transformer has learned guidance away from nothing."""
        return self.transformer.config.distilled and not request.negative

    def lead(self, request: ClipRequest) -> float:
        """How far guidance leads, 1 = not at all."""
        if self.knows_guidance(request):
            return min(MOST_GUIDANCE, 1 + LEARNED_LEAD * (request.guidance - 1))
        return 1 + LEAD * (request.guidance - 1)

    def walk(
        self, painting: Painting, state: State, steps: list[tuple[float, float]], prompt: Embedding, guidance: Tensor
    ) -> State:
        """Go on from `state` in `steps` from one time to the next. `guidance` (pictures,)."""
        for time, after in steps:
            if painting.cancelled():
                raise Cancelled
            velocity = self.velocity(painting, state.latents, time, after, prompt, guidance)
            if after >= FREE and prompt.key is not None and prompt.key.any():
                velocity = self.led_to_key(velocity, state.latents, time, prompt.key)
            latents = state.latents - (time - after) * self.bent(velocity, time - after, state.last)
            state = State(painting.masked(latents, after), after, (velocity, time - after))
        return state

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
        self, painting: Painting, latents: Tensor, time: float, after: float, prompt: Embedding, guidance: Tensor
    ) -> Tensor:
        """Velocity at `time` on the way to `after`, led away from the negative prompt (Ho & Salimans, 2022), from a
        fainter beat and from no key.
        """
        request, pictures = painting.request, len(latents)
        built_in = self.knows_guidance(request)
        embeddings = [prompt] if built_in or bool((guidance == 1).all()) else [prompt, painting.negative]
        count = len(embeddings) * pictures
        beat = clock(request.bars, request.metre, latents.shape[-1])
        beats = torch.stack([stress_bars(beat, request.metre), faint(time) * beat])[: len(embeddings)].to(self.device)
        asked = guidance if built_in else torch.ones_like(guidance)
        stride = torch.full_like(asked, time - after)
        assert prompt.key is not None
        key = whole(without_mode(prompt.key)).expand(pictures, -1)
        arguments = (
            latents.repeat(len(embeddings), 1, 1, 1),
            torch.full((count,), time, device=self.device),
            torch.cat([embedding.tokens.expand(pictures, -1, -1) for embedding in embeddings]),
            torch.cat([embedding.mask.expand(pictures, -1) for embedding in embeddings]),
            beats.repeat_interleave(pictures, dim=0),
            torch.full((count,), request.tempo, device=self.device),
            torch.cat([stress(key), keyless(key)])[:count],
            painting.told.repeat(len(embeddings), 1, 1),
            torch.stack([stride, asked], dim=1).repeat(len(embeddings), 1),
        )
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.brief):
            velocities = self.transformer(*arguments)
        wanted, unwanted = velocities[:pictures], velocities[-pictures:]
        guided: Tensor = wanted if count == pictures else unwanted + guidance[:, None, None, None] * (wanted - unwanted)
        return guided
