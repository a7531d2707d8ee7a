"""Messages in, wherever they come from: an address with arguments sets or asks for parameters, or is a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bridge.commands import Command, commands
from bridge.error_log import Bound, ErrorLog
from bridge.params import ParamError, Params, Value, unknown_address
from bridge.patterns import PatternError, is_pattern, matching

Reply = Callable[..., None]  # reply(address, *values)
Handler = Callable[[tuple[Value, ...], Reply], None]
Readouts = Mapping[str, tuple[Value, ...]]
ErrorListener = Callable[[str, str, Reply], None]

TOLD = 100  # errors a second that listeners hear of


class Message(NamedTuple):
    """An OSC address and its arguments."""

    address: str
    args: tuple[object, ...] = ()


def silent(address: str, *values: Value) -> None:
    """The reply of a message whose sender cannot be answered."""


class Dispatcher:
    """Gives messages to the parameters and commands. Everything here belongs to the control thread.

    `readouts()` says what can be asked for but not set. A message that is refused changes nothing: the
    sender is told with `/error ADDRESS TEXT`, so are the listeners, and the log, each at a bounded rate.
    """

    def __init__(
        self,
        params: Params,
        readouts: Callable[[], Readouts] = dict,
        actions: Mapping[str, Handler] | None = None,
    ) -> None:
        self.params = params
        self.readouts = readouts
        self.errors = ErrorLog()
        self._told = Bound(TOLD, lambda more: self._tell("/osc", f"{more} more errors", silent))
        self._error_listeners: list[ErrorListener] = []
        self._commands = commands(len(params.snapshot().decks))
        self._handlers: dict[str, tuple[Command, Handler]] = {}
        self._remarks: dict[str, Callable[[], str]] = {}
        own: dict[str, Handler] = {
            "/ping": lambda _, reply: reply("/pong"),
            "/error": lambda *_: None,
            "/params": self._list_params,
            "/status": self._list_readouts,
        }
        for address, handler in {**own, **(actions or {})}.items():
            self.bind(address, handler)

    def bind(self, address: str, handler: Handler) -> None:
        """Say what the command of that address, one of `commands`, does."""
        self._handlers[address] = (self._commands[address], handler)

    def remark(self, address: str, said: Callable[[], str]) -> None:
        """Whoever sets that parameter is told, as of an error, what `said()` has to say of it, if anything."""
        self._remarks[address] = said

    def listen_errors(self, listener: ErrorListener) -> None:
        """Call `listener(address, text, reply)` for each error, up to TOLD a second, and then for the number of the
        others; `reply` is who caused it."""
        self._error_listeners.append(listener)

    def handle(self, address: str, args: Sequence[object] = (), reply: Reply = silent) -> None:
        """Obey one message: see `run`."""
        self.run([Message(address, tuple(args))], reply)

    def run(self, messages: Sequence[Message], reply: Reply = silent) -> None:
        """Obey messages in order; parameters set one after the other change at one instant.

        One that is refused does not stop the others. Never raises for what a message says.
        """
        waiting: dict[str, Value] = {}
        for message in messages:
            try:
                values = self._values(message)
                if values is None:
                    self._commit(waiting, reply)
                    self._call(message, reply)
                else:
                    waiting |= values
            except (ParamError, PatternError) as error:
                self.report(message.address, str(error), reply)
        try:
            self._commit(waiting, reply)
        except ParamError as error:  # a file may have gone since it was checked
            self.report(messages[-1].address, str(error), reply)

    def _commit(self, waiting: dict[str, Value], reply: Reply) -> None:
        values = dict(waiting)
        waiting.clear()
        if values:
            self.params.update(values)
        for address in self._remarks.keys() & values:
            if text := self._remarks[address]():
                self.report(address, text, reply)

    def report(self, address: str, text: str, reply: Reply = silent) -> None:
        """Tell the sender, the listeners and the log of an error."""
        address = address if len(address) <= 100 else address[:97] + "..."
        text = text.encode(errors="backslashreplace").decode()  # paths need not be text
        reply("/error", address, text)
        self.errors.log(f"{ascii(address)[1:-1]}: {text}")
        if self._told.lets_through():
            self._tell(address, text, reply)

    def _tell(self, address: str, text: str, reply: Reply) -> None:
        for listener in self._error_listeners:
            listener(address, text, reply)

    def flush(self) -> None:
        """Report what could not be said when it happened; call it now and then."""
        self.errors.flush()
        self._told.flush()

    def _values(self, message: Message) -> dict[str, Value] | None:
        """What the message sets, checked; None if it is not one that sets parameters."""
        if not message.args or not (addresses := self._parameters(message.address)):
            return None
        if len(message.args) != 1:
            allowed = self.params.slot(addresses[0]).spec.allowed
            raise ParamError(f"takes one argument, not {len(message.args)}: {allowed}")
        return {address: self._checked(address, message) for address in addresses}

    def _checked(self, address: str, message: Message) -> Value:
        try:
            return self.params.slot(address).spec.check(message.args[0])
        except ParamError as error:
            raise ParamError(str(error) if address == message.address else f"{address}: {error}") from None

    def _parameters(self, address: str) -> list[str]:
        """The parameters an address or pattern stands for. Raises ParamError for a pattern without any."""
        if address in self.params.slots:
            return [address]
        if not is_pattern(address):
            return []
        if not (found := matching(address, self.params.slots)):
            raise ParamError("the pattern matches no parameter")
        return found

    def _call(self, message: Message, reply: Reply) -> None:
        """Obey a command or a query."""
        address, args = message
        if address in self._handlers:
            command, handler = self._handlers[address]
            handler(command.check(args) if address != "/error" else (), reply)
        elif addresses := self._parameters(address):
            for each in addresses:
                reply(each, self.params.get(each))
        elif address in (readouts := self.readouts()):
            if args:
                raise ParamError("can be read, not set")
            reply(address, *readouts[address])
        elif address in self._commands:
            raise ParamError("is not to be had here")
        else:
            known = (*self.params.slots, *self._handlers, *readouts)
            raise ParamError(_unknown(address, known, len(self.params.snapshot().decks)))

    def _list_params(self, _: tuple[Value, ...], reply: Reply) -> None:
        for address, slot in self.params.slots.items():
            reply("/params", address, slot.spec.allowed, slot.spec.doc)

    def _list_readouts(self, _: tuple[Value, ...], reply: Reply) -> None:
        for address, values in self.readouts().items():
            reply(address, *values)


@lru_cache(maxsize=256)  # the search for the nearest name takes milliseconds, and floods repeat themselves
def _unknown(address: str, known: tuple[str, ...], decks: int) -> str:
    return unknown_address(address, known, decks)
