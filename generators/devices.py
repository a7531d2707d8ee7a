"""Where networks run, and the decoder beside them."""

from __future__ import annotations

import logging
from functools import cache, partial

import torch

from generators.decoder import Decode, decode
from generators.vocoder import Vocoder

log = logging.getLogger(__name__)


def pick_device(wanted: str) -> str:
    """A torch device; "auto" is the best that computes. Raises ValueError for one that is not there."""
    there = ["cpu"]
    if torch.backends.mps.is_available():
        there.insert(0, "mps")
    if torch.cuda.is_available():
        there[:0] = ["cuda", *(f"cuda:{number}" for number in range(torch.cuda.device_count()))]
    if wanted == "auto":
        there = [device for device in there if device != "cuda:0"]  # which is "cuda"
        return next(device for device in there if device == "cpu" or computes(device))
    if wanted not in there:
        raise ValueError(f"device {wanted!r} is not there; this machine has {', '.join(there)}, or auto")
    return wanted


@cache
def computes(device: str) -> bool:
    """Whether this torch has kernels for a device; if not, that is reported. One whose memory is full just now may have
    some again."""
    try:
        (torch.ones(1, device=device) + 1).item()
    except RuntimeError as error:
        if "out of memory" in str(error):
            return True
        log.warning("%s is passed over, it does not compute: %s", device, str(error).partition("\n")[0])
        return False
    return True


def is_quick_in_bfloat16(device: torch.device) -> bool:
    """Whether it has instructions for 16-bit brain floats: without them they are many times slower than 32 bits."""
    if device.type == "cuda":  # torch says that it supports them where it emulates them, too
        return bool(torch.version.hip) or torch.cuda.get_device_capability(device) >= (8, 0)
    return device.type == "cpu" and bool(torch.cpu._is_avx512_bf16_supported())


def decode_on(device: torch.device, vocoder: Vocoder | None) -> Decode:
    """The decoder beside the network: on a CUDA GPU, where iterations cost next to nothing, without a vocoder; else in
    NumPy, with it."""
    if device.type != "cuda":
        return partial(decode, vocoder=vocoder)
    from generators.decoder_torch import TorchDecoder

    return TorchDecoder(device).decode
