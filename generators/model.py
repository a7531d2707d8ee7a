"""What the diffusion generator asks of a checkpoint, whatever its architecture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import torch
from torch import Tensor

from generators.base import ClipRequest, Image
from generators.spectrogram import SpectrogramFormat
from generators.vocoder import Vocoder


@dataclass(frozen=True)
class Embedding:
    """A prompt as the denoiser sees it: `tokens` (tokens, width) and `mask` (tokens,), 1 = in use, other weights
    where a model knows them; and the `key` (keys,) it names, where a model asks for one: the weight of each, the major
    ones first, 0 if it names none. A blend of two prompts has both `ends`, and `alpha` (), on the CPU, how far it lies
    from the first. Of several prompts `together`, each has one dimension more, in front. `read_as` is the text that a
    model read instead of the prompt, "" if it read the prompt as it stands, as it does a blend's.

    Two prompts can be blended once they are equally long.
    """

    tokens: Tensor
    mask: Tensor
    key: Tensor | None = None
    read_as: str = ""
    ends: tuple[Embedding, Embedding] | None = None
    alpha: Tensor | None = None

    @classmethod
    def together(cls, prompts: Sequence[Embedding]) -> Embedding:
        """Several, equally long, for several pictures. Among blends, what is none has itself at both ends."""
        keys = [prompt.key for prompt in prompts if prompt.key is not None]
        tokens, masks = (torch.stack([getattr(prompt, name) for prompt in prompts]) for name in ("tokens", "mask"))
        stacked = cls(tokens, masks, torch.stack(keys) if keys else None)
        if all(prompt.ends is None for prompt in prompts):
            return stacked
        ends = zip(*(prompt.ends or (prompt, prompt) for prompt in prompts), strict=True)
        alpha = [torch.zeros(()) if prompt.alpha is None else prompt.alpha for prompt in prompts]
        first, second = map(cls.together, ends)
        return replace(stacked, ends=(first, second), alpha=torch.stack(alpha))

    def extended(self, length: int, empty: Embedding) -> Embedding:
        """The same prompt with so many tokens, a multiple of those of `empty`, the empty prompt."""
        missing = (length - len(self.tokens)) // len(empty.tokens)
        if missing <= 0:
            return self
        tokens = torch.cat([self.tokens, *[empty.tokens] * missing])
        ends = self.ends and (self.ends[0].extended(length, empty), self.ends[1].extended(length, empty))
        return replace(self, tokens=tokens, mask=torch.cat([self.mask, *[empty.mask] * missing]), ends=ends)

    def lerp(self, other: Embedding, alpha: float) -> Embedding:
        """The point `alpha` of the way to `other`; exactly this one at 0 and `other` at 1."""
        if alpha in (0, 1):
            return other if alpha else self
        key = None if self.key is None or other.key is None else torch.lerp(self.key, other.key, alpha)
        tokens, mask = torch.lerp(self.tokens, other.tokens, alpha), torch.maximum(self.mask, other.mask)
        return Embedding(tokens, mask, key, ends=(self, other), alpha=torch.tensor(alpha))


def finite(values: Tensor, precision: torch.dtype) -> Tensor:
    """The values, if all of them are numbers. Raises FloatingPointError if not: what is no number would become a
    pixel as loud as can be."""
    if not values.isfinite().all():
        advice = ": try precision=bfloat16" if precision == torch.float16 else ""
        raise FloatingPointError(f"the networks left the range of {precision}{advice}")
    return values


class DiffusionModel(Protocol):
    """A loaded checkpoint. Latents are (1, channels, height, width); `multiple` columns make one step
    of width. `level` is the RMS that every sound it learned from had, None if they differed. `timed` means that it
    paints on the beat by itself; `together` pictures are painted in one pass where so many are wanted; `vocoder` is one
    for its pictures, if there is any. Every method is deterministic on one machine."""

    fmt: SpectrogramFormat
    multiple: int
    channels: int
    level: float | None
    timed: bool
    together: int
    vocoder: Vocoder | None
    device: torch.device

    def embed(self, prompt: str) -> Embedding: ...

    def noise(self, seed: int, columns: int) -> Tensor:
        """Gaussian noise in the shape of the latents of an image `columns` wide."""
        ...

    def encode(self, image: Image) -> Tensor: ...

    def decode(self, latents: Tensor) -> Image:
        """Raises FloatingPointError for a picture that is not of numbers: see `finite`."""
        ...

    def denoise(
        self,
        noise: Tensor,
        init: Tensor | None,
        prompt: Embedding,
        negative: Embedding,
        request: ClipRequest,
        cancelled: Callable[[], bool],
        repaint: Tensor | None = None,
        loudness: Tensor | None = None,
    ) -> Tensor:
        """Paint one picture, or several at once: `noise` (pictures, channels, height, width), `prompt` and `negative`
        then of several `together`, and `request` what they have in common.

        `request.steps` steps with `request.guidance` away from `negative`, starting from
        `noise`, or from `init` with `request.denoising` of it painted over. Bars and tempo are the request's.
        Where `repaint` (1, 1, height, width) is 0, the latents stay those of `init`; 1 = painted.
        `loudness` (width,) of `generators.frames` says how loud each step of width should be, to models that know.

        Raises Cancelled as soon as `cancelled()`, asked before each step, is true.
        """
        ...
