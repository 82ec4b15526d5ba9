"""Moments of a visit, as the robot would publish them; used by the tests and the screenshots."""

from dataclasses import replace

from letan.dialogue.commands import Face, StaffReason
from letan.faq.reply import Candidate, Card, CardSection, CardSource
from letan.kernel.geometry import Point2, Pose2
from letan.kernel.text import Text
from letan.site.svg_map import site_svg
from letan_apps.resources import shipped
from letan_engines.site_yaml import load_site
from letan_web.visitor.hall_map import HallMap
from letan_web.visitor.screen_state import (
    CardShown,
    FaceChanged,
    FaultRaised,
    GuideChanged,
    GuideView,
    NoticesChanged,
    Opening,
    OpeningChanged,
    OpeningDays,
    RobotMoved,
    SayingStarted,
    ScreenUpdate,
    StaffCalled,
    Tile,
    TilesChanged,
    WordsHeard,
    WordSpoken,
)
from letan_web.visitor.topics import Topic

TILES = (
    Tile("xa_hoi.huu_tri_75", Text("Trợ cấp hưu trí từ 75 tuổi", "Pension from the age of 75")),
    Tile("ho_tich.khai_sinh", Text("Khai sinh cho con", "Register a birth")),
    Tile("chung_thuc.ban_sao", Text("Sao y, chứng thực", "Certify copies")),
    Tile("cu_tru.tam_tru", Text("Đăng ký tạm trú", "Temporary residence")),
    Tile("can_cuoc.cap_doi", Text("Đổi thẻ căn cước", "Renew an ID card")),
    Tile("ho_tich.ket_hon", Text("Đăng ký kết hôn", "Register a marriage")),
)
TOPICS = (
    Topic(Text("Hộ tịch", "Civil status"), (TILES[1], TILES[5])),
    Topic(Text("Bảo trợ xã hội", "Social protection"), (TILES[0],)),
    Topic(Text("Chỉ đường", "Directions"), (Tile("chi_duong.wc", Text("Nhà vệ sinh", "Toilets")),)),
)
NOTICES = (Text("Chiều thứ Sáu 27/11, quầy số 4 nghỉ để bảo trì.", "Desk 4 is closed on Friday."),)
QUESTION = "tôi bảy mươi sáu tuổi muốn làm trợ cấp hưu trí"
ANSWER_TEXT = (
    "Dạ, từ 75 tuổi mà chưa có lương hưu hay trợ cấp hằng tháng thì bác làm hồ sơ hưởng "
    "trợ cấp hưu trí xã hội tại quầy số 3. Cháu dẫn bác đến đó nhé?"
)
ANSWER = Card(
    intent="xa_hoi.huu_tri_75",
    title="Trợ cấp hưu trí xã hội",
    text="Người từ 75 tuổi, chưa có lương hưu hay trợ cấp hằng tháng, được hưởng trợ cấp này.",
    sections=(
        CardSection(
            "documents",
            "Giấy tờ cần có",
            (
                "Văn bản đề nghị hưởng trợ cấp (theo mẫu, có sẵn tại quầy)",
                "Thẻ căn cước để đối chiếu",
            ),
        ),
        CardSection("fee", "Lệ phí", ("Không thu",)),
        CardSection("time", "Thời gian giải quyết", ("10 ngày làm việc",)),
        CardSection(
            "steps",
            "Các bước",
            ("Lấy số thứ tự ở cửa", "Nộp hồ sơ tại quầy số 3", "Nhận giấy hẹn"),
        ),
    ),
    sources=(CardSource("Nghị định 176/2025/NĐ-CP", as_of="2026-11-02"),),
    valid_until="2027-06-30",
    url="https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.014027",
    place="quay_3",
    place_title="Quầy số 3 – Bảo trợ xã hội",
)
WITH_CASES = replace(
    ANSWER,
    choices=(
        Candidate("xa_hoi.huu_tri_75#mat", "Người có lương hưu qua đời", 0.0),
        Candidate("xa_hoi.huu_tri_75#mat_giay", "Mất, hỏng, sai giấy xác nhận khuyết tật", 0.0),
    ),
)
CHOICES = Card(
    intent="",
    title="Bác muốn hỏi việc nào ạ?",
    text="Bác muốn làm bản sao, hay là xin trích lục, hay là làm lại giấy khai sinh bị mất ạ?",
    choices=(
        Candidate("chung_thuc.ban_sao", "Sao y giấy khai sinh từ bản chính", 0.41),
        Candidate("ho_tich.trich_luc", "Xin bản sao trích lục khai sinh", 0.38),
        Candidate("ho_tich.mat_giay_khai_sinh", "Làm lại giấy khai sinh bị mất", 0.30),
    ),
)
SITE = load_site(shipped("sim/worlds/phuong_mau.yaml"))
CENTRE = SITE.name
HALL = HallMap(site_svg(SITE))
OPENING = Opening(
    True,
    Text("Mở cửa đến 11:30", "Open until 11:30"),
    (
        OpeningDays(Text("Thứ 2 – Thứ 6", "Mon – Fri"), ("7:30–11:30", "13:30–17:00")),
        OpeningDays(Text("Thứ 7", "Sat"), ("7:30–11:30",)),
    ),
)

_IDLE: tuple[ScreenUpdate, ...] = (
    TilesChanged(TILES),
    NoticesChanged(NOTICES),
    OpeningChanged(OPENING),
    RobotMoved(Pose2(15.0, 2.6, 1.57)),
)
_WORD = ANSWER_TEXT.index("hồ sơ")
_ANSWER = (
    *_IDLE,
    WordsHeard(QUESTION, True, "t1"),
    FaceChanged(Face.SPEAKING),
    SayingStarted(ANSWER_TEXT),
    WordSpoken(_WORD, _WORD + 5),
    CardShown(ANSWER, "t1"),
)
SCENES: dict[str, tuple[ScreenUpdate, ...]] = {
    "idle": _IDLE,
    "listening": (
        *_IDLE,
        FaceChanged(Face.LISTENING),
        WordsHeard("tôi bảy mươi sáu tuổi muốn làm", False, "t1"),
    ),
    "thinking": (*_IDLE, FaceChanged(Face.THINKING), WordsHeard(QUESTION, True, "t1")),
    "answer": _ANSWER,
    "choices": (
        *_IDLE,
        WordsHeard("làm lại giấy khai sinh", True, "t2"),
        FaceChanged(Face.SPEAKING),
        SayingStarted(CHOICES.text),
        CardShown(CHOICES, "t2"),
    ),
    "cases": (*_IDLE, FaceChanged(Face.SPEAKING), CardShown(WITH_CASES, "t1")),
    "leading": (
        *_ANSWER,
        FaceChanged(Face.POINTING),
        SayingStarted("Mời bác đi theo cháu ạ."),
        RobotMoved(Pose2(15.2, 7.2, 1.5)),
        GuideChanged(
            GuideView("leading", "quay_3", "Quầy số 3 – Bảo trợ xã hội", 9.8, 1.2),
            (Point2(15.2, 7.2), Point2(15.0, 12.0), Point2(15.0, 17.0)),
        ),
    ),
    "worried": (
        *_IDLE,
        FaultRaised("HEAR-002"),
        StaffCalled(StaffReason.UNSURE),
    ),
}
"""Every scene from an idle page on."""
