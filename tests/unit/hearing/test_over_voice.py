from dataclasses import replace

import pytest

from letan.hearing.over_voice import Evidence, OverVoice, judge_over_voice
from letan.hearing.params import HearingParams

PARAMS = HearingParams(
    others_db=10.0, over_voice_confidence=0.4, asked_llr=-4.0, own_words_share=0.6
)
QUESTION = Evidence("làm khai sinh ở quầy nào", True, 0.9, -30.0, -28.0, None)
SAYING = "Dạ, bác mang giấy chứng sinh đến quầy số hai ạ."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, OverVoice.INTERRUPTION, id="a whole sentence of a near visitor"),
        pytest.param({"finished": False}, OverVoice.UNDECIDED, id="half a sentence may be any"),
        pytest.param(
            {"finished": False, "phrase_llr": -4.0},
            OverVoice.INTERRUPTION,
            id="half a sentence about the release",
        ),
        pytest.param(
            {"finished": False, "phrase_llr": -4.1}, OverVoice.UNDECIDED, id="hardly about it"
        ),
        pytest.param(
            {"text": "cháu ơi cho", "finished": False}, OverVoice.INTERRUPTION, id="it is called"
        ),
        pytest.param({"text": ""}, OverVoice.COUGH, id="no words"),
        pytest.param({"text": "", "finished": False}, OverVoice.UNDECIDED, id="no words yet"),
        pytest.param({"text": "dạ vâng"}, OverVoice.BACKCHANNEL, id="somebody listens"),
        pytest.param(
            {"text": "dạ vâng", "finished": False}, OverVoice.UNDECIDED, id="or begins a sentence"
        ),
        pytest.param({"level_dbfs": -38.1}, OverVoice.OTHERS, id="far away"),
        pytest.param({"level_dbfs": -38.0}, OverVoice.INTERRUPTION, id="just near enough"),
        pytest.param(
            {"level_dbfs": -60.0, "usual_dbfs": None}, OverVoice.INTERRUPTION, id="nothing to judge"
        ),
        pytest.param({"confidence": 0.39}, OverVoice.OTHERS, id="a murmur"),
        pytest.param({"confidence": None}, OverVoice.INTERRUPTION, id="an engine without one"),
        pytest.param(
            {"confidence": 0.39, "phrase_llr": -3.0},
            OverVoice.INTERRUPTION,
            id="unclear, but surely a known question",
        ),
        pytest.param(
            {"text": "mang giấy chứng sinh", "saying": SAYING},
            OverVoice.OWN_VOICE,
            id="its own words",
        ),
        pytest.param(
            {"text": "mang giấy nào đến", "saying": SAYING},
            OverVoice.INTERRUPTION,
            id="a question with some of its words",
        ),
        pytest.param(
            {"text": "hai", "saying": SAYING}, OverVoice.INTERRUPTION, id="one word tells nothing"
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
