"""How prompts in new words are understood, and that no prompt kept aside had a part in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from generators.catalogue import BUNDLED_FOLDER
from generators.prompt_reader import WORDS, PromptReader
from generators.training import lexicon
from generators.training.catalogue import GROOVES, INSTRUMENTS, STYLES
from generators.training.held_out import RESERVED, SETS
from generators.training.judge import family
from generators.training.phrasing import TONES, every_word, instruments, learned_phrases, subjects, tones
from generators.training.words import understand, understood
from generators.understanding import FOLDER, Understanding


@pytest.fixture(scope="module")
def reader() -> PromptReader:
    return PromptReader.load(BUNDLED_FOLDER)


@pytest.fixture(scope="module")
def known(reader: PromptReader) -> Understanding:
    assert reader.understanding
    return reader.understanding


def test_everything_in_the_catalogue_has_phrases() -> None:
    assert lexicon.INSTRUMENT_PHRASES.keys() == INSTRUMENTS.keys()
    assert lexicon.GROOVE_PHRASES.keys() == GROOVES.keys()
    assert lexicon.STYLE_PHRASES.keys() == STYLES.keys()


def test_every_phrase_is_written_as_it_should_be() -> None:
    for subject in subjects():
        assert [phrase for phrase in subject.phrases if not phrase or phrase != " ".join(phrase.split())] == []


def test_a_name_that_comes_twice_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    (tmp_path / "few.txt").write_text("# a remark\npiano\n    klavier, grand\n    piano\nharp\n    arpa\n")
    assert lexicon.read("few") == {"piano": ("klavier", "grand piano"), "harp": ("arpa",)}
    (tmp_path / "few.txt").write_text("piano\n    klavier\npiano\n    flügel\n")
    with pytest.raises(ValueError, match="'piano' twice"):
        lexicon.read("few")


def test_prompts_of_the_first_sets_have_no_part_in_it() -> None:
    phrases = {phrase for subject in subjects() for phrase in subject.phrases}
    assert not RESERVED & every_word(phrases)
    assert not {phrase.lower() for phrase in phrases} & (SETS["new words"] | SETS["new phrases"]).keys()


def test_sets_of_prompts_kept_aside_name_families() -> None:
    families = {family(subject.facts) for subject in subjects()}
    assert [len(prompts) for prompts in SETS.values()] == [24, 24, 50, 56, 81, 90]
    for prompts in SETS.values():
        assert families >= {name for fitting in prompts.values() for name in fitting}


def test_the_shipped_phrases_are_those_of_the_lexicon(known: Understanding) -> None:
    about = subjects()
    assert known.captions == tuple(subject.plain for subject in about)
    assert known.learned == learned_phrases()
    assert known.tones == tones()
    assert known.instruments == instruments()
    assert {"altviola", "clarinetto", "guitarr"} <= known.words
    assert torch.bincount(known.subjects).tolist() == [len(subject.phrases) for subject in about]


@pytest.mark.parametrize(
    ("prompt", "near"),
    [
        ("could you play the klavier", "piano"), ("spooky haunted mansion", "dark ambient"),
        ("the fiddler", "violin"), ("a slow fiddler", "slow violin"),
    ],
)  # fmt: skip
def test_new_words_are_read_as_the_nearest_caption(reader: PromptReader, prompt: str, near: str) -> None:
    assert torch.equal(reader.embed(prompt).tokens, reader.embed(near).tokens)


@pytest.mark.parametrize(
    "prompt",
    ["", "techno drum loop", "dark rock with trumpet, 120 bpm", "piano in F# minor", "a melody on the accordion"],
)
def test_words_the_denoiser_knows_are_left_as_they_are(reader: PromptReader, prompt: str) -> None:
    assert torch.equal(reader.embed(prompt).tokens, reader.embed_all([prompt])[0][0])


@pytest.mark.parametrize(
    ("prompt", "plain"),
    [
        ("singers", "choir"), ("Fast concertina melody", "Fast accordion melody"), ("a bugle, 3/4", "a trumpet, 3/4"),
        ("fiddle in F# minor, 140 bpm", "violin in F# minor, 140 bpm"), ("spa music", "ambient"),
    ],
)  # fmt: skip
def test_another_word_for_a_name_is_read_as_the_name(reader: PromptReader, prompt: str, plain: str) -> None:
    assert torch.equal(reader.embed(prompt).tokens, reader.embed_all([plain])[0][0])


@pytest.mark.parametrize(
    "prompt",
    [
        "soul", "acid", "slow piano", "dark techno", "flute melody", "jazz trumpet", "harp arpeggio", "808 drums",
        "metal guitar riff", "simple piano melody", "deep house with squeezebox", "choir singing", "acid bass line",
    ],
)  # fmt: skip
def test_what_says_more_than_a_name_is_left_as_it_is(known: Understanding, prompt: str) -> None:
    assert known.plainly(prompt) == prompt


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        ("piano with reverb", "reverberant piano"), ("reverb piano", "reverberant piano"),
        ("Soft strings in a hall, in D minor", "reverberant gentle strings, in D minor"),
        ("piano without drums", "piano"), ("a bit-crushed fiddle", "a crushed violin"),
        ("slowly strummed guitar with lots of reverb", "reverberant slow strummed guitar"),
        ("piano, with reverb, without drums, in D minor.", "reverberant piano, in D minor"),
        ("piano without drums with reverb", "reverberant piano"), ("techno with a sin wave", "techno with sub bass"),
        ("harp without reverb, weird", "harp"), ("no reverb piano", "piano"), ("\u017foft piano", "piano"),
        ("piano en la mineur", "piano in a minor"), ("jazz trumpet in F#m", "jazz trumpet in f# minor"),
        ("Klavier in Es-Dur", "piano in eb major"), ("F#m choir", "in f# minor choir"),
        ("soft choir, Am7", "gentle choir, in a minor"), ("piano en re\u0301 mineur", "piano in d minor"),
    ],
)  # fmt: skip
def test_other_words_of_mood_pace_and_effect_are_read_as_learned_ones(
    reader: PromptReader, prompt: str, read: str
) -> None:
    assert torch.equal(reader.embed(prompt).tokens, reader.embed_all([read])[0][0])


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        ("jazz piano trio", "jazz"), ("Klavier in fis-Moll", "piano in f# minor"), ("soft  piano", "gentle piano"),
        ("dark  techno", ""), ("(fiddle:1.3) drums", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_was_read_is_told_where_it_is_not_the_prompt(reader: PromptReader, prompt: str, read: str) -> None:
    assert reader.embed(prompt).read_as == read


@pytest.mark.parametrize("prompt", ["Klavier in G-Dur", "rock with a hurdy-gurdy in E minor", "soft choir, Am7"])
def test_what_is_told_gives_the_same_when_it_is_typed(reader: PromptReader, prompt: str) -> None:
    said = reader.embed(prompt)
    again = reader.embed(said.read_as)
    assert again.read_as == ""
    assert torch.equal(again.tokens, said.tokens)
    assert torch.equal(again.key, said.key)


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        ("electric guitr", "electric guitar"), ("Techo, 120 bpm", "techno, 120 bpm"), ("chior", "choir"),
        ("deep huose with a clarinnet", "deep house with a clarinet"), ("pianno in F# minor", "piano in f# minor"),
        ("sitarr", "sitar"), ("cornet", "trumpet"), ("rock with a grudge", "rock"), ("techstep", "drum and bass"),
        ("bassy house", "house"), ("organish pads", "ambient pad"), ("kicky house", "house"),
        ("clean gtr and drums", "clean guitar and pop"), ("Vln and vlc", "violin and cello"),
    ],
)  # fmt: skip
def test_what_is_mistyped_is_read_as_what_was_meant(reader: PromptReader, prompt: str, read: str) -> None:
    """Words of the vocabulary, or of a phrase, are no mistakes."""
    assert reader.embed(prompt).read_as == read


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        ("rock with a hurdy-gurdy", "rock with accordion"), ("dubstep and an opera singer", "dubstep with choir"),
        ("flute over tabla, fast", "congas with flute, fast"), ("jazz with brushes", "jazz"),
        ("metal with bagpipes and children's choir", "metal with bagpipes and choir"),
        ("melodica, reggae in D minor", "reggae in D minor with harmonica"),
        ("rock with aggressive fiddles", "rock with violin"),
        ("drum and bass with a hurdy-gurdy", "drum and bass with accordion"), ("harp, spooky and great", "harp"),
        ("rock with a hurdy-gurdy in E minor", "rock with accordion in e minor"),
        ("rock with a dark hurdy-gurdy, no flute", "rock with dark accordion"), ("techno, no vocals please", "techno"),
        ("jazz with a reverberant theremin", "jazz, reverberant"),
        ("hurdy-gurdy & theremin", "accordion with synth lead"),
        ("ukulele without drums", "acoustic guitar"), ("no vocals, just piano", "piano"), ("piano not violin", "piano"),
        ("Klavier mit Geige", "piano with violin"), ("banjo meets dubstep", "dubstep with banjo"),
        ("aggressive metal with choir", "metal with choir"), ("piano with chorus in F#", "piano in f# major"),
        ("drum&bass w/ a hurdy-gurdy", "drum and bass with accordion"), ("rock with a grudge", "rock"),
    ],
)  # fmt: skip
def test_what_has_a_learned_part_keeps_it(reader: PromptReader, prompt: str, read: str) -> None:
    """With what the other parts clearly mean; a band has its own drums."""
    assert reader.embed(prompt).read_as == read


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        ("piano and drums", "piano and pop"), ("strings and rock drums, fast", "strings and rock, fast"),
        ("jazz, piano, drums", "jazz, piano"), ("techno with strings and the drums", "techno with strings"),
        ("a drum kit and the piano", "pop and the piano"),
        ("drums, strings, techno", "strings, techno"), ("rock guitar with live drums", "rock with guitar"),
        ("piano and drums at 120 bpm", "piano and pop 120 bpm"), ("80s drums and piano", "80s and piano"),
        ("violin, funk drums", "violin, funk"), ("trap beat with piano", "trap with piano"),
        ("piano and tribal drums", "piano and tribal"), ("piano in E and drums", "piano in e major and pop"),
        ("808 drums and sub bass", "trap and sub bass"), ("organ and a TR-909 drum machine", "organ and house"),
        ("drum machine and piano", "pop and piano"), ("funky drummer and a wah guitar", "funk with muted guitar"),
        ("rock drums guitar", "rock with guitar"), ("drums piano", "pop with piano"),
        ("funk drums", ""), ("808 drums", ""), ("trap beat", ""), ("solo piano, no drums", ""),
        ("funk guitar groove", ""),
    ],
)  # fmt: skip
def test_instruments_with_drums_are_a_band(reader: PromptReader, prompt: str, read: str) -> None:
    assert reader.embed(prompt).read_as == read


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        ("909 kick and rolling acid line", "techno with acid bass line 303"), ("cellos over 909", "cello, house"),
        ("gated snare and fat juno pads 1984", "electro with ambient pad"), ("808s and a flute", "trap and a flute"),
        ("detroit strings w electro beat", "electro with strings"),
        ("afrobeat kit, horns", "afrobeat with brass section"),
        ("krautrock motorik mit orgel", "rock with hammond organ"), ("hi-hats and kick", "rock drum loop"),
        ("accord\u00e9on sur un beat techno", "techno with accordion"), ("cumbia con acordeon", "salsa with accordion"),
        ("harp, like dust in sunlight", "harp"), ("sub bass 808", ""), ("808", ""),
    ],
)  # fmt: skip
def test_each_of_several_things_is_read(reader: PromptReader, prompt: str, read: str) -> None:
    """What it is like is none of them."""
    assert reader.embed(prompt).read_as == read


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        ("ohne drums, nur ein summender synth", "synth lead"), ("walking bass, no drums pls", "double bass"),
        ("harpsichord with cello, not too fast", "harpsichord with cello"), ("du piano, pas de voix", "piano"),
        ("not too fast piano", "piano"), ("Klavier, nicht zu schnell", "piano"), ("don't play drums", "no drums"),
        ("piano, do not use any drums", "piano, no drums"), ("no drums", ""), ("no drums please", ""),
        ("orgel, keine drums", "hammond organ"), ("piano minus drums", "piano"), ("piano with no drums", ""),
        ("cajon y bajo, sin guitarra", "congas with bass guitar"), ("sin wave", "sub bass"),
        ("Klavier ohne das Schlagzeug", "piano"), ("orgel zonder drums", "hammond organ"),
        ("jungle drums but no bass yet", "jungle drums"), ("not a guitar but a piano", "a piano"),
        ("no notes and guitar", "guitar"), ("not distorted guitar", "guitar"),
        ("choir, no drums and no bass", "choir, no drums"), ("no drums and no bass and piano", "piano"),
        ("not too loud piano and drums", "piano, pop"), ("no wave with saxophone", "industrial with saxophone"),
        ("a strummed thing no drums", "muted guitar"), ("elec gtr riff no drums", "electric guitar riff no drums"),
        ("ohne Drums: Synthbass", "synth bass"), ("anything but drums", "no drums"),
        ("synth, sin drone", "synth lead with drone"), ("city of sin techno", "techno"),
    ],
)  # fmt: skip
def test_what_it_shall_be_without_is_not_read(reader: PromptReader, prompt: str, read: str) -> None:
    assert reader.embed(prompt).read_as == read


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        ("E", ""),
        ("b", ""),
        ("a C", ""),
        ("harp, x, y", "harp"),
        ("e piano", ""),
        ("a 909", "a 909 drums"),
        ("d&b", "drum and bass"),
    ],
)
def test_a_letter_is_no_sound(reader: PromptReader, prompt: str, read: str) -> None:
    assert reader.embed(prompt).read_as == read


def test_an_instrument_among_unclear_words_is_read(reader: PromptReader) -> None:
    assert reader.embed("tape loop of a piano falling asleep").read_as == "piano"


def test_words_of_effect_in_a_name_stay(reader: PromptReader) -> None:
    """In the lexicon a reverb guitar is an electric one, and to be without words is to be a choir."""
    for prompt, near in (("reverb guitar", "reverberant electric guitar"), ("bass without frets", "fretless bass")):
        assert torch.equal(reader.embed(prompt).tokens, reader.embed(near).tokens)


def test_other_words_for_tones_are_no_learned_ones() -> None:
    assert set(lexicon.TONE_PHRASES) <= set(TONES)
    assert not {phrase for phrase, tone in tones().items() if phrase != tone} & learned_phrases().keys()
    assert not RESERVED & every_word(tones())


def test_a_plain_name_loses_no_word_of_mood_pace_or_effect(known: Understanding) -> None:
    for phrase, name in known.learned.items():
        said = [tone for tone in TONES if f" {tone} " in f" {phrase} "]
        assert name in {"", phrase} or not said, (phrase, name)


def test_a_tempo_is_no_name(known: Understanding) -> None:
    for prompt in (f"piano, {tempo} bpm" for tempo in range(40, 300)):
        assert known.plainly(prompt) == prompt


def test_known_words_put_together_otherwise_are_read_as_the_nearest_caption(reader: PromptReader) -> None:
    """Each of these words is in some caption, but not so."""
    for prompt, near in (("plucked harp strings", "harp"), ("boys singing in church", "choir")):
        assert torch.equal(reader.embed(prompt).tokens, reader.embed(near).tokens)


def test_weighted_prompts_are_left_as_they_are(reader: PromptReader) -> None:
    assert torch.equal(reader.embed("(klavier:1.2)").tokens, reader.embed_all(["klavier"])[0][0])


LONG = "a slow church bell rings, " * 6  # 42 tokens


def test_long_prompts_are_read_to_their_end(reader: PromptReader) -> None:
    assert max(reader._count(piece) for piece in reader.pieces(LONG)) <= WORDS - 2
    assert " ".join(reader.pieces(LONG)) == LONG.strip()
    piano, drums = (reader.embed(LONG + ending) for ending in ("solo piano", "techno drum loop"))
    assert len(piano.tokens) == len(drums.tokens) == 2 * WORDS
    assert torch.equal(piano.tokens[:WORDS], drums.tokens[:WORDS])
    assert not torch.equal(piano.tokens, drums.tokens)


def test_weights_lie_on_their_words_in_every_piece(reader: PromptReader) -> None:
    weighted, plain = (
        reader.embed(LONG + "with (drums:1.5)"),
        reader.embed_all(reader.pieces(LONG + "with drums"))[1],
    )
    [place] = torch.nonzero(weighted.mask != plain.flatten())
    assert place > WORDS
    assert weighted.mask[place] == 1.5
    assert weighted.mask[place + 1 :].tolist() == [1, *[0] * (2 * WORDS - 2 - int(place))]  # then the end, and padding


def test_phrases_are_written_and_read_back(reader: PromptReader, tmp_path: Path) -> None:
    few = [subject for subject in subjects() if subject.plain in {"piano", "choir", "techno"}]
    made = understand(reader, few)
    made.save(tmp_path / FOLDER)
    read = Understanding.load(tmp_path / FOLDER)
    assert (read.captions, read.learned, read.tones) == (made.captions, made.learned, made.tones)
    torch.testing.assert_close(read.phrases, made.phrases, atol=0.005, rtol=0)
    right, akin = understood(read, few)
    assert 0.6 < right <= akin <= 1
