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
- paint: each trial asks for a prompt never heard before, with quantise off and clips of one bar at 240 BPM, when
  all keyframes are painted. Its limit is one generation, measured through a worker under the same load, + 150 ms.
- load "paint": one more painter of the bundled model for each core is always busy.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from benchmarks.changes import Change, Disturbed, Recording, Trial, departure, find
from benchmarks.peers import jack_server, load, painters, probe
from benchmarks.report import Table, parser, publish, spread
from generators.base import ClipRequest

from daemon import Daemon, daemon  # isort: skip  # of tests/, which peers.py has put on the path
from jackd import Jackd  # isort: skip

LIMIT_MS = 30.0
PAINT_LIMIT_MS = 150.0  # beside one generation
PERIODS, LOADS, CLASSES = (128, 256, 512), ("none", "paint"), ("mix", "morph", "paint")
LAP_S = 0.01  # every sine here has a whole number of cycles in it
SETTLED_S = 0.15
BAR_S = 1.0
MARGIN_S = 0.05
NO_OPS = 10
LEAST_CHANGE = 0.01  # of the level: -40 dB
COLUMNS = (
    "class", "control", "via", "trials", "lost", "first p50", "p95", "max", "fully p50", "p95 ", "max ", "limit", "within",
    "threshold %", "missed",
)  # fmt: skip
NOTE = """\
In milliseconds. within: p95 of fully ≤ limit. lost: trials where JACK missed a period or no change was found."""

MIDI_CONFIG = """\
[[midi.cc]]
controller = 7
parameter = "/deck/1/gain"
range = [-12, 0]
[[midi.cc]]
controller = 1
parameter = "/deck/1/alpha"
"""
SEEDS = ("--set", "/deck/1/seed/a=0", "--set", "/deck/1/seed/b=0")  # tone: a pure sine
TONES = ("--prompt", "steady 1000 hz", "--to", "steady 1700 hz", *SEEDS)


@dataclass(frozen=True)
class Control:
    """A control, the values it goes to and fro between, and its OSC address or the head of its MIDI message."""

    latency: str
    name: str
    via: str
    target: str
    values: tuple[float | str, ...]

    @property
    def is_paint(self) -> bool:
        return self.latency == "paint"

    @property
    def lap_s(self) -> float:
        return BAR_S if self.is_paint else LAP_S


MIXED = (
    Control("mix", "gain", "OSC", "/deck/1/gain", (-12.0, 0.0)),
    Control("mix", "mute", "OSC", "/deck/1/mute", (1, 0)),
    Control("mix", "gain", "MIDI", "b0 07", (0, 127)),
    Control("morph", "alpha", "OSC", "/deck/1/alpha", (0.9, 0.1)),
    Control("morph", "alpha", "MIDI", "b0 01", (114, 13)),
)


@dataclass
class Stand:
    """A running server and daemon, to measure control by control."""

    server: Jackd
    instrument: Daemon
    folder: Path

    def measure(self, control: Control, trials: int) -> tuple[Recording, list[Trial]]:
        """A recording and its trials; the first NO_OPS of them change nothing."""
        values = islice(cycle(control.values), trials)
        times = list[Trial]()
        with probe(self.server, self.folder) as ears:
            time.sleep(0.5)
            for value in [control.values[-1]] * (NO_OPS + 1) + list(values):
                time.sleep(control.lap_s + MARGIN_S + random.random() * MARGIN_S)
                sent = time.monotonic()
                if control.via == "MIDI":
                    ears.play(f"{control.target} {value:02x}")
                else:
                    self.instrument.tell(control.target, value)
                self._settle(control, value)
                times.append(Trial(sent, time.monotonic()))
            time.sleep(control.lap_s + MARGIN_S)
        recording = ears.recording
        if control.via == "MIDI":
            times = [Trial(sent, trial.settled) for sent, trial in zip(recording.midi_times, times, strict=True)]
        return recording, times[1:]  # the very first may have changed something

    def _settle(self, control: Control, value: float | str) -> None:
        if control.is_paint:
            self.instrument.wait_until("/deck/1/playing", value)
        time.sleep(SETTLED_S if not control.is_paint else SETTLED_S + MARGIN_S)
        if control.is_paint:
            self.instrument.wait_until("/deck/1/painted", 5)


def prompts(model: str, count: int) -> tuple[str, ...]:
    """Prompts unlike their neighbours, none twice."""
    if model.startswith("tone"):
        return tuple(f"steady {1000 + 10 * number} hz" for number in range(count))
    return tuple(f"{('church organ', 'warm synth pad')[number % 2]} number {number}" for number in range(count))


def evaluate(recording: Recording, trials: Sequence[Trial], lap_s: float) -> tuple[list[Change], int, float]:
    """The changes that were found, how many were not, and the threshold."""
    lap = round(lap_s * recording.rate)
    quiet = list[float]()
    for trial in trials[:NO_OPS]:
        try:
            quiet.append(departure(recording, trial, lap))
        except Disturbed:
            continue
    threshold = max(LEAST_CHANGE, 3 * float(np.percentile(quiet, 95))) if quiet else LEAST_CHANGE
    changes = list[Change]()
    for trial in trials[NO_OPS:]:
        try:
            change = find(recording, trial, lap, threshold)
        except Disturbed:
            continue
        if change:
            changes.append(change)
    return changes, len(trials) - NO_OPS - len(changes), threshold


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns the exit status."""
    made = parser("latency", "from a control to the JACK port")
    made.add_argument("--trials", type=int, default=50, metavar="N", help="of each control")
    made.add_argument("--period", type=int, action="append", metavar="N", help=f"else {PERIODS}; may be repeated")
    made.add_argument("--load", choices=LOADS, action="append", help="what else computes (else none); may be repeated")
    made.add_argument("--class", choices=CLASSES, action="append", dest="classes", help="else all; may be repeated")
    made.add_argument("--model", default="tone", help="the generator of the class paint: tone, bundled, ...")
    args = made.parse_args(arguments)
    if args.trials < 1:
        made.error("--trials: at least 1")
    publish(_tables(args), args)
    return 0


def _tables(args: Namespace) -> Iterator[Table]:
    for kind in args.load or LOADS[:1]:
        with load(os.cpu_count() or 1) if kind == "paint" else nullcontext():
            for period in args.period or PERIODS:
                yield _table(period, kind, args)


def _table(period: int, kind: str, args: Namespace) -> Table:
    classes = args.classes or CLASSES
    table = Table(f"latency at period {period}, load {kind}", COLUMNS, note=NOTE)
    mixed = [control for control in MIXED if control.latency in classes]
    if mixed:
        _fill(table, period, kind, "tone", TONES, mixed, args.trials, LIMIT_MS)
    if "paint" in classes:
        asked = prompts(args.model, args.trials + 1)
        control = Control("paint", "prompt", "OSC", "/deck/1/prompt/a", (*asked[1:], asked[0]))
        generation = generation_ms(args.model, asked)
        flags = ["--prompt", asked[0], "--tempo", "240", "--set", "/deck/1/bars=1", "--set", "/quantise=off"]
        _fill(table, period, kind, args.model, flags, [control], args.trials, generation + PAINT_LIMIT_MS)
        table.note += f"\nOne generation ({args.model}): {generation:.0f} ms."
    return table


def _fill(
    table: Table, period: int, kind: str, model: str, flags: Sequence[str], controls: Sequence[Control], trials: int,
    limit: float,
) -> None:  # fmt: skip
    """Add a row for each control."""
    with tempfile.TemporaryDirectory(prefix="riffbridge-bench-") as name, jack_server(period) as server:
        folder = Path(name)
        config = folder / "bench.toml"
        config.write_text(MIDI_CONFIG)
        whole = ["--config", str(config), "--decks", "1", *flags]
        with daemon(folder, *whole, model=model, output="jack", env=server.env) as instrument:
            stand = Stand(server, instrument, folder)
            for control in controls:
                recording, times = stand.measure(control, trials)
                changes, lost, threshold = evaluate(recording, times, control.lap_s)
                first, fully = (spread([getattr(change, end) for change in changes]) for end in ("first", "fully"))
                within = fully[1] is not None and fully[1] <= limit
                where = (control.latency, control.name, control.via, period, kind, len(changes), lost)
                table.add(*where, *first, *fully, limit, within)
                table.note += f"\n{control.name} by {control.via}: threshold {100 * threshold:.1f} %, "
                table.note += f"periods missed {recording.gaps}."
            counts = [instrument.ask(address)[0] for address in ("/xruns", "/underruns")]
            rt = "real-time" if server.realtime else "not real-time"
            table.note += f"\nJACK {rt}; xruns {counts[0]}, underruns {counts[1]}."


def generation_ms(model: str, asked: Sequence[str], count: int = 5) -> float:
    """Median time of one clip like those of the class paint, from the request to its sound in this process."""
    with painters(model, 1) as (worker,):
        before, taken = None, list[float]()
        for prompt in islice(cycle(asked), count + 1):
            request = ClipRequest(prompt, prompt, seed_a=1, seed_b=1, guidance=2.0, bars=1, tempo=240).following(before)
            started = time.monotonic()
            worker.submit(request).result()
            taken.append(1000 * (time.monotonic() - started))
            before = request
    return float(np.median(taken[1:]))


if __name__ == "__main__":
    sys.exit(main())
