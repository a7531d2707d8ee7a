"""The config of one run: default.toml, beside this file, says what each option is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from bridge.midi import MidiMap, parse_midi
from bridge.options import MIDI_INPUT, many, xdg
from bridge.params import MAX_DECKS, ParamError, Params, Value, shown, table, unknown
from bridge.sections import SECTIONS, GeneratorOptions, InstrumentOptions, OscOptions, OutputOptions, SessionOptions
from bridge.toml_lines import TomlError, parse
from generators.cache import CacheSettings

DEFAULT_FILE = Path(__file__).with_name("default.toml")


class ConfigError(ValueError):
    """Everything that is wrong with a config: one text per mistake in `texts`."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__("\n".join(texts))
        self.texts = texts


@dataclass(frozen=True)
class Config:
    """Checked and complete. `start` holds parameters by OSC address; `midi_inputs` are names and patterns; `warnings`
    are of mistakes in the file that did not matter."""

    output: OutputOptions = field(default_factory=OutputOptions)
    osc: OscOptions = field(default_factory=OscOptions)
    generator: GeneratorOptions = field(default_factory=GeneratorOptions)
    instrument: InstrumentOptions = field(default_factory=InstrumentOptions)
    session: SessionOptions = field(default_factory=SessionOptions)
    start: Mapping[str, Value] = field(default_factory=dict)
    midi: MidiMap = field(default_factory=MidiMap)
    midi_inputs: tuple[str, ...] = ("*",)
    file: Path | None = None
    warnings: tuple[str, ...] = ()


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
    mistake's text, for instance by the flag they came from. Raises ConfigError with every mistake; one in a value of
    the file that is overridden is a warning where there is no other.
    """
    overrides, names, replaced = overrides or {}, names or {}, dict[str, dict[str, object]]()
    try:
        data, lines = parse(path.read_bytes() if path else b"")
    except OSError as error:
        raise ConfigError([f"{path}: cannot be read: {error.strerror}"]) from None
    except TomlError as error:
        raise ConfigError([f"{path}:{error.line}: {error}"]) from None
    for key, value in overrides.items():
        section, _, name = key.partition(".")
        if isinstance(data.setdefault(section, {}), dict):
            if name in data[section]:
                replaced.setdefault(section, {})[name] = data[section][name]
            data[section][name] = value
    return _Check(data, path, lines, {key: names.get(key, key) for key in overrides}, replaced).config()


class _Check:
    """One pass over the data, and what of the file it replaced, that notes every mistake and then gives the config, or
    raises."""

    def __init__(
        self, data: Mapping[str, Any], path: Path | None, lines: Mapping[str, int], flags: Mapping[str, str],
        replaced: Mapping[str, Mapping[str, object]],
    ) -> None:  # fmt: skip
        self.data, self.path, self.lines, self.flags, self.replaced = data, path, lines, flags, replaced
        self.mistakes: list[str] = []
        self.warnings: list[str] = []

    def config(self) -> Config:
        for name, value in self.data.items():
            self._check_name(name, value)
        options = {name: self._section(name, kind) for name, kind in SECTIONS.items()}
        decks = self._decks(options["instrument"])
        start, midi, midi_inputs = self._start(decks), self._midi(decks), self._midi_inputs()
        if self.mistakes:
            raise ConfigError(self.mistakes + self.warnings)
        sections: dict[str, Any] = {name: kind(**options[name]) for name, kind in SECTIONS.items()}
        sections |= {"start": start, "midi": midi, "midi_inputs": midi_inputs}
        return Config(**sections, file=self.path, warnings=tuple(self.warnings))

    def _decks(self, instrument: Mapping[str, Any]) -> int:
        refused = "decks" in self._table("instrument") and "decks" not in instrument
        return MAX_DECKS if refused else InstrumentOptions(**instrument).decks

    def _note(self, key: str, mistake: str) -> None:
        self.mistakes.append(f"{self.flags.get(key) or self._place(key)}: {mistake}")

    def _place(self, key: str) -> str:
        line = f":{self.lines[key]}" if key in self.lines else ""
        return f"{self.path}{line}: {key}"

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

        def check(key: str, value: object) -> Any:
            if key not in allowed:
                raise ValueError(f"{unknown(key, allowed)} (the options of [{name}] are {', '.join(allowed)})")
            return allowed[key].check(value)

        return self._checked(name, check)

    def _start(self, decks: int) -> dict[str, Value]:
        params = Params(decks)

        def check(address: str, value: object) -> Value:
            if address in table(MAX_DECKS) and address not in params.slots:
                raise ParamError(f"there is no such deck: instrument.decks is {decks}")
            return params.slot(address).spec.check(value)

        return self._checked("start", check)

    def _checked(self, section: str, check: Callable[[str, object], Any]) -> dict[str, Any]:
        """The values of a section that `check`, which raises ValueError, allows."""
        values = {}
        for name, value in self._table(section).items():
            try:
                values[name] = check(name, value)
            except ValueError as error:
                self._note(f"{section}.{name}", str(error))
        for name, value in self.replaced.get(section, {}).items():
            try:
                check(name, value)
            except ValueError as error:
                key = f"{section}.{name}"
                self.warnings.append(f"{self._place(key)}: {error}; {self.flags[key]} replaces it")
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
