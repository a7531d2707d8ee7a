"""Measure a checkpoint on loops and prompts kept out of its training: `python -m generators.training.evaluate --help`.

One table, beside the same for rendered loops and for what the codec leaves of them, and a list for the live setting;
pictures and sound go to a folder.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile
import torch
from rich.console import Console
from rich.progress import track
from rich.table import Table

from generators.base import Clip, ClipRequest
from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.diffusion import Diffusion
from generators.training import conditions, nearest, speed
from generators.training.captions import Facts, plain
from generators.training.encoded import HELD_OUT_SHARDS, LOOPS_PER_SHARD
from generators.training.held_out import SETS
from generators.training.judge import Judge, family, reference
from generators.training.measures import (
    beat_concentration,
    evenness,
    grid_error,
    rising,
    seam_ratio,
    tempo_right,
)
from generators.training.musicnn import Heard, listen
from generators.training.samples import Sample, beside, contact_sheet, keep, rendered_loops
from generators.training.synths import RATE

CLIPS_ASIDE = 144  # of each set of prompts kept aside, at least two of each prompt
WRONG_TEMPO = 1.13
LIVE = (4, 3.0)  # steps and guidance of the live setting
FIRST_KNOWN = HELD_OUT_SHARDS * LOOPS_PER_SHARD  # seed of the first loop that may be trained on
PATHS = (("solo piano", "techno drum loop"), ("ambient pad", "rock drums"), ("church bells", "string orchestra"))
TWO_BARS = ClipRequest("", "", bars=2, tempo=120, rate=RATE, steps=LIVE[0], guidance=LIVE[1])


Row = dict[str, float]


def metre(samples: list[Sample]) -> Row:
    """Of the loops that have a beat."""
    beating = [sample for sample in samples if sample.has_beat]
    return {
        "tempo right": float(np.mean([tempo_right(s.image, s.seconds, s.facts.tempo, s.facts.metre) for s in beating])),
        "beat": float(np.mean([beat_concentration(s.image, s.beats) for s in beating])),
        "wrong beat": float(np.mean([beat_concentration(s.image, s.beats * WRONG_TEMPO) for s in beating])),
        "grid ms": float(np.nanmedian([grid_error(s.image, s.beats, s.seconds) for s in beating])),
        "seam": float(np.median([seam_ratio(s.image, s.bars) for s in samples if s.bars > 1])),
    }


def likeness(heard: list[Heard], facts: list[Facts], judge: Judge) -> Row:
    right = [found == family(fact) for found, fact in zip(judge.families_of(heard), facts, strict=True)]
    return {
        "probe": float(np.mean(right)),
        "tag": judge.tag_percentile(heard, facts),
        "KAD": judge.distance(heard),
    }


class Evaluation:
    """A checkpoint under measurement, and the rendered loops it is held against."""

    def __init__(self, folder: Path, data: Path, out: Path, known: int) -> None:
        self.model = BundledModel.load(folder, "cpu")
        self.painter = Diffusion(self.model, "evaluated")
        self.judge = Judge.fit(*reference(data / "heard", range(FIRST_KNOWN, FIRST_KNOWN + known)))
        self.data, self.out = data, out
        out.mkdir(parents=True, exist_ok=True)

    def paint(self, request: ClipRequest, after: Clip | None = None) -> Clip:
        return self.painter.paint(request, after, lambda: False)

    def through_codec(self, samples: list[Sample]) -> list[Sample]:
        return [self._through_codec(sample) for sample in track(samples, "through the codec")]

    def _through_codec(self, sample: Sample) -> Sample:
        image = self.model.decode(self.model.encode(sample.image[None]))
        return replace(
            sample, image=image[0], sound=self.painter.decode(image, self.model.fmt, len(sample.sound), RATE)[0]
        )

    def painted(self, samples: list[Sample], steps: int, guidance: float) -> list[Sample]:
        """What the model paints for the plain captions, tempi and lengths of rendered loops."""
        painted = []
        for seed, sample in enumerate(track(samples, f"{steps} steps, guidance {guidance:g}")):
            prompt = plain(sample.facts)
            request = replace(
                TWO_BARS, prompt_a=prompt, prompt_b=prompt, seed_a=seed, seed_b=seed, bars=sample.bars,
                metre=sample.facts.metre, tempo=sample.facts.tempo, steps=steps, guidance=guidance,
            )  # fmt: skip
            clip = self.paint(request)
            painted.append(replace(sample, image=clip.image[0], sound=clip.sound[0]))
        return painted

    def row(self, samples: list[Sample]) -> Row:
        heard = [listen(sample.sound, RATE) for sample in track(samples, "listening")]
        facts = [sample.facts for sample in samples]
        return metre(samples) | likeness(heard, facts, self.judge)

    def unseen(self, prompts: dict[str, tuple[str, ...]]) -> tuple[float, dict[str, list[str]]]:
        """Share of the prompts kept aside whose sound the probe takes for what it should be, and for what."""
        found: dict[str, list[str]] = {}
        seeds = max(2, CLIPS_ASIDE // len(prompts))
        for prompt in track(prompts, "prompts kept aside"):
            clips = [self.paint(ask(prompt, seed_a=seed, seed_b=seed)) for seed in range(seeds)]
            found[prompt] = self.judge.families_of([listen(clip.sound[0], RATE) for clip in clips])
        hits = [name in prompts[prompt] for prompt, names in found.items() for name in names]
        return float(np.mean(hits)), found

    def paths(self) -> Row:
        """How evenly pictures change from prompt to prompt, seed to seed, and with the share painted over."""
        prompts = [self._along([ask(a, prompt_b=b, alpha=k / 5) for k in range(6)]) for a, b in PATHS]
        seeds = [self._along([ask(a, seed_b=9, alpha=k / 5) for k in range(6)]) for a, _ in PATHS]
        inits = [self._repainted(a, b) for a, b in PATHS]
        return {
            "prompt path rises": float(np.mean([rising(away) for away, _ in prompts])),
            "prompt path, largest step": float(np.mean([evenness(steps) for _, steps in prompts])),
            "seed path rises": float(np.mean([rising(away) for away, _ in seeds])),
            "seed path, largest step": float(np.mean([evenness(steps) for _, steps in seeds])),
            "init rises": float(np.mean([rising(away) for away in inits])),
        }

    def _along(self, requests: list[ClipRequest]) -> tuple[list[float], list[float]]:
        """Distances from the first picture, and of each from the one before."""
        images = [self.paint(request).image.astype(float) for request in requests]
        pairs = pairwise(images)
        away = [float(np.abs(image - images[0]).mean()) for image in images]
        return away, [float(np.abs(b - a).mean()) for a, b in pairs]

    def _repainted(self, first: str, second: str) -> list[float]:
        """Distances from an init clip as more and more of it is painted over."""
        init, clip = self.out / "init.wav", self.paint(ask(first))
        soundfile.write(init, clip.sound.T, RATE)
        amounts = (0.2, 0.4, 0.6, 0.8, 1.0)
        images = [self.paint(ask(second, init=str(init), denoising=amount)).image for amount in amounts]
        return [float(np.abs(image.astype(float) - clip.image).mean()) for image in images]


def ask(prompt: str, **changes: object) -> ClipRequest:
    return replace(TWO_BARS, **{"prompt_a": prompt, "prompt_b": prompt, **changes})  # type: ignore[arg-type]


def evaluate(options: argparse.Namespace) -> dict[str, Row]:
    """Print the table and write it, with pictures and sound, to the folder `options.out`."""
    torch.set_num_threads(1)
    evaluation = Evaluation(options.checkpoint, options.data, options.out, options.known)
    rendered = rendered_loops(options.count)
    rows = {"rendered": evaluation.row(rendered)}
    keep(rendered, options.out / "rendered")
    rows["through the codec"] = evaluation.row(evaluation.through_codec(rendered))
    for steps, guidance in options.settings:
        name = f"{steps} steps, guidance {guidance:g}"
        painted = evaluation.painted(rendered, steps, guidance)
        rows[name] = evaluation.row(painted)
        rows[name] |= nearest.measure(evaluation.model, [sample.image for sample in painted], options.data / "shards")
        contact_sheet(beside(rendered[:12], painted[:12]), options.out / f"beside-{steps}-{guidance:g}.png")
        keep(painted, options.out / f"painted-{steps}-{guidance:g}")
    rows["rendered"] |= nearest.measure(evaluation.model, [s.image for s in rendered], options.data / "shards")
    shares = {name: evaluation.unseen(prompts) for name, prompts in SETS.items()}
    rows["live setting"] = {f"{name} right": share for name, (share, _) in shares.items()}
    rows["live setting"] |= conditions.measure(evaluation.paint, TWO_BARS, options.out)
    rows["live setting"] |= evaluation.paths() | speed.measure(evaluation.paint, ask("techno"))
    report(rows, options.out, {name: found for name, (_, found) in shares.items()})
    return rows


def report(rows: dict[str, Row], out: Path, unseen: dict[str, dict[str, list[str]]]) -> None:
    (out / "table.json").write_text(json.dumps({"rows": rows, "unseen": unseen}, indent=1) + "\n")
    columns = list(rows["rendered"])
    table = Table("", *columns)
    for name, row in rows.items():
        if columns[0] in row:
            table.add_row(name, *(f"{row[column]:.2f}" if column in row else "" for column in columns))
    console = Console(width=140)
    console.print(table)
    for name, value in rows["live setting"].items():
        console.print(f"{name}: {value:.2f}")


def held_out(text: str) -> int:
    """A number of held-out loops."""
    if not text.isdecimal() or not 1 <= int(text) <= FIRST_KNOWN:
        raise argparse.ArgumentTypeError(f"{text} is not 1 to {FIRST_KNOWN}: those after them may be trained on")
    return int(text)


def setting(text: str) -> tuple[int, float]:
    steps, _, guidance = text.partition(":")
    return int(steps), float(guidance or 1)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m generators.training.evaluate", description=__doc__)
    made.add_argument("--checkpoint", type=Path, default=BUNDLED_FOLDER, help="folder (default: the one that ships)")
    made.add_argument("--data", type=Path, default=Path("training-data"), help="working folder (default: %(default)s)")
    made.add_argument("--out", type=Path, default=Path("training-data/evaluation"), help="default: %(default)s")
    made.add_argument("--count", type=held_out, default=96, help=f"held-out loops, at most {FIRST_KNOWN}")
    made.add_argument("--known", type=int, default=1250, help="rendered loops the probe is fitted to")
    made.add_argument("--settings", type=setting, nargs="+", default=[LIVE], metavar="STEPS:GUIDANCE")
    return made


if __name__ == "__main__":
    evaluate(parser().parse_args())
