"""Mixtures of two loops, and the prompts between two that they are painted for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch

from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.model import Embedding
from generators.spectrogram import BUNDLED, Floats
from generators.training.captions import Facts
from generators.training.dataset import Captioner, LoopSet, Sample
from generators.training.encoded import HELD_OUT_SHARDS, Encoded, write_shard
from generators.training.mixtures import mixture, partner

pytestmark = pytest.mark.offline

DRUMS = Facts("drums", "techno", 120.0, "", said="techno")
PIANO = Facts("solo", "piano", 121.0, "minor", "chords", key=3, said="piano")
TOKENS = 25


@pytest.fixture(scope="module")
def model() -> BundledModel:
    torch.set_num_threads(1)
    return BundledModel.load(BUNDLED_FOLDER, "cpu")


def loop(model: BundledModel, low: int, high: int, facts: Facts) -> Encoded:
    """Bands from `low` to `high`, counted from the lowest, sound at −40 dB throughout."""
    bands = np.zeros((1, BUNDLED.bands, 8 * TOKENS), np.float32)
    bands[:, low:high] = 0.01 * BUNDLED.max_value
    return Encoded.of(BUNDLED.encode(bands)[0], model.codec, facts, 1)


def heard(model: BundledModel, loop: Encoded) -> Floats:
    return BUNDLED.decode(model.decode(loop.latents.float().T[None, :, None]))[0].mean(axis=1)


def in_db(ratio: float) -> float:
    return float(20 * np.log10(ratio))


def test_a_mixture_has_as_much_of_each_as_its_share(model: BundledModel) -> None:
    drums, piano = loop(model, 20, 60, DRUMS), loop(model, 120, 160, PIANO)
    alone = heard(model, drums)[30:50].mean()
    levels = [heard(model, mixture(drums, piano, alpha, model.codec)) for alpha in (0.0, 0.2, 0.5, 0.8, 1.0)]
    of_drums, of_piano = ([level[start : start + 20].mean() for level in levels] for start in (30, 130))
    assert in_db(of_drums[0] / alone) == pytest.approx(0, abs=0.5)
    assert in_db(of_drums[2] / of_piano[2]) == pytest.approx(0, abs=1)
    assert in_db(of_drums[2] / alone) == pytest.approx(-3, abs=1)
    assert in_db(of_drums[1] / of_piano[1]) == pytest.approx(14.6, abs=2)
    assert sorted(of_piano[:4]) == of_piano[:4]  # beyond, what changes is less than a pixel
    assert sorted(of_drums[1:], reverse=True) == of_drums[1:]


def test_a_mixture_is_in_the_key_of_what_has_one(model: BundledModel) -> None:
    drums, piano = loop(model, 20, 60, DRUMS), loop(model, 120, 160, PIANO)
    for pair in ((drums, piano), (piano, drums)):
        assert mixture(*pair, 0.5, model.codec).facts.key == 3


def test_only_what_sounds_well_together_is_mixed(model: BundledModel) -> None:
    drums, piano = loop(model, 20, 60, DRUMS), loop(model, 120, 160, PIANO)
    organ, elsewhere, swelling = (
        replace(piano, facts=replace(PIANO, **change)) for change in ({}, {"key": 4}, {"swelling": True})
    )
    others = [drums, piano, organ, elsewhere, swelling]
    found = [partner(piano, others, Random(seed)) for seed in range(50)]
    assert {id(other) for other in found} == {id(drums), id(organ)}
    assert partner(swelling, others, Random(0)) is None
    assert partner(elsewhere, [elsewhere, piano], Random(0)) is None


def test_its_text_is_the_blended_prompt(model: BundledModel, tmp_path: Path) -> None:
    """As `Embedding.lerp` blends two that are unlike in length."""
    write_shard(tmp_path / f"{HELD_OUT_SHARDS:04d}.npz", [loop(model, 20, 60, DRUMS), loop(model, 90, 99, PIANO)])
    loops = LoopSet(tmp_path, Captioner(model), model.codec)
    some = loop(model, 20, 60, DRUMS)
    told, mask = loops.read_texts(
        [Sample(some, ("techno", "soft piano chords, in E minor"), 0.3), Sample(some, ("",) * 2)]
    )
    states, masks = model.reader.embed_all(["techno", "soft piano chords, in E minor"], padded=False)
    wanted = Embedding(states[0], masks[0]).lerp(Embedding(states[1], masks[1]), 0.3)
    torch.testing.assert_close(told[0], wanted.tokens, atol=0.02, rtol=0)
    assert torch.equal(mask[0], wanted.mask)
    assert mask[1].sum() == 2  # the empty prompt's two


def test_loops_of_rare_metres_are_drawn_more_often_and_some_samples_are_mixed(
    model: BundledModel, tmp_path: Path
) -> None:
    waltz = replace(DRUMS, metre="3/4")
    several = [loop(model, 20, 60, facts) for facts in (DRUMS, PIANO, waltz, waltz)]
    write_shard(tmp_path / f"{HELD_OUT_SHARDS:04d}.npz", several)
    loops = LoopSet(tmp_path, Captioner(model), model.codec)
    rng = Random(0)
    samples = [loops.sample(each, rng) for each in loops.by_length[TOKENS] * 100]
    assert 60 < sum(sample.alpha > 0 for sample in samples) < 140
    drawn = [loops.draw(TOKENS, rng).clock[0] for _ in range(400)]
    bars_of_three = sum(not torch.equal(clock, drawn[0]) for clock in drawn)
    share = max(bars_of_three, 400 - bars_of_three) / 400
    assert share == pytest.approx(6 / 8, abs=0.07)
