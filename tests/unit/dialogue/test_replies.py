"""What a reply makes the robot do."""

from dataclasses import replace

from tests.unit.dialogue.scenes import (
    GREETED,
    OFFERED,
    REFERRAL,
    SPEAKING,
    WIFI,
    order,
    play,
    robot,
    said,
)

from letan.dialogue import words
from letan.dialogue.commands import (
    CallStaff,
    Face,
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
from letan.dialogue.state import (
    LeadOffer,
)


def test_no_to_the_offer_stays() -> None:
    end, commands = play(Heard(said("t2")), Replied("t2", order("lenh.tu_choi")), start=OFFERED)
    assert commands[1] == (
        SetFace(Face.SPEAKING),
        Say(3, robot(words.DECLINED), "vi", "t2"),
    )
    assert end.session.expects is None


def test_a_referral_calls_an_officer() -> None:
    _, commands = play(Heard(said("t1")), Replied("t1", REFERRAL), start=GREETED)
    assert commands[1] == (
        Show(REFERRAL.card, "t1"),
        CallStaff(StaffReason.UNSURE, "t1"),
        SetFace(Face.SPEAKING),
        Say(2, REFERRAL.text, "vi", "t1"),
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
        Say(3, OFFERED.session.last_text, "vi", "t2"),
    )
    assert end.session.expects == LeadOffer("quay_3")


def test_slower_is_spoken_slower() -> None:
    end, commands = play(Heard(said("t2")), Replied("t2", order("lenh.noi_cham")), start=OFFERED)
    text = f"{robot(words.SLOWER)} {OFFERED.session.last_text}"
    assert commands[1] == (SetFace(Face.SPEAKING), Say(3, text, "vi", "t2", rate=0.8))
    assert end.session.last_text == OFFERED.session.last_text


def test_an_emergency_calls_at_once() -> None:
    fire = replace(order("khan_cap.chay"), text="Mời mọi người ra cửa ạ.")
    _, commands = play(Heard(said("t2")), Replied("t2", fire), start=SPEAKING)
    assert commands[1] == (
        StopSaying(),
        CallStaff(StaffReason.EMERGENCY_FIRE, "t2"),
        SetFace(Face.SPEAKING),
        Say(3, fire.text, "vi", "t2"),
    )
