"""Every question that can be asked by touch alone, for those who neither speak nor type."""

from dataclasses import dataclass

from letan.kernel.text import Text
from letan_web.visitor.screen_state import Tile


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that belong together, in the order in which they are shown."""

    title: Text
    questions: tuple[Tile, ...]
