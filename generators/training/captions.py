"""Words for a loop: several wordings of what is in it, drawn from a small grammar."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from generators.training.catalogue import GROOVES, INSTRUMENTS, STYLES

MOODS = {
    "minor": ("dark", "moody", "melancholic", "sad"),
    "major": ("happy", "bright", "uplifting", "warm"),
    "jazz": ("smooth", "mellow"),
}
EFFECT_WORDS = {
    "space": ("spacious", "reverberant", "ethereal"),
    "dub": ("echoing", "dubby"),
    "pump": ("pumping", "club"),
    "vinyl": ("dusty", "vintage"),
    "muffled": ("muffled", "filtered"),
    "drive": ("distorted", "gritty"),
}
ROLE_WORDS = {
    "chords": ("chords", "playing chords"),
    "stabs": ("stabs",),
    "offbeats": ("offbeat chords",),
    "pad": ("sustained chords", "soft long chords"),
    "drone": ("drone",),
    "arpeggio": ("arpeggio", "arpeggios"),
    "melody": ("melody", "playing a melody", "solo"),
    "riff": ("riff", "groove"),
    "acid": ("line", "loop"),
    "pulse": ("pulsing line", "bass line"),
    "roots": ("bass line", "long notes"),
    "walking": ("walking bass line", "walking line"),
    "power chords": ("power chords", "riff"),
    "ringing": ("ringing", "tolling"),
}
DRUM_NOUNS = ("drum loop", "drums", "beat", "drum beat", "drum pattern", "groove", "percussion")


@dataclass(frozen=True)
class Facts:
    """What a caption may say. `kind` is drums, solo or mix; `name` its groove, instrument or style."""

    kind: str
    name: str
    tempo: float
    mode: str
    role: str = ""
    parts: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    machine: bool = False


def wordings(facts: Facts, count: int, rng: Random) -> list[str]:
    """The first wording is plain, the others add what may be said beside it."""
    return [_core(facts, rng), *(_dressed(facts, rng) for _ in range(count - 1))]


def _core(facts: Facts, rng: Random) -> str:
    if facts.kind == "drums":
        word = rng.choice(GROOVES[facts.name].words)
        return word if word.endswith("percussion") else f"{word} {rng.choice(DRUM_NOUNS)}"
    if facts.kind == "mix":
        return _with_parts(rng.choice(STYLES[facts.name].words), facts, rng)
    word = rng.choice(INSTRUMENTS[facts.name].words)
    return rng.choice((word, word, f"solo {word}", f"{word} {rng.choice(ROLE_WORDS[facts.role])}"))


def _with_parts(word: str, facts: Facts, rng: Random) -> str:
    if not facts.parts or rng.random() < 0.4:
        return rng.choice((word, word, f"{word} loop", f"{word} track"))
    named = rng.sample(facts.parts, min(len(facts.parts), rng.choice((1, 1, 2))))
    return f"{word} with {' and '.join(rng.choice(INSTRUMENTS[part].words) for part in named)}"


def _dressed(facts: Facts, rng: Random) -> str:
    before = [word for word in (_mood(facts, rng), _speed(facts.tempo)) if word and rng.random() < 0.4]
    before += [rng.choice(EFFECT_WORDS[effect]) for effect in facts.effects if rng.random() < 0.3]
    after = [f"{round(facts.tempo)} bpm"] if rng.random() < 0.3 else []
    if facts.kind == "drums" and rng.random() < 0.25:
        after.append(rng.choice(("drum machine", "electronic drums")) if facts.machine else "acoustic drum kit")
    if facts.kind == "solo" and rng.random() < 0.15:
        after.append(rng.choice(("solo", "alone", "no drums")))
    return ", ".join([" ".join([*before, _core(facts, rng)]), *after])


def _mood(facts: Facts, rng: Random) -> str:
    return rng.choice(MOODS[facts.mode]) if facts.mode else ""


def _speed(tempo: float) -> str:
    return "slow" if tempo < 86 else "fast" if tempo > 142 else ""
