"""A text spoken into sound devices that work, are missing, or break."""

import pytest
from tests.unit.voice.scripted_voice import ScriptedSynthesiser

from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm, Seconds
from letan.voice.marks import MarkKind, SpeechMark
from letan.voice.script import write_script
from letan.voice.speech import Speech
from letan_ros.speech_task import Said, SpeechTask


class Device:
    """Plays at once, and keeps a diary; `broken` names what fails."""

    def __init__(self, broken: str = "") -> None:
        self.broken = broken
        self.diary: list[str] = []
        self.samples = 0
        self.rate = 1

    def _do(self, name: str) -> None:
        self.diary.append(name)
        if name == self.broken:
            raise LetanError("loudspeaker", "is gone", "Plug it in")

    def open(self, sample_rate_hz: int) -> None:
        self._do("open")
        self.rate = sample_rate_hz

    def write(self, pcm: Pcm) -> None:
        self._do("write")
        self.samples += len(pcm)

    def played_s(self) -> Seconds:
        return self.samples / self.rate

    def drain(self) -> None:
        self._do("drain")

    def abort(self) -> None:
        self._do("abort")


def task(*devices: Device, voice: ScriptedSynthesiser | None = None) -> SpeechTask:
    speech = Speech(write_script("xin chào", "vi"), voice or ScriptedSynthesiser())
    return SpeechTask(speech, list(devices), lambda marks: None)


def timeless(said: Said) -> Said:
    """Without the real time to the first sound."""
    return Said(said.cut, said.next_word, said.spoken_s, 0.0)


def test_it_speaks_to_the_end_and_frees_the_device() -> None:
    device, marks = Device(), list[SpeechMark]()
    speech = Speech(write_script("xin chào", "vi"), ScriptedSynthesiser())
    said = SpeechTask(speech, [device], marks.extend).run()
    assert timeless(said) == Said(cut=False, next_word=2, spoken_s=0.2, first_audio_ms=0.0)
    assert said.first_audio_ms > 0.0
    assert [mark.kind for mark in marks] == [
        MarkKind.SENTENCE,
        MarkKind.WORD,
        MarkKind.WORD,
        MarkKind.END,
    ]
    assert device.diary == ["open", "write", "write", "write", "write", "drain", "abort"]


def test_a_stop_before_the_start_opens_nothing() -> None:
    device = Device()
    silent = task(device)
    silent.stop()
    assert silent.run() == Said(cut=True, next_word=0, spoken_s=0.0, first_audio_ms=0.0)
    assert device.diary == []


def test_a_failing_engine_frees_the_device() -> None:
    device = Device()
    failing = task(device, voice=ScriptedSynthesiser(fails_at="xin"))
    with pytest.raises(LetanError, match="scripted"):
        failing.run()
    assert (device.diary, failing.trouble) == (["open", "abort"], None)


def test_a_missing_device_is_replaced_by_the_next() -> None:
    missing, next_best = Device("open"), Device()
    spoken = task(missing, next_best)
    assert timeless(spoken.run()) == Said(False, 2, 0.2, 0.0)
    assert (missing.diary, str(spoken.trouble)) == (["open"], "loudspeaker: is gone. Plug it in.")


@pytest.mark.parametrize(
    ("broken", "goes_on"),
    [
        pytest.param("write", ["open", "write", "write", "write", "write", "drain", "abort"]),
        pytest.param("drain", ["open", "drain", "abort"]),
    ],
)
def test_a_device_that_breaks_in_mid_word_is_replaced(broken: str, goes_on: list[str]) -> None:
    device, next_best = Device(broken), Device()
    spoken = task(device, next_best)
    assert timeless(spoken.run()) == Said(False, 2, 0.2, 0.0)
    assert device.diary[-2:] == [broken, "abort"]
    assert next_best.diary == goes_on
    assert str(spoken.trouble) == "loudspeaker: is gone. Plug it in."


@pytest.mark.parametrize("broken", ["write", "drain"])
def test_a_device_that_goes_away_is_told_apart_from_the_engine(broken: str) -> None:
    device = Device(broken)
    cut = task(device)
    with pytest.raises(LetanError) as caught:
        cut.run()
    assert cut.trouble is caught.value
    assert device.diary[-2:] == [broken, "abort"]
