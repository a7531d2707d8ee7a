"""MiniLM: what the words of a prompt mean, read together. A BERT encoder (Devlin et al., 2018,
https://arxiv.org/abs/1810.04805) with torch's own layers: a library of language models takes longer to import than a
clip to paint.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from generators.stored import named, read_config, read_weights

PARTS = {  # of a layer, as torch calls them: what they are called in BERT's checkpoints
    "self_attn.out_proj": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "linear1": "intermediate.dense",
    "linear2": "output.dense",
    "norm2": "output.LayerNorm",
}


@dataclass(frozen=True)
class Size:
    """Of an encoder: how many tokens it knows, widths of its states and within its layers, how many tokens it can read
    at once."""

    tokens: int
    width: int
    layers: int
    heads: int
    hidden: int
    longest: int

    @classmethod
    def of(cls, folder: Path) -> Size:
        """What the config of a BERT in a checkpoint says."""
        config = read_config(folder)
        if config["hidden_act"] != "gelu":
            raise ValueError(f"hidden_act must be gelu, not {config['hidden_act']}")
        return cls(
            tokens=config["vocab_size"],
            width=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            hidden=config["intermediate_size"],
            longest=config["max_position_embeddings"],
        )


class TextEncoder(nn.Module):
    """Tokens (prompts, length) and which are in use (the same), 1 or 0 → states (prompts, length, width), 0 where
    they are not."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.tokens = nn.Embedding(size.tokens, size.width)
        self.places = nn.Embedding(size.longest, size.width)
        self.kinds = nn.Embedding(2, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        layer = nn.TransformerEncoderLayer(
            size.width, size.heads, size.hidden, dropout=0, activation="gelu", layer_norm_eps=1e-12, batch_first=True
        )
        self.encoder = nn.TransformerEncoder(layer, size.layers, enable_nested_tensor=False)

    @classmethod
    def load(cls, folder: Path) -> TextEncoder:
        """From BERT's config.json and weights, named as in its checkpoints. Raises ValueError and OSError."""
        with named(folder):
            size = Size.of(folder)
            encoder = cls(size)
            encoder.load_state_dict(renamed(read_weights(folder), size.layers))
        return encoder.eval().requires_grad_(False)

    def forward(self, tokens: Tensor, used: Tensor) -> Tensor:
        places = torch.arange(tokens.shape[1], device=tokens.device)
        given = self.norm(self.tokens(tokens) + self.places(places) + self.kinds.weight[0])
        states: Tensor = self.encoder(given, src_key_padding_mask=used == 0)
        return states * used[..., None]


def renamed(theirs: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    """The weights of a BERT, by the names that they have here; raises ValueError if there are others."""
    theirs = dict(theirs)
    embeddings = {"tokens": "word_embeddings", "places": "position_embeddings", "kinds": "token_type_embeddings"}
    ours = {f"{name}.weight": theirs.pop(f"embeddings.{their}.weight") for name, their in embeddings.items()}
    for kind in ("weight", "bias"):
        ours[f"norm.{kind}"] = theirs.pop(f"embeddings.LayerNorm.{kind}")
        for layer in range(layers):
            to, of = f"encoder.layers.{layer}", f"encoder.layer.{layer}"
            asked = [theirs.pop(f"{of}.attention.self.{part}.{kind}") for part in ("query", "key", "value")]
            ours[f"{to}.self_attn.in_proj_{kind}"] = torch.cat(asked)
            ours |= {f"{to}.{name}.{kind}": theirs.pop(f"{of}.{their}.{kind}") for name, their in PARTS.items()}
    if theirs:
        raise ValueError(f"there are other weights, too: {', '.join(sorted(theirs)[:3])}")
    return ours
