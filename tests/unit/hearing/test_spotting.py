import pytest
from tests.unit.hearing.fakes import FRAME_S, VOCABULARY, frames

from letan.hearing.params import HearingParams
from letan.hearing.phrases import compile_phrases
from letan.hearing.spotting import COMMAND_PHRASES, Command, spot, spot_stop, spot_text
from letan.ports.recogniser import LogProbs

GRAPH = compile_phrases(COMMAND_PHRASES, VOCABULARY)


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        pytest.param("dừng lại _ _", "lenh.dung", id="the command"),
        pytest.param("dừng lại", None, id="no pause yet"),
        pytest.param("dừng lại _", "lenh.dung", id="a short pause is enough"),
        pytest.param("con dừng lại _", "lenh.dung", id="one word beside two"),
        pytest.param("dừng lại con _", "lenh.dung", id="one word after two"),
        pytest.param("dừng lại con", None, id="and no pause yet"),
        pytest.param("tôi muốn dừng lại _", None, id="as many others as its own"),
        pytest.param("dừng kinh doanh _", None, id="the word in another sentence"),
        pytest.param("không _", "lenh.tu_choi", id="one word"),
        pytest.param("không đâu _", None, id="one word with another beside it"),
        pytest.param("dứng lại _", "lenh.dung", id="a sound-alike, alone"),
        pytest.param("cái thứ hai _", "lenh.chon_2", id="a choice"),
        pytest.param("cho con cái thứ hai _", None, id="two words beside a choice of three"),
        pytest.param("con cái thứ hai _", "lenh.chon_2", id="one word beside a choice of three"),
        pytest.param("số hai _", "lenh.chon_2", id="a choice of two words"),
        pytest.param("quầy số hai _", None, id="a counter is no choice"),
        pytest.param("khai sinh _", None, id="no command"),
        pytest.param("cháy _ _", "khan_cap.chay", id="fire"),
        pytest.param("_ _", None, id="nothing"),
    ],
)
def test_spot(said: str, intent: str | None) -> None:
    words = ["" if word == "_" else word for word in said.split()]
    found = spot(GRAPH, LogProbs(frames(words), FRAME_S), HearingParams(spot_pause_s=0.16))
    assert (found.intent if found else None) == intent


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("dứng lại _ _", "lenh.dung", id="a sound-alike"),
        pytest.param("dứng lại nhà _ _", "lenh.dung", id="one piece beside it"),
        pytest.param("con dứng lại nhà _ _", None, id="two"),
        pytest.param("dứng lại", None, id="no pause yet"),
        pytest.param("dừng _ _", None, id="one piece is a murmur's too"),
        pytest.param("không không _ _", None, id="another command"),
        pytest.param("khai sinh _ _", None, id="no command"),
        pytest.param("_ _", None, id="nothing"),
    ],
)
def test_spot_stop(said: str, expected: str | None) -> None:
    words = ["" if word == "_" else word for word in said.split()]
    found = spot_stop(GRAPH, LogProbs(frames(words), FRAME_S), HearingParams())
    assert (found.intent if found else None) == expected


def test_no_frames() -> None:
    assert spot(GRAPH, LogProbs(frames([])[:0], FRAME_S), HearingParams()) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("dừng lại", Command("lenh.dung", 0.0), id="the command alone"),
        pytest.param("dừng lại kinh doanh", None, id="in a sentence"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_spot_text(text: str, expected: Command | None) -> None:
    assert spot_text(text) == expected
