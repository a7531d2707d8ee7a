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
    """What is set at one time is applied at once, as soon as its message is done, or in a flood of them those of some
    ms. Belongs to the control thread and its loop; `params` tell it of what is set from `listen` on."""

    def __init__(self, params: Params, stage: Stage, journal: Journal, recorder: Recorder, requests: Requests) -> None:
        self._params = params
        self._stage = stage
        self._journal = journal
        self._recorder = recorder
        self._requests = requests
        self._waiting: dict[str, Value] = {}
        self._applied = 0.0  # when some were last, in the loop's time

    def listen(self) -> None:
        self._params.listen(self._note)

    def _note(self, address: str, value: Value) -> None:
        if not self._waiting:
            loop = asyncio.get_running_loop()
            loop.call_at(self._applied + APPLY_S, self.apply)  # at once, if that is over
        self._waiting[address] = value

    def apply(self, frame: int = 0) -> None:
        """They go into the mix, there to be obeyed at a frame of the playback clock, and the journal."""
        if not self._waiting:
            return
        changes, self._waiting = self._waiting, {}
        self._applied = asyncio.get_running_loop().time()
        state = self._params.snapshot()
        self._stage.bend(state)  # as replay does: where the clock stands as it is written down
        self._stage.weigh(state, frame)
        self._journal.set(changes)
        if "/record" in changes:
            (self._recorder.start if changes["/record"] else self._recorder.stop)()
        if any(self._params.slots[address].spec.latency == "paint" for address in changes):
            self._requests.retry()
