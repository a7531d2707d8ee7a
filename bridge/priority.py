"""How a thread is scheduled where others want the processor, too."""

from __future__ import annotations

import os
import sys

PRIORITY = 1  # the least that is real-time: before all that is not, after the audio server and its clients


def go_first() -> bool:
    """Let the calling thread run before all that are not real-time; the threads and processes it starts are as usual.

    Returns False where that cannot or may not be: Linux asks for the limit `rtprio`, as JACK does.
    """
    if sys.platform != "linux":
        return False
    try:
        os.sched_setscheduler(0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(PRIORITY))
    except PermissionError:
        return False
    return True
