"""How many stars did the visitor give?"""

from letan.vietnamese.unicode import words_of

_NUMBERS = {
    **{word: n for n, word in enumerate(("một", "hai", "ba", "bốn", "năm"), start=1)},
    **{word: n for n, word in enumerate(("one", "two", "three", "four", "five"), start=1)},
    **{str(n): n for n in range(1, 6)},
}
_WORDS = (
    (1, ("rất tệ", "tệ quá", "rất kém", "quá tệ", "terrible")),
    (2, ("không hài lòng", "chưa hài lòng", "tệ", "kém", "dở", "chán", "bad")),
    (3, ("bình thường", "tạm được", "cũng được", "tạm", "okay")),
    (5, ("rất tốt", "rất hài lòng", "tuyệt vời", "xuất sắc", "tốt lắm", "quá tốt", "excellent")),
    (4, ("hài lòng", "tốt", "khá", "được", "ổn", "good")),
)
_BESIDE = frozenset("sao điểm chấm cho dạ ạ bác cô tôi cháu em stars star nhé thôi là".split())
_LONGEST = 6
"""More words than that are a request, not a rating."""


def stars_of(text: str) -> int | None:
    """Return 1..5 for a rating ("năm sao", "rất tốt"), else None."""
    words = [word.lower() for word in words_of(text)]
    if not words or len(words) > _LONGEST:
        return None
    numbers = [_NUMBERS[word] for word in words if word in _NUMBERS]
    if len(numbers) == 1 and all(word in _NUMBERS or word in _BESIDE for word in words):
        return numbers[0]
    said = f" {' '.join(words)} "
    for stars, names in _WORDS:
        if any(f" {name} " in said for name in names):
            return stars
    return None
