"""A file that is there already is kept, unless the performer says otherwise."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from bridge.cli import main

KEPT = b"what was here before"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With something to convert, and the user's own config out of the way."""
    monkeypatch.setitem(sys.modules, "bridge.app", SimpleNamespace(run=lambda config: config.output.kind == "null"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("sounds").mkdir()
    noise = np.random.default_rng(1).standard_normal((44100, 1)) / 20
    soundfile.write("song.wav", noise, 44100)
    soundfile.write("sounds/one.wav", noise, 44100)
    soundfile.write("sounds/two.wav", noise, 44100)
    assert main(["image", "song.wav", "song.png"]) == 0
    assert main(["image", "sounds", "images"]) == 0
    Path("batch.json").write_text(json.dumps([{"prompt": "440 Hz", "bars": 1}]))
    return tmp_path


@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("run --output file:out.wav", "out.wav"),
        ("render --prompt x --bars 1 --model tone --device cpu -o out.flac", "out.flac"),
        ("render --through --init song.wav --prompt x --model tone --device cpu -o out.wav", "out.wav"),
        ("render --batch batch.json --model tone --device cpu -o out", "out/001.wav"),
        ("image song.wav out.png", "out.png"),
        ("image sounds out", "out/two.png"),
        ("audio song.png out.wav", "out.wav"),
        ("audio images out", "out/one.wav"),
        ("sheet song.wav out --count 1 --seconds 0.5", "out/sheet.png"),
        ("sheet song.wav out --count 1 --seconds 0.5", "out/001 0.00 s.wav"),
    ],
)
def test_a_file_is_replaced_only_if_told_so(
    folder: Path, line: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(KEPT)
    before = sorted(folder.rglob("*"))
    assert main(line.split()) == 2
    assert f"{file} is there already; --overwrite replaces it" in capsys.readouterr().err
    assert path.read_bytes() == KEPT
    assert sorted(folder.rglob("*")) == before
    assert main([*line.split(), "--overwrite"]) == 0
    assert (path.read_bytes() == KEPT) == line.startswith("run")  # which only hands on to what would write
    path.unlink()
    if not file.startswith("out/"):
        assert main(line.split()) == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("render --prompt x --init nan.wav --denoising 0.5 --bars 1 --device cpu -o out.wav", "not numbers"),
        ("render --through --init nan.wav --prompt x --denoising 0.5 --device cpu -o out.wav", "not numbers"),
        ("render --prompt x --model no.safetensors -o out.wav", "no.safetensors cannot be read as safetensors"),
        ("image nan.wav out.png", "nan.wav: the sound has samples that are not numbers"),
        ("image nothing out", "no file in nothing ends in .wav"),
        ("audio nothing out", "no file in nothing ends in .png"),
        ("audio song.wav out.wav", "song.wav: it is not an image"),
        ("sheet nan.wav out --count 1 --seconds 0.5", "nan.wav: the sound has samples that are not numbers"),
        ("sheet batch.json out", "batch.json: it is not a sound file that can be read (Format not recognised)"),
    ],
)
def test_what_fails_leaves_nothing_behind(
    folder: Path, line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("nothing").mkdir()
    Path("no.safetensors").write_text("no weights")
    soundfile.write("nan.wav", np.full(44100, np.nan), 44100, subtype="FLOAT")
    before = sorted(folder.rglob("*"))
    assert main(line.split()) == 1
    assert said in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.usefixtures("folder")
def test_what_was_to_be_replaced_stays_where_that_fails() -> None:
    Path("bad.png").write_bytes(KEPT)
    Path("song.wav").write_bytes(b"no sound any more")
    assert main(["image", "song.wav", "bad.png", "--overwrite"]) == 1
    assert Path("bad.png").read_bytes() == KEPT


@pytest.mark.usefixtures("folder")
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that not even root may write into")
@pytest.mark.parametrize(
    "line",
    ["image song.wav /proc/out.png", "audio song.png /proc/out.wav", "render --prompt x --model tone -o /proc/out.wav"],
)
def test_where_nothing_can_be_written_the_file_is_named(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line.split()) == 1
    said = capsys.readouterr().err
    assert re.search(r"/proc/\.?out", said)
    assert "No such file or directory" in said


@pytest.mark.usefixtures("folder")
def test_a_reason_is_told_as_it_is_brackets_and_all(capsys: pytest.CaptureFixture[str]) -> None:
    Path("[red].jsonl").write_text("no journal")
    assert main(["render", "[red].jsonl", "-o", "out.wav"]) == 1
    assert "riffbridge: cannot render: [red].jsonl" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_several_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["image", "sounds", "images"]) == 2
    assert "images/one.png and 1 more are there already" in capsys.readouterr().err
    assert main(["image", "sounds", "images", "--overwrite"]) == 0


@pytest.mark.usefixtures("folder")
def test_a_model_is_not_trained_into_a_folder_of_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--data", "sounds", "-o", "images"]) == 2
    assert "images holds something that `train` did not begin" in capsys.readouterr().err
