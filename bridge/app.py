"""The instrument, wired: started in order, stopped in reverse."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from rich.logging import RichHandler

from bridge.audio import AudioProcess
from bridge.config import Config, cache_settings
from bridge.dispatch import Dispatcher, Reply
from bridge.midi_hardware import HardwareMidi
from bridge.osc_server import OscServer, OscServerError
from bridge.outputs import OutputError
from bridge.params import ParamError, Params, Value
from bridge.planner import KEYFRAMES
from bridge.player import Player
from bridge.progress import console, live_line
from bridge.scenes import Scenes
from bridge.session import Journal
from bridge.stage import Stage
from bridge.status import Status, status
from generators.worker import Worker

log = logging.getLogger(__name__)

TURN_S = 0.005  # between looks at MIDI, clips and the ring
HIGHEST_RATE, LARGEST_BLOCK = 192_000, 8192  # frames per second, frames
REPORT_S = 0.1  # between readouts sent to subscribers


def run(config: Config) -> int:
    """Play until SIGINT or SIGTERM; returns the exit code: 0 after a normal end, 1 if it could not start."""
    logging.basicConfig(
        level=logging.INFO, format="%(message)s", handlers=[RichHandler(console=console, show_path=False)]
    )
    try:
        asyncio.run(_play(config))
    except (OutputError, OscServerError, ParamError, OSError) as error:
        console.print(f"riffbridge cannot start: {error}", style="red")
        return 1
    return 0


async def _play(config: Config) -> None:
    async with AsyncExitStack() as stack:
        instrument = await Instrument.start(config, stack)
        await instrument.play()


class Instrument:
    """All parts of a running riffbridge. Everything here belongs to the control thread and its loop."""

    def __init__(self, config: Config, worker: Worker, audio: AudioProcess, rate: int, lead: int) -> None:
        folder = config.session.folder
        self.params = Params(config.instrument.decks, config.start)
        tempo = self.params.snapshot().tempo
        self._config = config
        self._worker = worker
        self._audio = audio
        self._stage = Stage(audio.ring, audio.controls, config.instrument.decks, rate, tempo)
        self._journal = Journal(_new_journal(folder), self._header(rate), self._stage)
        self._player = Player(self.params, self._stage, worker, lead, self._journal, self._report_painting)
        self.dispatcher = Dispatcher(
            self.params,
            Scenes(folder / "scenes.json"),
            lambda: self._status().readouts(),
            {"/panic": self._panic, "/launch": self._launch},
        )
        self.osc = OscServer(self.dispatcher, config.osc.host, config.osc.port, targets=config.osc.targets)
        self._stop = asyncio.Event()
        self._weighing = False
        self._troubles: dict[str, str] = {}

    @classmethod
    async def start(cls, config: Config, stack: AsyncExitStack) -> Instrument:
        """Start each part after those it needs; `stack` stops them in reverse. Raises what a part raises."""
        worker = Worker(config.generator.model, config.generator.device, cache=cache_settings(config))
        worker.start()
        stack.callback(worker.close)
        output = config.output
        audio = AudioProcess(
            output.kind, config.instrument.decks, KEYFRAMES, output.client, output.connect, config.instrument.rate,
            capacity=_ring_frames(config.instrument.ahead_ms),
        )  # fmt: skip
        info = await asyncio.to_thread(audio.start)
        stack.callback(audio.stop)
        log.info("output: %s", info.detail)
        lead = round(config.instrument.ahead_ms * info.rate / 1000) + info.blocksize
        instrument = cls(config, worker, audio, info.rate, lead)
        stack.callback(instrument._journal.close)
        instrument.params.listen(instrument._changed)
        await instrument.osc.start()
        stack.callback(instrument.osc.close)
        log.info("OSC: listening on %s:%d", config.osc.host, instrument.osc.port)
        midi = HardwareMidi(asyncio.get_running_loop(), instrument._midi)
        midi.start()
        stack.callback(midi.stop)
        return instrument

    async def play(self) -> None:
        """Take turns until a signal to stop."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop.set)
        with live_line() as show:
            next_report = 0.0
            while not self._stop.is_set():
                self._turn()
                if (now := time.monotonic()) >= next_report:
                    next_report = now + REPORT_S
                    self._report(show)
                await asyncio.sleep(TURN_S)
        log.info("fading out")

    def _turn(self) -> None:
        for event in self._audio.midi_events():
            self._midi(event.message)
        self._player.turn()

    def _midi(self, message: bytes) -> None:
        self.dispatcher.run(self._config.midi.handle(message))

    def _changed(self, address: str, value: Value) -> None:
        """A parameter was set: into the journal, and, once for all that is set at one time, into the mix."""
        self._journal.set(address, value)
        if not self._weighing:
            self._weighing = True
            asyncio.get_running_loop().call_soon(self._weigh)

    def _weigh(self) -> None:
        self._weighing = False
        self._stage.weigh(self.params.snapshot())

    def _panic(self, _: tuple[Value, ...], __: Reply) -> None:
        self.params.update({address: True for address in self.params.slots if address.endswith("/mute")})

    def _launch(self, args: tuple[Value, ...], _: Reply) -> None:
        decks = range(len(self._player.cues))
        chosen = [int(args[0]) - 1] if args else decks
        if chosen[0] not in decks:
            raise ParamError(f"{args[0]} is not a deck from 1 to {len(decks)}")
        for deck in chosen:
            self._player.launch(deck)

    def _status(self) -> Status:
        generator = self._worker.error or self._worker.progress
        return status(self.params, self._stage, self._player, generator, self._audio.status())

    def _report(self, show: Callable[[str], None]) -> None:
        """Tell subscribers and the terminal how it goes, and everybody of new trouble."""
        now = self._status()
        self.osc.publish(now.readouts())
        show(now.line())
        for address, trouble in (("/output", now.audio.error), ("/generator", self._worker.error)):
            if trouble and trouble != self._troubles.get(address):
                self.dispatcher.report(address, trouble)
            self._troubles[address] = trouble

    def _report_painting(self, text: str) -> None:
        self.dispatcher.report("/generator", text)

    def _header(self, rate: int) -> dict[str, object]:
        config = self._config
        return {
            "model": config.generator.model,
            "rate": rate,
            "decks": config.instrument.decks,
            "state": self.params.values(),
        }


def _ring_frames(ahead_ms: int) -> int:
    """Room for the lead, and a large block more, at the highest rate that an output may have."""
    return ahead_ms * HIGHEST_RATE // 1000 + 2 * LARGEST_BLOCK


def _new_journal(folder: Path) -> Path:
    return folder / "journals" / time.strftime("%Y-%m-%d-%H%M%S.jsonl")
