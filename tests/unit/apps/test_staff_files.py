"""Settings that outlive a restart, and the logs of the robot's processes, as files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from letan_apps.staff.log_files import LogFiles
from letan_apps.staff.settings_file import SettingsFile
from letan_web.operator.log_routes import LogLine, chosen


def test_what_was_set_is_there_after_a_restart(tmp_path: Path) -> None:
    SettingsFile(tmp_path).keep("voice", "volume", 0.4)
    SettingsFile(tmp_path).keep("dialogue", "end_after_s", 60.0)
    SettingsFile(tmp_path).keep("voice", "volume", 0.7)
    assert SettingsFile(tmp_path).read() == {
        "voice": {"volume": 0.7},
        "dialogue": {"end_after_s": 60.0},
    }
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"voice": 3}', '{"voice": {"volume": "laut"}}'])
def test_a_broken_file_sets_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text)
    assert SettingsFile(tmp_path).read() == {}


def test_logs_of_all_processes_stand_in_one_list(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    folder.mkdir()
    (folder / "screen.log").write_text(
        "[INFO] [1795497040.771762565] [screen]: visitor pages at http://127.0.0.1:8080/\n"
        "[ERROR] [1795497043.1] [dialogue]: cannot\nTraceback: a\n"
    )
    (folder / "hearing.log").write_text(
        "a warning without a head\n[WARN] [1795497041.5] [hearing]: fault code=HEAR-004\n"
    )
    at = [datetime.fromtimestamp(1795497040 + later, UTC) for later in range(4)]
    found = LogFiles(tmp_path).lines()
    assert found == [
        LogLine(at[3], "error", "dialogue", "cannot\nTraceback: a"),
        LogLine(at[1], "warn", "hearing", "fault code=HEAR-004"),
        LogLine(at[0], "info", "screen", "visitor pages at http://127.0.0.1:8080/"),
        LogLine(None, "warn", "hearing", "a warning without a head"),
    ]
    assert chosen(found, "", "error") == found[:1]
    assert chosen(found, "hearing", "info") == [found[1], found[3]]


def test_no_logs_are_no_error(tmp_path: Path) -> None:
    assert LogFiles(tmp_path).lines() == []
