"""The command line of `render`: which of the three ways to render it asks for, and whether it may."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bridge.config import Config, ConfigError
from bridge.flags import PAINTED, RENDER_FLAGS, SLOTS, config_of, number
from bridge.mistakes import Mistakes
from bridge.options import folder, sound_file, spare, whole
from bridge.params import DECK_SPECS, table

BARS = 8  # where the line does not say
RENDER_BARS = whole(1, int(DECK_SPECS["drift"].high), "bars")  # one traverse


def render_line(args: Namespace) -> int:
    """What the line says and nothing else, the user's own config neither: the same line gives the same file."""
    mistakes = Mistakes()
    out = mistakes.checked("--out", args.out, folder(Path).check if args.batch else sound_file)
    if not args.batch:
        mistakes.checked("--out", out, lambda path: spare([path], args.overwrite))
    bars = mistakes.checked("--bars", args.bars, lambda text: RENDER_BARS.check(number(text)))
    mistakes.texts += _source_mistakes(args)
    try:
        config = config_of(args, RENDER_FLAGS, args.config)
    except ConfigError as error:
        raise ConfigError(mistakes.texts + error.texts) from None
    if args.through and not args.journal and not config.start.get("/deck/1/init"):
        mistakes.texts.append("--through: say over which file, with --init FILE")
    mistakes.tell()
    config = _one_deck(config)
    if args.batch or (args.through and not args.journal):
        _tell_of_unused(args, config)
    if args.batch:
        return _batch(args, config, out)
    if args.through:
        from bridge.through import render_through

        return render_through(_once_through(config, 0), out)
    from bridge.render import render_journal, render_prompt

    if args.journal is not None:
        return render_journal(config, out, args.journal, bars)
    return render_prompt(_once_through(config, bars or BARS), out, bars or BARS)


def _batch(args: Namespace, config: Config, out: Path) -> int:
    from bridge.batch import files, read_batch, render_batch

    names = {flag.name[2:]: flag.key.removeprefix("start.") for flag in RENDER_FLAGS if "start./" in flag.key}
    variations, mistakes = read_batch(args.batch, config.start, config.instrument.rate, names), Mistakes()
    mistakes.checked("--out", files(out, variations), lambda paths: spare(paths, args.overwrite))
    mistakes.tell()
    return render_batch(config, out, variations)


def _source_mistakes(args: Namespace) -> list[str]:
    prompt = getattr(args, "start./deck/1/prompt/a")
    if args.batch and (args.journal or args.through or args.bars):
        return ["--batch: it goes with neither a JOURNAL nor --through nor --bars"]
    if args.batch:
        return _unpainted(args)
    if (args.journal is None) == (prompt is None):
        return ["render: give either --prompt TEXT or a JOURNAL"]
    if args.journal is not None:
        return _journal_mistakes(args)
    if args.through:
        mistakes = ["--through: it goes on to the end of the file, without --bars"] * bool(args.bars)
        return mistakes + _unpainted(args)
    return [f"--set {each}: the first deck alone is rendered" for each in args.set if _is_of_another_deck(each)]


def _unpainted(args: Namespace) -> list[str]:
    """What is asked for of a mix, or of playing, where clips are only painted."""
    flag, painted = _painted(args)
    asked = {setting: setting.partition("=")[0] for setting in args.set}
    wrong = [setting for setting, address in asked.items() if address in SLOTS and address not in painted]
    return [f"--set {setting}: {flag} only paints clips: it heeds {', '.join(painted)}" for setting in wrong]


def _tell_of_unused(args: Namespace, config: Config) -> None:
    """Say what of a config file, which may be a show's, means nothing to a clip."""
    from bridge.progress import tell

    flag, painted = _painted(args)
    if unused := [address for address in config.start if address not in painted]:
        tell(f"{flag} only paints clips, without {', '.join(unused)} of {config.file}")


def _painted(args: Namespace) -> tuple[str, Sequence[str]]:
    """The flag by which clips are only painted, and the parameters that it heeds; --through goes from A to B itself."""
    if args.batch:
        return "--batch", PAINTED
    return "--through", [address for address in PAINTED if address != "/deck/1/alpha"]


def _is_of_another_deck(setting: str) -> bool:
    address = setting.partition("=")[0]
    return address in SLOTS and address not in table(1)


def _journal_mistakes(args: Namespace) -> list[str]:
    """What is not to be said beside a journal, which tells all but where it is painted."""
    flags = [flag for flag in RENDER_FLAGS if flag.key != "generator.device"]
    told = [flag.name for flag in flags if getattr(args, flag.key) is not None]
    told += ["--set"] * bool(args.set) + ["--through"] * bool(args.through)
    mistakes = [f"{name}: a JOURNAL is rendered as it was played" for name in told]
    return mistakes if args.journal.is_file() else [*mistakes, f"{args.journal}: there is no such journal"]


def _one_deck(config: Config) -> Config:
    """The first deck alone, of a config that may be a show's."""
    slots = table(1)
    start = {address: value for address, value in config.start.items() if address in slots}
    return replace(config, start=start, instrument=replace(config.instrument, decks=1))


def _once_through(config: Config, bars: int) -> Config:
    """A deck that goes from A to B in so many bars, or stays with A where no B is asked for."""
    start, deck = dict(config.start), "/deck/1/"
    if {deck + "prompt/b", deck + "seed/b"} & start.keys():
        start.setdefault(deck + "drift", float(bars))
    for end in ("prompt", "seed"):
        start.setdefault(f"{deck}{end}/a", DECK_SPECS[f"{end}_a"].default)
        start.setdefault(f"{deck}{end}/b", start[f"{deck}{end}/a"])
    return replace(config, start=start)
