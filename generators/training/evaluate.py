"""Measure a checkpoint on loops it was not trained on, beside the real ones and what the codec leaves of them."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from PIL import Image as Picture
from rich.console import Console
from rich.progress import track
from rich.table import Table

from generators.base import BEATS_PER_BAR, ClipRequest, Image
from generators.bundled_model import BundledModel
from generators.training.dataset import HELD_OUT
from generators.training.measures import Classifier, beat_concentration, look, seam_ratio, tempo_right
from generators.training.shards import Painted, read_all

WITHOUT_BEAT = ("ambient", "orchestral", "folk")
WRONG_TEMPO = 1.13
CLASSIFIER_LOOPS = 4000
SETTINGS = ((4, 1.0), (4, 2.0), (8, 1.0), (8, 2.0), (8, 3.0), (16, 2.0))  # steps, guidance
PROMPTS = (
    ("techno drum loop", 128),
    ("hip hop beat", 90),
    ("drum and bass", 174),
    ("rock drums", 120),
    ("jazz with saxophone", 130),
    ("dub techno with deep bass", 122),
    ("acid bass line 303", 126),
    ("house with piano", 122),
    ("solo piano", 90),
    ("church bells", 70),
    ("ambient pad", 80),
    ("string orchestra", 80),
    ("trap beat with 808", 140),
    ("reggae with organ", 78),
    ("heavy metal guitar", 160),
    ("funky slap bass", 104),
    ("solo flute", 90),
    ("trumpet melody", 110),
    ("choir", 75),
    ("harp arpeggio", 100),
    ("bossa nova guitar", 120),
    ("uplifting trance", 138),
    ("lofi beats", 80),
    ("dubstep wobble bass", 140),
)
UNSEEN = {  # wordings that no caption uses, and what they should look like
    "someone playing a grand": "solo: piano",
    "ivory keys, gentle": "solo: piano",
    "bell tower of a cathedral": "solo: church bells",
    "tenor saxophonist improvising": "solo: saxophone",
    "squelchy resonant acid bassline": "solo: acid bass",
    "plucked harp strings": "solo: harp",
    "people singing aah": "solo: choir",
    "overdriven electric guitar riffing": "solo: distorted guitar",
    "violinist": "solo: violin",
    "wooden mallets": "solo: marimba",
    "woodwind flute tune": "solo: flute",
    "blaring trumpet": "solo: trumpet",
    "kick and hi-hats in a berlin club": "drums: techno",
    "rock drummer": "drums: rock",
    "swinging ride cymbal": "drums: jazz",
    "fast amen-style breaks": "drums: drum and bass",
    "rap instrumental drums": "drums: hip hop",
    "jamaican riddim": "mix: reggae",
    "brazilian music": "mix: bossa nova",
    "beatless atmospheric soundscape": "mix: ambient",
    "symphonic movie soundtrack": "mix: orchestral",
    "jazz quartet": "mix: jazz",
    "study beats to relax": "mix: lo-fi",
    "headbanging metal band": "mix: metal",
}


def paint(model: BundledModel, prompt: str, loop: ClipRequest, seed: int) -> Image:
    """An image (bands, columns) for a prompt, with the length, steps and guidance of `loop`."""
    tokens = round(loop.seconds / model.fmt.hop_s / model.multiple)
    noise = model.noise(seed, tokens * model.multiple)
    latents = model.denoise(noise, None, model.embed(prompt), model.embed(""), loop, lambda: False)
    image: Image = model.decode(latents)[0]
    return image


def request(prompt: str, bars: int, tempo: float, steps: int, guidance: float) -> ClipRequest:
    return ClipRequest(prompt, prompt, bars=bars, tempo=tempo, steps=steps, guidance=guidance)


def has_beat(loop: Painted) -> bool:
    return loop.kind == "drums" or (loop.kind == "mix" and loop.name not in WITHOUT_BEAT)


def row(images: list[Image], loops: list[Painted], classifier: Classifier) -> list[str]:
    """The measures of a table's row as text."""
    beating = [(image, loop) for image, loop in zip(images, loops, strict=True) if has_beat(loop)]
    beats = [loop.bars * BEATS_PER_BAR for _, loop in beating]
    right = np.mean(
        [
            tempo_right(image, count * 60 / loop.tempo, loop.tempo)
            for (image, loop), count in zip(beating, beats, strict=True)
        ]
    )
    on_beat = np.mean([beat_concentration(image, count) for (image, _), count in zip(beating, beats, strict=True)])
    off_beat = np.mean(
        [beat_concentration(image, count * WRONG_TEMPO) for (image, _), count in zip(beating, beats, strict=True)]
    )
    seam = np.median([seam_ratio(image, loop.bars) for image, loop in zip(images, loops, strict=True) if loop.bars > 1])
    ranks = classifier.ranks(
        np.stack([look(image) for image in images]), [f"{loop.kind}: {loop.name}" for loop in loops]
    )
    return [
        f"{right:.0%}",
        f"{on_beat:.2f}",
        f"{off_beat:.2f}",
        f"{seam:.2f}",
        f"{np.mean(ranks == 0):.0%}",
        f"{np.mean(ranks < 5):.0%}",
    ]


def evaluate(folder: Path, shards: Path, picture: Path, count: int) -> None:
    """Print the table for `count` held-out loops, and paint PROMPTS into `picture`."""
    torch.set_num_threads(1)
    model = BundledModel.load(folder, "cpu")
    everything = list(islice(read_all(shards), HELD_OUT + CLASSIFIER_LOOPS))
    loops, known = everything[:count], everything[HELD_OUT:]
    classifier = Classifier.fit(
        np.stack([look(loop.image) for loop in known]), [f"{loop.kind}: {loop.name}" for loop in known]
    )
    table = Table(
        "", "tempo right", "on the beat", "wrong tempo", "seam", "class, first", "class, first 5", "ms per step"
    )
    table.add_row("rendered", *row([loop.image for loop in loops], loops, classifier), "")
    table.add_row(
        "through codec",
        *row([model.decode(model.encode(loop.image[None]))[0] for loop in loops], loops, classifier),
        "",
    )
    for steps, guidance in SETTINGS:
        started = time.monotonic()
        images = [
            paint(model, loop.captions[0], request(loop.captions[0], loop.bars, loop.tempo, steps, guidance), seed)
            for seed, loop in enumerate(track(loops, f"{steps} steps, guidance {guidance}"))
        ]
        milliseconds = 1000 * (time.monotonic() - started) / len(loops) / steps
        table.add_row(f"{steps} steps, guidance {guidance:g}", *row(images, loops, classifier), f"{milliseconds:.0f}")
    console = Console(width=130)
    console.print(table)
    console.print(f"wordings never trained on: {unseen(model, classifier)} of {len(UNSEEN)} among the first 5 classes")
    contact_sheet(model, picture)


def unseen(model: BundledModel, classifier: Classifier) -> int:
    """How many of UNSEEN look like what they should."""
    images = [paint(model, prompt, request(prompt, 2, 115, 8, 2.0), seed=2) for prompt in UNSEEN]
    ranks = classifier.ranks(np.stack([look(image) for image in images]), list(UNSEEN.values()))
    return int((ranks < 5).sum())


def contact_sheet(model: BundledModel, path: Path) -> None:
    """Two bars of each of PROMPTS, four abreast, cut or filled to 400 columns."""
    tiles = []
    for prompt, tempo in PROMPTS:
        image = paint(model, prompt, request(prompt, 2, tempo, 8, 2.0), seed=1)
        tiles.append(np.pad(image, ((0, 6), (0, max(0, 406 - image.shape[1]))), constant_values=128)[:, :406])
    sheet = np.concatenate([np.concatenate(tiles[i : i + 4], axis=1) for i in range(0, len(tiles), 4)])
    path.parent.mkdir(parents=True, exist_ok=True)
    Picture.fromarray(sheet).save(path)
