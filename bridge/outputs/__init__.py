"""Where the sound goes: JACK, a PortAudio device, a file, or nowhere at the right pace."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from bridge.connections import Links
from bridge.feed import Feed


class OutputError(Exception):
    """The output cannot be used; the text says why and what there is instead."""


@dataclass(frozen=True)
class Opened:
    """What plays: the kind of output, frames per second, the largest block in frames, a line for the performer, how
    many inputs there are."""

    output: str
    rate: int
    blocksize: int
    detail: str
    inputs: int = 0


class Output(Protocol):
    """`open`, then `start`, then `close`, once each, in one thread of the audio process.

    `open` raises OutputError. From `start` on, a thread of the output calls `feed.process` for each block.
    `obey` carries out a command of the main process: `lead` JACK's transport, or `release` it.
    """

    def obey(self, command: str) -> None: ...

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
    remembered: Links | None
    tell: Callable[[dict[str, object]], None]
    lost: Callable[[str], None]


def open_output(spec: str, setup: Setup) -> tuple[Output, Opened]:
    """Open the output that the text, one that `options.OUTPUT` allows, names. Raises OutputError."""
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
    return output, replace(opened, detail=f"no sound: {'; '.join(reasons)}; {hint}")


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


@contextmanager
def quiet() -> Iterator[None]:
    """Hide what C libraries write to file descriptor 2: ALSA's complaints repeat what we say ourselves."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
