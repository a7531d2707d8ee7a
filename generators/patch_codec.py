"""Spectrogram image ↔ latents: a fixed linear codec, principal components of patches of the image."""

from __future__ import annotations

import torch
from diffusers import ConfigMixin, ModelMixin
from diffusers.configuration_utils import register_to_config
from torch import Tensor


class PatchCodec(ModelMixin, ConfigMixin):  # type: ignore[misc]
    """Each row of patches has its own basis; latents are whitened: zero mean, unit variance.

    Images (batch, bands, columns) hold −1 = silent … 1 = loud; latents (batch, coefficients, rows, tokens).
    """

    @register_to_config  # type: ignore[untyped-decorator]
    def __init__(self, bands: int = 256, patch_bands: int = 16, patch_columns: int = 8, coefficients: int = 16) -> None:
        super().__init__()
        rows, pixels = bands // patch_bands, patch_bands * patch_columns
        self.rows, self.patch_bands, self.patch_columns = rows, patch_bands, patch_columns
        self.register_buffer("mean", torch.zeros(rows, pixels))
        self.register_buffer("basis", torch.eye(pixels)[:coefficients].repeat(rows, 1, 1))
        self.register_buffer("deviation", torch.ones(rows, coefficients))

    def patches(self, images: Tensor) -> Tensor:
        """(batch, bands, columns) → (batch, rows, tokens, pixels)."""
        batch, _, columns = images.shape
        split = images.reshape(batch, self.rows, self.patch_bands, columns // self.patch_columns, self.patch_columns)
        return split.transpose(2, 3).flatten(3)

    @torch.no_grad()
    def fit(self, images: list[Tensor]) -> None:
        """Set the basis to the principal components of the patches of `images`, each (bands, columns)."""
        patches = torch.cat([self.patches(image[None])[0] for image in images], dim=1)
        self.mean.copy_(patches.mean(dim=1))
        for row, centred in enumerate(patches - patches.mean(dim=1, keepdim=True)):
            variance, vectors = torch.linalg.eigh(centred.T @ centred / len(centred))
            kept = self.basis.shape[1]
            self.basis[row] = vectors.flip(1)[:, :kept].T
            self.deviation[row] = variance.flip(0)[:kept].clamp(min=1e-8).sqrt()

    @torch.no_grad()
    def encode(self, images: Tensor) -> Tensor:
        centred = self.patches(images) - self.mean[:, None]
        latents = torch.einsum("brtp,rkp->bkrt", centred, self.basis)
        whitened: Tensor = latents / self.deviation.T[None, :, :, None]
        return whitened

    @torch.no_grad()
    def decode(self, latents: Tensor) -> Tensor:
        coefficients = latents * self.deviation.T[None, :, :, None]
        patches = torch.einsum("bkrt,rkp->brtp", coefficients, self.basis) + self.mean[:, None]
        batch, rows, tokens, _ = patches.shape
        split = patches.view(batch, rows, tokens, self.patch_bands, self.patch_columns).transpose(2, 3)
        images: Tensor = split.flatten(3).flatten(1, 2).clamp(-1, 1)
        return images
