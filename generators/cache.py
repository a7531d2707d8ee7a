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


@dataclass(frozen=True)
class CacheSettings:
    """Where clips are kept (None = not on disk), and how many bytes of them."""

    folder: Path | None = None
    memory_bytes: int = 256 << 20
    disk_bytes: int = 1 << 30


IN_MEMORY = CacheSettings()


class ClipCache:
    """Finds the clip of a request, if the same generator has painted it.

    `identity` names the generator and its weights: another one's clips are never found, nor is a clip
    whose init clip has changed since. What was used longest ago goes first, in memory and on disk. A file
    is written whole or not at all and checked when read, so processes may share `folder`; a damaged one
    is deleted. May be used from several threads.
    """

    def __init__(self, settings: CacheSettings = IN_MEMORY, identity: str = "") -> None:
        self.folder = settings.folder
        self.identity = identity
        self._settings = settings
        self.trouble = ""  # why clips are not kept on disk just now
        self._lock = threading.Lock()
        self._clips: OrderedDict[str, Clip] = OrderedDict()
        self._held_bytes = 0
        if self.folder:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self.trouble = f"clips are kept in memory only: {error}"
                self.folder = None

    def get(self, request: ClipRequest) -> Clip | None:
        name = self.name(request)
        with self._lock:
            if clip := self._clips.get(name):
                self._clips.move_to_end(name)
                return clip
        if clip := self._read(name, request):
            self._hold(name, clip)
        return clip

    def put(self, clip: Clip) -> None:
        """Remember a clip in memory and on disk."""
        self.hold(clip)
        self.save(clip)

    def hold(self, clip: Clip) -> None:
        """Remember a clip in memory."""
        self._hold(self.name(clip.request), clip)

    def save(self, clip: Clip) -> None:
        """Remember a clip on disk. One that cannot take it is done without, as `trouble` says."""
        if not self.folder:
            return
        name = self.name(clip.request)
        try:
            _write(self.folder / (name + SUFFIX), _pack(name, clip))
            self._trim(self.folder)
            self.trouble = ""
        except OSError as error:
            self.trouble = f"clips are kept in memory only: {self.folder} cannot be written: {error.strerror or error}"

    def name(self, request: ClipRequest) -> str:
        """What the clip of a request is filed under."""
        parts = "\0".join([self.identity, request.key, *_init_stamps(request)])
        return hashlib.blake2b(parts.encode(), digest_size=16).hexdigest()

    def _hold(self, name: str, clip: Clip) -> None:
        clip.image.setflags(write=False)
        clip.sound.setflags(write=False)
        with self._lock:
            if old := self._clips.pop(name, None):
                self._held_bytes -= _size(old)
            self._clips[name] = clip
            self._held_bytes += _size(clip)
            while self._held_bytes > self._settings.memory_bytes:
                _, oldest = self._clips.popitem(last=False)
                self._held_bytes -= _size(oldest)

    def _read(self, name: str, request: ClipRequest) -> Clip | None:
        if not self.folder:
            return None
        path = self.folder / (name + SUFFIX)
        try:
            clip = _unpack(path.read_bytes(), name, request)
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
        return clip

    def _trim(self, folder: Path) -> None:
        """Delete what was used longest ago until the rest fits, and parts that will never be finished."""
        total = 0
        for path, status in sorted(_files(folder), key=lambda file: -file[1].st_mtime):
            total += status.st_size
            abandoned = path.suffix == PART and status.st_mtime < time.time() - ABANDONED_S
            if abandoned or (path.suffix == SUFFIX and total > self._settings.disk_bytes):
                _delete(path)


def _init_stamps(request: ClipRequest) -> Iterator[str]:
    """Size and time of change of each init clip in the ancestry."""
    ancestor: ClipRequest | None = request
    while ancestor:
        if ancestor.init:
            try:
                status = os.stat(ancestor.init)
                yield f"{status.st_size} {status.st_mtime_ns}"
            except OSError:
                yield "unreadable"
        ancestor = ancestor.after


def _size(clip: Clip) -> int:
    return clip.image.nbytes + clip.sound.nbytes


def _pack(name: str, clip: Clip) -> bytes:
    """Checksum of the rest, a header of JSON filled up with spaces, image, sound, and what the prompts were read as."""
    shapes = {"name": name, "image": clip.image.shape, "sound": clip.sound.shape}
    header = json.dumps(shapes).encode().ljust(HEADER - CHECKSUM)
    reads = json.dumps(clip.reads).encode()
    body = b"".join([header, clip.image.tobytes(), clip.sound.astype("<f4").tobytes(), reads])
    return _checksum(body) + body


def _unpack(data: bytes, name: str, request: ClipRequest) -> Clip:
    """The inverse of `_pack`. Raises ValueError if anything is not as it was written."""
    if data[:CHECKSUM] != _checksum(memoryview(data)[CHECKSUM:]):
        raise ValueError("wrong checksum")
    header = json.loads(data[CHECKSUM:HEADER])
    if header["name"] != name:
        raise ValueError("belongs under another name")
    pixels, samples = int(np.prod(header["image"])), int(np.prod(header["sound"]))
    image = np.frombuffer(data, np.uint8, pixels, HEADER).reshape(header["image"])
    sound = np.frombuffer(data, "<f4", samples, HEADER + pixels).reshape(header["sound"])
    reads_a, reads_b = json.loads(data[HEADER + pixels + sound.nbytes :])
    return Clip(request, image, sound.astype(np.float32), (reads_a, reads_b))


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
