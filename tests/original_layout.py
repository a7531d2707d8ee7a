"""A checkpoint in diffusers format written as one file, in the layout that Stable Diffusion 1.x was published in."""

import re
from pathlib import Path

from safetensors.torch import load_file, save_file
from torch import Tensor

RESNET = {
    "norm1": "in_layers.0", "conv1": "in_layers.2", "time_emb_proj": "emb_layers.1",
    "norm2": "out_layers.0", "conv2": "out_layers.3", "conv_shortcut": "skip_connection",
}  # fmt: skip
UNET = {
    "time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2", "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0", "conv_out": "out.2", "mid_block.resnets.0": "middle_block.0",
    "mid_block.attentions.0": "middle_block.1", "mid_block.resnets.1": "middle_block.2",
}  # fmt: skip
VAE = [
    (r"mid_block\.resnets\.0", "mid.block_1"), (r"mid_block\.resnets\.1", "mid.block_2"),
    (r"mid_block\.attentions\.0\.", "mid.attn_1."), (r"group_norm", "norm"), (r"to_out\.0", "proj_out"),
    (r"\.to_([qkv])\.", r".\1."), (r"conv_norm_out", "norm_out"), (r"conv_shortcut", "nin_shortcut"),
    (r"down_blocks\.(\d)\.resnets", r"down.\1.block"), (r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample"),
    (r"up_blocks\.(\d)\.resnets", r"up.\1.block"), (r"up_blocks\.(\d)\.upsamplers\.0", r"up.\1.upsample"),
]  # fmt: skip


def write_original(folder: Path, file: Path) -> Path:
    """Write the UNet, VAE and text encoder of a checkpoint to one file."""
    tensors = {
        **{f"model.diffusion_model.{unet_name(name)}": value for name, value in weights(folder / "unet").items()},
        **{f"first_stage_model.{vae_name(name)}": value for name, value in weights(folder / "vae").items()},
        **{
            f"cond_stage_model.transformer.text_model.{name.removeprefix('text_model.')}": value
            for name, value in weights(folder / "text_encoder").items()
        },
    }
    save_file({name: value.contiguous() for name, value in tensors.items()}, file)
    return file


def weights(folder: Path) -> dict[str, Tensor]:
    [file] = folder.glob("*.safetensors")
    return load_file(file)


def unet_name(name: str, layers: int = 1) -> str:
    for here, there in UNET.items():
        name = re.sub(rf"^{re.escape(here)}\.", f"{there}.", name)
    if match := re.match(r"down_blocks\.(\d)\.(resnets|attentions|downsamplers)\.(\d)\.(.*)", name):
        block, kind, layer, rest = int(match[1]), match[2], int(match[3]), match[4]
        number = 1 + block * (layers + 1) + (layers if kind == "downsamplers" else layer)
        name = (
            f"input_blocks.{number}.{int(kind == 'attentions')}.{rest.replace('conv.', 'op.', kind == 'downsamplers')}"
        )
    elif match := re.match(r"up_blocks\.(\d)\.(resnets|attentions|upsamplers)\.(\d)\.(.*)", name):
        block, kind, layer, rest = int(match[1]), match[2], int(match[3]), match[4]
        number = block * (layers + 1) + (layers if kind == "upsamplers" else layer)
        name = f"output_blocks.{number}.{int(kind != 'resnets')}.{rest}"  # in the tiny one, no attention before it
    for here, there in RESNET.items():
        name = re.sub(rf"^(\w+blocks?[.\d]*)\.{here}\.", rf"\1.{there}.", name)
    return name


def vae_name(name: str) -> str:
    for here, there in VAE:
        name = re.sub(here, there, name)
    return re.sub(r"up\.(\d)", lambda match: f"up.{3 - int(match[1])}", name)
