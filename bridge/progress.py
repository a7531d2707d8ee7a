"""What people see while they wait; on standard error, so that results can be piped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

console = Console(stderr=True, highlight=False)


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
def live_line() -> Iterator[Callable[[str], None]]:
    """One line at the bottom of the terminal; the function it gives says what stands there. Without a
    terminal it says nothing."""
    if not console.is_terminal:
        yield lambda _: None
        return
    with Live(console=console, auto_refresh=False, transient=True) as live:
        yield lambda text: live.update(Text(text, no_wrap=True, overflow="ellipsis"), refresh=True)
