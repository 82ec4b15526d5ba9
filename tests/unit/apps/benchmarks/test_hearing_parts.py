"""What `letan bench hearing` makes its sounds of, and what it draws."""

import math
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from letan_apps.benchmarks.figure import Figure
from letan_apps.benchmarks.hearing.clips import Clip, word_errors
from letan_apps.benchmarks.hearing.noises import CONDITIONS, Condition, in_hall
from letan_apps.benchmarks.hearing.plot import draw
from letan_sim.acoustics import active_rms

RATE_HZ = 16_000
VOICE = (8_000 * np.sin(2 * np.pi * 300 * np.arange(RATE_HZ) / RATE_HZ)).astype(np.int16)
OTHERS = (Clip("a", VOICE[:8_000], ("một",)), Clip("b", VOICE[4_000:], ("hai",)))


@pytest.mark.parametrize(
    ("wanted", "heard", "errors"),
    [
        pytest.param("a b c", "a b c", 0, id="the same"),
        pytest.param("a b c", "a c", 1, id="one lacks"),
        pytest.param("a b c", "a x b c", 1, id="one too many"),
        pytest.param("a b c", "", 3, id="nothing heard"),
        pytest.param("", "a", 1, id="something out of nothing"),
    ],
)
def test_word_errors(wanted: str, heard: str, errors: int) -> None:
    assert word_errors(wanted.split(), heard.split()) == errors


@pytest.mark.parametrize("noise", ["babble", "pink"])
@pytest.mark.parametrize("others", [OTHERS, ()], ids=["recordings", "synthetic"])
def test_the_noise_has_the_level_that_its_name_says(noise: str, others: tuple[Clip, ...]) -> None:
    quiet = in_hall(VOICE, Condition("clean"), others, 1).astype(float)
    loud = in_hall(VOICE, Condition("x", noise, 10.0), others, 1).astype(float)
    left = loud - quiet
    snr_db = 20 * math.log10(active_rms(quiet) / math.sqrt(float(np.mean(left**2))))
    assert snr_db == pytest.approx(10.0, abs=0.1)
    assert np.array_equal(loud, in_hall(VOICE, Condition("x", noise, 10.0), others, 1))


def test_reverberation_sounds_on() -> None:
    dry, wet = (in_hall(VOICE, Condition("x", reverb=wet), (), 1) for wet in (False, True))
    after = slice(RATE_HZ + 8_000 + 800, RATE_HZ + 8_000 + 1_600)
    assert not dry[after].any()
    assert np.abs(wet[after]).max() > 30


def test_the_plot_has_a_bar_for_every_measurement() -> None:
    names = [f"{engine} {condition.name} wer" for engine in "ab" for condition in CONDITIONS]
    figures = [Figure(name, 10.0 * number, "%", 9) for number, name in enumerate(names)]
    unplotted = [Figure("vosk not measured", 0, "", 0), Figure("a clean cer", 1.0, "%", 9)]
    tree = ET.fromstring(draw([*figures, *unplotted]))
    tag = "{http://www.w3.org/2000/svg}"
    texts = [text.text for text in tree.iter(f"{tag}text")]
    assert {condition.name for condition in CONDITIONS} <= set(texts)
    assert {"a", "b"} <= set(texts)
    assert [draw(some).count("not measured") for some in (figures, figures[1:])] == [0, 1]
    assert len(list(tree.iter(f"{tag}rect"))) == 1 + 2 + len(names)
    assert "vosk" not in draw(unplotted)
