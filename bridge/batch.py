"""Many clips at one go: variations from a JSON file, and a whole sound file painted over, clip after clip."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from bridge.canvas import blend_gains, correlation
from bridge.config import Config, ConfigError
from bridge.params import ParamError, Params, Value, shown, unknown
from bridge.planner import request_at
from bridge.progress import bar, complain
from bridge.render import ready_worker, tell_of_peak
from bridge.whole_file import whole_file
from generators.base import ClipRequest, Sound
from generators.init_file import seconds

INDEX = "index.json"
NAME = re.compile(r"[^/\\\0]{1,100}")


@dataclass(frozen=True)
class Variation:
    """A clip of a batch, and the file it is written to."""

    name: str
    request: ClipRequest


def read_batch(path: Path, start: Mapping[str, Value], rate: int, flags: Mapping[str, str]) -> list[Variation]:
    """The variations of a JSON file: a list of objects, each what it changes of `start`.

    A key is the name of one of the `flags` of render, without its dashes, or a deck's parameter, such as "alpha" or
    "prompt/a"; "name" is what the file shall be called. Raises ConfigError with every mistake.
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
        mistakes.append(f"{place}.name: {shown(name)} is not a file's name of at most 100 characters")
        name = str(number)
    values, own = {}, {address.removeprefix("/deck/1/").lstrip("/") for address in params.slots}
    for key, value in entry.items():
        address = flags.get(key) or next((a for a in (f"/deck/1/{key}", f"/{key}") if a in params.slots), "")
        if address:
            values[address] = value
        elif key != "name":
            mistakes.append(f"{place}: {unknown(key, [*flags, *own, 'name'])}")
    for address, value in values.items():
        try:
            params.set(address, value)
        except ParamError as error:
            mistakes.append(f"{place}: {error}")
    state, deck = params.snapshot(), params.snapshot().decks[0]
    for b, a in (("prompt", "prompt"), ("seed", "seed")):  # where there is no B, B is A
        if f"/deck/1/{b}/b" not in {*values, *start}:
            deck = replace(deck, **{f"{b}_b": getattr(deck, f"{a}_a")})
    return Variation(name, request_at(deck, deck.alpha, state.tempo, rate, state.clock_metre))


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


def render_through(config: Config, out: Path) -> int:
    """Paint over the init file of deck 1 from its beginning to its end, going from A to B. Returns the exit code.

    Clips are as long as the deck's, and overlap by a beat.
    """
    try:
        params = Params(1, config.start)
        state, rate = params.snapshot(), config.instrument.rate
        length = seconds(Path(state.decks[0].init))
        worker = ready_worker(config, config.generator.model)
        requests = list(_along(params, length, rate))
        with bar(f"rendering {out}", len(requests)) as progress:
            sounds = []
            for done, request in enumerate(requests, 1):
                sounds.append(worker.submit(request).result().sound)
                progress(done)
        starts = [round(request.init_from * rate) for request in requests]
        whole = overlapped(sounds, starts)[:, : round(length * rate)]
        with whole_file(out) as part:
            soundfile.write(part, whole.T, rate, subtype="PCM_24")
        tell_of_peak(out, float(np.abs(whole).max()))
    except (RuntimeError, ValueError, OSError, soundfile.LibsndfileError) as error:
        complain(f"cannot render: {error}")
        return 1
    return 0


def _along(params: Params, length: float, rate: int) -> Iterator[ClipRequest]:
    """Requests that cover the init clip, `length` seconds long."""
    state = params.snapshot()
    deck, beat = state.decks[0], 60 / state.tempo
    stride = (deck.bars * state.bar_beats - 1) * beat
    count = max(1, math.ceil((length - beat) / stride - 1e-6))
    for number in range(count):
        alpha = number / (count - 1) if count > 1 else 0.0
        yield replace(request_at(deck, alpha, state.tempo, rate, state.clock_metre), init_from=number * stride)


def overlapped(sounds: list[Sound], starts: list[int]) -> Sound:
    """Sounds (channels, frames) that begin at these frames, cross-faded at their common level where two overlap."""
    whole = np.zeros((len(sounds[0]), starts[-1] + sounds[-1].shape[1]), np.float32)
    end = 0
    for sound, start in zip(sounds, starts, strict=True):
        both = end - start if end else 0
        old, new = whole[:, start:end], sound[:, :both]
        g, h = blend_gains(np.linspace(0, 1, both, dtype=np.float32), correlation(old, new))
        whole[:, start:end] = old * g + new * h
        end = start + sound.shape[1]
        whole[:, start + both : end] = sound[:, both:]
    return whole
