"""A sheet of clips taken from a sound file: each as sound and as spectrogram image, and all on one picture."""

from __future__ import annotations

import math
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import soundfile
from PIL import Image, ImageDraw

from bridge.config import ConfigError
from bridge.convert import SOUNDS, load
from bridge.options import Allowed, folder, spare, whole
from bridge.params import shown
from bridge.progress import bar, console
from generators.base import Sound
from generators.image_file import ImageFileError, SpectrogramImage, Tags, paint, write

COUNT = whole(1, 1000, "clips")
SEED = whole(0, 2**31 - 1)
SHEET = "sheet.png"
CELL, MARGIN = (256, 256), 4  # pixels


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= 60:
        raise ValueError
    return float(value)


SECONDS = Allowed("a number from 0.1 to 60 s", _seconds)


def make_sheet(source: Path, target: str, count: object, seconds: object, seed: object, overwrite: bool) -> int:
    """Write so many clips of a file, evenly spaced or, with a seed, at random. Returns the exit code; raises
    ConfigError."""
    mistakes: list[str] = []

    def checked(name: str, value: object, allowed: Allowed) -> Any:
        try:
            return allowed.check(value)
        except ValueError as error:
            mistakes.append(f"{name}: {error}")
            return None

    out, number = checked("OUT", target, folder(Path)), checked("--count", count, COUNT)
    length, chance = checked("--seconds", seconds, SECONDS), None if seed is None else checked("--seed", seed, SEED)
    if out:
        checked("OUT", target, Allowed("", lambda _: spare([out / SHEET], overwrite)))
    if not source.is_file():
        mistakes.append(f"{source}: there is no such file (a sound: {', '.join(SOUNDS)})")
    if mistakes:
        raise ConfigError(mistakes)
    try:
        _write(load(source, Tags.sample_rate), out, number, length, chance)
    except (ImageFileError, OSError, ValueError, soundfile.LibsndfileError) as error:
        console.print(f"riffbridge: {source}: {error}", style="red", markup=False, soft_wrap=True)
        return 1
    return 0


def _write(sound: Sound, out: Path, count: int, seconds: float, seed: int | None) -> None:
    rate = Tags.sample_rate
    frames = round(seconds * rate)
    if sound.shape[1] < frames:
        raise ValueError(f"it is {sound.shape[1] / rate:.2f} s long, shorter than a clip of {shown(seconds)} s")
    out.mkdir(parents=True, exist_ok=True)
    images = []
    with bar(str(out), count) as progress:
        for number, start in enumerate(starts(sound.shape[1] - frames, count, seed), 1):
            clip = sound[:, start : start + frames]
            name = f"{number:03} {start / rate:.2f} s"
            soundfile.write(out / f"{name}.wav", clip.T, rate, subtype="PCM_24")
            images.append((name, paint(clip)))
            write(out / f"{name}.png", images[-1][1])
            progress(number)
    picture(images).save(out / SHEET)


def starts(last: int, count: int, seed: int | None) -> list[int]:
    """First frames of so many clips, in order: evenly from 0 to `last`, or drawn by a seed."""
    if seed is not None:
        return sorted(Random(seed).randint(0, last) for _ in range(count))
    return [round(place) for place in np.linspace(0, last, count)]


def picture(images: list[tuple[str, SpectrogramImage]]) -> Image.Image:
    """All images with their names, in rows as long as the sheet is high."""
    columns = math.ceil(math.sqrt(len(images)))
    width, height = CELL[0] + 2 * MARGIN, CELL[1] + 20
    sheet = Image.new("L", (columns * width, math.ceil(len(images) / columns) * height), 255)
    draw = ImageDraw.Draw(sheet)
    for place, (name, image) in enumerate(images):
        left, top = place % columns * width + MARGIN, place // columns * height
        draw.text((left, top + 3), name, fill=0)
        sheet.paste(Image.fromarray(image.pixels[0]).resize(CELL), (left, top + 16))
    return sheet
