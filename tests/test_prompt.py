"""Weights in prompts."""

from __future__ import annotations

import time

import pytest

from generators.prompt import Fragment, parse


def weights(prompt: str) -> list[tuple[str, float]]:
    return [(fragment.text, round(fragment.weight, 4)) for fragment in parse(prompt)]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("", []),
        ("solo piano", [("solo piano", 1)]),
        ("a (drum) loop", [("a ", 1), ("drum", 1.1), (" loop", 1)]),
        ("((drum))", [("drum", 1.21)]),
        ("[drum]", [("drum", 0.9091)]),
        ("(drum:1.5)", [("drum", 1.5)]),
        ("(drum : .5 )", [("drum ", 0.5)]),
        ("(a (b:2) c:1.5)", [("a ", 1.5), ("b", 3), (" c", 1.5)]),
        ("(a [b] c)", [("a ", 1.1), ("b", 1), (" c", 1.1)]),
        ("(a:0)", [("a", 0)]),
        ("(:1.5)x", [("x", 1)]),
        ("()x", [("x", 1)]),
        (r"\(drum\) \[a\] \\", [(r"(drum) [a] \\"[:-1], 1)]),
        (r"(a\):2)", [("a)", 2)]),
    ],
)
def test_weights_are_read(prompt: str, expected: list[tuple[str, float]]) -> None:
    assert weights(prompt) == expected


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("(drum", [("(drum", 1)]),
        ("drum)", [("drum)", 1)]),
        ("[drum)", [("[drum)", 1)]),
        ("([drum)]", [("(", 1), ("drum)", 0.9091)]),
        ("120 bpm: drums", [("120 bpm: drums", 1)]),
        ("(drum:loud)", [("drum:loud", 1.1)]),
        ("(drum:-1)", [("drum:-1", 1.1)]),
        ("[drum:1.5]", [("drum:1.5", 0.9091)]),
        ("a \\ b", [("a \\ b", 1)]),
    ],
)
def test_what_is_malformed_is_read_as_it_stands(prompt: str, expected: list[tuple[str, float]]) -> None:
    assert weights(prompt) == expected


def test_equal_neighbours_are_one_fragment() -> None:
    assert parse("a(b:1)c") == [Fragment("abc")]


def test_a_thousand_brackets_are_read_at_once() -> None:
    started = time.process_time()
    assert weights("(" * 1000) == [("(" * 1000, 1)]
    assert len(parse("[(" * 250 + "x" + ")]" * 250)) == 1
    assert time.process_time() - started < 1
