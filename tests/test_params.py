"""The table of parameters: what it allows, what it says of what it does not, and when state changes."""

from __future__ import annotations

import math
import struct
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
import soundfile

from bridge.params import DECK_SPECS, GLOBAL_SPECS, MAX_DECKS, ParamError, Params, Spec, Value, table

ISSUE = """prompt/a prompt/b negative seed/a seed/b alpha drift guidance steps denoising init bars gain mute"""


def test_the_table_has_what_the_instrument_needs() -> None:
    assert set(ISSUE.split()) <= {spec.path for spec in DECK_SPECS.values()}
    assert {"tempo", "master/gain", "quantise"} <= {spec.path for spec in GLOBAL_SPECS.values()}
    assert len(table(MAX_DECKS)) == len(GLOBAL_SPECS) + MAX_DECKS * len(DECK_SPECS)


@pytest.mark.parametrize("spec", [*DECK_SPECS.values(), *GLOBAL_SPECS.values()], ids=lambda spec: spec.path)
def test_every_default_is_allowed_and_every_entry_explained(spec: Spec) -> None:
    assert spec.check(spec.default) == spec.default
    assert type(spec.default) is spec.type
    assert spec.doc
    assert spec.allowed
    assert spec.type not in {int, float} or spec.choices or (math.isfinite(spec.low) and math.isfinite(spec.high))


@pytest.mark.parametrize(
    ("address", "given", "stored"),
    [
        ("/deck/1/alpha", 1, 1.0),
        ("/deck/1/alpha", 0.0, 0.0),
        ("/deck/2/steps", 100.0, 100),
        ("/deck/1/seed/a", 2**31 - 1, 2**31 - 1),
        ("/deck/1/mute", 1, True),
        ("/deck/1/mute", 0.0, False),
        ("/deck/1/mute", True, True),
        ("/deck/1/bars", 8.0, 8),
        ("/deck/1/gain", -90, -90.0),
        ("/deck/1/prompt/a", "x" * 1000, "x" * 1000),
        ("/quantise", "off", "off"),
    ],
)
def test_what_is_allowed_is_stored_as_the_type_of_the_table(address: str, given: object, stored: Value) -> None:
    params = Params(2)
    assert params.set(address, given) == stored
    assert params.get(address) == stored
    assert type(params.get(address)) is type(stored)


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("/deck/1/alpha", 1.0000001),
        ("/deck/1/alpha", -5e-324),
        ("/deck/1/alpha", math.nan),
        ("/deck/1/alpha", math.inf),
        ("/deck/1/alpha", 10**400),
        ("/deck/1/alpha", True),
        ("/deck/1/alpha", "0.5"),
        ("/deck/1/alpha", None),
        ("/deck/1/alpha", [0.5]),
        ("/deck/1/steps", 1.5),
        ("/deck/1/steps", 0),
        ("/deck/1/steps", True),
        ("/deck/1/seed/a", 2**31),
        ("/deck/1/mute", 2),
        ("/deck/1/mute", 0.5),
        ("/deck/1/mute", "on"),
        ("/deck/1/bars", 3),
        ("/deck/1/prompt/a", "x" * 1001),
        ("/deck/1/prompt/a", "a\0b"),
        ("/deck/1/prompt/a", "\ud800"),
        ("/deck/1/prompt/a", b"bytes"),
        ("/deck/1/init", "/no/such/file"),
        ("/deck/1/init", str(Path(__file__).parent)),
        ("/deck/1/init", __file__),
        ("/deck/1/init", "x" * 900),
        ("/quantise", "Bar"),
    ],
)
def test_what_is_not_allowed_changes_nothing_and_is_explained(address: str, given: object) -> None:
    params = Params(1)
    before = params.snapshot()
    with pytest.raises(ParamError) as error:
        params.set(address, given)
    assert params.snapshot() == before
    assert str(error.value).startswith(f"{address}: ")
    assert params.slot(address).spec.allowed in str(error.value)
    assert len(str(error.value)) < 250


def test_an_init_clip_is_a_file_that_can_be_read_as_sound(tmp_path: Path) -> None:
    path, params = tmp_path / "clip.wav", Params(1)
    soundfile.write(path, [0.0] * 100, 44100)
    assert params.set("/deck/1/init", str(path)) == str(path)
    for content, reason in ((b"no sound", "Format not recognised"), (b"", "Format not recognised")):
        path.write_bytes(content)
        with pytest.raises(ParamError, match=f"is not a sound file or .*: {reason}"):
            params.set("/deck/1/init", str(path))
    soundfile.write(path, [], 44100)
    with pytest.raises(ParamError, match="it is empty"):
        params.set("/deck/1/init", str(path))
    soundfile.write(path, [0.0] * 100, 44100)
    assert params.set("/deck/1/init", str(path)) == str(path), "mended, it is taken"
    headerless = path.with_suffix(".raw")
    headerless.write_bytes(bytes(400))
    with pytest.raises(ParamError, match="it does not say what is in it"):
        params.set("/deck/1/init", str(headerless))
    assert params.get("/deck/1/init") == str(path)


def test_an_unknown_address_gets_a_suggestion() -> None:
    params = Params(1)
    with pytest.raises(ParamError, match="'/deck/1/prompt' is unknown; did you mean /deck/1/prompt/"):
        params.set("/deck/1/prompt", "x")
    with pytest.raises(ParamError, match="did you mean /deck/1/gain"):
        params.get("/deck/1/gian")
    with pytest.raises(ParamError, match="is unknown"):
        params.get("/deck/2/gain")


def test_several_values_are_set_at_once_or_not_at_all() -> None:
    params = Params(2)
    before = params.snapshot()
    with pytest.raises(ParamError, match="/deck/2/gain"):
        params.update({"/tempo": 90, "/deck/2/gain": 7})
    assert params.snapshot() == before
    seen = []
    params.listen(lambda *change: seen.append((change, params.snapshot())))
    params.update({"/tempo": 90, "/deck/2/gain": -7})
    assert [change for change, _ in seen] == [("/tempo", 90.0), ("/deck/2/gain", -7.0)]
    assert seen[0][1] is seen[1][1] is params.snapshot()
    assert (params.snapshot().tempo, params.snapshot().decks[1].gain) == (90.0, -7.0)
    assert params.snapshot().decks[0] == before.decks[0]


def test_a_snapshot_never_changes() -> None:
    params = Params(1)
    snapshot = params.snapshot()
    params.set("/tempo", 90)
    assert snapshot.tempo == 120
    with pytest.raises(FrozenInstanceError):
        snapshot.tempo = 1  # type: ignore[misc]


def test_initial_values_are_checked() -> None:
    assert Params(1, {"/tempo": 90}).get("/tempo") == 90.0
    with pytest.raises(ParamError, match="/tempo"):
        Params(1, {"/tempo": 1})


def test_numbers_are_quoted_as_they_were_sent() -> None:
    with pytest.raises(ParamError, match=r"^/tempo: 0\.1 is not"):
        Params(1).set("/tempo", struct.unpack("f", struct.pack("f", 0.1))[0])
