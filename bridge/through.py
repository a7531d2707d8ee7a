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
from bridge.progress import bar, busy, complain, tell
from bridge.render import ready_worker, tell_of_peak
from bridge.whole_file import whole_file
from generators.base import ClipRequest, Sound
from generators.heard_tempo import heard_tempo
from generators.image_tags import Tags
from generators.init_file import excerpt, seconds
from generators.sounds import load_sound, mapped

CHANNELS = 2  # as `render --prompt` writes
HEARD_S = 240.0  # of a song, for its tempo


def render_through(config: Config, out: Path) -> int:
    """Paint over the init file of deck 1 from its beginning to its end, going from A to B. Returns the exit code.

    Clips are as long as the deck's, and overlap by a beat. Where the config says no tempo, it is the file's own.
    """
    try:
        params, rate = Params(1, config.start), config.instrument.rate
        song = Path(params.snapshot().decks[0].init)
        length = seconds(song)
        if "/tempo" not in config.start:
            _hear_tempo(params, song, length)
        worker = ready_worker(config, config.generator.model)
        requests = list(_along(params, length, rate))
        with bar(f"rendering {out}", len(requests)) as progress:
            sounds = []
            for done, request in enumerate(requests, 1):
                sounds.append(worker.submit(request).result().sound)
                progress(done)
        starts = [round(request.init_from * rate) for request in requests]
        whole = mapped(overlapped(sounds, starts)[:, : round(length * rate)], CHANNELS)
        with whole_file(out) as part:
            soundfile.write(part, whole.T, rate, subtype="PCM_24")
        _tell_of_loss(song, out, len(sounds[0]), rate)
        tell_of_peak(out, float(np.abs(whole).max()))
    except (RuntimeError, ValueError, OSError, soundfile.LibsndfileError) as error:
        complain(f"cannot render: {error}")
        return 1
    return 0


def _hear_tempo(params: Params, song: Path, length: float) -> None:
    """Set the tempo to that of the song, if it has a clear one, and say so. Raises ValueError."""
    state = params.snapshot()
    with busy(f"hearing the tempo of {song.name}"):
        heard = load_sound(song, round(min(length, HEARD_S) * Tags.sample_rate), Tags.sample_rate, 1)
        tempo = heard_tempo(heard, state.clock_metre)
    if tempo:
        params.set("/tempo", tempo)
        tell(f"{song.name} is at {tempo:g} BPM, and painted at that; --bpm says another tempo")
    else:
        tell(f"{song.name} has no clear tempo, and is painted at {state.tempo:g} BPM; if it has one, say it with --bpm")


def _tell_of_loss(song: Path, out: Path, channels: int, rate: int) -> None:
    """Say where what is written has less of the song than it could: its channels, its rate."""
    sound, own_rate = excerpt(song, 0, 0.1)
    if channels == 1 < len(sound):
        tell(f"{song.name} is stereo, but the model paints mono: both channels of {out} are alike")
    if own_rate != rate:
        tell(f"{song.name} is at {own_rate} Hz, {out} at {rate} Hz; --rate {own_rate} keeps the song's")


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
