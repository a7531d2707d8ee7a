"""Recording what each deck and the mix play, in the background."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

from bridge.audio import AudioProcess
from bridge.progress import WHOLE
from bridge.sound_writer import SoundWriter
from bridge.stamped import stamped

_log = logging.getLogger(__name__)

_LOOK_S = 0.05
_PATIENCE_S = 3.0
_LAST_S = 0.25  # after the end, for the last block to come


class Recorder:
    """Files FOLDER/DATE/deck1.flac ... mix.flac of what the decks and the mix play, frame by frame alike.

    `start` and `stop`, which do not wait, `close`, `trouble` and `failed` belong to the control thread. A thread
    takes what the audio callback puts into its ring, and waits for the disk. When that is slow, sound is lost in all
    files alike, and `trouble` says how much; when it fails, recording ends. What is above full scale is whole in a
    .wav, and cut off in a .flac, as `trouble` says.
    """

    def __init__(self, audio: AudioProcess, folder: Path, decks: int, suffix: str) -> None:
        """`suffix` is flac or wav."""
        self._audio = audio
        self._folder = folder
        self._names = [*(f"deck{deck + 1}.{suffix}" for deck in range(decks)), f"mix.{suffix}"]
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()
        self.trouble = ""
        self.failed = False

    def start(self) -> None:
        """Begin new files, unless it records already."""
        going_on = self._thread and self._thread.is_alive() and not self._ending.is_set()
        if going_on and not self.failed:  # one that failed may still be closing its files
            return
        self.trouble, self.failed = "", False
        before, self._ending = self._thread, threading.Event()
        self._thread = threading.Thread(target=self._run, args=(self._ending, before), name="recorder", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the files: what has been played by now is in them."""
        self._ending.set()

    def close(self) -> None:
        """Stop, and wait for the files, though not for a disk that hangs."""
        self.stop()
        if self._thread:
            self._thread.join(_PATIENCE_S)

    def _run(self, ending: threading.Event, before: threading.Thread | None) -> None:
        if before:
            before.join()
        try:
            writers = self._create()
        except (OSError, soundfile.SoundFileError) as error:
            self._fail(f"no recording: {error}")
            return
        try:
            self._record(writers, ending)
        except (OSError, soundfile.SoundFileError) as error:
            folder = writers[0].path.parent
            self._fail(f"the recording in {folder} ends here: {error} ({_free_mb(folder)} MB are free)")
        finally:
            self._audio.controls.recording = False
            for writer in writers:
                self._close(writer)

    def _create(self) -> list[SoundWriter]:
        folder = stamped(self._folder, "", Path.mkdir)
        _log.info("recording: %s", folder, extra=WHOLE)
        return [SoundWriter(folder / name, self._audio.info.rate) for name in self._names]

    def _record(self, writers: list[SoundWriter], ending: threading.Event) -> None:
        self._drain(lambda _: None)  # what is left of a recording that failed
        lost = self._audio.unrecorded
        self._audio.controls.recording = True
        while not ending.wait(_LOOK_S):
            self._drain(lambda block: _write(writers, block))
            if (now := self._audio.unrecorded) > lost:
                seconds = (now - lost) / self._audio.info.rate
                self.trouble = f"the disk is too slow: {seconds:.2f} s are missing in {writers[0].path.parent}"
            self._tell_of_clipping(writers)
        self._audio.controls.recording = False
        time.sleep(_LAST_S)
        self._drain(lambda block: _write(writers, block))

    def _tell_of_clipping(self, writers: list[SoundWriter]) -> None:
        """Once, and not instead of what is worse."""
        clipped = [writer.path for writer in writers if writer.clipped]
        if clipped and not self.trouble:
            names = ", ".join(path.name for path in clipped)
            self.trouble = (
                f"{names} in {clipped[0].parent}: above full scale, and cut off there; as .wav it would be whole"
                " (recordings in [session])"
            )

    def _drain(self, take: Callable[[np.ndarray], None]) -> None:
        """Take all there is, (decks + 1, 2, frames) at a time."""
        ring = self._audio.recording
        if ring is None:
            return
        for view in ring.peek(ring.available):
            take(view.reshape(len(self._names), 2, -1))
            ring.advance(view.shape[1])

    def _close(self, writer: SoundWriter) -> None:
        try:
            writer.close()
        except (OSError, soundfile.SoundFileError) as error:
            self._fail(f"{writer.path} may lack its end: {error}")

    def _fail(self, text: str) -> None:
        self.trouble, self.failed = text, True


def _free_mb(folder: Path) -> int:
    """Libsndfile does not say that the disk is full."""
    return shutil.disk_usage(folder).free // 10**6


def _write(writers: list[SoundWriter], block: np.ndarray) -> None:
    for writer, sound in zip(writers, block, strict=True):
        writer.write(np.ascontiguousarray(sound.T))
