from letan.vietnamese.rewriting import RewriteTable, table_of
from letan.vietnamese.views import MAX_WORDS, Views, views_of


def test_three_views_of_equal_length() -> None:
    assert views_of("Làm CCCD!", table_of([("cccd", "căn cước")])) == Views(
        ("làm", "căn", "cước"), ("lam", "can", "cuoc"), ("nam", "kan", "kuot"), True
    )


def test_text_without_diacritics_is_not_marked() -> None:
    assert views_of("khai sinh", RewriteTable()).marked is False


def test_of_ten_thousand_words_both_ends_count() -> None:
    views = views_of("đầu " * 5000 + "cuối " * 5000, RewriteTable())
    assert (len(views.plain), views.plain[0], views.plain[-1]) == (MAX_WORDS, "đầu", "cuối")


def test_nothing_to_see() -> None:
    assert views_of("😀 …", RewriteTable()) == Views((), (), (), False)


def test_part() -> None:
    assert views_of("một hai ba", RewriteTable()).part(1, 2).plain == ("hai",)
