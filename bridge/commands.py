"""The addresses that do something, and what they take: the other table, beside that of the parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bridge.params import MAX_DECKS, ParamError, Spec, Value
from bridge.scene_file import LAST_SCENE


@dataclass(frozen=True)
class Command:
    """An address that does something. The last `optional` of its arguments may be left out. `whatever`: it takes none,
    and none is refused."""

    address: str
    doc: str
    args: tuple[Spec, ...] = ()
    optional: int = 0
    whatever: bool = False

    @property
    def usage(self) -> str:
        """As in `/subscribe [PORT]`."""
        names = [spec.path.upper() for spec in self.args]
        needed = len(names) - self.optional
        return " ".join([self.address, *names[:needed], *(f"[{name}]" for name in names[needed:])])

    def check(self, args: Sequence[object]) -> tuple[Value, ...]:
        """The arguments as what the command takes. Raises ParamError."""
        if not len(self.args) - self.optional <= len(args) <= len(self.args):
            raise ParamError(f"{len(args) or 'no'} argument{'s' * (len(args) != 1)} given; usage: {self.usage}")
        return tuple(spec.check(value) for spec, value in zip(self.args, args, strict=False))

    def pressed(self, args: Sequence[object]) -> tuple[Value, ...] | None:
        """As `check`, but what takes no argument may come with the number that a button sends; None = 0, its release,
        which does nothing. Raises ParamError."""
        if not self.args and len(args) == 1 and isinstance(args[0], int | float):
            return () if args[0] else None
        return () if self.whatever else self.check(args)


class StoredScene(Spec):
    """A scene that there is: its number, or its name."""

    @property
    def allowed(self) -> str:
        return f"{super().allowed}, or the name of a scene"

    def check_unopened(self, value: object) -> Value:
        return _NAME.check_unopened(value) if isinstance(value, str) else super().check_unopened(value)


_NAME = Spec("name", str, "", "name of a scene; if left out, it is asked for", "mix")
_SCENE = (Spec("scene", int, 1, "number of a scene", "paint", 1, LAST_SCENE),)
_STORED = (StoredScene("scene", int, 1, "number or name of a scene", "paint", 1, LAST_SCENE),)
MORPH_BARS = 4.0  # where a message does not say
_BARS = Spec("bars", float, MORPH_BARS, "length of a morph; 0 = at once, 4 if left out", "morph", 0, 256, unit="bars")
_STEP = (Spec("step", int, 1, "place in the setlist", "paint", 1, 1000),)
_PORT = (Spec("port", int, 9001, "UDP port; if left out, the one the message came from", "mix", 1, 65535),)


def commands(decks: int) -> dict[str, Command]:
    """Every command of an instrument with so many decks, by its address there."""
    return {
        address: replace(command, address=address)
        for command in _commands(decks)
        for deck in range(1, decks + 1)
        if (address := command.address.replace("/N/", f"/{deck}/"))
    }


def _commands(decks: int) -> tuple[Command, ...]:
    """N in an address is the deck."""
    deck = (Spec("deck", int, 1, "number of a deck; if left out, every deck", "paint", 1, decks),)
    return (
        Command("/ping", "answers /pong"),
        Command("/params", "lists every parameter: /params ADDRESS ALLOWED DOC"),
        Command("/status", "lists every readout, each under its own address"),
        Command("/scene/store", "stores all parameters as a scene", _SCENE),
        Command(
            "/scene/recall",
            "sets all parameters as they were stored; a file that is gone is told, and left out",
            _STORED,
        ),
        Command("/scene/list", "lists the numbers of the stored scenes: /scene/list N N N"),
        Command("/scene/name", "names a scene, or tells its name: /scene/name N NAME", (*_STORED, _NAME), optional=1),
        Command("/scene/delete", "forgets a scene", _STORED),
        Command("/scene/morph", "goes to a scene in so many bars, 4 if left out", (*_STORED, _BARS), optional=1),
        Command("/scene/morph/stop", "ends that where things are now"),
        Command("/setlist/next", "goes to the next step of the setlist"),
        Command("/setlist/previous", "goes back a step"),
        Command("/setlist/go", "goes to a step of the setlist, by its place", _STEP),
        Command("/launch", "starts the clip again, when quantise says", deck, optional=1),
        Command(
            "/panic",
            "silence at once, whatever comes with it but a 0: mutes every deck; /deck/N/mute 0 brings each back",
            whatever=True,
        ),
        Command("/subscribe", "sends the state, then each change, to the sender", _PORT, optional=1),
        Command("/unsubscribe", "ends that", _PORT, optional=1),
        Command("/deck/N/capture", "makes the last bars that came in the init clip of the deck"),
        Command(
            "/error",
            "ignored: it is only ever sent, and never answered, so that errors cannot go in circles",
            whatever=True,
        ),
    )


COMMANDS: Mapping[str, Command] = {command.address: command for command in _commands(MAX_DECKS)}  # N is the deck
