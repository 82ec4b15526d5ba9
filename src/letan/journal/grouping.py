"""Questions in the same words are one question, however politely they are put."""

from letan.vietnamese.fold import fold
from letan.vietnamese.unicode import words_of

_POLITE = frozenset(
    map(
        fold,
        """ạ à ơi nhé nha cho hỏi xin dạ thưa với giùm giúp bác cô chú ông bà cháu em anh chị tôi
        tui mình con muốn thì là vậy thế đi cái này ấy""".split(),
    )
)


def group_of(text: str) -> str:
    """Return the key of a question's group; never empty for a text with words."""
    words = [fold(word) for word in words_of(text)]
    kept = [word for word in words if word not in _POLITE]
    return " ".join(kept or words)
