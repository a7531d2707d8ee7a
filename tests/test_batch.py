"""Many clips at one go: a batch from a JSON file, a whole file painted over, a sheet of clips."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hearing import loudest_hz
from PIL import Image

from bridge.cli import main
from bridge.flags import PAINTED
from bridge.params import Params, Value, put
from bridge.planner import request_at
from bridge.sheet import starts
from bridge.through import overlapped
from generators.base import ClipRequest
from generators.heard_tempo import heard_tempo
from generators.image_file import read

pytestmark = pytest.mark.offline

RATE = 44100


def write_tones(path: Path, seconds: float, *pitches: float) -> Path:
    """A tone after another, each as long."""
    length = round(seconds * RATE / len(pitches))
    time = np.arange(length) / RATE
    soundfile.write(path, np.concatenate([0.2 * np.sin(2 * np.pi * hz * time) for hz in pitches]), RATE)
    return path


def beaten(tempo: float | None, seconds: int) -> np.ndarray:
    """Bursts of noise on beats and, softer, between them; or anywhere."""
    rng = np.random.default_rng(1)
    sound = 1e-3 * rng.standard_normal(seconds * RATE)
    burst = rng.standard_normal(RATE // 20) * np.exp(-np.arange(RATE // 20) / RATE * 80)
    eighths = np.arange(0, seconds - 0.1, 30 / tempo) if tempo else rng.uniform(0, seconds - 0.1, 3 * seconds)
    for number, place in enumerate(eighths):
        at = round(place * RATE)
        sound[at : at + burst.size] += (0.1, 0.03)[number % 2] * burst
    return sound


def test_a_batch_is_a_file_for_each_variation_and_an_index(tmp_path: Path) -> None:
    batch = [
        {"prompt": "440 Hz", "bars": 1},
        {"prompt": "440 Hz", "to": "880 Hz", "alpha": 1.0, "bars": 1, "bpm": 240, "name": "high"},
        {"prompt": "440 Hz", "seed/a": 5, "bars": 2, "steps": 8},
    ]
    (tmp_path / "batch.json").write_text(json.dumps(batch))
    line = ["render", "--batch", str(tmp_path / "batch.json"), "-o", str(tmp_path / "out"), "--model", "tone"]
    assert main([*line, "--rate", "44100", "--bpm", "120"]) == 0
    index = json.loads((tmp_path / "out" / "index.json").read_text())
    assert [entry["file"] for entry in index] == ["001.wav", "high.wav", "003.wav"]
    sounds = [soundfile.read(tmp_path / "out" / entry["file"])[0] for entry in index]
    assert [len(sound) for sound in sounds] == [2 * RATE, RATE, 4 * RATE]
    assert [entry["seconds"] for entry in index] == [2, 1, 4]
    assert index[2]["seed_a"] == 5
    assert index[2]["reworded"] == {}
    assert index[1]["prompt_a"] == "880 Hz"
    fields = [
        {key: value for key, value in entry.items() if key not in {"file", "seconds", "reworded"}} for entry in index
    ]
    assert len({ClipRequest.from_json(entry).key for entry in fields}) == 3


def test_every_mistake_of_a_batch_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = [
        *({"promt": "x"}, {"steps": 0}, {"name": "a/b"}, {"name": "x"}, {"name": "x"}, "bells"),
        *({"name": ".."}, {"seed": -1}, {"prompt": "x", "gain": -6}),
    ]
    (tmp_path / "batch.json").write_text(json.dumps(batch))
    assert main(["render", "--batch", str(tmp_path / "batch.json"), "-o", str(tmp_path), "--model", "tone"]) == 2
    said = capsys.readouterr().err
    for words in (
        "did you mean prompt",
        "[1].steps: 0 is not",
        "'a/b' is not a file's name",
        "two clips",
        "[5]: 'bells' is not",
        "[6].name: '..' is not a file's name",
        "[7].seed: -1 is not a whole number",
        "[8].gain: a clip is painted, not played: it has prompt, to, seed,",
    ):
        assert words in said
    for text, words in (("{", "is not JSON"), ("[]", "is not a list"), ("[1]", "is not an object")):
        (tmp_path / "batch.json").write_text(text)
        assert main(["render", "--batch", str(tmp_path / "batch.json"), "-o", str(tmp_path), "--model", "tone"]) == 2
        assert words in capsys.readouterr().err
    assert main(["render", "--batch", "/nowhere.json", "-o", str(tmp_path), "--model", "tone"]) == 2
    assert "/nowhere.json: cannot be read: No such file" in capsys.readouterr().err


def test_a_whole_file_is_painted_over(tmp_path: Path) -> None:
    """With nothing painted over it is the file again, in every part of it."""
    song = write_tones(tmp_path / "song.wav", 9, 400, 800, 1600)
    line = ["render", "--through", "--init", str(song), "--prompt", "solo piano", "--denoising", "0"]
    out = tmp_path / "out.wav"
    assert main([*line, "--rate", "44100", "--device", "cpu", "-o", str(out)]) == 0
    sound, rate = soundfile.read(out)
    assert rate == RATE
    assert sound.shape == (9 * RATE, 2)
    sound = sound[:, 0]
    heard = [loudest_hz(sound[round(second * RATE) :][: RATE // 2], RATE) for second in (1, 2, 4, 5, 7, 8)]
    assert heard == pytest.approx([400, 400, 800, 800, 1600, 1600], rel=0.02)
    level = [np.std(sound[begin : begin + RATE // 4]) for begin in range(0, 9 * RATE, RATE // 4)]
    assert max(level) < 2 * min(level)


def test_over_a_file_it_goes_from_a_to_b(tmp_path: Path) -> None:
    song = write_tones(tmp_path / "song.wav", 6, 400)
    line = ["render", "--through", "--init", str(song), "--prompt", "solo piano", "--set", "/deck/1/bars=1"]
    paths = [tmp_path / "a.wav", tmp_path / "ab.wav"]
    for path, to in zip(paths, ([], ["--to", "techno drum loop"]), strict=True):
        assert main([*line, *to, "--denoising", "0.6", "--rate", "44100", "--device", "cpu", "-o", str(path)]) == 0
    one, other = (soundfile.read(path)[0] for path in paths)
    assert np.array_equal(one[: RATE // 2], other[: RATE // 2])
    assert abs(one[-RATE:] - other[-RATE:]).mean() > 0.01


def test_what_a_clip_is_not_made_of_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Such as a level: the line says what would be heeded."""
    (tmp_path / "batch.json").write_text(json.dumps([{"prompt": "440 Hz"}]))
    song = write_tones(tmp_path / "song.wav", 3, 400)
    batch = ["--batch", str(tmp_path / "batch.json"), "-o", str(tmp_path / "out")]
    through = ["--through", "--init", str(song), "--prompt", "x", "-o", str(tmp_path / "out.wav")]
    for line, setting in (
        *((batch, "/deck/1/gain=-6"), (batch, "/master/gain=-6"), (batch, "/deck/2/steps=3")),
        *((through, "/deck/1/reverse=1"), (through, "/deck/1/alpha=1"), (through, "/quantise=off")),
    ):
        assert main(["render", *line, "--model", "tone", "--set", setting]) == 2
        assert f"--set {setting}: {line[0]} only paints clips: it heeds /tempo, " in capsys.readouterr().err


def test_what_of_a_config_means_nothing_to_a_clip_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "batch.json").write_text(json.dumps([{"prompt": "440 Hz", "bars": 1}]))
    show, clips = tmp_path / "show.toml", tmp_path / "clips.toml"
    clips.write_text('[start]\n"/tempo" = 240\n"/deck/1/bars" = 1\n')
    show.write_text(clips.read_text() + '"/deck/1/gain" = -6\n"/master/gain" = -3\n')
    song = str(write_tones(tmp_path / "song.wav", 1, 400))
    batch = ["--batch", str(tmp_path / "batch.json"), "-o", str(tmp_path / "out")]
    through = ["--through", "--init", song, "--prompt", "400 Hz", "-o", str(tmp_path / "out.wav")]
    for line in (batch, through):
        for config in (show, clips):
            assert main(["render", *line, "--model", "tone", "--overwrite", "--config", str(config)]) == 0
            told = f"{line[0]} only paints clips, without /deck/1/gain, /master/gain of {show}"
            assert (told in capsys.readouterr().err) == (config == show)


def test_a_clip_is_made_of_what_changes_its_request(tmp_path: Path) -> None:
    """All that is painted, and nothing else."""
    init = str(write_tones(tmp_path / "song.wav", 3, 400))
    params = Params(1, {"/deck/1/prompt/b": "bells", "/deck/1/alpha": 0.5, "/deck/1/init": init})
    params.update({"/deck/1/negative": "noise", "/deck/1/mask/from": 1, "/deck/1/mask/high": 9000})
    before = params.snapshot()
    others: dict[type[Value], Value] = {str: "x", float: 1.25, int: 7, bool: True}
    for address, slot in params.slots.items():
        choices = [choice for choice in slot.spec.choices if choice != params.get(address)]
        value: Value = "" if slot.spec.is_file else choices[0] if choices else others[slot.spec.type]
        after = put(before, params.slots, {address: value})
        one, other = (
            request_at(state.decks[0], state.decks[0].alpha, state.tempo, RATE, state.clock_metre)
            for state in (before, after)
        )
        assert (one != other) == (address in PAINTED), address


@pytest.mark.parametrize("bpm", [97.3, None])
def test_a_song_is_painted_at_its_own_tempo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bpm: float | None
) -> None:
    """Which is told, as is what of the song is lost; so is that it has no clear tempo, or none is asked for."""
    song, out = tmp_path / "song.wav", tmp_path / "out.wav"
    soundfile.write(song, np.repeat(beaten(bpm, 12)[:, None], 2, axis=1) if bpm else beaten(None, 12), RATE)
    line = ["render", "--through", "--init", str(song), "--prompt", "440 Hz", "--model", "tone:mono", "--overwrite"]
    line += ["-o", str(out)]
    assert main(line) == 0
    said = capsys.readouterr().err
    assert (f"song.wav is at {bpm} BPM, and painted at that; --bpm says another" in said) == (bpm is not None)
    assert ("song.wav has no clear tempo, and is painted at 120 BPM;" in said) == (bpm is None)
    assert ("song.wav is stereo, but the model paints mono" in said) == (bpm is not None)
    assert f"song.wav is at 44100 Hz, {out} at 48000 Hz; --rate 44100 keeps the song's" in said
    assert soundfile.info(out).channels == 2
    assert main([*line, "--bpm", "200", "--rate", "44100"]) == 0
    said = capsys.readouterr().err
    assert "BPM" not in said
    assert "Hz;" not in said


def test_silence_and_what_is_too_short_have_no_tempo() -> None:
    sound = beaten(97.3, 12).astype(np.float32)[None]
    assert heard_tempo(sound) == pytest.approx(97.3, abs=0.02)
    assert heard_tempo(0 * sound) is None
    assert heard_tempo(sound[:, : RATE // 4]) is None


@pytest.mark.parametrize(
    "line",
    [
        ["--through", "--prompt", "x"],
        ["--batch", "x.json", "--through"],
        ["--batch", "/nowhere.json"],
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, line: list[str]) -> None:
    out = "out" if "--batch" in line else "out.wav"
    assert main(["render", *line, "--model", "tone", "-o", str(tmp_path / out)]) == 2


def test_what_is_cut_off_at_full_scale_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mask that keeps everything keeps the level, too, even of a file that is above full scale."""
    loud = 2 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    soundfile.write(tmp_path / "loud.wav", loud, RATE, subtype="FLOAT")
    kept = {"init": str(tmp_path / "loud.wav"), "mask/from": 2, "mask/to": 2, "bars": 1}
    (tmp_path / "batch.json").write_text(json.dumps([kept]))
    assert main(["render", "--batch", str(tmp_path / "batch.json"), "-o", str(tmp_path), "--device", "cpu"]) == 0
    assert "001.wav is cut off at full scale, which the sound is above by up to" in capsys.readouterr().err


def test_overlaps_of_sounds_that_agree_do_not_swell() -> None:
    noise = np.random.default_rng(1).standard_normal((1, 35000)).astype(np.float32)
    whole = overlapped([noise[:, :20000], noise[:, 15000:]], [0, 15000])
    assert np.allclose(whole, noise, atol=1e-3)


def test_overlaps_of_unlike_sounds_are_faded_with_equal_power() -> None:
    rng = np.random.default_rng(1)
    noises = [rng.standard_normal((1, 20000)).astype(np.float32) for _ in range(3)]
    whole = overlapped(noises, [0, 15000, 30000])
    assert whole.shape == (1, 50000)
    assert np.array_equal(whole[:, :15000], noises[0][:, :15000])
    assert np.array_equal(whole[:, 20000:30000], noises[1][:, 5000:15000])
    assert whole[:, 15000:20000].std() == pytest.approx(1, abs=0.05)


def test_a_sheet_shows_clips_from_the_whole_file(tmp_path: Path) -> None:
    song = write_tones(tmp_path / "song.wav", 4, 400, 1600)
    assert main(["sheet", str(song), str(tmp_path / "out"), "--count", "3", "--seconds", "1"]) == 0
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == [
        *("001 0.00 s.png", "001 0.00 s.wav", "002 1.50 s.png", "002 1.50 s.wav"),
        *("003 3.00 s.png", "003 3.00 s.wav", "sheet.png"),
    ]
    first, last = (soundfile.read(tmp_path / "out" / files[place])[0] for place in (1, 5))
    assert (loudest_hz(first, RATE), loudest_hz(last, RATE)) == (pytest.approx(400, abs=2), pytest.approx(1600, abs=2))
    assert read(tmp_path / "out" / files[0]).pixels.shape == (1, 512, 101)
    with Image.open(tmp_path / "out" / "sheet.png") as sheet:
        assert sheet.size == (2 * 264, 2 * 276)


def test_a_sheet_turns_down_what_would_clip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    time = np.arange(4 * RATE) / RATE
    loud = np.where(time < 2, 0.5, 1.8) * np.sin(2 * np.pi * 400 * time)
    soundfile.write(tmp_path / "song.wav", loud, RATE, subtype="FLOAT")
    assert main(["sheet", str(tmp_path / "song.wav"), str(tmp_path / "out"), "--count", "2", "--seconds", "1"]) == 0
    peaks = [np.abs(soundfile.read(file)[0]).max() for file in sorted((tmp_path / "out").glob("*.wav"))]
    assert peaks == [pytest.approx(0.5, abs=1e-3), pytest.approx(0.999, abs=1e-4)]
    said = capsys.readouterr().err
    assert "002 3.00 s.wav: turned down by 5.1 dB: it would clip" in said
    assert "001 0.00 s.wav" not in said


def test_places_may_be_drawn() -> None:
    assert starts(1000, 3, None) == [0, 500, 1000]
    assert starts(1000, 5, 7) == starts(1000, 5, 7) == sorted(starts(1000, 5, 7))
    assert starts(1000, 5, 7) != starts(1000, 5, 8)
    assert len(set(starts(1_000_000, 5, 1))) == 5


@pytest.mark.parametrize(
    ("flags", "words"), [(["--count", "0"], "--count"), (["--seconds", "99"], "--seconds"), (["--seed", "x"], "--seed")]
)
def test_a_sheet_asked_for_wrongly_is_refused(
    tmp_path: Path, flags: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sheet", str(tmp_path / "nothing.wav"), str(tmp_path), *flags]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "no such file" in said


def test_a_file_shorter_than_a_clip_is_reported(tmp_path: Path) -> None:
    song = write_tones(tmp_path / "song.wav", 1, 400)
    assert main(["sheet", str(song), str(tmp_path / "out")]) == 1
