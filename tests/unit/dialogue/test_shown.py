"""Codes that are held before the camera."""

import pytest
from tests.unit.dialogue.scenes import GREETED, play

from letan.attention.codes import CodeKind, ShownCode, judge
from letan.dialogue import words
from letan.dialogue.commands import Ask, Command, Say
from letan.dialogue.events import CodeShown
from letan.dialogue.state import Conversation

CARD = "001099012345|012345678|Nguyễn Văn A|01011999|Nam|Số 1, phố B, Hà Nội|25042021"


def shown(code: ShownCode, start: Conversation = GREETED) -> tuple[Command, ...]:
    _, commands = play(CodeShown(code, "t1"), start=start)
    return commands[0]


def spoken(commands: tuple[Command, ...]) -> list[str]:
    return [command.text for command in commands if isinstance(command, Say)]


def test_a_queue_number_is_acknowledged() -> None:
    (text,) = spoken(shown(ShownCode(CodeKind.TICKET, "B017")))
    assert text == ("Dạ, cháu thấy số B017 rồi. Khi nào gọi đến số này, mời quý khách vào quầy ạ.")


def test_the_code_of_a_dossier_asks_how_to_look_it_up_and_is_told_to_nobody() -> None:
    commands = shown(ShownCode(CodeKind.DOSSIER, "H26.31.35-261124-0007"))
    (asked,) = [command for command in commands if isinstance(command, Ask)]
    assert asked.utterance.phrases[0].intent == "ho_so.tra_cuu"
    assert "0007" not in repr(commands)


def test_an_identity_card_is_to_be_put_away_and_nothing_of_it_goes_on() -> None:
    commands = shown(judge(CARD))
    (text,) = spoken(commands)
    assert text == words.PUT_CARD_AWAY.vi.format(me="cháu", You="Quý khách")
    assert not any(part in repr(commands) for part in ("001099012345", "Nguyễn", "phố B"))


@pytest.mark.parametrize("start", [Conversation(), GREETED])
def test_any_other_code_is_refused_politely(start: Conversation) -> None:
    (text,) = spoken(shown(ShownCode(CodeKind.OTHER), start))
    assert text == words.UNKNOWN_CODE.vi.format(me="cháu", You="Quý khách")


def test_a_code_of_no_use_interrupts_nobody() -> None:
    speaking, _ = play(CodeShown(ShownCode(CodeKind.TICKET, "7")), start=GREETED)
    assert shown(ShownCode(CodeKind.OTHER), speaking) == ()
