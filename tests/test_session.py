"""The journal: what it keeps, what it survives, what it refuses."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest

from bridge.clock import Stretch
from bridge.decks import Keyframe
from bridge.journal import FORMAT, Journal
from bridge.session import JournalError, read
from bridge.stamped import new_file, stamped
from generators.base import Clip, ClipRequest

HEADER = {"model": "tone", "rate": 48000, "decks": 1, "state": {"/tempo": 120.0}}


class Moving:
    """A performance that goes on at every look."""

    def __init__(self) -> None:
        self._frames = itertools.count(step=100)

    @property
    def playhead(self) -> int:
        return next(self._frames)

    @property
    def head(self) -> int:
        return next(self._frames)


def clip(request: ClipRequest) -> Clip:
    return Clip(request, np.zeros((1, 1, 1), np.uint8), np.zeros((1, request.frames), np.float32))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "journal.jsonl"
    journal = Journal(path, HEADER, Moving())
    first = ClipRequest("drums", "piano", seed_b=3, alpha=0.25)
    second = ClipRequest("bells", "bells").following(first)
    journal.set({"/tempo": 100.0, "/deck/1/mute": True})
    journal.entered(0, {0: Keyframe(0.0, clip(first)), 3: Keyframe(0.75, clip(second))}, 4800, 4.5, False, True)
    journal.located(Stretch(4800.5, 1 / 3, 97.1))
    journal.close()
    recorded = read(path)
    assert (recorded.model, recorded.rate, recorded.decks) == ("tone", 48000, 1)
    values, entry, located, _ = recorded.events
    assert values.values == {"/tempo": 100.0, "/deck/1/mute": True}
    assert entry.clips == {0: (0, first), 3: (0.75, second)}
    assert entry.clips[3][1].after == first
    assert (entry.deck, entry.frame, entry.downbeat, entry.whole, entry.turned) == (0, 4800, 4.5, False, True)
    assert located.clock == Stretch(4800.5, 1 / 3, 97.1)
    assert recorded.start == 4800


def test_sessions_that_begin_in_one_second_have_journals_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridge.stamped.time.strftime", lambda _: "2026-11-25-200000")
    paths = [stamped(tmp_path / "journals", ".jsonl", new_file) for _ in range(3)]
    for tempo, path in enumerate(paths, 90):
        Journal(path, HEADER, Moving()).set({"/tempo": float(tempo)})
    assert [path.stem for path in paths] == ["2026-11-25-200000", "2026-11-25-200000-2", "2026-11-25-200000-3"]
    assert [[event.values for event in read(path).events] for path in paths] == [[{"/tempo": t}] for t in (90, 91, 92)]


def test_what_belongs_to_one_moment_has_one_frame(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path, HEADER, Moving())
    with journal.one_moment():
        journal.set({"/tempo": 100.0})
        journal.set({"/tempo": 101.0})
    journal.set({"/tempo": 102.0})
    with pytest.raises(ZeroDivisionError), journal.one_moment():
        journal.set({"/tempo": 1 / 0})
    journal.set({"/tempo": 103.0})
    journal.set({"/tempo": 104.0})
    first, second, third, fourth, fifth = read(path).events
    assert (first.at, first.head) == (second.at, second.head)
    assert second.at < third.at < fourth.at < fifth.at


def test_any_text_in_a_prompt_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    text = 'a\u2028b\u2029c\u0085d\x0b"e\\ \r\n\x1e ü 🎹'
    Journal(path, HEADER, Moving()).set({"/deck/1/prompt/a": text})
    assert read(path).events[0].values == {"/deck/1/prompt/a": text}


def test_each_line_is_there_before_the_next_and_one_cut_short_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path, HEADER, Moving())
    for tempo in (100.0, 101.0):
        journal.set({"/tempo": tempo})
    whole = path.read_bytes()
    assert len(read(path).events) == 2
    for cut in range(1, len(whole.splitlines()[-1])):
        path.write_bytes(whole[:-cut])
        assert len(read(path).events) == 1 + (cut == 1)  # but for its line's end, it is whole


def test_a_full_disk_ends_the_journal_and_not_the_show() -> None:
    errors: list[str] = []
    journal = Journal(Path("/dev/full"), HEADER, Moving(), errors.append)
    for _ in range(3):
        journal.set({"/tempo": 100.0})
    journal.close()
    assert len(errors) == 1
    assert "/dev/full ends here: No space left on device" in errors[0]


WHOLE = json.dumps({"riffbridge": FORMAT, **HEADER}) + "\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "it has no whole line"),
        ('{"riffbri', "it has no whole line"),
        ("hello\nthere\n", "line 1: Expecting value"),
        ("[1, 2]\n", "line 1: it is not an object"),
        (json.dumps({"riffbridge": 99}) + "\n", "line 1: it is of format 99"),
        (json.dumps({"riffbridge": FORMAT}) + "\n", "line 1: 'model' is missing"),
        (WHOLE + "[1, 2]\n", "line 2: it is not an object"),
        (WHOLE + '{"at": 0}\n', "line 2: 'head' is missing"),
        (WHOLE + '{"at": 0, "head": 0, "enter": {"first": [0, "key"]}}\n', "line 2: invalid literal for int.*first"),
        (WHOLE + '{"mix": [0], "frame": 0}\n{}\n', "line 2: .*list"),
    ],
)
def test_what_is_not_a_journal_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "x"
    path.write_text(content)
    with pytest.raises(JournalError, match=f"x is not a journal of format {FORMAT}: {reason}"):
        read(path)
