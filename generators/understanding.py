"""Prompts put otherwise than the denoiser knows best: read as plain captions, those whose known phrases are nearest.

Nearness is that of MiniLM's sentence embeddings (Reimers & Gurevych, 2019, https://arxiv.org/abs/1908.10084).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import torch
from safetensors.torch import load_file, save
from torch import Tensor
from torch.nn.functional import normalize

from generators.function_words import ENGLISH
from generators.negation import said, wanted
from generators.own_caption import text_of
from generators.stored import WEIGHTS, named, read_config

NEAR = 0.05  # cosine by which a phrase must be nearer to count e times as much
STEP = 127  # of 8-bit embeddings; phrases have unit length
FOLDER = "phrases"
WORD = re.compile(r"[^\W\d_]+")
ARTICLES = tuple(ENGLISH.articles.split("|"))
LINKS = ("with", "in", "on", "behind", "mit", "avec")  # that what follows a name begins with


def sentence(states: Tensor, mask: Tensor) -> Tensor:
    """Unit-length means (prompts, width) of token states (prompts, words, width) with their masks (prompts, words)."""
    used = mask[..., None]
    return normalize((states * used).sum(1) / used.sum(1).clamp(min=1), dim=1)


def words_of(text: str) -> list[str]:
    """Its words in lower case; numbers are none."""
    return [word.lower() for word in WORD.findall(text)]


@dataclass(frozen=True)
class Understanding:
    """`phrases` (phrases, width) are sentence embeddings, `subjects` (phrases,) say which of `captions` each means.

    `learned` has the phrases of the captions that the denoiser was trained on, in words (`words_of`), each with the
    plain name for the same, which it heard most; itself if it is to stand, empty if it names nothing. `tones` are
    words of mood, pace and effect, each with the learned one for the same. `instruments` are the learned phrases that
    name one, and the captions that do: the others name drums or whole bands. `drums` are those for drums of whatever
    kind. `words` are those of all phrases that are not in MiniLM's vocabulary. `own` are the captions that a performer
    has taught, without key and tempo. Immutable.
    """

    phrases: Tensor
    subjects: Tensor
    captions: tuple[str, ...]
    learned: Mapping[str, str]
    tones: Mapping[str, str]
    instruments: frozenset[str]
    drums: frozenset[str]
    words: frozenset[str]
    own: tuple[str, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Understanding:
        """One that `save` has written. Raises ValueError and OSError."""
        with named(folder):
            stored, config = load_file(folder / WEIGHTS), read_config(folder)
            return cls(
                stored["phrases"].float() / STEP, stored["subjects"].long(), tuple(config["captions"]),
                config["learned"], dict(config["tones"]), frozenset(config["instruments"]),
                frozenset(config["drums"]), frozenset(config["words"]), tuple(config.get("own", ())),
            )  # fmt: skip

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        stored = {"phrases": (self.phrases * STEP).round().to(torch.int8), "subjects": self.subjects.to(torch.int16)}
        (folder / WEIGHTS).write_bytes(save(stored))
        config = {"captions": self.captions, "learned": self.learned, "tones": self.tones}
        config |= {"instruments": sorted(self.instruments), "drums": sorted(self.drums), "words": sorted(self.words)}
        config |= {"own": self.own}
        (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")

    def taught(self, captions: Sequence[str], meant: Callable[[list[str]], Tensor]) -> Understanding:
        """One that knows these captions of a performer's `own`. What no learned phrase or tone is yet is a phrase that
        stands as it is in other prompts, too, and names an instrument if what is nearest to it does. `meant` gives
        sentence embeddings (captions, width)."""
        told = replace(self, own=tuple(dict.fromkeys([*self.own, *captions])))
        phrases = {caption: " ".join(words_of(caption)) for caption in captions}
        new = {caption: phrase for caption, phrase in phrases.items() if phrase and not self._has(phrase)}
        if not new:
            return told
        embeddings = meant(list(new))
        played = [self.nearest(embedding) in self.instruments for embedding in embeddings]
        names = {name for pair, is_played in zip(new.items(), played, strict=True) if is_played for name in pair}
        return replace(
            told,
            phrases=torch.cat([self.phrases, embeddings]),
            subjects=torch.cat([self.subjects, torch.arange(len(new)) + len(self.captions)]),
            captions=(*self.captions, *new),
            learned={**self.learned, **{phrase: phrase for phrase in new.values()}},
            instruments=self.instruments | names,
        )

    def _has(self, phrase: str) -> bool:
        return phrase in self.learned or phrase in self.tones

    def as_taught(self, prompt: str) -> str:
        """The one of its `own` captions that a prompt is, whatever its case, key and tempo; "" if it is none."""
        return self._own.get(text_of(prompt).casefold(), "")

    @cached_property
    def _own(self) -> dict[str, str]:
        return {caption.casefold(): caption for caption in self.own}

    def is_new(self, prompt: str) -> bool:
        """Whether a prompt is not put together from phrases that the denoiser was trained on."""
        return self.parts(words_of(prompt)) is None

    @cached_property
    def learned_words(self) -> frozenset[str]:
        """Words of the learned phrases."""
        return frozenset(word for phrase in self.learned for word in phrase.split())

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Words that are no mistakes, beside those of MiniLM's vocabulary."""
        return self.words | self.learned_words | {word for phrase in self.tones for word in phrase.split()}

    def plainly(self, prompt: str) -> str:
        """A prompt of learned phrases, one of which names something: with the plain name in its place."""
        found, words, names = list(WORD.finditer(prompt)), words_of(prompt), self.names(prompt)
        if len(names) != 1:
            return prompt
        [(start, end)] = names
        phrase = " ".join(words[start:end])
        if self.learned[phrase] == phrase:
            return prompt
        return prompt[: found[start].start()] + self.learned[phrase] + prompt[found[end - 1].end() :]

    def toned(self, prompt: str) -> str:
        """A prompt with learned words of mood, pace and effect for others, and nothing of what it shall be without:
        "soft piano with reverb, without drums" → "reverberant gentle piano"."""
        front: list[str] = []

        def told(found: re.Match[str]) -> str:
            words = words_of(found[0])
            tone = self.tones.get(" ".join(words), found[0])
            if tone == found[0] or words[0] not in LINKS:
                return tone
            front.append(tone)
            return ""

        kept = self._untold.sub(told, wanted(prompt).strip(" ,;.") or prompt)
        parts = (" ".join(part.split()).strip(" .()") for part in re.split("[,;]", kept))
        return " ".join([*dict.fromkeys(front), ", ".join(part for part in parts if part)])

    @cached_property
    def _untold(self) -> re.Pattern[str]:
        """Words of mood, pace and effect that were not learned, the longest first."""
        phrases = sorted((phrase for phrase, tone in self.tones.items() if phrase != tone), key=len, reverse=True)
        return re.compile(rf"\b({'|'.join(phrases)})\b".replace(" ", r"[\W_]+"), re.IGNORECASE)

    def names(self, prompt: str) -> list[tuple[int, int]]:
        """Which of the learned phrases that a prompt is put together from name something; none if it is not."""
        words = words_of(prompt)
        return [(start, end) for start, end in self.parts(words) or [] if self.learned[" ".join(words[start:end])]]

    def band_at_end(self, prompt: str) -> str:
        """The learned phrase for a band, or drums, that a prompt in new words ends with, "" if none."""
        words = words_of(prompt)
        ends = (" ".join(words[start:]) for start in range(1, len(words)))
        return next((end for end in ends if self.learned.get(end) and end not in self.instruments), "")

    def instrument_in(self, text: str) -> str:
        """The plain name of an instrument that a text in new words names, the longest if several, "" if none."""
        words = words_of(wanted(text))
        spans = [(start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
        phrases = [" ".join(words[start:end]) for start, end in spans]
        named = [phrase for phrase in phrases if phrase in self.instruments and self.learned.get(phrase)]
        return self.learned[max(named, key=len)] if named else ""

    def is_played(self, prompt: str) -> bool:
        """Does all that it names name instruments?"""
        words = words_of(prompt)
        return all(" ".join(words[start:end]) in self.instruments for start, end in self.names(prompt))

    def parts(self, words: list[str]) -> list[tuple[int, int]] | None:
        """Where each learned phrase begins and ends, of as few as possible, that the words are put
        together from; None if they are not."""
        best: list[list[tuple[int, int]] | None] = [[]]
        for end in range(1, len(words) + 1):
            ways = [
                [*before, (start, end)]
                for start, before in enumerate(best)
                if before is not None and " ".join(words[start:end]) in self.learned
            ]
            best.append(min(ways, key=len, default=None))
        return best[-1]

    def nearest(self, embedding: Tensor, but: int | None = None) -> str:
        """The caption whose phrases are nearest to a sentence embedding (width,), all of them heard `but` one."""
        likeness = self.phrases @ embedding
        if but is not None:
            likeness[but] = -1
        nearness = torch.softmax(likeness / NEAR, dim=0)
        votes = torch.zeros(len(self.captions)).index_add_(0, self.subjects, nearness)
        return self.captions[int(votes.argmax())]

    def likeness(self, embedding: Tensor) -> float:
        """Cosine of the phrase that is nearest to a sentence embedding (width,)."""
        return float((self.phrases @ embedding).max())

    def moods(self, text: str) -> list[str]:
        """What it says of mood, pace and effect, in learned words, unless it shall be without."""
        words = f" {' '.join(words_of(said(text)))} "
        return list(dict.fromkeys(tone for phrase, tone in self.tones.items() if f" {phrase} " in words))

    def reworded(self, prompt: str, embedding: Tensor) -> str:
        """The caption nearest to a prompt in new words, with what it says of mood, pace and effect."""
        caption = self.nearest(embedding)
        return " ".join([*(mood for mood in self.moods(prompt) if mood not in caption), caption])
