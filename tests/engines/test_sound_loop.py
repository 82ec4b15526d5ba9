"""Sound without hardware: the robot's mouth into a file, the hall over it, the file into its ear.

The same engines, sinks and sources as on a robot: eSpeak NG, the sink for files, the room's echo
and babble, the source for files, echo canceller, voice activity, recogniser.
"""

import itertools
from pathlib import Path

import numpy as np
import pytest

from letan.hearing.events import Final, Interruption
from letan.hearing.listener import Listener
from letan.hearing.own_voice import OwnVoice
from letan.hearing.params import HearingParams
from letan.hearing.utterance import Source
from letan.kernel.faults import LetanError
from letan.kernel.units import Pcm
from letan.voice.script import write_script
from letan.voice.speech import Speech
from letan_engines.recognition.embedded_asr import EmbeddedRecogniser
from letan_engines.recognition.silero import SileroVad
from letan_engines.sound_in.audio_file import AudioFile, read_sound
from letan_engines.sound_in.echo import echo_canceller
from letan_engines.sound_out.wav import WavSink
from letan_engines.speech.espeak import EspeakSynthesiser
from letan_sim.acoustics import Room, RoomSettings
from letan_sim.ear import MOUTH_DBFS, MOUTH_M, Ear

pytestmark = pytest.mark.engines

RATE_HZ = 16_000
ANSWER = "Dạ, bác mang giấy chứng sinh và căn cước công dân đến quầy số hai ạ."
CALLED_IN_AT_S = 1.5


@pytest.fixture(scope="module")
def embedded() -> EmbeddedRecogniser:
    return EmbeddedRecogniser()


@pytest.fixture(scope="module")
def canceller_or_skip() -> None:
    if echo_canceller() is None:
        pytest.skip("did not run: libspeexdsp is not installed")


def mouth(path: Path) -> Pcm:
    """Speak into a file, as `letan say --out` does; return what the file holds."""
    voice, sink = EspeakSynthesiser(), WavSink(path)
    speech = Speech(write_script(ANSWER, "vi"), voice)
    sink.open(voice.sample_rate_hz)
    while not speech.finished:
        sink.write(speech.pull_s(0.05).pcm)
    sink.close()
    return read_sound(path)


def hall(path: Path, played: Pcm, visitor: Pcm | None) -> None:
    """Carry mouth and visitor through a babbling, echoing room into a recording at the ear."""
    ear = Ear(Room(RoomSettings(rt60=0.5, snr_db=25.0), seed=3))
    ear.say(played, RATE_HZ, 0.0, MOUTH_M, MOUTH_DBFS)
    length_s = len(played) / RATE_HZ + 2.0
    if visitor is not None:
        ear.say(visitor, RATE_HZ, CALLED_IN_AT_S, 1.1)
        length_s = max(length_s, CALLED_IN_AT_S + len(visitor) / RATE_HZ + 2.0)
    sink = WavSink(path)
    sink.open(RATE_HZ)
    sink.write(ear.read(round(length_s * RATE_HZ)))
    sink.close()


def listen(path: Path, played: Pcm, engine: EmbeddedRecogniser) -> tuple[list[str], int]:
    """Return the words that the ear tells of, and how often the robot is to give way."""
    own_voice, vad, numbers = OwnVoice(echo_canceller()), SileroVad(), itertools.count(1)
    params = HearingParams(dead_after_s=0.0)
    listener = Listener(
        engine, vad, lambda: f"t{next(numbers)}", params, source=Source.FILE, own_voice=own_voice
    )
    own_voice.play(played, 0.0)
    listener.set_speaking(True, 0.0, ANSWER)
    words: list[str] = []
    calls, t, ends = 0, 0.0, len(played) / RATE_HZ
    source = AudioFile(path, vad.block_samples)
    for block in source.blocks():
        if t <= ends < t + len(block) / RATE_HZ:
            listener.set_speaking(False, t)
        for event in listener.push(block, t):
            calls += isinstance(event, Interruption)
            if isinstance(event, Final):
                words.append(event.utterance.text)
        t += len(block) / RATE_HZ
    source.close()
    return words, calls


@pytest.mark.usefixtures("canceller_or_skip")
def test_the_ear_does_not_take_the_mouth_for_a_visitor(
    embedded: EmbeddedRecogniser, tmp_path: Path
) -> None:
    played = mouth(tmp_path / "mouth.wav")
    hall(tmp_path / "ear.wav", played, None)
    assert listen(tmp_path / "ear.wav", played, embedded) == ([], 0)


@pytest.mark.audio
@pytest.mark.usefixtures("canceller_or_skip")
def test_a_visitor_over_the_mouth_is_heard(
    embedded: EmbeddedRecogniser, tmp_path: Path, test_audio: Path
) -> None:
    played = mouth(tmp_path / "mouth.wav")
    hall(tmp_path / "ear.wav", played, read_sound(test_audio / "vn_Ly.flac"))
    words, _ = listen(tmp_path / "ear.wav", played, embedded)
    assert "tương tự với người khác" in " ".join(words)


def test_a_loop_of_another_rate_is_resampled_and_a_broken_one_named(tmp_path: Path) -> None:
    played = mouth(tmp_path / "mouth.wav")  # the file has the engine's 22,050 Hz
    assert abs(len(played) / RATE_HZ - 4.5) < 1.5
    assert np.abs(played).max() > 3_000
    (tmp_path / "torn.wav").write_bytes((tmp_path / "mouth.wav").read_bytes()[:30])
    with pytest.raises(LetanError, match="torn"):
        read_sound(tmp_path / "torn.wav")
