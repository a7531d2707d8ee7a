"""When the ticks of a jittery clock should have come."""

from __future__ import annotations

SHORTEST_MEMORY = 6  # ticks
LONGEST_MEMORY = 96  # ticks: four beats of a MIDI clock
_LEAST_PERIOD = 1.0  # frames: where all ticks so far came at once
_LEAST_NOISE = 2e-3  # of a period: a clock is not taken to be better than that, so that rounding is no news
_NOISE_PACE = 1 / 48
_SURPRISE_PACE = 1 / 6
_SURPRISE = 4.0  # standard deviations of the averaged error


class TickFilter:
    """A second-order delay-locked loop over ticks: predicts the next, and corrects itself by the error.

    The structure is that of F. Adriaensen, "Using a DLL to filter time" (Linux Audio Conference 2005). Its two
    coefficients follow the memory, in ticks, as those of a straight line fitted to that many ticks (expanding-memory
    g-h filter; E. Brookner, "Tracking and Kalman Filtering Made Easy", 1998): a new clock is known within
    a few ticks, one that goes on is smoothed over four beats. Errors that keep their sign are no jitter but another
    tempo: then the memory is cut short.
    """

    def __init__(self, frame: float, period: float, shortest: float) -> None:
        """First tick at `frame`; `period` in frames, a guess. Below `shortest` none is known: memory stays short."""
        self.frame = frame  # the last tick, filtered
        self.period = period
        self._shortest = shortest
        self.memory = 1
        self.noise = 0.1 * period  # the mean size of an error
        self._surprise = 0.0  # the mean of the last errors

    def error(self, frame: float) -> float:
        """How many periods after the next tick that frame is."""
        return (frame - self.frame) / self.period - 1

    def tick(self, frame: float, missing: int = 0) -> None:
        """Take in a tick at `frame`, after as many that were dropped."""
        expected = self.frame + (1 + missing) * self.period
        error = frame - expected
        self._judge(error)
        n = self.memory
        self.frame = expected + error * 2 * (2 * n + 1) / ((n + 1) * (n + 2))
        self.period = max(self.period + error * 6 / ((n + 1) * (n + 2)) / (1 + missing), _LEAST_PERIOD)
        self.memory = min(n + 1, LONGEST_MEMORY if self.period >= self._shortest else SHORTEST_MEMORY - 1)

    def _judge(self, error: float) -> None:
        """Learn how large errors are; where they are all to one side, forget."""
        if self.memory < SHORTEST_MEMORY:
            self.noise = max(0.7 * self.noise, abs(error))
            return
        self._surprise += _SURPRISE_PACE * (error - self._surprise)
        # An exponential mean of pace p has the deviation sqrt(p / (2 - p)) of one of its terms.
        usual = max(self.noise, _LEAST_NOISE * self.period) * 1.25 * (_SURPRISE_PACE / (2 - _SURPRISE_PACE)) ** 0.5
        if abs(self._surprise) > _SURPRISE * usual:
            self.memory, self._surprise = min(self.memory, SHORTEST_MEMORY), 0.0
        self.noise += _NOISE_PACE * (min(abs(error), 3 * self.noise) - self.noise)
