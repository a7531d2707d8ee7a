"""Where networks run, and the decoder beside them."""

from __future__ import annotations

from functools import partial

import torch

from generators.decoder import Decode, decode
from generators.vocoder import Vocoder


def pick_device(wanted: str) -> str:
    """A torch device; "auto" is the best there is. Raises ValueError for one that is not there."""
    there = ["cpu"]
    if torch.backends.mps.is_available():
        there.insert(0, "mps")
    if torch.cuda.is_available():
        there[:0] = ["cuda", *(f"cuda:{number}" for number in range(torch.cuda.device_count()))]
    if wanted == "auto":
        return there[0]
    if wanted not in there:
        raise ValueError(f"device {wanted!r} is not there; this machine has {', '.join(there)}, or auto")
    return wanted


def is_quick_in_bfloat16(device: torch.device) -> bool:
    """Whether it has instructions for 16-bit brain floats: without them they are many times slower than 32 bits."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    return device.type == "cpu" and bool(torch.cpu._is_avx512_bf16_supported())


def decode_on(device: torch.device, vocoder: Vocoder | None) -> Decode:
    """The decoder beside the network: on a CUDA GPU, where iterations cost next to nothing, without a vocoder; else in
    NumPy, with it."""
    if device.type != "cuda":
        return partial(decode, vocoder=vocoder)
    from generators.decoder_torch import TorchDecoder

    return TorchDecoder(device).decode
