"""The programs that fit weights: help at once, a slip in one line. A fit takes minutes."""

import pytest

from letan_apps.fitting import faq, sound


def test_help_is_printed_and_nothing_is_fitted(capsys: pytest.CaptureFixture[str]) -> None:
    assert [faq.main(["--help"]), sound.main(["-h"]), faq.main([]), sound.main([])] == [0, 0, 2, 2]
    assert capsys.readouterr().out.count("letan_apps.fitting.") == 4


def test_a_table_that_is_not_there_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert faq.command(["no-such-table.tsv"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("letan_apps.fitting.faq: no-such-table.tsv: ")
