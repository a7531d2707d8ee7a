"""Which generators there are and how to open one. Torch is imported only by what needs it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from generators.base import Generator
from generators.tone import Tone

if TYPE_CHECKING:
    from generators.model import DiffusionModel

HERE = Path(__file__).parent
BUNDLED_FOLDER = HERE / "bundled"
BUNDLED_CLASS, STABLE_DIFFUSION = "RiffbridgePipeline", "StableDiffusion"
STEREO = ":stereo"
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
        ("OWNER/NAME", "the same, from the Hugging Face cache of this machine; nothing is downloaded"),
    ]


def open_generator(
    spec: str, device: str = "auto", threads: int = 1, progress: Callable[[str], None] = lambda _: None
) -> Generator:
    """Open what `spec` names (see `available`) on a torch device ("auto": the best there is). `progress`
    is told what is being done.

    Raises ValueError, saying what is wrong and what is allowed.
    """
    if options := TONE.fullmatch(spec):
        return Tone(channels=1 if options[1] else 2, delay=float(options[2] or 0))
    folder = find_folder(spec)
    progress("importing torch")

    import torch

    from generators.diffusion import Diffusion, pick_device

    progress(f"loading {folder.name}")
    torch.set_num_threads(threads)
    return Diffusion(_load(folder, pick_device(device), spec.endswith(STEREO)), name=spec)


def find_folder(spec: str) -> Path:
    """The checkpoint's folder. Raises ValueError if there is none."""
    if spec == "bundled":
        return _checkpoint(BUNDLED_FOLDER)
    name = spec.removesuffix(STEREO)
    folder = Path(name).expanduser()
    if not folder.exists() and HUB_NAME.fullmatch(name):
        folder = _in_hub_cache(name) or folder
    return _checkpoint(folder)


def identity(spec: str, device: str = "auto", threads: int = 1) -> str:
    """Hash of everything beside the request that a clip depends on: the weights, this code, the device.

    Raises ValueError like `open_generator`.
    """
    files = sorted(HERE.glob("*.py"))
    parts = [spec]
    if not TONE.fullmatch(spec):
        import torch

        from generators.diffusion import pick_device

        folder = find_folder(spec)
        files += sorted(path for kind in ("json", "txt", "safetensors") for path in folder.glob(f"**/*.{kind}"))
        parts += [torch.__version__, pick_device(device), str(threads)]
    return hashlib.blake2b("\0".join([*parts, *_hashes(files)]).encode(), digest_size=16).hexdigest()


def _load(folder: Path, device: str, stereo: bool) -> DiffusionModel:
    kind = _pipeline_class(folder)
    if kind == BUNDLED_CLASS:
        from generators.bundled_model import BundledModel

        return BundledModel.load(folder, device)
    if kind.startswith(STABLE_DIFFUSION):
        from generators.stable_diffusion import StableDiffusion

        return StableDiffusion.load(folder, device, stereo=stereo)
    raise ValueError(
        f"{folder} holds a {kind or 'pipeline without a name'}; {BUNDLED_CLASS} and {STABLE_DIFFUSION}Pipeline can play"
    )


def _checkpoint(folder: Path) -> Path:
    if not folder.is_dir():
        kinds = ", ".join(name for name, _ in available())
        raise ValueError(f"there is no checkpoint folder {folder}; a generator is one of {kinds}")
    if not (folder / "model_index.json").is_file():
        raise ValueError(f"{folder} is not a checkpoint in diffusers format: it has no model_index.json")
    return folder


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


def _hashes(files: Iterable[Path]) -> list[str]:
    """A hash of each file's content, in order."""
    hashes = []
    for path in files:
        with path.open("rb") as file:
            hashes.append(hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest())
    return hashes
