"""The key that a prompt names, in what the bundled model paints."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from generators import bundled_model
from generators.base import Clip, ClipRequest
from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.column_transformer import KEYS
from generators.diffusion import Diffusion
from generators.key_guidance import HIGHEST_HZ, TRIADS, membership, towards
from generators.musical_key import MODES, WHITE_KEYS, key_name
from generators.prompt_reader import named_key
from generators.spectrogram import BUNDLED
from generators.walk import Walks

pytestmark = pytest.mark.offline

HZ = BUNDLED.band_hz[::-1]


def nearest(hertz: float) -> int:
    return int(np.argmin(np.abs(HZ - hertz)))


@pytest.mark.parametrize("key", range(KEYS))
@pytest.mark.parametrize("mode", MODES)
def test_bands_are_wanted_in_the_keys_whose_notes_they_hold(key: int, mode: str) -> None:
    """From 500 to 1000 Hz, where a band is narrower than a semitone: the tonic most, then its chord."""
    row, notes = membership(BUNDLED)[12 * MODES.index(mode) + key], np.arange(72, 83)
    levels = np.array([float(row[nearest(440 * 2 ** ((note - 69) / 12))]) for note in notes])
    above = (notes - key) % 12
    chord = np.isin(above, TRIADS[mode])
    assert levels[above == TRIADS[mode][0]].min(initial=1) > 0.4
    assert levels[chord].min() > 0.2
    assert levels[~np.isin(above, WHITE_KEYS)].max() < -0.4
    assert levels[chord].mean() > levels[~chord & np.isin(above, WHITE_KEYS)].max()
    assert not row[: nearest(HIGHEST_HZ)].any()


def test_partials_of_the_key_become_louder_and_others_softer() -> None:
    signal = torch.full((1, 256, 8), -0.5)
    c, c_sharp = nearest(523.3), nearest(554.4)
    signal[:, [c, c_sharp]] = 0.5
    signal[:, nearest(5000)] = 0.9  # room for them
    for key, inside, outside in (("C major", c, c_sharp), ("A major", c_sharp, c)):
        change = towards(named_key(f"piano in {key}")[None], signal, BUNDLED)[0]
        assert change[inside].min() > 0.1
        assert change[outside].max() < -0.1
    assert not towards(named_key("piano")[None], signal, BUNDLED).any()


def test_half_way_between_two_keys_it_leads_to_both() -> None:
    signal = torch.rand(1, 256, 8, generator=torch.Generator().manual_seed(0))
    signal[:, nearest(5000)] = 4.0  # room for all
    c, f = named_key("C major")[None], named_key("F major")[None]
    both = towards(torch.lerp(c, f, 0.5), signal, BUNDLED)
    assert both == pytest.approx((towards(c, signal, BUNDLED) + towards(f, signal, BUNDLED)) / 2, abs=1e-6)


def test_no_band_becomes_louder_than_the_loudest_of_its_column() -> None:
    signal = torch.rand(1, 256, 8, generator=torch.Generator().manual_seed(0))
    led = signal + towards(named_key("F# major")[None], signal, BUNDLED)
    assert (led.amax(dim=1) <= signal.amax(dim=1) + 1e-6).all()
    assert (led > signal + 0.1).any()


# --- painting


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is painted again is walked again, too."""
    monkeypatch.setattr(Walks, "remembered", lambda _, walk, *__: walk())


@pytest.fixture(scope="module")
def painter() -> Diffusion:
    torch.set_num_threads(1)
    return Diffusion(BundledModel.load(BUNDLED_FOLDER, "cpu"), "bundled")


def painted(painter: Diffusion, prompt: str, **changes: object) -> Clip:
    request = ClipRequest(prompt, prompt, bars=2, tempo=90, rate=44100, steps=4, guidance=3)
    return painter.paint(replace(request, **changes), None, lambda: False)  # type: ignore[arg-type]


def chroma(clip: Clip) -> NDArray[np.float64]:
    """How much of the partials between 60 and 600 Hz each note has, from C on: (12,)."""
    sound: NDArray[np.float32] = clip.sound[0]
    power, hertz = np.abs(np.fft.rfft(sound)) ** 2, np.fft.rfftfreq(len(sound), 1 / clip.request.rate)
    low = (hertz > 60) & (hertz < 600)
    notes = np.bincount(np.round(69 + 12 * np.log2(hertz[low] / 440)).astype(int) % 12, power[low], 12)
    return notes / power[low].sum()


def share_in_key(clip: Clip, key: int) -> float:
    return float(chroma(clip)[[(key + step) % 12 for step in WHITE_KEYS]].sum())


def unled(_: Tensor, signal: Tensor, __: object) -> Tensor:
    return torch.zeros_like(signal)


def test_a_named_key_is_heard(painter: Diffusion, monkeypatch: pytest.MonkeyPatch) -> None:
    """More of what sounds lies within it than where the walk is not led there."""

    def shares() -> list[float]:
        asked = [("organ", -3), ("organ", 1), ("choir", -4), ("choir", 3)]
        return [share_in_key(painted(painter, f"{name} in {key_name(key, 'major')}"), key) for name, key in asked]

    led = shares()
    monkeypatch.setattr(bundled_model, "towards", unled)
    alone = shares()
    assert np.mean(led) > np.mean(alone) + 0.1


def test_the_tonic_is_heard(painter: Diffusion) -> None:
    """Of a major key and the minor one with the same notes, each has more of its own tonic."""
    shares = {}
    for mode in MODES:
        clips = [painted(painter, f"{name} in {key_name(2, mode)}") for name in ("organ", "strings", "choir")]
        shares[mode] = np.mean([chroma(clip) for clip in clips], axis=0)
    d, b = 2, 11
    assert shares["major"][d] > shares["minor"][d] + 0.05
    assert shares["minor"][b] > shares["major"][b] + 0.05


@pytest.mark.parametrize("prompt", ["choir in Eb major", "solo piano in F# major", "solo violin in D minor"])
def test_what_names_a_key_is_as_loud_as_what_does_not(painter: Diffusion, prompt: str) -> None:
    clip = painted(painter, prompt, tempo=120, seed_a=3, seed_b=3)
    assert np.sqrt(np.mean(clip.sound**2)) == pytest.approx(0.1, rel=0.02)
    assert clip.image.min() > 0, "no band is as loud as can be"


def test_prompts_that_name_none_and_single_steps_are_left_alone(
    painter: Diffusion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one step there is nothing left in which the model makes a sound of it."""
    told: dict[str, object] = {"bars": 1, "tempo": 160, "steps": 1}
    before = [painted(painter, prompt, **told).image for prompt in ("organ", "organ in E major")]
    monkeypatch.setattr(bundled_model, "towards", unled)
    after = [painted(painter, prompt, **told).image for prompt in ("organ", "organ in E major")]
    assert all(np.array_equal(*pair) for pair in zip(before, after, strict=True))
    assert not np.array_equal(*after)
