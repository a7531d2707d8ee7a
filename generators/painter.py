"""Paints requests with all they follow from; run as a module, the process that a Worker talks to."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection

import numpy as np

from generators.base import Cancelled, Clip, ClipRequest, Generator
from generators.cache import ClipCache
from generators.catalogue import open_generator
from generators.identity import identity
from generators.messages import (
    Answer,
    CacheTrouble,
    Dropped,
    Ending,
    Failed,
    Open,
    Paint,
    Painted,
    Progress,
    Stop,
    Unloadable,
    WorkerInfo,
)

log = logging.getLogger(__name__)

NICENESS = 5  # audio comes first
ANCESTORS_BYTES = 128 << 20  # clips this process keeps for others to follow


def paint(
    generator: Generator, cache: ClipCache, request: ClipRequest, cancelled: Callable[[], bool],
    company: Sequence[ClipRequest] = (),
) -> tuple[Clip, list[Clip]]:  # fmt: skip
    """The clip of a request, and what had to be painted for it: nothing if it was in the cache, else
    itself and those of its ancestors that the cache did not have. These are held, but not yet saved. What follows
    an ancestor that cannot be painted begins without it.

    Raises Cancelled, and ValueError for a request that cannot be painted.
    """
    missing: list[ClipRequest] = []
    ancestor: ClipRequest | None = request
    clip: Clip | None = None
    while ancestor and not (clip := cache.get(ancestor)):
        missing.append(ancestor)
        ancestor = ancestor.after
    painted = []
    for step in reversed(missing):
        try:
            clip = generator.paint(step, clip, cancelled, company if step is request else ())
        except ValueError as error:
            if step is request:
                raise
            log.warning("what follows %r begins without it: %s", step.prompt_a, error)
            clip = None
        else:
            cache.hold(clip)
            painted.append(clip)
    assert clip
    return clip, painted


def is_final(error: Exception) -> bool:
    """Whether a GPU has failed in a way that everything after it in this process may fail, too; where only its memory
    did not suffice, that is not so. What torch raises of it has a class of its own since 2.8."""
    failed = type(error).__name__ == "AcceleratorError" or (
        isinstance(error, RuntimeError) and "CUDA error" in f"{error}"
    )
    return failed and "out of memory" not in f"{error}"


class Painter:
    """The loop of the painting process: one request at a time."""

    def __init__(self, wire: Connection, generator: Generator, cache: ClipCache) -> None:
        self.wire = wire
        self.generator = generator
        self.cache = cache
        self._told = ""  # of the cache's trouble

    def run(self) -> None:
        """Raises EOFError or OSError when nobody is at the other end any more."""
        self._tell_of_cache()
        while True:
            message = self.wire.recv()
            if isinstance(message, Paint):  # a Stop has come too late
                self._answer(message.request, message.company)

    def _answer(self, request: ClipRequest, company: Sequence[ClipRequest]) -> None:
        started = time.monotonic()
        try:
            clip, painted = paint(self.generator, self.cache, request, lambda: self._stopped(request.key), company)
        except Cancelled:
            self.wire.send(Dropped(request.key))
        except Exception as error:
            refused = isinstance(error, ValueError)
            if not refused:
                traceback.print_exc()
            if is_final(error):
                self.wire.send(Ending(f"{error}".partition("\n")[0]))
                os._exit(1)  # at once: what is left of the GPU might not let go
            self.wire.send(Failed(request.key, f"{error}" or type(error).__name__, refused))
        else:
            self._send(clip, time.monotonic() - started if painted else 0.0)
            for new in painted:
                self.cache.save(new)
            self._tell_of_cache()

    def _tell_of_cache(self) -> None:
        if self.cache.trouble != self._told:
            self._told = self.cache.trouble
            self.wire.send(CacheTrouble(self._told))

    def _send(self, clip: Clip, seconds: float) -> None:
        """Three messages, so that nothing large is pickled."""
        self.wire.send(Painted(clip.request.key, clip.image.shape, clip.sound.shape, clip.reads, seconds))
        self.wire.send_bytes(np.ascontiguousarray(clip.image).data.cast("B"))
        self.wire.send_bytes(np.ascontiguousarray(clip.sound).data.cast("B"))

    def _stopped(self, key: str) -> bool:
        while self.wire.poll():
            message = self.wire.recv()
            if isinstance(message, Stop) and message.key == key:
                return True
        return False


def serve(wire: Connection) -> None:
    """Open the generator that is asked for, say so, and paint until the wire is closed."""

    def say(answer: Answer) -> None:
        wire.send(answer)

    order: Open = wire.recv()
    try:
        generator = open_generator(order.spec, order.device, order.threads, lambda text: say(Progress(text)))
        info = WorkerInfo(generator.name, generator.channels, identity(order.spec, order.device, order.threads))
        cache = ClipCache(replace(order.cache, memory_bytes=ANCESTORS_BYTES), info.identity)
    except Exception as error:
        if not isinstance(error, ValueError | OSError):
            traceback.print_exc()
        say(Unloadable(f"{error}" or type(error).__name__))
        return
    say(info)
    os.nice(NICENESS)
    Painter(wire, generator, cache).run()


def _die_with_parent() -> None:
    """The worker holds the other end of standard input; when that closes, it is gone."""
    while os.read(0, 1):
        pass
    os._exit(0)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process decides when this one ends
    threading.Thread(target=_die_with_parent, daemon=True).start()
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    try:
        serve(Connection(int(sys.argv[1])))
    except (EOFError, ConnectionError):
        os._exit(0)


if __name__ == "__main__":
    main()
