"""`riffbridge train`: a folder of sounds in, a model folder out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.training import finetune, own_sounds
from generators.training.encoded import read_shard

pytestmark = pytest.mark.offline

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
    found = {source.caption: source.tempo for source in own_sounds.sources(folder)}
    assert found == {"kitchen drums": 120.0, "glass drone": None}


def test_a_table_of_captions_comes_first(folder: Path) -> None:
    table = folder / "captions.csv"
    table.write_text("file,caption,tempo\nGlass-Drone.flac,wet glass,150\n")
    assert [(s.caption, s.tempo) for s in own_sounds.sources(folder)] == [("wet glass", 150.0)]
    table.write_text("file,caption,tempo\nGlass-Drone.flac,wet glass,fast\n")
    with pytest.raises(ValueError, match=r"line 2: tempo must be 20 to 200 BPM, not 'fast'"):
        own_sounds.sources(folder)
    table.write_text("file,caption\nnone.wav,wet glass\n")
    with pytest.raises(ValueError, match="line 2"):
        own_sounds.sources(folder)


def test_a_table_says_the_metre(folder: Path) -> None:
    """Three bars of 6/8 for four seconds; they are cut, and trained on, as what they are."""
    table = folder / "captions.csv"
    table.write_text("\ufefffile,caption,metre,tempo\nkitchen_drums 120bpm (2).wav,jig,6/8,133\n", encoding="utf-8")
    [source] = own_sounds.sources(folder)
    assert (source.metre, source.beats) == ("6/8", 3)
    [clip] = own_sounds.clips(source, BundledModel.load(BUNDLED_FOLDER, "cpu"))
    assert (clip.bars, clip.facts.metre) == (2, "6/8")
    assert clip.facts.tempo == pytest.approx(3 * 3 * 60 / 4)
    table.write_text("file,caption,metre\nGlass-Drone.flac,wet glass,5/4\n")
    with pytest.raises(ValueError, match=r"line 2: metre must be 4/4, 3/4, 6/8 or empty, not '5/4'"):
        own_sounds.sources(folder)


def test_whole_bars() -> None:
    assert own_sounds.fit_bars(4.0, 121, 4) == (2, 120)
    assert own_sounds.fit_bars(9.0, 120, 4) == (4, 120)
    assert own_sounds.fit_bars(1.6, 100, 4) == (1, 150)
    assert own_sounds.fit_bars(3.0, 121, 3) == (2, 120)


def test_too_few_sounds_are_said(folder: Path) -> None:
    model = BundledModel.load(BUNDLED_FOLDER, "cpu")
    found = [clip for source in own_sounds.sources(folder) for clip in own_sounds.clips(source, model)]
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
    weights = out / "transformer" / "model.safetensors"
    before = weights.read_bytes()
    for sitting in range(1, 11):  # on a busy machine one may be over before there is anything to see in 8 bits
        assert finetune.run(folder, out, BUNDLED_FOLDER, 0.12 * sitting) == 0
        if weights.read_bytes() != before:
            return
    pytest.fail("nothing was learned")


def test_no_sounds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert finetune.run(tmp_path / "none", tmp_path / "model", BUNDLED_FOLDER, 1) == 1
    assert "there is no such folder" in capsys.readouterr().err
    assert finetune.run(tmp_path, tmp_path / "model", BUNDLED_FOLDER, 1) == 1
    assert "holds no sound files" in capsys.readouterr().err
