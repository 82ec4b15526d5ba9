"""A small release, made without files."""

from datetime import date

from letan.faq.content.entry import Answer, Claim, Entry, EntryKind, Situation, SourceRef, Topic
from letan.faq.content.release import Foreign, Release
from letan.kernel.text import Text
from letan.vietnamese.rewriting import table_of


def claim(vi: str, **fields: object) -> Claim:
    return Claim(Text(vi), ("s",), **fields)  # type: ignore[arg-type]  # the names are Claim's own


BIRTH = Entry(
    "ho_tich.khai_sinh",
    EntryKind.PROCEDURE,
    Text("Đăng ký khai sinh", "Birth registration"),
    (
        "đăng ký khai sinh cho con",
        "làm giấy khai sinh",
        "vợ tôi mới sinh em bé",
        "khai sinh cho cháu nội mới đẻ",
    ),
    aliases=("giấy khai sinh",),
    answer=Answer(
        (claim("Khai sinh cần giấy chứng sinh ạ."),),
        {
            "documents": (
                claim("Giấy chứng sinh", copies=Text("1 bản chính")),
                claim("Thẻ căn cước"),
            ),
            "time": (claim("Trong ngày"),),
        },
        (claim("Lưu ý nhỏ"),),
    ),
    place="quay_1",
    sources=(SourceRef("s", "Quyết định 163", "163", "https://example.org", date(2026, 7, 20)),),
    situations=(
        Situation("roi", Text("Trẻ bị bỏ rơi"), ("bỏ rơi",), Answer((claim("Cần biên bản ạ."),))),
    ),
)
RENEW = Entry(
    "can_cuoc.cap_doi",
    EntryKind.PROCEDURE,
    Text("Đổi thẻ căn cước", "Renewing an identity card"),
    (
        "đổi thẻ căn cước hết hạn",
        "căn cước của tôi hết hạn rồi",
        "gia hạn căn cước",
        "làm lại thẻ căn cước cũ",
    ),
    answer=Answer(
        (claim("Đổi thẻ thì đến quầy căn cước ạ."),),
        {
            "fee": (
                claim(
                    "Lệ phí 25.000 đồng",
                    effective_from=date(2025, 7, 1),
                    valid_until=date(2026, 12, 31),
                ),
                claim("Lệ phí 50.000 đồng", effective_from=date(2027, 1, 1)),
            )
        },
    ),
    place="quay_4",
    sources=(SourceRef("s", "Quyết định 5710"),),
)
OLD = Entry(
    "xa_hoi.cu",
    EntryKind.PROCEDURE,
    Text("Hỗ trợ cũ"),
    ("tiền hỗ trợ mùa dịch", "nhận hỗ trợ khó khăn mùa dịch", "trợ cấp mùa dịch covid"),
    answer=Answer((claim("Đã có hỗ trợ ạ.", valid_until=date(2024, 1, 1)),)),
    place="quay_3",
    sources=(SourceRef("s", "Nghị quyết cũ"),),
)
COUNTER = Entry(
    "chi_duong.quay",
    EntryKind.DIRECTION,
    Text("Chỉ đường đến quầy"),
    ("quầy số ba ở đâu", "quầy hộ tịch ở chỗ nào", "quầy số năm đi lối nào"),
    answer=Answer((Claim(Text("Quầy số mấy ạ?")),)),
)
FEES = Entry(
    "ho_so.le_phi",
    EntryKind.INFORMATION,
    Text("Lệ phí"),
    (
        "lệ phí các thủ tục bao nhiêu",
        "lệ phí hết bao nhiêu tiền",
        "nộp lệ phí thế nào",
        "lệ phí ở đây thu bao nhiêu",
    ),
    answer=Answer((Claim(Text("Lệ phí xem ở bảng ạ.")),), {"online": (claim("Trả qua mã QR"),)}),
    place="quay_2",
    sources=(SourceRef("s", "Bảng lệ phí"),),
)
HELLO = Entry(
    "giao_tiep.chao",
    EntryKind.SMALL_TALK,
    Text("Chào"),
    ("xin chào", "chào cháu", "chào bạn nhé"),
    answer=Answer((Claim(Text("Cháu chào ạ.")),)),
)
LEAD = Entry(
    "lenh.dan_duong",
    EntryKind.COMMAND,
    Text("Dẫn đường"),
    ("dẫn tôi đến đó", "dẫn đường cho bác", "đưa tôi ra quầy số hai"),
)
YES = Entry(
    "lenh.dong_y", EntryKind.COMMAND, Text("Đồng ý"), ("đúng", "vâng", "đồng ý", "ừ đúng rồi")
)
FIRE = Entry(
    "khan_cap.chay",
    EntryKind.EMERGENCY,
    Text("Cháy"),
    ("cháy", "cháy rồi", "có cháy nhà", "bốc khói kìa"),
    answer=Answer((Claim(Text("Cháu gọi cán bộ ngay ạ.")),)),
)
RELEASE = Release(
    "r1",
    (Topic("mau", Text("Mẫu"), (BIRTH, RENEW, OLD, COUNTER, FEES, HELLO, LEAD, YES, FIRE)),),
    table_of([("cccd", "căn cước"), ("wc", "nhà vệ sinh")]),
    (
        Foreign("hộ chiếu", ("làm hộ chiếu", "xin cấp hộ chiếu mới"), "1.000232"),
        Foreign(
            "", ("thời tiết hôm nay thế nào", "nấu cơm quên tắt bếp cháy nồi", "giá vàng hôm nay")
        ),
    ),
    ("cháu ơi", "cho bác hỏi", "ạ"),
)
