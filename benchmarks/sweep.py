"""Controls that travel, at the JACK port: `riffbridge bench sweep`.

The daemon plays one deck into a synchronous JACK server (no period is lost, however busy the machine), and OSC moves
its controls in steps of 20 ms. Clips of two bars at 120 BPM go round in a whole number of frames, so each recorded
moment is laid on the same moment of the material: what lies on the path each sixteenth of it, where keyframes may be,
each recorded at rest.

- step dB: the largest change of level from one 20 ms to the next, above the largest in the material (at the same
  place, where time is not bent, or within 60 ms of it; anywhere, where it is).
- half-way dB: level half-way between keyframes against the power between those neighbours, on the whole; and the 95th
  percentile of the deviation within 100 ms.
- jump: the largest difference of one sample to the next, in those of the material (1 = the same); and of the 99.9th
  percentiles.
- took: of the scene morph, the seconds until it has arrived.
"""

from __future__ import annotations

import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve

from benchmarks.report import Table, need, parsed, parser, published
from bridge.planner import KEYFRAMES
from generators.base import Sound
from tests.daemon import Daemon, daemon
from tests.jackd import Jackd, jackd

RATE, LAP, PERIOD = 48000, 192_000, 512
STEP_S, SWEEP_S, LEVEL = 0.02, 8.0, 960  # between messages; of a sweep; frames of a level
PROMPTS = ("techno drum loop", "warm synth pad")
FLOOR_DB, NEAR = -60.0, 3  # levels below are not compared; levels that count as the same place
PLACES = 17  # on the path: see `extras.CLOSEST`
LIMIT_DB, HALF_WAY_DB = 3.0, 1.0
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

Wave = NDArray[np.float64]


@dataclass
class Stand:
    """A daemon in front of a recorder."""

    server: Jackd
    instrument: Daemon
    folder: Path
    count: int = field(default=0)

    def hear(self, act: Callable[[], None], after_s: float = 0.3) -> Sound:
        """Record the mix while something is done."""
        self.count += 1
        name = f"ears{self.count}"
        with self.server.recording(2, self.folder, name) as recorded:
            for number, side in enumerate("LR", 1):
                self.server.run("jack_connect", f"riffbridge:mix_{side}", f"{name}:in_{number}")
            time.sleep(0.2)
            act()
            time.sleep(after_s)
        connected = max(int(np.argmax(channel != 0)) for channel in recorded.sound)
        sound: Sound = recorded.sound[:, connected:]
        return sound

    def rest(self) -> None:
        """Until all keyframes are painted, and have entered."""
        self.instrument.wait_until("/deck/1/painted", KEYFRAMES)
        time.sleep(2.5)

    def travel(self, address: str, values: Sequence[float] | Wave, seconds: float) -> None:
        """Send values one after the other, evenly."""
        began = time.monotonic()
        for number, value in enumerate(values):
            time.sleep(max(0.0, began + number * seconds / len(values) - time.monotonic()))
            self.instrument.tell(address, float(value))


def levels(sound: Sound, window: int = LEVEL) -> Wave:
    """Level in dB (n,) of every `window` frames, the channels' mean power."""
    whole = sound[:, : sound.shape[1] // window * window].astype(np.float64)
    power = (whole.reshape(len(sound), -1, window) ** 2).mean(axis=(0, 2))
    decibel: Wave = 10 * np.log10(power + 10 ** (FLOOR_DB / 10))
    return decibel


def place(sound: Sound, first: Sound) -> int:
    """Where in its lap the first keyframe is as the sound begins; nothing has been moved yet for 0.1 s."""
    part, loop = sound[0, :4800], np.tile(first[0], 2)
    energy = np.cumsum(np.insert(loop.astype(np.float64) ** 2, 0, 0))
    fit = fftconvolve(loop, part[::-1], mode="valid")[:LAP]
    return int(np.argmin(energy[len(part) :][:LAP] - energy[:LAP] - 2 * fit))


def jumps(sound: Sound) -> tuple[float, float]:
    """The largest difference of neighbouring samples, and the 99.9th percentile."""
    steps = np.abs(np.diff(sound))
    return float(steps.max()), float(np.percentile(steps, 99.9))


def step_db(sound: Sound, material: Sequence[Sound], start: int | None) -> float:
    """By how much the level's largest step is above what the material does there; anywhere, if `start` is None."""
    own = np.abs(np.diff(levels(sound)))
    if start is None:
        return float(own.max() - max(np.abs(np.diff(levels(_tiled(lap, 0, 2 * LAP)))).max() for lap in material))
    steps = [np.abs(np.diff(levels(_tiled(lap, start, sound.shape[1])))) for lap in material]
    there = np.max(steps, axis=0)
    near = np.max([np.roll(there, shift) for shift in range(-NEAR, NEAR + 1)], axis=0)
    return float((own - near[: len(own)]).max())


def half_way_db(
    sound: Sound, keyframes: Sequence[Sound], start: int, alpha: Callable[[float], float]
) -> tuple[float, float]:
    """How much louder it is half-way between keyframes than they are, on the whole, and the 95th percentile of the
    deviation in 100 ms; `alpha` at seconds of the sound."""
    window = 5 * LEVEL
    own = 10 ** (levels(sound, window) / 10)
    each = np.array([10 ** (levels(_tiled(lap, start, sound.shape[1]), window) / 10) for lap in keyframes])
    found = list[tuple[float, float]]()
    for index, level in enumerate(own):
        at = alpha((index + 0.5) * window / RATE) * (len(keyframes) - 1)
        low = min(int(at), len(keyframes) - 2)
        if abs(at - low - 0.5) < 0.2:
            found.append((level, each[low, index] * (low + 1 - at) + each[low + 1, index] * (at - low)))
    powers = np.array(found)
    apart = np.abs(10 * np.log10(powers[:, 0] / powers[:, 1]))
    return float(10 * np.log10(np.divide(*powers.mean(axis=0)))), float(np.percentile(apart, 95))


def _tiled(lap: Sound, start: int, frames: int) -> Sound:
    return lap[:, (start + np.arange(frames)) % LAP]


def up_and_down(steps: int) -> Wave:
    return 1 - np.abs(np.linspace(-1, 1, steps))


def rows(stand: Stand, model: str) -> Iterator[tuple[object, ...]]:
    """Each sweep of a deck that has two unlike ends."""
    tell = stand.instrument.tell
    stand.rest()
    material = list[Sound]()
    for alpha in np.linspace(0, 1, PLACES):
        heard = stand.hear(lambda a=alpha: stand.travel("/deck/1/alpha", [a], LAP / RATE + 1), 5.0)  # type: ignore[misc]
        begin = place(heard, material[0]) if material else 0
        material.append(np.roll(heard[:, 48_000 : 48_000 + LAP], begin + 48_000, axis=1))
        tell("/deck/1/alpha", 0.0)
        time.sleep(1)
    keyframes = material[:: (PLACES - 1) // (KEYFRAMES - 1)]

    def judged(
        name: str, sound: Sound, straight: bool, halves: tuple[float, float] | None = None, took: float | None = None
    ) -> tuple[object, ...]:
        half, local = halves or (None, None)
        largest, high = jumps(sound)
        own = [jumps(lap) for lap in material]
        step = step_db(sound, material, place(sound, keyframes[0]) if straight else None)
        jump, percentile = largest / max(jump for jump, _ in own), high / max(high for _, high in own)
        under = stand.instrument.ask("/underruns")[0]
        within = step <= LIMIT_DB and (half is None or abs(half) <= HALF_WAY_DB) and jump <= 1.5 and not under
        return model, name, step, half, local, jump, percentile, took, under, within

    steps = round(SWEEP_S / STEP_S)
    sound = stand.hear(lambda: stand.travel("/deck/1/alpha", up_and_down(steps), SWEEP_S))
    begun = _begins(sound, keyframes)
    halves = half_way_db(
        sound, keyframes, place(sound, keyframes[0]), lambda s: 1 - abs(2 * min(max((s - begun) / SWEEP_S, 0), 1) - 1)
    )
    yield judged("alpha 0-1-0", sound, True, halves)
    for name, address, values, seconds in (
        ("tempo 90-150", "/tempo", np.linspace(90, 150, steps), SWEEP_S),
        ("tempo 150-120", "/tempo", np.linspace(150, 120, steps // 2), SWEEP_S / 2),
        ("freeze", "/deck/1/freeze", np.arange(8) % 2 == 0, SWEEP_S),
    ):
        yield judged(name, stand.hear(lambda a=address, v=values, s=seconds: stand.travel(a, v, s)), False)  # type: ignore[misc]
        stand.rest()
    tell("/deck/1/freeze", True)
    yield judged("scrub", stand.hear(lambda: stand.travel("/deck/1/scrub", up_and_down(steps), SWEEP_S)), False)
    tell("/deck/1/freeze", False)
    yield judged("scene morph", *_morph(stand))


def _begins(sound: Sound, keyframes: Sequence[Sound]) -> float:
    """Seconds at which the sound leaves the first keyframe."""
    apart = np.abs(sound - _tiled(keyframes[0], place(sound, keyframes[0]), sound.shape[1])).max(axis=0)
    return float(np.argmax(apart > 0.02 * np.abs(sound).max())) / RATE


def _morph(stand: Stand) -> tuple[Sound, bool, None, float]:
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

    return stand.hear(go), False, None, taken[0]


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
    with _stand("tone", "--decks", "8", *flags) as stand:
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
        under = stand.instrument.ask("/underruns")[0]
    step = step_db(sound, material, None)
    (largest, high), (own, own_high) = jumps(sound), np.max([jumps(each) for each in material], axis=0)
    within = step <= LIMIT_DB and largest / own <= 1.5 and not under
    return "tone", "8 decks: alpha, tempo", step, None, None, largest / own, high / own_high, None, under, within


@contextmanager
def _stand(model: str, *flags: str) -> Iterator[Stand]:
    with tempfile.TemporaryDirectory() as name, jackd(RATE, PERIOD, synchronous=True) as server:
        given = ("--set", "/tempo=120", "--set", "/deck/1/bars=2", *flags)
        with daemon(Path(name), *given, model=model, output="jack", env=server.env) as instrument:
            yield Stand(server, instrument, Path(name))


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
        with _stand(model, "--decks", "1", "--prompt", PROMPTS[0], "--to", PROMPTS[1]) as stand:
            for row in rows(stand, model):
                table.add(*row)
        yield table
    table = Table("sweeps, 8 decks", COLUMNS, note=NOTE)
    table.add(*eight_decks())
    yield table


if __name__ == "__main__":
    sys.exit(main())
