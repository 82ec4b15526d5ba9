"""The mouth in virtual time: one speech at a time, cut or failed without a stuck state."""

from collections.abc import Callable

import pytest
from tests.unit.voice.scripted_voice import RATE, WORD, ScriptedSynthesiser

from letan.dialogue.commands import Say
from letan.kernel.faults import LetanError
from letan.voice.marks import MarkKind, SpeechMark
from letan_apps.robot.mouth import Silenced, Uttered, VirtualMouth
from letan_sim.ear import Mouth

WORD_S = WORD / RATE


def mouth(voice: ScriptedSynthesiser | None = None) -> tuple[VirtualMouth, Mouth]:
    sink = Mouth(clock())
    return VirtualMouth(voice or ScriptedSynthesiser(), sink), sink


def clock() -> Callable[[], float]:
    """A clock that stands still: nothing here depends on it."""
    return lambda: 0.0


def samples(sink: Mouth) -> int:
    return sum(len(pcm) for pcm in sink.played)


def test_it_is_silent_until_told_to_speak() -> None:
    silent, _ = mouth()
    assert (silent.speaking, silent.say_id, silent.step(1.0), silent.silence()) == (
        False,
        0,
        None,
        None,
    )


def test_it_speaks_step_by_step_to_the_end() -> None:
    spoken, sink = mouth()
    assert spoken.begin(Say(7, "xin chào", "vi")) is None
    first = spoken.step(WORD_S)
    assert first == Uttered(
        7,
        (
            SpeechMark(MarkKind.SENTENCE, 0, 0, 8, "xin chào", 0.0),
            SpeechMark(MarkKind.WORD, 0, 0, 3, "xin", 0.0),
        ),
        finished=False,
    )
    last = spoken.step(WORD_S)
    assert last == Uttered(
        7,
        (
            SpeechMark(MarkKind.WORD, 1, 4, 8, "chào", WORD_S),
            SpeechMark(MarkKind.END, 2, 8, 8, "", 2 * WORD_S),
        ),
        finished=True,
    )
    assert (spoken.speaking, samples(sink)) == (False, 2 * WORD)


def test_a_new_text_cuts_the_old_one_and_says_where() -> None:
    spoken, sink = mouth()
    spoken.begin(Say(1, "một hai ba", "vi"))
    spoken.step(1.5 * WORD_S)
    assert spoken.begin(Say(2, "bốn", "vi")) == Silenced(1, next_word=1)
    assert (spoken.say_id, samples(sink)) == (2, 0)


def test_it_goes_on_from_a_word() -> None:
    spoken, _ = mouth()
    spoken.begin(Say(1, "một hai ba", "vi", from_word=2))
    uttered = spoken.step(10 * WORD_S)
    assert uttered is not None
    assert [mark.text for mark in uttered.marks if mark.kind is MarkKind.WORD] == ["ba"]


def test_a_failing_engine_leaves_it_silent_and_ready() -> None:
    spoken, sink = mouth(ScriptedSynthesiser(fails_at="hỏng"))
    spoken.begin(Say(1, "hỏng", "vi"))
    with pytest.raises(LetanError):
        spoken.step(WORD_S)
    assert (spoken.speaking, spoken.say_id) == (False, 1)
    assert spoken.begin(Say(2, "chào", "vi")) is None
    uttered = spoken.step(10 * WORD_S)
    assert uttered is not None
    assert uttered.finished
    assert samples(sink) == WORD
