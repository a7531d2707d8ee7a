"""The benchmarks run, at a tiny size, and find delays that are known. What they measure here is not judged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tiny_checkpoint import write_checkpoint

from benchmarks import bends, memory, report, riffusions_way
from benchmarks.bends import Course, Loop, find_bend
from benchmarks.changes import Disturbed, Recording, Trial, departure, find
from benchmarks.latency import evaluate
from benchmarks.memory import watched
from benchmarks.stand import Control, Session
from bridge.cli import main
from generators.base import Sound

RATE, PERIOD, LAP = 48000, 256, 480
ROOT = Path(__file__).parents[1]


def steady(hertz: float, seconds: float = 1.0) -> Sound:
    """As of the generator `tone`: the right channel is a quarter of a cycle ahead."""
    turns = 2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE
    return np.stack([np.sin(turns), np.cos(turns)]).astype(np.float32) / 10


def recorded(sound: Sound, started: float = 100.0) -> Recording:
    """That sound, its first frame at a time of the monotonic clock."""
    starts = np.arange(0, sound.shape[1], PERIOD)
    return Recording(RATE, sound, starts, started + starts / RATE, np.zeros(0))


def faded(before: Sound, after: Sound, first: int, fully: int) -> Sound:
    x = np.clip((np.arange(before.shape[1]) - first) / (fully - first), 0, 1)
    return (before * (1 - x) + after * x).astype(np.float32)


@pytest.mark.parametrize("first", [24000, 24001, 24777])
@pytest.mark.parametrize("glide", [1, 480, 1440])
@pytest.mark.parametrize("after", [steady(1000) / 4, steady(1000) * 0, steady(1700), steady(1000) * 1.2])
def test_a_known_delay_is_found(first: int, glide: int, after: Sound) -> None:
    """A gain that falls or rises, a mute, another pitch; a sudden one within 0.3 ms."""
    recording = recorded(faded(steady(1000), after, first, first + glide))
    sent = 100 + (first - 300.5) / RATE
    change = find(recording, Trial(sent, sent + 0.2), LAP, 0.01)
    assert change
    assert change.first == pytest.approx(300.5 / 48, abs=0.3 + 0.08 * glide / 48)  # until 1 % of the level is passed
    assert change.first >= 300.5 / 48
    assert change.fully == pytest.approx((300.5 + glide) / 48, abs=0.3 + 0.08 * glide / 48)
    assert change.fully <= (300.5 + glide) / 48 + 0.01


def test_a_clip_that_goes_round_is_as_good_as_a_tone() -> None:
    rng = np.random.default_rng(1)
    one, other = (np.tile(rng.standard_normal((2, 12000)), 4).astype(np.float32) for _ in range(2))
    recording = recorded(faded(one, other, 20000, 21440))
    change = find(recording, Trial(100 + 15000 / RATE, 100 + 30000 / RATE), 12000, 0.01)
    assert change
    assert change.first == pytest.approx(5000 / 48, abs=1.5)
    assert change.fully == pytest.approx(6440 / 48, abs=1.5)


NOISE = np.random.default_rng(3).standard_normal((2, 24000))
TRIAL, MESSAGE, JOINT = Trial(101.0, 101.4), 48000, 576
LEFT = MESSAGE + 5000  # where the loop is left for another place


def played(*places: tuple[int, int], until: int = 2 * RATE) -> Recording:
    """The loop NOISE, going backwards from a frame on where its place then is negative, with joints as the canvas's."""
    sound = np.tile(NOISE, 8)[:, :until]
    x = np.linspace(0, 1, JOINT)
    for frame, place in places:
        way = -1 if place < 0 else 1
        other = NOISE[:, (abs(place) + way * np.arange(-JOINT, until - frame)) % 24000]
        sound[:, frame - JOINT : frame] = sound[:, frame - JOINT : frame] * (1 - x) + other[:, :JOINT] * x
        sound[:, frame:] = other[:, JOINT:]
    return recorded(sound.astype(np.float32))


def grains(pace: float) -> Recording:
    """From LEFT on, every 60 ms a jump to where the loop should be at that pace."""
    left = LEFT % 24000
    return played(*((LEFT + n * 2880, round(left + pace * n * 2880) % 24000) for n in range(1, 8)))


@pytest.mark.parametrize(
    ("recording", "course"),
    [(grains(0.0), Course(0.0)), (grains(0.5), Course(0.5)), (grains(2.0), Course(2.0)),
     (played((LEFT + 2880, -((LEFT + 2880) % 24000))), Course(-1.0))],
)  # fmt: skip
def test_a_bend_is_heard_at_its_first_joint_and_there_after_it(recording: Recording, course: Course) -> None:
    loop = Loop.before(recording, 100.9, 0.5)
    change = find_bend(recording, TRIAL, loop, course, 0.01)
    assert change
    assert change.first == pytest.approx((LEFT + 2880 - JOINT - MESSAGE) / 48, abs=1)
    assert change.fully == pytest.approx((LEFT + 2880 - MESSAGE) / 48, abs=0.5)


def test_a_bend_that_is_let_go_is_heard_where_the_loop_is_again_as_it_was() -> None:
    recording = played((30000, 2000), (LEFT, LEFT % 24000))
    change = find_bend(recording, TRIAL, Loop.before(recording, 100.6, 0.5), Course(1.0), 0.01)
    assert change
    assert np.isnan(change.first)
    assert change.fully == pytest.approx((LEFT - MESSAGE) / 48, abs=0.5)


def test_a_scrub_is_heard_where_it_goes_to() -> None:
    frozen, scrubbed = (40000, 44320, 47000, 50500), (LEFT, LEFT + 4320, LEFT + 8640, LEFT + 12960)
    recording = played(*((frame, 6000) for frame in frozen), *((frame, 18000) for frame in scrubbed))
    loop = Loop.before(recording, 100.7, 0.5)
    change = find_bend(recording, TRIAL, loop, Course(0.0, 0.5), 0.01)
    assert change
    assert change.fully == pytest.approx((LEFT - MESSAGE) / 48, abs=0.5)
    assert find_bend(recording, TRIAL, loop, Course(0.0, 0.1), 0.01) is None


@pytest.mark.parametrize("course", [Course(0.0), Course(0.5), Course(2.0), Course(-1.0), Course(1.0)])
def test_no_bend_is_found_where_the_loop_goes_on_or_another_is_heard(course: Course) -> None:
    untouched, other = played(), played((LEFT, 14000), (LEFT + 6000, 9000))
    loop = Loop.before(untouched, 100.9, 0.5)
    assert find_bend(untouched, TRIAL, loop, course, 0.01) is None
    assert bends.departure(untouched, TRIAL, loop) < 1e-6
    assert course.straight or find_bend(other, TRIAL, loop, course, 0.01) is None


def test_nothing_is_found_where_nothing_changes_nor_where_the_recording_has_a_gap() -> None:
    sound = steady(1000)
    trial = Trial(100.5, 100.7)
    assert find(recorded(sound), trial, LAP, 0.01) is None
    assert departure(recorded(sound), trial, LAP) < 1e-3
    sound[:, 26000:26256] = np.nan
    with pytest.raises(Disturbed):
        find(recorded(sound), trial, LAP, 0.01)
    with pytest.raises(Disturbed):
        find(recorded(steady(1000)), Trial(100.9, 101.1), LAP, 0.01)


def test_the_threshold_comes_from_what_changes_nothing() -> None:
    rng = np.random.default_rng(2)
    gain = np.where(np.arange(10 * RATE) // RATE % 2, 1, 0.5)
    noisy = (steady(1000, 10) * gain + 0.0005 * rng.standard_normal((2, 10 * RATE))).astype(np.float32)
    quiet = [Trial(100.1 + 0.06 * number, 100.15 + 0.06 * number) for number in range(10)]
    changing = [Trial(100.98 + number, 101.2 + number) for number in range(8)]
    control = Control("mix", "gain", "OSC", "/deck/1/gain", (-6.0, 0.0))
    changes, threshold = evaluate(control, Session(recorded(noisy), 100.1, quiet, changing))
    assert 0.1 < threshold < 0.5
    assert len(changes) == 8
    assert all(change.first == pytest.approx(20, abs=0.3) for change in changes)


def test_missed_periods_become_gaps(tmp_path: Path) -> None:
    """JACK's count tells: it wraps, leaps over what was missed, and may step back after an xrun."""
    frames = (np.array([0, 256, 512, 1024, 1280, 1500, 1756]) + (1 << 32) - 300) % (1 << 32)
    path = tmp_path / "probe.npz"
    times, blocks = np.arange(7) / 100, np.ones((7, 2, 256), np.float32)
    np.savez(path, blocks=blocks, frames=frames, times=times, midi_times=np.zeros(0), rate=RATE)
    recording = Recording.load(path)
    assert recording.gaps == 2
    assert recording.starts.tolist() == [0, 256, 512, 1024, 1280, 1537, 1793]
    assert np.isnan(recording.sound[0]).nonzero()[0].tolist() == [*range(768, 1024), 1536]
    assert recording.frame_at(0.015) == pytest.approx(384)


def bench(tmp_path: Path, *arguments: str) -> list[list[dict[str, Any]]]:
    """The tables of a benchmark, run within this process: imports take longer than what is measured."""
    file = tmp_path / "results.json"
    assert main(["bench", *arguments, "--json", str(file)]) == 0
    return tables(file)


def bench_from_elsewhere(tmp_path: Path, *arguments: str) -> list[list[dict[str, Any]]]:
    """The same, run as a command in another folder."""
    file = tmp_path / "results.json"
    command = [sys.executable, "-P", "-m", "bridge.cli", "bench", *arguments, "--json", str(file)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, check=False, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(title in done.stdout for title in json.loads(file.read_text())["tables"])
    return tables(file)


def tables(file: Path) -> list[list[dict[str, Any]]]:
    results = json.loads(file.read_text())
    assert results["machine"]["cores"] == os.cpu_count()
    return list(results["tables"].values())


def test_latency_is_measured_at_the_port(tmp_path: Path) -> None:
    size = ("--trials", "2", "--no-ops", "1", "--period", "1024")
    [rows] = bench_from_elsewhere(tmp_path, "latency", *size, "--class", "morph", "--class", "paint")
    assert [(row["class"], row["via"]) for row in rows] == [("morph", "OSC"), ("morph", "MIDI"), ("paint", "OSC")]
    assert all(row["trials"] + row["lost"] == 2 for row in rows)
    found = [row for row in rows if row["trials"]]
    assert found
    assert all(0 < row["first p50"] < row["fully p50"] <= row["fully max"] for row in found)


@pytest.mark.offline
@pytest.mark.skipif(not os.access("/proc/self/clear_refs", os.W_OK), reason="the system cannot forget a peak")
def test_each_peak_of_memory_is_its_own() -> None:
    cpu = torch.device("cpu")
    peaks = []
    for mb in (200, 1):
        peak = watched(cpu)
        np.ones(mb * 1_000_000, np.uint8)
        peaks.append(peak() or 0)
    assert peaks[0] - peaks[1] > 150


@pytest.mark.offline
def test_a_peak_that_nobody_knows_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MINE", tmp_path / "none")
    assert watched(torch.device("cpu"))() is None


@pytest.mark.offline
def test_painting_is_measured_beside_riffusions_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (riffusions_way.STEPS, riffusions_way.ITERATIONS) == (50, 32)
    monkeypatch.setattr(riffusions_way, "STEPS", 5)
    monkeypatch.setattr(riffusions_way, "ITERATIONS", 4)
    arguments = (
        "--repeats",
        "1",
        "--baseline",
        "1",
        "--bars",
        "1",
        "--steps",
        "1",
        "--guidance",
        "1",
        "--device",
        "cpu",
    )
    [[baseline, row, in_company]] = bench(tmp_path, "paint", *arguments)
    assert (row["setting"], in_company["setting"]) == ("", "batch 4")
    assert baseline["steps"] == 5
    assert row["decoder ms"] > 0
    assert row["decoder %"] == pytest.approx(100 * row["decoder ms"] / row["ms p50"], rel=1e-2)
    assert row["× real time"] > 0
    assert row["× baseline"] == pytest.approx(baseline["ms p50"] / row["ms p50"], rel=1e-3)
    assert 0 < row["matmul %"] < 100
    assert 50 < row["peak MB"] < 10_000


@pytest.mark.offline
def test_a_checkpoint_is_measured_beside_the_plain_pipeline(tmp_path: Path) -> None:
    folder = write_checkpoint(tmp_path / "checkpoint")
    arguments = ("--model", str(folder), "--repeats", "1", "--baseline", "1", "--bars", "1", "--steps", "1")
    rows = bench(tmp_path, "paint", *arguments, "--guidance", "3", "--device", "cpu", "--baseline-steps", "2")[0]
    found = [(row["setting"], row["steps"], row["guidance"]) for row in rows]
    assert found == [("Riffusion's way", 2, 7.0), ("", 1, 3.0), ("batch 4", 1, 3.0)]
    assert all(row["× baseline"] > 1 for row in rows[1:])


@pytest.mark.offline
def test_the_decoder_is_measured(tmp_path: Path) -> None:
    each, cost = bench(
        tmp_path, "decoder", "--format", "bundled", "--table", "each", "--table", "cost", "--seconds", "0.5"
    )
    assert [row["rate"] for row in cost] == [44100, 48000, 96000, 48000]
    assert all(0 < row["SC"] < 1 for row in each)


@pytest.mark.offline
def test_seams_are_measured(tmp_path: Path) -> None:
    networks, controls, [loop], [joint] = bench(tmp_path, "seams", "--prompts", "1")
    assert all(row["moved dB"] < -20 for row in networks)
    smooth = {row["seam"]: [other["smooth"] for other in controls if other["seam"] == row["seam"]] for row in controls}
    assert (smooth["none"], smooth["cut"]) == ([True] * 3, [False] * 3)
    assert all(0 <= loop[name] <= 100 for name in ("jump", "flux", "moved jump", "moved flux"))
    assert joint["kept dB"] < -50


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["bench"], "BENCHMARK"),
        (["bench", "speed"], "latency"),
        (["bench", "paint", "--model", "tone"], "not a diffusion model"),
        (["bench", "latency", "--trials", "0"], "--trials"),
        (["bench", "seams", "--model", "tone"], "not a diffusion model"),
        (["bench", "decoder", "--json", "/dev/null"], "is there already; --overwrite replaces it"),
        (["bench", "decoder", "--json", "/nowhere/results.json"], "/nowhere/results.json cannot be written"),
    ],
)
def test_what_is_asked_for_wrongly_is_refused(
    arguments: list[str], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert text in capsys.readouterr().err


def test_results_replace_a_file_only_if_told_to(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    file.write_text("something else")
    made = report.parser("none", "nothing")
    arguments = ["--json", str(file)]
    with pytest.raises(SystemExit):
        report.parsed(made, arguments)
    report.publish([], report.parsed(made, [*arguments, "--overwrite"]))
    assert json.loads(file.read_text())["settings"] == {}


def test_numbers_have_three_digits_that_count() -> None:
    values = [0.012345, 1.2345, 123.45, 12345.6, 0.0, 7, True, None, "x", -3.14159]
    assert list(map(report.shown, values)) == ["0.0123", "1.23", "123", "12346", "0.0", "7", "yes", "-", "x", "-3.14"]
