"""The vocoder: where it leads the search for phases, and its training."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks.smoothness import dip_db
from benchmarks.sounds import blend, convergence, correlation, drums, log_mel_error, pad, piano
from generators import vocoder as vocoding
from generators.base import Image, Sound
from generators.bundled_model import VOCODER, BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.decoder import Grid, checked_grid, decode, griffin_lim, make_grid
from generators.spectrogram import BUNDLED, RIFFUSION, analyse
from generators.training import vocoder as training
from generators.training.captions import Facts
from generators.training.phases import BINS, BLOCKS, Example, example
from generators.training.render import Loop
from generators.vocoder import AHEAD, OVERLAP, PAST, Vocoder, follow, patches

pytestmark = pytest.mark.offline

RATE = 44100
FRAMES = 2 * RATE


@pytest.fixture(scope="module")
def vocoder() -> Vocoder:
    return Vocoder.load(BUNDLED_FOLDER / VOCODER)


def heard(make: Callable[[int, float, int], Sound]) -> tuple[Sound, Image]:
    sound = np.roll(make(1, 2.0, RATE), round(0.19 * RATE), axis=1)
    return sound, analyse(sound, BUNDLED, RATE, loop=True)


def grid_of(image: Image) -> Grid:
    return checked_grid(image, BUNDLED, FRAMES, RATE, None)


def test_it_leads_to_better_sounds_than_noise(vocoder: Vocoder) -> None:
    """Nearer to the pictures, and to the sounds that they are of, in fewer iterations: on average, as a sound may have
    luck with its noise."""
    nearness, errors = np.zeros(2), np.zeros(2)
    for sound, image in map(heard, (piano, drums, pad)):
        for which, each in enumerate((vocoder, None)):
            decoded = decode(image, BUNDLED, FRAMES, RATE, vocoder=each)
            nearness[which] += convergence(decoded, image, BUNDLED, RATE)
            errors[which] += log_mel_error(sound, decoded, RATE, BUNDLED.max_hz)
    assert nearness[0] < 0.85 * nearness[1]
    assert errors[0] < errors[1]


def test_a_neighbour_led_on_is_nearer_and_does_not_cancel(vocoder: Vocoder) -> None:
    """A keyframe begun from the one before: a cross-fade does not dip where it is quiet, before a stroke."""
    dips, likeness = np.zeros(2), np.zeros(2)
    for one, other in ((piano, drums), (drums, pad), (pad, drums)):
        images = [blend(heard(one)[1], heard(other)[1], alpha) for alpha in (0.25, 0.5)]
        left = decode(images[0], BUNDLED, FRAMES, RATE, vocoder=vocoder)
        for which, each in enumerate((vocoder, None)):
            right = decode(images[1], BUNDLED, FRAMES, RATE, left, vocoder=each)
            assert convergence(right, images[1], BUNDLED, RATE) < 0.2
            dips[which] += dip_db(left, right) / 3
            likeness[which] += correlation(left, right) / 3
    assert dips[0] > max(dips[1], -2.5)
    assert likeness[0] > max(likeness[1], 0.8)


def test_what_the_start_does_not_know_the_vocoder_finds(vocoder: Vocoder) -> None:
    """After a sound that is altogether other, a clip is as near to its image in fewer iterations."""
    errors = np.zeros(2)
    for one, other in ((piano, drums), (drums, pad), (pad, drums)):
        start, (_, image) = heard(one)[0], heard(other)
        for which, each in enumerate((vocoder, None)):
            decoded = decode(image, BUNDLED, FRAMES, RATE, start, vocoder=each)
            errors[which] += convergence(decoded, image, BUNDLED, RATE)
    assert errors[0] < errors[1]


def test_what_is_painted_over_is_led_and_the_rest_goes_on(vocoder: Vocoder) -> None:
    """An eighth of a picture is another's: there the start's phases are of no use."""
    errors = np.zeros(2)
    part = slice(50, 75)
    for one, other in ((piano, drums), (drums, pad), (pad, piano)):
        start, image = decode(heard(one)[1], BUNDLED, FRAMES, RATE, vocoder=vocoder), heard(one)[1].copy()
        image[..., part] = heard(other)[1][..., part]
        wanted = BUNDLED.decode(image)[..., part]
        for which, each in enumerate((vocoder, None)):
            painted = analyse(decode(image, BUNDLED, FRAMES, RATE, start, vocoder=each), BUNDLED, RATE, loop=True)
            errors[which] += np.linalg.norm(BUNDLED.decode(painted)[..., part] - wanted) / np.linalg.norm(wanted)
    assert errors[0] < errors[1]


def test_a_chain_led_on_stays_true_to_its_images(vocoder: Vocoder) -> None:
    sound, first = heard(piano)
    for make, alpha in [(drums, 0.5), (drums, 1), (pad, 0.5), (pad, 1), (piano, 0.5), (piano, 1)]:
        image = blend(first, heard(make)[1], alpha)
        sound = decode(image, BUNDLED, FRAMES, RATE, sound, vocoder=vocoder)
        assert convergence(sound, image, BUNDLED, RATE) < 0.25
    silence = decode(np.full_like(image, 255), BUNDLED, FRAMES, RATE, sound, vocoder=vocoder)
    assert np.abs(silence).max() < 1e-6
    again = decode(image, BUNDLED, FRAMES, RATE, silence, vocoder=vocoder)
    assert convergence(again, image, BUNDLED, RATE) < 0.2


@pytest.mark.parametrize("make", [piano, drums, pad])
def test_phases_that_go_on_as_they_should_are_the_sound_s(make: Callable[[int, float, int], Sound]) -> None:
    """With the sound's own advance and slope for the network's, no search is left to do."""
    sound, image = heard(make)
    grid = grid_of(image)
    spectrum = grid.stft(grid.split(sound[0]))
    hops = np.exp(2j * np.pi * np.arange(spectrum.shape[1]) / OVERLAP)
    advance = spectrum * np.conj(np.roll(spectrum, 1, axis=0) * hops)
    slope = spectrum * np.conj(np.roll(spectrum, 1, axis=1))
    told = [(each / (np.abs(each) + 1e-20)).astype(np.complex64) for each in (advance, slope)]
    magnitude = grid.magnitude(BUNDLED.decode(image)[0])
    decoded = grid.join(grid.istft(follow(magnitude, *told) * magnitude), FRAMES)
    noise = grid.join(griffin_lim(grid, BUNDLED.decode(image)[0], grid.noise(), 0), FRAMES)
    assert convergence(decoded[None], image, BUNDLED, RATE) < 0.05
    assert convergence(noise[None], image, BUNDLED, RATE) > 0.2


def test_silence_within_a_loop_and_all_through(vocoder: Vocoder) -> None:
    _, image = heard(piano)
    image[:, :, 40:80] = 255
    sound = decode(image, BUNDLED, FRAMES, RATE, vocoder=vocoder)
    assert np.isfinite(sound).all()
    assert np.abs(sound[0, round(0.5 * RATE) : round(0.7 * RATE)]).max() < 1e-3 < np.abs(sound).max()
    image[:] = 255
    assert np.abs(decode(image, BUNDLED, FRAMES, RATE, vocoder=vocoder)).max() < 1e-6


def test_other_pictures_are_decoded_as_without_it(vocoder: Vocoder) -> None:
    sound, _ = heard(piano)
    image = analyse(sound, RIFFUSION, RATE, loop=True)
    led, alone = (decode(image, RIFFUSION, FRAMES, RATE, vocoder=each) for each in (vocoder, None))
    assert np.array_equal(led, alone)


def test_a_hop_of_another_length_is_left_alone(vocoder: Vocoder) -> None:
    """20 % longer: bins would not be as far apart as those that it knows."""
    _, image = heard(piano)
    longer = round(1.2 * FRAMES)
    assert not vocoder.fits(BUNDLED, checked_grid(image, BUNDLED, longer, RATE, None))
    assert np.isfinite(decode(image, BUNDLED, longer, RATE, vocoder=vocoder)).all()


def test_a_long_loop_is_told_of_in_runs(vocoder: Vocoder, monkeypatch: pytest.MonkeyPatch) -> None:
    _, image = heard(piano)
    magnitude = grid_of(image).magnitude(BUNDLED.decode(image)[0])
    whole = vocoder.differences(magnitude)
    monkeypatch.setattr(vocoding, "RUN", 60)
    for one, other in zip(whole, vocoder.differences(magnitude), strict=True):
        assert other == pytest.approx(one, abs=1e-4)


# --- training


def test_an_example_holds_a_loop_s_phases_and_what_its_picture_tells() -> None:
    sound = heard(piano)[0][0].astype(np.float32)
    loop = Loop(Facts("solo", "piano", 120.0, "minor"), 1, sound)
    codec = BundledModel.load(BUNDLED_FOLDER, "cpu").codec
    plain, coded = example(loop), example(loop, codec)
    columns = len(plain.phase)
    grid = make_grid(BUNDLED, columns, FRAMES / RATE / columns)
    magnitude = (plain.level.float() ** (1 / BUNDLED.power) * BUNDLED.max_value).numpy()
    spectrum = np.zeros((columns, grid.fft_length // 2 + 1), dtype=np.complex64)
    spectrum[:] = (magnitude * np.exp(1j * plain.phase.float().numpy()))[:, : spectrum.shape[1]]
    again = grid.join(grid.istft(spectrum), FRAMES)
    assert np.abs(again - sound).max() < 0.02 * np.abs(sound).max()
    errors = [float((each.told - plain.level).float().square().mean()) for each in (plain, coded)]
    assert errors[0] < errors[1] < 0.1 * float(plain.level.float().square().mean())
    assert torch.equal(coded.phase, plain.phase)


@pytest.fixture(scope="module")
def loops() -> list[Example]:
    rng = torch.Generator().manual_seed(0)
    told = torch.rand(90, BINS, generator=rng).half()
    return [Example(told, told, (3 * told).half())] * 2


def test_it_learns_and_is_resumed(loops: list[Example], tmp_path: Path) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    state = tmp_path / "vocoder" / "state.pt"
    first = training.train(loops, state, math.inf, "cpu", steps=4)
    assert first.step == 4
    again = training.train(loops, state, first.seconds / 60 + 0.02, "cpu")
    assert again.step > 4
    assert not again.shared
    new = training.Network(shared=True)
    with torch.no_grad():
        before, after = (float(training.loss(each, [(loops[0], 5)], "cpu")) for each in (new, again.network))
    assert after < before


def test_what_is_exported_says_the_same(loops: list[Example], tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = training.Network(shared=True)
    training.export(network, tmp_path)
    vocoder = Vocoder.load(tmp_path)
    level = loops[0].told.float().numpy()
    magnitude = (level**4 * BUNDLED.max_value).astype(np.float32)
    with torch.no_grad():
        round_it = np.arange(-PAST, len(level) + AHEAD) % len(level)
        told = network(torch.from_numpy(patches(level[round_it], BLOCKS))).numpy()
    advance, slope = vocoder.differences(magnitude)
    assert advance == pytest.approx(told[0] + 1j * told[1], abs=0.01)
    assert slope == pytest.approx(told[2] + 1j * told[3], abs=0.01)
