"""Rendering and replay: the same path as live, measured on the sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hearing import level_db

from bridge.cli import main
from bridge.journal import Journal
from bridge.params import Params, Value
from bridge.player import Player
from bridge.render import LEAD, Offline, RenderError, perform, replay
from bridge.session import JournalError, read
from bridge.timekeeper import Internal
from generators.base import Sound
from generators.local_worker import LocalWorker

pytestmark = pytest.mark.offline

RATE = 24000  # lower than on stage: each test takes half the time


@pytest.fixture(scope="module")
def tone() -> LocalWorker:
    worker = LocalWorker("tone")
    worker.start()
    return worker


def play(tone: LocalWorker, bars: int = 2, decks: int = 1, **deck: Value) -> Sound:
    params = Params(decks, {f"/deck/1/{name.replace('_', '/')}": value for name, value in deck.items()})
    return np.concatenate(list(perform(params, tone, bars, RATE)), axis=1)


def test_length_level_and_determinism(tone: LocalWorker) -> None:
    sound = play(tone, bars=3, prompt_a="440 hz")
    assert sound.shape == (2, 3 * 2 * RATE)
    assert level_db(sound) == pytest.approx(-20, abs=1.5)
    assert abs(sound.mean()) < 1e-3
    np.testing.assert_array_equal(sound, play(tone, bars=3, prompt_a="440 hz"))


@pytest.mark.parametrize("model", ["tone:mono", "tone"])
def test_mono_and_stereo_clips(model: str) -> None:
    worker = LocalWorker(model)
    worker.start()
    sound = play(worker, bars=1, prompt_a="440 hz")
    assert np.array_equal(sound[0], sound[1]) == (model == "tone:mono")
    assert level_db(sound[0]) == pytest.approx(-20, abs=1.5)


def test_two_loops_of_a_clip_are_alike(tone: LocalWorker) -> None:
    sound = play(tone, bars=4, prompt_a="440 hz")
    first, second = sound[:, : 4 * RATE], sound[:, 4 * RATE :]
    fade = RATE // 20
    np.testing.assert_allclose(first[:, fade:], second[:, fade:], atol=1e-6)


def test_gain_is_decibels(tone: LocalWorker) -> None:
    loud, soft = play(tone, gain=0.0), play(tone, gain=-12.0)
    assert level_db(loud) - level_db(soft) == pytest.approx(12, abs=0.1)
    assert not play(tone, gain=-90.0)[:, RATE // 10 :].any()


@pytest.mark.parametrize("gain", [6, -12])
def test_what_is_above_full_scale_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], gain: int) -> None:
    levels = ["--set", f"/deck/1/gain={gain}", "--set", f"/master/gain={gain}"]
    line = ["render", "--model", "tone", "--prompt", "440 hz", *levels, "--bars", "1"]
    assert main([*line, "-o", str(tmp_path / "loud.wav")]) == 0
    assert ("loud.wav is cut off at full scale" in capsys.readouterr().err) == (gain == 6)


def test_what_a_prompt_is_taken_to_mean_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["render", "--prompt", "jazz piano trio", "--bpm", "200", "--bars", "4", "-o", str(tmp_path / "jazz.wav")]
    assert main([*line, "--set", "/deck/1/bars=1"]) == 0
    assert capsys.readouterr().err.count('"jazz piano trio" is read as "jazz"\n') == 1


def test_alpha_goes_from_a_to_b_without_a_step(tone: LocalWorker) -> None:
    """At the ends exactly A and B; between, the level moves less than 3 dB between neighbours."""
    ends = {"prompt_a": "220 hz", "prompt_b": "330 hz"}
    levels = [level_db(play(tone, alpha=alpha, **ends)) for alpha in np.linspace(0, 1, 9)]
    assert np.abs(np.diff(levels)).max() < 3
    np.testing.assert_allclose(play(tone, alpha=1.0, **ends), play(tone, prompt_a="330 hz"), atol=1e-5)


def test_a_drift_goes_on_for_ever_and_never_clicks(tone: LocalWorker) -> None:
    """Three traverses of two bars: B becomes A, the next seed B; no jump that a steady loop does not have."""
    params = Params(1, {"/deck/1/prompt/a": "220 hz", "/deck/1/prompt/b": "330 hz", "/deck/1/drift": 2.0})
    sound = np.concatenate(list(perform(params, tone, 7, RATE)), axis=1)
    deck = params.snapshot().decks[0]
    assert (deck.prompt_a, deck.seed_a, deck.seed_b) == ("330 hz", 3, 4)
    steady = max(np.abs(np.diff(play(tone, prompt_a=prompt))).max() for prompt in ("220 hz", "330 hz"))
    assert np.abs(np.diff(sound)).max() < 1.5 * steady


def test_what_cannot_be_painted_is_an_error() -> None:
    worker = LocalWorker("no such model")
    worker.start()
    with pytest.raises(RenderError, match="no such model"):
        list(perform(Params(1), worker, 1, RATE))


def session(path: Path, tone: LocalWorker, sets: Mapping[int, tuple[str, Value]], frames: int) -> Sound:
    """A session with a journal, in which parameters are set once so many frames have been heard."""
    params = Params(2)
    offline = Offline(params, RATE)
    header = {"model": "tone", "rate": RATE, "decks": 2, "state": params.values()}
    journal = Journal(path, header, offline.stage)

    def bend(address: str, value: Value) -> None:
        """As `Changes` does."""
        offline.stage.bend(params.snapshot(), {address})
        journal.set({address: value})

    params.listen(bend)
    player = Player(params, offline.stage, tone, journal, pytest.fail, Internal(offline.stage, journal))
    waiting = dict(sets)

    def blocks() -> Iterator[Sound]:
        while offline.ring.position < frames:
            for at in [at for at in waiting if at <= offline.ring.position]:
                params.set(*waiting.pop(at))
            with journal.one_moment():
                player.turn(LEAD)
            yield offline.mix(256)

    sound = np.concatenate(list(blocks()), axis=1)
    journal.close()
    return sound


def test_a_journal_gives_the_session_again_bit_for_bit(tone: LocalWorker, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    sets: dict[int, tuple[str, Value]] = {
        10_000: ("/deck/1/prompt/a", "550 hz"),
        50_048: ("/deck/2/mute", False),
        75_008: ("/deck/1/alpha", 0.4),
        100_096: ("/tempo", 130.0),
        125_056: ("/deck/1/drift", 1.0),
        150_016: ("/master/gain", -6.0),
        155_008: ("/deck/1/speed", 0.75),
        175_104: ("/deck/1/reverse", True),
        190_080: ("/deck/1/reverse", False),
        195_072: ("/deck/1/loop", 0.5),
        210_048: ("/deck/1/freeze", True),
        217_088: ("/deck/1/scrub", 0.0),  # as it is already
        225_024: ("/deck/1/freeze", False),
        230_016: ("/deck/1/prompt/a", "220 hz"),
        232_576: ("/tempo", 101.0),  # while that waits for its bar
    }
    live = session(path, tone, sets, 300_000)
    recorded = read(path)
    again = np.concatenate(list(replay(recorded, tone)), axis=1)
    assert again.shape[1] > 250_000
    np.testing.assert_array_equal(again, live[:, recorded.start : recorded.start + again.shape[1]])


def test_a_journal_is_rendered_though_an_init_clip_is_gone(tone: LocalWorker, tmp_path: Path) -> None:
    path, init = tmp_path / "journal.jsonl", tmp_path / "init.wav"
    soundfile.write(init, np.ones(RATE), RATE)
    sets: dict[int, tuple[str, Value]] = {
        10_240: ("/deck/1/init", str(init)),
        10_496: ("/deck/1/denoising", 0.5),
        60_160: ("/deck/1/init", ""),
    }
    live = session(path, tone, sets, 100_000)
    recorded = read(path)
    assert not recorded.orphans(recorded.end)
    init.unlink()
    orphans = recorded.orphans(recorded.end)
    assert {request.init for request in orphans} == {str(init)}
    assert not recorded.orphans(10_240)
    again = np.concatenate(list(replay(recorded, tone)), axis=1)
    np.testing.assert_array_equal(again, live[:, recorded.start : recorded.start + again.shape[1]])


def test_a_journal_cut_short_is_read_up_to_there(tone: LocalWorker, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    session(path, tone, {10_000: ("/deck/1/alpha", 0.5)}, 30_000)
    whole = path.read_text()
    path.write_text(whole[:-15])
    lines = [line for line in whole.splitlines() if not line.startswith(('{"clip"', '{"mix"'))]
    assert len(read(path).events) == len(lines) - 2
    path.write_text("{}\n")
    with pytest.raises(JournalError, match="not a journal"):
        read(path)


def test_a_tempo_is_followed_at_once_and_its_clips_enter_on_the_bar(tone: LocalWorker, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    session(path, tone, {15_000: ("/tempo", 90.0)}, 100_000)
    events = read(path).events
    began, bent = [event.clock for event in events if event.clock]
    assert (began.beat, began.tempo, bent.tempo) == (0, 120, 90)
    assert 15_000 <= bent.frame <= 15_000 + LEAD
    changed = {e.frame for e in events if e.clips and next(iter(e.clips.values()))[1].tempo == 90 and e.deck == 0}
    assert changed == {round(bent.frame + (4 - bent.beat) * 60 * RATE / 90)}


@pytest.mark.parametrize(("quantise", "beats"), [("beat", 1), ("bar", 4), ("clip", 8)])
def test_changes_enter_on_the_grid(tone: LocalWorker, tmp_path: Path, quantise: str, beats: int) -> None:
    path = tmp_path / "journal.jsonl"
    sets: dict[int, tuple[str, Value]] = {0: ("/quantise", quantise), 30_000: ("/deck/1/prompt/a", "550 hz")}
    session(path, tone, sets, 150_000)
    entries = [event for event in read(path).events if event.clips and event.deck == 0]
    changed = next(event for event in entries if 0 in event.clips and event.clips[0][1].prompt_a == "550 hz")
    grid = beats * RATE // 2
    assert (changed.frame - entries[0].frame) % grid == 0
    assert 0 < changed.frame - 30_000 <= grid + LEAD + RATE * 0.05


def test_without_quantise_a_change_enters_at_once(tone: LocalWorker, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    session(path, tone, {0: ("/quantise", "off"), 30_000: ("/deck/1/prompt/a", "550 hz")}, 50_000)
    changed = [event for event in read(path).events if event.clips and event.clips.get(0) is not None]
    assert 30_000 < changed[-1].frame < 30_000 + LEAD + RATE * 0.05
