"""Morphs between scenes: by beats alone, then with a real player, stage and painter, on the sound itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from test_player import RATE, Show

from bridge.morph import Morph
from bridge.params import ParamError, Params, Value
from bridge.performance import Performance, keyframe
from bridge.render import LEAD
from bridge.scenes import Scenes
from bridge.setlist import Setlist
from generators.base import ClipRequest, Sound

BEAT = 1 / 32


class Rehearsal:
    """Parameters and a morph without sound; a picture is on stage a beat after it is asked for, unless
    `painted` says no."""

    def __init__(self, before: dict[str, Value], after: dict[str, Value], bars: float, decks: int = 2) -> None:
        self.params = Params(decks, before)
        self.goal = Params(decks, after)
        self.morph = self.to(self.goal, bars)
        self.painted = True
        self.beat = 100.0
        self.states = [self.params.snapshot()] * round(1 / BEAT)  # of the last beat

    def to(self, goal: Params, bars: float) -> Morph:
        self.morph = Morph(7, bars, self.params.snapshot(), goal.values(), self.params.slots)
        return self.morph

    def picture(self, deck: int, alpha: int) -> ClipRequest | None:
        state = self.states[0].decks[deck]
        request = ClipRequest(state.prompt_a, state.prompt_b, seed_a=state.seed_a, seed_b=state.seed_b, alpha=alpha)
        return request.canonical() if self.painted else None

    def run(self, beats: float) -> list[dict[str, Value]]:
        """What was set, step by step."""
        steps = []
        end = self.beat + beats
        while self.beat < end and not self.morph.done:
            steps.append(self.morph.advance(self.beat, self.picture))
            self.params.update(steps[-1])
            self.states = [*self.states[1:], self.params.snapshot()]
            self.beat += BEAT
        return steps


def test_numbers_glide_switches_flip_at_the_end_and_the_scene_is_there_exactly() -> None:
    show = Rehearsal({}, {"/deck/1/gain": -20.0, "/master/gain": -6.0, "/quantise": "off", "/deck/1/steps": 8}, 2)
    show.run(4)
    assert show.params.get("/deck/1/gain") == pytest.approx(-10, abs=0.2)
    assert show.params.get("/master/gain") == pytest.approx(-3, abs=0.1)
    assert show.params.get("/quantise") == "bar"
    assert show.params.get("/deck/1/steps") == 4
    assert show.morph.progress == pytest.approx(0.5, abs=0.01)
    show.run(4.1)
    assert show.morph.done
    assert show.params.values() == show.goal.values()


def test_the_same_beats_give_the_same_values() -> None:
    change: dict[str, Value] = {"/deck/1/prompt/a": "bells", "/deck/1/gain": -9.0, "/deck/2/mute": False}
    one, other = Rehearsal({}, change, 3), Rehearsal({}, change, 3)
    assert one.run(20) == other.run(20)
    assert one.morph.done


def test_a_deck_comes_in_from_silence_once_it_is_painted() -> None:
    show = Rehearsal({}, {"/deck/2/mute": False, "/deck/2/prompt/a": "bells", "/deck/2/gain": -3.0}, 2)
    show.painted = False
    show.run(4)
    assert show.params.get("/deck/2/mute") is False
    assert show.params.get("/deck/2/gain") == -90
    assert show.params.get("/deck/2/prompt/a") == "bells"
    show.painted = True
    levels = [step["/deck/2/gain"] for step in show.run(8) if "/deck/2/gain" in step]
    assert levels == sorted(levels, key=float)
    assert -60 <= float(levels[2]) < -58
    assert show.params.values() == show.goal.values()


def test_a_deck_leaves_into_silence_and_is_then_muted() -> None:
    show = Rehearsal({"/deck/2/mute": False}, {"/deck/2/mute": True, "/deck/2/gain": -3.0}, 2)
    show.run(7.9)
    assert float(show.params.get("/deck/2/gain")) < -55
    assert show.params.get("/deck/2/mute") is False
    show.run(0.5)
    assert show.params.values() == show.goal.values()


@pytest.mark.parametrize("alpha_before", [0.0, 0.3, 0.5, 1.0])
@pytest.mark.parametrize("alpha_after", [0.0, 0.4, 0.7, 1.0])
def test_a_picture_only_changes_where_it_is_not_heard(alpha_before: float, alpha_after: float) -> None:
    """At the end of the path that is far from alpha; and alpha only jumps where both ends are the same."""
    before: dict[str, Value] = {"/deck/1/alpha": alpha_before}
    after: dict[str, Value] = {
        "/deck/1/alpha": alpha_after, "/deck/1/prompt/a": "bells", "/deck/1/prompt/b": "rain", "/deck/1/seed/a": 9,
    }  # fmt: skip
    show = Rehearsal(before, after, 4, decks=1)
    state = show.params.snapshot().decks[0]
    while not show.morph.done:
        show.run(BEAT)
        now = show.params.snapshot().decks[0]
        if (now.prompt_a, now.seed_a) != (state.prompt_a, state.seed_a):
            assert state.alpha == 1
        if (now.prompt_b, now.seed_b) != (state.prompt_b, state.seed_b):
            assert state.alpha == 0
        if abs(now.alpha - state.alpha) > 0.1:
            assert show.picture(0, 0) == show.picture(0, 1)
        state = now
        assert show.beat < 200
    assert show.params.values() == show.goal.values()


def test_what_is_not_painted_is_waited_for_but_not_for_ever() -> None:
    show = Rehearsal({}, {"/deck/1/prompt/a": "bells"}, 2)
    show.painted = False
    show.run(20)
    assert not show.morph.done
    assert show.params.get("/deck/1/alpha") == 0
    show.run(8)
    assert show.morph.done
    assert show.params.values() == show.goal.values()


def test_what_is_touched_is_left_alone() -> None:
    show = Rehearsal({}, {"/deck/1/gain": -20.0, "/master/gain": -6.0, "/deck/1/prompt/a": "bells"}, 2)
    show.run(2)
    for address, value in {"/deck/1/gain": 3.0, "/deck/1/alpha": 0.25}.items():
        show.params.set(address, value)
        show.morph.touch(address)
    steps = show.run(8)
    assert not any({"/deck/1/gain", "/deck/1/alpha"} & step.keys() for step in steps)
    assert show.params.values() == show.goal.values() | {"/deck/1/gain": 3.0, "/deck/1/alpha": 0.25}


def test_what_is_touched_before_the_first_step_is_left_alone_too() -> None:
    show = Rehearsal({}, {"/deck/2/mute": False, "/deck/2/prompt/b": "bells"}, 2)
    show.params.set("/deck/2/prompt/b", "rain")
    show.morph.touch("/deck/2/prompt/b")
    show.run(12)
    assert show.params.values() == show.goal.values() | {"/deck/2/prompt/b": "rain"}


def test_a_second_morph_starts_from_where_things_are() -> None:
    show = Rehearsal({}, {"/deck/1/gain": -20.0, "/deck/1/prompt/a": "bells"}, 2)
    show.run(4)
    level, alpha = float(show.params.get("/deck/1/gain")), float(show.params.get("/deck/1/alpha"))
    assert 0 < alpha < 1
    show.to(Params(2), 2)
    show.run(0.1)
    assert float(show.params.get("/deck/1/gain")) == pytest.approx(level, abs=0.3)
    assert float(show.params.get("/deck/1/alpha")) == pytest.approx(alpha, abs=0.1)
    show.run(10)
    assert show.params.values() == Params(2).values()


def test_a_clock_put_elsewhere_does_not_carry_the_morph_along() -> None:
    show = Rehearsal({}, {"/deck/1/gain": -20.0}, 2)
    show.run(4)
    for beat in (0.0, 5000.0):
        show.beat = beat
        show.run(0.1)
        assert show.morph.progress == pytest.approx(0.5, abs=0.03)


class Stage(Show):
    """A show with scenes: real player, canvas, mixer and painter of tones; the mix is kept."""

    def __init__(self, decks: int, setlist: Setlist | None = None, **start: Value) -> None:
        super().__init__(decks, **start)
        self.scenes = Scenes()
        self.performance = Performance(self.params, self.scenes, setlist or Setlist(None, print))
        self.sound: list[Sound] = []

    def run(self, seconds: float) -> None:
        stage = self.offline.stage
        end = self.offline.ring.position + seconds * RATE
        while self.offline.ring.position < end:
            beat = stage.clock.beat_at(stage.playhead)
            self.performance.advance(beat, self._picture)
            self.player.turn(LEAD, self.performance.tempo_ahead)
            self.sound.append(self.offline.mix(256))

    def _picture(self, deck: int, alpha: int) -> ClipRequest | None:
        entered = self.offline.stage.decks[deck].entry <= self.offline.stage.playhead
        return keyframe(self.player.cues[deck], entered, alpha)

    def recording(self) -> Sound:
        return np.concatenate(self.sound, axis=1)


def scene(decks: int, **values: Value) -> dict[str, Value]:
    return Params(decks, {f"/{name.replace('_', '/')}": value for name, value in values.items()}).values()


def test_a_morph_is_heard_as_one_sound_and_nothing_is_painted_anew() -> None:
    tones: dict[str, Value] = {"deck_1_prompt_a": "steady 220 hz", "deck_1_prompt_b": "steady 221 hz", "tempo": 240.0}
    show = Stage(1, **tones)
    show.scenes.store(1, scene(1, **tones | {"deck_1_prompt_a": "steady 330 hz", "deck_1_gain": -6.0}))
    show.run(3)
    show.performance.morph(1, 4)
    show.run(10)
    assert show.scenes.now == 1
    assert show.params.values() == show.scenes.recall(1)
    assert show.on_stage(0) == "steady 330 hz"
    pictures = [(request.prompt_a, request.prompt_b, request.alpha) for request in show.painter.asked]
    assert pictures.count(("steady 330 hz", "steady 330 hz", 0.0)) == 1
    sound = show.recording()[:, 2 * RATE :]
    assert np.abs(np.diff(sound)).max() < 1.5 * np.abs(np.diff(sound[:, :RATE])).max()
    blocks = sound[0, : sound.shape[1] // 4096 * 4096].reshape(-1, 4096)
    level = 20 * np.log10(np.sqrt((blocks**2).mean(axis=1)))
    assert np.abs(np.diff(level)).max() < 3


@pytest.mark.parametrize("alpha", [0.0, 0.3, 0.7])
def test_a_morph_takes_as_long_as_it_was_told_to(alpha: float) -> None:
    """What changes unheard, at the end of the path that alpha is not at, waits for no bar."""
    before: dict[str, Value] = {"deck_1_prompt_a": "steady 220 hz", "deck_1_prompt_b": "steady 330 hz", "tempo": 240.0}
    after: dict[str, Value] = {"deck_1_prompt_a": "steady 550 hz", "deck_1_prompt_b": "steady 440 hz", "tempo": 240.0}
    show = Stage(1, **before)
    show.scenes.store(1, scene(1, **after, deck_1_alpha=alpha))
    show.run(2.3)
    show.performance.morph(1, 4)  # bars of a second
    show.run(3.9)
    assert show.scenes.now == 0
    show.run(0.6)
    assert show.scenes.now == 1


def test_what_a_morph_to_another_tempo_crosses_to_is_painted_once_and_for_that_tempo() -> None:
    before: dict[str, Value] = {"deck_1_prompt_a": "steady 220 hz", "deck_1_prompt_b": "steady 221 hz", "tempo": 240.0}
    show = Stage(1, **before)
    show.scenes.store(1, scene(1, **before | {"deck_1_prompt_a": "steady 330 hz", "tempo": 180.0}))
    show.scenes.store(2, scene(1, **before))
    show.performance.recall(2)  # no scene comes after: the next seeds are likely
    show.run(2.3)
    show.performance.morph(1, 4)
    for _ in range(20):
        show.run(0.1)
        show.player.expect(show.performance.likely_next())
    assert 180 < show.params.snapshot().tempo < 240
    assert 0 < show.params.snapshot().decks[0].alpha < 1  # while the tempo is on its way
    show.run(3)
    assert show.scenes.now == 1
    assert {request.tempo for request in show.painter.asked} == {240.0, 180.0}


def test_the_same_scene_gives_the_same_sound() -> None:
    def performed() -> Sound:
        show = Stage(2, deck_1_prompt_a="110 hz", tempo=240.0)
        show.scenes.store(1, scene(2, deck_1_prompt_a="330 hz", deck_1_seed_a=5, deck_2_mute=False, tempo=240.0))
        show.run(2)
        show.performance.morph(1, 2)
        show.run(5)
        return show.recording()

    np.testing.assert_array_equal(performed(), performed())


def test_a_touch_a_recall_and_a_stop() -> None:
    show = Stage(1, tempo=240.0)
    show.scenes.store(1, scene(1, deck_1_gain=-40.0, master_gain=-40.0, tempo=240.0))
    show.run(1)
    show.performance.morph(1, 2)
    show.run(1)
    show.params.set("/deck/1/gain", 1.0)
    show.run(2)
    assert show.params.get("/deck/1/gain") == 1
    assert show.params.get("/master/gain") == -40
    show.performance.morph(1, 2)
    show.performance.stop()
    show.run(2)
    assert show.params.get("/deck/1/gain") == 1
    show.performance.recall(1)
    assert show.params.get("/deck/1/gain") == -40
    assert show.performance.readouts()["/scene/now"] == (1, "")
    with pytest.raises(ParamError, match="scene 5 is not stored"):
        show.performance.morph(5, 1)


def test_what_is_not_allowed_any_more_when_a_morph_arrives_is_told_and_the_rest_is_set(tmp_path: Path) -> None:
    init, told = tmp_path / "init.wav", list[str]()
    soundfile.write(init, np.zeros((RATE, 2)), RATE)
    show = Stage(1, tempo=240.0)
    show.performance = Performance(
        show.params, show.scenes, Setlist(None, print), lambda address, *_: told.append(address)
    )
    show.scenes.store(1, scene(1, deck_1_init=str(init), deck_1_steps=7, tempo=240.0))
    show.run(1)
    show.performance.morph(1, 1)
    init.unlink()
    show.run(3)
    assert told == ["/deck/1/init"]
    assert show.params.get("/deck/1/steps") == 7
    assert show.params.get("/deck/1/init") == ""
    assert show.scenes.now == 1


def test_the_setlist_leads_through_the_show(tmp_path: Path) -> None:
    path = tmp_path / "setlist.toml"
    path.write_text('[[step]]\nscene = "intro"\n[[step]]\nscene = 2\nmorph = 1\nnote = "louder"\n')
    told: list[str] = []
    setlist = Setlist(path, told.append)
    show = Stage(1, setlist, tempo=240.0)
    show.scenes.store(1, scene(1, deck_1_gain=-40.0, tempo=240.0))
    show.scenes.rename(1, "intro")
    show.scenes.store(2, scene(1, deck_1_gain=-10.0, tempo=240.0))
    setlist.refresh(show.scenes)
    handlers = show.performance.handlers
    answers: list[tuple[object, ...]] = []
    show.run(1)
    handlers["/setlist/next"]((), lambda *answer: answers.append(answer))
    assert show.params.get("/deck/1/gain") == -40
    handlers["/setlist/next"]((), lambda *answer: answers.append(answer))
    assert show.performance.readouts()["/scene/morphing"] == (2, 0.0)
    show.run(0.5)
    assert -40 < float(show.params.get("/deck/1/gain")) < -10
    show.run(1)
    assert show.params.get("/deck/1/gain") == -10
    assert answers == [("/setlist", 1, 2, "intro", ""), ("/setlist", 2, 2, "2", "louder")]
    with pytest.raises(ParamError, match="3 is not a step from 1 to 2"):
        handlers["/setlist/next"]((), print)
    assert setlist.position == 2
    assert told == []
