"""The mix to a sound card through PortAudio."""

from __future__ import annotations

from typing import Any

from bridge.feed import Feed
from bridge.outputs import Opened, OutputError, Setup, quiet

_MAX_BLOCK = 4096  # PortAudio may ask for any number of frames; more than this come in parts


class PortAudioOutput:
    """Two channels of the default device, or of the one with that name or index."""

    def __init__(self, setup: Setup, device: str) -> None:
        self._setup = setup
        self._device: str | int | None = int(device) if device.isdecimal() else device or None
        self._stream: Any = None
        self._feed: Feed | None = None

    def open(self) -> Opened:
        try:
            with quiet():
                import sounddevice
        except OSError as error:
            raise OutputError(f"PortAudio is not installed ({error})") from None
        try:
            with quiet():
                info = sounddevice.query_devices(self._device, "output")
                self._stream = sounddevice.OutputStream(
                    samplerate=info["default_samplerate"],
                    blocksize=self._setup.period or 0,
                    device=self._device,
                    channels=2,
                    dtype="float32",
                    latency="low",
                    callback=self._fill,
                    finished_callback=self._finished,
                )
        except (sounddevice.PortAudioError, ValueError) as error:
            raise OutputError(f"{_wanted(self._device)}: {error}; {_listing(sounddevice)}") from None
        rate = round(self._stream.samplerate)
        detail = f"{info['name']}, {self._stream.latency * 1e3:.0f} ms"
        return Opened("portaudio", rate, self._setup.period or _MAX_BLOCK, detail)

    def start(self, feed: Feed) -> None:
        self._feed = feed
        self._stream.start()

    def obey(self, command: str) -> None:
        """There is nothing to command."""

    def close(self) -> None:
        self._feed = None
        self._stream.close()

    def _fill(self, out: Any, frames: int, _time: object, status: Any) -> None:
        feed = self._feed
        if feed is None:
            out[:] = 0
            return
        if status.output_underflow:
            feed.xrun()
        for start in range(0, frames, feed.max_block):
            part = min(feed.max_block, frames - start)
            feed.process(part)
            out[start : start + part] = feed.mix[:, :part].T

    def _finished(self) -> None:
        if self._feed is not None:
            self._setup.lost(f"{_wanted(self._device)} has gone")


def _wanted(device: str | int | None) -> str:
    return "the default PortAudio device" if device is None else f"PortAudio device {device!r}"


def _listing(sounddevice: Any) -> str:
    names = [f"{d['index']} {d['name']}" for d in sounddevice.query_devices() if d["max_output_channels"] > 0]
    return "there are: " + ", ".join(names) if names else "there is no output device"
