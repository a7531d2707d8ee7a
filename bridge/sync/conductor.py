"""The one place that knows which clock is followed."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable
from typing import Literal

from bridge.audio_state import CLOCK_IN
from bridge.params import State, Value
from bridge.sign import Sign
from bridge.sync.follower import Action, Follower
from bridge.sync.jack_transport import JackTransport
from bridge.sync.link import LinkClock, LinkUnavailable, SecondsAt
from bridge.sync.midi_clock import MidiClock
from bridge.sync.reading import LOST_S, Reading, Source
from bridge.transport import Transport

log = logging.getLogger(__name__)

Standing = Literal["internal", "waiting", "following", "lost"]


class Conductor:
    """Follows the source that /clock/source names. Belongs to the control thread.

    MIDI clock is counted whichever is followed, so that its beat and bar are known once it is chosen.

    Each turn of the player: `midi` and `transport` what has come, then `turn`, and do what it says. `tempo` is the
    one that clips are to be painted for.
    """

    def __init__(self, rate: int, lead: int, seconds_at: SecondsAt, on_error: Callable[[str], None]) -> None:
        """`lead`: frames from what is heard to the head, where decisions fall. `seconds_at` gives the time
        (time.monotonic) at which a frame leaves the port, None while it is not known."""
        self._rate = rate
        self._lead = lead
        self._seconds_at = seconds_at
        self._on_error = on_error
        self._name = "internal"
        self._source: Source | None = None
        self._midi = MidiClock(rate, lead)
        self._told_unplaced = False
        self._follower: Follower | None = None
        self._asked = 0.0  # the tempo that the performer asked for last
        self._standing: Standing = "internal"
        self._port, self._heard = "", -math.inf

    def midi(self, events: Iterable[tuple[int, bytes]], port: str = CLOCK_IN) -> None:
        """Take in what a port heard: frame of the port clock, message. Only one port is followed at a time; another
        takes over when it has fallen silent."""
        for frame, message in events:
            if port != self._port and frame - self._heard < LOST_S * self._rate:
                continue
            self._port, self._heard = port, frame
            self._midi.feed(frame, message)

    def transport(self, transport: Transport) -> None:
        """Take in the JACK transport's state."""
        if isinstance(self._source, JackTransport):
            self._source.update(transport)

    def turn(self, frame: int, beat: float, state: State, standing: bool = False) -> Action | None:
        """What the clock is to do at the head, `frame` of the port clock, where it is at `beat`; `standing` as in
        `Follower.turn`."""
        if state.clock_source != self._name:
            self._change_source(state)
        if self._source is None or self._follower is None:
            return None
        self._tell_link(state)
        reading = self._read(self._source, frame, state.clock_offset)
        self._note(reading)
        return self._follower.turn(frame, beat, reading, state.clock_startstop, standing)

    def tempo(self, state: State) -> float:
        """The tempo (BPM) to paint for."""
        return self._follower.painted if self._follower else state.tempo

    @property
    def has_bars(self) -> bool:
        """Does what is followed say where bars begin?"""
        return self._source is not None and self._source.has_bars

    @property
    def takes_tempo(self) -> bool:
        """Is the tempo that the performer sets heard?"""
        return self._source is None or self._source.takes_tempo

    def readouts(self) -> dict[str, tuple[Value, ...]]:
        """What /status lists of the clock."""
        error = self._follower.error_s if self._follower else None
        peers = self._source.peers if isinstance(self._source, LinkClock) else 0
        return {
            "/clock/state": (self._standing,),
            "/clock/peers": (peers,),
            "/clock/error": (round(1000 * (error or 0.0), 2),),
        }

    def close(self) -> None:
        """Leave the Link session, if we are in one."""
        if isinstance(self._source, LinkClock):
            self._source.close()
        self._source = None

    def _change_source(self, state: State) -> None:
        painted = self.tempo(state)
        self.close()
        self._name, self._follower, self._asked = state.clock_source, None, state.tempo
        try:
            self._source = self._open(state)
        except LinkUnavailable as error:
            self._on_error(str(error))
        if self._source:
            self._follower = Follower(self._rate, painted)
        self._standing = "internal" if self._name == "internal" else "waiting"

    def _open(self, state: State) -> Source | None:
        match state.clock_source:
            case "midi":
                self._midi.choose()
                return self._midi
            case "link":
                return LinkClock(self._rate, state.tempo, self._seconds_at, state.bar_beats)
            case "jack":
                return JackTransport(self._rate, lambda: self._asked, self._lead)
        return None

    def _tell_link(self, state: State) -> None:
        """A tempo that the performer sets is the session's, and the JACK transport's if it has none; our bar is the
        quantum."""
        changed, self._asked = state.tempo != self._asked, state.tempo
        if isinstance(self._source, LinkClock):
            self._source.start_stop = state.clock_startstop
            self._source.quantum = state.bar_beats
            if changed:
                self._source.tempo = state.tempo

    def _read(self, source: Source, frame: int, offset_ms: float) -> Reading | None:
        """The source as it was `offset_ms` ago, taken for now."""
        reading = source.read(frame - round(offset_ms * self._rate / 1000))
        if reading and not reading.running and reading.sign:
            sign = reading.sign if self._port in {"", CLOCK_IN} else Sign.TOLD
            reading = reading._replace(beat=reading.beat - offset_ms / 1000 * reading.tempo / 60, sign=sign)
        return reading and reading._replace(frame=frame)

    def _note(self, reading: Reading | None) -> None:
        if reading:
            self._standing = "following" if reading.running else "waiting"
            self._tell_unplaced(reading.running)
        elif self._standing != "waiting":
            self._standing = "lost"

    def _tell_unplaced(self, running: bool) -> None:
        """Say once that the beat of the MIDI clock that is followed is only a guess."""
        if running and self._source is self._midi and not (self._midi.placed or self._told_unplaced):
            log.info("no start heard: where the beat of the MIDI clock is, is not known")
            self._told_unplaced = True
