"""Spectrogram images as files, just as Riffusion makes them and reads them. NumPy, SciPy and Pillow only.

The format is that of https://github.com/riffusion/riffusion-hobby: what a picture means stands in its EXIF tags, see
`image_tags.py`. Sound → image: STFT with centred, reflected frames of 16-bit steps, mel bands,
`255 − 255 · (S / max) ** power` cut to a whole number, with the loudest pixel of the clip black. Mono is
repeated to RGB; in stereo red is 0, green left, blue right.
"""

from __future__ import annotations

import os
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.fft
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from generators.base import Image, Sound
from generators.image_tags import FULL_SCALE, ImageFileError, Tags
from generators.one_shot import decode_once
from generators.spectrogram import Floats, filterbank

IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp")
WIDEST = 170_000  # columns, 28 minutes: Pillow reads no more pixels without a warning
COLUMNS_AT_ONCE = 256
FAINTEST = 1e-3  # a clip's loudest value, in 16-bit steps, below which it is silence
EXIF_OF_PNG = {"exif", "Raw profile type exif"}  # where Pillow keeps it that stands before the pixels

Pillow.init()  # all its formats now: 70 ms with the first image would be heard


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

    Raises ImageFileError for a sound of more than two channels in stereo, of less than a hop or more than WIDEST, or
    with samples that are not finite, or an absurd `max_value`.
    """
    tags = Tags(stereo=stereo)
    channels = _channels(sound, stereo)
    if width is not None:
        frames = (width - 1) * tags.hop
        channels = np.pad(channels[:, :frames], ((0, 0), (0, max(0, frames - channels.shape[1]))))
    frames, rate = channels.shape[1], tags.sample_rate
    if frames < tags.hop:
        ms = 1000 * frames / rate
        raise ImageFileError(f"a sound of {ms:.1f} ms is too short for an image: it must be at least {tags.step_ms} ms")
    if frames >= WIDEST * tags.hop:
        most = WIDEST * tags.hop / rate
        raise ImageFileError(
            f"a sound of {frames / rate:.0f} s is too long for an image: it must be below {most:.0f} s"
        )
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
    with _opened(path) as picture:
        exif, rgb = dict(picture.getexif()), np.asarray(picture.convert("RGB"))
    tags = Tags.from_exif(exif)
    return SpectrogramImage(_pixels(rgb, tags), tags)


def measured(path: Path) -> tuple[Tags, int]:
    """The tags of an image file and how many columns it has; its pixels are not read. Raises as `read` does."""
    with _opened(path) as picture:
        (width, height), kind = picture.size, picture.format
        if kind == "PNG" and not picture.info.keys() & EXIF_OF_PNG:
            picture.info["exif"] = _chunk(path, b"eXIf")  # or Pillow would decode all pixels, for what may come after
        exif = dict(Pillow.Image.getexif(picture))
    tags = Tags.from_exif(exif)
    _check_size(width, height, tags)
    return tags, width


def _chunk(path: Path, wanted: bytes) -> bytes:
    """What a chunk of a PNG file holds, nothing if there is none (https://www.w3.org/TR/png-3/#5Chunk-layout)."""
    with path.open("rb") as file:
        file.seek(8)
        while len(header := file.read(8)) == 8:
            length, kind = struct.unpack(">I4s", header)
            if kind == wanted:
                return file.read(length)
            file.seek(length + 4, os.SEEK_CUR)
    return b""


@contextmanager
def _opened(path: Path) -> Iterator[Pillow.Image]:
    """An image file; what goes wrong with it becomes an ImageFileError, or an OSError if it cannot be opened."""
    try:
        with warnings.catch_warnings(action="error", category=Pillow.DecompressionBombWarning), path.open("rb") as file:
            picture = Pillow.open(file)
            if picture.mode.startswith(("I", "F")):  # Pillow would cut them at 255
                raise ImageFileError(f"its pixels are numbers of kind {picture.mode}; 8 bits a channel are read")
            yield picture
    except ImageFileError:
        raise
    except UnidentifiedImageError:
        raise ImageFileError("it is not an image (PNG, JPEG, WebP ...)") from None
    except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError):
        raise ImageFileError(f"it is too large: at most {Pillow.MAX_IMAGE_PIXELS} pixels are read") from None
    except (SyntaxError, ValueError, EOFError, struct.error) as error:
        raise ImageFileError(f"it is a damaged image ({error})") from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise ImageFileError(f"it is a damaged image ({error})") from None


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
    _check_size(rgb.shape[1], rgb.shape[0], tags)
    planes = rgb.transpose(2, 0, 1)
    if tags.triple:
        return planes[::-1].transpose(1, 0, 2).reshape(1, tags.bands, -1)
    return planes[1:] if tags.stereo else planes[:1]


def _check_size(width: int, height: int, tags: Tags) -> None:
    """Raises ImageFileError unless an image of so many pixels is what its tags say."""
    if height * (3 if tags.triple else 1) != tags.bands:
        raise ImageFileError(f"it is {height} pixels high; its tags, or Riffusion's defaults, say {tags.bands} bands")
    if width < 2:
        raise ImageFileError(f"it is {width} pixel wide; a sound needs at least 2")
