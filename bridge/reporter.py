"""How it goes, told as it plays: to subscribers and the terminal, and what is wrong to everybody."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from functools import cache

from bridge.audio import AudioProcess
from bridge.audio_state import MIDI_BYTES
from bridge.dispatch import Readouts
from bridge.meter import Overs
from bridge.params import Params
from bridge.performance import Performance
from bridge.player import Player
from bridge.recorder import Recorder
from bridge.stage import Stage
from bridge.status import Status, reading, status
from bridge.timekeeper import Timekeeper
from bridge.troubles import Troubles
from generators.worker import Worker

log = logging.getLogger(__name__)

LOST_MIDI = f"MIDI is lost: more comes at once than there is room for, or a message of more than {MIDI_BYTES} bytes"


class Reporter:
    """Looks at all parts now and then. Belongs to the control thread."""

    def __init__(
        self,
        params: Params,
        stage: Stage,
        player: Player,
        performance: Performance,
        timekeeper: Timekeeper,
        worker: Worker,
        audio: AudioProcess,
        recorder: Recorder,
        troubles: Troubles,
    ) -> None:
        self.sounding = False  # has anything been heard yet?
        self._params = params
        self._stage = stage
        self._player = player
        self._performance = performance
        self._time = timekeeper
        self._worker = worker
        self._audio = audio
        self._recorder = recorder
        self._troubles = troubles
        self._overs = Overs()
        self._readings: deque[str] = deque(maxlen=100)  # what was logged last of how prompts are read

    def readouts(self, now: Status | None = None) -> Readouts:
        """All there are, as things are now."""
        return (now or self._status()).readouts() | self._performance.readouts() | self._time.readouts()

    def report(self, publish: Callable[[Readouts], None], show: Callable[[str], None]) -> None:
        """`publish` gets the readouts, `show` the line for the terminal. Whatever fails of it, the rest is done."""
        now = cache(self._status)
        steps: tuple[Callable[[], None], ...] = (
            lambda: self._log(now()),
            lambda: self._performance.setlist.refresh(self._performance.scenes),
            lambda: self._player.expect(self._performance.likely_next()),
            lambda: publish(self.readouts(now())),
            lambda: show(now().line()),
            self._note_troubles,
            self._end_recording,
        )
        for step in steps:
            try:
                step()
            except Exception as error:
                if self._troubles.failed("/status", repr(error)):
                    log.exception("how it goes could not be told")

    def _status(self) -> Status:
        generator = self._worker.error or self._worker.progress
        audio = self._audio.status()
        return status(self._params, self._stage, self._player, generator, audio, self._worker.paint_seconds)

    def _log(self, now: Status) -> None:
        """That it plays, and what prompts in new words are read as."""
        if not self.sounding and (heard := [deck.prompt for deck in now.decks if deck.arrived[0]]):
            self.sounding = True
            log.info("playing %s", heard[0])
        for deck in now.decks:
            if deck.read not in {"", deck.prompt} and (said := reading(deck.prompt, deck.read)) not in self._readings:
                self._readings.append(said)
                log.info("%s", said)

    def _note_troubles(self) -> None:
        audio, troubles = self._audio.status(), self._troubles
        troubles.forget()
        troubles.note("/output", audio.error)
        troubles.note("/master/gain", self._overs.trouble(audio.overs, time.monotonic()))
        troubles.counted("/midi", audio.midi_dropped, LOST_MIDI)
        troubles.note("/generator", self._worker.error or self._worker.stalled)
        troubles.note("/cache", self._worker.cache_trouble)
        troubles.note("/record", self._recorder.trouble)
        troubles.note("/scene/store", self._performance.scenes.trouble())

    def _end_recording(self) -> None:
        """That has failed."""
        if self._recorder.failed and self._params.snapshot().record:
            self._params.set("/record", False)
