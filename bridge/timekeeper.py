"""Who moves the clock: the tempo parameter, or another clock that is followed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from bridge.audio import AudioProcess, MidiEvent
from bridge.clock import Bars, Stretch
from bridge.params import GLOBAL_SPECS, Params, State, Value
from bridge.stage import Stage
from bridge.sync.conductor import Conductor
from bridge.sync.follower import Go, Hold, Locate, Steer
from bridge.transport import Bbt
from generators.metre import METRES

log = logging.getLogger(__name__)

TEMPO = GLOBAL_SPECS["tempo"]

Report = Callable[[str, str], None]  # report(address, text) tells everybody what is wrong


class Log(Protocol):
    """Who is told what the clock does; see `journal.Journal`."""

    def located(self, stretch: Stretch) -> None: ...
    def counted(self, bars: Bars) -> None: ...


class Internal:
    """The clock goes at the tempo that is set. Belongs to the control thread."""

    def __init__(self, stage: Stage, log: Log) -> None:
        self._stage = stage
        self._log = log

    def turn(self, state: State) -> float:
        """Set the clock at the head; returns the tempo (BPM) to paint for."""
        clock = self._stage.clock
        if clock.started and state.tempo != clock.tempo:
            self._log.located(self._stage.change_tempo(self._stage.head, state.tempo))
        self._count(state.clock_metre)
        return state.tempo

    def _count(self, metre: str) -> None:
        """Finish the bar and begin the metre, if it is another."""
        clock = self._stage.clock
        if metre != clock.bars.metre:
            self._log.counted(clock.change_metre(self._stage.soonest, metre))


class Timekeeper(Internal):
    """Follows the source that /clock/source names, and leads the JACK transport if asked."""

    def __init__(
        self, stage: Stage, log: Log, audio: AudioProcess, params: Params, lead: int, report: Report
    ) -> None:  # fmt: skip
        """`lead`: frames from what is heard to the head."""
        super().__init__(stage, log)
        self._audio = audio
        self._params = params
        self._report = report
        self._conductor = Conductor(stage.clock.rate, lead, self._seconds_at, partial(report, "/clock"))
        self._source = "internal"
        self._leads = False
        self._published: tuple[Stretch, Bars] | None = None
        self._heard_metre = ""
        self._master: Bbt | None = None  # what JACK's timebase master said last
        # Were we standing at the end of the last turn? The callback reports a start before it ends the wait.
        self._standing = False

    def midi(self, event: MidiEvent) -> None:
        """Take in what came through `clock_in`."""
        self._conductor.midi([(event.frame, event.message)])

    def hardware_midi(self, port: str, message: bytes, seconds: float) -> None:
        """Take in what a port of the machine received."""
        if timing := self._audio.timing():
            self._conductor.midi([(round(timing.frame_at(seconds)) + timing.latency, message)], port)

    def turn(self, state: State) -> float:
        if state.clock_source != self._source:
            self._change_source(state)
            state = self._params.snapshot()  # with the tempo that stays
        if state.clock_lead != self._leads:
            self._lead(state.clock_lead)
        elif self._leads and self._audio.lost_lead():
            self._give_up_lead("another program leads the JACK transport now; 1 takes it back")
        if self._source == "jack":
            self._hear_transport()
        painted = self._follow(state) if self._source != "internal" else super().turn(state)
        self._publish()
        return painted

    def readouts(self) -> dict[str, tuple[Value, ...]]:
        """What /status lists of the clock; while nothing plays, nothing is followed."""
        readouts = self._conductor.readouts()
        if readouts["/clock/state"] == ("following",) and not self._audio.status().alive:
            return readouts | {"/clock/state": ("lost",)}
        return readouts

    def tempo_remark(self) -> str:
        """What whoever sets /tempo has to know; empty if it is heard."""
        if self._conductor.takes_tempo:
            return ""
        followed = "the MIDI clock" if self._source == "midi" else "JACK's timebase master"
        return f"is not heard: /clock/source is {self._source}, and the tempo is that of {followed}"

    def close(self) -> None:
        self._conductor.close()

    def _follow(self, state: State) -> float:
        """Beats leave the port on the clock's, or, if that is the aim, are heard on them."""
        stage, clock = self._stage, self._stage.clock
        timing = self._audio.timing()
        if timing and state.clock_aim == "speaker":
            state = replace(state, clock_offset=state.clock_offset - 1000 * timing.latency / timing.rate)
        action = self._conductor.turn(stage.port_head, clock.beat_at(stage.head), state, self._standing)
        self._count(state.clock_metre)
        match action:
            case Steer(tempo):
                self._log.located(stage.change_tempo(stage.head, tempo))
            case Locate(beat, tempo):
                self._log.located(stage.locate(stage.head, beat, tempo))
                self._hold(False)
            case Hold(beat, tempo, sign) if sign:
                self._log.located(stage.stand(beat, tempo, sign))
            case Hold():
                self._hold(True)
            case Go():
                self._hold(False)
        self._standing = stage.standing
        return self._conductor.tempo(state)

    def _change_source(self, state: State) -> None:
        """Back on our own, the tempo stays what it was."""
        followed = self._source != "internal"
        self._source, self._heard_metre, self._master = state.clock_source, "", None
        self._audio.watch_transport(self._source == "jack")
        self._hold(False)
        if self._source == "jack" and (missing := self._no_transport("follow")):
            self._report("/clock/source", missing)
        if self._source == "internal":
            self._conductor.turn(self._stage.port_head, 0.0, state)
            if followed:
                self._take_tempo(self._stage.clock.tempo)
                if (tempo := self._params.get("/tempo")) != state.tempo:
                    log.info("the tempo stays %g BPM, that of the clock that was followed, not %g", tempo, state.tempo)

    def _take_tempo(self, tempo: float) -> None:
        self._params.set("/tempo", min(max(round(tempo, 2), TEMPO.low), TEMPO.high))

    def _hold(self, held: bool) -> None:
        if not held:
            self._stage.go()
        if held != self._stage.held:
            self._stage.hold(held)

    def _seconds_at(self, frame: float) -> float | None:
        """When a frame leaves the port; None before the first block."""
        timing = self._audio.timing()
        return timing.seconds_at(frame - timing.latency) if timing else None

    def _count(self, metre: str) -> None:
        """Where the source has bars, they are ours, from its beat 0."""
        bars = Bars(0.0, metre)
        if not self._conductor.has_bars:
            super()._count(metre)
        elif bars != self._stage.clock.bars:
            self._log.counted(self._stage.clock.count(bars))

    def _hear_transport(self) -> None:
        if now := self._audio.transport():
            self._conductor.transport(now)
            before, self._master = self._master, now.bbt
            if before and not now.bbt:
                self._go_on(before.tempo)
            if now.bbt and now.bbt.metre != self._heard_metre:
                self._heard_metre = now.bbt.metre
                self._take_over(now.bbt.metre)

    def _go_on(self, tempo: float) -> None:
        """JACK's timebase master has gone: its tempo is ours now."""
        self._take_tempo(tempo)
        self._report("/clock", f"JACK's timebase master has gone; the tempo stays {self._params.get('/tempo'):g} BPM")

    def _take_over(self, metre: str) -> None:
        """The metre of JACK's timebase master, if it is one of ours."""
        if metre in METRES:
            self._params.set("/clock/metre", metre)
        else:
            ours = f"{', '.join(METRES)}; bars stay {self._params.get('/clock/metre')}"
            self._report("/clock", f"JACK's timebase master counts bars of {metre}, not one of {ours}")

    def _lead(self, lead: bool) -> None:
        if lead and (missing := self._no_transport("lead")):
            self._give_up_lead(missing)
        else:
            self._leads, self._published = lead, None
            self._audio.lead_transport(lead)

    def _give_up_lead(self, reason: str) -> None:
        self._leads = False
        self._params.set("/clock/lead", False)
        self._report("/clock/lead", reason)

    def _no_transport(self, use: str) -> str:
        output = self._audio.info.output
        return "" if output == "jack" else f"there is no JACK transport to {use}: the output is {output}"

    def _publish(self) -> None:
        """Tell the JACK transport, if we lead it, where the beat is."""
        clock = self._stage.clock
        stretch, bars = now = clock.latest, clock.bars_at(self._stage.playhead)
        if self._leads and now != self._published:
            self._published = now
            since = stretch.beat - bars.beat
            number, unit = map(int, bars.metre.split("/"))
            self._audio.controls.timebase.publish(round(stretch.frame), since, stretch.tempo, bars.number, number, unit)
