"""Words of personal names: surnames, middle names, given names, and what only looks like one."""

SURNAMES = frozenset(
    """nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh lương
    đoàn đào tạ quách vương châu tô mai hà cao lâm trương thái tống phùng chu lưu kiều giáp triệu
    đàm mạc nghiêm thạch sơn danh kim la ông văn tăng khổng vi ma hứa cù doãn bạch tôn""".split()
)
CLEAR_SURNAMES = frozenset(
    """nguyễn trần phạm huỳnh phan vũ võ đặng bùi đỗ ngô dương đinh trịnh lương đoàn đào quách
    trương phùng lê hoàng lý tạ lâm doãn nghiêm tống triệu vương""".split()
)
"""Surnames that are seldom another word, once `NOT_NAMES` is looked up."""
MIDDLE_NAMES = frozenset(
    """văn thị hữu đình xuân quang ngọc minh đức thanh thu kim công bá trọng thế hồng mỹ bích quốc
    gia hoàng anh bảo tuấn duy nhật hải khánh phương thùy thúy thuỳ thuý tiến trung viết như quỳnh
    tường nguyên thành phúc tấn mạnh chí vĩnh phước hoài diệu cẩm tuyết ánh lan mai hà việt đăng
    khắc huy trường nam bình thái vân phú sỹ sĩ tú đại hùng thiên""".split()
)
GIVEN_NAMES = frozenset(
    """an anh ánh ân bắc bách bảo bích bình bưởi cẩm châu chi chiến chinh chung chương công cúc
    cường danh đan đào đạt diễm diễn diệp diệu điệp doanh dung dũng duy duyên dương đại đăng đoan
    đông đức gấm giang giáp hà hạ hải hạnh hào hảo hân hằng hậu hiên hiền hiển hiệp hiếu hoa hòa
    hoà hoan hoàn hoàng hoài hợp hồng huân huấn huế huệ hùng huy huyền huỳnh hưng hương hường hữu
    khải khang khánh khiêm khoa khôi khuê khương kiên kiệt kiều kim kỳ lam lan lâm lân lành lệ
    liên liễu linh loan lộc long luân luận lực lương ly lý mạnh mận mây mến miên minh mơ my mỹ nam
    nga ngà ngân nghĩa nghiêm nghị ngọc ngôn nguyên nguyệt nhã nhài nhàn nhân nhật nhi nhiên nhung
    như nhựt ninh nương oanh phát phong phú phúc phụng phước phượng phương quang quân quế quý quốc
    quyên quyền quyết quỳnh sang sáng sao sen sinh sơn sửu sỹ tài tâm tân thạch thái thanh thành
    thảo thắm thắng thế thi thiên thiện thiệp thịnh thoa thơ thơm thu thúy thuý thùy thuỳ thủy
    thuỷ thuận thục thư thức thương tiên tiến tín tình tịnh toàn toản toán trang trà trâm trân trí
    triết trinh trọng trung trúc trường tú tuân tuấn tuệ tùng tuyên tuyến tuyền tuyết tường tỵ út
    uyên vân viên việt vinh vĩ vũ vương vượng vy xuân xuyến ý yên yến dậu tuất mùi thìn
    ngọ""".split()
)
NO_NAME = frozenset(
    """muốn cần hỏi đến tới đi làm ở sinh số nhà và thì mà ạ à đang bị có không năm gì chi nào đâu
    ai là xin cho định tính mới đã chưa vừa với của nhưng để khi nếu vì bao mấy ra vào lên xuống
    về nhờ tuổi người chủ con cháu bố mẹ vợ chồng anh chị em bác cô chú ông bà tôi mình trong trên
    dưới sai khác cũ ghi đúng nhầm đường mạng công ty đăng thường tạm được phải nên hay hoặc rồi
    nhé nha ngày tháng lúc hôm nay thế này kia ấy đó thôi thuộc hộ đơn giấy tờ thẻ cũng cùng từ
    tên họ việt quê điện căn chứng nộp hẹn xong mất khai need want and i đổi lấy chuyển nhập bán
    mua gặp qua wrong not""".split()
)
"""Words that no name begins or goes on with: there a name ends, or was none."""
KIN = frozenset(
    """tôi tui cháu em bác cô chú ông bà mình anh chị con nó bé vợ chồng bố mẹ má ba cụ dì cậu mợ
    trai gái nội ngoại rể dâu nuôi thầy giáo sĩ bộ cha tía thím bạn""".split()
)
"""Words right before a person's name: kin, forms of address, "cán bộ", "bác sĩ"."""
BEFORE_NAMES = frozenset("cho và với của là tên gặp tìm thay hộ người cùng gọi nhờ".split())
"""Words that a person's name often follows, and other things too."""
BEFORE_PLACES = frozenset(
    """đường phố ngõ ngách hẻm kiệt quận phường xã huyện tỉnh trấn chợ cầu trường viện hồ bến lăng
    ga khu đại tiểu trung học non cơ sở phổ thông đài quảng ngã thành làng thôn xóm ấp dốc toà tòa
    street road""".split()
)
"""Words before a place that bears a person's name."""

_AFTER = {
    "lý": "do lịch thuyết lẽ luận tưởng trí giải tính hóa thị",
    "phạm": "vi pháp tội nhân luật quy lỗi trù phải nhân",
    "trần": "nhà thạch truồng tục gian tình thuật trụi nhựa gỗ tôn bê",
    "hoàng": "hôn cung đế thành đạo tộc sa oanh hậu",
    "đỗ": "xe chỗ đại ô đen xanh tương tốt đạt cấp lớp trường kỳ tạm bằng ngoài trước",
    "ngô": "khoai nếp ngọt nghê đồng bắp",
    "dương": "tính lịch cầm gian vật",
    "võ": "thuật sĩ đường lực đài phục công cổ",
    "vũ": "khí trường lực trụ trang đạo phu công điệu nữ hội đoàn bão",
    "đoàn": "thể viên kết tụ phí thanh kiểm công xe thăm phường xã hội luật đội liên khách thực",
    "đào": "tạo đất móc giếng ao ngũ hố mộ bới thải thoát hầm rãnh kênh",
    "đinh": "ninh ốc vít tán",
    "lương": "hưu thưởng tâm thiện thực y cơ tối khô giáo thấp cao bảo theo công cứng ba hằng hàng",
    "bùi": "ngùi nhùi",
    "lê": "lết thê dương la",
    "trịnh": "trọng",
    "trương": "tuần",
    "tạ": "ơn lỗi đất thóc",
    "lâm": "nghiệp sản sàng thời bệnh trường nguy cảnh đồng tặc",
    "nghiêm": "trọng túc cấm ngặt khắc minh chỉnh trị nhặt cẩn",
    "huỳnh": "quang",
    "mai": "táng sau mốt mối mỉa",
    "hồ": "sơ nước tiêu đồ bơi chứa sen câu gươm tây",
    "cao": "thế cấp tuổi hơn nhất đẳng độ tầng",
    "lưu": "công thông trú trữ hành ý",
    "hà": "nội giang nam tĩnh đông tiện",
    "vương": "quốc vãi vấn miện",
    "tống": "tiền tiễn đạt",
    "triệu": "tập hồi chứng đồng",
    "kim": "loại ngạch chỉ tiêm",
    "văn": "bản phòng hóa hoá bằng công thư",
    "châu": "á âu phi mỹ",
    "thái": "độ lan bình nguyên",
    "sơn": "sửa nhà la tây tường",
    "danh": "sách mục tính nghĩa",
    "chu": "kỳ đáo toàn vi cấp",
    "phan": "thiết rang",
    "trình": "báo bày tự độ duyệt diện",
    "nguyên": "nhân tắc vọng vẹn liệu bản đơn",
    "lễ": "giáng quốc tân",
}
NOT_NAMES = frozenset((first, then) for first, after in _AFTER.items() for then in after.split())
"""A surname and the word after it that are another word: "trần nhà", "phạm vi"."""

_BEFORE = {
    "lý": "quản xử hợp đại pháp tâm vật địa công trợ thanh nguyên đạo",
    "phạm": "vi tội quy sư xâm can thực sản dược mỹ",
    "huỳnh": "phụ",
    "lương": "tiền bảng hưởng mức bậc trả nâng quỹ lĩnh nhận",
    "đoàn": "tập công sư phái binh bí",
    "dương": "bình hải đại thái biểu âm",
    "đỗ": "thi bãi chỗ cấm nơi điểm đậu",
    "trần": "cởi hạ áp mức giá làm",
    "lâm": "kiểm nông gia",
    "tạ": "lễ cúng",
    "lê": "quả pha",
    "đào": "hoa cành khoan tự",
    "trương": "chủ khoa phô",
    "hồ": "ao ven bờ",
    "hoàng": "kinh bàng",
    "vương": "quốc vấn",
    "triệu": "mấy vài một hai ba bốn năm mươi trăm sáu bảy tám chín",
    "văn": "công ngữ môn",
}
NO_SURNAMES = frozenset((before, word) for word, all_ in _BEFORE.items() for before in all_.split())
"""A surname and the word before it that are another word: "quản lý", "vi phạm"."""

_STREET_PERSONS = """
lê lợi; lê lai; lê duẩn; trần phú; trần hưng đạo; nguyễn trãi; nguyễn huệ; nguyễn du; lý
thường kiệt; lý thái tổ; lý tự trọng; phan chu trinh; phan bội châu; phan đình phùng; lê
thánh tông; lê thánh tôn; lê hồng phong; lê đại hành; lê văn lương; võ thị sáu; võ văn
kiệt; võ nguyên giáp; ngô quyền; đinh tiên hoàng; phạm ngũ lão; phạm hùng; phạm văn đồng;
nguyễn văn cừ; nguyễn chí thanh; nguyễn thị minh khai; hoàng quốc việt; hoàng hoa thám;
hoàng văn thụ; hoàng diệu; trần duy hưng; tôn đức thắng; trần khánh dư; trần quang khải;
trần nhân tông; lê trọng tấn; trường chinh; lê thanh nghị; lê quý đôn; phùng hưng; trần
đại nghĩa; bà triệu
"""
STREET_PERSONS = frozenset(" ".join(name.split()) for name in _STREET_PERSONS.split(";"))
"""Whose names streets bear everywhere; without a form of address a street is meant."""
