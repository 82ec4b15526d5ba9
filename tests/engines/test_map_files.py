"""Maps and masks as files that Nav2's map server reads."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from letan.kernel.faults import LetanError
from letan.kernel.geometry import Point2
from letan.site.grid import OccupancyGrid
from letan_engines.map_files import write_map, write_mask

GRID = OccupancyGrid(np.array([[True, False, False], [False, False, True]]), 0.05, Point2(-0.25, 1))


def as_map_server_reads(description: Path) -> list[list[int]]:
    """Values of the OccupancyGrid that Nav2's map server makes; row 0 in the south."""
    settings = yaml.safe_load(description.read_text("utf-8"))
    raw = (description.parent / settings["image"]).read_bytes()
    kind, size, depth, shades = raw.split(b"\n", 3)
    assert (kind, depth) == (b"P5", b"255")
    columns, rows = (int(word) for word in size.split())
    share = (255 - np.frombuffer(shades, np.uint8).reshape(rows, columns)[::-1]) / 255
    if settings["mode"] == "trinary":
        high, low = settings["occupied_thresh"], settings["free_thresh"]
        return np.select([share > high, share < low], [100, 0], -1).tolist()
    return np.rint(share * 100).astype(int).tolist()


def test_a_map_comes_back_with_its_place(tmp_path: Path) -> None:
    _, description = write_map(GRID, tmp_path)
    assert as_map_server_reads(description) == [[100, 0, 0], [0, 0, 100]]
    settings = yaml.safe_load(description.read_text("utf-8"))
    assert (settings["resolution"], settings["origin"]) == (0.05, [-0.25, 1, 0])


def test_every_value_of_a_mask_comes_back(tmp_path: Path) -> None:
    values = np.arange(101, dtype=np.uint8).reshape(1, -1)
    grid = OccupancyGrid(np.zeros((1, 101), np.bool_), 0.05, Point2(0, 0))
    _, description = write_mask(values, grid, tmp_path, "speed")
    assert as_map_server_reads(description) == values.tolist()


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(LetanError, match="taken"):
        write_map(GRID, tmp_path / "taken")
