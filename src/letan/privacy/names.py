"""Finds personal names in running words: no capitals, no signs, with or without marks."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from letan.vietnamese import names

NAME = "[tên]"
_TOKEN = re.compile(r"\[[^\]]*\]|[^\s,.;:!?()\"“”«»\[\]]+")
_LONGEST = 4
"""Words of a name: a surname and three more."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    low: str
    joined: bool
    """No sign stands between it and the word before."""


class NameFinder:
    """Finds names in one spelling.

    A full name is told by its surname and by the words around it: after a form of address any
    words may follow a surname, elsewhere they must be words of which names are made. Given names
    alone are told by two of them after a form of address, or by a capital there.
    """

    def __init__(self, form: Callable[[str], str] = str) -> None:
        """Prepare.

        Args:
            form: From Vietnamese to the spelling that is searched: `str`, or `fold` for words
                without marks, where more is asked of a name, since more is doubtful.
        """
        self._form = form
        self._marked = form("đ") == "đ"

    def __call__(self, text: str) -> tuple[str, int]:
        """Return the text with each name as `NAME`, and how many there were."""
        words = _split(text)
        out, at, count, index = "", 0, 0, 0
        while index < len(words):
            length = self._length(words, index)
            if length:
                out += text[at : words[index].start] + NAME
                at, count = words[index + length - 1].end, count + 1
            index += max(length, 1)
        return out + text[at:], count

    def _length(self, words: list[_Word], index: int) -> int:
        """How many words from here on are a name."""
        word = words[index]
        if word.low in self._surnames:
            length = self._full_name(words, index)
            if length:
                return length
        return self._given_name(words, index)

    def _full_name(self, words: list[_Word], index: int) -> int:
        first, before = words[index].low, self._before(words, index)
        run = self._run(words, index)
        then = [word.low for word in run[1:]]
        if not then or (before, first) in self._no_surnames:
            return 0
        goes_on = self._marked and then[0] in self._middle and set(then[1:2]) & self._given
        if (first, then[0]) in self._not_names and not goes_on:
            return 0  # "đoàn thanh niên", yet "đoàn thanh hải" is one
        called = self._called(words, index)
        street = first in self._before_places and then[0] in self._clear  # "duong nguyen du"
        if before in self._before_places or (not called and (street or self._is_street(run))):
            return 0
        led = called or before in self._leading
        sure = self._sure_marked if self._marked else self._sure_folded
        return len(run) if sure(first, then, called=called, led=led) else 0

    def _sure_marked(self, first: str, then: list[str], *, called: bool, led: bool) -> bool:
        """Whether words are a name: after a form of address any, elsewhere words of names."""
        known = [word in self._known for word in then]
        if first == "nguyễn" or (then[0] in self._van_thi and len(then) > 1):
            return True
        if first not in self._clear:
            return led and len(then) > 1 and then[0] in self._middle and known[1]
        if called:
            return True
        if led:
            return known[0] or (len(then) > 1 and known[1])
        return len(then) > 1 and all(known[:2])

    def _sure_folded(self, first: str, then: list[str], *, called: bool, led: bool) -> bool:
        """The same without marks, where "dang ky" begins with a surname and "la van de" is none."""
        known = [word in self._known for word in then]
        plain = first in _PLAIN_FOLDED
        if then[0] in self._van_thi and len(then) > 1:
            common = led and first in _COMMON_FOLDED and known[1]
            other_word = then[1] in _AFTER_VAN_THI[then[0]] and not (
                called and then[1] in _CALLED_THI
            )
            return plain or (common and not other_word)
        if plain and called:
            return all(known[:2])
        two = len(then) > 1 and all(known[:2])
        if plain or (led and first in _LED_FOLDED):
            return two
        clear = first in self._clear and first not in _DOUBTFUL_FOLDED
        return called and two and clear and then[0] in self._middle

    def _called(self, words: list[_Word], index: int) -> bool:
        """Whether a form of address stands before, perhaps with "là" or "tên" between."""
        if self._before(words, index) in self._is:
            index -= 1
        word = self._before(words, index)
        if word in self._second:
            return self._before(words, index - 1) in self._kin | self._first
        return word in self._kin

    def _given_name(self, words: list[_Word], index: int) -> int:
        """Two given names after a form of address; one if it alone has a capital."""
        if not self._called(words, index):
            return 0
        if words[index - 1].low == words[index - 1].text or index == 1:
            titled = _first_fitting(words[index:], _may_be_given)
            if titled:
                return titled
        alone = self._known - self._kin - _NOT_GIVEN_ALONE
        count = _first_fitting(words[index:], lambda word: word.low in alone)
        pair = tuple(word.low for word in words[index : index + 2])
        common = not self._marked or pair in _NOT_GIVEN or pair[0] == "bảo"
        return count if count > 1 and not common else 0

    def _before(self, words: list[_Word], index: int) -> str:
        """The word before, "" at the start and after a sign."""
        return words[index - 1].low if index and words[index].joined else ""

    def _run(self, words: list[_Word], index: int) -> list[_Word]:
        """The words from a surname on that may be one name."""
        run = [words[index]]
        for at in range(index + 1, min(index + _LONGEST, len(words))):
            word = words[at]
            follows = words[at + 1].low if at + 1 < len(words) and words[at + 1].joined else ""
            is_name = word.low in self._given_kin and (len(run) > 1 or follows in self._known)
            if not word.joined or not word.low.isalpha():
                break
            if word.low in self._stops and not is_name:
                break
            if len(run) == _LONGEST - 1 and word.low not in self._known:
                break
            run.append(word)
        return run

    def _is_street(self, run: list[_Word]) -> bool:
        spoken = " ".join(word.low for word in run)
        return any(spoken == name or spoken.startswith(f"{name} ") for name in self._streets)

    def _formed(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self._form, words))

    @cached_property
    def _surnames(self) -> frozenset[str]:
        if self._marked:
            return self._formed(names.SURNAMES)
        return self._formed(names.SURNAMES - _FOLDED_DOUBTFUL)

    @cached_property
    def _clear(self) -> frozenset[str]:
        return self._formed(names.CLEAR_SURNAMES)

    @cached_property
    def _middle(self) -> frozenset[str]:
        return self._formed(names.MIDDLE_NAMES)

    @cached_property
    def _given(self) -> frozenset[str]:
        return self._formed(names.GIVEN_NAMES)

    @cached_property
    def _known(self) -> frozenset[str]:
        return self._middle | self._given

    @cached_property
    def _given_kin(self) -> frozenset[str]:
        """Names that are stop words too: "anh" in "lan anh"; without marks many more."""
        return self._known & self._stops if not self._marked else frozenset({"anh", "việt", "đăng"})

    @cached_property
    def _stops(self) -> frozenset[str]:
        return self._formed(names.NO_NAME)

    @cached_property
    def _kin(self) -> frozenset[str]:
        return self._formed(names.KIN)

    @cached_property
    def _is(self) -> frozenset[str]:
        return self._formed(("là", "tên"))

    @cached_property
    def _leading(self) -> frozenset[str]:
        return self._formed(names.BEFORE_NAMES) | {"", NAME}

    @cached_property
    def _before_places(self) -> frozenset[str]:
        places = self._formed(names.BEFORE_PLACES)
        return places if self._marked else places - _NO_PLACES_FOLDED

    @cached_property
    def _not_names(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(map(self._form, pair)) for pair in names.NOT_NAMES)

    @cached_property
    def _no_surnames(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(map(self._form, pair)) for pair in names.NO_SURNAMES)

    @cached_property
    def _streets(self) -> frozenset[str]:
        return self._formed(names.STREET_PERSONS)

    @cached_property
    def _van_thi(self) -> frozenset[str]:
        return self._formed(("văn", "thị"))

    @cached_property
    def _second(self) -> frozenset[str]:
        return self._formed(
            ("nội", "ngoại", "bộ", "sĩ", "giáo", "trai", "gái", "rể", "dâu", "nuôi")
        )

    @cached_property
    def _first(self) -> frozenset[str]:
        return self._formed(("cán", "bác", "cô"))


_FOLDED_DOUBTFUL = frozenset({"la", "ông", "vi", "ma", "danh", "văn", "sơn", "kim", "thái"})
_NO_TITLES = frozenset({"Việt", "Viet", "Rịa", "Ria", "Hồ", "Covid", "Facebook", "Zalo", "Google"})
"""Capitals after a form of address that are no name: "mẹ Việt Nam anh hùng", "Bà Rịa"."""
_PLAIN_FOLDED = frozenset("nguyen tran huynh pham hoang bui le phung quach".split())
"""Surnames that are seldom another word even without marks."""
_DOUBTFUL_FOLDED = frozenset("lam phan do ta ly dao".split())
_LED_FOLDED = frozenset("vu vo ngo trinh duong".split())
_COMMON_FOLDED = frozenset(
    "do dang vu vo ngo ho dinh duong luong trinh doan dao cao ly lam mai ta luu phan truong dam ha "
    "trieu vuong to kieu mac".split()
)
"""Surnames that stand before "van" and "thi" in other words too."""
_AFTER_VAN_THI = {
    "van": frozenset(
        "phong ban de hoa bang thu chua con khong dang phai muon can duoc so dong chuong minh "
        "cu co chi nghe".split()
    ),
    "thi": frozenset(
        "cong hanh truong xa tran thuc nghiem dua hao dau xong bang sinh cu tuyen lai lam dai phai "
        "nhung sao duoc hoa moi nop dang dong khai man bao tu tien chung chi nho van nuoi".split()
    ),
}
"""What follows "văn", "vẫn", "vấn" and "thị", "thì", "thi" in other words."""
_NO_PLACES_FOLDED = frozenset(("cho", "co", "so", "cau"))
"""Also "cho", "cô", "sơ" and "cậu", before which no place is meant."""
_CALLED_THI = frozenset(("hanh", "hoa"))
_NOT_GIVEN_ALONE = frozenset(
    "công nhân sinh viên thi sao việt kiều lý văn thị hữu trường phú trọng thế đại nam".split()
)
_NOT_GIVEN = frozenset(
    {("thu", "ngân"), ("an", "toàn"), ("hòa", "bình"), ("hòa", "thuận"), ("trí", "tuệ")}
)


def _split(text: str) -> list[_Word]:
    found: list[_Word] = []
    end = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        joined = bool(found) and not text[end : match.start()].strip()
        found.append(_Word(match.start(), match.end(), word, word.lower(), joined))
        end = match.end()
    return found


def _may_be_given(word: _Word) -> bool:
    first, rest = word.text[:1], word.text[1:]
    return first.isupper() and rest.islower() and rest.isalpha() and word.text not in _NO_TITLES


def _first_fitting(words: Sequence[_Word], fits: Callable[[_Word], bool]) -> int:
    """How many words fit, of the first three, up to a sign."""
    count = 0
    for word in words[:3]:
        if not fits(word) or (count and not word.joined):
            break
        count += 1
    return count
