"""Recordings of decks and mix: what was played is in the files, whatever happens."""

from __future__ import annotations

import resource
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import soundfile
from daemon import daemon
from jackd import jackd
from playing import DECKS, constant, counted, first_of, playing, write
from scipy.signal import fftconvolve
from test_live import MIX, record
from waiting import until

from bridge.recorder import Recorder, _Recording
from bridge.sound_writer import SoundWriter


@pytest.fixture
def play(monkeypatch, tmp_path):
    with playing(monkeypatch, tmp_path) as start:
        yield start


def takes(folder: Path) -> list[Path]:
    return sorted((folder / "recordings").iterdir())


def files(take: Path, suffix: str) -> np.ndarray:
    """(decks + 1, 2, frames)."""
    names = [*(f"deck{deck + 1}" for deck in range(DECKS)), "mix"]
    return np.stack([soundfile.read(take / f"{name}.{suffix}", dtype="float32")[0].T for name in names])


@pytest.mark.parametrize("suffix", ["wav", "flac"])
def test_decks_and_mix_are_recorded_as_they_left_the_ports(play, tmp_path, suffix, caplog):
    caplog.set_level("INFO")
    with jackd(48000, 256, synchronous=True) as server, server.recording(6, tmp_path) as rec:
        audio = play(server=server, connect=["deck1:rec:in_[12]", "deck2:rec:in_[34]", "mix:rec:in_[56]"])
        until(lambda: server.connected("riffbridge:mix_R"))
        recorder = Recorder(audio, tmp_path / "recordings", DECKS, suffix)
        recorder.start()
        until(lambda: audio.controls.recording)
        write(audio, counted(2 * 48000) * np.float32(0.25))
        until(lambda: audio.status().underruns)
        time.sleep(0.1)
        recorder.close()
        rec.stop()
    assert recorder.trouble == ""
    assert f"recording: {takes(tmp_path)[0]}" in caplog.text
    played = files(takes(tmp_path)[0], suffix)
    heard = rec.sound.reshape(3, 2, -1)
    at = int(np.argmax(heard[0, 0] > 0.01))  # on the ramp, where each value is there once
    offset = int(np.argmin(np.abs(played[0, 0, : at + 24000] - heard[0, 0, at]))) - at
    played, heard = played[..., at + offset :][..., :48000], heard[..., at:][..., :48000]
    assert played.shape == heard.shape == (3, 2, 48000)
    np.testing.assert_allclose(played, heard, atol=0 if suffix == "wav" else 2**-23, rtol=0)


@pytest.mark.parametrize("suffix", ["wav", "flac"])
@pytest.mark.parametrize(("rate", "block"), [(44100, 1000), (96000, 4096)])
def test_a_file_nobody_closes_has_all_but_the_last_second(tmp_path, suffix, rate, block):
    """From its first second on; also when whole blocks of a FLAC, which are 4096 frames, have been written."""
    writer = SoundWriter(tmp_path / f"take.{suffix}", rate)
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, (int(2.5 * rate), 2)).astype(np.float32)
    for start in range(0, len(sound), block):
        writer.write(sound[start : start + block])
        if writer.frames < rate:
            continue
        found, found_rate = soundfile.read(writer.path, dtype="float32")
        assert found_rate == rate
        assert writer.frames - rate * 1.1 < len(found) <= writer.frames
        np.testing.assert_allclose(found, sound[: len(found)], atol=2**-23)
    writer.close()
    assert soundfile.info(writer.path).frames == len(sound)


@pytest.mark.parametrize("suffix", ["wav", "flac"])
def test_a_file_that_cannot_grow_ends_with_what_was_written(tmp_path, suffix):
    writer = SoundWriter(tmp_path / f"take.{suffix}", 48000)
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, (96000, 2)).astype(np.float32)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limit[1]))
    try:
        with suppress(soundfile.SoundFileError):
            for start in range(0, len(sound), 1000):
                writer.write(sound[start : start + 1000])
        with suppress(soundfile.SoundFileError):
            writer.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    found = soundfile.read(writer.path, dtype="float32")[0]
    assert 16000 < len(found) < 48000
    np.testing.assert_allclose(found, sound[: len(found)], atol=2**-23)


def test_a_slow_disk_loses_sound_of_the_recording_and_nothing_else(play, tmp_path, monkeypatch):
    audio = play("null")
    whole = audio.recording.capacity / audio.info.rate
    recorder = Recorder(audio, tmp_path / "recordings", DECKS, "wav")
    monkeypatch.setattr(SoundWriter, "write", lambda *_: time.sleep(whole / 2))  # three of them for one block
    recorder.start()
    end = time.monotonic() + 2.5 * whole
    while "the disk is too slow" not in recorder.trouble:
        assert time.monotonic() < end
        audio.ring.write(constant(0.25, audio.ring.space))
        time.sleep(0.005)
    assert not recorder.failed
    assert audio.status().underruns == 0 or audio.ring.available == 0
    recorder.stop()


@pytest.mark.parametrize("suffix", ["wav", "flac"])
def test_what_is_above_full_scale_is_kept_or_it_is_told_that_it_is_not(play, tmp_path, suffix):
    audio = play("null")
    recorder = Recorder(audio, tmp_path / "recordings", DECKS, suffix)
    recorder.start()
    until(lambda: audio.controls.recording)
    write(audio, constant(0.7, 24000))  # in both decks: the mix is at 1.4
    until(lambda: audio.status().underruns)
    time.sleep(0.1)
    recorder.close()
    mix = files(takes(tmp_path)[0], suffix)[-1].max()
    if suffix == "wav":
        assert (mix, recorder.trouble) == (pytest.approx(1.4), "")
    else:
        assert mix == pytest.approx(1.0)
        assert recorder.trouble.startswith("mix.flac in ")
        assert "above full scale" in recorder.trouble
    assert not recorder.failed


def test_wavs_that_are_full_go_on_in_others_without_a_gap(play, tmp_path, monkeypatch):
    monkeypatch.setattr("bridge.sound_writer._FULL_BYTES", 80_000)
    monkeypatch.setattr("bridge.sound_writer.SAVE_EVERY_S", 0.01)
    audio = play("null")
    recorder = Recorder(audio, tmp_path / "recordings", DECKS, "wav")
    recorder.start()
    until(lambda: audio.controls.recording)
    write(audio, counted(24000) * np.float32(0.25))
    until(lambda: audio.status().underruns)
    recorder.close()
    [take] = takes(tmp_path)
    ends = [end for end in ("", "-2", "-3", "-4", "-5", "-6") if (take / f"mix{end}.wav").exists()]
    parts = [[take / f"{name}{end}.wav" for end in ends] for name in ("deck1", "deck2", "mix")]
    sound = np.stack([np.concatenate([soundfile.read(path)[0].T for path in paths], axis=1) for paths in parts])
    ramp = sound[:, 0, first_of(sound[2, 0]) :][:, 1000:23000]
    assert recorder.trouble == ""
    assert len({tuple(soundfile.info(path).frames for path in paths) for paths in parts}) == 1 < len(ends)
    assert (np.diff(ramp) * 2**21 == [[1], [1], [2]]).all()


def test_a_recording_of_nothing_leaves_nothing(play, tmp_path, monkeypatch):
    """A FLAC of no frames cannot be read."""
    monkeypatch.setattr(_Recording, "_drain", lambda *_: None)
    recorder = Recorder(play("null"), tmp_path / "recordings", DECKS, "flac")
    recorder.start()
    recorder.close()
    assert not list((tmp_path / "recordings").iterdir())
    assert not recorder.failed


def test_a_file_that_ends_late_and_badly_does_not_end_the_next_recording(play, tmp_path, monkeypatch):
    audio, begun_again = play("null"), threading.Event()
    recorder = Recorder(audio, tmp_path / "recordings", DECKS, "wav")

    def fail(_: SoundWriter) -> None:
        begun_again.wait(10)
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(SoundWriter, "close", fail)
        recorder.start()
        until(lambda: audio.controls.recording)
        recorder.stop()
        recorder.start()
        begun_again.set()
        until(lambda: len(takes(tmp_path)) == 2)  # the files of the first are done with
    assert "mix.wav may lack its end: [Errno 5]" in recorder.trouble
    assert not recorder.failed
    until(lambda: audio.controls.recording)
    recorder.close()


@pytest.mark.parametrize(
    ("error", "told"), [(OSError(28, "No space left on device"), "No space left"), (MemoryError(), "MemoryError()")]
)
def test_a_disk_that_is_full_or_worse_ends_the_recording_and_says_so(play, tmp_path, monkeypatch, error, told):
    audio = play("null")
    recorder = Recorder(audio, tmp_path / "recordings", DECKS, "wav")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(SoundWriter, "write", fail)
    recorder.start()
    until(lambda: recorder.failed)
    assert "ends here" in recorder.trouble
    assert told in recorder.trouble
    until(lambda: not audio.controls.recording)
    monkeypatch.undo()
    recorder.start()  # there is room again
    until(lambda: audio.controls.recording)
    assert len(takes(tmp_path)) == 2  # before it ends: one that has heard nothing yet leaves none
    recorder.close()


def test_a_folder_that_cannot_be_made_is_told(play, tmp_path):
    (tmp_path / "recordings").write_text("a file")
    recorder = Recorder(play("null"), tmp_path / "recordings", DECKS, "wav")
    recorder.start()
    until(lambda: recorder.failed)
    assert "no recording" in recorder.trouble


def test_recordings_survive_a_killed_daemon_and_are_what_jack_played(tmp_path):
    with (
        jackd(48000, 1024, synchronous=True) as server,
        daemon(tmp_path, "--prompt", "steady 440 hz", output="jack", env=server.env) as instrument,
    ):
        assert instrument.ask("/record") == [0]
        instrument.tell("/record", 1)
        instrument.wait_until("/record", 1)
        time.sleep(0.5)
        heard = record(server, MIX, 3, tmp_path, [])
        time.sleep(1.5)
        instrument.stop(signal.SIGKILL)
    [take] = takes(tmp_path / "state" / "riffbridge")
    assert sorted(path.name for path in take.iterdir()) == ["deck1.flac", "deck2.flac", "mix.flac"]
    mix = soundfile.read(take / "mix.flac", dtype="float32")[0].T
    assert mix.shape[1] > 3.5 * 48000
    middle = heard[:, 48000 : 2 * 48000]
    start = int(np.argmax(fftconvolve(mix[0], middle[0, ::-1], mode="valid")))
    np.testing.assert_allclose(mix[:, start : start + 48000], middle, atol=2**-22)
    assert np.abs(middle).max() > 0.01


def test_a_scene_neither_starts_nor_ends_a_recording(tmp_path):
    with daemon(tmp_path) as instrument:
        instrument.tell("/scene/store", 1)
        instrument.tell("/record", 1)
        instrument.wait_until("/record", 1)
        assert instrument.ask("/scene/recall", 1) == [1]
        assert instrument.ask("/record") == [1]
        assert instrument.stop()[0] == 0
    [take] = takes(tmp_path / "state" / "riffbridge")
    assert soundfile.info(take / "mix.flac").frames > 0
