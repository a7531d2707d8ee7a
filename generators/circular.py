"""Convolutions for which time goes round, so that a picture's last column meets its first."""

from __future__ import annotations

import torch
from diffusers.models.downsampling import Downsample2D
from torch import Tensor, nn
from torch.nn.functional import conv2d, pad


class CircularConv2d(nn.Conv2d):
    """A Conv2d whose columns, the last dimension, are padded from the other end; rows with zeros, as before.

    `before` and `after` are columns, `above` and `below` rows.
    """

    before: int
    after: int
    above: int
    below: int

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002
        if self.above != self.below:
            input = pad(input, (0, 0, self.above, self.below))  # noqa: A001
        padding = (self.above if self.above == self.below else 0, 0)
        return conv2d(self._round(input), self.weight, self.bias, self.stride, padding, self.dilation, self.groups)

    def _round(self, columns: Tensor) -> Tensor:
        return torch.cat([columns[..., columns.shape[-1] - self.before :], columns, columns[..., : self.after]], dim=-1)


def make_circular(network: nn.Module) -> None:
    """Let time go round in every convolution of a UNet or VAE; its weights stay where they are."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d) and not isinstance(module, CircularConv2d) and module.padding != (0, 0):
            above, before = (int(number) for number in module.padding)
            _turn(module, before, before, above, above)
    for module in network.modules():
        if isinstance(module, Downsample2D) and module.use_conv and module.padding == 0:
            module.padding = -1  # a VAE's encoder pads by itself, on one side
            _turn(module.conv, 0, 1, 0, 1)


def _turn(conv: nn.Conv2d, before: int, after: int, above: int, below: int) -> None:
    conv.__class__ = CircularConv2d
    assert isinstance(conv, CircularConv2d)
    conv.before, conv.after, conv.above, conv.below = before, after, above, below
