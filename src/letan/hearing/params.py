"""The numbers that hearing runs on, each with its unit, range and reason."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from letan.kernel.faults import LetanError
from letan.kernel.units import Dbfs, Probability, Ratio, Seconds

RANGES: Mapping[str, tuple[float, float]] = {
    "speech_threshold": (0.1, 0.95),
    "silence_threshold": (0.05, 0.9),
    "doubt_threshold": (0.1, 0.95),
    "loud_db": (6.0, 60.0),
    "pre_roll_s": (0.1, 1.5),
    "onset_s": (0.03, 0.5),
    "min_speech_s": (0.05, 1.0),
    "unclear_after_s": (0.2, 5.0),
    "judge_after_s": (0.06, 0.5),
    "complete_hang_over_s": (0.1, 2.0),
    "hang_over_s": (0.2, 2.0),
    "open_hang_over_s": (0.2, 3.0),
    "unfinished_hang_over_s": (0.2, 4.0),
    "rejoin_s": (0.0, 2.0),
    "phrase_end_llr": (0.0, 100.0),
    "longest_utterance_s": (3.0, 60.0),
    "echo_tail_s": (0.0, 2.0),
    "others_db": (3.0, 40.0),
    "over_voice_confidence": (0.0, 1.0),
    "asked_llr": (0.0, 100.0),
    "own_words_share": (0.1, 1.0),
    "own_words_likeness": (0.3, 3.0),
    "own_likeness": (0.5, 3.0),
    "spot_ratio": (-20.0, 0.0),
    "spot_alone_ratio": (-20.0, 0.0),
    "spot_stop_ratio": (-20.0, 0.0),
    "spot_lead": (0.0, 20.0),
    "spot_pause_s": (0.0, 1.0),
    "level_interval_s": (0.1, 2.0),
    "dead_after_s": (0.0, 60.0),
    "clipping_share": (0.0001, 1.0),
    "silence_dbfs": (-120.0, -30.0),
}
"""Lowest and highest value of each number; the reasons stand at the fields."""


@dataclass(frozen=True, slots=True)
class HearingParams:
    """How the robot listens.

    Attributes:
        speech_threshold: Voice activity from which a block counts as speech, 0..1.
        silence_threshold: Below it a block within an utterance counts as silence, 0..1; lower
            than `speech_threshold`, so that soft syllables do not end an utterance.
        doubt_threshold: Voice activity that is enough within half a second of a loud sound, 0..1:
            single short words ("đúng") reach no more.
        loud_db: Level over the noise that makes a sound loud, dB.
        pre_roll_s: Sound before the onset that the recogniser gets; without it the first word
            is lost.
        onset_s: Speech this long begins an utterance; shorter clicks do not.
        min_speech_s: Less speech than this is discarded; "có" takes about 0.2 s.
        unclear_after_s: Speech without a recognised word is reported as not understood only
            from this length on; a cough is shorter.
        judge_after_s: Silence after which the words so far are judged; an engine that can look
            ahead shows the last word then.
        complete_hang_over_s: Silence that ends a complete question ("… ở đâu", "… bao nhiêu").
        hang_over_s: Silence that ends what may well be complete, or where nothing is known.
        open_hang_over_s: Silence that ends words that tell nothing about their end.
        unfinished_hang_over_s: The same after a word that wants another ("để", "của").
        rejoin_s: Who goes on within this time of his last word continues the same utterance,
            though it was ended; 0 switches it off.
        phrase_end_llr: A phrase of the release with this llr that ends with the sound makes the
            end likelier; talk about other things stays below in 19 of 20 sentences.
        longest_utterance_s: An utterance is ended here, which bounds memory.
        half_duplex: The ear hears the robot's own voice, and nothing takes it out: while the
            robot speaks only command words are taken. Without effect with an echo canceller;
            False for a headset, or a simulator without echo.
        echo_tail_s: The hall's echo of the robot's voice after it has stopped.
        others_db: Over the robot's voice, talk this much below the visitor's usual level is that
            of others.
        over_voice_confidence: Over the robot's voice, words less sure than this are a murmur.
        asked_llr: Over the robot's voice, a phrase of the release with this llr is surely for the
            robot, before the sentence ends; talk about other things hardly ever reaches it.
        own_words_share: From this share of word pairs that the robot itself is saying, the words
            may be its own.
        own_words_likeness: Its own words are its voice's rest where the sound is so much like it.
        own_likeness: Sound so much like the robot's voice is its rest, whatever the words.
        spot_ratio: A command word is spotted from this fit on: mean log-ratio a word piece.
        spot_alone_ratio: Enough where nothing else was said and no other command fits.
        spot_stop_ratio: The same for a stop command over the robot's voice.
        spot_lead: By how much the next command must fit less well for both, natural log.
        spot_pause_s: Silence after a command word that proves that nothing follows it.
        level_interval_s: Time between two level reports.
        dead_after_s: A flat signal this long is a dead microphone; 0 switches the check off.
        clipping_share: Share of samples at full scale within a report that counts as clipping.
        silence_dbfs: Below this level no block is speech, whatever voice activity says.
    """

    speech_threshold: Probability = 0.5
    silence_threshold: Probability = 0.35
    doubt_threshold: Probability = 0.3
    loud_db: float = 20.0
    pre_roll_s: Seconds = 0.5
    onset_s: Seconds = 0.06
    min_speech_s: Seconds = 0.12
    unclear_after_s: Seconds = 0.8
    judge_after_s: Seconds = 0.16
    complete_hang_over_s: Seconds = 0.3
    hang_over_s: Seconds = 0.55
    open_hang_over_s: Seconds = 0.85
    unfinished_hang_over_s: Seconds = 1.15
    rejoin_s: Seconds = 1.6
    phrase_end_llr: float = 15.0
    longest_utterance_s: Seconds = 30.0
    half_duplex: bool = True
    echo_tail_s: Seconds = 0.25
    others_db: float = 10.0
    over_voice_confidence: Probability = 0.4
    asked_llr: float = 20.0
    own_words_share: Ratio = 0.6
    own_words_likeness: float = 0.85
    own_likeness: float = 1.05
    spot_ratio: float = -1.0
    spot_alone_ratio: float = -3.5
    spot_stop_ratio: float = -5.0
    spot_lead: float = 2.0
    spot_pause_s: Seconds = 0.16
    level_interval_s: Seconds = 0.1
    dead_after_s: Seconds = 5.0
    clipping_share: Ratio = 0.001
    silence_dbfs: Dbfs = -70.0

    def __post_init__(self) -> None:
        """Check every range and what must hold between two numbers.

        Raises:
            LetanError: Naming the number and the remedy.
        """
        for name, (lowest, highest) in RANGES.items():
            value = getattr(self, name)
            if not lowest <= value <= highest:
                raise LetanError(
                    f"hearing.{name}", f"{value} is not in {lowest}..{highest}", "Change the number"
                )
        for low, high in (
            ("silence_threshold", "speech_threshold"),
            ("doubt_threshold", "speech_threshold"),
            ("complete_hang_over_s", "hang_over_s"),
            ("hang_over_s", "open_hang_over_s"),
            ("open_hang_over_s", "unfinished_hang_over_s"),
            ("onset_s", "pre_roll_s"),
            ("own_words_likeness", "own_likeness"),
        ):
            if getattr(self, low) > getattr(self, high):
                raise LetanError(f"hearing.{low}", f"is above {high}", f"Lower it or raise {high}")

    @classmethod
    def of(cls, section: Mapping[str, object], place: str = "hearing") -> "HearingParams":
        """Make them from a configuration section; what is missing has its default.

        Raises:
            LetanError: For an unknown key, a value of the wrong kind, or one out of range.
        """
        kinds = {field.name: type(field.default) for field in fields(cls)}
        values: dict[str, bool | int | float] = {}
        for key, value in section.items():
            kind = kinds.get(key)
            if kind is None:
                known = ", ".join(kinds)
                raise LetanError(f"{place}.{key}", "there is no such number", f"Known are {known}")
            right = isinstance(value, bool) if kind is bool else not isinstance(value, bool)
            if not right or not isinstance(value, int if kind is int else (int, float)):
                raise LetanError(f"{place}.{key}", f"{value!r} is no {kind.__name__}", "Change it")
            values[key] = value
        return cls(**values)  # type: ignore[arg-type]  # kinds were checked one by one above
