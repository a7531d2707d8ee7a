"""A performer's own sounds as the bundled model learns them: cut into clips of whole bars, with their captions.

What they are comes from `captions.csv` (file, caption, tempo, metre), or from the names of the files.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from generators.base import Sound
from generators.bundled_model import BundledModel
from generators.metre import COMMON, METRES
from generators.musical_key import key_of
from generators.sounds import load_sound
from generators.spectrogram import analyse
from generators.training.captions import Facts
from generators.training.effects import normalise
from generators.training.encoded import COLUMNS_PER_TOKEN, Encoded
from generators.training.measures import tempo_found
from generators.training.synths import RATE

SUFFIXES = {".wav", ".flac", ".ogg", ".mp3", ".aif", ".aiff"}
TABLE, COLUMNS = "captions.csv", ("file", "caption", "tempo", "metre")
BARS = 2  # of a clip cut from a longer file
SLOWEST, FASTEST = 20.0, 200.0
NAMED_TEMPO = re.compile(r"(\d{2,3}(?:\.\d+)?)\s*bpm", re.I)


@dataclass(frozen=True)
class Source:
    """A sound file, what it is called in prompts, its tempo in BPM (quarter notes) if that is known, and its metre."""

    path: Path
    caption: str
    tempo: float | None
    metre: str = COMMON

    @property
    def beats(self) -> int:
        """Quarter notes to a bar."""
        return METRES[self.metre].beats


def sources(folder: Path) -> list[Source]:
    """The sounds of a folder and those below it. Raises ValueError, saying what is wrong, if there are none or its
    captions.csv is not as it should be."""
    if not folder.is_dir():
        raise ValueError(f"--data {folder}: there is no such folder")
    table = folder / TABLE
    found = _listed(table) if table.is_file() else [_named(path) for path in sorted(folder.rglob("*"))]
    kept = [source for source in found if source.path.suffix.lower() in SUFFIXES]
    if not kept:
        raise ValueError(f"--data {folder} holds no sound files ({', '.join(sorted(SUFFIXES))})")
    return kept


def _listed(table: Path) -> list[Source]:
    with table.open(newline="", encoding="utf-8-sig") as file:  # as spreadsheets write it
        rows = list(csv.DictReader(file))
    found = []
    for line, row in enumerate(rows, 2):
        where = f"{table}, line {line}"
        name, caption, tempo, metre = ((row.get(column) or "").strip() for column in COLUMNS)
        path = table.parent / name
        if not path.is_file() or not caption:
            raise ValueError(f"{where}: it takes a file that is there and a caption, not {row}")
        if metre and metre not in METRES:
            raise ValueError(f"{where}: metre must be {', '.join(METRES)} or empty, not {metre!r}")
        found.append(Source(path, caption, _tempo(tempo, where), metre or COMMON))
    return found


def _tempo(text: str, where: str) -> float | None:
    if not text:
        return None
    try:
        tempo = float(text)
    except ValueError:
        tempo = float("nan")
    if not SLOWEST <= tempo <= FASTEST:
        raise ValueError(f"{where}: tempo must be {SLOWEST:g} to {FASTEST:g} BPM, not {text!r}")
    return tempo


def _named(path: Path) -> Source:
    """`deep-dub_chords 122bpm (3).wav` → "deep dub chords", 122."""
    named = NAMED_TEMPO.search(path.stem)
    words = re.sub(r"\(.*?\)|\d+|[_\W]+", " ", NAMED_TEMPO.sub(" ", path.stem)).split()
    tempo = float(named[1]) if named and SLOWEST <= float(named[1]) <= FASTEST else None
    return Source(path, " ".join(words).lower() or path.parent.name.lower(), tempo)


def clips(source: Source, model: BundledModel) -> list[Encoded]:
    """The file cut into clips of whole bars, each as latents; a short file is one loop."""
    with_rate = load_sound(source.path, _frames(source.path), RATE, 1)[0]
    seconds = len(with_rate) / RATE
    bars, tempo = fit_bars(seconds, source.tempo or _heard_tempo(with_rate, source.metre, model), source.beats)
    length = round(min(bars, BARS) * source.beats * 60 / tempo * RATE)
    pieces = [with_rate[at : at + length] for at in range(0, len(with_rate) - length + RATE // 100, length)]
    facts = Facts(
        "own", source.path.stem, tempo, "", key=key_of(source.caption) or 0, said=source.caption, metre=source.metre
    )
    return [
        Encoded.of(_image(normalise(piece).astype(np.float32), model), model.codec, facts, min(bars, BARS))
        for piece in pieces
        if np.abs(piece).max() > 1e-3
    ]


def fit_bars(seconds: float, tempo: float, beats: int) -> tuple[int, float]:
    """Whole bars of so many beats in a file, and its tempo: the one that makes it a loop of them, where that is near
    enough."""
    bars = seconds / (beats * 60 / tempo)
    whole = max(1, round(bars))
    exact = whole * beats * 60 / seconds
    if SLOWEST <= exact <= FASTEST and (bars < 1 or abs(exact / tempo - 1) < 0.03):
        return whole, exact
    return max(1, int(bars)), tempo


def _frames(path: Path) -> int:
    import soundfile

    try:
        info = soundfile.info(path)
    except soundfile.LibsndfileError as error:
        raise ValueError(f"{path} cannot be read as sound: {error}") from error
    return round(int(info.frames) * RATE / int(info.samplerate))


def _image(sound: Sound, model: BundledModel) -> np.ndarray:
    tokens = max(1, round(len(sound) / RATE / model.fmt.hop_s / COLUMNS_PER_TOKEN))
    image: np.ndarray = analyse(sound[None], model.fmt, RATE, COLUMNS_PER_TOKEN * tokens, loop=True)[0]
    return image


def _heard_tempo(sound: Sound, metre: str, model: BundledModel) -> float:
    start = sound[: 12 * RATE]
    return tempo_found(_image(start, model), len(start) / RATE, metre)
