"""Compose and render loops: seed → sound of a whole number of bars, with its captions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import numpy as np

from generators.metre import COMMON, METRES
from generators.training import effects
from generators.training.captions import Facts
from generators.training.catalogue import CLAP, CLOSED, GROOVES, INSTRUMENTS, KICK, OPEN, STYLES, Groove
from generators.training.instruments import DRUM_BANK, SOUNDFONTS, play_kit, play_program, sample_kit
from generators.training.music import Note, Place, drum_part, harmony, pattern_of
from generators.training.roles import ROLES
from generators.training.synths import PATCHES, RATE, Wave, drum_machine, low_pass, play, vary

SECONDS_PER_TOKEN = 0.08
LONGEST = 208  # tokens
FASTEST = 200.0  # BPM
WHITE_KEYS_SHARE = 0.45  # of the loops are in C major or A minor, as is every prompt that names no key
METRE_SHARES = {"4/4": 0.82, "3/4": 0.1, "6/8": 0.08}
SWELLING = 0.15  # share of the loops whose loudness is drawn anew: that it can be asked for
SLOW = (0.04, 20.0, 60.0)  # share of the loops that are as slow as nobody plays them, and their tempi
KINDS = {"drums": 0.24, "solo": 0.39, "mix": 0.37}


@dataclass(frozen=True)
class Loop:
    """`bars` bars, with the sound (frames,) at RATE."""

    facts: Facts
    bars: int
    sound: Wave


@dataclass(frozen=True)
class Grid:
    """Length of a loop: `beat` in seconds, `frames` in all."""

    bars: int
    tempo: float
    metre: str = COMMON

    @property
    def beat(self) -> float:
        return 60 / self.tempo

    @property
    def frames(self) -> int:
        return round(self.bars * METRES[self.metre].beats * self.beat * RATE)

    @property
    def pulse(self) -> float:
        """In seconds."""
        return METRES[self.metre].beats / METRES[self.metre].pulses * self.beat


def choose_grid(tempos: tuple[int, int], rng: Random) -> Grid:
    """A tempo in the range, or now and then a little or far outside; mostly two or four bars."""
    low, high = tempos if rng.random() < 0.7 else (tempos[0] * 0.85, tempos[1] * 1.15)
    if rng.random() < SLOW[0]:
        low, high = SLOW[1:]
    tempo = min(FASTEST, rng.uniform(low, high))
    metre = rng.choices(list(METRE_SHARES), list(METRE_SHARES.values()))[0]
    bars = rng.choices((1, 2, 4, 8), (0.15, 0.5, 0.32, 0.03))[0]
    while bars > 1 and bars * METRES[metre].beats * 60 / tempo > LONGEST * SECONDS_PER_TOKEN:
        bars //= 2
    return Grid(bars, tempo, metre)


def render(seed: int) -> Loop:
    """The same seed always gives the same loop (per version of the soundfonts)."""
    rng = Random(seed)
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    facts, grid, sound = {"drums": _drums, "solo": _solo, "mix": _mix}[kind](rng)
    swelling = rng.random() < SWELLING
    if swelling:
        sound = effects.swell(effects.normalise(sound), grid.bars, rng)
    facts = replace(facts, metre=grid.metre, swelling=swelling)
    return Loop(facts, grid.bars, effects.normalise(sound))


def _drums(rng: Random) -> tuple[Facts, Grid, Wave]:
    name = rng.choice(list(GROOVES))
    grid = choose_grid(GROOVES[name].tempo, rng)
    sound, machine = play_groove(GROOVES[name], grid, rng)
    used = tuple(effect for effect in ("space", "drive") if rng.random() < 0.1)
    facts = Facts("drums", name, grid.tempo, "", effects=used, machine=machine)
    return facts, grid, apply_effects(sound, used, grid, rng)


def _solo(rng: Random) -> tuple[Facts, Grid, Wave]:
    name, mode = rng.choice(list(INSTRUMENTS)), rng.choice(("major", "minor", "minor"))
    role = rng.choice(INSTRUMENTS[name].roles)
    grid = choose_grid((122, 138) if role == "acid" else (56, 150), rng)
    key = choose_key(rng)
    chords = harmony(mode, grid.bars, grid.metre, rng)
    used = tuple(effect for effect, odds in (("space", 0.25), ("dub", 0.05)) if rng.random() < odds)
    sound = play_part(name, role, chords, key, grid, rng)
    return (
        Facts("solo", name, grid.tempo, mode, role, effects=used, key=key),
        grid,
        apply_effects(sound, used, grid, rng),
    )


def _mix(rng: Random) -> tuple[Facts, Grid, Wave]:
    name = rng.choice(list(STYLES))
    style, mode = STYLES[name], rng.choice(STYLES[name].mode)
    grid, key = choose_grid(style.tempo, rng), choose_key(rng)
    chords = harmony(mode, grid.bars, grid.metre, rng)
    chosen = [(*rng.choice(style.bass), 1.0), (*rng.choice(style.comping), 0.8)]
    if style.lead and rng.random() < 0.7:
        chosen.append((*rng.choice(style.lead), 0.9))
    if len(chosen) > 2 and rng.random() < 0.15:
        del chosen[1]
    tonal = np.sum([gain * level(play_part(part, role, chords, key, grid, rng)) for part, role, gain in chosen], axis=0)
    sound = apply_effects(tonal, style.effects, grid, rng)
    machine = False
    if style.groove:
        drums, machine = play_groove(GROOVES[style.groove], grid, rng)
        sound = level(sound) + rng.uniform(0.9, 1.6) * level(drums)
    parts = tuple(part for part, _, _ in chosen)
    facts = Facts("mix", name, grid.tempo, mode, parts=parts, effects=style.effects, machine=machine, key=key)
    return facts, grid, sound


def level(sound: Wave) -> Wave:
    return effects.normalise(sound)


def choose_key(rng: Random) -> int:
    """Semitones that everything is moved by from the white keys, −5 … 6."""
    return 0 if rng.random() < WHITE_KEYS_SHARE else rng.randint(-5, 6)


def play_part(name: str, role: str, chords: tuple[int, ...], key: int, grid: Grid, rng: Random) -> Wave:
    instrument = INSTRUMENTS[name]
    notes = ROLES[role](Place(instrument.low, instrument.high, chords, grid.metre), rng)
    notes = [replace(note, pitch=note.pitch + key) for note in notes]
    if instrument.patch and (not instrument.programs or rng.random() < 0.6):
        return play(vary(PATCHES[instrument.patch], rng), notes, grid.beat, grid.frames, rng)
    return play_program(rng.choice(SOUNDFONTS), 0, rng.choice(instrument.programs), notes, grid.beat, grid.frames)


def play_groove(groove: Groove, grid: Grid, rng: Random) -> tuple[Wave, bool]:
    """The groove's sound, and whether a drum machine played it."""
    swing = 0.0 if grid.metre == "6/8" else groove.swing
    notes: list[Note] = drum_part(pattern_of(groove.drums, grid.metre, rng), swing, grid.bars, rng)
    if rng.random() < 0.08:
        notes = [note for note in notes if note.pitch in (KICK, CLAP, CLOSED, OPEN)] or notes
    if groove.machines and rng.random() < 0.7:
        kit = sample_kit(rng) if rng.random() < 0.5 else drum_machine(rng)
        return play_kit(kit, notes, grid.beat, grid.frames), True
    kit_number = rng.choice(groove.kits)
    sound = play_program(rng.choice(SOUNDFONTS), DRUM_BANK, kit_number, notes, grid.beat, grid.frames)
    return sound, kit_number in (24, 25)


def apply_effects(sound: Wave, used: tuple[str, ...], grid: Grid, rng: Random) -> Wave:
    """The named effects, in the order of a mixing desk."""
    seed = rng.getrandbits(32)
    if "drive" in used:
        sound = effects.normalise(effects.normalise(sound) * 20)
    if "muffled" in used:
        sound = low_pass(sound, rng.uniform(1800, 4000))
    if "dub" in used:
        sound = effects.echo(sound, rng.choice((0.75, 0.5)) * grid.beat, rng.uniform(0.4, 0.65))
    if "space" in used:
        sound = effects.reverb(sound, rng.uniform(1.5, 4), rng.uniform(0.3, 0.8), seed)
    if "pump" in used:
        sound = effects.pump(sound, grid.pulse, rng.uniform(0.5, 0.9))
    if "vinyl" in used:
        sound = effects.vinyl(sound, seed)
    return sound
