"""The player: when clips enter, in which order they are asked for, and what happens when they cannot be painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import pytest

from bridge.clock import Stretch
from bridge.controls import Floats
from bridge.decks import Deck, Keyframe, Shown
from bridge.extras import Extras
from bridge.params import DeckState, Params, Value
from bridge.planner import plan
from bridge.player import Player
from bridge.render import LEAD, Offline
from bridge.timekeeper import Internal
from generators.base import Clip, ClipRequest
from generators.local_worker import LocalWorker

pytestmark = pytest.mark.offline

RATE = 24000  # lower than on stage: each test takes half the time


@cache
def worker() -> LocalWorker:
    """One for all shows: it remembers what it has painted."""
    tone = LocalWorker("tone")
    tone.start()
    return tone


@dataclass
class Painter:
    """A real worker, with a hand on when it is done with what it was asked for first."""

    worker: LocalWorker
    refuses: Callable[[ClipRequest], bool] = lambda _: False
    instant: bool = True
    asked: list[ClipRequest] = field(default_factory=list)
    companies: list[list[ClipRequest]] = field(default_factory=list)
    queue: list[tuple[ClipRequest, Future[Clip]]] = field(default_factory=list)

    def submit(self, request: ClipRequest, company: Sequence[ClipRequest] = ()) -> Future[Clip]:
        self.asked.append(request)
        self.companies.append(list(company))
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
        self.params = Params(decks, {f"/{name.replace('_', '/')}": value for name, value in start.items()})
        self.offline = Offline(self.params, RATE)
        self.painter = Painter(worker())
        self.errors: list[str] = []
        self.entries: list[tuple[int, int, dict[int, Clip], bool]] = []  # deck, frame, clips, whole
        self.tempi: list[float] = []
        self.errors_s: list[float] = []
        time = Internal(self.offline.stage, self)
        self.player = Player(self.params, self.offline.stage, self.painter, self, self.errors.append, time)

    def entered(
        self, deck: int, keyframes: Mapping[int, Keyframe], frame: int, _downbeat: float, whole: bool, _turned: bool
    ) -> None:
        self.entries.append((deck, frame, {stem: keyframe.clip for stem, keyframe in keyframes.items()}, whole))

    def located(self, stretch: Stretch) -> None:
        self.tempi.append(stretch.tempo)

    def mixed(self, frame: int, row: Floats) -> None: ...

    def run(self, seconds: float) -> None:
        end = self.offline.ring.position + seconds * RATE
        while self.offline.ring.position < end:
            self.player.turn(LEAD)
            self.offline.mix(256)
            self.errors_s += [self.error_s(deck) for deck in self.offline.stage.decks if deck.canvas.loop]

    def error_s(self, deck: Deck) -> float:
        """How far the deck is from where the clock says it should be, in seconds of its clip."""
        line = deck.canvas._line
        assert line
        return abs(line.error(deck.canvas._where(deck.canvas.head).beat, deck.canvas.head)) / RATE

    def on_stage(self, deck: int) -> str:
        """The prompt of the first stem's clip."""
        clip = self.offline.stage.decks[deck].clips[0]
        return clip.request.prompt_a if clip else ""

    def painted_for(self, deck: int) -> float:
        """The tempo of the first stem's clip."""
        clip = self.offline.stage.decks[deck].clips[0]
        return clip.request.tempo if clip else 0.0


@pytest.mark.parametrize("alpha", [0.0, 0.1])
def test_where_a_change_will_be_heard_is_told_from_the_first(alpha: float) -> None:
    """If clips take as long to paint as it is told they do."""
    show = Show(1, quantise="beat", deck_1_alpha=alpha)
    show.run(1)
    show.painter.instant = False
    step, wrong = 5 * 256 / RATE, list[int]()
    for number in range(7):
        show.params.set("/deck/1/prompt/a", f"{number} hz")
        told = []
        for _ in range(2 if alpha else 1):
            for _ in range(10):
                show.run(step)
                told.append(show.player.eta(0, 10 * step))
            show.painter.finish()
        show.run(0.01)
        entry = show.offline.stage.decks[0].entry
        wrong += [eta - entry for eta in told if eta]
        while show.painter.finish():
            show.run(0.01)
        show.run(0.13)
    assert set(wrong) == {0}


def test_a_tempo_is_heard_before_anything_is_painted_for_it() -> None:
    show = Show(1, tempo=120.0)
    show.run(1)
    show.painter.instant = False
    show.params.set("/tempo", 150.0)
    show.run(5)
    assert show.offline.stage.clock.tempo == 150
    assert show.painted_for(0) == 120
    assert max(show.errors_s) < 0.06, "a grain and its joint"
    assert np.median(show.errors_s[-500:]) < 0.02
    show.painter.instant = True
    while show.painter.finish():
        pass
    show.run(3)
    assert show.painted_for(0) == 150
    assert max(show.errors_s[-100:]) < 1e-6, "no longer bent"


def test_a_drift_goes_on_while_the_tempo_changes() -> None:
    show = Show(1, deck_1_drift=1.0, tempo=120.0)
    show.run(1.9)
    show.params.set("/tempo", 80.0)
    show.run(8)
    assert show.params.get("/deck/1/seed/a") != 1, "it came to B"
    assert show.painted_for(0) == 80
    assert max(show.errors_s) < 0.06


def test_decks_with_clips_of_unlike_length_change_tempo_together() -> None:
    show = Show(2, deck_1_bars=1, deck_2_bars=8, quantise="clip", tempo=120.0)
    show.run(3)
    show.params.set("/tempo", 150.0)
    show.run(0.5)
    show.params.set("/deck/1/prompt/a", "330 hz")
    show.run(0.5)
    show.player.launch(0)
    show.run(20)
    assert [show.painted_for(deck) for deck in range(2)] == [150, 150]
    assert max(show.errors_s[-100:]) < 1e-6


@pytest.mark.parametrize("tempo", [70.0, 150.0, 290.0])
def test_what_waits_for_the_bar_enters_on_it_though_the_tempo_changes(tempo: float) -> None:
    show = Show(1, tempo=120.0)
    show.run(0.5)
    show.params.set("/deck/1/prompt/a", "330 hz")
    show.run(0.5)
    deck, clock = show.offline.stage.decks[0], show.offline.stage.clock
    bar = round(clock.beat_at(deck.entry))
    show.painter.instant = False
    show.params.set("/tempo", tempo)
    show.run(3)
    assert show.offline.ring.position > deck.entry == round(clock.frame_at(bar))
    assert show.player.cues[0].arrived == (bar // 4 + 1, pytest.approx(1, abs=1e-4))


@pytest.mark.parametrize("beat", [0.0, 2.3, 402.3])
def test_what_waits_for_the_bar_enters_with_the_next_if_the_clock_is_put_elsewhere(beat: float) -> None:
    show = Show(1, tempo=120.0)
    show.run(0.5)
    show.params.set("/deck/1/prompt/a", "330 hz")
    show.run(0.5)
    stage = show.offline.stage
    stage.locate(stage.head, beat, 120.0)
    entry = stage.decks[0].entry
    assert 0 <= entry - stage.soonest <= 4 * RATE / 2
    assert stage.clock.beat_at(entry) % 4 == pytest.approx(0, abs=1e-4)
    show.run(4)
    assert show.player.cues[0].heard == show.player.cues[0].on_stage


def test_a_launch_waits_for_clips_of_another_length_that_are_about_to_enter() -> None:
    show = Show(1, deck_1_bars=8, quantise="clip", tempo=120.0)
    show.run(1)
    show.params.set("/deck/1/bars", 1)
    show.run(0.5)
    entry = show.offline.stage.decks[0].entry
    assert entry > show.offline.ring.position + 10 * RATE
    show.player.launch(0)
    assert show.entries[-1][1] >= entry
    show.run(entry / RATE)
    assert (loop := show.offline.stage.decks[0].canvas.loop)
    assert loop.beats == 4
    assert max(show.errors_s) < 1e-4


def test_a_launch_in_a_faster_tempo_waits_for_clips_that_are_about_to_enter() -> None:
    show = Show(1, deck_1_bars=2, tempo=60.0)
    show.run(0.5)
    show.params.set("/deck/1/bars", 1)
    show.run(0.5)
    show.painter.instant = False
    show.params.set("/tempo", 200.0)
    show.run(0.3)
    entry = show.offline.stage.decks[0].entry
    assert entry > show.offline.stage.head
    show.player.launch(0)
    assert show.entries[-1][1] >= entry
    downbeat = show.player.cues[0].downbeat
    assert downbeat == pytest.approx(round(downbeat), abs=1e-3)
    show.run(5)
    assert (loop := show.offline.stage.decks[0].canvas.loop)
    assert loop.beats == 4


def test_a_clock_that_is_put_elsewhere_does_not_carry_a_drift_along() -> None:
    show = Show(1, deck_1_drift=8.0, tempo=120.0)
    show.run(2)
    clock = show.offline.stage.clock
    for beat in (100.0, 2.0):
        before = show.params.get("/deck/1/alpha")
        clock.locate(show.offline.stage.head, beat, 120.0)
        show.run(1)
        assert 0 < show.params.get("/deck/1/alpha") - before < 3 / 32


def test_what_is_heard_is_known_until_what_is_on_stage_is() -> None:
    show = Show(1, tempo=120.0)
    show.run(0.5)
    cue = show.player.cues[0]
    heard = cue.heard
    assert heard
    prompt = heard.requests[0].prompt_a
    show.params.set("/deck/1/prompt/a", "330 hz")
    show.run(0.5)
    assert cue.on_stage != heard == cue.heard
    assert show.player.requests.read_as(heard, prompt) == prompt
    show.run(3)
    assert cue.on_stage == cue.heard != heard
    assert show.player.requests.read_as(heard, prompt) == ""


def test_where_a_clip_arrived_is_told_as_the_clock_was_then() -> None:
    show = Show(1)
    show.run(1)
    show.params.set("/deck/1/prompt/a", "330 hz")
    show.run(4)
    assert show.player.cues[0].arrived == (2, pytest.approx(1, abs=1e-4))
    show.offline.stage.locate(show.offline.stage.head, 0.3, 120)
    show.run(1)
    assert show.player.cues[0].arrived == (2, pytest.approx(1, abs=1e-4))


def test_a_clock_that_is_corrected_at_once_leaves_a_drift_that_has_just_begun_at_0() -> None:
    show = Show(1, deck_1_drift=1.0, tempo=120.0)
    show.run(1)
    show.params.set("/deck/1/alpha", 0.0)
    clock = show.offline.stage.clock
    clock.locate(show.offline.stage.head, clock.beat_at(show.offline.stage.head) - 0.8, 120.0)
    show.run(0.5)
    assert 0 <= show.params.get("/deck/1/alpha") < 0.25


def test_a_tempo_fader_that_is_swept_is_followed() -> None:
    show = Show(2, quantise="off", tempo=120.0)
    show.run(1)
    show.painter.instant = False
    for step in range(1, 101):
        show.params.set("/tempo", 120.0 + step / 4)
        show.run(0.02)
        assert show.offline.stage.clock.tempo == 120 + step / 4
        if step % 5 == 0:
            show.painter.finish()
    show.painter.instant = True
    while show.painter.finish():
        pass
    show.run(2)
    assert show.painted_for(0) == 145
    assert max(show.errors_s) < 0.06


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
    assert sum(request.prompt_a == "330 hz" for request in show.painter.asked) == 4, "each of its keyframes fails once"
    assert show.errors == ["330 hz at 120.0 cannot be painted"], "and is told of once"
    assert show.player.cues[0].late == 0
    assert show.player.eta(0, 1.0) is None, "it will not be heard"
    show.player.requests.retry()
    show.run(2)
    assert len(show.errors) == 2, "and once more when it was tried again"
    show.painter.refuses = lambda _: False
    show.player.requests.retry()
    show.run(2)
    assert show.on_stage(0) == "330 hz"


def test_what_is_only_likely_fails_without_a_word_until_it_is_asked_for() -> None:
    show = Show(1)
    show.painter.refuses = lambda request: request.prompt_a == "330 hz"
    likely = show.params.snapshot()
    show.player.expect(replace(likely, decks=(replace(likely.decks[0], prompt_a="330 hz"),)))
    show.run(2)
    assert any(request.prompt_a == "330 hz" for request in show.painter.asked)
    assert show.errors == []
    show.params.set("/deck/1/prompt/a", "330 hz")
    show.run(1)
    assert show.errors == ["330 hz at 120.0 cannot be painted"]


def test_a_drift_that_waits_at_b_is_late() -> None:
    show = Show(1, deck_1_drift=1.0)
    show.run(0.5)
    show.painter.instant = False
    show.run(14)
    assert show.params.get("/deck/1/alpha") == 1
    assert show.player.cues[0].late >= 2


def test_the_weights_of_clips_to_come_do_not_touch_those_that_are_heard() -> None:
    """At equal power where unlike, linear where alike: known for each pair from the frame it is heard."""
    show = Show(1, deck_1_prompt_a="440 hz", deck_1_prompt_b="440 hz", quantise="clip")
    show.run(1)
    alike = show.offline.stage.weights(0, 0.125)
    assert alike[:2].tolist() == pytest.approx([0.5, 0.5], abs=0.01)
    show.params.update({"/deck/1/prompt/a": "330 hz", "/deck/1/prompt/b": "110 hz"})
    show.run(0.5)
    assert show.entries[-1][1] > show.offline.ring.position
    np.testing.assert_array_equal(show.offline.stage.weights(0, 0.125), alike)
    show.run(4)
    assert show.offline.stage.weights(0, 0.125)[0] > 0.503


def test_where_alpha_rests_its_exact_picture_takes_over() -> None:
    show = Show(1, deck_1_prompt_a="220 hz", deck_1_prompt_b="330 hz", deck_1_alpha=0.3)
    show.run(2)
    weights = show.offline.stage.weights(0, 0.3)
    stem = int(np.argmax(weights))
    assert weights[stem] == 1
    clip = show.offline.stage.decks[0].clips[stem]
    assert clip
    assert clip.request.alpha == 0.3
    show.params.set("/deck/1/alpha", 0.31)
    show.run(0.1)
    weights = show.offline.stage.weights(0, 0.31)
    assert 0.5 < weights[stem] < 1, "it is a keyframe like the others"


def test_neighbours_that_are_unlike_get_keyframes_between_them() -> None:
    """The least alike first, one at a time, until all are alike or close."""
    deck = DeckState(prompt_a="a", prompt_b="b")
    path = plan(deck, 120, RATE)
    extras = Extras()
    shown = Shown(0, (0, 1, 2, 3, 4), (0, 0.25, 0.5, 0.75, 1), (0.9, 0.3, 0.5, 0.9))
    extras.plan(deck, path, shown, 0, RATE)
    assert [alpha for alpha, _ in extras.wanted.values()] == [0.375]
    assert extras.missing[0].after == path.requests[1]
    extras.plan(deck, path, shown, 1, RATE)
    assert len(extras.missing) == 1
    extras.entered |= extras.wanted.keys()
    shown = Shown(0, (0, 1, 6, 2, 3, 4), (0, 0.25, 0.375, 0.5, 0.75, 1), (0.9, 0.7, 0.7, 0.5, 0.9))
    extras.plan(deck, path, shown, 2, RATE)
    assert extras.missing[0].alpha == 0.625
    extras.clear()
    extras.plan(deck, path, Shown(0, (0, 1), (0.5, 0.55), (0.1,)), 3, RATE)
    assert not extras.missing


def test_a_path_that_enters_is_wholly_there_whichever_stem_was_heard() -> None:
    """Also the stem of an exact alpha, which the new path does not have."""
    show = Show(1, deck_1_prompt_a="220 hz", deck_1_prompt_b="330 hz", deck_1_alpha=0.3)
    show.run(2)
    show.params.update({"/deck/1/prompt/a": "440 hz", "/deck/1/prompt/b": "440 hz"})
    show.run(2.5)
    entry = next(frame for _, frame, clips, whole in show.entries if whole and clips[1].request.prompt_a == "440 hz")
    assert entry
    clips = show.offline.stage.decks[0].clips
    assert {clip.request.prompt_a for clip in clips if clip} == {"440 hz"}


def test_when_a_drift_turns_round_nothing_of_the_old_a_is_heard() -> None:
    """Alpha is 0 again at once, the path it belongs to enters a little later."""
    show = Show(1, deck_1_prompt_a="220 hz", deck_1_prompt_b="1000 hz", deck_1_drift=1.0)
    for _ in range(1200):
        show.run(0.005)
        if show.params.get("/deck/1/prompt/a") == "1000 hz":
            break
    alpha = float(show.params.get("/deck/1/alpha"))
    assert alpha < 0.1
    assert show.entries[-1][1] > show.offline.ring.position, "it has not entered yet"
    weights = show.offline.stage.weights(0, alpha)
    assert weights[4] > 0.9, "B's stem"
    assert weights[0] == 0, "A's"


def test_what_is_likely_next_is_there_when_it_is_asked_for() -> None:
    show = Show(2, deck_1_prompt_a="220 hz", deck_1_prompt_b="330 hz")
    show.params.set("/deck/2/mute", False)
    likely = replace(show.params.snapshot(), tempo=140.0)
    decks = tuple(replace(deck, prompt_a="550 hz", seed_b=9, alpha=0.3) for deck in likely.decks)
    show.player.expect(replace(likely, decks=decks))
    show.run(2)
    asked = [request.prompt_a for request in show.painter.asked]
    assert "550 hz" not in asked[:10], "first all that is played"
    assert asked.count("550 hz") == 8, "four keyframes and B for either deck"
    show.painter.asked.clear()
    values = {f"/deck/{deck}/{name}": value for deck in (1, 2)
              for name, value in {"prompt/a": "550 hz", "seed/b": 9, "alpha": 0.3}.items()}  # fmt: skip
    show.params.update({"/tempo": 140.0, **values})
    show.run(0.01)
    assert show.painter.asked == []
    show.run(2)
    assert show.on_stage(0) == "550 hz"


def test_what_is_likely_next_waits_for_what_is_wanted_now() -> None:
    show = Show(1, deck_1_prompt_a="220 hz", deck_1_prompt_b="330 hz")
    show.run(1)
    show.painter.instant = False
    likely = show.params.snapshot()
    show.player.expect(replace(likely, decks=(replace(likely.decks[0], prompt_a="550 hz"),)))
    show.run(0.1)
    assert show.painter.asked[-1].prompt_a == "550 hz"
    show.params.set("/deck/1/prompt/a", "440 hz")
    show.run(0.1)
    assert show.painter.finish().prompt_a == "440 hz"


def test_what_is_heard_is_painted_alone_and_the_rest_in_company() -> None:
    show = Show(1, deck_1_prompt_a="220 hz", deck_1_prompt_b="330 hz")
    show.run(0.1)
    asked, companies = show.painter.asked, show.painter.companies
    assert companies[0] == [], "what silence waits for"
    assert companies[1] == asked[2:5], "what is asked for next"
