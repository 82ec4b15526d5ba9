"""Turn-taking: who is let finish, who is let interrupt, who is answered."""

from dataclasses import replace

import pytest
from tests.unit.dialogue.scenes import (
    GREETED,
    LEADING,
    OFFERED,
    PENSION,
    SPEAKING,
    UNKNOWN,
    WIFI,
    order,
    play,
    said,
)

from letan.dialogue.backchannel import interrupts, is_backchannel
from letan.dialogue.commands import Ask, EndSession, Lead, ReportFault, Say, StopSaying
from letan.dialogue.conversation import advance
from letan.dialogue.events import (
    BargedIn,
    Heard,
    Left,
    PartlyHeard,
    Replied,
    SayFinished,
    SpeechDiscarded,
    SpeechStarted,
    Tick,
    Touched,
    TouchKind,
)
from letan.dialogue.pace import MOST, after_cut, after_utterance
from letan.dialogue.rating import stars_of
from letan.dialogue.state import Conversation, Idle, Listening
from letan.hearing.utterance import Utterance

GAVE_WAY = play(BargedIn("t2"), SayFinished(2, completed=False, next_word=2), start=SPEAKING)[0]


def test_words_that_are_surely_meant_for_it_silence_the_voice() -> None:
    end, commands = play(
        PartlyHeard("t2", "cho"), PartlyHeard("t2", "cho hỏi đăng ký"), start=SPEAKING
    )
    assert commands == [(), (StopSaying(),)]
    assert end.session.barged == "t2"


def test_it_listens_to_whoever_made_it_give_way() -> None:
    assert GAVE_WAY.phase == Listening(2.0, "t2")
    assert GAVE_WAY.session.held is not None
    assert GAVE_WAY.session.held.from_word == 2


@pytest.mark.parametrize(
    "events",
    [
        pytest.param((SpeechDiscarded("t2"),), id="a noise"),
        pytest.param((Heard(said("t2", "")),), id="no words"),
        pytest.param((Heard(said("t2", "ừ vâng")),), id="a murmur"),
        pytest.param((Heard(said("t2", "trận bóng hay")), Replied("t2", UNKNOWN)), id="other talk"),
    ],
)
def test_what_was_nothing_lets_the_voice_go_on(events: tuple[object, ...]) -> None:
    end, commands = play(*events, start=GAVE_WAY)  # type: ignore[arg-type]  # each is an event
    assert commands[-1][-1] == Say(3, WIFI.text, "vi", "t2", from_word=2)
    assert end.session.barged == ""


def test_a_yes_in_the_middle_of_the_speech_is_a_murmur_and_at_its_end_an_answer() -> None:
    offering, _ = play(Heard(said("t1")), Replied("t1", PENSION), start=GREETED)
    early, commands = advance(offering, Heard(said("t2", "vâng")), 2.5)
    assert (early.asked, commands) == ((), ())
    late, commands = advance(offering, Heard(said("t2", "vâng")), 7.0)
    assert [c for c in commands if isinstance(c, Ask)] != []
    waiting, commands = advance(late, Replied("t2", order("lenh.dong_y")), 7.1)
    assert commands == ()
    _, commands = advance(waiting, SayFinished(2, True), 8.0)
    assert Lead("quay_3", "t2") in commands


def test_two_questions_before_the_voice_are_answered_one_after_the_other() -> None:
    end, commands = play(
        Heard(said("t1")),
        Heard(said("t2")),
        Replied("t1", WIFI),
        Replied("t2", PENSION),
        SayFinished(2, True),
        start=GREETED,
    )
    assert commands[3] == ()
    assert [c.turn_id for step in commands for c in step if isinstance(c, Say)] == ["t1", "t2"]
    assert end.backlog == ()


def test_who_goes_on_is_not_talked_over_and_gets_one_answer_to_the_whole() -> None:
    begun, _ = play(Heard(said("t1", "hỏi uây")), Replied("t1", UNKNOWN), start=GREETED)
    assert begun.session.failures == 1
    end, commands = play(
        SpeechStarted("t1"),
        SayFinished(2, False, 1),
        Heard(said("t1", "hỏi uây phai")),
        Replied("t1", WIFI),
        start=begun,
    )
    assert commands[0] == (StopSaying(),)
    assert commands[3][-1].text.startswith(WIFI.text)  # type: ignore[union-attr]  # it is a Say
    assert (end.session.failures, end.session.barged) == (0, "")


def test_the_same_words_twice_are_one_utterance() -> None:
    once, _ = play(Heard(said("t1", "wifi")), start=GREETED)
    assert play(Heard(said("t1", "wifi")), start=once) == (once, [()])


def test_late_words_of_who_has_gone_open_nothing() -> None:
    speaking, _ = play(SpeechStarted("t5"), start=OFFERED)
    gone, _ = play(Left(), start=speaking)
    assert play(Heard(said("t5", "đăng ký")), start=gone) == (gone, [()])


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(SPEAKING, id="over the voice"),
        pytest.param(play(Heard(said("t1")), start=GREETED)[0], id="while it thinks"),
        pytest.param(LEADING, id="on the way"),
    ],
)
def test_late_words_of_who_left_while_it_was_busy_open_nothing(start: Conversation) -> None:
    gone, _ = play(
        SpeechStarted("t5"), Touched(TouchKind.LEAVE), SayFinished(3, False), start=start
    )
    assert gone.phase == Idle()
    assert play(Heard(said("t5", "lệ phí")), start=gone) == (gone, [()])


def test_a_turn_that_was_over_before_he_left_is_not_noted_as_late() -> None:
    gone, _ = play(SpeechStarted("t5"), SpeechDiscarded("t5"), Left(), start=SPEAKING)
    assert "t5" not in gone.seen


def test_who_speaks_into_the_farewell_is_heard() -> None:
    farewell = replace(WIFI, intent="giao_tiep.tam_biet")
    end, commands = play(
        Heard(said("t1")),
        Replied("t1", farewell),
        SpeechStarted("t5"),
        SayFinished(2, True),
        Heard(said("t5", "còn lệ phí")),
        start=GREETED,
    )
    assert EndSession() in commands[3]
    assert [a.utterance.turn_id for a in end.asked] == ["t5"]


def test_hearing_that_is_sure_silences_every_voice_at_once() -> None:
    told, _ = play(Touched(TouchKind.LANGUAGE, "vi", "t9"), start=GAVE_WAY)
    _, commands = play(BargedIn("t3"), start=told)
    assert commands == [(StopSaying(),)]


def test_two_words_silence_the_voice_only_when_hearing_is_sure_of_them() -> None:
    _, commands = play(PartlyHeard("t2", "cháu ơi"), BargedIn("t2"), start=SPEAKING)
    assert commands == [(), (StopSaying(),)]


TWO_ASKED = play(
    Heard(said("t1")), Heard(said("t2")), Replied("t1", WIFI), Replied("t2", PENSION), start=GREETED
)[0]


def test_a_voice_that_never_ends_is_followed_by_the_answer_that_waited() -> None:
    end, commands = advance(TWO_ASKED, Tick(), 100.0)
    assert commands[:2] == (StopSaying(), ReportFault("DIAL-002"))
    assert [c.turn_id for c in commands if isinstance(c, Say)] == ["t2"]
    assert end.backlog == ()


def test_a_touch_drops_the_answer_that_waited() -> None:
    end, _ = advance(TWO_ASKED, Touched(TouchKind.ASK, "tien_ich.wifi", "t9"), 9.0)
    assert end.backlog == ()


@pytest.mark.parametrize(
    ("text", "murmur", "surely"),
    [
        pytest.param("", True, False, id="cough"),
        pytest.param("ừ", True, False, id="ừ"),
        pytest.param("dạ vâng ạ", True, False, id="dạ vâng ạ"),
        pytest.param("thế à", True, False, id="thế à"),
        pytest.param("a a a a", True, False, id="a child"),
        pytest.param("không phải", False, False, id="two words may be misread"),
        pytest.param("dừng lại", False, False, id="the stop word is spotted"),
        pytest.param("cho hỏi cái khác", False, True, id="a question"),
        pytest.param("ừ ừ vâng vâng được rồi", True, False, id="many murmurs"),
    ],
)
def test_a_murmur_is_told_from_an_interruption(text: str, murmur: bool, surely: bool) -> None:
    assert (is_backchannel(text), interrupts(text)) == (murmur, surely)


def test_patience_grows_for_slow_speakers_and_has_a_bound() -> None:
    slow = Utterance("t", "tôi muốn hỏi", start=0.0, end=4.0)
    quick = Utterance("t", "tôi muốn hỏi", start=0.0, end=0.8)
    assert after_utterance(1.0, slow) == 1.25
    assert after_utterance(1.0, quick) == 1.0
    assert after_utterance(1.9, slow) == MOST
    assert after_cut(1.0, 10.0, 10.8) == 1.25
    assert after_cut(1.0, 10.0, 12.0) == after_cut(1.0, None, 12.0) == 1.0


def test_patience_lasts_for_the_session() -> None:
    slow = Utterance("t1", "tôi muốn hỏi", start=0.0, end=4.0)
    end, _ = play(Heard(slow), start=GREETED)
    assert end.session.patience == 1.25


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        pytest.param("năm sao", 5, id="five"),
        pytest.param("cho cháu bốn sao nhé", 4, id="four"),
        pytest.param("rất hài lòng", 5, id="very pleased"),
        pytest.param("không hài lòng", 2, id="not pleased"),
        pytest.param("tệ quá", 1, id="bad"),
        pytest.param("bình thường thôi", 3, id="so so"),
        pytest.param("tạm được", 3, id="it will do"),
        pytest.param("tốt", 4, id="good"),
        pytest.param("tốt lắm cảm ơn cháu", 5, id="very good, thank you"),
        pytest.param("khá tốt", 4, id="two words of praise"),
        pytest.param("không tốt lắm", 2, id="not very good"),
        pytest.param("chưa tốt", 2, id="not good yet"),
        pytest.param("không được", 2, id="it will not do"),
        pytest.param("không được tốt lắm ạ", 2, id="none too good"),
        pytest.param("không tệ", 3, id="not bad"),
        pytest.param("not good", 2, id="English"),
        pytest.param("tốt nhưng không được", None, id="a remark"),
        pytest.param("tốt tệ", None, id="both"),
        pytest.param("cho hỏi thêm được không", None, id="may I ask"),
        pytest.param("hỏi thêm một câu được không", None, id="may I ask one more"),
        pytest.param("được không ạ", None, id="is it all right"),
        pytest.param("tốt không", None, id="is it good"),
        pytest.param("chờ lâu quá không ổn", None, id="a complaint is asked about"),
        pytest.param("không", None, id="no rating"),
        pytest.param("làm giấy cho hai cháu thì sao", None, id="a question"),
        pytest.param("quầy số ba ở đâu", None, id="a counter"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_stars_of(text: str, stars: int | None) -> None:
    assert stars_of(text) == stars


def test_a_held_answer_is_gone_on_with_after_another_question() -> None:
    asked, _ = play(Heard(said("t2")), Replied("t2", PENSION), start=SPEAKING)
    cut, _ = play(SayFinished(2, False, 4), SayFinished(3, True), start=asked)
    _, commands = play(Heard(said("t3")), Replied("t3", order("lenh.tiep_tuc")), start=cut)
    assert commands[1][-1] == Say(4, WIFI.text, "vi", "t3", from_word=4)


def test_the_last_visitors_pair_of_pronouns_is_kept_for_his_session() -> None:
    end, _ = play(
        Heard(said("t1", "bác muốn hỏi")), Heard(said("t2", "cô hỏi thêm")), start=GREETED
    )
    assert end.session.address.you == "bác"
    assert end.session.address.me == "cháu"
