"""Spectrogram images as files, just as Riffusion makes them and reads them. NumPy, SciPy and Pillow only.

The format is that of https://github.com/riffusion/riffusion-hobby: what a picture means stands in its EXIF tags
11000 to 11080. Sound → image: STFT with centred, reflected frames of 16-bit steps, mel bands,
`255 − 255 · (S / max) ** power` cut to a whole number, with the loudest pixel of the clip black. Mono is
repeated to RGB; in stereo red is 0, green left, blue right.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.fft
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from generators.base import Image, Sound
from generators.one_shot import decode_once
from generators.spectrogram import Floats, SpectrogramFormat, filterbank

FULL_SCALE = 32768  # Riffusion counts 16-bit steps
COLUMNS_AT_ONCE = 256
FAINTEST = 1e-3  # a clip's loudest value, in 16-bit steps, below which it is silence


class ImageFileError(ValueError):
    """A file that is no spectrogram image, or a sound that cannot be one; the text says what is allowed."""


class Tag(NamedTuple):
    number: int
    words: str
    low: float
    high: float


TAGS = {
    "sample_rate": Tag(11000, "sample rate in Hz", 8000, 96_000),
    "stereo": Tag(11005, "stereo", 0, 1),
    "triple": Tag(11007, "three bands to a pixel", 0, 1),
    "step_ms": Tag(11010, "step in ms", 1, 500),
    "window_ms": Tag(11020, "window in ms", 2, 500),
    "padded_ms": Tag(11030, "padded window in ms", 2, 800),
    "bands": Tag(11040, "number of mel bands", 8, 1536),
    "min_hz": Tag(11050, "lowest frequency in Hz", 0, 48_000),
    "max_hz": Tag(11060, "highest frequency in Hz", 1, 48_000),
    "power": Tag(11070, "power of the image", 0.01, 4),
    "max_value": Tag(11080, "magnitude of a black pixel", 1e-6, 1e15),
}


@dataclass(frozen=True)
class Tags:
    """What an image says about itself; the defaults are Riffusion's. `max_value` is in 16-bit steps, summed over
    the window, as its EXIF tag is.

    Raises ImageFileError for what is out of range, or does not fit together.
    """

    sample_rate: int = 44100  # and each of the following has its tag in `TAGS`
    stereo: bool = False
    triple: bool = False
    step_ms: float = 10
    window_ms: float = 100
    padded_ms: float = 400
    bands: int = 512
    min_hz: float = 0
    max_hz: float = 10_000
    power: float = 0.25
    max_value: float = 30e6

    def __post_init__(self) -> None:
        for name, tag in TAGS.items():
            value = getattr(self, name)
            if not tag.low <= value <= tag.high:
                raise ImageFileError(f"{_named(tag)} is {value:g}; it must be from {tag.low:g} to {tag.high:g}")
        for name, low, high in (
            ("max_hz", self.min_hz + 1, self.sample_rate / 2),
            ("window_ms", 2 * self.step_ms, min(100 * self.step_ms, self.padded_ms)),
        ):
            if not low <= getattr(self, name) <= high:
                raise ImageFileError(
                    f"{_named(TAGS[name])} is {getattr(self, name):g}; with the other tags it must be "
                    f"from {low:g} to {high:g}"
                )

    @classmethod
    def from_exif(cls, exif: dict[int, Any]) -> Tags:
        """Tags of a file; what is missing is Riffusion's default. Raises ImageFileError."""
        given = {name: _number(tag, exif[tag.number]) for name, tag in TAGS.items() if tag.number in exif}
        return cls(**given)  # type: ignore[arg-type]

    def to_exif(self) -> dict[int, int | float]:
        """Numbers of the types that Riffusion writes; it wrote no tag for `triple` at first, nor do we where it is
        not needed."""
        values = {tag.number: getattr(self, name) for name, tag in TAGS.items() if name != "triple" or self.triple}
        return {number: int(value) if isinstance(value, bool) else value for number, value in values.items()}

    @property
    def hop(self) -> int:
        """Frames from column to column."""
        return int(self.step_ms / 1000 * self.sample_rate)

    @property
    def window(self) -> int:
        """Frames of a window."""
        return int(self.window_ms / 1000 * self.sample_rate)

    @property
    def fft_length(self) -> int:
        return int(self.padded_ms / 1000 * self.sample_rate)

    @property
    def format(self) -> SpectrogramFormat:
        """The same in this project's units."""
        rate = self.sample_rate
        return SpectrogramFormat(
            bands=self.bands, min_hz=self.min_hz, max_hz=self.max_hz, break_hz=700, hop_s=self.hop / rate,
            window_s=self.window / rate, padded_s=self.fft_length / rate,
            max_value=self.max_value / FULL_SCALE / (self.window / 2), power=self.power,
        )  # fmt: skip


@dataclass(frozen=True)
class SpectrogramImage:
    """`pixels` (1 or 2 channels, bands, columns) and what they mean."""

    pixels: Image
    tags: Tags

    @property
    def frames(self) -> int:
        """Length of its sound at `tags.sample_rate`: from the centre of the first column to that of the last."""
        columns: int = self.pixels.shape[2]
        return (columns - 1) * self.tags.hop

    def sound(self, rate: int | None = None) -> Sound:
        """Its sound (channels, frames), as loud as it was painted, at `rate` or its own; not looping."""
        return decode_once(self.pixels, self.tags.format, rate or self.tags.sample_rate)


def paint(
    sound: Sound, stereo: bool = False, max_value: float | None = None, width: int | None = None
) -> SpectrogramImage:
    """Image of a sound (channels, frames) at 44.1 kHz with Riffusion's parameters.

    Mono is the mean of all channels. Without `max_value` (in 16-bit steps summed over the window, as in EXIF) the
    clip's own loudest value is black. The image has `width` columns, the sound cut or followed by silence; else as
    many as there are whole hops in it, and one.

    Raises ImageFileError for a sound of more than two channels in stereo, of less than a hop, or with samples
    that are not finite, or an absurd `max_value`.
    """
    tags = Tags(stereo=stereo)
    channels = _channels(sound, stereo)
    if width is not None:
        frames = (width - 1) * tags.hop
        channels = np.pad(channels[:, :frames], ((0, 0), (0, max(0, frames - channels.shape[1]))))
    if channels.shape[1] < tags.hop:
        ms = 1000 * channels.shape[1] / tags.sample_rate
        raise ImageFileError(f"a sound of {ms:.1f} ms is too short for an image: it must be at least {tags.step_ms} ms")
    bands = np.stack([_mel(channel, tags) for channel in channels])
    if max_value is None:
        loudest = float(bands.max())
        max_value = loudest if loudest > FAINTEST else Tags.max_value
    tags = Tags(stereo=stereo, max_value=max_value)
    level = np.minimum(bands / np.float32(tags.max_value), 1) ** tags.power
    return SpectrogramImage((255 - 255 * level).astype(np.uint8)[:, ::-1], tags)


def _channels(sound: Sound, stereo: bool) -> Floats:
    """One channel or two, in 16-bit steps."""
    if not np.isfinite(sound).all():
        raise ImageFileError("the sound has samples that are not numbers (NaN or infinite)")
    if not stereo:
        mono: Floats = sound.mean(axis=0, keepdims=True, dtype=np.float32)
        return mono * np.float32(FULL_SCALE)
    if len(sound) > 2:
        raise ImageFileError(f"the sound has {len(sound)} channels; a stereo image holds 1 or 2")
    return np.broadcast_to(sound, (2, sound.shape[1])).astype(np.float32) * np.float32(FULL_SCALE)


def _mel(steps: Floats, tags: Tags) -> Floats:
    """Mel magnitudes (bands, columns) of a channel in 16-bit steps, lowest band first."""
    size, hop = tags.window, tags.hop
    before = tags.fft_length // 2 - (tags.fft_length - size) // 2
    around = np.pad(steps, (before, size - before), mode="reflect")
    blocks = np.lib.stride_tricks.sliding_window_view(around, size)[: len(steps) + 1 : hop]
    hann = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)).astype(np.float32)
    bank = filterbank(tags.format, tags.sample_rate)
    parts = [
        bank @ np.abs(scipy.fft.rfft(blocks[first : first + COLUMNS_AT_ONCE] * hann, tags.fft_length, axis=1)).T
        for first in range(0, len(blocks), COLUMNS_AT_ONCE)
    ]
    return np.concatenate(parts, axis=1)


def write(path: Path, image: SpectrogramImage) -> None:
    """Write a PNG with its tags. Raises OSError."""
    picture = Pillow.fromarray(_rgb(image))
    exif = picture.getexif()
    exif.update(image.tags.to_exif())
    picture.save(path, format="PNG", exif=exif)


def read(path: Path) -> SpectrogramImage:
    """Read any image file that Pillow can, with its tags, or Riffusion's defaults for those it lacks.

    Raises ImageFileError naming what is wrong and what is allowed, OSError if the file cannot be opened.
    """
    try:
        with warnings.catch_warnings(action="error", category=Pillow.DecompressionBombWarning), path.open("rb") as file:
            picture = Pillow.open(file)
            exif, rgb = dict(picture.getexif()), np.asarray(picture.convert("RGB"))
    except UnidentifiedImageError:
        raise ImageFileError("it is not an image (PNG, JPEG, WebP ...)") from None
    except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError):
        raise ImageFileError(f"it is too large: at most {Pillow.MAX_IMAGE_PIXELS} pixels are read") from None
    except (SyntaxError, ValueError, EOFError) as error:
        raise ImageFileError(f"it is a damaged image ({error})") from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise ImageFileError(f"it is a damaged image ({error})") from None
    tags = Tags.from_exif(exif)
    return SpectrogramImage(_pixels(rgb, tags), tags)


def _rgb(image: SpectrogramImage) -> Image:
    """An RGB picture (height, width, 3)."""
    pixels = image.pixels
    if image.tags.stereo:
        planes = np.stack([np.zeros_like(pixels[0]), *pixels])
    elif image.tags.triple:  # red is the lowest of the three bands of a row
        planes = pixels.reshape(-1, 3, pixels.shape[2]).transpose(1, 0, 2)[::-1]
    else:
        planes = np.repeat(pixels, 3, axis=0)
    return np.ascontiguousarray(planes.transpose(1, 2, 0))


def _pixels(rgb: Image, tags: Tags) -> Image:
    """Channels, bands, columns of an RGB picture (height, width, 3)."""
    rows = 3 * rgb.shape[0] if tags.triple else rgb.shape[0]
    if rows != tags.bands:
        raise ImageFileError(
            f"it is {rgb.shape[0]} pixels high; its tags, or Riffusion's defaults, say {tags.bands} bands"
        )
    if rgb.shape[1] < 2:
        raise ImageFileError(f"it is {rgb.shape[1]} pixel wide; a sound needs at least 2")
    planes = rgb.transpose(2, 0, 1)
    if tags.triple:
        return planes[::-1].transpose(1, 0, 2).reshape(1, rows, -1)
    return planes[1:] if tags.stereo else planes[:1]


def _number(tag: Tag, value: Any) -> int | float:
    """The value of a tag, an int where it is whole: Riffusion's own are, but for the last two."""
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        number = float("nan")
    if not isfinite(number):
        raise ImageFileError(f"{_named(tag)} is {value!r:.40}; it must be a number from {tag.low:g} to {tag.high:g}")
    return int(number) if number == int(number) else number


def _named(tag: Tag) -> str:
    return f"EXIF tag {tag.number} ({tag.words})"
