"""What a performer may say for a loop, beside the plain caption that means the same: pairs for `words`.

Around the words of `lexicon` and `vocabulary` go frames, fillers, slips of the finger and words of no account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import NamedTuple
from zlib import crc32

from generators.training.captions import DRUM_NOUNS, MIX_NOUNS, Facts, caption, plain
from generators.training.catalogue import GROOVES, INSTRUMENTS, STYLES
from generators.training.held_out import RESERVED
from generators.training.lexicon import (
    DRUM_PHRASES,
    GENERIC_GROOVE,
    GROOVE_PHRASES,
    INSTRUMENT_PHRASES,
    STYLE_PHRASES,
)
from generators.training.vocabulary import GROOVE_WORDS, INSTRUMENT_WORDS, STYLE_WORDS, Words

FRAMES: Words = (
    "{}", "{}", "{}", "{}", "{}", "{}", "a {}", "an {}", "the {}", "some {}", "{} please", "please, {}", "just {}",
    "only {}", "{} only", "nothing but {}", "{} and nothing else", "{}, nothing else", "solo {}", "{} solo",
    "{} alone", "the sound of {}", "sound of {}", "sounds like {}", "something like {}", "a bit like {}", "like {}",
    "kind of {}", "a recording of {}", "field recording of {}", "sample of {}", "a loop of {}", "{} loop",
    "{} sample", "{} sounds", "{} music", "{} vibe", "{} vibes and mood", "{} style", "in the style of {}",
    "{} feeling", "{}-ish", "typical {}", "play {}", "play me {}", "playing {}", "give me {}", "i want {}",
    "i want to hear {}", "can i have {}", "let me hear {}", "we need {} here", "now {}", "more {}", "make it {}",
    "{} being played", "a musician with {}", "a man and his {}", "she plays {}", "he plays {}", "they play {}",
    "somebody with {}", "a student practising {}", "a master of {}", "listening to {}", "think of {}", "imagine {}",
    "reminds me of {}", "music with {}", "a piece for {}", "{} piece", "{} part", "{} line", "{} theme", "{} intro",
    "a song on {}", "{} in the background", "{} in front", "{} up close", "no vocals, {}", "instrumental {}",
    "real {}", "authentic {}", "old {}", "modern {}", "two {}", "many {}", "lots of {}", "a little {}", "big {}",
    "small {}", "best {}", "famous {}", "cheap {}", "expensive {}",
)  # fmt: skip
ASIDE: Words = (  # says nothing about what sounds
    "at night", "in the evening", "in the morning", "at noon", "all day", "on a monday", "in summer", "in winter",
    "in spring", "in autumn", "at home", "in my room", "in the kitchen", "in the studio", "on stage", "live",
    "outside", "in the park", "by the lake", "in the street", "under a bridge", "in the mountains", "in the city",
    "in a small town", "in europe", "for my mother", "for a friend", "for the children", "with feeling", "with love",
    "with passion", "full of emotion", "very quiet", "very loud", "nice and easy", "good quality", "high quality",
    "lo fidelity", "recorded on tape", "close to the microphone", "from the next room", "through an old radio",
    "from the seventies", "from long ago", "again", "forever", "for an hour", "one more time", "slowly coming closer",
    "in four four", "in stereo", "and so on", "with a long tail", "as always", "you know", "or so", "if possible",
    "thanks", "wow", "so good", "number one",
)  # fmt: skip
EPITHETS: Words = (
    "beautiful", "nice", "lovely", "pretty", "great", "amazing", "cool", "simple", "complex", "delicate",
    "expressive", "virtuoso", "skilled", "clumsy", "young", "ancient", "traditional", "classic", "contemporary",
    "experimental", "odd", "strange", "weird", "funny", "silly", "serious", "elegant", "noble", "raw", "clean",
    "rich", "thin", "fat", "thick", "heavy", "light", "tiny", "giant", "lone", "single", "plain", "fancy", "exotic",
    "rural", "urban", "royal", "poor", "rainy", "golden", "blue", "red", "black", "white", "silver", "green",
    "natural", "artificial", "perfect", "broken", "minimalist", "busy", "sparse", "playful", "dramatic", "intimate",
    "powerful", "crisp", "organic", "catchy",
)  # fmt: skip
TONES: dict[str, Words] = {  # a word that the denoiser knows: others for it
    "dark": ("gloomy", "sombre", "black", "bleak", "grim", "shadowy"),
    "sad": ("sorrowful", "mournful", "tearful", "heartbroken", "blue", "melancholy", "weepy", "crying"),
    "happy": ("merry", "jolly", "glad", "cheery", "good mood", "in high spirits", "smiling"),
    "mysterious": ("mystic", "secretive", "enigmatic", "mystical"),
    "tense": ("nervous", "anxious", "edgy", "stressed"),
    "warm": ("cosy", "mild", "round", "tender"),
    "slow": ("unhurried", "sluggish", "in slow motion", "at a slow pace", "half speed", "langsam", "lento"),
    "calm": ("quiet", "soft", "peaceful", "soothing", "easy going", "tranquil"),
    "fast": ("quick", "speedy", "rapid", "rushing", "hurried", "at full speed", "schnell", "presto"),
    "energetic": ("lively", "vigorous", "full of energy", "wild", "hectic", "excited"),
    "spacious": ("in a big hall", "with reverb", "lots of reverb", "echoey", "in a huge room", "wet", "far away"),
    "with echo": ("echoes", "with delay", "tape delay", "slapback"),
    "distorted": ("overdriven", "saturated", "fuzzed", "broken speaker", "clipping"),
    "dusty": ("from an old record", "on vinyl", "scratchy record", "on an old gramophone", "lofi"),
    "muffled": ("behind a wall", "dull", "low passed", "under a blanket"),
}  # fmt: skip
NO_ASIDE_SHARE, ODD_SHARE, SLIP_SHARE, TONE_SHARE, EPITHET_SHARE, WITH_SHARE = 0.7, 0.25, 0.12, 0.2, 0.25, 0.12
EMPTY_SHARE, KNOWN_SHARE, PLAIN_SHARE = 0.03, 0.15, 0.15
KIND_SHARES = {"solo": 0.5, "drums": 0.2, "mix": 0.3}
LINKS: Words = (
    "{0} {1}",
    "{1} {0}",
    "{0}, {1}",
    "{0} by {1}",
    "{0} for {1}",
    "{0} and {1}",
    "the {1} of {0}",
    "{0} from {1}",
)
KEPT_ASIDE = 20  # one phrase in so many is never said in training


class Pair(NamedTuple):
    """`said` should be understood as what `meant`, words the denoiser knows, says. `about` is the plain caption."""

    said: str
    meant: str
    about: str


@dataclass(frozen=True)
class Subject:
    """What a prompt may be about, all its phrases, and the ones among them that training never says."""

    facts: Facts
    phrases: Words
    aside: Words

    @property
    def plain(self) -> str:
        return plain(self.facts)


def _subject(kind: str, name: str, phrases: Iterable[str]) -> Subject:
    every = tuple(dict.fromkeys(phrases))
    aside = tuple(phrase for phrase in every[1:] if crc32(phrase.encode()) % KEPT_ASIDE == 0)
    return Subject(Facts(kind, name, 120.0, ""), tuple(p for p in every if p not in aside), aside)


def subjects() -> dict[str, list[Subject]]:
    """All there is to talk about, by kind."""
    solo = [_subject("solo", name, (*INSTRUMENT_WORDS[name], *INSTRUMENT_PHRASES[name])) for name in INSTRUMENTS]
    mix = [_subject("mix", name, (*STYLE_WORDS[name], *STYLE_PHRASES[name])) for name in STYLES]
    drums = []
    for name in GROOVES:
        words = (*GROOVE_WORDS[name], *GROOVE_PHRASES[name])
        phrases = [f"{word} {noun}" for number, word in enumerate(words) for noun in _nouns(number)]
        drums.append(_subject("drums", name, (*phrases, *(DRUM_PHRASES if name == GENERIC_GROOVE else ()))))
    return {"solo": solo, "drums": drums, "mix": mix}


def _nouns(number: int) -> Words:
    """Some of the nouns, others for every word."""
    return tuple(DRUM_NOUNS[(number * 5 + step * 3) % len(DRUM_NOUNS)] for step in range(4))


def known_words() -> set[str]:
    """Every word of every phrase."""
    phrases = [
        phrase for kind in subjects().values() for subject in kind for phrase in (*subject.phrases, *subject.aside)
    ]
    phrases += [*FRAMES, *ASIDE, *EPITHETS, *TONES, *(word for words in TONES.values() for word in words)]
    return {word for phrase in phrases for word in re.findall(r"\w+", phrase.lower())}


class Phrasing:
    """Endless pairs. `odd` are words of no account: of those given, none that is kept aside or means something here."""

    def __init__(self, words: Iterable[str]) -> None:
        self.subjects = subjects()
        known, kept = known_words(), {word[:5] for word in RESERVED}
        self.odd = sorted(
            word for word in words if len(word) > 3 and word.isalpha() and word not in known and word[:5] not in kept
        )

    def pair(self, rng: Random) -> Pair:
        kind = rng.choices(list(KIND_SHARES), list(KIND_SHARES.values()))[0]
        subject = rng.choice(self.subjects[kind])
        share = rng.random()
        if share < EMPTY_SHARE:
            return Pair("", "", subject.plain)
        if share < EMPTY_SHARE + KNOWN_SHARE:
            text = known_caption(subject.facts, rng)
            return Pair(text, text, subject.plain)
        phrase = subject.plain if rng.random() < PLAIN_SHARE else rng.choice(subject.phrases)
        meant = subject.plain
        if kind == "mix" and rng.random() < WITH_SHARE:
            other = rng.choice(self.subjects["solo"])
            phrase, meant = f"{phrase} with {rng.choice(other.phrases)}", f"{meant} with {other.plain}"
        if kind == "mix" and rng.random() < 0.2:
            phrase = f"{phrase} {rng.choice(MIX_NOUNS)}"
        return Pair(*self.dressed(phrase, meant, rng), subject.plain)

    def dressed(self, phrase: str, meant: str, rng: Random) -> tuple[str, str]:
        """What is said with all that may go round it, and what is meant by it."""
        if rng.random() < EPITHET_SHARE:
            phrase = f"{rng.choice(EPITHETS)} {phrase}"
        if rng.random() < TONE_SHARE:
            tone = rng.choice(list(TONES))
            word = rng.choice((tone, *TONES[tone]))
            phrase = f"{word} {phrase}" if rng.random() < 0.6 else f"{phrase}, {word}"
            meant = f"{meant}, {tone}" if tone.startswith("with ") else f"{tone} {meant}"
        said = rng.choice(FRAMES).format(phrase)
        if rng.random() > NO_ASIDE_SHARE:
            said = rng.choice(("{} {}", "{}, {}")).format(said, rng.choice(ASIDE))
        while self.odd and rng.random() < ODD_SHARE:
            said = rng.choice(LINKS).format(said, rng.choice(self.odd))
        return (slip(said, rng) if rng.random() < SLIP_SHARE else said), meant

    def unheard(self) -> list[Pair]:
        """The phrases that training never says, bare."""
        every = [subject for kind in self.subjects.values() for subject in kind]
        return [Pair(phrase, subject.plain, subject.plain) for subject in every for phrase in subject.aside]


def known_caption(facts: Facts, rng: Random) -> str:
    """One that the denoiser was trained on, or could have been."""
    roles = INSTRUMENTS[facts.name].roles if facts.kind == "solo" else ("",)
    mode = rng.choice(("major", "minor")) if facts.kind != "drums" else ""
    tempo, role = rng.uniform(56, 170), rng.choice(roles)
    return caption(Facts(facts.kind, facts.name, tempo, mode, role), rng)


def slip(text: str, rng: Random) -> str:
    """One letter of a longer word swapped with the next, left out or doubled."""
    places = [m.start() + k for m in re.finditer(r"\w{5,}", text) for k in range(1, len(m[0]) - 2)]
    if not places:
        return text
    at = rng.choice(places)
    a, b = text[at], text[at + 1]
    return text[:at] + rng.choice((b + a, b, a + a + b, a)) + text[at + 2 :]
