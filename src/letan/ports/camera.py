"""The eye: pictures, and what is found in them. A picture lives in memory and nowhere else.

Pixels count from the left upper corner, x to the right and y down.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from letan.kernel.units import Probability, Seconds

Image: TypeAlias = NDArray[np.uint8]
"""Colours as uint8[height, width, 3] in the order blue, green, red (OpenCV's)."""

Pixels: TypeAlias = float


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture.

    Attributes:
        t: Moment of exposure, on the clock of whoever opened the camera.
        image: What was seen.
        number: Counts the camera's frames; a gap means frames that nobody took.
    """

    t: Seconds
    image: Image
    number: int = 0


class Camera(Protocol):
    """A source of pictures."""

    def read(self) -> Frame | None:
        """Return the latest picture, each once; None where there is no new one.

        Raises:
            LetanError: If the camera is gone. The next call tries to open it again.
        """
        ...

    def close(self) -> None:
        """Let go of the device; safe to call twice."""
        ...


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, in pixels of the whole picture; it may stick out of it."""

    x: Pixels
    y: Pixels
    width: Pixels
    height: Pixels

    @property
    def centre(self) -> tuple[Pixels, Pixels]:
        """The middle of the rectangle."""
        return self.x + self.width / 2.0, self.y + self.height / 2.0

    def overlap(self, other: "Box") -> float:
        """Return intersection over union, 0..1."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        if wide <= 0.0 or high <= 0.0:
            return 0.0
        both = wide * high
        return both / (self.width * self.height + other.width * other.height - both)


Spot: TypeAlias = tuple[Pixels, Pixels]


@dataclass(frozen=True, slots=True)
class Face:
    """A face as it was found; there is no template of it and no identity.

    Attributes:
        box: From brows to chin, about as wide as high.
        score: How sure the detector is.
        right_eye: The person's own right eye (to the left in the picture); the other spots alike.
        left_eye: See above.
        nose: Its tip.
        mouth: Its middle.
        right_ear: In front of it; behind the head where the head is turned.
        left_ear: See above.
    """

    box: Box
    score: Probability
    right_eye: Spot
    left_eye: Spot
    nose: Spot
    mouth: Spot
    right_ear: Spot
    left_ear: Spot


class FaceDetector(Protocol):
    """Finds faces in a part of a picture."""

    name: str

    def detect(self, image: Image, part: Box | None = None) -> tuple[Face, ...]:
        """Return the faces of one part, best first, in pixels of the whole picture.

        Args:
            image: The whole picture, at least 32 pixels in each direction.
            part: Where to look; it may stick out of the picture. None: everywhere, in one go, so
                that small faces are missed.
        """
        ...


class CodeFormat(Enum):
    """How a code is printed."""

    QR = "qr"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Code:
    """A code that somebody shows. Its text may hold personal data: see `letan.attention.codes`."""

    format: CodeFormat
    text: str
    box: Box


class CodeReader(Protocol):
    """Reads QR codes and barcodes."""

    def read(self, image: Image) -> tuple[Code, ...]:
        """Return every code that could be read, in no particular order."""
        ...


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed marker of the ArUco kind.

    Attributes:
        id: Its number in the dictionary of the reader.
        corners: Left upper, right upper, right lower, left lower, as the marker itself sees them.
    """

    id: int
    corners: tuple[Spot, Spot, Spot, Spot]


class MarkerReader(Protocol):
    """Finds markers, such as the one over the base."""

    def read(self, image: Image) -> tuple[Marker, ...]:
        """Return every marker that was found, by ascending id."""
        ...
