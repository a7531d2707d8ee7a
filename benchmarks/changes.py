"""Finds in a recording when a change was heard first, and when it was complete.

The sound must repeat itself: a steady tone whose period divides `lap`, or a clip that goes round in `lap` frames.
Then, as long as nothing changes, each frame equals the one a lap before it and the one a lap after it. The first
frame that differs from the lap before is where a change is heard first; the last that differs from the lap
after is where it ends. That takes no model of sound or change: a glide, a cross-fade, another pitch are all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generators.base import Sound

Floats = NDArray[np.floating[Any]]
COUNT = 1 << 32  # JACK's count of frames begins anew there


class Disturbed(ValueError):
    """The recording has a gap, or is too short, where it matters."""


@dataclass(frozen=True)
class Recording:
    """What left a JACK port: `sound` (channels, frames), NaN where a period was missed.

    Periods began at frames `starts` (periods,), when the monotonic clock was at `times` (periods,), in seconds;
    MIDI was sent at `midi_times`. `gaps` is how often periods were missed.
    """

    rate: int
    sound: Sound
    starts: Floats
    times: Floats
    midi_times: Floats
    gaps: int = 0

    @classmethod
    def load(cls, path: Path) -> Recording:
        """Read what `jack_probe.py` has written."""
        with np.load(path) as data:
            blocks, frames, times = data["blocks"], data["frames"], data["times"]
            rate, midi_times = int(data["rate"]), data["midi_times"]
        period = blocks.shape[2]
        steps = np.diff(frames) % COUNT
        missed = steps != period  # also less: after an xrun JACK may set its count back
        starts = np.concatenate([[0], np.cumsum(np.where(missed, np.clip(steps, period + 1, 2 * rate), period))])
        sound = np.full((blocks.shape[1], starts[-1] + period), np.nan, np.float32)
        for start, block in zip(starts, blocks, strict=True):
            sound[:, start : start + period] = block
        return cls(rate, sound, starts, times, midi_times, int(missed.sum()))

    def frame_at(self, time: float) -> float:
        """The frame that JACK's clock was at, not rounded."""
        return float(np.interp(time, self.times, self.starts))


@dataclass(frozen=True)
class Trial:
    """A message sent, and a time at which its effect was surely over (monotonic clock, seconds)."""

    sent: float
    settled: float


@dataclass(frozen=True)
class Change:
    """Milliseconds from sending to the first frame that differs, and to the first that is as all that follow."""

    first: float
    fully: float


def departures(sound: Sound, start: int, stop: int, lap: int) -> tuple[Floats, Floats]:
    """How far each frame from `start` to `stop` is from the one a lap earlier, and from the one a lap later: over
    all channels, and relative to the louder of the laps on either side.

    Raises Disturbed.
    """
    whole = sound[:, max(start - lap, 0) : stop + lap].astype(np.float64)
    if start < lap or whole.shape[1] < stop - start + 2 * lap or np.isnan(whole).any():
        raise Disturbed
    power = (whole**2).sum(axis=0)
    level = np.sqrt(max(power[:lap].mean(), power[-lap:].mean())) or 1.0
    steps = np.sqrt(((whole[:, lap:] - whole[:, :-lap]) ** 2).sum(axis=0)) / level
    return steps[:-lap], steps[lap:]


def departure(recording: Recording, trial: Trial, lap: int) -> float:
    """The largest departure in a trial. Raises Disturbed."""
    before, after = departures(recording.sound, *_window(recording, trial), lap)
    return float(max(before.max(), after.max()))


def find(recording: Recording, trial: Trial, lap: int, threshold: float) -> Change | None:
    """The change of a trial, None where nothing departs by more than `threshold`. Raises Disturbed."""
    start, stop = _window(recording, trial)
    before, after = departures(recording.sound, start, stop, lap)
    if before.max() <= threshold or after.max() <= threshold:
        return None
    first = start + int(np.argmax(before > threshold))
    fully = stop - int(np.argmax(after[::-1] > threshold))
    sent, ms = recording.frame_at(trial.sent), 1000 / recording.rate
    return Change((first - sent) * ms, (fully - sent) * ms)


def _window(recording: Recording, trial: Trial) -> tuple[int, int]:
    return int(recording.frame_at(trial.sent)), int(recording.frame_at(trial.settled))
