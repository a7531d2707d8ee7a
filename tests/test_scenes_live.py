"""Scenes and setlist of the running instrument, over OSC and from the journal."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from daemon import daemon, tool
from hearing import level_db

from bridge.session import read


def test_a_setlist_is_played_over_osc_and_given_again_from_the_journal(tmp_path: Path) -> None:
    setlist = tmp_path / "show.toml"
    setlist.write_text('[[step]]\nscene = "quiet"\nmorph = 2\nnote = "breathe"\n')
    config = tmp_path / "config.toml"
    config.write_text(f'[session]\nsetlist = "{setlist}"\n[[midi.note]]\nnote = 60\ncommand = "/setlist/next"\n')
    flags = ("--config", str(config), "--set", "/tempo=240", "--prompt", "steady 440 hz")
    out = tmp_path / "out.wav"
    with daemon(tmp_path, *flags, output=f"file:{out}") as instrument:
        instrument.tell("/deck/1/gain", -20.0)
        instrument.tell("/deck/1/prompt/a", "steady 330 hz")
        instrument.tell("/scene/store", 3)
        instrument.tell("/scene/name", 3, "quiet")
        instrument.wait_until("/deck/1/playing", "steady 330 hz")
        instrument.tell("/deck/1/gain", 0.0)
        instrument.tell("/deck/1/prompt/a", "steady 440 hz")
        instrument.wait_until("/deck/1/playing", "steady 440 hz")
        instrument.tell("/setlist/go", 2)
        instrument.tell("/setlist/next")
        instrument.wait_until("/scene/now", 3)
        assert instrument.ask("/setlist") == [1, 1, "quiet", "breathe"]
        assert instrument.ask("/scene/name", 3) == [3, "quiet"]
        assert instrument.ask("/scene/morphing") == [0, 0.0]
        instrument.wait_until("/deck/1/playing", "steady 330 hz")
        instrument.tell("/scene/delete", 3)
        assert instrument.ask("/scene/now") == [0, ""]
        told = " ".join(instrument.log.split())
        assert "2 is not a step from 1 to 1" in told
        assert "no scene is named 'quiet'; stored: none" in told
        time.sleep(1.5)
        instrument.stop()
    values: dict[str, object] = {}
    for event in read(instrument.journal).events:
        values |= event.values
    assert values["/deck/1/gain"] == -20
    assert values["/deck/1/alpha"] == 0
    assert values["/deck/1/prompt/a"] == "steady 330 hz"
    again = tmp_path / "again.wav"
    tool(sys.executable, "-m", "bridge.cli", "render", str(instrument.journal), "-o", str(again))
    played, given = (soundfile.read(path, dtype="float32")[0].T for path in (out, again))
    played = played[:, np.argmax(played.any(axis=0)) :]  # the file begins before the first clip enters
    end = min(played.shape[1], given.shape[1]) - 24000  # after that it fades out
    for part in (slice(0, 24000), slice(end - 24000, end)):  # before the morph and after it
        assert level_db(given[:, part]) == pytest.approx(level_db(played[:, part]), abs=0.5)
    assert level_db(given[:, end - 24000 : end]) == pytest.approx(-40, abs=0.5)
