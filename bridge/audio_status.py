"""What the main process tells of the audio process."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AudioStatus:
    """The audio process at one instant. Counts are since the start, over restarts of the process too.

    `blocksize` is how many frames the output asked for the last time.
    `underruns` are events, `missing` their frames. `alive`: the output asked for sound within the last
    second. `freewheeling`: JACK runs as fast as it can, and the player should. `error` is the last error,
    empty if none. `peak` is that of the mix, 1 = full scale, as a meter shows it (`Meter`), and `overs` how many
    blocks of it went over. `connected`: are in_L and in_R connected to something?
    """

    output: str
    rate: int
    blocksize: int
    xruns: int
    underruns: int
    missing: int
    midi_dropped: int
    alive: bool
    error: str
    freewheeling: bool = False
    peak: float = 0.0
    overs: int = 0
    connected: tuple[int, ...] = (0, 0)
