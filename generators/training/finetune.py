"""Fine-tune the bundled model on a performer's own sounds: `riffbridge train --data FOLDER`.

Captions and tempi come from `captions.csv` (file, caption, tempo), or from the names of the files.
"""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from generators.base import BEATS_PER_BAR, Sound
from generators.bundled_model import BundledModel
from generators.column_transformer import ColumnTransformer
from generators.musical_key import key_of
from generators.sounds import load_sound
from generators.spectrogram import analyse
from generators.training.captions import Facts
from generators.training.effects import normalise
from generators.training.encoded import COLUMNS_PER_TOKEN, HELD_OUT_SHARDS, Encoded, write_shard
from generators.training.export import export_transformer
from generators.training.measures import tempo_found
from generators.training.synths import RATE
from generators.training.train import Job, Run, train

SUFFIXES = {".wav", ".flac", ".ogg", ".mp3", ".aif", ".aiff"}
BARS = 2  # of a clip cut from a longer file
ENOUGH_CLIPS, ENOUGH_SECONDS = 100, 600
PEAK = 0.15  # of the learning rates that a model starts from nothing with
SLOWEST, FASTEST = 20.0, 200.0
NAMED_TEMPO = re.compile(r"(\d{2,3}(?:\.\d+)?)\s*bpm", re.I)


@dataclass(frozen=True)
class Source:
    """A sound file, what it is called in prompts, and its tempo in BPM if that is known."""

    path: Path
    caption: str
    tempo: float | None


def sources(folder: Path) -> list[Source]:
    """The sounds of a folder and those below it. Raises ValueError, saying what is wrong, if there are none."""
    if not folder.is_dir():
        raise ValueError(f"--data {folder}: there is no such folder")
    table = folder / "captions.csv"
    found = _listed(table) if table.is_file() else [_named(path) for path in sorted(folder.rglob("*"))]
    kept = [source for source in found if source.path.suffix.lower() in SUFFIXES]
    if not kept:
        raise ValueError(f"--data {folder} holds no sound files ({', '.join(sorted(SUFFIXES))})")
    return kept


def _listed(table: Path) -> list[Source]:
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = []
    for line, row in enumerate(rows, 2):
        path, caption = table.parent / (row.get("file") or ""), (row.get("caption") or "").strip()
        if not path.is_file() or not caption:
            raise ValueError(f"{table}, line {line}: it takes a file that is there and a caption, not {row}")
        found.append(Source(path, caption, _tempo(row.get("tempo") or "", f"{table}, line {line}")))
    return found


def _tempo(text: str, where: str) -> float | None:
    if not text.strip():
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
    bars, tempo = fit_bars(seconds, source.tempo or _heard_tempo(with_rate, model))
    length = round(min(bars, BARS) * BEATS_PER_BAR * 60 / tempo * RATE)
    pieces = [with_rate[at : at + length] for at in range(0, len(with_rate) - length + RATE // 100, length)]
    facts = Facts("own", source.path.stem, tempo, "", said=source.caption, key=key_of(source.caption))
    return [
        Encoded.of(_image(normalise(piece).astype(np.float32), model), model.codec, facts, min(bars, BARS))
        for piece in pieces
        if np.abs(piece).max() > 1e-3
    ]


def fit_bars(seconds: float, tempo: float) -> tuple[int, float]:
    """Whole bars in a file, and its tempo: the one that makes it a loop of them, where that is near enough."""
    bars = seconds / (BEATS_PER_BAR * 60 / tempo)
    whole = max(1, round(bars))
    exact = whole * BEATS_PER_BAR * 60 / seconds
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


def _heard_tempo(sound: Sound, model: BundledModel) -> float:
    start = sound[: 12 * RATE]
    return tempo_found(_image(start, model), len(start) / RATE)


def finetune(data: Path, out: Path, base: Path, minutes: float) -> int:
    """Fine-tune the checkpoint `base` on the sounds under `data`; writes one to `out`, and to `out`/training what
    it takes to go on from there. Raises ValueError for sounds that cannot be used."""
    console = Console(stderr=True)
    work, model = out / "training", BundledModel.load(base, "cpu")
    found = [clip for source in sources(data) for clip in clips(source, model)]
    if not found:
        raise ValueError(f"--data {data}: the sounds in it are silent")
    if warning := too_little(found):
        console.print(f"riffbridge: {warning}", soft_wrap=True)
    (work / "shards").mkdir(parents=True, exist_ok=True)
    write_shard(work / "shards" / f"{HELD_OUT_SHARDS:04d}.npz", found)
    model.transformer = undistilled(model.transformer)
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=console) as progress:
        bar = progress.add_task("training", total=60 * minutes)

        def report(run: Run) -> None:
            text = f"step {run.step}, loss {run.loss:.3f}"
            progress.update(bar, completed=min(run.seconds, 60 * minutes), description=text)

        run = train(Job(work / "shards", work, minutes, PEAK), model, report=report)
    _write(run.average, base, out)
    print(f"{out}: {len(found)} clips, {run.step} steps; play it with: riffbridge run --model {out}")
    return 0


def too_little(found: list[Encoded]) -> str:
    """What to say of too few clips, "" if there are enough."""
    seconds = sum(clip.bars * BEATS_PER_BAR * 60 / clip.facts.tempo for clip in found)
    if len(found) >= ENOUGH_CLIPS and seconds >= ENOUGH_SECONDS:
        return ""
    return (
        f"only {len(found)} clips, {seconds / 60:.1f} minutes: the model will learn them by heart. "
        f"{ENOUGH_CLIPS} clips and {ENOUGH_SECONDS // 60} minutes or more would let it vary them"
    )


def undistilled(transformer: ColumnTransformer) -> ColumnTransformer:
    """The transformer without what distillation added: its steps are no longer what they were once trained on."""
    if not transformer.config.distilled:
        return transformer
    config = {name: value for name, value in transformer.config.items() if not name.startswith("_")}
    plain: ColumnTransformer = ColumnTransformer(**{**config, "distilled": False})
    plain.load_state_dict({n: v for n, v in transformer.state_dict().items() if not n.startswith("walk_embed")})
    return plain


def _write(transformer: ColumnTransformer, base: Path, out: Path) -> None:
    for name in ("text_encoder", "tokenizer", "codec"):
        shutil.copytree(base / name, out / name, dirs_exist_ok=True)
    shutil.copyfile(base / "model_index.json", out / "model_index.json")
    if (base / "LICENSES.md").is_file():
        shutil.copyfile(base / "LICENSES.md", out / "LICENSES.md")
    export_transformer(transformer, out)


def run(data: Path, out: Path, base: Path, minutes: float) -> int:
    """`finetune` on one thread; what cannot be used is said, with exit status 1."""
    torch.set_num_threads(1)
    try:
        return finetune(data, out, base, minutes)
    except ValueError as error:
        Console(stderr=True).print(f"riffbridge: {error}", markup=False, soft_wrap=True)
        return 1
