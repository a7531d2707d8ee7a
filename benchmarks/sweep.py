"""Controls that travel, at the JACK port: `riffbridge bench sweep`.

The daemon plays one deck into a synchronous JACK server (no period is lost, however busy the machine), and OSC moves
its controls in steps of 20 ms. The material that it goes through is what lies on the path each sixteenth of it, where
keyframes may be, each recorded at rest; `smoothness.py` lays the one on the other.

- step dB: the largest change of level from one 20 ms to the next, above the largest in the material (at the same
  place, where time is not bent, or within 60 ms of it; anywhere, and wherever the 20 ms begin, where it is).
- half-way dB: level half-way between keyframes against the power between those neighbours, on the whole; and the 95th
  percentile of the deviation within 100 ms.
- jump: the largest difference of one sample to the next, in those of the material (1 = the same); and of the 99.9th
  percentiles.
- took: of the scene morph, the seconds until it has arrived.
"""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from benchmarks.onsets import Wave
from benchmarks.report import Table, need, parsed, parser, published
from benchmarks.smoothness import LAP, RATE, against, begins, half_way_db, place
from benchmarks.travel import Stand, stand_of
from bridge.planner import KEYFRAMES
from bridge.session import read
from generators.base import Sound
from generators.local_worker import LocalWorker

STEP_S, SWEEP_S = 0.02, 8.0  # between messages; of a sweep
PROMPTS = ("techno drum loop", "warm synth pad")
PLACES = 17  # on the path: see `extras.CLOSEST`
LIMIT_DB, HALF_WAY_DB, LIMIT_JUMP = 3.0, 1.0, 1.5
COLUMNS = (
    "model",
    "sweep",
    "step dB",
    "half-way dB",
    "in 100 ms",
    "jump",
    "jump 99.9 %",
    "took",
    "underruns",
    "within",
)
NOTE = "within: step ≤ 3 dB, half-way ≤ 1 dB, jump ≤ 1.5, no underrun."


@dataclass(frozen=True)
class Sweep:
    """What was heard. If `straight`, time was not bent; `halves` is what `half_way_db` says; it `took` so many
    seconds, where that is of interest; `passed` are laps of what was painted on the way."""

    name: str
    sound: Sound
    straight: bool = False
    halves: tuple[float, float] | None = None
    took: float | None = None
    passed: Sequence[Sound] = ()


def up_and_down(steps: int) -> Wave:
    return 1 - np.abs(np.linspace(-1, 1, steps))


def rows(stand: Stand, model: str) -> Iterator[tuple[object, ...]]:
    """Each sweep of a deck that has two unlike ends."""
    stand.rest()
    material = _material(stand)
    keyframes = material[:: (PLACES - 1) // (KEYFRAMES - 1)]
    for sweep in _sweeps(stand, keyframes, model):
        start = place(sweep.sound, keyframes[0]) if sweep.straight else None
        yield _row(model, sweep, against(sweep.sound, [*material, *sweep.passed], start), stand)


def _row(model: str, sweep: Sweep, found: tuple[float, float, float], stand: Stand) -> tuple[object, ...]:
    (step, jump, high), under = found, stand.instrument.ask("/underruns")[0]
    half, local = sweep.halves or (None, None)
    within = step <= LIMIT_DB and (half is None or abs(half) <= HALF_WAY_DB) and jump <= LIMIT_JUMP and not under
    return model, sweep.name, step, half, local, jump, high, sweep.took, under, within


def _material(stand: Stand) -> list[Sound]:
    """A lap of each place on the path, alpha at rest there."""
    material = list[Sound]()
    for alpha in np.linspace(0, 1, PLACES):
        heard = stand.hear(partial(stand.travel, "/deck/1/alpha", [alpha], LAP / RATE + 1), 5.0)
        begin = place(heard, material[0]) if material else 0
        material.append(np.roll(heard[:, RATE : RATE + LAP], begin + RATE, axis=1))
        stand.instrument.tell("/deck/1/alpha", 0.0)
        time.sleep(1)
    return material


def _sweeps(stand: Stand, keyframes: Sequence[Sound], model: str) -> Iterator[Sweep]:
    steps = round(SWEEP_S / STEP_S)
    sound = stand.hear(partial(stand.travel, "/deck/1/alpha", up_and_down(steps), SWEEP_S))
    begun = begins(sound, keyframes)
    halves = half_way_db(
        sound, keyframes, place(sound, keyframes[0]), lambda s: 1 - abs(2 * min(max((s - begun) / SWEEP_S, 0), 1) - 1)
    )
    yield Sweep("alpha 0-1-0", sound, straight=True, halves=halves)
    for name, address, values, seconds in (
        ("tempo 90-150", "/tempo", np.linspace(90, 150, steps), SWEEP_S),
        ("tempo 150-120", "/tempo", np.linspace(150, 120, steps // 2), SWEEP_S / 2),
        ("freeze", "/deck/1/freeze", np.arange(8) % 2 == 0, SWEEP_S),
    ):
        sound = stand.hear(partial(stand.travel, address, values, seconds))
        yield Sweep(name, sound, passed=_heard_at_a(stand, model) if address == "/tempo" else ())
        stand.rest()
    stand.instrument.tell("/deck/1/freeze", True)
    yield Sweep("scrub", stand.hear(partial(stand.travel, "/deck/1/scrub", up_and_down(steps), SWEEP_S)))
    stand.instrument.tell("/deck/1/freeze", False)
    yield _morph(stand)


def _heard_at_a(stand: Stand, model: str) -> list[Sound]:
    """A lap of each clip that has entered at A, at the tempo it was painted for."""
    worker = LocalWorker(model)
    worker.start()
    entered = [keyframe for event in read(stand.instrument.journal).events for keyframe in event.clips.values()]
    requests = {request.key: request for alpha, request in entered if alpha == 0}
    return [worker.submit(request).result().sound for request in requests.values()]


def _morph(stand: Stand) -> Sweep:
    """Four bars to a scene with the other picture at A."""
    tell, prompt = stand.instrument.tell, PROMPTS[1]
    tell("/scene/store", 1)
    tell("/deck/1/prompt/a", prompt)
    tell("/scene/store", 2)
    tell("/scene/recall", 1)
    time.sleep(0.5)
    stand.rest()
    taken = list[float]()

    def go() -> None:
        began = time.monotonic()
        tell("/scene/morph", 2, 4.0)
        stand.instrument.wait_until("/scene/now", 2)
        taken.append(time.monotonic() - began)

    sound = stand.hear(go)
    return Sweep("scene morph", sound, took=taken[0])


def _at_rest(stand: Stand, alpha: float) -> Sound:
    """A lap of all eight decks."""
    for deck in range(1, 9):
        stand.instrument.tell(f"/deck/{deck}/alpha", alpha)
    time.sleep(1)
    return stand.hear(lambda: time.sleep(LAP / RATE))[:, :LAP]


def eight_decks() -> tuple[object, ...]:
    """Eight decks of tones, faders and tempo moving: the level of a sum of sines has no steps of its own."""
    decks = range(1, 9)
    flags = [flag for deck in decks for flag in ("--set", f"/deck/{deck}/mute=0", "--set", f"/deck/{deck}/gain=-18")]
    flags += [
        flag
        for deck in decks
        for name, hertz in (("a", 110 * deck), ("b", 150 * deck))
        for flag in ("--set", f"/deck/{deck}/prompt/{name}=steady {hertz} hz", "--set", f"/deck/{deck}/seed/{name}=0")
    ]
    with stand_of("tone", "--decks", "8", *flags) as stand:
        for deck in decks:
            stand.instrument.wait_until(f"/deck/{deck}/painted", KEYFRAMES)
        time.sleep(2.5)
        steps = round(SWEEP_S / STEP_S)
        material = [_at_rest(stand, alpha) for alpha in (1.0, 0.75, 0.5, 0.25, 0.0)]

        def move() -> None:
            began = time.monotonic()
            for number, value in enumerate(up_and_down(steps)):
                time.sleep(max(0.0, began + number * STEP_S - time.monotonic()))
                for deck in decks:
                    stand.instrument.tell(f"/deck/{deck}/alpha", float(value))
                stand.instrument.tell("/tempo", 120 + 30 * float(value))

        sound = stand.hear(move)
        return _row("tone", Sweep("8 decks: alpha, tempo", sound), against(sound, material, None), stand)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns the exit status."""
    made = parser("sweep", "controls that travel, at the JACK port")
    made.add_argument("--model", action="append", metavar="MODEL", help="else bundled; may be repeated")
    args = parsed(made, arguments)
    need(made, "jackd")
    return published("sweep", _tables(args), args)


def _tables(args: Namespace) -> Iterator[Table]:
    for model in args.model or ["bundled"]:
        table = Table(f"sweeps, {model}", COLUMNS, note=NOTE)
        with stand_of(model, "--decks", "1", "--prompt", PROMPTS[0], "--to", PROMPTS[1]) as stand:
            for row in rows(stand, model):
                table.add(*row)
        yield table
    table = Table("sweeps, 8 decks", COLUMNS, note=NOTE)
    table.add(*eight_decks())
    yield table


if __name__ == "__main__":
    sys.exit(main())
