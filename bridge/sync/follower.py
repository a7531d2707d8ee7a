"""How our clock follows another: small errors are pulled in, large ones jumped over."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bridge.sign import Sign
from bridge.sync.reading import Reading

FAR_BEATS = 0.25  # an error beyond this is not pulled in
START_S = 0.010  # nor one beyond this when the source has just started
MAX_PULL = 0.04  # of the source's tempo
_PULL_S = 0.4  # an error is pulled in with this time constant
_STEP = 0.05  # a tempo that differs by so much from the one painted for is another, not jitter: ...
CATCH_UP, _CATCH_UP_S = 0.3, 0.15  # ... what it made us miss is pulled in at most so hard, so soon
_BEGIN_S, _END_S = 1.5e-3, 0.3e-3  # dead band: pull once the error is beyond the first, until it is within the second
_STEP_S = 0.05  # between two steps of the tempo
_LATE_S = 1e-3  # where the start is so little off, it is not looked for anew
_HEARD_S = 0.05  # a start is heard of so soon
_NEWS = 0.005  # a tempo that differs by so much is taken over at once
_REPAINT = 0.002  # a tempo that differs by so much, for a beat, is painted for


@dataclass(frozen=True)
class Steer:
    """Go on at this tempo (BPM) from the head on."""

    tempo: float


@dataclass(frozen=True)
class Locate:
    """Be at this beat at the head, and go on from there at this tempo (BPM)."""

    beat: float
    tempo: float


@dataclass(frozen=True)
class Hold:
    """The source's transport has stopped: be silent until the next `Locate` or `Go`.

    With a `sign`, stand at this beat until it is seen, so that the sound from there, at this tempo (BPM), is at hand.
    """

    beat: float = 0.0
    tempo: float = 0.0
    sign: Sign = Sign.NONE

    def fits(self, other: Hold) -> bool:
        """Is it as good as the other?"""
        if not (self.sign and self.sign == other.sign):
            return self.sign == other.sign
        late = abs(self.beat - other.beat) * 60 / other.tempo
        return late <= _LATE_S and abs(self.tempo / other.tempo - 1) <= _NEWS


@dataclass(frozen=True)
class Go:
    """End the silence; if we are standing, go on from there."""


Action = Steer | Locate | Hold | Go


class Follower:
    """Decides, turn by turn, what the clock does to follow a source. Pure: it reads no clock and touches none.

    `painted` is the tempo that clips are painted for: a number that jitter does not change.
    """

    def __init__(self, rate: int, painted: float) -> None:
        """`rate` in frames per second; `painted`: the tempo (BPM) at first."""
        self.painted = painted
        self.error_s: float | None = None  # source ahead of us; None if it is not followed now
        self._rate = rate
        self._tempo = painted  # the source's, as far as we go by it
        self._steered = painted  # the clock's
        self._pulling = self._catching = False
        self._held: Hold | None = None
        self._last_step = 0.0
        self._located = 0.0  # at which beat we were put last
        self._differs_since: float | None = None  # beat

    def turn(
        self, frame: int, beat: float, reading: Reading | None, stops: bool = False, standing: bool = False
    ) -> Action | None:
        """What to do at the head, which is at `frame`, `beat`; None if nothing.

        `stops`: the source's stop is ours. If not, and where the source is lost, we go on at its last tempo.
        `standing`: we are standing yet, as `Hold` has it.
        """
        if reading is None or not reading.running:
            was_running, self.error_s = self.error_s is not None, None
            stopped = reading if stops and reading and not reading.restarting else None
            return self._stop(stopped, standing) if stopped else self._go_on(was_running)
        ahead = reading.beat + (frame - reading.frame) * reading.tempo / (60 * self._rate) - beat
        if standing:
            return self._start(ahead, reading.tempo)
        held, self._held = self._held, None
        started = self.error_s is None and not (held and held.sign)
        self.error_s = ahead * 60 / reading.tempo
        self._choose_painted(beat + ahead, reading.tempo)
        if abs(ahead) > FAR_BEATS or (started and (held or abs(self.error_s) > START_S)):
            return self._locate(frame, beat + ahead, reading.tempo)
        self._catching = abs(reading.tempo / self.painted - 1) > _STEP and abs(beat - self._located) > 1
        return self._steer(frame, self.error_s, reading.tempo)

    def _stop(self, stopped: Reading, standing: bool) -> Hold | None:
        hold = Hold(stopped.beat, stopped.tempo, stopped.sign) if stopped.sign else Hold()
        if self._held and self._held.fits(hold) and standing == bool(hold.sign):
            return None
        self._held = hold
        if hold.sign:
            self._tempo = self._steered = hold.tempo
            self._pulling, self._located = False, hold.beat
        return hold

    def _start(self, ahead: float, tempo: float) -> Hold | Go:
        """The source has started, unseen by the callback: begin late, but where it did, if that is not just now."""
        if self._held is None or abs(ahead) <= FAR_BEATS:
            return Go()
        place = self._held.beat + ahead
        sixteenth = math.floor(4 * place) / 4
        place = sixteenth if (place - sixteenth) * 60 / tempo < _HEARD_S else place
        self._held = Hold(place, tempo, Sign.TOLD)
        return self._held

    def _go_on(self, was_running: bool) -> Action | None:
        held, self._held = self._held, None
        if held:
            return Go()
        return self._go(self._tempo) if was_running else None

    def _locate(self, frame: int, beat: float, tempo: float) -> Locate:
        self._tempo = self._steered = tempo
        self._pulling, self._last_step, self._located, self.error_s = False, frame, beat, 0.0
        return Locate(beat, tempo)

    def _steer(self, frame: int, error_s: float, tempo: float) -> Steer | None:
        """Pull in an error beyond the dead band; within it the tempo stays what it is."""
        news = abs(tempo / self._tempo - 1) > _NEWS
        if not news and frame - self._last_step < _STEP_S * self._rate:
            return None
        pulled = self._pulling
        self._pulling = abs(error_s) > (_END_S if pulled else _BEGIN_S)
        if not (self._pulling or pulled or news):
            return None
        self._tempo, self._last_step = tempo, frame
        return self._go(tempo * (1 + (self._pull(error_s) if self._pulling else 0.0)))

    def _pull(self, error_s: float) -> float:
        most, constant_s = (CATCH_UP, _CATCH_UP_S) if self._catching else (MAX_PULL, _PULL_S)
        return min(max(error_s / constant_s, -most), most)

    def _go(self, tempo: float) -> Steer | None:
        if tempo == self._steered:
            return None
        self._steered = tempo
        return Steer(tempo)

    def _choose_painted(self, beat: float, tempo: float) -> None:
        if abs(tempo / self.painted - 1) <= _REPAINT:
            self._differs_since = None
        elif self._differs_since is None or beat < self._differs_since:
            self._differs_since = beat
        elif beat - self._differs_since > 1:
            self.painted, self._differs_since = round(tempo, 2), None
