import json
from pathlib import Path

import pytest

from letan_apps.cli import main
from letan_apps.resources import shipped
from letan_engines.model_manifest import read_manifest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    return tmp_path


def test_the_manifest_says_what_is_not_known_of_each_model() -> None:
    models = read_manifest(shipped("models/manifest.toml"))
    assert list(models) == [
        *("embedded-vi", "silero-v6", "blazeface-full", "vosk-vi", "piper-vais1000"),
        *("viet-asr-wheel", "sherpa-zipformer-vi", "phowhisper-small"),
    ]
    assert all(model.unknown and model.licence for model in models.values())
    assert all(model.files for model in models.values() if model.origin == "fetch")
    vosk = models["vosk-vi"].files[0]
    assert (vosk.size, vosk.md5) == (33_656_337, "b31b474a1ef75488c5fa575f8e2a1269")


def test_list_as_json_has_one_object_a_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "list", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["name"]: line["state"] for line in lines if line["kind"] != "voice_activity"} == {
        "embedded-vi": "ready", "blazeface-full": "ready", "vosk-vi": "absent",
        "piper-vais1000": "absent",
        "viet-asr-wheel": "ready", "sherpa-zipformer-vi": "absent", "phowhisper-small": "absent",
    }  # fmt: skip
    assert next(line["wer"] for line in lines if line["name"] == "vosk-vi") == "not measured"


def test_check_of_an_absent_model_fails_with_the_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "check", "vosk-vi"]) == 1
    assert "letan models fetch vosk-vi" in capsys.readouterr().out


def test_check_of_all_passes_where_only_optional_ones_lack() -> None:
    assert main(["models", "check"]) == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["fetch"], "models fetch: a name is missing", id="no name"),
        pytest.param(["fetch", "whisper"], "model whisper: there is no such model", id="unknown"),
        pytest.param(
            ["fetch", "phowhisper-small"],
            "nobody offers it in the form that the engine reads. Convert it: ct2-transformers",
            id="made by the owner",
        ),
        pytest.param(
            ["fetch", "silero-v6"], "comes with silero-vad 6.2.3. Run ./letan setup", id="wheel"
        ),
    ],
)
def test_wrong_use(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", *words]) == 2
    assert message in capsys.readouterr().err


def test_offline_is_a_failure_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = tmp_path / "manifest.toml"
    text = shipped("models/manifest.toml").read_text(encoding="utf-8")
    manifest.write_text(
        text.replace("https://alphacephei.com", "http://127.0.0.1:9"), encoding="utf-8"
    )
    monkeypatch.setattr("letan_apps.commands.models.shipped", lambda name: manifest)
    assert main(["models", "fetch", "vosk-vi"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Connect to the internet" in err.splitlines()[-1]
