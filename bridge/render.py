"""Offline: the same path as live, without a sound card, as fast as the machine can and the same every time."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

import numpy as np
import soundfile

from bridge.config import Config, cache_settings
from bridge.controls import Controls
from bridge.decks import Keyframe
from bridge.journal import Journal
from bridge.mixer import Mixer
from bridge.params import Params
from bridge.planner import STEMS
from bridge.player import Player
from bridge.progress import bar, busy, complain, tell
from bridge.requests import Painter
from bridge.ring import Ring
from bridge.session import Event, JournalError, Mixed, Recorded, read
from bridge.stage import Stage
from bridge.status import reading
from bridge.timekeeper import Internal
from bridge.whole_file import whole_file
from generators.base import Clip, ClipRequest, Sound
from generators.init_file import peak
from generators.local_worker import LocalWorker

BLOCK = 256  # frames mixed at a time
LEAD = 8192  # frames committed ahead of them
CAPACITY = 1 << 18  # at least the lead of any live session


class RenderError(RuntimeError):
    """What could not be painted, and why."""


class Offline:
    """Stage and mixer back to back in one process; sound is pulled, not paced."""

    def __init__(self, params: Params, rate: int) -> None:
        decks = len(params.snapshot().decks)
        self.ring = Ring.create(None, decks * STEMS * 2, CAPACITY)
        self._controls = Controls.create(None, decks, STEMS)
        self.stage = Stage(self.ring, self._controls, decks, rate, params.snapshot().tempo)
        self._mixer = Mixer(self.ring, self._controls, rate, BLOCK)

    def mix(self, frames: int) -> Sound:
        """The next (2, frames) of the mix, at most BLOCK."""
        self._mixer.process(frames)
        return self._mixer.mix[:, :frames].copy()

    def obey(self, mixed: Mixed) -> None:
        """Mix so from that frame on, which is still to come."""
        row = self._controls.row.copy()
        row[list(mixed.elements)] = list(mixed.elements.values())
        self._controls.put(row, mixed.frame)


def perform(params: Params, painter: Painter, bars: int, rate: int) -> Iterator[Sound]:
    """Play the parameters for so many bars from the first downbeat, in blocks of the mix (2, frames).

    Nothing is ever late: the playhead waits for the painter. Raises RenderError.
    """
    offline = Offline(params, rate)
    errors: list[str] = []
    journal = Journal(None, {}, offline.stage)
    player = Player(params, offline.stage, painter, journal, errors.append, Internal(offline.stage, journal))
    _settle(player, errors)
    clock = offline.stage.clock
    start = round(clock.frame_at(0))
    while (left := round(clock.frame_at(clock.bar_begins(bars))) - offline.ring.position) > 0:
        block = offline.mix(min(BLOCK, left))
        if offline.ring.position > start:
            yield block[:, max(0, block.shape[1] - (offline.ring.position - start)) :]
        _settle(player, errors)


def _settle(player: Player, errors: list[str]) -> None:
    """Let the player take turns until all it wants is painted."""
    player.turn(LEAD)
    while player.requests.busy:
        player.requests.wait()
        player.turn(LEAD)
    if errors:
        raise RenderError("; ".join(dict.fromkeys(errors)))


def replay(recorded: Recorded, painter: Painter) -> Iterator[Sound]:
    """Give a recorded session again from its first sound, in blocks of the mix (2, frames).

    Raises what the painter raises.
    """
    params, mix = Params(recorded.decks, recorded.state), deque(recorded.mix)
    offline = Offline(params, recorded.rate)
    for event in recorded.events:
        offline.stage.fill(event.head)
        while (left := event.at - offline.ring.position) > 0:
            block = _mixed(offline, min(BLOCK, left), mix)
            offline.stage.fill(event.head)
            if offline.ring.position > recorded.start:
                yield block[:, max(0, block.shape[1] - (offline.ring.position - recorded.start)) :]
        _apply(event, params, offline, painter)


def _mixed(offline: Offline, frames: int, mix: deque[Mixed]) -> Sound:
    """The next (2, frames), in which the mix obeys what it obeyed then."""
    while mix and mix[0].frame < offline.ring.position + frames:
        offline.obey(mix.popleft())
    return offline.mix(frames)


def _apply(event: Event, params: Params, offline: Offline, painter: Painter) -> None:
    params.update(event.values)
    offline.stage.bend(params.snapshot(), event.values)
    if event.clock:
        offline.stage.locate(event.clock.frame, event.clock.beat, event.clock.tempo)
    if event.bars:
        offline.stage.clock.count(event.bars)
    if event.clips:
        keyframes = {
            stem: Keyframe(alpha, painter.submit(request).result()) for stem, (alpha, request) in event.clips.items()
        }
        offline.stage.enter(event.deck, keyframes, event.frame, event.downbeat, event.whole, event.turned)


class Take(NamedTuple):
    """What is to be written: blocks (2, frames) at a rate, the first `total` frames of them."""

    blocks: Iterator[Sound]
    rate: int
    total: int


def render_prompt(config: Config, out: Path, bars: int) -> int:
    """Write a sound file: `bars` of the config's start state. Returns the exit code."""

    def take() -> Take:
        params, rate = Params(config.instrument.decks, config.start), config.instrument.rate
        blocks = perform(params, ready_worker(config, config.generator.model), bars, rate)
        return Take(blocks, rate, _frames(params, bars, rate))

    return _render(take, out)


def render_journal(config: Config, out: Path, journal: Path, bars: int | None) -> int:
    """Write a sound file: a journal's session, its first `bars`, or all. Returns the exit code."""

    def take() -> Take:
        recorded = read(journal)
        worker = ready_worker(config, recorded.model)
        end = recorded.bar_begins(bars) if bars else recorded.end
        for request in recorded.orphans(end):
            worker.submit(request).result()  # what cannot be had is said before all else is painted
        return Take(replay(recorded, worker), recorded.rate, end - recorded.start)

    return _render(take, out)


def _render(take: Callable[[], Take], out: Path) -> int:
    try:
        peak = _write(take(), out)
    except (RenderError, JournalError, ValueError, OSError, soundfile.LibsndfileError) as error:
        complain(f"cannot render: {error}")
        return 1
    tell_of_peak(out, peak)
    return 0


def tell_of_peak(out: Path, peak: float) -> None:
    """Say so where a file could not hold its peak, 1 = full scale."""
    if peak > 1:
        complain(f"{out} is cut off at full scale, which the sound is above by up to {20 * math.log10(peak):.1f} dB")


class TellingWorker(LocalWorker):
    """One that says, once of each prompt that is not read as it stands, what it is taken to mean, and of each init
    clip above full scale that it is turned down."""

    def __init__(self, config: Config, model: str) -> None:
        super().__init__(model, config.generator.device, cache=cache_settings(config))
        self._told: set[str] = set()

    def submit(self, request: ClipRequest, company: Sequence[ClipRequest] = ()) -> Future[Clip]:
        future = super().submit(request, company)
        if not future.exception():
            clip = future.result()
            for prompt, meaning in clip.reworded.items():
                self._tell_once(prompt, reading(prompt, meaning))
            if clip.request.init not in self._told and (text := _turned_down(clip)):
                self._tell_once(clip.request.init, text)
        return future

    def _tell_once(self, about: str, text: str) -> None:
        if about not in self._told:
            self._told.add(about)
            tell(text)


def _turned_down(clip: Clip) -> str:
    """What to say of an init clip above full scale, if what is painted over it is not; else empty."""
    request = clip.request
    if not request.heeds_init or np.abs(clip.sound).max() > 1:
        return ""
    try:
        loudest = peak(Path(request.init), request.init_from, request.seconds)
    except ValueError:  # it has gone since that was painted
        return ""
    over = f"{20 * math.log10(max(loudest, 1)):.1f} dB above full scale"
    return f"{request.init} is up to {over}, and turned down where it is painted over" if loudest > 1 else ""


def ready_worker(config: Config, model: str) -> LocalWorker:
    """A painter with its model loaded. Raises RenderError."""
    worker = TellingWorker(config, model)
    with busy(f"loading {model}"):
        worker.start()
    if not worker.ready:
        raise RenderError(worker.error)
    return worker


def _frames(params: Params, bars: int, rate: int) -> int:
    state = params.snapshot()
    return round(bars * state.bar_beats * 60 / state.tempo * rate)


def _write(take: Take, path: Path) -> float:
    """A WAV or FLAC file of 24 bit; returns its peak, 1 = full scale."""
    blocks, rate, total = take
    done, peak = 0, 0.0
    with (
        whole_file(path) as part,
        bar(f"rendering {path}", total) as progress,
        soundfile.SoundFile(part, "w", rate, 2, subtype="PCM_24") as file,
    ):
        for block in blocks:
            file.write(block[:, : total - done].T)
            peak = max(peak, float(np.abs(block[:, : total - done]).max(initial=0)))
            done += block.shape[1]
            progress(done)
            if done >= total:
                break
    return peak
