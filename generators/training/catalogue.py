"""What there is to play: instruments, drum grooves and styles; `vocabulary` holds the words for them."""

# ruff: noqa: E501 - in a table, a row is a line
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Instrument:
    """`programs` of General MIDI, or a `patch` of `synths`; its register, what it can do, and what it sounds akin to."""

    family: str
    low: int
    high: int
    roles: tuple[str, ...]
    programs: tuple[int, ...] = ()
    patch: str = ""


@dataclass(frozen=True)
class Groove:
    """Choices for each drum of the kit; `kits` are General MIDI kits, `machines` allows drum machines too."""

    tempo: tuple[int, int]
    kits: tuple[int, ...]
    machines: bool
    swing: float
    drums: dict[int, tuple[str, ...]]


@dataclass(frozen=True)
class Style:
    """A full mix: groove ("" = none), bass, what accompanies and what leads; each as (instrument, role)."""

    tempo: tuple[int, int]
    mode: tuple[str, ...]
    groove: str
    bass: tuple[tuple[str, str], ...]
    comping: tuple[tuple[str, str], ...]
    lead: tuple[tuple[str, str], ...] = ()
    effects: tuple[str, ...] = ()


KEYED = ("chords", "arpeggio", "melody")
SUNG = ("melody",)
HELD = ("pad", "drone")
INSTRUMENTS = {
    "piano": Instrument("keys", 48, 84, (*KEYED, "chords"), (0, 1)),
    "honky-tonk piano": Instrument("keys", 48, 84, KEYED, (3,)),
    "electric piano": Instrument("keys", 48, 80, KEYED, (4, 5)),
    "harpsichord": Instrument("keys", 48, 84, ("arpeggio", "melody"), (6,)),
    "clavinet": Instrument("keys", 45, 72, ("riff", "stabs"), (7,)),
    "celesta": Instrument("bells", 64, 96, ("arpeggio", "melody"), (8,)),
    "glockenspiel": Instrument("bells", 67, 98, ("arpeggio", "melody"), (9,)),
    "music box": Instrument("bells", 64, 96, ("arpeggio", "melody"), (10,)),
    "vibraphone": Instrument("bells", 53, 84, KEYED, (11,)),
    "marimba": Instrument("bells", 48, 84, ("arpeggio", "melody"), (12,)),
    "xylophone": Instrument("bells", 60, 92, ("arpeggio", "melody"), (13,)),
    "church bells": Instrument("bells", 52, 77, ("ringing",), (14,)),
    "kalimba": Instrument("bells", 57, 82, ("arpeggio", "melody"), (108,)),
    "steel drums": Instrument("bells", 57, 82, ("melody", "arpeggio"), (114,)),
    "fm bell": Instrument("bells", 60, 90, ("ringing", "arpeggio"), (), "bell"),
    "dulcimer": Instrument("plucked", 52, 82, ("arpeggio", "melody"), (15,)),
    "organ": Instrument("organ", 48, 80, ("chords", "melody"), (16, 17, 18)),
    "church organ": Instrument("organ", 43, 80, ("pad", "chords"), (19,)),
    "accordion": Instrument("organ", 53, 82, ("chords", "melody"), (21, 23)),
    "harmonica": Instrument("winds", 60, 84, SUNG, (22,)),
    "acoustic guitar": Instrument("plucked", 43, 76, KEYED, (24, 25)),
    "electric guitar": Instrument("plucked", 43, 76, (*KEYED, "riff"), (26, 27)),
    "muted guitar": Instrument("plucked", 43, 70, ("riff", "arpeggio"), (28,)),
    "distorted guitar": Instrument("distorted", 40, 62, ("power chords", "power chords", "riff"), (29, 30)),
    "double bass": Instrument("bass", 28, 50, ("walking", "roots"), (32,)),
    "bass guitar": Instrument("bass", 28, 50, ("riff", "walking"), (33, 34)),
    "fretless bass": Instrument("bass", 28, 52, ("riff", "roots"), (35,)),
    "slap bass": Instrument("bass", 28, 52, ("riff",), (36, 37)),
    "synth bass": Instrument("bass", 28, 50, ("riff", "pulse"), (38, 39), "bass"),
    "acid bass": Instrument("acid", 33, 57, ("acid",), (), "acid"),
    "sub bass": Instrument("bass", 28, 43, ("roots", "pulse"), (), "sub"),
    "reese bass": Instrument("bass", 28, 45, ("roots", "riff"), (), "reese"),
    "fm bass": Instrument("bass", 28, 50, ("riff", "pulse"), (), "fm bass"),
    "violin": Instrument("strings", 57, 88, SUNG, (40,)),
    "viola": Instrument("strings", 50, 79, SUNG, (41,)),
    "cello": Instrument("strings", 38, 67, SUNG, (42,)),
    "strings": Instrument("strings", 45, 82, ("pad", "chords", "melody"), (48, 49)),
    "tremolo strings": Instrument("strings", 45, 80, ("pad",), (44,)),
    "string machine": Instrument("strings", 48, 82, ("pad", "chords"), (50, 51), "string machine"),
    "pizzicato": Instrument("plucked", 48, 82, ("arpeggio", "chords"), (45,)),
    "harp": Instrument("plucked", 48, 88, ("arpeggio",), (46,)),
    "choir": Instrument("voices", 50, 77, ("pad",), (52, 53)),
    "synth voice": Instrument("voices", 50, 77, ("pad", "chords"), (54, 85)),
    "trumpet": Instrument("brass", 56, 80, SUNG, (56,)),
    "muted trumpet": Instrument("brass", 56, 80, SUNG, (59,)),
    "trombone": Instrument("brass", 43, 67, SUNG, (57,)),
    "tuba": Instrument("brass", 28, 53, ("roots", "melody"), (58,)),
    "brass": Instrument("brass", 48, 77, ("stabs", "chords"), (61,)),
    "synth brass": Instrument("brass", 48, 77, ("stabs", "chords"), (62, 63), "synth brass"),
    "french horn": Instrument("brass", 45, 70, ("melody", "pad"), (60,)),
    "saxophone": Instrument("winds", 48, 77, SUNG, (65, 66)),
    "soprano sax": Instrument("winds", 58, 85, SUNG, (64,)),
    "baritone sax": Instrument("winds", 38, 65, ("melody", "riff"), (67,)),
    "clarinet": Instrument("winds", 52, 82, SUNG, (71,)),
    "oboe": Instrument("winds", 58, 84, SUNG, (68, 69)),
    "bassoon": Instrument("winds", 36, 62, SUNG, (70,)),
    "flute": Instrument("winds", 62, 90, SUNG, (73,)),
    "piccolo": Instrument("winds", 74, 98, SUNG, (72,)),
    "recorder": Instrument("winds", 62, 88, SUNG, (74, 79)),
    "pan flute": Instrument("winds", 60, 86, SUNG, (75, 77)),
    "bagpipes": Instrument("winds", 57, 76, SUNG, (109,)),
    "sitar": Instrument("plucked", 48, 74, ("melody", "riff"), (104,)),
    "banjo": Instrument("plucked", 50, 76, ("arpeggio",), (105,)),
    "koto": Instrument("plucked", 52, 80, ("melody", "arpeggio"), (106, 107)),
    "supersaw": Instrument("synth", 52, 81, ("stabs", "chords", "arpeggio"), (), "supersaw"),
    "synth lead": Instrument("synth", 57, 84, ("melody", "arpeggio"), (81,), "lead"),
    "chip lead": Instrument("synth", 60, 88, ("melody", "arpeggio", "arpeggio"), (80,), "chip"),
    "synth pluck": Instrument("synth", 52, 84, ("arpeggio",), (), "pluck"),
    "dub chord": Instrument("synth", 52, 76, ("stabs", "offbeats"), (), "dub"),
    "ambient pad": Instrument("pads", 45, 79, ("pad", "drone"), (89, 90, 95), "pad"),
    "glass pad": Instrument("pads", 52, 84, HELD, (92, 98), "glass"),
    "drone": Instrument("pads", 33, 57, ("drone",), (), "drone"),
    "noise": Instrument("noise", 40, 70, ("drone", "pad"), (), "noise"),
    "wind": Instrument("noise", 40, 70, ("drone",), (122,), "wind"),
    "noise hits": Instrument("noise", 50, 80, ("riff", "offbeats"), (), "noise hit"),
}  # fmt: skip

KICK, RIM, SNARE, CLAP, CLOSED, OPEN, RIDE, CRASH = 36, 37, 38, 39, 42, 46, 51, 49
SHAKER, TAMBOURINE, CONGA, COWBELL, LOW_TOM, MID_TOM, HIGH_BONGO, LOW_BONGO, LOW_CONGA, PEDAL = (
    70,
    54,
    63,
    56,
    43,
    47,
    60,
    61,
    64,
    44,
)
NONE, EIGHTHS, SIXTEENTHS, OFFBEATS = "................", "x.x.x.x.x.x.x.x.", "xoxoxoxoxoxoxoxo", "..x...x...x...x."
FOUR, BACKBEAT, HALF = "x...x...x...x...", "....x.......x...", "........x......."
GROOVES = {
    "techno": Groove((122, 140), (24, 25), True, 0, {
        KICK: (FOUR,), OPEN: (OFFBEATS, OFFBEATS, NONE), CLOSED: (SIXTEENTHS, "x.xxx.xxx.xxx.xx", NONE), CLAP: (BACKBEAT, NONE)}),
    "house": Groove((116, 128), (24, 25), True, 0, {
        KICK: (FOUR,), OPEN: (OFFBEATS,), CLAP: (BACKBEAT,), SHAKER: (SIXTEENTHS, "..xx..xx..xx..xx", NONE), CONGA: (NONE, "...x..x....x..x.")}),
    "garage": Groove((126, 136), (24, 25), True, -0.06, {
        KICK: ("x.........x.....", "x.....x...x.....", "x..x......x....."), SNARE: (BACKBEAT,), CLOSED: ("..x...x...x...xx", "x.xx.xx.x.xx.xx."), RIM: (NONE, ".......x..x.....")}),
    "hip hop": Groove((78, 98), (0, 8, 25), True, -0.06, {
        KICK: ("x.....x...x.....", "x..x......x.....", "x......x..x..?.."), SNARE: (BACKBEAT,), CLOSED: (EIGHTHS, "x.x.x.xxx.x.x.x.")}),
    "trip hop": Groove((66, 88), (0, 8), True, -0.05, {
        KICK: ("x.x.......x..x..", "x..x..x...x....."), SNARE: ("....x..o.o..x...", BACKBEAT), CLOSED: (EIGHTHS, SIXTEENTHS), OPEN: (NONE, "..............x.")}),
    "trap": Groove((130, 160), (25,), True, 0, {
        KICK: ("x......x..x.....", "x.....x......x..", "x..x......x....."), CLAP: (HALF,), CLOSED: ("x.x.x.xxx.x.xxxx", "xxx.x.x.xxx.xxxx", SIXTEENTHS)}),
    "drum and bass": Groove((164, 180), (0, 16, 24), True, 0, {
        KICK: ("x.........x.....", "x..x......x.....", "x.x.......x..x.."), SNARE: ("....x..o.o..x..o", BACKBEAT), CLOSED: (EIGHTHS, "x.xxx.x.x.xxx.x.")}),
    "breakbeat": Groove((108, 138), (0, 8, 16), True, -0.02, {
        KICK: ("x.x.......x.....", "x..x...x..xx....", "x.....x...x..x.."), SNARE: ("....x..o.o..x...", "....x..x....x..o"), CLOSED: (EIGHTHS, "xoxoxoxoxoxoxoxo"), OPEN: (NONE, "......x.........")}),
    "dubstep": Groove((136, 144), (24,), True, 0, {
        KICK: ("x.....x.........", "x..x..........x."), SNARE: (HALF,), CLOSED: ("x.x..x.x..x.x.x.", EIGHTHS)}),
    "electro": Groove((100, 128), (25, 24), True, 0, {
        KICK: ("x.....x...x.....", "x..x..x...x.....", FOUR), SNARE: (BACKBEAT,), CLOSED: (SIXTEENTHS, EIGHTHS), COWBELL: (NONE, "..x..x....x..x..")}),
    "industrial": Groove((104, 136), (16, 24), True, 0, {
        KICK: (FOUR, "x..x..x.x..x..x.", "x.x.x.x.x.x.x.x."), SNARE: (BACKBEAT, "....x.......x.x."), CRASH: ("x...............", NONE), CLOSED: (SIXTEENTHS, EIGHTHS)}),
    "glitch": Groove((90, 130), (25,), True, 0, {
        KICK: ("x.....x..x......", "x..x......x.....", FOUR), RIM: ("..x..x.x..x...x.", ".x..x..x.x..x..x"), CLOSED: ("x.xxx..x.xx.x.x.", "..x.xx.x..x.xx.x"), COWBELL: (NONE, ".....x......x...")}),
    "rock": Groove((90, 150), (0, 8, 16), False, 0, {
        KICK: ("x.......x.x.....", "x.....x.x.......", "x..x....x.x..x.."), SNARE: (BACKBEAT,), CLOSED: (EIGHTHS, FOUR)}),
    "punk": Groove((150, 190), (0, 16), False, 0, {
        KICK: ("x...x...x...x...", "x..xx...x..xx...", "x.....x.x....xx."), SNARE: ("..x...x...x...x.", BACKBEAT), OPEN: (EIGHTHS, FOUR), CRASH: ("x...............", NONE)}),
    "metal": Groove((150, 180), (16,), False, 0, {
        KICK: (EIGHTHS, "xxx.xxx.xxx.xxx.", "x.....x.x.....x."), SNARE: (BACKBEAT, OFFBEATS), RIDE: (FOUR, EIGHTHS), CRASH: ("x...............",)}),
    "pop": Groove((72, 124), (0, 8, 25), True, 0, {
        KICK: ("x.......x.......", "x.......x.x.....", "x......xx......."), SNARE: (BACKBEAT,), CLOSED: (EIGHTHS, FOUR), TAMBOURINE: (NONE, BACKBEAT)}),
    "funk": Groove((92, 118), (0, 8), False, -0.03, {
        KICK: ("x.x.......x..x..", "x..x..x...x.....", "x.....x..x..x..."), SNARE: ("....x..o.o..x..o", "....x..o....x..."), CLOSED: (SIXTEENTHS, EIGHTHS), OPEN: (NONE, "..............x.")}),
    "disco": Groove((112, 126), (0, 8), False, 0, {
        KICK: (FOUR,), SNARE: (BACKBEAT,), OPEN: (OFFBEATS,), CLOSED: ("xx.xxx.xxx.xxx.x",), TAMBOURINE: (SIXTEENTHS, NONE)}),
    "jazz": Groove((96, 170), (32, 40), False, 1 / 6, {
        RIDE: ("x...x.x.x...x.x.",), PEDAL: (BACKBEAT,), KICK: ("o...o...o...o...", "x..........?....", NONE), SNARE: (NONE, "..?...o......o..")}),
    "shuffle": Groove((84, 132), (0, 8), False, 1 / 6, {
        KICK: ("x.....x.x.......", FOUR, "x.......x.....x."), SNARE: (BACKBEAT,), CLOSED: ("x.x.x.x.x.x.x.x.",), RIDE: (NONE, "x...x.x.x...x.x.")}),
    "country": Groove((96, 136), (0, 40), False, 0, {
        KICK: ("x.......x.......", FOUR), SNARE: ("oox.oox.oox.oox.", "..x...x...x...x.", "ooxoooxoooxoooxo"), CLOSED: (NONE, EIGHTHS)}),
    "reggae": Groove((68, 92), (0, 8), False, 0, {
        KICK: (HALF, FOUR), RIM: (HALF, BACKBEAT), CLOSED: (EIGHTHS, "x.xox.xox.xox.xo")}),
    "reggaeton": Groove((86, 104), (24, 25), True, 0, {
        KICK: (FOUR,), SNARE: ("...x..x....x..x.",), CLOSED: (EIGHTHS, SIXTEENTHS, NONE), SHAKER: (NONE, SIXTEENTHS)}),
    "latin": Groove((100, 140), (0, 40), False, 0, {
        KICK: ("x..xx..xx..xx..x",), RIM: ("x..x..x...x..x..", "..x.x...x..x..x."), SHAKER: (SIXTEENTHS,), CONGA: ("..x...xx..x...xx", NONE)}),
    "afrobeat": Groove((98, 126), (0, 8), False, 0, {
        KICK: ("x..x..x...x.....", "x.....xx..x...x."), SNARE: ("....x..x....x.o.", "...x..x.....x..."), CLOSED: ("x.xxx.xxx.xxx.xx",), SHAKER: (SIXTEENTHS, NONE), COWBELL: ("x.x..x.x.x..x.x.", NONE)}),
    "hand percussion": Groove((88, 132), (0,), False, 0, {
        HIGH_BONGO: ("x.xxx.xxx.xxx.xx", "x..x..x.x..x..x."), LOW_BONGO: ("......x.......x.",), CONGA: ("..x...xx..x...xx", "x...x..x..x.x..."), LOW_CONGA: ("....x.......x...", "......xx......xx"), SHAKER: (NONE, SIXTEENTHS)}),
    "tribal": Groove((76, 124), (0, 48), False, 0, {
        41: ("x...x...x...x...", "x..x..x.x..x..x."), LOW_TOM: ("..x.x.x...x.x.xx", "....xx......xx.x"), MID_TOM: ("......x.......xx", NONE), SHAKER: (EIGHTHS, NONE)}),
    "march": Groove((100, 126), (48, 0), False, 0, {
        SNARE: ("x..xx.xxx.xxx.xx", "x.xxx.x.x.xxxxxx", "x...x.x.x..xx.xx"), 35: ("x...x...x...x...", "x.......x......."), CRASH: (NONE, "x...............")}),
}  # fmt: skip

DARK, BRIGHT, EITHER = ("minor",), ("major",), ("major", "minor")
STYLES = {
    "techno": Style((124, 138), DARK, "techno", (("synth bass", "pulse"), ("sub bass", "roots")), (("synth pluck", "arpeggio"), ("supersaw", "stabs")), effects=("pump",)),
    "minimal": Style((118, 128), DARK, "glitch", (("sub bass", "pulse"), ("fm bass", "riff")), (("dub chord", "offbeats"), ("fm bell", "arpeggio")), effects=("space",)),
    "dub techno": Style((118, 126), DARK, "techno", (("sub bass", "roots"),), (("dub chord", "stabs"), ("dub chord", "offbeats")), effects=("dub", "space")),
    "acid techno": Style((120, 138), DARK, "techno", (("acid bass", "acid"),), (("ambient pad", "pad"), ("dub chord", "stabs")), effects=("pump",)),
    "house": Style((118, 127), EITHER, "house", (("synth bass", "pulse"), ("bass guitar", "riff")), (("piano", "stabs"), ("electric piano", "chords"), ("organ", "stabs")), (("saxophone", "melody"),), ("pump",)),
    "garage": Style((128, 134), DARK, "garage", (("reese bass", "riff"), ("fm bass", "riff"), ("sub bass", "roots")), (("organ", "stabs"), ("electric piano", "stabs"), ("synth voice", "chords"))),
    "trance": Style((132, 142), EITHER, "techno", (("synth bass", "pulse"),), (("supersaw", "chords"), ("supersaw", "arpeggio")), (("synth lead", "melody"),), ("pump", "space")),
    "psytrance": Style((138, 148), DARK, "techno", (("fm bass", "pulse"), ("synth bass", "pulse")), (("acid bass", "acid"), ("synth pluck", "arpeggio")), (("synth lead", "arpeggio"),)),
    "hip hop": Style((80, 96), DARK, "hip hop", (("double bass", "roots"), ("sub bass", "roots")), (("electric piano", "chords"), ("piano", "chords"), ("vibraphone", "chords")), (("trumpet", "melody"), ("flute", "melody"))),
    "lo-fi": Style((70, 88), ("jazz", "major"), "hip hop", (("double bass", "roots"), ("sub bass", "roots")), (("electric piano", "chords"), ("electric guitar", "arpeggio"), ("piano", "chords")), (), ("vinyl", "muffled")),
    "trip hop": Style((68, 88), DARK, "trip hop", (("sub bass", "riff"), ("double bass", "riff")), (("electric piano", "chords"), ("tremolo strings", "pad"), ("string machine", "pad")), (("muted trumpet", "melody"), ("synth lead", "melody")), ("vinyl",)),
    "trap": Style((132, 156), DARK, "trap", (("sub bass", "roots"),), (("fm bell", "arpeggio"), ("piano", "arpeggio"), ("strings", "pad"))),
    "drum and bass": Style((168, 178), DARK, "drum and bass", (("reese bass", "roots"), ("sub bass", "roots")), (("ambient pad", "pad"), ("piano", "chords"), ("electric piano", "chords"))),
    "big beat": Style((108, 132), EITHER, "breakbeat", (("synth bass", "riff"), ("bass guitar", "riff")), (("organ", "stabs"), ("brass", "stabs"), ("distorted guitar", "riff")), effects=("drive",)),
    "dubstep": Style((138, 142), DARK, "dubstep", (("reese bass", "riff"), ("reese bass", "roots")), (("ambient pad", "pad"), ("strings", "pad"))),
    "synthwave": Style((92, 120), EITHER, "electro", (("synth bass", "pulse"),), (("synth pluck", "arpeggio"), ("ambient pad", "pad"), ("supersaw", "chords")), (("synth lead", "melody"), ("synth brass", "stabs"))),
    "chiptune": Style((110, 160), EITHER, "electro", (("chip lead", "pulse"),), (("chip lead", "arpeggio"),), (("chip lead", "melody"),)),
    "industrial": Style((104, 132), DARK, "industrial", (("reese bass", "riff"), ("synth bass", "riff")), (("noise hits", "riff"), ("distorted guitar", "power chords"), ("noise hits", "offbeats")), effects=("drive",)),
    "pop": Style((84, 124), BRIGHT, "pop", (("bass guitar", "roots"), ("synth bass", "pulse")), (("piano", "chords"), ("acoustic guitar", "chords"), ("supersaw", "chords")), (("synth lead", "melody"), ("strings", "pad"))),
    "ballad": Style((62, 84), EITHER, "pop", (("bass guitar", "roots"), ("fretless bass", "roots")), (("piano", "arpeggio"), ("electric piano", "chords")), (("strings", "pad"), ("saxophone", "melody")), ("space",)),
    "rock": Style((96, 144), EITHER, "rock", (("bass guitar", "riff"),), (("distorted guitar", "power chords"), ("electric guitar", "chords")), (("organ", "chords"),)),
    "punk": Style((156, 188), BRIGHT, "punk", (("bass guitar", "riff"),), (("distorted guitar", "power chords"),)),
    "metal": Style((150, 180), DARK, "metal", (("bass guitar", "riff"),), (("distorted guitar", "power chords"),)),
    "blues": Style((84, 124), ("jazz", "minor"), "shuffle", (("bass guitar", "walking"), ("double bass", "walking")), (("electric guitar", "chords"), ("honky-tonk piano", "chords"), ("organ", "chords")), (("harmonica", "melody"), ("electric guitar", "melody"))),
    "country": Style((98, 132), BRIGHT, "country", (("double bass", "roots"), ("bass guitar", "roots")), (("acoustic guitar", "chords"), ("banjo", "arpeggio")), (("violin", "melody"), ("harmonica", "melody"))),
    "funk": Style((94, 116), ("minor", "jazz"), "funk", (("slap bass", "riff"), ("bass guitar", "riff")), (("clavinet", "riff"), ("muted guitar", "riff"), ("organ", "chords")), (("brass", "stabs"), ("saxophone", "melody"))),
    "soul": Style((84, 116), EITHER, "funk", (("bass guitar", "walking"), ("bass guitar", "riff")), (("organ", "chords"), ("electric piano", "chords")), (("brass", "stabs"), ("saxophone", "melody"))),
    "gospel": Style((76, 116), BRIGHT, "funk", (("bass guitar", "walking"),), (("organ", "chords"), ("piano", "chords")), (("choir", "pad"), ("choir", "pad"))),
    "disco": Style((114, 124), EITHER, "disco", (("bass guitar", "riff"), ("slap bass", "riff")), (("strings", "chords"), ("muted guitar", "riff")), (("brass", "stabs"),)),
    "jazz": Style((100, 160), ("jazz",), "jazz", (("double bass", "walking"),), (("piano", "chords"), ("electric guitar", "chords")), (("saxophone", "melody"), ("saxophone", "melody"), ("trumpet", "melody"), ("vibraphone", "melody"))),
    "reggae": Style((70, 90), EITHER, "reggae", (("bass guitar", "riff"),), (("electric guitar", "offbeats"), ("organ", "offbeats")), (("trombone", "melody"),), ("dub",)),
    "reggaeton": Style((88, 102), DARK, "reggaeton", (("sub bass", "roots"), ("synth bass", "roots")), (("synth pluck", "arpeggio"), ("acoustic guitar", "arpeggio")), (("pan flute", "melody"), ("synth lead", "melody"))),
    "bossa nova": Style((108, 136), ("jazz", "major"), "latin", (("double bass", "roots"),), (("acoustic guitar", "chords"), ("piano", "chords")), (("flute", "melody"), ("saxophone", "melody"))),
    "salsa": Style((92, 112), EITHER, "hand percussion", (("double bass", "riff"),), (("piano", "stabs"),), (("brass", "stabs"), ("trumpet", "melody"))),
    "afrobeat": Style((100, 122), ("minor", "jazz"), "afrobeat", (("bass guitar", "riff"),), (("muted guitar", "riff"), ("organ", "stabs")), (("brass", "stabs"), ("baritone sax", "riff"))),
    "tribal": Style((84, 120), DARK, "tribal", (("drone", "drone"), ("sub bass", "roots")), (("kalimba", "arpeggio"), ("pan flute", "melody"), ("marimba", "arpeggio"))),
    "ambient": Style((60, 96), EITHER, "", (("sub bass", "roots"), ("drone", "drone")), (("ambient pad", "pad"), ("ambient pad", "drone"), ("glass pad", "pad")), (("fm bell", "ringing"), ("piano", "ringing")), ("space",)),
    "dark ambient": Style((50, 80), DARK, "", (("drone", "drone"),), (("noise", "drone"), ("wind", "drone"), ("choir", "pad")), (("church bells", "ringing"), ("glass pad", "drone")), ("space",)),
    "orchestral": Style((64, 110), EITHER, "", (("cello", "melody"), ("tuba", "roots")), (("strings", "pad"), ("strings", "chords"), ("tremolo strings", "pad")), (("french horn", "melody"), ("flute", "melody"), ("choir", "pad")), ("space",)),
    "epic": Style((76, 116), DARK, "tribal", (("cello", "riff"), ("tuba", "roots")), (("strings", "chords"), ("tremolo strings", "pad")), (("french horn", "melody"), ("choir", "pad"), ("brass", "stabs")), ("space",)),
    "baroque": Style((80, 120), EITHER, "", (("cello", "walking"),), (("harpsichord", "arpeggio"),), (("violin", "melody"), ("recorder", "melody"), ("oboe", "melody"))),
    "march": Style((104, 122), BRIGHT, "march", (("tuba", "roots"),), (("brass", "stabs"), ("french horn", "pad")), (("trumpet", "melody"), ("piccolo", "melody"))),
    "folk": Style((84, 120), BRIGHT, "", (("double bass", "roots"),), (("acoustic guitar", "arpeggio"), ("acoustic guitar", "chords")), (("violin", "melody"), ("harmonica", "melody"), ("recorder", "melody"))),
    "tango": Style((108, 128), DARK, "", (("double bass", "roots"),), (("accordion", "chords"), ("piano", "stabs")), (("violin", "melody"),)),
}  # fmt: skip
WITHOUT_BEAT = tuple(name for name, style in STYLES.items() if not style.groove)
