"""Who may import whom: what the source says, and what a fresh interpreter has loaded."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {
    "torch",
    "jack",
    "rtmidi",
    "mido",
    "sounddevice",
    "diffusers",
    "transformers",
    "fastapi",
    "starlette",
    "aiohttp",
}
LIGHT = ["bridge.params", "bridge.canvas", "bridge.planner", "bridge.ring", "generators.base", "generators.spectrogram"]


def source(module: str) -> Path:
    path = ROOT / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def imported(text: str, package: str) -> set[str]:
    """Full names of what a module of that package imports, inside functions and relative imports as well."""
    names = set[str]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            near = parents[: len(parents) - node.level + 1] if node.level else []
            base = ".".join([*near, *([node.module] if node.module else [])])
            names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return names


def imported_by(path: Path) -> set[str]:
    return imported(path.read_text(encoding="utf-8"), ".".join(path.relative_to(ROOT).parent.parts))


def reached(module: str) -> set[str]:
    """What a module imports, through the project's own modules too."""
    seen, todo = set[str](), [module]
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        if name.split(".")[0] in {"bridge", "generators"} and source(name).is_file():
            todo += imported_by(source(name))
    return seen


def roots(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def loaded(module: str, after: str = "") -> set[str]:
    """What a fresh interpreter has loaded after importing that module, and what is done with it, and nothing else."""
    code = f"import sys, {module}\n{after}\nprint(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return roots(set(out.stdout.split()))


def test_the_reading_of_imports_finds_every_kind() -> None:
    text = "import a.b\nfrom c import d\ndef f():\n    from . import e\n    from ..g import h\n"
    assert imported(text, "bridge.outputs") == {
        *("a.b", "c", "c.d"),
        *("bridge.outputs", "bridge.outputs.e", "bridge.g", "bridge.g.h"),
    }


@pytest.mark.parametrize("path", sorted((ROOT / "generators").rglob("*.py")), ids=lambda path: path.name)
def test_generators_never_import_bridge(path: Path) -> None:
    assert "bridge" not in roots(imported_by(path))


@pytest.mark.parametrize("module", LIGHT)
def test_light_modules_import_nothing_heavy(module: str) -> None:
    assert not roots(reached(module)) & HEAVY
    assert not loaded(module) & HEAVY


def test_params_need_nothing_but_python() -> None:
    assert not loaded("bridge.params") & (HEAVY | {"numpy", "scipy"})


def test_the_bundled_model_is_there_before_its_libraries_would_be() -> None:
    """diffusers and transformers take longer to import than all else that it needs."""
    opened = loaded("generators.catalogue", 'generators.catalogue.open_generator("bundled", "cpu")')
    assert "torch" in opened
    assert not opened & {"diffusers", "transformers"}


def test_the_command_line_starts_without_what_only_playing_needs() -> None:
    assert not loaded("bridge.cli") & (HEAVY - {"mido"})
