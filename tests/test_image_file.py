"""Image files are Riffusion's: its pixels, its tags, its length; and what they say is what is heard."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from PIL import Image as Pillow

from benchmarks.image_format import below_10_khz, spectral_convergence
from benchmarks.sounds import drums, level_db, pad, piano
from bridge.cli import main
from generators import one_shot
from generators.base import Sound
from generators.image_file import WIDEST, SpectrogramImage, measured, paint, read, write
from generators.image_tags import ImageFileError, Tags

pytestmark = pytest.mark.offline

RATE = 44100
TAGS = {11000: 44100, 11005: 0, 11010: 10, 11020: 100, 11030: 400, 11040: 512, 11050: 0, 11060: 10_000, 11070: 0.25}


@cache
def tune(seconds: float = 1.5) -> Sound:
    """Piano over quiet drums."""
    return piano(1, seconds, RATE) + drums(2, seconds, RATE) / np.float32(3)


@cache
def painted() -> SpectrogramImage:
    return paint(tune())


@cache
def heard() -> Sound:
    return painted().sound()


def save_with(path: Path, tags: dict[int, Any], image: SpectrogramImage | None = None) -> Path:
    """Our picture with tags of another kind."""
    write(path, image or painted())
    picture = Pillow.open(path)
    picture.load()
    exif = Pillow.Exif()
    exif.update(tags)
    picture.save(path, exif=exif)
    return path


def published(steps: np.ndarray) -> np.ndarray:
    """Mel magnitudes (512, columns), lowest first, from the published numbers, one frame at a time.

    44.1 kHz, FFT 17640, Hann window 4410 in its middle, hop 441, centred and reflected; 512 HTK bands to 10 kHz.
    """
    window = np.zeros(17640)
    window[6615 : 6615 + 4410] = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(4410) / 4410)
    around = np.concatenate([steps[8820:0:-1], steps, steps[-2:-8822:-1]])
    frames = [np.abs(np.fft.rfft(around[441 * k : 441 * k + 17640] * window)) for k in range(1 + len(steps) // 441)]
    points = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + 10_000 / 700), 514) / 2595) - 1)
    hz = np.arange(8821) * 2.5
    up = (hz - points[:-2, None]) / (points[1:-1] - points[:-2])[:, None]
    down = (points[2:, None] - hz) / (points[2:] - points[1:-1])[:, None]
    bands: np.ndarray = np.maximum(0, np.minimum(up, down)) @ np.array(frames).T
    return bands


def test_pixels_are_those_of_the_published_numbers() -> None:
    bands = published(32768 * tune()[0].astype(np.float64))
    expected = 255 - 255 * (bands[::-1] / bands.max()) ** 0.25
    pixels = painted().pixels[0]
    assert pixels.shape == expected.shape == (512, 151)
    near = np.abs(expected - np.round(expected)) < 0.02  # rounding errors decide there
    assert (pixels == np.floor(expected))[~near].all()
    assert np.abs(pixels - expected)[near].max() < 1.1
    assert painted().tags.max_value == pytest.approx(bands.max(), rel=1e-4)
    assert pixels.min() == 0  # the loudest is black


def test_stereo_shares_one_maximum_and_mono_is_the_mean() -> None:
    both = np.concatenate([tune(), tune()[:, ::-1] / np.float32(8)])
    stereo, mono = paint(both, stereo=True), paint(both)
    left = published(32768 * both[0].astype(np.float64))
    right = published(32768 * both[1].astype(np.float64))
    for pixels, bands in zip(stereo.pixels, (left, right), strict=True):
        assert np.abs(pixels - (254.5 - 255 * (bands[::-1] / left.max()) ** 0.25)).max() < 0.6
    middle = published(32768 * both.mean(axis=0, dtype=np.float64))
    assert np.abs(mono.pixels[0] - (254.5 - 255 * (middle[::-1] / middle.max()) ** 0.25)).max() < 0.6
    assert (paint(tune(), stereo=True).pixels == painted().pixels).all()  # one channel is both


@pytest.mark.parametrize("stereo", [False, True])
def test_file_holds_the_colours_and_the_tags(stereo: bool, tmp_path: Path) -> None:
    sound = np.concatenate([tune(), tune()[:, ::-1]]) if stereo else tune()
    image = paint(sound, stereo)
    write(tmp_path / "a.png", image)
    picture = Pillow.open(tmp_path / "a.png")
    planes = np.asarray(picture).transpose(2, 0, 1)
    assert (picture.mode, picture.size) == ("RGB", (151, 512))
    expected = [np.zeros_like(image.pixels[0]), *image.pixels] if stereo else [image.pixels[0]] * 3
    assert (planes == expected).all()
    exif = dict(picture.getexif())
    assert exif.pop(11080) == pytest.approx(image.tags.max_value)
    assert exif == {**TAGS, 11005: int(stereo)}
    again = read(tmp_path / "a.png")
    assert again.tags == image.tags
    assert (again.pixels == image.pixels).all()


def test_quiet_and_loud_sounds_use_the_whole_range_and_keep_their_level() -> None:
    quiet = paint(tune() / np.float32(100))
    assert np.abs(quiet.pixels.astype(int) - painted().pixels).max() <= 1
    assert level_db(quiet.sound(), RATE) == pytest.approx(level_db(heard(), RATE) - 40, abs=0.1)
    assert level_db(heard(), RATE) == pytest.approx(level_db(tune(), RATE, 10_000), abs=0.6)


def test_a_fixed_maximum_keeps_levels_comparable() -> None:
    quiet, loud = (paint(tune() * np.float32(gain), max_value=30e6) for gain in (0.01, 1))
    assert quiet.tags.max_value == loud.tags.max_value == 30e6
    assert quiet.pixels.min() > loud.pixels.min() + 50
    assert level_db(quiet.sound(), RATE) == pytest.approx(level_db(loud.sound(), RATE) - 40, abs=0.5)


@pytest.mark.parametrize("frames", [441, 882, 1000, 4410, 30_000, 225_351])
def test_a_sound_of_any_length_has_a_column_every_hop_and_one(frames: int) -> None:
    sound = np.resize(tune()[0], frames)[None]
    image = paint(sound)
    assert image.pixels.shape[2] == 1 + frames // 441
    assert image.frames == frames // 441 * 441
    if frames < 100_000:
        assert image.sound().shape == (1, image.frames)


def test_512_columns_are_5_11_seconds() -> None:
    assert SpectrogramImage(np.full((1, 512, 512), 255, np.uint8), Tags()).frames == 225_351


def test_width_cuts_or_adds_silence() -> None:
    short, whole, long = (paint(tune(), width=width, max_value=30e6) for width in (40, None, 200))
    assert (short.pixels.shape[2], long.pixels.shape[2]) == (40, 200)
    assert (short.pixels[:, :, :34] == whole.pixels[:, :, :34]).all()  # half a window before the cut
    assert (long.pixels[:, :, :145] == whole.pixels[:, :, :145]).all()
    assert (long.pixels[:, :, 157:] == 255).all()


def test_round_trips_are_close() -> None:
    """Mean 0.105. With phases from noise, or an FFT without padding, it is 0.15."""
    sounds = [below_10_khz(make(3, 2.5, RATE)) for make in (piano, drums, pad)]
    errors = [spectral_convergence(sound[0], paint(sound).sound()[0]) for sound in sounds]
    assert max(errors) < 0.14
    assert np.mean(errors) < 0.12


def test_stereo_round_trip_keeps_sides_and_levels(tmp_path: Path) -> None:
    sound = below_10_khz(np.concatenate([piano(1, 1.5, RATE), drums(1, 1.5, RATE) / np.float32(4)]))
    write(tmp_path / "a.png", paint(sound, stereo=True))
    decoded = read(tmp_path / "a.png").sound()
    for side in (0, 1):
        own, other = (spectral_convergence(sound[one], decoded[side]) for one in (side, 1 - side))
        assert own < 0.2
        assert other > 0.5
        kept = level_db(sound[side : side + 1], RATE, 10_000)
        assert level_db(decoded[side : side + 1], RATE) == pytest.approx(kept, abs=0.7)


@pytest.mark.parametrize("at", [0, 3, 20, 147, 150])
def test_attacks_are_heard_where_they_are_painted(at: int) -> None:
    """To half a column, the first and the last column too, and nothing of it comes round at the other end."""
    pixels = np.full((1, 512, 151), 255, np.uint8)
    pixels[:, :, at] = 60
    sound = SpectrogramImage(pixels, Tags()).sound()[0].astype(np.float64)
    assert abs(np.abs(sound).argmax() - at * 441) <= 221
    far = np.abs(np.arange(len(sound)) - at * 441) > 3 * 4410
    assert np.abs(sound[far]).max() < 1e-3 * np.abs(sound).max()


def test_ends_are_as_good_as_the_middle() -> None:
    """The seam of the loop is not in the file: a loud start does not sound at the end."""
    sound = tune() * np.linspace(1, 0.001, tune().shape[1], dtype=np.float32) ** 2
    decoded = paint(sound).sound()
    frames = round(0.1 * RATE)
    assert level_db(decoded[:, -frames:], RATE) < level_db(sound[:, -frames:], RATE) + 3
    assert spectral_convergence(sound[0, :frames], decoded[0, :frames]) < 0.25


def test_long_images_are_decoded_in_sections_without_a_joint(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = np.concatenate([piano(1, 2, RATE), pad(1, 2, RATE)], axis=1)
    image = paint(sound)
    whole = image.sound()[0]
    monkeypatch.setattr(one_shot, "SECTION", 150)
    parts = image.sound()[0]
    assert whole.shape == parts.shape
    assert spectral_convergence(sound[0], parts) < 1.2 * spectral_convergence(sound[0], whole)
    high = [np.abs(np.diff(each, 4)).max() for each in (whole, parts)]
    assert high[1] < 2 * high[0]  # a step would be far higher
    for first in range(0, len(sound[0]) - 4410, 4410):
        here = slice(first, first + 4410)
        assert level_db(parts[None, here], RATE) == pytest.approx(level_db(whole[None, here], RATE), abs=1.5)


@pytest.mark.parametrize("rate", [22050, 48000, 96000])
def test_same_sound_at_every_rate(rate: int) -> None:
    sound = painted().sound(rate)
    assert sound.shape == (1, round(painted().frames * rate / RATE))
    assert level_db(sound, rate) == pytest.approx(level_db(heard(), RATE, rate / 2), abs=0.1)


def test_silence_is_white_and_silent() -> None:
    image = paint(np.zeros((1, 4410), np.float32))
    assert (image.pixels == 255).all()
    assert image.tags == Tags()
    assert not image.sound().any()


def test_missing_tags_are_riffusion_s(tmp_path: Path) -> None:
    image = read(save_with(tmp_path / "a.png", {}))
    assert image.tags == Tags()
    assert image.tags.max_value == 30e6
    assert read(save_with(tmp_path / "b.png", {11080: 5e6})).tags == replace(Tags(), max_value=5e6)
    gain_db = 20 * np.log10(30e6 / painted().tags.max_value)
    assert level_db(image.sound(), RATE) == pytest.approx(level_db(heard(), RATE) + gain_db, abs=0.01)


def test_the_pixels_of_a_png_are_not_read_to_measure_it(tmp_path: Path) -> None:
    """They may be many, and this is the control thread. Tags that come after the pixels are found."""
    path = tmp_path / "a.png"
    write(path, painted())
    data = path.read_bytes()
    start, pixels = data.index(b"eXIf") - 4, data.index(b"IDAT") - 4
    tags, end = data[start:pixels], len(data) - 12  # which are right before them; the end chunk has 12 bytes
    spoiled = data[pixels : pixels + 8] + bytes(end - pixels - 8)
    columns = painted().pixels.shape[2]
    for chunks, expected in (
        ((spoiled, tags), painted().tags),
        ((tags, spoiled), painted().tags),
        ((spoiled,), Tags()),
    ):
        path.write_bytes(b"".join([data[:start], *chunks, data[end:]]))
        assert measured(path) == (expected, columns)
        with pytest.raises(ImageFileError, match="damaged"):
            read(path)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp"])
def test_other_kinds_of_picture_are_read(suffix: str, tmp_path: Path) -> None:
    """Grey ones and those with an alpha channel too."""
    write(tmp_path / "a.png", painted())
    with Pillow.open(tmp_path / "a.png") as picture:
        for mode in ("L", "RGB", *(["RGBA"] if suffix == ".png" else [])):
            picture.convert(mode).save(tmp_path / f"b{suffix}", exif=picture.getexif(), **QUALITY.get(suffix, {}))
            image = read(tmp_path / f"b{suffix}")
            assert image.tags == painted().tags
            assert np.abs(image.pixels.astype(int) - painted().pixels).mean() < (0.01 if suffix == ".png" else 3)


QUALITY: dict[str, dict[str, Any]] = {".jpg": {"quality": 95}, ".webp": {"quality": 95}}


def centroid_hz(sound: Sound, rate: int) -> float:
    power = np.abs(np.fft.rfft(sound[0].astype(np.float64))) ** 2
    return float((power @ np.arange(len(power))) / power.sum() * rate / sound.shape[1])


def test_damaged_tags_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Pillow.new("RGB", (100, 512)).save(path, exif=b"Exif\0\0MM\0*")
    for look in (measured, read):
        with pytest.raises(ImageFileError, match="damaged"):
            look(path)


def test_sample_rate_is_honoured(tmp_path: Path) -> None:
    image = read(save_with(tmp_path / "a.png", {**TAGS, 11000: 22050}))
    assert image.frames == 150 * 220  # int(0.01 × 22050)
    assert image.sound().shape[1] == image.frames
    assert centroid_hz(image.sound(), 22050) == pytest.approx(centroid_hz(heard(), RATE), rel=0.02)


def test_step_is_honoured(tmp_path: Path) -> None:
    image = read(save_with(tmp_path / "a.png", {**TAGS, 11010: 20}))
    assert image.sound().shape[1] == 150 * 882
    assert centroid_hz(image.sound(), RATE) == pytest.approx(centroid_hz(heard(), RATE), rel=0.1)  # slower, not lower


def test_frequencies_are_honoured(tmp_path: Path) -> None:
    """A tone painted at a row is heard at the frequency of that row's band."""
    pixels = np.full((1, 512, 60), 255, np.uint8)
    pixels[:, 200] = 60
    for low, high in ((0, 10_000), (0, 5000), (1000, 10_000), (20, 20_000)):
        image = SpectrogramImage(pixels, replace(Tags(), min_hz=low, max_hz=high, max_value=30e6))
        tags = {**TAGS, 11050: low, 11060: high}
        ends = 2595 * np.log10(1 + np.array([low, high]) / 700)
        tone = 700 * (10 ** ((ends[0] + (ends[1] - ends[0]) * (512 - 200) / 513) / 2595) - 1)
        sound = read(save_with(tmp_path / "a.png", tags, image)).sound()
        assert centroid_hz(sound, RATE) == pytest.approx(tone, rel=0.02)


def test_number_of_bands_is_honoured(tmp_path: Path) -> None:
    image = SpectrogramImage(painted().pixels[:, ::2], replace(Tags(), bands=256))
    again = read(save_with(tmp_path / "a.png", {**TAGS, 11040: 256}, image))
    assert again.pixels.shape == (1, 256, 151)
    assert centroid_hz(again.sound(), RATE) == pytest.approx(centroid_hz(heard(), RATE), rel=0.2)


def test_power_is_honoured(tmp_path: Path) -> None:
    """A pixel of half the range is 2^(1 / power) times fainter than a black one."""
    black, grey = np.full((2, 1, 512, 30), 255, np.uint8)
    black[:, 200:210], grey[:, 200:210] = 0, 255 - 128
    for power in (0.25, 0.5, 1.0):
        levels = []
        for pixels in (black, grey):
            image = SpectrogramImage(pixels, replace(Tags(), max_value=1e5))
            path = save_with(tmp_path / "a.png", {**TAGS, 11070: power, 11080: 1e5}, image)
            levels.append(level_db(read(path).sound(), RATE))
        assert levels[0] - levels[1] == pytest.approx(20 * np.log10(255 / 128) / power, abs=0.1)


def test_window_is_honoured(tmp_path: Path) -> None:
    """Attacks painted over one column of a short window are as short as it is."""
    pixels = np.full((1, 512, 100), 255, np.uint8)
    pixels[:, :, 50] = 60
    lengths = []
    for window in (30, 100):
        image = read(save_with(tmp_path / "a.png", {**TAGS, 11020: window}, SpectrogramImage(pixels, Tags())))
        sound = image.sound()[0].astype(np.float64)
        lengths.append(sound @ sound / np.abs(sound).max() ** 2)
        assert image.tags.format.window_s == window / 1000
    assert image.tags.format.padded_s == 0.4


def test_stereo_tag_is_honoured(tmp_path: Path) -> None:
    """The same colours are one sound, the red one, or two."""
    stereo = paint(np.concatenate([tune(), tune()[:, ::-1]]), stereo=True)
    tags = {**TAGS, 11080: stereo.tags.max_value}
    assert (read(save_with(tmp_path / "a.png", {**tags, 11005: 1}, stereo)).pixels == stereo.pixels).all()
    mono = read(save_with(tmp_path / "a.png", tags, stereo))
    assert mono.pixels.shape == (1, 512, 151)
    assert (mono.pixels == 0).all()


def test_three_bands_to_a_pixel(tmp_path: Path) -> None:
    """Riffusion's later mode: from the bottom row up, red, green and blue are consecutive bands."""
    pixels = np.arange(12, dtype=np.uint8).repeat(5).reshape(1, 12, 5)
    image = SpectrogramImage(pixels, replace(Tags(), triple=True, bands=12))
    write(tmp_path / "a.png", image)
    rgb = np.asarray(Pillow.open(tmp_path / "a.png"))
    assert rgb[:, 0].tolist() == [[2, 1, 0], [5, 4, 3], [8, 7, 6], [11, 10, 9]]
    again = read(tmp_path / "a.png")
    assert again.tags == image.tags
    assert (again.pixels == pixels).all()


@pytest.mark.parametrize(
    ("tags", "text"),
    [
        ({11000: 5}, r"11000 \(sample rate in Hz\) is 5; it must be from 8000 to 96000"),
        ({11000: "fast"}, r"11000 .* is 'fast'; it must be a number from 8000 to 96000"),
        ({11010: 0}, r"11010 \(step in ms\) is 0; it must be from 1 to 500"),
        ({11010: 60}, r"11020 \(window in ms\) is 100; with the other tags it must be from 120 to 400"),
        ({11010: 1, 11020: 101}, r"11020 .* is 101; with the other tags it must be from 2 to 100"),
        ({11030: 50}, r"11020 .* is 100; with the other tags it must be from 20 to 50"),
        ({11040: 10**6}, r"11040 \(number of mel bands\) is 1e\+06; it must be from 8 to 1536"),
        ({11040: 256}, r"it is 512 pixels high; its tags, or Riffusion's defaults, say 256 bands"),
        ({11050: 12_000}, r"11060 \(highest frequency in Hz\) is 10000; with the other tags it must be from 12001 to"),
        ({11060: 30_000}, r"11060 .* is 30000; with the other tags it must be from 1 to 22050"),
        ({11070: 0.0}, r"11070 \(power of the image\) is 0; it must be from 0.01 to 4"),
        ({11080: float("nan")}, r"11080 .* is nan; it must be a number from"),
        ({11080: -1.0}, r"11080 \(magnitude of a black pixel\) is -1; it must be from 1e-06 to 1e\+15"),
    ],
)
def test_absurd_tags_are_refused(tags: dict[int, Any], text: str, tmp_path: Path) -> None:
    with pytest.raises(ImageFileError, match=text):
        read(save_with(tmp_path / "a.png", {**TAGS, **tags}))


def test_what_is_no_spectrogram_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"RIFF")
    with pytest.raises(ImageFileError, match="not an image"):
        read(path)
    write(path, painted())
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(ImageFileError, match="damaged"):
        read(path)
    Pillow.new("RGB", (512, 300)).save(path)
    with pytest.raises(ImageFileError, match=r"300 pixels high.* 512 bands"):
        read(path)
    Pillow.new("RGB", (1, 512)).save(path)
    with pytest.raises(ImageFileError, match="1 pixel wide; a sound needs at least 2"):
        read(path)
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "b.png")


def test_the_widest_image_that_is_written_is_read(tmp_path: Path) -> None:
    Pillow.new("RGB", (WIDEST, 512)).save(tmp_path / "a.png", compress_level=1)
    assert measured(tmp_path / "a.png")[1] == WIDEST


def test_sounds_that_cannot_be_painted_are_refused() -> None:
    with pytest.raises(ImageFileError, match=r"9.1 ms is too short.* at least 10 ms"):
        paint(tune()[:, :400])
    with pytest.raises(ImageFileError, match=r"1701 s is too long.* below 1700 s"):
        paint(np.zeros((1, 1701 * RATE), np.float32))
    with pytest.raises(ImageFileError, match="NaN"):
        paint(np.full((1, 4410), np.nan, np.float32))
    with pytest.raises(ImageFileError, match="3 channels; a stereo image holds 1 or 2"):
        paint(np.zeros((3, 4410), np.float32), stereo=True)
    with pytest.raises(ImageFileError, match="11080"):
        paint(tune(), max_value=-1.0)


def test_commands_there_and_back(tmp_path: Path) -> None:
    """From another rate, and to another, keeping length."""
    sound = np.concatenate([piano(1, 1, 48000), drums(1, 1, 48000)])
    soundfile.write(tmp_path / "a.wav", sound.T, 48000, subtype="FLOAT")
    assert main(["image", str(tmp_path / "a.wav"), str(tmp_path / "a.png"), "--stereo"]) == 0
    assert Pillow.open(tmp_path / "a.png").size == (101, 512)
    assert main(["audio", str(tmp_path / "a.png"), str(tmp_path / "b.flac"), "--rate", "48000"]) == 0
    decoded, rate = soundfile.read(tmp_path / "b.flac", dtype="float32")
    assert (rate, decoded.shape) == (48000, (48000, 2))
    assert spectral_convergence(sound[0], decoded[:, 0]) < 0.2


def test_commands_take_folders_and_go_on_after_a_bad_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    for name in ("one.wav", "two.flac", "two.wav"):
        soundfile.write(sounds / name, tune()[0, :22050], RATE)
    (sounds / "three.wav").write_text("no sound")
    (sounds / "notes.txt").write_text("no sound either")
    assert main(["image", str(sounds), str(tmp_path / "images"), "--width", "20"]) == 1
    assert sorted(path.name for path in (tmp_path / "images").iterdir()) == ["one.png", "two.flac.png", "two.wav.png"]
    error = capfd.readouterr().err
    assert "three.wav: it is not a sound file" in error
    assert "3 of 4 files written" in error
    (tmp_path / "images" / "more").mkdir()
    for name in ("one.gif", "two.GIF", "README", ".hidden"):
        (tmp_path / "images" / name).write_text("no image")
    assert main(["audio", str(tmp_path / "images"), str(tmp_path / "back")]) == 0
    said = capfd.readouterr().err
    assert "images: folders in it are passed over (1)" in said
    assert "images: files that end in .gif, nothing are passed over (3); read are .png, .jpg" in said
    assert {soundfile.info(path).frames for path in (tmp_path / "back").iterdir()} == {19 * 441}


def test_a_sound_too_loud_for_a_file_is_turned_down_and_said_to_be(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    save_with(tmp_path / "a.png", {11080: 1e9})
    assert main(["audio", str(tmp_path / "a.png"), str(tmp_path / "a.wav")]) == 0
    assert "turned down by" in capfd.readouterr().err
    assert np.abs(soundfile.read(tmp_path / "a.wav")[0]).max() == pytest.approx(0.999, abs=1e-3)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("image IN/none.wav OUT/a.png", "there is no such file or folder"),
        ("image IN/a.wav OUT/a.gif", "is not the name of a .png file"),
        ("image IN/a.wav OUT/no/a.png", "there is no folder"),
        ("image IN OUT/a.txt", "is a file, not a folder"),
        ("image IN/a.wav OUT/a.png --width 1", "--width: 1 is not a whole number from 2 to 170000 columns"),
        ("image IN/a.wav OUT/a.png --max-value -3", "--max-value: -3 is not a number from 1e-06 to 1e+15"),
        ("audio IN/a.wav OUT/a.mp3", "is not the name of a .wav or .flac file"),
        ("audio IN/a.wav OUT/a.wav --rate high", "--rate: 'high' is not a whole number from 8000 to 192000 Hz"),
    ],
)
def test_commands_wrongly_asked_for(line: str, text: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("a.wav", "a.txt"):
        (tmp_path / name).write_text("here")
    assert main(line.replace("IN", str(tmp_path)).replace("OUT", str(tmp_path)).split()) == 2
    assert text in capfd.readouterr().err


def test_decoding_5_11_s_costs_little() -> None:
    """Beside eight spectra of as many columns, there and back: CPU time, warm, in a process of its own. Riffusion's way
    takes six times as long in NumPy."""
    program = (
        "import time, numpy;"
        "from generators.image_file import SpectrogramImage; from generators.image_tags import Tags;"
        "rng = numpy.random.default_rng(0);"
        "image = SpectrogramImage(rng.integers(60, 255, (1, 512, 512)).astype(numpy.uint8), Tags());"
        "frames = rng.standard_normal((512, 17640)).astype(numpy.float32);"
        "image.sound(); times = [time.process_time()];"
        "image.sound(); times.append(time.process_time());"
        "[numpy.fft.irfft(numpy.fft.rfft(frames)) for _ in range(8)]; times.append(time.process_time());"
        "print((times[1] - times[0]) / (times[2] - times[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    assert float(done.stdout) < 2.5  # 0.7 to 1
