"""How many stars did the visitor give?"""

from letan.vietnamese.unicode import words_of

_NUMBERS = {
    **{word: n for n, word in enumerate(("một", "hai", "ba", "bốn", "năm"), start=1)},
    **{word: n for n, word in enumerate(("one", "two", "three", "four", "five"), start=1)},
    **{str(n): n for n in range(1, 6)},
}
_WORTH = {
    **dict.fromkeys(("tệ", "kém", "dở", "chán", "bad"), 2),
    **dict.fromkeys(("bình thường", "tạm được", "cũng được", "tạm", "okay"), 3),
    **dict.fromkeys(("hài lòng", "tốt", "khá", "được", "ổn", "good"), 4),
    **dict.fromkeys(("tuyệt vời", "tuyệt", "xuất sắc", "excellent", "great"), 5),
    "terrible": 1,
}
_MUCH = frozenset("rất quá lắm very".split())
"""Beside a word of praise or blame it makes it the utmost one."""
_NOT = frozenset("không chưa chẳng not".split())
_BETWEEN = frozenset("được thấy phải".split())
"""May stand between a negation and what it denies: "không được tốt"."""
_BESIDE = frozenset(
    """sao điểm chấm cho dạ ạ bác cô chú anh chị ông bà tôi cháu em mình stars star nhé thôi là thấy
    đấy cũng cảm ơn""".split()
)
"""Politeness; with any word besides these it is a remark or a question, not a rating."""
_DENIED, _MIDDLE, _MOST = 2, 3, 5


def stars_of(text: str) -> int | None:
    """Return 1..5 for words that are a rating and nothing else ("năm sao", "rất tốt"), else None.

    Praise that is denied ("không tốt lắm") is two stars, blame that is denied three; a negation
    that denies nothing makes it a question ("được không").
    """
    words = [word.lower() for word in words_of(text)]
    numbers = [_NUMBERS[word] for word in words if word in _NUMBERS]
    judged = _judgements([word for word in words if word not in _NUMBERS])
    if judged is None or len(numbers) > 1:
        return None
    if numbers:
        return numbers[0]
    if not judged or min(judged) < _MIDDLE < max(judged):
        return None
    return max(judged, key=lambda stars: abs(stars - _MIDDLE))


def _judgements(words: list[str]) -> list[int] | None:
    """Return the stars of each word of praise or blame; None if anything else is said."""
    judged: list[int] = []
    much = denied = open_to_much = False
    terms = _terms(words)
    for term, following in zip(terms, [*terms[1:], ""], strict=False):
        if denied and term in _BETWEEN and following in _WORTH:
            continue
        if term in _WORTH:
            stars = _WORTH[term]
            judged.append(_denied(stars) if denied else _utmost(stars) if much else stars)
            much, denied, open_to_much = False, False, not denied
        elif term in _MUCH and open_to_much:
            judged[-1] = _utmost(judged[-1])
        elif term in _MUCH:
            much = True
        elif term in _NOT and not denied:
            denied, open_to_much = True, False
        elif denied or term not in _BESIDE:
            return None
    return None if denied else judged


def _terms(words: list[str]) -> list[str]:
    """Join the words that are one term: "hài lòng"."""
    terms: list[str] = []
    for word in words:
        if terms and f"{terms[-1]} {word}" in _WORTH:
            terms[-1] = f"{terms[-1]} {word}"
        else:
            terms.append(word)
    return terms


def _denied(stars: int) -> int:
    return _DENIED if stars >= _MIDDLE else _MIDDLE


def _utmost(stars: int) -> int:
    return stars if stars == _MIDDLE else (_MOST if stars > _MIDDLE else 1)
