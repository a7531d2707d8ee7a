"""Prompts of any length, with weights, for CLIP's text encoder."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from generators.model import Embedding
from generators.prompt import parse


def embed(prompt: str, tokenizer: Any, encoder: Any) -> Embedding:
    """Hidden states (tokens, width) of a prompt, in chunks of as many words as the encoder reads at once.

    A token counts by the weight of its fragment; the whole then has the energy it had without weights.
    """
    words, weights = _tokens(prompt, tokenizer)
    length = encoder.config.max_position_embeddings
    ids = torch.tensor([_chunk(part, tokenizer, length, tokenizer.pad_token_id) for part in _split(words, length - 2)])
    scale = torch.tensor([[1.0, *part, *[1.0] * (length - 1 - len(part))] for part in _split(weights, length - 2)])
    states: Tensor = encoder(ids.to(encoder.device)).last_hidden_state
    weighted = states * scale.to(states)[..., None]
    if any(weight != 1 for weight in weights):
        weighted = weighted * (states.float().norm() / weighted.float().norm().clamp(min=1e-6)).to(states.dtype)
    tokens = weighted.flatten(0, 1)
    return Embedding(tokens, torch.ones(len(tokens), device=tokens.device))


def _tokens(prompt: str, tokenizer: Any) -> tuple[list[int], list[float]]:
    """The tokens of a prompt with their weights, without beginning and end."""
    words, weights = list[int](), list[float]()
    for fragment in parse(prompt):
        ids = tokenizer(fragment.text, add_special_tokens=False, verbose=False).input_ids
        words += ids
        weights += [fragment.weight] * len(ids)
    return words, weights


def _split(values: list[Any], size: int) -> list[list[Any]]:
    """Parts of at most so many; one empty part of nothing."""
    return [values[at : at + size] for at in range(0, max(1, len(values)), size)]


def _chunk(words: list[int], tokenizer: Any, length: int, padding: int) -> list[int]:
    whole = [tokenizer.bos_token_id, *words, tokenizer.eos_token_id]
    return whole + [padding] * (length - len(whole))
