"""ruff and mypy have nothing to say, and the pages made from tables are up to date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bridge.reference import reference

pytestmark = pytest.mark.offline

ROOT = Path(__file__).parents[1]
PLACES = ["bridge", "generators", "tests", "benchmarks", "max_patches"]


@pytest.mark.parametrize(
    "tool",
    [["ruff", "check", *PLACES], ["ruff", "format", "--check", *PLACES], ["mypy", "--strict"]],
    ids=["ruff check", "ruff format", "mypy --strict"],
)
def test_tool(tool: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *tool], check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_reference_page_is_the_one_the_tables_give() -> None:
    assert (ROOT / "docs" / "reference.md").read_text(encoding="utf-8") == reference(), (
        "type: ./riffbridge params --markdown > docs/reference.md"
    )


@pytest.mark.parametrize("script", ["riffbridge", ".ci/run"])
def test_scripts_are_posix_and_executable(script: str) -> None:
    path = ROOT / script
    assert path.stat().st_mode & 0o111
    assert path.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    subprocess.run(["sh", "-n", path], check=True)
