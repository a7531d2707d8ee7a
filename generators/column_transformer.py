"""The denoiser of the bundled model: a rectified-flow transformer whose tokens are columns of a loop.

Time goes round: a loop of T tokens has no first and no last one, so what it paints repeats without a seam.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, normalize, scaled_dot_product_attention, silu

from generators.frames import frame_width
from generators.metre import METRES
from generators.stored import Part

KEYS = 12
CLOCK_WIDTH = 12
BARS = (1, 7)  # where of the clock they are: sine and cosine


def clock(bars: int, metre: str, tokens: int) -> Tensor:
    """Where each token lies in a loop, its bars, half bars, pulses, eighths and sixteenths: (tokens, CLOCK_WIDTH) sines
    and cosines."""
    place = (torch.arange(tokens) + 0.5) / tokens
    beats, pulses = METRES[metre].beats, METRES[metre].pulses
    cycles = torch.tensor([1.0, *(bars * per_bar for per_bar in (1, 2, pulses, 2 * beats, 4 * beats))])
    angle = 2 * math.pi * place[:, None] * cycles
    return torch.cat([angle.sin(), angle.cos()], dim=1)


def circular_rotation(tokens: int, pairs: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines (tokens, pairs) of a rotary embedding that closes on itself.

    Rotary embeddings (Su et al., 2021, https://arxiv.org/abs/2104.09864) see only distances; with whole
    cycles per loop those distances go round. Periods are near 2 to 128 tokens, whatever the loop's length.
    """
    cycles_per_token = 0.5 * 2 ** (-6 * torch.arange(pairs) / (pairs - 1))
    cycles = (cycles_per_token * tokens).round().clamp(min=1)
    angle = 2 * math.pi * torch.arange(tokens)[:, None] / tokens * cycles
    return angle.cos(), angle.sin()


def fourier_features(value: Tensor, lowest: float, highest: float, width: int) -> Tensor:
    """Sines and cosines (batch, width) of `value` (batch,), frequencies in radians per unit."""
    frequency = torch.exp(torch.linspace(math.log(lowest), math.log(highest), width // 2, device=value.device))
    angle = value[:, None] * frequency
    return torch.cat([angle.sin(), angle.cos()], dim=1)


def modulate(normed: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
    return normed * (1 + scale) + shift


class Block(nn.Module):
    """Self-attention round the loop, cross-attention to the text, feed-forward; modulated as in DiT
    (Peebles & Xie, 2022, https://arxiv.org/abs/2212.09748)."""

    def __init__(self, width: int, heads: int, hidden: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.text_norm = nn.LayerNorm(width)
        self.text_q = nn.Linear(width, width)
        self.text_kv = nn.Linear(width, 2 * width)
        self.text_out = nn.Linear(width, width)
        self.up = nn.Linear(width, hidden)
        self.down = nn.Linear(hidden, width)
        self.modulation = nn.Linear(width, 6 * width)
        for zeroed in (self.modulation, self.text_out):
            nn.init.zeros_(zeroed.weight)
            nn.init.zeros_(zeroed.bias)
        with torch.no_grad():  # gates a little open: training is too short to wait for them
            self.modulation.bias.view(6, width)[[2, 5]] = 0.3

    def split(self, flat: Tensor) -> Tensor:
        """(batch, tokens, width) → (batch, heads, tokens, width / heads)."""
        batch, tokens, width = flat.shape
        return flat.view(batch, tokens, self.heads, width // self.heads).transpose(1, 2)

    def rotate(self, flat: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        a, b = self.split(flat).chunk(2, dim=-1)
        return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=-1)

    def forward(
        self, x: Tensor, text: Tensor, text_mask: Tensor, condition: Tensor, rotation: tuple[Tensor, Tensor]
    ) -> Tensor:
        shift_a, scale_a, gate_a, shift_f, scale_f, gate_f = self.modulation(condition)[:, None].chunk(6, dim=-1)
        q, k, v = self.qkv(modulate(self.norm(x), shift_a, scale_a)).chunk(3, dim=-1)
        q, k = self.rotate(q, *rotation), self.rotate(k, *rotation)
        heard = scaled_dot_product_attention(q.to(v.dtype), k.to(v.dtype), self.split(v))
        x = x + gate_a * self.out(heard.transpose(1, 2).flatten(2))
        k, v = self.text_kv(text).chunk(2, dim=-1)
        q = self.text_q(self.text_norm(x))
        read = scaled_dot_product_attention(self.split(q), self.split(k), self.split(v), attn_mask=text_mask)
        x = x + self.text_out(read.transpose(1, 2).flatten(2))
        thought: Tensor = self.down(gelu(self.up(modulate(self.norm(x), shift_f, scale_f)), approximate="tanh"))
        after: Tensor = x + gate_f * thought
        return after


@dataclass(frozen=True)
class TransformerConfig:
    """Sizes of a transformer, and what it is told besides text, clock and tempo: a key, frames, steps."""

    token_width: int = 256
    width: int = 256
    layers: int = 8
    heads: int = 4
    hidden: int = 768
    text_width: int = 384
    keyed: bool = False
    framed: bool = False
    distilled: bool = False


class ColumnTransformer(Part[TransformerConfig]):
    """Predicts the velocity noise − latents of a whole loop; see `forward` for the shapes."""

    Config = TransformerConfig

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__(config)
        token_width, width, text_width = config.token_width, config.width, config.text_width
        self.pairs = width // config.heads // 2
        self.embed = nn.Linear(token_width + CLOCK_WIDTH, width)
        self.text_norm = nn.LayerNorm(text_width)
        self.text_embed = nn.Linear(text_width, width)
        self.summary_embed = nn.Linear(text_width, width)
        self.time_embed = nn.Sequential(nn.Linear(128, width), nn.SiLU(), nn.Linear(width, width))
        self.tempo_embed = nn.Sequential(nn.Linear(32, width), nn.SiLU(), nn.Linear(width, width))
        zeroed: list[nn.Module] = []
        if config.keyed:
            self.key_embed = nn.Linear(KEYS, width)
            zeroed.append(self.key_embed)
        if config.framed:
            self.frame_embed = nn.Linear(frame_width(token_width), width)
            zeroed.append(self.frame_embed)
        if config.distilled:
            self.walk_embed = nn.Sequential(nn.Linear(64, width), nn.SiLU(), nn.Linear(width, width))
            zeroed.append(self.walk_embed[2])
        self.blocks = nn.ModuleList(Block(width, config.heads, config.hidden) for _ in range(config.layers))
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.modulation = nn.Linear(width, 2 * width + token_width)
        self.out = nn.Linear(width, token_width)
        for module in (self.modulation, self.out, *zeroed):
            for parameter in module.parameters():
                nn.init.zeros_(parameter)

    @property
    def device(self) -> torch.device:
        return self.out.weight.device

    def condition(
        self, time: Tensor, tempo: Tensor, text: Tensor, text_mask: Tensor, key: Tensor | None, walk: Tensor | None
    ) -> Tensor:
        """What holds for the whole loop: (batch, width)."""
        used = text_mask[..., None]
        summary = normalize((text * used).sum(1) / used.sum(1), dim=1) * math.sqrt(text.shape[-1])
        at_time: Tensor = self.time_embed(fourier_features(time, 1, 1000, 128))
        at_tempo: Tensor = self.tempo_embed(fourier_features(torch.log2(tempo / 100), 1, 50, 32))
        total = at_time + at_tempo + self.summary_embed(summary)
        if self.config.keyed and key is not None:
            total = total + self.key_embed(key)
        if self.config.distilled and walk is not None:
            stride, guidance = walk.unbind(1)
            seen = [fourier_features(stride, 1, 30, 32), fourier_features(torch.log2(guidance), 1, 30, 32)]
            total = total + self.walk_embed(torch.cat(seen, dim=1))
        return silu(total)

    def forward(
        self,
        sample: Tensor,
        time: Tensor,
        text: Tensor,
        text_mask: Tensor,
        clock: Tensor,
        tempo: Tensor,
        key: Tensor | None = None,
        frames: Tensor | None = None,
        walk: Tensor | None = None,
    ) -> Tensor:
        """Velocity in the shape of `sample` (batch, channels, height, tokens).

        `time` (batch,): 0 = latents, 1 = noise. `text` (batch, words, text_width) with `text_mask` (batch, words),
        1 = in use. `clock` (batch, tokens, CLOCK_WIDTH). `tempo` (batch,) in BPM. `key` (batch, KEYS), weights of the
        keys by semitones above C major. `frames` (batch, tokens, frame_width) are those of `generators.frames`.
        `walk` (batch, 2): how far one step goes in time, and its guidance; with it, a distilled transformer gives the
        mean guided velocity over that step, without it the velocity at `time`, not guided.
        """
        # Input, output and skip keep unit variance at every time, as in Karras et al., 2022
        # (https://arxiv.org/abs/2206.00364), but for straight paths from unit noise to unit latents.
        t = time[:, None, None]
        spread = (t**2 + (1 - t) ** 2).sqrt()
        noisy = sample.flatten(1, 2).transpose(1, 2)
        x = self.embed(torch.cat([noisy / spread, clock], dim=-1))
        if self.config.framed and frames is not None:
            x = x + self.frame_embed(frames)
        condition = self.condition(time, tempo, text, text_mask, key, walk)
        words, mask = self.text_embed(self.text_norm(text)), text_mask.bool()[:, None, None]
        cos, sin = circular_rotation(sample.shape[-1], self.pairs)
        rotation = cos.to(x.device, non_blocking=x.is_cuda), sin.to(x.device, non_blocking=x.is_cuda)
        for block in self.blocks:
            x = block(x, words, mask, condition, rotation)
        shift, scale, gate = self.modulation(condition)[:, None].split([x.shape[-1], x.shape[-1], noisy.shape[-1]], -1)
        painted = self.out(modulate(self.norm(x), shift, scale)) + gate * noisy / spread
        velocity: Tensor = (2 * t - 1) / spread**2 * noisy + painted / spread
        return velocity.transpose(1, 2).reshape(sample.shape).float()
