"""What an output plays: the mixer, with its accounts in shared memory, and where what comes in is kept."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bridge.audio_state import CLOCK_IN, PEAK_STEPS, AudioState
from bridge.capture import Capture
from bridge.controls import Controls, Floats
from bridge.meter import Meter
from bridge.mixer import Mixer
from bridge.ring import Ring
from bridge.sign import ClockSigns, Sign
from bridge.timing import Pace

_WAIT_S = 2.0  # the most that one block waits for the player in freewheel mode
_LOOK_S = 0.0005


class Cycle(NamedTuple):
    """What an output knows of a block: its start in `time.monotonic`, how many frames later it is heard, how many
    frames what comes in was on its way, and what that is."""

    start: float
    latency: int = 0
    input_latency: int = 0
    inputs: Sequence[Floats] = ()


class Feed:
    """One output's callback calls these; `process` never raises, and but for `wait` nothing waits.

    After `process(n)` the first n frames of `decks` (decks, 2, max_block) and `mix` (2, max_block) are what
    to play. An error inside is recorded in the state, and the block is silent.
    """

    def __init__(
        self,
        mixer: Mixer,
        state: AudioState,
        controls: Controls,
        rate: int,
        capture: Capture | None = None,
        recording: Ring | None = None,
    ) -> None:
        """`recording` takes (decks + 1) * 2 lanes, the mix last, while the controls say so."""
        self.controls = controls
        self.state = state
        self._mixer = mixer
        self._rate = rate
        self._capture = capture
        self._recording = recording
        self._pace = Pace(rate)
        self._meter = Meter(rate)
        self._clock_signs = ClockSigns(rate)
        self._seen = Sign.NONE, 0  # in the block to come, at that frame of it
        self._before = state.get("underruns"), state.get("missing"), state.get("overs")

    @property
    def decks(self) -> Floats:
        return self._mixer.decks

    @property
    def mix(self) -> Floats:
        return self._mixer.mix

    @property
    def silent(self) -> bool:
        """True when a fade to silence is complete."""
        return self._mixer.silent

    @property
    def position(self) -> int:
        """The playback clock, in frames."""
        return self._mixer.position

    @property
    def passed(self) -> int:
        """The port clock, in frames."""
        return self._mixer.passed

    @property
    def max_block(self) -> int:
        return self._mixer.max_block

    def allocate(self, max_block: int) -> None:
        """The output's largest block is now this. Not while `process` runs."""
        self._mixer.allocate(max_block)

    def wait(self, frames: int) -> None:
        """Give the player time, at most two seconds, to put so many frames there. For freewheel mode only."""
        deadline = time.monotonic() + _WAIT_S
        while self._mixer.hungry(frames) and time.monotonic() < deadline:
            time.sleep(_LOOK_S)

    def process(self, frames: int, cycle: Cycle | None = None) -> None:
        """`cycle` is left out by an output that does not know when its blocks begin."""
        try:
            self._process(frames, cycle or Cycle(self._pace.start(frames)))
        except Exception:  # or the audio server would drop the client, and nobody would know why
            self.failed()
            self._mixer.pairs[:] = 0
        underruns, missing, overs = self._before
        self.state.set("blocksize", frames)
        self.state.set("underruns", underruns + self._mixer.underruns)
        self.state.set("missing", missing + self._mixer.missing)
        self.state.set("overs", overs + self._meter.overs)
        self.state.add("heartbeat")

    def _process(self, frames: int, cycle: Cycle) -> None:
        position = self.position
        self.state.timing.publish(self.passed, cycle.start, self._rate, cycle.latency, cycle.input_latency)
        if frames > self._mixer.max_block:
            self.allocate(frames)
        seen, self._seen = self._seen, (Sign.NONE, 0)
        self._mixer.process(frames, *seen)
        self._meter.hear(self.mix[:, :frames])
        self.state.set("peak", round(PEAK_STEPS * self._meter.peak))
        if self._capture and cycle.inputs:
            self._keep(self._capture, cycle.inputs, frames, self.position - position)
        if self._recording and self.controls.recording:
            self._record(self._recording, frames)

    def _keep(self, capture: Capture, inputs: Sequence[Floats], frames: int, played: int) -> None:
        """Keep what came in by the playback clock, which went on by `played` frames."""
        rest = self._mixer.rest
        heard = min(played, frames - rest)
        if heard < played:
            capture.skip(played - heard)
        if heard:
            capture.write([channel[rest:] for channel in inputs] if rest else inputs, heard)

    def _record(self, recording: Ring, frames: int) -> None:
        if frames <= recording.space:
            recording.write(self._mixer.pairs.reshape(recording.lanes, -1)[:, :frames])
        else:
            self.state.add("unrecorded", frames)

    def midi(self, port: str, offset: int, message: bytes) -> None:
        """An event at `offset` frames into the block that the next `process` fills."""
        frame = self.passed + offset
        self.state.put_midi(frame, message, port)
        if port == CLOCK_IN and (sign := self._clock_signs.hear(frame, message)):
            self.see(sign, offset)

    def see(self, sign: Sign, offset: int = 0) -> None:
        """The source that may be waited for starts at `offset` frames into that block."""
        wait = self.controls.waits
        if wait and wait[1] == sign:
            self._seen = sign, offset

    def xrun(self) -> None:
        self.state.add("xruns")

    def failed(self) -> None:
        """Of an exception in the callback: what and where."""
        _, error, trace = sys.exc_info()
        last = traceback.extract_tb(trace)[-1]
        self.state.error = f"a block of sound failed: {error!r} in {Path(last.filename).name}:{last.lineno}"
        self.state.add("failures")
