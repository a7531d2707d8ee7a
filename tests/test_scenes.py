"""Scenes: stored, recalled, kept in a file through restarts and mishaps."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from waiting import until

from bridge.dispatch import Dispatcher, silent
from bridge.params import ParamError, Params
from bridge.performance import Performance
from bridge.scene_file import Scene
from bridge.scenes import Scenes
from bridge.setlist import Setlist


def listening(params: Params, scenes: Scenes) -> Dispatcher:
    performance = Performance(params, scenes, Setlist(None, print), lambda *told: dispatcher.report(*told))  # noqa: PLW0108 (it comes after)
    dispatcher = Dispatcher(params, actions=performance.handlers)
    return dispatcher


def store(scenes: Scenes, number: int, values: Scene) -> None:
    """Store, and wait until it is in the file."""
    scenes.store(number, values)
    scenes.close()


def test_a_scene_comes_back_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "scenes.json"
    params = Params(2, {"/deck/1/prompt/a": "Glocken – wärmer", "/tempo": 97.3, "/deck/2/mute": True})
    store(Scenes(path), 128, params.values())
    again = Scenes(path)
    assert again.numbers == [128]
    fresh = Params(2)
    fresh.update(again.recall(128))
    assert fresh.snapshot() == params.snapshot()
    assert "Glocken – wärmer" in path.read_text(encoding="utf-8")
    assert [file.name for file in path.parent.iterdir()] == ["scenes.json"]


def test_without_a_file_scenes_last_as_long_as_the_process() -> None:
    scenes = Scenes()
    scenes.store(2, {"/tempo": 90.0})
    scenes.store(1, {"/tempo": 80.0})
    assert scenes.numbers == [1, 2]
    assert scenes.recall(2) == {"/tempo": 90.0}


def test_an_unknown_scene_names_those_there_are() -> None:
    scenes = Scenes()
    scenes.store(7, {})
    scenes.store(3, {})
    with pytest.raises(ParamError, match="scene 4 is not stored; stored: 3, 7"):
        scenes.recall(4)
    for number in (0, 129):
        with pytest.raises(ParamError, match="from 1 to 128"):
            scenes.store(number, {})


def test_a_stored_scene_does_not_change_with_the_caller() -> None:
    scenes, values = Scenes(), {"/tempo": 90.0}
    scenes.store(1, values)
    values["/tempo"] = 1.0
    scenes.recall(1)["/tempo"] = 2.0
    assert scenes.recall(1) == {"/tempo": 90.0}


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"1": 5}',
        b'{"0": {}}',
        b'{"1": {"/tempo": [1]}}',
        b'{"1": {"/tempo": 90}}, "2"',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_kept_aside(tmp_path: Path, text: bytes, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "scenes.json"
    path.write_bytes(text)
    scenes = Scenes(path)
    assert scenes.numbers == []
    assert f"{path} is damaged" in caplog.text
    assert (tmp_path / "scenes.json.bad").read_bytes() == text
    store(scenes, 1, {"/tempo": 90.0})
    assert Scenes(path).numbers == [1]


def test_a_failed_write_leaves_the_old_file_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "scenes.json"
    store(Scenes(path), 1, {"/tempo": 90.0})
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    scenes, told = Scenes(path), ""
    listening(Params(1), scenes).handle("/scene/store", [2])
    deadline = time.monotonic() + 10
    while not told and time.monotonic() < deadline:
        told = scenes.trouble()
    assert told == f"new scenes will be lost at the end: {path}: No space left on device"
    kept = {address: value for address, value in Params(1).values().items() if Params(1).slot(address).spec.kept}
    assert scenes.recall(2) == kept
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_another_keeps_locked_is_told_and_not_waited_for(tmp_path: Path) -> None:
    """As by a daemon that was stopped while it wrote; the scene is written with the next one."""
    scenes, lock = Scenes(tmp_path / "scenes.json"), os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    scenes.store(1, {"/tempo": 90.0})
    until(lambda: "another program has locked its folder" in scenes.trouble())
    os.close(lock)
    scenes.store(2, {"/tempo": 91.0})
    scenes.close()
    assert Scenes(tmp_path / "scenes.json").numbers == [1, 2]


def test_the_last_write_failing_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Path, "replace", lambda *_: os.close(-1))
    store(Scenes(tmp_path / "scenes.json"), 1, {})
    assert "Bad file descriptor" in caplog.text


def test_nobody_waits_for_a_slow_disk_but_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, sync, goes_on = tmp_path / "scenes.json", os.fsync, threading.Event()
    synced: list[int] = []

    def slow(file: int) -> None:
        synced.append(file)
        goes_on.wait(10)
        sync(file)

    monkeypatch.setattr(os, "fsync", slow)
    scenes = Scenes(path)
    started = time.monotonic()
    for number in range(1, 101):
        scenes.store(number, {"/tempo": float(number)})
    assert time.monotonic() - started < 5
    assert scenes.recall(100) == {"/tempo": 100.0}
    assert not path.exists()
    goes_on.set()
    scenes.close()
    assert Scenes(path).numbers == list(range(1, 101))
    assert len(synced) <= 2  # what was never begun gave way to the last
    assert scenes.trouble() == ""


def test_two_in_one_folder_and_who_edits_the_file_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "scenes.json"
    one, other = Scenes(path), Scenes(path)
    store(one, 1, {"/tempo": 90.0})
    other.store(2, {"/tempo": 100.0})
    store(other, 3, {"/tempo": 110.0})
    path.write_text(path.read_text().replace("100.0", "101.5"))
    again = Scenes(path)
    again.delete(3)
    again.close()
    assert [(number, Scenes(path).recall(number)) for number in Scenes(path).numbers] == [
        (1, {"/tempo": 90.0}),
        (2, {"/tempo": 101.5}),
    ]


@pytest.mark.parametrize("text", [None, "{"], ids=["gone", "damaged"])
def test_a_file_that_is_lost_meanwhile_is_written_anew(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "scenes.json"
    store(Scenes(path), 1, {"/tempo": 90.0})
    scenes = Scenes(path)
    path.unlink() if text is None else path.write_text(text)
    store(scenes, 2, {"/tempo": 100.0})
    assert Scenes(path).numbers == [1, 2]


def test_a_scene_that_could_not_be_written_is_written_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, scenes = tmp_path / "scenes.json", Scenes(tmp_path / "scenes.json")
    path.write_text("{}")
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", lambda _: os.close(-1))
        scenes.store(1, {"/tempo": 90.0})
        until(scenes.trouble)
    store(scenes, 2, {"/tempo": 100.0})
    assert Scenes(path).numbers == [1, 2]


def test_a_scene_that_no_text_file_can_hold_does_not_spoil_the_others(tmp_path: Path) -> None:
    path = tmp_path / "scenes.json"
    path.write_text(r'{"1": {"/deck/1/prompt/a": "\ud800"}}')
    store(Scenes(path), 2, {"/tempo": 90.0})
    assert Scenes(path).recall(1) == {"/deck/1/prompt/a": "\ud800"}


def test_a_name_that_cannot_be_sent_is_none(tmp_path: Path) -> None:
    path = tmp_path / "scenes.json"
    path.write_text(r'{"1": {"name": "\ud800", "/tempo": 90.0}}')
    scenes = Scenes(path)
    scenes.recalled(1)
    assert scenes.name(1) == ""
    assert scenes.recall(1) == {"/tempo": 90.0}


def test_a_file_that_cannot_be_read_is_not_lost(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "scenes.json"
    path.mkdir()
    assert Scenes(path).numbers == []
    assert f"{path}: Is a directory" in caplog.text
    assert path.is_dir()


def test_a_scene_of_a_larger_instrument_sets_the_decks_there_are(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "scenes.json"
    store(Scenes(path), 1, Params(3, {"/tempo": 66.0, "/deck/1/gain": -5.0, "/deck/3/gain": -7.0}).values())
    params = Params(1)
    answers: list[tuple[object, ...]] = []
    with caplog.at_level(logging.WARNING):
        listening(params, Scenes(path)).handle("/scene/recall", [1], lambda *answer: answers.append(answer))
    assert answers == [("/scene/recall", 1)]
    assert params.values() == Params(1, {"/tempo": 66.0, "/deck/1/gain": -5.0}).values()
    assert "scene 1: no /deck/2/prompt/a" in caplog.text


@pytest.mark.parametrize("value", [float("nan"), 1e9, "fast", "\ud800"])
def test_a_scene_edited_to_nonsense_is_refused_whole(tmp_path: Path, value: object) -> None:
    path = tmp_path / "scenes.json"
    address = "/tempo" if value != "\ud800" else "/deck/1/prompt/a"
    path.write_text(json.dumps({"1": {"/deck/1/gain": -5.0, address: value}}))
    params = Params(1)
    answers: list[tuple[object, ...]] = []
    listening(params, Scenes(path)).handle("/scene/recall", [1], lambda *answer: answers.append(answer))
    assert answers[0][:2] == ("/error", "/scene/recall")
    assert address in str(answers[0][2])
    assert params.values() == Params(1).values()


@pytest.mark.parametrize(
    ("command", "args"), [("/scene/recall", (1,)), ("/scene/morph", (1, 0)), ("/scene/morph", (1, 4))]
)
def test_a_scene_whose_file_is_gone_is_had_without_it_and_the_file_is_told(
    tmp_path: Path, command: str, args: tuple[float, ...], caplog: pytest.LogCaptureFixture
) -> None:
    kept, gone = tmp_path / "kept.wav", tmp_path / ("long" * 30) / "gone.wav"
    soundfile.write(kept, np.zeros(4800), 48000)
    params, scenes = Params(2, {"/deck/2/init": str(kept)}), Scenes()
    scenes.store(1, {"/deck/1/init": str(kept), "/deck/2/init": str(gone), "/tempo": 90.0})
    answers: list[tuple[object, ...]] = []
    listening(params, scenes).handle(command, args, lambda *answer: answers.append(answer))
    error, done = answers
    assert error[:2] == ("/error", "/deck/2/init")
    assert "longlong/gone.wav' is not a sound file" in str(error[2])
    assert f"/deck/2/init: {error[2]}" in caplog.text
    assert done == (command, *args)
    if args[1:] != (4,):
        assert scenes.now == 1
        assert params.values() == Params(2, {f"/deck/{n}/init": str(kept) for n in (1, 2)} | {"/tempo": 90.0}).values()


@pytest.mark.parametrize("command", ["/scene/recall", "/scene/morph"])
def test_a_scene_does_not_scrub_to_where_a_knob_is_already(command: str) -> None:
    """A scrub moves a frozen deck each time it is set."""
    params, scenes, told = Params(1, {"/deck/1/freeze": True, "/deck/1/scrub": 0.5}), Scenes(), list[str]()
    performance = Performance(params, scenes, Setlist(None, print))
    scenes.store(1, params.values() | {"/deck/1/gain": -6.0})
    params.listen(lambda address, _: told.append(address))
    performance.handlers[command]((1, 1) if command == "/scene/morph" else (1,), silent)
    for beat in (0.0, 4.0, 8.0):
        performance.advance(beat, lambda *_: None)
    assert "/deck/1/gain" in told
    assert "/deck/1/scrub" not in told
    assert "/deck/1/freeze" not in told


def test_names_last_and_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "scenes.json"
    scenes = Scenes(path)
    scenes.store(1, {"/tempo": 90.0})
    scenes.store(2, {"/tempo": 91.0})
    scenes.rename(1, "intro")
    with pytest.raises(ParamError, match="'intro' is scene 1 already"):
        scenes.rename(2, "intro")
    scenes.store(1, {"/tempo": 92.0})  # keeps its name
    scenes.close()
    again = Scenes(path)
    assert again.find("intro") == 1
    assert again.recall(1) == {"/tempo": 92.0}
    with pytest.raises(ParamError, match="no scene is named 'coda'; stored: 1 'intro', 2"):
        again.find("coda")
    again.rename(1, "")
    assert again.name(1) == ""


def test_a_scene_is_given_by_its_name_as_by_its_number() -> None:
    params, scenes, told = Params(1, {"/tempo": 90.0}), Scenes(), []
    dispatcher = listening(params, scenes)

    def ask(address: str, *args: object) -> tuple[object, ...]:
        told.clear()
        dispatcher.handle(address, args, lambda *answer: told.append(answer))
        [answer] = told
        return answer

    ask("/scene/store", 7)
    assert ask("/scene/name", 7, "verse") == ("/scene/name", 7, "verse")
    assert ask("/scene/name", "verse") == ("/scene/name", 7, "verse")
    for command, args in (("/scene/recall", ()), ("/scene/morph", (0.0,))):
        params.set("/tempo", 120.0)
        assert ask(command, "verse", *args) == (command, 7, *args)
        assert params.get("/tempo") == 90.0
    assert ask("/scene/recall", "coda") == (
        "/error", "/scene/recall", "no scene is named 'coda'; stored: 7 'verse'",
    )  # fmt: skip
    assert "from 1 to 128, or the name of a scene" in str(ask("/scene/recall", 0)[2])
    assert ask("/scene/store", "coda")[0] == "/error"
    assert ask("/scene/delete", "verse") == ("/scene/delete", 7)
    assert scenes.numbers == []


def test_a_deleted_scene_stays_deleted(tmp_path: Path) -> None:
    path = tmp_path / "scenes.json"
    scenes = Scenes(path)
    scenes.store(1, {})
    scenes.store(2, {})
    scenes.now = 2
    scenes.delete(2)
    scenes.close()
    assert scenes.now == 0
    assert Scenes(path).numbers == [1]
    with pytest.raises(ParamError, match="scene 2 is not stored; stored: 1"):
        scenes.delete(2)


def test_store_and_recall_are_told_with_their_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "scenes.json"
    scenes = Scenes(path)
    dispatcher = listening(Params(1), scenes)
    with caplog.at_level(logging.INFO):
        dispatcher.handle("/scene/store", [3])
        scenes.rename(3, "intro")
        dispatcher.handle("/scene/store", [3])
        dispatcher.handle("/scene/recall", [3])
        dispatcher.handle("/scene/recall", [4])
    scenes.close()
    told = [record.message for record in caplog.records if record.levelno == logging.INFO]
    assert told == [
        "scene 3 stored",
        "scene 3 'intro' stored",
        "scene 3 'intro' recalled",
    ]
