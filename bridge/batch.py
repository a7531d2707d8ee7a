"""Many clips at one go: variations from a JSON file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from bridge.config import Config, ConfigError
from bridge.flags import PAINTED
from bridge.params import ParamError, Params, Value, shown, unknown
from bridge.planner import request_at
from bridge.progress import bar, complain
from bridge.render import ready_worker, tell_of_peak
from bridge.whole_file import whole_file
from generators.base import ClipRequest

INDEX = "index.json"
NAME = re.compile(r"[^/\\\0.][^/\\\0]{0,99}")


@dataclass(frozen=True)
class Variation:
    """A clip of a batch, and the file it is written to."""

    name: str
    request: ClipRequest


def read_batch(path: Path, start: Mapping[str, Value], rate: int, flags: Mapping[str, str]) -> list[Variation]:
    """The variations of a JSON file: a list of objects, each what it changes of `start`.

    A key is the name of one of the `flags` of render, without its dashes, or a parameter that a clip is made of, such
    as "alpha" or "prompt/a"; "name" is what the file shall be called. Raises ConfigError with every mistake.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError([f"{path}: cannot be read: {error.strerror}"]) from None
    except ValueError as error:
        raise ConfigError([f"{path}: is not JSON in UTF-8: {error}"]) from None
    if not isinstance(entries, list) or not entries:
        raise ConfigError([f"{path}: is not a list of objects, one for each clip"])
    mistakes = [
        f"{path}[{number}]: {shown(entry)} is not an object"
        for number, entry in enumerate(entries)
        if not isinstance(entry, dict)
    ]
    variations = [
        _variation(entry, number, start, rate, flags, mistakes, f"{path}[{number}]")
        for number, entry in enumerate(entries)
        if isinstance(entry, dict)
    ]
    names = [variation.name for variation in variations]
    mistakes += [f"{path}: two clips are called {shown(name)}" for name in sorted(set(names)) if names.count(name) > 1]
    if mistakes:
        raise ConfigError(mistakes)
    return variations


def _variation(
    entry: Mapping[str, Any], number: int, start: Mapping[str, Value], rate: int, flags: Mapping[str, str],
    mistakes: list[str], place: str,
) -> Variation:  # fmt: skip
    params, name = Params(1, start), entry.get("name", f"{number + 1:03}")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        mistakes.append(f"{place}.name: {shown(name)} is not a file's name of at most 100 characters, the first no dot")
        name = str(number)
    values: dict[str, Value] = {}
    for key, value in entry.items():
        if key == "name":
            continue
        try:
            address = _address(key, flags, params)
            values[address] = params.slot(address).spec.check(value)
        except ParamError as error:
            mistakes.append(f"{place}.{key}: {error}")
    params.update(values)
    state, deck = params.snapshot(), params.snapshot().decks[0]
    for part in ("prompt", "seed"):  # where there is no B, B is A
        if f"/deck/1/{part}/b" not in {*values, *start}:
            deck = replace(deck, **{f"{part}_b": getattr(deck, f"{part}_a")})
    return Variation(name, request_at(deck, deck.alpha, state.tempo, rate, state.clock_metre))


def _address(key: str, flags: Mapping[str, str], params: Params) -> str:
    """The parameter of a clip that a key stands for. Raises ParamError."""
    addresses = (flags.get(key, ""), f"/deck/1/{key}", f"/{key}")
    if found := [address for address in addresses if address in PAINTED]:
        return found[0]
    known = list(dict.fromkeys([*flags, *(address.removeprefix("/deck/1/").lstrip("/") for address in PAINTED)]))
    if any(address in params.slots for address in addresses):
        raise ParamError(f"a clip is painted, not played: it has {', '.join(known)}")
    raise ParamError(unknown(key, [*known, "name"]))


def files(folder: Path, variations: list[Variation]) -> list[Path]:
    """What `render_batch` writes."""
    return [*(folder / f"{variation.name}.wav" for variation in variations), folder / INDEX]


def render_batch(config: Config, folder: Path, variations: list[Variation]) -> int:
    """Write each variation as a WAV file, and an index of all: its request, and what its prompts were read as where
    they were `reworded`. Returns the exit code."""
    try:
        worker = ready_worker(config, config.generator.model)
        folder.mkdir(parents=True, exist_ok=True)
        index = []
        with bar(f"rendering {folder}", len(variations)) as progress:
            for done, variation in enumerate(variations, 1):
                clip = worker.submit(variation.request).result()
                file = f"{variation.name}.wav"
                with whole_file(folder / file) as part:
                    soundfile.write(part, clip.sound.T, variation.request.rate, subtype="PCM_24")
                tell_of_peak(folder / file, float(np.abs(clip.sound).max()))
                found = {"file": file, "seconds": variation.request.seconds, "reworded": clip.reworded}
                index.append(found | variation.request.to_json())
                progress(done)
        (folder / INDEX).write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
    except (RuntimeError, ValueError, OSError, soundfile.LibsndfileError) as error:
        complain(f"cannot render: {error}")
        return 1
    return 0
