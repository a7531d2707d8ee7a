"""Loops to be measured and looked at, rendered or painted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image as Picture

from generators.base import Image, Sound
from generators.metre import METRES
from generators.training.captions import Facts, plain
from generators.training.catalogue import WITHOUT_BEAT
from generators.training.render import render
from generators.training.shards import image_of
from generators.training.synths import RATE


@dataclass(frozen=True)
class Sample:
    """A loop to be measured: what was asked for, as an image (bands, columns) and as sound (frames,)."""

    facts: Facts
    bars: int
    image: Image
    sound: Sound

    @property
    def beats(self) -> int:
        return self.bars * METRES[self.facts.metre].beats

    @property
    def seconds(self) -> float:
        return self.beats * 60 / self.facts.tempo

    @property
    def has_beat(self) -> bool:
        return self.facts.kind == "drums" or (self.facts.kind == "mix" and self.facts.name not in WITHOUT_BEAT)


def rendered(seed: int) -> Sample:
    """The first ones are never trained on."""
    loop = render(seed)
    return Sample(loop.facts, loop.bars, image_of(loop), loop.sound.astype(np.float32))


def keep(samples: list[Sample], folder: Path) -> None:
    """Write the sounds of 48 to `folder`, and one picture of 24 beside it."""
    folder.mkdir(exist_ok=True)
    for number, sample in enumerate(samples[:48]):
        title = re.sub(r"\W+", "-", f"{number:02d} {plain(sample.facts)} {sample.facts.tempo:.0f}")
        soundfile.write(folder / f"{title}.flac", sample.sound, RATE)
    contact_sheet([sample.image for sample in samples[:24]], folder.parent / f"{folder.name}.png")


def contact_sheet(images: list[Image], path: Path, across: int = 4, columns: int = 400) -> None:
    """Images (bands, columns) side by side, each cut or filled to `columns`."""
    tiles = [
        np.pad(image[:, :columns], ((0, 6), (0, 6 + max(0, columns - image.shape[1]))), constant_values=128)
        for image in images
    ]
    tiles += [np.full_like(tiles[0], 128)] * (-len(tiles) % across)
    sheet = np.concatenate([np.concatenate(tiles[i : i + across], axis=1) for i in range(0, len(tiles), across)])
    Picture.fromarray(sheet).save(path)


def beside(rendered: list[Sample], painted: list[Sample], across: int = 4) -> list[Image]:
    """Rows of rendered loops, each above the row of what was painted for the same."""
    rows = [(rendered[at : at + across], painted[at : at + across]) for at in range(0, len(rendered), across)]
    return [sample.image for pair in rows for row in pair for sample in row]
