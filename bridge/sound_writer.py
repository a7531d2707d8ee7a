"""A sound file that can be read whatever happens to the process that writes it."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

SAVE_EVERY_S = 1.0

_FULL_BYTES = (1 << 32) - (1 << 24)  # a WAV's header counts to 4 GiB: three hours at 48 kHz
_FLAC_BLOCK = 4096  # frames; libFLAC writes a block once it has a frame of the next
_FLAC_FIELD = 18  # eight bytes of STREAMINFO: rate, channels and depth, and how many frames there are
_FLAC_FRAMES = (1 << 36) - 1


class SoundWriter:
    """Writes 32-bit float WAV or 24-bit FLAC, stereo, in one thread, which waits for the disk.

    About once a second the header is brought up to date; if the process is killed, the file lacks at most the last
    second. A WAV that is full goes on, without a gap, in another file, NAME-2.wav and so on: `path` is the last one.
    Every method raises OSError or soundfile.SoundFileError.
    """

    def __init__(self, path: Path, rate: int) -> None:
        """Create the file, .wav or .flac."""
        self.path = self._first = path
        self._rate = rate
        self.clipped = False  # was something above full scale, and is not so in the file?
        self.frames = self._unsaved = 0  # written; of those, what the header does not tell of yet
        self._is_cut = False
        self._is_wav = path.suffix.lower() == ".wav"
        self._file = self._created()

    def write(self, sound: NDArray[np.float32]) -> bool:
        """Append (frames, 2); returns whether that made the file full, so that `path` is another from here on."""
        try:
            self._file.write(sound)
        except soundfile.SoundFileError:
            self._is_cut = True
            raise
        self.clipped |= not self._is_wav and bool(np.abs(sound).max(initial=0) > 1)
        self.frames += len(sound)
        self._unsaved += len(sound)
        if self._unsaved < SAVE_EVERY_S * self._rate:
            return False
        self._save()
        self._unsaved = 0
        if not self._is_wav or self.path.stat().st_size <= _FULL_BYTES:
            return False
        self._go_on_in_another()
        return True

    def close(self) -> None:
        """End the file; one that could not be written further still ends with what was."""
        try:
            self._file.close()
        finally:
            if not self._is_wav and (self._is_cut or _flac_frames(self.path) != self.frames):
                _flac_frames(self.path, max(0, self.frames // _FLAC_BLOCK - 1) * _FLAC_BLOCK)

    def _created(self) -> soundfile.SoundFile:
        return soundfile.SoundFile(self.path, "w", self._rate, 2, "FLOAT" if self._is_wav else "PCM_24")

    def _go_on_in_another(self) -> None:
        names = (self._first.with_stem(f"{self._first.stem}-{number}") for number in itertools.count(2))
        self._file.close()
        self.path = next(path for path in names if not path.exists())
        self._file = self._created()

    def _save(self) -> None:
        """Let the header say how much there is."""
        if self._is_wav:
            self._file.close()
            self._file = soundfile.SoundFile(self.path, "r+")
            self._file.seek(0, soundfile.SEEK_END)
        else:
            _flac_frames(self.path, max(0, self.frames - 1) // _FLAC_BLOCK * _FLAC_BLOCK)


def _flac_frames(path: Path, frames: int | None = None) -> int:
    """How many frames the header of a FLAC says there are, and let it say another number (RFC 9639, 8.2)."""
    with path.open("r+b", buffering=0) as file:
        field = int.from_bytes(os.pread(file.fileno(), 8, _FLAC_FIELD), "big")
        if frames is not None:
            os.pwrite(file.fileno(), (field & ~_FLAC_FRAMES | frames).to_bytes(8, "big"), _FLAC_FIELD)
    return field & _FLAC_FRAMES
