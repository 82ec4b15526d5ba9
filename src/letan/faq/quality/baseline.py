"""What bare rapidfuzz would answer: the figures that a matcher has to beat."""

from collections.abc import Callable

import numpy as np
from rapidfuzz import fuzz, process

from letan.faq.content.release import Release
from letan.faq.reply import Candidate, Card, Reply, ReplyKind
from letan.vietnamese.unicode import clean

SCORERS: dict[str, Callable[..., float]] = {
    "wratio": fuzz.WRatio,
    "token_set_ratio": fuzz.token_set_ratio,
}
"""Each against every phrasing in lower case; the best phrasing of an intent counts."""


class Bare:
    """Ranks intents by one scorer of rapidfuzz, with nothing around it."""

    def __init__(self, release: Release, scorer: Callable[..., float]) -> None:
        """Gather the phrasings of the entries; what is out of scope it does not know."""
        self._scorer = scorer
        owned = [
            (entry.id, clean(text).lower())
            for entry in release.entries()
            for text in (*entry.phrasings, *entry.phrasings_en)
        ]
        self._owners = [intent for intent, _ in owned]
        self._texts = [text for _, text in owned]

    def reply(self, text: str) -> Reply:
        """Answer with the likeliest intent, however unlikely; `probability` is score / 100."""
        scores = process.cdist([clean(text).lower()], self._texts, scorer=self._scorer)[0]
        found: dict[str, float] = {}
        for at in np.argsort(-scores, kind="stable").tolist():
            found.setdefault(self._owners[at], float(scores[at]) / 100.0)
            if len(found) == 3:
                break
        candidates = tuple(Candidate(intent, intent, score) for intent, score in found.items())
        first = candidates[0]
        return Reply(
            ReplyKind.ANSWER,
            "",
            Card("", "", ""),
            first.intent,
            intents=(first.intent,),
            candidates=candidates,
            probability=first.score,
        )
