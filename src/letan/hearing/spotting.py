"""Command words, heard while somebody still speaks."""

from dataclasses import dataclass

import numpy as np

from letan.hearing.params import HearingParams
from letan.hearing.phrases import Phrase, PhraseGraph, PhraseMatch, match
from letan.ports.recogniser import LogProbs

_CANDIDATES = 4
_PIECE_WORTH = 8.0
"""Natural log a piece: a long command speaks louder than a word that fits nearly everywhere."""
_STOP_CANDIDATES = 12

_COMMANDS = {
    "lenh.dung": """dừng lại; dừng; thôi; thôi dừng lại; thôi được rồi; im đi; đừng nói nữa;
        thôi không cần nữa; ngừng lại; ngưng lại; khoan đã; từ từ đã""",
    "lenh.dung_di_chuyen": "đứng lại; đứng im; đứng yên; đừng đi nữa; dừng đi; không đi nữa",
    "lenh.gap_can_bo": """gặp cán bộ; cho gặp cán bộ; tôi muốn gặp cán bộ; gọi cán bộ;
        gặp nhân viên; gọi nhân viên giúp; gặp người thật; cho gặp người thật""",
    "lenh.dong_y": "có; có ạ; vâng; đồng ý; được; ừ; dạ có; đúng; đúng rồi; ừ được",
    "lenh.tu_choi": """không; không ạ; không không; không cần; không cần đâu; thôi không;
        không phải; dạ không""",
    "lenh.chon_1": """cái thứ nhất; thứ nhất; cái đầu; cái đầu tiên; cái một; cái số một; số một;
        việc thứ nhất""",
    "lenh.chon_2": "cái thứ hai; thứ hai; cái hai; cái số hai; số hai; việc thứ hai",
    "lenh.chon_3": "cái thứ ba; thứ ba; cái ba; cái số ba; số ba; việc thứ ba",
    "lenh.chon_cuoi": "cái cuối; cái cuối cùng; cái sau cùng; việc cuối cùng",
    "khan_cap.y_te": """cấp cứu; gọi cấp cứu; có người ngất; có người bị ngất; cứu với;
        có người bị ngã; có người đau tim; gọi xe cứu thương""",
    "khan_cap.chay": """cháy; cháy cháy; cháy cháy cháy; cháy rồi; có cháy; cháy nhà;
        cháy rồi bà con ơi""",
    "khan_cap.mat_do": """bị mất cắp; có trộm; bị móc túi; tôi bị lạc con; lạc mất con rồi;
        mất ví rồi; mất túi rồi""",
}

COMMAND_PHRASES: tuple[Phrase, ...] = tuple(
    Phrase(intent, "", text.strip())
    for intent, texts in _COMMANDS.items()
    for text in texts.split(";")
)
"""What is listened for in every sentence, whatever the release holds."""

CHOICE_COMMANDS = frozenset(intent for intent in _COMMANDS if intent.startswith("lenh.chon_"))
"""Which of the choices that the robot has read out: what was said is complete with it. They are no
intents of a release, since only the conversation knows what was offered."""

QUIET_COMMANDS = frozenset(("lenh.dong_y", "lenh.tu_choi")) | CHOICE_COMMANDS
"""Said by the robot itself all the time: not taken while the ear hears the robot's own voice."""


STOP_COMMANDS = frozenset(("lenh.dung", "lenh.dung_di_chuyen"))
"""Wanted most while the robot speaks, and cheap to obey by mistake."""


def is_command(intent: str) -> bool:
    """Whether an intent is a command to the robot itself, or a cry for help."""
    return intent.startswith(("lenh.", "khan_cap."))


_BY_TEXT = {phrase.text: phrase.intent for phrase in COMMAND_PHRASES}


@dataclass(frozen=True, slots=True)
class Command:
    """A command word in the sound; `llr` as in `PhraseMatch`."""

    intent: str
    llr: float


def spot(graph: PhraseGraph, log_probs: LogProbs, params: HearingParams) -> Command | None:
    """Return the command that is, up to now, all that was said; None if there is none.

    "Dừng" in "tôi muốn dừng kinh doanh" is no command: a pause must follow the command word,
    and fewer words may stand beside it than it has itself (one fewer still beside a choice). A
    command that fits less well is taken if nothing stands beside it and no other comes near.

    Args:
        graph: Compiled from `COMMAND_PHRASES`, or a subset.
        log_probs: Of the utterance so far.
        params: Those that begin with `spot_` count.
    """
    found = _by_intent(match(graph, log_probs, _CANDIDATES))
    if not found:
        return None
    best = found[0]
    others = _beside(best, log_probs, params)
    if others is None:
        return None
    choice = best.phrase.intent in CHOICE_COMMANDS  # "quầy số hai", "sáng thứ hai" choose nothing
    allowed = best.pieces - 2 if choice else best.pieces - 1
    clear = best.mean_ratio >= params.spot_ratio and others <= allowed
    lead = best.llr - found[1].llr if len(found) > 1 else params.spot_lead
    alone = others == 0 and best.pieces > 1 and lead >= params.spot_lead
    if clear or (alone and best.mean_ratio >= params.spot_alone_ratio):
        return Command(best.phrase.intent, best.llr)
    return None


def spot_stop(graph: PhraseGraph, log_probs: LogProbs, params: HearingParams) -> Command | None:
    """Return a stop command said over the robot's voice, which makes words unclear.

    Any stop command of two word pieces or more counts that fits fairly, better than all other
    commands together with their length, with at most one other piece beside it.

    Args:
        graph: Compiled from `COMMAND_PHRASES`, or a subset.
        log_probs: Of the utterance so far, the robot's voice taken out.
        params: `spot_stop_ratio`, `spot_lead` and `spot_pause_s` count.
    """
    found = match(graph, log_probs, _STOP_CANDIDATES)
    stops = [m for m in found if m.phrase.intent in STOP_COMMANDS and m.pieces > 1]
    if not stops:
        return None
    best = max(stops, key=_worth)
    others = (m for m in found if m.phrase.intent not in STOP_COMMANDS)
    lead = _worth(best) - max(map(_worth, others), default=0.0)
    if best.mean_ratio < params.spot_stop_ratio or lead < params.spot_lead:
        return None
    beside = _beside(best, log_probs, params)
    if beside is None or beside > 1:
        return None
    return Command(best.phrase.intent, best.llr)


def _worth(found: PhraseMatch) -> float:
    """A long command that fits fairly is likelier than a short one that fits well."""
    return (found.mean_ratio + _PIECE_WORTH) * found.pieces


def _beside(found: PhraseMatch, log_probs: LogProbs, params: HearingParams) -> int | None:
    """Count the word pieces before and after a command; None while no pause has followed."""
    columns = log_probs.values.argmax(axis=1)
    begins = columns != log_probs.blank
    begins[1:] &= columns[1:] != columns[:-1]
    spoken = np.flatnonzero(columns != log_probs.blank)
    last = max(found.last, int(spoken[-1]) if len(spoken) else -1)
    pause = len(columns) - 1 - last
    if pause * log_probs.frame_s < params.spot_pause_s:
        return None
    before, after = begins[: found.first], begins[found.last + 1 :]
    return int(np.count_nonzero(before) + np.count_nonzero(after))


def _by_intent(found: tuple[PhraseMatch, ...]) -> list[PhraseMatch]:
    """The best match of each intent, best first."""
    best: dict[str, PhraseMatch] = {}
    for one in found:
        best.setdefault(one.phrase.intent, one)
    return list(best.values())


def spot_text(text: str) -> Command | None:
    """The same for engines without log-probabilities: the words must be the command alone."""
    intent = _BY_TEXT.get(text)
    return None if intent is None else Command(intent, 0.0)
