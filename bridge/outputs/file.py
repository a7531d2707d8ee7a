"""The mix into a WAV or FLAC file, at the right pace."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from bridge.feed import Feed
from bridge.outputs import Opened, OutputError, Setup
from bridge.outputs.null import DEFAULT_PERIOD, DEFAULT_RATE, Pacer
from bridge.sound_writer import SoundWriter


class FileOutput:
    """Writes what `SoundWriter` does; one thread keeps the pace, another waits for the disk."""

    def __init__(self, setup: Setup, path: str) -> None:
        self._rate = setup.rate or DEFAULT_RATE
        self._period = setup.period or DEFAULT_PERIOD
        self._lost, self._tell = setup.lost, setup.tell
        self._path = Path(path)
        self._blocks: queue.SimpleQueue[NDArray[np.float32] | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="file writer", daemon=True)
        self._pacer: Pacer | None = None

    def open(self) -> Opened:
        try:
            self._file = SoundWriter(self._path, self._rate)
        except (OSError, soundfile.SoundFileError) as error:
            raise OutputError(f"{self._path} cannot be written: {error}") from None
        return Opened("file", self._rate, self._period, str(self._path))

    def start(self, feed: Feed) -> None:
        def tick() -> None:
            feed.process(self._period)
            self._blocks.put(feed.mix[:, : self._period].T.copy())

        self._writer.start()
        self._pacer = Pacer(self._period / self._rate, tick, feed.xrun)
        self._pacer.start()

    def obey(self, command: str) -> None:
        """There is nothing to command."""

    def close(self) -> None:
        if self._pacer:
            self._pacer.stop()
            self._blocks.put(None)
            self._writer.join()
        self._file.close()

    def _write(self) -> None:
        file = self._file
        try:
            while (block := self._blocks.get()) is not None:
                path = file.path
                if file.write(block):
                    self._tell({"warning": f"{path} is full: going on in {file.path}"})
        except (OSError, soundfile.SoundFileError) as error:
            self._lost(f"{file.path} cannot be written: {error}")
