"""A session as its journal tells it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridge.clock import Bars, Clock, Stretch
from bridge.journal import FORMAT
from bridge.params import Value
from generators.base import ClipRequest

HEADER = ("model", "rate", "decks", "state")


class JournalError(ValueError):
    """A journal that cannot be replayed; the text names file and line."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened when the playhead was at frame `at` and `head` frames were committed.

    Of `values` (parameters set), `clips` (alpha and request by stem, entering `deck`), `clock` and `bars` one is
    there.
    """

    at: int
    head: int
    values: Mapping[str, Value]
    clips: Mapping[int, tuple[float, ClipRequest]]
    deck: int = 0
    frame: int = 0
    downbeat: float = 0.0
    whole: bool = True
    turned: bool = False
    clock: Stretch | None = None
    bars: Bars | None = None


@dataclass(frozen=True, slots=True)
class Mixed:
    """From `frame` on the mix obeyed these controls: elements of the row by index; the others stay."""

    frame: int
    elements: Mapping[int, float]


@dataclass(frozen=True)
class Recorded:
    """A journal as read: how the session was set up, its events in order, and what the mix obeyed when.

    What was set is there but for init clips: the requests name theirs, and the files may be gone.
    """

    model: str
    rate: int
    decks: int
    state: Mapping[str, Value]
    events: tuple[Event, ...]
    mix: tuple[Mixed, ...]

    @property
    def start(self) -> int:
        """The first frame that sounds."""
        return min((event.frame for event in self.events if event.clips), default=0)

    @property
    def end(self) -> int:
        """Where the playhead was last."""
        return self.events[-1].at if self.events else 0

    def orphans(self, end: int) -> list[ClipRequest]:
        """What entered before the playhead was at `end` and has an init clip that is gone: only a cache may have it."""
        requests = [request for event in self.events if event.at < end for _, request in event.clips.values()]
        return [request for request in dict.fromkeys(requests) if request.init and not Path(request.init).exists()]

    def bar_begins(self, number: int) -> int:
        """The first frame of a bar, from 0; the last of all if the session does not come so far."""
        clock = Clock(self.rate, 120)
        for event in self.events:
            line = clock.frame_at(clock.bar_begins(number))
            if clock.started and event.at >= line:
                return round(line)
            if event.clock:
                clock.locate(event.clock.frame, event.clock.beat, event.clock.tempo)
            if event.bars:
                clock.count(event.bars)
        return self.end


def read(path: Path) -> Recorded:
    """Read a journal; a last line cut short by a crash is left out.

    Raises JournalError, or OSError when it cannot be opened.
    """
    reading = _Reading()
    with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            try:
                reading.take(line)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                reason = f"{error} is missing" if isinstance(error, KeyError) else error
                raise JournalError(f"{path} is not a journal of format {FORMAT}: line {number}: {reason}") from error
    if not reading.header:
        raise JournalError(f"{path} is not a journal of format {FORMAT}: it has no whole line")
    return Recorded(**reading.header, events=tuple(reading.events), mix=tuple(reading.mix))


class _Reading:
    """What the lines of a journal have said so far."""

    def __init__(self) -> None:
        self.header: dict[str, Any] = {}
        self.events: list[Event] = []
        self.mix: list[Mixed] = []
        self._requests: dict[str, ClipRequest] = {}

    def take(self, line: str) -> None:
        """Read one more; only the last may have been cut short.

        Raises AttributeError, KeyError, TypeError or ValueError for what no journal holds.
        """
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            if line.endswith("\n"):
                raise
            return
        if not isinstance(record, dict):
            raise TypeError("it is not an object")
        if not self.header:
            self.header = _header(record)
        elif "clip" in record:
            self._know(record["clip"], record["request"])
        elif "mix" in record:
            self.mix.append(Mixed(record["frame"], {int(index): value for index, value in record["mix"].items()}))
        else:
            self.events.append(self._event(record))

    def _know(self, key: str, own: Mapping[str, Any]) -> None:
        self._requests[key] = ClipRequest(**{**own, "after": own["after"] and self._requests[own["after"]]})

    def _event(self, record: Mapping[str, Any]) -> Event:
        at, head = record["at"], record["head"]
        if "enter" in record:
            clips = {int(stem): (alpha, self._requests[key]) for stem, (alpha, key) in record["enter"].items()}
            where = {name: record[name] for name in ("deck", "frame", "downbeat", "whole", "turned")}
            return Event(at, head, {}, clips, **where)
        if "clock" in record:
            return Event(at, head, {}, {}, clock=Stretch(*record["clock"]))
        if "bars" in record:
            return Event(at, head, {}, {}, bars=Bars(*record["bars"]))
        return Event(at, head, _without_init(record.get("set", {})), {})


def _header(record: dict[str, Any]) -> dict[str, Any]:
    """Raises KeyError for one that is not whole, ValueError for one of another format."""
    if record["riffbridge"] != FORMAT:
        raise ValueError(f"it is of format {record['riffbridge']}")
    header = {name: record[name] for name in HEADER}
    return header | {"state": _without_init(header["state"])}


def _without_init(values: Mapping[str, Value]) -> dict[str, Value]:
    return {address: value for address, value in values.items() if not address.endswith("/init")}
