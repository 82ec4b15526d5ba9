"""`letan doctor --microphone`: is the ear loud enough, quiet enough, and deaf to the mouth?"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from letan.hearing.level import SILENCE, level_dbfs
from letan.hearing.own_voice import OwnVoice
from letan.kernel.units import Dbfs, Pcm, Ratio, Seconds
from letan.ports.echo import EchoCanceller
from letan.ports.sound import SoundSource
from letan.ports.voice_activity import VoiceActivityDetector

_SPEECH, _QUIET = 0.5, 0.1
_FULL_SCALE = 32_767
_CLIPPED: Ratio = 0.001
_FLAT_DBFS: Dbfs = -85.0
_NOISY_DBFS: Dbfs = -45.0
_SOFT_DBFS: Dbfs = -42.0
_LEAST_SNR_DB = 15.0
"""Below it single words are lost: docs/hearing.md has the rates at 20, 10 and 5 dB."""
_LEAST_REMOVED_DB = 10.0
_LEARNED_S: Seconds = 1.5
"""The canceller's first seconds do not count."""


@dataclass(frozen=True, slots=True)
class MicrophoneReport:
    """What was measured.

    Attributes:
        noise_dbfs: Median level while nobody speaks; `SILENCE` where there was no such moment.
        speech_dbfs: Level of the blocks with speech; None where nobody spoke.
        clipped: Share of samples at full scale.
        removed_db: How much of the robot's own voice the echo canceller takes out; None where it
            was not played.
    """

    noise_dbfs: Dbfs
    speech_dbfs: Dbfs | None
    clipped: Ratio
    removed_db: float | None = None


def advice(report: MicrophoneReport) -> tuple[str, ...]:
    """Return what the operator should do, in Vietnamese; nothing when all is well."""
    speech = report.speech_dbfs
    if report.noise_dbfs < _FLAT_DBFS and speech is None:
        return ("Micro không có tín hiệu: kiểm tra dây cắm, công tắc của micro và mức thu.",)
    found: list[str] = []
    if report.clipped >= _CLIPPED:
        found.append("Tiếng bị vỡ vì thu quá to: giảm mức thu của micro.")
    if report.noise_dbfs > _NOISY_DBFS:
        found.append("Xung quanh quá ồn: đưa robot ra xa quạt, loa và lối đi đông người.")
    if speech is None:
        found.append("Chưa nghe thấy tiếng nói: đứng cách robot 1 m, nói to như nói với khách.")
    elif speech < _SOFT_DBFS:
        found.append("Tiếng nói quá nhỏ: tăng mức thu, hoặc quay micro về phía khách.")
    elif speech - report.noise_dbfs < _LEAST_SNR_DB:
        found.append("Tiếng nói chưa rõ hơn tiếng ồn: đặt micro gần chỗ khách đứng hơn.")
    if report.removed_db is not None and report.removed_db < _LEAST_REMOVED_DB:
        found.append("Robot nghe lẫn giọng của chính nó: giảm âm lượng loa hoặc đặt loa xa micro.")
    return tuple(found)


def measure(
    source: SoundSource, voice_activity: VoiceActivityDetector, longest_s: Seconds
) -> MicrophoneReport:
    """Listen for so long, or to the end of a file.

    Raises:
        LetanError: If the source fails.
    """
    speech: list[float] = []
    noise: list[Dbfs] = []
    clipped = samples = 0
    for block in _blocks(source, voice_activity.block_samples, longest_s):
        probability = voice_activity.probability(block)
        if probability >= _SPEECH:
            speech.append(10.0 ** (level_dbfs(block) / 10.0))
        elif probability < _QUIET:
            noise.append(level_dbfs(block))
        clipped += int(np.count_nonzero(np.abs(block.astype(np.int32)) >= _FULL_SCALE))
        samples += len(block)
    return MicrophoneReport(
        float(np.median(noise)) if noise else SILENCE,
        float(10.0 * np.log10(np.mean(speech))) if speech else None,
        clipped / max(1, samples),
    )


def measure_echo(
    source: SoundSource,
    canceller: EchoCanceller,
    voice: Pcm,
    play: Callable[[Pcm], None],
    block_samples: int = 512,
) -> float | None:
    """Play the robot's voice and return how much of it the canceller takes out, dB.

    Args:
        source: The ear, at 16 kHz.
        canceller: Fresh.
        voice: What is played, int16[n] at 16 kHz, 3 s or more.
        play: Plays it; called in a thread of its own.
        block_samples: A multiple of the canceller's frame.

    Returns:
        None where the voice was too short to tell.
    """
    own = OwnVoice(canceller)
    rate = canceller.sample_rate_hz
    own.play(voice, 0.0)
    playing = threading.Thread(target=play, args=(voice,), daemon=True)
    playing.start()
    removed: list[float] = []
    for number, block in enumerate(_blocks(source, block_samples, len(voice) / rate)):
        t = number * block_samples / rate
        own.clean(block, t)
        trace = own.trace
        if trace is not None and t >= _LEARNED_S:
            removed.append(trace.removed_db)
    playing.join(1.0)
    return float(np.mean(removed)) if removed else None


def _blocks(source: SoundSource, count: int, longest_s: Seconds) -> Iterator[Pcm]:
    """Yield whole blocks of `count` samples."""
    rest = np.empty(0, np.int16)
    left = round(longest_s * source.sample_rate_hz)
    for piece in source.blocks():
        rest = np.concatenate((rest, piece))
        while len(rest) >= count and left >= count:
            yield rest[:count]
            rest, left = rest[count:], left - count
        if left < count:
            return
