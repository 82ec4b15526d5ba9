"""A transducer for sherpa-onnx that is small enough to read: no weights were trained.

Each 0.4 s that is loud is one word, "xin" and "chào" in turns; quiet sound is none. It needs the
package `onnx` to be written, and proves that the adapter and the real engine fit together.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

_TOKENS = ("<blk>", "<unk>", "▁xin", "▁chào")
_DIM = 2
_STRIDE = 40
"""Feature frames of 10 ms a word."""


def write_tiny_sherpa(folder: Path) -> Path:
    """Write the three networks and the tokens into `folder`; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_encoder(folder)
    _write_decoder(folder)
    _write_joiner(folder)
    lines = (f"{token} {number}\n" for number, token in enumerate(_TOKENS))
    (folder / "tokens.txt").write_text("".join(lines), encoding="utf-8")
    return folder


def _write_encoder(folder: Path) -> None:
    """Loudness of every 40th frame: mean of its 80 bands, above a threshold."""
    onnx, helper = import_module("onnx"), import_module("onnx.helper")

    nodes = [
        helper.make_node("Slice", ["x", "from", "to", "axis", "stride"], ["kept"]),
        helper.make_node("ReduceMean", ["kept"], ["mean"], axes=[2], keepdims=1),
        helper.make_node("Sub", ["mean", "quiet"], ["loud"]),
        helper.make_node("Concat", ["loud", "loud"], ["encoder_out"], axis=2),
        helper.make_node("Add", ["x_lens", "rest"], ["padded"]),
        helper.make_node("Div", ["padded", "stride"], ["encoder_out_lens"]),
    ]
    inputs = [
        ("x", onnx.TensorProto.FLOAT, ["N", "T", 80]),
        ("x_lens", onnx.TensorProto.INT64, ["N"]),
    ]
    outputs = [
        ("encoder_out", onnx.TensorProto.FLOAT, ["N", "S", _DIM]),
        ("encoder_out_lens", onnx.TensorProto.INT64, ["N"]),
    ]
    numbers = {
        "from": np.array([0], np.int64),
        "to": np.array([2**31 - 1], np.int64),
        "axis": np.array([1], np.int64),
        "stride": np.array([_STRIDE], np.int64),
        "rest": np.array([_STRIDE - 1], np.int64),
        "quiet": np.array(-9.0, np.float32),
    }
    _save(folder, "encoder", nodes, inputs, outputs, numbers, {"comment": "tiny"})


def _write_decoder(folder: Path) -> None:
    """Whether the last token was "xin"."""
    onnx, helper = import_module("onnx"), import_module("onnx.helper")

    nodes = [
        helper.make_node("Slice", ["y", "from", "to", "axis"], ["last"]),
        helper.make_node("Squeeze", ["last", "axis"], ["token"]),
        helper.make_node("Gather", ["after", "token"], ["decoder_out"]),
    ]
    numbers = {
        "from": np.array([1], np.int64),
        "to": np.array([2], np.int64),
        "axis": np.array([1], np.int64),
        "after": np.array([[0, 0], [0, 0], [0, 1], [0, 0]], np.float32),
    }
    inputs = [("y", onnx.TensorProto.INT64, ["N", 2])]
    outputs = [("decoder_out", onnx.TensorProto.FLOAT, ["N", _DIM])]
    about = {"context_size": 2, "vocab_size": len(_TOKENS)}
    _save(folder, "decoder", nodes, inputs, outputs, numbers, about)


def _write_joiner(folder: Path) -> None:
    onnx, helper = import_module("onnx"), import_module("onnx.helper")

    nodes = [
        helper.make_node("MatMul", ["encoder_out", "of_sound"], ["heard"]),
        helper.make_node("MatMul", ["decoder_out", "of_token"], ["said"]),
        helper.make_node("Add", ["heard", "said"], ["both"]),
        helper.make_node("Add", ["both", "bias"], ["logit"]),
    ]
    numbers = {
        "of_sound": np.array([[-1, 0, 0.5, 0.5]] * 2, np.float32),
        "of_token": np.array([[0, 0, 0, 0], [0, 0, -20, 20]], np.float32),
        "bias": np.array([0, -1000, 0.1, -0.1], np.float32),
    }
    inputs = [
        (name, onnx.TensorProto.FLOAT, ["N", _DIM]) for name in ("encoder_out", "decoder_out")
    ]
    outputs = [("logit", onnx.TensorProto.FLOAT, ["N", len(_TOKENS)])]
    _save(folder, "joiner", nodes, inputs, outputs, numbers, {"joiner_dim": _DIM})


def _save(
    folder: Path,
    name: str,
    nodes: list[Any],
    inputs: list[Any],
    outputs: list[Any],
    numbers: dict[str, Any],
    about: dict[str, Any],
) -> None:
    onnx, helper = import_module("onnx"), import_module("onnx.helper")
    numpy_helper = import_module("onnx.numpy_helper")

    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info(*one) for one in inputs],
        [helper.make_tensor_value_info(*one) for one in outputs],
        [numpy_helper.from_array(value, key) for key, value in numbers.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    helper.set_model_props(model, {key: str(value) for key, value in about.items()})
    onnx.save(model, str(folder / f"{name}.onnx"))
