"""The instrument, wired: started in order, stopped in reverse."""

from __future__ import annotations

import asyncio
import logging
import shlex
import socket
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from functools import partial
from importlib import import_module

from bridge.audio import AudioProcess, AudioStatus
from bridge.audio_state import CLOCK_IN, MidiEvent
from bridge.changes import Changes
from bridge.config import Config, cache_settings
from bridge.dispatch import Dispatcher, Handler, Reply, silent
from bridge.journal import Journal
from bridge.live_input import LiveInput
from bridge.midi_hardware import HardwareMidi
from bridge.osc_server import OscServer
from bridge.osc_socket import listen
from bridge.params import Params, Value
from bridge.performance import Performance, keyframe
from bridge.planner import STEMS
from bridge.player import Player
from bridge.priority import go_first
from bridge.progress import WHOLE
from bridge.recorder import Recorder
from bridge.reporter import Reporter
from bridge.scenes import Scenes
from bridge.setlist import Setlist
from bridge.stage import Stage
from bridge.stamped import new_file, stamped
from bridge.timekeeper import Timekeeper
from bridge.troubles import Troubles
from generators.base import ClipRequest
from generators.worker import Worker

log = logging.getLogger(__name__)

TURN_S = 0.005  # between looks at MIDI, clips and the ring
HIGHEST_RATE, LARGEST_BLOCK = 192_000, 8192  # frames per second, frames
MIDI_MARGIN_S = 0.0015  # see `Instrument._midi_latency`
REPORT_S = 0.1  # between readouts sent to subscribers


class Instrument:
    """All parts of a running riffbridge. Everything here belongs to the control thread and its loop."""

    def __init__(
        self,
        config: Config,
        listening: socket.socket,
        worker: Worker,
        audio: AudioProcess,
        recorder: Recorder,
        rate: int,
    ) -> None:
        decks, folder = config.instrument.decks, config.session.folder
        self.params = Params(decks, config.start)
        self._config = config
        self._audio = audio
        self._ahead = round(config.instrument.ahead_ms * rate / 1000)
        self._stage = Stage(audio.ring, audio.controls, decks, rate, self.params.snapshot().tempo)
        self._journal = self._new_journal(rate)
        lead = self._ahead + audio.info.blocksize
        self._time = Timekeeper(self._stage, self._journal, audio, self.params, lead, self._tell)
        self._player = Player(
            self.params, self._stage, worker, self._journal, self._report_to("/generator"), self._time
        )
        self._changes = Changes(self.params, self._stage, self._journal, recorder, self._player.requests)
        self._input = LiveInput(self.params, self._stage, audio, folder / "captures", self._tell)
        scenes = Scenes(folder / "scenes.json")
        setlist = Setlist(config.session.setlist or folder / "setlist.toml", self._report_to("/setlist"))
        self._performance = Performance(self.params, scenes, setlist, self._tell)
        self._troubles = Troubles(self._tell)
        self._reporter = Reporter(
            self.params, self._stage, self._player, self._performance, self._time, worker, audio, recorder,
            self._troubles,
        )  # fmt: skip
        self.dispatcher = self._new_dispatcher()
        self.osc = OscServer(self.dispatcher, listening, config.osc.targets)

    def _new_journal(self, rate: int) -> Journal:
        config = self._config
        path = stamped(config.session.folder / "journals", ".jsonl", new_file)
        header = {
            "model": config.generator.model,
            "rate": rate,
            "decks": config.instrument.decks,
            "state": self.params.values(),
        }
        return Journal(path, header, self._stage, self._report_to("/journal"))

    def _new_dispatcher(self) -> Dispatcher:
        """With what the commands do, but for those of OSC alone."""
        own: dict[str, Handler] = {"/panic": self._panic, "/launch": self._launch}
        handlers = own | dict(self._performance.handlers) | self._input.handlers
        dispatcher = Dispatcher(self.params, self._reporter.readouts, handlers)
        dispatcher.remark("/tempo", self._time.tempo_remark)
        return dispatcher

    @classmethod
    async def start(cls, config: Config, stack: AsyncExitStack) -> Instrument:
        """Start each part after those it needs; `stack` stops them in reverse. Raises what a part raises."""
        listening = await listen(config.osc.host, config.osc.port)  # first: nothing has begun where it is taken
        stack.callback(listening.close)
        worker = Worker(config.generator.model, config.generator.device, cache=cache_settings(config))
        worker.start()
        stack.callback(worker.close)
        output = config.output
        audio = AudioProcess(
            output.kind, config.instrument.decks, STEMS, output.client, output.connect, config.instrument.rate,
            capacity=_ring_frames(config.instrument.ahead_ms), memory=config.session.folder / "connections.json",
        )  # fmt: skip
        recordings = config.session.folder / "recordings"
        recorder = Recorder(audio, recordings, config.instrument.decks, config.session.recordings)
        stack.callback(recorder.close)  # after the fade, which is recorded too
        stack.callback(audio.stop)
        info = await asyncio.to_thread(audio.start)
        log.info("output: %s", info.detail)
        await asyncio.to_thread(import_module, "generators.init_file")  # the first init clip would hold up the sound
        instrument = cls(config, listening, worker, audio, recorder, info.rate)
        stack.callback(instrument._journal.close)
        stack.callback(instrument._time.close)
        stack.callback(instrument._performance.scenes.close)
        instrument._changes.listen()
        if instrument.params.snapshot().record:
            recorder.start()
        await instrument.osc.start()
        stack.callback(instrument.osc.close)
        log.info("OSC: listening on %s:%d", config.osc.host, instrument.osc.port)
        loop, clock = asyncio.get_running_loop(), instrument._time.hardware_midi
        midi = HardwareMidi(loop, instrument._midi, only=config.midi_inputs, clock=clock)
        midi.start()
        stack.callback(midi.stop)
        return instrument

    async def play(self, stop: asyncio.Event, show: Callable[[str], None]) -> None:
        """Take turns until told to stop; `show` gets the line for the terminal."""
        go_first()
        next_report = 0.0
        while not stop.is_set():
            self._turn()
            if (now := time.monotonic()) >= next_report:
                next_report = now + REPORT_S
                self._reporter.report(self.osc.publish, show)
            await asyncio.sleep(0 if self._audio.status().freewheeling else TURN_S)
        log.info("fading out")
        if self._reporter.sounding:
            again = f"riffbridge render {shlex.quote(str(self._journal.path))} -o again.wav"
            log.info("to hear it again: %s", again, extra=WHOLE)

    def _turn(self) -> None:
        """MIDI and the player; whatever goes wrong in them, what is on stage goes on."""
        audio = self._audio.status()
        lead = self._ahead + audio.blocksize
        try:
            self._changes.apply()  # those from OSC take effect now, not at the frame of the MIDI event handled next
            for event in self._audio.midi_events():
                self._take(event, self._midi_latency(audio))
            with self._journal.one_moment():
                self._performance.advance(self._stage.clock.beat_at(self._stage.playhead), self._picture)
                self._input.turn()
                self._player.turn(lead, self._performance.tempo_ahead)
                self._changes.apply()
        except Exception as error:
            if self._troubles.failed("/player", repr(error)):
                log.exception("a turn of the player failed")
            with suppress(Exception):  # told already, or, if it lasts, with the next turn
                self._stage.fill_ahead(lead)

    def _take(self, event: MidiEvent, latency: int) -> None:
        """What came in through a MIDI port of JACK; whatever goes wrong with it, what else came is not lost."""
        try:
            if event.port == CLOCK_IN:
                self._time.midi(event)
            else:
                self._midi(event.message)
                self._changes.apply(event.frame - self._stage.waited + latency)
        except Exception as error:
            if self._troubles.failed("/midi", repr(error)):
                log.exception("what came in through MIDI failed")

    def _midi(self, message: bytes) -> None:
        self.dispatcher.run(self._config.midi.handle(message))

    def _picture(self, deck: int, alpha: int) -> ClipRequest | None:
        entered = self._stage.decks[deck].entry <= self._stage.playhead
        return keyframe(self._player.cues[deck], entered, alpha)

    def _midi_latency(self, audio: AudioStatus) -> int:
        """Frames after which MIDI through JACK is heard in the mix: as many however it meets our turns."""
        return round((TURN_S + MIDI_MARGIN_S) * audio.rate) + audio.blocksize

    def _panic(self, _: tuple[Value, ...], __: Reply) -> None:
        self.params.update({address: True for address in self.params.slots if address.endswith("/mute")})

    def _launch(self, args: tuple[Value, ...], _: Reply) -> None:
        for deck in [int(args[0]) - 1] if args else range(len(self._player.cues)):
            self._player.launch(deck)

    def _report_to(self, address: str) -> Callable[[str], None]:
        return partial(self._tell, address)

    def _tell(self, address: str, text: str, reply: Reply = silent) -> None:
        self.dispatcher.report(address, text, reply)


def _ring_frames(ahead_ms: int) -> int:
    """Room for the lead, and a large block more, at the highest rate that an output may have."""
    return ahead_ms * HIGHEST_RATE // 1000 + 2 * LARGEST_BLOCK
