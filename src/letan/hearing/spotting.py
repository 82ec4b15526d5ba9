"""Command words, heard while somebody still speaks."""

from dataclasses import dataclass

import numpy as np

from letan.hearing.params import HearingParams
from letan.hearing.phrases import Phrase, PhraseGraph, score
from letan.ports.recogniser import LogProbs

COMMAND_PHRASES: tuple[Phrase, ...] = tuple(
    Phrase(intent, "", text)
    for intent, texts in {
        "lenh.dung": (
            *("dừng lại", "dừng", "thôi", "thôi dừng lại", "thôi được rồi", "im đi", "đừng nói nữa"),
            *("thôi không cần nữa", "ngừng lại", "ngưng lại", "khoan đã", "từ từ đã"),
        ),
        "lenh.dung_di_chuyen": (
            *("đứng lại", "đứng im", "đừng đi nữa", "dừng đi", "đứng yên", "không đi nữa"),
        ),
        "lenh.gap_can_bo": (
            *("gặp cán bộ", "cho gặp cán bộ", "tôi muốn gặp cán bộ", "gọi cán bộ", "gặp nhân viên"),
            *("cho gặp người thật", "gọi nhân viên giúp", "gặp người thật"),
        ),
        "lenh.dong_y": ("có", "vâng", "đồng ý", "được", "ừ", "dạ có", "đúng", "đúng rồi", "ừ được"),
        "lenh.tu_choi": ("không", "không cần", "không cần đâu", "thôi không", "không phải", "dạ không"),
        "khan_cap.y_te": (
            *("cấp cứu", "gọi cấp cứu", "có người ngất", "có người bị ngất", "cứu với"),
            *("có người bị ngã", "có người đau tim", "gọi xe cứu thương"),
        ),
        "khan_cap.chay": ("cháy", "cháy rồi", "có cháy", "cháy nhà", "cháy rồi bà con ơi"),
        "khan_cap.mat_do": (
            *("bị mất cắp", "có trộm", "bị móc túi", "tôi bị lạc con", "lạc mất con rồi"),
            *("mất ví rồi", "mất túi rồi"),
        ),
    }.items()
    for text in texts
)
"""What is listened for in every sentence, whatever the release holds."""

QUIET_COMMANDS = frozenset(("lenh.dong_y", "lenh.tu_choi"))
"""Said by the robot itself all the time: not taken while the ear hears the robot's own voice."""

_BY_TEXT = {phrase.text: phrase.intent for phrase in COMMAND_PHRASES}


@dataclass(frozen=True, slots=True)
class Command:
    """A command word in the sound; `llr` as in `PhraseScore`."""

    intent: str
    llr: float


def spot(graph: PhraseGraph, log_probs: LogProbs, params: HearingParams) -> Command | None:
    """Return the command that is, up to now, all that was said; None if there is none.

    "Dừng" in "tôi muốn dừng kinh doanh" is no command: a pause must follow the command word,
    and hardly a word may stand beside it.

    Args:
        graph: Compiled from `COMMAND_PHRASES`, or a subset.
        log_probs: Of the utterance so far.
        params: `spot_llr`, `spot_pause_s` and `spot_other_pieces` count.
    """
    best = score(graph, log_probs, limit=1)
    if not best or best[0].llr < params.spot_llr:
        return None
    columns = log_probs.values.argmax(axis=1)
    first = round((best[0].start_s - log_probs.start_s) / log_probs.frame_s)
    end = round((best[0].end_s - log_probs.start_s) / log_probs.frame_s)
    begins = columns != log_probs.blank
    begins[1:] &= columns[1:] != columns[:-1]
    others = int(np.count_nonzero(begins[:first]) + np.count_nonzero(begins[end:]))
    pause = len(columns) - end
    quiet = not np.any(columns[end : end + pause] != log_probs.blank)
    if others > params.spot_other_pieces or not quiet:
        return None
    if pause * log_probs.frame_s < params.spot_pause_s:
        return None
    return Command(best[0].intent, best[0].llr)


def spot_text(text: str) -> Command | None:
    """The same for engines without log-probabilities: the words must be the command alone."""
    intent = _BY_TEXT.get(text)
    return None if intent is None else Command(intent, 0.0)
