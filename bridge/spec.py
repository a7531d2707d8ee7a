"""What a value may be: its type and range, in words for people and as a check for the program."""

from __future__ import annotations

import math
import os
import re
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Literal

Value = bool | int | float | str
Latency = Literal["mix", "morph", "bend", "paint"]

MAX_TEXT = 1000


class ParamError(ValueError):
    """A value or address the table does not allow; the text says what it does allow."""


@dataclass(frozen=True)
class Spec:
    """What the table says of one parameter: `path` as in /deck/1/PATH or /PATH."""

    path: str
    type: type[Value]
    default: Value
    doc: str
    latency: Latency
    low: float = -math.inf
    high: float = math.inf
    unit: str = ""
    choices: tuple[Value, ...] = ()
    is_file: bool = False
    kept: bool = True  # in scenes

    @property
    def allowed(self) -> str:
        """The allowed values in words."""
        if self.choices:
            return "one of " + ", ".join(map(str, self.choices))
        if self.type is bool:
            return "0 or 1"
        if self.is_file:
            return "a sound file or spectrogram image, or an empty text for none"
        if self.type is str:
            return f"a text of at most {MAX_TEXT} characters"
        kind = "a whole number" if self.type is int else "a number"
        return f"{kind} from {self.low:.10g} to {self.high:.10g}{' ' + self.unit if self.unit else ''}"

    def check(self, value: object) -> Value:
        """The value as this parameter's type. Raises ParamError naming the value and what is allowed."""
        checked = self.check_unopened(value)
        if self.is_file and checked and (reason := _unfit(str(checked))):
            raise ParamError(f"{_end_of(str(checked))!r} is not {self.allowed}: {reason}")
        return checked

    def check_unopened(self, value: object) -> Value:
        """The same, without a look at a file, which may lie on a disk that hangs."""
        checked = self._converted(value)
        if checked is None or not self._inside(checked):
            raise ParamError(f"{shown(value)} is not {self.allowed}")
        return checked

    def _converted(self, value: object) -> Value | None:
        if self.type is str:
            text = value if isinstance(value, str) else None
            return _whole_path(text) if text and self.is_file else text
        if isinstance(value, bool):
            return value if self.type is bool else None
        if not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:  # nor NaN
            return None
        if self.type is float:
            return float(value)
        if value != int(value):
            return None
        whole = int(value)
        return whole if self.type is int else {0: False, 1: True}.get(whole)

    def _inside(self, value: Value) -> bool:
        if self.choices:
            return value in self.choices
        if isinstance(value, str):
            return len(value) <= MAX_TEXT and is_text(value)
        return self.low <= value <= self.high


def is_text(value: str) -> bool:
    """True if it can be written to a file, an OSC message, a path: no NUL, no lone surrogates."""
    return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)


def _whole_path(path: str) -> str:
    """The path from wherever a journal or a scene is read again."""
    return os.path.abspath(os.path.expanduser(path))


def _end_of(path: str) -> str:
    """As an error text has it: a file's name is at the end."""
    return path if len(path) <= 100 else f"...{path[-97:]}"


def _unfit(path: str) -> str:
    """Why a file cannot be an init clip; empty if it can, as far as its beginning tells."""
    try:
        status = os.stat(path)
    except OSError as error:
        return error.strerror or str(error)
    if not stat.S_ISREG(status.st_mode):
        return "it is not a file"
    return _content_unfit(path, status.st_ctime_ns, status.st_size)


@lru_cache(maxsize=256)  # a knob may be turned through files
def _content_unfit(path: str, changed: int, size: int) -> str:  # noqa: ARG001
    """The same for what is a file; `changed` and `size` only tell its versions apart."""
    from generators.init_file import seconds  # a quarter of a second, with SciPy

    try:
        seconds(Path(path))
    except ValueError as error:
        return str(error)
    return ""


def shown(value: object) -> str:
    """A value as an error text quotes it, not too long; a number to the 7 digits that OSC carries."""
    try:
        text = repr(float(f"{value:.7g}") if isinstance(value, float) else value)
    except (ValueError, RecursionError):  # thousands of digits, or tables within tables
        return "what is too large to be shown"
    return text if len(text) <= 60 else text[:57] + "..."


def unknown(name: str, known: Iterable[str]) -> str:
    """Error text for a name that is not among the known ones, with the nearest of them."""
    near = get_close_matches(name, list(known), n=1)
    return f"{shown(name)} is unknown" + (f"; did you mean {near[0]}?" if near else "")


def unknown_address(address: str, known: Iterable[str], decks: int) -> str:
    """The same for an OSC address; for that of a deck that is not there, how many there are."""
    number = re.match(r"/deck/(\d{1,9})/", address)
    if number and not 1 <= int(number[1]) <= decks:
        there = "is 1 deck" if decks == 1 else f"are {decks} decks"
        return f"{shown(address)} is unknown; there {there} (see --decks)"
    names = list(known)
    return unknown(address, [name for name in names if number and name.startswith(number[0])] or names)
