"""Write the patches beside this file, from the tables: python -m max_patches.build"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from max_patches.max_layout import live_device, max_patch
from max_patches.pd_layout import pd_patch
from max_patches.surface import DAEMON_PORT, HOST, MAX_PORT


def patches(port: int = DAEMON_PORT, own_port: int = MAX_PORT, host: str = HOST) -> dict[str, bytes]:
    """Each file's name and content, for a daemon at `host`, UDP `port`; Max listens on `own_port`."""
    return {
        "riffbridge.pd": pd_patch(port, host).encode(),
        "riffbridge.maxpat": max_patch(port, own_port, host).encode(),
        "riffbridge.amxd": live_device(port, own_port, host),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m max_patches.build", description=__doc__)
    parser.add_argument("--host", default=HOST, help="where the daemon runs (%(default)s)")
    parser.add_argument("--port", type=int, default=DAEMON_PORT, help="UDP port it listens on (%(default)s)")
    parser.add_argument("--own-port", type=int, default=MAX_PORT, help="UDP port Max listens on (%(default)s)")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent, help="where to write (%(default)s)")
    chosen = parser.parse_args(arguments)
    for name, content in patches(chosen.port, chosen.own_port, chosen.host).items():
        (chosen.folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
