"""A canvas: the clips of a deck's stems under a playhead, as one unbroken sound."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bridge.line import Line, Loop, Where
from bridge.material import Material
from bridge.stretcher import Stretcher
from generators.base import Clip, ClipRequest, Sound

FADE_S = 0.03  # of a cross-fade into the next clips or the next lap

Gains = NDArray[np.float32]


def blend_gains(x: Gains, correlation: float) -> tuple[Gains, Gains]:
    """Gains from one sound (position x = 0) to another (1) that keep their common level.

    Two sounds with correlation r add up to g² + h² + 2ghr times the power of one; the gains make that 1,
    so like sounds are blended linearly and unlike ones with equal power.
    """
    level: Gains = np.sqrt((1 - x) ** 2 + x**2 + 2 * np.float32(max(correlation, 0)) * x * (1 - x))
    return (1 - x) / level, x / level


def correlation(a: Sound, b: Sound) -> float:
    """Normalised correlation of two sounds of equal shape, −1 to 1; 0 where one is silent."""
    power = float(np.vdot(a, a)) * float(np.vdot(b, b))
    return float(np.vdot(a, b)) / power**0.5 if power > 0 else 0.0


@dataclass(frozen=True)
class Entry:
    """Clips by stem, faded in by `frame`; their bar 1 lies on the beat `downbeat`."""

    frame: int
    clips: Mapping[int, Clip]
    downbeat: float

    def without(self, stems: Container[int]) -> Entry:
        return replace(self, clips={stem: clip for stem, clip in self.clips.items() if stem not in stems})

    @property
    def request(self) -> ClipRequest:
        return next(iter(self.clips.values())).request


class Canvas:
    """An endless sound (stems, 2, frames), read block by block. Belongs to the control thread.

    All stems run along one `Line`, so that they stay coherent. What follows what, clip after clip, lap
    after lap and, when time is bent, grain after grain, is cross-faded *before* it begins: a loop's end
    runs into the start of the next, and an attack on the beat stays whole.
    """

    def __init__(self, rate: int, stems: int, where: Where) -> None:
        """`where(frame)` is asked, at the head and a little ahead, for the place to be at."""
        self.head = 0
        self.fade = round(FADE_S * rate)
        self._clips: list[Clip | None] = [None] * stems
        self._line: Line | None = None
        self._queue: list[Entry] = []
        self._ready: Sound = np.zeros((stems, 2, 0), np.float32)
        self._rate = rate
        self._stretcher = Stretcher(rate, FADE_S)
        self._material: Material | None = None
        self._where = where

    @property
    def clips(self) -> list[Clip | None]:
        """The clip of each stem, entered or about to enter."""
        clips = dict(enumerate(self._clips))
        for entry in self._queue:
            clips |= entry.clips
        return list(clips.values())

    @property
    def loop(self) -> Loop | None:
        """The one that sounds; None before the first."""
        if not (line := self._line):
            return None
        return Loop(line.downbeat, line.beats, (self._stretcher.held + self.fade) / line.frames_per_beat)

    def enter(self, clips: Mapping[int, Clip], frame: int, downbeat: float) -> None:
        """Have these clips faded in by `frame`; what was to enter their stems then or later is dropped."""
        waiting = [entry if entry.frame < frame else entry.without(clips) for entry in self._queue]
        waiting.append(Entry(frame, clips, downbeat))
        self._queue = sorted((entry for entry in waiting if entry.clips), key=lambda entry: entry.frame)

    def move(self, moved: Callable[[int], int]) -> None:
        """What waits to enter at a frame enters at `moved(frame)` instead, in the same order."""
        self._queue = [replace(entry, frame=moved(entry.frame)) for entry in self._queue]

    def read(self, frames: int) -> Sound:
        """The next (stems, 2, frames)."""
        parts = []
        while frames:
            if not self._ready.shape[2]:
                self._ready = self._next(frames)
            part, self._ready = self._ready[:, :, :frames], self._ready[:, :, frames:]
            parts.append(part)
            frames -= part.shape[2]
        return np.concatenate(parts, axis=2)

    def _next(self, limit: int) -> Sound:
        """What follows at `head`: some steady sound, or one whole cross-fade."""
        change = self._next_change()
        if change is not None and self.head >= change - self.fade:
            sound = self._cross_fade(max(change - self.head, self.fade // 4))
        else:
            room = limit if change is None else change - self.fade - self.head
            sound = self._bent(min(limit, room), room if change else None)
        self.head += sound.shape[2]
        return sound

    def _next_change(self) -> int | None:
        """The frame at which the next clips enter or the next lap begins."""
        changes = [entry.frame for entry in self._queue[:1]]
        if self._line and (lap := self._line.next_lap):
            changes.append(lap)
        return min(changes, default=None)

    def _steady(self, frames: int) -> Sound:
        sound, line = np.zeros((len(self._clips), 2, frames), np.float32), self._line
        if line is None:
            return sound
        index = line.index(self.head, frames)
        for stem, clip in enumerate(self._clips):
            if clip:
                sound[stem] = line.take(clip.sound, index)
        return sound

    def _bent(self, frames: int, room: int | None) -> Sound:
        """Steady sound, up to where the line has to be left; or the cross-fade to another, if there is room."""
        line = self._line
        jump, steady = (
            self._stretcher.look(line, self._where, self.head, frames, self._material_of) if line else (None, frames)
        )
        if line is None or jump is None:
            return self._steady(steady)
        if room is not None and jump.frames > room:
            return self._steady(frames)
        before = self._steady(jump.frames)
        self._line = self._stretcher.leap(line, jump, self._where, self.head, self._material_of())
        return _blend(before, self._steady(jump.frames))

    def _material_of(self) -> Material:
        """Of the clips as they are now; made once for them."""
        if self._material is None:
            sounds = {id(clip): clip.sound for clip in self._clips if clip}
            self._material = Material(list(sounds.values()), self._rate)
        return self._material

    def _cross_fade(self, frames: int) -> Sound:
        """Go on to the clips that are due, else to the next lap, in so many frames."""
        before = self._steady(frames)
        arrival = self.head + frames
        if self._queue and self._queue[0].frame <= arrival:
            while self._queue and self._queue[0].frame <= arrival:
                self._let_in(self._queue.pop(0), arrival)
        elif self._line:
            self._line = self._line.following_lap()
        return _blend(before, self._steady(frames))

    def _let_in(self, entry: Entry, arrival: int) -> None:
        """The clips, and their line, which stays as it was if length and downbeat do."""
        for stem, clip in entry.clips.items():
            self._clips[stem] = clip
        self._material = None
        line = Line.at(self._where(arrival), arrival, entry.request, entry.downbeat)
        if not self._line or not self._line.same_loop(line):
            self._line = line


def _blend(before: Sound, after: Sound) -> Sound:
    """A cross-fade of each stem (stems, 2, frames) where the two differ."""
    x = np.sin(np.linspace(0, np.pi / 2, after.shape[2], dtype=np.float32)) ** 2
    blended = after.copy()
    for stem, (old, new) in enumerate(zip(before, after, strict=True)):
        if not np.array_equal(old, new):
            g, h = blend_gains(x, correlation(old, new))
            blended[stem] = old * g + new * h
    return blended
