"""`riffbridge image` and `riffbridge audio`: sound files ↔ spectrogram images, one or a folder of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

from bridge.config import ConfigError
from bridge.mistakes import Mistakes
from bridge.options import SOUND_FILES, folder, output_file, real, spare, whole
from bridge.progress import bar, complain, console, tell
from bridge.whole_file import whole_file
from generators.base import Sound
from generators.image_file import IMAGES, WIDEST, paint, read, write
from generators.image_tags import TAGS, ImageFileError, Tags

SOUNDS = (".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aif", ".aiff", ".au", ".caf", ".w64")
WIDTH = whole(2, WIDEST, "columns")
RATE = whole(8000, 192_000, "Hz")
MAX_VALUE = real(TAGS["max_value"].low, TAGS["max_value"].high)
PEAK = 0.999  # of a file whose sound would be louder than full scale

Convert = Callable[[Path, Path], str]  # source, target → what there is to say, "" = nothing


def to_images(source: Path, target: str, stereo: bool, width: object, max_value: object, overwrite: bool) -> int:
    """Paint a sound file, or each one in a folder, as a PNG. Returns the exit code; raises ConfigError."""
    mistakes = Mistakes()
    out = _target(source, target, (".png",), mistakes)
    columns = mistakes.checked("--width", width, WIDTH.check)
    black = mistakes.checked("--max-value", max_value, MAX_VALUE.check)
    mistakes.tell()

    def convert(sound_file: Path, image_file: Path) -> str:
        image = paint(load(sound_file, Tags.sample_rate), stereo, black, columns)
        with whole_file(image_file) as part:
            write(part, image)
        return ""

    return _convert(source, out, SOUNDS, ".png", convert, overwrite)


def to_sounds(source: Path, target: str, rate: object, overwrite: bool) -> int:
    """Decode an image, or each one in a folder, to a WAV file, or a FLAC file by that name. Returns the exit code;
    raises ConfigError."""
    mistakes = Mistakes()
    out = _target(source, target, SOUND_FILES, mistakes)
    given = mistakes.checked("--rate", rate, RATE.check)
    mistakes.tell()

    def convert(image_file: Path, sound_file: Path) -> str:
        image = read(image_file)
        return save(image.sound(given), given or image.tags.sample_rate, sound_file)

    return _convert(source, out, IMAGES, ".wav", convert, overwrite)


def _target(source: Path, target: str, suffixes: tuple[str, ...], mistakes: Mistakes) -> Path:
    """Where to write: a file, or a folder if the source is one."""
    if not source.exists():
        mistakes.texts.append(f"{source}: there is no such file or folder")
    elif source.is_dir():
        mistakes.checked("OUT", target, folder(Path).check)
    else:
        mistakes.checked("OUT", target, lambda name: output_file(name, suffixes))
    return Path(target).expanduser()


def load(path: Path, rate: int) -> Sound:
    """A sound file (channels, frames) at `rate`. Raises LibsndfileError, OSError."""
    with path.open("rb") as file:
        frames, file_rate = soundfile.read(file, dtype="float32", always_2d=True)
    from generators.sounds import resampled  # and SciPy: half a second

    return resampled(np.ascontiguousarray(frames.T), file_rate, rate)


def save(sound: Sound, rate: int, path: Path) -> str:
    """Write a sound file, and say by how much it had to be turned down. Raises LibsndfileError, OSError."""
    peak = float(np.abs(sound).max(initial=0))
    if peak > PEAK:
        sound = sound * np.float32(PEAK / peak)
    with whole_file(path) as part:
        soundfile.write(part, sound.T, rate, subtype="PCM_24")
    return f"turned down by {20 * np.log10(peak / PEAK):.1f} dB: it would clip" if peak > PEAK else ""


def _convert(source: Path, target: Path, kinds: tuple[str, ...], suffix: str, convert: Convert, overwrite: bool) -> int:
    """Convert every pair; what cannot be is reported, and does not stop the others."""
    try:
        pairs, failed = _pairs(source, target, kinds, suffix), 0
        _tell_of_others(source, kinds)
        if not pairs:
            complain(f"no file in {source} ends in {', '.join(kinds)}")
            return 1
        spare([other for _, other in pairs], overwrite)
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
    except ValueError as error:
        raise ConfigError([f"OUT: {error}"]) from None
    except OSError as error:
        complain(str(error))
        return 1
    with bar(str(source), len(pairs)) as progress:
        for done, (one, other) in enumerate(pairs, 1):
            try:
                if said := convert(one, other):
                    console.print(f"{other}: {said}", markup=False, soft_wrap=True)
            except (ImageFileError, OSError, soundfile.LibsndfileError) as error:
                failed += 1
                complain(f"{one}: {_reason(error, one, other)}")
            progress(done)
    if len(pairs) > 1:
        console.print(f"{len(pairs) - failed} of {len(pairs)} files written to {target}", markup=False, soft_wrap=True)
    return 1 if failed else 0


def _pairs(source: Path, target: Path, kinds: tuple[str, ...], suffix: str) -> list[tuple[Path, Path]]:
    """Source and target of each file; in a folder the names stay, with the old suffix where two would be one. Raises
    OSError."""
    if not source.is_dir():
        return [(source, target)]
    files = sorted(path for path in source.iterdir() if _suits(path, kinds))
    stems = [path.stem for path in files]
    return [(path, target / f"{path.stem if stems.count(path.stem) == 1 else path.name}{suffix}") for path in files]


def _suits(path: Path, kinds: tuple[str, ...]) -> bool:
    return path.suffix.lower() in kinds and path.is_file()


def _tell_of_others(source: Path, kinds: tuple[str, ...]) -> None:
    """Say what of a folder is passed over, and why. Raises OSError."""
    if not source.is_dir():
        return
    others = [path for path in source.iterdir() if not path.name.startswith(".") and not _suits(path, kinds)]
    folders = sum(path.is_dir() for path in others)
    endings = sorted({path.suffix.lower() or "nothing" for path in others if not path.is_dir()})
    if folders:
        tell(f"{source}: folders in it are passed over ({folders}); convert them one by one")
    if endings:
        passed = f"files that end in {', '.join(endings)} are passed over ({len(others) - folders})"
        tell(f"{source}: {passed}; read are {', '.join(kinds)}")


def _reason(error: Exception, source: Path, target: Path) -> str:
    if isinstance(error, soundfile.LibsndfileError):
        return f"it is not a sound file that can be read or written ({error.error_string.rstrip('.')})"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror if error.filename == str(source) else f"{target} cannot be written: {error.strerror}"
    return str(error)
