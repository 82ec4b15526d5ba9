"""Writes grids and masks as `NAME.pgm` and `NAME.yaml`, as Nav2's map server reads them."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

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
    shades = np.where(grid.occupied, _OCCUPIED, _FREE).astype(np.uint8)
    return _write(shades, grid, folder, name, "trinary", (0.65, 0.25))


def write_mask(
    values: NDArray[np.uint8], grid: OccupancyGrid, folder: Path, name: str
) -> tuple[Path, Path]:
    """Write NAME.pgm and NAME.yaml of a mask whose values the map server hands on as they are.

    Args:
        values: uint8[rows, columns], 0..100, row 0 in the south; cells as in `grid`.
        grid: Gives resolution and origin.
        folder: Made if it is not there.
        name: Of both files.

    Returns:
        Both paths.

    Raises:
        LetanError: If the folder cannot be written.

    Source:
        Nav2's map server, mode "scale": value = (255 - shade) / 255 between the thresholds,
        times 100, rounded; 255/100 shades a value keep every value apart.
    """
    shades = (255 - np.rint(values * 2.55)).astype(np.uint8)
    return _write(shades, grid, folder, name, "scale", (1.0, 0.0))


def _write(
    shades: NDArray[np.uint8],
    grid: OccupancyGrid,
    folder: Path,
    name: str,
    mode: str,
    thresholds: tuple[float, float],
) -> tuple[Path, Path]:
    rows, columns = shades.shape
    picture, description = folder / f"{name}.pgm", folder / f"{name}.yaml"
    lines = (
        f"image: {picture.name}",
        f"mode: {mode}",
        f"resolution: {grid.resolution:g}",
        f"origin: [{grid.origin.x:g}, {grid.origin.y:g}, 0]",
        "negate: 0",
        f"occupied_thresh: {thresholds[0]:g}",
        f"free_thresh: {thresholds[1]:g}",
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The picture's first row is the north.
        picture.write_bytes(f"P5\n{columns} {rows}\n255\n".encode() + shades[::-1].tobytes())
        description.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        why = error.strerror or "cannot be written"
        raise LetanError(str(folder), why, "Name a folder that can be written") from None
    return picture, description
