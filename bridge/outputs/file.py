"""The mix into a WAV or FLAC file, at the right pace."""

from __future__ import annotations

import itertools
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

_FULL_BYTES = (1 << 32) - (1 << 24)  # a WAV's header counts to 4 GiB: three hours at 48 kHz


class FileOutput:
    """Writes 32-bit float WAV or 24-bit FLAC; one thread keeps the pace, another waits for the disk.

    A WAV that is full goes on, without a gap, in another file, NAME-2.wav and so on. If the process is killed,
    the file lacks at most the last second.
    """

    def __init__(self, setup: Setup, path: str) -> None:
        self._rate = setup.rate or DEFAULT_RATE
        self._period = setup.period or DEFAULT_PERIOD
        self._lost, self._tell = setup.lost, setup.tell
        self._first = self._path = Path(path)
        self._blocks: queue.SimpleQueue[NDArray[np.float32] | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="file writer", daemon=True)
        self._pacer: Pacer | None = None

    def open(self) -> Opened:
        try:
            self._create()
        except (OSError, soundfile.SoundFileError) as error:
            raise OutputError(f"{self._path} cannot be written: {error}") from None
        return Opened("file", self._rate, self._period, str(self._path))

    def _create(self) -> None:
        self._file = SoundWriter(self._path, self._rate)

    @property
    def _is_full(self) -> bool:
        return self._path.suffix.lower() == ".wav" and self._file.size > _FULL_BYTES

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
        try:
            while (block := self._blocks.get()) is not None:
                saved = self._file.write(block)
                if saved and self._is_full:
                    self._go_on_in_another()
        except (OSError, soundfile.SoundFileError) as error:
            self._lost(f"{self._path} cannot be written: {error}")

    def _go_on_in_another(self) -> None:
        names = (self._first.with_stem(f"{self._first.stem}-{number}") for number in itertools.count(2))
        self._file.close()
        full, self._path = self._path, next(path for path in names if not path.exists())
        self._create()
        self._tell({"warning": f"{full} is full: going on in {self._path}"})
