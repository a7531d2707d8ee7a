"""What the evaluation measures with; the parts that need the `train` extra are tested where it is installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("fluidsynth")
musicnn = pytest.importorskip("generators.training.musicnn")

from generators.training import judge  # noqa: E402
from generators.training.captions import Facts  # noqa: E402
from generators.training.crew import Crew  # noqa: E402
from generators.training.evaluate import parser  # noqa: E402
from generators.training.judge import Judge, family, fitting_tag  # noqa: E402
from generators.training.render import Loop  # noqa: E402

pytestmark = pytest.mark.offline

FACTS = [Facts("drums", "techno", 120, ""), Facts("solo", "violin", 90, "minor")]


def heard(level: float, count: int, seed: int) -> list[musicnn.Heard]:
    rng = np.random.default_rng(seed)
    shapes = (50, 200, 1506)
    return [musicnn.Heard(*(rng.normal(level, 1, size).astype(np.float32) for size in shapes)) for _ in range(count)]


def test_families() -> None:
    assert [family(fact) for fact in FACTS] == ["drums", "strings"]
    assert family(Facts("mix", "trance", 138, "minor")) == "dance"
    assert [fitting_tag(fact) for fact in FACTS] == ["drums", "violin"]


def test_the_judge_tells_apart_what_differs_and_nothing_else() -> None:
    drums, strings = heard(-0.5, 40, 1), heard(0.5, 40, 2)
    fitted = Judge.fit(drums + strings, [FACTS[0]] * 40 + [FACTS[1]] * 40)
    found = fitted.families_of(heard(-0.5, 20, 3) + heard(0.5, 20, 4))
    assert found == ["drums"] * 20 + ["strings"] * 20
    same, other = fitted.distance(heard(-0.5, 20, 5) + heard(0.5, 20, 6)), fitted.distance(heard(2, 40, 7))
    assert abs(same) < 20 < other


def test_what_was_heard_is_heard_again_once_the_renderer_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[int] = []

    def render(seed: int) -> Loop:
        rendered.append(seed)
        return Loop(FACTS[0], 1, np.zeros(8))

    monkeypatch.setattr(judge, "render", render)
    monkeypatch.setattr(judge, "listen", lambda *_: heard(0.0, 1, 0)[0])
    (tmp_path / "font.sf2").touch()
    monkeypatch.setattr(judge, "SOUNDFONTS", (tmp_path / "font.sf2", tmp_path / "none.sf3"))
    for _ in range(2):
        judge.reference(tmp_path, range(3), Crew(1))
    assert rendered == [0, 1, 2]
    (tmp_path / "font.sf2").write_text("another")
    judge.reference(tmp_path, range(1), Crew(1))
    monkeypatch.setattr(judge, "SOURCES", (*judge.SOURCES, "held_out"))  # as good as a line in one of them
    judge.reference(tmp_path, range(1), Crew(1))
    assert rendered == [0, 1, 2, 0, 0]


def test_what_was_being_written_when_all_was_ended_is_heard_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save(_: object, path: Path) -> None:
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(judge, "render", lambda _: Loop(FACTS[0], 1, np.zeros(8)))
    monkeypatch.setattr(judge, "listen", lambda *_: heard(0.0, 1, 0)[0])
    with monkeypatch.context() as ended:
        ended.setattr("torch.save", save)
        with pytest.raises(KeyboardInterrupt):
            judge.reference(tmp_path, range(1), Crew(1))
    assert judge.reference(tmp_path, range(1), Crew(1))[1] == FACTS[:1]


def test_loops_that_may_be_trained_on_are_not_measured_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert parser().parse_args(["--count", "300"]).count == 300
    for count in ("301", "0", "all"):
        with pytest.raises(SystemExit):
            parser().parse_args(["--count", count])
    assert "301 is not 1 to 300" in capsys.readouterr().err


@pytest.mark.skipif(not musicnn.installed(), reason="musicnn is not installed")
def test_musicnn_hears_drums_in_noise_bursts() -> None:
    weights = musicnn.weights()
    assert weights["dense_1/kernel"].shape == (200, 50)
    rate = 44100
    place = np.arange(8 * rate) % (rate // 2)
    sound = np.random.default_rng(0).standard_normal(8 * rate) * np.exp(-place / 1000) * 0.5
    tone = 0.3 * np.sin(2 * np.pi * 330 * np.arange(8 * rate) / rate)
    bursts, steady = (musicnn.listen(x.astype(np.float32), rate) for x in (sound, tone))
    beat = musicnn.TAGS.index("beat")
    assert bursts.tags[beat] > 3 * steady.tags[beat]
    assert len(musicnn.TAGS) == len(bursts.tags) == 50


@pytest.mark.skipif(not musicnn.installed(), reason="musicnn is not installed")
def test_the_whole_evaluation_on_two_loops(tmp_path: Path) -> None:
    from generators.catalogue import BUNDLED_FOLDER
    from generators.training.evaluate import Evaluation, metre
    from generators.training.samples import keep, rendered

    evaluation = Evaluation(BUNDLED_FOLDER, tmp_path, 12, Crew(1))
    loops = [rendered(0), rendered(1)]
    painted = evaluation.painted(loops, 1, 1.0)
    assert [len(sample.sound) for sample in painted] == [len(loop.sound) for loop in loops]
    assert metre(loops)["tempo right"] == 1
    assert 0 <= evaluation.row(painted)["tag"] <= 1
    (tmp_path / "out").mkdir()
    keep(painted, tmp_path / "out" / "painted")
    assert (tmp_path / "out" / "painted.png").is_file()
    assert len(list((tmp_path / "out" / "painted").glob("*.flac"))) == 2
