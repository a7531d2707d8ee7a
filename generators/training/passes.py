"""How often the clips of a training are gone through before it ends, whatever the machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch

from generators.training.train import WARM_UP, rate

USUAL_MINUTES = 20.0
MOST = 2000  # in them: what a core of a CPU takes 20 clips through; 100 clips, 400 times
LEAST_STEPS = 4 * WARM_UP  # however few the clips; a core makes some 1200 in 20 minutes


@dataclass(frozen=True)
class Passes:
    """Over so many clips, in a training of so many minutes: longer ones may make more."""

    clips: int
    minutes: float

    @property
    def most(self) -> int:
        return round(MOST * max(1.0, self.minutes / USUAL_MINUTES))

    def share(self, step: int, samples: int) -> float:
        """How far a training has come that has made so many steps and seen so many clips: it ends at 1."""
        return min(samples / (self.most * self.clips), step / LEAST_STEPS)

    def damping(self, share: float, seconds: float) -> float:
        """What the learning rate after so many seconds is multiplied by, where `share` is farther than they are."""
        progress = seconds / (60 * self.minutes) if self.minutes else 1.0
        return min(1.0, rate(WARM_UP, share) / rate(WARM_UP, progress))

    def ended(self, samples: int) -> str:
        """What to say of one that has come to its end."""
        longer = 2 * max(self.minutes, USUAL_MINUTES)
        return (
            f"it ended by {samples / self.clips:.0f} passes over the clips, which it would learn by heart: more clips "
            f"can be learned for longer, and --minutes {longer:g} goes on for up to {2 * self.most} passes"
        )


def counted(state: Path) -> tuple[int, int, float]:
    """The steps, samples and seconds of a training that was saved; none if there is no such file."""
    if not state.exists():
        return 0, 0, 0.0
    step, samples, seconds, _ = torch.load(state, map_location="cpu", mmap=True)["counters"]
    return step, samples, seconds
