"""How officers outside the hall are told that they are wanted."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StaffNotice:
    """A call; it holds nothing that a visitor said.

    Attributes:
        call_id: Of the call; one that rings again has a new one.
        reason: "asked", "unsure", "emergency_medical", … : `StaffReason` in small letters.
        urgent: Lives may be at stake.
        place: Id of the place where the robot was last told to be, "" if not known.
        withdrawn: Nobody need come any more.
    """

    call_id: str
    reason: str
    urgent: bool
    place: str = ""
    withdrawn: bool = False


class StaffBell(Protocol):
    """Something that rings where officers are."""

    def ring(self, notice: StaffNotice) -> None:
        """Tell them; it may take some seconds.

        Raises:
            LetanError: If the call surely or possibly did not get through.
        """
        ...
