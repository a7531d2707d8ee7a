"""What loops are taken for, and how far they are from rendered ones: a linear probe, tags and KAD on `musicnn`."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from generators.training.captions import Facts
from generators.training.catalogue import INSTRUMENTS, WITHOUT_BEAT
from generators.training.crew import Crew
from generators.training.instruments import SAMPLES, SOUNDFONTS
from generators.training.musicnn import TAGS, Heard, listen
from generators.training.render import render
from generators.training.synths import RATE

Floats = NDArray[np.float32]
SOURCES = ("render", "captions", "catalogue", "effects", "instruments", "music", "roles", "synths", "musicnn")
ELECTRONIC = {
    "techno", "minimal", "dub techno", "acid techno", "house", "garage", "trance", "psytrance", "trap", "drum and bass",
    "big beat", "dubstep", "synthwave", "chiptune", "industrial", "reggaeton",
}  # fmt: skip
FITTING_TAGS = {  # families and names whose sound has a tag of its own
    "strings": "strings", "voices": "choir", "drums": "drums", "dance": "techno", "piano": "piano", "flute": "flute",
    "harpsichord": "harpsichord", "sitar": "sitar", "harp": "harp", "cello": "cello", "violin": "violin",
    "metal": "metal", "country": "country", "rock": "rock", "ambient": "ambient", "orchestral": "classical",
    "acoustic guitar": "guitar", "electric guitar": "guitar",
}  # fmt: skip


def family(facts: Facts) -> str:
    """The class the probe is asked for: an instrument's family, drums, or one of three kinds of mix."""
    if facts.kind == "solo":
        return INSTRUMENTS[facts.name].family
    if facts.kind == "drums":
        return "drums"
    return "calm" if facts.name in WITHOUT_BEAT else "dance" if facts.name in ELECTRONIC else "band"


def fitting_tag(facts: Facts) -> str:
    """The tag that a loop should have more of than most, "" if musicnn has none for it."""
    return FITTING_TAGS.get(facts.name) or FITTING_TAGS.get(family(facts), "")


@dataclass(frozen=True)
class Judge:
    """What rendered loops sound like: `tags` (loops, 50), `embeddings` (loops, 200), and a ridge classifier of families
    over the pooled features."""

    tags: Floats
    embeddings: Floats
    families: list[str]
    mean: Floats
    deviation: Floats
    weights: Floats

    @classmethod
    def fit(cls, heard: list[Heard], facts: list[Facts], ridge: float = 300.0) -> Judge:
        pooled = np.stack([one.pooled for one in heard])
        names = sorted({family(fact) for fact in facts})
        wanted = np.array([[family(fact) == name for name in names] for fact in facts], np.float32)
        balance = np.sqrt(1 / wanted.sum(0))[wanted.argmax(1)][:, None]  # every family counts the same
        mean, deviation = pooled.mean(0), pooled.std(0) + 1e-3
        seen = with_bias((pooled - mean) / deviation) * balance * np.sqrt(len(heard) / len(names))
        target = wanted * balance * np.sqrt(len(heard) / len(names))
        gram = seen.T @ seen + ridge * np.eye(seen.shape[1], dtype=np.float32)
        weights = np.linalg.solve(gram, seen.T @ target)
        tags, embeddings = np.stack([one.tags for one in heard]), np.stack([one.embedding for one in heard])
        return cls(tags, embeddings, names, mean, deviation, weights)

    def families_of(self, heard: list[Heard]) -> list[str]:
        pooled = np.stack([one.pooled for one in heard])
        scores = with_bias((pooled - self.mean) / self.deviation) @ self.weights
        return [self.families[index] for index in scores.argmax(axis=1)]

    def tag_percentile(self, heard: list[Heard], facts: list[Facts]) -> float:
        """Mean share of rendered loops that have less of the tag which fits a loop."""
        ranks = [
            float((self.tags[:, TAGS.index(tag)] < one.tags[TAGS.index(tag)]).mean())
            for one, fact in zip(heard, facts, strict=True)
            if (tag := fitting_tag(fact))
        ]
        return float(np.mean(ranks))

    def distance(self, heard: list[Heard]) -> float:
        """KAD: unbiased MMD × 1000 with a Gaussian kernel as wide as the median distance (Chung et al., 2025,
        https://arxiv.org/abs/2502.15602)."""
        others = np.stack([one.embedding for one in heard])
        width = float(np.median(squares(self.embeddings, self.embeddings)))

        def kernel(a: Floats, b: Floats) -> Floats:
            similar: Floats = np.exp(-squares(a, b) / (2 * width))
            return similar

        def within(a: Floats) -> float:
            return float((kernel(a, a).sum() - len(a)) / (len(a) * (len(a) - 1)))

        return 1000 * (within(others) + within(self.embeddings) - 2 * float(kernel(others, self.embeddings).mean()))


def with_bias(x: Floats) -> Floats:
    return np.concatenate([x, np.ones((len(x), 1), np.float32)], axis=1)


def squares(a: Floats, b: Floats) -> Floats:
    """Squared distances (a, b)."""
    distances: Floats = np.maximum((a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * a @ b.T, 0)
    return distances


def renderer() -> str:
    """Hash of what rendered loops, and what is heard in them, depend on beside the seed: sources and sounds."""
    files = [Path(str(sys.modules[f"generators.training.{name}"].__file__)).read_bytes() for name in SOURCES]
    sizes = [str(path.stat().st_size) if path.exists() else "" for path in (*SOUNDFONTS, *sorted(SAMPLES.glob("*")))]
    return hashlib.blake2b(b"\0".join([*files, *map(str.encode, sizes)]), digest_size=6).hexdigest()


def reference(folder: Path, seeds: range, crew: Crew) -> tuple[list[Heard], list[Facts]]:
    """What musicnn hears in rendered loops; kept in a folder under `folder`, one for each state of the renderer."""
    folder = folder / renderer()
    folder.mkdir(parents=True, exist_ok=True)
    known = crew.each(partial(_known, folder), seeds, "listening to rendered loops")
    return [heard for heard, _ in known], [facts for _, facts in known]


def _known(folder: Path, seed: int) -> tuple[Heard, Facts]:
    path = folder / f"{seed:06d}.pt"
    if not path.exists():
        loop = render(seed)
        heard, facts = listen(loop.sound.astype(np.float32), RATE), loop.facts
        torch.save((vars(heard), vars(facts)), path.with_suffix(".partial"))
        path.with_suffix(".partial").replace(path)  # whole, whenever this process is ended
    parts, known = torch.load(path, weights_only=False)
    return Heard(**parts), Facts(**known)
