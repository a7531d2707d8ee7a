"""What people see while they wait; on standard error, so that results can be piped."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from logging.handlers import QueueHandler
from queue import Empty, Full, Queue

from rich.console import Console
from rich.live import Live
from rich.logging import RichHandler
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

console = Console(stderr=True, highlight=False)

WAITING = 500  # log records, for a terminal that does not move
LEAVE_S = 0.3
WHOLE = {"whole": True}  # `extra` of what is logged to be copied: it is not broken into lines


def complain(text: str) -> None:
    """Say what went wrong, in red where there are colours."""
    console.print(f"riffbridge: {text}", style="red", markup=False, soft_wrap=True)


def tell(text: str) -> None:
    """Say what is worth knowing."""
    console.print(f"riffbridge: {text}", markup=False, soft_wrap=True)


@contextmanager
def bar(text: str, total: float) -> Iterator[Callable[[float], None]]:
    """A progress bar; the function it gives takes how much of `total` is done by now."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(text, total=total)
        yield lambda done: progress.update(task, completed=done)


@contextmanager
def busy(text: str) -> Iterator[None]:
    """A spinner for what has no measure; one plain line where there is no terminal."""
    if not console.is_terminal:
        console.print(f"{text} ...")
        yield
        return
    with console.status(f"{text} ..."):
        yield


@contextmanager
def terminal() -> Iterator[Callable[[str], None]]:
    """What is logged goes to standard error, and nobody ever waits for it. The function it gives says what
    stands in the last line of the terminal; without a terminal it says nothing.
    """
    root, writer = logging.getLogger(), _Writer()
    level = root.level
    root.addHandler(writer)
    root.setLevel(logging.INFO)
    try:
        yield writer.show
    finally:
        root.removeHandler(writer)
        root.setLevel(level)
        writer.leave()


class _Writer(QueueHandler):
    """Writes in a thread of its own: a terminal that is stopped (Ctrl-S) or slow (ssh) stops no one else.

    Of the lines to show it keeps the latest; of the records as many as there is room for, and counts the rest.
    Any thread may log; `show` and `leave` belong to one.
    """

    def __init__(self) -> None:
        self._records: Queue[logging.LogRecord] = Queue(WAITING)
        super().__init__(self._records)
        # A file of its own: the lock of sys.stderr, held at a stopped terminal, would not let Python exit.
        descriptor = os.dup(sys.__stderr__.fileno()) if sys.__stderr__ else os.open(os.devnull, os.O_WRONLY)
        self._console = Console(file=os.fdopen(descriptor, "w", errors="replace"), highlight=False)
        self._printer = RichHandler(console=self._console, show_path=False)
        self._line = self._shown = ""
        self._dropped = self._told = 0  # how many records there was no room for, and how many of them this was said
        self._news = threading.Event()
        self._leaving = False
        self._thread = threading.Thread(target=self._run, name="terminal", daemon=True)
        self._thread.start()

    def enqueue(self, record: logging.LogRecord) -> None:
        try:
            self._records.put_nowait(record)
        except Full:
            self._dropped += 1  # under the handler's lock
        self._news.set()

    def show(self, line: str) -> None:
        self._line = line
        self._news.set()

    def leave(self) -> None:
        """Write what is left, as far as the terminal takes it within a moment."""
        self._leaving = True
        self._news.set()
        self._thread.join(LEAVE_S)

    def _run(self) -> None:
        live = Live(
            console=self._console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False
        )
        with suppress(OSError), self._console.file:  # a terminal that is gone has nobody to be told
            with live if self._console.is_terminal else nullcontext():
                while not self._leaving:
                    self._news.wait()
                    self._news.clear()
                    self._print_records()
                    self._print_line(live)
            self._print_records()

    def _print_line(self, live: Live) -> None:
        if self._line != self._shown and self._console.is_terminal:
            self._shown = self._line
            live.update(Text(self._shown, no_wrap=True, overflow="ellipsis"), refresh=True)

    def _print_records(self) -> None:
        while True:
            try:
                record = self._records.get_nowait()
            except Empty:
                break
            if getattr(record, "whole", False):
                self._console.print(record.getMessage(), markup=False, soft_wrap=True)
            else:
                self._printer.emit(record)  # `handle` would hold a lock that Python waits for when it exits
        if dropped := self._dropped - self._told:
            self._told += dropped
            self._console.print(f"{dropped} more messages")
