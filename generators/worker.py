"""A generator in a process of its own."""

from __future__ import annotations

import logging
import signal
import socket
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing.connection import Connection, wait

import numpy as np

from generators.base import Clip, ClipRequest, Image, Sound
from generators.cache import IN_MEMORY, CacheSettings, ClipCache
from generators.jobs import Job, Jobs
from generators.messages import (
    Answer,
    CacheTrouble,
    DeadlyRequest,
    Dropped,
    Ending,
    Failed,
    Open,
    Paint,
    Painted,
    PaintError,
    Progress,
    Stop,
    Unloadable,
    WorkerDied,
    WorkerInfo,
)
from generators.painting_process import PaintingProcess

log = logging.getLogger(__name__)

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.25, 30.0  # before a process that died is started again
STALLED_S = 60.0  # no clip is looked at with suspicion before
ATTEMPTS = 2  # how many processes a request may kill


class Worker:
    """Paints in one process of its own, which is started again whenever it dies.

    Every method may be called from any thread, and none waits but `wait_ready` and `close`. Futures are
    completed, and their callbacks called, by the worker's thread. They fail with ValueError (the request cannot be
    painted, or the generator not be opened), PaintError (DeadlyRequest if the process dies of it) or WorkerDied;
    cancelling one drops its request, at once if it is queued and within a denoising step if it is being painted.
    """

    def __init__(
        self, spec: str, device: str = "auto", threads: int = 1, cache: CacheSettings = IN_MEMORY
    ) -> None:  # fmt: skip
        self.spec = spec
        self.info: WorkerInfo | None = None
        self.progress = "not started"
        self.error = ""
        self.paint_seconds: float | None = None  # what the last clip took
        self.restarts = 0
        self.cache_trouble = ""  # why clips are not kept on disk
        self._order = Open(spec, device, threads, cache)
        self._cache: ClipCache | None = None
        self._jobs = Jobs(self._ring)
        self._running: Job | None = None
        self._process: PaintingProcess | None = None
        self._last_words = ""  # of the process that runs, or has died
        self._settled = threading.Event()  # loaded, or not loadable
        self._pause = FIRST_PAUSE_S
        self._bell, self._ringer = socket.socketpair()
        self._ringer.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Start loading the generator."""
        self.progress = "starting"
        self._thread.start()

    @property
    def ready(self) -> bool:
        """Loaded and alive."""
        return self.info is not None and self._process is not None

    @property
    def pid(self) -> int | None:
        """Of the painting process, while there is one."""
        process = self._process
        return process.popen.pid if process else None

    @property
    def stalled(self) -> str:
        """What to say where one clip takes far longer than the last one did; else empty."""
        job, limit = self._running, max(STALLED_S, 10 * (self.paint_seconds or 0))
        if job is None or time.monotonic() - job.begun < limit:
            return ""
        return f"one clip takes more than {limit:.0f} s: if process {self.pid} is stuck, kill it, and another starts"

    def wait_ready(self, timeout: float | None = None) -> bool:
        """Wait until the generator is loaded; False if it cannot be (see `error`) or is not by then."""
        self._settled.wait(timeout)
        return self.ready

    def submit(self, request: ClipRequest, company: Sequence[ClipRequest] = ()) -> Future[Clip]:
        """Paint a clip after all that was submitted before. Equal requests share one future until it is done.
        `company` will probably be asked for after it."""
        return self._jobs.submit(request, company)

    def close(self) -> None:
        """End the process and cancel what is queued."""
        self._jobs.close()
        self._ring()
        if self._thread.is_alive():
            self._thread.join()

    def _ring(self) -> None:
        """Wake the worker's thread; if it has not noticed earlier rings yet, one more is not needed."""
        with suppress(BlockingIOError):
            self._ringer.send(b"!")

    def _run(self) -> None:
        try:
            while not self._jobs.over:
                self._one_life()
        except Exception as error:
            log.exception("the worker's thread ended")
            self._give_up(f"the worker ended: {error!r}")
        finally:
            self._settled.set()  # whoever still waits

    def _one_life(self) -> None:
        """Start a process and serve it until it ends."""
        self._last_words = ""
        try:
            self._process = process = PaintingProcess.spawn(self._order.threads)
        except OSError as error:  # no room for one more process, say: what is wanted waits
            self.error = f"the painting process cannot be started ({error}) and is tried again"
            log.warning("%s", self.error)
            self._rest()
            return
        try:
            process.wire.send(self._order)
            while not self._jobs.over:
                if process.wire in wait([process.wire, self._bell]):
                    self._hear(process.wire)
                else:
                    self._bell.recv(4096)
                self._look_up()
                self._hand_out(process.wire)
        except (EOFError, OSError):
            log.debug("the wire to the painting process broke", exc_info=True)
        finally:
            if loaded := self.info is not None:
                self._settled.clear()  # before anybody can see that it is not ready
            self.info = self._process = None
            status = process.kill()
        if not self._jobs.over:
            self._bury(status, loaded)
            self._rest()

    def _hear(self, wire: Connection) -> None:
        answer: Answer = wire.recv()
        match answer:
            case Progress(text):
                self.progress = text
            case WorkerInfo():
                self._loaded(answer)
            case Unloadable(text) if self._cache is None:
                self._give_up(text)
            case Unloadable(text):  # it was open before: the memory of the process that died is not free yet, say
                self._last_words = f"it cannot open the generator again: {text}"
            case Ending(text):
                self._last_words = text
            case Painted(_, image, sound, reads, seconds):
                pixels = np.frombuffer(wire.recv_bytes(), np.uint8).reshape(image)
                samples = np.frombuffer(wire.recv_bytes(), np.float32).reshape(sound)
                self._painted(pixels, samples, reads, seconds)
            case Failed(_, text, refused):
                self._finished().fail(ValueError(text) if refused else PaintError(text))
            case Dropped():
                self._finished()
            case CacheTrouble(text):
                self.cache_trouble = text

    def _loaded(self, info: WorkerInfo) -> None:
        if self._cache is None or self._cache.identity != info.identity:
            self._cache = ClipCache(self._order.cache, info.identity)
        self.error, self.progress, self.cache_trouble = "", "ready", ""
        self.info = info
        self._settled.set()

    def _painted(self, image: Image, sound: Sound, reads: tuple[str, str], seconds: float) -> None:
        job = self._finished()
        clip = Clip(job.request, image, sound, reads)
        self._pause = FIRST_PAUSE_S
        self.paint_seconds = seconds or self.paint_seconds
        if self._cache:
            self._cache.hold(clip)
        job.complete(clip)

    def _finished(self) -> Job:
        job, self._running = self._running, None
        assert job, "an answer that nothing was asked for"
        return job

    def _look_up(self) -> None:
        """Complete what is in the cache, even while something else is being painted."""
        if self.info is None or self._cache is None:
            return
        for job in self._jobs.new():
            if clip := self._cache.get(job.request):
                job.complete(clip)

    def _hand_out(self, wire: Connection) -> None:
        """Let the process paint what is first in the queue, or stop what is no longer wanted."""
        if self._running:
            if self._running.future.cancelled() and not self._running.stopping:
                self._running.stopping = True
                wire.send(Stop(self._running.request.key))
        elif self.info and (job := self._jobs.first()):
            job.begun = time.monotonic()  # before `stalled` can see it
            self._running = job
            wire.send(Paint(job.request, job.company))

    def _bury(self, status: int, loaded: bool) -> None:
        """Say that the process died; fail what it has died of too often, or all if it could not even start."""
        ended = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        cause = self._last_words or ended
        self.error = f"the painting process died ({cause}) and is being started again"
        log.warning("%s", self.error)
        self.restarts += 1
        job, self._running = self._running, None
        if not loaded:
            self._jobs.fail(WorkerDied(self.error))
            self._settled.set()
        elif job:
            job.attempts += 1
            if job.attempts >= ATTEMPTS:
                text = f"painting it ended the painting process {ATTEMPTS} times ({cause}); it is not tried again"
                job.fail(DeadlyRequest(text))

    def _rest(self) -> None:
        """Wait before the next start, longer each time until a clip has been painted."""
        end = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE_S)
        while not self._jobs.over and (left := end - time.monotonic()) > 0:
            if wait([self._bell], left):
                self._bell.recv(4096)

    def _give_up(self, text: str) -> None:
        self.error = text
        self._jobs.refuse(text)
        self._settled.set()
