"""From a control to the JACK port: `riffbridge bench latency`.

A JACK server (dummy driver, asynchronous, real-time where that is allowed) and the daemon run as on stage. OSC goes to
the daemon over UDP, MIDI through JACK. A JACK client records the mix, and for each period the monotonic clock at its
start, by JACK's account (`jack_frames_since_cycle_start`). Whoever sends OSC reads the same clock just before, and
for MIDI it is read in the callback that sends. So a latency runs from the message to the frame at the port. What a
sound card adds for every client, its periods and converters, is not in it.

`changes.py` finds the first frame that is not as before ("first"), and the first of those that stay as they are from
then on ("fully"). A departure counts above three times the largest (95th percentile) that follows a message which
changes nothing, the no-op controls, and above 1 % of the level. Trials in whose window JACK missed a period are
left out, and counted.

- mix, morph: the generator is `tone`, a steady sine, or two for alpha, so that no change can hide in the material.
- paint: each trial asks for a prompt never heard before, with quantise off and clips of one bar at 300 BPM, when
  all keyframes are painted. Its limit is one generation (95th percentile, through a worker under the same load)
  + 150 ms.
- bend: a tone that pulses on the beat, a bar of it going round in 0.8 s. How long it takes to go round at each value
  is known for speed, reverse and tempo. What is frozen does not go round: there, "fully" is not measured, and
  releasing it is no trial. Where the bent sound does not repeat itself, the no-op controls raise the threshold,
  or a change is lost.
- An address that the daemon does not know is left out, with a line that says so.
- load "paint": one more painter of the bundled model for each core is always busy.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress

import numpy as np

from benchmarks.changes import Change, Disturbed, Recording, Trial, departure, find
from benchmarks.peers import load, painters
from benchmarks.report import POINTS, Table, parser, publish, spread
from benchmarks.stand import BAR_S, LAP_S, SETTLED_S, Control, Stand, is_tone, prompts, stand
from generators.base import ClipRequest

LIMIT_MS = 30.0
BEND_LIMIT_MS = 150.0
PAINT_LIMIT_MS = 150.0  # beside one generation
PERIODS, LOADS, CLASSES = (128, 256, 512), ("none", "paint"), ("mix", "morph", "bend", "paint")
GENERATIONS = 20
LEAST_CHANGE = 0.01  # of the level: -40 dB
COLUMNS = (
    "class", "control", "via", "trials", "lost", *(f"{end} {point}" for end in ("first", "fully") for point in POINTS),
    "limit", "within", "threshold %", "periods missed",
)  # fmt: skip
NOTE = """\
In milliseconds. within: p95 of fully (of first, where fully is not measured) ≤ limit.
lost: trials where JACK missed a period or no change was found."""

MIXED = (
    Control("mix", "gain", "OSC", "/deck/1/gain", (-12.0, 0.0)),
    Control("mix", "mute", "OSC", "/deck/1/mute", (1, 0)),
    Control("mix", "gain", "MIDI", "b0 07", (0, 127)),
    Control("mix", "pan", "OSC", "/deck/1/pan", (0.8, 0.0)),
    Control("mix", "crossfade", "OSC", "/crossfade", (0.8, 0.5), around=(("/deck/1/side", "a", "through"),)),
    Control("morph", "alpha", "OSC", "/deck/1/alpha", (0.8, 0.0)),
    Control("morph", "alpha", "MIDI", "b0 01", (102, 0)),
)
PULSES = "440 hz"  # not steady: time can be heard
BENT = (
    Control("bend", "freeze", "OSC", "/deck/1/freeze", (1, 0), BAR_S, (None, BAR_S)),
    Control("bend", "speed", "OSC", "/deck/1/speed", (0.5, 1.0), BAR_S, (2 * BAR_S, BAR_S)),
    Control("bend", "reverse", "OSC", "/deck/1/reverse", (1, 0), BAR_S, (BAR_S, BAR_S)),
    Control("bend", "tempo", "OSC", "/tempo", (240.0, 300.0), BAR_S, (BAR_S * 300 / 240, BAR_S)),
)
Laps = Callable[[int], tuple[float | None, float | None]]


def evaluate(
    recording: Recording, no_ops: Sequence[Trial], trials: Sequence[Trial], lap_s: float, laps: Laps | None = None
) -> tuple[list[Change], float]:
    """The changes that were found, and the threshold above which a departure counted.

    `laps` tells for each trial in how many seconds the sound goes round before and after it, if not in `lap_s`.
    """
    lap = round(lap_s * recording.rate)
    quiet, changes = list[float](), list[Change]()
    for trial in no_ops:
        with suppress(Disturbed):
            quiet.append(departure(recording, trial, lap))
    threshold = max(LEAST_CHANGE, 3 * float(np.percentile(quiet or [0], 95)))
    for number, trial in enumerate(trials):
        before, after = laps(number) if laps else (lap_s, lap_s)
        if before is None:
            continue
        with suppress(Disturbed):
            frames = [round((seconds or before) * recording.rate) for seconds in (before, after)]
            if change := find(recording, trial, frames[0], threshold, frames[1]):
                changes.append(change if after else Change(change.first, np.nan))
    return changes, threshold


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns the exit status."""
    made = parser("latency", "from a control to the JACK port")
    made.add_argument("--trials", type=int, default=60, metavar="N", help="of each control; some get lost")
    made.add_argument("--no-ops", type=int, default=10, metavar="N", help="messages that change nothing, before them")
    made.add_argument("--period", type=int, action="append", metavar="N", help=f"else {PERIODS}; may be repeated")
    made.add_argument("--load", choices=LOADS, action="append", help="what else computes (else none); may be repeated")
    made.add_argument("--class", choices=CLASSES, action="append", dest="classes", help="else all; may be repeated")
    made.add_argument("--model", default="tone", help="the generator of the class paint: tone, bundled, ...")
    args = made.parse_args(arguments)
    if args.trials < 1 or args.no_ops < 1:
        made.error("--trials, --no-ops: at least 1")
    if missing := [tool for tool in ("jackd", "jack_wait") if not shutil.which(tool)]:
        made.error(f"needs {' and '.join(missing)}; `./riffbridge test` installs what is missing")
    try:
        publish(_tables(args), args)
    except (RuntimeError, TimeoutError, AssertionError) as error:
        print(f"riffbridge bench latency: {error}", file=sys.stderr)
        return 1
    return 0


def _tables(args: Namespace) -> Iterator[Table]:
    for kind in args.load or LOADS[:1]:
        with load(os.cpu_count() or 1) if kind == "paint" else nullcontext():
            for period in args.period or PERIODS:
                common: dict[str, object] = {"period": period, "load": kind}
                table = Table(f"latency at period {period}, load {kind}", COLUMNS, common, note=NOTE)
                _fill(table, period, args)
                yield table


def _fill(table: Table, period: int, args: Namespace) -> None:
    """Measure the classes that are asked for."""
    classes = args.classes or CLASSES
    asked = prompts(args.model, args.trials + 1)
    lap_s = LAP_S if is_tone(args.model) else BAR_S
    paint = Control("paint", "prompt", "OSC", "/deck/1/prompt/a", (*asked[1:], asked[0]), lap_s)
    limits, groups = {"mix": LIMIT_MS, "morph": LIMIT_MS, "bend": BEND_LIMIT_MS}, dict[tuple[str, str], list[Control]]()
    if "paint" in classes:
        p50, p95, _ = spread(generations_ms(args.model, asked[: GENERATIONS + 1]))
        assert p95
        limits["paint"] = p95 + PAINT_LIMIT_MS
        table.note += f"\nOne generation of {args.model} takes {p50:.0f} ms (p50), {p95:.0f} ms (p95)."
    for control in (*MIXED, *BENT, paint):
        if control.latency in classes:
            model, prompt = args.model if control.is_paint else "tone", PULSES if control.latency == "bend" else ""
            groups.setdefault((model, prompt), []).append(control)
    for (model, prompt), controls in groups.items():
        with stand(period, model, prompt) as playing:
            for control in controls:
                if missing := playing.missing(control):
                    table.note += f"\nLeft out: {control.name}. The daemon does not know {' and '.join(missing)}."
                    continue
                table.add(*_row(playing, control, args, limits[control.latency]))
            table.note += f"\nWith {model}: {playing.account()}."


def _row(playing: Stand, control: Control, args: Namespace, limit: float) -> tuple[object, ...]:
    recording, times = playing.measure(control, args.no_ops, args.trials)
    changes, threshold = evaluate(recording, times[: args.no_ops], times[args.no_ops :], control.lap_s, control.laps)
    first, fully = (
        spread([value for change in changes if np.isfinite(value := getattr(change, end))])
        for end in ("first", "fully")
    )
    judged = first[1] if fully[1] is None else fully[1]
    asked = sum(control.laps(number)[0] is not None for number in range(args.trials))
    what = control.latency, control.name, control.via, len(changes), asked - len(changes)
    within = judged is not None and judged <= limit
    return *what, *first, *fully, limit, within, 100 * threshold, recording.gaps


def generations_ms(model: str, asked: Sequence[str]) -> list[float]:
    """What clips like those of the class paint take from the request to their sound in this process.

    Each after a rest, like those: a painter that comes from another clip is up to twice as fast.
    """
    before, taken = None, list[float]()
    with painters(model, 1) as (worker,):
        for prompt in asked:
            alone = ClipRequest(prompt, prompt, seed_a=0, seed_b=0, guidance=2.0, bars=1, tempo=300.0)
            request = alone.following(before)
            time.sleep(SETTLED_S)
            started = time.monotonic()
            worker.submit(request).result()
            taken.append(1000 * (time.monotonic() - started))
            before = request
    return taken[1:]  # the first has nothing to follow


if __name__ == "__main__":
    sys.exit(main())
