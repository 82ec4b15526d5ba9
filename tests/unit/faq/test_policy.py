import pytest

from letan.faq.content.entry import EntryKind
from letan.faq.policy import Decision, Decline, Offer, Policy, Take, decide

POLICY = Policy(answer_at=0.65, answer_margin=0.2, ask_at=0.3, choice_at=0.04)
KINDS = {
    "a.a": EntryKind.PROCEDURE,
    "a.b": EntryKind.PROCEDURE,
    "a.c": EntryKind.INFORMATION,
    "chi_duong.quay": EntryKind.DIRECTION,
    "giao_tiep.chao": EntryKind.SMALL_TALK,
    "lenh.dung": EntryKind.COMMAND,
    "lenh.dan_duong": EntryKind.COMMAND,
    "lenh.dong_y": EntryKind.COMMAND,
    "lenh.gap_can_bo": EntryKind.COMMAND,
    "khan_cap.chay": EntryKind.EMERGENCY,
    "khan_cap.y_te": EntryKind.EMERGENCY,
}


@pytest.mark.parametrize(
    ("ranked", "words", "expected"),
    [
        pytest.param([("a.a", 0.65)], 5, Take("a.a"), id="reaches answer_at exactly"),
        pytest.param([("a.a", 0.70), ("a.b", 0.51)], 5, Offer(("a.a", "a.b")), id="too close"),
        pytest.param(
            [("a.a", 0.4), ("a.b", 0.2), ("a.c", 0.1)], 5, Offer(("a.a", "a.b", "a.c")), id="three"
        ),
        pytest.param(
            [("a.a", 0.4), ("a.b", 0.2), ("a.c", 0.03)],
            5,
            Offer(("a.a", "a.b")),
            id="third too weak",
        ),
        pytest.param([("a.a", 0.2), ("a.b", 0.05)], 5, Decline(), id="all too weak"),
        pytest.param([], 5, Decline(), id="nothing"),
        pytest.param([("lenh.dung", 0.9)], 3, Take("lenh.dung"), id="a command"),
        pytest.param([("lenh.dung", 0.9)], 20, Decline(), id="a story is no command"),
        pytest.param([("lenh.dong_y", 0.9)], 5, Decline(), id="yes is short"),
        pytest.param(
            [("khan_cap.chay", 0.9)], 30, Take("khan_cap.chay"), id="an emergency may be long"
        ),
        pytest.param([("khan_cap.chay", 0.5)], 3, Decline(), id="no emergency by accident"),
        pytest.param(
            [("khan_cap.y_te", 0.4), ("khan_cap.chay", 0.3), ("a.a", 0.2)],
            6,
            Take("khan_cap.y_te"),
            id="surely an emergency, whichever",
        ),
        pytest.param(
            [("a.a", 0.39), ("khan_cap.chay", 0.31), ("khan_cap.y_te", 0.3)],
            6,
            Take("khan_cap.chay"),
            id="emergencies together before a request",
        ),
        pytest.param(
            [("lenh.gap_can_bo", 0.8)], 16, Take("lenh.gap_can_bo"), id="an angry call for staff"
        ),
        pytest.param([("lenh.gap_can_bo", 0.8)], 17, Decline(), id="a story is no call for staff"),
        pytest.param(
            [("giao_tiep.chao", 0.6), ("a.a", 0.3)],
            6,
            Take("a.a"),
            id="the request, not the greeting",
        ),
        pytest.param(
            [("giao_tiep.chao", 0.9), ("a.a", 0.05)],
            3,
            Take("giao_tiep.chao"),
            id="only a greeting",
        ),
        pytest.param(
            [("chi_duong.quay", 0.5), ("lenh.dan_duong", 0.45)],
            5,
            Take("lenh.dan_duong"),
            id="leading shows the way",
        ),
        pytest.param(
            [("lenh.dan_duong", 0.4), ("a.a", 0.3)], 5, Decline(), id="an unsure lead is none"
        ),
    ],
)
def test_decide(ranked: list[tuple[str, float]], words: int, expected: Decision) -> None:
    assert decide(ranked, KINDS, words, known=True, policy=POLICY) == expected


@pytest.mark.parametrize(
    ("third", "offered"),
    [
        pytest.param(0.079, ("a.a", "a.b"), id="absurd"),
        pytest.param(0.08, ("a.a", "a.b", "a.c"), id="possible"),
    ],
)
def test_an_unlikely_third_choice_is_not_offered(third: float, offered: tuple[str, ...]) -> None:
    kinds = dict.fromkeys(("a.a", "a.b", "a.c"), EntryKind.PROCEDURE)
    ranked = [("a.a", 0.5), ("a.b", 0.2), ("a.c", third)]
    assert decide(ranked, kinds, 5, known=True, policy=Policy()) == Offer(offered)


def test_a_lone_word_is_answered_only_if_it_is_known() -> None:
    assert decide([("a.a", 0.99)], KINDS, 1, known=False, policy=POLICY) == Decline()
    assert decide([("a.a", 0.99)], KINDS, 1, known=True, policy=POLICY) == Take("a.a")


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        pytest.param(0.9, Decline(), id="told of another day"),
        pytest.param(0.97, Take("khan_cap.chay"), id="so clear that it counts all the same"),
    ],
)
def test_an_emergency_of_another_day_must_be_surer(p: float, expected: Decision) -> None:
    ranked = [("khan_cap.chay", p)]
    assert decide(ranked, KINDS, 6, known=True, policy=POLICY, elsewhere=True) == expected


@pytest.mark.parametrize("bad", [{"ask_at": 0.9}, {"answer_at": 1.1}, {"choice_at": -0.1}])
def test_contradicting_thresholds_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"threshold|must not exceed"):
        Policy(**bad)  # type: ignore[arg-type]  # only floats
