"""Messages in, wherever they come from: an address with arguments sets or asks for parameters, or is a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from bridge.commands import Command, commands
from bridge.error_log import Bound, ErrorLog
from bridge.params import ParamError, Params, Value, shown, unknown_address
from bridge.patterns import PatternError, is_pattern, matching
from bridge.readouts import addresses

Reply = Callable[..., None]  # reply(address, *values)
Handler = Callable[[tuple[Value, ...], Reply], None]
Readouts = Mapping[str, tuple[Value, ...]]
ErrorListener = Callable[[str, str, Reply], None]

TOLD = 100  # errors a second that listeners hear of
NEAR = 2  # names a second that the nearest known one is looked for


class Message(NamedTuple):
    """An OSC address and its arguments."""

    address: str
    args: tuple[object, ...] = ()


def silent(address: str, *values: Value) -> None:
    """The reply of a message whose sender cannot be answered."""


class Dispatcher:
    """Gives messages to the parameters and commands. Everything here belongs to the control thread.

    `readouts()` has a value for each of `readouts.addresses`. A message that is refused changes nothing: the
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
        self._near = Bound(NEAR, lambda _: None)
        decks = len(params.snapshot().decks)
        self._commands = commands(decks)
        self._readable = addresses(decks)
        self._known = tuple(dict.fromkeys([*params.slots, *self._readable, *self._commands]))
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
                meant = self._meant(message)
                if message.args and meant[0] in self.params.slots:
                    waiting |= self._values(message, meant)
                    continue
            except (ParamError, PatternError) as error:
                self.report(message.address, str(error), reply)
                continue
            self._commit(waiting, reply)
            self._obey_all(meant, message, reply)
        self._commit(waiting, reply)

    def _commit(self, waiting: dict[str, Value], reply: Reply) -> None:
        values = dict(waiting)
        waiting.clear()
        try:
            self.params.update(values)
        except ParamError:  # a file has gone since it was checked: all the rest is set
            values = {address: value for address, value in values.items() if self._set_alone(address, value, reply)}
        for address in self._remarks.keys() & values:
            if text := self._remarks[address]():
                self.report(address, text, reply)

    def _set_alone(self, address: str, value: Value, reply: Reply) -> bool:
        """Returns whether it is allowed; reports it if not."""
        try:
            self.params.set(address, value)
        except ParamError as error:
            self.report(address, str(error).removeprefix(f"{address}: "), reply)
            return False
        return True

    def report(self, address: str, text: str, reply: Reply = silent) -> None:
        """Tell the sender, the listeners and the log of an error. Never raises: what fails in telling is logged."""
        address = address if len(address) <= 100 else address[:97] + "..."
        text = text.encode(errors="backslashreplace").decode()  # paths need not be text
        self._try(reply, "/error", address, text)
        self.errors.log(f"{ascii(address)[1:-1]}: {text}")
        if self._told.lets_through():
            self._tell(address, text, reply)

    def _tell(self, address: str, text: str, reply: Reply) -> None:
        for listener in self._error_listeners:
            self._try(listener, address, text, reply)

    def _try(self, tell: Callable[..., None], *said: object) -> None:
        try:
            tell(*said)
        except Exception as error:
            self.errors.log(f"an error could not be told: {error!r}")

    def flush(self) -> None:
        """Report what could not be said when it happened; call it now and then."""
        self.errors.flush()
        self._told.flush()

    def _meant(self, message: Message) -> tuple[str, ...]:
        """The addresses that a message is for: its own, or those that its pattern matches, a command only where it can
        neither set nor ask for anything: who asks for all of a deck gives none. Raises ParamError and PatternError."""
        address, args = message
        if not is_pattern(address):
            return (address,)
        found = matching(address, self._known)
        if not found:
            raise ParamError("the pattern matches no parameter, command or readout")
        told = () if args else self._readable
        own = tuple(each for each in found if each in self.params.slots or each in told)
        return own or _one_command([each for each in found if each in self._commands]) or found

    def _values(self, message: Message, addresses: Sequence[str]) -> dict[str, Value]:
        """What the message sets, checked."""
        if len(message.args) != 1:
            allowed = self.params.slot(addresses[0]).spec.allowed
            raise ParamError(f"takes one argument, not {len(message.args)}: {allowed}")
        return {address: self._checked(address, message) for address in addresses}

    def _checked(self, address: str, message: Message) -> Value:
        try:
            return self.params.slot(address).spec.check(message.args[0])
        except ParamError as error:
            raise ParamError(_named(error, address, message)) from None

    def _obey_all(self, addresses: Sequence[str], message: Message, reply: Reply) -> None:
        """What is refused of all that a pattern matches is one error, that of the first."""
        readouts = cache(self.readouts)  # they are put together once
        refused: list[str] = []
        for address in addresses:
            try:
                self._obey(address, message.args, reply, readouts)
            except ParamError as error:
                refused.append(_named(error, address, message))
        if refused:
            self.report(message.address, refused[0], reply)

    def _obey(self, address: str, args: tuple[object, ...], reply: Reply, readouts: Callable[[], Readouts]) -> None:
        """A command or a query. Raises ParamError."""
        if address in self._handlers:
            command, handler = self._handlers[address]
            if (values := command.pressed(args)) is not None:
                handler(values, reply)
        elif address in self.params.slots:
            reply(address, self.params.get(address))
        else:
            reply(address, *self._read(address, args, readouts))

    def _read(self, address: str, args: tuple[object, ...], readouts: Callable[[], Readouts]) -> tuple[Value, ...]:
        """Raises ParamError for what is no readout."""
        readable = address in self._readable
        if readable and args:
            raise ParamError("can be read, not set")
        if readable and address in readouts():
            return readouts()[address]
        raise ParamError("is not to be had here" if readable or address in self._commands else self._unknown(address))

    def _unknown(self, address: str) -> str:
        """That it is, and the nearest name, unless many are looked for: that takes milliseconds."""
        if not self._near.lets_through():
            return f"{shown(address)} is unknown"
        known = (*self.params.slots, *self._commands, *self._readable)
        return unknown_address(address, known, len(self.params.snapshot().decks))

    def _list_params(self, _: tuple[Value, ...], reply: Reply) -> None:
        for address, slot in self.params.slots.items():
            reply("/params", address, slot.spec.allowed, slot.spec.doc)

    def _list_readouts(self, _: tuple[Value, ...], reply: Reply) -> None:
        for address, values in self.readouts().items():
            reply(address, *values)


def _one_command(found: Sequence[str]) -> tuple[str, ...]:
    """A command, or the same one of several decks. Raises ParamError for others: `/scene/*` would store and delete."""
    if len({address.rpartition("/")[2] for address in found}) > 1:
        raise ParamError(f"the pattern matches several commands, {found[0]} and others: give each by its own address")
    return tuple(found)


def _named(error: ParamError, address: str, message: Message) -> str:
    """Its text, and which address of those that a pattern matches it is of."""
    return str(error) if address == message.address else f"{address}: {error}"
