"""What is wrong with a command line, gathered so that all of it is said at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bridge.config import ConfigError


class Mistakes:
    """One line's mistakes."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def checked(self, name: str, value: Any, check: Callable[[Any], Any]) -> Any:
        """What `check` makes of a value, or None where there is none or it raises ValueError: a mistake of `name`."""
        try:
            return None if value is None else check(value)
        except ValueError as error:
            self.texts.append(f"{name}: {error}")
            return None

    def tell(self) -> None:
        """Raises ConfigError if there are any."""
        if self.texts:
            raise ConfigError(self.texts)
