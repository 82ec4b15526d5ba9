"""Which parts of the next picture are searched for faces.

A detector sees 192 pixels in each direction, whatever it is shown, so that far faces are found in
small parts only, and a whole picture in small parts costs too much for every frame. Two layers
share the work, one part of each a frame: near (two large squares) and far (small squares along
the row in which faces stand that are two to six metres away). Where somebody is already watched
one part follows him, so that he is seen in every frame, and of the others one is searched a frame:
the one that he fills already is left out, so that every other is searched within four.
"""

from dataclasses import dataclass, field

from letan.attention.optics import Lens
from letan.ports.camera import Box

_FAR_SHARE = 0.5
"""Side of a far part, of the picture's height: 240 pixels of 480; 24 of a head become 19."""
_ABOVE_HORIZON = 0.16
"""Faces two to six metres away stand a little above the lens: so much of a part's side."""
_FOLLOW = 7.0
"""Side of the part that follows somebody, in heights of his face: room to move within a frame."""


@dataclass(slots=True)
class TilePlan:
    """Takes the parts in turn.

    Attributes:
        lens: Of the pictures.
    """

    lens: Lens
    _turn: int = field(default=0, init=False)
    _other: int = field(default=0, init=False)
    _near: tuple[Box, ...] = field(default=(), init=False)
    _far: tuple[Box, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        """Lay the parts out."""
        wide, high = float(self.lens.width), float(self.lens.height)
        self._near = (Box(0.0, 0.0, high, high), Box(wide - high, 0.0, high, high))
        side = high * _FAR_SHARE
        top = self.lens.horizon - side * (0.5 + _ABOVE_HORIZON)
        top = min(max(top, 0.0), high - side)
        count = max(2, -(-int(wide) // int(side * 0.9)))
        step = (wide - side) / (count - 1)
        self._far = tuple(Box(i * step, top, side, side) for i in range(count))

    @property
    def everything(self) -> tuple[Box, ...]:
        """All parts of both layers."""
        return (*self._near, *self._far)

    @property
    def round_frames(self) -> int:
        """Frames after which every part was searched at least once."""
        return max(len(self._near), len(self._far))

    def following(self, face: Box) -> Box:
        """Return the part around somebody who is watched already."""
        side = min(max(_FOLLOW * face.height, 0.3 * self.lens.height), float(self.lens.height))
        x, y = face.centre
        return Box(x - side / 2.0, y - side / 2.0, side, side)

    def take(self, watched: Box | None, *, idle: bool) -> tuple[Box, ...]:
        """Return the parts to search now, and go on to the next.

        Args:
            watched: Where the face of the person who matters most was last; None for nobody.
            idle: Nobody is there and nothing moves: one part is enough.
        """
        if watched is not None:
            return (self.following(watched), self._beside(watched))
        near = self._near[self._turn % len(self._near)]
        far = self._far[self._turn % len(self._far)]
        self._turn += 1
        if idle:
            return (near,) if self._turn % 3 == 0 else (far,)
        return (near, far)

    def _beside(self, watched: Box) -> Box:
        """Return the next part of those that do not just show the watched one again."""
        own = self.following(watched)
        alike = self._near if own.width > 0.75 * self.lens.height else self._far
        again = min(alike, key=lambda part: abs(part.centre[0] - own.centre[0]))
        others = [part for part in self.everything if part is not again]
        self._other += 1
        return others[self._other % len(others)]
