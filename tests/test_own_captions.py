"""Captions that a performer has taught: what a prompt that is one, or has their words, is read as."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from generators.catalogue import BUNDLED_FOLDER
from generators.own_caption import text_of
from generators.prompt_reader import TOGETHER, PromptReader, named_key, one_hot_key, without_mode
from generators.understanding import FOLDER, Understanding

TAUGHT = (
    "rhodes loop Cm", "strings and drums", "organ with chorus", "piano 808", "klavier in E", "pad at 120 bpm",
    "Flügel, in the key of D minor, wide", "techno not too fast", "E", "Bbm", "dark", "loop", "in", "reverb",
    "singers " * 40, "pad (wide)", "gtr stabs",
)  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> PromptReader:
    return PromptReader.load(BUNDLED_FOLDER)


@pytest.fixture(scope="module")
def reader(shipped: PromptReader, tmp_path_factory: pytest.TempPathFactory) -> PromptReader:
    assert shipped.understanding
    folder = tmp_path_factory.mktemp("model") / FOLDER
    shipped.understanding.taught([text_of(caption) for caption in TAUGHT], shipped.meant).save(folder)
    return PromptReader(shipped.tokenizer, shipped.text_encoder, Understanding.load(folder))


@pytest.mark.parametrize("caption", TAUGHT)
def test_a_prompt_that_is_one_is_given_as_it_was_taught(reader: PromptReader, caption: str) -> None:
    """In whatever key, however fast, in small letters, too; and the key is heard."""
    text = text_of(caption)
    taught = reader.embed_all([text])[0][0]
    others = {} if text.startswith("in") else {f"{text}, 97 BPM in F# minor": -3, f"{text} am": 0}
    for prompt, key in {caption: None, caption.lower(): None, **others}.items():
        read = reader.embed(prompt)
        assert torch.equal(read.tokens, taught), prompt
        assert read.read_as == ""
        assert read.key is not None
        meant = named_key(caption) if key is None else one_hot_key(key)
        assert torch.equal(without_mode(read.key), without_mode(meant) if key is None else meant)


def test_what_a_caption_says_beside_key_and_tempo_is_text() -> None:
    assert [text_of(caption) for caption in TAUGHT[4:7]] == ["klavier", "pad", "Flügel, wide"]
    assert (text_of("Am"), text_of("90 bpm"), text_of("F#m choir")) == ("in a minor", "90 bpm", "choir")
    assert text_of("u\u0308ber") == "über"


@pytest.mark.parametrize("prompt", ["dark singers", "reverb piano", "fiddle in a dark loop", "Geige"])
def test_other_prompts_are_read_as_before(reader: PromptReader, shipped: PromptReader, prompt: str) -> None:
    """A word that was known is not made another by a caption of that word alone."""
    assert reader.embed(prompt).read_as == shipped.embed(prompt).read_as != ""


def test_a_short_name_in_one_stays_short(reader: PromptReader) -> None:
    assert reader.embed("violin with gtr stabs").read_as == ""


def test_weights_are_read_as_before(reader: PromptReader, shipped: PromptReader) -> None:
    for prompt in ("(rhodes:1.3) loop", "strings and (drums)"):
        one, other = reader.embed(prompt), shipped.embed(prompt)
        assert torch.equal(one.tokens, other.tokens)
        assert torch.equal(one.mask, other.mask)


def test_a_model_that_was_taught_before_is_read(shipped: PromptReader, tmp_path: Path) -> None:
    assert shipped.understanding
    shipped.understanding.save(tmp_path)
    config = json.loads((tmp_path / "config.json").read_text())
    del config["own"]
    (tmp_path / "config.json").write_text(json.dumps(config))
    assert Understanding.load(tmp_path).own == ()


def test_thousands_are_read_in_runs(reader: PromptReader, monkeypatch: pytest.MonkeyPatch) -> None:
    read, lengths = reader.embed_all, list[int]()
    monkeypatch.setattr(
        reader, "embed_all", lambda texts, padded: lengths.append(len(texts)) or read(texts, padded=padded)
    )
    assert len(reader.meant(["gong"] * (2 * TOGETHER + 1))) == 2 * TOGETHER + 1
    assert lengths == [TOGETHER, TOGETHER, 1]
