"""What a spectrogram image says about itself, in Riffusion's EXIF tags 11000 to 11080.

They are those of https://github.com/riffusion/riffusion-hobby.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

from generators.spectrogram import SpectrogramFormat

FULL_SCALE = 32768  # Riffusion counts 16-bit steps


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
