"""What benchmarks share: their flags, and their results as tables for people and as JSON."""

from __future__ import annotations

import json
import math
import os
import platform
import shutil
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import rich.table
from rich.console import Console
from rich.markup import escape

from bridge.options import spare

POINTS = ("p50", "p95", "max")  # of `spread`
WIDTH = 120  # of a table that is not for a terminal


@dataclass
class Table:
    """Rows of results. `note` says what they mean; `common` belongs to each row, but is shown in the title only."""

    title: str
    columns: tuple[str, ...]
    common: dict[str, object] = field(default_factory=dict)
    rows: list[tuple[object, ...]] = field(default_factory=list)
    note: str = ""

    def add(self, *cells: object) -> None:
        self.rows.append(cells)

    def records(self) -> list[dict[str, object]]:
        rows = (map(_rounded, row) for row in self.rows)
        return [{**self.common, **dict(zip(self.columns, row, strict=True))} for row in rows]


def parser(name: str, text: str) -> ArgumentParser:
    """The command line of a benchmark: every one takes --json."""
    made = ArgumentParser(f"riffbridge bench {name}", description=text, allow_abbrev=False)
    made.add_argument("--json", type=Path, metavar="FILE", help="write the results to a file, too")
    made.add_argument("--overwrite", action="store_true", help="replace a file that is there already")
    return made


def parsed(made: ArgumentParser, arguments: Sequence[str] | None) -> Namespace:
    """The arguments; ends with a usage error, before anything is measured, where the results cannot be written."""
    args = made.parse_args(arguments)
    try:
        if args.json:
            spare([args.json], args.overwrite)
            if args.json.is_dir() or not os.access(args.json if args.json.exists() else args.json.parent, os.W_OK):
                raise ValueError(f"{args.json} cannot be written")
    except ValueError as error:
        made.error(f"--json: {error}")
    return args


def publish(tables: Iterable[Table], args: Namespace) -> None:
    """Print each table as soon as it is measured, and at the end write all to the file that was asked for."""
    console, done = Console(highlight=False), list[Table]()
    if not console.is_terminal:
        console.width = WIDTH
    for table in tables:
        console.print(_rich(table), soft_wrap=True)
        console.print(escape(table.note) + "\n" * bool(table.note), soft_wrap=True)
        done.append(table)
    if args.json:
        args.json.write_text(json.dumps(_document(done, args), indent=1, default=str) + "\n")


def _rich(table: Table) -> rich.table.Table:
    made = rich.table.Table(
        title=escape(table.title), title_justify="left", box=None, pad_edge=False, header_style="bold"
    )
    for index, column in enumerate(table.columns):
        numbers = all(isinstance(row[index], int | float | None) for row in table.rows)
        made.add_column(escape(column.replace(" ", "\n", 1)), justify="right" if numbers else "left", vertical="bottom")
    for row in table.rows:
        made.add_row(*(escape(shown(cell)) for cell in row))
    return made


def shown(value: object) -> str:
    """A number with three digits that count, a truth as yes or no, nothing as a dash."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, float) or not math.isfinite(value) or value == 0:
        return str(value)
    return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def _rounded(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value


def _document(tables: Sequence[Table], args: Namespace) -> dict[str, Any]:
    settings = {name: value for name, value in vars(args).items() if name not in ("json", "overwrite")}
    return {"machine": machine(), "settings": settings, "tables": {table.title: table.records() for table in tables}}


def machine() -> dict[str, object]:
    """Where and when."""
    return {
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "system": platform.platform(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
    }


def spread(values: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    """POINTS: median, 95th percentile and maximum; None where there is nothing."""
    if not values:
        return None, None, None
    return float(np.median(values)), float(np.percentile(values, 95)), float(max(values))


def need(made: ArgumentParser, *tools: str) -> None:
    """End with a usage error where a program is missing."""
    if missing := [tool for tool in tools if not shutil.which(tool)]:
        made.error(f"needs {' and '.join(missing)}; `./riffbridge test` installs what is missing")


def published(name: str, tables: Iterable[Table], args: Namespace) -> int:
    """Publish what is measured on a running instrument; returns the exit status."""
    try:
        publish(tables, args)
    except (RuntimeError, TimeoutError, AssertionError) as error:
        print(f"riffbridge bench {name}: {error}", file=sys.stderr)
        return 1
    return 0
