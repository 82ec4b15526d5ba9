"""How long a silence must last before it ends an utterance: as long as the words leave in doubt."""

from enum import Enum

from letan.hearing.params import HearingParams
from letan.kernel.units import Probability, Ratio, Seconds

UNFINISHED_ENDINGS = frozenset(
    (
        *("ờ", "ừm", "bằng", "bị", "bởi", "các", "cần", "cho", "của", "để", "do", "hay", "hoặc"),
        *("khi", "là", "mà", "muốn", "nếu", "nhưng", "những", "ở", "tại", "theo", "thì", "trong"),
        *("từ", "và", "vào", "về", "vì", "xin", "hỏi", "ơi", "cái", "như", "tên", "quầy"),
        *("đang", "sẽ", "phải", "bảo", "rằng", "nhờ", "số"),
    )
)
"""Words that want another after them. Not "với", "được", "có", "rồi": those also end sentences."""

_CALLS = frozenset(("cháu", "bác", "chú", "cô", "chị", "anh", "em", "bà", "ông", "con"))
_FINAL_WORDS = frozenset(
    (
        *("không", "đâu", "gì", "nào", "ạ", "với", "sao", "hè", "mô", "ai", "rứa", "nhiêu", "nhỉ"),
        *("răng", "chưa", "nhé", "vậy", "hả", "nữa", "nha", "nghen", "hông", "hỉ", "chi", "hở"),
    )
)
"""Words of a question's end, also in the dialects; each also stands elsewhere, but a *pause* after
it within a question is rare (docs/hearing.md has the counts)."""
_FINAL_PAIRS = frozenset(
    (
        ("bao", "lâu"),
        ("không", "phải"),
        ("mấy", "giờ"),
        ("cảm", "ơn"),
        ("cám", "ơn"),
        ("mấy", "ngày"),
    )
)
_LIKELY_END = 0.5
_POSSIBLE_END = 0.2
_HARDLY_AN_END = 0.02
"""Shares of phrasings that end after these words; thresholds chosen on `tests/golden/**/tune.tsv`:
0.5 calls 46 % of whole questions complete and 6 % of their beginnings, 0.02 calls 34 % of the
beginnings and 3 % of the whole questions unfinished."""
_DOUBTFUL = 0.6
"""Human sentences in a quiet room reach 0.84; what a synthetic voice makes the recogniser write
stays below 0.7 and is mostly wrong."""
_LONG = 0.7
"""From this share of the longest utterance on, any pause between words ends it."""
_WORD_GAP_S = 0.2


class Ending(Enum):
    """What the words say about whether the visitor has finished."""

    COMPLETE = "complete"
    LIKELY = "likely"
    OPEN = "open"
    UNFINISHED = "unfinished"


def judge_ending(
    text: str,
    share: Probability | None,
    phrase_ends: bool = False,
    sure: Probability | None = None,
) -> Ending:
    """Judge the words before a pause.

    Args:
        text: The words so far, lower case.
        share: `Endings.probability` of them; None where unknown.
        phrase_ends: The sound ends with a phrase of the release that fits well.
        sure: Confidence of the last word; None where unknown. A doubtful word tells nothing.
    """
    if text and sure is not None and sure < _DOUBTFUL:
        return Ending.COMPLETE if phrase_ends else Ending.LIKELY
    words = text.split(" ")
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if not text:
        return Ending.OPEN
    if last in UNFINISHED_ENDINGS and (before, last) not in _FINAL_PAIRS:
        return Ending.UNFINISHED
    if last in _FINAL_WORDS or (before, last) in _FINAL_PAIRS:
        return Ending.COMPLETE
    if last in _CALLS and before in _FINAL_WORDS:  # "ở đâu cháu"
        return Ending.COMPLETE
    if share is None:
        return Ending.LIKELY
    if share >= _LIKELY_END:
        return Ending.COMPLETE
    if share < _HARDLY_AN_END:
        return Ending.UNFINISHED
    return Ending.LIKELY if phrase_ends or share >= _POSSIBLE_END else Ending.OPEN


def hang_over_s(
    ending: Ending, length_s: Seconds, params: HearingParams, patience: Ratio = 1.0
) -> Seconds:
    """Silence to wait for.

    Args:
        ending: What the words say.
        length_s: How long the utterance is, its pauses included.
        params: The four hang-overs, and `longest_utterance_s`.
        patience: How much longer than usual this visitor is waited for, >= 1.
    """
    if length_s > _LONG * params.longest_utterance_s:
        return _WORD_GAP_S
    return patience * _usual_s(ending, params)


def _usual_s(ending: Ending, params: HearingParams) -> Seconds:
    match ending:
        case Ending.COMPLETE:
            return params.complete_hang_over_s
        case Ending.LIKELY:
            return params.hang_over_s
        case Ending.OPEN:
            return params.open_hang_over_s
        case Ending.UNFINISHED:
            return params.unfinished_hang_over_s
