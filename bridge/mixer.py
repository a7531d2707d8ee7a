"""From stems in the ring to what each deck and the mix sound like, one block at a time."""

from __future__ import annotations

import numpy as np

from bridge.controls import Controls, Floats, Targets
from bridge.ring import Ring
from bridge.sign import Sign

__all__ = ["Controls", "Mixer"]

GLIDE_S = 0.010  # a gain or weight takes this long to reach its target
GATE_S = 0.005  # around an underrun
FADE_S = 0.100  # `Controls.running`


class Ramp:
    """Values that follow their targets in straight lines, each change taking the same time."""

    def __init__(self, values: Floats, frames: float) -> None:
        self.values = values.copy()
        self.targets = values.copy()
        self._frames = frames
        self._steps = np.zeros_like(values)

    def advance(self, targets: Floats, count: Floats) -> Floats:
        """The values over the next n frames, shape (..., n), or (..., 1) where all rest.

        `count` is 1, 2, ... n.
        """
        changed = targets != self.targets
        if changed.any():
            self.targets[changed] = targets[changed]
            self._steps[changed] = np.abs(self.targets - self.values)[changed] / self._frames
        way = self.targets - self.values
        if not way.any():
            return self.values[..., None]
        reach = self._steps[..., None] * count
        line: Floats = self.values[..., None] + np.clip(way[..., None], -reach, reach)
        self.values = np.where(np.abs(way) <= reach[..., -1], self.targets, line[..., -1])
        return line


class Level:
    """A scalar between 0 and 1 that rises or falls in a straight line and then rests there."""

    def __init__(self, frames: float, value: float) -> None:
        self._step = 1 / frames
        self.value = value

    def advance(self, up: bool, count: Floats) -> Floats | None:
        """The level over the next n frames; None where it is 1 throughout."""
        if up and self.value == 1:
            return None
        step = self._step if up else -self._step
        line: Floats = np.clip(self.value + step * count, 0, 1)
        if line.size:
            self.value = float(line[-1])
        return line


class Mixer:
    """Weighs the stems of the ring with the controls. One thread (the audio callback) owns it.

    Each `process(n)` fills the first n frames of `decks` (decks, 2, max_block) and `mix`
    (2, max_block), both views of `pairs` (decks + 1, 2, max_block). Gains
    and weights glide to their targets within 10 ms, so no control clicks. A deck
    is the sum of its keyframes' stems, lane (deck * keyframes + keyframe) * 2 + channel, by weight and
    by the gain of each channel; the mix is the sum of the decks by the master gain.

    When the ring runs dry, a gate fades what is left (its last sample held if need be) to silence in
    5 ms and opens again, as long, once there is material for a while; `underruns` counts these events
    and `missing` the frames. Before the first write, and while the controls say pause, silence is not
    an underrun. Any material that begins after silence fades in.

    While the controls wait, it fades out, leaves out what lies before the frame they wait for, and stands there.
    """

    def __init__(self, ring: Ring, controls: Controls, rate: int, max_block: int) -> None:
        """`rate` in frames per second; `max_block` is the most frames that `process` may be asked for.

        Raises ValueError when ring and controls are not of the same shape.
        """
        if ring.lanes != controls.decks * controls.keyframes * 2:
            raise ValueError(f"{ring.lanes} lanes are not {controls.decks} decks x {controls.keyframes} keyframes x 2")
        self.underruns = 0
        self.missing = 0
        self.rest = 0  # frames of the last block that passed before anything, or anything more, was played
        self._ring = ring
        self._controls = controls
        self._gate_frames = max(1, round(GATE_S * rate))
        self._enough = round(GLIDE_S * rate)
        self._targets = Targets(controls, ring.position)
        self._stem_gains = Ramp(self._targets.stem_gains, GLIDE_S * rate)
        self._master = Ramp(self._targets.master, GLIDE_S * rate)
        self._gate = Level(self._gate_frames, 0)
        self._fade = Level(FADE_S * rate, float(controls.running))
        self._dry = False
        self._held = np.zeros((controls.decks, 2, 1), np.float32)
        self.allocate(max_block)

    def allocate(self, max_block: int) -> None:
        """Change the largest block. Not while `process` runs."""
        self.max_block = max_block
        self.pairs: Floats = np.zeros((self._controls.decks + 1, 2, max_block), np.float32)
        self.decks: Floats = self.pairs[:-1]
        self.mix: Floats = self.pairs[-1]
        self._scratch = np.zeros((2, max_block), np.float32)
        self._count = np.arange(1, max_block + 1, dtype=np.float32)

    @property
    def position(self) -> int:
        """The playback clock, in frames."""
        return self._ring.position

    @property
    def passed(self) -> int:
        """The port clock, in frames: the playback clock, and what was waited."""
        return self._ring.position + self._ring.waited

    @property
    def silent(self) -> bool:
        """True when a fade to silence is complete."""
        return self._fade.value == 0 and not self._controls.running

    def hungry(self, frames: int) -> bool:
        """True if the next so many frames should be there by now, and are not."""
        return self._ring.available < frames and self._ring.written > 0 and self._controls.running

    def process(self, frames: int, sign: Sign = Sign.NONE, start: int = 0) -> None:
        """Fill the outputs with the next frames (1 to max_block). A wait for `sign` ends with frame `start` of them."""
        self.rest = self._rest(frames, sign, start)
        if self.rest:
            self._play(0, self.rest, waits=True)
        if self.rest < frames:
            self._play(self.rest, frames)

    def _rest(self, frames: int, sign: Sign, start: int) -> int:
        """How many of the next frames pass in a wait."""
        if (wait := self._controls.waits) is None:
            return 0
        if self._gate.value > 0:  # what is heard fades out first
            return frames
        frame, wanted = wait
        left_out = min(self._ring.available, max(0, frame - self.position))
        if self.position + left_out >= frame or not self._ring.space:  # in one step, if the ring is large enough
            self._ring.skip(left_out)
        if self.position < frame or not (sign == wanted or self._controls.told_to_go):
            return frames
        self._controls.gone(*wait)
        return start if sign == wanted else 0

    def _play(self, start: int, stop: int, waits: bool = False) -> None:
        """Fill those frames of the outputs; what waits fades out."""
        frames = stop - start
        gains, master = self._glide(frames)
        taken = self._take_last(frames) if waits else self._take(frames)
        decks = self.decks[:, :, start:stop]
        self._weigh(decks[:, :, :taken], gains)
        if taken < frames:
            decks[:, :, taken:] = self._held
        opening = 0 if waits else frames if taken == frames else max(0, taken - self._gate_frames)
        self._shape(decks, opening, self._count[:frames])
        mix = self.mix[:, start:stop]
        np.sum(decks, axis=0, out=mix)
        mix *= master

    def _glide(self, frames: int) -> tuple[Floats, Floats]:
        """Gains (decks, keyframes, 2, n) of the stems and (1, n) of the mix over the next frames, or with 1
        for n where all rest. They change course at the very frame for which a change was asked."""
        start, lines = 0, []
        while start < frames:
            stop = start + self._targets.advance(self.position + start, frames - start)
            count = self._count[: stop - start]
            master = self._master.advance(self._targets.master, count)
            lines.append((self._stem_gains.advance(self._targets.stem_gains, count), master, stop - start))
            start = stop
        if len(lines) == 1:
            return lines[0][:2]
        return _joined([(gains, n) for gains, _, n in lines]), _joined([(master, n) for _, master, n in lines])

    def _take(self, frames: int) -> int:
        """How many frames to take from the ring now; the accounts of underruns."""
        if self.silent:
            self._gate.value, self._dry = 0.0, False
            self._held[:] = 0
            return 0
        begun = self._ring.written > 0  # asked first: what is written from here on is not yet missed
        available = self._ring.available
        waiting = self._dry and available < max(frames, self._enough)
        taken = 0 if waiting else min(frames, available)
        if not begun or not self._controls.running:
            return taken
        if taken == frames:
            self._dry = False
            return taken
        self.underruns += not self._dry
        self.missing += frames - taken
        self._dry = True
        return taken

    def _take_last(self, frames: int) -> int:
        """How many frames to take from the ring for a fade before a wait, no more, as it may wait for what lies close
        behind; the port clock goes on by all of them."""
        taken = min(frames, self._ring.available, self._gate_frames) if self._gate.value > 0 else 0
        self._ring.wait(frames - taken)
        self._dry = False
        return taken

    def _weigh(self, decks: Floats, gains: Floats) -> None:
        """Take as many frames from the ring as `decks` (decks, 2, n) has, and add up its stems in it."""
        frames = decks.shape[-1]
        if not frames:
            return
        decks[:] = 0
        heard = np.argwhere(gains.any(axis=(2, 3)))
        start = 0
        for view in self._ring.peek(frames):
            stop = start + view.shape[1]
            stems = view.reshape(*gains.shape[:3], -1)
            part = slice(start, stop) if gains.shape[-1] > 1 else slice(None)
            scratch = self._scratch[:, start:stop]
            for deck, keyframe in heard.tolist():
                np.multiply(stems[deck, keyframe], gains[deck, keyframe, :, part], out=scratch)
                decks[deck, :, start:stop] += scratch
            start = stop
        self._ring.advance(frames)
        self._held[:] = decks[:, :, -1:]

    def _shape(self, decks: Floats, opening: int, count: Floats) -> None:
        """Fade in after silence, out where the ring ran dry (from frame `opening` on), and out and in as the controls
        ask."""
        frames = decks.shape[-1]
        _scale(decks[:, :, :opening], self._gate.advance(True, count[:opening]))
        _scale(decks[:, :, opening:], self._gate.advance(False, count[: frames - opening]))
        _scale(decks, self._fade.advance(self._controls.running, count))


def _joined(lines: list[tuple[Floats, int]]) -> Floats:
    """One after the other, (..., n) in all: each of as many frames as it says, though it may rest."""
    return np.concatenate([np.broadcast_to(line, (*line.shape[:-1], n)) for line, n in lines], axis=-1)


def _scale(sound: Floats, level: Floats | None) -> None:
    if level is not None:
        sound *= level
