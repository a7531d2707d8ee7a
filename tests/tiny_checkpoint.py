"""A Stable Diffusion checkpoint with every part of a real one, tiny and with random weights."""

import json
import string
from pathlib import Path

import torch
from diffusers import AutoencoderKL, PNDMScheduler, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel

START, END = "<|startoftext|>", "<|endoftext|>"
MERGES = [
    "p i",
    "pi a",
    "pia n",
    "pian o</w>",
    "d r",
    "dr u",
    "dru m",
    "drum s</w>",
    "b e",
    "be l",
    "bel l",
    "bell s</w>",
]
LENGTH = 16


def write_checkpoint(folder: Path, in_channels: int = 4) -> Path:
    """Write the checkpoint in diffusers format, by the libraries' own means where they have them."""
    torch.manual_seed(0)
    words = write_tokenizer(folder / "tokenizer")
    text_config = CLIPTextConfig(
        vocab_size=words, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2,
        max_position_embeddings=LENGTH, bos_token_id=words - 2, eos_token_id=words - 1, pad_token_id=words - 1,
    )  # fmt: skip
    CLIPTextModel(text_config).save_pretrained(folder / "text_encoder")
    UNet2DConditionModel(
        in_channels=in_channels, block_out_channels=(16, 32), layers_per_block=1, cross_attention_dim=32,
        attention_head_dim=2, norm_num_groups=8, sample_size=64,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
    ).save_pretrained(folder / "unet")  # fmt: skip
    AutoencoderKL(
        block_out_channels=(4, 4, 8, 8), latent_channels=4, norm_num_groups=2, scaling_factor=0.18215,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
    ).save_pretrained(folder / "vae")  # fmt: skip
    PNDMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", skip_prk_steps=True, steps_offset=1
    ).save_pretrained(folder / "scheduler")
    (folder / "model_index.json").write_text(json.dumps({"_class_name": "StableDiffusionPipeline"}))
    return folder


def write_tokenizer(folder: Path) -> int:
    """Byte-pair vocabulary of a few words, in CLIP's file format; returns its size."""
    letters = string.ascii_lowercase + string.digits + ",.:-"
    words = [*letters, *(letter + "</w>" for letter in letters), *(merge.replace(" ", "") for merge in MERGES)]
    vocabulary = {word: number for number, word in enumerate([*words, START, END])}
    folder.mkdir(parents=True)
    (folder / "vocab.json").write_text(json.dumps(vocabulary))
    (folder / "merges.txt").write_text("\n".join(["#version: 0.2", *MERGES]))
    names = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END}
    config = {"tokenizer_class": "CLIPTokenizer", "model_max_length": LENGTH, **names}
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    return len(vocabulary)
