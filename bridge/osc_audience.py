"""The audience of OSC: who is sent the state, then each change of parameters, readouts and errors."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable, Iterable

from bridge.dispatch import Dispatcher, Readouts, Reply
from bridge.osc import encode
from bridge.osc_socket import Address, find
from bridge.params import ParamError, Value

log = logging.getLogger(__name__)

MAX_SUBSCRIBERS = 16
PUSH_INTERVAL = 0.02  # seconds: changes within it go out together, the last value of each
PART, PART_S = 16, 0.03  # the state goes out in so many messages at a time, seconds apart: most sockets hold 200

Send = Callable[[Address, bytes], None]  # send(target, packet), or drop it: never wait


class Peer:
    """Whom to answer: called with an address and values, it sends them there."""

    def __init__(self, send: Send, address: Address) -> None:
        self._send = send
        self.address = address

    def __call__(self, address: str, *values: Value) -> None:
        self._send(self.address, encode(address, *values))


class Audience:
    """The `targets` of the config, and who subscribed. None of them has to be there.

    Belongs to the control thread and its loop; nobody is sent anything before `begin` or after `end`.
    """

    def __init__(self, dispatcher: Dispatcher, send: Send) -> None:
        self._dispatcher = dispatcher
        self._send = send
        self._targets: set[Address] = set()
        self._subscribers: dict[Address, None] = {}  # in the order they subscribed
        self._open = False
        self._changed: dict[str, Value] = {}
        self._pushed: dict[str, Value] = {}
        self._readouts: dict[str, tuple[Value, ...]] = {}
        dispatcher.bind("/subscribe", self._subscribe)
        dispatcher.bind("/unsubscribe", self._unsubscribe)
        dispatcher.params.listen(self._note_change)
        dispatcher.listen_errors(self._pass_error_on)

    def begin(self) -> None:
        self._open = True
        self._pushed = self._dispatcher.params.values()

    def end(self) -> None:
        """Send what has changed, then nothing any more."""
        self._push()
        self._open = False

    async def find(self, targets: Iterable[tuple[str, int]], listening: socket.socket) -> None:
        """Find each as soon as the network can name it, and tell those that there are of those that there are not."""
        found = await asyncio.gather(*(self._find(host, port, listening) for host, port in targets))
        for trouble in filter(None, found):
            self._dispatcher.report("/osc", trouble)

    async def _find(self, host: str, port: int, listening: socket.socket) -> str:
        """Returns what is wrong with the target, if anything."""
        try:
            target = await find(host, port, listening)
        except OSError as error:
            return str(error)
        self._targets.add(target)
        self._send_state(target)
        return ""

    def publish(self, readouts: Readouts) -> None:
        """Send the readouts that changed since the last time."""
        for address, values in readouts.items():
            if self._readouts.get(address) != values:
                self._send_all(encode(address, *values))
        self._readouts = dict(readouts)

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

    def _send_all(self, packet: bytes, but: Address | None = None) -> None:
        for target in self._targets | self._subscribers.keys():
            if target != but:
                self._send(target, packet)

    def _send_state(self, target: Address, begin: int = 0) -> None:
        """Send it from its message `begin` on, each part as things are by then: who gets it also gets the changes."""
        if not self._open or target not in self._targets | self._subscribers.keys():
            return
        params = {address: (value,) for address, value in self._dispatcher.params.values().items()}
        part = list({**params, **self._dispatcher.readouts()}.items())[begin : begin + PART]
        for address, values in part:
            self._send(target, encode(address, *values))
        if part:
            asyncio.get_running_loop().call_later(PART_S, self._send_state, target, begin + PART)

    def _note_change(self, address: str, value: Value) -> None:
        if not self._open:
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
