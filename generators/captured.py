"""A network's call as a CUDA graph: the same kernels in the same order, without Python between them."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

WARM_UP = 3  # calls before a graph is made, in which libraries choose and allocate

Shapes = tuple[torch.Size, ...]


class Captured:
    """Calls `network`, from a graph where one was made for these shapes, else as it is.

    A graph is made by `prepare` only, never by a call: that would take half a second. Used by one thread.
    """

    def __init__(self, network: Callable[..., Tensor]) -> None:
        self._network = network
        self._graphs: dict[Shapes, tuple[torch.cuda.CUDAGraph, tuple[Tensor, ...], Tensor]] = {}
        self._pool: object = None

    def prepare(self, *inputs: Tensor) -> None:
        """Make a graph for inputs of these shapes; on other devices than CUDA there is nothing to make."""
        shapes = _shapes(inputs)
        if inputs[0].device.type != "cuda" or shapes in self._graphs:
            return
        held = tuple(value.clone() for value in inputs)
        stream = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(WARM_UP):
                self._network(*held)
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool=self._pool):  # type: ignore[arg-type]
            output = self._network(*held)
        self._pool = self._pool or graph.pool()
        self._graphs[shapes] = graph, held, output

    def __call__(self, *inputs: Tensor) -> Tensor:
        found = self._graphs.get(_shapes(inputs))
        if found is None:
            return self._network(*inputs)
        graph, held, output = found
        for here, value in zip(held, inputs, strict=True):
            here.copy_(value)
        graph.replay()
        return output.clone()


def _shapes(inputs: tuple[Tensor, ...]) -> Shapes:
    return tuple(value.shape for value in inputs)
