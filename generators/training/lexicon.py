"""What else people may call what is in the catalogue: makers, players, places, scenes, kin, other tongues.

Written by hand for the text encoder (`words`), in `phrases/`: a name of the catalogue, or a word of mood, pace or
effect, and below it, indented, its phrases between commas; `#` begins a remark. `vocabulary` holds the words that the
denoiser itself was trained on.
"""

from __future__ import annotations

from pathlib import Path

from generators.training.vocabulary import Words

FOLDER = Path(__file__).with_name("phrases")


def read(name: str) -> dict[str, Words]:
    """The phrases of a file, by name. Raises ValueError where a name comes twice."""
    phrases: dict[str, str] = {}
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            phrases[next(reversed(phrases))] += f" {line.strip()}"
        elif line.startswith("#"):
            continue
        elif line in phrases:
            raise ValueError(f"{name}.txt has {line!r} twice")
        else:
            phrases[line] = ""
    return {of: tuple(text.strip().split(", ")) for of, text in phrases.items()}


INSTRUMENT_PHRASES = read("instruments")
GROOVE_PHRASES = read("grooves")
PERCUSSION_PHRASES = read("percussion")
STYLE_PHRASES = read("styles")
TONE_PHRASES = read("tones")
