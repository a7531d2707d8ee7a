"""The command line: what it lists, what it refuses, and the config it hands on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jackd import jackd

from bridge import __version__
from bridge.cli import main
from bridge.config import Config
from bridge.params import Params
from bridge.readouts import addresses


def riffbridge(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bridge.cli", *arguments]
    return subprocess.run(
        command, check=False, env=os.environ | environment, capture_output=True, text=True, timeout=60
    )


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said of a command line that is wrongly put."""
    try:
        status = main(arguments)
    except SystemExit as end:
        status = end.code  # type: ignore[assignment]
    assert status == 2
    return capsys.readouterr().err


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Config]:
    """The configs that `run` was called with."""
    configs: list[Config] = []
    monkeypatch.setitem(sys.modules, "bridge.app", SimpleNamespace(run=lambda config: configs.append(config) or 3))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return configs


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """The arguments that `render_prompt` or `render_journal` was called with."""
    calls: list[tuple[Any, ...]] = []

    def keep(*args: Any) -> int:
        calls.append(args)
        return 0

    called = SimpleNamespace(render_prompt=keep, render_journal=keep)
    monkeypatch.setitem(sys.modules, "bridge.render", called)
    return calls


def test_version_and_help() -> None:
    assert riffbridge("--version").stdout == f"riffbridge {__version__}\n"
    text = riffbridge("--help").stdout
    assert all(command in text for command in ("run", "render", "ports", "generators", "params"))


def test_params_lists_every_address_with_range_and_default() -> None:
    text = riffbridge("params", COLUMNS="200").stdout
    for address in (*Params(1).slots, *addresses(1)):
        assert address.replace("/1/", "/N/") in text
    [tempo] = [line for line in text.splitlines() if line.startswith("/tempo")]
    assert "20 to 300 BPM" in tempo
    assert "120" in tempo.split("BPM")[1]


def test_generators_lists_those_that_come_along() -> None:
    text = riffbridge("generators").stdout
    assert "bundled" in text
    assert "tone" in text


def test_ports_says_why_there_is_no_jack() -> None:
    done = riffbridge("ports", JACK_DEFAULT_SERVER="riffbridge-no-such-server")
    assert done.returncode == 0
    assert "none: no JACK server named riffbridge-no-such-server" in done.stdout
    assert all(title in done.stdout for title in ("JACK ports", "Sound devices", "Hardware MIDI inputs"))
    assert done.stderr == ""


def test_ports_lists_those_of_a_jack_server() -> None:
    with jackd() as server:
        text = riffbridge("ports", **server.env).stdout
    assert "system:playback_1  audio input" in text
    assert "system:capture_2  audio output" in text


def test_run_hands_on_what_the_flags_say(played: list[Config]) -> None:
    line = (
        "run --output null --connect a --connect b:.* --decks 3 --osc-port 9100 --tempo 90.5 --client 42"
        " --prompt bells --set /deck/2/gain=-6 --set /deck/3/prompt/a=7 --set /deck/1/mute=1 --model tone"
    )
    assert main(line.split()) == 3
    [config] = played
    assert (config.output.kind, config.output.connect, config.output.client) == ("null", ("a", "b:.*"), "42")
    assert (config.instrument.decks, config.osc.port, config.generator.model) == (3, 9100, "tone")
    assert config.start == {
        "/tempo": 90.5, "/deck/1/prompt/a": "bells", "/deck/1/mute": True, "/deck/2/gain": -6.0,
        "/deck/3/prompt/a": "7",
    }  # fmt: skip


def test_run_reads_the_users_config_unless_another_is_named(played: list[Config], tmp_path: Path) -> None:
    own = tmp_path / "riffbridge" / "config.toml"
    own.parent.mkdir()
    own.write_text("[instrument]\ndecks = 4\n")
    other = tmp_path / "other.toml"
    other.write_text("[instrument]\ndecks = 5\n")
    main(["run"])
    main(["run", "--config", str(other)])
    assert [config.instrument.decks for config in played] == [4, 5]
    assert [config.file for config in played] == [own, other]


def test_run_tells_all_mistakes_at_once(
    played: list[Config], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[osc]\nprot = 1\n")
    said = refused(
        capsys,
        *f"run --config {path} --output jak --decks x --set /temp=1 --set /tempo --set /deck/1/gain=loud".split(),
    ).splitlines()
    expected = [
        f"{path}:2: osc.prot: 'prot' is unknown; did you mean port?",
        "--output: 'jak' is not auto",
        "--decks: 'x' is not a whole number",
        "--set /temp=1: '/temp' is unknown; did you mean /tempo?",
        "--set /tempo: it is no ADDRESS=VALUE",
        "--set /deck/1/gain=loud: 'loud' is not a number",
    ]
    assert len(said) == len(expected)
    assert all(any(line.startswith(f"riffbridge: {text}") for line in said) for text in expected), said
    assert refused(capsys, "run", "--set", "/deck/1/prompt/a").endswith("/deck/1/prompt/a: it is no ADDRESS=VALUE\n")
    assert not played


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("rum", "did you mean run?"),
        ("run --outptu null", "did you mean --output?"),
        ("params --markdwn", "did you mean --markdown?"),
        ("", "COMMAND"),
        ("render --prompt bells", "-o"),
        ("render -o x.wav", "give either --prompt TEXT or a JOURNAL"),
        ("render -o x.wav no-such-journal", "there is no such journal"),
        ("render -o x.wav JOURNAL --bpm 90", "--bpm: a JOURNAL is rendered as it was played"),
        ("render -o x.wav JOURNAL --set /tempo=90", "--set: a JOURNAL is rendered as it was played"),
        ("render -o x.wav JOURNAL --through", "--through: a JOURNAL is rendered as it was played"),
        ("render -o x.wav --prompt bells --set /deck/2/gain=-3", "--set /deck/2/gain=-3: the first deck alone"),
        ("render -o x.wav --prompt bells --through --bars 4", "--through: it goes on to the end of the file"),
        ("render -o x.mp3 --prompt bells", "'x.mp3' is not the name of a .wav or .flac file"),
        ("render -o /no/such/x.wav --prompt bells", "there is no folder '/no/such'"),
        ("render -o x.wav --prompt bells --bars 0", "--bars: 0 is not a whole number from 1 to 256"),
        ("render -o x.wav --prompt bells --seed 1.5", "--seed: 1.5 is not a whole number"),
        ("render -o x.wav --prompt bells --init /no/such.wav", "--init: '/no/such.wav' is not a sound file"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(line: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert hint in refused(capsys, *line.split())


def test_render_goes_from_a_to_b_once(rendered: list[tuple[Any, ...]], tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    line = f"render --prompt bells --to drums --seed 7 --bars 16 --bpm 90 --steps 2 --guidance 1 --model tone -o {out}"
    assert main(line.split()) == 0
    [(config, path, bars)] = rendered
    assert (path, bars) == (out, 16)
    assert (config.instrument.decks, config.generator.model) == (1, "tone")
    assert config.start == {
        "/deck/1/prompt/a": "bells", "/deck/1/prompt/b": "drums", "/deck/1/seed/a": 7, "/deck/1/seed/b": 7,
        "/deck/1/drift": 16.0, "/deck/1/steps": 2, "/deck/1/guidance": 1.0, "/tempo": 90.0,
    }  # fmt: skip


def test_render_without_an_end_stays(rendered: list[tuple[Any, ...]], tmp_path: Path) -> None:
    assert main(["render", "--prompt", "bells", "-o", str(tmp_path / "out.flac")]) == 0
    [(config, _, bars)] = rendered
    assert bars == 8
    assert config.start["/deck/1/prompt/b"] == "bells"
    assert "/deck/1/drift" not in config.start


def test_render_takes_the_first_deck_of_a_show(rendered: list[tuple[Any, ...]], tmp_path: Path) -> None:
    show = tmp_path / "show.toml"
    show.write_text('[start]\n"/deck/1/gain" = -3\n"/deck/2/prompt/a" = "drums"\n"/deck/2/mute" = false\n')
    assert main(["render", "--prompt", "bells", "--config", str(show), "-o", str(tmp_path / "out.wav")]) == 0
    [(config, *_)] = rendered
    assert config.start["/deck/1/gain"] == -3
    assert not [address for address in config.start if address.startswith("/deck/2")]
    assert Params(config.instrument.decks, config.start).get("/deck/1/prompt/a") == "bells"


def test_render_plays_a_journal(rendered: list[tuple[Any, ...]], tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    journal.touch()
    assert main(["render", str(journal), "-o", str(tmp_path / "out.wav")]) == 0
    [(config, out, given, bars)] = rendered
    assert (out, given, bars) == (tmp_path / "out.wav", journal, None)
    assert config.start == {}
