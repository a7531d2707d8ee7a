"""What a clip costs, from its request to its sound: `riffbridge bench paint`.

In this process, with one thread, as the painter works. Each clip has a prompt that is new, so its text is encoded
too, and is decoded from the phases of the one before, as when a prompt is changed while another plays. Beside it,
in the same run, Riffusion's way (`riffusions_way.py`) with the same network. `--model full-size` is Stable Diffusion
1.5 with random weights.
"""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from typing import cast

import numpy as np
import torch

from benchmarks import riffusions_way
from benchmarks.full_size import Opener, Settings, settings
from benchmarks.memory import held_mb, let_go, owner, watched
from benchmarks.operations import flops, matmul_peak
from benchmarks.report import Table, parsed, parser, publish
from generators.base import Clip, ClipRequest, Image, Sound
from generators.catalogue import open_generator
from generators.devices import pick_device
from generators.diffusion import Diffusion

TEMPO, RATE = 93.75, 44100  # 2 bars are 5.12 s, 512 columns
BARS, STEPS, GUIDANCE = (2,), (1, 2, 4, 8), (1.0, 3.0)
TOGETHER = 4  # clips in one pass
PROMPTS = ("techno drum loop", "warm synth pad", "solo piano", "church bells")
COLUMNS = (
    *("setting", "bars", "steps", "guidance", "ms p50", "ms p95", "× real time", "× baseline"),
    *("peak MB", "decoder ms", "decoder %", "matmul %"),
)
NOTE = """At {tempo:g} BPM and {rate} Hz. × real time: what it paints in a second. × baseline: against {steps} steps \
with guidance and 32 iterations of Griffin-Lim. decoder: its share, image to sound. Peak: memory of the {memory}. \
matmul: share of the {peak:.2f} TFLOP/s that multiplying {size} × {size} matrices reaches here."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns the exit status."""
    made = parser("paint", "what a clip costs, by setting, bars, steps and guidance")
    made.add_argument("--model", default="bundled", help="a diffusion model, see `riffbridge generators`, or full-size")
    made.add_argument("--device", default="auto", help="where it computes")
    made.add_argument("--repeats", type=int, default=10, metavar="N", help="clips of each kind")
    made.add_argument("--baseline", type=int, default=2, metavar="N", help="clips painted in Riffusion's way, 0 = none")
    made.add_argument(
        "--baseline-steps",
        type=int,
        default=riffusions_way.STEPS,
        metavar="N",
        help="its steps, if not 50",
    )
    for name, kind, usual in (("bars", int, BARS), ("steps", int, STEPS), ("guidance", float, GUIDANCE)):
        made.add_argument(f"--{name}", type=kind, action="append", metavar="N", help=f"else {usual}; may be repeated")
    args = parsed(made, arguments)
    if args.repeats < 1:
        made.error("--repeats: at least 1")
    try:
        plain, settings = _full_size(args) if args.model == "full-size" else _opened(args)
    except ValueError as error:
        made.error(f"--model: {error}")
    publish(_tables(plain, settings, args), args)
    return 0


def _opened(args: Namespace) -> tuple[Opener, Settings]:
    """A model as it is, and in company. Raises ValueError for one that cannot be measured."""
    first = open_generator(args.model, args.device)
    if not isinstance(first, Diffusion):
        raise ValueError(f"{args.model} is not a diffusion model")
    specs = {"": args.model}
    if first.model.together == 1:
        specs[f"batch {TOGETHER}"] = f"{args.model}:batch={TOGETHER}"
    openers = {name: cast(Opener, partial(open_generator, spec, args.device)) for name, spec in specs.items()}
    return [first].pop, openers


def _full_size(args: Namespace) -> tuple[Opener, Settings]:
    device = pick_device(args.device)
    torch.set_num_threads(1 if device != "cpu" else torch.get_num_threads())
    return settings(device, [_request(bars) for bars in args.bars or BARS], TOGETHER)


def _request(bars: int) -> ClipRequest:
    return ClipRequest("", "", bars=bars, tempo=TEMPO, rate=RATE)


def _tables(plain: Opener, settings: Settings, args: Namespace) -> Iterator[Table]:
    """Settings are opened one at a time: each has the GPU's memory to itself."""
    generator = plain()
    peak, size = matmul_peak(generator.model.device)
    table = Table(_title(generator), COLUMNS, note=NOTE.format(
        tempo=TEMPO, rate=RATE, steps=args.baseline_steps, memory=owner(generator.model.device), peak=peak / 1e12,
        size=size,
    ))  # fmt: skip
    asked = [_request(bars) for bars in args.bars or BARS] if args.baseline else []
    baselines = {each.bars: _add_baseline(table, generator, each, args.baseline, args.baseline_steps) for each in asked}
    del generator
    for name, opener in settings.items():
        let_go()
        _add_rows(table, name, opener(), baselines, peak, args)
    yield table


def _title(generator: Diffusion) -> str:
    return f"painting with {generator.name} on {_named(generator.model.device)}"


def _named(device: torch.device) -> str:
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return f"{device.type}, {torch.get_num_threads()} thread(s)"


def _add_rows(
    table: Table, name: str, generator: Diffusion, baselines: dict[int, float], peak: float, args: Namespace
) -> None:
    """A row for each of a setting's bars, steps and guidances."""
    device = generator.model.device
    for bars, steps, guidance in product(args.bars or BARS, args.steps or STEPS, args.guidance or GUIDANCE):
        asked = replace(_request(bars), steps=steps, guidance=guidance)
        memory = watched(device)
        painted, decoded = measure(generator, asked, args.repeats)
        p50, share, used = float(np.median(painted)), float(np.median(decoded)), memory()
        reached = 100 * flops(generator, asked) / (p50 / 1000) / peak
        table.add(
            name, bars, steps, guidance, p50, float(np.percentile(painted, 95)), 1000 * asked.seconds / p50,
            baselines[bars] / p50 if bars in baselines else None, used, share, 100 * share / p50, reached,
        )  # fmt: skip


def _add_baseline(table: Table, generator: Diffusion, alike: ClipRequest, repeats: int, steps: int) -> float:
    """A row for Riffusion's way; returns its median in ms."""
    request = replace(alike, steps=steps, guidance=riffusions_way.GUIDANCE)
    fmt, device = generator.model.fmt, generator.model.device
    held = held_mb(device)
    image_of = riffusions_way.pipeline(generator) or (lambda asked: generator.paint(asked, None, _never).image)

    def decode_it(image: Image) -> Sound:
        return riffusions_way.griffin_lim(image, fmt, RATE, device)

    riffusions_way.prepare(fmt, RATE, device)
    painted, decoded = list[float](), list[float]()
    with torch.backends.cudnn.flags(enabled=True, deterministic=False):
        if device.type == "cuda":  # whose libraries choose and allocate the first time
            decode_it(image_of(replace(request, steps=1)))
        memory = watched(device, held)
        for number in range(repeats):
            started = time.perf_counter()
            image = image_of(
                replace(request, prompt_a=f"{PROMPTS[number % 4]} {time.monotonic_ns()}", seed_a=1 + number)
            )
            middle = time.perf_counter()
            decode_it(image)
            decoded.append(1000 * (time.perf_counter() - middle))
            painted.append(1000 * (time.perf_counter() - started))
    p50, share = float(np.median(painted)), float(np.median(decoded))
    table.add(
        "Riffusion's way", alike.bars, request.steps, request.guidance, p50, float(np.percentile(painted, 95)),
        1000 * alike.seconds / p50, 1.0, memory(), share, 100 * share / p50, None,
    )  # fmt: skip
    return p50


def measure(generator: Diffusion, alike: ClipRequest, repeats: int) -> tuple[list[float], list[float]]:
    """Milliseconds for each of so many clips like the one asked for, and of them in the decoder. Where several are
    painted in one pass, they share its time."""
    painted, decoded = list[float](), list[float]()
    before = generator.paint(alike, None, _never)
    for _ in range(repeats):
        requests = _chain(alike, before.request, generator.model.together)
        started = time.perf_counter()
        clips = [before]
        for place, request in enumerate(requests, 1):
            clips.append(generator.paint(request, clips[-1], _never, requests[place:]))
        painted.append(1000 * (time.perf_counter() - started) / len(requests))
        decoded.append(_decoding(generator, *clips[:-3:-1]))
        before = clips[-1]
    return painted, decoded


def _chain(alike: ClipRequest, before: ClipRequest, count: int) -> list[ClipRequest]:
    """Requests with prompts and seeds that are new, each following the one before."""
    requests = [before]
    for number in range(count):
        new = time.monotonic_ns()
        prompt, seed = f"{PROMPTS[number % len(PROMPTS)]} {new}", new % 2**31
        asked = replace(alike, prompt_a=prompt, prompt_b=prompt, seed_a=seed, seed_b=seed)
        requests.append(asked.following(requests[-1]))
    return requests[1:]


def _decoding(generator: Diffusion, clip: Clip, before: Clip) -> float:
    """Milliseconds of the decoder alone."""
    started = time.perf_counter()
    generator.decode(clip.image, generator.model.fmt, clip.request.frames, clip.request.rate, before.sound)
    return 1000 * (time.perf_counter() - started)


def _never() -> bool:
    return False


if __name__ == "__main__":
    sys.exit(main())
