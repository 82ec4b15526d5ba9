"""Each engine once a run; one that lacks its weights says "not measured"."""

import os
from pathlib import Path

import pytest

from letan.kernel.faults import LetanError
from letan.ports.recogniser import Recogniser
from letan_engines.recognition.choice import RECOGNISERS, open_recogniser
from letan_engines.recognition.embedded_asr import EmbeddedRecogniser


@pytest.fixture(scope="session", params=sorted(RECOGNISERS))
def recogniser(request: pytest.FixtureRequest) -> Recogniser:
    try:
        return open_recogniser(request.param, Path(os.environ["LETAN_HOME"]) / "models")
    except LetanError as error:
        pytest.skip(f"not measured: {error}")


@pytest.fixture(scope="session")
def embedded() -> EmbeddedRecogniser:
    return EmbeddedRecogniser()
