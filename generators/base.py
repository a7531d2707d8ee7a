"""The contract between the bridge and whatever paints: ClipRequest in, Clip out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from generators.metre import COMMON, METRES

BEATS_PER_BAR = METRES[COMMON].beats
LAST_BEAT, HIGHEST_HZ = 32.0, 20_000.0  # a mask from 0 to here covers everything
MAX_CHAIN = 16  # how many ancestors a lost clip may cost to paint again; one more for a clip that continues another

Sound = NDArray[np.float32]  # (channels, frames), full scale = 1
Image = NDArray[np.uint8]  # (channels, bands, columns), low frequencies in the last row, 0 = loud


class Cancelled(Exception):
    """The performer no longer wants the clip that was being painted."""


@dataclass(frozen=True)
class ClipRequest:
    """Everything a clip depends on: equal requests give equal clips, bit for bit, on one machine.

    `alpha` runs from A (0) to B (1); `tempo` is in BPM, `rate` in frames per second; `denoising` says
    how much of `init` (a file: sound or spectrogram image; "" = none) is painted over, 1 = all of it. `after` is the
    clip this one follows: its phases are where the decoder starts, so that the two cross-fade as one sound.
    A `join` of "continue" also paints it so that its beginning goes on from where that clip ends.

    `bars` are counted in a `metre` of METRES. `init` is read from `init_from` seconds on. Only what lies in the mask,
    from beat `mask_from` to `mask_to` and from `mask_low` to `mask_high` Hz, is painted over. With `dynamics` "init"
    the clip is as loud from moment to moment as the init clip.
    """

    prompt_a: str
    prompt_b: str
    negative: str = ""
    seed_a: int = 0
    seed_b: int = 0
    alpha: float = 0.0
    guidance: float = 1.0
    steps: int = 4
    denoising: float = 1.0
    init: str = ""
    bars: int = 2
    tempo: float = 120.0
    rate: int = 48000
    init_from: float = 0.0
    join: str = "loop"
    metre: str = COMMON
    dynamics: str = "free"
    mask_from: float = 0.0
    mask_to: float = LAST_BEAT
    mask_low: float = 0.0
    mask_high: float = HIGHEST_HZ
    after: ClipRequest | None = field(default=None, repr=False)

    @property
    def beats(self) -> int:
        """Length in quarter notes."""
        return self.bars * METRES[self.metre].beats

    @property
    def seconds(self) -> float:
        """Exact length in seconds; `frames` is this, rounded."""
        return self.beats * 60 / self.tempo

    @property
    def frames(self) -> int:
        return round(self.seconds * self.rate)

    @cached_property
    def key(self) -> str:
        """Hash of the request and, through `after`, of its whole ancestry."""
        fields = {name: value for name, value in vars(self).items() if name in _FIELDS}
        fields["after"] = self.after.key if self.after else None
        return hashlib.blake2b(json.dumps(fields, sort_keys=True).encode(), digest_size=16).hexdigest()

    def __hash__(self) -> int:
        return hash(self.key)

    @cached_property
    def depth(self) -> int:
        """How many ancestors the request has."""
        return self.after.depth + 1 if self.after else 0

    @property
    def masked(self) -> bool:
        """True if some of the init clip is kept whatever the denoising."""
        whole_time = self.mask_from <= 0 and self.mask_to >= self.beats
        return bool(self.init) and not (whole_time and self.mask_low <= 0 and self.mask_high >= HIGHEST_HZ)

    @property
    def heeds_init(self) -> bool:
        """True if the init clip makes any difference."""
        return bool(self.init) and (self.denoising < 1 or self.masked or self.dynamics == "init")

    def canonical(self) -> ClipRequest:
        """The same picture under one name: at either end of the path only that end matters, and a mask only
        where it keeps something."""
        if not self.init and self.dynamics != "free":
            return replace(self, dynamics="free").canonical()
        if not self.masked and _mask(self) != WHOLE:
            return replace(self, **WHOLE).canonical()  # type: ignore[arg-type]
        if self.alpha == 0 or (self.prompt_a, self.seed_a) == (self.prompt_b, self.seed_b):
            return replace(self, alpha=0.0, prompt_b=self.prompt_a, seed_b=self.seed_a)
        if self.alpha == 1:
            return replace(self, alpha=0.0, prompt_a=self.prompt_b, seed_a=self.seed_b)
        return self

    def same_picture(self, other: ClipRequest) -> bool:
        """True if both paint the same clip but for the phases they start from."""
        return replace(self, after=None) == replace(other, after=None)

    @property
    def anchor(self) -> ClipRequest:
        """The first clip with the end that this one has: a clip that continues another has the other's."""
        clip = self
        while clip.join == "continue" and clip.after:
            clip = clip.after
        return clip

    def following(self, previous: ClipRequest | None) -> ClipRequest:
        """This request, decoded from the phases of `previous` where the two are equally long.

        Where too many might have to be painted again for it, it follows none. A clip that continues the last
        then follows the first that ended as that does.
        """
        if previous is None or previous.frames != self.frames:
            return replace(self, after=None)
        if previous.depth < MAX_CHAIN:
            return replace(self, after=previous)
        return replace(self, after=previous.anchor if self.join == "continue" else None)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ClipRequest:
        after = data.get("after")
        return cls(**{**data, "after": cls.from_json(after) if after else None})


_FIELDS = frozenset(ClipRequest.__dataclass_fields__)
WHOLE = {"mask_from": 0.0, "mask_to": LAST_BEAT, "mask_low": 0.0, "mask_high": HIGHEST_HZ}


def _mask(request: ClipRequest) -> dict[str, float]:
    return {name: getattr(request, name) for name in WHOLE}


@dataclass(frozen=True)
class Clip:
    """What one generation returns: n bars as an image and as a sound that loops on itself.

    `reads` says what a generator took the prompts of A and B to mean, "" where it read them as they stand.
    """

    request: ClipRequest
    image: Image
    sound: Sound
    reads: tuple[str, str] = ("", "")

    @property
    def reworded(self) -> dict[str, str]:
        """The prompts that were not read as they stand, and what they were taken to mean."""
        prompts = self.request.prompt_a, self.request.prompt_b
        return {prompt: read for prompt, read in zip(prompts, self.reads, strict=True) if read}


class Generator(Protocol):
    """Paints clips; used by one thread of one process at a time."""

    name: str
    channels: int

    def paint(
        self, request: ClipRequest, after: Clip | None, cancelled: Callable[[], bool],
        company: Sequence[ClipRequest] = (),
    ) -> Clip:  # fmt: skip
        """Return the clip of `request`, decoded from the phases of `after` (the clip of `request.after`; None where
        there is none, or it cannot be painted). Asks `cancelled` between steps. `company` is wanted next: a generator
        that paints several in less time may begin with them.

        Raises Cancelled when it says so, ValueError for a request that cannot be painted.
        """
        ...
