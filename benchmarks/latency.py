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
  all keyframes are painted. Its limit is one generation (95th percentile, through another worker between the trials)
  + 150 ms.
- bend: a drum loop of the bundled model, one bar in 0.8 s. `bends.py` finds the first frame that is not how the loop
  would have gone on ("first"), and the first that comes from where the bent loop should be ("fully"). When a bend is
  let go, or a frozen loop is scrubbed, there is no "first". What a loop of 1/8 beat takes to come to its end, up to
  25 ms, is in its latency. Each tempo is a new one, so that no clip painted for it can enter in time.
- An address that the daemon does not know is left out, with a line that says so.
- load "paint": one more painter of the bundled model for each core is always busy.
"""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress

import numpy as np

from benchmarks import bends, changes
from benchmarks.bends import Course, Loop
from benchmarks.changes import Change, Disturbed, Trial
from benchmarks.peers import load, painters
from benchmarks.report import POINTS, Table, need, parsed, parser, published, spread
from benchmarks.stand import BAR_S, LAP_S, STAND_TEMPO, Control, Session, Stand, is_tone, prompts, stand
from generators.base import ClipRequest
from generators.worker import Worker

LIMIT_MS = 30.0
BEND_LIMIT_MS = 150.0
PAINT_LIMIT_MS = 150.0  # beside one generation
PERIODS, LOADS, CLASSES = (128, 256, 512), ("none", "paint"), ("mix", "morph", "bend", "paint")
LEAST_CHANGE = 0.01  # of the level: -40 dB
COLUMNS = (
    "class", "control", "via", "trials", "lost", *(f"{end} {point}" for end in ("first", "fully") for point in POINTS),
    "limit", "within", "threshold %", "periods missed",
)  # fmt: skip
NOTE = """\
In milliseconds. within: p95 of fully ≤ limit. lost: trials where JACK missed a period or no change was found."""

MIXED = (
    Control("mix", "gain", "OSC", "/deck/1/gain", (-12.0, 0.0)),
    Control("mix", "mute", "OSC", "/deck/1/mute", (1, 0)),
    Control("mix", "gain", "MIDI", "b0 07", (0, 127)),
    Control("mix", "pan", "OSC", "/deck/1/pan", (0.8, 0.0)),
    Control("mix", "crossfade", "OSC", "/crossfade", (0.8, 0.5), around=(("/deck/1/side", "a", "through"),)),
    Control("mix", "master", "OSC", "/master/gain", (-12.0, 0.0)),
    Control("morph", "alpha", "OSC", "/deck/1/alpha", (0.8, 0.0)),
    Control("morph", "alpha", "MIDI", "b0 01", (102, 0)),
)
RICH = "bundled", "techno drum loop"  # each moment of it sounds unlike all others
BEND_TEMPI = tuple(150.0 + number for number in range(90))  # none twice, so that nothing is painted for it in time
SLOW_TEMPI = tuple(tempo for slow in BEND_TEMPI for tempo in (slow, STAND_TEMPO))
HELD = Course(0.0)
STRAIGHT = Course(1.0)
BENT = tuple(
    Control("bend", name, "OSC", target, values, BAR_S, courses, around)
    for name, target, values, courses, around in (
        ("freeze", "/deck/1/freeze", (1, 0), (HELD, STRAIGHT), ()),
        ("scrub", "/deck/1/scrub", (0.25, 0.75), (Course(0.0, 0.5),), (("/deck/1/freeze", 1, 0),)),
        ("reverse", "/deck/1/reverse", (1, 0), (Course(-1.0), STRAIGHT), ()),
        ("half speed", "/deck/1/speed", (0.5, 1.0), (Course(0.5), STRAIGHT), ()),
        ("double speed", "/deck/1/speed", (2.0, 1.0), (Course(2.0), STRAIGHT), ()),
        ("loop", "/deck/1/loop", (1 / 8, 0.0), (HELD, STRAIGHT), ()),
        ("tempo", "/tempo", SLOW_TEMPI, tuple(Course(tempo / STAND_TEMPO) for tempo in SLOW_TEMPI), ()),
    )
)


Departure = Callable[[Trial], float]
Find = Callable[[int, Trial, float], Change | None]


def evaluate(control: Control, session: Session) -> tuple[list[Change], float]:
    """The changes that were found, and the threshold above which a departure counted."""
    try:
        departure, find = _detector(control, session)
    except Disturbed:
        return [], LEAST_CHANGE
    quiet, found = list[float](), list[Change]()
    for trial in session.no_ops:
        with suppress(Disturbed):
            quiet.append(departure(trial))
    threshold = max(LEAST_CHANGE, 3 * float(np.percentile(quiet or [0], 95)))
    for number, trial in enumerate(session.trials):
        with suppress(Disturbed):
            if change := find(number, trial, threshold):
                found.append(change)
    return found, threshold


def _detector(control: Control, session: Session) -> tuple[Departure, Find]:
    """How far a trial departs from what was before, and how its change is found. Raises Disturbed."""
    recording = session.recording
    if not control.courses:
        lap = round(control.lap_s * recording.rate)
        return (
            lambda trial: changes.departure(recording, trial, lap),
            lambda _, trial, threshold: changes.find(recording, trial, lap, threshold),
        )
    loop, courses = Loop.before(recording, session.listened, control.lap_s), control.courses
    return (
        lambda trial: bends.departure(recording, trial, loop),
        lambda number, trial, threshold: bends.find_bend(
            recording, trial, loop, courses[number % len(courses)], threshold
        ),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns the exit status."""
    made = parser("latency", "from a control to the JACK port")
    made.add_argument("--trials", type=int, default=60, metavar="N", help="of each control; some get lost")
    made.add_argument("--no-ops", type=int, default=10, metavar="N", help="messages that change nothing, before them")
    made.add_argument("--period", type=int, action="append", metavar="N", help=f"else {PERIODS}; may be repeated")
    made.add_argument("--load", choices=LOADS, action="append", help="what else computes (else none); may be repeated")
    made.add_argument("--class", choices=CLASSES, action="append", dest="classes", help="else all; may be repeated")
    made.add_argument("--model", default="tone", help="the generator of the class paint: tone, bundled, ...")
    args = parsed(made, arguments)
    if args.trials < 1 or args.no_ops < 1:
        made.error("--trials, --no-ops: at least 1")
    need(made, "jackd", "jack_wait")
    return published("latency", _tables(args), args)


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
    groups = dict[tuple[str, str], list[Control]]()
    for control in (*MIXED, *BENT, paint):
        if control.latency in classes:
            material = RICH if control.courses else (args.model if control.is_paint else "tone", "")
            groups.setdefault(material, []).append(control)
    for (model, prompt), controls in groups.items():
        with stand(period, model, prompt) as playing:
            for control in controls:
                if missing := playing.missing(control):
                    table.note += f"\nLeft out: {control.name}. The daemon does not know {' and '.join(missing)}."
                elif control.is_paint:
                    _add_paint(table, playing, control, args)
                else:
                    session = playing.measure(control, args.no_ops, args.trials)
                    _add(table, control, session, BEND_LIMIT_MS if control.courses else LIMIT_MS)
            table.note += f"\nWith {model}: {playing.account()}."


def _add_paint(table: Table, playing: Stand, control: Control, args: Namespace) -> None:
    with painters(args.model, 1) as (worker,):
        generations = Generations(worker)
        session = playing.measure(control, args.no_ops, args.trials, generations.one)
    p50, p95, _ = spread(generations.ms)
    assert p95
    _add(table, control, session, p95 + PAINT_LIMIT_MS)
    table.note += f"\nOne generation of {args.model} took {p50:.0f} ms (p50), {p95:.0f} ms (p95)."


def _add(table: Table, control: Control, session: Session, limit: float) -> None:
    found, threshold = evaluate(control, session)
    first, fully = (
        spread([value for change in found if np.isfinite(value := getattr(change, end))]) for end in ("first", "fully")
    )
    what = control.latency, control.name, control.via, len(found), len(session.trials) - len(found)
    within = fully[1] is not None and fully[1] <= limit
    table.add(*what, *first, *fully, limit, within, 100 * threshold, session.recording.gaps)


class Generations:
    """What clips like those of the class paint take in a worker, from the request to their sound in this process:
    `ms`. Measured between its trials, since the load changes, and each after a rest, like those: a painter that
    comes from another clip is up to twice as fast."""

    def __init__(self, worker: Worker) -> None:
        self.ms = list[float]()
        self._worker = worker
        self._before: ClipRequest | None = None

    def one(self, prompt: str) -> None:
        alone = ClipRequest(prompt, prompt, seed_a=0, seed_b=0, guidance=3.0, bars=1, tempo=STAND_TEMPO)
        request = alone.following(self._before)
        started = time.monotonic()
        self._worker.submit(request).result()
        if self._before:  # the first has nothing to follow
            self.ms.append(1000 * (time.monotonic() - started))
        self._before = request


if __name__ == "__main__":
    sys.exit(main())
