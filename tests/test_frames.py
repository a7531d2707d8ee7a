"""What the denoiser is told of every frame: what is known, and how loud it should be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from bridge.params import DeckState
from bridge.planner import request_at
from generators.base import Clip, ClipRequest, Image
from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.diffusion import Diffusion
from generators.frames import DB_PER_UNIT, NUDGE, QUIETEST, frame_width, frames, loudness, swelled
from generators.spectrogram import BUNDLED, analyse

pytestmark = pytest.mark.offline

RATE = 44100
REQUEST = ClipRequest("ambient pad", "ambient pad", bars=1, tempo=120, rate=RATE, guidance=2.0)


def noise_at(levels: list[float]) -> Image:
    """White noise whose level, in dB, changes every second; seen every 10 ms."""
    gains = np.repeat(10 ** (np.array(levels) / 20), RATE)
    sound = 0.05 * gains * np.random.default_rng(0).standard_normal(len(gains))
    return analyse(sound[None].astype(np.float32), BUNDLED, RATE, 100 * len(levels), loop=True)


def test_loudness_is_against_the_mean_of_the_loop() -> None:
    found = DB_PER_UNIT * loudness(noise_at([0, -12, -6, -18]), BUNDLED, 100).numpy()
    assert found - found[0] == pytest.approx([0, -12, -6, -18], abs=1.5)
    assert 10 * np.log10(np.mean(10 ** (found / 10))) == pytest.approx(0, abs=0.5)


def test_silence_has_a_loudness() -> None:
    silent = np.full((1, 256, 80), 255, np.uint8)
    assert loudness(silent, BUNDLED, 8).tolist() == [QUIETEST / DB_PER_UNIT] * 10
    assert np.array_equal(swelled(silent, BUNDLED, torch.zeros(10)), silent)


def test_frames_hold_what_is_known_and_asked_for() -> None:
    known, kept = torch.full((1, 4, 2, 3), 5.0), torch.tensor([[0.0, 1.0, 0.0]])
    told = frames(known, kept, torch.tensor([[0.5, torch.nan, -1.0]]))
    assert told.shape == (1, 3, frame_width(8))
    assert told[0, :, :8].unique(dim=1).flatten().tolist() == [0, 5, 0]
    assert told[0, :, 8:].tolist() == [[0, 0.5, 1], [1, 0, 0], [0, -1, 1]]
    assert not frames(known, kept, None)[..., 9:].any()


def test_an_image_is_brought_to_a_loudness_as_far_as_that_is_a_nudge() -> None:
    image, turn = noise_at([0, 0, 0, 0]), 2 * np.pi * (torch.arange(50) + 0.5) / 50
    gentle, steep = (swelled(image, BUNDLED, amount * turn.cos()) for amount in (0.3, 1.5))
    found = loudness(gentle, BUNDLED, 8)
    assert found - found.mean() == pytest.approx(0.3 * turn.cos(), abs=0.1)
    loud = BUNDLED.decode(image) > 1e-4
    ratios = 20 * np.log10(BUNDLED.decode(steep)[loud] / BUNDLED.decode(image)[loud])
    assert np.percentile(np.abs(ratios), 90) == pytest.approx(NUDGE, abs=0.5)


@pytest.fixture(scope="module")
def generator() -> Diffusion:
    torch.set_num_threads(1)
    return Diffusion(BundledModel.load(BUNDLED_FOLDER, "cpu"), "bundled")


def paint(generator: Diffusion, request: ClipRequest) -> Clip:
    return generator.paint(request, None, lambda: False)


def test_a_clip_is_as_loud_as_its_init_clip_from_moment_to_moment(generator: Diffusion, tmp_path: Path) -> None:
    """Of the init clip nothing else is left: its pitch is not heard."""
    place = np.arange(2 * RATE) / RATE
    level = -10 * np.cos(2 * np.pi * place)
    sound = 0.1 * 10 ** (level / 20) * np.sin(2 * np.pi * 1234 * place)
    soundfile.write(tmp_path / "init.wav", sound.astype(np.float32), RATE)
    request = replace(REQUEST, init=str(tmp_path / "init.wav"), dynamics="init")
    free, followed = (loudness(paint(generator, r).image, BUNDLED, 8).numpy() for r in (REQUEST, request))
    wanted = np.interp((np.arange(len(free)) + 0.5) / len(free), np.arange(2 * RATE) / 2 / RATE, level)
    assert np.corrcoef(followed, wanted)[0, 1] > 0.9 > abs(np.corrcoef(free, wanted)[0, 1])
    again = paint(generator, replace(request, dynamics="free"))
    assert np.array_equal(again.image, paint(generator, REQUEST).image)


def test_over_a_part_of_a_loud_init_clip_nothing_is_painted_above_full_scale(
    generator: Diffusion, tmp_path: Path
) -> None:
    noise = np.random.default_rng(0).uniform(-0.9, 0.9, 2 * RATE).astype(np.float32)
    soundfile.write(tmp_path / "init.wav", noise, RATE, subtype="FLOAT")
    request = replace(REQUEST, init=str(tmp_path / "init.wav"), dynamics="init", mask_from=2.0)
    assert 0.9 < abs(paint(generator, request).sound).max() < 1


def test_without_an_init_clip_dynamics_are_free() -> None:
    assert replace(REQUEST, dynamics="init").canonical() == REQUEST.canonical()
    deck = DeckState(init="a.wav", denoising=1.0)
    assert request_at(deck, 0.0, 120, RATE).init == ""
    request = request_at(replace(deck, clip_dynamics="init"), 0.0, 120, RATE)
    assert (request.init, request.dynamics, request.heeds_init) == ("a.wav", "init", True)
