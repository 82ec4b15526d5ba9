"""The camera: is there one, is its picture sharp, light and free?"""

import time
from collections.abc import Callable

import numpy as np

from letan.attention.picture import PictureParams, PictureState, focus, judge, thumbnail
from letan.kernel.faults import LetanError
from letan.ports.camera import Camera, Image
from letan_apps.eyes import camera_of
from letan_apps.graph.node_table import RunChoice, parameters_of

_PICTURES = 10
_WITHIN_S = 6.0
_SOFT = 2.0
_SAYS = {
    PictureState.DARK: (
        "its picture is dark",
        "Take cap or hand off the lens, switch the lights on",
    ),
    PictureState.COVERED: ("its lens is covered or faces a wall", "Clear the view, wipe the lens"),
    PictureState.BRIGHT: ("it is dazzled", "Turn it away from windows and lamps"),
}


def camera(choice: RunChoice) -> str:
    """Take ten pictures of the profile's camera; judge light, view and focus; keep none."""
    values = parameters_of(choice)["attention"]
    opened = camera_of(values)(time.monotonic)
    try:
        return check_pictures(take_pictures(opened, time.sleep))
    finally:
        opened.close()


def take_pictures(opened: Camera, wait: Callable[[float], object]) -> list[Image]:
    """Return ten pictures.

    Raises:
        LetanError: If they do not come within six seconds.
    """
    pictures: list[Image] = []
    for _ in range(round(_WITHIN_S / 0.05)):
        frame = opened.read()
        if frame is not None:
            pictures.append(frame.image)
        if len(pictures) == _PICTURES:
            return pictures
        wait(0.05)
    raise LetanError("camera", f"gave {len(pictures)} pictures in 6 s", "Try another USB socket")


def check_pictures(pictures: list[Image]) -> str:
    """Return light and focus of the pictures.

    Raises:
        LetanError: If the picture is dark, covered, dazzled, frozen or out of focus.
    """
    mean = np.mean(np.stack(pictures), axis=0).astype(np.uint8)
    grey = thumbnail(mean)
    state = judge(grey, PictureParams())
    if state in _SAYS:
        raise LetanError("camera", *_SAYS[state])
    if all(np.array_equal(picture, pictures[0]) for picture in pictures):
        raise LetanError("camera", "its picture is frozen", "Unplug it and plug it in again")
    sharp = focus(pictures)
    if sharp < _SOFT:
        raise LetanError("camera", "its picture has no sharp edge", "Wipe the lens, set its focus")
    high, wide = mean.shape[:2]
    return f"{wide}x{high}, brightness {grey.mean():.0f} of 255, focus {sharp:.1f} (2 is soft)"
