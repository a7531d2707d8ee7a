"""What a worker is asked to paint: requests in order, each with its future."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass

from generators.base import Clip, ClipRequest


@dataclass(eq=False)
class Job:
    """A request on its way: whether the cache was asked, and the painter to stop; since when it is painted, by the
    monotonic clock; how many processes it has killed."""

    request: ClipRequest
    future: Future[Clip]
    company: tuple[ClipRequest, ...] = ()
    looked_up: bool = False
    stopping: bool = False
    begun: float = 0.0
    attempts: int = 0

    def complete(self, clip: Clip) -> None:
        with suppress(InvalidStateError):  # cancelled meanwhile
            self.future.set_result(clip)

    def fail(self, error: Exception) -> None:
        with suppress(InvalidStateError):
            self.future.set_exception(error)


class Jobs:
    """Every method may be called from any thread."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """`changed` is called by whoever adds a job or cancels its future."""
        self._changed = changed
        self._jobs: dict[str, Job] = {}  # by key, in the order of painting
        self._lock = threading.Lock()
        self._closed = False
        self._refusal: str | None = None

    @property
    def over(self) -> bool:
        """No more are taken."""
        return self._closed or self._refusal is not None

    def submit(self, request: ClipRequest, company: Sequence[ClipRequest]) -> Future[Clip]:
        """Put it last. Equal requests share one future until it is done."""
        with self._lock:
            if job := self._jobs.get(request.key):
                return job.future
            job = Job(request, Future(), tuple(company))
            if not self.over:
                self._jobs[request.key] = job
        if self._closed:
            job.future.cancel()
        elif self._refusal is not None:
            job.fail(ValueError(self._refusal))
        else:
            job.future.add_done_callback(lambda _: self._forget(job))
            self._changed()
        return job.future

    def first(self) -> Job | None:
        with self._lock:
            return next(iter(self._jobs.values()), None)

    def new(self) -> list[Job]:
        """Those that have not been looked up; from now on they have."""
        with self._lock:
            new = [job for job in self._jobs.values() if not job.looked_up]
        for job in new:
            job.looked_up = True
        return new

    def fail(self, error: Exception) -> None:
        """All there are fail."""
        for job in self._all():
            job.fail(error)

    def refuse(self, text: str) -> None:
        """All there are fail with ValueError, and so do those to come."""
        with self._lock:
            self._refusal = text
        self.fail(ValueError(text))

    def close(self) -> None:
        """All there are are cancelled, and so are those to come."""
        with self._lock:
            self._closed = True
        for job in self._all():
            job.future.cancel()

    def _all(self) -> list[Job]:
        with self._lock:
            return list(self._jobs.values())

    def _forget(self, job: Job) -> None:
        """A future is done: called by whoever completed or cancelled it."""
        with self._lock:
            if self._jobs.get(job.request.key) is job:
                del self._jobs[job.request.key]
        if job.future.cancelled():
            job.future.set_running_or_notify_cancel()
            self._changed()
