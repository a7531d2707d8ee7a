"""Trouble is told once while it lasts, and again when it comes again."""

from __future__ import annotations

import time

import pytest

from bridge.troubles import LASTS_S, Troubles

pytestmark = pytest.mark.offline


def test_trouble_is_told_once_while_it_lasts() -> None:
    told: list[tuple[str, str]] = []
    troubles = Troubles(lambda address, text: told.append((address, text)))
    new = [troubles.note("/output", text) for text in ("", "no server", "no server", "no port", "", "no port")]
    assert new == [False, True, False, True, False, True]
    assert told == [("/output", "no server"), ("/output", "no port"), ("/output", "no port")]


def test_what_fails_now_and_then_is_one_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    troubles = Troubles(lambda _, text: told.append(text))
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    for step in range(100):
        now = step * LASTS_S / 2
        troubles.forget()
        troubles.failed("/player", "broken")
    assert told == ["broken"]
    now += 2 * LASTS_S
    troubles.forget()
    assert troubles.failed("/player", "broken")


def test_what_fails_in_turn_at_one_address_is_told_once_each() -> None:
    told: list[str] = []
    troubles = Troubles(lambda _, text: told.append(text))
    for text in ("broken", "lost") * 3:
        troubles.failed("/midi", text)
    assert told == ["broken", "lost"]


def test_what_is_counted_is_told_once_while_there_is_more_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    troubles = Troubles(lambda _, text: told.append(text))
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    for seconds, count in ((0.0, 0), (0.1, 7), (0.5, 7), (1.0, 9), (3.0, 9)):
        now = seconds
        troubles.counted("/midi", count, "lost")
        troubles.forget()
    assert told == ["lost"]
    troubles.counted("/midi", 10, "lost")
    assert told == ["lost", "lost"]
