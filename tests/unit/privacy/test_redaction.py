"""What names a person goes, and nothing else: a table of sentences, typed and as recognised."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml

from letan.privacy.redaction import redact
from letan.vietnamese.fold import fold

TABLE = Path(__file__).with_name("redaction.txt")
CASES = [
    line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")
]
CATALOGUE = Path(__file__).parents[3] / "faq_data/catalogue.yaml"
_TAKEN = re.compile(r"\{([^}]*)\}")


def words(text: str) -> list[str]:
    return re.findall(r"[\w@./+-]+", re.sub(r"\[[^\]]*\]", " ", text))


@pytest.mark.parametrize("case", [case for case in CASES if "{" in case])
def test_what_names_a_person_is_gone_and_the_rest_stays(case: str) -> None:
    done = redact(case.replace("{", "").replace("}", ""))
    assert words(done.text) == words(_TAKEN.sub("[]", case)), done.text
    assert done.count == len(_TAKEN.findall(case))


@pytest.mark.parametrize("case", [case for case in CASES if "{" not in case])
def test_what_names_nobody_is_not_touched(case: str) -> None:
    assert redact(case).text == case


def test_the_table_is_long_enough() -> None:
    assert len(CASES) == len(set(CASES)) >= 384


def test_a_text_in_another_normal_form_is_the_same_text() -> None:
    typed = unicodedata.normalize("NFD", "tôi tên là Nguyễn Văn An")
    assert redact(typed).text == "tôi tên là [tên]"


def test_names_of_procedures_stay_whole_in_any_spelling() -> None:
    procedures = yaml.safe_load(CATALOGUE.read_text("utf-8"))["procedures"]
    official = [" ".join(entry["name"].split()) for entry in procedures]
    assert len(official) > 300
    written = [form(name) for name in official for form in (str, str.lower, fold)]
    assert [name for name in written if redact(name).count] == []
