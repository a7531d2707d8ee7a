"""Other metres than 4/4, heard by the tone's accents: where bars begin, on stage and in what is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
import soundfile
from daemon import daemon

from bridge.audio_status import AudioStatus
from bridge.cli import main
from bridge.clock import Bars, Clock, Stretch
from bridge.journal import Journal
from bridge.params import ParamError, Params, Value
from bridge.player import Player
from bridge.render import LEAD, Offline, perform, replay
from bridge.requests import Painter
from bridge.session import read
from bridge.status import status
from bridge.timekeeper import Internal
from generators.base import Sound
from generators.local_worker import LocalWorker

RATE = 48000
BEAT = RATE // 2  # frames at 120 BPM
HOP = 480  # frames: the width of an accent's place
AUDIO = AudioStatus("null", RATE, 256, 0, 0, 0, 0, alive=True, error="")


@pytest.fixture(scope="module")
def tone() -> LocalWorker:
    worker = LocalWorker("tone")
    worker.start()
    return worker


def envelope(sound: Sound) -> np.ndarray:
    """Peaks (blocks,) of HOP frames each."""
    return np.abs(sound[0, : sound.shape[1] // HOP * HOP]).reshape(-1, HOP).max(axis=1)


def attacks(sound: Sound, beat: float = BEAT) -> dict[float, bool]:
    """The beats on which a pulse begins, to a tenth, and whether it is an accent."""
    peaks = envelope(sound)
    before = np.concatenate([[0], peaks[:-1]])
    heard = {round(float(at * HOP / beat), 1): float(peaks[at : at + 3].max())
             for at in np.flatnonzero((peaks > 1.25 * before) & (peaks > 0.1))}  # fmt: skip
    return {at: level > 0.8 * max(heard.values()) for at, level in heard.items()}


def accents(sound: Sound, beat: float = BEAT) -> list[float]:
    return [at for at, accent in attacks(sound, beat).items() if accent]


class Session:
    """A player off stage, with a journal; `at` are frames by which something is done."""

    def __init__(self, tone: Painter, journal: Path | None = None, **start: Value) -> None:
        values = {f"/{name.replace('_', '/')}": value for name, value in start.items()}
        self.params = Params(1, {"/deck/1/prompt/a": "880 hz", "/deck/1/prompt/b": "880 hz", **values})
        self.first = 0  # frame of the first downbeat, which the painter is waited for with
        self.offline = Offline(self.params, RATE)
        self.stage = self.offline.stage
        header = {"model": "tone", "rate": RATE, "decks": 1, "state": self.params.values()}
        self.journal = Journal(journal, header, self.stage)
        self.params.listen(lambda address, value: self.journal.set({address: value}))
        time = Internal(self.stage, self.journal)
        self.player = Player(self.params, self.stage, tone, self.journal, pytest.fail, time)

    def sound(self, beats: float, at: Mapping[float, Callable[[], object]]) -> Sound:
        """So many beats from the first downbeat on, doing things at beats on the way."""

        def blocks() -> Iterator[Sound]:
            waiting, end = dict(at), 1 << 62
            while (position := self.offline.ring.position) < end:
                for when in [when for when in waiting if position >= self.first + when * BEAT]:
                    waiting.pop(when)()
                with self.journal.one_moment():
                    self.player.turn(LEAD)
                if not self.first:
                    self.first = round(self.stage.clock.frame_at(0))
                end = self.first + round(beats * BEAT)
                yield self.offline.mix(min(256, end - position))

        return np.concatenate(list(blocks()), axis=1)[:, self.first :]

    def metre(self, metre: str) -> Callable[[], object]:
        return lambda: self.params.set("/clock/metre", metre)

    def readouts(self) -> dict[str, tuple[Value, ...]]:
        return status(self.params, self.stage, self.player, "ready", AUDIO, 0.0).readouts()


class Slow:
    """A painter that keeps what it is asked for until it is told to go on."""

    def __init__(self, tone: LocalWorker) -> None:
        from concurrent.futures import Future

        self._tone, self._future = tone, Future
        self.held = False
        self._waiting: list[tuple[object, object]] = []

    def submit(self, request, company=()):  # type: ignore[no-untyped-def]
        if not self.held:
            return self._tone.submit(request, company)
        self._waiting.append((request, future := self._future()))
        return future

    def go_on(self) -> None:
        self.held = False
        for request, future in self._waiting:
            if not future.cancelled():  # type: ignore[attr-defined]
                future.set_result(self._tone.submit(request).result())  # type: ignore[attr-defined,arg-type]


@pytest.mark.parametrize(("metre", "pulse"), [("4/4", 1), ("3/4", 1), ("6/8", 1.5)])
def test_each_metre_has_its_accents_and_is_as_long_as_its_bars(tone: LocalWorker, metre: str, pulse: float) -> None:
    params = Params(1, {"/deck/1/prompt/a": "880 hz", "/deck/1/prompt/b": "880 hz", "/clock/metre": metre})
    sound = np.concatenate(list(perform(params, tone, 5, RATE)), axis=1)
    beats = 4 if metre == "4/4" else 3
    assert sound.shape[1] == 5 * beats * BEAT
    heard = attacks(sound)
    assert list(heard) == list(np.arange(0, 5 * beats, pulse))
    assert accents(sound) == list(range(0, 5 * beats, beats))


def test_another_metre_begins_when_the_bar_is_over_and_is_heard_from_there(tone: LocalWorker, tmp_path: Path) -> None:
    """Asked for in mid-bar, twice; never silent, no click, and the journal gives it again bit for bit."""
    session = Session(tone, tmp_path / "journal.jsonl")
    sound = session.sound(30, {5.3: session.metre("3/4"), 15.2: session.metre("6/8")})
    assert accents(sound) == [0, 4, 8, 11, 14, 17, 20, 23, 26, 29]
    pulses = list(attacks(sound))
    assert [at for at in pulses if at < 17] == list(range(17))
    assert [at for at in pulses if at >= 17] == list(np.arange(17, 30, 1.5))
    loops = np.concatenate([Session(tone, clock_metre=metre).sound(12, {}) for metre in ("4/4", "3/4", "6/8")], axis=1)
    assert envelope(sound).min() > 0.9 * envelope(loops).min()
    assert np.abs(np.diff(sound)).max() < 1.05 * np.abs(np.diff(loops)).max()
    session.journal.close()
    recorded = read(tmp_path / "journal.jsonl")
    again = np.concatenate(list(replay(recorded, tone)), axis=1)
    assert recorded.start == session.first
    np.testing.assert_array_equal(again, sound[:, : again.shape[1]])
    assert again.shape[1] > 29 * BEAT
    assert [event.bars for event in recorded.events if event.bars] == [Bars(8, "3/4", 2), Bars(17, "6/8", 5)]


@pytest.mark.parametrize("quantise", ["off", "beat", "clip"])
def test_however_changes_are_let_in_a_metre_minds_its_bars(tone: LocalWorker, quantise: str) -> None:
    session = Session(tone, quantise=quantise, deck_1_bars=4)
    assert accents(session.sound(24, {4.1: session.metre("3/4")})) == [0, 4, 8, 11, 14, 17, 20, 23]


def test_a_mind_that_is_changed_within_the_bar_changes_nothing(tone: LocalWorker) -> None:
    session = Session(tone)
    sound = session.sound(16, {5.3: session.metre("3/4"), 6.1: session.metre("4/4")})
    np.testing.assert_array_equal(sound, Session(tone).sound(16, {}))


def test_until_its_clips_are_painted_the_old_loop_goes_on(tone: LocalWorker) -> None:
    slow = Slow(tone)
    session = Session(slow)

    def ask() -> None:
        slow.held = True
        session.params.set("/clock/metre", "3/4")

    sound = session.sound(27, {5.3: ask, 12.5: slow.go_on})
    assert accents(sound) == [0, 4, 8, 12, 14, 17, 20, 23, 26], "the first bar line of 3/4, counted from beat 8"


def test_back_before_anything_was_painted_the_loop_goes_round_with_the_new_bars(tone: LocalWorker) -> None:
    slow = Slow(tone)
    session = Session(slow)

    def ask() -> None:
        slow.held = True
        session.params.set("/clock/metre", "3/4")

    assert accents(session.sound(28, {5.3: ask, 12.5: session.metre("4/4")})) == [0, 4, 8, 12, 14, 18, 22, 26]


def test_a_clock_that_is_put_elsewhere_counts_bars_from_its_first_beat(tone: LocalWorker) -> None:
    """As the start of a MIDI clock does: what is on stage goes there with it."""
    session = Session(tone, clock_metre="4/4")
    located: list[Stretch] = []

    def start() -> None:
        located.append(session.stage.clock.locate(session.stage.head, 0, 120))

    sound = session.sound(35, {5.3: session.metre("3/4"), 20.2: start})
    assert session.stage.clock.bars == Bars(0, "3/4")
    jump = round(located[0].frame) - session.first
    assert accents(sound[:, jump + BEAT // 2 :]) == [2.5, 5.5, 8.5, 11.5]


def test_eta_and_position_count_bars_across_the_change(tone: LocalWorker) -> None:
    session = Session(tone)
    seen: list[dict[str, tuple[Value, ...]]] = []
    look: Callable[[], object] = lambda: seen.append(session.readouts())  # noqa: E731
    change = {5.3: session.metre("3/4"), 5.5: look, 7.5: look, 12.1: look}
    session.sound(13, {**change, 12.2: lambda: session.params.set("/deck/1/prompt/a", "440 hz"), 12.5: look})
    asked, before, after, again = seen
    assert asked["/deck/1/eta"][1:] == (3, 1)
    assert asked["/deck/1/eta"][0] == pytest.approx((8 - 5.5) / 2, abs=0.11)
    assert [now["/playing/metre"] for now in seen] == [("4/4",), ("4/4",), ("3/4",), ("3/4",)]
    assert before["/position"] == (2, pytest.approx(4.5, abs=0.02))
    assert after["/position"] == (4, pytest.approx(2.1, abs=0.02)), "3.1 is beat 8, 4.1 beat 11"
    assert after["/deck/1/arrived"] == (3, 1)
    assert again["/deck/1/eta"][1:] == (5, 1)
    assert again["/deck/1/playing"] == ("880 hz",), "until then"


def test_bars_and_beats_of_the_clock() -> None:
    clock = Clock(RATE, 97)
    clock.locate(1000, 0, 97)
    assert clock.change_metre(clock.frame_at(5.3), "3/4") == Bars(8, "3/4", 2)
    assert clock.bar_line(clock.frame_at(5.3)) == 8
    assert clock.bar_line(clock.frame_at(8.1)) == 11
    assert clock.position(round(clock.frame_at(8))) == (3, pytest.approx(1, abs=1e-4)), "whichever way it is rounded"
    assert clock.position(clock.frame_at(12.5)) == (4, 2.5)
    clock.locate(clock.frame_at(7), clock.beat_at(clock.frame_at(7)), 140)
    assert clock.bars == Bars(8, "3/4", 2), "a metre that is to come stays on its beat"
    assert clock.change_metre(clock.frame_at(7.9), "4/4") == Bars()
    assert clock.change_metre(clock.frame_at(8), "6/8") == Bars(8, "6/8", 2), "a bar line is a bar line"
    clock.locate(clock.frame_at(9), 9.4, 140)
    assert clock.bars == Bars(8, "6/8", 2), "a correction"
    clock.locate(clock.frame_at(30), 6, 140)
    assert clock.bars == Bars(0, "6/8"), "another place"
    assert clock.position(clock.frame_at(7)) == (3, 2)


@pytest.mark.parametrize("wrong", ["5/4", "", "3", 3, True])
def test_other_values_are_refused_and_change_nothing(wrong: Value) -> None:
    params = Params(1, {"/clock/metre": "3/4"})
    with pytest.raises(ParamError, match=r"/clock/metre: .* is not one of 4/4, 3/4, 6/8"):
        params.update({"/tempo": 90.0, "/clock/metre": wrong})
    assert (params.get("/clock/metre"), params.get("/tempo")) == ("3/4", 120)


def test_drifts_and_morphs_take_bars_of_the_metre(tone: LocalWorker) -> None:
    """A traverse of two bars of 3/4 is over after six beats; of 4/4 after eight."""
    for metre, beats in (("3/4", 6), ("4/4", 8)):
        session = Session(tone, clock_metre=metre, deck_1_drift=2.0, deck_1_prompt_b="440 hz")
        alphas: list[float] = []
        note: Callable[[], object] = lambda s=session, a=alphas: a.append(float(s.params.get("/deck/1/alpha")))  # type: ignore[misc] # noqa: E731
        session.sound(beats + 1, {beats - 0.2: note, beats + 0.3: note})
        assert alphas == [pytest.approx(1 - 0.2 / beats, abs=0.02), pytest.approx(0.3 / beats, abs=0.02)]


def test_a_file_is_rendered_in_the_metre_of_its_flag(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["render", "--prompt", "880 hz", "--model", "tone", "--bars", "4", "-o", str(tmp_path / "out.wav")]
    assert main([*line, "--metre", "3/4"]) == 0
    sound, rate = soundfile.read(tmp_path / "out.wav", dtype="float32", always_2d=True)
    assert (len(sound), rate) == (4 * 3 * BEAT, RATE)
    assert accents(sound.T) == [0, 3, 6, 9]
    assert main([*line, "--overwrite", "--metre", "7/8"]) == 2
    assert "--metre: '7/8' is not one of 4/4, 3/4, 6/8" in capsys.readouterr().err


def test_a_journal_is_rendered_up_to_a_bar_of_its_own(tone: LocalWorker, tmp_path: Path) -> None:
    """Two bars of 4/4 and three of 3/4, whose second begins at another tempo."""
    session = Session(tone, tmp_path / "journal.jsonl")
    change: Callable[[], object] = lambda: session.params.set("/tempo", 90.0)  # noqa: E731
    session.sound(20, {5.3: session.metre("3/4"), 11.0: change})
    session.journal.close()
    [turned] = [event.clock for event in read(tmp_path / "journal.jsonl").events if event.clock and event.clock.beat]
    first = ["render", str(tmp_path / "journal.jsonl"), "-o", str(tmp_path / "out.wav"), "--overwrite", "--bars"]
    for bars, beats in ((2, 8), (3, 11), (5, 17)):
        assert main([*first, str(bars)]) == 0
        frames = min(beats, turned.beat) * BEAT + max(beats - turned.beat, 0) * RATE * 60 / 90
        assert soundfile.info(tmp_path / "out.wav").frames == pytest.approx(frames, abs=1)
    assert main([*first, "99"]) == 0
    whole = soundfile.info(tmp_path / "out.wav").frames
    assert 19.9 * BEAT < whole <= 20 * BEAT


def test_the_daemon_changes_metre_and_its_journal_renders_again(tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    flags = ("--prompt", "880 hz", "--to", "880 hz", "--set", "/tempo=240")
    with daemon(tmp_path, *flags, output=f"file:{out}") as player:
        player.wait_until("/deck/1/playing", "880 hz")
        assert "one of 4/4, 3/4, 6/8" in player.ask("/clock/metre", "7/4")[1]
        assert player.ask("/clock/metre") == ["4/4"]
        player.tell("/clock/metre", "3/4")
        player.wait_until("/playing/metre", "3/4")
        player.tell("/scene/store", 1)
        player.tell("/clock/metre", "6/8")
        player.wait_until("/playing/metre", "6/8")
        player.tell("/scene/recall", 1)
        player.wait_until("/playing/metre", "3/4")
        player.wait_until("/deck/1/waiting", 0)
        player.stop()
        again = tmp_path / "again.wav"
        assert main(["render", str(player.journal), "-o", str(again)]) == 0
    live, once_more = (soundfile.read(path, dtype="float32", always_2d=True)[0] for path in (out, again))
    first = int(np.argmax(np.abs(live).max(axis=1) > 0))
    fit = [first + shift for shift in range(3000)
           if np.abs(live[first + shift : first + shift + 48000] - once_more[:48000]).max() < 1e-4]  # fmt: skip
    assert fit
    length = min(len(once_more), len(live) - fit[0]) - RATE // 2  # it fades out
    assert np.abs(live[fit[0] : fit[0] + length] - once_more[:length]).max() < 1e-4
