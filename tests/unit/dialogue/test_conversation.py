"""The conversation, event by event: what it remembers and what it wants done."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import (
    GREETED,
    LEADING,
    OFFERED,
    PENSION,
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
    ClearScreen,
    Command,
    Disregard,
    EndSession,
    Face,
    Gesture,
    Lead,
    ReportFault,
    ReturnToBase,
    Say,
    SetFace,
    Show,
    StaffReason,
    StopLeading,
    StopSaying,
)
from letan.dialogue.conversation import advance, wake_at
from letan.dialogue.events import (
    Appeared,
    Event,
    FollowerLagging,
    Heard,
    LeadFinished,
    Left,
    OnTheWay,
    Replied,
    SayFinished,
    SpeechDiscarded,
    SpeechStarted,
    Spotted,
    Tick,
    Touched,
    TouchKind,
)
from letan.dialogue.expectations import AnythingElse, Choices, LeadOffer
from letan.dialogue.state import (
    DialogueParams,
    Idle,
    Leading,
    Listening,
    Session,
    Speaking,
    Thinking,
)
from letan.faq.reply import Reply
from letan.guide.lead import Outcome
from letan.guide.remarks import Remark, RemarkKind
from letan.hearing.utterance import PhraseScore, Source, Utterance
from letan.kernel.text import Text


def test_it_greets_who_appears_once() -> None:
    end, commands = play(Appeared(), Appeared())
    assert commands == [
        (Gesture("greet"), SetFace(Face.SPEAKING), Say(1, robot(words.GREETING), "vi")),
        (),
    ]
    assert (end.phase, end.voice) == (Speaking(1.0), 1)


def test_it_listens_when_it_has_spoken() -> None:
    assert GREETED.phase == Listening(2.0)


def test_a_late_report_of_another_voice_changes_nothing() -> None:
    assert play(SayFinished(99, completed=True), start=SPEAKING) == (SPEAKING, [()])


def test_a_question_is_asked_with_the_topic_as_context() -> None:
    question = said("t2", "thế còn lệ phí")
    end, commands = play(Heard(question), start=OFFERED)
    assert commands == [(SetFace(Face.THINKING), Ask(question, "xa_hoi.huu_tri_75", "vi"))]
    assert end.phase == Thinking(1.0)


def test_an_answer_is_said_shown_and_leads_on() -> None:
    end, commands = play(Heard(said("t1")), Replied("t1", PENSION), start=GREETED)
    assert commands[1] == (
        Show(PENSION.card, "t1"),
        SetFace(Face.SPEAKING),
        Say(2, f"{PENSION.text} {robot(words.OFFER_TO_LEAD)}", "vi", "t1"),
        Gesture("point", "quay_3"),
    )
    assert end.session.expects == LeadOffer("quay_3")
    assert end.session.topic == PENSION


def test_nothing_is_offered_where_no_guide_runs() -> None:
    desk = replace(GREETED, params=DialogueParams(can_lead=False))
    _, commands = play(Heard(said("t1")), Replied("t1", PENSION), start=desk)
    assert commands[1] == (
        Show(PENSION.card, "t1"),
        SetFace(Face.SPEAKING),
        Say(2, PENSION.text, "vi", "t1"),
    )


def test_yes_to_the_offer_leads() -> None:
    end, commands = play(Heard(said("t2")), Replied("t2", order("lenh.dong_y")), start=OFFERED)
    assert commands[1] == (
        SetFace(Face.POINTING),
        Say(3, robot(words.LEADING), "vi", "t2"),
        Gesture("point", "quay_3"),
        Lead("quay_3", "t2"),
    )
    assert end.phase == Leading(2.0, "quay_3")


def test_arrival_asks_for_more_and_goes_home_when_there_is_none() -> None:
    arrived, commands = play(
        LeadFinished(Outcome.ARRIVED, "quay_3"), SayFinished(4, completed=True), start=LEADING
    )
    assert commands[0] == (
        StopSaying(),
        SetFace(Face.SPEAKING),
        Say(4, robot(words.ARRIVED), "vi"),
    )
    assert arrived.session.expects == AnythingElse()
    due = wake_at(arrived)
    assert due == 2.0 + arrived.params.farewell_after_s
    end, commands_at_end = advance(arrived, Tick(), due)
    assert commands_at_end == (EndSession(), ClearScreen(), SetFace(Face.IDLE), ReturnToBase())
    assert (end.phase, end.session) == (Idle(), Session())


@pytest.mark.parametrize("outcome", [Outcome.BLOCKED, Outcome.FAILED])
def test_a_blocked_way_calls_an_officer(outcome: Outcome) -> None:
    _, commands = play(LeadFinished(outcome, "quay_3"), start=LEADING)
    assert commands == [
        (
            StopSaying(),
            CallStaff(StaffReason.ROBOT_TROUBLE),
            SetFace(Face.SPEAKING),
            Say(4, robot(words.LEAD_FAILED), "vi"),
        )
    ]


def test_it_waits_aloud_for_a_follower_who_lags() -> None:
    end, commands = play(FollowerLagging(), start=LEADING)
    assert commands == [
        (StopSaying(), SetFace(Face.POINTING), Say(4, robot(words.WAITING_FOR_YOU), "vi")),
    ]
    assert end.phase == LEADING.phase


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        pytest.param(Remark(RemarkKind.LET_US_BY), words.MAY_WE_PASS, id="somebody in the way"),
        pytest.param(Remark(RemarkKind.TURN_LEFT), words.TURN_LEFT, id="left"),
        pytest.param(Remark(RemarkKind.TURN_RIGHT), words.TURN_RIGHT, id="right"),
        pytest.param(Remark(RemarkKind.REMAINING, 23), words.steps_left(25), id="about 25 steps"),
    ],
)
def test_it_says_what_the_guide_has_to_say_when_its_voice_is_free(
    remark: Remark, said: Text
) -> None:
    end, commands = play(OnTheWay(remark), start=replace(LEADING, voice=0))
    assert commands == [(SetFace(Face.POINTING), Say(4, robot(said), "vi"))]
    assert end.phase == LEADING.phase
    assert play(OnTheWay(remark), start=LEADING)[1] == [()]


def test_the_visitor_who_leaves_is_forgotten() -> None:
    end, commands = play(Left(), start=OFFERED)
    assert commands == [(EndSession(), ClearScreen(), SetFace(Face.IDLE))]
    assert (end.phase, end.session) == (Idle(), Session())


def test_leading_goes_on_when_the_visitor_is_out_of_sight_for_a_moment() -> None:
    assert play(Left(), start=LEADING) == (replace(LEADING, present=False), [()])


def test_choices_can_be_named_by_number() -> None:
    asked = play(Heard(said("t1")), Replied("t1", WHICH), SayFinished(2, True), start=GREETED)[0]
    assert asked.session.expects == Choices(TWO)
    _, commands = play(Heard(said("t2", "cái thứ hai")), start=asked)
    wanted = Utterance("t2", "", source=Source.TOUCH, phrases=(PhraseScore("b", "", 0.0),))
    assert commands == [(SetFace(Face.THINKING), Ask(wanted, "", "vi"))]


def test_the_second_failure_calls_an_officer() -> None:
    _, commands = play(
        Heard(said("t1", "")), SayFinished(2, True), Heard(said("t2", "")), start=GREETED
    )
    assert commands[0] == (SetFace(Face.SPEAKING), Say(2, robot(words.SAY_AGAIN), "vi", "t1"))
    assert commands[2] == (
        CallStaff(StaffReason.UNSURE, "t2"),
        SetFace(Face.SPEAKING),
        Say(3, robot(words.NOT_SURE), "vi", "t2"),
    )


def test_a_faq_that_does_not_answer_is_apologised_for() -> None:
    thinking = play(Heard(said("t1")), start=GREETED)[0]
    assert wake_at(thinking) == 1.0 + thinking.params.ask_timeout_s
    _, commands = advance(thinking, Tick(), 4.0)
    assert commands == (
        ReportFault("DIAL-001", "t1"),
        SetFace(Face.SPEAKING),
        Say(2, robot(words.SLOW_ANSWER), "vi", "t1"),
    )


def test_an_answer_that_comes_too_late_is_dropped() -> None:
    thinking = play(Heard(said("t1")), start=GREETED)[0]
    apologised, _ = advance(thinking, Tick(), 4.0)
    assert advance(apologised, Replied("t1", PENSION), 5.0) == (apologised, ())


def test_the_stop_word_silences_before_the_sentence_ends() -> None:
    stopped, commands = play(
        Spotted("t2", "lenh.dung"),
        SayFinished(2, completed=False, next_word=3),
        Heard(said("t2", "dừng lại")),
        start=SPEAKING,
    )
    assert commands == [(StopSaying(),), (SetFace(Face.LISTENING),), ()]
    assert stopped.session.held is not None
    assert stopped.session.held.from_word == 3


@pytest.mark.parametrize(
    "reply",
    [pytest.param(UNKNOWN, id="other talk"), pytest.param(order("lenh.dong_y"), id="vâng")],
)
def test_a_cough_does_not_stop_the_voice(reply: Reply) -> None:
    end, commands = play(
        SpeechStarted("t2"), Heard(said("t2")), Replied("t2", reply), start=SPEAKING
    )
    assert commands == [(), (Ask(said("t2"), "tien_ich.wifi", "vi"),), ()]
    assert end.phase == SPEAKING.phase


def test_another_question_stops_the_voice() -> None:
    end, commands = play(Heard(said("t2")), Replied("t2", PENSION), start=SPEAKING)
    assert commands[1][0] == StopSaying()
    assert isinstance(end.phase, Speaking)
    assert end.session.topic == PENSION


def test_a_question_that_ends_after_the_voice_is_still_answered() -> None:
    end, commands = play(
        Heard(said("t2")), SayFinished(2, True), Replied("t2", PENSION), start=SPEAKING
    )
    assert Show(PENSION.card, "t2") in commands[2]
    assert end.session.topic == PENSION


def test_stop_while_leading_stands_still() -> None:
    _, commands = play(
        Spotted("t3", "lenh.dung_di_chuyen"),
        LeadFinished(Outcome.STOPPED, "quay_3"),
        start=LEADING,
    )
    assert commands == [
        (StopSaying(), StopLeading()),
        (StopSaying(), SetFace(Face.SPEAKING), Say(4, robot(words.STAND_STILL), "vi")),
    ]


def test_an_emergency_on_the_way_stands_still() -> None:
    fire = replace(order("khan_cap.chay"), text="Mời mọi người ra cửa ạ.")
    end, commands = play(
        Heard(said("t9")),
        Replied("t9", fire),
        LeadFinished(Outcome.STOPPED, "quay_3"),
        start=LEADING,
    )
    assert StopLeading() in commands[1]
    assert CallStaff(StaffReason.EMERGENCY_FIRE, "t9") in commands[1]
    assert commands[2] == ()
    assert isinstance(end.phase, Speaking)


def test_english_is_kept_for_the_session() -> None:
    end, commands = play(Touched(TouchKind.LANGUAGE, "en", "t9"), start=GREETED)
    assert commands == [(SetFace(Face.SPEAKING), Say(2, words.ENGLISH.en, "en", "t9"))]
    assert end.session.language == "en"


@pytest.mark.parametrize(
    ("touch", "expected"),
    [
        pytest.param(
            Touched(TouchKind.CALL_STAFF, turn_id="t9"),
            (
                StopSaying(),
                CallStaff(StaffReason.ASKED, "t9"),
                SetFace(Face.SPEAKING),
                Say(3, robot(words.STAFF_COMES), "vi", "t9"),
            ),
            id="staff",
        ),
        pytest.param(Touched(TouchKind.STOP), (StopSaying(),), id="stop"),
        pytest.param(Touched(TouchKind.WAKE), (), id="wake while busy"),
        pytest.param(
            Touched(TouchKind.FACET, "fee", "t9"),
            (
                StopSaying(),
                SetFace(Face.THINKING),
                Ask(
                    Utterance(
                        "t9",
                        "",
                        source=Source.TOUCH,
                        phrases=(PhraseScore("tien_ich.wifi", "fee", 0.0),),
                    ),
                    "tien_ich.wifi",
                    "vi",
                ),
            ),
            id="facet",
        ),
        pytest.param(
            Touched(TouchKind.LEAVE),
            (StopSaying(), EndSession(), ClearScreen(), SetFace(Face.IDLE)),
            id="leave",
        ),
    ],
)
def test_touches_outrank_the_voice(touch: Touched, expected: tuple[Command, ...]) -> None:
    assert play(touch, start=SPEAKING)[1] == [expected]


def test_who_touches_the_page_gets_all_his_time_anew() -> None:
    """No time-out that cannot be extended."""
    first = wake_at(GREETED)
    assert first is not None
    touched, commands = advance(GREETED, Touched(TouchKind.WAKE), first - 1)
    assert (wake_at(touched), commands) == (first - 1 + GREETED.params.prompt_after_s, ())
    closing = replace(GREETED, session=replace(GREETED.session, prompted=True, closing=True))
    stayed, _ = advance(closing, Touched(TouchKind.WAKE), 4.0)
    assert wake_at(stayed) == 4.0 + GREETED.params.end_after_s


def test_silence_is_prompted_once_then_the_session_ends() -> None:
    first = wake_at(GREETED)
    assert first == 2.0 + GREETED.params.prompt_after_s
    prompted, commands = advance(GREETED, Tick(), first)
    assert commands == (SetFace(Face.SPEAKING), Say(2, robot(words.HOW_CAN_I_HELP), "vi"))
    silent, _ = advance(prompted, SayFinished(2, True), first + 2)
    second = wake_at(silent)
    assert second == first + 2 + GREETED.params.end_after_s
    end, commands = advance(silent, Tick(), second)
    assert commands == (EndSession(), ClearScreen(), SetFace(Face.IDLE))
    assert end.phase == Idle()


def test_an_early_tick_changes_nothing() -> None:
    assert advance(GREETED, Tick(), 3.0) == (GREETED, ())


def test_speech_opens_a_session_without_greeting() -> None:
    end, commands = play(SpeechStarted("t1"))
    assert commands == [(SetFace(Face.LISTENING),)]
    assert end.phase == Listening(1.0, "t1")


def test_a_noise_in_an_empty_hall_is_not_asked_for_more() -> None:
    end, commands = play(SpeechStarted("t1"), SpeechDiscarded("t1"))
    assert commands[1] == (Disregard("t1"), ClearScreen(), SetFace(Face.IDLE))
    assert (end.phase, end.session, wake_at(end)) == (Idle(), Session(), None)


def test_a_noise_beside_a_visitor_leaves_him_his_turn() -> None:
    end, commands = play(SpeechStarted("t1"), SpeechDiscarded("t1"), start=GREETED)
    assert commands == [(SetFace(Face.LISTENING),), (SetFace(Face.LISTENING),)]
    assert end.phase == Listening(2.0)


def test_a_mumble_does_not_cost_the_question_that_is_thought_about() -> None:
    thinking = play(Heard(said("t1")), start=GREETED)[0]
    end, commands = play(Heard(said("t2", "")), start=thinking)
    assert commands == [()]
    assert (end.phase, end.asked) == (thinking.phase, thinking.asked)


def test_a_question_over_the_farewell_is_still_answered() -> None:
    bye = replace(WIFI, intent="giao_tiep.tam_biet", text="Chào bác ạ.")
    leaving = play(Heard(said("t1")), Replied("t1", bye), start=GREETED)[0]
    end, commands = play(
        Heard(said("t2")), SayFinished(2, True), Replied("t2", PENSION), start=leaving
    )
    assert commands[1] == ()
    assert Show(PENSION.card, "t2") in commands[2]
    assert end.session.topic == PENSION


@pytest.mark.parametrize(
    "meanwhile",
    [
        pytest.param((FollowerLagging(),), id="over the call to follow"),
        pytest.param(
            (LeadFinished(Outcome.ARRIVED, "quay_3"), SayFinished(4, True)),
            id="over the arrival",
        ),
    ],
)
def test_a_question_on_the_way_is_answered(meanwhile: tuple[Event, ...]) -> None:
    end, commands = play(Heard(said("t3")), *meanwhile, Replied("t3", WIFI), start=LEADING)
    assert Show(WIFI.card, "t3") in commands[-1]
    assert end.session.topic == WIFI


def test_the_end_of_a_way_that_was_replaced_changes_nothing() -> None:
    replaced = play(Touched(TouchKind.LEAD, "quay_5"), start=LEADING)[0]
    assert replaced.phase == Leading(1.0, "quay_5")
    old = LeadFinished(Outcome.STOPPED, "quay_3")
    assert play(old, start=replaced) == (replaced, [()])


def test_the_visitor_is_addressed_as_he_calls_himself() -> None:
    _, commands = play(
        Heard(said("t1", "bác muốn hỏi tiền cho người già")), Replied("t1", PENSION), start=GREETED
    )
    say = commands[1][2]
    assert isinstance(say, Say)
    assert say.text.endswith("Cháu dẫn bác đến đó nhé?")
