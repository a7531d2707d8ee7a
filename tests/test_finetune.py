"""`riffbridge train`: a folder of sounds in, a model folder out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.training import finetune
from generators.training.encoded import read_shard

RATE = 22050


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A loop of two bars at 120 BPM whose name says so, and 1.6 s of a drone that says nothing of its tempo."""
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    rng = np.random.default_rng(0)
    hits = (np.arange(4 * RATE) % (RATE // 2) < RATE // 20) * rng.standard_normal(4 * RATE) * 0.3
    soundfile.write(sounds / "kitchen_drums 120bpm (2).wav", hits, RATE)
    soundfile.write(
        sounds / "Glass-Drone.flac", 0.3 * np.sin(2 * np.pi * 220 * np.arange(int(1.6 * RATE)) / RATE), RATE
    )
    (sounds / "notes.txt").write_text("not a sound")
    return sounds


def test_names_are_captions(folder: Path) -> None:
    found = {source.caption: source.tempo for source in finetune.sources(folder)}
    assert found == {"kitchen drums": 120.0, "glass drone": None}


def test_a_table_of_captions_comes_first(folder: Path) -> None:
    table = folder / "captions.csv"
    table.write_text("file,caption,tempo\nGlass-Drone.flac,wet glass,150\n")
    assert [(s.caption, s.tempo) for s in finetune.sources(folder)] == [("wet glass", 150.0)]
    table.write_text("file,caption,tempo\nGlass-Drone.flac,wet glass,fast\n")
    with pytest.raises(ValueError, match=r"line 2: tempo must be 20 to 200 BPM, not 'fast'"):
        finetune.sources(folder)
    table.write_text("file,caption\nnone.wav,wet glass\n")
    with pytest.raises(ValueError, match="line 2"):
        finetune.sources(folder)


def test_whole_bars() -> None:
    assert finetune.fit_bars(4.0, 121) == (2, 120)
    assert finetune.fit_bars(9.0, 120) == (4, 120)
    assert finetune.fit_bars(1.6, 100) == (1, 150)


def test_too_few_sounds_are_said(folder: Path) -> None:
    model = BundledModel.load(BUNDLED_FOLDER, "cpu")
    found = [clip for source in finetune.sources(folder) for clip in finetune.clips(source, model)]
    assert [(clip.bars, clip.facts.said) for clip in found] == [(1, "glass drone"), (2, "kitchen drums")]
    assert finetune.too_little(found).startswith("only 2 clips")
    assert finetune.too_little(found * 200) == ""


def test_what_it_writes_can_be_played_and_gone_on_with(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model"
    assert finetune.run(folder, out, BUNDLED_FOLDER, 0.01) == 0
    assert "riffbridge run --model" in capsys.readouterr().out
    BundledModel.load(out, "cpu")
    assert len(list(read_shard(next((out / "training" / "shards").glob("*.npz"))))) == 2
    before = (out / "transformer" / "model.safetensors").read_bytes()
    assert finetune.run(folder, out, BUNDLED_FOLDER, 0.12) == 0
    assert (out / "transformer" / "model.safetensors").read_bytes() != before


def test_no_sounds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert finetune.run(tmp_path / "none", tmp_path / "model", BUNDLED_FOLDER, 1) == 1
    assert "there is no such folder" in capsys.readouterr().err
    assert finetune.run(tmp_path, tmp_path / "model", BUNDLED_FOLDER, 1) == 1
    assert "holds no sound files" in capsys.readouterr().err
