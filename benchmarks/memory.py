"""What painting takes of a device's memory: of a GPU's, or else of the process's."""

from __future__ import annotations

import gc
import resource
import sys

import torch


def let_go() -> None:
    """Take back what nobody holds: models are in cycles, and CUDA graphs must not be let go while one is made."""
    gc.collect()
    torch.cuda.empty_cache()


def reset_peak(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats(device)


def held_mb(device: torch.device) -> float:
    """What is in the GPU's memory already and not the baseline's."""
    return torch.cuda.memory_reserved(device) / 1e6 if device.type == "cuda" else 0.0


def peak_mb(device: torch.device) -> float:
    """Reserved memory on a GPU: what graphs work in is not allocated to any tensor."""
    if device.type == "cuda":
        return torch.cuda.max_memory_reserved(device) / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000 * (1.024 if sys.platform == "linux" else 1e-3)


def owner(device: torch.device) -> str:
    return "GPU, as reserved" if device.type == "cuda" else "process"
