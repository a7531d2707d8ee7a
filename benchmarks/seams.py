"""Where loops begin again and clips follow one another: `riffbridge bench seams`.

Played by the live canvas, at a tempo at which a clip is no whole number of frames. Jump is the step between the
samples on either side of the seam; flux the change of spectrum between the two columns (46 ms, 10 ms apart) on either
side. Both are percentiles of the clip's own interior. But the seam lies on a downbeat, and an attack there is a change
like no other. So the seam's flux is also compared with the loudest of the other bars' downbeats; and the clip is
painted once more, moved round the loop until its seam lies between the beats, where nothing covers it.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks import sounds
from benchmarks.going_round import moved, stages
from benchmarks.report import Table, parsed, parser, publish
from bridge.canvas import Canvas
from bridge.line import Place
from generators.base import BEATS_PER_BAR, Clip, ClipRequest, Sound
from generators.catalogue import open_generator
from generators.devices import pick_device
from generators.diffusion import Diffusion
from generators.masks import overlap
from generators.spectrogram import BUNDLED, filterbank
from generators.stable_diffusion import StableDiffusion

TEMPO, RATE, BARS = 121.3, 44100, 4
LIMIT = 95.0  # percentile of the interior that a seam may reach
LOUDER = 1.25  # than the loudest of the other downbeats: so much more of an attack is chance
EDGE_S = 0.05  # about a seam, no interior
REACH = 3  # columns about a beat in which its attack is sought
PROMPTS = (
    *("techno drum loop", "warm synth pad", "solo piano", "church bells", "acid bass line", "jazz saxophone"),
    *("church organ", "string quartet", "rock drums", "funky slap bass", "choir", "steel guitar"),
)
NOTE = """jump, flux: percentiles of the clip's interior; any other place is above {limit:g} in one of 20. \
× downbeats: the seam's attack over the loudest of the other downbeats. {more}"""
MOVED = "moved: painted with the seam between the beats; px: how far that picture is from the other, moved, at most."
CONTROLS = """Sounds that go round, with the loop's beginning between the beats and on one; and cut to another \
length. smooth: jump up to {limit:g}, and up to {louder:g} times the loudest of the other downbeats."""
RAW = "raw: without the canvas's cross-fade. kept: how far the beat that both clips have is from the same sound."


@dataclass(frozen=True)
class Seam:
    """What is heard at a seam: percentiles, and a ratio to the clip's other downbeats."""

    jump: float
    flux: float
    downbeats: float

    @property
    def smooth(self) -> bool:
        """No step, and no more of a change than a downbeat brings elsewhere in the clip."""
        return self.jump <= LIMIT and self.downbeats <= LOUDER


def seam(sound: Sound, at: int, beat: float) -> Seam:
    """The seam at frame `at` of a sound (channels, frames) that has BARS bars, of beats `beat` frames long, on either
    side of it."""
    mono, hop = np.asarray(sound.mean(axis=0)), round(BUNDLED.hop_s * RATE)
    jumps = np.abs(np.diff(mono))  # the seam is between samples at − 1 and at
    inside = np.abs(np.arange(len(jumps)) + 1 - at) > EDGE_S * RATE
    columns = (min(at, len(mono) - at) - BUNDLED.fft_length(RATE)) // hop
    change = flux(mono, at, hop, columns)
    around = np.abs(np.arange(-columns, columns + 1)) * hop > EDGE_S * RATE
    bars = [bar for bar in range(-BARS + 1, BARS) if bar]
    attacks = [_peak(change, columns + round(bar * BEATS_PER_BAR * beat / hop)) for bar in bars]
    return Seam(
        _percentile(jumps[at - 1], jumps[inside]),
        _percentile(change[columns], change[around]),
        _peak(change, columns) / max(attacks),
    )


def flux(mono: NDArray[np.float32], at: int, hop: int, columns: int) -> NDArray[np.float32]:
    """Change of the bands' magnitudes (2 × columns + 1,) from hop to hop; the middle one is centred on `at`."""
    length = BUNDLED.fft_length(RATE)
    starts = at - length // 2 + hop * np.arange(-columns, columns + 2) - hop // 2
    blocks = mono[starts[:, None] + np.arange(length)] * BUNDLED.window(RATE)
    bands = filterbank(BUNDLED, RATE) @ np.abs(np.fft.rfft(blocks, axis=1)).T
    change: NDArray[np.float32] = np.linalg.norm(np.diff(np.asarray(bands), axis=1), axis=0)
    return change


def _peak(change: NDArray[np.float32], place: int) -> float:
    return float(change[place - REACH : place + REACH + 1].max())


def _percentile(value: float, others: NDArray[np.float32]) -> float:
    return float((others < value).mean() * 100)


def played(*clips: Clip) -> Sound:
    """Two laps of each clip as the canvas plays them, one clip after the other: (channels, frames)."""
    beats = BARS * BEATS_PER_BAR
    beat = clips[0].request.seconds * RATE / beats
    canvas = Canvas(RATE, 1, lambda frame: Place(frame / beat, 1 / beat))
    for turn, clip in enumerate(clips):
        canvas.enter({0: clip}, round(2 * turn * beats * beat), 0)
    sound: Sound = canvas.read(round(2 * len(clips) * beats * beat))[0]
    return sound


def heard(*clips: Clip) -> Seam:
    """The seam between the last lap of the first clip and the first of the second, or the second of the only one."""
    length = clips[0].request.seconds * RATE
    laps = 1 if len(clips) == 1 else 2
    sound = played(*clips)[:, round((laps - 1) * length) : round((laps + 1) * length)]
    return seam(sound, round(laps * length) - round((laps - 1) * length), length / BARS / BEATS_PER_BAR)


def loops(generator: Diffusion, prompts: Sequence[str]) -> Table:
    """Each prompt's clip, gone round; and the same painted with its seam elsewhere."""
    columns = ("prompt", "jump", "flux", "× downbeats", "smooth", "moved jump", "moved flux", "px")
    table = Table("join = loop", columns, note=NOTE.format(limit=LIMIT, more=MOVED))
    for seed, prompt in enumerate(prompts):
        request = asked(prompt, seed)
        width, multiple = generator.columns(request), generator.model.multiple
        between = min(range(multiple, width // 4, multiple), key=lambda column: _to_sixteenth(column / width))
        here = paint(generator, request)
        with moved(generator.model, between / width):
            there = paint(generator, request)
        px = np.abs(np.roll(here.image, -between, axis=2).astype(int) - there.image).max()
        found, late = heard(here), heard(there)
        table.add(prompt, *astuple(found), found.smooth, late.jump, late.flux, int(px))
    return table


def _to_sixteenth(place: float) -> float:
    """How near a place in the loop, 0 to 1, is to where a sixteenth begins and most of its attack is over: 0 = far."""
    return abs(place * BARS * BEATS_PER_BAR * 4 % 1 - 0.65)


def joints(generator: Diffusion, prompts: Sequence[str]) -> Table:
    """Each prompt's clip, continued by the next one's."""
    columns = ("clip", "continued by", "jump", "flux", "× downbeats", "smooth", "raw jump", "kept dB")
    table = Table("join = continue", columns, note=NOTE.format(limit=LIMIT, more=RAW))
    for seed, (first, second) in enumerate(pairwise((*prompts, prompts[0]))):
        before = paint(generator, asked(first, seed))
        request = replace(asked(second, seed + 100), join="continue").following(before.request)
        after = paint(generator, request, before)
        found, sound = heard(before, after), np.concatenate([before.sound, after.sound], axis=1)
        raw = seam(sound, before.sound.shape[1], sound.shape[1] / 2 / BARS / BEATS_PER_BAR)
        kept = overlap(request, before.sound.shape[1])
        error = _db(after.sound[:, -kept:] - before.sound[:, -kept:], before.sound[:, -kept:])
        table.add(first, second, *astuple(found), found.smooth, raw.jump, error)
    return table


def controls() -> Table:
    """Sounds that do go round, and the same cut where they do not: the first must pass, the others not."""
    columns = ("sound", "seam", "jump", "flux", "× downbeats", "smooth")
    table = Table("controls", columns, note=CONTROLS.format(limit=LIMIT, louder=LOUDER))
    request, late = asked("", 0), round(0.19 * RATE)
    for make in (sounds.pad, sounds.piano, sounds.drums):
        whole, longer = (make(3, length, RATE) for length in (request.seconds, 1.09 * request.seconds))
        for name, made, shift in (("none", whole, -late), ("on a beat", whole, 0), ("cut", longer, -late)):
            sound = np.roll(made, shift, axis=1)[:, : request.frames]
            found = heard(Clip(request, np.zeros((1, 1, 1), np.uint8), sound))
            table.add(make.__name__, name, *astuple(found), found.smooth)
    return table


def asked(prompt: str, seed: int) -> ClipRequest:
    return ClipRequest(prompt, prompt, seed_a=seed, seed_b=seed, guidance=2, bars=BARS, tempo=TEMPO, rate=RATE)


def paint(generator: Diffusion, request: ClipRequest, after: Clip | None = None) -> Clip:
    return generator.paint(request, after, lambda: False)


def _db(part: Sound, whole: Sound) -> float:
    return float(20 * np.log10(np.linalg.norm(part) / np.linalg.norm(whole) + 1e-9))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; returns the exit status."""
    made = parser("seams", "what is heard where a loop begins again, and where a clip follows another")
    made.add_argument("--model", default="bundled", help="a diffusion model, see `riffbridge generators`, or full-size")
    made.add_argument("--device", default="auto", help="where it computes")
    made.add_argument("--prompts", type=int, default=len(PROMPTS), metavar="N", help=f"of {len(PROMPTS)}")
    args = parsed(made, arguments)
    if not 1 <= args.prompts <= len(PROMPTS):
        made.error(f"--prompts: from 1 to {len(PROMPTS)}")
    try:
        generator: Any = (
            _full_size(args.device) if args.model == "full-size" else open_generator(args.model, args.device)
        )
    except ValueError as error:
        made.error(f"--model: {error}")
    if not isinstance(generator, Diffusion):
        made.error(f"--model: {args.model} is not a diffusion model")
    publish(_tables(generator, args), args)
    return 0


def _full_size(device: str) -> Diffusion:
    from benchmarks.full_size import build

    return Diffusion(StableDiffusion(build(pick_device(device), torch.float32)), "full-size")


def _tables(generator: Diffusion, args: Namespace) -> Iterator[Table]:
    yield stages(generator.model)
    if args.model == "full-size":  # whose weights are random
        return
    yield controls()
    yield loops(generator, PROMPTS[: args.prompts])
    yield joints(generator, PROMPTS[: args.prompts])


if __name__ == "__main__":
    sys.exit(main())
