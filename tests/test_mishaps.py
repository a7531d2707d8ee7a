"""Defects: whatever part of the instrument fails, what is on stage goes on, and it is told once."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bridge import config, instrument
from bridge.config import Config


def test_a_report_that_fails_is_told_once_and_the_show_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instrument, "go_first", lambda: None)  # of the tests' own thread
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    told: list[str] = []

    async def inside() -> None:
        stop, shown = asyncio.Event(), list[str]()

        def show(line: str) -> None:
            shown.append(line)
            if len(shown) == 4:
                stop.set()
            raise OSError("the terminal has gone")

        async with AsyncExitStack() as stack:
            playing = await instrument.Instrument.start(quiet, stack)
            playing.dispatcher.listen_errors(lambda address, text, _: told.append(f"{address} {text}"))
            await playing.play(stop, show)

    quiet = Config(
        config.Output("null"), config.Osc(port=0, targets=()), config.Generator("tone"),
        session=config.Session(tmp_path),
    )  # fmt: skip
    asyncio.run(inside())
    assert told == ["/status OSError('the terminal has gone')"]
