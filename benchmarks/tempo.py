"""Downbeats at the JACK port against the clock that is followed: `riffbridge bench tempo`.

An error is the distance of an onset in the recorded mix from the clock's beat, see `followed.py`. Nothing is
compensated. After two bars: from two bars after the start or a change on.

- bar 1: how far the first onset after the start lies from the peer's beat, start and stop being shared, and
  the phase of that beat in Link's quantum. Of MIDI clock the first ticks are over before their tempo is known.
- drift: the server freewheels for --minutes; each lap of the loop is compared with the third, sample by sample,
  at the frame where the grid has it.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.drift import drift
from benchmarks.followed import Followed, against_link, against_midi
from benchmarks.report import Table, need, parsed, parser, published
from generators.base import BEATS_PER_BAR

TEMPI = (97.0, 120.0, 174.0)
LIMIT_MS = 5.0
COLUMNS = (
    "clock", "tempo", "beats", "p50", "p95", "max", "downbeats p95", "within two bars", "bar 1", "within", "xruns",
)  # fmt: skip
NOTE = "In milliseconds, but tempo, beats and xruns. within: p95 of beats and downbeats after two bars ≤ 5 ms."


def row(clock: str, tempo: float, followed: Followed) -> tuple[object, ...]:
    errors, known = followed.errors_ms, ~np.isnan(followed.errors_ms)
    settled, downbeats = known & followed.settled, np.arange(len(errors)) % BEATS_PER_BAR == 0
    p50, p95, most = (float(np.percentile(errors[settled], part)) for part in (50, 95, 100))
    downbeat = float(np.percentile(errors[settled & downbeats], 95))
    sooner = float(errors[known & ~followed.settled].max())
    within = max(p95, downbeat) <= LIMIT_MS
    return clock, tempo, int(settled.sum()), p50, p95, most, downbeat, sooner, followed.bar_one, within, followed.missed


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns the exit status."""
    made = parser("tempo", "downbeats at the JACK port against the clock that is followed")
    made.add_argument("--tempo", type=float, action="append", metavar="BPM", help=f"else {TEMPI}; may be repeated")
    made.add_argument("--period", type=int, default=256, metavar="N")
    made.add_argument("--minutes", type=float, default=30.0, metavar="N", help="of the freewheeled run")
    made.add_argument("--freewheel", action="store_true", help="MIDI clock as fast as the machine can, not live")
    made.add_argument("--clock", choices=("midi", "link", "drift"), action="append", help="else all; may be repeated")
    args = parsed(made, arguments)
    need(made, "jackd", "jack_wait", "jack_midi_clock")
    return published("tempo", _tables(args), args)


def _tables(args: Namespace) -> Iterator[Table]:
    clocks = args.clock or ("midi", "link", "drift")
    followed = Table(f"following a clock, period {args.period}", COLUMNS, {"period": args.period}, note=NOTE)
    for tempo in args.tempo or TEMPI:
        if "midi" in clocks:
            live = not args.freewheel
            followed.add(*row("MIDI", tempo, against_midi(tempo, args.period, live)))
        if "link" in clocks:
            followed.add(*row("Link", tempo, against_link(tempo, args.period)))
    if followed.rows:
        yield followed
    if "drift" in clocks:
        table = Table("drift", ("minutes", "tempo", "laps", "frames off at the end", "largest difference"))
        for tempo in args.tempo or TEMPI:
            table.add(args.minutes, tempo, *drift(args.minutes, tempo))
        yield table


if __name__ == "__main__":
    sys.exit(main())
