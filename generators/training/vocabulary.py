"""The words that people use for what is in the catalogue; the first is the plain one."""

# ruff: noqa: E501 - in a table, a row is a line
from __future__ import annotations

Words = tuple[str, ...]


def table(text: str) -> dict[str, Words]:
    """Lines of `name: word, word …` → the name's words, the name first where it does not begin with another."""
    rows = (line.partition(":") for line in text.strip().splitlines())
    return {name.strip(): tuple(word.strip() for word in words.split(",")) for name, _, words in rows}


INSTRUMENT_WORDS = table("""
piano: piano, grand piano, acoustic piano, concert piano, upright piano, pianist, piano keys, classical piano, jazz piano
honky-tonk piano: honky-tonk piano, ragtime piano, bar piano, old upright piano, detuned piano, barrelhouse piano, tack piano
electric piano: electric piano, rhodes, e-piano, suitcase rhodes, wurlitzer, soulful keys, dx7 electric piano, keyboard
harpsichord: harpsichord, baroque harpsichord, cembalo, spinet, early music keyboard
clavinet: clavinet, funky clavinet, clav, funk keyboard, wah clav
celesta: celesta, celeste, sugar plum bells, delicate keyboard bells, fairy tale bells
glockenspiel: glockenspiel, orchestral bells, metal bars, toy bells, high bells, bell lyre
music box: music box, wind-up music box, toy music box, tinkling music box, nursery toy
vibraphone: vibraphone, vibes, jazz vibes, vibraharp, mallet vibes
marimba: marimba, marimba ostinato, mallet percussion, warm mallet bars, rosewood bars
xylophone: xylophone, wood bars, bright xylophone, toy xylophone, balafon
church bells: church bells, tubular bells, bells, tolling bells, carillon, big bells, bells of a church, ringing bells, orchestral chime, bell peal, town bells
kalimba: kalimba, thumb piano, mbira, african thumb piano, likembe
steel drums: steel drums, steel pan, caribbean steel drum, trinidad pan, calypso drum
fm bell: fm bells, digital bells, glassy bells, synth bells, crystal bells, metallic synth
dulcimer: dulcimer, hammered dulcimer, santur, cimbalom, zither
organ: hammond organ, organ, rock organ, electric organ, drawbar organ, b3 organ, tonewheel organ, jazz organ, leslie organ
church organ: church organ, pipe organ, chapel organ, organ of a church, baroque organ, sacred organ, organist at mass
accordion: accordion, squeezebox, bandoneon, french accordion, musette, concertina
harmonica: harmonica, blues harp, mouth harp, bluesy harmonica, french harp
acoustic guitar: acoustic guitar, spanish guitar, nylon guitar, folk guitar, classical guitar, steel string guitar, fingerstyle guitar, flamenco guitar, strummed guitar, guitar, unplugged guitar
electric guitar: electric guitar, clean electric guitar, jazz guitar, clean guitar, stratocaster, hollow body guitar, chorus guitar, guitarist
muted guitar: muted guitar, palm muted guitar, funk guitar, chicken scratch guitar, scratchy rhythm guitar, muted strings guitar
distorted guitar: distorted guitar, heavy metal guitar, overdriven guitar, fuzz guitar, heavy guitar, crunchy guitar, hard rock guitar, loud guitars, distortion, shredding guitar, power guitar
double bass: double bass, upright bass, acoustic bass, contrabass, jazz bass, standup bass
bass guitar: bass guitar, electric bass, finger bass, picked bass, bassist, rock bass, four string bass, bass player
fretless bass: fretless bass, fretless, smooth fretless bass, singing bass guitar, sliding bass
slap bass: slap bass, funk bass, slapped bass, funky bass, popping bass, thumb slap bass
synth bass: synth bass, electronic bass, analog bass, moog bass, bass synth, techno bass, house bass, sequenced bass
acid bass: acid bass line 303, acid bass, 303 acid line, acid line, tb-303, acid synth, squelching 303, acid, 303, silver box acid
sub bass: sub bass, deep bass, deep sub bass, 808 bass, low bass, rumbling bass, sine bass, subby low end
reese bass: reese bass, wobble bass, growling bass, dubstep bass, dnb bass, wobbling bass, growl, detuned bass, neuro bass
fm bass: fm bass, digital bass, donk bass, plucky bass, metallic bass, lately bass
violin: violin, fiddle, solo violin, bowed violin, gypsy violin, violin player, strad
viola: viola, solo viola, dark violin, alto strings, viola player
cello: cello, solo cello, violoncello, bowed cello, cellist, deep bowed string
strings: strings, string orchestra, string section, orchestral strings, string ensemble, lush strings, bowed strings, symphony strings, legato strings, romantic strings
tremolo strings: tremolo strings, trembling strings, suspense strings, shivering strings, horror strings, tense strings
string machine: string machine, synth strings, solina, vintage string synth, analog strings, disco strings synth
pizzicato: pizzicato strings, plucked orchestra, plucked string section, pizzicato, plucking strings, short plucked strings
harp: harp, harp arpeggio, orchestral harp, celtic harp, angelic harp, harpist, glissando harp, lever harp
choir: choir, vocal choir, choir voices, singers, chorus singing, choral voices, gospel choir, boys choir, church choir, ooh voices, singing, vocals, voices, a cappella, hymn
synth voice: synth voice, vocoder, synth choir, robotic voice, vox synth, vocal pad, synthetic singer
trumpet: trumpet, jazz trumpet, trumpet solo, bright trumpet, mariachi trumpet, trumpeter, fanfare trumpet, horn player, bugle
muted trumpet: muted trumpet, harmon mute trumpet, cool jazz trumpet, miles-like trumpet, wah trumpet
trombone: trombone, sliding trombone, trombonist, low brass, ska trombone
tuba: tuba, oompah tuba, sousaphone, deep brass, bass brass, tuba player
brass: brass section, horns, horn section, brass stabs, big band brass, brass ensemble, soul horns, brass, funk horns, fanfare, brass band
synth brass: synth brass, analog brass, synth horns, brassy synth, jump synth brass, eighties brass
french horn: french horn, horn, noble horns, hunting horn, orchestral horn, mellow horn, heroic horns
saxophone: saxophone, sax, tenor sax, jazz saxophone, alto sax, smooth sax, sax solo, sax player, bop sax, horn solo
soprano sax: soprano sax, soprano saxophone, straight sax, high sax, smooth jazz soprano
baritone sax: baritone sax, bari sax, low saxophone, deep sax, honking sax
clarinet: clarinet, klezmer clarinet, bass clarinet, reed solo, clarinetist, licorice stick
oboe: oboe, english horn, cor anglais, double reed, plaintive oboe
bassoon: bassoon, low reed, comic bassoon, fagott, bassoonist
flute: flute, concert flute, flute solo, silver flute, jazz flute, flutist, airy flute, flute melody
piccolo: piccolo, piccolo flute, high flute, fife, shrill flute
recorder: recorder, medieval recorder, block flute, ocarina, tin whistle, whistle, renaissance flute, school recorder
pan flute: pan flute, panpipes, andean flute, shakuhachi, bamboo flute, native flute, breathy flute
bagpipes: bagpipes, scottish bagpipes, bagpipe, uilleann pipes, celtic pipes, pipes and drone
sitar: sitar, indian sitar, raga, psychedelic sitar, hindustani strings, india
banjo: banjo, bluegrass banjo, five string banjo, banjo picking, hillbilly banjo, mandolin
koto: koto, shamisen, japanese koto, guzheng, pipa, asian zither, japan
supersaw: supersaw, trance synth, supersaw chords, big saw synth, edm synth, festival synth, detuned saws, saw chords
synth lead: synth lead, lead synth, saw lead, synthesizer solo, synthesizer, analog lead, moog lead, screaming synth, electronic melody
chip lead: chiptune lead, 8-bit synth, game boy, nes sound, square wave, arcade sound, chip sound, computer game blips, retro game, pixel game
synth pluck: synth pluck, plucked synth, synth arpeggio, pluck, arpeggiator, sequencer, electronic arpeggio, short synth notes
dub chord: dub chords, dub stab, dub techno chords, chord stab, detroit stab, minor stab, dub techno stab
ambient pad: ambient pad, synth pad, warm pad, pad, soft pad, atmospheric synth, evolving pad, dreamy pad, lush pad, ambience, soft synth
glass pad: glass pad, bowed glass, crystal pad, glass harmonica, icy pad, shimmering pad, singing bowls, glassy drone
drone: drone, dark drone, deep drone, ambient drone, humming drone, low drone, sustained tone, meditation drone, ominous drone, engine room
noise: noise, white noise, static, noise texture, hiss, steam, radio static, noise sweep, waterfall, rain
wind: wind, howling wind, storm, wind noise, desert wind, sea waves, breeze, waves on the shore
noise hits: noise hits, noise bursts, rhythmic noise, noise percussion, gated noise, zaps, snappy noise
""")  # fmt: skip

GROOVE_WORDS = table("""
techno: techno, four on the floor techno, minimal techno, 909 techno, hard techno, warehouse techno, detroit techno, four to the floor
house: house, deep house, disco house, chicago house, tech house, club, 4x4 house
garage: uk garage, 2-step, garage, two step, shuffling garage, speed garage
hip hop: hip hop, boom bap, lo-fi hip hop, old school hip hop, mpc, head nod, chillhop, lofi
trip hop: trip hop, downtempo, slow break, bristol, smoky slow, laid back break
trap: trap, 808 trap, drill, trap hats, hi-hat rolls, atlanta, phonk
drum and bass: drum and bass, jungle, dnb, drum n bass, liquid, fast breakbeat, fast break, chopped break
breakbeat: breakbeat, break, big beat, breaks, sampled break, funky break, b-boy
dubstep: dubstep, half-time, brostep, halftime, 140
electro: electro, 808 electro, synthwave, 80s drum machine, linn, retro drum machine, 808, tr-808, new wave
industrial: industrial, ebm, distorted, mechanical, machine, harsh, metal pipes
glitch: glitch, minimal, idm, micro, clicks and cuts, clicky, blips, microhouse
rock: rock, live rock, indie rock, hard rock, alternative rock, classic rock, garage rock, stadium rock
punk: punk, punk rock, hardcore punk, skate punk, fast punk, ska punk
metal: metal, heavy metal, double kick, thrash, double bass metal, blast, hardcore
pop: pop, ballad, soft rock, slow pop, simple, radio pop, straight
funk: funk, funky, soul, james brown style, syncopated, ghost note, motown, r&b
disco: disco, nu disco, 70s disco, french house, dance floor, boogie
jazz: jazz, swing, jazz brushes, jazz swing, ride cymbal jazz, big band, bop, brushed
shuffle: shuffle, blues, blues shuffle, rock and roll, triplet feel, texas shuffle, rockabilly
country: country, train beat, bluegrass, americana, western, folk, honky tonk
reggae: reggae, dub, one drop, roots reggae, rasta, ska, steppers
reggaeton: reggaeton, dembow, dancehall, perreo, moombahton, latin pop
latin: latin percussion, bossa nova, samba, latin, brasil, bossa, rio
afrobeat: afrobeat, african, lagos, afro, highlife, afro funk, african percussion
hand percussion: congas, bongos, hand percussion, conga, bongo, afro-cuban percussion, hand drums, cuban percussion
tribal: tribal drums, taiko, toms, tribal percussion, epic drums, war drums, cinematic percussion, floor toms, timpani
march: marching, military, marching band, snare drum, drum corps, drumline, snare march, army
""")  # fmt: skip

STYLE_WORDS = table("""
techno: techno, dark techno, warehouse techno, hard techno, detroit techno, peak time techno, driving techno, berghain techno, underground techno
minimal: minimal techno, minimal, microhouse, minimal house, clicky minimal, tech house, stripped down techno
dub techno: dub techno, dub techno with deep bass, deep dub techno, deep techno, echo techno, hazy techno, basic channel style
acid techno: acid techno, acid house, acid, 303 techno, acid trax, acid party
house: house, deep house, house music, chicago house, piano house, dance music, club music, soulful house, funky house, ibiza house
garage: uk garage, garage, 2-step garage, speed garage, london garage, two-step, bassline house
trance: trance, uplifting trance, edm, euphoric trance, vocal trance, festival edm, big room, progressive trance, stadium dance
psytrance: psytrance, goa trance, psy, full on psytrance, psychedelic trance, forest trance
hip hop: hip hop, boom bap, hip hop beat, old school hip hop, golden era hip hop, new york hip hop, hip-hop, urban beat, street beat
lo-fi: lo-fi hip hop, lofi beats, chillhop, lofi, lo-fi, chill beats, cozy beats, dusty beats, bedroom beats, homework beats
trip hop: trip hop, downtempo, bristol sound, smoky trip hop, spy film beat, chillout, cinematic downtempo
trap: trap, trap beat with 808, dark trap, drill, trap music, atlanta trap, gangsta beat
drum and bass: drum and bass, jungle, liquid dnb, dnb, drum n bass, neurofunk, atmospheric jungle, liquid drum and bass
big beat: big beat, breakbeat, breaks, block rocking breaks, 90s big beat, electronic rock
dubstep: dubstep, dubstep with wobble bass, bass music, brostep, wobble, heavy dubstep, filthy dubstep
synthwave: synthwave, 80s synth pop, retro electro, retrowave, outrun, 80s, eighties pop, new wave, neon synths, electropop
chiptune: chiptune, 8-bit music, game boy music, arcade game music, retro game music, nintendo style, pixel game soundtrack, chip music
industrial: industrial, ebm, industrial techno, noise rock, cyberpunk, machine music, harsh industrial
pop: pop, pop song, feel good pop, radio pop, indie pop, dance pop, catchy pop, summer pop, teen pop
ballad: ballad, slow ballad, power ballad, love song, romantic ballad, slow pop, tender song
rock: rock, indie rock, rock band, hard rock, classic rock, alternative rock, rock music, garage rock, rock and roll band, stadium rock, grunge
punk: punk, punk rock, punk band, pop punk, skate punk, hardcore punk, fast punk rock, three chord punk
metal: heavy metal, metal, thrash metal, metal band, death metal, speed metal, doom metal, metalcore
blues: blues, blues band, chicago blues, blues rock, slow blues, delta blues, twelve bar blues, bluesy
country: country, country music, bluegrass, nashville country, western, americana, hoedown, honky tonk band
funk: funk, funky groove, 70s funk, funk band, funky jam, p-funk, slap funk, groovy funk
soul: soul, soul funk, motown soul, r&b, neo soul, soul band, rhythm and blues, northern soul
gospel: gospel, gospel choir band, church gospel, praise music, worship band, gospel song, sunday service, spiritual
disco: disco, nu disco, 70s disco, disco fever, studio 54 disco, boogie, dance floor disco
jazz: jazz, jazz trio, swing jazz, smooth jazz, jazz band, jazz club, cool jazz, hard bop, straight-ahead jazz, night club jazz, modal jazz
reggae: reggae, dub reggae, roots reggae, dub, kingston dub, rasta music, island reggae, rocksteady, ska
reggaeton: reggaeton, dembow, latin trap, perreo, dancehall, latin pop, puerto rico dance
bossa nova: bossa nova, latin jazz, samba, bossa, rio de janeiro, ipanema style, brasil lounge, samba jazz
salsa: salsa, cuban salsa, latin dance, mambo, son cubano, havana music, salsa band, afro-cuban
afrobeat: afrobeat, african music, afro funk, lagos afrobeat, highlife, african guitar band, afropop
tribal: tribal, tribal ritual, shamanic music, jungle ritual, world music, ethnic music, african tribal, ethno
ambient: ambient, ambient soundscape, drone ambient, calm ambient, meditation music, spa music, new age, floating ambient, peaceful ambient, sleep music, yoga music, ambient music, space music
dark ambient: dark ambient, horror soundscape, horror film sound, eerie ambience, haunted house, ominous soundscape, scary atmosphere, sinister drone, cave ambience, nightmare
orchestral: orchestral, cinematic orchestra, film score, symphony, classical symphony, orchestra, classical music, film music, philharmonic, symphony orchestra, soundtrack
epic: epic orchestral, trailer music, battle music, epic cinematic, heroic soundtrack, fantasy soundtrack, epic drums and orchestra, war film score
baroque: baroque, chamber music, bach style, baroque chamber music, baroque concerto, early music, vivaldi style, court music
march: march, military march, marching band, brass march, ceremonial march, military band, street band
folk: folk, acoustic folk, singer-songwriter, folk song, irish folk, celtic folk, acoustic guitar song, country folk, pub folk, indie folk
tango: tango, argentine tango, buenos aires tango, tango orchestra, milonga, tango nuevo
""")  # fmt: skip
