"""Measure a checkpoint on loops and prompts kept out of its training: `python -m generators.training.evaluate --help`.

One table, beside the same for rendered loops and for what the codec leaves of them, and a list for the live setting;
pictures and sound go to a folder.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from generators.base import ClipRequest
from generators.catalogue import BUNDLED_FOLDER
from generators.training import conditions, nearest, painted, paths, speed
from generators.training.captions import Facts, plain
from generators.training.conditions import Paint, Row
from generators.training.crew import Crew, cores
from generators.training.encoded import HELD_OUT_SHARDS, LOOPS_PER_SHARD
from generators.training.held_out import SETS
from generators.training.judge import Judge, family, reference
from generators.training.measures import beat_concentration, grid_error, seam_ratio, tempo_right
from generators.training.musicnn import Heard
from generators.training.samples import Sample, beside, contact_sheet, keep, rendered
from generators.training.synths import RATE

CLIPS_ASIDE = 144  # of each set of prompts kept aside, at least two of each prompt
WRONG_TEMPO = 1.13
LIVE = (4, 3.0)  # steps and guidance of the live setting
FIRST_KNOWN = HELD_OUT_SHARDS * LOOPS_PER_SHARD  # seed of the first loop that may be trained on
TWO_BARS = ClipRequest("", "", bars=2, tempo=120, rate=RATE, steps=LIVE[0], guidance=LIVE[1])
Measure = Callable[[Paint, ClipRequest], Row]
LIVE_MEASURES: tuple[Measure, ...] = (
    conditions.keys, conditions.metres, conditions.swells, conditions.joints, paths.prompts, paths.seeds, paths.inits,
)  # fmt: skip


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

    def __init__(self, checkpoint: Path, data: Path, known: int, crew: Crew) -> None:
        self.checkpoint, self.crew = checkpoint, crew
        self.judge = Judge.fit(*reference(data / "heard", range(FIRST_KNOWN, FIRST_KNOWN + known), crew))

    def through_codec(self, loops: list[Sample]) -> list[Sample]:
        return self.crew.each(partial(painted.through_codec, self.checkpoint), loops, "through the codec")

    def painted(self, loops: list[Sample], steps: int, guidance: float) -> list[Sample]:
        """What the model paints for the plain captions, tempi and lengths of rendered loops."""
        asked = [
            (loop, ask(
                plain(loop.facts), seed_a=seed, seed_b=seed, bars=loop.bars, metre=loop.facts.metre,
                tempo=loop.facts.tempo, steps=steps, guidance=guidance,
            ))
            for seed, loop in enumerate(loops)
        ]  # fmt: skip
        return self.crew.each(partial(painted.like, self.checkpoint), asked, named(steps, guidance))

    def row(self, samples: list[Sample]) -> Row:
        heard = self.crew.each(painted.hear_sample, samples, "listening")
        return metre(samples) | likeness(heard, [sample.facts for sample in samples], self.judge)

    def unseen(self, name: str) -> tuple[float, dict[str, list[str]]]:
        """Share of a set of prompts kept aside whose sound the probe takes for what it should be, and for what."""
        prompts = SETS[name]
        seeds = range(max(2, CLIPS_ASIDE // len(prompts)))
        asked = [ask(prompt, seed_a=seed, seed_b=seed) for prompt in prompts for seed in seeds]
        families = self.judge.families_of(self.crew.each(partial(painted.hear, self.checkpoint), asked, name))
        found: dict[str, list[str]] = {prompt: [] for prompt in prompts}
        for request, family_heard in zip(asked, families, strict=True):
            found[request.prompt_a].append(family_heard)
        hits = [heard in prompts[prompt] for prompt, names in found.items() for heard in names]
        return float(np.mean(hits)), found

    def live(self) -> Row:
        """Of what the live setting is measured for by itself."""
        rows = self.crew.each(partial(measured, self.checkpoint), LIVE_MEASURES, "conditions and paths")
        return {name: value for row in rows for name, value in row.items()}


def measured(checkpoint: Path, measure: Measure) -> Row:
    return measure(partial(painted.paint, checkpoint), TWO_BARS)


def ask(prompt: str, **changes: object) -> ClipRequest:
    return conditions.prompted(TWO_BARS, prompt, 0, **changes)


def named(steps: int, guidance: float) -> str:
    return f"{steps} steps, guidance {guidance:g}"


def evaluate(options: argparse.Namespace) -> dict[str, Row]:
    """Print the table and write it, with pictures and sound, to the folder `options.out`."""
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    with Crew(options.processes) as crew:
        rows, unseen = table(options, crew)
    paint = partial(painted.paint, options.checkpoint)
    rows["live setting"] |= speed.measure(paint, ask("techno"))  # with nothing else to do
    report(rows, options.out, unseen)
    return rows


def table(options: argparse.Namespace, crew: Crew) -> tuple[dict[str, Row], dict[str, dict[str, list[str]]]]:
    """Its rows, and what each prompt kept aside was taken for, by the names of their sets."""
    evaluation = Evaluation(options.checkpoint, options.data, options.known, crew)
    loops = crew.each(rendered, range(options.count), "rendering")
    rows = {"rendered": evaluation.row(loops), "through the codec": evaluation.row(evaluation.through_codec(loops))}
    keep(loops, options.out / "rendered")
    model, _ = painted.opened(options.checkpoint)
    for steps, guidance in options.settings:
        clips = evaluation.painted(loops, steps, guidance)
        row = evaluation.row(clips) | nearest.measure(model, [clip.image for clip in clips], options.data / "shards")
        rows[named(steps, guidance)] = row
        contact_sheet(beside(loops[:12], clips[:12]), options.out / f"beside-{steps}-{guidance:g}.png")
        keep(clips, options.out / f"painted-{steps}-{guidance:g}")
    rows["rendered"] |= nearest.measure(model, [loop.image for loop in loops], options.data / "shards")
    shares = {name: evaluation.unseen(name) for name in SETS}
    rows["live setting"] = {f"{name} right": share for name, (share, _) in shares.items()} | evaluation.live()
    return rows, {name: found for name, (_, found) in shares.items()}


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
    made.add_argument("--processes", type=int, default=cores(), help="that do the work (default: one a core)")
    return made


if __name__ == "__main__":
    evaluate(parser().parse_args())
