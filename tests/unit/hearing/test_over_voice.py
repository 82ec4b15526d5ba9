from dataclasses import replace

import pytest

from letan.hearing.over_voice import Evidence, OverVoice, judge_over_voice
from letan.hearing.params import HearingParams

PARAMS = HearingParams(
    others_db=10.0,
    over_voice_confidence=0.4,
    asked_llr=20.0,
    own_words_share=0.6,
    own_words_likeness=0.85,
    own_likeness=1.05,
)
QUESTION = Evidence("làm khai sinh ở quầy nào", True, 0.9, -30.0, -28.0, None)
SAYING = "Dạ, bác mang giấy chứng sinh đến quầy số hai ạ."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, OverVoice.SENTENCE, id="a whole sentence of a near visitor"),
        pytest.param({"finished": False}, OverVoice.UNDECIDED, id="half a sentence may be any"),
        pytest.param(
            {"phrase_llr": 20.0}, OverVoice.INTERRUPTION, id="a sentence about the release"
        ),
        pytest.param(
            {"finished": False, "phrase_llr": 20.0},
            OverVoice.INTERRUPTION,
            id="half a sentence about the release",
        ),
        pytest.param(
            {"finished": False, "phrase_llr": 19.9}, OverVoice.UNDECIDED, id="hardly about it"
        ),
        pytest.param({"text": "cháu ơi"}, OverVoice.INTERRUPTION, id="it is called"),
        pytest.param({"text": "khoan", "finished": False}, OverVoice.INTERRUPTION, id="held up"),
        pytest.param(
            {"text": "cháu ơi cho", "finished": False},
            OverVoice.INTERRUPTION,
            id="it is called, and more comes",
        ),
        pytest.param({"text": ""}, OverVoice.COUGH, id="no words"),
        pytest.param({"text": "", "finished": False}, OverVoice.UNDECIDED, id="no words yet"),
        pytest.param({"text": "dạ vâng"}, OverVoice.BACKCHANNEL, id="somebody listens"),
        pytest.param(
            {"text": "dạ vâng", "finished": False}, OverVoice.UNDECIDED, id="or begins a sentence"
        ),
        pytest.param({"level_dbfs": -38.1}, OverVoice.OTHERS, id="far away"),
        pytest.param({"level_dbfs": -38.0}, OverVoice.SENTENCE, id="just near enough"),
        pytest.param(
            {"level_dbfs": -60.0, "usual_dbfs": None}, OverVoice.SENTENCE, id="nothing to judge"
        ),
        pytest.param({"confidence": 0.39}, OverVoice.OTHERS, id="a murmur"),
        pytest.param({"confidence": None}, OverVoice.SENTENCE, id="an engine without one"),
        pytest.param(
            {"confidence": 0.39, "phrase_llr": 25.0},
            OverVoice.INTERRUPTION,
            id="unclear, but surely a known question",
        ),
        pytest.param(
            {"text": "cho con", "finished": False, "continues": True},
            OverVoice.INTERRUPTION,
            id="a visitor goes on",
        ),
        pytest.param(
            {"text": "con", "finished": False, "continues": True},
            OverVoice.UNDECIDED,
            id="one word more",
        ),
    ],
)
def test_what_is_heard_over_the_voice(changes: dict[str, object], expected: OverVoice) -> None:
    evidence = replace(QUESTION, **changes)  # type: ignore[arg-type]  # a table of its fields
    assert judge_over_voice(evidence, PARAMS) == expected


CHOICES = """Quý khách hỏi việc nào ạ? Thứ nhất, đăng ký khai sinh; thứ hai, cấp lại giấy khai sinh;
    thứ ba, xác nhận tình trạng hôn nhân. Quý khách cho cháu mấy sao: một sao hay năm sao ạ?"""


@pytest.mark.parametrize("finished", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        *("thứ hai", "thứ nhất", "năm sao", "sao", "đăng ký khai sinh", "cấp lại giấy khai sinh"),
        *("xác nhận tình trạng hôn nhân", "thứ hai cấp lại giấy khai sinh"),
    ],
)
def test_a_choice_is_named_while_it_is_read_out(text: str, finished: bool) -> None:
    named = Evidence(text, finished, 0.95, -30.0, -28.0, 25.0, CHOICES, likeness=0.5)
    stranger = replace(named, usual_dbfs=None)
    unknown = replace(named, phrase_llr=5.0)
    told = OverVoice.SENTENCE if finished else OverVoice.UNDECIDED
    assert [judge_over_voice(one, PARAMS) for one in (named, stranger, unknown)] == [
        OverVoice.INTERRUPTION,
        OverVoice.INTERRUPTION,
        told,
    ]
    rest = replace(named, likeness=0.85)
    assert judge_over_voice(rest, PARAMS) == OverVoice.OWN_VOICE


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"likeness": 0.84}, OverVoice.SENTENCE, id="not like its voice"),
        pytest.param(
            {"text": "thứ nhất cấp hai", "likeness": 1.04}, OverVoice.SENTENCE, id="other words"
        ),
        pytest.param(
            {"text": "thứ bốn thứ ba", "likeness": 1.04}, OverVoice.SENTENCE, id="half of them"
        ),
        pytest.param(
            {"text": "thứ hai cấp lại giấy khai sinh ạ", "likeness": 0.85},
            OverVoice.OWN_VOICE,
            id="most of them",
        ),
        pytest.param(
            {"text": "bốn chín", "likeness": 1.05}, OverVoice.OWN_VOICE, id="its voice, other words"
        ),
        pytest.param({"text": "bốn", "likeness": 1.04}, OverVoice.SENTENCE, id="not its word"),
        pytest.param(
            {"text": "thứ hai cấp lại giấy khai sinh thứ ba xác nhận"},
            OverVoice.SENTENCE,
            id="eleven words in a row",
        ),
        pytest.param(
            {"text": "thứ hai cấp lại giấy khai sinh thứ ba xác nhận tình"},
            OverVoice.OWN_VOICE,
            id="twelve words in a row",
        ),
        pytest.param(
            {"text": "quý khách thứ hai quý khách thứ hai quý khách thứ hai quý khách thứ hai"},
            OverVoice.SENTENCE,
            id="many words, but not in a row",
        ),
    ],
)
def test_own_words_need_a_proof(changes: dict[str, object], expected: OverVoice) -> None:
    named = Evidence("thứ hai", True, 0.95, -30.0, -28.0, None, CHOICES, likeness=0.5)
    evidence = replace(named, **changes)  # type: ignore[arg-type]  # a table of its fields
    assert judge_over_voice(evidence, PARAMS) == expected
