"""Recording what each deck and the mix play, in the background."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
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

    Belongs to the control thread; but for `close` nothing waits.
    """

    def __init__(self, audio: AudioProcess, folder: Path, decks: int, suffix: str) -> None:
        """`suffix` is flac or wav."""
        self._audio = audio
        self._folder = folder
        self._names = [*(f"deck{deck + 1}.{suffix}" for deck in range(decks)), f"mix.{suffix}"]
        self._now: _Recording | None = None
        self._before: _Recording | None = None

    def start(self) -> None:
        """Begin new files, unless it records already."""
        if self._now and self._now.goes_on:
            return
        self._before, self._now = self._now, _Recording(self._audio, self._folder, self._names, self._now)

    def stop(self) -> None:
        """End the files: what has been played by now is in them."""
        if self._now:
            self._now.ending.set()

    def close(self) -> None:
        """Stop, and wait for the files, though not for a disk that hangs."""
        self.stop()
        if self._now:
            self._now.thread.join(_PATIENCE_S)

    @property
    def trouble(self) -> str:
        """What is wrong with the recording, or with the one before, which may still be closing its files; empty if
        nothing is."""
        return next((each.trouble for each in (self._now, self._before) if each and each.trouble), "")

    @property
    def failed(self) -> bool:
        """Has the recording ended of itself?"""
        return self._now is not None and self._now.failed


class _Recording:
    """One of them, and its thread, which takes what the audio callback puts into its ring, and waits for the disk.

    When that is slow, sound is lost in all files alike, and `trouble` says how much; when it fails, recording ends.
    What is above full scale is whole in a .wav, and cut off in a .flac, as `trouble` says.
    """

    def __init__(self, audio: AudioProcess, folder: Path, names: list[str], before: _Recording | None) -> None:
        """Begin, once the one before has ended."""
        self.ending = threading.Event()
        self.trouble = ""
        self.failed = False
        self._audio = audio
        self._folder = folder
        self._names = names
        self.thread = threading.Thread(target=self._run, args=(before,), name="recorder", daemon=True)
        self.thread.start()

    @property
    def goes_on(self) -> bool:
        """One that has failed may still be closing its files."""
        return self.thread.is_alive() and not self.ending.is_set() and not self.failed

    def _run(self, before: _Recording | None) -> None:
        if before:
            before.thread.join()
        try:
            writers = self._create()
        except Exception as error:  # whatever it is: of a thread that dies nobody would know
            self._fail(f"no recording: {_said(error)}")
            return
        try:
            self._record(writers)
        except Exception as error:
            folder = writers[0].path.parent
            self._fail(f"the recording in {folder} ends here: {_said(error)}{_free(folder)}")
        finally:
            self._audio.controls.recording = False
            for writer in writers:
                self._close(writer)
            if not (self.failed or any(writer.frames for writer in writers)):
                _drop(writers)

    def _create(self) -> list[SoundWriter]:
        folder = stamped(self._folder, "", Path.mkdir)
        _log.info("recording: %s", folder, extra=WHOLE)
        return [SoundWriter(folder / name, self._audio.info.rate) for name in self._names]

    def _record(self, writers: list[SoundWriter]) -> None:
        self._drain(lambda _: None)  # what is left of a recording that failed
        lost = self._audio.unrecorded
        self._audio.controls.recording = True
        while not self.ending.wait(_LOOK_S):
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
        except Exception as error:
            self._fail(f"{writer.path} may lack its end: {_said(error)}")

    def _fail(self, text: str) -> None:
        self.trouble, self.failed = text, True


def _drop(writers: list[SoundWriter]) -> None:
    """Files of nothing: as FLAC they cannot be read."""
    folder = writers[0].path.parent
    with suppress(OSError):
        for writer in writers:
            writer.path.unlink()
        folder.rmdir()
        _log.info("nothing was recorded: %s is removed", folder)


def _said(error: Exception) -> str:
    """The text of one that is to be expected says all."""
    return str(error) if isinstance(error, (OSError, soundfile.SoundFileError)) else repr(error)


def _free(folder: Path) -> str:
    """Libsndfile does not say that the disk is full."""
    try:
        return f" ({shutil.disk_usage(folder).free // 10**6} MB are free)"
    except OSError:  # the disk is gone
        return ""


def _write(writers: list[SoundWriter], block: np.ndarray) -> None:
    full = [writer.write(np.ascontiguousarray(sound.T)) for writer, sound in zip(writers, block, strict=True)]
    if any(full):
        _log.info("the files are full: going on in %s ... %s", writers[0].path, writers[-1].path.name)
