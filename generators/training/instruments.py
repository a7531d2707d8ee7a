"""Who plays the notes: General MIDI soundfonts (MIT), drum samples (CC0) and our own synthesisers."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import soundfile

from generators.training.music import Note
from generators.training.synths import RATE, Wave, add_round

SOUNDFONTS = (Path("/usr/share/sounds/sf2/FluidR3_GM.sf2"), Path("/usr/share/sounds/sf3/MuseScore_General_Lite.sf3"))
SAMPLES = Path("/usr/share/sonic-pi/samples")
DRUM_BANK = 128
PRE_ROLL = 2.5  # seconds played before the loop begins, so that its end rings into it
SAMPLE_KITS = {  # General MIDI drum note: CC0 samples that can stand for it
    36: ("bd_808", "bd_tek", "bd_haus", "bd_klub", "bd_fat", "bd_pure", "bd_zum", "bd_gas", "bd_ada"),
    38: ("sn_dub", "sn_dolf", "sn_zome", "elec_snare", "elec_hi_snare", "elec_mid_snare", "drum_snare_hard"),
    39: ("perc_snap", "perc_snap2", "elec_filt_snare", "sn_generic"),
    42: ("drum_cymbal_closed", "elec_tick", "drum_cymbal_pedal"),
    46: ("drum_cymbal_open", "elec_cymbal"),
    37: ("elec_wood", "elec_pop"),
    70: ("elec_tick", "elec_flip"),
    56: ("drum_cowbell", "elec_blip2"),
    63: ("elec_bong", "drum_tom_hi_soft"),
    43: ("drum_tom_lo_hard",),
    45: ("drum_tom_mid_hard",),
    47: ("drum_tom_mid_soft",),
    50: ("drum_tom_hi_hard",),
}


@lru_cache
def soundfont(path: Path) -> tuple[Any, int]:
    """A FluidSynth without reverb and chorus, and the id of the font loaded into it."""
    import fluidsynth  # of the extra `train`: what does not render does without

    synth = fluidsynth.Synth(gain=0.4, samplerate=RATE)
    synth.setting("synth.reverb.active", 0)
    synth.setting("synth.chorus.active", 0)
    return synth, synth.sfload(str(path))


def play_program(path: Path, bank: int, program: int, notes: list[Note], beat: float, frames: int) -> Wave:
    """One part of a soundfont round a loop of `frames`; `beat` is in seconds."""
    synth, font = soundfont(path)
    channel = 9 if bank == DRUM_BANK else 0
    synth.system_reset()
    synth.program_select(channel, font, bank, program)
    lead_in = int(PRE_ROLL * RATE)
    events = [
        event
        for turn in range(-(lead_in // frames) - 1, 1)
        for note in notes
        for event in note_events(note, beat, turn * frames)
    ]
    pieces, now = [], -lead_in
    for frame, pitch, velocity in sorted(event for event in events if -lead_in <= event[0] < frames):
        if frame > now:
            pieces.append(synth.get_samples(frame - now))
            now = frame
        if velocity:
            synth.noteon(channel, pitch, velocity)
        else:
            synth.noteoff(channel, pitch)
    pieces.append(synth.get_samples(frames - now))
    stereo = np.concatenate(pieces).astype(np.float32).reshape(-1, 2) / 32768
    sound: Wave = stereo.mean(axis=1)[lead_in:]
    return sound


def note_events(note: Note, beat: float, offset: int) -> list[tuple[int, int, int]]:
    """(frame, pitch, velocity) of a note's start and, with velocity 0, of its end."""
    start = int(note.start * beat * RATE) + offset
    end = start + max(int(note.length * beat * RATE) - 20, 20)
    return [(start, note.pitch, note.velocity), (end, note.pitch, 0)]


@lru_cache
def sample(name: str) -> Wave:
    """A CC0 sample, mono, at RATE, at most 1.5 s, faded out."""
    sound, rate = soundfile.read(SAMPLES / f"{name}.flac", dtype="float32", always_2d=True)
    mono = sound.mean(axis=1)[: int(1.5 * rate)]
    resampled = np.interp(np.arange(0, len(mono), rate / RATE), np.arange(len(mono)), mono)
    resampled[-2000:] *= np.linspace(1, 0, len(resampled[-2000:]))
    full: Wave = resampled / np.abs(resampled).max()
    return full


def sample_kit(rng: Random) -> dict[int, Wave]:
    quiet = {42: 0.4, 46: 0.35, 70: 0.3, 56: 0.4}
    return {note: quiet.get(note, 0.9) * sample(rng.choice(names)) for note, names in SAMPLE_KITS.items()}


def play_kit(kit: dict[int, Wave], notes: list[Note], beat: float, frames: int) -> Wave:
    """Drum hits from a kit of sounds; a drum the kit lacks is played on its closed hat."""
    loop = np.zeros(frames, np.float32)
    for note in notes:
        sound = kit.get(note.pitch, kit[42]) * np.float32((note.velocity / 127) ** 1.5)
        add_round(loop, sound, int(note.start * beat * RATE))
    return loop
