"""The interface of a Worker without a process, for rendering and tests."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Sequence
from concurrent.futures import Future

from generators.base import Clip, ClipRequest, Generator
from generators.cache import IN_MEMORY, CacheSettings, ClipCache
from generators.catalogue import open_generator
from generators.identity import identity
from generators.messages import Open, PaintError, WorkerInfo
from generators.painter import paint

log = logging.getLogger(__name__)


class LocalWorker:
    """A worker without a process: `submit` paints before it returns, in the caller's thread."""

    def __init__(self, spec: str, device: str = "auto", threads: int = 1, cache: CacheSettings = IN_MEMORY) -> None:
        self.spec = spec
        self.info: WorkerInfo | None = None
        self.progress = "not started"
        self.error = ""
        self.paint_seconds: float | None = None
        self.restarts = 0
        self.cache_trouble = ""
        self.stalled = ""
        self.pid = os.getpid()
        self._order = Open(spec, device, threads, cache)
        self._generator: Generator | None = None
        self._cache = ClipCache()

    def start(self) -> None:
        """Load the generator; failing that, say why in `error`."""
        order = self._order
        try:
            self._generator = open_generator(order.spec, order.device, order.threads)
            name = identity(order.spec, order.device, order.threads)
            self._cache = ClipCache(order.cache, name)
        except (ValueError, OSError) as error:
            self.error = self.progress = str(error)
        else:
            self.info = WorkerInfo(self._generator.name, self._generator.channels, name)
            self.progress = "ready"

    @property
    def ready(self) -> bool:
        return self.info is not None

    def wait_ready(self, timeout: float | None = None) -> bool:  # noqa: ARG002
        return self.ready

    def submit(self, request: ClipRequest, company: Sequence[ClipRequest] = ()) -> Future[Clip]:  # noqa: ARG002
        """A future that is done. Whatever its company, a clip is painted alone: a render gives the same every time."""
        future: Future[Clip] = Future()
        try:
            future.set_result(self._paint(request))
        except ValueError as error:
            future.set_exception(error)
        except Exception as error:
            log.exception("painting failed")
            future.set_exception(PaintError(f"{error}" or type(error).__name__))
        return future

    def _paint(self, request: ClipRequest) -> Clip:
        if self._generator is None:
            raise ValueError(self.error or "the generator was not started")
        started = time.monotonic()
        clip, painted = paint(self._generator, self._cache, request, lambda: False)
        if painted:
            self.paint_seconds = time.monotonic() - started
        for new in painted:
            self._cache.save(new)
        if self._cache.trouble not in {"", self.cache_trouble}:
            log.warning("%s", self._cache.trouble)
        self.cache_trouble = self._cache.trouble
        return clip

    def close(self) -> None:
        """Nothing is left open."""
