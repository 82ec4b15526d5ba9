"""Scripts: sentences, what is said, and which written word each spoken one belongs to."""

from letan.vietnamese.spoken.sentences import Span
from letan.voice.script import Script, ScriptSentence, ScriptWord, write_script


def test_a_script_maps_spoken_words_to_written_ones() -> None:
    text = "Phí 50k. 😀 Đi 2 quầy"
    assert write_script(text) == Script(
        text,
        "vi",
        (Span(0, 3), Span(4, 8), Span(9, 10), Span(11, 13), Span(14, 15), Span(16, 20)),
        (
            ScriptSentence(
                0,
                Span(0, 8),
                "phí năm mươi nghìn đồng.",
                (
                    ScriptWord(0, 3, 0),
                    ScriptWord(4, 7, 1),
                    ScriptWord(8, 12, 1),
                    ScriptWord(13, 18, 1),
                    ScriptWord(19, 23, 1),
                ),
            ),
            ScriptSentence(
                1,
                Span(9, 20),
                "đi hai quầy",
                (ScriptWord(0, 2, 3), ScriptWord(3, 6, 4), ScriptWord(7, 11, 5)),
            ),
        ),
    )


def test_nothing_to_say_has_no_sentences() -> None:
    assert write_script(" 😀 -- \x00 ").sentences == ()


def test_the_south_counts_in_its_own_words() -> None:
    assert write_script("Phí 50.000đ.", dialect="south").spoken == "phí năm mươi ngàn đồng."


def test_english_is_left_to_the_engine() -> None:
    assert write_script("Counter 3, please.", "en").spoken == "Counter 3, please."
