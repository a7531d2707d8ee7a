import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from diffusers import UNet2DConditionModel
from threadpoolctl import threadpool_limits
from tiny_checkpoint import write_checkpoint

from generators.base import ClipRequest
from generators.catalogue import available, find_checkpoint, open_generator
from generators.checkpoint import SD1
from generators.diffusion import Diffusion
from generators.identity import LIBRARIES, identity
from generators.local_worker import LocalWorker
from generators.spec import OPTIONS
from generators.tone import Tone


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("checkpoint"))


@pytest.mark.parametrize(
    ("spec", "channels", "delay"), [("tone", 2, 0), ("tone:mono", 1, 0), ("tone:1.5", 2, 1.5), ("tone:mono:2", 1, 2)]
)
def test_tones(spec: str, channels: int, delay: float) -> None:
    tone = open_generator(spec)
    assert isinstance(tone, Tone)
    assert (tone.channels, tone.delay) == (channels, delay)


@pytest.mark.parametrize(("suffix", "channels"), [("", 1), (":stereo", 2)])
def test_a_folder_is_opened_and_says_so(folder: Path, suffix: str, channels: int) -> None:
    said: list[str] = []
    generator = open_generator(f"{folder}{suffix}", device="cpu", progress=said.append)
    assert isinstance(generator, Diffusion)
    assert generator.channels == channels
    assert generator.name == f"{folder}{suffix}"
    assert said[-1] == f"loading {folder.name}"


def test_a_checkpoint_in_the_hub_cache_is_found_by_its_name(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = tmp_path / "models--riffusion--riffusion-model-v1"
    shutil.copytree(folder, repository / "snapshots" / "abc")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("abc")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert find_checkpoint("riffusion/riffusion-model-v1:stereo") == repository / "snapshots" / "abc"
    with pytest.raises(ValueError, match="no checkpoint folder riffusion/other"):
        find_checkpoint("riffusion/other")


@pytest.mark.parametrize("spec", ["nothing", "", "tone:loud", "/nowhere/at/all", "bundled:stereo:x"])
def test_what_is_not_there_is_refused_with_what_is(spec: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r"checkpoint folder|model_index\.json") as refused:
        open_generator(spec)
    if spec:
        assert all(kind in str(refused.value) for kind, _ in available())


@pytest.mark.parametrize(
    ("index", "words"),
    [('{"_class_name": "FluxPipeline"}', "holds a FluxPipeline"), ("{", "not a JSON"), ("[]", "JSON")],
)
def test_other_pipelines_are_refused(tmp_path: Path, index: str, words: str) -> None:
    (tmp_path / "model_index.json").write_text(index)
    with pytest.raises(ValueError, match=words):
        open_generator(str(tmp_path))


def test_the_identity_is_that_of_the_weights(folder: Path, tmp_path: Path) -> None:
    spec = str(shutil.copytree(folder, tmp_path / "copy"))
    before = identity(spec, "cpu")
    assert identity(spec, "cpu") == before
    assert len({before, identity("tone"), identity("tone:mono"), identity(spec + ":stereo", "cpu")}) == 4
    weights = tmp_path / "copy" / "unet" / "diffusion_pytorch_model.safetensors"
    status, data = weights.stat(), bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    os.utime(weights, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert identity(spec, "cpu") != before


def test_the_identity_is_that_of_the_libraries_and_the_gpu(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {identity(str(folder), "cpu")}
    for library in LIBRARIES:
        with monkeypatch.context() as changed:
            changed.setattr("generators.identity.version", lambda name, this=library: "0" if name == this else "1")
            found.add(identity(str(folder), "cpu"))
    monkeypatch.setattr("generators.devices.pick_device", lambda _: "cuda")
    for name in ("one GPU", "another"):
        monkeypatch.setattr("torch.cuda.get_device_name", lambda _, this=name: this)
        found.add(identity(str(folder)))
    assert len(found) == 1 + len(LIBRARIES) + 2


def test_the_identity_of_a_file_is_that_of_what_it_is_read_with(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The layout in `sd1`, and a tokenizer beside it."""
    (file := tmp_path / "one.safetensors").touch()
    monkeypatch.setattr("generators.checkpoint.SD1", shutil.copytree(SD1, tmp_path / "sd1"))
    found = [identity(str(file), "cpu")]
    (tmp_path / "sd1" / "unet" / "config.json").write_text("{}")
    found.append(identity(str(file), "cpu"))
    shutil.copytree(folder / "tokenizer", tmp_path / "tokenizer")
    found.append(identity(str(file), "cpu"))
    (tmp_path / "tokenizer" / "merges.txt").write_text("#version: 0.2")
    found.append(identity(str(file), "cpu"))
    assert len(set(found)) == 4


def test_a_unet_that_reads_other_text_is_refused(folder: Path, tmp_path: Path) -> None:
    """As Stable Diffusion XL's: it would load, and fail at each clip."""
    copy = shutil.copytree(folder, tmp_path / "copy")
    (copy / "model_index.json").write_text(json.dumps({"_class_name": "StableDiffusionXLPipeline"}))
    config = dict(UNet2DConditionModel.load_config(copy / "unet"))
    UNet2DConditionModel.from_config(config | {"cross_attention_dim": 64}).save_pretrained(copy / "unet")
    with pytest.raises(ValueError, match=r"reads text 64 wide, and its text encoder gives 32"):
        open_generator(str(copy), "cpu")


PAINT = """
import sys
from generators.base import ClipRequest
from generators.local_worker import LocalWorker
worker = LocalWorker("bundled", "cpu")
worker.start()
clip = worker.submit(ClipRequest("rock drums", "", bars=1, steps=1)).result()
open(sys.argv[1], "wb").write(clip.sound.tobytes())
"""


@pytest.mark.offline
def test_a_clip_is_the_same_however_many_threads_numpy_would_take(tmp_path: Path) -> None:
    """Rendered again, as played: the worker's process has as many as it paints with, a render those of the machine."""
    worker = LocalWorker("bundled", "cpu")
    worker.start()
    with threadpool_limits(1):
        clip = worker.submit(ClipRequest("rock drums", "", bars=1, steps=1)).result()
    free = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    command = [sys.executable, "-c", PAINT, str(tmp_path / "sound")]
    subprocess.run(command, env=free | {"OPENBLAS_NUM_THREADS": "2"}, check=True)
    assert (tmp_path / "sound").read_bytes() == clip.sound.tobytes()


@pytest.mark.offline
def test_a_folder_is_played_through_a_worker(folder: Path) -> None:
    worker = LocalWorker(str(folder), device="cpu")
    worker.start()
    assert worker.info, worker.error
    clip = worker.submit(ClipRequest("piano", "drums", bars=1, tempo=300, steps=1)).result(0)
    assert clip.sound.shape == (1, clip.request.frames)


def test_the_list_names_every_kind() -> None:
    names = [name for name, _ in available()]
    assert names[:5] == ["bundled", "tone", "FOLDER", "FILE.safetensors", "OWNER/NAME"]
    assert names[5:] == ["…:stereo", *(f"…:{name}=" for name in OPTIONS if name != "stereo")]
    assert json.dumps(available())
