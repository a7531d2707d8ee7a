"""A whole sound file painted over, clip after clip."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from bridge.canvas import blend_gains, correlation
from bridge.config import Config
from bridge.params import Params
from bridge.planner import request_at
from bridge.progress import bar, complain
from bridge.render import ready_worker, tell_of_peak
from bridge.whole_file import whole_file
from generators.base import ClipRequest, Sound
from generators.init_file import seconds


def render_through(config: Config, out: Path) -> int:
    """Paint over the init file of deck 1 from its beginning to its end, going from A to B. Returns the exit code.

    Clips are as long as the deck's, and overlap by a beat.
    """
    try:
        params = Params(1, config.start)
        state, rate = params.snapshot(), config.instrument.rate
        length = seconds(Path(state.decks[0].init))
        worker = ready_worker(config, config.generator.model)
        requests = list(_along(params, length, rate))
        with bar(f"rendering {out}", len(requests)) as progress:
            sounds = []
            for done, request in enumerate(requests, 1):
                sounds.append(worker.submit(request).result().sound)
                progress(done)
        starts = [round(request.init_from * rate) for request in requests]
        whole = overlapped(sounds, starts)[:, : round(length * rate)]
        with whole_file(out) as part:
            soundfile.write(part, whole.T, rate, subtype="PCM_24")
        tell_of_peak(out, float(np.abs(whole).max()))
    except (RuntimeError, ValueError, OSError, soundfile.LibsndfileError) as error:
        complain(f"cannot render: {error}")
        return 1
    return 0


def _along(params: Params, length: float, rate: int) -> Iterator[ClipRequest]:
    """Requests that cover the init clip, `length` seconds long."""
    state = params.snapshot()
    deck, beat = state.decks[0], 60 / state.tempo
    stride = (deck.bars * state.bar_beats - 1) * beat
    count = max(1, math.ceil((length - beat) / stride - 1e-6))
    for number in range(count):
        alpha = number / (count - 1) if count > 1 else 0.0
        yield replace(request_at(deck, alpha, state.tempo, rate, state.clock_metre), init_from=number * stride)


def overlapped(sounds: list[Sound], starts: list[int]) -> Sound:
    """Sounds (channels, frames) that begin at these frames, cross-faded at their common level where two overlap."""
    whole = np.zeros((len(sounds[0]), starts[-1] + sounds[-1].shape[1]), np.float32)
    end = 0
    for sound, start in zip(sounds, starts, strict=True):
        both = end - start if end else 0
        old, new = whole[:, start:end], sound[:, :both]
        g, h = blend_gains(np.linspace(0, 1, both, dtype=np.float32), correlation(old, new))
        whole[:, start:end] = old * g + new * h
        end = start + sound.shape[1]
        whole[:, start + both : end] = sound[:, both:]
    return whole
