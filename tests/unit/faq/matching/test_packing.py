import pytest

from letan.faq.matching.packing import pack_lines, unpack_lines


@pytest.mark.parametrize("lines", [[], [""], ["a", ""], ["", "giấy khai sinh", "đ"]])
def test_lines_come_back(lines: list[str]) -> None:
    assert unpack_lines(pack_lines(lines)) == lines


def test_a_line_with_a_line_feed_is_refused() -> None:
    with pytest.raises(ValueError, match="line feed"):
        pack_lines(["a\nb"])
