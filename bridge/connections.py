"""Which JACK ports each client was connected to, from one run to the next."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from bridge.whole_file import alone_in, whole_file

Links = tuple[tuple[str, str], ...]  # (own port's short name, other port's full name)

_log = logging.getLogger(__name__)


def load(file: Path, client: str) -> Links | None:
    """The links of that client; None if there is no memory of it in the file."""
    links = _read(file).get(client)
    return None if links is None else tuple((own, other) for own, other in links)


def save(file: Path, client: str, links: Links) -> None:
    """Remember the links of that client. A disk that cannot be written is logged, not raised."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with alone_in(file.parent), whole_file(file) as part:
            part.write_text(json.dumps(_read(file) | {client: [list(link) for link in links]}, indent=1) + "\n")
    except OSError as error:
        _log.warning("connections are not remembered: %s", error)


def _read(file: Path) -> dict[str, list[tuple[str, str]]]:
    try:
        clients = json.loads(file.read_text())
        return {str(name): [(str(own), str(other)) for own, other in links] for name, links in clients.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        _log.warning("%s cannot be read: %s", file, error)
        return {}
