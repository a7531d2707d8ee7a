"""The process that runs `generators.painter`, seen from the worker."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path


@dataclass(frozen=True)
class PaintingProcess:
    """A running process and this side of the wire to it. When this side is closed, it ends."""

    popen: subprocess.Popen[bytes]
    wire: Connection

    @classmethod
    def spawn(cls, threads: int) -> PaintingProcess:
        ours, theirs = Pipe()
        with theirs:
            popen = subprocess.Popen(
                [sys.executable, "-m", "generators.painter", str(theirs.fileno())],
                stdin=subprocess.PIPE, stdout=2, pass_fds=[theirs.fileno()], env=_environment(threads),
                process_group=0,  # out of reach of the terminal's Ctrl-C
            )  # fmt: skip
        return cls(popen, ours)

    def kill(self) -> int:
        """End it, whatever it is at; return its exit status."""
        self.popen.kill()
        self.wire.close()
        if self.popen.stdin:
            self.popen.stdin.close()
        return self.popen.wait()


# Arrays of megabytes come and go with every step: glibc is to keep their memory, in large pages, where it would give it
# back and the system clear it anew each time. A clip takes up to a tenth less time.
TUNABLES = {"hugetlb": 1, "mmap_threshold": 32 << 20, "trim_threshold": 256 << 20}
KEEP_MEMORY = {"GLIBC_TUNABLES": ":".join(f"glibc.malloc.{name}={value}" for name, value in TUNABLES.items())}


def _environment(threads: int) -> dict[str, str]:
    path = [str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    limits = {name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    here = {"PYTHONPATH": os.pathsep.join(filter(None, path)), "PYTHONSAFEPATH": "1"}  # this package, not the folder's
    return KEEP_MEMORY | os.environ | limits | here | {"OMP_WAIT_POLICY": "PASSIVE"}
