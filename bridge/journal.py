"""The journal of a session: what was set, what was painted, what entered where. `session.py` reads it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Protocol

import numpy as np

from bridge.clock import Bars, Stretch
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
        try:
            yield
            if self._moment[0] - self._written >= self._second:
                self._event({})
        finally:
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
