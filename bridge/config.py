"""The config of one run: default.toml, beside this file, says what each option is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from bridge.midi import MidiMap, parse_midi
from bridge.options import (
    DEVICE,
    HOST,
    JACK_CLIENT,
    JACK_PORT,
    MIDI_INPUT,
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
from bridge.params import MAX_DECKS, ParamError, Params, Value, shown, table, unknown
from bridge.toml_lines import TomlError, parse
from generators.cache import CacheSettings

DEFAULT_FILE = Path(__file__).with_name("default.toml")


class ConfigError(ValueError):
    """Everything that is wrong with a config: one text per mistake in `texts`."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__("\n".join(texts))
        self.texts = texts


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


@dataclass(frozen=True)
class Config:
    """Checked and complete. `start` holds parameters by OSC address; `midi_inputs` are names and patterns."""

    output: OutputOptions = field(default_factory=OutputOptions)
    osc: OscOptions = field(default_factory=OscOptions)
    generator: GeneratorOptions = field(default_factory=GeneratorOptions)
    instrument: InstrumentOptions = field(default_factory=InstrumentOptions)
    session: SessionOptions = field(default_factory=SessionOptions)
    start: Mapping[str, Value] = field(default_factory=dict)
    midi: MidiMap = field(default_factory=MidiMap)
    midi_inputs: tuple[str, ...] = ("*",)
    file: Path | None = None


SECTIONS: Mapping[str, type] = {
    "output": OutputOptions,
    "osc": OscOptions,
    "generator": GeneratorOptions,
    "instrument": InstrumentOptions,
    "session": SessionOptions,
}


def cache_settings(config: Config) -> CacheSettings:
    """Where the generator keeps its clips, and how many."""
    generator = config.generator
    folder = generator.cache_folder if generator.cache_disk_mb else None
    return CacheSettings(folder, generator.cache_memory_mb * 10**6, generator.cache_disk_mb * 10**6)


def user_file() -> Path | None:
    """The user's own config file, if there is one."""
    path = xdg("XDG_CONFIG_HOME", ".config", "config.toml")
    return path if path.is_file() else None


def load(
    path: Path | None, overrides: Mapping[str, object] | None = None, names: Mapping[str, str] | None = None
) -> Config:
    """The defaults, changed by the file and then by `overrides`, both checked.

    `overrides` has keys such as "output.kind" or "start./tempo"; `names` says what to call them in a
    mistake's text, for instance by the flag they came from. Raises ConfigError with every mistake.
    """
    overrides, names = overrides or {}, names or {}
    try:
        data, lines = parse(path.read_bytes() if path else b"")
    except OSError as error:
        raise ConfigError([f"{path}: cannot be read: {error.strerror}"]) from None
    except TomlError as error:
        raise ConfigError([f"{path}:{error.line}: {error}"]) from None
    for key, value in overrides.items():
        section, _, name = key.partition(".")
        if isinstance(data.setdefault(section, {}), dict):
            data[section][name] = value
    return _Check(data, path, lines, {key: names.get(key, key) for key in overrides}).config()


class _Check:
    """One pass over the data that notes every mistake and then gives the config, or raises."""

    def __init__(
        self, data: Mapping[str, Any], path: Path | None, lines: Mapping[str, int], flags: Mapping[str, str]
    ) -> None:
        self.data, self.path, self.lines, self.flags = data, path, lines, flags
        self.mistakes: list[str] = []

    def config(self) -> Config:
        for name, value in self.data.items():
            self._check_name(name, value)
        options = {name: self._section(name, kind) for name, kind in SECTIONS.items()}
        decks = self._decks(options["instrument"])
        start, midi, midi_inputs = self._start(decks), self._midi(decks), self._midi_inputs()
        if self.mistakes:
            raise ConfigError(self.mistakes)
        sections: dict[str, Any] = {name: kind(**options[name]) for name, kind in SECTIONS.items()}
        return Config(**sections, start=start, midi=midi, midi_inputs=midi_inputs, file=self.path)

    def _decks(self, instrument: Mapping[str, Any]) -> int:
        refused = "decks" in self._table("instrument") and "decks" not in instrument
        return MAX_DECKS if refused else InstrumentOptions(**instrument).decks

    def _note(self, key: str, mistake: str) -> None:
        line = f":{self.lines[key]}" if key in self.lines else ""
        place = self.flags.get(key) or f"{self.path}{line}: {key}"
        self.mistakes.append(f"{place}: {mistake}")

    def _check_name(self, name: str, value: object) -> None:
        known = [*SECTIONS, "start", "midi"]
        if name not in known:
            self._note(name, f"{unknown(name, known)} (the sections are {', '.join(known)})")
        elif not isinstance(value, dict):
            self._note(name, f"{shown(value)} is not a section: write [{name}], and its options below")

    def _table(self, name: str) -> Mapping[str, Any]:
        value = self.data.get(name, {})
        return value if isinstance(value, dict) else {}

    def _section(self, name: str, kind: type) -> dict[str, Any]:
        allowed = {f.name: f.metadata["allowed"] for f in fields(kind)}
        values = {}
        for key, value in self._table(name).items():
            try:
                if key not in allowed:
                    raise ValueError(f"{unknown(key, allowed)} (the options of [{name}] are {', '.join(allowed)})")
                values[key] = allowed[key].check(value)
            except ValueError as error:
                self._note(f"{name}.{key}", str(error))
        return values

    def _start(self, decks: int) -> dict[str, Value]:
        params, values = Params(decks), {}
        for address, value in self._table("start").items():
            try:
                values[address] = params.slot(address).spec.check(value)
            except ParamError as error:
                beyond = address in table(MAX_DECKS) and address not in params.slots
                hint = f"there is no such deck: instrument.decks is {decks}"
                self._note(f"start.{address}", hint if beyond else str(error))
        return values

    def _midi_inputs(self) -> tuple[str, ...]:
        inputs: tuple[str, ...] = Config.midi_inputs
        try:
            inputs = many(MIDI_INPUT).check(self._table("midi").get("inputs", inputs))
        except ValueError as error:
            self._note("midi.inputs", str(error))
        return inputs

    def _midi(self, decks: int) -> MidiMap:
        midi, mistakes = parse_midi(self._table("midi"), decks)
        for mistake in mistakes:
            key, _, reason = mistake.partition(": ")
            self._note(key, reason)
        return midi
