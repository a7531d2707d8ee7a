"""The line for the terminal: what it says of decks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bridge.audio_status import AudioStatus
from bridge.status import DeckStatus, State, Status

AUDIO = AudioStatus("null", 48000, 256, 0, 0, 0, 0, alive=True, error="")
DECK = DeckStatus("solo piano", 5, "ready", 0)


@pytest.mark.parametrize(
    ("state", "muted", "words"),
    [
        ("ready", False, "solo piano ready 5/5"),
        ("painting", False, "solo piano painting 5/5"),
        ("ready", True, "solo piano muted 5/5"),
        ("silent", True, "solo piano muted 5/5"),
        ("painting", True, "solo piano muted, painting 5/5"),
        ("failed", True, "solo piano muted, failed 5/5"),
    ],
)
def test_a_muted_deck_is_not_called_ready(state: State, muted: bool, words: str) -> None:
    deck = replace(DECK, state=state, muted=muted)
    assert words in Status((deck,), 1, 1.0, 120, "ready", AUDIO).line()


def test_a_bar_has_no_beat_more_than_its_metre() -> None:
    late = Status((DECK,), 3, 4.999, 120, "ready", AUDIO)
    assert late.readouts()["/position"] == (3, 4.99)
    assert late.line().startswith("3.4.9 4/4")
    for beat in (1.0, 2.3, 4.29):
        assert replace(late, beat=beat).readouts()["/position"] == (3, beat)
