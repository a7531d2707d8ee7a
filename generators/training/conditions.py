"""Whether a checkpoint does as its conditions say: key, metre, loudness, and going on from another clip.

`ask` is what the requests have in common.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile

from generators.base import Clip, ClipRequest
from generators.frames import DB_PER_UNIT, loudness
from generators.metre import METRES
from generators.musical_key import key_name
from generators.spectrogram import BUNDLED
from generators.training.encoded import COLUMNS_PER_TOKEN
from generators.training.measures import bar_lines, in_key, repeats_best

Paint = Callable[[ClipRequest, Clip | None], Clip]
Row = dict[str, float]
TONAL = ("solo piano", "string orchestra", "organ")
RHYTHMIC = ("rock drums", "hand percussion", "country", "jazz drums", "acoustic guitar", "techno drum loop")
PAIRS = (
    ("techno", "house"), ("ambient pad", "church bells"), ("rock drums", "rock drums"), ("solo piano", "solo piano"),
    ("jazz", "bossa nova"), ("drum and bass", "dubstep"),
)  # fmt: skip
METRE_SEEDS = 3
SWELL_HZ = 220.0


def prompted(ask: ClipRequest, prompt: str, seed: int, **changes: object) -> ClipRequest:
    told = {"prompt_a": prompt, "prompt_b": prompt, "seed_a": seed, "seed_b": seed}
    return replace(ask, **{**told, **changes})  # type: ignore[arg-type]


def keys(paint: Paint, ask: ClipRequest) -> Row:
    """Share of the twelve keys, of three instruments each, that are heard when named."""
    right = []
    for seed, name in enumerate(TONAL):
        for key in range(-5, 7):
            clip = paint(prompted(ask, f"{name} in {key_name(key, 'major')}", seed, tempo=90.0), None)
            right.append(in_key(clip.sound[0], ask.rate, key))
    return {"key right": float(np.mean(right))}


def metres(paint: Paint, ask: ClipRequest) -> Row:
    """Share of loops of four bars in each metre, with METRE_SEEDS seeds of each prompt, whose onsets come again after a
    bar of it sooner than after another."""
    bars = sorted({metre.beats for metre in METRES.values()})
    right = []
    for seed, (name, metre, _) in enumerate(product(RHYTHMIC, METRES, range(METRE_SEEDS))):
        clip = paint(prompted(ask, name, seed, metre=metre, bars=4), None)
        right.append(repeats_best(clip.image[0], clip.request.beats, bars) == METRES[metre].beats)
    return {"metre right": float(np.mean(right))}


def swells(paint: Paint, ask: ClipRequest) -> Row:
    """Mean distance in dB of the loudness from the one that an init clip sets, which goes up and down by 24 dB."""
    place = np.arange(ask.frames) / ask.frames
    level = 10 ** ((-12 - 12 * np.cos(2 * np.pi * 2 * place)) / 20)
    swell = 0.5 * level * np.sin(2 * np.pi * SWELL_HZ * place * ask.seconds)
    wanted = -12 * np.cos(2 * np.pi * 2 * place[:: ask.frames // 500])
    off = []
    with TemporaryDirectory() as folder:
        init = Path(folder) / "swell.wav"
        soundfile.write(init, swell.astype(np.float32), ask.rate)
        for seed, name in enumerate((*TONAL, "ambient pad")):
            clip = paint(prompted(ask, name, seed, init=str(init), dynamics="init"), None)
            got = DB_PER_UNIT * loudness(clip.image, BUNDLED, COLUMNS_PER_TOKEN).numpy()
            there = np.interp((np.arange(len(got)) + 0.5) / len(got), np.linspace(0, 1, len(wanted)), wanted)
            off.append(np.abs((got - got.mean()) - (there - there.mean())).mean())
    return {"loudness, dB off": float(np.mean(off))}


def joints(paint: Paint, ask: ClipRequest) -> Row:
    """Change where a clip goes on from another over the mean change at the bar lines within the two; median."""
    found = []
    for seed, (first, second) in enumerate(PAIRS):
        before = paint(prompted(ask, first, seed), None)
        request = prompted(ask, second, seed + 1, join="continue").following(before.request)
        after = paint(request, before)
        lines = bar_lines(np.concatenate([before.image[0], after.image[0]], axis=1), 2 * ask.bars)
        inside = [lines[bar] for bar in range(1, 2 * ask.bars) if bar != ask.bars]
        found.append(lines[ask.bars] / max(np.mean(inside), 1e-9))
    return {"continued seam": float(np.median(found))}
