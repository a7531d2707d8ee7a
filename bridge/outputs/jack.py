"""A client of a JACK server (JACK2's or PipeWire's), which is never started from here."""

from __future__ import annotations

import signal
from contextlib import suppress
from typing import Any

import numpy as np

from bridge.audio_state import MIDI_PORTS
from bridge.controls import Floats
from bridge.feed import Cycle, Feed
from bridge.outputs import Opened, OutputError, Setup
from bridge.outputs.jack_time import JackTime
from bridge.outputs.jack_timebase import JackTimebase
from bridge.outputs.patchbay import INPUTS, Patchbay

_CLOSE_S = 0.25


class JackOutput:
    """Ports `deck1_L deck1_R ... mix_L mix_R`, inputs `in_L in_R`, and `control_in clock_in` for MIDI.

    `_process` runs in JACK's real-time thread, the other callbacks in its notification thread; they wait for
    nothing. After `close` leave with `os._exit`.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._feed: Feed | None = None
        self._leaving = False
        self._patchbay: Patchbay | None = None
        self._outs: list[tuple[Any, Floats]] = []

    def open(self) -> Opened:
        try:
            import jack
        except OSError as error:
            raise OutputError(f"the JACK library is not installed ({error})") from None
        for set_function in (jack.set_error_function, jack.set_info_function):
            set_function(lambda _text: None)
        try:
            self._client = jack.Client(self._setup.client_name, no_start_server=True)
        except jack.JackOpenError as error:
            raise OutputError(_reason(error.status)) from None
        self._rate = self._client.samplerate
        detail = f"JACK client {self._client.name}" + ("" if self._client.realtime else ", not real-time")
        return Opened("jack", self._rate, self._client.blocksize, detail, inputs=2)

    def start(self, feed: Feed) -> None:
        client, decks = self._client, self._setup.decks
        pairs = [f"deck{deck + 1}" for deck in range(decks)] + ["mix"]
        self._ports = [client.outports.register(f"{pair}_{side}") for pair in pairs for side in "LR"]
        self._inputs = [client.inports.register(name) for name in INPUTS]
        self._midi_ports = [(name, client.midi_inports.register(name)) for name in MIDI_PORTS]
        self._time = JackTime(client, self._ports[-2], self._inputs[0])
        self._timebase = JackTimebase(client, feed, self._setup.tell)
        self._feed = feed
        self._allocate(client.blocksize)
        client.set_process_callback(self._process)
        client.set_blocksize_callback(self._allocate)
        client.set_samplerate_callback(self._rate_changed)
        client.set_freewheel_callback(lambda starting: feed.state.set("freewheeling", starting))
        client.set_xrun_callback(lambda _delay: feed.xrun())
        client.set_shutdown_callback(lambda _status, reason: self._setup.lost(f"the JACK server has gone: {reason}"))
        self._patchbay = Patchbay(client, self._setup, feed.state)
        client.activate()
        self._patchbay.start()

    def obey(self, command: str) -> None:
        self._timebase.obey(command)

    def close(self) -> None:
        """Leave the graph in good order; a synchronous server would stall for seconds over a client that dies.

        Closing cancels JACK's threads. If that happens to hit one that holds Python's lock, nothing moves
        any more, and the alarm ends the process.
        """
        self._leaving = True
        if self._patchbay:
            self._patchbay.stop()
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _CLOSE_S)
        self._client.close()

    def _allocate(self, blocksize: int) -> None:
        assert self._feed
        if blocksize != self._feed.max_block:
            self._feed.allocate(blocksize)
        self._outs = list(zip(self._ports, [*self._feed.decks.reshape(-1, blocksize), *self._feed.mix], strict=True))

    def _rate_changed(self, rate: int) -> None:
        if rate != self._rate:
            self._setup.lost(f"the JACK server's rate is now {rate} Hz")

    def _process(self, frames: int) -> None:
        feed = self._feed
        assert feed
        if self._leaving:  # the less is done here, the less likely is it hit in the midst of it
            return
        try:
            if frames > feed.max_block:
                self._allocate(frames)
            if feed.state.get("freewheeling"):
                feed.wait(frames)
            self._listen(feed)
            self._timebase.look(frames)
            inputs = [_heard(port.get_array(), frames) for port in self._inputs]
            feed.process(frames, Cycle(self._time.start(), self._time.latency, self._time.input_latency, inputs))
            for port, sound in self._outs:
                _fill(port.get_array(), sound[:frames])
        except Exception:  # or JACK would never call again
            feed.failed()
            self._silence()

    def _silence(self) -> None:
        """What a block that failed leaves in the ports would be heard again: part of it, or the one before."""
        for port in self._ports:
            with suppress(Exception):
                port.get_array()[:] = 0

    def _listen(self, feed: Feed) -> None:
        """MIDI that came in since the last cycle, and the transport if the main process wants to know."""
        for name, port in self._midi_ports:
            for offset, message in port.incoming_midi_events():
                feed.midi(name, offset, bytes(message))
        if feed.controls.watching:
            self._timebase.watch()


# While a server changes its block size, the arrays of a block may already have the length of those to come.


def _heard(block: Floats, frames: int) -> Floats:
    return block if len(block) >= frames else np.resize(block, frames)


def _fill(block: Floats, sound: Floats) -> None:
    frames = min(len(block), len(sound))
    block[:frames] = sound[:frames]


def _reason(status: Any) -> str:
    if status.server_failed or status.server_error:
        return "no JACK server is running"
    return f"the JACK server refused: {status}"
