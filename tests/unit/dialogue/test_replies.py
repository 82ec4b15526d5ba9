"""What a reply makes the robot do."""

from dataclasses import replace

from tests.unit.dialogue.scenes import (
    GREETED,
    OFFERED,
    PENSION,
    REFERRAL,
    SPEAKING,
    TWO,
    UNKNOWN,
    WHICH,
    WIFI,
    order,
    play,
    robot,
    said,
)

from letan.dialogue import words
from letan.dialogue.commands import (
    Ask,
    CallStaff,
    Command,
    Face,
    KeepQuestion,
    Say,
    SetFace,
    Show,
    StaffReason,
    StopSaying,
)
from letan.dialogue.events import (
    Heard,
    Replied,
    SayFinished,
    Touched,
    TouchKind,
)
from letan.dialogue.expectations import Choices, LeadOffer, StaffOffer
from letan.faq.reply import Card
from letan.hearing.utterance import PhraseScore

assert OFFERED.session.last is not None
_LAST = OFFERED.session.last.text


def texts_of(steps: list[tuple[Command, ...]]) -> list[str]:
    return [command.text for step in steps for command in step if isinstance(command, Say)]


def test_no_to_the_offer_stays() -> None:
    end, commands = play(Heard(said("t2")), Replied("t2", order("lenh.tu_choi")), start=OFFERED)
    assert commands[1] == (
        SetFace(Face.SPEAKING),
        Say(3, robot(words.DECLINED), "vi", "t2"),
    )
    assert end.session.expects is None


def test_a_referral_to_somebody_offers_the_way_and_is_kept() -> None:
    known = replace(REFERRAL, place="ban_huong_dan")
    end, commands = play(Heard(said("t1")), Replied("t1", known), start=GREETED)
    assert commands[1] == (
        Show(replace(known.card, text=known.text), "t1"),
        SetFace(Face.SPEAKING),
        Say(2, f"{known.text} {robot(words.OFFER_TO_LEAD)}", "vi", "t1"),
    )
    assert end.session.expects == LeadOffer("ban_huong_dan")
    assert end.session.failures == 0
    assert play(SayFinished(2, completed=True), start=end)[1][0][0] == KeepQuestion(
        "hỏi", "t1", "", referred=True
    )


def test_what_is_not_understood_is_asked_differently_and_then_an_officer_comes() -> None:
    first, commands = play(Heard(said("t1")), Replied("t1", UNKNOWN), start=GREETED)
    assert commands[1][-1] == Say(2, robot(words.SAY_DIFFERENTLY), "vi", "t1")
    assert first.session.expects == StaffOffer()
    _, commands = play(SayFinished(2, True), Heard(said("t2")), Replied("t2", UNKNOWN), start=first)
    assert commands[0][0] == KeepQuestion("hỏi", "t1", "", referred=False)
    assert commands[2] == (
        Show(replace(UNKNOWN.card, text=robot(words.NOT_SURE)), "t2"),
        CallStaff(StaffReason.UNSURE, "t2"),
        SetFace(Face.SPEAKING),
        Say(3, robot(words.NOT_SURE), "vi", "t2"),
    )


def test_it_goes_on_from_where_it_was_stopped() -> None:
    stopped = play(Touched(TouchKind.STOP), SayFinished(2, False, 3), start=SPEAKING)[0]
    _, commands = play(Heard(said("t3")), Replied("t3", order("lenh.tiep_tuc")), start=stopped)
    assert commands[1] == (
        SetFace(Face.SPEAKING),
        Say(3, WIFI.text, "vi", "t3", from_word=3),
    )


def test_repeat_says_the_same_again_and_keeps_the_offer() -> None:
    end, commands = play(Heard(said("t2")), Replied("t2", order("lenh.nhac_lai")), start=OFFERED)
    assert commands[1] == (
        SetFace(Face.SPEAKING),
        Say(3, _LAST, "vi", "t2"),
    )
    assert end.session.expects == LeadOffer("quay_3")


def test_slower_is_spoken_slower() -> None:
    end, commands = play(Heard(said("t2")), Replied("t2", order("lenh.noi_cham")), start=OFFERED)
    text = f"{robot(words.SLOWER)} {_LAST}"
    assert commands[1] == (SetFace(Face.SPEAKING), Say(3, text, "vi", "t2", rate=0.8))
    assert end.session.told is not None
    assert end.session.told.text == _LAST


def test_an_emergency_calls_at_once() -> None:
    fire = replace(order("khan_cap.chay"), text="Mời mọi người ra cửa ạ.")
    _, commands = play(Heard(said("t2")), Replied("t2", fire), start=SPEAKING)
    assert commands[1] == (
        StopSaying(),
        CallStaff(StaffReason.EMERGENCY_FIRE, "t2"),
        SetFace(Face.SPEAKING),
        Say(3, fire.text, "vi", "t2"),
    )


def test_who_asks_on_about_the_same_is_not_offered_the_way_again() -> None:
    fee = replace(PENSION, facet="fee", text="Không mất tiền ạ.")
    elsewhere = replace(fee, place="quay_1")
    start = play(Heard(said("t2", "lệ phí")), Replied("t2", fee), start=OFFERED)
    assert texts_of(start[1]) == [fee.text]
    assert start[0].session.expects == LeadOffer("quay_3")
    silent = play(SayFinished(3, completed=True), start=start[0])[0]
    other = play(Heard(said("t3", "lệ phí")), Replied("t3", elsewhere), start=silent)[1]
    assert texts_of(other) == [f"{fee.text} {robot(words.OFFER_TO_LEAD)}"]


def test_a_side_asked_for_between_choices_is_told_of_the_one_that_is_chosen() -> None:
    bare = replace(WHICH, text="Việc nào ạ?", candidates=(), card=Card("", "", ""))
    events = (
        *(Heard(said("t1", "làm thẻ")), Replied("t1", WHICH), SayFinished(2, completed=True)),
        *(Heard(said("t2", "lệ phí")), Replied("t2", bare), SayFinished(3, completed=True)),
    )
    asked, commands = play(*events, start=GREETED)
    assert asked.session.expects == Choices(TWO, facet="fee")
    assert texts_of(commands)[0] == texts_of(commands)[1]
    chosen = play(Heard(said("t3", "cái thứ hai")), start=asked)[1]
    asks = [command for step in chosen for command in step if isinstance(command, Ask)]
    assert [ask.utterance.phrases for ask in asks] == [(PhraseScore("b", "fee", 0.0),)]


def test_of_which_procedure_is_asked_once_then_an_officer_is_offered_then_called() -> None:
    bare = replace(WHICH, text="Thủ tục nào ạ?", candidates=(), card=Card("", "", ""))
    events = [
        event
        for turn in ("t1", "t2", "t3")
        for event in (
            Heard(said(turn, "lệ phí")),
            Replied(turn, bare),
            SayFinished(int(turn[1:]) + 1, completed=True),
        )
    ]
    end, commands = play(*events, start=GREETED)
    assert texts_of(commands)[:2] == [bare.text, robot(words.SAY_DIFFERENTLY)]
    assert end.session.staff is not None
    assert end.session.staff.reason is StaffReason.UNSURE
