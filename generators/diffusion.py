"""The diffusion generator: prompts, seeds, alpha and an init clip → a clip, with any DiffusionModel."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from generators.base import Cancelled, Clip, ClipRequest, Image, Sound
from generators.devices import decode_on
from generators.frames import loudness, swelled
from generators.masks import Mask, of_latents, overlap, requested
from generators.model import DiffusionModel, Embedding
from generators.onsets import on_the_beat
from generators.slerp import slerp
from generators.sounds import PEAK, levelled, limited, load_sound, rms
from generators.spectrogram import magnitudes


@dataclass(frozen=True)
class InitClip:
    """What is painted over. `image` is as loud as those that the model has learned from: of its level, or with a
    loudest pixel that is black, as Riffusion's are. `sound` is `scale` times as loud."""

    sound: Sound
    image: Image
    scale: float

    def scale_of(self, request: ClipRequest) -> float:
        """How much louder than its picture a clip is that is painted over this: from `scale` to 1 with `denoising`.
        What a mask keeps stays as loud as it was."""
        return self.scale if request.masked else float(self.scale ** (1 - request.denoising))


class Diffusion:
    """A Generator with a diffusion model behind it, in the manner of Riffusion
    (https://github.com/riffusion/riffusion-hobby): embeddings are interpolated from A to B, noise from
    seed to seed, and an init clip is painted over by `denoising`. Used by one thread.
    """

    def __init__(self, model: DiffusionModel, name: str) -> None:
        self.model = model
        self.name = name
        self.channels = model.channels
        self._embed = lru_cache(maxsize=64)(model.embed)
        self._init = lru_cache(maxsize=4)(self._read_init)
        self.decode = decode_on(model.device, model.vocoder)
        self._ahead: dict[ClipRequest, Tensor] = {}  # latents painted in the company of others

    @torch.inference_mode()
    def paint(
        self, request: ClipRequest, after: Clip | None, cancelled: Callable[[], bool],
        company: Sequence[ClipRequest] = (),
    ) -> Clip:  # fmt: skip
        def checked() -> None:
            if cancelled():
                raise Cancelled

        checked()
        before = after if after and after.request.frames == request.frames else None
        wanted = request.canonical()
        init = self._init_clip(wanted) if wanted.heeds_init else None
        loud = self._loudness(init) if init and wanted.dynamics == "init" else None
        known, mask = self._known(wanted, init.image if init else None, before)
        if _free(wanted):
            latents = self._together(wanted, company, cancelled)
        else:
            latents = self._latents(wanted, before, known, mask, loud, cancelled)
        checked()
        image = self.model.decode(latents)
        if loud is not None:
            image = swelled(image, self.model.fmt, loud)
        if _free(wanted) and not self.model.timed:
            image = on_the_beat(image, wanted.beats, self.model.fmt)
        if known is not None and mask is not None:
            image = np.where(mask, image, known)
        checked()
        reads = self._embed(request.prompt_a).read_as, self._embed(request.prompt_b).read_as
        return Clip(request, image, self._sound(image, request, before, init), reads)

    def _sound(self, image: Image, request: ClipRequest, before: Clip | None, init: InitClip | None) -> Sound:
        """Phases are those of the clip before it, or of what is kept of an init clip. A clip that goes on from another
        has a beat of its sound."""
        start = before or init
        kept = overlap(request, request.frames) if before and request.join == "continue" else 0
        scale = init.scale_of(request) if init else 1.0
        known = start.sound / scale if start else None
        sound = scale * self.decode(image, self.model.fmt, request.frames, request.rate, known, kept)
        if init and request.masked:
            return limited(sound, max(PEAK, float(np.abs(init.sound).max())), request.rate, kept)
        return levelled(sound, scale * self.model.level if self.model.level else None, request.rate, kept)

    def warm_up(self) -> None:
        """Paint in every way once: a GPU loads its libraries and kernels when each is first needed."""
        first = self.paint(ClipRequest("", "", steps=1), None, lambda: False)
        self.paint(ClipRequest("", "", steps=1, guidance=2.0, negative="noise", join="continue"), first, lambda: False)

    def columns(self, request: ClipRequest) -> int:
        """Width of the request's image: the model's own hop, as nearly as its `multiple` allows."""
        return self.model.multiple * max(1, round(request.seconds / self.model.fmt.hop_s / self.model.multiple))

    def _known(
        self, request: ClipRequest, known: Image | None, before: Clip | None
    ) -> tuple[Image | None, Mask | None]:
        """The picture that is painted over, if any, and what of it may be, None = all."""
        columns = self.columns(request)
        mask = requested(request, self.model.fmt, columns) if request.masked else None
        if request.join == "continue" and before and before.image.shape[2] == columns:
            end = columns - overlap(request, columns)
            known = before.image if known is None else np.concatenate([known[..., :end], before.image[..., end:]], 2)
            mask = np.ones(known.shape[1:], bool) if mask is None else mask.copy()
            mask[:, end:] = False
        return known, mask

    def _together(
        self, request: ClipRequest, company: Sequence[ClipRequest], cancelled: Callable[[], bool]
    ) -> Tensor:  # fmt: skip
        """The latents of a request that nothing is known of. With enough company that is like it, theirs are painted
        in the same pass, and kept until they are asked for."""
        alone = replace(request, after=None)
        if (ready := self._ahead.pop(alone, None)) is not None:
            return ready
        others = (replace(other.canonical(), after=None) for other in company)
        wanted = [alone, *(other for other in dict.fromkeys(others) if other != alone and _alike(other, alone))]
        wanted = wanted[: self.model.together] if len(wanted) >= self.model.together else wanted[:1]
        painted = self._painted(wanted, cancelled)
        self._ahead = dict(zip(wanted[1:], painted[1:, None], strict=True)) or self._ahead
        return painted[:1]

    def _painted(self, requests: Sequence[ClipRequest], cancelled: Callable[[], bool]) -> Tensor:
        """Latents of requests that are alike, in one pass."""
        empty, request = self._embed(""), replace(requests[0], denoising=1.0)
        prompts, negative = [self._prompt(each) for each in requests], self._embed(request.negative)
        length = max(len(prompt.tokens) for prompt in (*prompts, negative))
        prompt = Embedding.together([prompt.extended(length, empty) for prompt in prompts])
        noise = torch.cat([self._noise(each) for each in requests])
        return self.model.denoise(noise, None, prompt, negative.extended(length, empty), request, cancelled)

    def _prompt(self, request: ClipRequest) -> Embedding:
        prompt = self._embed(request.prompt_a)
        if not request.alpha or request.prompt_a == request.prompt_b:
            return prompt
        return _blended(prompt, self._embed(request.prompt_b), self._embed(""), request.alpha)

    def _latents(
        self, request: ClipRequest, before: Clip | None, known: Image | None, mask: Mask | None, loud: Tensor | None,
        cancelled: Callable[[], bool],
    ) -> Tensor:  # fmt: skip
        """What is painted over something known, or goes on from it."""
        prompt, noise = self._prompt(request), self._noise(request)
        if request.join == "continue" and before and mask is not None:
            end = noise.shape[-1] - overlap(request, noise.shape[-1])
            noise = torch.cat([noise[..., :end], self._noise(before.request.anchor.canonical())[..., end:]], dim=-1)
        prompt, negative = _equally_long(prompt, self._embed(request.negative), self._embed(""))
        init = None if known is None else self.model.encode(np.array(known))
        repaint = None if mask is None else torch.from_numpy(of_latents(mask, *noise.shape[2:])).to(noise)
        if not request.init:
            request = replace(request, denoising=1.0)
        return self.model.denoise(noise, init, prompt, negative, request, cancelled, repaint, loud)

    def _loudness(self, init: InitClip) -> Tensor:
        return loudness(init.image, self.model.fmt, self.model.multiple)

    def _noise(self, request: ClipRequest) -> Tensor:
        noise = self.model.noise(request.seed_a, self.columns(request))
        if not request.alpha:
            return noise
        return slerp(noise, self.model.noise(request.seed_b, self.columns(request)), request.alpha)

    def _init_clip(self, request: ClipRequest) -> InitClip:
        """What is painted over. Raises ValueError if it cannot be read."""
        try:
            changed = os.stat(request.init).st_mtime_ns
        except OSError as error:
            raise ValueError(f"init clip {request.init} cannot be read: {error.strerror}") from error
        place = ClipRequest("", "", bars=request.bars, metre=request.metre, tempo=request.tempo, rate=request.rate)
        place = replace(place, init=request.init, init_from=request.init_from)
        return self._init(place, changed)

    def _read_init(self, place: ClipRequest, changed: int) -> InitClip:  # noqa: ARG002
        """`changed` only tells versions of the file apart."""
        fmt, level = self.model.fmt, self.model.level
        sound = load_sound(Path(place.init), place.frames, place.rate, self.channels, place.init_from)
        bands = magnitudes(sound, fmt, place.rate, self.columns(place), loop=True)
        scale = (rms(sound) / level if level else float(bands.max()) / fmt.max_value) or 1.0
        return InitClip(sound, fmt.encode(bands / np.float32(scale)), scale)


def _free(request: ClipRequest) -> bool:
    """True if nothing of the picture is known before."""
    return request.join == "loop" and not request.init


def _alike(a: ClipRequest, b: ClipRequest) -> bool:
    """True if the two can be painted in one pass: they differ in prompts, seeds and alpha at most."""
    own = {name: getattr(b, name) for name in ("prompt_a", "prompt_b", "seed_a", "seed_b", "alpha")}
    return replace(a, **own) == b


def _equally_long(one: Embedding, other: Embedding, empty: Embedding) -> tuple[Embedding, Embedding]:
    length = max(len(one.tokens), len(other.tokens))
    return one.extended(length, empty), other.extended(length, empty)


def _blended(a: Embedding, b: Embedding, empty: Embedding, alpha: float) -> Embedding:
    a, b = _equally_long(a, b, empty)
    return a.lerp(b, alpha)
