"""Keeps the JACK client connected: to what was asked for, or to what it was connected to before."""

from __future__ import annotations

import fnmatch
import re
import threading
import time
from contextlib import suppress
from typing import Any

from bridge.audio_state import MIDI_PORTS, AudioState
from bridge.connections import Link
from bridge.outputs import OutputError, Setup

_SETTLE_S = 0.1  # clients register their ports one by one
_UNDONE_S = 1.0  # a client that leaves loses its links first, and its ports when the server comes to it
INPUTS = ("in_L", "in_R")
_PHYSICAL = ""  # in place of a pattern: the sound card


class Patchbay:
    """Connects ports in a thread of its own, since JACK's callbacks may not, whenever ports come or go.

    It wants the links that the patterns or the memory give, and those made since from outside; what is
    undone from outside while both ports stay is no longer wanted. A port that comes back is connected again, and links
    of decks that are not there this time are remembered for the next.
    What it wants is told to the main process when it changes, and the state says which inputs have links.
    """

    def __init__(self, client: Any, setup: Setup, state: AudioState) -> None:
        """Register callbacks; the client is not active yet."""
        from jack import JackError

        self._error = JackError
        self._client = client
        self._tell = setup.tell
        self._state = state
        self._remember = client.name == setup.client_name  # a second instance's links are not
        self._patterns = [split(pattern, setup.decks) for pattern in setup.connect]
        self._wanted: set[Link] = set()
        if not self._patterns and setup.remembered is None:
            self._patterns = [("mix", _PHYSICAL)]
        elif not self._patterns:
            self._wanted = set(setup.remembered or ())
        self._told = set(self._wanted)
        self._looked = False  # at the ports that are there
        self._fresh: set[str] = set()  # ports that came since the last look
        self._gone: set[str] = set()  # ports that are no longer registered
        self._trouble = ""  # told last, until there is none
        self._missing: dict[Link, float] = {}  # wanted ones that are not there though both ports are: since when
        self._changed = threading.Event()
        self._stopped = False
        client.set_port_registration_callback(self._registered, only_available=False)
        client.set_port_connect_callback(lambda *_: self._changed.set(), only_available=False)

    def start(self) -> None:
        self._changed.set()
        threading.Thread(target=self._run, name="patchbay", daemon=True).start()

    def stop(self) -> None:
        """Before the client is closed: it is not asked any more."""
        self._stopped = True

    def _registered(self, port: Any, register: bool) -> None:
        with suppress(UnicodeDecodeError):  # `_settle` meets it, too
            if port is not None and not register:  # its client is leaving; the port is still listed for a while
                self._gone.add(port.name)
            elif port is not None:
                self._gone.discard(port.name)
                self._fresh.add(port.name)
        self._changed.set()

    def _run(self) -> None:
        while True:
            self._changed.wait(_UNDONE_S if self._missing else None)
            time.sleep(_SETTLE_S)
            self._changed.clear()
            if self._stopped:
                return
            fresh, self._fresh = self._fresh, set()
            try:
                self._settle(fresh)
            except Exception as error:  # a port went meanwhile, or has such a name: its going calls us again
                self._fresh.update(fresh)
                self._warn(f"JACK connections: {_reason(error)}")
            else:
                self._trouble = ""

    def _warn(self, text: str) -> None:
        """Tell it once, while it lasts."""
        if text != self._trouble:
            self._trouble = text
            self._tell({"warning": text})

    def _settle(self, fresh: set[str]) -> None:
        """Make the links that are wanted and missing; `fresh` are the ports that came since the last look."""
        own = {port.shortname: port for port in self._own_ports()}
        present = {port.name for port in self._client.get_ports()} - self._gone
        actual = {(name, other.name) for name, port in own.items() for other in port.connections}
        linked = {name for name, _ in actual}
        self._state.set("connected", sum((name in linked) << side for side, name in enumerate(INPUTS)))
        arrived = fresh & present if self._looked else present
        found = self._resolve(actual)
        if not self._looked:
            self._tell_of_absent()
            self._looked = True
        self._wanted |= found
        absent = {link for link in self._wanted - actual if link[0] in own and link[1] in present}
        to_make = {link for link in absent if link[1] in arrived or link in found}
        for name, other in to_make:
            self._connect(own[name], other)
        self._wanted -= self._undone(absent - to_make)
        self._wanted |= actual
        if self._remember and self._wanted != self._told:
            self._told = set(self._wanted)
            self._tell({"connections": sorted(self._wanted)})

    def _tell_of_absent(self) -> None:
        """Patterns that match nothing yet: a port to come, or one that is misspelt."""
        for pair, pattern in self._patterns:
            if pattern != _PHYSICAL:
                self._tell({"warning": f"no port is like {pattern!r} yet: {pair} is connected to it as soon as one is"})

    def _undone(self, missing: set[Link]) -> set[Link]:
        """Those that have been missing for so long that somebody has undone them."""
        now = time.monotonic()
        self._missing = {link: self._missing.get(link, now) for link in missing}
        undone = {link for link, since in self._missing.items() if now - since >= _UNDONE_S}
        for link in undone:
            del self._missing[link]
        return undone

    def _connect(self, port: Any, other: str) -> None:
        try:
            self._client.connect(*((port, other) if port.is_output else (other, port)))
        except self._error as error:
            if any(each.name == other for each in port.connections):
                return  # somebody else was first
            self._tell({"warning": f"{port.name} and {other} cannot be connected: {error}"})
            self._fresh.add(other)  # to be tried again, not taken for undone

    def _own_ports(self) -> list[Any]:
        return [*self._client.outports, *self._client.inports, *self._client.midi_inports]

    def _resolve(self, actual: set[Link]) -> set[Link]:
        """The links of the patterns that match ports by now; those patterns are then done with."""
        found: set[Link] = set()
        for pair, pattern in list(self._patterns):
            links = self._matches(pair, pattern)
            if pattern == _PHYSICAL and any(name.startswith("mix_") for name, _ in actual):
                links, self._patterns = set(), []
            elif links:
                self._patterns.remove((pair, pattern))
            found |= links
        return found

    def _matches(self, pair: str, pattern: str) -> set[Link]:
        if pair in MIDI_PORTS:
            sources = self._client.get_ports(is_midi=True, is_output=True)
            return {(pair, port.name) for port in sources if _match(pattern, port.name)}
        physical = pattern == _PHYSICAL
        heard = {"is_output": True} if pair == "in" else {"is_input": True}
        ports = self._client.get_ports(is_audio=True, is_physical=physical, **heard)
        names = [port.name for port in ports if physical or _match(pattern, port.name)][:2]
        return {(f"{pair}_L", names[0]), (f"{pair}_R", names[-1])} if names else set()


def split(pattern: str, decks: int) -> Link:
    """`deck1:PATTERN`, `mix:PATTERN`, `in:PATTERN`, `control_in:PATTERN`, `clock_in:PATTERN` or `PATTERN` as
    (own ports, pattern).

    A pattern matches a port's full name as a glob, or anywhere in it as a regular expression. Raises
    OutputError for an empty one.
    """
    head, colon, rest = pattern.partition(":")
    own = {"mix", "in", *MIDI_PORTS} | {f"deck{deck + 1}" for deck in range(decks)}
    pair, wanted = (head, rest) if colon and head in own else ("mix", pattern)
    if not wanted:
        raise OutputError(f"--connect {pattern!r} names no port")
    return pair, wanted


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"none is made while there is a port whose name is not UTF-8: {error.object!r}"
    return str(error) or repr(error)


def _match(pattern: str, name: str) -> bool:
    if fnmatch.fnmatchcase(name, pattern):
        return True
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return False
