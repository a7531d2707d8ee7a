"""A clock that a Follower steers, turn by turn, as the player does; and clocks to follow."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bridge.audio_status import AudioStatus
from bridge.outputs import Opened
from bridge.sync.follower import Action, Follower, Go, Hold, Locate, Steer
from bridge.sync.reading import Reading
from bridge.transport import Transport

RATE = 48000
LEAD = 4800
TURN = 240


@dataclass
class Followed:
    """What became of our clock: at each head frame its beat, tempo, and what was done there."""

    follower: Follower
    stops: bool = False
    standing: bool = False
    frame: int = 0
    beat: float = 0.0
    tempo: float = 120.0
    actions: list[tuple[int, Action]] = field(default_factory=list)
    track: list[tuple[int, float]] = field(default_factory=list)

    def turn(self, head: int, reading: Reading | None) -> None:
        self.beat += (head - self.frame) * self.tempo / (60 * RATE)
        self.frame = head
        action = self.follower.turn(head, self.beat, reading, self.stops, self.standing)
        if isinstance(action, Steer | Locate):
            self.tempo = action.tempo
            self.beat = action.beat if isinstance(action, Locate) else self.beat
        if isinstance(action, Hold | Go):
            self.standing = isinstance(action, Hold) and bool(action.sign)
        if action:
            self.actions.append((head, action))
        self.track.append((head, self.beat))

    def follow(
        self, read: Callable[[int], Reading | None], until: int, hear: Callable[[int], None] = lambda _: None
    ) -> None:
        """Turn every 5 ms with the head LEAD ahead, `hear` being told how far it has come."""
        for now in range(max(self.frame - LEAD, 0) + TURN, until, TURN):
            hear(now)
            self.turn(now + LEAD, read(now + LEAD))

    def errors_ms(self, beat_at: Callable[[int], float], tempo: float, begin: int, end: int) -> list[float]:
        """How late we were, at each turn whose head lies between two frames."""
        return [(beat_at(f) - beat) * 60000 / tempo for f, beat in self.track if begin <= f < end]


def ticks(changes: Sequence[tuple[float, float]], beats: float, first: float = 4800) -> list[float]:
    """Frames of a MIDI clock's ticks; `changes`: from which beat on which tempo."""
    frames, frame = [], first
    for count in range(round(beats * 24)):
        frames.append(frame)
        tempo = next(tempo for beat, tempo in reversed(changes) if beat <= count / 24 + 1e-9)
        frame += 60 * RATE / (24 * tempo)
    return frames


def jittered(frames: Iterable[float], ms: float, seed: int = 1) -> list[int]:
    """Each up to so many milliseconds early or late, in order."""
    rng = random.Random(seed)
    return sorted(round(frame + rng.uniform(-ms, ms) * RATE / 1000) for frame in frames)


class OneTransport:
    """As much of an audio process as a timekeeper needs to follow JACK's transport, which it tells."""

    def __init__(self, output: str = "jack") -> None:
        self.info = Opened(output, RATE, 256, "")
        self.now: Transport | None = None
        self.alive, self.lost, self.led = True, False, list[bool]()

    def watch_transport(self, watching: bool) -> None: ...
    def lead_transport(self, lead: bool) -> None:
        self.led.append(lead)

    def lost_lead(self) -> bool:
        return self.lost

    def timing(self) -> None: ...
    def status(self) -> AudioStatus:
        return AudioStatus(self.info.output, RATE, 256, 0, 0, 0, 0, self.alive, "", False, 0.0, 0)

    def transport(self) -> Transport | None:
        return self.now
