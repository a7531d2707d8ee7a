"""The main process: the instrument from its start to a signal, and what is said where it cannot start."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack

from bridge.config import Config
from bridge.instrument import Instrument
from bridge.osc_socket import OscServerError
from bridge.outputs import OutputError
from bridge.params import ParamError
from bridge.progress import terminal

log = logging.getLogger(__name__)


def run(config: Config) -> int:
    """Play until SIGINT or SIGTERM; returns the exit code: 0 after a normal end, 1 if it could not start."""
    with terminal() as show:
        try:
            asyncio.run(_play(config, show))
        except StartError as error:
            log.error("riffbridge cannot start: %s", error)
            return 1
    return 0


class StartError(RuntimeError):
    """What could not be started, and why."""


async def _play(config: Config, show: Callable[[str], None]) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        try:
            instrument = await Instrument.start(config, stack)
        except (OutputError, OscServerError, ParamError, OSError) as error:
            raise StartError(error) from error
        await instrument.play(stop, show)
