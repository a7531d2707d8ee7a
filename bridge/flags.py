"""The flags of `run` and `render`, and the config that a command line of them makes."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridge.config import Config, ConfigError, load
from bridge.params import MAX_DECKS, table
from generators.metre import METRES

SLOTS = table(MAX_DECKS)
PLAYED = {"/deck/1/prompt/next", "/quantise"}  # of "paint", but of no single clip
PAINTED = [  # what a clip is made of: see `request_at`
    address
    for address, slot in table(1).items()
    if address in {"/deck/1/alpha", "/tempo"} or (slot.spec.latency == "paint" and address not in PLAYED)
]


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
        return number(given) if self.metavar in {"N", "X"} else given


MODEL_FLAGS = (
    Flag("--model", "generator.model", "MODEL", "bundled, tone, or a checkpoint (see `riffbridge generators`)"),
    Flag("--device", "generator.device", "DEVICE", "where it computes: auto, cpu, cuda, cuda:1, mps"),
    Flag("--rate", "instrument.rate", "N", "sample rate of a file"),
)
METRE_FLAG = Flag("--metre", "start./clock/metre", "METRE", f"how bars are counted: {', '.join(METRES)}")
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
    METRE_FLAG,
    Flag("--prompt", "start./deck/1/prompt/a", "TEXT", "prompt A of deck 1"),
    Flag("--to", "start./deck/1/prompt/b", "TEXT", "prompt B of deck 1"),
    *MODEL_FLAGS,
)
RENDER_FLAGS = (
    Flag("--prompt", "start./deck/1/prompt/a", "TEXT", "what is heard"),
    Flag("--to", "start./deck/1/prompt/b", "TEXT", "what it turns into over all the bars"),
    Flag("--seed", "start./deck/1/seed/a", "N", "seed of the noise"),
    Flag("--to-seed", "start./deck/1/seed/b", "N", "seed at the end (else the same)"),
    Flag("--bpm", "start./tempo", "X", "tempo (else 120; with --through that of the file)"),
    METRE_FLAG,
    Flag("--steps", "start./deck/1/steps", "N", "denoising steps"),
    Flag("--guidance", "start./deck/1/guidance", "X", "how strictly the prompt is followed"),
    Flag("--negative", "start./deck/1/negative", "TEXT", "negative prompt"),
    Flag("--init", "start./deck/1/init", "FILE", "sound file or spectrogram image to start from"),
    Flag("--denoising", "start./deck/1/denoising", "X", "how much of it is painted over, 0 to 1"),
    *MODEL_FLAGS,
)


def number(text: str) -> object:
    """The number a text stands for, or the text for the config to refuse."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def config_of(args: Namespace, flags: Iterable[Flag], file: Path | None) -> Config:
    """The config of a command line; warnings go to standard error. Raises ConfigError with every mistake of flags and
    file."""
    values, names = dict[str, object](), dict[str, str]()
    for flag in flags:
        if (given := getattr(args, flag.key)) is not None:
            values[flag.key] = flag.value(given)
            names[flag.key] = flag.name
    settings = [setting for setting in args.set if "=" in setting]
    mistakes = [f"--set {each}: it is no ADDRESS=VALUE" for each in args.set if each not in settings]
    for setting in settings:
        address, _, text = setting.partition("=")
        is_text = address in SLOTS and SLOTS[address].spec.type is str
        values[f"start.{address}"] = text if is_text else number(text)
        names[f"start.{address}"] = f"--set {setting}"
    try:
        config = load(file, values, names)
    except ConfigError as error:
        raise ConfigError(error.texts + mistakes) from None
    if mistakes:
        raise ConfigError(mistakes)
    for warning in config.warnings:
        print(f"riffbridge: {warning}", file=sys.stderr)
    return config
