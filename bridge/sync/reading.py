"""What a clock source tells."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from bridge.sign import Sign

LOST_S = 0.5  # a source that is silent for so long is lost


class Reading(NamedTuple):
    """At frame `frame` of the port clock the source is at `beat` quarter notes (0 = its first downbeat), going at
    `tempo` BPM. `running` is False while its transport is stopped. `restarting`: not stopped by the performer, only
    told to continue from that beat. With a `sign`: standing at that beat, where it is expected to start."""

    frame: float
    beat: float
    tempo: float
    running: bool
    restarting: bool = False
    sign: Sign = Sign.NONE


class Source(Protocol):
    """A clock of others. Belongs to the control thread."""

    @property
    def has_bars(self) -> bool:
        """Does it have bars of its own, which begin with its beat 0?"""
        ...

    @property
    def takes_tempo(self) -> bool:
        """Is the tempo that the performer sets its own, too?"""
        ...

    def read(self, frame: int) -> Reading | None:
        """The latest estimate near that frame, which lies a little ahead of what is heard; None if
        nothing is known: no clock yet, or lost."""
        ...
