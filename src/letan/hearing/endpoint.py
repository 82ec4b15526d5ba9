"""How long a silence must last before it ends an utterance."""

from letan.hearing.params import HearingParams
from letan.kernel.units import Seconds

UNFINISHED_ENDINGS = frozenset(
    (
        *("ờ", "ừm", "bằng", "bị", "bởi", "các", "cần", "cho", "của", "để", "do", "hay", "hoặc"),
        *("khi", "là", "mà", "muốn", "nếu", "nhưng", "những", "ở", "tại", "theo", "thì", "trong"),
        *("từ", "và", "vào", "về", "vì", "xin"),
    )
)
"""Words that want another after them. Not "với", "được", "có", "rồi": those also end sentences."""


_LONG = 0.7
"""From this share of the longest utterance on, any pause between words ends it."""
_WORD_GAP_S = 0.2


def hang_over_s(text: str, length_s: Seconds, params: HearingParams) -> Seconds:
    """Silence to wait for after `text`, the words so far, said in `length_s`."""
    if length_s > _LONG * params.longest_utterance_s:
        return _WORD_GAP_S
    unfinished = text.rpartition(" ")[2] in UNFINISHED_ENDINGS
    return params.unfinished_hang_over_s if unfinished else params.hang_over_s
