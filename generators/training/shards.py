"""Render loops into shards, in parallel; they can be trained on while more are made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from generators.base import Image
from generators.patch_codec import CodecConfig, PatchCodec
from generators.spectrogram import BUNDLED, analyse
from generators.training.crew import Crew
from generators.training.encoded import (
    COLUMNS_PER_TOKEN,
    HELD_OUT_SHARDS,
    LOOPS_PER_SHARD,
    Encoded,
    signal,
    write_shard,
)
from generators.training.render import SECONDS_PER_TOKEN, Loop, render
from generators.training.synths import RATE

CODEC_LOOPS = 1500


def image_of(loop: Loop) -> Image:
    """A whole number of tokens spread evenly over the loop: (bands, columns)."""
    tokens = max(1, round(len(loop.sound) / RATE / SECONDS_PER_TOKEN))
    image: Image = analyse(loop.sound[None], BUNDLED, RATE, COLUMNS_PER_TOKEN * tokens, loop=True)[0]
    return image


def fit_codec(folder: Path, processes: int, loops: int = CODEC_LOOPS) -> PatchCodec:
    """Fit the codec to rendered loops that come after the held-out ones."""
    codec = PatchCodec(CodecConfig(patch_bands=256, coefficients=256))
    first = HELD_OUT_SHARDS * LOOPS_PER_SHARD
    with Crew(processes) as crew:
        images = crew.each(_rendered, range(first, first + loops), "rendering for the codec")
    codec.fit([signal(image) for image in images])
    codec.store(folder)
    return codec


def _rendered(seed: int) -> Image:
    return image_of(render(seed))


def make_files(paths: list[Path], make: Callable[[Path], None], processes: int, title: str) -> None:
    """`make` what is missing of `paths`, in processes of one thread each that it must be picklable for. It is given a
    path to write beside each, so that an interruption leaves nothing half written under its name."""
    missing = [path for path in paths if not path.exists()]
    with Crew(processes) as crew:
        crew.each(partial(_whole, make), missing, title)


def _whole(make: Callable[[Path], None], path: Path) -> None:
    beside = path.with_stem(f"{path.stem}.partial")
    make(beside)
    beside.rename(path)


def seeds_of(path: Path) -> range:
    """Of the loops in a shard, by its number."""
    shard = int(path.name.partition(".")[0])
    return range(shard * LOOPS_PER_SHARD, (shard + 1) * LOOPS_PER_SHARD)


def make_shard(codec_folder: Path, path: Path) -> None:
    codec = PatchCodec.load(codec_folder)
    loops = map(render, seeds_of(path))
    write_shard(path, [Encoded.of(image_of(loop), codec, loop.facts, loop.bars) for loop in loops])


def render_all(folder: Path, codec: Path, shards: range, processes: int) -> None:
    """Render what is missing of `shards`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{index:04d}.npz" for index in shards]
    make_files(paths, partial(make_shard, codec), processes, "rendering")
