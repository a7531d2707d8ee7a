"""Prompts kept aside, in `prompts/`, each with the families (`catalogue`, `judge.family`) its sound may be taken for.

`new words` and `new phrases` came first; no caption and no phrase of the lexicon uses any word of RESERVED, on which
they hang. `more words` and `more phrases` were written before the first lexicon, by the same hand, and `rare words` and
`plain speech` before the second by somebody who saw neither; its writers saw none of the prompts, so some of the words,
and some whole prompts, are in it by now, as those of anybody may be.
"""

from __future__ import annotations

from pathlib import Path

from generators.training.vocabulary import Words, table

FOLDER = Path(__file__).with_name("prompts")
NAMES = ("new words", "new phrases", "more words", "more phrases", "rare words", "plain speech")
SETS: dict[str, dict[str, Words]] = {
    name: table((FOLDER / f"{name.replace(' ', '-')}.txt").read_text(encoding="utf-8")) for name in NAMES
}
UNSEEN = {prompt for prompts in SETS.values() for prompt in prompts}
RESERVED = {
    "aah", "amen", "angry", "beach", "beatbox", "beatless", "bebop", "berlin", "blaring", "brazilian", "campfire",
    "carnival", "cathedral", "chanting", "chimes", "cowboy", "drummer", "eight", "factory", "fender",
    "fingerpicked", "headbanging", "highland", "hum", "human", "improvisation", "improvising", "ivory",
    "jamaican", "king", "level", "lonely", "lullaby", "mallets", "monastery", "monks", "movie", "ocean", "people",
    "quartet", "rap", "rave", "relax", "resonant", "riddim", "riffing", "saloon", "saxophonist", "sergeant",
    "six", "someone", "squelchy", "strumming", "study", "surf", "swelling", "swinging", "swooning", "symphonic",
    "tower", "tune", "video", "violinist", "violins", "wedding", "wooden", "woodwind",
}  # fmt: skip
