import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest

import generators.worker as worker_module
from generators.base import ClipRequest
from generators.cache import IN_MEMORY, CacheSettings
from generators.local_worker import LocalWorker
from generators.messages import DeadlyRequest, PaintError, WorkerDied
from generators.painter import is_final
from generators.painting_process import PaintingProcess
from generators.tone import Tone
from generators.worker import Worker

REQUEST = ClipRequest("440 Hz", "660 Hz", bars=1, tempo=240, rate=48000)  # 1 s


def seed(number: int) -> ClipRequest:
    return replace(REQUEST, seed_a=number)


numbers = count(100)


def new() -> ClipRequest:
    """A request that was never painted."""
    return seed(next(numbers))


def alive(pid: int) -> bool:
    """Whether a process runs; a dead one that nobody has waited for does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # gone just now, or no Linux
        return not Path("/proc").is_dir()


def eventually(condition: Callable[[], object], timeout: float = 15) -> bool:
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def opened() -> Iterator[Callable[..., Worker]]:
    workers: list[Worker] = []

    def start(spec: str = "tone", cache: CacheSettings = IN_MEMORY) -> Worker:
        worker = Worker(spec, cache=cache)
        workers.append(worker)
        worker.start()
        assert worker.wait_ready(20), worker.error
        return worker

    yield start
    for worker in workers:
        worker.close()


@pytest.fixture(scope="module")
def slow() -> Iterator[Worker]:
    """A worker for all tests that leave it as it was; a clip takes 0.2 s."""
    worker = Worker("tone:0.2")
    worker.start()
    assert worker.wait_ready(20), worker.error
    yield worker
    worker.close()


def test_start_does_not_wait_and_info_says_what_was_loaded() -> None:
    worker = Worker("tone:mono")
    started = time.monotonic()
    worker.start()
    assert time.monotonic() - started < 0.2
    assert not worker.ready
    assert worker.wait_ready(20)
    assert worker.info
    assert (worker.info.name, worker.info.channels) == ("tone", 1)
    worker.close()
    assert not worker.ready


def test_a_clip_comes_back_bit_for_bit(slow: Worker) -> None:
    request = new()
    clip = slow.submit(request).result(20)
    here = Tone().paint(request, None, lambda: False)
    assert clip.request == request
    assert np.array_equal(clip.sound, here.sound)
    assert np.array_equal(clip.image, here.image)
    assert clip.sound.dtype == np.float32
    assert slow.paint_seconds
    assert slow.paint_seconds >= 0.2


def test_requests_submitted_before_loading_are_painted() -> None:
    worker = Worker("tone")
    early = worker.submit(seed(1))
    worker.start()
    late = worker.submit(seed(2))
    assert early.result(20).request == seed(1)
    assert late.result(20).request == seed(2)
    worker.close()


def test_clips_are_painted_in_the_order_of_submission(slow: Worker) -> None:
    order: list[ClipRequest] = []
    requests = [new() for _ in range(5)]
    for request in requests:
        slow.submit(request).add_done_callback(lambda done: order.append(done.result().request))
    assert eventually(lambda: len(order) == 5)
    assert order == requests


def test_equal_requests_share_one_future(slow: Worker) -> None:
    request = new()
    future = slow.submit(request)
    assert slow.submit(replace(request)) is future
    assert future.result(20)


def test_a_queued_request_is_dropped_when_cancelled(slow: Worker) -> None:
    first, second, third = requests = [new() for _ in range(3)]
    futures = [slow.submit(request) for request in requests]
    assert futures[1].cancel()
    assert not wait(futures, timeout=20).not_done
    assert [future.cancelled() for future in futures] == [False, True, False]
    assert slow._cache
    assert [slow._cache.get(request) is None for request in (first, second, third)] == [False, True, False]
    again = slow.submit(second)
    assert again is not futures[1]
    assert again.result(20).request == second


def test_the_running_request_stops_within_a_step_when_cancelled(opened: Callable[..., Worker]) -> None:
    worker = opened("tone:20")
    running = worker.submit(replace(REQUEST, steps=100))  # 0.2 s per step
    assert eventually(lambda: worker._running is not None)
    time.sleep(0.1)
    started = time.monotonic()
    assert running.cancel()
    pid = worker.pid
    assert eventually(lambda: worker._running is None, 5)
    assert time.monotonic() - started < 3
    assert worker.pid == pid
    assert worker.restarts == 0


def test_cancelling_and_asking_again_paints_again(slow: Worker) -> None:
    request = new()
    first = slow.submit(request)
    time.sleep(0.1)
    first.cancel()
    again = slow.submit(request)
    assert again is not first
    assert np.array_equal(again.result(20).sound, Tone().paint(request, None, lambda: False).sound)


def test_what_was_painted_is_answered_while_others_are_being_painted(slow: Worker) -> None:
    request = new()
    painted = slow.submit(request).result(20)
    running = [slow.submit(new()) for _ in range(10)]
    assert np.array_equal(slow.submit(request).result(1).sound, painted.sound)
    assert not all(future.done() for future in running)
    for future in running:
        future.cancel()


def test_the_disk_cache_outlives_the_worker(tmp_path: Path, opened: Callable[..., Worker]) -> None:
    settings = CacheSettings(tmp_path)
    painted = opened("tone:0.2", settings).submit(REQUEST).result(20)
    assert eventually(lambda: list(tmp_path.glob("*.clip")))
    started = time.monotonic()
    worker = opened("tone:0.2", settings)
    assert np.array_equal(worker.submit(REQUEST).result(20).sound, painted.sound)
    assert worker.paint_seconds is None
    assert opened("tone:mono", settings).submit(REQUEST).result(20).sound.shape[0] == 1
    assert time.monotonic() - started < 15


def test_a_cache_that_cannot_be_written_is_told_of(tmp_path: Path, opened: Callable[..., Worker]) -> None:
    folder = tmp_path / "clips"
    worker = opened("tone", CacheSettings(folder))
    folder.rmdir()
    assert worker.submit(REQUEST).result(20)
    assert eventually(lambda: f"{folder} cannot be written" in worker.cache_trouble)
    folder.mkdir()
    assert worker.pid
    os.kill(worker.pid, signal.SIGKILL)  # the next process knows nothing of it
    assert eventually(lambda: worker.cache_trouble == "")
    folder.rmdir()
    assert worker.submit(seed(5)).result(20)
    assert eventually(lambda: "cannot be written" in worker.cache_trouble)
    folder.mkdir()
    assert worker.submit(seed(6)).result(20)
    assert eventually(lambda: worker.cache_trouble == "")


def test_ancestors_are_painted_when_nobody_has_them(tmp_path: Path, opened: Callable[..., Worker]) -> None:
    request = seed(0)
    for number in range(1, 16):
        request = seed(number).following(request)
    assert request.depth == 15
    opened("tone", CacheSettings(tmp_path)).submit(request).result(30)
    assert eventually(lambda: len(list(tmp_path.glob("*.clip"))) == 16)


def test_errors_become_the_futures_and_the_worker_goes_on(slow: Worker) -> None:
    with pytest.raises(ValueError, match="half the sample rate"):
        slow.submit(replace(new(), prompt_a="30000 Hz")).result(20)
    with pytest.raises(PaintError, match="division"):
        slow.submit(replace(new(), tempo=0)).result(20)
    assert slow.submit(new()).result(20)
    assert slow.restarts == 0


def test_a_killed_process_is_replaced_and_its_requests_painted(opened: Callable[..., Worker]) -> None:
    worker = opened("tone:0.5")
    pid = worker.pid
    assert pid
    futures = [worker.submit(seed(n)) for n in range(2)]
    time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: "SIGKILL" in worker.error)
    assert [future.result(30).request.seed_a for future in futures] == [0, 1]
    assert worker.pid != pid
    assert worker.restarts == 1
    assert worker.error == ""
    assert worker.ready


def test_a_process_that_stands_still_is_told(opened: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "STALLED_S", 0.3)
    worker = opened("tone:0.1")
    pid = worker.pid
    assert pid
    assert worker.stalled == ""
    os.kill(pid, signal.SIGSTOP)
    future = worker.submit(seed(1))
    assert eventually(lambda: f"if process {pid} is stuck, kill it" in worker.stalled)
    os.kill(pid, signal.SIGKILL)
    assert future.result(30).request.seed_a == 1
    assert worker.stalled == ""


def test_who_sees_that_it_died_may_wait_for_the_next(
    opened: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = opened()
    kill = PaintingProcess.kill

    def slowly(process: PaintingProcess) -> int:
        time.sleep(0.5)
        return kill(process)

    monkeypatch.setattr(PaintingProcess, "kill", slowly)
    assert worker.pid
    os.kill(worker.pid, signal.SIGKILL)
    assert eventually(lambda: not worker.ready)
    assert worker.wait_ready(20)
    assert worker.restarts == 1


def test_a_request_that_kills_two_processes_fails_and_the_others_are_painted(opened: Callable[..., Worker]) -> None:
    worker = opened("tone:1")
    deadly, harmless = worker.submit(seed(0)), worker.submit(replace(seed(1), steps=1))
    for _ in range(2):
        assert worker.wait_ready(20)
        assert eventually(lambda: worker._running is not None)
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
        assert eventually(lambda: not worker.ready)
    with pytest.raises(DeadlyRequest, match=r"2 times \(SIGKILL\)"):
        deadly.result(20)
    assert harmless.result(30)


def test_what_waits_for_a_process_that_cannot_start_fails_and_may_be_asked_for_again() -> None:
    worker = Worker("tone")
    waiting = worker.submit(REQUEST)
    worker.start()
    assert eventually(lambda: worker.pid is not None)
    assert worker.pid
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(WorkerDied, match="SIGKILL"):
        waiting.result(20)
    assert worker.submit(REQUEST).result(20).request == REQUEST
    worker.close()


def test_a_process_that_cannot_be_had_for_a_while_is_started_later(monkeypatch: pytest.MonkeyPatch) -> None:
    spawn, refusals = PaintingProcess.spawn, [OSError("no room for another process")]

    def sometimes(threads: int) -> PaintingProcess:
        if refusals:
            raise refusals.pop()
        return spawn(threads)

    monkeypatch.setattr(PaintingProcess, "spawn", sometimes)
    worker = Worker("tone")
    waiting = worker.submit(REQUEST)
    worker.start()
    assert eventually(lambda: "cannot be started (no room for another process)" in worker.error)
    assert waiting.result(20).request == REQUEST
    assert worker.error == ""
    worker.close()


def changed(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Painting processes run this first."""
    (folder / "sitecustomize.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(folder))


ABSENT = """
import pathlib
from generators import catalogue
opened, place = catalogue.open_generator, pathlib.Path(__file__).parent / "model"
def open_generator(*given):
    if not place.exists():
        raise RuntimeError("CUDA out of memory")
    return opened(*given)
catalogue.open_generator = open_generator
"""


def test_a_generator_that_cannot_be_opened_again_for_a_while_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Callable[..., Worker]
) -> None:
    monkeypatch.setattr("generators.worker.FIRST_PAUSE_S", 0.05)
    changed(tmp_path, monkeypatch, ABSENT)
    (tmp_path / "model").touch()
    worker = opened()
    (tmp_path / "model").unlink()
    assert worker.pid
    os.kill(worker.pid, signal.SIGKILL)
    assert eventually(lambda: "cannot open the generator again: CUDA out of memory" in worker.error)
    assert "being started again" in worker.error
    (tmp_path / "model").touch()
    assert eventually(lambda: worker.ready)
    assert worker.submit(REQUEST).result(20).request == REQUEST
    assert worker.error == ""


BROKEN = """
from generators.tone import Tone
paint = Tone.paint
def painted(tone, request, *rest):
    if request.seed_a == 0:
        raise RuntimeError("CUDA error: unspecified launch failure\\nCompile with ...")
    return paint(tone, request, *rest)
Tone.paint = painted
"""


def test_a_process_whose_gpu_failed_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Callable[..., Worker]
) -> None:
    """All that it painted after that would fail. What leads to it again is not tried for ever."""
    monkeypatch.setattr("generators.worker.FIRST_PAUSE_S", 0.05)
    changed(tmp_path, monkeypatch, BROKEN)
    worker = opened()
    deadly, harmless = worker.submit(seed(0)), worker.submit(seed(1))
    assert eventually(lambda: "died (CUDA error: unspecified launch failure) and is being" in worker.error)
    with pytest.raises(DeadlyRequest, match=r"2 times \(CUDA error: unspecified launch failure\)"):
        deadly.result(20)
    assert harmless.result(20).request == seed(1)
    assert worker.restarts == 2


def test_what_leaves_a_gpu_as_it_was_ends_no_process() -> None:
    class AcceleratorError(RuntimeError):  # as torch has it since 2.8
        pass

    final = RuntimeError("CUDA error: device-side assert triggered"), AcceleratorError("HIP error: launch failure")
    others = (
        RuntimeError("CUDA out of memory. Tried to allocate 1 GiB"), AcceleratorError("CUDA error: out of memory"),
        FloatingPointError("the networks left the range"), ValueError("prompt: CUDA error"),
    )  # fmt: skip
    assert [is_final(error) for error in (*final, *others)] == [True] * 2 + [False] * 4


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    worker = Worker(str(tmp_path))
    worker.start()
    waiting = worker.submit(REQUEST)
    assert not worker.wait_ready(20)
    assert "model_index.json" in worker.error
    for future in (waiting, worker.submit(seed(2))):
        with pytest.raises(ValueError, match=r"model_index\.json"):
            future.result(20)
    assert worker.pid is None
    worker.close()


def test_closing_is_quick_and_cancels_what_is_queued(opened: Callable[..., Worker]) -> None:
    worker = opened("tone:20")
    futures = [worker.submit(seed(n)) for n in range(3)]
    time.sleep(0.1)
    pid = worker.pid
    assert pid
    assert alive(pid)
    started = time.monotonic()
    worker.close()
    assert time.monotonic() - started < 1
    assert all(future.cancelled() for future in futures)
    assert not alive(pid)
    assert worker.submit(REQUEST).cancelled()


PARENT = """
import signal, sys, time
from generators.base import ClipRequest
from generators.worker import Worker
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has it ignored by what runs in the background
worker = Worker("tone:30")
worker.start()
worker.wait_ready(20)
worker.submit(ClipRequest("a", "b", steps=1))
time.sleep(0.2)
print(worker.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_process_ends_with_its_parent(ending: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert alive(child)
    parent.send_signal(ending)
    parent.wait(10)
    assert eventually(lambda: not alive(child), 5)
    parent.stdout.close()


def test_the_process_ignores_ctrl_c_and_yields_to_audio(slow: Worker) -> None:
    assert slow.pid
    future = slow.submit(new())
    os.kill(slow.pid, signal.SIGINT)
    assert future.result(20)
    assert slow.restarts == 0
    assert os.getpriority(os.PRIO_PROCESS, slow.pid) >= 5
    assert os.getpgid(slow.pid) != os.getpgid(0)


def test_a_local_worker_is_the_same_without_a_process(tmp_path: Path, slow: Worker) -> None:
    local = LocalWorker("tone", cache=CacheSettings(tmp_path))
    assert isinstance(local.submit(REQUEST).exception(0), ValueError)
    local.start()
    assert local.wait_ready()
    request = new()
    future = local.submit(request.following(REQUEST))
    assert future.done()
    assert np.array_equal(future.result().sound, slow.submit(request).result(20).sound)
    assert len(list(tmp_path.glob("*.clip"))) == 2
    assert isinstance(local.submit(replace(REQUEST, prompt_a="30000 Hz")).exception(0), ValueError)
    assert isinstance(local.submit(replace(REQUEST, tempo=0)).exception(0), PaintError)
    local.close()


def test_a_local_worker_says_why_it_cannot_open(tmp_path: Path) -> None:
    local = LocalWorker(str(tmp_path))
    local.start()
    assert not local.ready
    assert "model_index.json" in local.error


@pytest.mark.parametrize("cls", [Worker, LocalWorker])
def test_both_have_the_same_interface(cls: type) -> None:
    worker = cls("tone")
    names = {name for name in dir(Worker("tone")) if not name.startswith("_")}
    assert {name for name in dir(worker) if not name.startswith("_")} == names
