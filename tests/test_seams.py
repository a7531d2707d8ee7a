"""Time goes round, from noise to sound; and a clip that continues another has that one's end as its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hearing import step
from tiny_checkpoint import write_checkpoint

from benchmarks.going_round import moved, stages
from bridge.params import DeckState
from bridge.planner import plan
from generators.base import MAX_CHAIN, Clip, ClipRequest, Sound
from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.decoder import decode
from generators.diffusion import Diffusion
from generators.masks import overlap
from generators.sounds import levelled
from generators.spectrogram import BUNDLED, RIFFUSION, SpectrogramFormat, analyse
from generators.stable_diffusion import StableDiffusion

RATE = 44100
REQUEST = ClipRequest("rock drums", "rock drums", steps=2, bars=1, tempo=121, rate=RATE)
GOING_ON = replace(REQUEST, prompt_a="solo piano", prompt_b="solo piano", seed_a=1, seed_b=1, join="continue")
KEPT = overlap(REQUEST, REQUEST.frames)


@pytest.fixture(scope="module")
def generator() -> Diffusion:
    torch.set_num_threads(1)
    return Diffusion(BundledModel.load(BUNDLED_FOLDER, "cpu"), "bundled")


def paint(generator: Diffusion, request: ClipRequest, after: Clip | None = None) -> Clip:
    return generator.paint(request, after, lambda: False)


def error_db(sound: Sound, other: Sound) -> float:
    return float(20 * np.log10(np.linalg.norm(sound - other) / np.linalg.norm(other) + 1e-9))


# --- loops


@pytest.mark.parametrize("fmt", [BUNDLED, RIFFUSION], ids=["bundled", "riffusion"])
@pytest.mark.parametrize("columns", [1, 57])
def test_a_picture_moved_round_is_the_sound_moved_round(fmt: SpectrogramFormat, columns: int) -> None:
    noise = np.random.default_rng(0).standard_normal((2, 100 * 441), dtype=np.float32)
    image, start = analyse(noise[:1], fmt, RATE, 100, loop=True), noise[1:]
    here = decode(image, fmt, noise.shape[1], RATE, start)
    rolled = np.roll(start, -441 * columns, axis=1)
    there = decode(np.roll(image, -columns, axis=2), fmt, noise.shape[1], RATE, rolled)
    assert error_db(np.roll(there, 441 * columns, axis=1), here) < -60


def test_a_stable_diffusion_model_goes_round_and_would_not_with_zeros_at_its_ends(tmp_path: Path) -> None:
    model = StableDiffusion.load(write_checkpoint(tmp_path))

    def graph(*_: object) -> torch.Tensor:
        raise AssertionError("a CUDA graph would run the convolutions that it was made with")

    model._unet = model._pixels = graph  # type: ignore[assignment]
    found = stages(model).records()
    assert all(row["moved dB"] < -60 for row in found)
    assert all(row["with zeros dB"] > -40 for row in found)


def test_latents_moved_round_are_the_picture_moved_round(generator: Diffusion) -> None:
    latents = generator.model.noise(3, 160)
    here, there = (generator.model.decode(each) for each in (latents, latents.roll(3, -1)))
    assert np.array_equal(there, np.roll(here, 3 * generator.model.multiple, axis=2))


def test_a_clip_is_painted_the_same_wherever_its_seam_is(generator: Diffusion) -> None:
    here = paint(generator, REQUEST).image[0].astype(int)
    with moved(generator.model, 0.4):
        there = paint(generator, REQUEST).image[0].astype(int)
    columns = round(0.4 * here.shape[1])
    assert abs(np.roll(there, columns, axis=1) - here).mean() < 1
    assert abs(there - here).mean() > 5


# --- clips that continue others


def test_the_last_beat_of_a_clip_is_kept_sample_for_sample(generator: Diffusion) -> None:
    before = paint(generator, REQUEST)
    after = paint(generator, GOING_ON.following(REQUEST), before)
    assert error_db(after.sound[:, -KEPT:], before.sound[:, -KEPT:]) < -50
    assert error_db(after.sound[:, KEPT:-KEPT], before.sound[:, KEPT:-KEPT]) > -10


def test_there_is_no_step_where_one_clip_follows_another(generator: Diffusion) -> None:
    """Not even without the canvas's cross-fade; as there may be an attack, the step is compared with those about it."""
    before = paint(generator, REQUEST)
    for prompt in ("solo piano", "warm synth pad", "church organ", "choir", "string quartet"):
        after = paint(generator, replace(GOING_ON, prompt_a=prompt, prompt_b=prompt).following(REQUEST), before)
        for first in (before, after):
            assert step(first.sound[0], after.sound[0]) < 1
            loudest = int(np.abs(after.sound[0]).argmax())
            assert step(first.sound[0], np.roll(after.sound[0], -loudest)) > 1  # a bar cut elsewhere would show


def test_a_chain_of_clips_that_continue_one_another_does_not_break(generator: Diffusion) -> None:
    first = clip = paint(generator, REQUEST)
    for seed in range(MAX_CHAIN + 3):
        clip = paint(generator, replace(GOING_ON, steps=1, seed_a=seed, seed_b=seed).following(clip.request), clip)
        if clip.request.after == REQUEST:
            clip = paint(generator, clip.request, first)
        assert error_db(clip.sound[:, -KEPT:], first.sound[:, -KEPT:]) < -50


def test_a_picture_that_continues_another_is_the_same_whichever_of_the_chain_it_follows(generator: Diffusion) -> None:
    first = paint(generator, REQUEST)
    second = paint(generator, replace(GOING_ON, seed_a=5).following(REQUEST), first)
    images = [paint(generator, GOING_ON.following(clip.request), clip).image for clip in (first, second)]
    assert np.array_equal(*images)


def test_chains_of_paths_that_continue_one_another_are_bounded_and_whole() -> None:
    deck = DeckState(prompt_a="drums", prompt_b="piano", clip_join="continue")
    path = first = plan(deck, 120, RATE)
    for seed in range(100):
        path = plan(replace(deck, seed_a=seed + 10, seed_b=seed + 200), 120, RATE, path)
        assert all(request.anchor in first.requests for request in path.requests)
    assert max(request.depth for request in path.requests) <= MAX_CHAIN + 1


def test_the_level_glides_from_what_is_kept_and_back_to_it() -> None:
    noise = np.random.default_rng(0).standard_normal((1, 8000)).astype(np.float32)
    gain = levelled(0.06 * noise, 0.1, 44100, 1000) / (0.06 * noise)
    assert np.all(gain[:, -1000:] == 1)
    assert gain[0, 1000:6000] == pytest.approx(0.1 / 0.06, rel=0.02)
    assert abs(np.diff(gain, append=gain[:, :1])).max() < 0.002
