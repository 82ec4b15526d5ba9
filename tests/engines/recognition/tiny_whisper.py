"""A Whisper of 0.5 MB with untrained weights, for the real faster-whisper: it only babbles.

It proves that the adapter and the engine fit together without a download, and that babble is
recognised as such and dropped. Made with the packages that faster-whisper brings.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

_WIDTH, _INNER, _MELS, _FRAMES = 16, 32, 80, 1500
_WORDS = ("Ġxin", "Ġchào", "a", "b")
_SPECIAL = (
    "<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|vi|>", "<|translate|>",
    "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
    *(f"<|{step * 0.02:.2f}|>" for step in range(1501)),
)  # fmt: skip


def write_tiny_whisper(folder: Path) -> Path:
    """Write model, configuration, vocabulary and tokenizer into `folder`; return it."""
    spec = import_module("ctranslate2.specs.whisper_spec").WhisperSpec(1, 2, 1, 2)
    random = _Weights()
    encoder, decoder = spec.encoder, spec.decoder
    for layer, inputs in ((encoder.conv1, _MELS), (encoder.conv2, _WIDTH)):
        layer.weight, layer.bias = random.of(_WIDTH, inputs, 3), np.zeros(_WIDTH, np.float32)
    encoder.position_encodings.encodings = random.of(_FRAMES, _WIDTH)
    decoder.position_encodings.encodings = random.of(448, _WIDTH)
    decoder.embeddings.weight = random.of(len(_WORDS) + len(_SPECIAL), _WIDTH)
    decoder.projection.weight = decoder.embeddings.weight
    decoder.scale_embeddings = np.int8(0)
    for stack in (encoder, decoder):
        random.norm(stack.layer_norm)
        for layer in stack.layer:
            random.attention(layer.self_attention, 3)
            if stack is decoder:
                random.attention(layer.attention, 1, 2)
            random.norm(layer.ffn.layer_norm)
            random.linear(layer.ffn.linear_0, _INNER, _WIDTH)
            random.linear(layer.ffn.linear_1, _WIDTH, _INNER)
    vocabulary = [*_WORDS, *_SPECIAL]
    spec.register_vocabulary(vocabulary)
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], []
    spec.config.lang_ids = [vocabulary.index("<|en|>"), vocabulary.index("<|vi|>")]
    spec.config.alignment_heads = [(0, 0)]
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True)
    spec.save(str(folder))
    _write_tokenizer(folder)
    return folder


class _Weights:
    def __init__(self) -> None:
        self._random = np.random.default_rng(0)

    def of(self, *shape: int) -> Any:
        return (self._random.standard_normal(shape) * 0.1).astype(np.float32)

    def linear(self, layer: Any, outputs: int, inputs: int) -> None:
        layer.weight, layer.bias = self.of(outputs, inputs), np.zeros(outputs, np.float32)

    def norm(self, layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)

    def attention(self, layer: Any, *parts: int) -> None:
        self.norm(layer.layer_norm)
        for linear, part in zip(layer.linear, (*parts, 1), strict=True):
            self.linear(linear, part * _WIDTH, _WIDTH)


def _write_tokenizer(folder: Path) -> None:
    tokenizers = import_module("tokenizers")

    words = {word: number for number, word in enumerate(_WORDS)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE(vocab=words, merges=[], unk_token="a"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    tokenizer.add_special_tokens([tokenizers.AddedToken(token, special=True) for token in _SPECIAL])
    tokenizer.save(str(folder / "tokenizer.json"))
