"""What comes in becomes an init clip, in time: its own output, led back into it through JACK."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import soundfile
from daemon import daemon, tool
from hearing import loudest_hz
from jackd import jackd

from bridge.live_input import LiveInput
from bridge.params import ParamError, Params
from bridge.render import LEAD, Offline
from bridge.stage import Stage
from bridge.timing import Timing

RATE = 48000


class Inputs:
    """An audio process whose inputs have a level, 0 = silent."""

    level: float | Sequence[float] = 0.1  # ... or those of in_L and in_R
    connected = 0, 0
    told: Timing | None = None

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def timing(self) -> Timing | None:
        return self.told

    def status(self) -> Any:
        return SimpleNamespace(blocksize=256, connected=self.connected)

    def captured(self, start: int, frames: int) -> Any:
        assert 0 <= start <= start + frames <= self._stage.playhead, "no more than has come in"
        self.asked = start
        return np.full((frames, 2), self.level, np.float32).T


class Heard:
    """A live input off stage, at 120 BPM, with one deck of one bar."""

    def __init__(self, folder: Path) -> None:
        self.params = Params(1, {"/deck/1/bars": 1})
        self.offline = Offline(self.params, RATE)
        self.stage, self.folder, self.errors = self.offline.stage, folder, list[str]()
        self.inputs: Any = Inputs(self.stage)
        self.input = LiveInput(
            self.params, self.stage, self.inputs, folder, lambda *told: self.errors.append(str(told))
        )
        self.go_to(0)

    def go_to(self, beat: float) -> None:
        self.stage.clock.locate(self.stage.head, beat, 120)

    async def play(self, seconds: float) -> None:
        end = self.stage.playhead + seconds * RATE
        while self.stage.playhead < end:
            self.stage.fill(self.stage.playhead + LEAD)
            self.offline.mix(256)
            self.input.turn()
        if writing := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(writing)

    @property
    def lengths(self) -> set[int]:
        return {soundfile.info(path).frames for path in self.folder.glob("*.wav")}


def test_a_capture_is_of_bars_that_were_played_one_after_the_other(tmp_path: Path) -> None:
    async def show() -> None:
        heard = Heard(tmp_path)
        await heard.play(5)
        heard.input.capture(0)
        for elsewhere in (37.0, 2.0):
            heard.go_to(elsewhere)
            await heard.play(1.6)
            with pytest.raises(ParamError, match="1 bar has not been played yet"):
                heard.input.capture(0)
            await heard.play(3)
            heard.input.capture(0)
            await heard.play(0)
        assert heard.lengths == {2 * RATE}
        assert len(list(tmp_path.glob("*.wav"))) == 3

    asyncio.run(show())


def test_silence_is_no_init_clip(tmp_path: Path) -> None:
    """A deck that listens tells of it when it begins; later it is a rest, through which what was heard stays."""

    async def show() -> None:
        heard = Heard(tmp_path)
        heard.inputs.level = 0
        await heard.play(5)
        for connected, reason in (((0, 0), "nothing is connected"), ((0, 1), "what is connected to them is silent")):
            heard.inputs.connected = connected
            with pytest.raises(ParamError, match=f"nothing came in through in_L and in_R for 1 bar: {reason}"):
                heard.input.capture(0)
        for _ in range(2):
            heard.errors.clear()
            heard.params.set("/deck/1/listen", True)
            await heard.play(9)
            assert len(heard.errors) == 1
            assert "/deck/1/listen" in heard.errors[0]
            heard.params.set("/deck/1/listen", False)
            await heard.play(1)
        assert not list(tmp_path.glob("*.wav"))
        heard.params.set("/deck/1/listen", True)
        heard.inputs.level = 0.1
        await heard.play(5)
        init = heard.params.snapshot().decks[0].init
        heard.inputs.level = 0
        await heard.play(5)
        assert heard.params.snapshot().decks[0].init == init != ""
        assert len(heard.errors) == 1

    asyncio.run(show())


@pytest.mark.parametrize(("connected", "channels"), [((1, 0), 1), ((1, 1), 2)])
def test_what_comes_in_through_one_input_alone_is_mono(
    tmp_path: Path, connected: tuple[int, int], channels: int
) -> None:
    """It would lose 6 dB if it were the left side of what is stereo."""

    async def show() -> None:
        heard = Heard(tmp_path)
        heard.inputs.level, heard.inputs.connected = (0.1, 0), connected
        await heard.play(3)
        heard.input.capture(0)
        await heard.play(0.1)
        sound, _ = soundfile.read(heard.params.snapshot().decks[0].init, always_2d=True)
        assert sound.shape == (2 * RATE, channels)
        assert np.allclose(sound[:, 0], 0.1)

    asyncio.run(show())


def test_a_deck_that_listens_goes_on_when_the_clock_is_put_elsewhere(tmp_path: Path) -> None:
    async def show() -> None:
        heard = Heard(tmp_path)
        heard.params.set("/deck/1/listen", True)
        await heard.play(13)
        before = len(list(tmp_path.glob("*.wav")))
        heard.go_to(0)
        await heard.play(9)
        assert len(list(tmp_path.glob("*.wav"))) - before == 4
        heard.go_to(101)
        await heard.play(7)
        assert len(list(tmp_path.glob("*.wav"))) - before == 6
        assert heard.lengths == {2 * RATE}
        assert heard.errors == []

    asyncio.run(show())


def test_a_bar_line_just_before_a_clock_goes_back_is_not_looked_for_after_it(tmp_path: Path) -> None:
    """What is put elsewhere is what is committed next, and the playhead comes there later."""

    async def show() -> None:
        heard = Heard(tmp_path)
        heard.params.set("/deck/1/listen", True)
        await heard.play(8 - LEAD / RATE / 2)
        heard.go_to(0)
        await heard.play(LEAD / RATE / 2 + 0.02)
        with pytest.raises(ParamError, match="1 bar has not been played yet"):
            heard.input.capture(0)
        await heard.play(5)
        assert heard.errors == []
        assert len(list(tmp_path.glob("*.wav"))) == 3 + 2, "of four bars all but the last, and two more"

    asyncio.run(show())


@pytest.mark.parametrize("correction", [-0.25, 0.25])
def test_a_bar_line_just_before_a_clock_is_corrected_is_where_it_was(tmp_path: Path, correction: float) -> None:
    async def show() -> None:
        heard = Heard(tmp_path)
        heard.params.set("/deck/1/listen", True)
        await heard.play(4 - LEAD / RATE / 2)
        heard.go_to(heard.stage.clock.beat_at(heard.stage.head) + correction)
        await heard.play(3)
        assert heard.errors == []
        assert len(list(tmp_path.glob("*.wav"))) >= 2

    asyncio.run(show())


def test_more_than_is_kept_is_told_in_seconds(tmp_path: Path) -> None:
    async def show() -> None:
        heard = Heard(tmp_path)
        heard.stage.locate(heard.stage.head, 0, 50)
        heard.params.set("/deck/1/bars", 8)
        await heard.play(40)
        with pytest.raises(ParamError, match=r"8 bars are 38\.4 s here; what comes in is kept for 34 s"):
            heard.input.capture(0)

    asyncio.run(show())


@pytest.mark.parametrize(("input_latency", "late"), [(256, 768), (0, 0)])
def test_a_player_hears_us_late_and_a_program_in_the_graph_does_not(
    tmp_path: Path, input_latency: int, late: int
) -> None:
    async def show() -> None:
        heard = Heard(tmp_path)
        heard.inputs.told = Timing(0, 0.0, RATE, 512, input_latency)
        await heard.play(3)
        heard.input.capture(0)
        await heard.play(0.1)
        assert heard.inputs.asked % (2 * RATE) == late

    asyncio.run(show())


def test_what_was_played_becomes_the_init_clip(tmp_path: Path) -> None:
    with (
        jackd(RATE, 1024) as server,
        daemon(tmp_path, "--prompt", "steady 440 hz", "--set", "/tempo=240", output="jack", env=server.env) as player,
    ):
        for side in "LR":
            tool("jack_connect", f"riffbridge:mix_{side}", f"riffbridge:in_{side}", env=server.env)
        time.sleep(2.5)  # the length of a clip, and more
        tool("oscsend", "localhost", str(player.port), "/deck/2/capture")
        deadline = time.monotonic() + 10
        while not (path := player.ask("/deck/2/init")[0]) and time.monotonic() < deadline:
            time.sleep(0.1)
        sound, rate = soundfile.read(path)
        assert rate == RATE
        assert len(sound) == 2 * RATE, "two bars at 240 BPM"
        assert loudest_hz(sound[:, 0], RATE) == pytest.approx(440, abs=1)
        tool("oscsend", "localhost", str(player.port), "/deck/1/listen", "i", "1")
        tool("oscsend", "localhost", str(player.port), "/deck/1/denoising", "f", "0.4")
        deadline = time.monotonic() + 15
        while len(list(Path(path).parent.glob("*deck1*"))) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(list(Path(path).parent.glob("*deck1*"))) >= 2, "again and again"
        assert player.ask("/underruns") == [0]


def test_without_inputs_it_says_so(tmp_path: Path) -> None:
    with daemon(tmp_path, "--set", "/tempo=240") as player:
        time.sleep(2.5)  # the length of a clip, and more
        tool("oscsend", "localhost", str(player.port), "/deck/1/capture")
        deadline = time.monotonic() + 5
        while "has no inputs" not in player.log and time.monotonic() < deadline:
            time.sleep(0.1)
        assert "has no inputs" in player.log
        assert player.ask("/deck/1/init") == [""]
