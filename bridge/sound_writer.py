"""A sound file that can be read whatever happens to the process that writes it."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

SAVE_EVERY_S = 1.0

_FLAC_BLOCK = 4096  # libFLAC writes whole blocks of so many frames, at the compression that libsndfile asks for
_FLAC_TOTAL = 18  # where STREAMINFO has 4 bits of other things and then, in 36 bits, how many frames there are


class SoundWriter:
    """Writes 32-bit float WAV or 24-bit FLAC, stereo, in one thread, which waits for the disk.

    About once a second the header is brought up to date; if the process is killed, the file lacks at most the last
    second. Every method raises OSError or soundfile.SoundFileError.
    """

    def __init__(self, path: Path, rate: int) -> None:
        """Create the file, .wav or .flac."""
        self.path = path
        self._rate = rate
        self._written = self._unsaved = 0
        self._is_wav = path.suffix.lower() == ".wav"
        self._file = soundfile.SoundFile(path, "w", rate, 2, "FLOAT" if self._is_wav else "PCM_24")

    def write(self, sound: NDArray[np.float32]) -> bool:
        """Append (frames, 2); returns whether the file was saved on this occasion."""
        self._file.write(sound)
        self._written += len(sound)
        self._unsaved += len(sound)
        if self._unsaved < SAVE_EVERY_S * self._rate:
            return False
        self._save()
        self._unsaved = 0
        return True

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size

    def close(self) -> None:
        self._file.close()

    def _save(self) -> None:
        """Let the header say how much there is."""
        if self._is_wav:
            self._file.close()
            self._file = soundfile.SoundFile(self.path, "r+")
            self._file.seek(0, soundfile.SEEK_END)
        else:
            _patch_flac(self.path, self._written // _FLAC_BLOCK * _FLAC_BLOCK)


def _patch_flac(path: Path, frames: int) -> None:
    """Say in the header of a FLAC that is being written how many frames it has (RFC 9639, 8.2)."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        field = int.from_bytes(os.pread(descriptor, 8, _FLAC_TOTAL), "big")
        shift = 64 - 28 - 36  # after rate (20 bits), channels (3) and depth (5)
        os.pwrite(descriptor, (field & ~((1 << 36) - 1) << shift | frames << shift).to_bytes(8, "big"), _FLAC_TOTAL)
    finally:
        os.close(descriptor)
