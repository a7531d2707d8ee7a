"""Onsets of what is painted without a clock: found in the image, turned onto the beat, heard there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from tiny_checkpoint import write_checkpoint
from torch import Tensor

from generators.base import ClipRequest, Image, Sound
from generators.diffusion import Diffusion
from generators.onsets import late, on_the_beat
from generators.spec import Spec
from generators.spectrogram import RIFFUSION, analyse
from generators.stable_diffusion import StableDiffusion

pytestmark = pytest.mark.offline

RATE, BEATS = 44100, 8
REQUEST = ClipRequest("drums", "drums", steps=1, bars=2, tempo=120, rate=RATE)


def struck(beats: list[float], sound: Sound, tempo: float) -> Sound:
    """A loop (1, frames) of two bars in which a sound is struck at those beats."""
    period = 60 / tempo * RATE
    loop = np.zeros(round(BEATS * period), np.float32)
    for beat in beats:
        loop[(round(beat * period) + np.arange(sound.size)) % loop.size] += sound
    return loop[None]


def drums(shift: float, tempo: float) -> Sound:
    """A kick on each beat and a hi-hat between, all `shift` beats late."""
    time = np.arange(RATE // 4) / RATE
    kick = np.sin(2 * np.pi * 60 * time) * np.exp(-12 * time)
    hat = 0.2 * np.random.default_rng(1).normal(size=time.size) * np.exp(-60 * time)
    kicks = struck([beat + shift for beat in range(BEATS)], 0.3 * kick.astype(np.float32), tempo)
    return kicks + struck([beat + 0.5 + shift for beat in range(BEATS)], 0.3 * hat.astype(np.float32), tempo)


def picture(sound: Sound) -> Image:
    return analyse(sound, RIFFUSION, RATE, loop=True)


@pytest.mark.parametrize("tempo", [90, 120, 174])
@pytest.mark.parametrize("shift", [-0.3, 0.0, 0.13, 0.4])
def test_how_late_drums_are_is_seen_within_6_ms(shift: float, tempo: float) -> None:
    columns = late(picture(drums(shift, tempo)), BEATS, RIFFUSION)
    assert columns * RIFFUSION.hop_s == pytest.approx(shift * 60 / tempo, abs=0.006)


def test_sixteenths_all_alike_are_turned_by_half_of_one_at_most() -> None:
    time = np.arange(RATE // 4) / RATE
    pluck = np.sin(2 * np.pi * 440 * time) * np.exp(-20 * time)
    loop = struck([beat / 4 + 0.4 for beat in range(4 * BEATS)], pluck.astype(np.float32), 120)
    assert late(picture(loop), BEATS, RIFFUSION) * RIFFUSION.hop_s == pytest.approx(-0.05, abs=0.006)


def test_what_has_no_beat_stays_as_it_is() -> None:
    chance, time = np.random.default_rng(2), np.arange(4 * RATE) / RATE
    noise = 0.1 * chance.normal(size=(1, time.size)).astype(np.float32)
    chord = sum(np.sin(2 * np.pi * hz * time) for hz in (220, 277, 330))[None].astype(np.float32) / 6
    elsewhere = struck([beat / 1.13 for beat in range(9)], drums(0, 120)[0, : RATE // 4], 120)
    for sound in (noise, chord, elsewhere):
        image = picture(sound)
        assert np.array_equal(on_the_beat(image, BEATS, RIFFUSION), image)


class OffBeat(StableDiffusion):
    """Paints drums that are 0.2 beats late, whatever it is asked for."""

    def decode(self, latents: Tensor) -> Image:
        super().decode(latents)
        return picture(drums(0.2, 120))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("checkpoint"))


def kick_at(sound: Sound) -> float:
    """When, after each beat, the kick is loudest on average, in seconds."""
    power = np.square(sound[0]).reshape(BEATS, -1).sum(axis=0)
    return float(np.convolve(power, np.ones(441), "same").argmax()) / RATE


@pytest.mark.parametrize(("options", "shift"), [("", 0.0), (":beat=free", 0.2)])
def test_clips_are_heard_on_the_beat_unless_it_is_left_free(folder: Path, options: str, shift: float) -> None:
    generator = Diffusion(OffBeat.load(folder, options=Spec.parse(f"{folder}{options}")), "drums")
    heard = kick_at(generator.paint(REQUEST, None, lambda: False).sound)
    in_time = kick_at(drums(0, 120))
    assert (heard - in_time + 0.25) % 0.5 - 0.25 == pytest.approx(shift * 0.5, abs=0.015)


def test_what_continues_or_repaints_keeps_its_time(folder: Path, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "init.wav", drums(0.2, 120).T, RATE)
    generator = Diffusion(OffBeat.load(folder), "drums")
    for request in (
        replace(REQUEST, init=str(tmp_path / "init.wav"), denoising=0.5),
        replace(REQUEST, join="continue"),
    ):
        image = generator.paint(request, None, lambda: False).image
        assert np.array_equal(image, picture(drums(0.2, 120)))
