"""The words stage: what it says, what it never says, and that the text encoder learns from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import torch

from generators.bundled_model import BundledModel, load_text_encoder
from generators.catalogue import BUNDLED_FOLDER
from generators.column_transformer import ColumnTransformer
from generators.training import lexicon
from generators.training.catalogue import GROOVES, INSTRUMENTS, STYLES
from generators.training.export import copy_text, export_encoder
from generators.training.held_out import MORE_PHRASES, MORE_RESERVED, MORE_WORDS, RESERVED, UNSEEN
from generators.training.phrasing import Pair, Phrasing, known_words, slip, subjects
from generators.training.words import Job, Lesson, Run, all_questions, train_words

ODD = ["granite", "tuesday", "berlin", "violinists", "piano"]
CAPTIONS = ["piano", "techno", "rock drum loop", "violin", "ambient"]


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    phrasing, rng = Phrasing(ODD), Random(0)
    return [phrasing.pair(rng) for _ in range(3000)]


def test_everything_in_the_catalogue_has_phrases() -> None:
    assert lexicon.INSTRUMENT_PHRASES.keys() == INSTRUMENTS.keys()
    assert lexicon.GROOVE_PHRASES.keys() == GROOVES.keys()
    assert lexicon.STYLE_PHRASES.keys() == STYLES.keys()


def test_what_is_kept_aside_is_never_said(pairs: list[Pair]) -> None:
    assert not RESERVED & known_words()
    assert not {pair.said.lower() for pair in pairs} & UNSEEN.keys()
    assert not [pair for pair in pairs if RESERVED & words_of(pair.said)]


def test_the_second_set_hangs_on_words_kept_aside_or_has_none() -> None:
    assert all(MORE_RESERVED & words_of(prompt) for prompt in MORE_WORDS)
    assert not [prompt for prompt in MORE_PHRASES if MORE_RESERVED & words_of(prompt)]


def test_odd_words_are_those_without_a_meaning_here() -> None:
    assert Phrasing(ODD).odd == ["granite", "tuesday"]


def test_pairs_vary_and_mean_what_the_denoiser_knows(pairs: list[Pair]) -> None:
    assert len({pair.said for pair in pairs}) > 2500
    plain = {subject.plain for kind in Phrasing([]).subjects.values() for subject in kind}
    assert {pair.about for pair in pairs} == plain
    assert sum(pair.meant in plain for pair in pairs) > 1500
    assert Pair("", "", "piano").said in {pair.said for pair in pairs}


def test_phrases_for_listening_are_not_said_in_training() -> None:
    phrasing = Phrasing([])
    aside = {pair.said for pair in phrasing.unheard()}
    said = {phrase for kind in phrasing.subjects.values() for subject in kind for phrase in subject.phrases}
    assert len(aside) > 100
    assert len(aside - said) > 0.9 * len(aside)  # a phrase can belong to two


def test_a_slip_is_of_one_letter() -> None:
    assert slip("oboe", Random(0)) == "oboe"
    slips = {slip("piano", Random(seed)) for seed in range(50)}
    assert {"paino", "piaano", "pano"} & slips
    assert all(abs(len(text) - 5) <= 1 and text[0] == "p" and text[-1] == "o" for text in slips)


@pytest.fixture(scope="module")
def model() -> Iterator[BundledModel]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = BundledModel.load(BUNDLED_FOLDER, "cpu")
    model.transformer = ColumnTransformer(width=32, layers=2, heads=2, hidden=32, keyed=True)
    for block in model.transformer.blocks:
        torch.nn.init.normal_(block.text_out.weight)
    yield model
    torch.set_num_threads(before)


@pytest.fixture
def lesson(model: BundledModel, tmp_path: Path) -> Lesson:
    return Lesson(model, all_questions(model, CAPTIONS, tmp_path / "questions.pt", 0))


def test_questions_are_kept(model: BundledModel, tmp_path: Path) -> None:
    asked = all_questions(model, CAPTIONS[:1], tmp_path / "questions.pt", 0)
    assert asked["piano"].shape == (2, 24, 32)
    again = all_questions(model, [], tmp_path / "questions.pt", 1)
    assert torch.equal(again["piano"], asked["piano"])


def test_a_caption_means_itself_and_no_other(lesson: Lesson) -> None:
    lesson.student.eval()
    same = lesson.losses([Pair(caption, caption, caption) for caption in CAPTIONS])
    others = lesson.losses([Pair(a, b, b) for a, b in zip(CAPTIONS, CAPTIONS[1:] + CAPTIONS[:1], strict=True)])
    assert same.max() < 0.05
    assert others.min() > 0.2


def test_other_words_are_learned_and_first_layers_kept(lesson: Lesson) -> None:
    lessons = [Pair("keys of a grand", "piano", "piano"), Pair("beatless", "ambient", "ambient")]
    before = lesson.understood(lessons)
    run = Run.start(Path("none"), lesson)
    for _ in range(12):
        run.advance(lessons, 0.0)
    assert lesson.understood(lessons) < 0.8 * before
    taught, first = dict(lesson.student.named_parameters()), dict(lesson.teacher.named_parameters())
    changed = {name for name in taught if not torch.equal(taught[name], first[name])}
    assert changed
    assert not [name for name in changed if "embeddings" in name or "layer.0." in name]


def test_the_stage_is_resumed_and_exported(
    model: BundledModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {kind: every[:2] for kind, every in subjects().items()}
    monkeypatch.setattr("generators.training.phrasing.subjects", lambda: few)
    run = train_words(Job(tmp_path, 0.02), model)
    again = train_words(Job(tmp_path, 0.05), model)
    assert again.step > run.step > 0
    assert again.seconds > run.seconds
    copy_text(BUNDLED_FOLDER, tmp_path / "out")
    export_encoder(again.lesson.student, tmp_path / "out")
    loaded = load_text_encoder(tmp_path / "out" / "text_encoder").state_dict()
    for name, value in again.lesson.student.state_dict().items():
        torch.testing.assert_close(loaded[name], value, atol=0.02, rtol=0.02)
