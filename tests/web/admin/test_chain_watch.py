"""The audit is verified as it grows: what was whole is not read again, what was forged shows."""

from collections.abc import Sequence
from dataclasses import replace

from tests.unit.access.test_chain import chain

from letan.ports.accounts import AuditRecord
from letan_web.staff.chain_watch import ChainWatch


class Book:
    """A chain that tells what was read of it."""

    def __init__(self, count: int) -> None:
        self.records = chain(count)
        self.read = 0

    def after(self, number: int, count: int) -> Sequence[AuditRecord]:
        found = [record for record in self.records if record.number > number][:count]
        self.read += len(found)
        return found


def test_only_what_is_new_is_read() -> None:
    book = Book(2500)
    watch = ChainWatch(book.after)
    assert watch.look() == (book.records[-1], None)
    assert book.read == 2500
    book.records, book.read = chain(2502), 0
    assert watch.look() == (book.records[-1], None)
    assert book.read == 3, "the head and two new ones"


def test_a_forged_record_shows_where_it_is_and_goes_on_showing() -> None:
    book = Book(5)
    watch = ChainWatch(book.after)
    forged = replace(book.records[3], deed=replace(book.records[3].deed, who="hoa"))
    book.records[3] = forged
    assert watch.look() == (book.records[2], 4)
    assert watch.look() == (book.records[2], 4)


def test_what_is_forged_behind_the_head_shows_when_all_is_read_anew() -> None:
    book = Book(5)
    watch = ChainWatch(book.after)
    watch.look()
    book.records[1] = replace(book.records[1], deed=replace(book.records[1].deed, note="x"))
    assert watch.look() == (book.records[-1], None)
    assert watch.look(anew=True) == (book.records[0], 2)


def test_a_chain_that_was_written_anew_is_read_from_its_beginning() -> None:
    book = Book(5)
    watch = ChainWatch(book.after)
    watch.look()
    book.records = chain(3)
    assert watch.look() == (book.records[-1], None)


def test_an_empty_chain_is_whole() -> None:
    assert ChainWatch(Book(0).after).look() == (None, None)
