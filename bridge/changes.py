"""What was set, on its way into the mix and the journal."""

from __future__ import annotations

import asyncio

from bridge.journal import Journal
from bridge.params import Params, Value
from bridge.recorder import Recorder
from bridge.requests import Requests
from bridge.stage import Stage

APPLY_S = 0.002  # at least between two times that changes are applied


class Changes:
    """Applies together what one message sets, as soon as that is handled; in a flood of them, what is set in some ms.
    Belongs to the control thread and its loop; from `listen` on `params` tell it what is set."""

    def __init__(self, params: Params, stage: Stage, journal: Journal, recorder: Recorder, requests: Requests) -> None:
        self._params = params
        self._stage = stage
        self._journal = journal
        self._recorder = recorder
        self._requests = requests
        self._waiting: dict[str, Value] = {}
        self._applied = 0.0  # when some were last applied, in the loop's time

    def listen(self) -> None:
        self._params.listen(self._note)

    def _note(self, address: str, value: Value) -> None:
        if not self._waiting:
            loop = asyncio.get_running_loop()
            loop.call_at(self._applied + APPLY_S, self.apply)  # at once if that is past
        self._waiting[address] = value

    def apply(self, frame: int = 0) -> None:
        """Send what waits to the mix, to be obeyed at a frame of the playback clock, and to the journal."""
        if not self._waiting:
            return
        changes, self._waiting = self._waiting, {}
        self._applied = asyncio.get_running_loop().time()
        state = self._params.snapshot()
        self._stage.bend(state, changes)  # now, as replay does: by the next turn the clock may have moved
        self._stage.weigh(state, frame)
        self._journal.set(changes)
        if "/record" in changes:
            (self._recorder.start if changes["/record"] else self._recorder.stop)()
        if any(self._params.slots[address].spec.latency == "paint" for address in changes):
            self._requests.retry()
