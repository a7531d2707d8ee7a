"""Which generators there are and how to open one. Torch is imported only by what needs it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generators.base import Generator
from generators.spec import OPTIONS, Spec
from generators.tone import Tone

if TYPE_CHECKING:
    from generators.model import DiffusionModel

HERE = Path(__file__).parent
BUNDLED_FOLDER = HERE / "bundled"
BUNDLED_CLASS, STABLE_DIFFUSION = "RiffbridgePipeline", "StableDiffusion"
WEIGHTS = ".safetensors"
TONE = re.compile(r"tone(:mono)?(?::(\d+(?:\.\d+)?))?")
HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")


def available() -> list[tuple[str, str]]:
    """Every kind of spec that `open_generator` takes, and what it opens."""
    bundled = "the diffusion model that comes with riffbridge"
    if not (BUNDLED_FOLDER / "model_index.json").is_file():
        bundled += " (missing from this installation)"
    return [
        ("bundled", bundled),
        ("tone", "a tone on the beat, for soundchecks; tone:mono, and tone:SECONDS to paint as slowly as that"),
        ("FOLDER", "a Stable Diffusion 1.x checkpoint of spectrograms in diffusers format; FOLDER:stereo for two"),
        ("FILE.safetensors", "the same, as one file in the original layout"),
        ("OWNER/NAME", "the same, from the Hugging Face cache of this machine; nothing is downloaded"),
        *((f"…:{name}" + "=" * (name != "stereo"), words) for name, words in OPTIONS.items()),
    ]


def open_generator(
    spec: str, device: str = "auto", threads: int = 1, progress: Callable[[str], None] = lambda _: None
) -> Generator:
    """Open what `spec` names (see `available`) on a torch device ("auto": the best there is). `progress`
    is told what is being done.

    Raises ValueError, saying what is wrong and what is allowed.
    """
    if tone := TONE.fullmatch(spec):
        return Tone(channels=1 if tone[1] else 2, delay=float(tone[2] or 0))
    options, path = Spec.parse(spec), find_checkpoint(spec)
    progress("importing torch")

    import torch
    from threadpoolctl import threadpool_limits

    from generators.devices import pick_device
    from generators.diffusion import Diffusion

    progress(f"loading {path.name}")
    torch.set_num_threads(threads)
    generator = Diffusion(_load(path, pick_device(device), options), name=spec)
    threadpool_limits(threads, user_api="blas")  # on which the last bits of NumPy's products depend, as a clip does
    if generator.model.device.type != "cpu":
        progress("warming up")
        generator.warm_up()
    return generator


def find_checkpoint(spec: str) -> Path:
    """The checkpoint's folder or file. Raises ValueError if there is none, or for options it cannot have."""
    options = Spec.parse(spec)
    if options.place == "bundled":
        if not replace(options, batch="").plain:
            raise ValueError(f"{spec}: the bundled model takes no options but batch=N")
        return _checkpoint(BUNDLED_FOLDER)
    for extra in options.files():
        if not extra.exists():
            raise ValueError(f"{spec}: there is no file or folder {extra}")
    path = Path(options.place).expanduser()
    if not path.exists() and HUB_NAME.fullmatch(options.place):
        path = _in_hub_cache(options.place) or path
    return _checkpoint(path)


def _load(folder: Path, device: str, options: Spec) -> DiffusionModel:
    kind = STABLE_DIFFUSION if folder.is_file() else _pipeline_class(folder)
    if kind == BUNDLED_CLASS:
        from generators.bundled_model import BundledModel

        return BundledModel.load(folder, device, int(options.batch or 1))
    if kind.startswith(STABLE_DIFFUSION):
        from generators.stable_diffusion import StableDiffusion

        return StableDiffusion.load(folder, device, options=options)
    raise ValueError(
        f"{folder} holds a {kind or 'pipeline without a name'}; {BUNDLED_CLASS} and {STABLE_DIFFUSION}Pipeline can play"
    )


def _checkpoint(path: Path) -> Path:
    """The path itself, or the one file in a folder that is a checkpoint in the original layout."""
    if path.is_file():
        if path.suffix != WEIGHTS:
            raise ValueError(f"{path} is not a {WEIGHTS} file; pickled checkpoints, .ckpt or .bin, are not read")
        return path
    if not path.is_dir():
        kinds = ", ".join(name for name, _ in available())
        raise ValueError(f"there is no checkpoint folder {path}; a generator is one of {kinds}")
    files = list(path.glob(f"*{WEIGHTS}"))
    if len(files) == 1 and not any((path / "unet").glob(f"*{WEIGHTS}")):
        return files[0]
    if not (path / "model_index.json").is_file():
        raise ValueError(
            f"{path} is not a checkpoint: it has no model_index.json, as in diffusers format, nor one {WEIGHTS} file"
        )
    return path


def _pipeline_class(folder: Path) -> str:
    try:
        return str(json.loads((folder / "model_index.json").read_text()).get("_class_name", ""))
    except (ValueError, AttributeError) as error:
        raise ValueError(f"{folder / 'model_index.json'} is not a JSON object: {error}") from error


def _in_hub_cache(name: str) -> Path | None:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except LocalEntryNotFoundError:
        return None
