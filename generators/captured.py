"""A network's call as a CUDA graph: the same kernels in the same order, without Python between them."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

WARM_UP = 3  # calls before a graph is made, in which libraries choose and allocate

Shapes = tuple[torch.Size, ...]


class GraphMemory:
    """What all graphs of one model share, since no two of them run at once: the memory they work in, and the stream
    they are made on.

    No other model's graphs may be made on that stream. A graph that is let go takes with it the cuBLAS workspace
    of its stream, which all graphs made there point to (https://github.com/pytorch/pytorch/issues/193402).
    """

    def __init__(self, device: torch.device) -> None:
        self.stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
        self.pool = torch.cuda.graph_pool_handle()


class Captured:
    """Calls `network`, from a graph where one was made for these shapes, else as it is.

    A graph is made by `prepare` only, never by a call: that would take half a second. Used by one thread.
    """

    def __init__(self, network: Callable[..., Tensor], memory: GraphMemory | None = None) -> None:
        self._network = network
        self._memory = memory
        self._graphs: dict[Shapes, tuple[torch.cuda.CUDAGraph, tuple[Tensor, ...], Tensor]] = {}

    def prepare(self, *inputs: Tensor) -> None:
        """Make a graph for inputs of these shapes; without memory for it, nothing. The largest shapes should come
        first: all others then fit into their memory."""
        shapes = _shapes(inputs)
        if self._memory is None or shapes in self._graphs:
            return
        held = tuple(value.clone() for value in inputs)
        stream, graph = self._memory.stream, torch.cuda.CUDAGraph()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):  # a graph that fails does not leave its stream by itself
            for _ in range(WARM_UP):
                self._network(*held)
            with torch.cuda.graph(graph, pool=self._memory.pool, stream=stream):
                output = self._network(*held)
        torch.cuda.current_stream().wait_stream(stream)
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
