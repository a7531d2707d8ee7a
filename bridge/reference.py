"""The tables of addresses, as `riffbridge params` prints them and as the page docs/reference.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bridge.commands import COMMANDS
from bridge.params import DECK_SPECS, GLOBAL_SPECS, Spec
from bridge.readouts import READOUTS


@dataclass(frozen=True)
class Section:
    """A table with what is to be said before it; the first column is what is sent, as it is typed."""

    title: str
    words: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def markdown(self) -> str:
        """As a part of a page."""
        head, *rows = [self.columns, *((f"`{first}`", *others) for first, *others in self.rows)]
        lines = [_line(head), "|" + "---|" * len(head), *map(_line, rows)]
        return "\n".join([f"## {self.title}", "", self.words, "", *lines, ""])


def sections() -> list[Section]:
    """All that there is to send and to hear."""
    columns = ("address", "type", "allowed", "default", "heard", "what it does")
    commands = [(command.usage, command.doc) for command in COMMANDS.values()]
    readouts = [(readout.message, readout.types, readout.doc) for readout in READOUTS]
    return [
        Section("Parameters", _PARAMETERS, columns, _params()),
        Section("Commands", _COMMANDS, ("message", "what it does"), commands),
        Section("What it tells", _TOLD, ("message", "types", "what it says"), readouts),
    ]


def reference() -> str:
    """docs/reference.md."""
    return "\n".join([_HEAD, *(section.markdown() for section in sections())])


def _line(row: Iterable[str]) -> str:
    return f"| {' | '.join(row)} |"


def _params() -> list[tuple[str, ...]]:
    decks = [(f"/deck/N/{spec.path}", spec) for spec in DECK_SPECS.values()]
    others = [(f"/{spec.path}", spec) for spec in GLOBAL_SPECS.values()]
    return [
        (address, _TYPES[spec.type], _range(spec), _default(spec), spec.latency, spec.doc)
        for address, spec in decks + others
    ]


def _range(spec: Spec) -> str:
    if spec.choices:
        unit = f" {spec.unit}" if spec.unit else ""
        return ", ".join(map(str, spec.choices)) + unit
    if spec.type in (str, bool):
        return ("file" if spec.is_file else "text") if spec.type is str else "0, 1"
    return f"{spec.low:g} to {spec.high:.10g}{f' {spec.unit}' if spec.unit else ''}"


def _default(spec: Spec) -> str:
    if isinstance(spec.default, str):
        return f'"{spec.default}"'
    return f"{float(spec.default):g}"


_TYPES = {str: "s", bool: "i", int: "i", float: "f"}
_HEAD = """\
# Parameters, commands and what it tells

Made from the tables in `bridge/params.py`, `bridge/commands.py` and `bridge/readouts.py` by
`riffbridge params --markdown`.
"""
_PARAMETERS = """\
Each address takes one value over OSC, may be the target of a MIDI control, and can stand in the `[start]`
section of the config. Sent without a value it is a query. N is the deck, from 1; all decks but the first start
muted. Numbers may be sent as `i` or `f`. What is not allowed comes back as `/error ADDRESS TEXT` and changes nothing.

"Heard" says how soon: *mix* and *morph* within one block of the audio server, *bend* within 150 ms, *paint* when
the next clip is painted, at the place `/quantise` says."""
_COMMANDS = """\
Over OSC, and from MIDI notes and program changes. What stands in brackets may be left out. Most answer under
their own address with what they did, those of the setlist under `/setlist`; `/launch`, `/panic` and
`/scene/morph/stop` do not answer. One that takes nothing may come with one number, as buttons send it: 0, the release,
does nothing, any other acts. A scene that there is may be given by its name as by its number.

An address may be a pattern, as in `/deck/*/capture`: with a value it sets all parameters that it matches, or none if
one of them does not allow it; without one it asks for all parameters and readouts. Only one that matches none of these
gives the command that it matches, one or the same of several decks, so `/deck/1/*` tells all of a deck, and does
nothing to it; one that matches several commands, as `/scene/*` does with a number, is refused."""
_TOLD = """\
Each of these can be asked for, by its address without a value, or all of them with `/status`. The config's `targets`
and who sent `/subscribe` get them at once, with all parameters, and then each one that has changed, ten times a second
at most. While it plays, `/position` and `/peak` change all the time, and so does `/deck/N/eta` while a change is to
come, and `/clock/error` while another clock is followed.

They also get each parameter that has changed, whoever changed it, within 20 ms, and `/error ADDRESS TEXT`. Its address
is that of the message that was refused, or names what has gone wrong: `/cache`, `/clock`, `/clock/lead`,
`/clock/source`, `/generator`, `/journal`, `/master/gain`, `/midi`, `/osc`, `/output`, `/player`, `/record`,
`/scene/store`, `/setlist`, `/status`, `/deck/N/init`, `/deck/N/listen`. Who sent what is refused is told of each
message; `targets` and who subscribed of 100 errors a second, the log of 10, and then of how many more there were:
`/error /osc "50 more errors"`."""
