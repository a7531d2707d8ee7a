"""MIDI inputs of the machine: ALSA, CoreMIDI or WinMM, through python-rtmidi."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import time
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any

import rtmidi

from bridge.midi_arrivals import Arrivals

Clock = Callable[[str, bytes, float], None]

log = logging.getLogger(__name__)

POLL = 1.0  # seconds between looks at what is plugged in
CLOCK = {0xF2, 0xF8, 0xFA, 0xFB, 0xFC}  # song position, tick, start, continue, stop
OWN_AND_LOOPS = ("*riffbridge*", "Midi Through*", "*RtMidi*")  # never opened: sound would come back as control

_ALSA_SEQUENCER = Path("/dev/snd/seq")
_APIS = {"linux": rtmidi.API_LINUX_ALSA, "darwin": rtmidi.API_MACOSX_CORE, "win32": rtmidi.API_WINDOWS_MM}


class HardwareMidi:
    """Opens inputs, and again what is plugged in later, in a thread of its own that looks once a second.

    `receive(message)` is called in the loop's thread with each complete message, running status resolved;
    `clock(port, message, seconds)` instead, with the time.monotonic at which it came, for those of a MIDI clock.
    `start` and `stop` belong to that thread as well. `only` are the names of those to open,
    or patterns of names (`*Launch Control*`); what lies before a colon, with ALSA the device's, will do.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        receive: Callable[[bytes], None],
        only: Sequence[str] = ("*",),
        api: int | None = None,
        clock: Clock = lambda *_: None,
    ) -> None:
        self._loop = loop
        self._receive = receive
        self._clock = clock
        self._only = only
        self._api = api if api is not None else _APIS.get(sys.platform, rtmidi.API_RTMIDI_DUMMY)
        self._open: dict[str, Any] = {}
        self._refused: set[str] = set()  # names of those that cannot be opened, or are not to be
        self._silent = False
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="midi-hardware", daemon=True)

    @property
    def ports(self) -> list[str]:
        """Names of the inputs that are open now."""
        return sorted(self._open.copy())

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Close all inputs; returns within a second or so."""
        self._stop.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        probe: Any = None
        while not self._stop.is_set():
            probe = probe or self._probe()
            if probe:
                try:
                    self._follow(probe.get_ports())
                except (rtmidi.RtMidiError, OSError) as error:
                    log.warning("MIDI: %s", error)
                    probe.delete()
                    probe = None
            self._stop.wait(POLL)
        for name in list(self._open):
            self._close(name)
        if probe:
            probe.delete()

    def _probe(self) -> Any:
        """A client that lists ports; None, said once, while the machine has no MIDI."""
        try:
            return _open_client(self._api, "riffbridge probe")
        except OSError as error:
            if not self._silent:
                log.info("no hardware MIDI on this machine (%s); JACK MIDI and OSC work", error)
            self._silent = True
            return None

    def _follow(self, names: list[str]) -> None:
        for name in self._open.keys() - set(names):
            self._close(name)
            log.info("MIDI: %s is gone", name)
        self._refused &= set(names)
        for index, name in enumerate(names):
            if name in self._open or name in self._refused or _fits(name, OWN_AND_LOOPS):
                continue
            if _fits(name, self._only):
                self._connect(index, name)
            else:
                self._refused.add(name)
                log.info("MIDI: %s is not listened to, by the config's midi.inputs", name)

    def _connect(self, index: int, name: str) -> None:
        midi = _open_client(self._api, "riffbridge control")
        midi.ignore_types(timing=False)
        midi.set_callback(partial(self._received, name, Arrivals() if self._api == rtmidi.API_LINUX_ALSA else None))
        try:
            midi.open_port(index)
        except (rtmidi.RtMidiError, ValueError) as error:  # taken by another program, or gone in between
            log.warning("MIDI: %s cannot be opened: %s", name, error)
            self._refused.add(name)
            midi.delete()
        else:
            self._open[name] = midi
            log.info("MIDI: %s", name)

    def _close(self, name: str) -> None:
        midi = self._open.pop(name)
        midi.cancel_callback()
        midi.close_port()
        midi.delete()

    def _received(self, port: str, arrivals: Arrivals | None, event: tuple[list[int], float], _: object) -> None:
        """Called by rtmidi in a thread of its own, with a message and the seconds since the one before: with ALSA those
        of the sequencer, when each of them came; others count what is left out, or in steps of theirs."""
        now, (data, since) = time.monotonic(), event
        came, message = arrivals.came(now, since) if arrivals else now, bytes(data)
        take = partial(self._clock, port, message, came) if message[0] in CLOCK else partial(self._receive, message)
        try:
            self._loop.call_soon_threadsafe(take)
        except RuntimeError as error:  # the loop has ended
            log.debug("MIDI: %s", error)


def _open_client(api: int, name: str) -> Any:
    """Raises OSError."""
    if api == rtmidi.API_LINUX_ALSA and not _ALSA_SEQUENCER.exists():  # ALSA itself would write to stderr
        raise OSError(f"{_ALSA_SEQUENCER} is not there")
    try:
        return rtmidi.MidiIn(rtapi=api, name=name)
    except rtmidi.RtMidiError as error:  # which is an OSError in part only
        raise OSError(str(error)) from error


def _fits(name: str, patterns: Sequence[str]) -> bool:
    device, _, _ = name.partition(":")
    return any(each == pattern or fnmatchcase(each, pattern) for each in (name, device) for pattern in patterns)
