"""The player: when clips enter, in which order they are asked for, and what happens when they cannot be painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np
import pytest

from bridge.params import Params, Value
from bridge.player import Player
from bridge.render import LEAD, Offline
from generators.base import Clip, ClipRequest
from generators.local_worker import LocalWorker

RATE = 44100


@dataclass
class Painter:
    """A real worker, with a hand on when it is done with what it was asked for first."""

    worker: LocalWorker
    refuses: Callable[[ClipRequest], bool] = lambda _: False
    instant: bool = True
    asked: list[ClipRequest] = field(default_factory=list)
    queue: list[tuple[ClipRequest, Future[Clip]]] = field(default_factory=list)

    def submit(self, request: ClipRequest) -> Future[Clip]:
        self.asked.append(request)
        self.queue.append((request, Future()))
        future = self.queue[-1][1]
        if self.instant:
            self.finish()
        return future

    def finish(self) -> ClipRequest | None:
        """Paint the first of the queue that was not cancelled."""
        while self.queue:
            request, future = self.queue.pop(0)
            if not future.cancelled():
                if self.refuses(request):
                    future.set_exception(ValueError(f"{request.prompt_a} at {request.tempo} cannot be painted"))
                else:
                    future.set_result(self.worker.submit(request).result())
                return request
        return None


class Show:
    """A player off stage: turn by turn, with a log of what entered where."""

    def __init__(self, decks: int, **start: Value) -> None:
        worker = LocalWorker("tone")
        worker.start()
        self.params = Params(decks, {f"/{name.replace('_', '/')}": value for name, value in start.items()})
        self.offline = Offline(self.params, RATE)
        self.painter = Painter(worker)
        self.errors: list[str] = []
        self.entries: list[tuple[int, int, dict[int, Clip]]] = []  # deck, frame, clips
        self.tempi: list[tuple[int, float]] = []
        self.player = Player(self.params, self.offline.stage, self.painter, self, self.errors.append)

    def entered(self, deck: int, clips: Mapping[int, Clip], frame: int, _origin: float, _flipped: bool) -> None:
        self.entries.append((deck, frame, dict(clips)))

    def tempo_changed(self, frame: int, tempo: float) -> None:
        self.tempi.append((frame, tempo))

    def run(self, seconds: float) -> None:
        end = self.offline.ring.position + seconds * RATE
        while self.offline.ring.position < end:
            self.player.turn(LEAD)
            self.offline.mix(256)

    def on_stage(self, deck: int) -> str:
        """The prompt of the first stem's clip."""
        clip = self.offline.stage.decks[deck].clips[0]
        return clip.request.prompt_a if clip else ""

    def assert_every_clip_is_in_time(self) -> None:
        """No clip enters while the clock has another tempo than it was painted for."""
        for number, (deck, entry, clips) in enumerate(self.entries):
            tempo = [tempo for frame, tempo in self.tempi if frame <= entry][-1]
            later = [
                set(clips) for other, frame, clips in self.entries[number + 1 :] if other == deck and frame <= entry
            ]
            for stem in set(clips).difference(*later):  # the others were replaced before they were heard
                assert clips[stem].request.tempo == tempo, (deck, entry)


def test_a_drift_that_comes_to_b_while_the_tempo_changes_stays_in_time() -> None:
    show = Show(1, deck_1_drift=1.0, tempo=120.0)
    show.run(1.9)
    show.params.set("/tempo", 80.0)
    show.run(6)
    assert len(show.tempi) == 2
    show.assert_every_clip_is_in_time()


def test_with_clips_of_unlike_length_no_deck_runs_ahead_of_the_tempo() -> None:
    show = Show(2, deck_1_bars=1, deck_2_bars=8, quantise="clip", tempo=120.0)
    show.run(3)
    show.params.set("/tempo", 150.0)
    show.run(0.5)
    show.params.set("/deck/1/prompt/a", "330 hz")
    show.run(0.5)
    show.player.launch(0)
    show.run(20)
    assert show.offline.stage.clock.tempo == 150
    show.assert_every_clip_is_in_time()


def test_a_tempo_fader_that_is_swept_is_followed_and_clips_stay_in_time() -> None:
    show = Show(2, quantise="off", tempo=120.0)
    show.run(1)
    show.painter.instant = False
    for step in range(1, 101):
        show.params.set("/tempo", 120.0 + step / 4)
        show.run(0.02)
        if step % 5 == 0:
            show.painter.finish()
    assert len(show.tempi) >= 3, "it was not heard before it rested"
    show.painter.instant = True
    while show.painter.finish():
        pass
    show.run(2)
    assert show.offline.stage.clock.tempo == 145
    show.assert_every_clip_is_in_time()


def test_a_deck_that_cannot_be_painted_holds_nobody_up() -> None:
    show = Show(2, deck_2_prompt_a="bad", deck_2_prompt_b="bad")
    show.painter.refuses = lambda request: request.prompt_a == "bad" and request.tempo == 130
    show.run(1)
    show.params.set("/tempo", 130.0)
    show.run(3)
    assert show.offline.stage.clock.tempo == 130
    assert "bad at 130.0 cannot be painted" in show.errors
    show.params.set("/tempo", 120.0)
    show.run(3)
    show.params.set("/deck/1/prompt/a", "330 hz")
    show.run(3)
    assert show.on_stage(0) == "330 hz"
    assert show.offline.stage.clock.tempo == 120


def test_what_is_heard_is_painted_before_what_only_may_be() -> None:
    show = Show(2, deck_1_prompt_b="1", deck_2_prompt_b="2", deck_2_mute=False)
    show.run(1)
    show.painter.instant = False
    show.params.set("/deck/1/prompt/a", "330 hz")
    show.run(0.1)
    assert show.painter.finish() is not None
    show.run(0.1)
    show.params.set("/deck/2/prompt/a", "440 hz")
    show.run(0.1)
    painted = show.painter.finish()
    assert painted is not None
    assert (painted.prompt_a, painted.alpha) == ("440 hz", 0)


def test_what_failed_is_tried_again_when_it_is_set_again() -> None:
    show = Show(1)
    show.run(1)
    show.painter.refuses = lambda request: request.prompt_a == "330 hz"
    show.params.set("/deck/1/prompt/a", "330 hz")
    show.run(8)
    assert len(show.errors) == 4, "each of its keyframes fails once"
    assert show.player.cues[0].late == 0
    show.painter.refuses = lambda _: False
    show.player.requests.retry()
    show.run(2)
    assert show.on_stage(0) == "330 hz"


def test_a_drift_that_waits_at_b_is_late() -> None:
    show = Show(1, deck_1_drift=1.0)
    show.run(0.5)
    show.painter.instant = False
    show.run(10)
    assert show.params.get("/deck/1/alpha") == 1
    assert show.player.cues[0].late >= 2


def test_the_weights_of_clips_to_come_do_not_touch_those_that_are_heard() -> None:
    """At equal power where unlike, linear where alike: known for each pair from the frame it is heard."""
    show = Show(1, deck_1_prompt_a="440 hz", deck_1_prompt_b="440 hz", deck_1_alpha=0.125, quantise="clip")
    show.run(1)
    alike = show.offline.stage.weights(0, 0.125)
    assert alike[:2].tolist() == pytest.approx([0.5, 0.5], abs=0.01)
    show.params.update({"/deck/1/prompt/a": "330 hz", "/deck/1/prompt/b": "110 hz"})
    show.run(0.5)
    assert show.entries[-1][1] > show.offline.ring.position
    np.testing.assert_array_equal(show.offline.stage.weights(0, 0.125), alike)
    show.run(4)
    assert show.offline.stage.weights(0, 0.125)[0] > 0.503
