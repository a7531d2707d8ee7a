"""What an output plays: the mixer, with its accounts in shared memory."""

from __future__ import annotations

import traceback

import numpy as np
from numpy.typing import NDArray

from bridge.audio_state import AudioState
from bridge.mixer import Mixer


class Feed:
    """One output's callback calls these, and nothing here waits or raises.

    After `process(n)` the first n frames of `decks` (decks, 2, max_block) and `mix` (2, max_block) are what
    to play. An error inside is recorded in the state, and the block is silent.
    """

    def __init__(self, mixer: Mixer, state: AudioState) -> None:
        self._mixer = mixer
        self._state = state
        self._before = state.get("underruns"), state.get("missing")

    @property
    def decks(self) -> NDArray[np.float32]:
        return self._mixer.decks

    @property
    def mix(self) -> NDArray[np.float32]:
        return self._mixer.mix

    @property
    def silent(self) -> bool:
        """True when a fade to silence is complete."""
        return self._mixer.silent

    @property
    def max_block(self) -> int:
        return self._mixer.max_block

    def allocate(self, max_block: int) -> None:
        """The output's largest block is now this. Not while `process` runs."""
        self._mixer.allocate(max_block)

    def process(self, frames: int) -> None:
        try:
            if frames > self._mixer.max_block:
                self.allocate(frames)
            self._mixer.process(frames)
        except Exception:  # or the audio server would drop the client, and nobody would know why
            self.failed(traceback.format_exc(limit=-3))
            self._mixer.decks[:] = 0
            self._mixer.mix[:] = 0
        underruns, missing = self._before
        self._state.set("blocksize", frames)
        self._state.set("underruns", underruns + self._mixer.underruns)
        self._state.set("missing", missing + self._mixer.missing)
        self._state.add("heartbeat")

    def midi(self, offset: int, message: bytes) -> None:
        """An event at `offset` frames into the block that the next `process` fills."""
        self._state.put_midi(self._mixer.position + offset, message)

    def xrun(self) -> None:
        self._state.add("xruns")

    def failed(self, text: str) -> None:
        self._state.error = text
