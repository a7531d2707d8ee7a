"""OSC over UDP: messages in; replies, changes, readouts and errors out."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import time
from collections.abc import Iterable
from functools import partial
from typing import Any

from bridge.dispatch import Dispatcher, Readouts, Reply
from bridge.osc import Bundle, PacketError, decode, encode
from bridge.params import ParamError, Value
from bridge.schedule import Schedule

log = logging.getLogger(__name__)

HORIZON = 60.0  # seconds: how far ahead a bundle may be stamped
MAX_SUBSCRIBERS = 16
PUSH_INTERVAL = 0.02  # seconds: changes within it go out together, the last value of each
PART, PART_S = 16, 0.03  # the state goes out in so many messages at a time, seconds apart: most sockets hold 200
FIND_S = 1.0  # seconds: the start waits no longer for the network to find the targets
RECEIVE_BUFFER = 4 << 20  # bytes: a burst waits here while the control thread is busy; the system may grant less

Address = tuple[Any, ...]  # (host, port), and with IPv6 (host, port, flow, scope)


class OscServerError(OSError):
    """The server cannot start; the text says why and which option helps."""


async def listen(host: str, port: int) -> socket.socket:
    """Take the port, 0 for one that the system chooses; what comes in waits there for `OscServer`. Raises
    OscServerError."""
    refused: Exception = OSError(f"no address of {host} is to be had")
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError, OverflowError) as error:
        raise OscServerError(_reason(host, port, error)) from error
    for family, kind, protocol, _, address in found:
        listening = socket.socket(family, kind, protocol)
        try:
            listening.bind(address)
        except OSError as error:
            listening.close()
            refused = error
        else:
            return listening
    raise OscServerError(_reason(host, port, refused)) from refused


class Peer:
    """Whom to answer: called with an address and values, it sends them there."""

    def __init__(self, server: OscServer, address: Address) -> None:
        self._server = server
        self.address = address

    def __call__(self, address: str, *values: Value) -> None:
        self._server.send(self.address, encode(address, *values))


class OscServer(asyncio.DatagramProtocol):
    """Everything here belongs to the control thread and its loop.

    Replies go to the sender, to the port it sends from. Changes of parameters, readouts and errors go to the
    `targets`, (host, port) pairs, and to who subscribed. None of them has to be there.
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
        self._wanted_targets = tuple(targets)
        self._targets: set[Address] = set()
        self._finding: asyncio.Task[None] | None = None
        self._subscribers: dict[Address, None] = {}  # in the order they subscribed
        self._schedule = Schedule()
        self._transport: asyncio.DatagramTransport | None = None
        self._paused = False
        self._changed: dict[str, Value] = {}
        self._pushed: dict[str, Value] = {}
        self._readouts: dict[str, tuple[Value, ...]] = {}
        dispatcher.bind("/subscribe", self._subscribe)
        dispatcher.bind("/unsubscribe", self._unsubscribe)
        dispatcher.params.listen(self._note_change)
        dispatcher.listen_errors(self._pass_error_on)

    @property
    def port(self) -> int:
        """The port it listens on: the system's choice if 0 was asked for."""
        return int(self._listening.getsockname()[1])

    async def start(self) -> None:
        loop, listening = asyncio.get_running_loop(), self._listening
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=listening)
        self._pushed = self._dispatcher.params.values()
        self._finding = loop.create_task(self._find_targets(listening.family))
        await asyncio.wait([self._finding], timeout=FIND_S)

    async def _find_targets(self, family: int) -> None:
        """Find each as soon as the network can name it, and tell those that there are of those that there are not."""
        finding = (self._find(host, port, family) for host, port in self._wanted_targets)
        for trouble in await asyncio.gather(*finding):
            if trouble:
                self._dispatcher.report("/osc", trouble)

    async def _find(self, host: str, port: int, family: int) -> str:
        """Returns what is wrong with the target, if anything."""
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, family=family, type=socket.SOCK_DGRAM)
        except (OSError, UnicodeError, OverflowError) as error:
            return f"target {host}:{port}: {error}; see targets in [osc]"
        target = found[0][4]
        self._targets.add(target)
        self._send_state(target)
        return ""

    def close(self) -> None:
        """Stop at once; what was scheduled is dropped."""
        if self._finding:
            self._finding.cancel()
        if self._transport:
            self._schedule.clear()
            self._push()
            self._transport.close()
            self._transport = None

    def publish(self, readouts: Readouts) -> None:
        """Send the readouts that changed since the last time to targets and subscribers."""
        for address, values in readouts.items():
            if self._readouts.get(address) != values:
                self._send_all(encode(address, *values))
        self._readouts = dict(readouts)
        self._dispatcher.flush()

    def send(self, target: Address, packet: bytes) -> None:
        """Send, or drop if the network does not take it: never wait."""
        if self._transport and not self._paused:
            self._transport.sendto(packet, target)

    # What asyncio calls

    def datagram_received(self, data: bytes, addr: Address) -> None:
        peer = Peer(self, addr)
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

    def _subscribe(self, args: tuple[Value, ...], reply: Reply) -> None:
        target = self._named(args, reply)
        self._subscribers.pop(target, None)
        if len(self._subscribers) >= MAX_SUBSCRIBERS:
            oldest = next(iter(self._subscribers))
            del self._subscribers[oldest]
            log.warning("OSC: more than %d subscribers, %s:%s gives way", MAX_SUBSCRIBERS, *oldest[:2])
        self._subscribers[target] = None
        reply("/subscribe", target[1])
        self._send_state(target)

    def _unsubscribe(self, args: tuple[Value, ...], reply: Reply) -> None:
        target = self._named(args, reply)
        self._subscribers.pop(target, None)
        reply("/unsubscribe", target[1])

    def _named(self, args: tuple[Value, ...], reply: Reply) -> Address:
        if not isinstance(reply, Peer):
            raise ParamError("only who sends OSC can subscribe")
        host, port, *more = reply.address
        return (host, args[0] if args else port, *more)

    # Out

    def _send_all(self, packet: bytes, but: Address | None = None) -> None:
        for target in self._targets | self._subscribers.keys():
            if target != but:
                self.send(target, packet)

    def _send_state(self, target: Address, begin: int = 0) -> None:
        """Send it from its message `begin` on, each part as things are by then: who gets it also gets the changes."""
        if not self._transport or target not in self._targets | self._subscribers.keys():
            return
        params = {address: (value,) for address, value in self._dispatcher.params.values().items()}
        part = list({**params, **self._dispatcher.readouts()}.items())[begin : begin + PART]
        for address, values in part:
            self.send(target, encode(address, *values))
        if part:
            asyncio.get_running_loop().call_later(PART_S, self._send_state, target, begin + PART)

    def _note_change(self, address: str, value: Value) -> None:
        if not self._transport:
            return
        if not self._changed:
            asyncio.get_running_loop().call_later(PUSH_INTERVAL, self._push)
        self._changed[address] = value

    def _push(self) -> None:
        """Only what differs from what was last sent: a peer that sends back what it gets goes quiet."""
        changed, self._changed = self._changed, {}
        for address, value in changed.items():
            if self._pushed.get(address) != value:
                self._pushed[address] = value
                self._send_all(encode(address, value))

    def _pass_error_on(self, address: str, text: str, reply: Reply) -> None:
        self._send_all(encode("/error", address, text), but=reply.address if isinstance(reply, Peer) else None)


def _first(bundle: Bundle) -> str:
    return bundle.messages[0].address


def _reason(host: str, port: int, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"OSC: UDP port {port} is in use, maybe by another riffbridge; choose another with --osc-port"
    return f"OSC: cannot listen on {host}, UDP port {port}: {error}; see host and port in [osc]"
