"""Writes a grid as `map.pgm` and `map.yaml`, as Nav2's map server reads them."""

from pathlib import Path

import numpy as np

from letan.kernel.faults import LetanError
from letan.site.grid import OccupancyGrid

_OCCUPIED, _FREE = 0, 254


def write_map(grid: OccupancyGrid, folder: Path, name: str = "map") -> tuple[Path, Path]:
    """Write NAME.pgm and NAME.yaml.

    Returns:
        Both paths.

    Raises:
        LetanError: If the folder cannot be written.
    """
    # The picture's first row is the north.
    cells = np.where(grid.occupied[::-1], _OCCUPIED, _FREE).astype(np.uint8)
    rows, columns = cells.shape
    picture, description = folder / f"{name}.pgm", folder / f"{name}.yaml"
    lines = (
        f"image: {picture.name}",
        "mode: trinary",
        f"resolution: {grid.resolution:g}",
        f"origin: [{grid.origin.x:g}, {grid.origin.y:g}, 0]",
        "negate: 0",
        "occupied_thresh: 0.65",
        "free_thresh: 0.25",
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(f"P5\n{columns} {rows}\n255\n".encode() + cells.tobytes())
        description.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        why = error.strerror or "cannot be written"
        raise LetanError(str(folder), why, "Name a folder that can be written") from None
    return picture, description
