"""What an option of the config may be: in words for people, as a conversion for the program."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bridge.params import shown

OUTPUTS = ("auto", "jack", "portaudio", "null")
SOUND_FILES = (".wav", ".flac")
MODELS = ("bundled", "tone", "tone:mono")
DEVICES = ("auto", "cpu", "cuda", "mps")


@dataclass(frozen=True)
class Allowed:
    """`convert` gives the value to work with, and raises ValueError for one that is not allowed: with
    a text where there is more to say than `words`. `names` are the spellings to suggest."""

    words: str
    convert: Callable[[object], Any]
    names: tuple[str, ...] = ()

    def check(self, value: object) -> Any:
        """The converted value. Raises ValueError naming the value and what is allowed."""
        try:
            return self.convert(value)
        except ValueError as error:
            reason = str(error) or f"{shown(value)} is not {self.words}"
            raise ValueError(reason + self._near(value)) from None

    def _near(self, value: object) -> str:
        near = get_close_matches(value, self.names, n=1) if isinstance(value, str) else []
        return f"; did you mean {near[0]}?" if near else ""


def option(default: Any, allowed: Allowed) -> Any:
    """A field of a section: its default, or a function that makes it, and what is allowed."""
    if callable(default):
        return field(default_factory=default, metadata={"allowed": allowed})
    return field(default=default, metadata={"allowed": allowed})


def whole(low: int, high: int, unit: str = "") -> Allowed:
    def convert(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return Allowed(f"a whole number from {low} to {high}{' ' + unit if unit else ''}", convert)


def real(low: float, high: float, unit: str = "") -> Allowed:
    def convert(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ValueError
        return float(value)

    return Allowed(f"a number from {low:g} to {high:g}{' ' + unit if unit else ''}", convert)


def text(words: str, pattern: str, names: tuple[str, ...] = ()) -> Allowed:
    """A text that matches the whole pattern."""

    def convert(value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise ValueError
        return value

    return Allowed(words, convert, names)


def many(of: Allowed) -> Allowed:
    """A list of such values; becomes a tuple."""

    def convert(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError
        values, mistakes = [], []
        for item in value:
            try:
                values.append(of.check(item))
            except ValueError as error:
                mistakes.append(str(error))
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return tuple(values)

    return Allowed(f"a list, each of it {of.words}", convert)


def folder(default: Callable[[], Path]) -> Allowed:
    """A folder that need not exist yet; "" stands for the default."""

    def convert(value: object) -> Path:
        if not isinstance(value, str) or "\0" in value:
            raise ValueError
        path = Path(value).expanduser().absolute() if value else default()
        if path.exists() and not path.is_dir():
            raise ValueError(f"{shown(value)} is a file, not a folder")
        return path

    return Allowed('a folder, or "" for the usual one', convert)


def xdg(variable: str, otherwise: str, name: str) -> Path:
    """Folder or file `name` where the XDG base directory specification puts it; `otherwise` is below $HOME."""
    base = Path(os.environ.get(variable, ""))
    return (base if base.is_absolute() else Path.home() / otherwise) / "riffbridge" / name


def _output(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    kind, _, detail = value.partition(":")
    if kind == "file":
        return f"file:{sound_file(detail)}"
    if kind not in OUTPUTS or (":" in value and not (kind == "portaudio" and detail)):
        raise ValueError
    return value


def sound_file(name: str) -> Path:
    """The path of a sound file to write. Raises ValueError."""
    return output_file(name, SOUND_FILES)


def output_file(name: str, suffixes: tuple[str, ...]) -> Path:
    """The path of a file of some kind to write. Raises ValueError."""
    path = Path(name).expanduser()
    if path.suffix.lower() not in suffixes or "\0" in name:
        raise ValueError(f"{shown(name)} is not the name of a {' or '.join(suffixes)} file")
    if not path.parent.is_dir():
        raise ValueError(f"there is no folder {shown(str(path.parent))} to write {path.name} into")
    return path


def spare(paths: Iterable[Path], overwrite: bool) -> None:
    """Raises ValueError for files to write that are there already, unless they may be overwritten."""
    taken = [] if overwrite else [path for path in paths if path.exists()]
    if len(taken) == 1:
        raise ValueError(f"{taken[0]} is there already; --overwrite replaces it")
    if taken:
        raise ValueError(f"{taken[0]} and {len(taken) - 1} more are there already; --overwrite replaces them")


def _model(value: object) -> str:
    from generators.catalogue import TONE, find_checkpoint

    if not isinstance(value, str) or not value or "\0" in value:
        raise ValueError
    if value != "bundled" and not TONE.fullmatch(value):
        find_checkpoint(value)
    return value


def _target(value: object) -> tuple[str, int]:
    match = re.fullmatch(r"\[?([^\s\]]+?)\]?:(\d{1,5})", value) if isinstance(value, str) else None
    if not match or not 0 < int(match[2]) < 65536:
        raise ValueError
    return match[1], int(match[2])


def _setlist(value: object) -> Path | None:
    if not isinstance(value, str) or "\0" in value or (value and not value.endswith(".toml")):
        raise ValueError
    return Path(value).expanduser().absolute() if value else None


SETLIST = Allowed('the name of a .toml file, or "" for setlist.toml beside the scenes', _setlist)
OUTPUT = Allowed("auto, jack, portaudio, portaudio:DEVICE, file:PATH.wav, file:PATH.flac or null", _output, OUTPUTS)
MODEL = Allowed("the name of a generator (see `riffbridge generators`) or the path of a checkpoint", _model, MODELS)
DEVICE = text("auto, cpu, cuda, cuda:NUMBER or mps", r"auto|cpu|cuda(:\d+)?|mps", DEVICES)
RECORDINGS = text("flac or wav", r"flac|wav", ("flac", "wav"))
HOST = text("a host name or address", r"[^\s/]+")
TARGET = Allowed('HOST:PORT, as in "127.0.0.1:9001"', _target)
JACK_PORT = text("a JACK port, client, or pattern of port names", r"[^\0]+")
MIDI_INPUT = text("the name of a MIDI input, or a pattern of names", r"[^\0]+")
JACK_CLIENT = text("a name of at most 32 characters without a colon", r"[^:\0]{1,32}")
