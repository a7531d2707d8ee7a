"""A sheet of clips taken from a sound file: each as sound and as spectrogram image, and all on one picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

import numpy as np
import soundfile
from PIL import Image, ImageDraw

from bridge.config import ConfigError
from bridge.convert import SOUNDS, load, save
from bridge.mistakes import Mistakes
from bridge.options import folder, real, spare, whole
from bridge.params import shown
from bridge.progress import bar, complain, console
from bridge.whole_file import whole_file
from generators.base import Sound
from generators.image_file import SpectrogramImage, paint, write
from generators.image_tags import Tags

COUNT = whole(1, 1000, "clips")
SEED = whole(0, 2**31 - 1)
SECONDS = real(0.1, 60, "s")
SHEET = "sheet.png"
CELL, MARGIN = (256, 256), 4  # pixels


def make_sheet(source: Path, target: str, count: object, seconds: object, seed: object, overwrite: bool) -> int:
    """Write so many clips of a file, evenly spaced or, with a seed, at random. Returns the exit code; raises
    ConfigError."""
    mistakes = Mistakes()
    out = mistakes.checked("OUT", target, folder(Path).check)
    number = mistakes.checked("--count", count, COUNT.check)
    length = mistakes.checked("--seconds", seconds, SECONDS.check)
    chance = mistakes.checked("--seed", seed, SEED.check)
    if not source.is_file():
        mistakes.texts.append(f"{source}: there is no such file (a sound: {', '.join(SOUNDS)})")
    mistakes.tell()
    try:
        clips = cut(load(source, Tags.sample_rate), number, length, chance)
        mistakes.checked("OUT", files(out, clips), lambda paths: spare(paths, overwrite))
        mistakes.tell()
        _write(clips, out)
    except ConfigError:
        raise
    except soundfile.LibsndfileError as error:
        complain(f"{source}: it is not a sound file that can be read ({error.error_string.rstrip('.')})")
        return 1
    except (OSError, ValueError) as error:
        complain(f"{source}: {error}")
        return 1
    return 0


def cut(sound: Sound, count: int, seconds: float, seed: int | None) -> dict[str, Sound]:
    """So many clips of a sound, by the name of each. Raises ValueError if it is shorter than one."""
    rate = Tags.sample_rate
    frames = round(seconds * rate)
    if sound.shape[1] < frames:
        raise ValueError(f"it is {sound.shape[1] / rate:.2f} s long, shorter than a clip of {shown(seconds)} s")
    places = enumerate(starts(sound.shape[1] - frames, count, seed), 1)
    return {f"{number:03} {start / rate:.2f} s": sound[:, start : start + frames] for number, start in places}


def files(out: Path, clips: Iterable[str]) -> list[Path]:
    """What is written for the clips of these names."""
    return [out / SHEET, *(out / f"{name}{kind}" for name in clips for kind in (".wav", ".png"))]


def _write(clips: Mapping[str, Sound], out: Path) -> None:
    images = []
    with bar(str(out), len(clips)) as progress:
        for done, (name, clip) in enumerate(clips.items(), 1):
            images.append((name, paint(clip)))
            progress(done)
    out.mkdir(parents=True, exist_ok=True)
    for name, image in images:
        file = out / f"{name}.wav"
        if said := save(clips[name], Tags.sample_rate, file):
            console.print(f"{file}: {said}", markup=False, soft_wrap=True)
        with whole_file(out / f"{name}.png") as part:
            write(part, image)
    with whole_file(out / SHEET) as part:
        picture(images).save(part)


def starts(last: int, count: int, seed: int | None) -> list[int]:
    """First frames of so many clips, in order: evenly from 0 to `last`, or drawn by a seed."""
    if seed is not None:
        draw = Random(seed)
        return sorted(draw.randint(0, last) for _ in range(count))
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
