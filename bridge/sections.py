"""The sections of the config: their options, with defaults and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bridge.options import (
    DEVICE,
    HOST,
    JACK_CLIENT,
    JACK_PORT,
    MODEL,
    OUTPUT,
    RECORDINGS,
    SETLIST,
    TARGET,
    folder,
    many,
    option,
    whole,
    xdg,
)
from bridge.params import MAX_DECKS


def _clips() -> Path:
    return xdg("XDG_CACHE_HOME", ".cache", "clips")


def _sessions() -> Path:
    return xdg("XDG_STATE_HOME", ".local/state", "")


CLIPS = option(_clips, folder(_clips))
SESSIONS = option(_sessions, folder(_sessions))
SETLISTS = option(None, SETLIST)


@dataclass(frozen=True)
class OutputOptions:
    """[output]: where the sound goes."""

    kind: str = option("auto", OUTPUT)
    connect: tuple[str, ...] = option((), many(JACK_PORT))
    client: str = option("riffbridge", JACK_CLIENT)


@dataclass(frozen=True)
class OscOptions:
    """[osc]: where messages come in and where state goes, as (host, port)."""

    host: str = option("127.0.0.1", HOST)
    port: int = option(9000, whole(0, 65535))
    targets: tuple[tuple[str, int], ...] = option((("127.0.0.1", 9001),), many(TARGET))


@dataclass(frozen=True)
class GeneratorOptions:
    """[generator]: what paints; `model` as `generators.catalogue` opens it; sizes in 10^6 bytes."""

    model: str = option("bundled", MODEL)
    device: str = option("auto", DEVICE)
    cache_folder: Path = CLIPS
    cache_disk_mb: int = option(1000, whole(0, 1_000_000, "MB"))
    cache_memory_mb: int = option(256, whole(16, 1_000_000, "MB"))


@dataclass(frozen=True)
class InstrumentOptions:
    """[instrument]: `rate` in frames per second is for the null and file outputs; others bring theirs."""

    decks: int = option(2, whole(1, MAX_DECKS))
    ahead_ms: int = option(80, whole(40, 1000, "ms"))
    rate: int = option(48000, whole(8000, 192_000, "frames per second"))


@dataclass(frozen=True)
class SessionOptions:
    """[session]: the folder for journals, scenes, recordings and JACK connections; the setlist, if it lies elsewhere;
    the kind of recordings."""

    folder: Path = SESSIONS
    setlist: Path | None = SETLISTS
    recordings: str = option("flac", RECORDINGS)


SECTIONS: Mapping[str, type] = {
    "output": OutputOptions,
    "osc": OscOptions,
    "generator": GeneratorOptions,
    "instrument": InstrumentOptions,
    "session": SessionOptions,
}
