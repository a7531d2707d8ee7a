"""Controls that travel, on the sound: real player, stage and mixer, moved every 20 ms of sound, the same every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future

import numpy as np
import pytest

from benchmarks.smoothness import LAP, RATE, half_way_db, jumps, step_db
from benchmarks.sweep import HALF_WAY_DB, LIMIT_DB, STEP_S
from bridge.journal import Journal
from bridge.params import Params, Value
from bridge.performance import Performance, keyframe
from bridge.planner import KEYFRAMES
from bridge.player import Player
from bridge.render import LEAD, Offline
from bridge.scenes import Scenes
from bridge.setlist import Setlist
from bridge.timekeeper import Internal
from generators.base import Clip, ClipRequest, Sound
from generators.local_worker import LocalWorker

UNLIKE: dict[str, Value] = {"/deck/1/prompt/a": "220 hz", "/deck/1/prompt/b": "steady 1245 hz", "/deck/1/seed/b": 3}


class Stand:
    """An instrument whose mix is heard; its painter is done at once, or, while `busy`, not at all."""

    busy = False

    def __init__(self, model: str, decks: int = 1, **start: Value) -> None:
        self.worker = LocalWorker(model)
        self.worker.start()
        self.waiting: list[tuple[ClipRequest, Future[Clip]]] = []
        self.params = Params(decks, {"/tempo": 120.0, **start})
        self.offline = Offline(self.params, RATE)
        journal = Journal(None, {}, self.offline.stage)
        time = Internal(self.offline.stage, journal)
        self.player = Player(self.params, self.offline.stage, self, journal, pytest.fail, time)
        self.performance = Performance(self.params, Scenes(), Setlist(None, print))
        self.run(1)

    def submit(self, request: ClipRequest, company: Sequence[ClipRequest] = ()) -> Future[Clip]:  # noqa: ARG002
        """As a painter."""
        if not self.busy:
            return self.worker.submit(request)
        self.waiting.append((request, Future()))
        return self.waiting[-1][1]

    def paint(self) -> None:
        """Be busy no longer."""
        self.busy = False
        for request, future in self.waiting:
            if not future.cancelled():
                future.set_result(self.worker.submit(request).result())
        self.waiting.clear()

    @property
    def place(self) -> int:
        """Which frame of a lap, counted from the first, is heard next."""
        return self.offline.ring.position % LAP

    def run(self, seconds: float) -> Sound:
        """What is heard in so many seconds."""
        stage, sound = self.offline.stage, []
        for _ in range(round(seconds / STEP_S)):
            beat = stage.clock.beat_at(stage.playhead)
            self.performance.advance(beat, lambda deck, alpha: keyframe(self.player.cues[deck], stage.playhead, alpha))
            self.player.turn(LEAD)
            sound += [self.offline.mix(240) for _ in range(round(STEP_S * RATE) // 240)]
        return np.concatenate(sound, axis=1)

    def travel(self, seconds: float, *ways: tuple[str, Callable[[float], Value]]) -> Sound:
        """Set parameters every 20 ms; each way tells the value at 0 to 1 of the time."""
        steps, sound = round(seconds / STEP_S), []
        for number in range(steps):
            self.params.update({address: at(number / (steps - 1)) for address, at in ways})
            sound.append(self.run(STEP_S))
        return np.concatenate(sound, axis=1)

    def keyframes(self) -> list[Sound]:
        """A lap of each, at rest, from its beginning."""
        laps: list[Sound] = []
        for alpha in np.linspace(0, 1, KEYFRAMES):
            self.params.set("/deck/1/alpha", float(alpha))
            self.run(1)
            place = self.place
            laps.append(np.roll(self.run(LAP / RATE), place, axis=1))
        self.params.set("/deck/1/alpha", 0.0)
        self.run(1)
        return laps


def there_and_back(x: float) -> float:
    return float(1 - abs(2 * x - 1))


def assert_smooth(sound: Sound, material: Sequence[Sound], start: int | None) -> None:
    """No step of the level above 3 dB that is not the material's, no jump of a sample beyond its jumps."""
    assert step_db(sound, material, start) <= LIMIT_DB
    assert jumps(sound)[0] <= 1.5 * max(jumps(lap)[0] for lap in material)


@pytest.fixture(scope="module")
def stand() -> Stand:
    return Stand("tone", **UNLIKE)


@pytest.fixture(scope="module")
def material(stand: Stand) -> list[Sound]:
    return stand.keyframes()


def test_alpha_there_and_back_is_one_sound(stand: Stand, material: list[Sound]) -> None:
    start, sound = stand.place, stand.travel(4, ("/deck/1/alpha", there_and_back))
    assert_smooth(sound, material, start)
    on_the_whole, _ = half_way_db(sound, material, start, lambda seconds: there_and_back(min(seconds / 4, 1)))
    assert abs(on_the_whole) < HALF_WAY_DB


BENT: dict[str, tuple[str, Callable[[float], Value]]] = {
    "tempo": ("/tempo", lambda x: 90 + 60 * x),
    "freeze": ("/deck/1/freeze", lambda x: int(8 * x) % 2 == 0),
    "scrub": ("/deck/1/scrub", there_and_back),
}


@pytest.mark.parametrize("what", BENT)
def test_time_that_is_bent_all_the_while_neither_clicks_nor_jumps(
    stand: Stand, material: list[Sound], what: str
) -> None:
    stand.params.set("/deck/1/freeze", what == "scrub")
    stand.busy = True  # or the tempo would be painted for at every step
    assert_smooth(stand.travel(3, BENT[what]), material, None)
    stand.params.update({"/deck/1/freeze": False, "/tempo": 120.0})
    stand.paint()
    stand.run(2)


def test_an_attack_that_bent_time_moves_is_no_step_and_a_hole_is_one() -> None:
    """The same strokes, which here begin a level and there lie in the middle of one."""
    strokes = np.full((2, LAP), 0.02, np.float32)
    for beat in range(8):
        strokes[:, beat * 24_000 + 480 :][:, :9600] = 0.3 * np.sin(np.linspace(0, np.pi, 9600) ** 0.3)
    moved = np.roll(strokes, -480, axis=1)
    assert step_db(moved, [strokes], 0) > LIMIT_DB  # ... as it would be, were they in place
    assert step_db(moved, [strokes], None) < 0.5
    moved[:, 3840:5760] = 0
    assert step_db(moved, [strokes], None) > LIMIT_DB


def test_a_step_and_a_click_would_be_found(material: list[Sound]) -> None:
    sound = material[0].copy()
    sound[:, 30_000:90_000] *= 2.2
    assert step_db(sound, material, 0) > LIMIT_DB
    assert jumps(sound)[0] > 1.5 * jumps(material[0])[0]
