"""Where networks run, and the decoder beside them."""

from __future__ import annotations

import torch

from generators.decoder import Decode, decode


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


def decode_on(device: torch.device) -> Decode:
    """The decoder beside the network: on a CUDA GPU, else in NumPy."""
    if device.type != "cuda":
        return decode
    from generators.decoder_torch import TorchDecoder

    return TorchDecoder(device).decode
