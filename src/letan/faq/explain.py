"""Why a question got its answer: what matched, each signal's part, why not the runner-up."""

from letan.faq.facets import find_facet
from letan.faq.faq import AskContext, Faq
from letan.faq.matching.meaning import MEANING_SIGNALS
from letan.faq.matching.signals import SIGNALS
from letan.hearing.utterance import Utterance
from letan.vietnamese.views import views_of


def explain(
    faq: Faq, utterance: Utterance, context: AskContext, count: int = 3
) -> dict[str, object]:
    """Return plain data for people: words as matched, and the best intents with every signal.

    Args:
        faq: The mind.
        utterance: What was said.
        context: As given to `Faq.reply`.
        count: How many intents to tell about.
    """
    whole = views_of(utterance.text, faq.matcher.table)
    facet = find_facet(whole)
    ranking = faq.rank(utterance, offered=bool(context.context_intent))
    names: tuple[str, ...] = SIGNALS
    weights = faq.matcher.params.fusion.signals
    if faq.matcher.meaning is not None:
        names = (*SIGNALS, *MEANING_SIGNALS)
        weights = faq.matcher.params.fusion_with_meaning.signals
    rows = {intent: row for row, intent in enumerate(faq.matcher.index.intents)}
    best = []
    for intent, p in ranking.pairs()[:count]:
        values = ranking.table.values[rows[intent]]
        best.append({
            "intent": intent,
            "probability": round(p, 4),
            "phrasing": faq.matcher.index.phrasings[int(ranking.table.best[rows[intent]])].text,
            "signals": {name: round(float(v), 3) for name, v in zip(names, values, strict=True)},
            "parts": {
                name: round(float(v) * w, 3)
                for name, v, w in zip(names, values, weights, strict=True)
            },
            "heard": round(ranking.acoustic.get(intent, 0.0), 4),
        })  # fmt: skip
    foreign = faq.matcher.index.phrasings[int(ranking.table.best[-1])].text
    return {
        "words": " ".join(whole.plain),
        "without_fillers": " ".join(faq.matcher.without_fillers(whole).plain),
        "restored": "" if whole.marked else faq.matcher.restorer.restore(utterance.text),
        "facet": facet.facet,
        "facet_alone": facet.alone,
        "semantic_tier": faq.matcher.meaning.name if faq.matcher.meaning else "none: words alone",
        "context": context.context_intent,
        "best": best,
        "out_of_scope": {"probability": round(ranking.foreign, 4), "sentence": foreign},
        "why_not_the_runner_up": _difference(best),
        "policy": {
            "answer_at": faq.policy.answer_at,
            "answer_margin": faq.policy.answer_margin,
            "ask_at": faq.policy.ask_at,
        },
    }


def _difference(best: list[dict[str, object]]) -> str:
    """Name the signal that parts the first from the second most."""
    if len(best) < 2:
        return ""
    first, second = best[0]["parts"], best[1]["parts"]
    if not isinstance(first, dict) or not isinstance(second, dict):
        return ""
    gaps = {name: first[name] - second[name] for name in first}
    name = max(gaps, key=lambda key: gaps[key])
    return f"{name}: {first[name]} against {second[name]}"
