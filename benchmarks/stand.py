"""The daemon on a stage of its own: played control by control, and recorded at its JACK port."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from benchmarks.bends import Course
from benchmarks.changes import Recording, Trial
from benchmarks.peers import Probe, RealtimeJackd, jack_server, probe
from bridge.planner import KEYFRAMES
from tests.daemon import Daemon, daemon

LAP_S = 0.01  # every sine here has a whole number of cycles in it ...
BAR_S = 0.8  # ... and every clip goes round in this
BENT_S = 0.3  # what a bend may take
SETTLED_S = 0.15  # what a control of the mix may take, or a clip from its entry to its sound
LISTEN_S = 6 * BAR_S  # to a loop that is to be bent, before the first message
MARGIN_S = 0.05
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
STAND_TEMPO = 300.0
FLAGS = (
    "--to",
    "steady 700 hz",
    "--tempo",
    f"{STAND_TEMPO:g}",
    "--set",
    "/deck/1/bars=1",
    "--set",
    "/quantise=off",
    *SEEDS,
)


@dataclass(frozen=True)
class Control:
    """A control, the values it goes to and fro between, and its OSC address or the head of its MIDI message.

    It is measured in sound that goes round in `lap_s`. A bend has a course for each value.
    `around` is set while it is measured: (address, value then, value afterwards).
    """

    latency: str
    name: str
    via: str
    target: str
    values: tuple[float | str, ...]
    lap_s: float = LAP_S
    courses: tuple[Course, ...] = ()
    around: tuple[tuple[str, float | str, float | str], ...] = ()

    @property
    def is_paint(self) -> bool:
        return self.latency == "paint"

    @property
    def rest_s(self) -> float:
        """Before and after each trial: what the detector has to hear there."""
        return MARGIN_S if self.courses else self.lap_s + MARGIN_S


@dataclass(frozen=True)
class Session:
    """What was heard of a control: up to `listened` (monotonic clock, seconds) untouched, then trial by trial."""

    recording: Recording
    listened: float
    no_ops: Sequence[Trial]
    trials: Sequence[Trial]


@dataclass
class Stand:
    """A running server and daemon, to measure control by control."""

    server: RealtimeJackd
    instrument: Daemon
    folder: Path

    def missing(self, control: Control) -> list[str]:
        """The addresses of the control that the daemon does not know."""
        addresses = [control.target, *(address for address, _, _ in control.around)]
        return [address for address in addresses if address[0] == "/" and self._is_unknown(address)]

    def _is_unknown(self, address: str) -> bool:
        answer = self.instrument.ask(address)
        return len(answer) == 2 and answer[0] == address

    def measure(
        self, control: Control, no_ops: int, trials: int, between: Callable[[str], None] | None = None
    ) -> Session:
        """Play a control, message by message; the first `no_ops` of them change nothing.

        `between` is called after each, with its value, when all is painted again.
        """
        values = [control.values[-1]] * (no_ops + 1) + list(islice(cycle(control.values), trials))
        times = list[Trial]()
        with probe(self.server, self.folder) as ears:
            time.sleep(LISTEN_S if control.courses else MARGIN_S)
            listened = time.monotonic()
            for address, value, _ in control.around:
                self.instrument.tell(address, value)
            for value in values:
                time.sleep(control.rest_s + random.random() * MARGIN_S)
                sent = time.monotonic()
                self._play(control, value, ears)
                time.sleep(BENT_S if control.courses else SETTLED_S)
                times.append(Trial(sent, time.monotonic()))
                if control.is_paint:
                    self.instrument.wait_until("/deck/1/painted", KEYFRAMES)
                if between:
                    between(str(value))
            time.sleep(control.rest_s)
            self._play(control, control.values[-1], ears)
        for address, _, afterwards in control.around:
            self.instrument.tell(address, afterwards)
        recording = ears.recording
        if control.via == "MIDI":
            times = [Trial(sent, trial.settled) for sent, trial in zip(recording.midi_times, times, strict=False)]
        times = times[1:]  # the very first may have changed something
        return Session(recording, listened, times[:no_ops], times[no_ops:])

    def _play(self, control: Control, value: float | str, ears: Probe) -> None:
        """Send the message; one that has to be painted first is waited for."""
        if control.via == "MIDI":
            ears.play(f"{control.target} {value:02x}")
        else:
            self.instrument.tell(control.target, value)
        if control.is_paint:
            self.instrument.wait_until("/deck/1/playing", value)

    def account(self) -> str:
        """How well it went."""
        counts = (f"{self.instrument.ask('/' + name)[0]} {name}" for name in ("xruns", "underruns"))
        return f"JACK {'' if self.server.realtime else 'not '}real-time, {', '.join(counts)}"


@contextmanager
def stand(period: int, model: str, prompt: str = "") -> Iterator[Stand]:
    """A server with that period, and a daemon of one deck that plays a prompt, else the first of `prompts`."""
    with tempfile.TemporaryDirectory(prefix="riffbridge-bench-") as name, jack_server(period) as server:
        folder = Path(name)
        config = folder / "bench.toml"
        config.write_text(MIDI_CONFIG)
        flags = ("--config", str(config), "--decks", "1", "--prompt", prompt or prompts(model, 1)[0], *FLAGS)
        with daemon(folder, *flags, model=model, output="jack", env=server.env) as instrument:
            yield Stand(server, instrument, folder)


def prompts(model: str, count: int) -> tuple[str, ...]:
    """Prompts unlike their neighbours, none twice (of tones there are only so many that lie in whole laps)."""
    if is_tone(model):
        return tuple(f"steady {1000 + 100 * (number % 200)} hz" for number in range(count))
    return tuple(f"{('church organ', 'warm synth pad')[number % 2]} number {number}" for number in range(count))


def is_tone(model: str) -> bool:
    return model.startswith("tone")
