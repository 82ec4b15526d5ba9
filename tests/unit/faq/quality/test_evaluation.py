from letan.faq.quality.evaluation import Judged, Question, measure
from letan.faq.reply import Candidate, Card, Reply, ReplyKind

CARD = Card("", "", "")


def judged(
    wanted: str, kind: ReplyKind, intents: tuple[str, ...], *others: str, ms: float = 1.0
) -> Judged:
    candidates = tuple(Candidate(i, "", 0.5) for i in (*intents, *others))
    first = intents[0] if intents and kind is ReplyKind.ANSWER else None
    reply = Reply(kind, "", CARD, first, intents=intents, candidates=candidates)
    return Judged(Question(wanted, "plain", ""), reply, ms)


def test_measure() -> None:
    rows = [
        judged("a.a", ReplyKind.ANSWER, ("a.a",), ms=1.0),
        judged("a.a|a.b", ReplyKind.ANSWER, ("a.b",), ms=2.0),
        judged("a.a", ReplyKind.ANSWER, ("a.c",), "a.a", ms=3.0),
        judged("a.a", ReplyKind.ASK_BACK, (), "a.c", "a.d", "a.e", ms=4.0),
        judged("a.a+a.b", ReplyKind.ANSWER, ("a.a", "a.b")),
        judged("a.a+a.b", ReplyKind.ANSWER, ("a.b",)),
        judged("_ngoai_pham_vi", ReplyKind.REFER, ()),
        judged("_ngoai_pham_vi", ReplyKind.ANSWER, ("a.a",)),
        judged("_ngoai_pham_vi|a.a", ReplyKind.ANSWER, ("a.a",)),
    ]
    figures = measure(rows)
    assert {
        name: figures[name] for name in figures if name not in ("by_style", "ms_p50", "ms_p95")
    } == {
        "rows": 9,
        "top1": 0.5,
        "top3": 0.75,
        "answer_precision": 0.7143,
        "answer_coverage": 0.8333,
        "oos_rejected": 0.6667,
        "both_found": 0.5,
    }


def test_an_empty_table_has_no_ratios() -> None:
    assert measure([])["top1"] is None
