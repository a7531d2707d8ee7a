"""The table of readouts, against what a running instrument tells."""

from __future__ import annotations

from pathlib import Path

from bridge.readouts import READOUTS, addresses
from tests.daemon import daemon

LETTERS = {int: "i", float: "f", str: "s"}


def test_the_table_has_what_status_lists(tmp_path: Path) -> None:
    told: dict[str, str] = {}
    with daemon(tmp_path, "--decks", "3") as instrument:
        instrument.tell("/status")
        instrument.tell("/ping")
        while (message := instrument.hear(5)) and message[0] != "/pong":
            address, values = message
            told[address] = "".join(LETTERS[type(value)] for value in values)
        assert message, "no answer"
    assert told == {address: readout.types for address, readout in addresses(decks=3).items()}


def test_each_value_of_a_readout_has_a_name() -> None:
    for readout in READOUTS:
        assert len(readout.values.split()) == len(readout.types), readout.message
