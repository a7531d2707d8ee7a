"""What the decks want painted: asked of the worker in order of need, kept while wanted."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Protocol

from bridge.planner import Need, Path, in_order_of_need
from generators.base import Clip, ClipRequest
from generators.messages import WorkerDied

IN_FLIGHT = 2  # requests at the worker: one being painted and one ready to follow
COMPANY = 7  # more, that the worker may paint with the last of them; what is heard is painted alone


class Painter(Protocol):
    """What is asked of a worker; a cancelled future stops its painting within one step. `company` is asked for next."""

    def submit(self, request: ClipRequest, company: Sequence[ClipRequest] = ()) -> Future[Clip]: ...


class Requests:
    """Clips that are painted, being painted, or cannot be. Belongs to the control thread."""

    def __init__(self, painter: Painter, on_error: Callable[[str], None]) -> None:
        """`on_error` gets each reason why what is asked for could not be painted, once until `retry`."""
        self._painter = painter
        self._on_error = on_error
        self._clips: dict[str, Clip] = {}
        self._failed: dict[str, str] = {}  # key and reason
        self._asked: set[str] = set()  # keys that were really wanted, not merely likely, at the last `ask`
        self._told: set[str] = set()  # reasons
        self._futures: dict[str, Future[Clip]] = {}

    @property
    def busy(self) -> bool:
        """True while anything is being painted."""
        return bool(self._futures)

    def wait(self) -> None:
        """Wait until one of the clips being painted is done. Not in a live session."""
        wait(self._futures.values(), return_when=FIRST_COMPLETED)

    def clip(self, request: ClipRequest) -> Clip:
        """The clip of a request that is painted."""
        return self._clips[request.key]

    def has(self, request: ClipRequest) -> bool:
        return request.key in self._clips

    @property
    def failed(self) -> Container[str]:
        """Keys of what could not be painted."""
        return self._failed

    def painted(self, path: Path) -> frozenset[int]:
        """The stems of a path whose keyframe is painted."""
        return frozenset(stem for stem, request in enumerate(path.requests) if request.key in self._clips)

    def read_as(self, path: Path, prompt: str) -> str:
        """What a prompt of the path was read as: itself, where it was read as it stands, "" before it is painted."""
        for stem in self.painted(path):
            clip = self.clip(path.requests[stem])
            if prompt in {clip.request.prompt_a, clip.request.prompt_b}:
                return clip.reworded.get(prompt, prompt)
        return ""

    def missing(self, path: Path, alpha: float) -> int:
        """How many clips that are heard of the path at `alpha` are still to be painted."""
        return sum(request.key not in self._clips for request in path.heard(alpha))

    def ready(self, path: Path, alpha: float) -> bool:
        """Is all painted that is heard of the path at `alpha`?"""
        return not self.missing(path, alpha)

    def hopeless(self, path: Path, alpha: float) -> bool:
        """Is there something that is heard of the path at `alpha` and cannot be painted?"""
        return any(request.key in self._failed for request in path.heard(alpha))

    def collect(self) -> None:
        """Take in what has been painted or has failed."""
        for key, future in list(self._futures.items()):
            if not future.done():
                continue
            del self._futures[key]
            if future.cancelled():
                continue
            if error := future.exception():
                if isinstance(error, WorkerDied):  # what another process may paint is asked for again
                    self._tell(str(error))
                else:
                    self._failed[key] = str(error)
            else:
                self._clips[key] = future.result()

    def _tell(self, reason: str) -> None:
        """Once, even if all keyframes of a path fail for this reason."""
        if reason not in self._told:
            self._told.add(reason)
            self._on_error(reason)

    def retry(self) -> None:
        """Ask again for what could not be painted: something has changed since."""
        self._failed.clear()
        self._told.clear()

    def ask(self, needs: Sequence[Need], paths: Iterable[Path]) -> None:
        """Keep the worker busy with what is needed most; forget what is neither needed nor on one of the `paths`.

        If what is only likely cannot be painted, nobody is told: nobody has asked for it yet.
        """
        order = in_order_of_need(needs, self._clips.keys() | self._failed.keys())
        heard = {request.key for need in needs for request in need.heard()}
        self._cancel([request.key for request in order], heard)
        for place, request in enumerate(order[:IN_FLIGHT], 1):
            if len(self._futures) < IN_FLIGHT and request.key not in self._futures:
                company = () if request.key in heard else order[place : place + COMPANY]
                self._futures[request.key] = self._painter.submit(request, company)
        asked = {request.key for path in paths for request in path.requests}
        asked |= {request.key for need in needs for request in need.extras}
        kept = asked | {request.key for need in needs for request in need.likely}
        self._clips = {key: clip for key, clip in self._clips.items() if key in kept}
        for key in self._failed.keys() & (asked | self._asked):  # extras that failed are given up by now
            self._tell(self._failed[key])
        self._failed = {key: reason for key, reason in self._failed.items() if key in kept}
        self._asked = asked

    def _cancel(self, order: Sequence[str], heard: Container[str]) -> None:
        """Take back what is not next in order; but what is begun and still wanted gives way only to what is heard."""
        begun, queued = list(self._futures)[:1], list(self._futures)[1:]
        urgent = bool(order) and order[0] in heard
        kept = [key for key in begun if key in order and (key in heard or not urgent)]
        following = [key for key in order if key not in kept]
        kept += queued if queued == following[: len(queued)] else []
        for key, future in self._futures.items():
            if key not in kept:
                future.cancel()
