"""How alike the waveforms of neighbouring keyframes are, as exactly as the law of levels needs it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from bridge.canvas import correlation
from generators.base import Clip, Sound

LOOKED_AT = 32768  # frames of a clip, about, however long it is: at most 0.06 off, or 0.3 dB, in strokes of 5 ms


class Look(NamedTuple):
    """A clip, and what of it is looked at."""

    clip: Clip
    sound: Sound


class Likeness:
    """Compares the clips of a deck; looks at each once. Belongs to the control thread."""

    def __init__(self) -> None:
        self._looks: dict[int, Look] = {}  # by the clip's id, its own while the look keeps it

    def of_neighbours(self, clips: Sequence[Clip]) -> tuple[float, ...]:
        """Correlation of each clip with the next, −1 to 1; 0 where their lengths differ."""
        self._looks = {id(clip): self._looks.get(id(clip)) or Look(clip, thinned(clip.sound)) for clip in clips}
        return tuple(_correlation(a, b) for a, b in pairwise(self._looks[id(clip)] for clip in clips))


def thinned(sound: Sound) -> Sound:
    """Some of its frames, evenly spaced."""
    step = sound.shape[1] // LOOKED_AT | 1  # odd, or a tone of 3000 Hz would be looked at in one phase alone
    return np.ascontiguousarray(sound[:, ::step])


def _correlation(a: Look, b: Look) -> float:
    if a.clip.sound.shape != b.clip.sound.shape:
        return 0.0
    return 1.0 if a is b else correlation(a.sound, b.sound)
