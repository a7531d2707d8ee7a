"""What the daemon tells of itself: the third table, beside those of parameters and commands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Readout:
    """An address that can be read, not set; N in it is the deck. `types` are the OSC types of its values, which
    `values` names."""

    address: str
    values: str
    types: str
    doc: str

    @property
    def message(self) -> str:
        """As in `/position BAR BEAT`."""
        return f"{self.address} {self.values}"


READOUTS = (
    Readout("/position", "BAR BEAT", "if", "where the playhead is, both from 1; beats are quarter notes"),
    Readout("/playing/tempo", "BPM", "f", "the tempo that is heard: /tempo, or that of the clock that is followed"),
    Readout("/playing/metre", "METRE", "s", "the metre of the bar that is heard; /clock/metre is the one to come"),
    Readout("/generator", "STATE", "s", '"ready", what the model is doing until then, or what is wrong with it'),
    Readout("/output", "KIND", "s", "jack, portaudio, file or null, or what is wrong with it"),
    Readout("/underruns", "COUNT", "i", "how often the sound was not put together in time, since the start"),
    Readout("/xruns", "COUNT", "i", "how often the audio server or sound card missed a block, since the start"),
    Readout("/peak", "DB", "f", "the peak of the mix, 0 = full scale, -90 = silence; it falls by 20 dB in 1.7 s"),
    Readout("/deck/N/playing", "PROMPT", "s", "the prompt that plays, A's or B's, whichever is nearer; empty = none"),
    Readout("/deck/N/read", "PROMPT", "s", "what that was read as: itself, or words the model knows; empty = not yet"),
    Readout("/deck/N/painted", "COUNT OF", "ii", "how many of the keyframes from A to B are painted, of how many"),
    Readout("/deck/N/waiting", "WAITING", "i", "1 = what is wanted is not on stage: it is being painted, or cannot be"),
    Readout("/deck/N/late", "COUNT", "i", "how often the loop went round again as the next clip was not painted"),
    Readout(
        "/deck/N/eta", "SECONDS BAR BEAT", "fif",
        "in how many seconds, and at which bar and beat, a change will be heard, by how long the last clip took until"
        " it is painted; 0 0 0 = none is to come",
    ),
    Readout("/deck/N/arrived", "BAR BEAT", "if", "where the last change was heard; 0 0 = none yet"),
    Readout("/scene/now", "SCENE NAME", "is", "the scene that was recalled last; 0 = none"),
    Readout("/scene/morphing", "SCENE SHARE", "if", "where a morph goes, and how far it is, 0 to 1; 0 0 = none"),
    Readout(
        "/setlist", "STEP STEPS SCENE NOTE", "iiss",
        "the place in the setlist, 0 = before the first; how many steps there are; the step's scene and its note",
    ),
    Readout("/clock/state", "STATE", "s", "internal, or of the clock that is followed: waiting, following, lost"),
    Readout("/clock/peers", "COUNT", "i", "how many others are in the Link session"),
    Readout("/clock/error", "MS", "f", "how many ms the clock that is followed is ahead of us; 0 if there is none"),
)  # fmt: skip


def addresses(decks: int) -> dict[str, Readout]:
    """Every readout of an instrument with that many decks, by its address there."""
    return {
        readout.address.replace("/N/", f"/{deck}/"): readout for readout in READOUTS for deck in range(1, decks + 1)
    }
