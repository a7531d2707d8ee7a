"""The terminal of `run`: whatever it does, nobody waits for it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent

STOPPED = """
import logging, time
from bridge.progress import terminal
log = logging.getLogger("bridge")
started = time.monotonic()
with terminal() as show:
    for number in range(5000):
        show(f"bar {number}")
        log.info("message %d %s", number, "xxx")
    logged = time.monotonic()
    print(logged - started, flush=True)
    input()
    left = time.monotonic()
print(time.monotonic() - left, flush=True)
"""

MOVING = """
import logging, time
from bridge.progress import terminal
with terminal() as show:
    show("bar 1")
    time.sleep(0.2)
    logging.getLogger("bridge").warning("late %s", "clip")
    show("bar 2")
    time.sleep(0.2)
"""


def started(code: str, terminal: int | None = subprocess.PIPE) -> subprocess.Popen[str]:
    pipe, environment = subprocess.PIPE, os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    command = [sys.executable, "-c", code]
    process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=terminal, text=True, env=environment)
    limit = threading.Timer(20, process.kill)
    limit.daemon = True
    limit.start()
    return process


def seconds(process: subprocess.Popen[str]) -> float:
    assert process.stdout
    return float(process.stdout.readline())


def read_all(terminal: int, into: list[str]) -> None:
    """Until nobody has the other end open."""
    try:
        while data := os.read(terminal, 65536):
            into.append(data.decode(errors="replace"))
    except OSError:  # how Linux says so
        return


def test_a_terminal_that_is_stopped_keeps_nobody_waiting_nor_from_leaving() -> None:
    ours, theirs = pty.openpty()
    process = started(STOPPED, theirs)
    assert seconds(process) < 5  # and not for ever
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()
    assert seconds(process) < 1
    assert process.wait(10) == 0
    os.close(theirs)
    os.close(ours)


def test_a_terminal_that_moves_on_shows_the_last_line_and_counts_what_it_missed() -> None:
    ours, theirs = pty.openpty()
    process = started(STOPPED, theirs)
    os.close(theirs)
    seconds(process)
    text: list[str] = []
    reader = threading.Thread(target=read_all, args=(ours, text))
    reader.start()
    deadline = time.monotonic() + 20
    while "bar 4999" not in "".join(text) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.communicate("\n", timeout=20)
    reader.join()
    os.close(ours)
    shown = "".join(text)
    missed = sum(int(count) for count in re.findall(r"(\d+) more messages", shown))
    assert missed >= 4000
    assert shown.count("xxx") + missed == 5000
    assert "bar 4999" in shown
    assert "bar 2500" not in shown


def test_messages_stand_above_the_line_that_is_always_last() -> None:
    ours, theirs = pty.openpty()
    process = started(MOVING, theirs)
    os.close(theirs)
    text: list[str] = []
    read_all(ours, text)
    os.close(ours)
    assert process.wait(10) == 0
    shown = "".join(text)
    assert shown.index("bar 1") < shown.index("late clip") < shown.index("bar 2")
    assert "\x1b[?25h" in shown[shown.index("bar 2") :]  # the cursor is back


def test_without_a_terminal_there_are_only_the_messages() -> None:
    process = started(MOVING)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "late clip" in errors
    assert "bar" not in errors
    assert "\x1b" not in errors
