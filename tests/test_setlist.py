"""The setlist file: read, read again, refused with every mistake; and what is likely next."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bridge.foresight import likely_next
from bridge.params import ParamError, Params
from bridge.scenes import Scenes
from bridge.setlist import Setlist, Step, parse


def stored(*numbers: int) -> Scenes:
    scenes = Scenes()
    for number in numbers:
        scenes.store(number, Params(1, {"/deck/1/seed/a": 100 + number}).values())
    return scenes


def test_every_mistake_is_told_at_once_with_what_is_allowed() -> None:
    source = b"""
        title = "show"
        [[step]]
        scene = 129
        morph = -1
        [[step]]
        scen = 1
        note = 5
    """
    _, mistakes = parse(source)
    assert len(mistakes) == 6
    for part in (
        "'title' is unknown", "step 1: scene: 129 is not the number of a scene, 1 to 128, or its name",
        "step 1: morph: -1 is not a number from 0 to 256 bars", "step 2: scene is missing",
        "'scen' is unknown; did you mean scene?", "step 2: note: 5 is not a text",
    ):  # fmt: skip
        assert any(part in mistake for mistake in mistakes), part


@pytest.mark.parametrize("source", [b"[[step", b"\xff", b"step = 3", b"[step]\nscene = 1"])
def test_what_is_no_setlist_is_told(source: bytes) -> None:
    steps, mistakes = parse(source)
    assert steps == ()
    assert mistakes


@pytest.mark.parametrize("scene", ["1" * 5000, "0x" + "f" * 5000, "[" * 3000, "{a." + "b." * 3000 + "c = 1}"])
def test_what_is_too_large_to_be_read_is_told_with_its_line(scene: str) -> None:
    _, mistakes = parse(f"[[step]]\nscene = {scene}\n[[step]]".encode())
    assert "line 2: too much to read" in mistakes[0] or "what is too large to be shown is not" in mistakes[0]


def test_it_is_read_again_when_it_changes_and_kept_when_it_is_wrong(tmp_path: Path) -> None:
    path, told = tmp_path / "setlist.toml", list[str]()
    setlist, scenes = Setlist(path, told.append), stored(1, 2)
    setlist.refresh(scenes)
    with pytest.raises(ParamError, match="the setlist is empty; it is read from"):
        setlist.go(1)
    path.write_text("[[step]]\nscene = 1\n[[step]]\nscene = 2\nmorph = 8\n")
    setlist.refresh(scenes)
    assert setlist.go(2) == Step(2, 8.0)
    path.write_text("[[step]]\nscene = 1\nmorph = 'long'\n")
    setlist.refresh(scenes)
    setlist.refresh(scenes)
    assert len(told) == 1
    assert len(setlist.steps) == 2
    path.write_text("[[step]]\nscene = 'coda'\n")
    setlist.refresh(scenes)
    assert told[1:] == [f"{path}: step 1: no scene is named 'coda'; stored: 1, 2"]
    assert (setlist.position, setlist.steps) == (1, (Step("coda"),))
    path.unlink()
    setlist.refresh(scenes)
    assert setlist.steps == ()


def test_what_would_hold_up_the_sound_is_not_read(tmp_path: Path) -> None:
    path, told = tmp_path / "setlist.toml", list[str]()
    setlist, scenes = Setlist(path, told.append), stored(1)
    os.mkfifo(path)
    setlist.refresh(scenes)  # and does not wait for somebody who writes into it
    path.unlink()
    path.write_text("[[step]]\nscene = 1\n" * 5000)
    setlist.refresh(scenes)
    assert told == [f"{path}: cannot be read: {reason}" for reason in ("it is no file", "it is larger than 64 kB")]
    assert setlist.steps == ()


def test_next_is_the_setlist_then_the_next_scene_then_the_next_seed() -> None:
    params, setlist = Params(1), Setlist(None, print)

    def seed(scenes: Scenes) -> int:
        return likely_next(params.snapshot(), scenes, setlist, params.slots).decks[0].seed_a

    assert seed(stored()) == 2
    scenes = stored(3, 5, 9)
    assert seed(scenes) == 103
    scenes.now = 3
    assert seed(scenes) == 105
    setlist.steps = (Step(9),)
    assert seed(scenes) == 109
    setlist.steps = (Step("not yet"),)
    assert seed(scenes) == 105
    scenes.now = 9
    assert seed(scenes) == 2
    scenes.store(10, {"/deck/1/init": "/hangs/clip.wav"})
    assert likely_next(params.snapshot(), scenes, setlist, params.slots).decks[0].init == "/hangs/clip.wav"
    scenes.now = 10
    params.set("/deck/1/drift", 4.0)
    assert seed(scenes) == params.snapshot().decks[0].seed_a
