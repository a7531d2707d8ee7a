"""The command line, `riffbridge COMMAND`. Exit status 0 = fine, 1 = failed, 2 = wrongly asked for."""

from __future__ import annotations

import re
import sys
from argparse import REMAINDER, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from bridge import __version__
from bridge.config import Config, ConfigError, load, user_file
from bridge.options import folder, sound_file, whole
from bridge.params import DECK_SPECS, MAX_DECKS, table, unknown

EPILOG = """\
`riffbridge COMMAND --help` says more. In a copy of the repository, `./riffbridge test` runs the tests.
The config file is ~/.config/riffbridge/config.toml; bridge/default.toml explains every option."""

REPOSITORY = Path(__file__).parents[1]
BENCHMARKS = ("latency", "tempo", "sweep", "paint", "decoder")
SLOTS = table(MAX_DECKS)
MOST_MINUTES = 10_000  # a week
RENDER_BARS = whole(1, int(DECK_SPECS["drift"].high), "bars")  # one traverse


@dataclass(frozen=True)
class Flag:
    """A flag and the key of the config it sets; a number unless its value is text. `many` may be repeated."""

    name: str
    key: str
    metavar: str
    help: str
    many: bool = False

    def add_to(self, parser: ArgumentParser) -> None:
        action = "append" if self.many else "store"
        parser.add_argument(self.name, dest=self.key, metavar=self.metavar, help=self.help, action=action)

    def value(self, given: Any) -> object:
        return _number(given) if self.metavar in {"N", "X"} else given


MODEL_FLAGS = (
    Flag("--model", "generator.model", "MODEL", "bundled, tone, or a checkpoint (see `riffbridge generators`)"),
    Flag("--device", "generator.device", "DEVICE", "where it computes: auto, cpu, cuda, cuda:1, mps"),
    Flag("--rate", "instrument.rate", "N", "sample rate of a file"),
)
RUN_FLAGS = (
    Flag("--output", "output.kind", "OUTPUT", "auto, jack, portaudio[:DEVICE], file:PATH.wav or null"),
    Flag("--connect", "output.connect", "PORT", "JACK ports to connect to, patterns too; may be repeated", many=True),
    Flag("--client", "output.client", "NAME", "name of the JACK client"),
    Flag("--decks", "instrument.decks", "N", f"number of decks, 1 to {MAX_DECKS}"),
    Flag("--ahead-ms", "instrument.ahead_ms", "N", "how far ahead the sound is put together"),
    Flag("--osc-host", "osc.host", "HOST", "address that listens for OSC (127.0.0.1 = this machine only)"),
    Flag("--osc-port", "osc.port", "N", "UDP port that listens for OSC"),
    Flag("--osc-target", "osc.targets", "HOST:PORT", "who is told the state; may be repeated", many=True),
    Flag("--tempo", "start./tempo", "X", "BPM"),
    Flag("--prompt", "start./deck/1/prompt/a", "TEXT", "prompt A of deck 1"),
    Flag("--to", "start./deck/1/prompt/b", "TEXT", "prompt B of deck 1"),
    *MODEL_FLAGS,
)
RENDER_FLAGS = (
    Flag("--prompt", "start./deck/1/prompt/a", "TEXT", "what is heard"),
    Flag("--to", "start./deck/1/prompt/b", "TEXT", "what it turns into over all the bars"),
    Flag("--seed", "start./deck/1/seed/a", "N", "seed of the noise"),
    Flag("--to-seed", "start./deck/1/seed/b", "N", "seed at the end (else the same)"),
    Flag("--bpm", "start./tempo", "X", "tempo"),
    Flag("--steps", "start./deck/1/steps", "N", "denoising steps"),
    Flag("--guidance", "start./deck/1/guidance", "X", "how strictly the prompt is followed"),
    Flag("--negative", "start./deck/1/negative", "TEXT", "negative prompt"),
    Flag("--init", "start./deck/1/init", "FILE", "sound file to start from"),
    Flag("--denoising", "start./deck/1/denoising", "X", "how much of it is painted over, 0 to 1"),
    *MODEL_FLAGS,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser, commands = _parsers()
    if arguments and not arguments[0].startswith("-") and arguments[0] not in commands:
        parser.error(f"command {unknown(arguments[0], commands)} (the commands are {', '.join(commands)})")
    args, rest = parser.parse_known_args(arguments)
    if rest:
        command = commands[args.command]
        flags = re.findall(r"--[\w-]+", command.format_help())
        command.error(unknown(rest[0].partition("=")[0], flags))
    try:
        status: int = args.go(args)
    except ConfigError as error:
        for text in error.texts:
            print(f"riffbridge: {text}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return status


def _parsers() -> tuple[ArgumentParser, dict[str, ArgumentParser]]:
    parser = ArgumentParser(
        "riffbridge", description="A diffusion model played live: OSC and MIDI in, JACK out.", epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False,
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"riffbridge {__version__}")
    group = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, go: Callable[[Namespace], int], text: str, flags: Iterable[Flag] = ()) -> ArgumentParser:
        child = group.add_parser(name, help=text, description=text, allow_abbrev=False)
        child.set_defaults(go=go)
        for flag in flags:
            flag.add_to(child)
        return child

    _add_common(command("run", _run, "play until Ctrl-C", RUN_FLAGS))
    render = command("render", _render, "the same sound into a file, faster than it plays", RENDER_FLAGS)
    render.add_argument("journal", nargs="?", type=Path, metavar="JOURNAL", help="a session's journal to play again")
    render.add_argument(
        "-o", "--out", required=True, metavar="OUT.wav", help="sound file to write, .wav or .flac; of a batch, a folder"
    )
    render.add_argument("--batch", type=Path, metavar="FILE.json", help="paint each clip of a list of variations")
    render.add_argument("--through", action="store_true", help="paint over the whole of --init, clip after clip")
    render.add_argument("--bars", metavar="N", help="length of it (else 8, or the whole journal)")
    _add_common(render)
    _add_conversions(command)
    sheet = command("sheet", _sheet, "clips of a sound file as sounds and images, and all of them on one picture")
    sheet.add_argument("source", type=Path, metavar="IN", help="a sound file")
    sheet.add_argument("out", metavar="FOLDER", help="folder to write into")
    sheet.add_argument("--count", metavar="N", default="16", help="how many clips (16)")
    sheet.add_argument("--seconds", metavar="X", default="5.11", help="how long each is (5.11: 512 columns)")
    sheet.add_argument("--seed", metavar="N", help="draw their places at random (else evenly spaced)")
    command("ports", _ports, "list JACK ports, sound devices and MIDI inputs")
    command("generators", _generators, "list what --model may be")
    params = command("params", _params, "list every parameter: address, range, default")
    params.add_argument("--markdown", action="store_true", help="as the page docs/reference.md")
    train = command("train", _train, "fine-tune the bundled model on a folder of sounds of your own")
    told = "sounds; captions.csv or their names say what they are"
    train.add_argument("--data", type=Path, required=True, metavar="FOLDER", help=told)
    told = "folder for the model; one that is begun is gone on with"
    train.add_argument("-o", "--out", type=Path, required=True, metavar="MODEL", help=told)
    train.add_argument("--minutes", metavar="N", default="20", help="how long to train, in all (default: 20)")
    bench = command("bench", _bench, "measure this machine: latency to the JACK port, cost of painting, decoder")
    bench.add_argument(
        "benchmark",
        choices=BENCHMARKS,
        metavar="BENCHMARK",
        help=f"{', '.join(BENCHMARKS)}; `riffbridge bench BENCHMARK --help` says more",
    )
    bench.add_argument("arguments", nargs=REMAINDER, metavar="...", help="its own flags")
    return parser, dict(group.choices)


def _add_conversions(command: Callable[..., ArgumentParser]) -> None:
    image = command("image", _image, "sound files as spectrogram images in Riffusion's format")
    audio = command("audio", _audio, "spectrogram images, ours or Riffusion's, as sound files")
    for parser, source, target in ((image, "a sound file", ".png"), (audio, "an image", ".wav or .flac")):
        parser.add_argument("source", type=Path, metavar="IN", help=f"{source}, or a folder of them")
        parser.add_argument("out", metavar="OUT", help=f"{target} file to write; for a folder, a folder")
    image.add_argument("--stereo", action="store_true", help="left in green, right in blue (else mono)")
    image.add_argument("--width", metavar="N", help="columns of 10 ms: the sound is cut, or silence follows it")
    image.add_argument("--max-value", metavar="X", help="magnitude of a black pixel (else the loudest of each file)")
    audio.add_argument("--rate", metavar="N", help="sample rate of the sound (else the image's own, 44100)")


def _add_common(parser: ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="config file")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="ADDRESS=VALUE",
        help="any parameter at the start; may be repeated",
    )


def _number(text: str) -> object:
    """The number a text stands for, or the text for the config to refuse."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _config(args: Namespace, flags: Iterable[Flag], file: Path | None) -> Config:
    """The config of a command line. Raises ConfigError with every mistake of flags and file."""
    values, names = dict[str, object](), dict[str, str]()
    for flag in flags:
        if (given := getattr(args, flag.key)) is not None:
            values[flag.key] = flag.value(given)
            names[flag.key] = flag.name
    for setting in args.set:
        address, _, text = setting.partition("=")
        is_text = address in SLOTS and SLOTS[address].spec.type is str
        values[f"start.{address}"] = text if is_text else _number(text)
        names[f"start.{address}"] = f"--set {setting}"
    return load(file, values, names)


def _run(args: Namespace) -> int:
    config = _config(args, RUN_FLAGS, args.config or user_file())
    from bridge.app import run

    return run(config)


def _render(args: Namespace) -> int:
    """What the line says and nothing else, the user's own config neither: the same line gives the same file."""
    mistakes: list[str] = []

    def checked(name: str, check: Callable[[Any], Any], value: object) -> Any:
        try:
            return check(value)
        except ValueError as error:
            mistakes.append(f"{name}: {error}")

    out = checked("--out", folder(Path).check if args.batch else sound_file, args.out)
    bars = None if args.bars is None else checked("--bars", RENDER_BARS.check, _number(args.bars))
    mistakes += _render_source_mistakes(args)
    try:
        config = _config(args, RENDER_FLAGS, args.config)
    except ConfigError as error:
        raise ConfigError(mistakes + error.texts) from None
    if args.through and not config.start.get("/deck/1/init"):
        mistakes.append("--through: say over which file, with --init FILE")
    if mistakes:
        raise ConfigError(mistakes)
    if args.batch:
        from bridge.batch import read_batch, render_batch

        names = {flag.name[2:]: flag.key.removeprefix("start.") for flag in RENDER_FLAGS if "start./" in flag.key}
        return render_batch(config, out, read_batch(args.batch, config.start, config.instrument.rate, names))
    if args.through:
        from bridge.batch import render_through

        return render_through(_once_through(config, 0), out)
    from bridge.render import render

    if args.journal is not None:
        return render(config, out, bars, args.journal)
    return render(_once_through(config, bars or 8), out, bars or 8, None)


def _render_source_mistakes(args: Namespace) -> list[str]:
    prompt = getattr(args, "start./deck/1/prompt/a")
    if args.batch and (args.journal or args.through or args.bars):
        return ["--batch: it goes with neither a JOURNAL nor --through nor --bars"]
    if args.batch:
        return []
    if (args.journal is None) == (prompt is None):
        return ["render: give either --prompt TEXT or a JOURNAL"]
    if args.journal is not None and not args.journal.is_file():
        return [f"{args.journal}: there is no such journal"]
    return []


def _once_through(config: Config, bars: int) -> Config:
    """One deck that goes from A to B in so many bars, or stays with A where no B is asked for."""
    start, deck = dict(config.start), "/deck/1/"
    if {deck + "prompt/b", deck + "seed/b"} & start.keys():
        start.setdefault(deck + "drift", float(bars))
    for end in ("prompt", "seed"):
        start.setdefault(f"{deck}{end}/a", DECK_SPECS[f"{end}_a"].default)
        start.setdefault(f"{deck}{end}/b", start[f"{deck}{end}/a"])
    return replace(config, start=start, instrument=replace(config.instrument, decks=1))


def _image(args: Namespace) -> int:
    from bridge.convert import to_images

    width, max_value = (None if given is None else _number(given) for given in (args.width, args.max_value))
    return to_images(args.source, args.out, args.stereo, width, max_value)


def _audio(args: Namespace) -> int:
    from bridge.convert import to_sounds

    return to_sounds(args.source, args.out, None if args.rate is None else _number(args.rate))


def _sheet(args: Namespace) -> int:
    from bridge.sheet import make_sheet

    seed = None if args.seed is None else _number(args.seed)
    return make_sheet(args.source, args.out, _number(args.count), _number(args.seconds), seed)


def _ports(_: Namespace) -> int:
    from bridge.listing import print_ports

    print_ports()
    return 0


def _generators(_: Namespace) -> int:
    from bridge.listing import print_generators

    print_generators()
    return 0


def _params(args: Namespace) -> int:
    from bridge.listing import print_params

    print_params(args.markdown)
    return 0


def _train(args: Namespace) -> int:
    minutes = _number(args.minutes)
    if not isinstance(minutes, int | float) or not 0 < minutes <= MOST_MINUTES:
        raise ConfigError([f"--minutes must be above 0 and at most {MOST_MINUTES}, not {args.minutes!r}"])
    from generators.catalogue import BUNDLED_FOLDER
    from generators.training.finetune import run

    return run(args.data, args.out, BUNDLED_FOLDER, float(minutes))


def _bench(args: Namespace) -> int:
    if not (REPOSITORY / "benchmarks").is_dir():
        raise ConfigError(["bench: the benchmarks come with a copy of the repository; there, type ./riffbridge bench"])
    sys.path.insert(0, str(REPOSITORY))
    status: int = import_module(f"benchmarks.{args.benchmark}").main(args.arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
