"""What only a CUDA GPU shows: graphs, and the decoder beside the network. Skipped where there is none."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest
import torch
from tiny_checkpoint import write_checkpoint

from generators.base import Cancelled, ClipRequest
from generators.decoder import decode
from generators.decoder_torch import TorchDecoder
from generators.diffusion import Diffusion
from generators.spec import Spec
from generators.spectrogram import RIFFUSION
from generators.stable_diffusion import StableDiffusion

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA GPU")

REQUEST = ClipRequest("piano", "drums", steps=4, bars=1, tempo=187.5, rate=44100)  # 128 columns


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("checkpoint"))


def open_on_gpu(folder: Path, options: str = "") -> Diffusion:
    spec = Spec.parse(f"{folder}{options}")
    return Diffusion(StableDiffusion.load(folder, "cuda", options=spec), "tiny")


@pytest.mark.parametrize("guidance", [1.0, 3.0])
def test_a_graph_gives_the_bits_that_the_network_gives(folder: Path, guidance: float) -> None:
    request = replace(REQUEST, guidance=guidance)
    with_graphs, without = open_on_gpu(folder), open_on_gpu(folder, ":graphs=off")
    assert with_graphs.model._unet._graphs  # type: ignore[attr-defined]
    clips = [generator.paint(request, None, lambda: False) for generator in (with_graphs, with_graphs, without)]
    assert np.array_equal(clips[0].image, clips[1].image)
    assert np.array_equal(clips[0].sound, clips[1].sound)
    assert abs(clips[0].image.astype(int) - clips[2].image).max() <= 1


def test_it_stops_within_a_step(folder: Path) -> None:
    asked = count()
    with pytest.raises(Cancelled):
        open_on_gpu(folder).paint(REQUEST, None, lambda: next(asked) == 3)


def test_the_decoder_is_as_good_as_on_the_cpu() -> None:
    image = np.random.default_rng(1).integers(100, 255, (1, 512, 128), np.uint8)
    one, other = (
        one(image, RIFFUSION, 56448, 44100, None) for one in (decode, TorchDecoder(torch.device("cuda")).decode)
    )
    assert other.std() == pytest.approx(one.std(), rel=0.02)
