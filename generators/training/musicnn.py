"""An independent ear: musicnn (Pons & Serra, 2019, https://arxiv.org/abs/1909.06654), trained on MagnaTagATune.

Its weights come from the wheel `musicnn` (ISC licence), read without TensorFlow. Used to measure, never shipped.
"""

from __future__ import annotations

import importlib.metadata
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.signal import resample_poly
from torch import Tensor
from torch.nn.functional import conv2d, pad, relu

TAGS = tuple(
    """guitar,classical,slow,techno,strings,drums,electronic,rock,fast,piano,ambient,beat,violin,vocal,synth,female,
    indian,opera,male,singing,vocals,no vocals,harpsichord,loud,quiet,flute,woman,male vocal,no vocal,pop,soft,sitar,
    solo,man,classic,choir,voice,new age,dance,male voice,female vocal,beats,harp,cello,no voice,weird,country,metal,
    female voice,choral""".replace("\n    ", "").split(",")
)
RATE, FFT, HOP, BANDS, FRAMES = 16000, 512, 256, 96, 187
INSTALL = "pip install --no-deps musicnn==0.1.0"  # the TensorFlow and old NumPy it asks for are not needed here
FOOTER = 48  # bytes at the end of a table file
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Heard:
    """Of one sound: how much of each tag (50,), the 200 features before them, and the pooled ones below (1506,)."""

    tags: Floats
    embedding: Floats
    pooled: Floats


def installed() -> bool:
    return bool(importlib.metadata.packages_distributions().get("musicnn"))


@lru_cache
def weights() -> dict[str, Tensor]:
    """Raises ModuleNotFoundError if the wheel is not installed."""
    try:
        files = importlib.metadata.files("musicnn") or []
    except importlib.metadata.PackageNotFoundError:
        raise ModuleNotFoundError(f"musicnn is not installed: {INSTALL}") from None
    index = next(file for file in files if str(file).endswith("MTT_musicnn/.index"))
    return read_checkpoint(Path(str(index.locate())).parent)


def read_checkpoint(folder: Path) -> dict[str, Tensor]:
    """The float tensors of a TensorFlow checkpoint whose prefix is empty, without the optimiser's."""
    table, data = (folder / ".index").read_bytes(), (folder / ".data-00000-of-00001").read_bytes()
    tensors = {}
    for key, value in table_entries(table):
        fields = dict(proto_fields(value))
        if key and fields.get(1) == 1 and "Adam" not in key:
            shape = [int(dict(proto_fields(size)).get(1, 0)) for n, size in proto_fields(fields.get(2, b"")) if n == 2]
            start, length = int(fields.get(4, 0)), int(fields[5])
            flat = np.frombuffer(data, np.float32, length // 4, start).copy()
            tensors[key] = torch.from_numpy(flat).reshape(shape)
    return tensors


def table_entries(table: bytes) -> Iterator[tuple[str, bytes]]:
    """Keys and values of a LevelDB table of uncompressed blocks (google/leveldb, doc/table_format.md)."""
    at = len(table) - FOOTER
    for _ in range(2):
        _, at = varint(table, at)  # the meta index
    offset, at = varint(table, at)
    size, _ = varint(table, at)
    for _, handle in block_entries(table[offset : offset + size]):
        start, place = varint(handle, 0)
        length, _ = varint(handle, place)
        for key, value in block_entries(table[start : start + length]):
            yield key.decode(), value


def block_entries(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    """A key is written as what it shares with the one before, and the rest."""
    (restarts,) = struct.unpack("<I", block[-4:])
    at, end, key = 0, len(block) - 4 * (restarts + 1), b""
    while at < end:
        shared, at = varint(block, at)
        rest, at = varint(block, at)
        length, at = varint(block, at)
        key = key[:shared] + block[at : at + rest]
        yield key, block[at + rest : at + rest + length]
        at += rest + length


def proto_fields(message: bytes | int) -> Iterator[tuple[int, bytes | int]]:
    """Number and value of each field of a protocol buffer; only the kinds that occur in an index."""
    if isinstance(message, int):
        return
    at = 0
    while at < len(message):
        tag, at = varint(message, at)
        value: bytes | int
        if tag & 7 == 0:
            value, at = varint(message, at)
        elif tag & 7 == 5:
            value, at = int.from_bytes(message[at : at + 4], "little"), at + 4
        else:
            length, at = varint(message, at)
            value, at = message[at : at + length], at + length
        yield tag >> 3, value


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A base-128 number, and where what follows it begins."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


@lru_cache
def filterbank() -> Tensor:
    """Slaney's mel scale and areas, as librosa has them: (BANDS, FFT // 2 + 1)."""
    knee = 1000 / (200 / 3)
    mels = np.linspace(0, knee + 27 * np.log(RATE / 2 / 1000) / np.log(6.4), BANDS + 2)
    edges = np.where(mels < knee, mels * 200 / 3, 1000 * np.exp((mels - knee) * np.log(6.4) / 27))
    bins = np.linspace(0, RATE / 2, FFT // 2 + 1)
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    triangles = np.maximum(0, np.minimum((bins - low) / (middle - low), (high - bins) / (high - middle)))
    return torch.from_numpy((triangles * 2 / (high - low)).astype(np.float32))


def patches(sound: Floats, rate: int) -> Tensor:
    """Log-mel patches (patches, 1, FRAMES, BANDS) of a mono loop, repeated until there are two at least."""
    turns = int(np.ceil(2 * FRAMES * HOP / RATE * rate / len(sound)))
    resampled = resample_poly(np.tile(sound, turns), RATE, rate).astype(np.float32)
    window = torch.hann_window(FFT)
    spectrum = torch.stft(
        torch.from_numpy(resampled), FFT, HOP, window=window, pad_mode="constant", return_complex=True
    )
    mel = torch.log10(10000 * (filterbank() @ spectrum.abs() ** 2) + 1).T
    return mel.unfold(0, FRAMES, FRAMES // 2).transpose(1, 2)[:, None]


def _norm(x: Tensor, number: int) -> Tensor:
    """Batch normalisation over axis 1."""
    name = "batch_normalization" + (f"_{number}" if number else "")
    mean, variance, gamma, beta = (
        weights()[f"{name}/{part}"].view(1, -1, *[1] * (x.ndim - 2))
        for part in ("moving_mean", "moving_variance", "gamma", "beta")
    )
    return (x - mean) / torch.sqrt(variance + 1e-3) * gamma + beta


def _convolve(x: Tensor, number: int) -> Tensor:
    name = "conv2d" + (f"_{number}" if number else "")
    return relu(conv2d(x, weights()[f"{name}/kernel"].permute(3, 2, 0, 1), weights()[f"{name}/bias"]))


def _front(x: Tensor) -> Tensor:
    """Timbral filters (7 frames × many bands) and temporal ones (many frames × 1 band): (patches, 561, FRAMES)."""
    timbral = [_norm(_convolve(pad(x, (0, 0, 3, 3)), n), n + 1).amax(3) for n in (0, 1)]
    temporal = [
        _norm(_convolve(pad(x, (0, 0, (length - 1) // 2, length // 2)), n), n + 1).amax(3)
        for n, length in ((2, 128), (3, 64), (4, 32))
    ]
    return torch.cat([*timbral, *temporal], dim=1)


@torch.inference_mode()
def listen(sound: Floats, rate: int) -> Heard:
    """What musicnn makes of a mono loop (frames,)."""
    front = _front(_norm(patches(sound, rate), 0))
    layers = [front]
    for number in (5, 6, 7):
        below = layers[-1].transpose(1, 2)[:, None]
        new = _norm(_convolve(pad(below, (0, 0, 3, 3)), number), number + 1)[..., 0]
        layers.append(new if number == 5 else new + layers[-1])
    everything = torch.cat(layers, dim=1)
    pooled = torch.stack([everything.amax(2), everything.mean(2)], dim=2).flatten(1)
    dense = relu(_norm(pooled, 9) @ weights()["dense/kernel"] + weights()["dense/bias"])
    embedding = _norm(dense, 10)
    tags = torch.sigmoid(embedding @ weights()["dense_1/kernel"] + weights()["dense_1/bias"])
    return Heard(*(value.mean(0).numpy() for value in (tags, embedding, _norm(pooled, 9))))
