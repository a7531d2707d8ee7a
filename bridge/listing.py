"""What `riffbridge ports`, `generators` and `params` print."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bridge.outputs import quiet
from bridge.reference import reference, sections

Rows = list[tuple[str, str]]  # name, detail


class Nothing(Exception):
    """A section has nothing to list; the text says why and what to do."""


def print_ports() -> None:
    """JACK ports, sound cards and MIDI ports that can be reached now, or why there are none."""
    console = Console(highlight=False)
    _print_section(console, "JACK ports", jack_ports)
    _print_section(console, "Sound devices (PortAudio)", sound_devices)
    _print_section(console, "Hardware MIDI inputs", midi_inputs)


def _print_section(console: Console, title: str, find: Callable[[], Rows]) -> None:
    console.print(f"[bold]{title}[/bold]")
    try:
        rows = find()
    except Nothing as reason:
        console.print(f"  none: {escape(str(reason))}", soft_wrap=True)
        return
    for name, detail in rows:
        console.print(f"  {escape(name)}  [dim]{escape(detail)}[/dim]", soft_wrap=True)


def jack_ports() -> Rows:
    """Raises Nothing."""
    try:
        import jack
    except OSError:
        raise Nothing(f"the JACK library is not installed; {_install('libjack-jackd2-0', 'jack')}") from None
    jack.set_error_function(lambda _: None)
    jack.set_info_function(lambda _: None)
    try:
        client = jack.Client("riffbridge-ports", no_start_server=True)
    except jack.JackOpenError:
        server = os.environ.get("JACK_DEFAULT_SERVER")
        named = f" named {server} (JACK_DEFAULT_SERVER)" if server else ""
        raise Nothing(f"no JACK server{named} is running; start one, with qjackctl for instance") from None
    try:
        ports = [(port.name, _kind(port)) for port in client.get_ports()]
    finally:
        client.close()
    if not ports:
        raise Nothing("the JACK server is running but has no ports")
    return ports


def _kind(port: object) -> str:
    kind = "MIDI" if getattr(port, "is_midi", False) else "audio"
    return f"{kind} {'input' if getattr(port, 'is_input', False) else 'output'}"


def sound_devices() -> Rows:
    """Raises Nothing."""
    try:
        import sounddevice
    except OSError:
        raise Nothing(f"the PortAudio library is not installed; {_install('libportaudio2', 'portaudio')}") from None
    devices = [device for device in sounddevice.query_devices() if device["max_output_channels"]]
    if not devices:
        raise Nothing("PortAudio finds no device that can play; is a sound card there, and are you allowed to use it?")
    default = sounddevice.default.device[1]
    return [
        (device["name"], f"{device['max_output_channels']} out" + (", default" * (device["index"] == default)))
        for device in devices
    ]


def midi_inputs() -> Rows:
    """Raises Nothing."""
    try:
        import rtmidi
    except ImportError as error:
        raise Nothing(f"the MIDI library does not load ({error}); {_install('libasound2', 'jack')}") from None
    apis = {rtmidi.API_LINUX_ALSA: "ALSA", rtmidi.API_MACOSX_CORE: "CoreMIDI", rtmidi.API_WINDOWS_MM: "WinMM"}
    api = next((api for api in rtmidi.get_compiled_api() if api in apis), None)
    if api is None:
        raise Nothing("python-rtmidi was built without the MIDI system of this machine")
    try:
        with quiet():
            names = rtmidi.MidiIn(api, "riffbridge-ports").get_ports()
    except (rtmidi.SystemError, SystemError):
        raise Nothing(f"{apis[api]} cannot be used here (no /dev/snd/seq?); MIDI over JACK works without") from None
    if not names:
        raise Nothing("no device is plugged in")
    return [(name, apis[api]) for name in names]


def _install(apt: str, brew: str) -> str:
    return f"type: brew install {brew}" if sys.platform == "darwin" else f"type: sudo apt-get install {apt}"


def print_generators() -> None:
    """What `--model` may be, by name."""
    from generators.catalogue import available

    table = _table("model", "what it is")
    for name, description in available():
        table.add_row(escape(name), escape(description))
    Console(highlight=False).print(table)


def print_params(markdown: bool) -> None:
    """The tables of addresses, for a terminal or as the page docs/reference.md."""
    if markdown:
        sys.stdout.write(reference())
        return
    console = Console(highlight=False)
    for section in sections():
        table = _table(*section.columns)
        for row in section.rows:
            table.add_row(*map(escape, row))
        console.print(f"[bold]{section.title}[/bold]\n", table, "")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in {"address", "types"})
    return table
