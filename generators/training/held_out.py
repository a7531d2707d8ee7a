"""Prompts kept aside: no caption uses them, nor any of RESERVED; a test holds the vocabulary to that.

Each prompt names the families (`catalogue`, `judge.family`) that its sound may be taken for.
"""

from __future__ import annotations

NEW_WORDS = {  # the yardstick of the first checkpoint
    "someone playing a grand": ("keys",),
    "ivory keys, gentle": ("keys",),
    "bell tower of a cathedral": ("bells",),
    "tenor saxophonist improvising": ("winds",),
    "squelchy resonant acid bassline": ("acid", "bass"),
    "plucked harp strings": ("plucked",),
    "people singing aah": ("voices",),
    "overdriven electric guitar riffing": ("distorted",),
    "violinist": ("strings",),
    "wooden mallets": ("bells",),
    "woodwind flute tune": ("winds",),
    "blaring trumpet": ("brass",),
    "kick and hi-hats in a berlin club": ("drums",),
    "rock drummer": ("drums",),
    "swinging ride cymbal": ("drums",),
    "fast amen-style breaks": ("drums",),
    "rap instrumental drums": ("drums",),
    "jamaican riddim": ("band", "drums"),
    "brazilian music": ("band", "drums"),
    "beatless atmospheric soundscape": ("calm", "pads", "noise"),
    "symphonic movie soundtrack": ("calm", "strings"),
    "jazz quartet": ("band",),
    "study beats to relax": ("band", "dance"),
    "headbanging metal band": ("band", "distorted"),
}
NEW_PHRASES = {
    "gentle lullaby on a glockenspiel": ("bells",),
    "808 kick and snare pattern": ("drums",),
    "bebop horn improvisation": ("brass", "winds"),
    "monks chanting in a monastery": ("voices",),
    "angry punk guitars": ("distorted", "band"),
    "gospel keyboard player": ("keys", "organ", "band"),
    "low end groove from a fender": ("bass",),
    "human beatbox rhythm": ("drums",),
    "campfire strumming": ("plucked", "calm"),
    "rave in an old factory": ("dance", "drums"),
    "symphonic violins swelling": ("strings", "calm"),
    "wedding chimes": ("bells",),
    "a lonely cowboy plays the mouth organ": ("winds",),
    "eight bit video game level": ("synth", "dance"),
    "deep space hum": ("pads", "noise", "calm"),
    "ocean surf hiss": ("noise",),
    "carnival parade percussion": ("drums",),
    "ragtime in a saloon": ("keys",),
    "scottish highland pipes": ("winds",),
    "swooning film strings": ("strings", "calm"),
    "beach party with steel pans": ("bells", "band", "dance"),
    "fingerpicked six string": ("plucked",),
    "brass fanfare for a king": ("brass",),
    "drill sergeant snare rolls": ("drums",),
}
UNSEEN = NEW_WORDS | NEW_PHRASES
RESERVED = {
    "aah", "amen", "angry", "beach", "beatbox", "beatless", "bebop", "berlin", "blaring", "brazilian", "campfire",
    "carnival", "cathedral", "chanting", "chimes", "cowboy", "drummer", "eight", "factory", "fender",
    "fingerpicked", "headbanging", "highland", "hum", "human", "improvisation", "improvising", "ivory",
    "jamaican", "king", "level", "lonely", "lullaby", "mallets", "monastery", "monks", "movie", "ocean", "people",
    "quartet", "rap", "rave", "relax", "resonant", "riddim", "riffing", "saloon", "saxophonist", "sergeant",
    "six", "someone", "squelchy", "strumming", "study", "surf", "swelling", "swinging", "swooning", "symphonic",
    "tower", "tune", "video", "violinist", "violins", "wedding", "wooden", "woodwind",
}  # fmt: skip
