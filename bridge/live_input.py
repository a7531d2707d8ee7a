"""What comes in through JACK as a deck's init clip: once, or again and again."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

from bridge.audio import AudioProcess
from bridge.capture import CAPTURE_S
from bridge.clock import Bars
from bridge.dispatch import Handler, Reply
from bridge.params import ParamError, Params, deck_address
from bridge.stage import Stage
from bridge.stamped import new_file, stamped
from generators.base import Sound


class Silence(ParamError):
    """Nothing came in."""


class LiveInput:
    """Captures the last bars, as many as the deck's clips have, in time with the clock. Belongs to the control thread.

    Captures are files, written by another thread, and stay: a journal that is rendered needs them.
    """

    def __init__(
        self, params: Params, stage: Stage, audio: AudioProcess, folder: Path, on_error: Callable[[str, str], None]
    ) -> None:  # fmt: skip
        self._params = params
        self._stage = stage
        self._audio = audio
        self._folder = folder
        self._on_error = on_error
        self._due: dict[int, float] = {}  # decks that listen: the beat from which there is something new
        self._began: set[int] = set()  # decks that listen, and have heard something or said that there is nothing
        self._writing: set[asyncio.Task[None]] = set()

    @property
    def handlers(self) -> dict[str, Handler]:
        """`/deck/N/capture` of each deck there is."""
        return {f"/deck/{deck + 1}/capture": self._handler(deck) for deck in range(len(self._stage.decks))}

    def turn(self) -> None:
        """Decks that listen take in what was played each time it makes a clip; through a rest they keep it."""
        for index, deck in enumerate(self._params.snapshot().decks):
            if not deck.listen:
                self._due.pop(index, None)
                self._began.discard(index)
                continue
            bars, now = self._last_bar()
            beats = deck.bars * bars.beats
            self._due[index] = min(self._due.get(index, math.inf), now + beats)  # the clock may have gone back
            if now >= self._due[index] and self._played(now - beats):
                self._due[index] = now + beats
                self._listen(index)

    def _listen(self, index: int) -> None:
        try:
            self.capture(index)
        except ParamError as error:
            if isinstance(error, Silence) and index in self._began:
                return  # a rest
            self._on_error(f"/deck/{index + 1}/listen", str(error))
            if not isinstance(error, Silence):
                return
        self._began.add(index)

    def capture(self, index: int) -> None:
        """Make what came in during the last bars the init clip of a deck. Raises ParamError if it is not there, and
        Silence if it is none."""
        bars, now = self._last_bar()
        count = self._params.snapshot().decks[index].bars
        sound, turn = self._heard(now, count, bars)
        connected = self._audio.status().connected
        if not sound.any():
            cause = "what is connected to them is silent" if any(connected) else "nothing is connected"
            raise Silence(f"nothing came in through in_L and in_R for {_named(count)}: {cause}")
        sides = [side for side in (0, 1) if connected[side] or sound[side].any()]  # one that is mono is not halved
        task = asyncio.get_running_loop().create_task(self._keep(index, sound, sides, turn))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    def _handler(self, index: int) -> Handler:
        def handle(_: tuple[object, ...], reply: Reply) -> None:
            self.capture(index)
            reply(f"/deck/{index + 1}/capture")

        return handle

    async def _keep(self, index: int, sound: Sound, sides: list[int], turn: int) -> None:
        address = deck_address(index, "init")
        try:
            ending = f"-deck{index + 1}.wav"
            path = await asyncio.to_thread(_write, self._folder, ending, sound, sides, turn, self._stage.clock.rate)
            self._params.set(address, str(path))
        except (OSError, soundfile.LibsndfileError, ParamError) as error:
            self._on_error(address, f"the capture cannot be kept: {error}")

    @property
    def _delay(self) -> int:
        """Frames from the playhead to what was played in time with it: by a player, who hears us, or by a program whose
        sound takes no time to come in, and which is in time with our port."""
        timing = self._audio.timing()
        return timing.latency + timing.input_latency if timing and timing.input_latency else 0

    @property
    def _heard_to(self) -> int:
        """The frame up to which all that was played in time has come in."""
        return self._stage.playhead - self._delay - self._audio.status().blocksize

    def _played(self, beat: float) -> bool:
        """Has what came in since this beat come in since the clock was put where it goes now?"""
        clock = self._stage.clock
        return beat >= clock.first and clock.frame_at(clock.first) <= self._heard_to

    def _last_bar(self) -> tuple[Bars, float]:
        """The last bar line, as a beat, before which all has come in, and how bars are counted there."""
        clock, frame = self._stage.clock, self._heard_to
        bars = clock.bars_at(frame)
        beat = clock.beat_at(frame) - bars.beat
        return bars, beat // bars.beats * bars.beats + bars.beat

    def _heard(self, end: float, count: int, bars: Bars) -> tuple[Sound, int]:
        """(2, frames) of what was played for so many bars up to a beat, and where in it the loop begins, counted from
        its end."""
        clock, beats = self._stage.clock, count * bars.beats
        beat = end - beats
        start, stop = (round(clock.passed(at, self._heard_to)) for at in (beat, end))
        if not self._played(beat):
            raise ParamError(f"{_named(count)} {'have' if count > 1 else 'has'} not been played yet")
        if (seconds := (stop - start) / clock.rate) > CAPTURE_S:
            raise ParamError(f"{count} bars are {seconds:.1f} s here; what comes in is kept for {CAPTURE_S:g} s")
        try:
            sound = self._audio.captured(start + self._delay, stop - start)
        except ValueError as error:
            raise ParamError(str(error)) from None
        return sound, round((beat - bars.beat) % beats / beats * (stop - start))


def _named(bars: int) -> str:
    return f"{bars} bar{'s' if bars > 1 else ''}"


def _write(folder: Path, ending: str, sound: Sound, sides: list[int], turn: int, rate: int) -> Path:
    """A file of those sides, turned by so many frames."""
    path = stamped(folder, ending, new_file)
    soundfile.write(path, np.roll(sound[sides], turn, axis=1).T, rate, subtype="FLOAT")
    return path
