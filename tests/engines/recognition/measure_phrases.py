"""Measure phrase spotting on synthesised visitors and fit its calibration.

Run `python -m tests.engines.recognition.measure_phrases`; docs/hearing.md quotes what it prints.
Half of the questions (every second one) fit the calibration, the other half are judged by it.
"""

import subprocess
import tempfile
import time
from itertools import cycle
from pathlib import Path

import numpy as np
import soundfile
import soxr
from scipy.optimize import minimize
from tests.engines.recognition.test_spoken_phrases import CARRIERS, phrasings

from letan.hearing.phrases import PhraseGraph, compile_phrases, score
from letan.hearing.utterance import PhraseScore
from letan_engines.recognition.embedded_asr import EmbeddedRecogniser

VOICES = ("vi", "vi-vn-x-south", "vi-vn-x-central")
MORE_CARRIERS = (
    *CARRIERS,
    "tôi có việc này, {}, nhờ cô xem giúp",
    "xin lỗi, {}, cháu biết không",
)


def main() -> None:
    recogniser = EmbeddedRecogniser()
    graph = compile_phrases(phrasings(), recogniser.vocabulary)
    others = Path(__file__).with_name("off_topic.txt").read_text(encoding="utf-8").splitlines()
    rows: list[tuple[float, float, bool]] = []
    for voice in VOICES:
        found, took = [], []
        for phrase, carrier in zip(phrasings(), cycle(MORE_CARRIERS), strict=False):
            scores, ms = listen(recogniser, graph, carrier.format(phrase.text), voice)
            ids = list(dict.fromkeys(one.intent for one in scores))
            found.append((ids[0] == phrase.intent, phrase.intent in ids[:3], *features(scores)))
            took.append(ms)
        rows += [(llr, lead, right) for right, _, llr, lead in found]
        table = np.array(found, float)
        print(
            f"{voice}: top-1 {table[:, 0].mean():.3f} top-3 {table[:, 1].mean():.3f} n {len(table)}"
        )
        print(f"  llr 5/25/50/75/95 %: {np.percentile(table[:, 2], [5, 25, 50, 75, 95]).round(1)}")
        print(f"  scoring {np.mean(took):.1f} ms, worst {np.max(took):.1f} ms")
        off = [features(listen(recogniser, graph, text, voice)[0]) for text in others]
        rows += [(llr, lead, False) for llr, lead in off]
        levels = np.percentile([llr for llr, _ in off], [5, 50, 95]).round(1)
        print(f"  off topic, n {len(off)}: llr 5/50/95 %: {levels}")
    calibrate(np.array(rows, float))


def listen(
    recogniser: EmbeddedRecogniser, graph: PhraseGraph, text: str, voice: str
) -> tuple[tuple[PhraseScore, ...], float]:
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["espeak-ng", "-v", voice, "-w", file.name, text], check=True)
        samples, rate = soundfile.read(file.name, dtype="float32")
    stream = recogniser.start()
    stream.feed((soxr.resample(samples, rate, 16_000) * 32_767).astype(np.int16))
    log_probs = stream.finish().log_probs
    assert log_probs is not None
    began = time.perf_counter()
    scores = score(graph, log_probs)
    return scores, 1e3 * (time.perf_counter() - began)


def features(scores: tuple[PhraseScore, ...]) -> tuple[float, float]:
    """Best score, and its lead over the next intent."""
    best: dict[str, float] = {}
    for one in scores:
        best.setdefault(one.intent, one.llr)
    first, second, *_ = best.values()
    return first, min(first - second, 5.0)


def calibrate(rows: np.ndarray) -> None:
    design = np.column_stack((np.ones(len(rows)), rows[:, :2]))
    fit, held = rows[::2], rows[1::2]
    weights = minimize(loss, np.zeros(3), args=(design[::2], fit[:, 2])).x
    p = 1 / (1 + np.exp(-design[1::2] @ weights))
    print(
        f"probability = logistic({weights[0]:.2f} + {weights[1]:.2f} llr + {weights[2]:.2f} lead)"
    )
    for threshold in (0.5, 0.7, 0.8, 0.9):
        taken = p >= threshold
        right = held[taken, 2].mean() if taken.any() else float("nan")
        share = held[taken, 2].sum() / held[:, 2].sum()
        print(
            f"  p >= {threshold}: {taken.sum()} taken, {right:.3f} right, finds {share:.2f} of them"
        )


def loss(weights: np.ndarray, design: np.ndarray, right: np.ndarray) -> float:
    logits = design @ weights
    return float(np.mean(np.logaddexp(0, logits) - right * logits) + 1e-3 * weights @ weights)


if __name__ == "__main__":
    main()
