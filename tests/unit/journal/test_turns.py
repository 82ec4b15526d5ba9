"""What the journal keeps of a conversation, and what it never does."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import GREETED, UNKNOWN, WIFI, said

from letan.dialogue.commands import Ask, FeedbackKind, KeepFeedback, KeepQuestion, KeepRating, Say
from letan.dialogue.conversation import advance
from letan.dialogue.events import Event, Heard, Left, Replied, SayFinished, SpeechStarted
from letan.dialogue.state import Conversation
from letan.journal.grouping import group_of
from letan.journal.turns import TurnLog
from letan.ports.journal import (
    FeedbackRecord,
    Outcome,
    QuestionRecord,
    RatingRecord,
    Record,
    TurnRecord,
)


def watch(*events: tuple[float, Event], start: Conversation = GREETED) -> list[Record]:
    """Let a conversation go on under the eyes of the journal."""
    records: list[Record] = []
    log, conversation = TurnLog(), start
    for now, event in events:
        records += log.see(event, now)
        conversation, commands = advance(conversation, event, now)
        for command in commands:
            records += log.see(command, now)
    return [*records, *log.close()]


def test_an_answered_turn_has_the_time_of_each_stage() -> None:
    records = watch(
        (10.0, SpeechStarted("t1")),
        (11.5, Heard(said("t1", "wifi ở đâu"))),
        (11.6, Replied("t1", replace(WIFI, probability=0.91, facet="where"))),
        (15.0, SayFinished(2, completed=True)),
    )
    assert records == [
        TurnRecord(
            "t1",
            Outcome.ANSWERED,
            "typed",
            "tien_ich.wifi",
            "where",
            0.91,
            False,
            heard_s=1.5,
            replied_s=1.6,
            spoke_s=1.6,
            done_s=5.0,
            language="vi",
        )
    ]


def test_a_turn_that_is_not_understood_is_kept_without_its_words() -> None:
    records = watch(
        (10.0, Heard(said("t1", "tôi tên là Nguyễn Văn An hỏi giá vàng"))),
        (10.1, Replied("t1", UNKNOWN)),
        (14.0, SayFinished(2, completed=False, next_word=3)),
        (15.0, Left()),
    )
    assert records == [
        QuestionRecord("tôi tên là [tên] hỏi giá vàng", "ten ten gia vang"),
        TurnRecord(
            "t1",
            Outcome.NOT_UNDERSTOOD,
            "typed",
            heard_s=0.0,
            replied_s=0.1,
            spoke_s=0.1,
            done_s=4.0,
            cut=True,
            language="vi",
        ),
    ]


def test_who_goes_on_is_one_turn_and_only_the_whole_may_be_unanswered() -> None:
    records = watch(
        (10.0, Heard(said("t1", "tôi muốn hỏi"))),
        (10.1, Replied("t1", UNKNOWN)),
        (10.5, SpeechStarted("t1")),
        (10.6, SayFinished(2, completed=False, next_word=1)),
        (12.0, Heard(said("t1", "tôi muốn hỏi wifi ở đâu"))),
        (12.1, Replied("t1", WIFI)),
        (15.0, SayFinished(3, completed=True)),
    )
    assert records == [
        TurnRecord(
            "t1",
            Outcome.ANSWERED,
            "typed",
            "tien_ich.wifi",
            "",
            0.9,
            heard_s=2.0,
            replied_s=2.1,
            spoke_s=2.1,
            done_s=5.0,
            language="vi",
        )
    ]


def test_the_second_failure_says_that_an_officer_was_called() -> None:
    records = watch(
        (10.0, Heard(said("t1"))),
        (10.1, Replied("t1", UNKNOWN)),
        (14.0, SayFinished(2, True)),
        (15.0, Heard(said("t2"))),
        (15.1, Replied("t2", UNKNOWN)),
        (19.0, SayFinished(3, True)),
    )
    turns = [record for record in records if isinstance(record, TurnRecord)]
    assert [(turn.turn_id, turn.staff) for turn in turns] == [("t1", False), ("t2", True)]


def test_a_turn_that_nobody_answered_is_told_when_the_visitor_leaves() -> None:
    records = watch((10.0, Heard(said("t1"))), (11.0, Left()))
    assert records == [TurnRecord("t1", Outcome.NO_ANSWER, "typed", heard_s=0.0)]


def test_the_oldest_of_too_many_turns_is_closed_with_a_record() -> None:
    log = TurnLog()
    log.see(Heard(said("t0")), 0.0)
    log.see(Ask(said("t0"), "", "vi"), 0.0)
    records = [record for i in range(1, 20) for record in log.see(SpeechStarted(f"n{i}"), 1.0)]
    assert records == [TurnRecord("t0", Outcome.NO_ANSWER, "typed", heard_s=0.0)]


@pytest.mark.parametrize(
    ("began", "spoke_s"),
    [
        pytest.param((10.75,), 0.75, id="the first sound, not the order"),
        pytest.param((None,), None, id="no sound at all"),
        pytest.param((), 0.25, id="a voice that does not tell: the order"),
    ],
)
def test_a_voice_begins_with_its_first_sound(
    began: tuple[float | None, ...], spoke_s: float | None
) -> None:
    log = TurnLog()
    log.see(Heard(said("t1")), 10.0)
    log.see(Say(7, "Dạ.", "vi", "t1"), 10.25)
    for at in began:
        log.voice_began(7, at)
    assert log.see(SayFinished(7, completed=True), 12.0) == ()
    (record,) = log.close()
    assert record == TurnRecord(
        "t1", Outcome.OBEYED, "typed", heard_s=0.0, spoke_s=spoke_s, done_s=2.0
    )


def test_the_first_of_two_voices_of_a_turn_is_when_it_spoke() -> None:
    log = TurnLog()
    log.see(Heard(said("t1")), 10.0)
    log.see(Say(7, "Cháu đang tìm ạ.", "vi", "t1"), 10.25)
    log.see(Say(8, "Dạ đây.", "vi", "t1"), 12.0)
    log.voice_began(7, 10.5)
    assert log.see(SayFinished(7, completed=False), 12.0) == ()
    log.voice_began(8, 12.5)
    log.see(SayFinished(8, completed=True), 14.0)
    (record,) = log.see(SpeechStarted("t2"), 15.0)
    assert isinstance(record, TurnRecord)
    assert (record.spoke_s, record.done_s) == (0.5, 4.0)


def test_a_noise_is_no_turn() -> None:
    assert watch((10.0, SpeechStarted("t1")), (11.0, Left())) == []


@pytest.mark.parametrize(
    ("command", "record"),
    [
        pytest.param(
            KeepQuestion("cho hỏi visa ạ", "t1", "", referred=True),
            QuestionRecord("cho hỏi visa ạ", "visa", "", True),
            id="question",
        ),
        pytest.param(
            KeepFeedback(FeedbackKind.COMPLAINT, "gọi tôi số 0912345678"),
            FeedbackRecord("complaint", "gọi tôi số [số]"),
            id="feedback",
        ),
        pytest.param(KeepRating(4), RatingRecord(4), id="rating"),
    ],
)
def test_what_is_passed_on_is_redacted(
    command: KeepQuestion | KeepFeedback | KeepRating, record: Record
) -> None:
    assert TurnLog().see(command, 1.0) == (record,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("cho tôi hỏi làm visa ở đâu ạ", "làm visa ở đâu", id="politeness"),
        pytest.param("Làm VISA ở đâu?", "làm visa ở đâu", id="case and punctuation"),
        pytest.param("lam visa o dau", "làm visa ở đâu", id="without marks"),
    ],
)
def test_the_same_question_is_one_group(one: str, other: str) -> None:
    assert group_of(one) == group_of(other) != ""


def test_a_text_of_politeness_alone_has_a_group() -> None:
    assert group_of("dạ cháu ơi") == "da chau oi"
