"""What a clip costs, from its request to its sound: `riffbridge bench paint`.

In this process, with one thread, as the painter works. Each clip has a prompt that is new, so its text is encoded
too, and is decoded from the phases of the one before, as when a prompt is changed while another plays.
"""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from benchmarks.report import Table, parser, publish
from generators.base import ClipRequest
from generators.catalogue import open_generator
from generators.decoder import decode
from generators.diffusion import Diffusion

TEMPO, RATE = 120.0, 48000
BARS, STEPS, GUIDANCE = (1, 2, 4), (1, 2, 4, 8), (1.0, 2.0)
PROMPTS = ("techno drum loop", "warm synth pad", "solo piano", "church bells")
COLUMNS = ("bars", "steps", "guidance", "ms p50", "ms p95", "× real time", "decoder ms", "decoder %")
NOTE = "At {tempo:g} BPM and {rate} Hz. × real time: what it paints in a second. decoder: its share, image to sound."


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns the exit status."""
    made = parser("paint", "what a clip costs, by bars, steps and guidance")
    made.add_argument("--model", default="bundled", help="a diffusion model, see `riffbridge generators`")
    made.add_argument("--device", default="cpu", help="where it computes")
    made.add_argument("--repeats", type=int, default=10, metavar="N", help="clips of each kind")
    for name, kind, usual in (("bars", int, BARS), ("steps", int, STEPS), ("guidance", float, GUIDANCE)):
        made.add_argument(f"--{name}", type=kind, action="append", metavar="N", help=f"else {usual}; may be repeated")
    args = made.parse_args(arguments)
    if args.repeats < 1:
        made.error("--repeats: at least 1")
    try:
        generator = open_generator(args.model, args.device)
    except ValueError as error:
        made.error(f"--model: {error}")
    if not isinstance(generator, Diffusion):
        made.error(f"--model: {args.model} is not a diffusion model")
    publish(_tables(generator, args), args)
    return 0


def _tables(generator: Diffusion, args: Namespace) -> Iterator[Table]:
    note = NOTE.format(tempo=TEMPO, rate=RATE)
    table = Table(f"painting with {generator.name} on {args.device}, one thread", COLUMNS, note=note)
    for bars, steps, guidance in product(args.bars or BARS, args.steps or STEPS, args.guidance or GUIDANCE):
        alike = ClipRequest("", "", bars=bars, steps=steps, guidance=guidance, tempo=TEMPO, rate=RATE)
        painted, decoded = measure(generator, alike, args.repeats)
        p50, share = float(np.median(painted)), float(np.median(decoded))
        speed = 1000 * alike.seconds / p50
        table.add(bars, steps, guidance, p50, float(np.percentile(painted, 95)), speed, share, 100 * share / p50)
    yield table


def measure(generator: Diffusion, alike: ClipRequest, repeats: int) -> tuple[list[float], list[float]]:
    """Milliseconds for each of so many clips like the one asked for, and of them in the decoder."""
    painted, decoded = list[float](), list[float]()
    before = generator.paint(alike, None, _never)
    for number in range(repeats):
        prompt = f"{PROMPTS[number % len(PROMPTS)]} {number} {time.monotonic_ns()}"
        request = replace(alike, prompt_a=prompt, prompt_b=prompt).following(before.request)
        started = time.perf_counter()
        clip = generator.paint(request, before, _never)
        painted.append(1000 * (time.perf_counter() - started))
        started = time.perf_counter()
        decode(clip.image, generator.model.fmt, request.frames, request.rate, before.sound)
        decoded.append(1000 * (time.perf_counter() - started))
        before = clip
    return painted, decoded


def _never() -> bool:
    return False


if __name__ == "__main__":
    sys.exit(main())
