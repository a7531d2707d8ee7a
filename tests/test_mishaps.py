"""Defects: whatever part of the instrument fails, what is on stage goes on, and it is told once."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, nullcontext
from pathlib import Path

import numpy as np
import pytest
from test_canvas import RATE, noise

from bridge import config, instrument
from bridge.canvas import Canvas
from bridge.config import Config
from bridge.decks import Keyframe
from bridge.params import Params
from bridge.planner import STEMS
from bridge.render import Offline
from generators.base import Sound


class Defect(Exception):
    """What nobody thought of."""


def fail(*_: object) -> None:
    raise Defect


def reached(canvas: Canvas) -> int:
    """The frame up to which it has been read: a cross-fade is made as a whole."""
    return canvas.head - int(canvas._ready.shape[2])


def test_a_deck_that_fails_is_silent_for_a_while_and_then_in_step_again() -> None:
    def lanes(fails: bool) -> Sound:
        """Of both decks, the second of which may fail from the middle of a block on, over the seam of its loop."""
        params = Params(2)
        offline = Offline(params, RATE)
        stage = offline.stage
        for deck in (0, 1):
            stage.enter(deck, {0: Keyframe(0.0, noise(deck))}, 2000, 0.0, True, False)
        stage.fill(95_500)
        with pytest.MonkeyPatch.context() as patch:
            if fails:
                patch.setattr(stage.decks[1].canvas, "_next", fail)
            with pytest.raises(Defect) if fails else nullcontext():
                stage.fill(97_500)
        stage.fill(120_000)
        return np.concatenate(offline.ring.peek(120_000), axis=1)

    whole, broken = lanes(False), lanes(True)
    assert whole.shape == broken.shape
    first, second = broken[: 2 * STEMS], broken[2 * STEMS :]
    assert np.array_equal(first, whole[: 2 * STEMS])
    assert not second[:, 96_524:97_500].any()
    np.testing.assert_allclose(second[:, :95_000], whole[2 * STEMS :, :95_000])
    np.testing.assert_allclose(second[:, 99_000:], whole[2 * STEMS :, 99_000:])


def test_what_fails_is_told_once_and_the_show_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck, most of what a report consists of, a listener to errors, and a recording, which is told and ended."""
    monkeypatch.setattr(instrument, "go_first", lambda: None)  # of the tests' own thread
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "recordings").touch()  # which is no folder
    told, heads, in_step = list[str](), list[int](), list[bool]()

    async def inside() -> None:
        stop = asyncio.Event()

        async with AsyncExitStack() as stack, asyncio.timeout(30):
            playing = await instrument.Instrument.start(quiet, stack)
            playing.dispatcher.listen_errors(fail)
            playing.dispatcher.listen_errors(lambda address, text, _: told.append(f"{address} {text}"))
            stage, params = playing._stage, playing.params
            monkeypatch.setattr(stage.decks[1].canvas, "_next", fail)
            monkeypatch.setattr(playing._performance.setlist, "refresh", fail)
            monkeypatch.setattr(playing._player, "expect", fail)
            monkeypatch.setattr(playing.osc, "publish", fail)
            params.set("/record", True)

            def show(_: str) -> None:
                heads.append(stage.head)
                in_step.append({reached(deck.canvas) for deck in stage.decks} == {stage.head})
                if len(heads) >= 4 and heads[-1] > heads[0] and not params.snapshot().record:
                    stop.set()
                raise OSError("the terminal has gone")

            await playing.play(stop, show)

    quiet = Config(
        config.OutputOptions("null"),
        config.OscOptions(port=0, targets=()),
        config.GeneratorOptions("tone"),
        session=config.SessionOptions(tmp_path),
    )
    asyncio.run(inside())
    assert all(in_step)
    assert heads == sorted(heads)
    player, record, *reports = sorted(told)
    assert player == "/player Defect()"
    assert record.startswith("/record no recording: ")
    assert reports == ["/status Defect()", "/status OSError('the terminal has gone')"]
