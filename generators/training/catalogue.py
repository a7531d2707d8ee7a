"""What there is to play: instruments, drum grooves and styles, each with the words people use for it."""

# ruff: noqa: E501 - in a table, a row is a line
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Instrument:
    """`programs` of General MIDI, or a `patch` of `synths`; its register and what it can do."""

    words: tuple[str, ...]
    low: int
    high: int
    roles: tuple[str, ...]
    programs: tuple[int, ...] = ()
    patch: str = ""


@dataclass(frozen=True)
class Groove:
    """Choices for each drum of the kit; `kits` are General MIDI kits, `machines` allows drum machines too."""

    words: tuple[str, ...]
    tempo: tuple[int, int]
    kits: tuple[int, ...]
    machines: bool
    swing: float
    drums: dict[int, tuple[str, ...]]


@dataclass(frozen=True)
class Style:
    """A full mix: groove, bass, what accompanies and what leads; each as (instrument, role)."""

    words: tuple[str, ...]
    tempo: tuple[int, int]
    mode: tuple[str, ...]
    groove: str
    bass: tuple[tuple[str, str], ...]
    comping: tuple[tuple[str, str], ...]
    lead: tuple[tuple[str, str], ...] = ()
    effects: tuple[str, ...] = ()


KEYED = ("chords", "arpeggio", "melody")
SUNG = ("melody",)
INSTRUMENTS = {
    "piano": Instrument(("piano", "grand piano", "acoustic piano"), 48, 84, (*KEYED, "chords"), (0, 1)),
    "electric piano": Instrument(("electric piano", "rhodes", "e-piano"), 48, 80, KEYED, (4, 5)),
    "harpsichord": Instrument(("harpsichord", "baroque harpsichord"), 48, 84, ("arpeggio", "melody"), (6,)),
    "clavinet": Instrument(("clavinet", "funky clavinet"), 45, 72, ("riff", "stabs"), (7,)),
    "music box": Instrument(("music box", "celesta", "glockenspiel"), 64, 98, ("arpeggio", "melody"), (8, 9, 10)),
    "vibraphone": Instrument(("vibraphone", "vibes"), 53, 84, KEYED, (11,)),
    "marimba": Instrument(("marimba", "xylophone"), 48, 84, ("arpeggio", "melody"), (12, 13)),
    "church bells": Instrument(("church bells", "tubular bells", "bells"), 52, 77, ("ringing",), (14,)),
    "organ": Instrument(("hammond organ", "organ", "rock organ"), 48, 80, ("chords", "melody"), (16, 17, 18)),
    "church organ": Instrument(("church organ", "pipe organ"), 43, 80, ("pad", "chords"), (19,)),
    "accordion": Instrument(("accordion",), 53, 82, ("chords", "melody"), (21,)),
    "harmonica": Instrument(("harmonica", "blues harp"), 60, 84, SUNG, (22,)),
    "acoustic guitar": Instrument(("acoustic guitar", "spanish guitar", "nylon guitar", "folk guitar"), 43, 76, KEYED, (24, 25)),
    "electric guitar": Instrument(("electric guitar", "clean electric guitar", "jazz guitar"), 43, 76, (*KEYED, "riff"), (26, 27)),
    "distorted guitar": Instrument(("distorted guitar", "heavy metal guitar", "overdriven guitar"), 40, 62, ("power chords", "riff"), (29, 30)),
    "double bass": Instrument(("double bass", "upright bass", "acoustic bass"), 28, 50, ("walking", "roots"), (32,)),
    "bass guitar": Instrument(("bass guitar", "electric bass"), 28, 50, ("riff", "walking"), (33, 34)),
    "slap bass": Instrument(("slap bass", "funk bass"), 28, 52, ("riff",), (36, 37)),
    "violin": Instrument(("violin", "fiddle", "solo violin"), 57, 88, SUNG, (40,)),
    "cello": Instrument(("cello", "solo cello"), 38, 67, SUNG, (42,)),
    "strings": Instrument(("strings", "string orchestra", "string section"), 45, 82, ("pad", "chords", "melody"), (48, 49)),
    "pizzicato": Instrument(("pizzicato strings", "plucked strings"), 48, 82, ("arpeggio", "chords"), (45,)),
    "harp": Instrument(("harp", "harp arpeggio"), 48, 88, ("arpeggio",), (46,)),
    "choir": Instrument(("choir", "vocal choir", "choir voices"), 50, 77, ("pad",), (52, 53)),
    "trumpet": Instrument(("trumpet", "jazz trumpet"), 56, 80, SUNG, (56, 59)),
    "trombone": Instrument(("trombone",), 43, 67, SUNG, (57,)),
    "brass": Instrument(("brass section", "horns", "horn section"), 48, 77, ("stabs", "chords"), (61,)),
    "french horn": Instrument(("french horn", "horn"), 45, 70, ("melody", "pad"), (60,)),
    "saxophone": Instrument(("saxophone", "sax", "tenor sax", "jazz saxophone"), 48, 77, SUNG, (65, 66)),
    "clarinet": Instrument(("clarinet", "oboe"), 55, 82, SUNG, (68, 71)),
    "flute": Instrument(("flute", "pan flute"), 62, 90, SUNG, (73, 75)),
    "sitar": Instrument(("sitar", "indian sitar"), 48, 74, ("melody", "riff"), (104,)),
    "banjo": Instrument(("banjo", "bluegrass banjo"), 50, 76, ("arpeggio",), (105,)),
    "kalimba": Instrument(("kalimba", "thumb piano", "mbira"), 57, 82, ("arpeggio", "melody"), (108,)),
    "steel drums": Instrument(("steel drums", "steel pan"), 57, 82, ("melody", "arpeggio"), (114,)),
    "synth bass": Instrument(("synth bass", "electronic bass"), 28, 50, ("riff", "pulse"), (38, 39), "bass"),
    "acid bass": Instrument(("acid bass line 303", "acid bass", "303 acid line", "acid bass line", "tb-303"), 33, 57, ("acid",), (), "acid"),
    "sub bass": Instrument(("sub bass", "deep bass", "deep sub bass"), 28, 43, ("roots",), (), "sub"),
    "reese bass": Instrument(("reese bass", "wobble bass", "growling bass"), 28, 45, ("roots", "riff"), (), "reese"),
    "supersaw": Instrument(("supersaw", "trance synth", "supersaw chords", "big saw synth"), 52, 81, ("stabs", "chords", "arpeggio"), (), "supersaw"),
    "synth lead": Instrument(("synth lead", "lead synth", "square lead"), 57, 84, ("melody", "arpeggio"), (80, 81), "lead"),
    "synth pluck": Instrument(("synth pluck", "plucked synth", "synth arpeggio"), 52, 84, ("arpeggio",), (), "pluck"),
    "ambient pad": Instrument(("ambient pad", "synth pad", "warm pad", "ambient drone"), 45, 79, ("pad", "drone"), (89, 90, 95), "pad"),
    "dub chord": Instrument(("dub chords", "dub stab", "dub techno chords"), 52, 76, ("stabs", "offbeats"), (), "dub"),
    "fm bell": Instrument(("fm bells", "digital bells", "glassy bells"), 60, 90, ("ringing", "arpeggio"), (), "bell"),
}  # fmt: skip

KICK, RIM, SNARE, CLAP, CLOSED, OPEN, RIDE, CRASH = 36, 37, 38, 39, 42, 46, 51, 49
SHAKER, TAMBOURINE, CONGA, COWBELL = 70, 54, 63, 56
NONE, EIGHTHS, SIXTEENTHS, OFFBEATS = "................", "x.x.x.x.x.x.x.x.", "xoxoxoxoxoxoxoxo", "..x...x...x...x."
FOUR, BACKBEAT = "x...x...x...x...", "....x.......x..."
GROOVES = {
    "techno": Groove(("techno", "four on the floor techno", "minimal techno"), (122, 140), (24, 25), True, 0, {
        KICK: (FOUR,), OPEN: (OFFBEATS, OFFBEATS, NONE), CLOSED: (SIXTEENTHS, "x.xxx.xxx.xxx.xx", NONE), CLAP: (BACKBEAT, NONE)}),
    "house": Groove(("house", "deep house", "disco house"), (116, 128), (24, 25), True, 0, {
        KICK: (FOUR,), OPEN: (OFFBEATS,), CLAP: (BACKBEAT,), SHAKER: (SIXTEENTHS, "..xx..xx..xx..xx", NONE), CONGA: (NONE, "...x..x....x..x.")}),
    "hip hop": Groove(("hip hop", "boom bap", "lo-fi hip hop"), (78, 98), (0, 8, 25), True, -0.06, {
        KICK: ("x.....x...x.....", "x..x......x.....", "x......x..x..?.."), SNARE: (BACKBEAT,), CLOSED: (EIGHTHS, "x.x.x.xxx.x.x.x.")}),
    "trap": Groove(("trap", "808 trap", "drill"), (130, 160), (25,), True, 0, {
        KICK: ("x......x..x.....", "x.....x......x..", "x..x......x....."), CLAP: ("........x.......",), CLOSED: ("x.x.x.xxx.x.xxxx", "xxx.x.x.xxx.xxxx", SIXTEENTHS)}),
    "drum and bass": Groove(("drum and bass", "jungle", "breakbeat", "dnb"), (164, 180), (0, 16, 24), True, 0, {
        KICK: ("x.........x.....", "x..x......x.....", "x.x.......x..x.."), SNARE: ("....x..o.o..x..o", "....x.......x..."), CLOSED: (EIGHTHS, "x.xxx.x.x.xxx.x.")}),
    "dubstep": Groove(("dubstep", "half-time"), (136, 144), (24,), True, 0, {
        KICK: ("x.....x.........", "x..x..........x."), SNARE: ("........x.......",), CLOSED: ("x.x..x.x..x.x.x.", EIGHTHS)}),
    "electro": Groove(("electro", "808 electro", "synthwave"), (100, 128), (25, 24), True, 0, {
        KICK: ("x.....x...x.....", "x..x..x...x.....", FOUR), SNARE: (BACKBEAT,), CLOSED: (SIXTEENTHS, EIGHTHS), COWBELL: (NONE, "..x..x....x..x..")}),
    "rock": Groove(("rock", "live rock", "indie rock"), (90, 150), (0, 8, 16), False, 0, {
        KICK: ("x.......x.x.....", "x.....x.x.......", "x..x....x.x..x.."), SNARE: (BACKBEAT,), CLOSED: (EIGHTHS, "x...x...x...x...")}),
    "metal": Groove(("metal", "heavy metal", "punk"), (150, 180), (16,), False, 0, {
        KICK: ("x.x.x.x.x.x.x.x.", "xxx.xxx.xxx.xxx.", "x.....x.x.....x."), SNARE: (BACKBEAT, "..x...x...x...x."), RIDE: (FOUR, EIGHTHS), CRASH: ("x...............",)}),
    "funk": Groove(("funk", "funky", "soul"), (92, 118), (0, 8), False, -0.03, {
        KICK: ("x.x.......x..x..", "x..x..x...x.....", "x.....x..x..x..."), SNARE: ("....x..o.o..x..o", "....x..o....x..."), CLOSED: ("xoxoxoxoxoxoxoxo", EIGHTHS), OPEN: (NONE, "..............x.")}),
    "disco": Groove(("disco", "nu disco"), (112, 126), (0, 8), False, 0, {
        KICK: (FOUR,), SNARE: (BACKBEAT,), OPEN: (OFFBEATS,), CLOSED: ("xx.xxx.xxx.xxx.x",), TAMBOURINE: (SIXTEENTHS, NONE)}),
    "jazz": Groove(("jazz", "swing", "jazz brushes"), (96, 170), (32, 40), False, 1 / 6, {
        RIDE: ("x...x.x.x...x.x.",), 44: (BACKBEAT,), KICK: ("o...o...o...o...", "x..........?....", NONE), SNARE: (NONE, "..?...o......o..")}),
    "reggae": Groove(("reggae", "dub", "one drop"), (68, 92), (0, 8), False, 0, {
        KICK: ("........x.......", FOUR), RIM: ("........x.......", "....x.......x..."), CLOSED: (EIGHTHS, "x.xox.xox.xox.xo")}),
    "latin": Groove(("latin percussion", "bossa nova", "samba", "latin"), (100, 140), (0, 40), False, 0, {
        KICK: ("x..xx..xx..xx..x",), RIM: ("x..x..x...x..x..", "..x.x...x..x..x."), SHAKER: (SIXTEENTHS,), CONGA: ("..x...xx..x...xx", NONE)}),
}  # fmt: skip

DARK, BRIGHT, EITHER = ("minor",), ("major",), ("major", "minor")
STYLES = {
    "techno": Style(("techno", "dark techno", "warehouse techno"), (124, 138), DARK, "techno", (("synth bass", "pulse"), ("sub bass", "roots")), (("synth pluck", "arpeggio"), ("supersaw", "stabs")), effects=("pump",)),
    "dub techno": Style(("dub techno", "dub techno with deep bass", "deep dub techno"), (118, 126), DARK, "techno", (("sub bass", "roots"),), (("dub chord", "stabs"), ("dub chord", "offbeats")), effects=("dub", "space")),
    "acid techno": Style(("acid techno", "acid house", "acid"), (120, 138), DARK, "techno", (("acid bass", "acid"),), (("ambient pad", "pad"), ("dub chord", "stabs")), effects=("pump",)),
    "house": Style(("house", "deep house", "house music"), (118, 127), EITHER, "house", (("synth bass", "pulse"), ("bass guitar", "riff")), (("piano", "stabs"), ("electric piano", "chords"), ("organ", "stabs")), (("saxophone", "melody"),), ("pump",)),
    "trance": Style(("trance", "uplifting trance", "edm"), (132, 142), EITHER, "techno", (("synth bass", "pulse"),), (("supersaw", "chords"), ("supersaw", "arpeggio")), (("synth lead", "melody"),), ("pump", "space")),
    "hip hop": Style(("hip hop", "boom bap", "hip hop beat"), (80, 96), DARK, "hip hop", (("double bass", "roots"), ("sub bass", "roots")), (("electric piano", "chords"), ("piano", "chords"), ("vibraphone", "chords")), (("trumpet", "melody"), ("flute", "melody"))),
    "lo-fi": Style(("lo-fi hip hop", "lofi beats", "chillhop"), (70, 88), ("jazz", "major"), "hip hop", (("double bass", "roots"), ("sub bass", "roots")), (("electric piano", "chords"), ("electric guitar", "arpeggio"), ("piano", "chords")), (), ("vinyl", "muffled")),
    "trap": Style(("trap", "trap beat with 808", "dark trap"), (132, 156), DARK, "trap", (("sub bass", "roots"),), (("fm bell", "arpeggio"), ("piano", "arpeggio"), ("strings", "pad"))),
    "drum and bass": Style(("drum and bass", "jungle", "liquid dnb"), (168, 178), DARK, "drum and bass", (("reese bass", "roots"), ("sub bass", "roots")), (("ambient pad", "pad"), ("piano", "chords"), ("electric piano", "chords"))),
    "dubstep": Style(("dubstep", "dubstep with wobble bass", "bass music"), (138, 142), DARK, "dubstep", (("reese bass", "riff"), ("reese bass", "roots")), (("ambient pad", "pad"), ("strings", "pad"))),
    "synthwave": Style(("synthwave", "80s synth pop", "retro electro"), (92, 120), EITHER, "electro", (("synth bass", "pulse"),), (("synth pluck", "arpeggio"), ("ambient pad", "pad"), ("supersaw", "chords")), (("synth lead", "melody"),)),
    "rock": Style(("rock", "indie rock", "rock band"), (96, 144), EITHER, "rock", (("bass guitar", "riff"),), (("distorted guitar", "power chords"), ("electric guitar", "chords")), (("organ", "chords"),)),
    "metal": Style(("heavy metal", "metal", "thrash metal"), (150, 180), DARK, "metal", (("bass guitar", "riff"),), (("distorted guitar", "power chords"),)),
    "funk": Style(("funk", "funky groove", "soul funk"), (94, 116), ("minor", "jazz"), "funk", (("slap bass", "riff"), ("bass guitar", "riff")), (("clavinet", "riff"), ("electric guitar", "riff"), ("organ", "chords")), (("brass", "stabs"), ("saxophone", "melody"))),
    "disco": Style(("disco", "nu disco", "70s disco"), (114, 124), EITHER, "disco", (("bass guitar", "riff"), ("slap bass", "riff")), (("strings", "chords"), ("electric guitar", "chords")), (("brass", "stabs"),)),
    "jazz": Style(("jazz", "jazz trio", "swing jazz", "smooth jazz"), (100, 160), ("jazz",), "jazz", (("double bass", "walking"),), (("piano", "chords"), ("electric guitar", "chords")), (("saxophone", "melody"), ("saxophone", "melody"), ("trumpet", "melody"), ("vibraphone", "melody"))),
    "reggae": Style(("reggae", "dub reggae", "roots reggae"), (70, 90), EITHER, "reggae", (("bass guitar", "riff"),), (("electric guitar", "offbeats"), ("organ", "offbeats")), (("trombone", "melody"),), ("dub",)),
    "bossa nova": Style(("bossa nova", "latin jazz", "samba"), (108, 136), ("jazz", "major"), "latin", (("double bass", "roots"),), (("acoustic guitar", "chords"), ("piano", "chords")), (("flute", "melody"), ("saxophone", "melody"))),
    "ambient": Style(("ambient", "ambient soundscape", "drone ambient", "calm ambient"), (60, 96), EITHER, "", (("sub bass", "roots"),), (("ambient pad", "pad"), ("ambient pad", "drone")), (("fm bell", "ringing"), ("piano", "ringing")), ("space",)),
    "orchestral": Style(("orchestral", "cinematic orchestra", "film score"), (64, 110), EITHER, "", (("cello", "melody"),), (("strings", "pad"), ("strings", "chords")), (("french horn", "melody"), ("flute", "melody"), ("choir", "pad")), ("space",)),
    "folk": Style(("folk", "acoustic folk", "country"), (84, 120), BRIGHT, "", (("double bass", "roots"),), (("acoustic guitar", "arpeggio"), ("banjo", "arpeggio")), (("violin", "melody"), ("harmonica", "melody"))),
    "gospel": Style(("gospel", "soul", "motown soul"), (84, 116), EITHER, "funk", (("bass guitar", "walking"),), (("organ", "chords"), ("piano", "chords")), (("choir", "pad"), ("brass", "stabs"))),
}  # fmt: skip
