"""What painting takes of a device's memory: of a GPU's, or else of the process's, where the system can tell."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import torch

MINE = Path("/proc/self")
RESET_PEAK = "5"  # to `clear_refs`: see proc(5)


def let_go() -> None:
    """Take back what nobody holds: models are in cycles, and CUDA graphs must not be let go while one is made."""
    gc.collect()
    torch.cuda.empty_cache()


def watched(device: torch.device, held: float = 0.0) -> Callable[[], float | None]:
    """Watch from now on: what it gives says what the peak has been, in MB, or None where nobody knows. Reserved memory
    on a GPU, but for what is `held`: what graphs work in is not allocated to any tensor."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats(device)
        return lambda: torch.cuda.max_memory_reserved(device) / 1e6 - held
    try:
        (MINE / "clear_refs").write_text(RESET_PEAK)
    except OSError:  # else it would be that of all the time before, too
        return lambda: None
    return _resident_peak_mb


def _resident_peak_mb() -> float:
    told = dict(line.split(":", 1) for line in (MINE / "status").read_text().splitlines())
    return int(told["VmHWM"].split()[0]) * 1024 / 1e6


def held_mb(device: torch.device) -> float:
    """What is in the GPU's memory already and not the baseline's."""
    return torch.cuda.memory_reserved(device) / 1e6 if device.type == "cuda" else 0.0


def owner(device: torch.device) -> str:
    return "GPU, as reserved" if device.type == "cuda" else "process"
