"""Spectrogram image ↔ latents: a fixed linear codec, principal components of patches of the image."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from generators.stored import Part


@dataclass(frozen=True)
class CodecConfig:
    """Height of images, size of their patches, and how many numbers tell of a patch."""

    bands: int = 256
    patch_bands: int = 16
    patch_columns: int = 8
    coefficients: int = 16


class PatchCodec(Part[CodecConfig]):
    """Each row of patches has its own basis; latents are whitened: zero mean, unit variance. What a patch's
    latents leave out is guessed from them and from those before and after; time goes round.

    Images (batch, bands, columns) hold −1 = silent … 1 = loud; latents (batch, coefficients, rows, tokens).
    """

    Config = CodecConfig
    mean: Tensor
    basis: Tensor
    deviation: Tensor
    context: Tensor

    def __init__(self, config: CodecConfig) -> None:
        super().__init__(config)
        self.rows = rows = config.bands // config.patch_bands
        self.patch_bands, self.patch_columns = config.patch_bands, config.patch_columns
        pixels, coefficients = self.patch_bands * self.patch_columns, config.coefficients
        self.register_buffer("mean", torch.zeros(rows, pixels))
        self.register_buffer("basis", torch.eye(pixels)[:coefficients].repeat(rows, 1, 1))
        self.register_buffer("deviation", torch.ones(rows, coefficients))
        self.register_buffer("context", torch.zeros(rows, 3 * coefficients, pixels))

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
        self.fit_context(images)

    @torch.no_grad()
    def fit_context(self, images: list[Tensor], ridge: float = 1e-3) -> None:
        """Set `context` to the least-squares guess of what a patch's own coefficients leave out of it.

        That is nothing they can hold, so decoded images still encode to the same latents.
        """
        self.context.zero_()
        latents = [self.encode(image[None]) for image in images]
        seen = torch.cat([self.surroundings(latent)[0] for latent in latents], dim=1)
        left = torch.cat(
            [self.patches(image[None] - self.decode(z))[0] for image, z in zip(images, latents, strict=True)], 1
        )
        gram = seen.transpose(1, 2) @ seen + ridge * seen.shape[1] * torch.eye(seen.shape[2])
        self.context.copy_(torch.linalg.solve(gram, seen.transpose(1, 2) @ left))

    def surroundings(self, latents: Tensor) -> Tensor:
        """Each token's latents between those of its neighbours: (batch, rows, tokens, 3 × coefficients)."""
        around = torch.cat([latents.roll(1, -1), latents, latents.roll(-1, -1)], dim=1)
        return around.permute(0, 2, 3, 1)

    @torch.no_grad()
    def encode(self, images: Tensor) -> Tensor:
        latents: Tensor = self._projected(self.patches(images) - self.mean[:, None])
        return latents

    @torch.no_grad()
    def encode_change(self, change: Tensor) -> Tensor:
        """By what the latents of any images change when the images change by so much."""
        latents: Tensor = self._projected(self.patches(change))
        return latents

    def _projected(self, patches: Tensor) -> Tensor:
        latents = torch.einsum("brtp,rkp->bkrt", patches, self.basis)
        whitened: Tensor = latents / self.deviation.T[None, :, :, None]
        return whitened

    @torch.no_grad()
    def decode(self, latents: Tensor) -> Tensor:
        coefficients = latents * self.deviation.T[None, :, :, None]
        patches = torch.einsum("bkrt,rkp->brtp", coefficients, self.basis) + self.mean[:, None]
        patches = patches + self.surroundings(latents) @ self.context
        batch, rows, tokens, _ = patches.shape
        split = patches.view(batch, rows, tokens, self.patch_bands, self.patch_columns).transpose(2, 3)
        images: Tensor = split.flatten(3).flatten(1, 2).clamp(-1, 1)
        return images
