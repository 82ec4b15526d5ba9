"""What the checker and the gate find, in the clerks' words."""

import re
from collections.abc import Mapping

from letan.faq.content.checks import Problem
from letan.faq.content.entry import OUT_OF_SCOPE
from letan.faq.quality.golden import GoldenFailure
from letan.kernel.faults import LetanError
from letan_web.admin.entries import PART_TITLES

_PATTERNS = (
    (r"the id stands twice in the pack", "Mã mục này đã có."),
    (r"there is no place '(.*)' in the hall", "Trung tâm không có quầy «{0}»."),
    (r"there is no entry '(.*)'", "Không có mục «{0}» để liên kết tới."),
    (r"there is nothing to say", "Chưa có câu robot nói."),
    (r"the source '(.*)' is not listed", "Nguồn «{0}» chưa có trong phần «Nguồn» của mục này."),
    (r"no source for: (.*)", "Ý «{0}» chưa ghi nguồn. Thủ tục nào cũng phải có nguồn."),
    (r"effective_from is after valid_until", "Ngày hết hiệu lực đứng trước ngày bắt đầu."),
    (r"no centre has a text \{(.*)\}", "Không có thông tin nào tên là {{{0}}} để điền vào."),
    (
        r"the spoken answer has (\d+) words, more than (\d+)",
        "Câu robot nói dài {0} tiếng; nhiều nhất {1} tiếng. Hãy chuyển bớt sang các phần khác.",
    ),
    (
        r"the spoken answer has (\d+) sentences, at most (\d+)",
        "Câu robot nói có {0} câu; nhiều nhất {1} câu.",
    ),
    (
        r"a claim of (\w+) is too long to be spoken: (.*)",
        "Ý «{1}…» quá dài để nói. Hãy tách thành nhiều ý.",
    ),
    (r"a phrasing without words: '(.*)'", "Cách hỏi «{0}» không có chữ nào."),
    (
        r"the phrasing '(.*)' already belongs to (.*)",
        "Cách hỏi «{0}» đã thuộc mục «{1}». Một cách hỏi chỉ để ở một mục.",
    ),
    (r"the phrasing '(.*)' stands twice", "Cách hỏi «{0}» có hai lần."),
    (r"there is no counter '(.*)'", "Sảnh không có quầy «{0}». Hãy lưu lại trang «Các quầy»."),
    (r"there is no place '(.*)'", "Sảnh không có chỗ «{0}» trên bản đồ."),
    (r"the (?:holiday|notice) ends before it begins", "Ngày cuối đứng trước ngày đầu."),
    (r"there is no day (.*)", "Không có ngày {0} trong lịch."),
    (r"(.*)-(.*) is out of order", "Giờ {0}–{1} không đúng thứ tự: viết giờ sớm trước."),
)
"""Messages of `letan.faq.content.checks`; a test holds them together."""


def told(problem: Problem, titles: Mapping[str, str] | None = None) -> str:
    """Return a problem in Vietnamese, with the entry's title where it is known."""
    names = titles or {}
    where = names.get(problem.entry, "")
    for pattern, text in _PATTERNS:
        found = re.fullmatch(pattern, problem.message, re.DOTALL)
        if found:
            said = text.format(*(names.get(group, group) for group in found.groups()))
            return f"{where}: {said}" if where else said
    return f"{where or problem.entry}: {problem.message}"


def told_failure(failure: GoldenFailure, titles: Mapping[str, str]) -> str:
    """Return in Vietnamese why a golden question forbids publishing."""
    wanted = titles.get(failure.entry, failure.entry)
    question = failure.question.question
    entry, _, facet = failure.got.partition(", ")
    match entry:
        case "ask_back":
            got = "robot lại hỏi lại vì thấy có nhiều mục giống nhau"
        case "refer" | "":
            got = "robot lại mời gặp cán bộ"
        case _ if entry == OUT_OF_SCOPE:
            got = "robot lại cho là ngoài phạm vi"
        case _:
            part = f" ({PART_TITLES[facet].lower()})" if facet in PART_TITLES and facet else ""
            got = f"robot lại trả lời bằng mục «{titles.get(entry, entry)}»{part}"
    part = failure.question.facet
    side = f", phần «{PART_TITLES[part].lower()}»" if part in PART_TITLES and part else ""
    past = "Bản đang dùng trả lời đúng câu này." if failure.worked_before else ""
    return (
        f"Câu «{question}» phải được trả lời bằng mục «{wanted}»{side}, nhưng {got}. {past}".strip()
    )


_TROUBLES = (
    (
        "another release is being published",
        "Người khác đang phát hành. Chờ một lát rồi thử lại.",
    ),
    ("is full", "Ổ đĩa đã đầy. Nội dung đang dùng vẫn nguyên vẹn."),
    ("is writing to the store", "Kho dữ liệu đang bận. Chờ một lát rồi thử lại."),
    ("no earlier release", "Chưa có bản nào trước bản này."),
    ("a reason is missing", "Hãy ghi lý do."),
)


def told_trouble(error: LetanError) -> str:
    """Return an error of the store in Vietnamese; one that clerks cannot mend as it is."""
    found = (text for words, text in _TROUBLES if words in str(error))
    return next(found, f"Không làm được: {error}")
