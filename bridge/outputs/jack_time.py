"""What JACK knows of time and its Python binding does not say: when a cycle began, and latencies."""

from __future__ import annotations

import ctypes
import time
from typing import Any

_CAPTURE, _PLAYBACK = 0, 1


class _Range(ctypes.Structure):
    _fields_ = (("min", ctypes.c_uint32), ("max", ctypes.c_uint32))


class JackTime:
    """Times and latencies of one client. Belongs to its process callback."""

    def __init__(self, client: Any, output: Any, source: Any) -> None:
        """`output` and `source` are the ports whose latencies count."""
        import jack
        from _jack import ffi

        def address(thing: Any) -> ctypes.c_void_p:
            return ctypes.c_void_p(int(ffi.cast("uintptr_t", thing._ptr)))

        self._library = ctypes.PyDLL(jack._libname)  # which keeps Python's lock: these calls are short
        self._library.jack_get_time.restype = ctypes.c_uint64
        self._client, self._output, self._source = address(client), address(output), address(source)
        self._range = _Range()
        self._now = ctypes.c_uint64()
        others = ctypes.c_uint32(), ctypes.c_uint64(), ctypes.c_float()
        frames, following, period = (ctypes.byref(other) for other in others)
        self._times = frames, ctypes.byref(self._now), following, period

    def start(self) -> float:
        """When this cycle began, in `time.monotonic`, as the server's delay-locked loop smooths it."""
        if self._library.jack_get_cycle_times(self._client, *self._times):
            return time.monotonic()
        ago: int = self._library.jack_get_time() - self._now.value
        return time.monotonic() - ago / 1e6

    @property
    def latency(self) -> int:
        """Frames from the start of a cycle until what it writes is heard."""
        return self._latency(self._output, _PLAYBACK)

    @property
    def input_latency(self) -> int:
        """Frames that what it reads has been on its way."""
        return self._latency(self._source, _CAPTURE)

    def _latency(self, port: ctypes.c_void_p, mode: int) -> int:
        self._library.jack_port_get_latency_range(port, mode, ctypes.byref(self._range))
        return int(self._range.max)
