import logging
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from generators.base import Clip, ClipRequest
from generators.cache import CacheSettings, ClipCache

REQUEST = ClipRequest("a", "b")


def clip(number: int = 0, frames: int = 1000) -> Clip:
    random = np.random.default_rng(number)
    sound = random.standard_normal((2, frames)).astype(np.float32)
    sound[0, :3] = (np.nan, -0.0, 1e-42)  # bits that a detour through text or integers would lose
    image = random.integers(0, 256, (2, 16, 5), dtype=np.uint8)
    return Clip(replace(REQUEST, seed_a=number), image, sound, ("", "a read b"))


def same(a: Clip | None, b: Clip) -> bool:
    return a is not None and (a.image.tobytes(), a.sound.tobytes()) == (b.image.tobytes(), b.sound.tobytes())


def stored(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.clip"))


@pytest.mark.parametrize("on_disk", [False, True])
def test_what_was_put_is_found(tmp_path: Path, on_disk: bool) -> None:
    cache = ClipCache(CacheSettings(tmp_path if on_disk else None))
    cache.put(clip())
    found = cache.get(replace(REQUEST))
    assert same(found, clip())
    assert found
    assert found.request == REQUEST
    assert cache.get(replace(REQUEST, seed_a=1)) is None


def test_the_disk_returns_the_same_bits_to_another_process(tmp_path: Path) -> None:
    ClipCache(CacheSettings(tmp_path)).put(clip())
    found = ClipCache(CacheSettings(tmp_path)).get(REQUEST)
    assert same(found, clip())
    assert found
    assert found.sound.shape == clip().sound.shape
    assert found.image.shape == clip().image.shape
    assert found.reworded == {"b": "a read b"}


def test_another_checkpoint_never_answers(tmp_path: Path) -> None:
    ClipCache(CacheSettings(tmp_path), identity="one").put(clip())
    assert ClipCache(CacheSettings(tmp_path), identity="two").get(REQUEST) is None
    assert ClipCache(CacheSettings(tmp_path), identity="one").get(REQUEST)


def test_an_init_clip_that_changed_is_another_request(tmp_path: Path) -> None:
    init = tmp_path / "init.wav"
    init.write_bytes(b"one")
    request = replace(REQUEST, init=str(init), denoising=0.5)
    follower = replace(REQUEST, after=request)
    cache = ClipCache()
    for painted in (request, follower):
        cache.put(replace(clip(), request=painted))
    assert cache.get(request)
    assert cache.get(follower)
    init.write_bytes(b"other")
    assert cache.get(request) is None
    assert cache.get(follower) is None


def test_what_an_init_clip_was_painted_to_outlives_it(tmp_path: Path) -> None:
    init = tmp_path / "init.wav"
    init.write_bytes(b"one")
    request = replace(REQUEST, init=str(init), denoising=0.5)
    follower = replace(REQUEST, after=request)
    cache = ClipCache(CacheSettings(tmp_path / "clips"))
    for painted in (request, follower):
        cache.put(replace(clip(), request=painted))
    init.unlink()
    for place in (cache, ClipCache(CacheSettings(tmp_path / "clips"))):
        assert same(place.get(request), clip())
        assert same(place.get(follower), clip())
    init.write_bytes(b"other")
    for place in (cache, ClipCache(CacheSettings(tmp_path / "clips"))):
        assert place.get(request) is None
        assert place.get(follower) is None


def test_what_was_painted_while_an_init_clip_was_gone_is_painted_again_with_it(tmp_path: Path) -> None:
    init = tmp_path / "init.wav"
    follower = replace(REQUEST, after=replace(REQUEST, init=str(init), denoising=0.5))
    cache = ClipCache()
    cache.put(replace(clip(), request=follower))
    assert same(cache.get(follower), clip())
    init.write_bytes(b"one")
    assert cache.get(follower) is None


@pytest.mark.parametrize("place", [0.0, 0.01, 0.02, 0.1, 0.5, 0.999])
@pytest.mark.parametrize("harm", ["flip", "cut", "empty"])
def test_a_damaged_file_is_noticed_and_deleted(
    tmp_path: Path, place: float, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    ClipCache(CacheSettings(tmp_path)).put(clip())
    [path] = stored(tmp_path)
    data = bytearray(path.read_bytes())
    at = int(place * len(data))
    data[at] ^= 1
    path.write_bytes({"flip": data, "cut": data[:at], "empty": b""}[harm])
    with caplog.at_level(logging.WARNING):
        assert ClipCache(CacheSettings(tmp_path)).get(REQUEST) is None
    assert "damaged" in caplog.text
    assert not stored(tmp_path)
    ClipCache(CacheSettings(tmp_path)).put(clip())
    assert same(ClipCache(CacheSettings(tmp_path)).get(REQUEST), clip())


def test_a_file_under_another_name_does_not_answer(tmp_path: Path) -> None:
    cache = ClipCache(CacheSettings(tmp_path))
    cache.put(clip(1))
    stored(tmp_path)[0].rename(tmp_path / (cache.name(REQUEST) + ".clip"))
    assert cache.get(REQUEST) is None


def test_memory_is_capped_and_keeps_what_was_used_last() -> None:
    size = clip().sound.nbytes + clip().image.nbytes
    cache = ClipCache(CacheSettings(None, memory_bytes=3 * size))
    for number in range(3):
        cache.put(clip(number))
    assert cache.get(clip(0).request)
    cache.put(clip(3))
    found = [cache.get(clip(number).request) is not None for number in range(4)]
    assert found == [True, False, True, True]


def test_the_disk_is_capped_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    ClipCache(CacheSettings(tmp_path)).put(clip(0))
    size = stored(tmp_path)[0].stat().st_size
    cache = ClipCache(CacheSettings(tmp_path, memory_bytes=0, disk_bytes=3 * size))
    for number in range(1, 3):
        cache.put(clip(number))
    for age, number in enumerate((2, 1, 0)):
        os.utime(tmp_path / (cache.name(clip(number).request) + ".clip"), (age, age))
    assert cache.get(clip(2).request)  # the oldest, now used again
    cache.put(clip(3))
    found = [cache.get(clip(number).request) is not None for number in range(4)]
    assert found == [True, False, True, True]
    assert sum(path.stat().st_size for path in stored(tmp_path)) <= 3 * size


def test_parts_of_dead_processes_are_cleared_away(tmp_path: Path) -> None:
    dead, alive = tmp_path / "dead.part", tmp_path / "alive.part"
    dead.touch()
    alive.touch()
    os.utime(dead, (time.time() - 3600,) * 2)
    ClipCache(CacheSettings(tmp_path)).put(clip())
    assert not dead.exists()
    assert alive.exists()


def test_a_disk_that_fails_is_told_of_and_done_without(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    cache = ClipCache(CacheSettings(folder))
    folder.rmdir()
    cache.put(clip())
    assert f"{folder} cannot be written: No such file" in cache.trouble
    assert same(cache.get(REQUEST), clip())
    folder.mkdir()
    cache.put(clip())
    assert cache.trouble == ""


def test_a_write_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr(os, "replace", fail)
    ClipCache(CacheSettings(tmp_path)).put(clip())
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = ClipCache(CacheSettings(tmp_path / "file" / "cache"))
    assert "in memory only" in cache.trouble
    cache.put(clip())
    assert same(cache.get(REQUEST), clip())


def test_clips_in_the_cache_cannot_be_written_to() -> None:
    cache = ClipCache()
    cache.put(clip())
    found = cache.get(REQUEST)
    assert found
    with pytest.raises(ValueError, match="read-only"):
        found.sound[:] = 0


HAMMER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_cache import CacheSettings, ClipCache, clip, same
cache = ClipCache(CacheSettings(Path(sys.argv[1]), memory_bytes=0, disk_bytes=40_000))
hits = 0
for turn in range(150):
    number = turn * 7 % 10
    found = cache.get(clip(number).request)
    assert found is None or same(found, clip(number)), "wrong clip"
    cache.put(clip(number))
    found = cache.get(clip(number).request)  # unless the other has made room for its own since
    assert found is None or same(found, clip(number)), "wrong clip"
    hits += found is not None
print(hits)
"""


def test_two_processes_share_a_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HAMMER, str(tmp_path), str(Path(__file__).parent)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert "damaged" not in err
        assert "cannot" not in err
        assert int(out) > 0
    assert not list(tmp_path.glob("*.part"))
