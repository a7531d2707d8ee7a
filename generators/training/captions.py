"""Words for a loop: endless wordings of what is in it, drawn from a small grammar over `vocabulary`."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from generators.metre import COMMON
from generators.musical_key import key_name
from generators.training.vocabulary import GROOVE_WORDS, INSTRUMENT_WORDS, STYLE_WORDS, Words

MOODS: dict[str, Words] = {
    "minor": ("dark", "moody", "melancholic", "sad", "mysterious", "tense", "brooding", "serious", "bittersweet"),
    "major": ("happy", "bright", "uplifting", "warm", "cheerful", "joyful", "sunny", "hopeful", "sweet"),
    "jazz": ("smooth", "mellow", "sophisticated", "late night", "cool"),
}
SLOW: Words = ("slow", "relaxed", "laid back", "calm", "gentle", "lazy")
FAST: Words = ("fast", "energetic", "frantic", "driving", "high energy", "up-tempo")
EFFECT_WORDS: dict[str, Words] = {
    "space": ("spacious", "reverberant", "ethereal", "distant", "huge", "dreamy"),
    "dub": ("echoing", "dubby", "delayed", "with echo"),
    "pump": ("pumping", "club", "sidechained"),
    "vinyl": ("dusty", "vintage", "old", "crackling"),
    "muffled": ("muffled", "filtered", "warm"),
    "drive": ("distorted", "gritty", "dirty", "crushed"),
}
ROLE_WORDS: dict[str, Words] = {
    "chords": ("chords", "playing chords", "chord progression", "accompaniment"),
    "stabs": ("stabs", "hits", "short chords"),
    "offbeats": ("offbeat chords", "on the offbeat", "skank"),
    "pad": ("sustained chords", "soft long chords", "long notes", "held chords"),
    "drone": ("drone", "one long note"),
    "arpeggio": ("arpeggio", "arpeggios", "broken chords", "pattern"),
    "melody": ("melody", "playing a melody", "solo", "lead line", "theme"),
    "riff": ("riff", "groove", "lick", "ostinato"),
    "acid": ("line", "loop", "sequence", "bass line"),
    "pulse": ("pulsing line", "bass line", "pulse"),
    "roots": ("bass line", "long notes"),
    "walking": ("walking bass line", "walking line"),
    "power chords": ("power chords", "riff", "chugging"),
    "ringing": ("ringing", "tolling", "single notes"),
}
DRUM_NOUNS: Words = (
    "drum loop", "drums", "beat", "drum beat", "drum pattern", "groove", "percussion", "rhythm", "drum groove",
    "drum kit", "drumming", "drumset", "snare and hi-hats", "cymbals and snare",
)  # fmt: skip
MIX_NOUNS: Words = ("loop", "track", "music", "song", "band", "instrumental", "groove")
METRE_WORDS: dict[str, Words] = {
    "3/4": ("3/4", "in 3/4", "waltz time", "in three", "waltz", "three four"),
    "6/8": ("6/8", "in 6/8", "six eight", "in six eight", "6/8 feel"),
}
MACHINES: Words = ("drum machine", "electronic drums", "electronic kit", "programmed")
KITS: Words = ("acoustic drum kit", "live drums", "real drums", "acoustic drums")
ALONE: Words = ("solo", "alone", "no drums", "unaccompanied", "only")
PLAIN_SHARE = 0.25  # of the captions use the plain word: it is what most people type
FRAMES: Words = (
    "{}", "{}", "{}", "{}", "a {}", "the sound of {}", "{} playing", "some {}", "a loop of {}", "{} please",
)  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What a caption may say. `kind` is drums, solo or mix; `name` its groove, instrument or style. `key` is how
    many semitones above the white keys the harmony lies. `said` is somebody's own caption, to be used as it is.
    If `swelling`, its loudness goes up and down for no other reason than to be asked for."""

    kind: str
    name: str
    tempo: float
    mode: str
    role: str = ""
    parts: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    machine: bool = False
    key: int = 0
    said: str = ""
    metre: str = COMMON
    swelling: bool = False


def plain(facts: Facts) -> str:
    """The caption without any choice in it."""
    if facts.kind == "drums":
        word = GROOVE_WORDS[facts.name][0]
        return word if word.endswith(("percussion", "drums")) else f"{word} drum loop"
    return (STYLE_WORDS if facts.kind == "mix" else INSTRUMENT_WORDS)[facts.name][0]


def caption(facts: Facts, rng: Random) -> str:
    """One of the many captions of a loop: what it is, and perhaps its mood, effects, tempo and key."""
    if facts.said:
        return facts.said
    before = [word for word in (_mood(facts, rng), _speed(facts.tempo, rng)) if word and rng.random() < 0.25]
    before += [rng.choice(EFFECT_WORDS[effect]) for effect in facts.effects if rng.random() < 0.25]
    after = [f"{round(facts.tempo)} bpm"] if rng.random() < 0.15 else []
    if facts.mode and rng.random() < (0.12 if facts.key == 0 else 0.4):
        after.append(f"in {key_name(facts.key, facts.mode)}")
    if facts.kind == "drums" and rng.random() < 0.15:
        after.append(rng.choice(MACHINES if facts.machine else KITS))
    if facts.kind == "solo" and rng.random() < 0.12:
        after.append(rng.choice(ALONE))
    if facts.metre in METRE_WORDS and rng.random() < 0.25:
        after.append(rng.choice(METRE_WORDS[facts.metre]))
    said = rng.choice(FRAMES).format(" ".join([*before, _core(facts, rng)]))
    return (", " if rng.random() < 0.7 else " ").join([said, *after])


def _word(words: Words, rng: Random) -> str:
    return words[0] if rng.random() < PLAIN_SHARE else rng.choice(words)


def _core(facts: Facts, rng: Random) -> str:
    if facts.kind == "drums":
        word = _word(GROOVE_WORDS[facts.name], rng)
        return word if word.endswith(("percussion", "drums")) else f"{word} {rng.choice(DRUM_NOUNS)}"
    if facts.kind == "mix":
        return _with_parts(_word(STYLE_WORDS[facts.name], rng), facts, rng)
    word, doing = _word(INSTRUMENT_WORDS[facts.name], rng), rng.choice(ROLE_WORDS[facts.role])
    return rng.choice((word, word, f"solo {word}", f"{word} {doing}", f"{doing} on {word}"))


def _with_parts(word: str, facts: Facts, rng: Random) -> str:
    if not facts.parts or rng.random() < 0.5:
        return rng.choice((word, word, f"{word} {rng.choice(MIX_NOUNS)}"))
    named = rng.sample(facts.parts, min(len(facts.parts), rng.choice((1, 1, 2))))
    heard = " and ".join(_word(INSTRUMENT_WORDS[part], rng) for part in named)
    return rng.choice((f"{word} with {heard}", f"{word} with {heard}", f"{word}, {heard}", f"{heard} {word}"))


def _mood(facts: Facts, rng: Random) -> str:
    return rng.choice(MOODS[facts.mode]) if facts.mode else ""


def _speed(tempo: float, rng: Random) -> str:
    return rng.choice(SLOW) if tempo < 86 else rng.choice(FAST) if tempo > 142 else ""
