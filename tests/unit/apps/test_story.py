"""The demonstration's story: what happens becomes turns, and lines for a reader."""

from letan_apps.demo.story import Story, Turn


def story() -> tuple[Story, list[tuple[float, str, str]]]:
    lines: list[tuple[float, str, str]] = []
    told = Story(lambda now, who, words: lines.append((now, who, words)), {"quay_3": "Quầy số 3"})
    return told, lines


def test_a_turn_holds_each_stage() -> None:
    told, lines = story()
    told.visitor(1.0, "bác", "said", "hỏi tiền cho người già", "")
    told.visitor(3.0, "bác", "heard", "", "")
    told.understood(3.7, "hỏi tiền cho người già")
    told.replied(3.75, "answer", "xa_hoi.huu_tri_75", 0.9, "Từ 75 tuổi ạ.")
    told.sound(3.8)
    told.sound(4.9)
    assert told.turns == [
        Turn(
            "bác",
            "hỏi tiền cho người già",
            "hỏi tiền cho người già",
            "answer",
            "xa_hoi.huu_tri_75",
            "Từ 75 tuổi ạ.",
            None,
            3.0,
            3.7,
            3.75,
            3.8,
        )
    ]
    assert told.turns[0].stage_ms() == {
        "endpoint": 700,
        "reply": 50,
        "voice": 50,
        "question_end_to_first_audio": 800,
    }
    assert lines == [
        (1.0, "bác", "says: «hỏi tiền cho người già»"),
        (3.7, "robot", "hears: «hỏi tiền cho người già»"),
        (3.75, "robot", "understands: xa_hoi.huu_tri_75 (90%)"),
    ]


def test_where_he_was_led_belongs_to_the_question_that_was_answered() -> None:
    told, _ = story()
    told.visitor(1.0, "bác", "said", "hỏi tiền", "")
    told.replied(2.0, "answer", "xa_hoi.huu_tri_75", 0.9, "Vâng ạ.")
    told.visitor(3.0, "bác", "said", "ừ", "")
    told.replied(4.0, "command", "lenh.dong_y", 0.9, "")
    told.guide(5.0, "leading", "quay_3", 12.0)
    told.guide(6.0, "leading", "quay_3", 11.0)
    told.guide(30.0, "arrived", "quay_3", 0.0)
    assert [turn.led_to for turn in told.turns] == ["quay_3", None]


def test_stages_that_did_not_come_are_empty() -> None:
    assert Turn("bác", "a").stage_ms() == {
        "endpoint": None,
        "reply": None,
        "voice": None,
        "question_end_to_first_audio": None,
    }


def test_what_happens_before_anybody_spoke_is_no_turn() -> None:
    told, _ = story()
    told.understood(1.0, "ồn ào")
    told.visitor(2.0, "bác", "left", "", "")
    assert (told.turns, told.left) == ([], 1)
