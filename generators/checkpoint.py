"""Reads the parts of a Stable Diffusion 1.x checkpoint: safetensors only, and never from a network.

A checkpoint is a folder as `StableDiffusionPipeline.save_pretrained` writes it, or one .safetensors file in the
original layout, whose configuration and vocabulary are those in `sd1/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers
from diffusers import AutoencoderKL, AutoencoderTiny, SchedulerMixin, UNet2DConditionModel
from diffusers.loaders.single_file_utils import create_diffusers_clip_model_from_ldm
from safetensors import SafetensorError, safe_open
from torch import Tensor
from transformers import CLIPTextModel, CLIPTokenizer

from generators.lora import add_lora
from generators.samplers import load_scheduler
from generators.spec import Spec

SD1 = Path(__file__).parent / "sd1"  # Stable Diffusion 1.x as published, without its weights
UNET, TEXT, VAE = "model.diffusion_model.", "cond_stage_model.transformer.", "first_stage_model."

# What each folder of a checkpoint must hold: files, any one of each tuple.
COMPONENTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "tokenizer": (("tokenizer.json", "vocab.json"), ("tokenizer.json", "merges.txt")),
    "text_encoder": (("config.json",), ("*.safetensors",)),
    "unet": (("config.json",), ("*.safetensors",)),
    "vae": (("config.json",), ("*.safetensors",)),
    "scheduler": (("scheduler_config.json",),),
}


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint's parts, ready for use."""

    tokenizer: CLIPTokenizer
    text_encoder: CLIPTextModel
    unet: UNet2DConditionModel
    vae: AutoencoderKL | AutoencoderTiny
    scheduler: SchedulerMixin


def load_checkpoint(path: Path, options: Spec, device: str, dtype: torch.dtype, configs: Path = SD1) -> Checkpoint:
    """Read a checkpoint, with what `options` put in its place or add to it.

    `configs` is the layout of a single file. Raises ValueError naming what is missing or unreadable.
    """
    with _quietly():
        parts = _folder(path, options, dtype) if path.is_dir() else _file(path, options, dtype, configs)
        if options.lora:
            add_lora(parts["unet"], Path(options.lora).expanduser())
    _check_fit(path, parts)
    for name in ("text_encoder", "unet", "vae"):
        parts[name] = parts[name].to(device).eval().requires_grad_(False)
    return Checkpoint(**parts)


def _check_fit(path: Path, parts: dict[str, Any]) -> None:
    """Raises ValueError for parts that load and could not paint together."""
    unet, latents = parts["unet"].config, parts["vae"].config.latent_channels
    if unet.in_channels != latents:
        raise ValueError(
            f"the UNet of {path} takes {unet.in_channels} channels, not the {latents} of a text-to-image checkpoint's "
            "latents"
        )
    width = parts["text_encoder"].config.hidden_size
    if unet.cross_attention_dim != width:
        raise ValueError(
            f"the UNet of {path} reads text {unet.cross_attention_dim} wide, and its text encoder gives {width}: it is "
            "no Stable Diffusion 1.x, but an XL, say"
        )


def _folder(folder: Path, options: Spec, dtype: torch.dtype) -> dict[str, Any]:
    check_components(folder, [name for name in COMPONENTS if not getattr(options, name, "")])
    return {
        "tokenizer": _component(CLIPTokenizer, folder / "tokenizer"),
        "text_encoder": _component(CLIPTextModel, folder / "text_encoder", torch_dtype=dtype),
        "unet": load_unet(Path(options.unet).expanduser() if options.unet else folder / "unet", dtype),
        "vae": load_vae(Path(options.vae).expanduser() if options.vae else folder / "vae", dtype),
        "scheduler": load_scheduler(options.sampler, folder / "scheduler"),
    }


def _file(file: Path, options: Spec, dtype: torch.dtype, configs: Path) -> dict[str, Any]:
    """The parts of a file in the original layout."""
    unet = load_unet(Path(options.unet).expanduser(), dtype) if options.unet else None
    vae = load_vae(Path(options.vae).expanduser(), dtype) if options.vae else None
    text = read_tensors(file, TEXT, dtype)
    if not text:
        raise ValueError(f"{file} has no text encoder of Stable Diffusion 1.x (no {TEXT}*)")
    try:
        text_encoder = create_diffusers_clip_model_from_ldm(
            CLIPTextModel, text, "text_encoder", str(configs), torch_dtype=dtype, local_files_only=True
        )
    except Exception as error:  # the libraries raise many kinds
        raise ValueError(f"the text encoder of {file} cannot be loaded: {error}") from error
    return {
        "tokenizer": _component(CLIPTokenizer, tokenizer_of(file, configs)),
        "text_encoder": text_encoder,
        "unet": unet or _from_file(UNet2DConditionModel, file, UNET, configs, "unet", dtype),
        "vae": vae or _from_file(AutoencoderKL, file, VAE, configs, "vae", dtype),
        "scheduler": load_scheduler(options.sampler, configs / "scheduler"),
    }


def tokenizer_of(file: Path, configs: Path) -> Path:
    """The folder of a file's tokenizer: the one beside it, if there is one."""
    beside = file.parent / "tokenizer"
    return beside if beside.is_dir() else configs / "tokenizer"


def _from_file(kind: Any, file: Path, prefix: str, configs: Path, name: str, dtype: torch.dtype) -> Any:
    tensors = read_tensors(file, prefix, dtype)
    if not tensors:
        raise ValueError(f"{file} has no {name} in the layout of Stable Diffusion 1.x (no {prefix}*)")
    try:
        return kind.from_single_file(
            tensors, config=str(configs), subfolder=name, torch_dtype=dtype, local_files_only=True
        )
    except Exception as error:  # the libraries raise many kinds
        raise ValueError(f"the {name} of {file} cannot be loaded: {error}") from error


def read_tensors(file: Path, prefix: str, dtype: torch.dtype) -> dict[str, Tensor]:
    """The tensors whose names begin so, one after the other. Raises ValueError for a file that is not safetensors."""
    try:
        with safe_open(file, framework="pt") as tensors:
            return {name: tensors.get_tensor(name).to(dtype) for name in tensors.keys() if name.startswith(prefix)}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise ValueError(
            f"{file} cannot be read as safetensors ({error}); pickled checkpoints, .ckpt or .bin, are not read"
        ) from error


def check_components(folder: Path, names: list[str] | None = None) -> None:
    """Raises ValueError naming everything that a checkpoint lacks."""
    missing = [
        f"{name}/{' or '.join(files)}"
        for name in names or COMPONENTS
        for files in COMPONENTS[name]
        if not any(any((folder / name).glob(pattern)) for pattern in files)
    ]
    if missing:
        raise ValueError(
            f"{folder} lacks {', '.join(missing)}. A checkpoint has the folders {', '.join(COMPONENTS)}, "
            "with weights as safetensors (pickled ones, .bin or .ckpt, are not read)"
        )


def load_unet(folder: Path, dtype: torch.dtype) -> UNet2DConditionModel:
    """Raises ValueError with the loader's own words."""
    return _component(UNet2DConditionModel, folder, torch_dtype=dtype)


def load_vae(folder: Path, dtype: torch.dtype) -> AutoencoderKL | AutoencoderTiny:
    """A VAE of either kind, as its config says. Raises ValueError with the loader's own words."""
    try:
        tiny = AutoencoderKL.load_config(folder, local_files_only=True)["_class_name"] == "AutoencoderTiny"
    except (OSError, KeyError) as error:
        raise ValueError(f"{folder} cannot be loaded: {error}") from error
    return _component(AutoencoderTiny if tiny else AutoencoderKL, folder, torch_dtype=dtype)


def _component(kind: Any, folder: Path, **options: Any) -> Any:
    """Load one part. Raises ValueError with the loader's own words."""
    weights = [path.name for path in folder.glob("*.safetensors")]
    if weights:
        options["use_safetensors"] = True
        if all(".fp16." in name for name in weights):
            options["variant"] = "fp16"
    try:
        return kind.from_pretrained(folder, local_files_only=True, **options)
    except Exception as error:  # the loaders raise many kinds, for bad JSON, bad weights, wrong shapes
        raise ValueError(f"{folder} cannot be loaded: {error}") from error


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the loaders' progress bars and advice; the worker reports progress itself."""
    libraries = (diffusers.utils.logging, transformers.utils.logging)
    before = [library.get_verbosity() for library in libraries]
    for library in libraries:
        library.set_verbosity_error()
        library.disable_progress_bar()
    try:
        yield
    finally:
        for library, level in zip(libraries, before, strict=True):
            library.set_verbosity(level)
            library.enable_progress_bar()
