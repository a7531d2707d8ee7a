"""The journal of a session: what was set, what was painted, what entered where; and its replay."""

from __future__ import annotations

import itertools
import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Protocol

import numpy as np

from bridge.clock import Bars, Clock, Stretch
from bridge.controls import Floats
from bridge.decks import Keyframe
from bridge.params import Value
from generators.base import ClipRequest

log = logging.getLogger(__name__)

FORMAT = 3


class Position(Protocol):
    """Where the performance is; see `stage.Stage`."""

    @property
    def playhead(self) -> int: ...
    @property
    def head(self) -> int: ...


class JournalError(ValueError):
    """A journal that cannot be replayed; the text names file and line."""


def new_journal(folder: Path) -> Path:
    """An empty file named after now, and nobody else's: two sessions may begin in one second. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    for number in itertools.count(1):
        path = folder / f"{stamp}{f'-{number}' if number > 1 else ''}.jsonl"
        with suppress(FileExistsError):
            path.touch(exist_ok=False)
            break
    return path


class Journal:
    """Append-only record of a session, a line of JSON for each event. Belongs to the control thread.

    Each line reaches the operating system before the next begins, so it outlives the process however
    that ends. Without a path nothing is kept.
    """

    def __init__(
        self,
        path: Path | None,
        header: Mapping[str, Any],
        position: Position,
        on_error: Callable[[str], None] = log.error,
    ) -> None:
        """`header`: model, rate, decks and the state at the start. `on_error` is told, once, when the file
        can no longer be written: the show goes on without. Raises OSError if it cannot be created."""
        self.path = path
        self._position = position
        self._on_error = on_error
        self._moment: tuple[int, int] | None = None
        self._file: IO[str] | None = None
        self._known: set[str] = set()
        self._mixed: Floats = np.empty(0, np.float32)
        self._second = header.get("rate", 0)  # in frames
        self._written = 0  # the frame of the last event
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a", encoding="utf-8", buffering=1)
        self._write({"riffbridge": FORMAT, **header})

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Whatever happens in this block happens at one frame, and replay keeps it together.

        If nothing has happened for a second, that is written, too: a session that is killed is known until then.
        """
        self._moment = self._position.playhead, self._position.head
        yield
        if self._moment[0] - self._written >= self._second:
            self._event({})
        self._moment = None

    def set(self, values: Mapping[str, Value]) -> None:
        """Parameters that were set at one instant."""
        self._event({"set": dict(values)})

    def entered(
        self, deck: int, keyframes: Mapping[int, Keyframe], frame: int, downbeat: float, whole: bool, turned: bool
    ) -> None:  # fmt: skip
        """Keyframes that entered stems of a deck: see `Deck.enter`."""
        for _, clip in keyframes.values():
            self._know(clip.request)
        stems = {str(stem): [alpha, clip.request.key] for stem, (alpha, clip) in keyframes.items()}
        self._event(
            {"enter": stems, "deck": deck, "frame": frame, "downbeat": downbeat, "whole": whole, "turned": turned}
        )

    def located(self, stretch: Stretch) -> None:
        """The clock goes on from here."""
        self._event({"clock": [stretch.frame, stretch.beat, stretch.tempo]})

    def counted(self, bars: Bars) -> None:
        """Bars are counted so from there."""
        self._event({"bars": [bars.beat, bars.metre, bars.number]})

    def mixed(self, frame: int, row: Floats) -> None:
        """The mix obeys this row of controls from `frame` on: what was set, at the frame at which it was heard. Only
        what differs from the row before is kept."""
        before = self._mixed if self._mixed.size else np.full_like(row, np.nan)
        new = {index: float(str(row[index])) for index in np.flatnonzero(row != before).tolist()}  # shortest digits
        self._mixed = row
        self._write({"mix": new, "frame": frame})

    def close(self) -> None:
        self._event({"end": True})
        if self._file:
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
        at, head = self._moment or (self._position.playhead, self._position.head)
        self._written = at
        self._write({"at": at, "head": head, **event})

    def _write(self, line: dict[str, Any]) -> None:
        if not self._file:
            return
        try:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        file, self._file = self._file, None
        if file:
            with suppress(OSError):  # it would write what is left in its buffer
                file.close()
            self._on_error(f"the journal {file.name} ends here: {error.strerror or error}")


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
    """A journal as read: how the session was set up, its events in order, and what the mix obeyed when."""

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
    try:
        with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
            records = _records(lines)
            header = next(records)
            if header["riffbridge"] != FORMAT:
                raise JournalError(f"{path}: format {header['riffbridge']}; this riffbridge reads format {FORMAT}")
            events = tuple(_events(records))
            mix = tuple(event for event in events if isinstance(event, Mixed))
            others = tuple(event for event in events if isinstance(event, Event))
            return Recorded(header["model"], header["rate"], header["decks"], header["state"], others, mix)
    except (KeyError, StopIteration, TypeError, json.JSONDecodeError) as error:
        raise JournalError(f"{path} is not a riffbridge journal: {error!r}") from error


def _records(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Each whole line; only the last may have been cut short."""
    for line in lines:
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            if line.endswith("\n"):
                raise


def _events(records: Iterable[dict[str, Any]]) -> Iterator[Event | Mixed]:
    requests: dict[str, ClipRequest] = {}
    for record in records:
        if "clip" in record:
            own = record["request"]
            requests[record["clip"]] = ClipRequest(**{**own, "after": own["after"] and requests[own["after"]]})
        elif "enter" in record:
            clips = {int(stem): (alpha, requests[key]) for stem, (alpha, key) in record["enter"].items()}
            where = {name: record[name] for name in ("deck", "frame", "downbeat", "whole", "turned")}
            yield Event(record["at"], record["head"], {}, clips, **where)
        elif "mix" in record:
            yield Mixed(record["frame"], {int(index): value for index, value in record["mix"].items()})
        elif "clock" in record:
            yield Event(record["at"], record["head"], {}, {}, clock=Stretch(*record["clock"]))
        elif "bars" in record:
            yield Event(record["at"], record["head"], {}, {}, bars=Bars(*record["bars"]))
        else:
            yield Event(record["at"], record["head"], record.get("set", {}), {})
