"""Values that the tests of the store share."""

from datetime import UTC, datetime

from letan.ports.content_store import Author, PartEdit

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LAN = Author("Lan", NOON, "theo quy định mới")
MINH = Author("Minh", NOON)
FEE = PartEdit("ho_tich.khai_sinh", "fee", {"vi": "Hỏi tại quầy"}, {"vi": "Không mất lệ phí"})
LATER_FEE = PartEdit("ho_tich.khai_sinh", "fee", {"vi": "8.000 đồng"}, {"vi": "Không mất lệ phí"})
TITLE = PartEdit("ho_tich.khai_tu", "title", "Khai tử", "Đăng ký khai tử")
