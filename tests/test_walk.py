"""What lies between two prompts: both of them, more and more of the second, and cheaper than the ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch

from generators.base import ClipRequest, Image
from generators.bundled_model import BundledModel
from generators.catalogue import BUNDLED_FOLDER
from generators.diffusion import Diffusion
from generators.model import Embedding
from generators.training.measures import evenness, rising
from generators.walk import Painting, State, evened, joined, softened

pytestmark = pytest.mark.offline

PIANO_TO_DRUMS = ClipRequest(
    "solo piano", "techno drum loop", seed_a=3, seed_b=3, bars=1, tempo=120, rate=44100, guidance=3.0, steps=4
)


@pytest.fixture(scope="module")
def painter() -> Iterator[Diffusion]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield Diffusion(BundledModel.load(BUNDLED_FOLDER, "cpu"), "bundled")
    torch.set_num_threads(threads)


def picture(painter: Diffusion, **changes: float | str) -> Image:
    request = replace(PIANO_TO_DRUMS, **changes)  # type: ignore[arg-type]
    return painter.model.decode(painter._painted([request.canonical()], lambda: False)).astype(float)


def steps_on(pictures: list[Image]) -> list[float]:
    return [float(np.abs(b - a).mean()) for a, b in pairwise(pictures)]


def test_paths_between_two_prompts_go_on_evenly_all_the_way(painter: Diffusion) -> None:
    """Whichever of the two is the stronger."""
    prompts = ("solo piano", "techno drum loop"), ("drum and bass drums", "choir"), ("church bell", "string orchestra")
    largest = []
    for a, b in prompts:
        path = [picture(painter, prompt_a=a, prompt_b=b, alpha=fifths / 5) for fifths in range(6)]
        largest.append(evenness(steps_on(path)))
        assert rising([float(np.abs(each - path[0]).mean()) for each in path]) == 1
    assert np.mean(largest) < 1.5  # 1.7 where alpha is the share that is mixed; 3.2 with the blended prompt alone


def test_its_ends_are_the_clips_of_the_two_prompts(painter: Diffusion) -> None:
    for alpha, prompt in ((1e-6, PIANO_TO_DRUMS.prompt_a), (1 - 1e-6, PIANO_TO_DRUMS.prompt_b)):
        end = picture(painter, prompt_a=prompt, prompt_b=prompt, alpha=0)
        assert np.abs(picture(painter, alpha=alpha) - end).mean() < 1  # of 255; 30 from one end to the other


def test_a_path_between_seeds_alone_is_walked_once(painter: Diffusion) -> None:
    """From a noise between the two, in the way of a clip of one seed."""
    request = replace(PIANO_TO_DRUMS, prompt_b="solo piano", seed_b=4, alpha=0.5).canonical()
    assert painter._prompt(request).ends is None


def test_the_ends_are_walked_once_and_give_the_same_as_if_walked_again(
    painter: Diffusion, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    forward = painter.model.transformer.forward  # type: ignore[attr-defined]
    monkeypatch.setattr(painter.model.transformer, "forward", lambda *a: (counted.append(1), forward(*a))[1])  # type: ignore[attr-defined]
    fresh = Diffusion(painter.model, "again")

    def painted(alpha: float, seed: int) -> tuple[int, Image]:
        before = len(counted)
        image = picture(fresh, alpha=alpha, seed_a=seed, seed_b=seed)
        return len(counted) - before, image

    assert painted(0, 11)[0] == 4
    assert painted(0.25, 11)[0] == 3 + 1  # the other end, and one step from there
    evaluations, middle = painted(0.5, 11)
    assert evaluations == 1
    for other in range(12, 22):
        painted(0, other)
    evaluations, again = painted(0.5, 11)
    assert evaluations == 3 + 3 + 1
    assert np.array_equal(middle, again)


def test_in_company_it_is_as_alone(painter: Diffusion) -> None:
    requests = [replace(PIANO_TO_DRUMS, alpha=alpha).canonical() for alpha in (0.0, 0.4, 1.0)]
    together = painter._painted(requests, lambda: False)
    for request, latents in zip(requests, together, strict=True):
        torch.testing.assert_close(painter._painted([request], lambda: False)[0], latents, atol=0.05, rtol=0)


@pytest.mark.parametrize(("steps", "fewest"), [(1, 1), (2, 3), (3, 5), (5, 9)])
def test_what_is_left_of_the_walk_is_at_least_its_last_step(
    painter: Diffusion, monkeypatch: pytest.MonkeyPatch, steps: int, fewest: int
) -> None:
    """So that there is always one that makes one sound of two."""
    asked: list[float] = []
    velocity = painter.model.velocity  # type: ignore[attr-defined]
    monkeypatch.setattr(painter.model, "velocity", lambda *a: (asked.append(a[2]), velocity(*a))[1])
    picture(painter, alpha=0.5, steps=steps, seed_a=30 + steps, seed_b=30 + steps)
    assert len(asked) == fewest
    assert asked.count(min(asked)) == 1


def test_between_two_states_the_noise_stays() -> None:
    """And pictures go along a great circle, so that they do not fade half-way."""
    rng = torch.Generator().manual_seed(0)
    noise, a, b = (torch.randn(1, 64, 1, 20, generator=rng) for _ in range(3))
    ends = [State(0.6 * each + 0.4 * noise, 0.4, (each, 0.1)) for each in (a, b)]
    painting = Painting(noise, None, None, noise, Embedding(noise, noise), PIANO_TO_DRUMS, lambda: False)
    middle = joined(ends, torch.tensor(0.5), painting)
    seen = (middle.latents - 0.4 * noise) / 0.6
    assert float(seen.std()) == pytest.approx(1, abs=0.05)
    assert middle.last is not None
    torch.testing.assert_close(middle.last[0], (a + b) / 2)


def test_what_is_mixed_goes_slower_by_the_middle_and_never_back() -> None:
    alphas = torch.linspace(0, 1, 101)
    shares = evened(alphas)
    assert shares[[0, 50, 100]].tolist() == pytest.approx([0, 0.5, 1])
    steps = shares.diff()
    assert steps.min() == pytest.approx(float(steps[50]), rel=0.01)
    assert steps.min() > 0
    torch.testing.assert_close(shares, 1 - shares.flip(0))


def test_guidance_is_whole_at_the_ends_and_none_half_way() -> None:
    assert softened(torch.tensor([3.0, 3.0, 3.0]), torch.tensor([0.0, 0.5, 1.0])).tolist() == [3, 1, 3]


def test_a_blend_knows_its_ends_at_any_length() -> None:
    empty = Embedding(torch.zeros(2, 4), torch.tensor([1.0, 0.0]))
    one, other = (Embedding(torch.full((2, 4), value), torch.ones(2)) for value in (1.0, 2.0))
    longer = one.lerp(other, 0.25).extended(4, empty)
    assert longer.ends is not None
    assert [len(end.tokens) for end in longer.ends] == [4, 4]
    both = Embedding.together([longer, one.extended(4, empty)])
    assert both.ends is not None
    assert both.alpha is not None
    assert both.alpha.tolist() == [0.25, 0]
    assert torch.equal(both.ends[0].tokens[1], both.ends[1].tokens[1])
