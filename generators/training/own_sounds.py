"""A performer's own sounds as the bundled model learns them: cut into clips of whole bars, with their captions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generators.base import Sound
from generators.bundled_model import BundledModel
from generators.heard_tempo import USUAL, heard_tempo
from generators.init_file import seconds
from generators.musical_key import key_of
from generators.own_caption import text_of
from generators.sounds import load_sound
from generators.spectrogram import analyse
from generators.training.captions import Facts
from generators.training.effects import normalise
from generators.training.encoded import COLUMNS_PER_TOKEN, Encoded
from generators.training.own_files import FASTEST, SLOWEST, Source
from generators.training.synths import RATE

BARS = 2  # of a clip cut from a longer file
LISTENED_S = 60  # of a file, for its tempo
SPARE = 0.01  # seconds that a bar may lack
SILENT = 1e-3  # peak


@dataclass(frozen=True)
class Taken:
    """What came of a sound file: clips, or why there are none."""

    source: Source
    clips: list[Encoded]
    skipped: str = ""
    by_ear: bool = False  # its tempo


def take(source: Source, model: BundledModel) -> Taken:
    """The file cut into clips of whole bars, each as latents; a short file is one loop."""
    sound = load_sound(source.path, round(seconds(source.path) * RATE), RATE, 1)[0]
    length, shortest = len(sound) / RATE, source.beats * 60 / FASTEST
    if length < shortest - SPARE:
        bar = f"a bar of {source.metre} at {FASTEST:g} BPM takes {shortest:g} s"
        return Taken(source, [], f"too short: {length:.2g} s, and {bar}")
    heard = None if source.tempo else heard_tempo(sound[None, : LISTENED_S * RATE], source.metre)
    found = _clips(source, sound, source.tempo or heard, model)
    return Taken(source, found, "" if found else "silent", heard is not None)


def _clips(source: Source, sound: Sound, known: float | None, model: BundledModel) -> list[Encoded]:
    bars, tempo = fit_bars(len(sound) / RATE, known, source.beats)
    length = round(min(bars, BARS) * source.beats * 60 / tempo * RATE)
    pieces = [sound[at : at + length] for at in range(0, len(sound) - length + round(SPARE * RATE) + 1, length)]
    key = key_of(source.caption)
    facts = Facts(
        "own",
        source.path.stem,
        tempo,
        "",
        key=key.above if key else 0,
        said=text_of(source.caption),
        metre=source.metre,
    )
    return [
        Encoded.of(_image(normalise(piece).astype(np.float32), model), model.codec, facts, min(bars, BARS))
        for piece in pieces
        if np.abs(piece).max() > SILENT
    ]


def fit_bars(seconds: float, tempo: float | None, beats: int) -> tuple[int, float]:
    """Whole bars of so many beats in a file, at least one at FASTEST, and its tempo: the one that makes it a loop of
    them, where that is near enough, or it has no `tempo`."""
    bars = seconds / (beats * 60 / (tempo or USUAL))
    whole = max(1, round(bars))
    exact = whole * beats * 60 / seconds
    if bars < 1:
        return 1, min(exact, FASTEST)  # it may lack a little of the bar
    if tempo is None or (SLOWEST <= exact <= FASTEST and abs(exact / tempo - 1) < 0.03):
        return whole, exact
    return max(1, int(bars)), tempo


def _image(sound: Sound, model: BundledModel) -> np.ndarray:
    tokens = max(1, round(len(sound) / RATE / model.fmt.hop_s / COLUMNS_PER_TOKEN))
    image: np.ndarray = analyse(sound[None], model.fmt, RATE, COLUMNS_PER_TOKEN * tokens, loop=True)[0]
    return image
