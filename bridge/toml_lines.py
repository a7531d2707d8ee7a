"""TOML with the lines that its keys are written in, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any


class TomlError(ValueError):
    """What is no TOML, and the line it is in, counted from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def parse(source: bytes) -> tuple[dict[str, Any], dict[str, int]]:
    """The data, and the line of each key, such as "output.kind" or "midi.cc[0].parameter". Raises TomlError."""
    try:
        content = source.decode("utf-8-sig")
        return tomllib.loads(content), dict(_lines(content))
    except UnicodeDecodeError as error:
        raise TomlError(source.count(b"\n", 0, error.start) + 1, "the text is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise _explained(str(error), content) from None
    except (ValueError, RecursionError):
        raise _too_much(content) from None


def _explained(text: str, content: str) -> TomlError:
    reason, _, place = text.partition(" (at ")
    numbers = re.match(r"line (\d+), column (\d+)", place)
    line, column = (int(numbers[1]), int(numbers[2])) if numbers else (content.count("\n") + 1, 1)
    again = _said_again(content, line) if reason.startswith("Cannot") else None
    return again or TomlError(line, f"not valid TOML at column {column}: {reason}")


def _too_much(content: str) -> TomlError:
    """What TOML allows and Python does not take; it does not tell the line, which is the longest, most likely."""
    lines = content.splitlines()
    longest = max(range(len(lines)), key=lambda number: len(lines[number]))
    return TomlError(longest + 1, "too much to read: thousands of digits in one number, or hundreds of nested brackets")


def _said_again(content: str, last: int) -> TomlError | None:
    """The latest key, up to the line `last`, that has been said before."""
    lines, mistake = dict[str, int](), None
    for key, line in _lines(content):
        if key in lines and line <= last:
            mistake = TomlError(line, f"{key} is said twice: line {lines[key]} says it first")
        lines.setdefault(key, line)
    return mistake


_NAME = r"\"[^\"]*\"|'[^']*'|[\w-]+"
_PATH = rf"((?:{_NAME})(?:\s*\.\s*(?:{_NAME}))*)"
_HEADER = re.compile(rf"\s*\[(\[)?\s*{_PATH}\s*\]")
_KEY = re.compile(rf"\s*{_PATH}\s*=")


def _lines(content: str) -> Iterator[tuple[str, int]]:
    """Each key and its line; this simple reading misses what is in inline tables."""
    section, counts = "", dict[str, int]()
    for number, line in enumerate(content.splitlines(), 1):
        if header := _HEADER.match(line):
            section = _joined(header[2])
            if header[1]:
                counts[section] = counts.get(section, -1) + 1
                section += f"[{counts[section]}]"
            yield section, number
        elif key := _KEY.match(line):
            yield f"{section}.{_joined(key[1])}".lstrip("."), number


def _joined(path: str) -> str:
    return ".".join(name.strip("\"'") for name in re.findall(_NAME, path))
