"""A GPU that is not there: tensors in the CPU's memory that say they are on "cuda:0", and are as strict about it.

A kernel refuses tensors of two devices, as a GPU's do. A CUDA graph is a list of kernels, run again over the same
memory; while it is made, nothing is computed and nothing may pass between the CPU and the GPU. Speed, memory and last
bits are not those of a GPU.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode, _disable_current_modes

DEVICE = torch.device("cuda:0")
aten = torch.ops.aten
BETWEEN_DEVICES = (aten._to_copy, aten.copy_)
READ_BY_THE_CPU = (aten.item, aten._local_scalar_dense, aten.nonzero, aten.equal, aten.is_nonzero)


class OnGpu(Tensor):
    """A tensor of the GPU; `held` is where it really is."""

    held: Tensor

    @staticmethod
    def __new__(cls, held: Tensor) -> OnGpu:
        layout = {"strides": held.stride(), "storage_offset": held.storage_offset(), "dtype": held.dtype}
        with torch.inference_mode(mode=False):  # or no view of it could be taken elsewhere
            made: OnGpu = Tensor._make_wrapper_subclass(cls, held.size(), device="cpu", **layout)  # type: ignore[attr-defined]
        made.held = held
        return made

    @property
    def device(self) -> torch.device:  # type: ignore[override]
        """Python sees the GPU; torch itself, which may have been built without one, the CPU."""
        return DEVICE

    def numpy(self, *, force: bool = False) -> Any:  # noqa: ARG002
        raise TypeError("a tensor of the GPU cannot be made an array")

    @classmethod
    def __torch_dispatch__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        raise RuntimeError(f"{func} on the GPU outside of `Gpu`")


@dataclass(frozen=True)
class Kernel:
    """What a graph keeps of a call: it writes its results where they were, but for views and what is done in place."""

    func: Any
    args: Any
    kwargs: Any
    results: list[Tensor]

    def run(self) -> None:
        for old, new in zip(self.results, _tensors(self.func(*self.args, **self.kwargs)), strict=True):
            if self._is_new(old):
                old.copy_(new)

    def spoil(self) -> None:
        """Leave in its results what nobody should read."""
        for old in self.results:
            if self._is_new(old) and old.is_floating_point():
                old.fill_(float("nan"))

    def _is_new(self, result: Tensor) -> bool:
        return all(_storage(result) != _storage(value) for value in _tensors((self.args, self.kwargs)))


@dataclass(eq=False)
class Graph:
    """A `torch.cuda.CUDAGraph`, replayed so often."""

    kernels: list[Kernel] = field(default_factory=list)
    replays: int = 0

    def replay(self) -> None:
        self.replays += 1
        with _disable_current_modes():
            for kernel in self.kernels:
                kernel.run()


class Gpu(TorchDispatchMode):
    """While it is entered, what asks for CUDA gets it. `graphs` were made; it was waited for `waits` times."""

    def __init__(self) -> None:
        super().__init__()
        self.graphs: list[Graph] = []
        self.making: Graph | None = None
        self.waits = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        if func.overloadpacket is aten.to:
            with self:
                return _moved(**dict(zip((each.name for each in func._schema.arguments), args, strict=False)), **kwargs)
        given = _tensors((args, kwargs))
        device = kwargs.get("device")
        there = any(isinstance(value, OnGpu) for value in given) if device is None else _is_cuda(device)
        self._check(func, given, there)
        if there and device is not None:
            kwargs["device"] = torch.device("cpu")
        args, kwargs = _changed((args, kwargs), lambda value: value.held if isinstance(value, OnGpu) else value)
        result = func(*args, **kwargs)
        if there and self.making:
            self.making.kernels.append(Kernel(func, args, kwargs, _tensors(result)))
        return _given_back(result, given) if there else result

    def _check(self, func: Any, given: list[Tensor], there: bool) -> None:
        """Raise what a GPU would raise. It takes single numbers from the CPU, and indices."""
        kind = func.overloadpacket
        mixed = [value for value in given if isinstance(value, OnGpu) != there and (value.dim() or not there)]
        if mixed and kind not in BETWEEN_DEVICES and not (kind is aten.index and isinstance(given[0], OnGpu)):
            raise RuntimeError(f"{func}: expected all tensors on one device, but {tuple(mixed[0].shape)} is not")
        if self.making and (mixed or (there and kind in READ_BY_THE_CPU)):
            raise RuntimeError(f"{func}: not permitted while a graph is made")

    @contextmanager
    def graph(self, made: Graph, pool: object, stream: object) -> Iterator[None]:  # noqa: ARG002
        self.making = made
        try:
            yield
        finally:
            self.making = None
        for kernel in made.kernels:
            kernel.spoil()
        self.graphs.append(made)

    def synchronize(self, device: object = None) -> None:  # noqa: ARG002
        self.waits += 1


def _changed(values: Any, change: Callable[[Tensor], Tensor]) -> Any:
    """What a kernel is given or gives, each tensor changed. torch's own trees take as long as all else here."""
    if isinstance(values, Tensor):
        return change(values)
    if type(values) in (tuple, list):
        return type(values)([_changed(value, change) for value in values])
    return {name: _changed(value, change) for name, value in values.items()} if type(values) is dict else values


def _tensors(values: Any) -> list[Tensor]:
    if isinstance(values, Tensor):
        return [values]
    if type(values) is dict:
        return _tensors(list(values.values()))
    return [tensor for value in values for tensor in _tensors(value)] if type(values) in (tuple, list) else []


def _is_cuda(device: Any) -> bool:
    return torch.device(device).type == "cuda"


def _storage(tensor: Tensor) -> int:
    return tensor.untyped_storage().data_ptr()


def _given_back(result: Any, given: list[Tensor]) -> Any:
    """Results as tensors of the GPU; one that is an argument, as that argument."""
    known = {id(value.held): value for value in given if isinstance(value, OnGpu)}
    return _changed(result, lambda value: known[id(value)] if id(value) in known else OnGpu(value))


def _moved(
    self: Tensor, device: Any = None, dtype: Any = None, copy: bool = False, memory_format: Any = None, **_: Any
) -> Tensor:
    """`Tensor.to`: itself if it is so already."""
    device = torch.device(device or self.device)
    held = self.held if isinstance(self, OnGpu) else self
    same = device.type == self.device.type and dtype in (None, self.dtype)
    if same and not copy and (memory_format is None or held.is_contiguous(memory_format=memory_format)):
        return self
    moved: Tensor = aten._to_copy.default(self, dtype=dtype, device=device, memory_format=memory_format)
    return moved


class Devices(TorchFunctionMode):
    """Devices that torch settles before it dispatches."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        if func is torch.tensor and kwargs.get("device") is not None:
            device = kwargs.pop("device")
            return func(*args, **kwargs).to(device)
        if func in (Tensor.to, Tensor.cpu):
            return _to(*args, **{"device": "cpu"} if func is Tensor.cpu else kwargs)
        if func is Tensor.pin_memory:
            return args[0]
        if func is torch._has_compatible_shallow_copy_type:
            return False  # a module that is moved gets new parameters
        return func(*args, **kwargs)


def _to(self: Tensor, *targets: Any, **options: Any) -> Tensor:
    """`Tensor.to` in all its forms."""
    for target in targets:
        if isinstance(target, Tensor):
            options |= {"device": target.device, "dtype": target.dtype}
        elif isinstance(target, str | torch.device):
            options["device"] = target
        elif isinstance(target, torch.dtype):
            options["dtype"] = target
    return _moved(self, **options)


class Stream:
    def __init__(self, device: object = None) -> None: ...

    def wait_stream(self, stream: object) -> None: ...


def set_device(device: Any) -> None:
    if torch.device(device).index is None:
        raise ValueError(f"expected a device with an index, not {device}")


@contextmanager
def pretend_gpu(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gpu]:
    """A GPU is there."""
    gpu = Gpu()
    instead = {
        "_lazy_init": lambda: None, "is_available": lambda: True, "device_count": lambda: 1, "set_device": set_device,
        "get_device_capability": lambda _: (8, 0), "get_device_name": lambda _: "pretended",
        "synchronize": gpu.synchronize, "empty_cache": lambda: None, "CUDAGraph": Graph, "graph": gpu.graph,
        "graph_pool_handle": object, "Stream": Stream, "current_stream": Stream, "stream": nullcontext,
        "set_stream": lambda _: None,
    }  # fmt: skip
    for name, value in instead.items():
        monkeypatch.setattr(torch.cuda, name, value)
    for name in ("_accelerator_graph_capture_health_check", "_cuda_graph_capture_health_check"):  # by torch's version
        monkeypatch.setattr(torch.optim.Optimizer, name, lambda _: None, raising=False)
    with gpu, Devices():
        yield gpu
