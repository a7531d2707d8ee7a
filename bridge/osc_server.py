"""OSC over UDP: messages in, obeyed when they are due; replies out."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections.abc import Iterable
from functools import partial

from bridge.dispatch import Dispatcher, Readouts
from bridge.osc import Bundle, PacketError, decode
from bridge.osc_audience import Audience, Peer
from bridge.osc_socket import Address
from bridge.schedule import Schedule

log = logging.getLogger(__name__)

HORIZON = 60.0  # seconds: how far ahead a bundle may be stamped
FIND_S = 1.0  # seconds: the start waits no longer for the network to find the targets
RECEIVE_BUFFER = 4 << 20  # bytes: a burst waits here while the control thread is busy; the system may grant less


class OscServer(asyncio.DatagramProtocol):
    """Everything here belongs to the control thread and its loop.

    Replies go to the sender, to the port it sends from. Changes of parameters, readouts and errors go to the
    `targets`, (host, port) pairs, and to who subscribed: see `Audience`.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        listening: socket.socket,
        targets: Iterable[tuple[str, int]] = (),
    ) -> None:
        """`listening` is one that `listen` gave, and is closed with the server."""
        self._dispatcher = dispatcher
        self._listening = listening
        self._targets = tuple(targets)
        self._audience = Audience(dispatcher, self.send)
        self._finding: asyncio.Task[None] | None = None
        self._schedule = Schedule()
        self._transport: asyncio.DatagramTransport | None = None
        self._paused = False

    @property
    def port(self) -> int:
        """The port it listens on: the system's choice if 0 was asked for."""
        return int(self._listening.getsockname()[1])

    async def start(self) -> None:
        loop, listening = asyncio.get_running_loop(), self._listening
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=listening)
        self._audience.begin()
        self._finding = loop.create_task(self._audience.find(self._targets, listening))
        await asyncio.wait([self._finding], timeout=FIND_S)

    def close(self) -> None:
        """Stop at once; what was scheduled is dropped."""
        if self._finding:
            self._finding.cancel()
        if self._transport:
            self._schedule.clear()
            self._audience.end()
            self._transport.close()
            self._transport = None

    def publish(self, readouts: Readouts) -> None:
        """Send the readouts that changed since the last time to the audience."""
        self._audience.publish(readouts)
        self._dispatcher.flush()

    def send(self, target: Address, packet: bytes) -> None:
        """Send, or drop if the network does not take it: never wait."""
        if self._transport and not self._paused:
            self._transport.sendto(packet, target)

    # What asyncio calls

    def datagram_received(self, data: bytes, addr: Address) -> None:
        peer = Peer(self.send, addr)
        now = time.time()
        try:
            self._accept(decode(data, now), now, peer)
        except PacketError as error:
            self._dispatcher.report(error.address, str(error), peer)

    def error_received(self, exc: Exception) -> None:
        log.debug("OSC: a packet was not delivered: %s", exc)

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False

    # In

    def _accept(self, bundles: list[Bundle], now: float, peer: Peer) -> None:
        """Obey what is due, keep what is due soon. Raises PacketError, with nothing done, if a part cannot be kept."""
        later = [bundle for bundle in bundles if bundle.due > now]
        if later and later[-1].due > now + HORIZON:
            ahead = later[-1].due - now
            raise PacketError(f"the time tag is {ahead:.0f} s ahead; at most {HORIZON:g} s", _first(later[-1]))
        if len(later) > self._schedule.space:
            raise PacketError("too many bundles wait for their time", _first(later[0]))
        for bundle in bundles:
            run = partial(self._dispatcher.run, bundle.messages, peer)
            if bundle.due <= now:
                run()
            else:
                self._schedule.add(bundle.due, run)


def _first(bundle: Bundle) -> str:
    return bundle.messages[0].address
