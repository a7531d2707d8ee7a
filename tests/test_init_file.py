"""Init clips: sound files and spectrogram images, known by their header before they are painted over."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hearing import loudest_hz
from PIL import Image as Pillow

from bridge.cli import main
from bridge.params import ParamError, Params
from generators.image_file import paint, write
from generators.init_file import excerpt, seconds
from generators.sounds import load_sound

pytestmark = pytest.mark.offline

RATE = 44100


def tones(seconds: float, *pitches: float) -> np.ndarray:
    """(1, frames): one tone after another, each as long."""
    time = np.arange(round(seconds * RATE / len(pitches))) / RATE
    whole: np.ndarray = np.concatenate([0.2 * np.sin(2 * np.pi * hz * time) for hz in pitches])
    return whole[None].astype(np.float32)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Two seconds of 400 Hz, then two of 1600 Hz."""
    write(tmp_path / "seed.png", paint(tones(4, 400, 1600)))
    return tmp_path / "seed.png"


def test_a_spectrogram_image_sounds_as_it_was_painted(picture: Path) -> None:
    assert seconds(picture) == 4
    sound = load_sound(picture, 4 * 48000, 48000, 2)
    assert sound.shape == (2, 4 * 48000)
    assert [loudest_hz(sound[0, at : at + 48000], 48000) for at in (24000, 120_000)] == pytest.approx(
        [400, 1600], abs=2
    )
    assert sound.std() == pytest.approx(0.2 / np.sqrt(2), rel=0.1)


def test_only_what_is_wanted_of_an_image_is_decoded(picture: Path) -> None:
    sound, rate = excerpt(picture, 2.5, 1)
    assert rate == RATE
    assert rate <= sound.shape[1] < 1.1 * rate
    assert loudest_hz(sound[0], rate) == pytest.approx(1600, abs=2)


def test_a_seed_image_is_painted_over(picture: Path, tmp_path: Path) -> None:
    """With nothing painted over it is heard as it is."""
    line = ["render", "--prompt", "solo piano", "--init", str(picture), "--denoising", "0", "--rate", "44100"]
    out = tmp_path / "out.wav"
    assert main([*line, "--bars", "2", "--device", "cpu", "-o", str(out)]) == 0
    sound = soundfile.read(out)[0][:, 0]
    assert [loudest_hz(sound[at : at + RATE], RATE) for at in (RATE // 2, 5 * RATE // 2)] == pytest.approx(
        [400, 1600], abs=5
    )


@pytest.mark.parametrize(("gain", "how"), [(1, ("--through", "--bpm", "120")), (12, ("--bars", "1"))])
def test_an_init_clip_above_full_scale_is_said_to_be_turned_down(
    gain: float, how: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init, out = tmp_path / "loud.wav", tmp_path / "out.wav"
    soundfile.write(init, gain * tones(2, 400)[0], RATE, subtype="FLOAT")
    line = ["render", "--prompt", "solo piano", "--init", str(init), "--denoising", "0", "--device", "cpu"]
    assert main([*line, *how, "--set", "/deck/1/bars=1", "-o", str(out)]) == 0
    assert capsys.readouterr().err.count(f"{init} is up to 7.6 dB above full scale, and turned down") == (gain > 1)
    assert np.abs(soundfile.read(out)[0]).max() < 1


def test_sounds_and_images_are_allowed(picture: Path, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "tones.flac", tones(1, 400)[0], RATE)
    params = Params(1)
    for path in (tmp_path / "tones.flac", picture):
        assert params.set("/deck/1/init", str(path)) == params.get("/deck/1/init") == str(path)


@pytest.mark.parametrize("name", ["seed.png", "./seed.png", "~/seed.png"])
@pytest.mark.usefixtures("picture")
def test_a_path_is_kept_whole(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a scene or journal finds it whatever folder that is read in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Params(1).set("/deck/1/init", name) == str(tmp_path / "seed.png")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("text.wav", "Format not recognised"),
        ("empty.wav", "it is empty"),
        ("text.png", "it is not an image"),
        ("low.png", "300 pixels high"),
        ("deep.png", "8 bits a channel"),
    ],
)
def test_what_can_be_no_init_clip_is_refused_before_anything_is_painted(name: str, reason: str, tmp_path: Path) -> None:
    for text in ("text.wav", "text.png"):
        (tmp_path / text).write_text("neither sound nor picture")
    soundfile.write(tmp_path / "empty.wav", np.zeros((0, 2)), RATE)
    Pillow.new("RGB", (512, 300)).save(tmp_path / "low.png")
    Pillow.new("I;16", (512, 512)).save(tmp_path / "deep.png")
    params = Params(1)
    with pytest.raises(ParamError, match=rf"is not a sound file or spectrogram image, .*{reason}"):
        params.set("/deck/1/init", str(tmp_path / name))
    assert params.get("/deck/1/init") == ""
