"""What the bundled model reads in a prompt: MiniLM's words, its key, and captions it knows for words it does not."""

from __future__ import annotations

import unicodedata
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from generators.bands import banded
from generators.column_transformer import KEYS
from generators.model import Embedding
from generators.musical_key import MODES, in_english, key_name, key_of
from generators.own_caption import with_capital_notes
from generators.prompt import Fragment, parse
from generators.reading import in_learned_words
from generators.spelling import spelt
from generators.stored import named
from generators.text_encoder import TextEncoder
from generators.understanding import FOLDER, Understanding, sentence

WORDS = 32  # tokens that are read at once, the first and the last of which are no words
ROOM = WORDS - 2
TOGETHER = 64  # texts: thousands at once would take gigabytes


def load_tokenizer(folder: Path) -> Tokenizer:
    """Raises ValueError and OSError."""
    with named(folder):
        tokenizer = Tokenizer.from_buffer((folder / "tokenizer.json").read_bytes())
    tokenizer.enable_truncation(WORDS)
    tokenizer.enable_padding(length=WORDS)
    return tokenizer


def one_hot_key(key: int) -> Tensor:
    """A key, as semitones above the white keys, in the form the transformer takes: (KEYS,)."""
    return torch.eye(KEYS)[key % KEYS]


def named_key(prompt: str) -> Tensor:
    """The key that a prompt names, (2 × KEYS,): the major ones, then the minor ones; 0 where it names none."""
    keys = torch.zeros(len(MODES), KEYS)
    if key := key_of(prompt):
        keys[MODES.index(key.mode), key.above % KEYS] = 1
    return keys.flatten()


def without_mode(keys: Tensor) -> Tensor:
    """Of such keys (…, 2 × KEYS) how far each counts whatever its mode, in the form the transformer takes."""
    return keys[..., :KEYS] + keys[..., KEYS:]


def keyed(pieces: list[str], prompt: str) -> list[str]:
    """Pieces that are read instead of a prompt, with the key that it names, where they have lost it: in so many words
    they are read as told."""
    key = key_of(prompt)
    if key is None or key_of(" ".join(pieces)):
        return pieces
    return [*pieces[:-1], f"{pieces[-1]} in {key_name(*key)}".strip()]


def told(pieces: list[str], prompt: str) -> str:
    """Pieces that were read instead of a prompt; "" if they are the prompt."""
    text = " ".join(pieces)
    return "" if text.split() == prompt.split() else text


class PromptReader:
    """Prompts → embeddings. Used by one thread."""

    def __init__(self, tokenizer: Tokenizer, text_encoder: TextEncoder, understanding: Understanding | None) -> None:
        """Without `understanding`, prompts in new words are read as they stand."""
        self.tokenizer = tokenizer
        self.text_encoder = text_encoder
        self.understanding = understanding
        self.device = torch.device("cpu")

    @classmethod
    def load(cls, folder: Path) -> PromptReader:
        """The text side of a checkpoint's folder."""
        known = Understanding.load(folder / FOLDER) if (folder / FOLDER).is_dir() else None
        return cls(load_tokenizer(folder / "tokenizer"), TextEncoder.load(folder / "text_encoder"), known)

    def to(self, device: torch.device) -> PromptReader:
        """This one, reading there."""
        self.text_encoder.to(device)
        self.device = device
        return self

    def embed(self, prompt: str) -> Embedding:
        """What is longer than WORDS tokens is read in pieces. Weights change how much a word counts in what the whole
        prompt says, not in what is read word by word.

        Without weights, a key is read in English, and every piece in learned words: see `generators.reading`. A caption
        that was taught is read as it was then, whatever it says.
        """
        prompt = unicodedata.normalize("NFC", prompt)  # as é is typed on some machines, it is two letters
        fragments = parse(prompt)
        text, weighted = "".join(fragment.text for fragment in fragments), any(each.weight != 1 for each in fragments)
        if taught := self._taught(prompt) or (None if weighted else self._taught(text)):
            return taught
        pieces = self.pieces(text) if weighted else keyed(self._reworded(self.pieces(in_english(text))), prompt)
        tokens, mask = self.embed_all(pieces)
        if weighted:
            mask = mask * self._weights(fragments, pieces)
        key, as_read = named_key(prompt).to(self.device), "" if weighted else told(pieces, prompt)
        return Embedding(tokens.flatten(0, 1), mask.flatten(), key, as_read)

    def _taught(self, prompt: str) -> Embedding | None:
        """One that is a caption of a performer's own; a key in it is no less one for a small letter."""
        known = self.understanding
        for spelling in (prompt, with_capital_notes(prompt)):
            if known and (caption := known.as_taught(spelling)):
                tokens, mask = self.embed_all([caption])
                return Embedding(tokens[0], mask[0], named_key(spelling).to(self.device))
        return None

    def pieces(self, text: str) -> list[str]:
        """A text in pieces of at most WORDS tokens, cut between words."""
        if self._count(text) <= ROOM:
            return [text]
        pieces = [""]
        for word in text.split():
            longer = f"{pieces[-1]} {word}".strip()
            pieces[-1:] = [longer] if self._count(longer) <= ROOM or not pieces[-1] else [pieces[-1], word]
        return pieces

    def meant(self, texts: list[str]) -> Tensor:
        """The sentence embeddings (texts, width) of pieces, read `TOGETHER` at a time."""
        runs = [texts[at : at + TOGETHER] for at in range(0, len(texts), TOGETHER)]
        return torch.cat([sentence(*self.embed_all(run, padded=False)).cpu() for run in runs])

    def _meant(self, text: str) -> Tensor:
        return self.meant([text])[0]

    def _reworded(self, pieces: list[str]) -> list[str]:
        """Pieces as the captions that the denoiser has learned, where they are put otherwise."""
        known = self.understanding
        if known is None:
            return pieces

        def is_known(word: str) -> bool:
            return word in known.known_words or self.is_token(word)

        right = [spelt(piece, known.learned_words, is_known) for piece in pieces]
        read = [banded(known, in_learned_words(known, piece, self._meant)) for piece in right]
        return [part for text in read for part in self.pieces(text)]

    def is_token(self, word: str) -> bool:
        """Is it in MiniLM's vocabulary as a whole?"""
        return self._count(word) == 1

    def _weights(self, fragments: list[Fragment], pieces: list[str]) -> Tensor:
        """How much each token of the pieces counts: (pieces, WORDS)."""
        counts = [self._count(fragment.text) for fragment in fragments]
        given = iter([fragment.weight for fragment, count in zip(fragments, counts, strict=True) for _ in range(count)])
        weights = torch.ones(len(pieces), WORDS)
        for row, piece in zip(weights, pieces, strict=True):
            own = list(islice(given, self._count(piece)))[:ROOM]
            row[1 : 1 + len(own)] = torch.tensor(own)
        return weights.to(self.device)

    def _count(self, text: str) -> int:
        """How many tokens a text has by itself."""
        first = self.tokenizer.encode(text, add_special_tokens=False)
        return sum(sum(part.attention_mask) for part in (first, *first.overflowing))

    @torch.inference_mode()
    def embed_all(self, prompts: list[str], padded: bool = True) -> tuple[Tensor, Tensor]:
        """Token states (prompts, WORDS, width), 0 where unused, and their masks (prompts, WORDS).

        If not `padded`, there are only as many as the longest prompt has.
        """
        encodings = self.tokenizer.encode_batch(prompts)
        words = WORDS if padded else max(sum(encoding.attention_mask) for encoding in encodings)
        ids = torch.tensor([encoding.ids[:words] for encoding in encodings], device=self.device)
        mask = torch.tensor([encoding.attention_mask[:words] for encoding in encodings], device=self.device)
        return self.text_encoder(ids, mask), mask.float()
