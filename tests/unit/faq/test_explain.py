from tests.unit.faq.packs import BIRTH, RELEASE

from letan.faq.explain import explain
from letan.faq.faq import AskContext, Faq
from letan.faq.matching.signals import SIGNALS
from letan.hearing.utterance import Utterance

FAQ = Faq(RELEASE)


def test_it_names_the_phrasing_the_signals_and_the_runner_up() -> None:
    why = explain(
        FAQ, Utterance("t", "cháu ơi làm giấy khai sinh mất bao nhiêu tiền"), AskContext()
    )
    assert (why["without_fillers"], why["facet"], why["facet_alone"]) == (
        "làm giấy khai sinh mất bao nhiêu tiền",
        "fee",
        False,
    )
    best = why["best"]
    assert isinstance(best, list)
    first = best[0]
    assert (first["intent"], first["phrasing"] in BIRTH.phrasings) == (BIRTH.id, True)
    assert set(first["signals"]) == set(first["parts"]) == set(SIGNALS)
    probabilities = [one["probability"] for one in best]
    assert probabilities == sorted(probabilities, reverse=True)
    assert str(why["why_not_the_runner_up"]).split(":")[0] in SIGNALS


def test_it_agrees_with_the_reply_and_tells_the_thresholds() -> None:
    question = Utterance("t", "doi the can cuoc het han")
    why, reply = explain(FAQ, question, AskContext()), FAQ.reply(question)
    best = why["best"]
    assert isinstance(best, list)
    assert best[0]["intent"] == reply.intent
    assert str(why["restored"]).startswith("đổi thẻ căn cước")
    assert why["policy"] == {
        "answer_at": FAQ.policy.answer_at,
        "answer_margin": FAQ.policy.answer_margin,
        "ask_at": FAQ.policy.ask_at,
    }
