"""What names a generator, as one text: a place, then how to use what is there. No torch.

`riffusion/riffusion-model-v1:sampler=lcm:lora=lcm.safetensors` is the checkpoint of that name, sampled in few steps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

SAMPLERS = ("dpm", "euler", "ddim", "lcm")
PRECISIONS = ("float32", "float16", "bfloat16")
OPTIONS = {
    "stereo": "left in green, right in blue, as in Riffusion's stereo images",
    "sampler": f"one of {', '.join(SAMPLERS)} (dpm); lcm for 1 to 8 steps of what was distilled for it",
    "vae": "another VAE: a folder in diffusers format, such as a tiny autoencoder's",
    "unet": "another UNet: a folder in diffusers format, such as one distilled to few steps",
    "lora": "a LoRA file (.safetensors), added to the UNet's weights",
    "batch": "keyframes painted in one pass, 1 to 8 (1): more in less time, but last bits may then depend on company",
    "beat": "align or free (align): turn clips from text round so that their onsets lie on the beat",
    "precision": f"one of {', '.join(PRECISIONS)} (float16 on CUDA, else float32)",
    "layout": "of images in memory on CUDA: channels-last or plain (channels-last)",
    "graphs": "CUDA graphs: on or off (on); made at the start, for the usual lengths of clips",
}
CHOICES = {
    "sampler": SAMPLERS,
    "precision": PRECISIONS,
    "layout": ("channels-last", "plain"),
    "graphs": ("on", "off"),
    "beat": ("align", "free"),
    "batch": tuple("12345678"),
}
_OPTION = re.compile(rf":(stereo|(?:{'|'.join(OPTIONS)})=[^:]*)$")


@dataclass(frozen=True)
class Spec:
    """`place` is a name or a path; the options are those of `OPTIONS`, "" = the usual."""

    place: str
    stereo: bool = False
    sampler: str = ""
    vae: str = ""
    unet: str = ""
    lora: str = ""
    batch: str = ""
    beat: str = ""
    precision: str = ""
    layout: str = ""
    graphs: str = ""

    @classmethod
    def parse(cls, text: str) -> Spec:
        """Split the options off the end of a text. Raises ValueError for a value that is not allowed."""
        options: dict[str, str | bool] = {}
        while match := _OPTION.search(text):
            name, _, value = match[1].partition("=")
            options[name] = _checked(name, value) if value or name != "stereo" else True
            text = text[: match.start()]
        return replace(cls(text), **options)  # type: ignore[arg-type]

    @property
    def plain(self) -> bool:
        """True if nothing but the place is given."""
        return self == Spec(self.place)

    def files(self) -> list[Path]:
        """What else is read beside the place."""
        return [Path(path).expanduser() for path in (self.vae, self.unet, self.lora) if path]


def _checked(name: str, value: str) -> str:
    if name == "stereo" or (name in CHOICES and value not in CHOICES[name]) or not value:
        allowed = f"{name}={{{'|'.join(CHOICES[name])}}}" if name in CHOICES else name
        raise ValueError(f"option {name}={value} of a generator: write {allowed}: {OPTIONS[name]}")
    return value
