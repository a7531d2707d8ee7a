"""Clips that were painted before, in memory and on disk."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from generators.base import Clip, ClipRequest

log = logging.getLogger(__name__)

SUFFIX, PART = ".clip", ".part"
ABANDONED_S = 600  # a part file this old was left by a process that died while writing it
CHECKSUM, HEADER = 16, 256  # bytes
GONE = "gone"  # the stamp of a file that cannot be looked at


@dataclass(frozen=True)
class CacheSettings:
    """Where clips are kept (None = not on disk), and how many bytes of them."""

    folder: Path | None = None
    memory_bytes: int = 256 << 20
    disk_bytes: int = 1 << 30


IN_MEMORY = CacheSettings()


class ClipCache:
    """Finds the clip of a request, if the same generator has painted it.

    `identity` names the generator and its weights: another one's clips are never found, nor is a clip if an init clip
    that it or an ancestor was painted over has changed since; one that is gone has not changed. What was used longest
    ago goes first, in memory and on disk. A file is written whole or not at all and checked when read, so processes
    may share `folder`; a damaged one is deleted. May be used from several threads.
    """

    def __init__(self, settings: CacheSettings = IN_MEMORY, identity: str = "") -> None:
        self.folder = settings.folder
        self.identity = identity
        self._settings = settings
        self.trouble = ""  # why clips are not kept on disk just now
        self._lock = threading.Lock()
        self._clips: OrderedDict[str, tuple[Clip, list[str]]] = OrderedDict()  # with stamps
        self._held_bytes = 0
        if self.folder:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self.trouble = f"clips are kept in memory only: {error}"
                self.folder = None

    def get(self, request: ClipRequest) -> Clip | None:
        name, now = self.name(request), _init_stamps(request)
        with self._lock:
            held = self._clips.get(name)
            if held and _unchanged(held[1], now):
                self._clips.move_to_end(name)
                return held[0]
        found = self._read(name, request)
        if found is None or not _unchanged(found[1], now):
            return None
        self._hold(name, *found)
        return found[0]

    def put(self, clip: Clip) -> None:
        """Remember a clip in memory and on disk."""
        self.hold(clip)
        self.save(clip)

    def hold(self, clip: Clip) -> None:
        """Remember a clip in memory."""
        self._hold(self.name(clip.request), clip, _init_stamps(clip.request))

    def save(self, clip: Clip) -> None:
        """Remember a clip on disk. One that cannot take it is done without, as `trouble` says."""
        if not self.folder:
            return
        name = self.name(clip.request)
        try:
            _write(self.folder / (name + SUFFIX), _pack(name, clip, _init_stamps(clip.request)))
            self._trim(self.folder)
            self.trouble = ""
        except OSError as error:
            self.trouble = f"clips are kept in memory only: {self.folder} cannot be written: {error.strerror or error}"

    def name(self, request: ClipRequest) -> str:
        """What the clip of a request is filed under."""
        parts = "\0".join([self.identity, request.key])
        return hashlib.blake2b(parts.encode(), digest_size=16).hexdigest()

    def _hold(self, name: str, clip: Clip, stamps: list[str]) -> None:
        clip.image.setflags(write=False)
        clip.sound.setflags(write=False)
        with self._lock:
            if old := self._clips.pop(name, None):
                self._held_bytes -= _size(old[0])
            self._clips[name] = clip, stamps
            self._held_bytes += _size(clip)
            while self._held_bytes > self._settings.memory_bytes:
                _, (oldest, _) = self._clips.popitem(last=False)
                self._held_bytes -= _size(oldest)

    def _read(self, name: str, request: ClipRequest) -> tuple[Clip, list[str]] | None:
        if not self.folder:
            return None
        path = self.folder / (name + SUFFIX)
        try:
            found = _unpack(path.read_bytes(), name, request)
        except FileNotFoundError:
            return None
        except OSError as error:
            log.warning("the clip cache cannot read: %s", error)
            return None
        except ValueError:
            log.warning("%s is damaged: painting it again", path)
            _delete(path)
            return None
        with suppress(OSError):  # another process may have deleted it by now
            os.utime(path)
        return found

    def _trim(self, folder: Path) -> None:
        """Delete what was used longest ago until the rest fits, and parts that will never be finished."""
        total = 0
        for path, status in sorted(_files(folder), key=lambda file: -file[1].st_mtime):
            total += status.st_size
            abandoned = path.suffix == PART and status.st_mtime < time.time() - ABANDONED_S
            if abandoned or (path.suffix == SUFFIX and total > self._settings.disk_bytes):
                _delete(path)


def _init_stamps(request: ClipRequest) -> list[str]:
    """A stamp for each init clip in the ancestry, the request's own first."""
    stamps = []
    ancestor: ClipRequest | None = request
    while ancestor:
        if ancestor.init:
            stamps.append(_stamp(ancestor.init))
        ancestor = ancestor.after
    return stamps


def _stamp(path: str) -> str:
    """Size and time of change of a file."""
    try:
        status = os.stat(path)
    except OSError:
        return GONE
    return f"{status.st_size} {status.st_mtime_ns}"


def _unchanged(before: list[str], now: list[str]) -> bool:
    """True if every file is as it was, or gone."""
    return all(new in (old, GONE) for old, new in zip(before, now, strict=True))


def _size(clip: Clip) -> int:
    return clip.image.nbytes + clip.sound.nbytes


def _pack(name: str, clip: Clip, stamps: list[str]) -> bytes:
    """Checksum of the rest, a header of JSON filled up with spaces, image, sound, and, as JSON, what the prompts were
    read as and the stamps."""
    shapes = {"name": name, "image": clip.image.shape, "sound": clip.sound.shape}
    header = json.dumps(shapes).encode().ljust(HEADER - CHECKSUM)
    texts = json.dumps([*clip.reads, *stamps]).encode()
    body = b"".join([header, clip.image.tobytes(), clip.sound.astype("<f4").tobytes(), texts])
    return _checksum(body) + body


def _unpack(data: bytes, name: str, request: ClipRequest) -> tuple[Clip, list[str]]:
    """The inverse of `_pack`. Raises ValueError if anything is not as it was written."""
    if data[:CHECKSUM] != _checksum(memoryview(data)[CHECKSUM:]):
        raise ValueError("wrong checksum")
    header = json.loads(data[CHECKSUM:HEADER])
    if header["name"] != name:
        raise ValueError("belongs under another name")
    pixels, samples = int(np.prod(header["image"])), int(np.prod(header["sound"]))
    image = np.frombuffer(data, np.uint8, pixels, HEADER).reshape(header["image"])
    sound = np.frombuffer(data, "<f4", samples, HEADER + pixels).reshape(header["sound"])
    reads_a, reads_b, *stamps = json.loads(data[HEADER + pixels + sound.nbytes :])
    return Clip(request, image, sound.astype(np.float32), (reads_a, reads_b)), stamps


def _checksum(body: bytes | memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=CHECKSUM).digest()


def _write(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees a part of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=PART, delete=False) as part:
        try:
            part.write(data)
            part.flush()
            os.replace(part.name, path)
        except BaseException:
            _delete(Path(part.name))
            raise


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):  # other processes delete, too
                yield Path(entry.path), entry.stat()


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
