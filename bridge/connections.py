"""Which JACK ports each client was connected to, from one run to the next."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

from bridge.whole_file import whole_file
from generators.folder_lock import alone_in

Link = tuple[str, str]  # own port's short name, the other port's full name
Links = tuple[Link, ...]

_log = logging.getLogger(__name__)


def links_of(pairs: Iterable[Sequence[str]]) -> Links:
    """Of pairs that are lists in JSON. Raises ValueError or TypeError for what is none."""
    return tuple((str(own), str(other)) for own, other in pairs)


def load(file: Path, client: str) -> Links | None:
    """The links of that client; None if there is no memory of it in the file."""
    return _read(file).get(client)


def save(file: Path, client: str, links: Links) -> None:
    """Remember the links of that client. A disk that cannot be written is logged, not raised."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with alone_in(file.parent), whole_file(file) as part:
            part.write_text(json.dumps(_read(file) | {client: links}, indent=1) + "\n")
    except OSError as error:
        _log.warning("connections are not remembered: %s", error)


def _read(file: Path) -> dict[str, Links]:
    try:
        return {str(name): links_of(pairs) for name, pairs in json.loads(file.read_text()).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        _log.warning("%s cannot be read: %s", file, error)
        return {}
