"""A recogniser's text as a readable caption. For eyes alone: the matcher reads what was heard."""

from collections.abc import Sequence

from letan.vietnamese.caption.figures import write_figures
from letan.vietnamese.caption.names import LONGEST, PHRASES, written_word
from letan.vietnamese.names import NO_NAME, SURNAMES

_POLITE_ENDS = (
    "ạ à ơi cháu con em anh chị cô chú bác bà ông bạn vậy thế nhỉ nhé hả hở hử đây đấy nào thì rồi "
    "robot"
).split()
_ASKING_ENDS = ("không", "chưa", "hả", "hở", "nhỉ", "à", "sao", "chăng", "hử")
_ASKING = (
    "ở đâu", "đi đâu", "chỗ nào", "bao nhiêu", "bao lâu", "bao giờ", "khi nào", "lúc nào",
    "thế nào", "như nào", "làm sao", "tại sao", "vì sao", "sao lại", "những gì", "cái gì",
    "giấy gì", "làm gì", "cần gì", "tờ gì", "gì không", "mấy giờ", "mấy ngày", "quầy nào",
    "quầy mấy", "số mấy", "mấy bản", "người nào", "loại nào", "nơi nào", "ngày nào", "ai làm",
    "của ai", "được không", "phải không", "có phải", "hay là", "tới đâu", "đến đâu", "từ đâu",
    "về đâu", "chỗ mô", "răng rứa", "mấy tuổi", "mấy tiền", "mất mấy", "thứ mấy", "tầng mấy",
    "phòng mấy", "gì ạ", "đâu ạ", "nào ạ",
)  # fmt: skip
_LAST_WORDS = ("đâu", "gì", "nào", "mấy", "ai", "chi", "mô", "nhiêu")
_CALLING = ("ơi", "này")
_NAMING = tuple(
    ("tên", *who.split(), "là") for who in ("", "tôi", "em", "cháu", "bác", "con", "mình")
)
_NAME_LENGTH = 4


def readable(text: str, *, final: bool = True) -> str:
    """Return `text` as a person would write it.

    Numbers, dates, times and money in figures where they can be nothing else; names and short
    forms in their letters; a capital first; at the end a question mark or a full stop.

    Args:
        text: As a recogniser gives it: lower case, single spaces, no signs. Text that carries
            signs or capitals already is returned as it is.
        final: False for a partial: it gets no sign at its end, since it goes on.

    Returns:
        One line; "" for "". Never longer than a few characters more than `text`.
    """
    if not text.strip() or text != text.lower() or any(sign in text for sign in ".,?!:;/"):
        return text
    said = text.split()
    words = _named(write_figures(_phrased(said)))
    line = _called(words)
    line = line[:1].upper() + line[1:] if not line.startswith("iHanoi") else line
    if not final:
        return line
    return f"{line}?" if asks(said) else f"{line}."


def asks(words: Sequence[str]) -> bool:
    """Whether a sentence without signs is a question.

    Args:
        words: Lower case, in order.
    """
    core = list(words)
    while len(core) > 1 and core[-1] in _POLITE_ENDS and core[-1] not in _ASKING_ENDS:
        core.pop()
    denied = any(word in ("không", "chẳng", "chả", "chưa") for word in core[:-1])
    if denied and core[-1] in _LAST_WORDS:
        return False  # "không có giấy tờ gì"
    if core and core[-1] in (*_ASKING_ENDS, *_LAST_WORDS) and len(core) > 1:
        return True
    if words and words[-1] in ("nào", "hả", "à", "nhỉ") and len(words) > 1:
        return True
    padded = f" {' '.join(words)} "
    return any(f" {mark} " in padded for mark in _ASKING)


def _phrased(words: Sequence[str]) -> list[str]:
    """Write runs of words that are names or spelled short forms."""
    out: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            written = PHRASES.get(tuple(words[at : at + length]))
            if written is not None and not (length == 1 and written.islower()):
                out.append(written)
                at += length
                break
        else:
            out.append(written_word(words[at]))
            at += 1
    return out


def _named(words: Sequence[str]) -> list[str]:
    """Capitals for a person's name: after "tên là", from a family name on."""
    out = list(words)
    for cue in _NAMING:
        for at in range(len(out) - len(cue)):
            begin = at + len(cue)
            if tuple(out[at:begin]) == cue and out[begin] in SURNAMES:
                for place in range(begin, min(begin + _NAME_LENGTH, len(out))):
                    if out[place] in NO_NAME:
                        break
                    out[place] = out[place].capitalize()
    return out


def _called(words: Sequence[str]) -> str:
    """Join, with a comma after "cháu ơi" at the beginning."""
    for at in range(1, min(4, len(words) - 1)):
        if words[at] in _CALLING and words[at - 1] in _POLITE_ENDS:
            return f"{' '.join(words[: at + 1])}, {' '.join(words[at + 1 :])}"
    return " ".join(words)
