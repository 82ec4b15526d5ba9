"""What the operator set holds at the next start, unless whoever starts it says otherwise."""

from pathlib import Path

import pytest

from letan_apps.graph.node_table import RunChoice
from letan_apps.nodes.__main__ import _values
from letan_apps.staff.settings_file import SettingsFile


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LETAN_HOME", str(tmp_path))
    return tmp_path


def test_kept_settings_hold_and_the_command_line_is_stronger(home: Path) -> None:
    SettingsFile(home).keep("voice", "volume", 0.4)
    SettingsFile(home).keep("voice", "rate", 1.5)
    values = _values(RunChoice("desk", changes={"voice": {"volume": 0.9}}))
    assert (values["voice"]["volume"], values["voice"]["rate"]) == (0.9, 1.5)


def test_what_no_node_takes_is_passed_over(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = _values(RunChoice("desk"))
    (home / "settings.json").write_text('{"voice": {"volume": 99}, "cook": {"salt": 1}}')
    assert _values(RunChoice("desk")) == plain
    told = capsys.readouterr().err
    assert "passed over: settings.json" in told
    assert "cook: no such node" in told
