"""What is heard while the robot itself speaks: an interruption, or something to talk on through."""

import itertools
from dataclasses import dataclass
from enum import Enum

from letan.hearing.params import HearingParams
from letan.kernel.units import Dbfs, Probability
from letan.vietnamese.unicode import words_of

LISTENERS_WORDS = frozenset(
    """ừ ừm ờ à ạ dạ vâng được rồi ok okay thế vậy hả hở ồ phải đúng biết hiểu nhỉ uh huh yes yeah
    mhm hm rứa""".split()
)
"""What somebody murmurs who listens."""

_CALLS = (
    *("cháu ơi", "robot", "rô bốt", "cho hỏi", "cho tôi hỏi", "cho bác hỏi", "cho chú hỏi"),
    *("cho cô hỏi", "cho em hỏi", "cho mình hỏi", "cho con hỏi", "này cháu", "khoan", "từ từ"),
    *("dừng lại", "dừng đi", "thôi được rồi", "im đi"),
)
"""Said to the robot, whatever follows."""


_SURE_WORDS = 2
"""A visitor who goes on is one that is known to speak to the robot."""


class OverVoice(Enum):
    """What it is; the robot gives way to the first alone."""

    INTERRUPTION = "interruption"
    UNDECIDED = "undecided"
    BACKCHANNEL = "backchannel"
    COUGH = "cough"
    OTHERS = "others"
    OWN_VOICE = "own_voice"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a sound that began over the robot's voice.

    Attributes:
        text: The words so far.
        finished: Nothing more comes.
        confidence: Of the words; None where unknown.
        level_dbfs: Of the sound.
        usual_dbfs: Level at which this visitor spoke before; None where he has not spoken yet.
        phrase_llr: Fit of the best phrase of the release, commands left out; None where none fits.
        saying: What the robot is saying.
        continues: It follows at once on what this visitor has said, before the robot answered.
    """

    text: str
    finished: bool
    confidence: Probability | None
    level_dbfs: Dbfs
    usual_dbfs: Dbfs | None = None
    phrase_llr: float | None = None
    saying: str = ""
    continues: bool = False


def judge_over_voice(evidence: Evidence, params: HearingParams) -> OverVoice:
    """Judge it; pure, so that each case is a line of a table in the tests.

    Before the end only what is surely meant for the robot is an interruption: it is called, or
    asked for something of the release. At the end whatever a near visitor has said counts, and the
    conversation judges the words.
    """
    words = words_of(evidence.text)
    if not words:
        return OverVoice.COUGH if evidence.finished else OverVoice.UNDECIDED
    if _is_own(words, evidence.saying, params):
        return OverVoice.OWN_VOICE
    usual = evidence.usual_dbfs
    if usual is not None and evidence.level_dbfs < usual - params.others_db:
        return OverVoice.OTHERS if evidence.finished else OverVoice.UNDECIDED
    sure = evidence.confidence
    asked = evidence.phrase_llr is not None and evidence.phrase_llr >= params.asked_llr
    if sure is not None and sure < params.over_voice_confidence and not asked:
        return OverVoice.OTHERS if evidence.finished else OverVoice.UNDECIDED
    if all(word in LISTENERS_WORDS for word in words):
        return OverVoice.BACKCHANNEL if evidence.finished else OverVoice.UNDECIDED
    if evidence.finished:
        return OverVoice.INTERRUPTION
    if evidence.continues and len(words) >= _SURE_WORDS:
        return OverVoice.INTERRUPTION
    called = any(call in evidence.text for call in _CALLS)
    return OverVoice.INTERRUPTION if called or asked else OverVoice.UNDECIDED


def _is_own(words: list[str], saying: str, params: HearingParams) -> bool:
    """Whether the words are mostly what the robot says, in its order."""
    if len(words) < 2:
        return False
    own = words_of(saying)
    pairs = set(itertools.pairwise(own))
    found = sum(pair in pairs for pair in itertools.pairwise(words))
    return found / (len(words) - 1) >= params.own_words_share
