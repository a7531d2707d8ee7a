"""The config: defaults, files, overrides, and what is said of each mistake."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest

from bridge.config import DEFAULT_FILE, Config, ConfigError, load, user_file
from bridge.dispatch import Message
from bridge.sections import SECTIONS


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str, **overrides: object) -> list[str]:
    """The texts of the ConfigError, without the file's name."""
    path = written(folder, text)
    with pytest.raises(ConfigError) as raised:
        load(path, {key.replace("__", "."): value for key, value in overrides.items()})
    return [mistake.replace(f"{path}:", "") for mistake in raised.value.texts]


def test_default_file_holds_every_option_with_its_default() -> None:
    assert replace(load(DEFAULT_FILE), file=None) == Config() == load(None)
    data = tomllib.loads(DEFAULT_FILE.read_text(encoding="utf-8"))
    assert {name: list(data[name]) for name in SECTIONS} == {
        name: [option.name for option in fields(kind)] for name, kind in SECTIONS.items()
    }


def test_commented_examples_of_the_default_file_are_valid(tmp_path: Path) -> None:
    lines = DEFAULT_FILE.read_text(encoding="utf-8").splitlines()
    start = [line[2:] for line in lines if line.startswith('# "/')]
    midi = [line[2:] for line in lines[lines.index("# MIDI: any number of each of these three.") + 1 :]]
    assert len(start) == 4
    config = load(written(tmp_path, "\n".join(["[start]", *start, *midi])))
    assert config.start["/tempo"] == 96
    assert config.midi.handle(bytes([0xB0, 1, 127])) == [Message("/deck/1/alpha", (1.0,))]
    assert config.midi.handle(bytes([0x99, 36, 100])) == [Message("/scene/recall", (1,))]
    assert config.midi.handle(bytes([0xC0, 0])) == [Message("/scene/recall", (5,))]


@pytest.mark.parametrize("rate", ["1" * 5000, "[" * 3000])
def test_what_is_too_large_to_be_read_is_told_with_its_line(tmp_path: Path, rate: str) -> None:
    [mistake] = mistakes(tmp_path, f"[instrument]\nrate = {rate}\n")
    assert mistake.startswith("2: too much to read")


def test_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        output.kind = "jack"
        [osc]
        targets = ["10.0.0.2:7001", "[::1]:7002"]
        [instrument]
        decks = 3
        [start]
        "/tempo" = 90
        "/deck/3/prompt/a" = "bells"
        "/deck/1/mute" = true
        """,
    )
    config = load(path)
    assert config.output == replace(Config().output, kind="jack")
    assert config.osc.targets == (("10.0.0.2", 7001), ("::1", 7002))
    assert config.instrument.decks == 3
    assert config.start == {"/tempo": 90.0, "/deck/3/prompt/a": "bells", "/deck/1/mute": True}
    assert config.generator == Config().generator
    assert config.file == path


def test_overrides_go_before_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, '[output]\nkind = "jack"\nclient = "a"\n[start]\n"/tempo" = 90\n')
    config = load(path, {"output.kind": "null", "start./tempo": 100, "osc.port": 9100})
    assert (config.output.kind, config.output.client) == ("null", "a")
    assert config.start == {"/tempo": 100.0}
    assert config.osc.port == 9100


def test_a_mistake_that_an_override_replaces_is_a_warning(tmp_path: Path) -> None:
    text = '[output]\nkind = "jak"\n[instrument]\ndecks = 9\n[start]\n"/tempo" = 500\n"/deck/3/gain" = -6\n'
    overrides = {"output.kind": "null", "instrument.decks": 3, "start./tempo": 100, "start./deck/3/gain": 0}
    names = {"instrument.decks": "--decks", "start./tempo": "--set /tempo=100"}
    path = written(tmp_path, text)
    config = load(path, overrides, names)
    assert config.instrument.decks == 3
    assert config.start == {"/tempo": 100.0, "/deck/3/gain": 0.0}
    warned = [warning.removeprefix(f"{path}:") for warning in config.warnings]
    assert [warning.split(": ")[:2] for warning in warned] == [
        ["2", "output.kind"], ["4", "instrument.decks"], ["6", "start./tempo"]
    ]  # fmt: skip
    assert warned[1] == "4: instrument.decks: 9 is not a whole number from 1 to 8; --decks replaces it"
    assert warned[2].endswith("from 20 to 300 BPM; --set /tempo=100 replaces it")
    assert len(mistakes(tmp_path, text, output__kind="jakk", instrument__decks=3)) == 4, "all at once"


def test_every_mistake_is_told_with_line_key_value_and_what_is_allowed(tmp_path: Path) -> None:
    text = """outptu = 3
[output]
kind = "jak"
conect = []
connect = ["", "system:playback_1", 3]
[osc]
port = "9000"
targets = ["nowhere"]
[instrument]
decks = 9
ahead_ms = true

[start]
"/tempo" = 500
"/deck/1/promt/a" = "bells"
tempo = 90
[[midi.cc]]
controller = 1
parameter = "/deck/1/alpha"
[[midi.cc]]
controller = 200
parameter = "/deck/1/alpha"
"""
    found = mistakes(tmp_path, text)
    expected = {
        "1: outptu: ": ["'outptu' is unknown; did you mean output?", "osc"],
        "3: output.kind: ": ["'jak' is not auto, jack, portaudio", "did you mean jack?"],
        "4: output.conect: ": ["did you mean connect?", "kind, connect, client"],
        "5: output.connect: ": ["'' is not a JACK port", "3 is not a JACK port"],
        "7: osc.port: ": ["'9000' is not a whole number from 0 to 65535"],
        "8: osc.targets: ": ["'nowhere' is not HOST:PORT"],
        "10: instrument.decks: ": ["9 is not a whole number from 1 to 8"],
        "11: instrument.ahead_ms: ": ["True is not a whole number from 40 to 1000 ms"],
        "14: start./tempo: ": ["500 is not a number from 20 to 300 BPM"],
        "15: start./deck/1/promt/a: ": ["did you mean /deck/1/prompt/a?"],
        "16: start.tempo: ": ["did you mean /tempo?"],
        "21: midi.cc[1].controller: ": ["200", "127"],
    }
    assert len(found) == len(expected), found
    for place, parts in expected.items():
        text = next(mistake for mistake in found if mistake.startswith(place))
        assert all(part in text for part in parts), text


def test_midi_inputs_are_names_and_patterns(tmp_path: Path) -> None:
    good = '[midi]\ninputs = ["Launch Control", "*pad*"]\n[[midi.cc]]\ncontroller = 1\nparameter = "/tempo"\n'
    config = load(written(tmp_path, good))
    assert config.midi_inputs == ("Launch Control", "*pad*")
    assert config.midi.handle(b"\xb0\x01\x7f")
    assert load(written(tmp_path, "midi.inputs = []")).midi_inputs == ()
    found = mistakes(tmp_path, '[midi]\ninputs = ["", "pad", 3]\nnote = 1\n[output]\nkind = "jak"\n')
    assert [mistake.split(" ")[1] for mistake in found] == ["output.kind:", "midi.note:", "midi.inputs:"]
    assert "'' is not the name of a MIDI input, or a pattern of names; 3 is not" in found[2]
    assert mistakes(tmp_path, 'midi.inputs = "pad"')[0].startswith(
        "1: midi.inputs: 'pad' is not a list, each of it the"
    )


def test_a_deck_that_is_not_there(tmp_path: Path) -> None:
    [mistake] = mistakes(tmp_path, '[start]\n"/deck/3/gain" = -6\n')
    assert mistake == "2: start./deck/3/gain: there is no such deck: instrument.decks is 2"


def test_overrides_are_told_by_the_name_they_were_given() -> None:
    with pytest.raises(ConfigError) as raised:
        load(None, {"instrument.decks": 0, "output.kind": "file:x.mp3"}, {"instrument.decks": "--decks"})
    assert sorted(raised.value.texts) == [
        "--decks: 0 is not a whole number from 1 to 8",
        "output.kind: 'x.mp3' is not the name of a .wav or .flac file",
    ]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (b"[output]\nkind = auto\n", "2: not valid TOML at column 8"),
        (b"[output\n", "1: not valid TOML"),
        (b"[output]\n\nkind = '\xff'\n", "3: the text is not UTF-8"),
        (b"a = 1\na = 2\n", "2: a is said twice: line 1 says it first"),
        (b"[osc]\nport = 1\n\n[start]\n'/tempo' = 9\n\"/tempo\" = 8", "6: start./tempo is said twice: line 5"),
        (b"[osc]\ntargets = [\n]\nport = 1\ntargets = [\n]\nport = 2\n", "5: osc.targets is said twice: line 2"),
        (b"[osc]\nport = 1\n[output]\n[osc]\nhost = 'x'\n", "4: osc is said twice: line 1"),
        (b"[osc]\nport = 1\n[[osc]]\nhost = 'x'\n", "3: not valid TOML at column"),
    ],
)
def test_syntax_errors_name_the_line(tmp_path: Path, source: bytes, place: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(source)
    with pytest.raises(ConfigError) as raised:
        load(path)
    assert raised.value.texts[0].startswith(f"{path}:{place}")


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / name)


@pytest.mark.parametrize("text", ["output = 3", "output = ['a']", "start = 1", "midi = 'cc'", "[[osc]]\nport = 1"])
def test_a_section_that_is_none(tmp_path: Path, text: str) -> None:
    found = mistakes(tmp_path, text, output__kind="auto")
    assert len(found) == 1
    assert "is not a section" in found[0]


@pytest.mark.parametrize(
    ("kind", "fine"),
    [
        ("portaudio:USB: Audio", True),
        ("file:TMP/x.flac", True),
        ("file:TMP/none/x.wav", False),
        ("file:", False),
        ("portaudio:", False),
        ("jack:x", False),
        ("", False),
    ],
)
def test_outputs(tmp_path: Path, kind: str, fine: bool) -> None:
    kind = kind.replace("TMP", str(tmp_path))
    if fine:
        assert load(None, {"output.kind": kind}).output.kind == kind
    else:
        with pytest.raises(ConfigError):
            load(None, {"output.kind": kind})


def test_models(tmp_path: Path) -> None:
    assert load(None, {"generator.model": "tone:0.5"}).generator.model == "tone:0.5"
    with pytest.raises(ConfigError, match=r"no model_index\.json"):
        load(None, {"generator.model": str(tmp_path)})
    (tmp_path / "model_index.json").write_text("{}")
    assert load(None, {"generator.model": str(tmp_path)}).generator.model == str(tmp_path)
    with pytest.raises(ConfigError, match="did you mean bundled"):
        load(None, {"generator.model": "bundeld"})


def test_folders_follow_the_xdg_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert load(None).generator.cache_folder == tmp_path / ".cache/riffbridge/clips"
    assert load(None).session.folder == tmp_path / ".local/state/riffbridge"
    assert user_file() is None
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", "not/absolute")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    assert load(DEFAULT_FILE).generator.cache_folder == tmp_path / "c/riffbridge/clips"
    assert load(DEFAULT_FILE).session.folder == tmp_path / ".local/state/riffbridge"
    own = tmp_path / "conf/riffbridge/config.toml"
    own.parent.mkdir(parents=True)
    own.touch()
    assert user_file() == own
