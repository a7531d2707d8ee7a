"""How prompts in new words are understood, and that no prompt kept aside had a part in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import torch

from generators.catalogue import BUNDLED_FOLDER
from generators.prompt_reader import WORDS, PromptReader
from generators.training import lexicon
from generators.training.catalogue import GROOVES, INSTRUMENTS, STYLES
from generators.training.held_out import MORE_PHRASES, MORE_RESERVED, MORE_WORDS, RESERVED, UNSEEN
from generators.training.phrasing import every_word, learned_phrases, subjects
from generators.training.words import understand, understood
from generators.understanding import FOLDER, Understanding


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


@pytest.fixture(scope="module")
def reader() -> PromptReader:
    return PromptReader.load(BUNDLED_FOLDER)


@pytest.fixture(scope="module")
def known(reader: PromptReader) -> Understanding:
    assert reader.understanding
    return reader.understanding


def test_everything_in_the_catalogue_has_phrases() -> None:
    assert lexicon.INSTRUMENT_PHRASES.keys() == INSTRUMENTS.keys()
    assert lexicon.GROOVE_PHRASES.keys() == GROOVES.keys()
    assert lexicon.STYLE_PHRASES.keys() == STYLES.keys()


def test_prompts_kept_aside_have_no_part_in_it() -> None:
    phrases = {phrase for subject in subjects() for phrase in (*subject.phrases, *subject.aside)}
    assert not RESERVED & every_word(phrases)
    assert not {phrase.lower() for phrase in phrases} & UNSEEN.keys()
    assert all(MORE_RESERVED & words_of(prompt) for prompt in MORE_WORDS)
    assert not [prompt for prompt in MORE_PHRASES if MORE_RESERVED & words_of(prompt)]


def test_the_shipped_phrases_are_those_of_the_lexicon(known: Understanding) -> None:
    about = subjects()
    assert known.captions == tuple(subject.plain for subject in about)
    assert known.learned == learned_phrases()
    assert torch.bincount(known.subjects).tolist() == [len(subject.phrases) for subject in about]


@pytest.mark.parametrize(
    ("prompt", "near"),
    [
        ("could you play the klavier", "piano"), ("spooky haunted mansion", "dark ambient"),
        ("the fiddler", "violin"), ("a slow fiddler", "slow violin"),
    ],
)  # fmt: skip
def test_new_words_are_read_as_the_nearest_caption(reader: PromptReader, prompt: str, near: str) -> None:
    assert torch.equal(reader.embed(prompt).tokens, reader.embed(near).tokens)


@pytest.mark.parametrize(
    "prompt",
    ["", "techno drum loop", "dark rock with trumpet, 120 bpm", "piano in F# minor", "a melody on the accordion"],
)
def test_words_the_denoiser_knows_are_left_as_they_are(reader: PromptReader, prompt: str) -> None:
    assert torch.equal(reader.embed(prompt).tokens, reader.embed_all([prompt])[0][0])


def test_known_words_put_together_otherwise_are_read_as_the_nearest_caption(reader: PromptReader) -> None:
    """Each of these words is in some caption, but not so."""
    for prompt, near in (("plucked harp strings", "harp"), ("boys singing in church", "choir")):
        assert torch.equal(reader.embed(prompt).tokens, reader.embed(near).tokens)


def test_weighted_prompts_are_left_as_they_are(reader: PromptReader) -> None:
    assert torch.equal(reader.embed("(klavier:1.2)").tokens, reader.embed_all(["klavier"])[0][0])


LONG = "a slow church bell rings, " * 6  # 42 tokens


def test_long_prompts_are_read_to_their_end(reader: PromptReader) -> None:
    assert max(reader._count(piece) for piece in reader.pieces(LONG)) <= WORDS - 2
    assert " ".join(reader.pieces(LONG)) == LONG.strip()
    piano, drums = (reader.embed(LONG + ending) for ending in ("solo piano", "techno drum loop"))
    assert len(piano.tokens) == len(drums.tokens) == 2 * WORDS
    assert torch.equal(piano.tokens[:WORDS], drums.tokens[:WORDS])
    assert not torch.equal(piano.tokens, drums.tokens)


def test_weights_lie_on_their_words_in_every_piece(reader: PromptReader) -> None:
    weighted, plain = (
        reader.embed(LONG + "with (drums:1.5)"),
        reader.embed_all(reader.pieces(LONG + "with drums"))[1],
    )
    [place] = torch.nonzero(weighted.mask != plain.flatten())
    assert place > WORDS
    assert weighted.mask[place] == 1.5
    assert weighted.mask[place + 1 :].tolist() == [1, *[0] * (2 * WORDS - 2 - int(place))]  # then the end, and padding


def test_phrases_are_written_and_read_back(reader: PromptReader, tmp_path: Path) -> None:
    few = [subject for subject in subjects() if subject.plain in {"piano", "choir", "techno"}]
    made = understand(reader, few)
    made.save(tmp_path / FOLDER)
    read = Understanding.load(tmp_path / FOLDER)
    assert (read.captions, read.learned, read.tones) == (made.captions, made.learned, made.tones)
    torch.testing.assert_close(read.phrases, made.phrases, atol=0.005, rtol=0)
    right, akin = understood(read, reader, few)
    assert 0.6 < right <= akin <= 1
