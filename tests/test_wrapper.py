"""The script `riffbridge`: sets up once, heals what was interrupted, and says what to type.

It runs here in a folder of its own, with stand-ins for Python and apt-get that note how they are called.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PYTHON = """#!/bin/sh
case "$*" in
    *version_info\\ *3,\\ 13*) exit 1 ;;
    -V) echo "Python 3.11.0" ;;
    "-m venv .venv") echo venv >>"$LOG"; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    *"pip --version") ;;
    "-m pip install"*) shift 2; echo "pip $*" >>"$LOG"; eval "${DURING_PIP:-}" ;;
    *bridge.cli*|*pytest*)
        echo "start $*" >>"$LOG"; pwd >>"$LOG"
        case "$*" in
            *"not offline"*) exit "${LIVE:-0}" ;;
            *offline*) exit "${OFFLINE:-0}" ;;
            *alone*) exit "${ALONE:-0}" ;;
        esac ;;
esac
"""
APT = '#!/bin/sh\necho "apt-get $*" >>"$LOG"\n'
VENV = ["venv", "pip torch", "pip --editable ."]


@dataclass
class Place:
    """A copy of the script with nothing set up."""

    folder: Path
    log: Path
    environment: dict[str, str] = field(default_factory=dict)

    def call(self, *arguments: str, script: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [script or self.folder / "riffbridge", *arguments], env=self.environment | more, cwd=self.folder.parent,
            check=False, capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def done(self) -> list[str]:
        """What was done since the last look, without the flags of pip."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        flags = "install --no-compile --disable-pip-version-check --constraint constraints.txt "
        return [line.replace(flags, "") for line in lines if not line.startswith(("/", "apt-get"))]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder, tools = tmp_path / "a folder", tmp_path / "tools"
    folder.mkdir()
    tools.mkdir()
    for name in ("riffbridge", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    for name, text in (("python3.11", PYTHON), ("apt-get", APT), ("sudo", "#!/bin/sh\nexit 1\n")):
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    log = tmp_path / "log"
    return Place(folder, log, {"PATH": f"{tools}:/usr/bin:/bin", "LOG": str(log), "HOME": str(tmp_path)})


def test_sets_up_once_then_only_starts(place: Place) -> None:
    assert place.call("run", "--set", "/deck/1/prompt/a=two words").returncode == 0
    assert place.done() == [*VENV, "start -P -m bridge.cli run --set /deck/1/prompt/a=two words"]
    again = place.call("params")
    assert place.done() == ["start -P -m bridge.cli params"]
    assert again.stderr == "" or again.stderr.startswith("riffbridge: not found:")


def test_tests_bring_their_own_packages_and_serve_for_running_too(place: Place) -> None:
    place.call("run")
    place.done()
    place.call("test", "-k", "a or b")
    assert place.done() == ["pip torch", "pip --editable .[test]", "start -m pytest -k a or b"]
    place.call("run")
    assert place.done() == ["start -P -m bridge.cli run"]


PARTS = {
    "offline": "start -m pytest -p no:cacheprovider -m offline --numprocesses auto --maxprocesses 4 --durations=3",
    "live": "start -m pytest -m not offline and not alone --durations=3",
    "alone": "start -m pytest -m alone --durations=3",
}


@pytest.mark.parametrize("failing", [[], ["offline"], ["live"], ["alone"], ["live", "alone"]])
def test_all_tests_run_in_three_parts_and_fail_where_one_does(place: Place, failing: list[str]) -> None:
    place.call("test", "-k", "none")
    place.done()
    done = place.call("test", "--durations=3", **{part.upper(): "1" for part in failing})
    first, second, last = place.done()
    assert {first, second} == {PARTS["offline"], PARTS["live"]}  # at once
    assert last == PARTS["alone"]
    assert done.returncode == bool(failing)
    assert ("see further up" in done.stderr) == bool({"offline", "live"} & set(failing))


def test_an_argument_that_pytest_does_not_know_ends_it_at_once(place: Place) -> None:
    place.call("test", "-k", "none")
    place.done()
    assert place.call("test", "--durations=none", LIVE="4", OFFLINE="4").returncode == 4
    assert PARTS["alone"].replace("=3", "=none") not in place.done()


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_are_installed(place: Place, name: str) -> None:
    place.call("run")
    place.done()
    file = place.folder / name
    file.write_text("# changed\n" + file.read_text())
    place.call("run")
    assert place.done() == [*VENV[1:], "start -P -m bridge.cli run"]


def test_how_tools_check_the_code_installs_nothing(place: Place) -> None:
    place.call("run")
    place.done()
    with (place.folder / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    place.call("run")
    assert place.done() == ["start -P -m bridge.cli run"]


def test_a_moved_folder_is_set_up_again(place: Place) -> None:
    place.call("run")
    place.done()
    place.folder = place.folder.rename(place.folder.with_name("elsewhere"))
    place.call("run")
    assert place.done() == [*VENV[1:], "start -P -m bridge.cli run"]


def test_starts_where_it_was_called_through_links(place: Place) -> None:
    place.call("run")
    near, far = place.folder / "near", place.folder.parent / "far"
    near.symlink_to("riffbridge")
    far.symlink_to(near)
    place.log.unlink()
    assert place.call("run", script=far).returncode == 0
    assert place.log.read_text().splitlines() == ["start -P -m bridge.cli run", str(place.folder.parent)]


def test_an_interrupted_set_up_goes_on(place: Place) -> None:
    assert place.call("run", DURING_PIP="kill -9 $PPID").returncode != 0
    assert place.done() == VENV[:2]
    (place.folder / ".venv" / "there").touch()
    healed = place.call("run")
    assert "the last set-up was interrupted" in healed.stderr
    assert place.done() == [*VENV[1:], "start -P -m bridge.cli run"]
    assert (place.folder / ".venv" / "there").exists()


def test_half_of_a_package_is_taken_for_none(tmp_path: Path) -> None:
    """As a real Python does it, in an environment of its own."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / ".venv"], check=True)
    [site] = (tmp_path / ".venv").glob("lib/python*/site-packages")
    for name, record in {
        "whole": "whole.py,,\nwhole-1.dist-info/RECORD,,\n",
        "half": "half.py,,\n",
        "new": None,
    }.items():
        (site / f"{name}-1.dist-info").mkdir()
        if record:
            (site / f"{name}-1.dist-info" / "RECORD").write_text(record)
    (site / "whole.py").touch()
    program = (ROOT / "riffbridge").read_text().partition("FORGET_HALVES='")[2].partition("'")[0]
    subprocess.run([tmp_path / ".venv/bin/python", "-c", program], check=True)
    assert [path.name for path in site.glob("*.dist-info")] == ["whole-1.dist-info"]


def test_what_was_removed_by_half_is_not_gone_on_with(place: Place) -> None:
    place.call("run")
    (place.folder / ".venv/bin/python").write_text("#!/bin/sh\nexit 1\n")  # broken, as after an upgrade of the system
    remover = place.folder.parent / "tools" / "rm"
    remover.write_text("#!/bin/sh\n[ ! -e .venv.discarded ] || kill -9 $PPID\n")
    remover.chmod(0o755)
    assert place.call("run").returncode != 0
    remover.unlink()
    place.done()
    assert place.call("run").returncode == 0
    assert place.done() == [*VENV, "start -P -m bridge.cli run"]
    assert not (place.folder / ".venv.discarded").exists()


def test_a_failed_download_goes_on_from_there(place: Place) -> None:
    failed = place.call("run", DURING_PIP="exit 1")
    assert failed.returncode == 1
    assert "Start again" in failed.stderr
    assert place.done() == VENV[:2]
    place.call("run")
    assert place.done() == [*VENV[1:], "start -P -m bridge.cli run"]


def test_a_second_call_waits_for_the_first(place: Place) -> None:
    first = subprocess.Popen(
        [place.folder / "riffbridge", "run"], env=place.environment | {"DURING_PIP": "sleep 1"}, cwd=place.folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not (place.folder / ".venv" / "riffbridge-stamp").exists():
        assert first.poll() is None
        time.sleep(0.01)
    second = place.call("run")
    assert first.wait(20) == 0
    assert "waiting for it" in second.stderr
    assert place.done() == [*VENV, *["start -P -m bridge.cli run"] * 2]


def test_says_what_to_type_without_python(place: Place) -> None:
    (place.folder.parent / "tools" / "python3.11").write_text("#!/bin/sh\nexit 1\n")
    for name in ("python3", "python3.12", "python3.13", "python3.14"):
        shutil.copy(place.folder.parent / "tools" / "python3.11", place.folder.parent / "tools" / name)
    failed = place.call("run")
    assert failed.returncode == 1
    assert "needs Python 3.11 or newer. Type: sudo apt-get update && sudo apt-get install python3" in failed.stderr


@pytest.fixture
def bare(place: Place) -> Place:
    """A machine without JACK, PortAudio and the tools of the tests."""
    tools = place.folder.parent / "tools"
    for name in ("sh", "dirname", "readlink", "cat", "cksum", "grep", "sort", "tr", "uname", "env", "rm",
                 "mkdir", "cp", "sleep", "nice"):  # fmt: skip
        (tools / name).symlink_to(shutil.which(name) or name)
    place.environment["PATH"] = str(tools)
    script = place.folder / "riffbridge"
    script.write_text(script.read_text().replace("/sbin/ldconfig", str(tools / "ldconfig")))
    (tools / "apt-cache").write_text("#!/bin/sh\nexit 1\n")
    (tools / "apt-cache").chmod(0o755)
    return place


def as_user(place: Place, user: int) -> None:
    identity = place.folder.parent / "tools" / "id"
    identity.write_text(f"#!/bin/sh\necho {user}\n")
    identity.chmod(0o755)


def test_root_installs_what_is_missing_with_apt_once(bare: Place) -> None:
    as_user(bare, 0)
    done = bare.call("test")
    calls = [line for line in bare.log.read_text().splitlines() if line.startswith("apt-get")]
    assert len(calls) == 2
    assert calls[0].endswith(" update")
    assert calls[1].split("--no-install-recommends ")[1].split() == [
        "jackd2", "jack-midi-clock", "jackd2", "libjack-jackd2-0", "liblo-tools", "libportaudio2", "puredata-core",
    ]  # fmt: skip
    assert done.returncode == 0
    assert "The tests that need it will fail" in done.stderr, "the stand-in installed nothing"
    bare.log.unlink()
    bare.call("test")
    assert "apt-get" not in bare.log.read_text()


def test_who_may_not_install_is_told_what_to_type_and_goes_on(bare: Place) -> None:
    as_user(bare, 1000)
    done = bare.call("run")
    assert done.returncode == 0
    assert "not found: libjack.so.0 libportaudio.so.2." in done.stderr
    assert "Type: sudo apt-get update && sudo apt-get install libjack-jackd2-0 libportaudio2\n" in done.stderr
    assert bare.done() == [*VENV, "start -P -m bridge.cli run"]
