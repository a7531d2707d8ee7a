"""The journal of a session: what was set, what was painted, what entered where; and its replay."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Protocol

from bridge.params import Value
from generators.base import Clip, ClipRequest

FORMAT = 1


class Position(Protocol):
    """Where the performance is; see `stage.Stage`."""

    @property
    def playhead(self) -> int: ...
    @property
    def head(self) -> int: ...


class JournalError(ValueError):
    """A journal that cannot be replayed; the text names file and line."""


class Journal:
    """Append-only record of a session, a line of JSON for each event. Belongs to the control thread.

    Each line reaches the operating system before the next begins, so it outlives the process however
    that ends. Without a path nothing is kept.
    """

    def __init__(self, path: Path | None, header: Mapping[str, Any], position: Position) -> None:
        """`header`: model, rate, decks and the state at the start. Raises OSError."""
        self._position = position
        self._file: IO[str] | None = None
        self._known: set[str] = set()
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a", encoding="utf-8", buffering=1)
        self._write({"riffbridge": FORMAT, **header})

    def set(self, address: str, value: Value) -> None:
        self._event({"set": {address: value}})

    def entered(self, deck: int, clips: Mapping[int, Clip], frame: int, origin: float, flipped: bool) -> None:
        """Clips that entered stems of a deck (from 0) at `frame`."""
        for clip in clips.values():
            self._know(clip.request)
        keys = {str(stem): clip.request.key for stem, clip in clips.items()}
        self._event({"enter": keys, "deck": deck, "frame": frame, "origin": origin, "flipped": flipped})

    def tempo_changed(self, frame: int, tempo: float) -> None:
        self._event({"tempo": tempo, "frame": frame})

    def close(self) -> None:
        if self._file:
            self._event({"end": True})
            self._file.close()
            self._file = None

    def _know(self, request: ClipRequest) -> None:
        """Write a request, its ancestors first, once."""
        if request.key in self._known:
            return
        if request.after:
            self._know(request.after)
        self._known.add(request.key)
        own = {**replace(request, after=None).to_json(), "after": request.after and request.after.key}
        self._write({"clip": request.key, "request": own})

    def _event(self, event: dict[str, Any]) -> None:
        self._write({"at": self._position.playhead, "head": self._position.head, **event})

    def _write(self, line: dict[str, Any]) -> None:
        if self._file:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")


@dataclass(frozen=True)
class Event:
    """Something that happened when the playhead was at frame `at` and `head` frames were committed.

    Of `values` (parameters set) and `clips` (requests by stem, entering `deck`) one is not empty.
    """

    at: int
    head: int
    values: Mapping[str, Value]
    clips: Mapping[int, ClipRequest]
    deck: int = 0
    frame: int = 0
    origin: float = 0.0
    flipped: bool = False


@dataclass(frozen=True)
class Recorded:
    """A journal as read: how the session was set up, and its events in order."""

    model: str
    rate: int
    decks: int
    state: Mapping[str, Value]
    events: tuple[Event, ...]

    @property
    def start(self) -> int:
        """The first frame that sounds."""
        return min((event.frame for event in self.events if event.clips), default=0)

    @property
    def end(self) -> int:
        """Where the playhead was last."""
        return self.events[-1].at if self.events else 0


def read(path: Path) -> Recorded:
    """Read a journal; a last line cut short by a crash is left out.

    Raises JournalError, or OSError when it cannot be opened.
    """
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    try:
        records = list(_records(lines))
        header = records[0]
        if header["riffbridge"] != FORMAT:
            raise JournalError(f"{path}: format {header['riffbridge']}; this riffbridge reads format {FORMAT}")
        events = tuple(_events(records[1:]))
        return Recorded(header["model"], header["rate"], header["decks"], header["state"], events)
    except (KeyError, IndexError, TypeError, json.JSONDecodeError) as error:
        raise JournalError(f"{path} is not a riffbridge journal: {error!r}") from error


def _records(lines: list[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            if number < len(lines):
                raise


def _events(records: list[dict[str, Any]]) -> Iterator[Event]:
    requests: dict[str, ClipRequest] = {}
    for record in records:
        if "clip" in record:
            own = record["request"]
            requests[record["clip"]] = ClipRequest(**{**own, "after": own["after"] and requests[own["after"]]})
        elif "enter" in record:
            clips = {int(stem): requests[key] for stem, key in record["enter"].items()}
            where = {name: record[name] for name in ("deck", "frame", "origin", "flipped")}
            yield Event(record["at"], record["head"], {}, clips, **where)
        else:
            yield Event(record["at"], record["head"], record.get("set", {}), {})
