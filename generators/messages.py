"""What the worker and its painting process say to each other, and how painting fails."""

from __future__ import annotations

from dataclasses import dataclass

from generators.base import ClipRequest
from generators.cache import CacheSettings


class WorkerDied(RuntimeError):
    """The painting process could not start; a later one may paint the clip."""


class PaintError(RuntimeError):
    """Something broke while the clip was being painted; the text says what."""


class DeadlyRequest(PaintError):
    """Painting the clip ended the painting process, more than once: better not ask for it again."""


@dataclass(frozen=True)
class Open:
    """Worker → process, first: the generator to open."""

    spec: str
    device: str
    threads: int
    cache: CacheSettings


@dataclass(frozen=True)
class Paint:
    """Worker → process: paint this next. Answered by exactly one of Painted, Failed and Dropped.

    `company` is what will probably be asked for after it.
    """

    request: ClipRequest
    company: tuple[ClipRequest, ...] = ()


@dataclass(frozen=True)
class Stop:
    """Worker → process: the clip of this key is no longer wanted."""

    key: str


@dataclass(frozen=True)
class Progress:
    """Process → worker: what loading is at."""

    text: str


@dataclass(frozen=True)
class WorkerInfo:
    """Process → worker: the generator is open, and is this one."""

    name: str
    channels: int
    identity: str


@dataclass(frozen=True)
class Unloadable:
    """Process → worker, last: the generator cannot be opened. It would be the same the next time, unless it was open
    before."""

    text: str


@dataclass(frozen=True)
class Ending:
    """Process → worker, last: why it ends, which only another one can mend."""

    text: str


@dataclass(frozen=True)
class Painted:
    """Process → worker, followed by the bytes of image and sound, whose shapes these are.

    `reads` is the clip's; `seconds` is what painting took, 0 if the clip was in the cache.
    """

    key: str
    image: tuple[int, ...]
    sound: tuple[int, ...]
    reads: tuple[str, str]
    seconds: float


@dataclass(frozen=True)
class Failed:
    """Process → worker. `refused`: the request is at fault; otherwise something broke."""

    key: str
    text: str
    refused: bool


@dataclass(frozen=True)
class Dropped:
    """Process → worker: stopped, as asked."""

    key: str


@dataclass(frozen=True)
class CacheTrouble:
    """Process → worker: why clips are not kept on disk; empty when they are again."""

    text: str


Answer = Progress | WorkerInfo | Unloadable | Ending | Painted | Failed | Dropped | CacheTrouble
