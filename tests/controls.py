"""Some of the controls, set alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from bridge.controls import Controls


def change(controls: Controls, frame: int = 0, **parts: ArrayLike) -> None:
    """Set `master`, `gains` or `weights`, in any shape that fits; the others stay as they were set last."""
    row = controls.row.copy()
    for name, view in zip(("master", "gains", "weights"), controls.parts(row), strict=True):
        if name in parts:
            view[:] = np.asarray(parts[name])
    controls.put(row, frame)
