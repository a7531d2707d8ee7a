"""Where the sound goes: JACK, a PortAudio device, a file, or nowhere at the right pace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bridge.feed import Feed

KINDS = "auto, jack, portaudio, portaudio:DEVICE, file:PATH.wav, file:PATH.flac, null"


class OutputError(Exception):
    """The output cannot be used; the text says why and what there is instead."""


@dataclass(frozen=True)
class Opened:
    """What was opened: frames per second, the largest block in frames, and a line for the performer."""

    rate: int
    blocksize: int
    detail: str


class Output(Protocol):
    """`open`, then `start`, then `close`, once each, in one thread of the audio process.

    `open` raises OutputError. From `start` on, a thread of the output calls `feed.process` for each block.
    """

    name: str

    def open(self) -> Opened: ...

    def start(self, feed: Feed) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Setup:
    """What an output may need to know. `remembered` is None if this client was never here before."""

    decks: int
    client_name: str
    rate: int | None
    period: int | None
    connect: tuple[str, ...]
    remembered: tuple[tuple[str, str], ...] | None
    tell: Callable[[dict[str, object]], None]
    lost: Callable[[str], None]


def check(spec: str) -> None:
    """Raises OutputError for a text that names no output."""
    kind, _, argument = spec.partition(":")
    if kind == "file" and not argument.lower().endswith((".wav", ".flac")):
        raise OutputError(f"{spec!r}: a file's name must end in .wav or .flac")
    if kind not in {"portaudio", "file"} and (kind not in {"auto", "jack", "null"} or argument):
        raise OutputError(f"{spec!r} is no output; there are {KINDS}")


def open_output(spec: str, setup: Setup) -> tuple[Output, Opened]:
    """Open the output that the text names. Raises OutputError."""
    check(spec)
    if spec == "auto":
        return _open_first(setup)
    output = _output(spec, setup)
    return output, output.open()


def _open_first(setup: Setup) -> tuple[Output, Opened]:
    """A running JACK server, else the default PortAudio device, else nothing but the right pace."""
    reasons = []
    for spec in ("jack", "portaudio"):
        try:
            output = _output(spec, setup)
            return output, output.open()
        except OutputError as error:
            reasons.append(str(error))
    output = _output("null", setup)
    opened = output.open()
    hint = "start a JACK server or choose file:PATH.wav to listen"
    return output, Opened(opened.rate, opened.blocksize, f"no sound: {'; '.join(reasons)}; {hint}")


def _output(spec: str, setup: Setup) -> Output:
    kind, _, argument = spec.partition(":")
    if kind == "jack":
        from bridge.outputs.jack import JackOutput

        return JackOutput(setup)
    if kind == "portaudio":
        from bridge.outputs.portaudio import PortAudioOutput

        return PortAudioOutput(setup, argument)
    if kind == "file":
        from bridge.outputs.file import FileOutput

        return FileOutput(setup, argument)
    from bridge.outputs.null import NullOutput

    return NullOutput(setup)
