"""`riffbridge train`: a folder of sounds in, a model folder out."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from small_model import write_small_model

from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.column_transformer import ColumnTransformer, TransformerConfig
from generators.folder_lock import alone_in
from generators.musical_key import key_of
from generators.training import finetune, own_files, own_sounds, passes, replacing
from generators.training.encoded import read_shard
from generators.training.own_listing import listing, shortened
from generators.training.passes import Passes
from generators.training.train import END_RATE, Run, train

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
    found = {source.caption: source.tempo for source in own_files.sources(folder)}
    assert found == {"kitchen drums": 120.0, "glass drone": None}


@pytest.mark.parametrize(
    ("name", "caption", "key"),
    [
        ("strings in F# minor", "strings in F# minor", -3), ("choir F#m", "choir F#m", -3), ("Bbm_pad 3", "Bbm pad", 1),
        ("808 kick 02", "808 kick", None), ("80s synth_DX7", "80s synth dx7", None),
        ("piano01 (copy) take3", "piano take", None), ("120", "sounds", None),
        ("Zither_A#min", "zither A#min", 1), ("rhodes f#m", "rhodes F#m", -3),
        ("KICK_Loop_128_BPM", "kick loop", None), ("pad at 90 bpm Am7", "pad Am7", 0),
    ],
)  # fmt: skip
def test_numbers_that_say_something_stay(tmp_path: Path, name: str, caption: str, key: int | None) -> None:
    """As do keys."""
    (tmp_path / "sounds").mkdir()
    soundfile.write(tmp_path / "sounds" / f"{name}.wav", np.zeros(100), RATE)
    [source] = own_files.sources(tmp_path / "sounds")
    found = key_of(source.caption)
    assert (source.caption, found and found.above) == (caption, key)


def test_a_table_of_captions_comes_first(folder: Path) -> None:
    table = folder / "captions.csv"
    table.write_text("file,caption,tempo\nGlass-Drone.flac,wet glass,150\n")
    assert [(s.caption, s.tempo) for s in own_files.sources(folder)] == [("wet glass", 150.0)]
    table.write_text("file,caption,tempo\nGlass-Drone.flac,wet glass,fast\n")
    with pytest.raises(ValueError, match=r"line 2: tempo must be 20 to 200 BPM, not 'fast'"):
        own_files.sources(folder)
    table.write_text('file,caption\nGlass-Drone.flac,wet glass\nGlass-Drone.flac,"dry glass\nGlass-Drone.flac,glass\n')
    with pytest.raises(ValueError, match=r"from line 3: a quote is not closed"):
        own_files.sources(folder)
    table.write_text("file,caption\n")
    with pytest.raises(ValueError, match=r"captions\.csv lists no sounds"):
        own_files.sources(folder)
    table.write_text("file,caption\nnone.wav,wet glass\n")
    with pytest.raises(ValueError, match="line 2"):
        own_files.sources(folder)


def test_a_table_says_the_metre(folder: Path) -> None:
    """Three bars of 6/8 for four seconds; they are cut, and trained on, as what they are."""
    table = folder / "captions.csv"
    table.write_text("\ufefffile,caption,metre,tempo\nkitchen_drums 120bpm (2).wav,jig,6/8,133\n", encoding="utf-8")
    [source] = own_files.sources(folder)
    assert (source.metre, source.beats) == ("6/8", 3)
    [clip] = own_sounds.take(source, BundledModel.load(BUNDLED_FOLDER, "cpu")).clips
    assert (clip.bars, clip.facts.metre) == (2, "6/8")
    assert clip.facts.tempo == pytest.approx(3 * 3 * 60 / 4)
    table.write_text("file,caption,metre\nGlass-Drone.flac,wet glass,5/4\n")
    with pytest.raises(ValueError, match=r"line 2: metre must be 4/4, 3/4, 6/8 or empty, not '5/4'"):
        own_files.sources(folder)


def test_all_that_is_wrong_is_said_at_once(folder: Path) -> None:
    (folder / "broken.wav").write_text("not a sound")
    (folder / "cut off.flac").write_bytes(b"fLaC")
    with pytest.raises(ValueError, match="cannot be read as sound") as error:
        own_files.sources(folder)
    assert [line.partition(" cannot")[0] for line in str(error.value).splitlines()] == [
        str(folder / "broken.wav"),
        str(folder / "cut off.flac"),
    ]
    (folder / "captions.csv").write_text(
        "file,caption,tempo\nGlass-Drone.flac,,900\n\nnone.wav,hm\nbroken.wav,hm,1\nGlass-Drone.flac,wet, wide,90\n"
    )
    with pytest.raises(ValueError, match="line 2") as error:
        own_files.sources(folder)
    told = str(error.value).replace(f"{folder}/", "").splitlines()
    assert told[0] == "captions.csv, line 2: caption is empty; tempo must be 20 to 200 BPM, not '900'"
    assert told[1] == "captions.csv, line 4: there is no file 'none.wav'"
    assert re.fullmatch(r"captions.csv, line 5: broken.wav cannot be read as sound: .*; tempo must be .*", told[2])
    assert told[3].startswith("captions.csv, line 6: tempo must be 20 to 200 BPM, not 'wide'; it has more values")
    assert len(told) == 4


@pytest.mark.parametrize("header", ["name;what", "file,tempo", "file,caption,bpm", ""])
def test_a_table_needs_its_header(folder: Path, header: str) -> None:
    (folder / "captions.csv").write_text(f"{header}\nGlass-Drone.flac,wet glass,150\n" if header else "")
    wanted = f"must be file,caption,tempo,metre (tempo and metre may be left out), not {header or 'empty'}"
    with pytest.raises(ValueError, match=re.escape(wanted)):
        own_files.sources(folder)


def test_what_was_read_is_listed(folder: Path) -> None:
    soundfile.write(folder / "hit.wav", np.full(RATE // 2, 0.5), RATE)
    soundfile.write(folder / "pause.wav", np.zeros(2 * RATE), RATE)
    (folder / "._hit.wav").write_text("hidden, as macOS leaves them")
    model, found = BundledModel.load(BUNDLED_FOLDER, "cpu"), own_files.sources(folder)
    taken = [own_sounds.take(source, model) for source in found]
    assert list(listing(folder, taken, own_files.left_out(folder, found))) == [
        f"reads 2 files of {folder}:",
        '  Glass-Drone.flac: "glass drone", 150 BPM as one loop, 4/4, 1 clip',
        '  kitchen_drums 120bpm (2).wav: "kitchen drums", 120 BPM, 4/4, 1 clip',
        f"skips 3 files of {folder}:",
        "  hit.wav: too short: 0.5 s, and a bar of 4/4 at 200 BPM takes 1.2 s",
        "  pause.wav: silent",
        "  notes.txt: not a sound file",
    ]
    assert shortened([str(n) for n in range(56)])[-2:] == ["18", "… and 37 more"]
    assert shortened([str(n) for n in range(20)])[-1] == "19"


def test_what_has_no_tempo_is_one_loop(folder: Path) -> None:
    time = np.arange(10 * RATE) / RATE
    pad = 0.2 * np.sin(2 * np.pi * 220 * time) + 0.2 * np.sin(2 * np.pi * 330 * time)
    soundfile.write(folder / "steady pad F#m.wav", pad, RATE)
    soundfile.write(folder / "short 120bpm.wav", pad[: int(1.195 * RATE)], RATE)
    soundfile.write(
        folder / "click.wav", np.tile(pad[: RATE // 20].tolist() + [0] * (RATE // 2 - RATE // 20), 12), RATE
    )
    model = BundledModel.load(BUNDLED_FOLDER, "cpu")
    taken = {source.path.stem: own_sounds.take(source, model) for source in own_files.sources(folder)}
    lines = [line.strip() for line in listing(folder, list(taken.values()), [])]
    assert 'steady pad F#m.wav: "steady pad" in f# minor, 120 BPM as one loop, 4/4, 2 clips' in lines
    assert 'short 120bpm.wav: "short", 200 BPM, 4/4, 1 clip' in lines
    assert 'click.wav: "click", 120 BPM by ear, 4/4, 1 clip' in lines
    assert taken["steady pad F#m"].clips[0].facts.key == -3


def test_whole_bars() -> None:
    assert own_sounds.fit_bars(10.0, None, 4) == (5, 120)
    assert own_sounds.fit_bars(1.195, None, 4) == own_sounds.fit_bars(1.195, 120, 4) == (1, 200)
    assert own_sounds.fit_bars(2.364, 200, 4) == (1, 200)
    assert own_sounds.fit_bars(4.0, 121, 4) == (2, 120)
    assert own_sounds.fit_bars(9.0, 120, 4) == (4, 120)
    assert own_sounds.fit_bars(1.6, 100, 4) == (1, 150)
    assert own_sounds.fit_bars(3.0, 121, 3) == (2, 120)


def test_too_few_sounds_are_said(folder: Path) -> None:
    model = BundledModel.load(BUNDLED_FOLDER, "cpu")
    found = [clip for source in own_files.sources(folder) for clip in own_sounds.take(source, model).clips]
    assert [(clip.bars, clip.facts.said) for clip in found] == [(1, "glass drone"), (2, "kitchen drums")]
    assert finetune.too_little(found).startswith("only 2 clips")
    assert finetune.too_little(found * 200) == ""


def test_what_it_writes_can_be_played_and_gone_on_with(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, out = write_small_model(tmp_path / "base"), tmp_path / "model"
    assert finetune.run(folder, out, base, 0.01) == 0
    assert "riffbridge run --model" in capsys.readouterr().out
    reader = BundledModel.load(out, "cpu").reader
    for prompt, read in (
        ("Klavier", "piano"),
        ("glass drone", ""),
        ("a glass drone with a trumpt", "a glass drone with trumpet"),
    ):
        assert reader.embed(prompt).read_as == read
    assert len(list(read_shard(next((out / "training" / "shards").glob("*.npz"))))) == 2
    weights = out / "transformer" / "model.safetensors"
    before = weights.read_bytes()
    for sitting in range(1, 11):  # on a busy machine one may be over before there is anything to see in 8 bits
        assert finetune.run(folder, out, base, 0.04 * sitting) == 0
        if weights.read_bytes() != before:
            return
    pytest.fail("nothing was learned")


def test_so_many_passes_are_enough_on_any_machine(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The learning rates have come down by then; and there is no step more once they are made."""
    monkeypatch.setattr(passes, "LEAST_STEPS", 2)
    monkeypatch.setattr(passes, "MOST", 3)
    runs: list[Run] = []
    monkeypatch.setattr(finetune, "train", lambda *args, **options: runs.append(train(*args, **options)) or runs[-1])
    model, out = BundledModel.load(BUNDLED_FOLDER, "cpu"), tmp_path / "model"
    clips = [clip for source in own_files.sources(folder) for clip in own_sounds.take(source, model).clips]
    small = TransformerConfig(width=32, layers=1, heads=2, hidden=32, keyed=True, framed=True)
    model.transformer = ColumnTransformer(small)
    (out / "training" / "shards").mkdir(parents=True)
    assert finetune.learn(clips, model, BUNDLED_FOLDER, out, 30) == 0
    told = " ".join(capsys.readouterr().err.split())
    assert re.search(r"after \S+ of 30 minutes, it ended by \d+ passes over the clips", told)
    assert "--minutes 60 goes on for up to 8 passes" in told
    assert finetune.learn(clips, model, BUNDLED_FOLDER, out, 30) == 0
    assert "had its passes before: it is as it was" in " ".join(capsys.readouterr().err.split())
    assert [run.step for run in runs] == [2, 2]
    assert runs[0].peak == pytest.approx(finetune.PEAK * END_RATE, rel=0.01)


def test_few_clips_are_gone_through_more_often() -> None:
    """As large steps would else end it while the rates still rise."""
    assert Passes(10, 20).share(step=100, samples=10 * passes.MOST) == 0.25
    assert Passes(100, 20).share(step=10_000, samples=100 * passes.MOST) == 1
    assert Passes(100, 40).share(step=10_000, samples=100 * passes.MOST) == 0.5


def test_a_model_is_replaced_when_it_is_all_written(tmp_path: Path) -> None:
    """What else lies there stays; a kill while parts take their places is made up for by the next training."""
    for name in ("weights", "notes"):
        (tmp_path / name).write_text("old")

    def found() -> dict[str, str]:
        return {path.name: path.read_text() for path in tmp_path.iterdir()}

    with pytest.raises(FileNotFoundError), replacing.replaced(tmp_path) as new:
        (new / "weights" / "none").write_text("new")
    assert found() == {"weights": "old", "notes": "old"}
    with replacing.replaced(tmp_path) as new:
        (new / "weights").write_text("new")
        assert (tmp_path / "weights").read_text() == "old"
    assert found() == {"weights": "new", "notes": "old"}
    (tmp_path / replacing.WRITTEN).mkdir()
    (tmp_path / replacing.WRITTEN / "weights").write_text("newest")
    replacing.recover(tmp_path)
    assert found() == {"weights": "newest", "notes": "old"}


def test_other_sounds_are_learned_or_it_says_that_they_are_not(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model"
    assert finetune.run(folder, out, BUNDLED_FOLDER, 0.01) == 0
    assert "steps are few" in (began := capsys.readouterr().err)
    assert "training begins" in began
    assert finetune.run(folder, out, BUNDLED_FOLDER, 0.01) == 0
    assert "it is as it was" in capsys.readouterr().err
    (folder / "Glass-Drone.flac").unlink()
    [shard] = (out / "training" / "shards").iterdir()
    before = shard.read_bytes()
    assert finetune.run(folder, out, BUNDLED_FOLDER, 0.01) == 1
    assert "on other sounds, and learned nothing of these" in " ".join(capsys.readouterr().err.split())
    assert shard.read_bytes() == before  # so that it says so again


def test_captions_that_are_known_are_none_to_teach(folder: Path, tmp_path: Path) -> None:
    (folder / "Glass-Drone.flac").rename(folder / "Piano.flac")
    model = BundledModel.load(BUNDLED_FOLDER, "cpu")
    clips = [clip for source in own_files.sources(folder) for clip in own_sounds.take(source, model).clips]
    pianos = [clip for clip in clips if clip.facts.said == "piano"]
    assert len(clips) > len(pianos) > 0
    for known, out in ((pianos, tmp_path / "one"), (clips, tmp_path / "two")):
        (out / "training").mkdir(parents=True)
        finetune._write(model.transformer, model, known, BUNDLED_FOLDER, out)
    phrases = [(tmp_path / out / "phrases" / "model.safetensors").stat().st_size for out in ("one", "two")]
    assert phrases[0] < phrases[1]


def test_too_little_room_is_said_before_anything_is_read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finetune, "take", lambda *_: pytest.fail("read"))
    (tmp_path / "file").write_text("")
    assert finetune.run(folder, tmp_path / "file", BUNDLED_FOLDER, 1) == 1
    assert "file cannot be made: Not a directory" in capsys.readouterr().err.replace("\n", "")
    usage = shutil.disk_usage(tmp_path)._replace(free=60_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert finetune.run(folder, tmp_path / "model", BUNDLED_FOLDER, 1) == 1
    assert "MB are needed there, and 60 are free" in capsys.readouterr().err.replace("\n", "")


def test_a_full_disk_leaves_what_was_saved(tmp_path: Path) -> None:
    """/dev/full refuses what is written to it as a disk without room does."""
    small = ColumnTransformer(TransformerConfig(width=32, layers=1, heads=2, hidden=32))
    run, state = Run.start(Path("none"), small), tmp_path / "state.pt"
    run.save(state)
    before = state.read_bytes()
    state.with_suffix(".partial").symlink_to("/dev/full")
    with pytest.raises(OSError, match=r"state\.pt cannot be written"):
        run.save(state)
    assert [path.name for path in tmp_path.iterdir()] == ["state.pt"]
    assert state.read_bytes() == before


def test_no_sounds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert finetune.run(tmp_path / "none", tmp_path / "model", BUNDLED_FOLDER, 1) == 1
    assert "there is no such folder" in capsys.readouterr().err
    assert finetune.run(tmp_path, tmp_path / "model", BUNDLED_FOLDER, 1) == 1
    assert "holds no sound files" in capsys.readouterr().err


def test_two_at_once_do_not_write_over_each_other(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model"
    out.mkdir()
    with alone_in(out):
        assert finetune.run(folder, out, BUNDLED_FOLDER, 1) == 1
    assert f"-o {out}: another training is at it" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_stopped_early_says_so(
    number: int, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)]
    monkeypatch.setattr(finetune, "take", lambda *_: os.kill(os.getpid(), number))
    assert finetune.run(folder, tmp_path / "model", BUNDLED_FOLDER, 1) == 130
    assert "before it trained: there was nothing to save" in capsys.readouterr().err
    assert [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)] == before


class Sitting:
    """`riffbridge train` in a session of its own, as in a terminal, where a signal reaches all of its processes."""

    def __init__(self, folder: Path, out: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "bridge.cli",
            "train",
            "--data",
            str(folder),
            "-o",
            str(out),
            "--device",
            "cpu",
        ]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
        assert self.process.stderr
        self.lines = self.process.stderr

    def stop_at(self, text: str, number: int) -> str:
        """Sends the signal once a line of standard error begins so; returns the last one, after exit status 130."""
        try:
            assert any(line.startswith(text) for line in self.lines)
            os.killpg(self.process.pid, number)
            *_, last = self.lines
            assert self.process.wait(60) == 130
        finally:
            self.process.kill()
        return last


def test_what_is_stopped_goes_on_where_it_was(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = re.compile(r"riffbridge: stopped at step (\d+), saved: the same command goes on from there")
    out, say = tmp_path / "model", finetune.say
    first = stopped.match(Sitting(folder, out).stop_at("training begins", signal.SIGINT))
    assert first

    def stop(text: str) -> None:
        say(text)
        if text.startswith("training"):
            assert text == f"training goes on from step {first[1]}"
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(finetune, "say", stop)
    assert finetune.run(folder, out, BUNDLED_FOLDER, 10) == 130
    again = stopped.search(capsys.readouterr().err)
    assert again
    assert int(again[1]) > int(first[1])
