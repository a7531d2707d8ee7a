"""The one table of parameters.

Every field of `DeckState` and `State` is a parameter: its default, range, unit and explanation stand beside
it, and OSC addresses, MIDI mappings, validation, help and patches are derived from here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, cast, get_type_hints

from bridge.spec import MAX_TEXT, Latency, ParamError, Spec, Value, shown, unknown, unknown_address
from generators.metre import COMMON, METRES

__all__ = [
    "DECK_SPECS", "GLOBAL_SPECS", "LAST_SEED", "MAX_DECKS", "MAX_TEXT", "SILENCE_DB", "DeckState", "ParamError",
    "Params", "Slot", "Spec", "State", "Value", "deck_address", "seed_after", "shown", "table", "unknown",
    "unknown_address",
]  # fmt: skip

MAX_DECKS = 8
SILENCE_DB = -90.0
LAST_SEED = 2**31 - 1


def seed_after(seed: int) -> int:
    """The next one; after the last, the first."""
    return (seed + 1) % (LAST_SEED + 1)


def _param(
    default: Any, latency: Latency, doc: str, low: float = -math.inf, high: float = math.inf, **more: Any
) -> Any:
    """A field of the table."""
    return field(default=default, metadata={"latency": latency, "doc": doc, "low": low, "high": high, **more})


@dataclass(frozen=True)
class DeckState:
    """One deck's parameters at one instant."""

    prompt_a: str = _param("techno drum loop", "paint", "what is heard at alpha 0")
    prompt_b: str = _param("warm synth pad", "paint", "what is heard at alpha 1")
    prompt_next: str = _param("", "paint", "follows B at the end of a drift traverse; empty = B again, next seed")
    negative: str = _param("", "paint", "negative prompt: what to keep away from; needs guidance above 1")
    seed_a: int = _param(1, "paint", "seed of the noise at alpha 0", 0, LAST_SEED)
    seed_b: int = _param(1, "paint", "seed of the noise at alpha 1", 0, LAST_SEED)
    alpha: float = _param(0.0, "morph", "interpolation position: 0 = A, 1 = B", 0, 1)
    drift: float = _param(0.0, "morph", "bars for one traverse from A to B, then on; 0 = by hand", 0, 256, unit="bars")
    guidance: float = _param(
        3.0, "paint", "how strictly the prompt is followed; 1 = no guidance, faster except for the bundled model", 1, 20
    )
    steps: int = _param(4, "paint", "denoising steps: more is finer and slower", 1, 100)
    denoising: float = _param(1.0, "paint", "how much of the init clip is painted over: 0 = none, 1 = all", 0, 1)
    init: str = _param(
        "", "paint", "init clip: path of a sound file or spectrogram image to start from; empty = none",
        is_file=True,
    )  # fmt: skip
    to_guidance: float = _param(0.0, "paint", "guidance at alpha 1; below 1 = as at alpha 0", 0, 20)
    to_denoising: float = _param(-1.0, "paint", "denoising at alpha 1; below 0 = as at alpha 0", -1, 1)
    mask_from: float = _param(
        0.0, "paint", "beat of the init clip from which it is painted over; after mask/to, it goes round", 0, 32,
        unit="beats",
    )  # fmt: skip
    mask_to: float = _param(32.0, "paint", "beat up to which the init clip is painted over", 0, 32, unit="beats")
    mask_low: float = _param(
        0.0, "paint", "lowest frequency of the init clip that is painted over", 0, 20_000, unit="Hz"
    )
    mask_high: float = _param(
        20_000.0, "paint", "highest frequency of the init clip that is painted over", 0, 20_000, unit="Hz"
    )
    clip_join: str = _param(
        "loop", "paint", "what a new clip's beginning goes on from: its own end, or that of the clip before it",
        choices=("loop", "continue"),
    )  # fmt: skip
    clip_dynamics: str = _param(
        "free", "paint", "whose loudness a clip has from moment to moment: its own, or that of the init clip",
        choices=("free", "init"),
    )  # fmt: skip
    bars: int = _param(2, "paint", "length of a clip", choices=(1, 2, 4, 8), unit="bars")
    gain: float = _param(0.0, "mix", "level of the deck; -90 = silence", SILENCE_DB, 6, unit="dB")
    mute: bool = _param(False, "mix", "silences the deck")
    freeze: bool = _param(False, "bend", "holds the sound that the playhead is at; let go, it is back on the beat")
    scrub: float = _param(
        0.0, "bend", "moves a frozen playhead over the clip each time it is set: 0 = its start, 1 = its end", 0, 1
    )
    reverse: bool = _param(False, "bend", "runs backwards; let go, it is back on the beat")
    speed: float = _param(1.0, "bend", "how fast the playhead runs against the clock, at the same pitch", 0.25, 4)
    loop: float = _param(
        0.0, "bend", "goes round in so many beats, 1/16 if it is less; 0 = the whole clip", 0, 16, unit="beats"
    )
    listen: bool = _param(
        False, "mix", "captures what comes in, clip after clip, as init clip: denoising says how much is repainted"
    )
    pan: float = _param(0.0, "mix", "balance: -1 = left only, 0 = both as painted, 1 = right only", -1, 1)
    side: str = _param(
        "through", "mix", "side of the crossfader that the deck is on; through = not on it",
        choices=("through", "a", "b"),
    )  # fmt: skip


@dataclass(frozen=True)
class State:
    """Every parameter at one instant."""

    decks: tuple[DeckState, ...]
    tempo: float = _param(120.0, "bend", "tempo, at the same pitch; clips painted for it follow", 20, 300, unit="BPM")
    master_gain: float = _param(0.0, "mix", "level of the mix; -90 = silence", SILENCE_DB, 6, unit="dB")
    record: bool = _param(False, "mix", "records each deck and the mix into files", kept=False)
    crossfade: float = _param(0.5, "mix", "crossfader, of equal power: 0 = side a alone, 1 = side b alone", 0, 1)
    quantise: str = _param(
        "bar", "paint", "when new clips may enter: as soon as painted, or on the next beat, bar or clip",
        choices=("off", "beat", "bar", "clip"),
    )  # fmt: skip
    clock_metre: str = _param(
        COMMON, "paint", "how bars are counted; another metre begins when the bar that is played is over",
        choices=tuple(METRES),
    )  # fmt: skip
    clock_source: str = _param(
        "internal",
        "bend",
        "whose beat is followed",
        choices=("internal", "midi", "link", "jack"),
        kept=False,
    )
    clock_lead: bool = _param(
        False, "mix", "leads the JACK transport: bars, beats and tempo are ours (timebase master)", kept=False
    )
    clock_startstop: bool = _param(False, "bend", "the source's stop silences us; otherwise we go on", kept=False)
    clock_aim: str = _param(
        "port", "bend", "where our beats meet the source's: as they leave the port, or, by what JACK says, are heard",
        choices=("port", "speaker"), kept=False,
    )  # fmt: skip
    clock_offset: float = _param(
        0.0, "bend", "how much later than the source we are heard", -200, 200, unit="ms", kept=False
    )

    @property
    def bar_beats(self) -> int:
        """Quarter notes to the bar."""
        return METRES[self.clock_metre].beats


def _specs(table: type) -> dict[str, Spec]:
    types = get_type_hints(table)
    return {
        f.name: Spec(f.name.replace("_", "/"), types[f.name], cast(Value, f.default), **f.metadata)
        for f in fields(table)
        if f.metadata
    }


DECK_SPECS: Mapping[str, Spec] = _specs(DeckState)
GLOBAL_SPECS: Mapping[str, Spec] = _specs(State)


@dataclass(frozen=True)
class Slot:
    """Where an address lives: a field of `State`, or of deck `deck` (from 0)."""

    spec: Spec
    name: str
    deck: int | None = None

    def get(self, state: State) -> Value:
        value: Value = getattr(state if self.deck is None else state.decks[self.deck], self.name)
        return value


def put(state: State, slots: Mapping[str, Slot], values: Mapping[str, Value]) -> State:
    """The state with other values, by address; decks that have none of them are the same objects."""
    fields: dict[int | None, dict[str, Any]] = {}
    for address, value in values.items():
        fields.setdefault(slots[address].deck, {})[slots[address].name] = value
    new = [replace(deck, **fields[index]) if index in fields else deck for index, deck in enumerate(state.decks)]
    return replace(state, **{"decks": tuple(new), **fields.get(None, {})})


def deck_address(deck: int, name: str) -> str:
    """The OSC address of a field of `DeckState`; decks count from 0."""
    return f"/deck/{deck + 1}/{DECK_SPECS[name].path}"


def table(decks: int) -> dict[str, Slot]:
    """Every OSC address of an instrument with that many decks."""
    slots = {f"/{spec.path}": Slot(spec, name) for name, spec in GLOBAL_SPECS.items()}
    for deck in range(decks):
        slots |= {deck_address(deck, name): Slot(spec, name, deck) for name, spec in DECK_SPECS.items()}
    return slots


Listener = Callable[[str, Value], None]


class Params:
    """The current state: at first the table's defaults, with every deck but the first muted.

    `set` and `update` belong to the control thread; `snapshot` may be read by any.
    """

    def __init__(self, decks: int, initial: Mapping[str, Value] | None = None) -> None:
        """Raises ParamError for an initial value the table does not allow."""
        self.slots = table(decks)
        self._state = State(decks=(DeckState(), *(DeckState(mute=True),) * (decks - 1)))
        self._listeners: list[Listener] = []
        self.update(initial or {})

    def snapshot(self) -> State:
        """The state now, immutable."""
        return self._state

    def slot(self, address: str) -> Slot:
        """Raises ParamError, with a suggestion, for an address that is not in the table."""
        try:
            return self.slots[address]
        except KeyError:
            raise ParamError(unknown_address(address, self.slots, len(self._state.decks))) from None

    def get(self, address: str) -> Value:
        return self.slot(address).get(self._state)

    def values(self) -> dict[str, Value]:
        """Every address with its value."""
        return {address: slot.get(self._state) for address, slot in self.slots.items()}

    def set(self, address: str, value: object) -> Value:
        """Check and set one parameter, tell the listeners, return the value as stored.

        Raises ParamError; the state is then as before.
        """
        return self.update({address: value})[address]

    def update(self, values: Mapping[str, Any]) -> dict[str, Value]:
        """Check all values, then set all at once. Raises ParamError naming the first that is not allowed."""
        checked = {address: self._check(address, value) for address, value in values.items()}
        self._state = put(self._state, self.slots, checked)
        for address, value in checked.items():
            for listener in self._listeners:
                listener(address, value)
        return checked

    def _check(self, address: str, value: object) -> Value:
        try:
            return self.slot(address).spec.check(value)
        except ParamError as error:
            raise ParamError(f"{address}: {error}" if address in self.slots else str(error)) from None

    def listen(self, listener: Listener) -> None:
        """Call `listener(address, value)`, in the control thread, for each value that is set."""
        self._listeners.append(listener)
