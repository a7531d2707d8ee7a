"""The command line, `riffbridge COMMAND`. Exit status 0 = fine, 1 = failed, 2 = wrongly asked for."""

from __future__ import annotations

import re
import sys
from argparse import REMAINDER, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

from bridge import __version__
from bridge.config import ConfigError, user_file
from bridge.flags import RENDER_FLAGS, RUN_FLAGS, Flag, config_of, number
from bridge.mistakes import Mistakes
from bridge.options import spare
from bridge.params import unknown
from bridge.render_line import render_line

EPILOG = """\
`riffbridge COMMAND --help` says more. In a copy of the repository, `./riffbridge test` runs the tests.
The config file is ~/.config/riffbridge/config.toml; bridge/default.toml explains every option."""

REPOSITORY = Path(__file__).parents[1]
BENCHMARKS = ("latency", "tempo", "sweep", "paint", "decoder", "seams")
MOST_MINUTES = 10_000  # a week

Add = Callable[..., ArgumentParser]  # add(name, go, text, flags) a command


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

    writers = [_add_run(command), _add_render(command), *_add_conversions(command), _add_sheet(command)]
    command("ports", _ports, "list JACK ports, sound devices and MIDI inputs")
    command("generators", _generators, "list what --model may be")
    params = command("params", _params, "list every parameter: address, range, default")
    params.add_argument("--markdown", action="store_true", help="as the page docs/reference.md")
    _add_train(command)
    for writer in writers:
        writer.add_argument("--overwrite", action="store_true", help="replace files that are there already")
    _add_bench(command)
    return parser, dict(group.choices)


def _add_run(command: Add) -> ArgumentParser:
    run = command("run", _run, "play until Ctrl-C", RUN_FLAGS)
    _add_common(run)
    return run


def _add_render(command: Add) -> ArgumentParser:
    render = command("render", render_line, "the same sound into a file, faster than it plays", RENDER_FLAGS)
    render.add_argument("journal", nargs="?", type=Path, metavar="JOURNAL", help="a session's journal to play again")
    render.add_argument(
        "-o", "--out", required=True, metavar="OUT.wav", help="sound file to write, .wav or .flac; of a batch, a folder"
    )
    render.add_argument("--batch", type=Path, metavar="FILE.json", help="paint each clip of a list of variations")
    render.add_argument("--through", action="store_true", help="paint over the whole of --init, at its own tempo")
    render.add_argument("--bars", metavar="N", help="length of it (else 8, or the whole journal)")
    _add_common(render)
    return render


def _add_conversions(command: Add) -> tuple[ArgumentParser, ArgumentParser]:
    image = command("image", _image, "sound files as spectrogram images in Riffusion's format")
    audio = command("audio", _audio, "spectrogram images, ours or Riffusion's, as sound files")
    for parser, source, target in ((image, "a sound file", ".png"), (audio, "an image", ".wav or .flac")):
        parser.add_argument("source", type=Path, metavar="IN", help=f"{source}, or a folder of them")
        parser.add_argument("out", metavar="OUT", help=f"{target} file to write; for a folder, a folder")
    image.add_argument("--stereo", action="store_true", help="left in green, right in blue (else mono)")
    image.add_argument("--width", metavar="N", help="columns of 10 ms: the sound is cut, or silence follows it")
    image.add_argument("--max-value", metavar="X", help="magnitude of a black pixel (else the loudest of each file)")
    audio.add_argument("--rate", metavar="N", help="sample rate of the sound (else the image's own, 44100)")
    return image, audio


def _add_sheet(command: Add) -> ArgumentParser:
    sheet = command("sheet", _sheet, "clips of a sound file as sounds and images, and all of them on one picture")
    sheet.add_argument("source", type=Path, metavar="IN", help="a sound file")
    sheet.add_argument("out", metavar="FOLDER", help="folder to write into")
    sheet.add_argument("--count", metavar="N", default="16", help="how many clips (16)")
    sheet.add_argument("--seconds", metavar="X", default="5.11", help="how long each is (5.11: 512 columns)")
    sheet.add_argument("--seed", metavar="N", help="draw their places at random (else evenly spaced)")
    return sheet


def _add_train(command: Add) -> None:
    train = command("train", _train, "fine-tune the bundled model on a folder of sounds of your own")
    told = "sounds; captions.csv or their names say what they are"
    train.add_argument("--data", type=Path, required=True, metavar="FOLDER", help=told)
    told = "folder for the model; one that is begun is gone on with"
    train.add_argument("-o", "--out", type=Path, required=True, metavar="MODEL", help=told)
    train.add_argument("--minutes", metavar="N", default="20", help="how long to train, in all (default: 20)")
    train.add_argument("--device", metavar="NAME", default="auto", help="cpu, cuda or auto: a GPU where there is one")


def _add_bench(command: Add) -> None:
    bench = command(
        "bench", _bench, "measure this machine: latency, tempo and sweeps at the JACK port, painting, decoder, seams"
    )
    bench.add_argument(
        "benchmark",
        choices=BENCHMARKS,
        metavar="BENCHMARK",
        help=f"{', '.join(BENCHMARKS)}; `riffbridge bench BENCHMARK --help` says more",
    )
    bench.add_argument("arguments", nargs=REMAINDER, metavar="...", help="its own flags")


def _add_common(parser: ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="config file")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="ADDRESS=VALUE",
        help="any parameter at the start; may be repeated",
    )


def _run(args: Namespace) -> int:
    config, mistakes = config_of(args, RUN_FLAGS, args.config or user_file()), Mistakes()
    kind, _, path = config.output.kind.partition(":")
    if kind == "file":
        mistakes.checked("output", [Path(path)], lambda paths: spare(paths, args.overwrite))
    mistakes.tell()
    from bridge.app import run

    return run(config)


def _image(args: Namespace) -> int:
    from bridge.convert import to_images

    width, max_value = (None if given is None else number(given) for given in (args.width, args.max_value))
    return to_images(args.source, args.out, args.stereo, width, max_value, args.overwrite)


def _audio(args: Namespace) -> int:
    from bridge.convert import to_sounds

    return to_sounds(args.source, args.out, None if args.rate is None else number(args.rate), args.overwrite)


def _sheet(args: Namespace) -> int:
    from bridge.sheet import make_sheet

    seed = None if args.seed is None else number(args.seed)
    return make_sheet(args.source, args.out, number(args.count), number(args.seconds), seed, args.overwrite)


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
    minutes = number(args.minutes)
    if not isinstance(minutes, int | float) or not 0 < minutes <= MOST_MINUTES:
        raise ConfigError([f"--minutes must be above 0 and at most {MOST_MINUTES}, not {args.minutes!r}"])
    if args.out.is_dir() and any(args.out.iterdir()) and not (args.out / "training").is_dir():
        raise ConfigError([f"--out: {args.out} holds something that `train` did not begin"])
    from generators.catalogue import BUNDLED_FOLDER
    from generators.training.finetune import run

    return run(args.data, args.out, BUNDLED_FOLDER, float(minutes), args.device)


def _bench(args: Namespace) -> int:
    if not (REPOSITORY / "benchmarks").is_dir():
        raise ConfigError(["bench: the benchmarks come with a copy of the repository; there, type ./riffbridge bench"])
    sys.path.insert(0, str(REPOSITORY))
    status: int = import_module(f"benchmarks.{args.benchmark}").main(args.arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
