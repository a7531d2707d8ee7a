"""The recipe of the bundled model: words, loops, training that is resumed, distillation, measures."""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from threading import current_thread

import numpy as np
import pytest
import torch
from small_model import write_small_model

from generators.base import ClipRequest
from generators.bundled_model import BundledModel, stress_bars
from generators.catalogue import BUNDLED_FOLDER
from generators.column_transformer import KEYS, ColumnTransformer, TransformerConfig, clock
from generators.folder_lock import alone_in
from generators.frames import frames
from generators.metre import COMMON, METRES
from generators.model import Embedding
from generators.musical_key import MODES, WHITE_KEYS, Key, key_name, key_of
from generators.painting_process import KEEP_MEMORY
from generators.patch_codec import PatchCodec
from generators.prompt_reader import named_key
from generators.training import ahead, distil, measures, stages, vocabulary
from generators.training.captions import (
    DRUM_NOUNS,
    EFFECT_WORDS,
    FAST,
    METRE_WORDS,
    MIX_NOUNS,
    MOODS,
    ROLE_WORDS,
    SLOW,
    Facts,
    caption,
    plain,
)
from generators.training.catalogue import GROOVES, INSTRUMENTS, STYLES
from generators.training.crew import Crew
from generators.training.dataset import Batch, Captioner, LoopSet, draw_kept, draw_loudness
from generators.training.distil import Distillation
from generators.training.encoded import HELD_OUT_SHARDS, Encoded, read_shard, write_shard
from generators.training.flow import flow_loss, loss_weights, noised
from generators.training.held_out import RESERVED, SETS, UNSEEN
from generators.training.music import Place, drum_part, harmony, pattern_of
from generators.training.roles import ROLES
from generators.training.train import LEARNING_RATE, MATRIX_RATE, WARM_UP, Job, Run, grown, so_far, train, undistilled
from generators.walk import Painting, State, schedule

pytestmark = pytest.mark.offline

DRUMS = Facts("drums", "techno", 120.0, "")
SOLO = Facts("solo", "piano", 90.0, "minor", "chords", key=3)


def every_word() -> set[str]:
    tables = (vocabulary.INSTRUMENT_WORDS, vocabulary.GROOVE_WORDS, vocabulary.STYLE_WORDS)
    rows = [words for table in (*tables, MOODS, EFFECT_WORDS, ROLE_WORDS) for words in table.values()]
    phrases = [phrase for words in (*rows, DRUM_NOUNS, MIX_NOUNS, SLOW, FAST) for phrase in words]
    return {word for phrase in phrases for word in re.findall(r"[a-z0-9]+", phrase.lower())}


def test_everything_has_words() -> None:
    assert vocabulary.INSTRUMENT_WORDS.keys() == INSTRUMENTS.keys()
    assert vocabulary.GROOVE_WORDS.keys() == GROOVES.keys()
    assert vocabulary.STYLE_WORDS.keys() == STYLES.keys()
    assert len(INSTRUMENTS) >= 60
    assert len(STYLES) >= 30


def test_prompts_kept_aside_are_not_in_the_vocabulary() -> None:
    assert not RESERVED & every_word()
    tables = (vocabulary.INSTRUMENT_WORDS, vocabulary.STYLE_WORDS)
    phrases = {phrase for table in tables for words in table.values() for phrase in words}
    assert not phrases & UNSEEN
    assert sum(bool(RESERVED & set(re.findall(r"[a-z0-9]+", prompt))) for prompt in SETS["new words"]) >= 20


def test_how_long_it_will_take_is_told() -> None:
    assert so_far(120, 600, 0.81234, 0.25) == "step 120  loss 0.8123  10 min, 25% done, some 30 min left"
    assert so_far(25, 60, 0.9, 0.002) == "step 25  loss 0.9000  1 min, 0% done, some 8 h 19 min left"


def test_captions_vary_and_say_what_is_true() -> None:
    said = {caption(SOLO, Random(seed)) for seed in range(200)}
    assert len(said) > 100
    assert {key_of(text) for text in said} == {None, Key(3, "minor")}
    assert not said & UNSEEN
    assert caption(replace(SOLO, said="my own words"), Random(0)) == "my own words"
    assert (plain(DRUMS), plain(SOLO)) == ("techno drum loop", "piano")


@pytest.mark.parametrize(
    ("prompt", "key"),
    [
        ("slow piano in D minor", (5, "minor")), ("F# major choir", (6, "major")), ("Eb-major strings", (3, "major")),
        ("pad, b flat min", (1, "minor")), ("A minor", (0, "minor")), ("a minor problem", (0, "minor")),
        ("dub minor", None), ("techno", None), ("c sharp major", (1, "major")),
        ("F#m piano", (-3, "minor")), ("Bbm strings", (1, "minor")), ("Am", (0, "minor")), ("I am here", None),
        ("Klavier in fis-Moll", (-3, "minor")), ("Glocken in d-moll", (5, "minor")), ("B-Dur", (-2, "major")),
        ("h moll", (2, "minor")), ("As-Dur, langsam", (-4, "major")), ("Es-Dur", (3, "major")),
        ("piano en fa dièse mineur", (-3, "minor")), ("si bémol majeur", (-2, "major")), ("do mayor", (0, "major")),
        ("arpa in re minore", (5, "minor")), ("the bass is moll", None), ("tuba", None),
        ("Am Klavier", None), ("A m", None), ("Dm7 pad", (5, "minor")), ("La♭ majeur", (-4, "major")),
        ("strings in E", (4, "major")), ("organ, key of Bb, slow", (-2, "major")), ("In F# and drums", (6, "major")),
        ("piano in B-flat", (-2, "major")), ("organ in C sharp, slow", (1, "major")), ("in E-Flat minor", (6, "minor")),
        ("a walk in A park", None), ("pad in e", None), ("in Emergency", None),
    ],
)  # fmt: skip
def test_keys_named_in_prompts(prompt: str, key: tuple[int, str] | None) -> None:
    assert key_of(prompt) == key


def test_every_key_reads_back() -> None:
    for key in range(-5, 7):
        assert [key_of(f"pad in {key_name(key, mode)}") for mode in MODES] == [(key, mode) for mode in MODES]


@pytest.fixture(scope="module")
def model() -> BundledModel:
    torch.set_num_threads(1)
    model = BundledModel.load(BUNDLED_FOLDER, "cpu")
    model.transformer = ColumnTransformer(
        TransformerConfig(width=32, layers=2, heads=2, hidden=32, keyed=True, framed=True)
    )
    return model


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_model(tmp_path_factory.mktemp("small") / "model")


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shards")
    rng = torch.Generator().manual_seed(0)
    loops = [
        Encoded((level + 0.1 * torch.randn(tokens, 256, generator=rng)).half(), torch.zeros(tokens).half(), facts, 1)
        for tokens, facts, level in ((25, DRUMS, 1.0), (33, SOLO, -1.0)) * 4
    ]
    write_shard(folder / f"{HELD_OUT_SHARDS:04d}.npz", loops)
    write_shard(folder / "0000.npz", loops[:1])
    return folder


def draw(model: BundledModel, shards: Path) -> Batch:
    return LoopSet(shards, Captioner(model), (256, 1)).draw(100, Random(1))


def test_shards_read_back(shards: Path) -> None:
    loops = list(read_shard(shards / f"{HELD_OUT_SHARDS:04d}.npz"))
    assert [loop.tokens for loop in loops] == [25, 33] * 4
    assert (loops[0].facts, loops[1].facts) == (DRUMS, SOLO)


def test_training_lowers_the_loss(model: BundledModel, shards: Path) -> None:
    batch, weights = draw(model, shards), loss_weights(model.codec)
    run = Run.start(Path("none"), model.transformer)

    def loss() -> float:
        return flow_loss(run.transformer, batch, weights, torch.Generator().manual_seed(7)).item()

    before, rng = loss(), torch.Generator().manual_seed(0)
    for _ in range(40):
        run.advance([batch], weights, rng, 0.0)
    assert loss() < 0.95 * before


def test_training_is_resumed(model: BundledModel, shards: Path, tmp_path: Path) -> None:
    run = train(Job(shards, tmp_path, steps=2), model)
    assert run.step == 2
    more = run.seconds / 60 + 0.01
    again = train(Job(shards, tmp_path, more, steps=10_000), model)
    assert 2 < again.step < 10_000
    assert again.samples > run.samples
    assert again.seconds > more * 60


def test_a_training_goes_by_what_is_over_first(model: BundledModel) -> None:
    run = Run.start(Path("none"), model.transformer)
    run.step, run.seconds = 30, 60.0
    shares = [Job(Path(), Path(), minutes, 1.0, steps).progress(run) for minutes, steps in ((4, 40), (2, 300), (0, 40))]
    assert shares == [0.75, 0.5, 1.0]


def test_a_crew_gives_results_in_order_works_elsewhere_and_waits_for_nobody_who_has_ended() -> None:
    with Crew(2) as crew:
        assert crew.each(abs, range(-3, 3), "counting") == [3, 2, 1, 0, 1, 2]
        assert crew.each(os.getenv, ["GLIBC_TUNABLES"], "asking") == [*KEEP_MEMORY.values()]
        with pytest.raises(BrokenProcessPool):
            crew.each(os._exit, [7], "ending")  # of a process that is not this one


def test_losses_that_are_read_later_make_the_same_mean(
    model: BundledModel, shards: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As on a GPU, which is waited for at some steps only, and before a state is saved. One that is no number shows."""
    batch, weights = draw(model, shards), loss_weights(model.codec)

    def advanced() -> Run:
        run, rng = Run.start(Path("none"), deepcopy(model.transformer)), torch.Generator().manual_seed(0)
        for _ in range(3):
            run.advance([batch, batch], weights, rng, 0.0)
        return run

    at_once = advanced()
    with monkeypatch.context() as changed:
        changed.setattr(Run, "read_losses", lambda _: None)
        later = advanced()
    assert math.isnan(later.loss)
    later.save(tmp_path / "state.pt")
    assert at_once.loss == later.loss == Run.start(tmp_path / "state.pt", later.transformer).loss
    later.unread.append(torch.tensor([1.0, math.nan]))
    later.read_losses()
    assert math.isnan(later.loss)


def test_another_kind_of_optimiser_begins_with_small_steps(
    model: BundledModel, shards: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What a CPU without 16 bits has trained, gone on with where Muon is quicker."""
    batch, weights, rng = draw(model, shards), loss_weights(model.codec), torch.Generator().manual_seed(0)

    def rates(run: Run) -> list[float]:
        run.advance([batch], weights, rng, 0.0)
        return [one.param_groups[0]["lr"] for one in run.optimisers]

    monkeypatch.setattr("generators.training.train.is_quick_in_bfloat16", lambda _: False)
    run = Run.start(tmp_path / "state.pt", deepcopy(model.transformer))
    run.step = WARM_UP
    rates(run)
    run.save(tmp_path / "state.pt")
    monkeypatch.setattr("generators.training.train.is_quick_in_bfloat16", lambda _: True)
    run = Run.start(tmp_path / "state.pt", deepcopy(model.transformer))
    assert rates(run) == pytest.approx([MATRIX_RATE / WARM_UP, LEARNING_RATE])
    run.save(tmp_path / "state.pt")
    again = Run.start(tmp_path / "state.pt", deepcopy(model.transformer))
    assert rates(again) == pytest.approx([2 * MATRIX_RATE / WARM_UP, LEARNING_RATE])


def test_clocks_are_those_of_their_loops(model: BundledModel, shards: Path) -> None:
    loops = LoopSet(shards, Captioner(model), (256, 1))
    facts = [replace(SOLO, metre=metre) for metre in ("3/4", "4/4", "3/4")]
    batch = loops.batch([Encoded(torch.zeros(12, 256), torch.zeros(12), fact, 2) for fact in facts], Random(1))
    told = [clock(2, fact.metre, 12) for fact in facts]
    stressed = [stress_bars(each, fact.metre) for each, fact in zip(told, facts, strict=True)]
    assert torch.equal(batch.clock, torch.stack(told))
    assert torch.equal(batch.stressed, torch.stack(stressed))


@pytest.mark.parametrize("device", ["cpu", "cuda"])
def test_batches_that_are_drawn_ahead_are_the_same(device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In order, each once, by one thread; and what they are drawn from changes between two of them."""
    monkeypatch.setattr(ahead, "_begin", lambda *_: None)
    monkeypatch.setattr(Batch, "pinned", lambda batch: batch)
    numbers, threads = iter(range(100)), set[str]()
    offset = [0]

    def draw_next() -> list[Batch]:
        threads.add(current_thread().name)
        return [Batch(*[torch.full((1,), offset[0] + next(numbers))] * 8)]

    with ahead.drawn(draw_next, torch.device(device)) as source:
        drawn = [int(source.next()[0].tempo) for _ in range(5)]
        source.between(lambda: offset.append(offset.pop() + 100))
        drawn += [int(source.next()[0].tempo) for _ in range(3)]
    assert drawn == [0, 1, 2, 3, 4, *([5, 106, 107] if device == "cuda" else [105, 106, 107])]
    assert len(threads) == 1
    assert (current_thread().name in threads) == (device == "cpu")


def test_no_shards_to_train_on(model: BundledModel, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="render some first"):
        train(Job(tmp_path / "none", tmp_path, 0.01), model)


def test_two_processes_train_together(shards: Path, tmp_path: Path) -> None:
    """From the command line: what they work on must be found by processes that are started anew."""
    folders = ["--data", str(tmp_path), "--start", str(BUNDLED_FOLDER)]
    shutil.copytree(shards, tmp_path / "shards")
    command = [sys.executable, "-m", "generators.training", "train", *folders, "--processes", "2", "--minutes", "0"]
    subprocess.run(command, check=True, cwd=BUNDLED_FOLDER.parents[1])
    assert (tmp_path / "run" / "state.pt").is_file()


AVERAGED = """
import os, time, torch
from generators.training.side_by_side import rank, share_gradients
both = torch.nn.ModuleList(torch.nn.Linear(1, 1, bias=False) for _ in range(2))
both[rank()](torch.ones(1)).backward()
share_gradients(both)
os.write(1, f"{[each.weight.grad.item() for each in both]}\\n".encode())  # in one piece
time.sleep(600)
"""


@dataclass(frozen=True)
class Pair:
    """Two processes that train together and are not done, and the one that started them, from the command line."""

    first: subprocess.Popen[str]
    said: list[str]


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    imports = "from functools import partial; from generators.training.side_by_side import side_by_side"
    command = [sys.executable, "-c", f"{imports}; side_by_side(partial(exec, {AVERAGED!r}), 2)"]
    with subprocess.Popen(command, cwd=BUNDLED_FOLDER.parents[1], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        yield Pair(first, [first.stdout.readline() for _ in range(2)])
        first.kill()


def test_what_one_process_did_without_counts_as_nothing_there(pair: Pair) -> None:
    """As the part of a student that tells it of its steps, where it is asked for none."""
    assert pair.said == ["[0.5, 0.5]\n"] * 2


def test_processes_end_with_the_one_that_started_them(pair: Pair) -> None:
    assert all(pair.said)
    pair.first.terminate()
    pair.first.communicate(timeout=60)  # until nobody has its output open any more


def arguments(model: BundledModel) -> tuple[torch.Tensor, ...]:
    text, mask = Captioner(model)(["piano"])
    return torch.randn(1, 256, 1, 12), torch.ones(1), text, mask, clock(1, COMMON, 12)[None], torch.tensor([120.0])


def test_new_conditions_change_nothing_until_they_are_learned(model: BundledModel) -> None:
    config = replace(model.transformer.config, keyed=False, framed=False, distilled=False)
    plain_one = ColumnTransformer(config)
    for parameter in (*plain_one.out.parameters(), *plain_one.modulation.parameters()):
        torch.nn.init.normal_(parameter)
    larger = grown(plain_one, keyed=True, framed=True, distilled=True)
    given = arguments(model)
    before = plain_one(*given)
    assert torch.equal(larger(*given, torch.eye(KEYS)[:1], torch.ones(1, 12, 259), torch.tensor([[0.25, 2.0]])), before)
    torch.nn.init.normal_(larger.key_embed.weight)
    assert not torch.equal(larger(*given, torch.eye(KEYS)[:1], None), before)


@pytest.fixture
def lesson(model: BundledModel) -> Distillation:
    """By a teacher that says something, if no sense."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        teacher = ColumnTransformer(TransformerConfig(width=32, layers=2, heads=2, hidden=32, keyed=True, framed=True))
        for parameter in (*teacher.out.parameters(), *teacher.modulation.parameters()):
            torch.nn.init.normal_(parameter, std=0.1)
    teacher.requires_grad_(False)
    return Distillation(teacher, Captioner(model)([""]))


def student_of(lesson: Distillation) -> ColumnTransformer:
    return grown(lesson.teacher, distilled=True)


def test_a_teacher_goes_nearly_where_many_small_steps_would(
    lesson: Distillation, model: BundledModel, shards: Path
) -> None:
    batch = draw(model, shards)
    twice = torch.full((len(batch),), 2.0)
    noisy, _ = noised(batch.latents, torch.full((len(batch),), 0.75), torch.Generator().manual_seed(0))
    exact = lesson.taught(noisy, 0.75, 0.5, 12, twice, batch)
    missed = (lesson.taught(noisy, 0.75, 0.5, 1, twice, batch) - exact).norm()
    assert missed < 0.5 * (lesson.guided(noisy, 0.75, twice, batch) - exact).norm()


def test_a_student_that_is_its_teacher_has_little_left_to_learn(
    lesson: Distillation, model: BundledModel, shards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not guided, the mean velocity over a step is nearly the one that it begins with."""
    monkeypatch.setattr(distil, "UNWALKED", 0.0)
    monkeypatch.setattr(distil, "MOST_GUIDANCE", 1.0)
    batch, weights, student = draw(model, shards), loss_weights(model.codec), student_of(lesson)
    losses = [lesson(student, batch, weights, torch.Generator().manual_seed(seed)).item() for seed in range(8)]
    noise = flow_loss(student, batch, weights, torch.Generator().manual_seed(0)).item()
    assert 0 < max(losses) < noise


def test_a_student_walks_as_when_it_paints(
    lesson: Distillation, model: BundledModel, shards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same steps, told the same, from the same noise round the same known columns, as `BundledModel` takes."""
    student, guidance = student_of(lesson), 2.0
    torch.nn.init.normal_(student.walk_embed[2].weight, generator=torch.Generator().manual_seed(1))
    monkeypatch.setattr(model, "transformer", student)
    facts = replace(SOLO, key=0, metre="3/4", tempo=120.0)
    loop = Encoded(torch.randn(25, 256).half(), torch.zeros(25).half(), facts, 1)
    batch = LoopSet(shards, Captioner(model), (256, 1)).batch([loop], Random(1))
    noise, kept = torch.randn_like(batch.latents), torch.zeros(1, 25)
    kept[:, :5] = 1
    batch = replace(batch, frames=frames(batch.latents, kept, None))
    prompt = Embedding(batch.text[0], batch.text_mask[0], named_key("piano"))
    request = ClipRequest("", "", bars=1, metre="3/4", tempo=120, steps=4)
    painting = Painting(
        noise, batch.latents, 1 - kept[:, None, None], batch.frames, prompt, request, cancelled=lambda: False
    )
    walk, led = schedule(1.0, 4), torch.tensor([guidance])
    painted = model.walk(painting, State(noise), list(pairwise(walk[:4])), prompt, led).latents
    torch.testing.assert_close(lesson.walked(student, noise, noise, walk[:4], led, batch), painted)
    assert (painted - noise)[..., 5:].abs().mean() > 0.1


def test_a_student_remains_one_that_can_be_trained_on(
    lesson: Distillation, model: BundledModel, shards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for no step, it learns its teacher's velocity, and keeps it when it is no student any more."""
    monkeypatch.setattr(distil, "UNWALKED", 1.0)
    student = student_of(lesson)
    torch.nn.init.normal_(student.walk_embed[2].weight)  # which it does without
    given = student, draw(model, shards), loss_weights(model.codec)
    assert lesson(*given, torch.Generator().manual_seed(0)) == 0
    assert flow_loss(undistilled(student), *given[1:], torch.Generator().manual_seed(0)) == flow_loss(
        lesson.teacher, *given[1:], torch.Generator().manual_seed(0)
    )
    torch.nn.init.zeros_(student.out.weight)
    assert lesson(*given, torch.Generator().manual_seed(0)) > 0.1


def test_a_blend_of_equal_weights_changes_nothing(model: BundledModel) -> None:
    student = grown(undistilled(model.transformer), distilled=True)
    before = deepcopy(student.state_dict())
    for share in (0.0, 0.5, 1.0):
        mixed = stages.blend(undistilled(student), student, share).state_dict()
        assert all(torch.allclose(mixed[name], weights) for name, weights in before.items())
    with torch.no_grad():
        student.out.bias += 1
    assert torch.allclose(stages.blend(model.transformer, student, 0.25).out.bias, before["out.bias"] + 0.25)


def test_what_is_exported_is_the_student_where_there_is_one(
    small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    exported: list[bool] = []
    monkeypatch.setattr(stages, "export", lambda transformer, *_: exported.append(transformer.config.distilled))
    options = argparse.Namespace(distil_minutes=20, blend=1.0, out=tmp_path)
    folders = stages.Folders(tmp_path, small)
    plain_one = folders.model().transformer
    for name, transformer in (("run", plain_one), ("student", grown(plain_one, distilled=True))):
        if name == "student":
            stages.export_stage(options, folders)
        folders.state(name).parent.mkdir()
        Run.start(folders.state(name), transformer).save(folders.state(name))
    stages.export_stage(options, folders)
    stages.export_stage(argparse.Namespace(**{**vars(options), "distil_minutes": 0}), folders)
    assert exported == [False, True, False]


@pytest.mark.parametrize("stage", ["distil", "export"])
def test_nothing_is_made_of_a_training_that_is_not_there(
    stage: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else a transformer that never learned would be written over the one that ships."""
    told = ["--data", str(tmp_path / "data"), "--start", str(BUNDLED_FOLDER), "--out", str(tmp_path / "out")]
    monkeypatch.setattr(sys, "argv", ["training", stage, *told, "--device", "cpu", "--processes", "1"])
    with pytest.raises(SystemExit):
        stages.main()
    state = tmp_path / "data" / "run" / "state.pt"
    assert f"{stage}: {state} is not there: the stage train makes it\n" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("stage", "name"), [("train", "run"), ("vocoder", "vocoder")])
def test_two_at_once_do_not_write_over_each_other(
    stage: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).mkdir()
    told = ["training", stage, "--data", str(tmp_path), "--out", str(tmp_path / "out"), "--vocoder-shards", "0"]
    monkeypatch.setattr(sys, "argv", told)
    with alone_in(tmp_path / name), pytest.raises(SystemExit) as ended:
        stages.main()
    assert ended.value.code == 1
    assert f"{stage}: another process is at it in {tmp_path}\n" in capsys.readouterr().err


def test_loops_encoded_by_another_codec_are_refused(tmp_path: Path) -> None:
    folders = stages.Folders(tmp_path, BUNDLED_FOLDER)
    stages.codec_stage(argparse.Namespace(), folders)
    stages.codec_stage(argparse.Namespace(), folders)
    codec = PatchCodec.load(folders.codec)
    codec.mean += 1e-3
    codec.store(folders.codec)
    with pytest.raises(stages.MissingWork, match=f"{folders.codec} is not the one in {BUNDLED_FOLDER / 'codec'}"):
        stages.codec_stage(argparse.Namespace(), folders)


def comb(columns: int, every: int, shift: int = 0) -> np.ndarray:
    image = np.full((16, columns), 255, np.uint8)
    image[:, shift::every] = 0
    return image


def test_metre_is_measured() -> None:
    image = comb(400, 25)  # at 120 BPM, two bars of 4 s: eighths
    assert measures.tempo_right(image, 4.0, 120)
    assert not measures.tempo_right(comb(400, 20), 4.0, 120)
    assert measures.beat_concentration(image, 8) > 0.9
    assert measures.beat_concentration(image, 9.04) < 0.3
    assert measures.grid_error(image, 8, 4.0) < 1
    assert measures.grid_error(comb(400, 25, shift=3), 8, 4.0) == pytest.approx(30, abs=3)


def test_paths_are_measured() -> None:
    assert measures.rising([0, 1, 2, 3]) == 1
    assert measures.rising([0, 2, 1, 3]) == pytest.approx(5 / 6)
    assert measures.evenness([1, 1, 1]) == 1
    assert measures.evenness([0, 0, 3]) == 3


@pytest.mark.parametrize("option", [("--shards", str(HELD_OUT_SHARDS)), ("--effort", "0"), ("--processes", "0")])
def test_what_nothing_can_be_trained_with_is_refused(
    option: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["stages", "render", "--data", str(tmp_path), *option])
    monkeypatch.setattr(stages, "render_all", pytest.fail)
    with pytest.raises(SystemExit):
        stages.main()
    assert "error: " + " ".join(option) in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("metre", METRES)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_fills_its_bars_in_every_metre(role: str, metre: str) -> None:
    for seed in range(6):
        rng = Random(seed)
        place = Place(48, 76, harmony("minor", 2, metre, rng), metre)
        starts = [note.start for note in ROLES[role](place, rng)]
        assert place.beats == 2 * METRES[metre].beats
        assert min(starts) >= 0
        assert max(starts) < place.beats
        assert role == "drone" or max(starts) >= place.bar or len(set(place.chords)) == 1


@pytest.mark.parametrize("name", GROOVES)
def test_grooves_have_bars_of_every_metre(name: str) -> None:
    for seed in range(6):
        for metre in METRES:
            rng = Random(seed)
            pattern = pattern_of(GROOVES[name].drums, metre, rng)
            assert {len(steps) for steps in pattern.values()} == {4 * METRES[metre].beats}
            notes = drum_part(pattern, 0.0, 2, rng)
            assert max(note.start for note in notes) < 2 * METRES[metre].beats


def test_harmony_changes_at_bar_lines_where_bars_have_no_halves() -> None:
    for seed in range(20):
        chords = harmony("major", 4, "3/4", Random(seed))
        assert len(chords) == 8
        assert chords[::2] == chords[1::2]


def test_captions_of_other_metres_say_so_now_and_then() -> None:
    for metre, words in METRE_WORDS.items():
        said = [caption(replace(SOLO, metre=metre), Random(seed)) for seed in range(200)]
        assert 20 < sum(any(word in text for word in words) for text in said) < 100


def test_what_is_known_is_an_end_or_a_span() -> None:
    drawn = [draw_kept(40, Random(seed)) for seed in range(400)]
    told = [kept for kept in drawn if kept.any()]
    assert 60 < len(told) < 160
    edges = [int((kept != kept.roll(1)).sum()) for kept in told]
    assert set(edges) == {2}
    assert sum(bool(kept[-1]) and not kept[0] for kept in told) > len(told) / 3


def test_a_loudness_that_nobody_would_expect_is_always_told() -> None:
    loop = Encoded(torch.zeros(9, 256), torch.linspace(-1, 0, 9), DRUMS, 1)
    drawn = [draw_loudness(loop, Random(seed)) for seed in range(200)]
    assert 20 < sum(bool(loud.isfinite().all()) for loud in drawn) < 90
    swelling = replace(loop, facts=replace(DRUMS, swelling=True))
    assert all(torch.equal(draw_loudness(swelling, Random(seed)), loop.loudness) for seed in range(50))


def scale(tonic: int) -> np.ndarray:
    """A second of each note of the major scale `tonic` semitones above C."""
    time = np.arange(44100) / 44100
    hertz = [440 * 2 ** ((48 + tonic + step - 69) / 12) for step in WHITE_KEYS]
    return np.concatenate([0.1 * np.sin(2 * np.pi * each * time) for each in hertz]).astype(np.float32)


@pytest.mark.parametrize("key", [-4, 0, 3, 6])
def test_keys_are_measured(key: int) -> None:
    assert [measures.in_key(scale(key), 44100, other) for other in range(key - 5, key + 7)].count(True) == 1
    assert measures.in_key(scale(key), 44100, key)


def test_bars_are_measured() -> None:
    waltz = np.full((16, 480), 255, np.uint8)
    waltz[8:, 0::40], waltz[:8, 0::120] = 0, 0  # every beat, and more on the first of three
    assert measures.repeats_best(waltz, 12, [3, 4]) == 3
    march = np.full((16, 640), 255, np.uint8)
    march[:, 0::160] = 0
    assert measures.repeats_best(march, 16, [3, 4]) == 4
