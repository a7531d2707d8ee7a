"""The text encoder of the bundled model reads as the library does whose checkpoint it takes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel

from generators.catalogue import BUNDLED_FOLDER
from generators.prompt_reader import load_tokenizer
from generators.stored import read_config, read_weights, write_json
from generators.text_encoder import TextEncoder

pytestmark = pytest.mark.offline

FOLDER = BUNDLED_FOLDER / "text_encoder"


def test_states_are_those_of_a_bert() -> None:
    theirs = BertModel(BertConfig.from_dict(read_config(FOLDER)), add_pooling_layer=False).eval()
    theirs.load_state_dict(read_weights(FOLDER))
    read = load_tokenizer(BUNDLED_FOLDER / "tokenizer").encode_batch(["piano", "a walking bass, and a brush kit", ""])
    tokens, used = (torch.tensor([getattr(one, part) for one in read]) for part in ("ids", "attention_mask"))
    with torch.inference_mode():
        ours = TextEncoder.load(FOLDER)(tokens, used)
        wanted = theirs(input_ids=tokens, attention_mask=used).last_hidden_state
    torch.testing.assert_close(ours, wanted * used[..., None], atol=1e-4, rtol=0)
    assert not ours[used == 0].any()


def test_what_does_not_fit_is_said_with_its_folder(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    config = read_config(FOLDER)
    for change, text in (
        ({"num_hidden_layers": 3}, "other weights, too: encoder.layer.3."),
        ({"num_hidden_layers": 7}, "encoder.layer.6."),
        ({"hidden_act": "relu"}, "hidden_act must be gelu, not relu"),
        ({"hidden_size": 192}, "size mismatch"),
    ):
        write_json(tmp_path / "config.json", config | change)
        with pytest.raises(ValueError, match=re.escape(text)) as error:
            TextEncoder.load(tmp_path)
        assert str(error.value).startswith(f"{tmp_path}: ")
