"""Processes that train together, one thread each: their gradients are averaged at every step."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import timedelta
from multiprocessing import get_context, parent_process
from threading import Thread

import torch
import torch.distributed as dist
from torch import nn


def processes() -> int:
    return dist.get_world_size() if dist.is_initialized() else 1


def rank() -> int:
    return dist.get_rank() if dist.is_initialized() else 0


def share_gradients(module: nn.Module) -> None:
    """Replace every process's gradients by their mean; what only some of them used counts as 0 in the others."""
    if processes() == 1:
        return
    gradients = []
    for parameter in module.parameters():
        parameter.grad = torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
        gradients.append(parameter.grad)
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    dist.all_reduce(flat)
    flat /= processes()
    for gradient, mean in zip(gradients, torch.split(flat, [g.numel() for g in gradients]), strict=True):
        gradient.copy_(mean.view_as(gradient))


def in_step(seconds: float) -> float:
    """The first process's clock, so that all stop at the same step."""
    if processes() == 1:
        return seconds
    clock = torch.tensor([seconds])
    dist.broadcast(clock, 0)
    return float(clock)


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def side_by_side(work: Callable[[], object], count: int) -> None:
    """Run `work` in `count` processes that train together; it must be picklable."""
    if count == 1:
        work()
        return
    port = free_port()
    processes = [get_context("spawn").Process(target=_join, args=(rank, count, port, work)) for rank in range(count)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        if process.exitcode:
            raise RuntimeError(f"a training process ended with exit status {process.exitcode}")


def _join(rank: int, count: int, port: int, work: Callable[[], object]) -> None:
    Thread(target=end_with_parent, daemon=True).start()
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    torch.set_num_threads(1)
    dist.init_process_group("gloo", rank=rank, world_size=count, timeout=timedelta(minutes=30))
    work()
    dist.destroy_process_group()


def end_with_parent() -> None:
    """However that ends: nobody else would stop this process, and what is trained anew would be written by two."""
    parent = parent_process()
    assert parent
    parent.join()
    os._exit(1)
