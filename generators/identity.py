"""What a clip depends on beside its request. Torch is imported only for what needs it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generators.catalogue import TONE, find_checkpoint
from generators.spec import Spec

HERE = Path(__file__).parent
LIBRARIES = ("diffusers", "numpy", "scipy", "soundfile", "tokenizers", "torch", "transformers")  # that paint and decode
READ = ("json", "txt", "safetensors")  # of a folder


def identity(spec: str, device: str = "auto", threads: int = 1) -> str:
    """Hash of everything beside the request that a clip depends on: the weights, this code, the libraries, the device.

    Raises ValueError like `open_generator`.
    """
    files = sorted(HERE.glob("*.py"))
    parts = [spec, *map(_version, LIBRARIES)]
    if not TONE.fullmatch(spec):
        files += [file for place in _places(spec) for file in _read_files(place)]
        parts += [*_named(device), str(threads)]
    return hashlib.blake2b("\0".join([*parts, *_hashes(files)]).encode(), digest_size=16).hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # there by other means than an installation
        return ""


def _named(device: str) -> Iterator[str]:
    """A device, and which GPU that is."""
    import torch

    from generators.devices import pick_device

    yield (picked := pick_device(device))
    if torch.device(picked).type == "cuda":
        yield torch.cuda.get_device_name(torch.device(picked))


def _places(spec: str) -> Iterator[Path]:
    """A checkpoint's folder, or its file with what such a file leaves out; and what is put in the place of parts."""
    checkpoint = find_checkpoint(spec)
    yield checkpoint
    if checkpoint.is_file():
        from generators.checkpoint import SD1, tokenizer_of

        yield from (SD1, tokenizer_of(checkpoint, SD1))
    yield from Spec.parse(spec).files()


def _read_files(place: Path) -> list[Path]:
    """What is read of a checkpoint, or of a part of one."""
    if place.is_file():
        return [place]
    return sorted(path for kind in READ for path in place.glob(f"**/*.{kind}"))


def _hashes(files: Iterable[Path]) -> list[str]:
    """A hash of each file's content, in order."""
    hashes = []
    for path in files:
        with path.open("rb") as file:
            hashes.append(hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest())
    return hashes
